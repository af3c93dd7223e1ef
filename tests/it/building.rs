//! Building a site: what is written, what is left alone, what is told.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::project::{Project, files, saltpress};

#[test]
fn a_new_project_builds_at_once_without_a_problem() {
    let project = Project::scaffold();
    let answer = project.run("build");
    assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{}", answer.err);
    let published = project.published();
    for path in [
        "index.html",
        "404.html",
        "sitemap.html",
        "about.html",
        "policies/qyts-2024/index.html",
        "policies/qyts-2024/measures/3.html",
        "policies/qyts-2024/sections/2.1.html",
        "units/jingxin.html",
    ] {
        assert!(published.contains_key(path), "{path}");
    }
    for (path, bytes) in published.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(String::from_utf8_lossy(bytes).contains("示例：本站内容均为虚构"), "{path}");
    }
    assert_eq!(project.run("check").code, 0);
}

#[test]
fn the_same_sources_and_day_give_the_same_bytes() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let build = || {
        let out = tempfile::tempdir().unwrap();
        let output = saltpress(&[
            "build",
            "--root",
            &repository.display().to_string(),
            "--out",
            &out.path().display().to_string(),
            "--today",
            "2026-01-15",
        ]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        files(out.path())
    };
    let (first, second) = (build(), build());
    assert!(first.len() > 40);
    assert!(first == second);
}

#[test]
fn a_build_that_changes_nothing_writes_nothing() {
    let project = Project::scaffold();
    project.run("build");
    let times = |project: &Project| -> Vec<SystemTime> {
        project
            .published()
            .keys()
            .map(|path| fs::metadata(project.path("public").join(path)).unwrap().modified().unwrap())
            .collect()
    };
    let before = times(&project);
    let answer = project.run("build");
    assert!(answer.out.contains("没有变化，未写文件"), "{}", answer.out);
    assert_eq!(times(&project), before);
}

#[test]
fn only_files_of_the_press_are_removed() {
    let project = Project::scaffold();
    project.run("build");
    let project = project.file("public/own.txt", "county's own").edit(
        "content/units.yaml",
        "标识: keji",
        "标识: keji-2",
    );
    let answer = project.run("build");
    assert_eq!(answer.code, 0, "{}", answer.err);
    let published = project.published();
    assert!(published.contains_key("own.txt") && published.contains_key("units/keji-2.html"));
    assert!(!published.contains_key("units/keji.html"));
}

#[test]
fn a_failed_build_leaves_the_last_site_as_it_was() {
    let project = Project::scaffold();
    project.run("build");
    let before = project.published();
    let project = project.edit("content/home.yaml", "创新型中小企业达到30家", "创新型中小企业达到31家");
    let answer = project.run("build");
    assert_eq!(answer.code, 1);
    answer.expect_problem("content/home.yaml:6:", "引文不在条款 1 的原文中");
    assert!(answer.out.contains("网站没有更新"));
    assert!(project.published() == before);
}

#[test]
fn a_template_that_fails_names_its_place_and_publishes_nothing() {
    let project = Project::scaffold();
    project.run("build");
    let before = project.published();
    let project = project.file(
        "themes/default/templates/unit.html",
        "{% extends \"templates/base.html\" %}\n{% block main %}{{ view.nmae }}{% endblock %}\n",
    );
    let answer = project.run("build");
    assert_eq!(answer.code, 1);
    answer.expect_problem("themes/default", "templates/unit.html:2");
    assert!(project.published() == before);
}

#[test]
fn a_changed_official_text_is_told_with_its_place() {
    let project = Project::scaffold().edit("policies/qyts-2024/text.txt", "30家", "31家");
    let answer = project.run("check");
    assert_eq!(answer.code, 1);
    answer.expect_problem("policies/qyts-2024/policy.yaml:", "原文 policies/qyts-2024/text.txt 与导入时不同");
}

#[test]
fn all_mistakes_of_all_files_are_told_in_one_run() {
    let project = Project::scaffold()
        .edit("content/site.yaml", "网站名称:", "网站名乘:")
        .edit("content/units.yaml", "标识: keji", "标识: 科技")
        .edit("content/home.yaml", "条款: \"1\"", "条款: \"9\"")
        .file("content/pages/bad.md", "没有文件头")
        .bytes("content/pages/picture.md", b"\x89PNG\0\0\x01");
    let answer = project.run("check");
    assert_eq!(answer.code, 1);
    answer.expect_problem("content/site.yaml:3:1", "没有“网站名乘”这一项");
    answer.expect_problem("content/units.yaml:", "标识“科技”");
    answer.expect_problem("content/home.yaml:6:", "没有条款 9");
    answer.expect_problem("content/pages/bad.md:1:1", "缺少文件头");
    answer.expect_problem("content/pages/picture.md", "不是文本文件");
}

#[test]
fn an_unregistered_unit_is_a_warning_and_the_site_is_published() {
    let project =
        Project::scaffold().edit("content/units.yaml", "文中名称: [县科技局]", "文中名称: [县科学局]");
    let answer = project.run("build");
    assert_eq!(answer.code, 0);
    answer.expect_problem("policies/qyts-2024/text.txt:", "责任单位“县科技局”不在");
    assert_eq!(project.run("check").code, 1);
}

