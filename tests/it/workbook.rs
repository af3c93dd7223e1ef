//! Figures by Excel: the form, an office's entries, and what becomes of them.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use zip::ZipArchive;
use zip::write::{SimpleFileOptions, ZipWriter};

use saltpress::problem::Problems;
use saltpress::progress;
use saltpress::source::Sources;
use saltpress::workbook::intake;
use saltpress::workbook::template::{self as form, Form};

use crate::project::{Answer, Project};

const TARGETS: &str = r#"起算: "2022-01-01"
期限: "2025-12-31"
指标:
- {标识: giant, 名称: 小巨人企业, 类型: 达到, 目标值: 25, 单位: 家, 条款: "1", 引文: 创新型中小企业达到30家}
- {标识: yearly, 名称: 每年新增小巨人, 类型: 每年新增, 目标值: 2, 单位: 家, 条款: "1", 引文: 创新型中小企业达到30家}
- {标识: patents, 名称: 新增专利, 类型: 累计新增, 目标值: 100, 单位: 件, 条款: "1", 引文: 创新型中小企业达到30家}
- {标识: share, 名称: 改造覆盖率, 类型: 比例, 目标值: 60, 单位: "%", 条款: "1", 引文: 创新型中小企业达到30家}
- {标识: chains, 名称: 产业链企业, 类型: 达到, 目标值: 3, 单位: 家, 范围: 每个特色产业, 分组: [泵阀, 紧固件], 条款: "1", 引文: 创新型中小企业达到30家}
- {标识: energy, 名称: 单位能耗, 类型: 达到, 比较: 不超过, 目标值: 0.5, 可有小数: true, 单位: 吨, 条款: "1", 引文: 创新型中小企业达到30家}
"#;
/// As somebody may have written it by hand: without columns that are empty.
const FIGURES: &str = "indicator,year,value,state,source,note\n\
    giant,2021,10,,公报,\n\
    giant,2022,12,初步数,公报,\"甲, 乙\"\n";
const FOLDER: &str = "policies/qyts-2024";
const FORM: &str = "form.xlsx";
/// In 进展: 2021 is column I, 2025 is M; the targets start in row 4.
const WIDE: usize = 1;
/// In 明细: the figures start in row 4.
const LONG: usize = 2;

fn project() -> Project {
    Project::scaffold()
        .without(&format!("{FOLDER}/revisions.csv"))
        .file(&format!("{FOLDER}/targets.yaml"), TARGETS)
        .file(&format!("{FOLDER}/figures.csv"), FIGURES)
}

fn root(project: &Project) -> String {
    project.path("").display().to_string()
}

fn template(project: &Project, more: &[&str]) -> Answer {
    let root = root(project);
    project.run_raw(&[&["template", "figures", "qyts-2024", "--root", &root, "-o", FORM], more].concat())
}

fn import(project: &Project, more: &[&str]) -> Answer {
    let root = root(project);
    project.run_raw(&[&["import", "figures", FORM, "--root", &root, "--today", "2026-01-15"], more].concat())
}

/// A project with a form in which these cells were filled in.
fn filled(cells: &[(usize, &str, &str)]) -> Project {
    let project = project();
    assert_eq!(template(&project, &[]).code, 0);
    fill(project, cells)
}

/// The same form with more cells filled in. A number is entered as one, everything else as text.
fn fill(project: Project, cells: &[(usize, &str, &str)]) -> Project {
    let mut bytes = fs::read(project.path(FORM)).unwrap();
    for (sheet, address, text) in cells {
        bytes = with_cell(&bytes, *sheet, address, text);
    }
    project.bytes(FORM, &bytes)
}

