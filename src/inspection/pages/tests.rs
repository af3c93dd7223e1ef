//! Every rule on built pages: a small sound site, broken in one place at a time.

use super::{Built, Context, inspect};
use crate::inspection::finding::{Finding, Findings};
use crate::inspection::rule::RuleId;
use crate::inspection::settings::Settings;
use crate::inspection::text::Lists;
use crate::problem::Problems;

const BASE: &str = "https://www.example.gov.cn/zt/";

const HOME: &str = r#"<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>示例专栏</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="SiteName" content="示例"><meta name="SiteDomain" content="www.example.gov.cn"><meta name="SiteIDCode" content="4401060050">
<meta name="ColumnName" content="首页"><meta name="ColumnDescription" content="示例"><meta name="ColumnKeywords" content="示例"><meta name="ColumnType" content="首页">
<link rel="stylesheet" href="a.css"></head>
<body><h1>示例专栏</h1><h2 id="news">动态</h2>
<ul><li><a href="a/one.html">第一条</a> 2026-01-12</li><li><a href="a/one.html#two">第二条</a> 2026-01-11</li><li><a href="/zt/a/one.html">第三条</a> 2026-01-10</li></ul>
<img src="a/p.jpg" alt="一颗六角螺母"><table><tr><th>名称</th><td>数</td></tr></table>
<label for="q">搜索</label><input id="q"><button>查找</button><iframe src="a/one.html" title="动态"></iframe>
<footer>主办单位：某县 联系电话：0000-0000000 标识码 ICP备 公网安备 网站地图 我为政府网站找错 党政机关网站</footer></body></html>"#;

const ARTICLE: &str = r#"<!doctype html>
<html lang="zh-CN"><head><title>第一条</title><meta name="viewport" content="width=device-width">
<meta name="SiteName" content="示例"><meta name="SiteDomain" content="www.example.gov.cn"><meta name="SiteIDCode" content="4401060050">
<meta name="ColumnName" content="动态"><meta name="ColumnDescription" content="示例"><meta name="ColumnKeywords" content="示例"><meta name="ColumnType" content="工作动态">
<meta name="ArticleTitle" content="第一条"><meta name="PubDate" content="2026-01-12 09:30"><meta name="ContentSource" content="县经信局">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"Article","headline":"第一条","author":{"@type":"Organization","name":"县经信局"},"datePublished":"2026-01-12"}</script>
</head><body><h1>第一条</h1><p>2026-01-12 09:30 来源：县经信局</p><p>2026-01-16 座谈</p><h2 id="two">二</h2><p><a href="../index.html">首页</a> <a href="http://www.gov.cn/">中国政府网</a></p>
<footer>主办单位：某县 联系电话：0000-0000000 标识码 ICP备 公网安备 网站地图 我为政府网站找错 党政机关网站</footer></body></html>"#;

const SHEET: &str = ":root{--ink:#1a1f24;--salt:#fff;--target:44px}body{background:url(a/p.jpg)}";
const FEED: &str = "<feed><id>https://www.example.gov.cn/zt/a/one.html</id></feed>";

fn site(edits: &[(&str, &str, &str)]) -> Vec<(String, String)> {
    let files = [
        ("a.css", SHEET),
        ("a/one.html", ARTICLE),
        ("a/p.jpg", "x"),
        ("feed.xml", FEED),
        ("index.html", HOME),
    ];
    let mut files: Vec<(String, String)> =
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    for (name, from, to) in edits {
        let file = files.iter_mut().find(|(known, _)| known == name).unwrap();
        assert!(file.1.contains(from), "{name} has no {from}");
        file.1 = file.1.replacen(from, to, 1);
    }
    files
}

/// What a broken site tells, its texts read, too.
fn findings(edits: &[(&str, &str, &str)]) -> Vec<Finding> {
    told(edits, true)
}

