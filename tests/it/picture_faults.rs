//! Pictures that cannot be published: each is told with its remedy, the rest go on.

use std::fs::File;

use image::codecs::gif::GifEncoder;
use image::{Delay, Frame, RgbaImage};
use saltpress::picture::{self, Reference, Wanted};
use saltpress::problem::{Problems, Severity};
use saltpress::source::SourceFile;

use crate::studio::{Studio, chunk, fields, jpeg, png, with_chunk};

fn gif(frames: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for shade in [30, 120, 210].into_iter().take(frames) {
        let image = RgbaImage::from_pixel(20, 10, image::Rgba([shade, 30, 30, 255]));
        encoder.encode_frame(Frame::from_parts(image, 0, 0, Delay::from_numer_denom_ms(100, 1))).unwrap();
    }
    drop(encoder);
    bytes
}

/// The header of a PNG of any size, without its pixels.
fn huge_png(width: u32, height: u32) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [
        b"\x89PNG\r\n\x1a\n".as_slice(),
        &chunk(b"IHDR", &header),
        &chunk(b"IDAT", &[0x78, 0x9c]),
        &chunk(b"IEND", b""),
    ]
    .concat()
}

#[test]
fn what_is_no_picture_for_the_web_is_told_with_its_remedy() {
    let moving_webp =
        [b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\x09\0\0\x09\0\0ANIM\x06\0\0\0".as_slice(), &[0; 6]];
    let apng = with_chunk(&png(&fields(9, 9)), b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]);
    for (bytes, words, remedy) in [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), "HEIC", "兼容性最佳"),
        (b"\0\0\0\x1cftypavif\0\0\0\0mif1avif".to_vec(), "AVIF", "另存为"),
        (b"BM\0\0\0\0".to_vec(), "BMP", "另存为"),
        (b"II*\0\x08\0\0\0".to_vec(), "TIFF", "另存为"),
        (b"PK\x03\x04\x14\0\x06\0\x08\0[Content_Types].xml".to_vec(), "Office", "右键"),
        (b"<!DOCTYPE html><title>404".to_vec(), "网页", "重新保存"),
        (b"%PDF-1.4".to_vec(), "PDF", "导出"),
        (b"just text".to_vec(), "不是图片", "JPG"),
        (Vec::new(), "空的", "重新复制"),
        (gif(2), "动图", "另存为"),
        (apng, "动图", "另存为"),
        (moving_webp.concat(), "动图", "另存为"),
        (b"\xff\xd8\xff\xd9".to_vec(), "不完整", "重新复制"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\0".to_vec(), "不完整", "重新复制"),
        (b"GIF89a\0\0\0\0".to_vec(), "损坏", "重新复制"),
        (b"<svg width='1' height='1'><g></svg>".to_vec(), "SVG", "重新导出"),
        (b"<!DOCTYPE svg [<!ENTITY a 'x'>]><svg>&a;</svg>".to_vec(), "ENTITY", "PNG"),
        (huge_png(20_000, 20_000), "20000×20000 像素（40000 万）", "4000 像素"),
        (huge_png(1, 90_000), "单边", "切成"),
    ] {
        let studio = Studio::new().file("照片 1.jpg", bytes);
        let run = studio.develop(&["照片 1.jpg"]);
        let problem = run.expect_problem(words, remedy);
        assert_eq!((problem.severity, problem.path.as_deref()), (Severity::Error, Some("照片 1.jpg")));
        assert!(run.gallery.get("照片 1.jpg").is_none());
        assert_eq!(
            studio.develop(&["照片 1.jpg"]).problems,
            run.problems,
            "{words}: a second build says the same"
        );
    }
}

#[test]
fn a_gif_that_stands_still_is_taken() {
    let run = Studio::new().file("a.gif", gif(1)).develop(&["a.gif"]);
    assert_eq!((run.picture("a.gif").width, run.picture("a.gif").height), (20, 10));
}

#[test]
fn a_photo_cut_off_anywhere_is_refused_and_never_published_half_grey() {
    let whole = jpeg(&fields(64, 64));
    for end in (3..whole.len() - 1).step_by(37) {
        let run = Studio::new().file("a.jpg", &whole[..end]).develop(&["a.jpg"]);
        run.expect_problem("图片文件", "重新复制");
    }
}

#[test]
fn a_file_of_60_mb_is_refused_unread() {
    let studio = Studio::new();
    File::create(studio.root().join("a.jpg")).unwrap().set_len(60 << 20).unwrap();
    studio.develop(&["a.jpg"]).expect_problem("60 MB，超过 40 MB", "4000 像素");
}

