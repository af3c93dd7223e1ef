//! Bad days: disks that fill, power that goes, files that nobody should have made. Each
//! gives a problem or works; nothing panics, and the last good site stands as it was.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::project::{PROGRAM, Project};

/// The name of the scaffold's government, which every page shows, and another.
const NAME: (&str, &str) = ("青禾县人民政府（示例）", "青禾县人民政府（示范）");

/// A case that is sound, with another text for its `body`.
fn case(body: &str) -> String {
    format!(
        "---\n示例: true\n标题: 一颗螺帽\n摘要: 一颗螺帽的故事。\n来源: 示例编辑部\n发布时间: 2025-03-01\n\
         ---\n\n{body}\n"
    )
}

/// Does what a shell says before it becomes the program: limits are set that way.
fn under(project: &Project, shell: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{shell}; exec \"$0\" \"$@\""), PROGRAM]);
    command.args(["build", "--root"]).arg(project.path("")).args(["--today", "2026-01-15"]);
    command
}

fn start(project: &Project) -> Child {
    under(project, "true").stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

fn is_panic(err: &str) -> bool {
    err.contains("panicked") || err.contains("RUST_BACKTRACE")
}

/// Builds within 3 GiB of addresses and tells what the program told.
fn build_within_bounds(project: &Project) -> (i32, String) {
    let output = under(project, "ulimit -v 3145728").output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!is_panic(&err), "{err}");
    (output.status.code().unwrap_or(-1), err)
}

#[test]
fn a_full_disk_leaves_the_last_site_as_it_was() {
    let project = Project::scaffold();
    assert_eq!(project.run("build").code, 0);
    let before = project.published();
    let project = project.edit("content/site.yaml", NAME.0, NAME.1);
    // Writing beyond eight blocks fails, as it does on a disk without room.
    let output = under(&project, "trap '' XFSZ; ulimit -f 8").output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("写") && !is_panic(&err), "{err}");
    assert!(project.published() == before);
    assert_eq!(project.run("build").code, 0);
    assert!(project.published() != before);
}

#[test]
fn power_may_go_at_any_moment() {
    let project = Project::scaffold();
    assert_eq!(project.run("build").code, 0);
    let old = project.published();
    let project = project.edit("content/site.yaml", NAME.0, NAME.1);
    let copy = Project::scaffold().edit("content/site.yaml", NAME.0, NAME.1);
    assert_eq!(copy.run("build").code, 0);
    let new = copy.published();
    assert!(old != new);
    let config = fs::read_to_string(project.path("content/site.yaml")).unwrap();
    let mut outcomes = BTreeMap::new();
    for step in 0..40_u64 {
        let mut child = start(&project);
        thread::sleep(Duration::from_millis(step * 9));
        child.kill().unwrap();
        child.wait().unwrap();
        // The next command has an error to tell: it may end what was begun, and begins nothing.
        fs::write(project.path("content/site.yaml"), "网站名: [").unwrap();
        assert_eq!(project.run("build").code, 1);
        let found = project.published();
        assert!(found == old || found == new, "mixed after {step}");
        *outcomes.entry(found == new).or_insert(0) += 1;
        // Back to the old site for the next blow.
        let former = config.replacen(NAME.1, NAME.0, 1);
        fs::write(project.path("content/site.yaml"), former).unwrap();
        assert_eq!(project.run("build").code, 0);
        assert!(project.published() == old);
        fs::write(project.path("content/site.yaml"), &config).unwrap();
    }
    assert_eq!(project.run("build").code, 0);
    assert!(project.published() == new, "{outcomes:?}");
}

#[test]
fn builds_at_once_end_with_a_whole_site() {
    let project = Project::scaffold();
    let alone = Project::scaffold();
    assert_eq!(alone.run("build").code, 0);
    let builds: Vec<Child> = (0..4).map(|_| start(&project)).collect();
    let mut done = 0;
    for build in builds {
        let output = build.wait_with_output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!is_panic(&err), "{err}");
        done += usize::from(output.status.success());
        assert!(output.status.success() || err.contains("正在"), "{err}");
    }
    assert!(done > 0);
    assert!(project.published() == alone.published());
}

#[test]
fn files_that_vanish_while_they_are_read_are_no_panic() {
    let project = Project::scaffold();
    let path = project.path("content/cases/nut.md");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    for _ in 0..6 {
        fs::write(&path, case("螺帽。")).unwrap();
        let child = start(&project);
        for _ in 0..400 {
            let _ = fs::remove_file(&path);
            let _ = fs::write(&path, case("螺帽。"));
        }
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!is_panic(&err), "{err}");
    }
    assert_eq!(project.run("build").code, 0);
}

