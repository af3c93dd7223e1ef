//! `content/site.yaml`: what the site is called, who answers for it, where it stands.
//!
//! Every element that 国办发〔2017〕47号 asks of a page's head and foot has its
//! entry here. What is not known stays empty and is shown as 待补: never invented.

use jiff::civil::Date;
use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::problem::{Problem, Problems, Severity};
use crate::source::{SourceFile, Sources};
use crate::text::yaml;

/// Where the file lies.
pub const PATH: &str = "content/site.yaml";

/// What people write where there is nothing to write yet.
const TO_COME: [&str; 7] = ["", "待补", "待定", "无", "暂无", "/", "-"];

/// The site's identity; see the comments in the file that `saltpress init` writes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Made-up content that only shows the product: every page says 示例.
    #[serde(rename = "示例", alias = "sample", deserialize_with = "crate::text::yaml::yes_or_no", default)]
    pub sample: bool,
    /// 网站名称, in the header and in every title.
    #[serde(rename = "网站名称", alias = "name")]
    pub name: String,
    /// One line below the name.
    #[serde(rename = "副标题", alias = "tagline", default)]
    pub tagline: Option<String>,
    /// META `SiteName`: the name under which the site is registered; `name` where empty.
    #[serde(rename = "登记名称", alias = "registered_name", default)]
    pub registered_name: Option<String>,
    /// 县（市、区）名, as a reader says it.
    #[serde(rename = "地区", alias = "region")]
    pub region: String,
    /// Absolute address under which the folder will stand, with `/` at its end.
    #[serde(rename = "网址", alias = "address", default)]
    pub address: Option<Spanned<String>>,
    /// META `SiteDomain`: English domain without scheme.
    #[serde(rename = "网站域名", alias = "domain", default)]
    pub domain: Option<Spanned<String>>,
    /// META `SiteIDCode`.
    #[serde(rename = "网站标识码", alias = "site_id_code", default)]
    pub site_id_code: Option<String>,
    /// Folder below `themes/`; files missing there come from the built-in theme.
    #[serde(rename = "主题", alias = "theme", default = "default_theme")]
    pub theme: String,
    /// 主办单位.
    #[serde(rename = "主办单位", alias = "organiser", default)]
    pub organiser: Option<String>,
    /// 承办单位.
    #[serde(rename = "承办单位", alias = "operator", default)]
    pub operator: Option<String>,
    /// 联系电话 of those who keep the site.
    #[serde(rename = "联系电话", alias = "phone", default)]
    pub phone: Option<String>,
    /// 联系地址.
    #[serde(rename = "联系地址", alias = "postal_address", default)]
    pub postal_address: Option<String>,
    /// ICP备案号.
    #[serde(rename = "ICP备案号", alias = "icp", default)]
    pub icp: Option<String>,
    /// 公安备案号.
    #[serde(rename = "公安备案号", alias = "police", default)]
    pub police: Option<String>,
    /// Page of the 党政机关网站标识.
    #[serde(rename = "党政机关标识链接", alias = "agency_mark", default)]
    pub agency_mark: Option<String>,
    /// “我为政府网站找错” entry.
    #[serde(rename = "找错入口", alias = "report_errors", default)]
    pub report_errors: Option<String>,
    /// Whether the server answers over IPv6; `None` where nobody has said.
    #[serde(rename = "支持IPv6", alias = "ipv6", default)]
    pub ipv6: Option<bool>,
    /// The county's own portal.
    #[serde(rename = "门户网站", alias = "portal", default)]
    pub portal: Option<String>,
    /// META `ColumnKeywords` of every column page.
    #[serde(rename = "关键词", alias = "keywords", default)]
    pub keywords: Vec<String>,
    /// The day up to which figures were collected: what is judged does not change with the clock.
    #[serde(rename = "数据截止", alias = "data_cutoff", default)]
    pub cutoff: Option<Spanned<String>>,
    /// Under which terms the figures may be used; `None` is 待补.
    #[serde(rename = "数据许可", alias = "data_licence", default)]
    pub data_licence: Option<String>,
    /// Whether readers can search the site.
    #[serde(
        rename = "搜索",
        alias = "search",
        deserialize_with = "crate::text::yaml::yes_or_no",
        default = "yes"
    )]
    pub search: bool,
    /// Entries whose value somebody must confirm before release.
    #[serde(rename = "待核", alias = "to_confirm", default)]
    pub to_confirm: Vec<Spanned<String>>,
}

fn default_theme() -> String {
    "default".to_owned()
}

fn yes() -> bool {
    true
}

impl Config {
    /// Reads `content/site.yaml`; without it, or with mistakes in it, the site
    /// has no name and the problem says so.
    pub fn parse(sources: &Sources, problems: &mut Problems) -> Self {
        let Some(file) = sources.get(PATH) else {
            let message = "缺少 content/site.yaml（网站名称、主办单位等）";
            problems.add(
                Problem::new(Severity::Error, message)
                    .in_file(PATH)
                    .hint("用“saltpress init 文件夹”生成一份样例"),
            );
            return Self::nameless();
        };
        let Some(mut config) = yaml::parse::<Self>(file, problems) else { return Self::nameless() };
        config.check_address(file, problems);
        config.check_domain(file, problems);
        config.check_cutoff(file, problems);
        config.report_gaps(problems);
        config.report_unconfirmed(file, problems);
        config
    }

