//! Targets and figures through the whole program: what is told, what is shown.

use crate::project::Project;

const TARGETS: &str = "policies/qyts-2024/targets.yaml";
const FIGURES: &str = "policies/qyts-2024/figures.csv";
const PROGRESS: &str = "public/policies/qyts-2024/progress";

fn page(project: &Project, path: &str) -> String {
    std::fs::read_to_string(project.path(&format!("{PROGRESS}/{path}"))).expect("the page")
}

fn built(project: &Project) -> &Project {
    let answer = project.run("build");
    assert_eq!(answer.code, 0, "{}", answer.err);
    project
}

#[test]
fn a_quote_that_the_clause_does_not_hold_is_shown_to_its_author() {
    let project =
        Project::scaffold().edit(TARGETS, "引文: 市级培育企业达到10家", "引文: 市级培育企业达到11家");
    let answer = project.run("build");
    assert_eq!(answer.code, 1);
    answer.expect_problem("targets.yaml:23:11", "不在条款 1 的原文中");
}

#[test]
fn a_number_or_unit_that_the_quote_does_not_state_is_a_problem() {
    for (from, to) in [("目标值: \"10\"", "目标值: \"12\""), ("单位: 家次", "单位: 家")] {
        let answer = Project::scaffold().edit(TARGETS, from, to).run("build");
        answer.expect_problem("targets.yaml", "不符");
    }
}

#[test]
fn a_clause_that_does_not_exist_is_a_problem() {
    let answer = Project::scaffold().edit(TARGETS, "条款: \"2.1.2\"", "条款: \"9.1\"").run("build");
    answer.expect_problem("targets.yaml:29:11", "没有条款 9.1");
}

#[test]
fn a_promise_in_numbers_that_nobody_listed_is_mentioned() {
    let targets =
        std::fs::read_to_string("src/cli/scaffold/policies/qyts-2024/targets.yaml").expect("the file");
    let (start, rest) = targets.split_once("  - 标识: visits").expect("the target");
    let (_, end) = rest.split_once("# 没有数字").expect("the milestones");
    let project = Project::scaffold()
        .file(TARGETS, &format!("{start}# 没有数字{end}"))
        .file(FIGURES, "indicator,year,value,source\n");
    let answer = project.run("check");
    answer.expect_problem("targets.yaml", "像是定量目标，没有列入");
}

#[test]
fn a_wrong_cell_is_shown_and_nothing_is_published() {
    let project = Project::scaffold();
    built(&project);
    let before = project.published();
    let project = project.edit(FIGURES, ",2025,118,", ",2025,118家次,");
    let answer = project.run("build");
    assert_eq!(answer.code, 1);
    answer.expect_problem("figures.csv:6:14", "带了单位");
    assert_eq!(project.published(), before);
}

#[test]
fn what_is_made_up_is_marked_wherever_it_appears() {
    let project = Project::scaffold();
    built(&project);
    for path in ["index.html", "targets/innovative.html", "years/2025.html", "revisions.html", "sheet.html"] {
        assert!(page(&project, path).contains("示例"), "{path}");
    }
    let chart = page(&project, "targets/innovative.html");
    assert!(chart.contains("示例数据</text>"), "the drawing says so");
    let card = project.path("public/embed/qyts-2024/innovative.html");
    assert!(std::fs::read_to_string(card).expect("the card").contains("示例"));
    let csv = page(&project, "data/innovative.csv");
    assert!(csv.starts_with('\u{feff}') && csv.lines().skip(1).all(|line| line.ends_with(",是")), "{csv}");
    assert!(page(&project, "data/innovative.json").contains("\"sample\":true"));
}

#[test]
fn what_is_made_up_is_not_counted_as_published() {
    let project = Project::scaffold();
    built(&project);
    assert!(page(&project, "index.html").contains("0项定量目标有公布数据，另有2项用示例数据演示"));
    assert!(
        page(&project, "reporting.html")
            .contains("0项有公布数据，另有2项用示例数据演示，1项一个数也没有公布")
    );
    assert!(page(&project, "years/2025.html").contains("0项有2025年的公布数据，另有2项用示例数据演示"));
}

#[test]
fn the_release_check_refuses_what_is_made_up() {
    let project = Project::scaffold();
    let root = project.path("").display().to_string();
    let answer = project.run_raw(&["check", "--release", "--root", &root, "--today", "2026-01-15"]);
    assert_eq!(answer.code, 1);
    answer.expect_problem("figures.csv", "5 行数据标着“示例”");
    answer.expect_problem("content/site.yaml", "整个网站标着“示例”");
    assert_eq!(project.run("check").code, 0);
}

#[test]
fn what_is_not_published_is_said_and_counted() {
    let project = Project::scaffold();
    built(&project);
    let overview = page(&project, "index.html");
    assert!(overview.contains("未公布") && overview.contains("暂无公布数据"));
    let list = page(&project, "by-status/no-data.html");
    assert!(list.contains("市级培育企业") && !list.contains("<td role=cell data-label=最新公布数>0"));
    // Without any figure every target is still listed.
    let empty = Project::scaffold().file(FIGURES, "indicator,year,value,source\n").file(
        "policies/qyts-2024/revisions.csv",
        "indicator,group,year,measure,old_value,new_value,old_state,old_source,changed,reason\n",
    );
    let overview = page(built(&empty), "index.html");
    assert!(overview.contains("3项目标现在怎样") && overview.contains("0项定量目标有公布数据"), "{overview}");
}

#[test]
fn a_status_says_its_arithmetic_in_one_sentence() {
    let project = Project::scaffold();
    built(&project);
    let innovative = page(&project, "targets/innovative.html");
    assert!(
        innovative.contains("基期（2023年底）6家，到2025年底应达22家，实际22家，完成这一段任务的100%"),
        "{innovative}"
    );
    let visits = page(&project, "targets/visits.html");
    assert!(visits.contains("有数据的2年中1年达标，未达标的是2024年96家次"), "{visits}");
}

#[test]
fn what_was_published_later_than_the_cut_off_is_not_known() {
    let project =
        Project::scaffold().edit("content/site.yaml", "数据截止: \"2026-01-10\"", "数据截止: \"2025-06-30\"");
    built(&project);
    let innovative = page(&project, "targets/innovative.html");
    assert!(innovative.contains("到2024年底应达14家，实际13家"), "{innovative}");
    assert!(!page(&project, "data/innovative.csv").contains("2025-12-31"));
}

#[test]
fn the_same_figures_give_the_same_workbook() {
    let project = Project::scaffold();
    built(&project);
    let first = project.published();
    std::fs::remove_dir_all(project.path("public")).expect("the site goes");
    built(&project);
    assert_eq!(project.published(), first);
    assert!(first["policies/qyts-2024/progress/data/all.xlsx"].starts_with(b"PK"));
}

#[test]
fn targets_that_cannot_be_read_are_one_mistake_and_not_one_for_each_figure() {
    let project = Project::scaffold().file(TARGETS, "指标:\n  - 标识: [x\n");
    let answer = project.run("build");
    assert_eq!(answer.code, 1);
    answer.expect_problem("targets.yaml:2:11", "“[”没有“]”与它配对");
    for consequence in ["figures.csv", "方案没有指标"] {
        assert!(!answer.err.contains(consequence), "{consequence}: {}", answer.err);
    }
}
