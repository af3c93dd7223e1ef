//! Lists from their files to their values.

use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};

use super::*;
use crate::source::Sources;

const TOP: &str = "名称: 榜单\n类别: 技术需求\n来源: 县科技局\n更新时间: 2026-03-05\n对象: 全县企业\n";
const PATH: &str = "content/services/demands.yaml";

/// The list of `sources`, and what is told: place and message.
fn read(sources: &Sources) -> (Option<Service>, Vec<(String, String)>) {
    let mut problems = Problems::new();
    let service = parse(sources.get(PATH).unwrap(), sources, &mut problems);
    let told = problems.sorted();
    let place = |problem: &&Problem| (problem.location().unwrap_or_default(), problem.message.clone());
    (service, told.iter().map(place).collect())
}

fn yaml(rest: &str) -> (Option<Service>, Vec<(String, String)>) {
    read(&Sources::from_files([SourceFile::new(PATH, format!("{TOP}{rest}"))]))
}

fn csv(rest: &str, table: &str) -> (Option<Service>, Vec<(String, String)>) {
    let list = SourceFile::new(PATH, format!("{TOP}数据: d.csv\n{rest}"));
    read(&Sources::from_files([list, SourceFile::new("content/services/d.csv", table)]))
}

fn xlsx(rest: &str, fill: impl Fn(&mut Workbook)) -> (Option<Service>, Vec<(String, String)>) {
    let mut book = Workbook::new();
    fill(&mut book);
    let list = SourceFile::new(PATH, format!("{TOP}数据: d.xlsx\n{rest}"));
    let bytes = book.save_to_buffer().unwrap();
    read(&Sources::from_files([list]).with_table("content/services/d.xlsx", bytes))
}

fn put(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, text) in (0..).zip(cells) {
        sheet.write_string(row, column, *text).unwrap();
    }
}

fn texts(service: &Service) -> Vec<Vec<String>> {
    let text = |value: &Value| value.text().unwrap_or_else(|| "∅".to_owned());
    service.rows.iter().map(|row| row.iter().map(text).collect()).collect()
}

fn messages(told: &[(String, String)]) -> Vec<&str> {
    told.iter().map(|(_, message)| message.as_str()).collect()
}

#[test]
fn entries_in_the_sheet_are_read_with_the_columns_of_their_kind() {
    let (service, told) = yaml(
        "条目:\n  - 需求名称: 高强度螺栓\n    所属产业: 紧固件\n    拟投入: 300\n    截止日期: 2026-06-30\n  - 需求名称: 泵阀密封\n    拟投入:\n",
    );
    let service = service.unwrap();
    assert_eq!(told, []);
    let heads: Vec<String> = service.heads.iter().map(Head::label).collect();
    assert_eq!(heads, ["需求名称", "所属产业", "拟投入（万元）", "截止日期"]);
    assert_eq!(texts(&service), [["高强度螺栓", "紧固件", "300", "2026-06-30"], ["泵阀密封", "∅", "∅", "∅"]]);
}

#[test]
fn every_mistake_of_the_entries_is_told_at_its_place() {
    let (_, told) = yaml(
        "条目:\n  - {需求名称: 甲, 拟投人: 3, 拟投入: ３00万}\n  - {需求名称: 乙, 截止日期: 长期, 联系电话: 13812345678}\n  - {所属产业: 泵阀}\n",
    );
    assert_eq!(
        told,
        [
            (format!("{PATH}:7:20"), "没有“拟投人”这一列".to_owned()),
            (format!("{PATH}:7:39"), "“３00万”不是数字".to_owned()),
            (format!("{PATH}:8:30"), "“长期”不是日期".to_owned()),
            (format!("{PATH}:9:6"), "没有写“需求名称”".to_owned()),
            (format!("{PATH}:8:46"), "“13812345678”像是个人手机号".to_owned()),
        ]
    );
}

const OWN: &str =
    "列:\n  - {名称: 名称}\n  - {名称: 额度, 类型: 数字, 单位: 万元}\n  - {名称: 银行, 类型: 选项}\n";

