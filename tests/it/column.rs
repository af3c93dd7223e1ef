//! The 专精特新 column as staff write it: what reaches readers, and what its author is told.

use std::collections::BTreeSet;

use crate::project::{Answer, Project};

/// A case of the made-up county with `lines` in its header.
fn case(lines: &str) -> String {
    format!(
        "---\n示例: true\n标题: 一颗螺帽\n摘要: 螺帽的故事。\n来源: 示例编辑部\n发布时间: 2025-03-01\n\
         初审: 示例\n复审: 示例\n终审: 示例\n{lines}---\n\n## 基本情况\n\n一段话。\n"
    )
}

const PATH: &str = "content/cases/nut.md";

/// The scaffold with this case beside its own.
fn with_case(lines: &str) -> Project {
    Project::scaffold().file(PATH, &case(lines))
}

fn page(project: &Project, path: &str) -> String {
    let published = project.published();
    let bytes = published.get(path).unwrap_or_else(|| panic!("no {path} in {:?}", published.keys()));
    String::from_utf8(bytes.clone()).unwrap()
}

fn has_page(project: &Project, path: &str) -> bool {
    project.published().contains_key(path)
}

fn clean(answer: &Answer) {
    assert_eq!(answer.code, 0, "{}", answer.all());
}

#[test]
fn a_case_that_names_a_missing_clause_is_shown_to_its_author() {
    let answer = with_case("条款: [\"9.1\"]\n").run("build");
    answer.expect_problem("content/cases/nut.md:10:8", "没有条款 9.1");
    assert_eq!(answer.code, 1);
}

#[test]
fn every_dead_name_is_told_with_its_place_and_the_nearest_right_one() {
    let lines =
        "企业: hanlv\n梯度: 创新形\n主题: 绿色制照\n指标: [innovativ]\n责任单位: [县经信]\n政策: qyts-2042\n";
    let answer = with_case(lines).run("check");
    for (place, message) in [
        ("nut.md:10:7", "没有企业“hanlv”"),
        ("nut.md:11:7", "没有“创新形”这个梯度"),
        ("nut.md:12:7", "没有“绿色制照”这个主题"),
        ("nut.md:14:12", "没有单位“县经信”"),
        ("nut.md:15:7", "没有政策“qyts-2042”"),
    ] {
        answer.expect_problem(place, message);
    }
    for near in ["hanlu", "绿色制造", "县经信局", "qyts-2024"] {
        assert!(answer.all().contains(&format!("是不是“{near}”")), "{near}: {}", answer.all());
    }
}

#[test]
fn an_unknown_key_names_the_nearest_one() {
    let answer = with_case("梯次: 创新型\n").run("check");
    answer.expect_problem("nut.md:10:1", "没有“梯次”这一项");
}

#[test]
fn links_run_both_ways_between_case_measure_target_unit_and_firm() {
    let project = with_case("企业: hanlu\n条款: [\"2.1.1\"]\n指标: [innovative]\n责任单位: [县经信局]\n");
    clean(&project.run("build"));
    let of_case = page(&project, "cases/nut.html");
    for (path, back) in [
        ("enterprises/hanlu.html", "../cases/nut.html"),
        ("policies/qyts-2024/measures/1.html", "../../../cases/nut.html"),
        ("policies/qyts-2024/progress/targets/innovative.html", "../../../../cases/nut.html"),
        ("units/jingxin.html", "../cases/nut.html"),
    ] {
        assert!(
            page(&project, path).contains(&format!("href=\"{back}\""))
                || page(&project, path).contains(&format!("href={back}")),
            "{path} → case"
        );
        assert!(of_case.contains(&format!("../{path}")), "case → {path}");
    }
}

#[test]
fn what_is_scheduled_or_a_draft_has_no_page_and_stands_in_no_list() {
    for lines in ["草稿: true\n", ""] {
        let text =
            case(lines).replace("2025-03-01", if lines.is_empty() { "2026-01-16" } else { "2025-03-01" });
        let project = Project::scaffold().file(PATH, &text);
        clean(&project.run("build"));
        assert!(!has_page(&project, "cases/nut.html"), "{lines}");
        for (path, bytes) in project.published() {
            let is_text = [".html", ".xml", ".json", ".csv"].iter().any(|ending| path.ends_with(ending));
            assert!(!is_text || !String::from_utf8_lossy(&bytes).contains("一颗螺帽"), "{path}: {lines}");
        }
    }
}

#[test]
fn a_scheduled_case_appears_on_its_day() {
    let text = case("").replace("2025-03-01", "2026-01-16");
    let project = Project::scaffold().file(PATH, &text);
    let root = project.path("").display().to_string();
    clean(&project.run_raw(&["build", "--root", &root, "--today", "2026-01-16"]));
    assert!(has_page(&project, "cases/nut.html"));
}

