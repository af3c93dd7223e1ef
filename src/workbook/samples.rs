//! Targets and figures for the tests of this room.

use crate::problem::Problems;
use crate::progress::{Figure, Progress, Target, definition, figures};
use crate::source::SourceFile;

const TARGETS: &str = r#"起算: "2022-01-01"
期限: "2025-12-31"
指标:
- {标识: giant, 名称: 国家级“小巨人”企业, 简称: 小巨人, 类型: 达到, 目标值: 25, 单位: 家, 条款: "1", 引文: 达到25家}
- {标识: yearly, 名称: 每年新增小巨人, 类型: 每年新增, 目标值: 2, 单位: 家, 条款: "1", 引文: 新增2家}
- {标识: patents, 名称: 累计新增专利, 类型: 累计新增, 目标值: 100, 单位: 件, 条款: "1", 引文: 新增100件}
- {标识: share, 名称: 数字化改造覆盖率, 类型: 比例, 目标值: 60, 单位: "%", 条款: "1", 引文: 达到60%}
- {标识: chains, 名称: 每个产业链企业, 类型: 达到, 目标值: 3, 单位: 家, 范围: 每个特色产业, 分组: [泵阀, 紧固件], 条款: "1", 引文: 3家}
- {标识: energy, 名称: 单位产值能耗, 类型: 达到, 比较: 不超过, 目标值: 0.5, 可有小数: true, 单位: 吨, 条款: "1", 引文: 降到0.5}
"#;

/// One of each kind.
pub(super) fn targets() -> Vec<Target> {
    let mut problems = Problems::new();
    let (targets, _) = definition::parse(&SourceFile::new("targets.yaml", TARGETS), &mut problems).unwrap();
    assert!(problems.is_clean(), "{problems:?}");
    targets
}

/// Lines of `figures.csv` below the usual heads, read.
pub(super) fn figures(lines: &str) -> Vec<Figure> {
    let mut problems = Problems::new();
    let heads = "indicator,group,year,value,numerator,denominator,measure,as_of,state,source,source_url,note,sample\n";
    let file = SourceFile::new("figures.csv", format!("{heads}{lines}"));
    let figures = figures::parse(&file, &targets(), &mut problems);
    assert!(!problems.has_errors(), "{problems:?}");
    figures
}

/// The targets with these figures.
pub(super) fn progress(lines: &str) -> Progress {
    Progress { targets: targets(), figures: figures(lines), ..Progress::default() }
}
