//! Fifty planted faults: a sound site is published, broken in every way we know of, and inspected.

use std::fs;

use serde_json::Value;

use crate::project::Project;

const ABOUT: &str = "content/pages/about.md";
const SITE: &str = "content/site.yaml";
const POLICY: &str = "policies/qyts-2024/policy.yaml";
const NOTICE: &str = "content/notices/register-2026.md";
const FINANCE: &str = "content/services/finance.yaml";
const READINGS: &str = "policies/qyts-2024/readings/";
const PROSE: &str = "themes/default/templates/prose.html";
const BASE: &str = "themes/default/templates/base.html";
const TOKENS: &str = "themes/default/styles/tokens.css";
const FOOTER: &str = "themes/default/parts/footer/footer.html";

/// What must be told: rule (empty for what is told while reading), part of the file's name, part of the message.
const FAULTS: &[(&str, &str, &str)] = &[
    // Words and leaks, in the page about the site.
    ("wrong-word-serious", ABOUT, "总书纪"),
    ("wrong-word", ABOUT, "专精特薪"),
    ("marks-unpaired", ABOUT, "没有成对"),
    ("brackets-mixed", ABOUT, "半角"),
    ("traditional-characters", ABOUT, "產業"),
    ("resident-id", ABOUT, "身份证号码"),
    ("bank-card", ABOUT, "银行卡号"),
    ("mobile-number", ABOUT, "手机号码"),
    ("personal-mail", ABOUT, "个人邮箱"),
    ("inner-address", ABOUT, "内网地址"),
    ("secret-mark", ABOUT, "内部资料"),
    ("unit-name", ABOUT, "县经信委"),
    // Cases.
    ("paragraph-repeated", "content/cases/b.md", "完全相同"),
    ("highlight-unbacked", "content/cases/a.md", "99%"),
    ("release-draft", "content/cases/c.md", "草稿"),
    ("column-stale", "content/cases", "典型案例"),
    ("", "content/cases/b.md", "没有条款 9.1"),
    ("", "content/cases/b.md", "没有单位“县税局”"),
    // Dates.
    ("date-future", FINANCE, "还没有到"),
    ("date-order", POLICY, "失效日期"),
    ("expired-unmarked", POLICY, "已到期"),
    ("window-closed-at-once", NOTICE, "就截止了"),
    ("date-changed", "cases/basket-by-the-ruler.html", "改成了"),
    ("policies-stale", "policies", "政策文件"),
    // Readings.
    ("reading-early", "how-to-read.md", "早于文件"),
    ("reading-forms", POLICY, "只有文字解读"),
    // Before a release.
    ("release-sample", SITE, "示例"),
    ("release-unconfirmed", SITE, "尚未核实"),
    ("release-gap", SITE, "ICP备案号"),
    ("address-lost", "accessibility.html", "这次没有了"),
    ("", "content/inspection.yaml", "没有写明理由"),
    // Tags and elements.
    ("site-code-form", "about.html", "123"),
    ("meta-twice", "about.html", "SiteName"),
    ("meta-empty", "about.html", "Author"),
    ("page-title", "about.html", "两个标题"),
    ("foot-missing", "about.html", "找错"),
    ("linked-data", "about.html", "@type"),
    // Links.
    ("link-broken", "about.html", "nothing.html"),
    ("link-case", "about.html", "Index.html"),
    ("link-outside", "about.html", "/other/"),
    ("link-nowhere", "about.html", "哪里也不去"),
    ("anchor-missing", "about.html", "index.html#nowhere"),
    ("link-bare-address", "about.html", "IP"),
    ("link-foreign", "about.html", "shop.example.org"),
    ("part-elsewhere", "about.html", "cdn.example.org"),
    // Accessibility.
    ("language-missing", "about.html", "en"),
    ("alt-missing", "about.html", "替代文字"),
    ("alt-empty-words", "about.html", "图片"),
    ("heading-order", "about.html", "h5"),
    ("table-heads", "about.html", "表头"),
    ("link-words", "about.html", "点击查看"),
    ("control-unnamed", "about.html", "没有名称"),
    ("frame-unnamed", "about.html", "iframe"),
    ("anchor-twice", "about.html", "twice"),
    ("zoom-blocked", "about.html", "放大"),
    ("contrast", "assets/base", "--ink"),
    ("target-small", "assets/base", "可点"),
];

const TEXT: &str = "\n---\n\n总书纪的话。\n\n培育专精特薪企业。\n\n走“提升之路。\n\n方案（2024年)。\n\n推动產業升级。\n\n\
    身份证11010519491231002X。\n\n卡号4111111111111111。\n\n请打13800000000。\n\n发到zhang@163.com。\n\n打开10.1.2.3查看。\n\n\
    内部资料。\n\n由县经信委牵头。\n";

