//! The preview as a browser and as a stranger meet it: a real server on a free port.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::project::Project;

/// How long an answer may take on a machine that does much else.
const PATIENCE: Duration = Duration::from_mins(2);

const CASE: &str = "content/cases/nut.md";

fn case(lines: &str) -> String {
    format!(
        "---\n标题: 一颗螺帽\n摘要: 螺帽的故事。\n来源: 示例编辑部\n发布时间: 2025-03-01\n\
         初审: 示例\n复审: 示例\n终审: 示例\n{lines}---\n\n## 基本情况\n\n一段话。\n"
    )
}

/// The scaffold as a site at its domain's root, not made up, with one more case.
fn project() -> Project {
    Project::scaffold()
        .edit("content/site.yaml", "示例: true ", "示例: false ")
        .edit("content/site.yaml", "example.gov.cn/qyts/", "example.gov.cn/")
        .file(CASE, &case(""))
}

/// A server on a project; ended when dropped.
struct Preview {
    project: Project,
    child: Child,
    port: u16,
}

/// What came back.
#[derive(Debug)]
struct Reply {
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn start(project: Project) -> Self {
        Self::start_with(project, &[])
    }

    fn start_with(project: Project, more: &[&str]) -> Self {
        let root = project.path("").display().to_string();
        let mut child = Command::new(env!("CARGO_BIN_EXE_saltpress"))
            .args(["serve", "--root", &root, "--today", "2026-01-15", "--port", "0"])
            .args(more)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let port = first.split("http://127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next());
        let port = port.and_then(|port| port.parse().ok()).expect(&first);
        // Whoever reads no further must not stop the program from telling.
        std::thread::spawn(move || lines.for_each(drop));
        Self { project, child, port }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes as they are; the answer up to the end of the connection.
    fn raw(&self, request: &[u8]) -> Reply {
        let mut stream = self.connect();
        // A server that has had enough does not wait for the rest.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        reply(&bytes)
    }

    fn ask(&self, method: &str, address: &str, host: &str) -> Reply {
        let request = format!("{method} {address} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        self.raw(request.as_bytes())
    }

    fn get(&self, address: &str) -> Reply {
        self.ask("GET", address, &format!("127.0.0.1:{}", self.port))
    }

    fn page(&self, address: &str) -> String {
        let reply = self.get(address);
        assert_eq!(reply.status, 200, "{address}: {}", reply.body);
        reply.body
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.project.path(path), text).unwrap();
    }

    /// Waits until `address` looks other than `before`, as the script of the page does.
    fn changed(&self, address: &str, before: &str) -> String {
        let mark = between(before, "data-mark=\"", "\"").to_owned();
        for _ in 0..8 {
            let reply = self.get(&format!("/__changed?page={address}&mark={mark}"));
            match reply.status {
                200 => return self.get(address).body,
                204 => {}
                status => panic!("{status}: {}", reply.body),
            }
        }
        panic!("{address} never changed");
    }
}

fn reply(bytes: &[u8]) -> Reply {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).unwrap_or(0);
    let header = |line: &str| {
        let (name, value) = line.split_once(':')?;
        Some((name.to_ascii_lowercase(), value.trim().to_owned()))
    };
    Reply { status, headers: lines.filter_map(header).collect(), body: body.to_owned() }
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let rest = text.split_once(start).unwrap_or_else(|| panic!("no {start} in {text}")).1;
    rest.split_once(end).unwrap_or_else(|| panic!("no {end}")).0
}

/// The page without what the preview put on it.
fn bare(page: &str) -> String {
    let start = page.find("<link rel=\"stylesheet\" href=\"/__preview.css\">").expect("the panel's style");
    let end = page.rfind("</script>").expect("the panel's script") + "</script>".len();
    format!("{}{}", &page[..start], &page[end..])
}

#[test]
fn every_page_is_that_of_the_build_but_for_the_panel() {
    let project = project();
    assert_eq!(project.run("build").code, 0);
    let published = project.published();
    let preview = Preview::start(project);
    for (path, built) in &published {
        let reply = preview.get(&format!("/{path}"));
        let built = String::from_utf8_lossy(built).into_owned();
        let shown = if path.ends_with(".html") { bare(&reply.body) } else { reply.body };
        assert!(reply.status == 200 && shown == built, "{path}: {}", reply.status);
        let cache = if path.ends_with(".html") { "no-store" } else { "no-cache" };
        assert_eq!(reply.headers["cache-control"], cache, "{path}");
        assert!(reply.headers["content-security-policy"].starts_with("default-src 'self'"), "{path}");
    }
    assert_eq!(bare(&preview.page("/")), bare(&preview.page("/index.html")));
    assert_eq!(preview.get("/cases").headers["location"], "/cases/");
    let missing = preview.get("/cases/none.html");
    assert_eq!(missing.status, 404);
    assert_eq!(bare(&missing.body), String::from_utf8_lossy(&published["404.html"]));
}

#[test]
fn a_site_below_a_path_is_previewed_below_it() {
    let preview = Preview::start(Project::scaffold());
    assert_eq!(preview.get("/").headers["location"], "/qyts/");
    assert_eq!(preview.get("/about.html").headers["location"], "/qyts/about.html");
    assert_eq!(preview.get("/none.html").status, 404);
    assert!(preview.page("/__report").contains("href=\"/qyts/index.html\""));
    // A site of samples is marked on every page.
    assert!(preview.page("/qyts/about.html").contains("<span>示例</span>"));
}

#[test]
fn only_this_computer_is_answered_and_only_asked_to_show() {
    let preview = Preview::start(project());
    for host in ["127.0.0.1", "localhost:1", "LOCALHOST", "[::1]:80"] {
        assert_eq!(preview.ask("GET", "/", host).status, 200, "{host}");
    }
    for host in
        ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "a@127.0.0.1", "", "localhost,x"]
    {
        let reply = preview.ask("GET", "/", host);
        assert_eq!(reply.status, 403, "{host}");
        assert!(reply.body.contains("预览只在本机打开"));
    }
    assert_eq!(preview.ask("GET", "http://evil.example/", "127.0.0.1").status, 403);
    assert_eq!(
        preview
            .raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
            .status,
        403
    );
    assert_eq!(preview.raw(b"GET / HTTP/1.0\r\n\r\n").status, 403);
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let reply = preview.ask(method, "/", "localhost");
        assert_eq!((reply.status, reply.headers["allow"].as_str()), (405, "GET, HEAD"), "{method}");
    }
    let head = preview.ask("HEAD", "/", "localhost");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

