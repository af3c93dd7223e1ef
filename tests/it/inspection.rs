//! The inspection as staff meet it: rules that bite, waivers, the report.

use std::fs;

use crate::project::{Project, workbook};
use saltpress::inspection::guide;
use saltpress::inspection::rule::Rules;

#[test]
fn the_page_of_rules_is_printed_from_the_table() {
    let page = guide::print(&Rules::shipped());
    let stands = std::fs::read_to_string(guide::PATH).unwrap_or_default();
    if page != stands && std::env::var_os("SALTPRESS_BLESS").is_some() {
        std::fs::write(guide::PATH, &page).unwrap();
        return;
    }
    assert!(page == stands, "{} is not what the table says: run with SALTPRESS_BLESS=1", guide::PATH);
}

fn check(project: &Project, more: &[&str]) -> crate::project::Answer {
    let root = project.path("").display().to_string();
    let fixed = ["check", "--root", &root, "--today", "2026-01-15"];
    project.run_raw(&[&fixed, more].concat())
}

#[test]
fn a_finding_names_level_rule_document_place_and_remedy() {
    let project =
        Project::scaffold().edit("content/pages/about.md", "\n---\n", "\n---\n\n培育专精特薪企业。\n");
    let answer = check(&project, &[]);
    answer.expect_problem("content/pages/about.md:", "扣分：“专精特薪”应为“专精特新”");
    assert!(answer.all().contains("规则：wrong-word 错别字，国办秘函〔2019〕19号"), "{}", answer.all());
    assert_eq!(answer.code, 1);
}

#[test]
fn a_waiver_lets_a_finding_pass_and_its_reason_is_told() {
    let waiver = "豁免:\n  - {规则: wrong-word, 文件: content/pages/, 理由: 原文引用}\n";
    let waive = |project: Project| project.edit("content/inspection.yaml", "豁免:\n", waiver);
    let project =
        waive(Project::scaffold()).edit("content/pages/about.md", "\n---\n", "\n---\n\n培育专精特薪企业。\n");
    let answer = check(&project, &["--report", "report.html"]);
    assert_eq!(answer.code, 0, "{}", answer.all());
    assert!(answer.all().contains("理由：原文引用"), "{}", answer.all());
    let paper = std::fs::read_to_string(project.path("report.html")).unwrap();
    assert!(paper.contains("写明理由后豁免的") && paper.contains("理由：原文引用"), "{paper}");
    let unused = waive(Project::scaffold());
    check(&unused, &[]).expect_problem("content/inspection.yaml:3", "没有用到");
}

#[test]
fn a_number_that_must_not_leak_stands_in_no_output() {
    let leak = "13800000000";
    let project = Project::scaffold().edit(
        "content/pages/about.md",
        "\n---\n",
        &format!("\n---\n\n请专精特薪企业打{leak}。[甲](没有-{leak}.md)\n"),
    );
    for more in [&[][..], &["--json"], &["--report", "report.html"]] {
        let answer = check(&project, more);
        assert!(!answer.all().contains(leak), "{more:?}");
    }
    let paper = std::fs::read_to_string(project.path("report.html")).unwrap();
    assert!(paper.contains("138********") && !paper.contains(leak), "{paper}");
}

#[test]
fn this_repository_gives_no_false_alarm() {
    let answer = crate::project::saltpress(&["check", "--today", "2026-11-26"]);
    let (out, err) = (String::from_utf8_lossy(&answer.stdout), String::from_utf8_lossy(&answer.stderr));
    assert!(out.contains("单项否决 0 个，扣分 0 个，建议 0 条"), "{out}{err}");
    assert!(answer.status.success(), "{err}");
}

#[test]
fn a_built_site_is_inspected_without_its_sources() {
    let project = Project::scaffold();
    assert_eq!(project.run("build").code, 0);
    let public = project.path("public").display().to_string();
    let base = "https://www.example.gov.cn/qyts";
    let fixed = ["check", "--html", &public, "--base", base, "--today", "2026-01-15"];
    let answer = project.run_raw(&fixed);
    assert!(answer.out.contains("单项否决 0 个，扣分 0 个"), "{}", answer.all());
    let project =
        project.file("public/about.html", "<html><body><a href=gone.html>点击查看</a></body></html>");
    let answer = project.run_raw(&fixed);
    answer.expect_problem("about.html:1", "“gone.html”打不开");
    answer.expect_problem("about.html:1", "没有说出去哪里");
    answer.expect_problem("about.html", "缺少 META 标签：SiteName");
    assert_eq!(answer.code, 1);
    assert_eq!(project.run_raw(&["check", "--html", "nowhere"]).code, 2);
}

#[test]
fn a_folder_without_pages_is_no_clean_site() {
    let project = Project::empty().file("site/readme.txt", "x");
    let answer = project.run_raw(&["check", "--html", "site"]);
    assert_eq!(answer.code, 1);
    assert!(answer.all().contains("没有网页"), "{}", answer.all());
}

#[test]
fn a_page_that_is_no_text_is_told_and_not_read() {
    let project = Project::empty().bytes("site/index.html", b"\x00\x81\xff\x00\xfe\x80\xff");
    let answer = project.run_raw(&["check", "--html", "site"]);
    answer.expect_problem("index.html", "不是网页");
    assert_eq!(answer.code, 1);
}