#[test]
fn what_the_machine_refuses_is_exit_code_two() {
    let project = Project::scaffold();
    for arguments in [
        vec!["build", "--root", "/nowhere/at/all"],
        vec!["outline", "/nowhere.txt"],
        vec!["build", "--tody"],
        vec!["bild"],
    ] {
        let answer = project.run_raw(&arguments);
        assert_eq!(answer.code, 2, "{arguments:?}");
        assert!(answer.err.starts_with("无法继续："), "{}", answer.err);
    }
    let answer = project.run_raw(&["init", &project.path("").display().to_string()]);
    assert_eq!(answer.code, 2);
}

#[test]
fn a_site_is_not_written_among_other_files() {
    let project = Project::scaffold().file("photos/a.txt", "a");
    let root = project.path("").display().to_string();
    let build = |more: &[&str]| project.run_raw(&[&["build", "--root", &root], more].concat());
    for out in [".", "content", "/", "photos"] {
        let answer = build(&["--out", out]);
        assert_eq!(answer.code, 2, "{out}");
        assert!(answer.err.contains("--out") || answer.err.contains("--force"), "{}", answer.err);
    }
    assert_eq!(build(&["--out", "photos", "--force"]).code, 0);
    assert_eq!(build(&["--out", "photos"]).code, 0, "it is the press's own now");
    assert!(project.path("photos/a.txt").exists());
}

/// Cut power after the commit record: the next build carries it to its end.
#[test]
fn a_commit_that_was_cut_off_is_finished_by_the_next_build() {
    let project = Project::scaffold();
    project.run("build");
    let state = project.path("public/.saltpress");
    fs::create_dir_all(state.join("stage/units")).unwrap();
    fs::write(state.join("stage/index.html"), "new home").unwrap();
    let commit = r#"{"moves":["index.html","units/keji.html"],"removals":["about.html"],
        "changed":{"index.html":{"sha256":"00","bytes":8,"marks":{}}}}"#;
    fs::write(state.join("commit.json"), commit).unwrap();
    let answer = project.run("build");
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(!state.join("commit.json").exists() && !state.join("stage").exists());
    // What the record named was done, then this build put its own pages in place.
    let published = project.published();
    assert!(published.contains_key("about.html"));
    assert_ne!(published["index.html"], b"new home");
}

/// Cut power before the commit record: the old site is whole, the stage is dropped.
#[test]
fn a_stage_without_a_record_is_dropped() {
    let project = Project::scaffold();
    project.run("build");
    let before = project.published();
    let stage = project.path("public/.saltpress/stage");
    fs::create_dir_all(&stage).unwrap();
    fs::write(stage.join("index.html"), "half").unwrap();
    assert_eq!(project.run("build").code, 0);
    assert!(!stage.exists());
    assert!(project.published() == before);
}

#[test]
fn json_reports_are_json() {
    let project = Project::scaffold();
    let root = project.path("").display().to_string();
    let text = project.path("policies/qyts-2024/text.txt").display().to_string();
    for arguments in [
        vec!["build", "--root", &root, "--format", "json"],
        vec!["check", "--root", &root, "--format", "json"],
        vec!["outline", &text, "--format", "json"],
    ] {
        let answer = project.run_raw(&arguments);
        let value: serde_json::Value =
            serde_json::from_str(&answer.out).unwrap_or_else(|error| panic!("{arguments:?}: {error}"));
        assert!(value["problems"].is_array(), "{arguments:?}");
    }
}

#[test]
fn a_record_that_contradicts_its_text_is_a_warning() {
    for (from, to, name) in [
        ("成文日期: \"2024-03-01\"", "成文日期: \"2024-03-02\"", "成文日期"),
        ("发文字号: \"青政办发〔2024〕0号\"", "发文字号: \"青政办发〔2024〕1号\"", "发文字号"),
    ] {
        let project = Project::scaffold().edit("policies/qyts-2024/policy.yaml", from, to);
        let answer = project.run("check");
        assert_eq!(answer.code, 1);
        answer.expect_problem("policies/qyts-2024/policy.yaml:", &format!("{name}写的是"));
    }
}

#[test]
fn a_number_that_is_only_the_end_of_the_quoted_one_is_refused() {
    let project = Project::scaffold().edit("content/home.yaml", "数值: \"30\"", "数值: \"0\"");
    let answer = project.run("build");
    assert_eq!(answer.code, 1);
    answer.expect_problem("content/home.yaml:", "引文中没有“0家”");
}

#[test]
fn robots_txt_names_the_map_at_the_root_of_a_domain_and_stands_nowhere_else() {
    let project = Project::scaffold();
    project.run("build");
    assert!(!project.published().contains_key("robots.txt"));
    let project =
        project.edit("content/site.yaml", "https://www.example.gov.cn/qyts/", "https://www.example.gov.cn/");
    project.run("build");
    let robots = project.published().remove("robots.txt").unwrap();
    let told = String::from_utf8(robots).unwrap();
    assert_eq!(told, "User-agent: *\nAllow: /\n\nSitemap: https://www.example.gov.cn/sitemap.xml\n");
}