#[test]
fn nothing_outside_the_site_is_ever_shown() {
    let preview = Preview::start(project());
    for address in [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/..%5c..%5cetc",
        "//etc/passwd",
        "/content/site.yaml",
        "/.saltpress/texts.json",
        "/index.html%00",
        "/%00",
        "/cases//index.html",
        "/search/",
        "/search/../index.html",
    ] {
        let reply = preview.get(address);
        assert_eq!(reply.status, 404, "{address}");
        assert!(!reply.body.contains("root:"), "{address}");
    }
    assert_eq!(preview.get("/%ff").status, 400);
    assert_eq!(preview.get("/__changed").status, 400);
    assert!(!preview.get("//evil.example").headers.contains_key("location"));
}

#[cfg(unix)]
#[test]
fn a_file_that_becomes_a_link_out_of_the_project_is_not_given() {
    use std::os::unix::fs::symlink;
    let preview = Preview::start(project());
    let list = preview.page("/notices/register-2026.html");
    let file = between(&list, "href=\"../files/", "\"").to_owned();
    let address = format!("/files/{file}");
    assert_eq!(preview.get(&address).status, 200);
    let outside = tempfile::NamedTempFile::new().unwrap();
    fs::write(outside.path(), "secret").unwrap();
    let path = preview.project.path("content/notices/register-form.csv");
    fs::remove_file(&path).unwrap();
    symlink(outside.path(), &path).unwrap();
    let reply = preview.get(&address);
    assert!(reply.status != 200 && !reply.body.contains("secret"), "{reply:?}");
}