#[test]
fn what_is_withdrawn_stays_readable_under_its_reason_and_leaves_every_list() {
    let project = with_case("撤回: {日期: 2025-12-01, 原因: 数字有误}\n");
    clean(&project.run("build"));
    let text = page(&project, "cases/nut.html");
    assert!(
        text.contains("2025年12月1日撤回") && text.contains("数字有误") && text.contains("noindex"),
        "{text}"
    );
    for path in ["cases/index.html", "column/index.html", "column/year/2025/index.html"] {
        assert!(!page(&project, path).contains("一颗螺帽"), "{path}");
    }
    assert!(!page(&project, "sitemap.xml").contains("cases/nut"));
}

#[test]
fn what_has_expired_stays_and_says_so() {
    let project = with_case("到期: 2025-12-31\n");
    clean(&project.run("build"));
    assert!(page(&project, "cases/nut.html").contains("已到期"));
    assert!(page(&project, "cases/index.html").contains("已到期"));
}

#[test]
fn an_address_of_before_leads_to_the_page() {
    let project = with_case("旧地址: [art/2024/1.html]\n");
    clean(&project.run("build"));
    let moved = page(&project, "art/2024/1.html");
    assert!(moved.contains("../../cases/nut.html") && moved.contains("refresh"), "{moved}");
    let taken = with_case("旧地址: [index.html]\n").run("check");
    assert!(taken.all().contains("旧地址 index.html 现在是另一个页面"), "{}", taken.all());
    with_case("旧地址: [../secret.html]\n").run("check").expect_problem("nut.md:10", "不能用");
}

#[test]
fn a_number_typed_for_the_whole_county_is_held_against_the_figures() {
    let text = case("") + "\n全县创新型中小企业已达9999家。\n";
    let answer = Project::scaffold().file(PATH, &text).run("check");
    answer.expect_problem("content/cases/nut.md", "9999");
    assert!(answer.all().contains("{{ 指标: innovative }}"), "{}", answer.all());
    let own = case("") + "\n企业已有9999家客户。\n";
    assert!(!Project::scaffold().file(PATH, &own).run("check").all().contains("9999"));
}

#[test]
fn an_embed_shows_the_figure_of_the_day_and_never_a_typed_one() {
    let text = case("") + "\n{{ 指标: innovative }}\n\n{{ 条款: 2.1.1 }}\n";
    let project = Project::scaffold().file(PATH, &text);
    clean(&project.run("build"));
    let text = page(&project, "cases/nut.html");
    assert!(text.contains("embed-target") && text.contains("embed-clause"), "{text}");
    let dead = case("") + "\n{{ 指标: innovativ }}\n";
    Project::scaffold().file(PATH, &dead).run("check").expect_problem("content/cases/nut.md:16", "没有指标");
}

#[test]
fn only_what_a_firm_cleared_reaches_any_file() {
    let firm = "示例: true\n名称: 示例铸造厂\n公开: [产业]\n产业: 竹制品\n镇街: 竹溪示例镇\n电话: 0000-1234567\n\
                简介: 不公开的简介\n梯度经历:\n  - {梯度: 创新型, 年度: 2024, 来源: 示例文件}\n";
    let project = Project::scaffold().file("content/enterprises/zhuzao.yaml", firm);
    project.run("build");
    assert!(page(&project, "enterprises/zhuzao.html").contains("竹制品"));
    for (path, bytes) in project.published() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("0000-1234567") && !text.contains("不公开的简介"), "{path}");
    }
    assert!(!page(&project, "enterprises/zhuzao.html").contains("竹溪"));
}

#[test]
fn a_tier_without_a_source_is_not_published() {
    let firm =
        "示例: true\n名称: 示例铸造厂\n公开: []\n梯度经历:\n  - {梯度: 创新型, 年度: 2024, 来源: \"\"}\n";
    let answer = Project::scaffold().file("content/enterprises/zhuzao.yaml", firm).run("check");
    answer.expect_problem("content/enterprises/zhuzao.yaml:5", "没有来源");
}

#[test]
fn a_new_case_rewrites_only_the_pages_that_show_it() {
    let many = |count: usize| {
        (0..count).fold(Project::scaffold(), |project, number| {
            let text = case("").replace("一颗螺帽", &format!("第{number}颗螺帽"));
            project.file(&format!("content/cases/nut-{number:03}.md"), &text)
        })
    };
    let project = many(90);
    clean(&project.run("build"));
    let before = project.published();
    let newest = case("").replace("2025-03-01", "2026-01-14");
    let project = project.file(PATH, &newest);
    clean(&project.run("build"));
    let after = project.published();
    let changed: BTreeSet<&String> = after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(*bytes))
        .map(|(path, _)| path)
        // What can be found has changed: so has the index.
        .filter(|path| !path.starts_with("search"))
        .collect();
    assert!(
        changed.contains(&"cases/nut.html".to_owned()) && changed.contains(&"cases/index.html".to_owned())
    );
    let archives: Vec<&&String> = changed.iter().filter(|path| path.starts_with("cases/list/")).collect();
    assert!(archives.is_empty(), "{archives:?}");
    assert!(changed.len() < 20, "{changed:?}");
}