#[test]
fn a_release_is_compared_with_the_one_before() {
    let project = Project::scaffold();
    assert_eq!(project.run("build").code, 0);
    let case = "---\n标题: 一颗螺帽\n摘要: 故事。\n来源: 编辑部\n发布时间: 2026-01-10\n---\n\n一段话。\n";
    let project = project.file("content/cases/nut.md", case);
    let answer = check(&project, &["--release", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    let published = report["changes"]["published"].as_array().unwrap();
    assert!(published.iter().any(|path| path == "cases/nut.html"), "{published:?}");
    let changed = report["changes"]["changed"].as_array().unwrap();
    assert!(changed.iter().any(|path| path == "cases/index.html"), "{changed:?}");
    assert_eq!(report["changes"]["withdrawn"].as_array().unwrap().len(), 0);
}

#[test]
fn links_are_opened_only_where_that_is_asked_and_never_on_this_computer() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let address = format!("http://localhost:{port}/x");
    let page = format!(
        "<html lang=zh-CN><head><title>甲</title></head><body><a href={address}>原文</a></body></html>"
    );
    let project = Project::empty().file("site/index.html", &page);
    let check = |more: &[&str]| {
        let answer =
            project.run_raw(&[&["check", "--html", "site", "--report", "report.html"], more].concat());
        (answer, std::fs::read_to_string(project.path("report.html")).unwrap())
    };
    let (answer, paper) = check(&[]);
    assert!(!answer.all().contains("外部链接“"), "{}", answer.all());
    assert!(paper.contains("没有访问网络") && paper.contains("--external"), "{paper}");
    let (answer, paper) = check(&["--external"]);
    let told = format!("外部链接“{address}”打不开：指向内网或本机的地址，没有访问");
    answer.expect_problem("index.html:1", &told);
    assert!(paper.contains("打开了 1 个外部链接") && !paper.contains("没有访问网络"), "{paper}");
    assert!(listener.accept().is_err(), "nobody was asked");
}

#[test]
fn units_without_contacts_are_told_before_a_release() {
    let project = Project::scaffold().edit(
        "content/units.yaml",
        "单位:\n",
        "单位:\n  - {标识: moujubangong, 全称: 某县某局, 文中名称: [某局], 电话: 0573-00000000}\n",
    );
    let answer = check(&project, &["--release"]);
    answer.expect_problem("content/units.yaml:", "建议：责任单位“某局”的地址待补");
    assert!(!check(&project, &[]).all().contains("责任单位“某局”的地址"), "only before a release");
}

#[test]
fn a_home_page_that_will_be_stale_is_foreseen() {
    let project = Project::scaffold();
    let today = |day: &str, more: &[&str]| {
        let root = project.path("").display().to_string();
        project.run_raw(&[&["check", "--root", &root, "--today", day][..], more].concat())
    };
    let answer = today("2026-01-15", &["--days", "3660"]);
    let all = answer.all();
    let told = all.split("首页到 ").nth(1).unwrap_or_else(|| panic!("{all}"));
    let day: String = told.chars().take(10).collect();
    assert!(today(&day, &[]).all().contains("单项否决：首页最近的日期是"), "{day}");
}

const CASE: &str = "---\n标题: 甲\n摘要: 乙\n来源: 丙\n发布时间: 2025-05-01\n---\n";
const ABOUT: &str =
    "---\n标题: 更多\n摘要: 更多的话\n来源: 县经信局\n发布时间: 2026-01-05\n---\n\n一段话。\n";

/// A number whose check character is right, of nobody.
const RESIDENT: &str = "11010519491231002X";

#[test]
fn what_templates_workbooks_and_attachments_say_is_read_too() {
    let footer = "<footer>{% if a %}甲{% endif %}总书纪的话，身份证11010519491231002X</footer>";
    let project = Project::scaffold()
        .file("themes/default/parts/footer/footer.html", footer)
        .list_in_workbook(&format!("专精特薪 {RESIDENT}"))
        .file("content/cases/a/index.md", &format!("{CASE}\n[名单](list.xlsx)\n"))
        .bytes("content/cases/a/list.xlsx", &workbook("证件", RESIDENT));
    let answer = check(&project, &[]);
    answer.expect_problem("themes/default/parts/footer/footer.html:1", "“总书纪”应为“总书记”");
    answer.expect_problem("themes/default/parts/footer/footer.html:1", "有身份证号码");
    answer.expect_problem("content/services/d.xlsx", "（第 1 条的“产品”）");
    answer.expect_problem("content/services/d.xlsx", "有身份证号码");
    answer.expect_problem("files/list-", "附件里有身份证号码");
    answer.expect_problem("原文件是 content/cases/a/list.xlsx", "附件里有身份证号码");
    assert!(!answer.out.contains(RESIDENT), "{}", answer.out);
}

#[test]
fn a_report_goes_into_a_folder_that_is_not_there_yet() {
    let project = Project::scaffold();
    check(&project, &["--report", "reports/2026/all.html"]);
    assert!(project.path("reports/2026/all.html").is_file());
}

#[test]
fn a_terminal_tells_what_a_release_would_change() {
    let project = Project::scaffold();
    assert_eq!(project.run("build").code, 0);
    fs::remove_file(project.path("content/pages/accessibility.md")).unwrap();
    let answer = check(&project.file("content/pages/more.md", ABOUT), &["--against", "public"]);
    answer.expect_problem("more.html", "新发布 1 个");
    assert!(answer.out.contains("撤下 1 个\n  accessibility.html"), "{}", answer.out);
    assert!(answer.out.contains("（达到 5 个即单项否决）"), "{}", answer.out);
}

#[test]
fn names_of_units_are_those_of_the_register() {
    let told = |text: &str| {
        let text = format!("\n---\n\n{text}\n");
        let project = Project::scaffold().edit("content/pages/about.md", "\n---\n", &text);
        check(&project, &[]).out.contains("规则：unit-name")
    };
    for text in ["由县经信委牵头。", "由经信局牵头。", "由县经新局牵头。"] {
        assert!(told(text), "{text}");
    }
    for text in ["由县经信局牵头。", "由县税务局牵头。", "由市经信局牵头。"] {
        assert!(!told(text), "{text}");
    }
}