fn with_cell(bytes: &[u8], sheet: usize, address: &str, text: &str) -> Vec<u8> {
    with_part(bytes, &format!("xl/worksheets/sheet{sheet}.xml"), |xml| {
        let start = xml.find(&format!("<c r=\"{address}\"")).unwrap_or_else(|| panic!("no {address}"));
        let open = start + xml[start..].find('>').unwrap() + 1;
        let end =
            if xml[..open].ends_with("/>") { open } else { start + xml[start..].find("</c>").unwrap() + 4 };
        let style: String =
            xml[start..open].split("s=\"").nth(1).unwrap().chars().take_while(char::is_ascii_digit).collect();
        let cell = match text.parse::<f64>() {
            _ if text.is_empty() => format!("<c r=\"{address}\" s=\"{style}\"/>"),
            Ok(_) => format!("<c r=\"{address}\" s=\"{style}\"><v>{text}</v></c>"),
            Err(_) => format!("<c r=\"{address}\" s=\"{style}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        };
        format!("{}{cell}{}", &xml[..start], &xml[end..])
    })
}

fn with_part(bytes: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let found = from.name_for_index(at).unwrap().unwrap().into_owned();
        let mut text = String::new();
        from.by_index(at).unwrap().read_to_string(&mut text).unwrap();
        to.start_file(&*found, SimpleFileOptions::default()).unwrap();
        to.write_all(if found == name { change(&text) } else { text }.as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// A project with a workbook that an office made itself.
fn own(write: impl Fn(&mut Worksheet)) -> Project {
    let mut book = Workbook::new();
    write(book.add_worksheet().set_name("数据").unwrap());
    project().bytes(FORM, &book.save_to_buffer().unwrap())
}

/// Heads in row 1, texts and numbers below.
fn rows(sheet: &mut Worksheet, heads: &[&str], rows: &[&[&str]]) {
    for (at, row) in (0_u32..).zip(std::iter::once(&heads).chain(rows)) {
        for (column, text) in (0_u16..).zip(*row) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write_number(at, column, number).unwrap(),
                Err(_) if text.is_empty() => continue,
                Err(_) => sheet.write_string(at, column, *text).unwrap(),
            };
        }
    }
}

const HEADS: [&str; 4] = ["指标标识", "年份", "数值", "来源"];
const OWN: [&str; 2] = ["--policy", "qyts-2024"];

fn csv(project: &Project, name: &str) -> String {
    fs::read_to_string(project.path(&format!("{FOLDER}/{name}"))).unwrap_or_default()
}

fn assert_untouched(project: &Project, what: &str) {
    assert_eq!(csv(project, "figures.csv"), FIGURES, "{what}");
    assert!(!project.path(&format!("{FOLDER}/revisions.csv")).exists(), "{what}");
}

#[test]
fn a_form_is_made_once_and_the_untouched_form_changes_nothing() {
    let project = project();
    assert_eq!(template(&project, &[]).code, 0);
    let bytes = fs::read(project.path(FORM)).unwrap();
    let refused = template(&project, &[]);
    assert!(refused.code == 2 && refused.err.contains("--force"), "{}", refused.err);
    assert_eq!(template(&project, &["--force"]).code, 0);
    assert_eq!(fs::read(project.path(FORM)).unwrap(), bytes);
    let answer = import(&project, &[]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    assert!(answer.out.contains("不变 2 个；没有变化，未写文件"), "{}", answer.out);
    assert_untouched(&project, "an untouched form");
}

#[test]
fn the_form_has_a_name_of_its_own() {
    let project = project();
    let answer = project.run_raw(&["template", "figures", "qyts-2024"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(project.path("qyts-2024-进展填报.xlsx").exists());
    let answer = project.run_raw(&["template", "figures", "nothing"]);
    answer.expect_problem("policies/nothing/targets.yaml", "不知道有哪些指标");
    assert_eq!(answer.code, 1);
}

#[test]
fn a_new_number_takes_what_its_row_says_and_twice_is_once() {
    let project = filled(&[
        (WIDE, "K4", "17"),
        (WIDE, "P4", "县统计局年报"),
        (WIDE, "O4", "初步数"),
        (WIDE, "J5", "0"),
        (WIDE, "P5", "县统计局年报"),
        (WIDE, "J11", "0.57"),
        (WIDE, "N11", "2022年6月30日"),
        (WIDE, "P11", "年报"),
    ]);
    let answer = import(&project, &[]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    assert!(answer.out.contains("新增 3 个，改动 0 个，不变 2 个"), "{}", answer.out);
    let text = csv(&project, "figures.csv");
    for line in [
        "giant,,2021,10,,,期末,2021-12-31,正式数,公报,,,",
        "giant,,2022,12,,,期末,2022-12-31,初步数,公报,,\"甲, 乙\",",
        "giant,,2023,17,,,期末,2023-12-31,初步数,县统计局年报,,,",
        "yearly,,2022,0,,,当年新增,2022-12-31,正式数,县统计局年报,,,",
        "energy,,2022,0.57,,,期末,2022-06-30,正式数,年报,,,",
    ] {
        assert!(text.contains(&format!("{line}\n")), "{line}\n{text}");
    }
    let again = import(&project, &[]);
    assert_eq!((again.code, again.err.as_str()), (0, ""));
    assert!(again.out.contains("不变 5 个；没有变化"), "{}", again.out);
    assert_eq!(csv(&project, "figures.csv"), text);
}

#[test]
fn a_changed_number_needs_a_reason_and_leaves_its_past() {
    let project = filled(&[(WIDE, "J4", "13")]);
    let answer = import(&project, &[]);
    answer.expect_problem("表“进展”J4", "没有写修订原因");
    assert!(answer.out.contains("一个数也没有导入"), "{}", answer.out);
    assert_untouched(&project, "no reason");

    let project = fill(project, &[(WIDE, "R4", "漏报一家")]);
    assert_eq!(import(&project, &[]).code, 0);
    let (figures, revisions) = (csv(&project, "figures.csv"), csv(&project, "revisions.csv"));
    assert!(figures.contains("giant,,2022,13,,,期末,2022-12-31,初步数,公报,,\"甲, 乙\",\n"), "{figures}");
    assert!(revisions.ends_with("giant,,2022,期末,12,13,初步数,公报,2026-01-15,漏报一家,\n"), "{revisions}");
    let again = import(&project, &[]);
    assert!(again.code == 0 && again.out.contains("不变 2 个"), "{}{}", again.out, again.err);
    assert_eq!((csv(&project, "figures.csv"), csv(&project, "revisions.csv")), (figures, revisions));
}

#[test]
fn a_row_that_names_a_source_says_all_of_its_changed_number() {
    let project =
        filled(&[(WIDE, "J4", "13"), (WIDE, "R4", "核定"), (WIDE, "P4", "年鉴"), (WIDE, "O4", "修订数")]);
    assert_eq!(import(&project, &[]).code, 0);
    let text = csv(&project, "figures.csv");
    assert!(text.contains("giant,,2022,13,,,期末,2022-12-31,修订数,年鉴,,,\n"), "{text}");
}

#[test]
fn an_emptied_cell_stays_and_a_dash_withdraws() {
    let project = filled(&[(WIDE, "J4", "")]);
    let answer = import(&project, &[]);
    answer.expect_problem("表“进展”J4", "原数保留");
    assert_eq!(answer.code, 1);
    assert_untouched(&project, "emptied");

    let project = fill(project, &[(WIDE, "J4", "—")]);
    import(&project, &[]).expect_problem("表“进展”J4", "没有写修订原因");
    let project = fill(project, &[(WIDE, "R4", "口径取消")]);
    assert_eq!(import(&project, &[]).code, 0);
    let text = csv(&project, "figures.csv");
    assert!(text.contains("giant,,2022,—,,,期末,2022-12-31,不适用,公报,,\"甲, 乙\",\n"), "{text}");
}

#[test]
fn what_is_no_number_is_shown_at_its_cell_and_all_or_nothing_is_written() {
    for (cell, text, message, hint) in [
        ("K4", "25家", "带了单位或文字", "改为 25"),
        ("K4", "２５", "全角", "改为 25"),
        ("K4", "约25", "不是确数", "如 25"),
        ("L4", "60%", "百分号", "改为 60"),
        ("K4", "1.2万", "按指标的单位", "半角数字"),
        ("K4", "17.5", "应是整数", "核对"),
        ("K4", "-3", "不会是负数", "核对"),
        ("O4", "估计", "不认识数据状态", "正式数、初步数"),
        ("N4", "年中", "不是日期", "2023-12-31"),
        ("N4", "2022-12-31", "不在 2024 年", "一致"),
        ("Q4", "www.a.cn", "不是网址", "http"),
        ("A4", "giants", "没有标识为“giants”的指标", "是不是“giant”"),
        ("B4", "新增专利", "这一行写的却是“新增专利”", "排序"),
        ("H4", "分子", "不是比例", "数值"),
        ("G6", "期末", "口径不能是“期末”", "当年新增"),
    ] {
        let project = filled(&[
            (WIDE, "L4", "20"),
            (WIDE, "P4", "年报"),
            (WIDE, "J6", "9"),
            (WIDE, "P6", "年报"),
            (WIDE, cell, text),
        ]);
        let answer = import(&project, &[]);
        assert_eq!(answer.code, 1, "{text}");
        let found = answer
            .err
            .split("\n\n")
            .any(|told| told.contains("表“进展”") && told.contains(message) && told.contains(hint));
        assert!(found, "{text}: no “{message}” with “{hint}” in\n{}", answer.err);
        assert_untouched(&project, text);
    }
}

#[test]
fn a_number_without_a_source_is_refused() {
    let answer = import(&filled(&[(WIDE, "K4", "17")]), &[]);
    answer.expect_problem("表“进展”P4", "数据没有来源");
}

#[test]
fn details_of_one_figure_are_changed_in_the_long_table() {
    let project = filled(&[(LONG, "J5", "正式数"), (LONG, "K5", "统计年鉴")]);
    let answer = import(&project, &[]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    let text = csv(&project, "figures.csv");
    assert!(text.contains("giant,,2022,12,,,期末,2022-12-31,正式数,统计年鉴,,\"甲, 乙\",\n"), "{text}");
    assert!(csv(&project, "revisions.csv").contains("初步数经核定"));
    assert!(import(&project, &[]).out.contains("没有变化"));
}

#[test]
fn a_number_may_be_changed_in_either_table_but_not_into_two() {
    let project = filled(&[(LONG, "E5", "13"), (LONG, "O5", "漏报")]);
    assert_eq!(import(&project, &[]).code, 0);
    assert!(csv(&project, "figures.csv").contains("giant,,2022,13,,,期末,2022-12-31,初步数,公报,,"));
    assert!(csv(&project, "revisions.csv").contains(",漏报,"));
    assert!(import(&project, &[]).out.contains("没有变化"));

    let project = filled(&[(LONG, "E5", "13"), (WIDE, "J4", "14"), (WIDE, "R4", "漏报")]);
    import(&project, &[]).expect_problem("表“进展”J4", "表“明细”E5填的是 13");
    assert_untouched(&project, "two numbers");

    let project = filled(&[(LONG, "E5", "13"), (WIDE, "J4", "13"), (WIDE, "R4", "漏报")]);
    assert_eq!(import(&project, &[]).code, 0);
}

#[test]
fn the_parts_of_a_share_stand_in_two_rows() {
    let project = filled(&[
        (WIDE, "J7", "7"),
        (WIDE, "J8", "12"),
        (WIDE, "P7", "年报"),
        (WIDE, "K7", "—"),
        (WIDE, "K8", "—"),
    ]);
    assert_eq!(import(&project, &[]).err, "");
    let text = csv(&project, "figures.csv");
    assert!(text.contains("share,,2022,,7,12,期末,2022-12-31,正式数,年报,,,\n"), "{text}");
    assert!(text.contains("share,,2023,—,,,期末,2023-12-31,不适用,年报,,,\n"), "{text}");
    assert!(import(&project, &[]).out.contains("没有变化"));
    for (cells, message) in [
        ([(WIDE, "J7", "7"), (WIDE, "J8", "")], "分子和分母"),
        ([(WIDE, "J7", "13"), (WIDE, "J8", "12")], "算不出"),
        ([(WIDE, "J7", "—"), (WIDE, "J8", "12")], "又填了分子或分母"),
    ] {
        let project = fill(filled(&cells), &[(WIDE, "P7", "年报")]);
        import(&project, &[]).expect_problem("表“进展”J", message);
    }
}

#[test]
fn a_cumulative_target_may_report_totals() {
    let project = filled(&[(WIDE, "G6", "累计"), (WIDE, "J6", "9"), (WIDE, "K6", "8"), (WIDE, "P6", "年报")]);
    import(&project, &[]).expect_problem("表“进展”K6", "累计数从2022年的 9 降到2023年的 8");
    let project = fill(project, &[(WIDE, "K6", "12")]);
    assert_eq!(import(&project, &[]).code, 0);
    assert!(csv(&project, "figures.csv").contains("patents,,2023,12,,,累计,"));
}

#[test]
fn leaps_and_years_outside_the_plan_are_asked_about_and_taken() {
    let project =
        filled(&[(WIDE, "K4", "120"), (WIDE, "P4", "年报"), (WIDE, "I5", "3"), (WIDE, "P5", "年报")]);
    let answer = import(&project, &[]);
    answer.expect_problem("表“进展”K4", "相差三倍以上");
    answer.expect_problem("表“进展”I5", "2021年在指标起算（2022-01-01）之前");
    assert!(answer.code == 1 && answer.out.contains("新增 2 个"), "{}", answer.out);
    let again = import(&project, &[]);
    assert_eq!((again.code, again.err.as_str()), (0, ""), "what is published is not asked about again");
}

#[test]
fn a_table_of_an_office_is_read_under_any_name() {
    let project = own(|sheet| {
        rows(
            sheet,
            &["序号", "指标标识", "年份", "分组", "数值", "统计时点", "来源"],
            &[
                &["1", "giant ", "2023年", "", "'18", "2023.12.31", "年报"],
                &["2", "energy", "2022", "", "0.30000000000000004", "", "年报"],
                &["3", "chains", "2022", "泵阀", "3.0", "", "年报 "],
            ],
        );
        let day = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_datetime_with_format(2, 5, ExcelDateTime::from_ymd(2022, 6, 30).unwrap(), &day).unwrap();
        sheet.write_string(3, 4, "３").unwrap().write_string(3, 4, " 3 ").unwrap();
    });
    let unnamed = import(&project, &[]);
    unnamed.expect_problem(FORM, "没有写明是哪份政策");
    assert!(unnamed.err.contains("qyts-2024"), "{}", unnamed.err);
    let answer = import(&project, &OWN);
    assert_eq!(answer.code, 0, "{}", answer.err);
    answer.expect_problem("表“数据”A1", "表头“序号”不认识");
    let text = csv(&project, "figures.csv");
    for line in
        ["giant,,2023,18,,,期末,2023-12-31,", "energy,,2022,0.3,,,期末,2022-06-30,", "chains,泵阀,2022,3,,,"]
    {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(import(&project, &OWN).out.contains("没有变化"));
}

#[test]
fn a_wide_table_of_an_office_is_read_too() {
    let project = own(|sheet| {
        sheet.write_string(0, 0, "进展情况").unwrap();
        for (row, cells) in [(2, ["指标标识", "2022", "2023年", "来源"]), (3, ["giant", "12", "15", "年报"])]
        {
            for (column, text) in (0_u16..).zip(cells) {
                match text.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) => sheet.write_string(row, column, text).unwrap(),
                };
            }
        }
    });
    let answer = import(&project, &OWN);
    assert_eq!(answer.err, "");
    assert!(answer.out.contains("新增 1 个，改动 0 个，不变 1 个"), "{}", answer.out);
}

#[test]
fn what_excel_hides_or_has_not_counted_is_told() {
    let project = own(|sheet| {
        let lines: Vec<[String; 4]> = (2022..=2025)
            .map(|year| ["giant".into(), year.to_string(), String::new(), "年报".into()])
            .collect();
        let lines: Vec<Vec<&str>> =
            lines.iter().map(|line| line.iter().map(String::as_str).collect()).collect();
        rows(sheet, &HEADS, &lines.iter().map(Vec::as_slice).collect::<Vec<_>>());
        sheet.write_formula(1, 2, "=A9+B9").unwrap();
        sheet.write_formula(2, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        let percent = Format::new().set_num_format("0.0%");
        sheet.write_number_with_format(3, 2, 0.6, &percent).unwrap();
        let day = Format::new().set_num_format("m/d");
        sheet.write_number_with_format(4, 2, 45000.0, &day).unwrap();
    });
    let answer = import(&project, &OWN);
    answer.expect_problem("表“数据”C2", "公式没有计算结果");
    answer.expect_problem("表“数据”C3", "公式出错");
    answer.expect_problem("表“数据”C4", "百分比格式，显示 60%");
    answer.expect_problem("表“数据”C5", "当成了日期");
    assert_untouched(&project, "formulas");
}

#[test]
fn a_formula_that_was_counted_is_a_number() {
    let project = own(|sheet| {
        rows(sheet, &HEADS, &[&["giant", "2023", "", "年报"]]);
        sheet.write_formula(1, 2, Formula::new("=8+9").set_result("17")).unwrap();
    });
    assert_eq!(import(&project, &OWN).err, "");
    assert!(csv(&project, "figures.csv").contains("giant,,2023,17,"));
}

#[test]
fn merged_and_hidden_cells_are_read_with_a_warning() {
    let project = own(|sheet| {
        rows(
            sheet,
            &HEADS,
            &[
                &["giant", "2023", "17", "年报"],
                &["giant", "2024", "18", ""],
                &["giant", "2025", "19", "年报"],
            ],
        );
        sheet.merge_range(1, 3, 2, 3, "统一来源", &Format::new()).unwrap();
        sheet.set_row_hidden(3).unwrap();
        sheet.set_column_hidden(2).unwrap();
    });
    let answer = import(&project, &OWN);
    answer.expect_problem("表“数据”D2", "与 D3 之间是合并单元格，每一格都按“统一来源”读");
    answer.expect_problem("表“数据”C4", "第 4 行是隐藏的");
    answer.expect_problem("表“数据”C2", "C 列是隐藏的");
    assert!(answer.code == 1 && answer.out.contains("新增 3 个"), "{}", answer.out);
    assert!(csv(&project, "figures.csv").contains("giant,,2024,18,,,期末,2024-12-31,正式数,统一来源,"));
}

#[test]
fn a_hidden_sheet_is_told_by_name() {
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "封面").unwrap();
    let hidden = book.add_worksheet().set_name("旧数").unwrap().set_hidden(true);
    rows(hidden, &HEADS, &[&["giant", "2023", "17", "年报"]]);
    let project = project().bytes(FORM, &book.save_to_buffer().unwrap());
    import(&project, &OWN).expect_problem(FORM, "表“旧数”是隐藏的，里面的数也读了");
}

#[test]
fn what_is_said_twice_or_cannot_be_is_told_at_its_cell() {
    for (lines, place, message) in [
        (
            vec![["giant", "2023", "17", "年报"], ["giant", "2023", "18", "年报"]],
            "表“数据”C3",
            "另一处在表“数据”C2",
        ),
        (vec![["giant", "23", "17", "年报"]], "表“数据”B2", "不是年份"),
        (vec![["", "2023", "17", "年报"]], "表“数据”A2", "没有写指标标识"),
        (vec![["chains", "2023", "17", "年报"]], "表“数据”", "没有写分组"),
        (vec![["giant", "2027", "17", "年报"]], "表“数据”B2", "期限"),
        (vec![["giant", "2022", "13", "年报"]], "表“数据”C2", "没有写修订原因"),
    ] {
        let project = own(|sheet| {
            let lines: Vec<&[&str]> = lines.iter().map(<[&str; 4]>::as_slice).collect();
            rows(sheet, &HEADS, &lines);
        });
        import(&project, &OWN).expect_problem(place, message);
    }
}

#[test]
fn a_share_written_as_a_fraction_is_asked_about_once_a_sheet() {
    let heads = ["指标标识", "年份", "数值", "分子", "分母", "来源"];
    let project = own(|sheet| {
        rows(
            sheet,
            &heads,
            &[
                &["share", "2022", "0.5", "6", "12", "年报"],
                &["share", "2023", "0.6", "6", "10", "年报"],
                &["share", "2024", "70", "7", "10", "年报"],
            ],
        );
        let percent = Format::new().set_num_format("0%");
        sheet.write_number_with_format(3, 2, 0.7, &percent).unwrap();
    });
    let answer = import(&project, &OWN);
    answer.expect_problem("表“数据”C2", "比例写的是 0.5，按 50% 读（本表共 2 处）");
    assert_eq!(answer.err.matches("警告：").count(), 1, "{}", answer.err);
    assert!(csv(&project, "figures.csv").contains("share,,2024,,7,10,"));
}

#[test]
fn tables_without_the_heads_they_need_are_told() {
    let project = own(|sheet| rows(sheet, &["指标标识", "年份", "数值"], &[&["giant", "2023", "17"]]));
    import(&project, &OWN).expect_problem("表“数据”A1", "缺少“来源”这一列");
    let project = own(|sheet| rows(sheet, &["甲", "乙"], &[&["giant", "2023"]]));
    import(&project, &OWN).expect_problem(FORM, "没有找到可以导入的表");
}

#[test]
fn a_form_belongs_to_its_policy() {
    let project = filled(&[]);
    import(&project, &["--policy", "other"]).expect_problem(FORM, "这是“qyts-2024”的填报表，不是“other”的");
    assert_eq!(import(&project, &OWN).code, 0);
    fs::remove_file(project.path(&format!("{FOLDER}/targets.yaml"))).unwrap();
    import(&project, &[]).expect_problem(FORM, "没有 policies/qyts-2024/targets.yaml");
}

#[test]
fn figures_that_cannot_be_read_are_not_written_over() {
    let project = filled(&[(WIDE, "K4", "17"), (WIDE, "P4", "年报")])
        .file(&format!("{FOLDER}/figures.csv"), &FIGURES.replace("2022,12", "2022,12家"));
    let answer = import(&project, &[]);
    answer.expect_problem("figures.csv:3", "带了单位");
    assert!(csv(&project, "figures.csv").contains("12家") && answer.out.contains("没有导入"));
}

#[test]
fn files_that_are_no_workbook_are_one_problem_each() {
    for (bytes, message) in [
        (b"".as_slice(), "空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 book", "旧版 .xls"),
        ("指标标识,年份\n".as_bytes(), "CSV"),
        (b"PK\x03\x04", "不完整"),
    ] {
        let answer = import(&project().bytes(FORM, bytes), &OWN);
        assert_eq!(answer.code, 1);
        answer.expect_problem(FORM, message);
        assert!(answer.err.contains("错误 1 个，警告 0 个"), "{}", answer.err);
    }
    assert_eq!(import(&project(), &OWN).code, 2, "a file that is not there");
}

#[test]
fn a_program_may_read_the_answer() {
    let project = filled(&[(WIDE, "K4", "17"), (WIDE, "P4", "年报")]);
    let answer = import(&project, &["--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(report["added"], 1);
    assert_eq!(report["written"], serde_json::json!(["policies/qyts-2024/figures.csv"]));
}

#[test]
fn the_forms_of_this_repository_come_back_as_they_went_out() {
    let mut problems = Problems::new();
    let sources = Sources::read(Path::new(env!("CARGO_MANIFEST_DIR")), &mut problems).unwrap();
    let all = progress::parse_all(&sources, &mut problems);
    assert!(!all.is_empty());
    for (slug, progress) in all {
        let bytes =
            form::write(&Form { slug: &slug, title: "方案", progress: &progress, contact: None }).unwrap();
        let book = saltpress::workbook::Workbook::read("form.xlsx", &bytes).unwrap();
        let mut problems = Problems::new();
        let merged = intake::merge(&book, &progress, jiff::civil::date(2026, 1, 15), &mut problems);
        assert!(problems.is_clean(), "{slug}: {:?}", problems.sorted());
        assert_eq!((merged.added, merged.changed, &merged.figures), (0, 0, &progress.figures), "{slug}");
    }
}