fn told(edits: &[(&str, &str, &str)], is_foreign: bool) -> Vec<Finding> {
    let files = site(edits);
    let built = Built::of_texts(&files, Some(BASE));
    let settings = Settings::shipped();
    let texts = is_foreign.then(|| Lists::new(&settings));
    let context = Context {
        texts: texts.as_ref(),
        mutual: vec![("index.html".to_owned(), "a/one.html".to_owned())],
        ..Context::new(&built, &settings, "2026-01-15".parse().unwrap())
    };
    let (mut findings, mut problems) = (Findings::default(), Problems::new());
    inspect(&context, &mut findings, &mut problems);
    assert!(problems.sorted().is_empty());
    findings.into_list()
}

#[test]
fn a_sound_site_breaks_no_rule() {
    let told: Vec<String> = findings(&[]).iter().map(|f| format!("{} {}", f.rule, f.problem)).collect();
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn each_fault_is_told_by_its_rule_and_by_no_other() {
    let long = "企业".repeat(60_000);
    let long = format!("<h1>{long}</h1>");
    let cases: Vec<(RuleId, &str, &str, &str)> = vec![
        (
            RuleId::HomeStale,
            "index.html",
            "2026-01-12</li><li><a href=\"a/one.html#two\">第二条</a> 2026-01-11</li><li><a href=\"/zt/a/one.html\">第三条</a> 2026-01-10",
            "2025-12-12</li><li><a href=\"a/one.html\">第二条</a> 2025-12-11</li><li><a href=\"/zt/a/one.html\">第三条</a> 2025-12-10",
        ),
        (
            RuleId::ItemUndated,
            "index.html",
            " 2026-01-10</li>",
            " 2026-01-10</li><li><a href='a/one.html'>第四条</a></li>",
        ),
        (RuleId::DateFuture, "a/one.html", "content=\"2026-01-12 09:30\"", "content=\"2026-01-16 09:30\""),
        (RuleId::MetaMissing, "a/one.html", "<meta name=\"ContentSource\" content=\"县经信局\">", ""),
        (RuleId::MetaMissing, "index.html", "<meta name=\"SiteIDCode\" content=\"4401060050\">", ""),
        (
            RuleId::MetaTwice,
            "a/one.html",
            "<meta name=\"SiteName\"",
            "<meta name=\"sitename\" content=\"示例\"><meta name=\"SiteName\"",
        ),
        (RuleId::MetaEmpty, "a/one.html", "</head>", "<meta name=\"Author\" content=\" \"></head>"),
        (RuleId::PubDateForm, "a/one.html", "2026-01-12 09:30\"", "2026-01-12 09:30:15\""),
        (
            RuleId::SiteDomainForm,
            "index.html",
            "content=\"www.example.gov.cn\"",
            "content=\"http://www.example.gov.cn\"",
        ),
        (RuleId::SiteCodeForm, "index.html", "4401060050", "440106005"),
        (
            RuleId::ColumnTypeUnknown,
            "index.html",
            "name=\"ColumnType\" content=\"首页\"",
            "name=\"ColumnType\" content=\"门户\"",
        ),
        (RuleId::PageTitle, "index.html", "<title>示例专栏</title>", ""),
        (RuleId::PageTitle, "index.html", "<title>示例专栏</title>", "<title> </title>"),
        (RuleId::FootMissing, "index.html", "我为政府网站找错", ""),
        (RuleId::PubDateHidden, "a/one.html", "<p>2026-01-12 09:30", "<p>"),
        (RuleId::SourceHidden, "a/one.html", "来源：县经信局", "来源："),
        (RuleId::LinkedData, "a/one.html", "\"headline\":\"第一条\",", ""),
        (RuleId::LinkedData, "a/one.html", "\"2026-01-12\"}", "\"2026-01-12\""),
        (RuleId::LinkedData, "a/one.html", "\"name\":\"县经信局\"", "\"name\":\"\""),
        (RuleId::LinkedData, "a/one.html", "\"2026-01-12\"}", "\"2026-01-12T09:30\"}"),
        (RuleId::LinkBroken, "a/one.html", "../index.html", "../inde.html"),
        (RuleId::LinkBroken, "a.css", "a/p.jpg", "a/q.jpg"),
        (RuleId::LinkBroken, "index.html", "<img src=\"a/p.jpg\"", "<img src=\"a/one.html\""),
        (RuleId::LinkBroken, "feed.xml", "one.html", "two.html"),
        (RuleId::LinkCase, "a/one.html", "../index.html", "../Index.html"),
        (RuleId::LinkOutside, "a/one.html", "../index.html", "../../index.html"),
        (RuleId::LinkOutside, "index.html", "/zt/a/one.html", "/other/one.html"),
        (RuleId::LinkNowhere, "a/one.html", "../index.html", "#"),
        (RuleId::LinkNowhere, "a/one.html", "../index.html", "javascript:history.back()"),
        (RuleId::AnchorMissing, "index.html", "#two", "#three"),
        (RuleId::AnchorMissing, "a/one.html", "../index.html", "#none"),
        (RuleId::LinkBareAddress, "a/one.html", "http://www.gov.cn/", "http://8.8.8.8/"),
        (
            RuleId::LinkForeign,
            "a/one.html",
            "http://www.gov.cn/\">中国政府网",
            "https://www.example.com/\">示例网（站外链接）",
        ),
        (RuleId::PartElsewhere, "index.html", "href=\"a.css\"", "href=\"https://cdn.example.com/a.css\""),
        (RuleId::LanguageMissing, "index.html", " lang=\"zh-CN\"", ""),
        (RuleId::AltMissing, "index.html", " alt=\"一颗六角螺母\"", ""),
        (RuleId::AltEmptyWords, "index.html", "一颗六角螺母", "图片1"),
        (RuleId::AltEmptyWords, "index.html", "一颗六角螺母", "p.jpg"),
        (RuleId::HeadingOrder, "a/one.html", "<h2 id=\"two\">二</h2>", "<h3 id=\"two\">二</h3>"),
        (RuleId::HeadingOrder, "a/one.html", "<h1>第一条</h1>", ""),
        (RuleId::TableHeads, "index.html", "<th>名称</th>", "<td>名称</td>"),
        (RuleId::LinkWords, "a/one.html", ">首页</a>", ">点击查看</a>"),
        (RuleId::LinkWords, "a/one.html", ">首页</a>", "></a>"),
        (RuleId::ControlUnnamed, "index.html", "<label for=\"q\">搜索</label>", ""),
        (RuleId::ControlUnnamed, "index.html", "<button>查找</button>", "<button></button>"),
        (RuleId::FrameUnnamed, "index.html", " title=\"动态\"", ""),
        (RuleId::AnchorTwice, "index.html", "<input id=\"q\">", "<input id=\"q\"><p id=\"q\"></p>"),
        (RuleId::ZoomBlocked, "index.html", "initial-scale=1", "initial-scale=1, user-scalable=no"),
        (RuleId::Contrast, "a.css", "#1a1f24", "#999"),
        (RuleId::TargetSmall, "a.css", "44px", "20px"),
        (RuleId::PageHeavy, "a/one.html", "<h1>第一条</h1>", &long),
        (RuleId::WrongWord, "a/one.html", "中国政府网", "专精特薪"),
        (RuleId::MobileNumber, "a/one.html", "中国政府网", "13800000000"),
    ];
    let mut wrong = Vec::new();
    for (rule, file, from, to) in cases {
        let found: Vec<RuleId> =
            findings(&[(file, from, to)]).into_iter().map(|finding| finding.rule).collect();
        if found != [rule] {
            wrong.push(format!("{rule} {file}: {from} → {to:.60}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn pages_that_must_lead_to_each_other_are_told_where_one_does_not() {
    let away: Vec<(&str, &str, &str)> = vec![
        ("index.html", "a/one.html", "index.html"),
        ("index.html", "a/one.html#two", "index.html"),
        ("index.html", "/zt/a/one.html", "index.html"),
    ];
    let found: Vec<RuleId> = findings(&away).into_iter().map(|finding| finding.rule).collect();
    assert_eq!(found, [RuleId::ReadingUnlinked]);
}

#[test]
fn a_wrong_address_says_what_would_be_right() {
    for (rule, file, from, to, way) in [
        (RuleId::LinkOutside, "a/one.html", "../index.html", "../../index.html", "到首页写 ../index.html"),
        (RuleId::LinkOutside, "index.html", "/zt/a/one.html", "/other/one.html", "到首页写 index.html"),
        (RuleId::AnchorMissing, "index.html", "#two", "#tvo", "是不是 #two？"),
        (RuleId::AnchorMissing, "a/one.html", "../index.html", "../index.html#zzzzzz", "有的位置：#news、#q"),
        (RuleId::AnchorMissing, "a/one.html", "../index.html", "#zzzzzz", "有的位置：#two"),
        (RuleId::LinkBroken, "index.html", "a/p.jpg\" alt", "a/x.jpg\" alt", "图片放在稿件旁边"),
    ] {
        let found = told(&[(file, from, to)], false);
        let problem = &found.iter().find(|finding| finding.rule == rule).unwrap().problem;
        assert!(problem.hint.as_deref().is_some_and(|hint| hint.contains(way)), "{to}: {problem}");
    }
}

#[test]
fn addresses_are_followed_as_browsers_do() {
    let at = |body: &str| ("a/one.html", "<p>2026-01-16 座谈</p>", format!("<p>2026-01-16 座谈</p>{body}"));
    for (body, rules) in [
        ("<a href=\"#%E7%AC%AC\">甲</a><b id=\"第\">一</b>", vec![]),
        ("<a href=\"../index.html#new%73\">甲</a>", vec![]),
        ("<img alt=一颗螺帽 src=p.jpg srcset=\"data:image/png;base64,AAAA,BBBB\">", vec![]),
        ("<frame src=gone.htm>", vec![RuleId::LinkBroken]),
    ] {
        let (file, from, to) = at(body);
        let found: Vec<RuleId> =
            findings(&[(file, from, &to)]).into_iter().map(|finding| finding.rule).collect();
        assert_eq!(found, rules, "{body}");
    }
}

#[test]
fn a_base_moves_where_relative_addresses_start() {
    let base = |href: &str| {
        let head = format!("<head><base href=\"{href}\">");
        let edits =
            [("a/one.html", "<head>", head.as_str()), ("a/one.html", "\"../index.html\"", "\"index.html\"")];
        findings(&edits).into_iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    for href in ["/zt/", "https://www.example.gov.cn/zt/x.html", "../"] {
        assert_eq!(base(href), [], "{href}");
    }
    assert_eq!(base("/zt/a/"), [RuleId::LinkBroken]);
}

#[test]
fn a_home_page_may_be_called_what_other_systems_call_it() {
    let stale = |name: &str| {
        let mut files =
            site(&[("index.html", "2026-01-12", "2025-01-12"), ("index.html", "2026-01-11", "2025-01-11")]);
        for (file, text) in &mut files {
            *text = text.replace("2026-01-10", "2025-01-10").replace("index.html", name);
            *file = file.replace("index.html", name);
        }
        broken(&files).into_iter().filter(|rule| *rule == RuleId::HomeStale).count()
    };
    for name in ["index.html", "index.htm", "index.shtml", "default.htm"] {
        assert_eq!(stale(name), 1, "{name}");
    }
}

#[test]
fn a_page_without_the_tags_that_may_be_left_out_is_one() {
    let page = "<!doctype html><title>甲</title><h4>乙</h4><img src=a/p.jpg>";
    let mut files = site(&[]);
    files.push(("bare.html".to_owned(), page.to_owned()));
    let found = broken(&files);
    for rule in [RuleId::AltMissing, RuleId::HeadingOrder, RuleId::LanguageMissing, RuleId::MetaMissing] {
        assert!(found.contains(&rule), "{rule}: {found:?}");
    }
}

#[test]
fn an_article_of_another_system_needs_its_tags_even_where_it_has_none() {
    let tags = "<meta name=\"ArticleTitle\" content=\"第一条\"><meta name=\"PubDate\" content=\"2026-01-12 09:30\"><meta name=\"ContentSource\" content=\"县经信局\">";
    let count = |shown: &str| {
        let edits = [("a/one.html", tags, ""), ("a/one.html", "<p>2026-01-12 09:30 来源", shown)];
        let found = findings(&edits);
        found.iter().filter(|finding| finding.rule == RuleId::MetaMissing).count()
    };
    assert_eq!(count("<p>发布时间：2026-01-12 09:30 来源"), 1);
    assert_eq!(count("<p>2026-01-12 09:30 来源"), 0, "nothing says that it is one");
    assert_eq!(count("<p>发布时间 发布时间：2026-01-12 来源"), 0, "a list says it more than once");
}

#[test]
fn a_title_of_ours_names_the_site() {
    let files = site(&[]);
    let built = Built::of_texts(&files, Some(BASE));
    let settings = Settings::shipped();
    for (name, count) in [(Some("示例"), 1), (Some("第一"), 1), (None, 0)] {
        let context = Context { name, ..Context::new(&built, &settings, "2026-01-15".parse().unwrap()) };
        let mut findings = Findings::default();
        inspect(&context, &mut findings, &mut Problems::new());
        assert_eq!(findings.count(RuleId::PageTitle), count, "{name:?}");
    }
}

#[test]
fn a_page_with_many_parts_is_weighed_with_them() {
    let sheet = format!("{SHEET}/*{}*/", "x".repeat(3 << 20));
    let files: Vec<(String, String)> = site(&[])
        .into_iter()
        .map(|(name, text)| if name == "a.css" { (name, sheet.clone()) } else { (name, text) })
        .collect();
    let built = Built::of_texts(&files, Some(BASE));
    let settings = Settings::shipped();
    let context = Context::new(&built, &settings, "2026-01-15".parse().unwrap());
    let mut findings = Findings::default();
    inspect(&context, &mut findings, &mut Problems::new());
    assert_eq!(findings.count(RuleId::PageHeavyWhole), 1);
}

/// What a site of these files breaks, one host allowed.
fn broken(files: &[(String, String)]) -> Vec<RuleId> {
    let built = Built::of_texts(files, Some(BASE));
    let mut settings = Settings::shipped();
    settings.hosts = vec!["example.com".to_owned()];
    let context = Context::new(&built, &settings, "2026-01-15".parse().unwrap());
    let mut findings = Findings::default();
    inspect(&context, &mut findings, &mut Problems::new());
    findings.into_list().into_iter().map(|finding| finding.rule).collect()
}

#[test]
fn a_link_out_says_so_even_to_a_host_that_is_allowed() {
    for (link, told) in [
        ("https://www.example.com/\">示例网", vec![RuleId::LinkUnmarked]),
        ("//www.example.com/\">示例网", vec![RuleId::LinkUnmarked]),
        ("https://www.example.com/\">示例网<span>（将离开本网站）</span>", vec![]),
        ("https://zt.www.example.gov.cn/\">示例网", vec![]),
    ] {
        assert_eq!(broken(&site(&[("a/one.html", "http://www.gov.cn/\">中国政府网", link)])), told, "{link}");
    }
}

#[test]
fn the_first_search_has_a_budget() {
    let page = HOME
        .replace("<body>", "<body data-kind=search>")
        .replace("</head>", "<script src=\"assets/search.0.js\"></script></head>");
    let searched = |shard: usize| {
        let mut files = site(&[]);
        files.push(("search.html".to_owned(), page.clone()));
        let sizes = [
            ("assets/search.0.js", 20 << 10),
            ("assets/search-more.0.js", 10 << 10),
            ("search/manifest.js", 6 << 10),
            ("search/p/1.js", shard),
            ("search/p/2.js", shard),
            ("search/d/1.js", 1 << 10),
            ("search/x/1.js", 5 << 10),
        ];
        files.extend(sizes.map(|(name, size)| (name.to_owned(), "x".repeat(size))));
        broken(&files)
    };
    assert_eq!(searched(6 << 10), []);
    assert_eq!(searched(30 << 10), [RuleId::SearchHeavy]);
}

#[test]
fn a_finding_in_a_page_has_its_line_and_what_stands_there() {
    let found = findings(&[("a/one.html", "../index.html", "../inde.html")]);
    let told = found[0].problem.to_string();
    assert!(told.contains("a/one.html:7:") && told.contains("<a href=\"../inde.html\">"), "{told}");
}