#[test]
fn an_unchanged_page_is_known_without_being_printed_and_a_changed_template_prints_all() {
    let project = with_case("");
    clean(&project.run("build"));
    let answer = project.run("build");
    assert!(answer.out.contains("没有变化，未写文件"), "{}", answer.out);
    let template = std::fs::read_to_string("themes/default/templates/case.html").unwrap();
    let project =
        project.file("themes/default/templates/case.html", &template.replace("<h1", "<h1 data-new"));
    clean(&project.run("build"));
    assert!(page(&project, "cases/nut.html").contains("data-new"));
}

#[test]
fn feeds_and_the_map_for_machines_hold_absolute_addresses() {
    let project =
        with_case("").edit("content/site.yaml", "网址:", "网址: https://www.example.gov.cn/zjtx/ #");
    clean(&project.run("build"));
    let atom = page(&project, "feeds/cases.atom.xml");
    assert!(atom.contains("<id>https://www.example.gov.cn/zjtx/cases/nut.html</id>"), "{atom}");
    assert!(atom.contains("【示例】一颗螺帽"), "{atom}");
    assert!(
        page(&project, "feeds/cases.rss.xml").contains("<pubDate>Sat, 01 Mar 2025 00:00:00 +0800</pubDate>")
    );
    assert!(
        page(&project, "sitemap.xml").contains(
            "<loc>https://www.example.gov.cn/zjtx/cases/nut.html</loc><lastmod>2025-03-01</lastmod>"
        )
    );
}

#[test]
fn a_column_without_firms_or_cases_leads_to_no_list_of_them() {
    let project = Project::scaffold();
    for folder in ["cases", "enterprises", "notices"] {
        std::fs::remove_dir_all(project.path("content").join(folder)).unwrap();
    }
    let services_only = page(&project_built(project), "column/index.html");
    assert!(!services_only.contains("cases/index.html"), "{services_only}");
    assert!(!services_only.contains("enterprises/index.html"), "{services_only}");
    assert!(services_only.contains("services/index.html"), "{services_only}");
}

fn project_built(project: Project) -> Project {
    clean(&project.run("build"));
    project
}

#[test]
fn a_release_refuses_every_piece_that_is_made_up() {
    let project = with_case("");
    let root = project.path("").display().to_string();
    let answer = project.run_raw(&["check", "--release", "--root", &root, "--today", "2026-01-15"]);
    assert_eq!(answer.code, 1);
    answer.expect_problem("content/cases/nut.md", "标着“示例”，不能发布");
    answer.expect_problem("content/column.yaml", "标着“示例”，不能发布");
}

#[test]
fn missing_files_are_told_with_the_nearest_one_beside_the_text() {
    let text = case("配图: [{文件: luomao.jpg, 替代文字: 一颗螺帽}]\n") + "\n![一颗螺帽](nosuch.png)\n";
    let project = Project::scaffold().file(PATH, &text).bytes("content/cases/luomao1.jpg", b"x");
    let answer = project.run("check");
    answer.expect_problem("content/cases/nut.md:10:15", "没有找到图片“luomao.jpg”");
    assert!(answer.all().contains("是不是“luomao1.jpg”"), "{}", answer.all());
    answer.expect_problem("content/cases/nut.md", "没有找到图片“nosuch.png”");
}

#[test]
fn two_files_of_one_address_are_told() {
    let project = with_case("").file("content/cases/nut/index.md", &case(""));
    project.run("check").expect_problem("content/cases/nut", "有两份文件");
}

#[test]
fn a_new_case_is_a_draft_that_reads_without_a_mistake() {
    let project = Project::scaffold();
    let root = project.path("").display().to_string();
    let answer =
        project.run_raw(&["new", "case", "一颗“螺帽”的升级", "--root", &root, "--today", "2026-01-15"]);
    clean(&answer);
    assert!(answer.out.contains("content/cases/yi-ke-luo-mao-de-sheng-ji/index.md"), "{}", answer.out);
    clean(&project.run("build"));
    let again =
        project.run_raw(&["new", "case", "一颗“螺帽”的升级", "--root", &root, "--today", "2026-01-15"]);
    assert!(again.out.contains("yi-ke-luo-mao-de-sheng-ji-2"), "{}", again.out);
    for what in ["notice", "enterprise"] {
        clean(&project.run_raw(&["new", what, "示例", "--root", &root, "--today", "2026-01-15"]));
    }
    assert_eq!(project.run("build").code, 0);
}