    /// Stands in for a file that could not be read, so that the run shows the other problems too.
    fn nameless() -> Self {
        Self {
            sample: false,
            name: "未命名".to_owned(),
            tagline: None,
            registered_name: None,
            region: String::new(),
            address: None,
            domain: None,
            site_id_code: None,
            theme: default_theme(),
            organiser: None,
            operator: None,
            phone: None,
            postal_address: None,
            icp: None,
            police: None,
            agency_mark: None,
            report_errors: None,
            ipv6: None,
            portal: None,
            keywords: Vec::new(),
            cutoff: None,
            data_licence: None,
            search: true,
            to_confirm: Vec::new(),
        }
    }

    /// META `SiteName`.
    #[must_use]
    pub fn site_name(&self) -> &str {
        self.registered_name.as_deref().unwrap_or(&self.name)
    }

    /// The absolute address, ending in `/`.
    #[must_use]
    pub fn base(&self) -> Option<&str> {
        self.address.as_ref().map(|address| address.value.as_str())
    }

    fn check_address(&mut self, file: &SourceFile, problems: &mut Problems) {
        let Some(address) = &mut self.address else { return };
        let sound = ["https://", "http://"].iter().any(|scheme| {
            address.value.strip_prefix(scheme).is_some_and(|rest| {
                let host = rest.split('/').next().unwrap_or_default();
                !host.is_empty() && !rest.contains(['?', '#', ' ', '<', '"', '\\']) && host.is_ascii()
            })
        });
        if !sound {
            let problem = file.problem(yaml::span(address), "网址不完整");
            problems.add(problem.hint("写成 https://www.example.gov.cn/zjtx/ 的样子；还没有定就留空"));
            self.address = None;
        } else if !address.value.ends_with('/') {
            address.value.push('/');
        }
    }

    fn check_domain(&self, file: &SourceFile, problems: &mut Problems) {
        let Some(domain) = &self.domain else { return };
        if domain.value.contains("//") || domain.value.contains('/') || !domain.value.is_ascii() {
            let problem = file.problem(yaml::span(domain), "网站域名不能带 http:// 和路径");
            problems.add(problem.hint("只写域名，如 www.example.gov.cn（国办发〔2017〕47号，SiteDomain）"));
        }
    }

    /// The last day of the figures.
    #[must_use]
    pub fn data_cutoff(&self) -> Option<Date> {
        self.cutoff.as_ref().and_then(|cutoff| cutoff.value.parse().ok())
    }

    fn check_cutoff(&self, file: &SourceFile, problems: &mut Problems) {
        let Some(cutoff) = &self.cutoff else { return };
        if self.data_cutoff().is_none() {
            let problem = file.problem(yaml::span(cutoff), format!("“{}”不是日期", cutoff.value));
            problems.add(problem.hint("写成 2026-10-31 的样子"));
        }
    }

    /// What 国办发〔2017〕47号 asks of head and foot, and is not there yet: empty, or a word that only
    /// says so.
    #[must_use]
    pub fn gaps(&self) -> Vec<&'static str> {
        let placed = |value: &'_ Option<Spanned<String>>| value.as_ref().map(|value| value.value.clone());
        let entries = [
            ("网址", placed(&self.address)),
            ("登记名称", self.registered_name.clone()),
            ("网站域名", placed(&self.domain)),
            ("网站标识码", self.site_id_code.clone()),
            ("主办单位", self.organiser.clone()),
            ("联系电话", self.phone.clone()),
            ("ICP备案号", self.icp.clone()),
            ("公安备案号", self.police.clone()),
            ("党政机关标识链接", self.agency_mark.clone()),
            ("找错入口", self.report_errors.clone()),
        ];
        let is_gap =
            |value: &Option<String>| value.as_deref().is_none_or(|value| TO_COME.contains(&value.trim()));
        entries.into_iter().filter(|(_, value)| is_gap(value)).map(|(name, _)| name).collect()
    }

    fn report_gaps(&self, problems: &mut Problems) {
        let missing = self.gaps();
        if !missing.is_empty() {
            let message = format!("网站信息待补：{}", missing.join("、"));
            let hint = "由网站主办单位提供后填入；页面上暂以“待补”显示（国办发〔2017〕47号要求页头页脚具备）";
            problems.add(Problem::new(Severity::Advice, message).in_file(PATH).hint(hint));
        }
    }

    fn report_unconfirmed(&self, file: &SourceFile, problems: &mut Problems) {
        for entry in &self.to_confirm {
            let problem = file.problem(yaml::span(entry), format!("“{}”尚未核实", entry.value));
            problems.add(problem.severity(Severity::Advice).hint("核实后从“待核”中删去"));
        }
    }
}
