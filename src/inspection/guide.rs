//! The page of the manual that lists all rules, printed from the table.

use std::fmt::Write as _;

use super::rule::{Level, Rule, Rules};

/// Where the page lies.
pub const PATH: &str = "docs/inspection-rules.zh-CN.md";

const HEAD: &str = "# 检查规则

`saltpress check` 按下面的规则检查网站，一条规则一个标识。本页由 `src/inspection/rules.yaml` 生成，不要手改。

- **单项否决**：国家检查中出现一次即为不合格。
- **扣分**：国家检查中按次扣分。没有写分值的，分值没有读到原文。
- **建议**：不扣分，但读者会受影响。
- **待核**：文件编号、门槛或分值来自转引，没有读到文件原文；核实后在 `content/inspection.yaml` 里改。

在 `content/inspection.yaml` 里可以改一条规则，也可以写明理由豁免一处问题，理由会印在检查报告里：

```yaml
规则:
  - {规则: column-stale, 门槛: 90, 依据: 县政府网站管理办法}
  - {规则: personal-mail, 停用: 本县乡镇站所没有单位邮箱}
豁免:
  - {规则: policies-stale, 文件: policies, 理由: 本栏目只刊载这份方案, 批准: 县政府办, 到期: 2027-12-31}
栏目期限:
  - {栏目: 典型案例, 天数: 92}
外链白名单: [zjtx.miit.gov.cn]
错词:
  - {误: 海盐镇, 正: 海盐县}
不查的词: [既使]
```
";

/// The page.
#[must_use]
pub fn print(rules: &Rules) -> String {
    let mut page = HEAD.to_owned();
    for level in Level::ALL {
        let of_level: Vec<&Rule> = rules.iter().filter(|rule| rule.level == level).collect();
        let _ = write!(page, "\n## {}（{} 条）\n", level.label(), of_level.len());
        for rule in of_level {
            page.push_str(&section(rule));
        }
    }
    page
}

fn section(rule: &Rule) -> String {
    let mut facts = vec![format!("依据：{}", rule.basis())];
    if let (Some(threshold), Some(unit)) = (rule.threshold, &rule.unit) {
        facts.push(format!("门槛：{threshold} {unit}"));
    }
    facts.extend(rule.points.as_ref().map(|points| format!("扣分：{points}")));
    facts.push(format!("由{}改", rule.owner.label()));
    format!(
        "\n### {}\n\n`{}` · {}\n\n- 查什么：{}。\n- 怎么改：{}。\n",
        rule.name,
        rule.id,
        facts.join(" · "),
        rule.what,
        rule.remedy
    )
}
