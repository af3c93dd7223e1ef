//! Lists of services: from a table beside a sheet to pages and a file to take away.

use crate::project::Project;

const LIST: &str = "名称: 关键技术需求榜单\n类别: 技术需求\n责任单位: 科技部门\n对象: 全县企业\n开始: 2026-01-01\n截止: 2026-01-31\n来源: 县科技部门\n更新时间: 2026-01-05\n数据: demands.csv\n";
const TABLE: &str = "需求名称,所属产业,拟投入（万元）,截止日期,联系电话\n高强度螺栓,紧固件,300,2026-01-20,0573-86012345\n泵阀密封,泵阀,,,\n<b>螺母</b>,紧固件,1200,2026-01-25,\n";

fn project() -> Project {
    let units =
        "单位:\n  - 标识: keji\n    全称: 科学技术局\n    文中名称: [科技部门]\n    电话: 0573-86000000\n";
    Project::scaffold()
        .file("content/units.yaml", units)
        .file("content/services/demands.yaml", LIST)
        .file("content/services/demands.csv", TABLE)
}

fn text(project: &Project, path: &str) -> String {
    String::from_utf8(project.published().remove(path).unwrap_or_else(|| panic!("{path}"))).unwrap()
}

#[test]
fn a_list_is_a_whole_table_with_its_facts_before_any_script_runs() {
    let project = project();
    let answer = project.run("build");
    assert_eq!(answer.code, 0, "{}", answer.err);
    let page = text(&project, "services/demands.html");
    for wanted in [
        "受理中，还有16天",
        "2026年1月1日至2026年1月31日",
        "tel:057386000000",
        "units/keji.html",
        "紧固件 2项",
        "未公布",
        "&lt;b>螺母",
        "data/demands.csv",
    ] {
        assert!(page.contains(wanted), "{wanted}\n{page}");
    }
    assert!(text(&project, "services/index.html").contains("demands.html"));
    let data = text(&project, "services/data/demands.csv");
    assert!(data.starts_with("\u{feff}需求名称,所属产业,拟投入（万元）,截止日期,联系电话\r\n"), "{data}");
    assert!(data.contains("\r\n泵阀密封,泵阀,,,\r\n"), "{data}");
}

#[test]
fn a_long_list_is_cut_into_pages_that_hold_every_entry_once() {
    let rows: Vec<String> = (0..600).map(|at| format!("需求{at:03},泵阀,,,\n")).collect();
    let table = format!("{}\n{}", TABLE.lines().next().unwrap(), rows.concat());
    let project = project().file("content/services/demands.csv", &table);
    assert_eq!(project.run("build").code, 0);
    let published = project.published();
    let pages = published.iter().filter(|(path, _)| path.starts_with("services/demands"));
    let pages: Vec<String> = pages.map(|(_, bytes)| String::from_utf8(bytes.clone()).unwrap()).collect();
    assert_eq!(pages.len(), 2);
    for at in 0..600 {
        let entry = format!(">需求{at:03}<");
        assert_eq!(pages.iter().map(|page| page.matches(&entry).count()).sum::<usize>(), 1, "{entry}");
    }
}

#[test]
fn mistakes_of_a_list_stop_the_build_and_are_all_told() {
    let project = project().edit("content/services/demands.csv", "300", "３00万").edit(
        "content/services/demands.yaml",
        "科技部门\n对象",
        "科枝部门\n对象",
    );
    let answer = project.run("build");
    assert_eq!(answer.code, 1);
    answer.expect_problem("content/services/demands.csv:2:19", "“３00万”不是数字");
    answer.expect_problem("content/services/demands.yaml:3:11", "没有单位“科枝部门”");
}
