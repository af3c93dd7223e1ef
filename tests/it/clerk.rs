//! What clerks write by mistake: all of it is told in one run, each at its place.

use crate::project::{Answer, Project};

const PATH: &str = "content/cases/nut.md";

/// Whether a problem with this message is told.
fn tells(answer: &Answer, message: &str) -> bool {
    answer.all().contains(message)
}

/// Each place with its message, and no English of the parser.
#[track_caller]
fn expect(answer: &Answer, told: &[(&str, &str)]) {
    for (place, message) in told {
        answer.expect_problem(&format!("{place}:"), message);
    }
    for english in ["expected", "mapping", "scalar", "did not", "while ", "invalid"] {
        assert!(!tells(answer, english), "{english}: {}", answer.all());
    }
    assert_eq!(answer.code, 1);
}

const ALL_AT_ONCE: &str = "---
示例: 是
标题: \"一颗螺帽
摘要: 螺帽的故事。
来源：示例编辑部
作者: 甲: 乙
发布时间: 2025-13-01
企业: hanlv
梯度: 创新形
年度: 今年
条款: [\"9.1\", \"2.1.1”]
指标: [innovativ]
责任单位:县经信局
撤回: 2026-05-01
关键词:
\t- 螺帽
配图:
  - {文件：nosuch.jpg, 替代文字: 一颗螺帽}
初审: 示例
复审: 示例
终审: 示例
---

## 基本情况

全县创新型中小企业已达9999家。

![一颗螺帽](missing.png)

{{ 条款: 8.8 }}
";

#[test]
fn many_mistakes_of_one_article_are_told_in_one_run() {
    let answer = Project::scaffold().file(PATH, ALL_AT_ONCE).run("check");
    expect(
        &answer,
        &[
            ("nut.md:3", "引号没有成对"),
            ("nut.md:5", "冒号是全角的"),
            ("nut.md:6", "又有一个半角冒号"),
            ("nut.md:7", "不是日期"),
            ("nut.md:8", "没有企业“hanlv”"),
            ("nut.md:9", "没有“创新形”这个梯度"),
            ("nut.md:10", "这里要写数字"),
            ("nut.md:11", "引号一边是半角"),
            ("nut.md:11", "没有条款 9.1"),
            ("nut.md:12", "没有指标 innovativ"),
            ("nut.md:13", "冒号后面没有空格"),
            ("nut.md:14", "“日期”和“原因”两项"),
            ("nut.md:16", "行首有 Tab"),
            ("nut.md:18", "冒号是全角的"),
            ("nut.md:18", "没有找到图片“nosuch.jpg”"),
            ("nut.md:26", "9999"),
            ("nut.md:28", "没有找到图片“missing.png”"),
            ("nut.md:30", "没有条款 8.8"),
        ],
    );
    for consequence in ["缺少“", "读不懂", "没有写企业", "三审未完成"] {
        assert!(!tells(&answer, consequence), "{consequence}: {}", answer.all());
    }
}

#[test]
fn a_wide_colon_is_taken_and_told() {
    let text =
        "---\n示例：是\n标题：一颗螺帽\n摘要：甲。\n来源：示例编辑部\n发布时间：2025-03-01\n---\n\n正文。\n";
    let answer = Project::scaffold().file(PATH, text).run("build");
    assert_eq!(answer.code, 0, "{}", answer.all());
    answer.expect_problem("nut.md:4:5", "冒号是全角的");
}

#[test]
fn a_file_that_could_not_be_read_is_told_without_what_follows_from_it() {
    for (path, from, to, message) in [
        ("content/column.yaml", "别名: [创新型]", "别名: [创新型", "没有“]”与它配对"),
        ("content/enterprises/hanlu.yaml", "公开: [", "公开: [电画, ", "不认识“电画”"),
        ("content/units.yaml", "单位:", "单位：", "冒号是全角的"),
    ] {
        let answer = Project::scaffold().edit(path, from, to).run("check");
        answer.expect_problem(path, message);
        for consequence in
            ["没有企业", "这个梯度", "没有单位", "不在 content/units.yaml", "没有案例", "没有写企业"]
        {
            assert!(!tells(&answer, consequence), "{path} {consequence}: {}", answer.all());
        }
    }
}

#[test]
fn a_missing_register_of_units_is_told_once() {
    let answer = Project::scaffold().without("content/units.yaml").run("check");
    assert_eq!(answer.all().matches("content/units.yaml").count(), 2, "message and hint: {}", answer.all());
    assert!(tells(&answer, "都没有登记"), "{}", answer.all());
}

#[test]
fn a_case_under_a_wrong_name_is_no_silent_gap() {
    for name in ["index.md.txt", "Index.MD"] {
        let path = format!("content/cases/nut/{name}");
        let answer = Project::scaffold().file(&path, "---\n标题: 甲\n---\n").run("check");
        answer.expect_problem(&path, "改名为 index.md");
        assert_eq!(answer.code, 1);
    }
}

#[test]
fn what_new_writes_says_what_is_left_to_do() {
    let project = Project::scaffold();
    let root = project.path("").display().to_string();
    let new = |arguments: &[&str]| {
        let all: Vec<&str> = ["new"]
            .iter()
            .chain(arguments)
            .copied()
            .chain(["--root", &root, "--today", "2026-01-15"])
            .collect();
        project.run_raw(&all)
    };
    let case = new(&["case", "一颗", "螺母", "--slug", "nut"]);
    assert!(case.out.contains("删去“草稿: true”"), "{}", case.out);
    let text = std::fs::read_to_string(project.path("content/cases/nut/index.md")).unwrap();
    assert!(text.contains("标题: \"一颗 螺母\""), "{text}");
    for entry in ["责任单位:", "亮点:", "示例:"] {
        assert!(text.contains(entry), "{entry}: {text}");
    }
    let firm = new(&["enterprise", "示例铸造厂"]);
    assert!(firm.out.contains("梯度经历") && !firm.out.contains("草稿"), "{}", firm.out);
    for empty in ["", " "] {
        let refused = new(&["case", empty]);
        assert_eq!(refused.code, 1, "{}", refused.out);
        assert!(tells(&refused, "没有写标题"), "{}", refused.all());
    }
}

#[test]
fn what_is_left_out_whole_is_said_once_and_the_rest_is_read() {
    let demands = "content/services/tech-demands.yaml";
    for (path, from, to, left_out) in [
        (demands, "类别:", "类另:", "这份清单不出现在网站上"),
        ("content/pages/about.md", "标题:", "题目:", "这个页面不出现在网站上"),
        ("policies/qyts-2024/policy.yaml", "标题:", "题目:", "这份政策和它的目标、数据不出现在网站上"),
    ] {
        let wrong_word = "培育专精特薪企业。\n";
        let text = format!(
            "---\n标题: 甲\n摘要: 乙。\n来源: 丙\n发布时间: 2025-03-01\n示例: 是\n---\n\n{wrong_word}"
        );
        let answer = Project::scaffold().edit(path, from, to).file(PATH, &text).run("check");
        answer.expect_problem(path, left_out);
        assert_eq!(answer.all().matches("不出现在网站上").count(), 1, "{path}: {}", answer.all());
        assert!(tells(&answer, "专精特薪"), "the run goes on: {}", answer.all());
        for consequence in ["没有政策", "没有企业", "没有条款", "没有指标", "没有页面", "没有清单"]
        {
            assert!(!tells(&answer, consequence), "{path} {consequence}: {}", answer.all());
        }
    }
}

#[test]
fn a_table_parted_by_the_wrong_mark_is_told_with_what_to_do() {
    let list =
        "名称: 名单\n类别: 培育库\n来源: 县局（示例）\n更新时间: 2026-01-10\n示例: 是\n数据: pool.csv\n";
    for (mark, name) in [("，", "全角逗号"), ("\t", "Tab 键"), ("；", "全角分号")] {
        let table = format!("企业名称{mark}培育梯度\n甲公司{mark}小巨人\n");
        let project = Project::scaffold()
            .file("content/services/pool-2026.yaml", list)
            .file("content/services/pool.csv", &table);
        let answer = project.run("check");
        answer.expect_problem("content/services/pool.csv:1:9", name);
        answer.expect_problem("content/services/pool.csv:1:9", "CSV UTF-8（逗号分隔）");
        assert!(!tells(&answer, "表头"), "{name}: {}", answer.all());
    }
}

#[test]
fn what_nobody_sees_is_told_in_every_kind_of_file() {
    let answer = Project::scaffold()
        .edit("content/enterprises/hanlu.yaml", "名称: ", "名称: \u{200b}")
        .edit("content/services/tech-demands.yaml", "名称: ", "名称: \u{e5e5}")
        .run("check");
    answer.expect_problem("content/enterprises/hanlu.yaml:", "看不见的字符（U+200B）");
    answer.expect_problem("content/services/tech-demands.yaml:", "只有个别字体才有的字符（U+E5E5）");
}

#[test]
fn a_number_of_a_person_is_told_by_a_build_and_shown_by_none() {
    let id = "11010519491231002X";
    let project =
        Project::scaffold().edit("content/pages/about.md", "\n---\n", &format!("\n---\n\n经办人{id}。\n"));
    let answer = project.run("build");
    answer.expect_problem("content/pages/about.md:", "警告：有身份证号码");
    assert!(answer.out.contains("saltpress check") && answer.code == 0, "{}", answer.all());
    assert!(!answer.all().contains(id));
    let waiver = "豁免:\n  - {规则: resident-id, 文件: content/pages/, 理由: 标准里的样例号码}\n";
    let allowed = project.edit("content/inspection.yaml", "豁免:\n", waiver).run("build");
    assert!(!tells(&allowed, "身份证号码") && !allowed.out.contains("saltpress check"), "{}", allowed.all());
}

#[test]
fn a_true_case_of_a_made_up_firm_is_told() {
    let case = |sample: &str| {
        format!(
            "---\n标题: 甲\n摘要: 乙。\n来源: 丙\n发布时间: 2025-03-01\n企业: hanlu\n{sample}---\n\n正文。\n"
        )
    };
    let answer = Project::scaffold().file(PATH, &case("")).run("check");
    answer.expect_problem("nut.md:6:7", "企业“hanlu”标着“示例”，这篇案例没有标");
    let answer = Project::scaffold().file(PATH, &case("示例: 是\n")).run("check");
    assert!(!tells(&answer, "这篇案例没有标"), "{}", answer.all());
}

#[test]
fn an_alternative_text_that_says_nothing_is_told_once_where_it_is_written() {
    let text = "---\n标题: 甲\n摘要: 乙。\n来源: 丙\n发布时间: 2025-03-01\n示例: 是\n\
                配图:\n  - {文件: box.png, 替代文字: 照片2}\n---\n\n![图片1](box.png)\n";
    let answer = Project::scaffold()
        .file("content/cases/nut/index.md", text)
        .bytes("content/cases/nut/box.png", &picture())
        .run("check");
    answer.expect_problem("content/cases/nut/index.md:8", "替代文字“照片2”");
    answer.expect_problem("content/cases/nut/index.md:11:1", "替代文字“图片1”");
    assert_eq!(answer.all().matches("替代文字“").count(), 2, "{}", answer.all());
}

#[test]
fn a_picture_of_few_pixels_is_told() {
    let text = "---\n标题: 甲\n摘要: 乙。\n来源: 丙\n发布时间: 2025-03-01\n示例: 是\n\
                配图:\n  - {文件: box.png, 替代文字: 一只保温箱}\n---\n\n正文。\n";
    let answer = Project::scaffold()
        .file("content/cases/nut/index.md", text)
        .bytes("content/cases/nut/box.png", &picture())
        .run("check");
    answer.expect_problem("content/cases/nut/box.png", "警告：图片只有 80×60 像素");
    answer.expect_problem("content/cases/nut/box.png", "content/cases/nut/index.md 第 8 行");
}

/// A PNG of 80 × 60 pixels.
fn picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 80, 60);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&[128; 80 * 60]).unwrap();
    bytes
}
