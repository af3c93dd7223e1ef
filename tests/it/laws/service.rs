//! Any bytes as a list of services: its sheet, its CSV file or its workbook, by the first byte.

use saltpress::column;
use saltpress::column::known::Known;
use saltpress::problem::Problems;
use saltpress::source::{self, SourceFile, Sources};

const LIST: &str = "content/services/list.yaml";
const TOP: &str = "名称: 榜单\n类别: 技术需求\n来源: 县科技局\n更新时间: 2026-03-05\n";

/// Holds the law: `0` before a sheet, `1` before a CSV file, `2` before a workbook.
pub(crate) fn hold(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let sources = if first % 3 == 2 {
        let list = SourceFile::new(LIST, format!("{TOP}数据: list.xlsx\n"));
        Sources::from_files([list]).with_table("content/services/list.xlsx", rest.to_vec())
    } else {
        let Some((text, _)) = source::decode(rest) else { return };
        if first % 3 == 0 {
            Sources::from_files([SourceFile::new(LIST, text)])
        } else {
            let list = SourceFile::new(LIST, format!("{TOP}数据: list.csv\n"));
            Sources::from_files([list, SourceFile::new("content/services/list.csv", text)])
        }
    };
    let mut problems = Problems::new();
    for service in column::parse_all(&sources, &Known::default(), &mut problems).services {
        assert!(service.rows.iter().all(|row| row.len() == service.heads.len()));
        let rows = service.rows.len();
        for tally in service.facets() {
            assert_eq!(tally.choices.iter().map(|(_, count)| count).sum::<usize>() + tally.blank, rows);
        }
    }
    for problem in problems.sorted() {
        assert!(problem.to_string().contains("content/services/list."), "{problem}");
    }
}
