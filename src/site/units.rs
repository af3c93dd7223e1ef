//! `content/units.yaml`: the register of responsible units.
//!
//! A unit has one frozen id, its official full name, the names under which
//! documents print it, and contacts. Empty contacts are 待补, never invented.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::{Document, DutyRef};
use crate::id::UnitId;
use crate::problem::{Problem, Problems, Severity};
use crate::source::{SourceFile, Sources};
use crate::text::{fold, nickname, yaml};

/// Where the register lies.
pub const PATH: &str = "content/units.yaml";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Register {
    #[serde(rename = "单位", alias = "units")]
    units: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(rename = "标识", alias = "id")]
    id: Spanned<String>,
    #[serde(rename = "全称", alias = "name")]
    name: String,
    #[serde(rename = "文中名称", alias = "printed")]
    printed: Vec<Spanned<String>>,
    #[serde(rename = "电话", alias = "phone", default)]
    phone: Option<String>,
    #[serde(rename = "地址", alias = "postal_address", default)]
    postal_address: Option<String>,
    #[serde(rename = "网址", alias = "website", default)]
    website: Option<String>,
    #[serde(rename = "办公时间", alias = "hours", default)]
    hours: Option<String>,
    #[serde(rename = "说明", alias = "note", default)]
    note: Option<String>,
}

/// One responsible unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Frozen.
    pub id: UnitId,
    /// Official full name.
    pub name: String,
    /// As documents print it; the first is shown in navigation.
    pub printed: Vec<String>,
    /// 电话.
    pub phone: Option<String>,
    /// 地址.
    pub postal_address: Option<String>,
    /// 网址.
    pub website: Option<String>,
    /// 办公时间.
    pub hours: Option<String>,
    /// What a reader should know: a merger, a change of name.
    pub note: Option<String>,
}

impl Unit {
    /// The name that documents use.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.printed.first().unwrap_or(&self.name)
    }

    /// Whether nobody can be called yet.
    #[must_use]
    pub fn lacks_contact(&self) -> bool {
        self.phone.is_none() && self.postal_address.is_none()
    }
}

/// The register.
#[derive(Debug, Default)]
pub struct Units {
    list: Vec<Unit>,
    names: BTreeMap<String, usize>,
    state: State,
}

/// How much of the register could be read.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    /// There is no file.
    #[default]
    Missing,
    /// Some of it was told and left out.
    Broken,
    /// All of it.
    Whole,
}

impl Units {
    /// Reads the register; without one there are no units.
    pub fn parse(sources: &Sources, problems: &mut Problems) -> Self {
        let mut units = Self::default();
        let Some(file) = sources.get(PATH) else { return units };
        let reading = yaml::read::<Register>(file, problems);
        units.state = if reading.is_sound() { State::Whole } else { State::Broken };
        let Some(register) = reading.value else { return units };
        for entry in register.units {
            units.add(file, entry, problems);
        }
        units.report_gaps(problems);
        units
    }

    fn add(&mut self, file: &SourceFile, entry: Entry, problems: &mut Problems) {
        let id = match UnitId::parse(&entry.id.value) {
            Ok(id) if self.list.iter().any(|unit| unit.id == id) => {
                problems.add(
                    file.problem(yaml::span(&entry.id), format!("标识“{id}”用了两次"))
                        .hint("每个单位一个标识"),
                );
                return;
            }
            Ok(id) => id,
            Err(bad) => {
                problems.add(
                    file.problem(yaml::span(&entry.id), bad.to_string()).hint("用单位简称的拼音，如 jingxin"),
                );
                return;
            }
        };
        let at = self.list.len();
        for printed in &entry.printed {
            if self.names.insert(key(&printed.value), at).is_some_and(|other| other != at) {
                let message = format!("“{}”已经是另一个单位的名称", printed.value);
                problems.add(file.problem(yaml::span(printed), message).hint("一个名称只能指一个单位"));
            }
        }
        self.names.entry(key(&entry.name)).or_insert(at);
        self.list.push(Unit {
            id,
            name: entry.name,
            printed: entry.printed.into_iter().map(|printed| printed.value).collect(),
            phone: entry.phone,
            postal_address: entry.postal_address,
            website: entry.website,
            hours: entry.hours,
            note: entry.note,
        });
    }

    fn report_gaps(&self, problems: &mut Problems) {
        let lacking: Vec<&str> =
            self.list.iter().filter(|unit| unit.lacks_contact()).map(Unit::short_name).collect();
        if !lacking.is_empty() {
            let message = format!("{} 个单位的联系方式待补：{}", lacking.len(), lacking.join("、"));
            let problem = Problem::new(Severity::Advice, message).in_file(PATH);
            problems.add(problem.hint("请各单位提供公开的办公电话和地址；页面上暂以“待补”显示"));
        }
    }