#[test]
fn a_csv_file_is_read_by_its_heads_in_any_order_and_spelling() {
    let table = "2026年金融产品,,\r\n序号,银行,额度(万元),名 称\r\n1,农商行,\"1,500\",助企贷\r\n,,,\r\n2,工行,,\"专精,特新贷\"\r\n";
    let (service, told) = csv(OWN, table);
    let service = service.unwrap();
    assert_eq!(told, []);
    assert_eq!(texts(&service), [["助企贷", "1500", "农商行"], ["专精,特新贷", "∅", "工行"]]);
}

#[test]
fn a_wrong_cell_of_a_csv_file_is_shown_in_its_column() {
    let table = "名称,额度,银行,其它\n甲,30O,工行,x\n,5,工 行,\n";
    let (service, told) = csv(OWN, table);
    let at = |place: &str| format!("content/services/d.csv:{place}");
    assert_eq!(
        told,
        [
            (at("1:16"), "不认识表头“其它”".to_owned()),
            (at("2:4"), "“30O”不是数字".to_owned()),
            (at("3:1"), "没有写“名称”".to_owned()),
            (at("3:4"), "“工 行”与前面的“工行”写法不一，筛选时会分成两项".to_owned()),
        ]
    );
    assert_eq!(service.unwrap().rows.len(), 2);
}

#[test]
fn columns_that_an_office_declared_must_be_there_and_usual_ones_may_be_missing() {
    let (service, told) = csv(OWN, "名称,银行\n甲,工行\n");
    assert_eq!(messages(&told), ["缺少“额度（万元）”这一列", "清单还没有条目"]);
    assert_eq!(service.unwrap().heads.len(), 3);
    let (service, told) = csv("", "需求名称,联系电话\n甲,86012345\n");
    assert_eq!(told, []);
    assert_eq!(service.unwrap().heads.len(), 2);
    let (_, told) = csv("", "甲,86012345\n");
    assert_eq!(messages(&told), ["没有找到表头", "清单还没有条目"]);
}

#[test]
fn a_workbook_is_read_with_its_numbers_days_and_merged_cells() {
    let (service, told) = xlsx("", |book| {
        let sheet = book.add_worksheet();
        put(sheet, 0, &["关键技术需求榜单"]);
        put(sheet, 1, &["序号", "需求名称", "所属产业", "拟投入（万元）", "截止日期", "联系电话"]);
        put(sheet, 2, &["1", "甲", "", "", "", "0573-86012345"]);
        put(sheet, 3, &["2", "乙"]);
        sheet.merge_range(2, 2, 3, 2, "泵阀", &Format::new()).unwrap();
        sheet.write_number(2, 3, 12.5).unwrap();
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 6, 30).unwrap();
        sheet.write_datetime_with_format(2, 4, &day, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
    });
    let service = service.unwrap();
    assert_eq!(
        texts(&service),
        [["甲", "泵阀", "12.5", "2026-06-30", "0573-86012345"], ["乙", "泵阀", "∅", "∅", "∅"]]
    );
    assert_eq!(messages(&told), ["表“Sheet1”：有 1 处合并单元格（如 C3 到 C4），每一格都按左上角的内容读"]);
}

#[test]
fn a_wrong_cell_of_a_workbook_is_named_by_sheet_and_address() {
    let (_, told) = xlsx("工作表: 榜单\n", |book| {
        put(book.add_worksheet(), 0, &["别的"]);
        let sheet = book.add_worksheet();
        sheet.set_name("榜单").unwrap();
        put(sheet, 0, &["需求名称", "拟投入", "截止日期", "网址"]);
        put(sheet, 1, &["甲", "３00万"]);
        put(sheet, 2, &["乙"]);
        sheet.write_number(2, 2, 46_086.0).unwrap();
        sheet.write_formula(3, 0, Formula::new("=A1").set_result("")).unwrap();
        sheet.set_row_hidden(2).unwrap();
        sheet.set_column_hidden(1).unwrap();
    });
    assert_eq!(
        messages(&told),
        [
            "表“榜单”A4：公式没有计算结果，或结果是 0 而可能没有计算",
            "表“榜单”B2：“３00万”不是数字",
            "表“榜单”C3：“46086”不是日期",
            "表“榜单”D1：不认识表头“网址”",
            "表“榜单”：第 3 行是隐藏的，里面的内容也会公布",
            "表“榜单”：第 B 列是隐藏的，里面的内容也会公布",
        ]
    );
}