#[test]
fn a_file_that_may_not_be_read_is_a_problem() {
    let project = Project::scaffold().file("content/cases/nut.md", &case("螺帽。"));
    fs::set_permissions(project.path("content/cases/nut.md"), fs::Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(project.path(""), fs::Permissions::from_mode(0o777)).unwrap();
    let mut command = under(&project, "true");
    // Nobody, where the tests are run by somebody who may read everything.
    if fs::read(project.path("content/cases/nut.md")).is_ok() {
        command.uid(65534);
    }
    let output = command.output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(err.contains("content/cases/nut.md") && err.contains("读"), "{err}");
    assert_eq!(output.status.code(), Some(1), "{err}");
}

#[test]
fn links_that_lead_nowhere_or_round_in_circles_end() {
    let project = Project::scaffold().file("content/cases/nut.md", &case("螺帽。"));
    symlink("nowhere.md", project.path("content/cases/gone.md")).unwrap();
    symlink("../cases", project.path("content/cases/round")).unwrap();
    symlink("/etc/passwd", project.path("content/cases/outside.md")).unwrap();
    symlink("self.md", project.path("content/cases/self.md")).unwrap();
    let (code, err) = build_within_bounds(&project);
    assert_eq!(code, 1);
    assert!(!err.contains("root:"), "{err}");
    for (link, message) in [
        ("gone.md", "不存在"),
        ("round", "链接到文件夹"),
        ("outside.md", "项目文件夹之外"),
        ("self.md", "绕成了圈"),
    ] {
        let told = err.split("\n\n").any(|one| one.contains(link) && one.contains(message));
        assert!(told, "{link}: {err}");
    }
    for link in ["gone.md", "round", "outside.md", "self.md"] {
        fs::remove_file(project.path("content/cases").join(link)).unwrap();
    }
    assert_eq!(project.run("build").code, 0);
}

#[test]
fn a_pipe_is_not_waited_for() {
    let project = Project::scaffold();
    fs::create_dir_all(project.path("content/cases")).unwrap();
    let made = Command::new("mkfifo").arg(project.path("content/cases/pipe.md")).status().unwrap();
    assert!(made.success());
    let (_, err) = build_within_bounds(&project);
    assert!(err.contains("pipe.md"), "{err}");
}

#[test]
fn odd_names_are_told_or_taken() {
    let mut project = Project::scaffold();
    for name in ["有 空格.md", "螺帽🔩.md", "Nut.md", "nut.md", "a..b.md", "con.md", "-x.md", "a%00b.md"]
    {
        project = project.file(&format!("content/cases/{name}"), &case("螺帽。"));
    }
    let (code, err) = build_within_bounds(&project);
    assert_eq!(code, 1);
    for name in ["有 空格.md", "螺帽🔩.md", "Nut.md"] {
        assert!(err.contains(name), "{name}: {err}");
    }
    let nul = case("![图](a\0b.jpg) [附件](..\\..\\x.pdf) ![图](../../../../etc/passwd)");
    let (code, err) = build_within_bounds(&Project::scaffold().file("content/cases/nut.md", &nul));
    assert_eq!(code, 1);
    assert!(err.contains("content/cases/nut.md"), "{err}");
}

#[test]
fn names_that_differ_in_case_alone_do_not_meet_on_windows() {
    let text = case("[甲](Form.pdf)、[乙](form.pdf)");
    let project = Project::scaffold().file("content/cases/nut/index.md", &text);
    let project = project.bytes("content/cases/nut/Form.pdf", b"%PDF-1.4 a");
    let project = project.bytes("content/cases/nut/form.pdf", b"%PDF-1.4 b");
    let (code, err) = build_within_bounds(&project);
    let mut published: Vec<String> =
        project.published().into_keys().map(|path| path.to_lowercase()).collect();
    published.sort();
    let mut once = published.clone();
    once.dedup();
    assert!(code == 1 && err.contains("orm.pdf") || once == published, "{err}");
}

fn many(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

#[test]
fn texts_of_ill_will_stay_small() {
    let bomb = (1..30).fold("a0: &a0 [哈, 哈]\n".to_owned(), |text, level| {
        format!("{text}a{level}: &a{level} [*a{before}, *a{before}]\n", before = level - 1)
    });
    let long = "长".repeat(1 << 20);
    for (name, text) in [
        ("a header of a megabyte", format!("---\n标题: {long}\n---\n文\n")),
        ("a header of a megabyte of keys", format!("---\n{}---\n文\n", "键: 值\n".repeat(100_000))),
        ("a bomb of references", format!("---\n{bomb}标题: 甲\n---\n文\n")),
        ("brackets", format!("---\n标题: {}\n---\n文\n", "[".repeat(200_000))),
        ("quotes in quotes", case(&">".repeat(100_000))),
        ("lists in lists", case(&many(2_000, |n| "  ".repeat(n) + "- a\n"))),
        ("emphasis", case(&"*a _b ".repeat(50_000))),
        ("links", case(&"[a](".repeat(50_000))),
        ("footnotes", case(&many(5_000, |n| format!("[^{n}]: [^{}]\n\n", n + 1)))),
        ("a table", case(&format!("|{}\n|{}\n", "a|".repeat(20_000), "-|".repeat(20_000)))),
        ("open tags", case(&"<div><b>".repeat(50_000))),
        ("no end", "---\n标题: 甲\n".to_owned()),
        ("only NUL", "\0".repeat(100_000)),
    ] {
        let project = Project::scaffold().file("content/cases/nut.md", &text);
        let (code, err) = build_within_bounds(&project);
        assert!(code == 0 || code == 1, "{name}: {code} {err:.2000}");
        assert!(err.len() < 200_000, "{name}: {} bytes of problems", err.len());
    }
}

#[test]
fn texts_in_the_old_code_of_offices_are_read() {
    let text = case("第一颗螺帽。");
    let (text, ..) = encoding_rs::GB18030.encode(&text);
    let project = Project::scaffold().bytes("content/cases/nut.md", &text);
    assert_eq!(build_within_bounds(&project).0, 0);
    let page = String::from_utf8(project.published()["cases/nut.html"].clone()).unwrap();
    assert!(page.contains("第一颗螺帽。"));
}