    /// Whether every unit could be read: only then is one that is not here unknown.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.state == State::Whole
    }

    /// In the register's order.
    #[must_use]
    pub fn list(&self) -> &[Unit] {
        &self.list
    }

    /// The place in the list of the unit that an id, a printed name or a nickname means.
    #[must_use]
    pub fn position(&self, word: &str) -> Option<usize> {
        let by_id = self.list.iter().position(|unit| unit.id.as_str() == word);
        by_id.or_else(|| self.names.get(&key(word)).copied()).or_else(|| self.by_nickname(word))
    }

    /// The only unit that a nickname abbreviates: 市监局 is 县市场监管局.
    fn by_nickname(&self, word: &str) -> Option<usize> {
        let is_it =
            |unit: &Unit| unit.printed.iter().chain([&unit.name]).any(|name| nickname::is_of(word, name));
        let mut found = (0..self.list.len()).filter(|at| is_it(&self.list[*at]));
        found.next().filter(|_| nickname::may_be(word) && found.next().is_none())
    }

    /// The unit that a printed name means, whatever brackets and width it was printed with.
    #[must_use]
    pub fn resolve(&self, printed: &str) -> Option<&Unit> {
        self.names.get(&key(printed)).map(|&at| &self.list[at])
    }
}

/// One spelling for the brackets and widths that documents mix: 县委组织部〔人才办〕, 县委组织部(人才办).
fn key(name: &str) -> String {
    name.chars()
        .map(fold::half_width)
        .filter(|character| !fold::is_blank(*character))
        .map(|character| match character {
            '〔' | '[' | '【' => '(',
            '〕' | ']' | '】' => ')',
            other => other,
        })
        .collect()
}

/// What each registered unit is responsible for; a name that nobody registered is a warning.
pub fn link(
    documents: &[Document],
    units: &Units,
    sources: &Sources,
    problems: &mut Problems,
) -> BTreeMap<UnitId, Vec<DutyRef>> {
    let mut duties: BTreeMap<UnitId, Vec<DutyRef>> = BTreeMap::new();
    let mut strangers: BTreeMap<String, String> = BTreeMap::new();
    for (policy, document) in documents.iter().enumerate() {
        for (clause, found) in document.iter() {
            for (position, duty) in found.units.iter().enumerate() {
                let Some(unit) = units.resolve(&duty.name) else {
                    let place = || format!("policies/{}/text.txt", document.policy.slug);
                    strangers.entry(duty.name.clone()).or_insert_with(place);
                    continue;
                };
                let printed = duty.name.clone();
                duties.entry(unit.id.clone()).or_default().push(DutyRef {
                    policy,
                    clause,
                    position,
                    role: document.role(duty, position),
                    printed,
                });
            }
        }
    }
    match units.state {
        State::Whole => {
            problems.extend(strangers.iter().map(|(name, path)| stranger(name, path, sources)));
        }
        // What could not be read was told; what is missing altogether is told once.
        State::Missing if !strangers.is_empty() => problems.add(no_register(strangers.len())),
        State::Missing | State::Broken => {}
    }
    duties
}

fn no_register(units: usize) -> Problem {
    let message = format!("没有 {PATH}，方案里的 {units} 个责任单位都没有登记");
    let problem = Problem::new(Severity::Warning, message);
    problem.hint(format!("新建 {PATH}，每个单位写标识、全称、文中名称；用 saltpress init 建的新项目里有样子"))
}

fn stranger(name: &str, path: &str, sources: &Sources) -> Problem {
    let problem = Problem::new(Severity::Warning, format!("责任单位“{name}”不在 content/units.yaml 中"));
    let problem = match sources.get(path).and_then(|file| Some((file, file.text().find(name)?))) {
        Some((file, at)) => problem.in_file(path).at(file.place(at..at + name.len())),
        None => problem.in_file(path),
    };
    problem.hint(format!("在 content/units.yaml 中增加一项，或把“{name}”加入已有单位的“文中名称”"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGISTER: &str =
        "单位:\n  - 标识: zuzhibu\n    全称: 中共甲县委组织部\n    文中名称: [县委组织部〔人才办〕]\n";

    fn parse(text: &str) -> (Units, Vec<String>) {
        let sources = Sources::from_files([SourceFile::new(PATH, text)]);
        let mut problems = Problems::new();
        let units = Units::parse(&sources, &mut problems);
        (units, problems.into_iter().map(|problem| problem.message).collect())
    }

    #[test]
    fn brackets_and_widths_do_not_matter() {
        let (units, _) = parse(REGISTER);
        for name in
            ["县委组织部〔人才办〕", "县委组织部（人才办）", "县委组织部 (人才办)", "中共甲县委组织部"]
        {
            assert!(units.resolve(name).is_some(), "{name}");
        }
        assert!(units.resolve("县委组织部").is_none());
    }

    #[test]
    fn a_nickname_means_the_only_unit_that_it_abbreviates() {
        let register = "单位:\n  - {标识: shijian, 全称: 甲县市场监督管理局, 文中名称: [县市场监管局]}\n  \
                        - {标识: renshe, 全称: 甲县人力资源和社会保障局, 文中名称: [县人力社保局]}\n";
        let (units, _) = parse(register);
        for (word, wanted) in
            [("市监局", Some(0)), ("人社局", Some(1)), ("县市监局", Some(0)), ("局", None), ("县教局", None)]
        {
            assert_eq!(units.position(word), wanted, "{word}");
        }
        assert_eq!(units.resolve("市监局"), None, "documents print whole names");
    }

    #[test]
    fn empty_contacts_are_told_and_doubles_refused() {
        let (_, told) = parse(REGISTER);
        assert!(told[0].contains("待补"), "{told:?}");
        let twice = format!("{REGISTER}{}", REGISTER.trim_start_matches("单位:\n"));
        assert!(parse(&twice).1.iter().any(|message| message.contains("用了两次")));
    }
}