#[test]
fn a_missing_picture_is_told_where_it_is_named() {
    let text = "---\n标题: 一颗螺帽\n---\n\n![车间](photo.jpg)\n";
    let case = SourceFile::new("content/nut.md", text);
    let at = text.find("photo.jpg").unwrap();
    let from = Reference { path: case.path().to_owned(), place: Some(case.place(at..at + 9)) };
    let studio = Studio::new().file("content/Photo.JPG", b"").file("content/photo.png", b"");
    let mut wanted = Wanted::default();
    wanted.add("content/photo.jpg", Some(from));
    let run = studio.develop_wanted(&wanted);
    let problem = run.expect_problem("没有图片 content/photo.jpg", "“Photo.JPG”");
    assert_eq!(problem.location().as_deref(), Some("content/nut.md:5:9"));
}

#[test]
fn a_bad_picture_tells_who_names_it() {
    let from = Reference { path: "content/nut.md".to_owned(), place: None };
    let mut wanted = Wanted::default();
    wanted.add("a.jpg", Some(from));
    let run = Studio::new().file("a.jpg", b"text").develop_wanted(&wanted);
    run.expect_problem("不是图片", "引用它的是 content/nut.md");
}

#[test]
fn nothing_outside_the_project_is_read() {
    let studio = Studio::new().file("project/a.txt", b"x").file("secret.png", png(&fields(8, 8)));
    let root = studio.root().join("project");
    let inner = |source: &str| {
        let mut problems = Problems::new();
        let wanted = [source].into_iter().collect();
        let gallery = picture::develop(&root, &studio.cache(), &wanted, &mut problems).unwrap();
        assert_eq!(gallery.pictures().count(), 0, "{source}");
        problems.sorted()[0].message.clone()
    };
    let outside = studio.root().join("secret.png").to_string_lossy().into_owned();
    for source in
        ["../secret.png", "a/../../secret.png", "./a.png", "a//b.png", "", &outside, "C:/x.png", "a\\b.png"]
    {
        assert!(inner(source).contains("不在项目文件夹里"), "{source}: {}", inner(source));
    }
    assert!(inner("missing/a.png").contains("没有图片"));
    assert!(inner("a.txt/a.png").contains("没有图片"));
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_within_the_project_and_not_out_of_it() {
    use std::os::unix::fs::symlink;
    let studio = Studio::new().file("a.png", png(&fields(8, 8)));
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join("b.png"), png(&fields(8, 8))).unwrap();
    symlink(studio.root().join("a.png"), studio.root().join("inside.png")).unwrap();
    symlink(elsewhere.path().join("b.png"), studio.root().join("outside.png")).unwrap();
    symlink(elsewhere.path(), studio.root().join("folder")).unwrap();
    symlink("nowhere.png", studio.root().join("dangling.png")).unwrap();
    studio.develop(&["inside.png"]).picture("inside.png");
    for source in ["outside.png", "folder/b.png"] {
        studio.develop(&[source]).expect_problem("不在项目文件夹里", "换成图片本身");
    }
    studio.develop(&["dangling.png"]).expect_problem("没有图片", "检查文件名");
}

#[test]
fn a_folder_is_no_picture_and_the_rest_go_on() {
    let studio = Studio::new().file("photos/a.png", png(&fields(8, 8)));
    let run = studio.develop(&["photos", "photos/a.png"]);
    run.expect_problem("文件夹", "写到图片文件名为止");
    assert!(run.gallery.get("photos/a.png").is_some());
}

#[test]
fn a_drawing_is_published_without_its_script_and_that_is_told() {
    let svg = "<?xml version='1.0'?><svg viewBox='0 0 40 30'><script>x()</script><path onclick='x()' d='M0 0'/></svg>";
    let studio = Studio::new().file("图.svg", svg);
    let run = studio.develop(&["图.svg"]);
    let problem = run.expect_problem("脚本", "PNG");
    assert_eq!(problem.severity, Severity::Warning);
    let picture = run.gallery.get("图.svg").unwrap();
    assert_eq!((picture.width, picture.height), (40, 30));
    let text = std::fs::read_to_string(&picture.variants[0].file).unwrap();
    assert_eq!(
        text,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 30\"><path d=\"M0 0\"/></svg>"
    );
    assert!(picture.variants[0].name.ends_with(".svg"));
}