#[test]
fn a_malformed_request_is_refused_and_the_next_is_answered() {
    let preview = Preview::start(project());
    let long = format!("GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n", "a".repeat(200_000));
    let headers = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X: y\r\n".repeat(2000));
    let requests: [&[u8]; 7] = [
        b"\0\x01\xff\xfe garbage\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        long.as_bytes(),
        headers.as_bytes(),
    ];
    for request in requests {
        let mut stream = preview.connect();
        let _ = stream.write_all(request);
        // Half a request that breaks off, too.
        drop(stream);
        let shown = String::from_utf8_lossy(&request[..request.len().min(40)]);
        assert_eq!(preview.get("/").status, 200, "{shown}");
    }
    assert!(matches!(preview.raw(b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n").status, 400 | 505));
}

#[test]
fn more_waiting_pages_than_there_is_room_for_are_told_so_and_pages_are_still_shown() {
    let preview = Preview::start(project());
    let page = preview.page("/");
    let mark = between(&page, "data-mark=\"", "\"");
    let request =
        format!("GET /__changed?page=/&mark={mark} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    let mut waiting = Vec::new();
    let refused = (0..100).find_map(|_| {
        let mut stream = preview.connect();
        stream.write_all(request.as_bytes()).unwrap();
        stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        waiting.push(stream);
        let reply = reply(&bytes);
        (reply.status == 503).then_some(reply)
    });
    let refused = refused.expect("a refusal");
    assert_eq!(refused.headers["retry-after"], "1");
    assert!(refused.body.contains("同时打开的页面太多"));
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_saved_text_stands_at_its_address_and_in_its_list() {
    let preview = Preview::start(project());
    let (page, list) = (preview.page("/cases/nut.html"), preview.page("/cases/index.html"));
    preview.write(CASE, &case("").replace("一颗螺帽", "两颗螺帽"));
    assert!(preview.changed("/cases/nut.html", &page).contains("两颗螺帽"));
    assert!(preview.changed("/cases/index.html", &list).contains("两颗螺帽"));
    assert!(preview.page("/__report").contains("全部问题"));
}

#[test]
fn a_text_saved_by_renaming_is_seen_by_either_way_of_watching() {
    for flags in [&[][..], &["--poll=1"]] {
        let preview = Preview::start_with(project(), flags);
        for title in ["两颗螺帽", "三颗螺帽"] {
            let page = preview.page("/cases/nut.html");
            preview.write("content/cases/.nut.md.new", &case("").replace("一颗螺帽", title));
            let path = |name: &str| preview.project.path("content/cases").join(name);
            fs::rename(path(".nut.md.new"), path("nut.md")).unwrap();
            assert!(preview.changed("/cases/nut.html", &page).contains(title), "{flags:?}");
        }
    }
}

#[test]
fn a_new_folder_is_seen_and_a_page_that_was_taken_away_is_gone() {
    let preview = Preview::start(project());
    let missing = preview.get("/cases/bolt.html").body;
    fs::create_dir_all(preview.project.path("content/cases/bolt")).unwrap();
    preview.write("content/cases/bolt/index.md", &case("").replace("一颗螺帽", "一颗螺栓"));
    let page = preview.changed("/cases/bolt.html", &missing);
    assert!(page.contains("一颗螺栓"));
    fs::remove_dir_all(preview.project.path("content/cases/bolt")).unwrap();
    preview.changed("/cases/bolt.html", &page);
    assert_eq!(preview.get("/cases/bolt.html").status, 404);
}

#[test]
fn a_text_that_no_longer_parses_stays_under_its_message_until_it_is_mended() {
    let preview = Preview::start(project());
    let good = preview.page("/cases/nut.html");
    assert!(!good.contains("错误 1"), "{good}");
    preview.write(CASE, &case("企业: [\n"));
    let broken = preview.changed("/cases/nut.html", &good);
    assert_eq!(bare(&broken), bare(&good));
    let panel = &broken[broken.find("id=\"sp-panel\"").unwrap()..];
    assert!(panel.contains("<details open>") && panel.contains("错误 1"), "{panel}");
    assert!(panel.contains("<code>content/cases/nut.md:"), "{panel}");
    assert!(panel.contains("上一次没有错误时的内容"), "{panel}");
    // It is still in its list, where the panel only counts it; all else goes on.
    let list = preview.page("/cases/index.html");
    assert!(list.contains("一颗螺帽") && list.contains("全站错误 1 个"));
    assert!(preview.page("/__report").contains("<code>content/cases/nut.md:"));
    let about = preview.page("/about.html");
    let text = fs::read_to_string(preview.project.path("content/pages/about.md")).unwrap();
    preview.write("content/pages/about.md", &(text + "\n新添的一句话。\n"));
    assert!(preview.changed("/about.html", &about).contains("新添的一句话"));
    preview.write(CASE, &case("").replace("一段话", "改好的话"));
    let mended = preview.changed("/cases/nut.html", &broken);
    assert!(mended.contains("改好的话") && !mended.contains("错误 1"));
}

#[test]
fn a_project_that_starts_with_an_error_is_shown_as_far_as_it_goes() {
    let preview = Preview::start(project().file(CASE, "一段话\n"));
    assert!(preview.page("/").contains("全站错误 1 个"));
    let missing = preview.get("/cases/nut.html");
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("<code>content/cases/nut.md:"), "{}", missing.body);
    preview.write(CASE, &case(""));
    assert!(preview.changed("/cases/nut.html", &missing.body).contains("一段话"));
}

#[test]
fn what_is_not_published_is_shown_under_a_watermark_and_by_no_build() {
    let later = case("").replace("2025-03-01", "2026-03-01");
    let project = project()
        .file("content/cases/later.md", &later)
        .file("content/cases/draft.md", &case("草稿: true\n"))
        .file("content/cases/sample.md", &case("示例: true\n"));
    assert_eq!(project.run("build").code, 0);
    let published = project.published();
    let preview = Preview::start(project);
    for (name, mark, told, is_built) in [
        ("later", "预览·未发布", "定于 2026-03-01 发布", false),
        ("draft", "预览·草稿", "删去“草稿: true”以后才会发布", false),
        ("sample", "示例", "内容是虚构的", true),
    ] {
        let page = preview.page(&format!("/cases/{name}.html"));
        assert!(page.contains("id=\"sp-mark\" aria-hidden=\"true\""), "{name}");
        assert!(page.contains(&format!("<span>{mark}</span>")) && page.contains(told), "{name}: {page}");
        assert_eq!(published.contains_key(&format!("cases/{name}.html")), is_built, "{name}");
    }
    assert!(!preview.page("/cases/nut.html").contains("sp-mark"));
    let list = preview.page("/cases/index.html");
    assert!(!list.contains("later.html") && !list.contains("draft.html"));
    let report = preview.page("/__report");
    for name in ["later", "draft"] {
        assert!(report.contains(&format!("href=\"/cases/{name}.html\"")), "{report}");
    }
}

#[test]
fn the_report_lists_all_problems_of_all_files() {
    let preview = Preview::start(project().file(CASE, &case("条款: [\"9.1\"]\n")).edit(
        "content/units.yaml",
        "文中名称: [县科技局]",
        "文中名称: [县科学局]",
    ));
    let report = preview.page("/__report");
    for told in ["没有条款 9.1", "content/cases/nut.md:9:", "责任单位“县科技局”不在", "提示："]
    {
        assert!(report.contains(told), "{told}: {report}");
    }
    // The error is of that page; the home page only counts it.
    assert!(preview.page("/cases/nut.html").contains("没有条款 9.1"));
    assert!(!preview.page("/").contains("没有条款 9.1"));
}

#[test]
fn what_an_inspection_tells_of_the_page_alone_is_in_its_panel() {
    let text = case("").replace("一段话", "联系人手机13912345678，一段话");
    let preview = Preview::start(project().file(CASE, &text));
    let page = preview.page("/cases/nut.html");
    let panel = &page[page.find("id=\"sp-panel\"").unwrap()..];
    assert!(panel.contains("手机") && panel.contains("<code>content/cases/nut.md:13:"), "{panel}");
    assert!(!panel.contains("13912345678"), "{panel}");
    assert!(!preview.page("/about.html").contains("nut.md"));
}

#[test]
fn a_template_that_fails_shows_its_place_and_the_page_comes_back() {
    let preview = Preview::start(project());
    let good = preview.page("/units/jingxin.html");
    fs::create_dir_all(preview.project.path("themes/default/templates")).unwrap();
    let template = "{% extends \"templates/base.html\" %}\n{% block main %}{{ view.nmae }}{% endblock %}\n";
    preview.write("themes/default/templates/unit.html", template);
    let broken = preview.changed("/units/jingxin.html", &good);
    assert!(broken.contains("themes/default/templates/unit.html:2"), "{broken}");
    assert_eq!(bare(&broken), bare(&good), "the last good page stays under the message");
    assert!(preview.page("/__report").contains("themes/default/templates/unit.html:2"));
    fs::remove_file(preview.project.path("themes/default/templates/unit.html")).unwrap();
    assert_eq!(bare(&preview.changed("/units/jingxin.html", &broken)), bare(&good));
}

#[test]
fn what_must_not_leak_stands_first_in_the_report() {
    let text = case("").replace("一段话", "身份证11010519491231002X");
    let report = Preview::start(project().file(CASE, &text)).page("/__report");
    assert!(
        report.contains("不能公开的内容（1）") && report.contains("content/cases/nut.md:13:"),
        "{report}"
    );
    assert!(!report.contains("11010519491231002X"), "{report}");
}

#[test]
fn a_table_that_is_no_longer_one_stays_under_its_message() {
    let preview = Preview::start(project().list_in_workbook("一种贷款"));
    let good = preview.page("/services/extra.html");
    assert!(good.contains("一种贷款"), "{good}");
    preview.write("content/services/d.xlsx", "没有");
    let broken = preview.changed("/services/extra.html", &good);
    assert_eq!(bare(&broken), bare(&good));
    assert!(
        broken.contains("content/services/d.xlsx") && broken.contains("上一次没有错误时的内容"),
        "{broken}"
    );
    assert!(!broken.contains("清单还没有条目"), "{broken}");
}

#[test]
fn a_file_is_given_in_parts_and_not_again_where_it_is_the_same() {
    let preview = Preview::start(project());
    let list = preview.page("/notices/register-2026.html");
    let address = format!("/files/{}", between(&list, "href=\"../files/", "\""));
    let whole = preview.get(&address);
    assert_eq!((whole.status, whole.headers["accept-ranges"].as_str()), (200, "bytes"));
    let ask = |method: &str, header: &str| {
        let request = format!(
            "{method} {address} HTTP/1.1\r\nHost: localhost\r\n{header}\r\nConnection: close\r\n\r\n"
        );
        preview.raw(request.as_bytes())
    };
    let length = whole.headers["content-length"].parse::<usize>().unwrap();
    let part = ask("GET", "Range: bytes=0-2");
    assert_eq!((part.status, part.headers["content-length"].as_str()), (206, "3"));
    assert_eq!(part.headers["content-range"], format!("bytes 0-2/{length}"));
    let beyond = ask("GET", "Range: bytes=999999-");
    assert_eq!(
        (beyond.status, beyond.headers["content-range"].as_str()),
        (416, &*format!("bytes */{length}"))
    );
    let same = ask("GET", &format!("If-None-Match: {}", whole.headers["etag"]));
    assert_eq!((same.status, same.body.as_str()), (304, ""));
    let head = ask("HEAD", "Range: bytes=0-2");
    assert_eq!((head.status, head.headers["content-length"].parse(), head.body.len()), (200, Ok(length), 0));
    // Pages carry a panel of now: they are always whole.
    assert!(!preview.get("/index.html").headers.contains_key("accept-ranges"));
}

#[test]
fn a_button_inspects_the_whole_site_and_the_report_says_when_it_is_old() {
    let text = case("").replace("一段话", "登陆网站申报，一段话");
    let synonyms = "同义词:\n  - [量子鸡, 鸡量子]\n";
    let preview = Preview::start(project().file(CASE, &text).file("content/synonyms.yaml", synonyms));
    let report = preview.page("/__report");
    assert!(report.contains("<form method=\"post\" action=\"/__inspection\"><button"), "{report}");
    assert!(!report.contains("查看检查报告"));
    let started = preview.ask("POST", "/__inspection", "localhost");
    assert_eq!((started.status, started.headers["location"].as_str()), (303, "/__inspection"));
    let paper = || {
        for _ in 0..600 {
            let reply = preview.get("/__inspection");
            if !reply.headers.contains_key("refresh") {
                return reply.body;
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        panic!("no report");
    };
    let first = paper();
    for told in [
        "政府网站检查报告",
        "离单项否决还有多远",
        "content/cases/nut.md",
        "检查的结果",
        "没有这组同义词的任何一个词：量子鸡",
        "重新检查",
    ] {
        assert!(first.contains(told), "{told}: {first}");
    }
    assert!(!first.contains("之后又改过"));
    preview.write(CASE, &case("").replace("一段话", "改好的话"));
    let old = preview.changed("/__inspection", &first);
    assert!(old.contains("之后又改过") && preview.page("/__report").contains("之后又改过"));
    preview.ask("POST", "/__inspection", "localhost");
    assert!(!paper().contains("之后又改过"));
    let request = b"POST /__inspection HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n\
        Content-Length: 0\r\nConnection: close\r\n\r\n";
    assert_eq!(preview.raw(request).status, 403);
}

#[test]
fn every_page_stands_under_a_bar_that_says_what_it_is() {
    let preview = Preview::start(project().file("content/cases/draft.md", &case("草稿: true\n")));
    for (address, told) in [
        ("/", "<b>预览</b> 只有这台电脑能看到"),
        ("/cases/draft.html", "<b>预览</b> 草稿"),
        ("/__report", "<b>预览</b> 只有这台电脑能看到"),
    ] {
        assert!(preview.page(address).contains(told), "{address}");
    }
}

#[test]
fn a_port_in_use_is_told_with_what_to_do() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let project = project();
    let root = project.path("").display().to_string();
    let answer = project.run_raw(&["serve", "--root", &root, "--port", &port]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains(&port) && answer.err.contains("--port"), "{}", answer.err);
    let answer = project.run_raw(&["serve", "--root", "/nowhere/at/all"]);
    assert_eq!(answer.code, 2);
}
