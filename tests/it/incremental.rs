//! A build that goes on from an earlier one gives what a build from nothing gives: the same
//! files, the same problems. Whatever was edited in between.

use std::fs;

use crate::project::{Answer, Project};

/// A made-up case of a day in 2025.
fn case(number: usize) -> String {
    let (tier, town) = (["创新型", "培育企业"][number % 2], ["竹溪", "东桥"][number % 3 % 2]);
    format!(
        "---\n示例: true\n标题: 第{number}颗螺帽\n摘要: 第{number}颗螺帽的故事。\n来源: 示例编辑部\n\
         发布时间: 2025-03-{:02}\n梯度: {tier}\n镇街: {town}\n产业: 竹制品\n初审: 示例\n复审: 示例\n终审: 示例\n\
         ---\n\n## 基本情况\n\n第{number}段话。\n",
        number + 1
    )
}

/// Enough cases for pages far down a list, each page of five.
fn project() -> Project {
    let project = Project::scaffold().edit("content/column.yaml", "每页: 20", "每页: 5");
    (0..18).fold(project, |project, number| {
        project.file(&format!("content/cases/nut-{number:02}.md"), &case(number))
    })
}

/// The same sources in another folder, where nothing was built before.
fn afresh(project: &Project) -> Project {
    let copy = Project::empty();
    for folder in ["policies", "content"] {
        for entry in walkdir::WalkDir::new(project.path(folder)) {
            let entry = entry.unwrap();
            let to = copy.path("").join(entry.path().strip_prefix(project.path("")).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
    }
    copy
}

fn build(project: &Project, today: &str) -> Answer {
    let root = project.path("").display().to_string();
    project.run_raw(&["build", "--root", &root, "--today", today])
}

/// Builds both and compares all that a reader and an author get.
fn same_as_afresh(project: &Project, edit: &str, today: &str) {
    let (again, fresh) = (build(project, today), afresh(project));
    let first = build(&fresh, today);
    assert_eq!(again.err, first.err, "{edit}");
    assert_eq!(again.code, 0, "{edit}: {}", again.err);
    let (again, fresh) = (project.published(), fresh.published());
    assert!(again.keys().eq(fresh.keys()), "{edit}");
    for (path, bytes) in again {
        let (told, wanted) = (String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&fresh[&path]));
        assert_eq!(told, wanted, "{edit}: {path}");
    }
}

type Edit = fn(Project) -> Project;

#[test]
fn whatever_was_edited_a_build_is_the_one_from_nothing() {
    const MIDDLE: &str = "content/cases/nut-07.md";
    const CASE: &str = "content/cases/basket-by-the-ruler/index.md";
    const DAY: &str = "2026-01-15";
    let mut project = project();
    same_as_afresh(&project, "first", DAY);
    same_as_afresh(&project, "nothing", DAY);
    let edits: [(&str, Edit); 21] = [
        ("a title", |p| p.edit(MIDDLE, "标题: 第7颗", "标题: 换了名的")),
        ("a text", |p| p.edit(MIDDLE, "第7段话。", "另一段话。")),
        ("a tier", |p| p.edit(MIDDLE, "梯度: 培育企业", "梯度: 创新型")),
        ("a measure", |p| p.edit(MIDDLE, "镇街:", "条款: [\"2.1.1\"]\n镇街:")),
        ("a firm", |p| p.edit(MIDDLE, "镇街:", "企业: hanlu\n镇街:")),
        ("a claim of the county", |p| p.edit(MIDDLE, "另一段话。", "全县创新型中小企业已达9999家。")),
        ("a link", |p| p.edit("content/cases/nut-09.md", "第9段话。", "看[另一篇](nut-08.md)。")),
        ("the linked case taken back", |p| p.edit("content/cases/nut-08.md", "初审:", "草稿: true\n初审:")),
        ("a newer case", |p| p.file("content/cases/new.md", &case(27))),
        ("an older case", |p| p.file("content/cases/old.md", &case(5).replace("2025-03", "2023-03"))),
        ("a case less", |p| p.without("content/cases/nut-03.md")),
        ("a withdrawal", |p| {
            p.edit("content/cases/nut-05.md", "初审:", "撤回: {日期: 2026-01-02, 原因: 核实}\n初审:")
        }),
        ("a term", |p| {
            p.edit("content/column.yaml", "名称: 竹制品, 别名: [", "名称: 竹木制品, 别名: [竹制品, ")
        }),
        ("the name of a firm", |p| p.edit("content/enterprises/hanlu.yaml", "寒露", "白露")),
        ("an embedded figure", |p| p.edit(MIDDLE, "## 基本情况", "## 基本情况\n\n{{ 指标: innovative }}")),
        ("a figure less", |p| {
            let path = "policies/qyts-2024/figures.csv";
            let text = fs::read_to_string(p.path(path)).unwrap();
            let rest: Vec<&str> = text.trim_end().lines().collect();
            p.file(path, &(rest[..rest.len() - 1].join("\n") + "\n"))
        }),
        ("a picture", |p| {
            let bytes = fs::read(p.path("content/cases/cold-box-on-the-road/trip.jpg")).unwrap();
            p.bytes("content/cases/basket-by-the-ruler/basket.jpg", &bytes)
        }),
        ("a caption", |p| p.edit(CASE, "统一尺寸后的", "尺寸统一后的")),
        ("a telephone", |p| p.edit("content/units.yaml", "电话:", "电话: 0000-1234567 #")),
        ("the name of the site", |p| p.edit("content/site.yaml", "名称:", "名称: 换名的网站 #")),
        ("a page less", |p| p.without("content/cases/old-figures.md")),
    ];
    for (name, edit) in edits {
        project = edit(project);
        same_as_afresh(&project, name, DAY);
    }
    same_as_afresh(&project, "another day", "2026-06-30");
}
