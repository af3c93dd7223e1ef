//! The inspection as staff meet it: rules that bite, waivers, the report.

use crate::project::Project;
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
    assert!(answer.err.contains("规则：wrong-word 错别字，国办秘函〔2019〕19号"), "{}", answer.err);
    assert_eq!(answer.code, 1);
}

#[test]
fn a_waiver_lets_a_finding_pass_and_its_reason_is_told() {
    let waiver = "豁免:\n  - {规则: wrong-word, 文件: content/pages/, 理由: 原文引用}\n";
    let waive = |project: Project| project.edit("content/inspection.yaml", "豁免:\n", waiver);
    let project =
        waive(Project::scaffold()).edit("content/pages/about.md", "\n---\n", "\n---\n\n培育专精特薪企业。\n");
    let answer = check(&project, &["--report", "report.html"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(answer.err.contains("理由：原文引用"), "{}", answer.err);
    let paper = std::fs::read_to_string(project.path("report.html")).unwrap();
    assert!(paper.contains("写明理由后豁免的") && paper.contains("理由：原文引用"), "{paper}");
    let unused = waive(Project::scaffold());
    check(&unused, &[]).expect_problem("content/inspection.yaml:3", "没有用到");
}

#[test]
fn a_number_that_must_not_leak_stands_in_no_output() {
    let leak = "13800000000";
    let project =
        Project::scaffold().edit("content/pages/about.md", "\n---\n", &format!("\n---\n\n请打{leak}。\n"));
    for more in [&[][..], &["--json"], &["--report", "report.html"]] {
        let answer = check(&project, more);
        assert!(!answer.err.contains(leak) && !answer.out.contains(leak), "{more:?}");
    }
    let paper = std::fs::read_to_string(project.path("report.html")).unwrap();
    assert!(paper.contains("138********") && !paper.contains(leak), "{paper}");
}