const MARKUP: &str = r##"<p><a href="nothing.html">甲</a><a href="Index.html">乙</a><a href="/other/x.html">丙</a><a href="#">丁</a>
<a href="index.html#nowhere">戊</a><a href="http://8.8.8.8/">己</a><a href="https://shop.example.org/">庚</a></p>
<img src="https://cdn.example.org/a.png" alt="一只篮子"><img src="sitemap.html"><img src="sitemap.html" alt="图片">
<h5>跳级</h5><table><tr><td>甲</td><td>乙</td></tr></table><a href="index.html">点击查看</a><input type="text">
<iframe src="index.html"></iframe><p id="twice">一</p><p id="twice">二</p>
<script type="application/ld+json">{"@context":"https://schema.org"}</script>"##;

const CASE: &str = "---\n标题: 甲\n摘要: 乙\n来源: 丙\n发布时间: 2025-05-01\n";
const LONG: &str = "\n企业把反复出现的退货写成技术需求，公开找人来解，又把试验台搬到机床边，当班就能看到结果，不合格的当班停线。\n";

/// A file of the theme with one place changed.
fn theme(project: Project, path: &str, from: &str, to: &str) -> Project {
    let own = fs::read_to_string(project.path(path)).ok();
    let text = own.unwrap_or_else(|| fs::read_to_string(path).unwrap());
    assert!(text.contains(from), "{path} has no {from}");
    project.file(path, &text.replacen(from, to, 1))
}

fn broken(project: Project) -> Project {
    let case = |more: &str| format!("{CASE}{more}---\n{LONG}");
    let project = project
        .edit(ABOUT, "\n---\n", TEXT)
        .file("content/cases/a.md", &case("亮点:\n  - {数值: 99%, 说明: 合格率}\n"))
        .file("content/cases/b.md", &case("条款: [\"9.1\"]\n责任单位: [县税局]\n"))
        .file("content/cases/c.md", &case("草稿: true\n"))
        .edit("content/cases/basket-by-the-ruler/index.md", "2025-11-18", "2025-05-18")
        .edit(FINANCE, "2026-01-06", "2026-03-06")
        .edit(POLICY, "失效日期:", "失效日期: \"2024-02-01\"")
        .edit(NOTICE, "开始: 2026-01-05\n截止: 2026-12-31", "截止: 2026-01-04")
        .edit(&format!("{READINGS}how-to-read.md"), "2024-03-08", "2024-03-04")
        .edit(&format!("{READINGS}questions.md"), "形式: 问答", "形式: 文字")
        .edit(SITE, "ICP备案号: 示例ICP备00000000号", "ICP备案号:\n待核: [网址]")
        .edit(SITE, "\"0000000000\"", "\"123\"")
        .file("content/inspection.yaml", "豁免:\n  - {规则: policies-stale, 理由: 无}\n")
        .without("content/pages/accessibility.md");
    let project = theme(project, PROSE, "</article>", &format!("{MARKUP}</article>"));
    let project = theme(project, BASE, "lang=\"zh-CN\"", "lang=\"en\"");
    let project = theme(project, BASE, "initial-scale=1", "user-scalable=no");
    let extra = "<title>又一个</title><meta name=\"sitename\" content=\"甲\"><meta name=\"Author\" content=\"\"></head>";
    let project = theme(project, BASE, "</head>", extra);
    let project = theme(project, TOKENS, "--ink: #1a1f24", "--ink: #aaa");
    let project = theme(project, TOKENS, "--target: 44px", "--target: 20px");
    fs::read_to_string(FOOTER)
        .unwrap()
        .matches("找错")
        .fold(project, |project, word| theme(project, FOOTER, word, "留言"))
}

#[test]
fn all_fifty_planted_faults_are_found() {
    let project = Project::scaffold();
    assert_eq!(project.run("build").code, 0);
    let project = broken(project);
    let root = project.path("").display().to_string();
    let answer = project.run_raw(&["check", "--release", "--json", "--root", &root, "--today", "2026-01-15"]);
    assert_eq!(answer.code, 1, "{}", answer.all());
    let report: Value = serde_json::from_str(&answer.out).unwrap();
    let told = |list: &str| report[list].as_array().unwrap().iter().map(line).collect::<Vec<_>>();
    let all = [told("problems"), told("findings")].concat();
    let is_told = |(rule, path, message): &&(&str, &str, &str)| {
        all.iter().any(|line| line.0 == *rule && line.1.contains(path) && line.2.contains(message))
    };
    let missed: Vec<_> = FAULTS.iter().filter(|fault| !is_told(fault)).collect();
    assert!(missed.is_empty(), "missed {missed:#?}\nof {all:#?}");
    assert!(FAULTS.len() >= 50);
    for leak in ["11010519491231002X", "4111111111111111", "13800000000", "zhang@", "10.1.2.3"] {
        assert!(!answer.out.contains(leak), "{leak}");
    }
}

/// Rule, files and message.
fn line(told: &Value) -> (String, String, String) {
    let text = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
    let also = told["also"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let pages: Vec<&str> = told["path"].as_str().into_iter().chain(also).collect();
    (text("rule"), pages.join(" "), text("message"))
}

#[test]
fn the_site_before_it_was_broken_has_none_of_them() {
    let project = Project::scaffold();
    let answer = project.run("check");
    assert!(answer.out.contains("单项否决 0 个，扣分 0 个，建议 0 条"), "{}", answer.all());
}