#[test]
fn a_table_that_cannot_be_opened_is_told_where_it_is_named() {
    for (data, message) in [
        ("nothing.csv", "没有找到表格文件“nothing.csv”"),
        ("nothing.xlsx", "没有找到表格文件“nothing.xlsx”"),
        ("../home.csv", "“../home.csv”不在 content/services/ 里"),
        ("d.xls", "“d.xls”不是能读的表格"),
    ] {
        let (_, told) = yaml(&format!("数据: {data}\n"));
        assert_eq!(told[0], (format!("{PATH}:6:7"), message.to_owned()));
    }
    let list = SourceFile::new(PATH, format!("{TOP}数据: d.xlsx\n"));
    let sources = Sources::from_files([list]).with_table("content/services/d.xlsx", b"PK".to_vec());
    assert!(read(&sources).1[0].1.contains("损坏"));
    let (_, told) = xlsx("工作表: 甲\n", |book| put(book.add_worksheet(), 0, &["需求名称"]));
    assert_eq!(told[0].1, "没有工作表“甲”");
    let (_, told) = csv("条目: [{需求名称: 甲}]\n", "需求名称\n乙\n");
    assert!(told[0].1.contains("都写了"), "{told:?}");
}

#[test]
fn too_many_rows_and_too_many_problems_are_told_once() {
    let table = format!("需求名称\n{}", "甲\n".repeat(ROWS_LIMIT + 1));
    assert_eq!(messages(&csv("", &table).1)[0], "有 20001 行，超过 20000 行的上限");
    let (_, told) = csv("", &format!("需求名称,拟投入\n{}", "甲,x\n".repeat(150)));
    assert_eq!(told.len(), 101);
    assert!(told[0].1.contains("另有 50 处"), "{:?}", told[0]);
}

#[test]
fn the_promise_of_the_plan_is_held_against_the_list() {
    let (_, told) = yaml("每年不少于: 15\n条目: [{需求名称: 甲}]\n");
    assert_eq!(messages(&told), ["2026年只有 1 项，少于每年 15 项的承诺"]);
}

#[test]
fn choices_are_counted_in_the_order_of_first_sight() {
    let (service, _) = csv(OWN, "名称,额度,银行\n甲,1,工行\n乙,1,农商行\n丙,1,\n丁,1,工行\n");
    let choices = vec![("工行".to_owned(), 2), ("农商行".to_owned(), 1)];
    assert_eq!(service.unwrap().facets(), [Tally { head: 2, choices, blank: 1 }]);
}

#[test]
fn columns_without_a_name_twice_or_with_a_useless_unit_are_told() {
    let (service, told) =
        yaml("列:\n  - {名称: \" \"}\n  - {名称: 甲, 单位: 家}\n  - {名称: 甲, 类型: 数字}\n");
    assert_eq!(
        messages(&told),
        ["列没有名称", "列“甲”写了两次", "列“甲”不是数字，单位没有用上", "清单还没有条目"]
    );
    assert_eq!(service.unwrap().heads.len(), 1);
}

#[test]
fn a_misspelt_key_and_a_misspelt_kind_offer_the_right_ones() {
    for (from, to, message) in
        [("对象", "对像", "没有“对像”这一项"), ("技术需求", "技术须求", "不认识“技术须求”")]
    {
        let list = SourceFile::new(PATH, TOP.replace(from, to));
        let (service, told) = read(&Sources::from_files([list]));
        assert!(service.is_none() && told[0].1 == message, "{told:?}");
    }
}

proptest! {
    #[test]
    fn any_csv_text_leaves_problems_and_no_panic(text in "[名称额度银行,0-9万年月\"\r\n一，；% .\t-]{0,300}") {
        let (service, _) = csv(OWN, &text);
        let (again, _) = csv(OWN, &format!("名称,额度,银行\n{text}"));
        for service in [service, again].into_iter().flatten() {
            prop_assert!(service.rows.iter().all(|row| row.len() == service.heads.len()));
        }
        let _ = csv("", &text);
    }

    #[test]
    fn any_entries_leave_problems_and_no_panic(text in "[名称:{},0-9 \n\\[\\]\"'一万-]{0,120}") {
        let _ = yaml(&format!("{OWN}条目: {text}\n"));
    }
}
