//! What must not leak: numbers of persons, cards and phones, addresses inside a
//! network, marks of secrecy. What is told of one never holds it in full.

use std::ops::Range;

use super::Hit;
use super::run::runs;
use crate::inspection::rule::RuleId;

/// Marks that stand on papers which are not for the public.
const MARKS: [&str; 16] = [
    "绝密★",
    "机密★",
    "秘密★",
    "★绝密",
    "★机密",
    "★秘密",
    "【绝密】",
    "【机密】",
    "【秘密】",
    "（机密）",
    "（秘密）",
    "密级：机密",
    "密级：秘密",
    "仅供内部",
    "不得外传",
    "请勿外传",
];

/// Marks that are ordinary words within a sentence: told where they stand by themselves.
const LONE_MARKS: [&str; 3] = ["内部资料", "内部文件", "内部使用"];

/// So many digits at an end of an excerpt may be what is left of such a number; a day has fewer.
const CUT: usize = 9;

/// Each mark has one of these in it: most texts have none, and are done with at once.
const CORES: [&str; 3] = ["密", "内部", "外传"];

/// Tells all of it. `is_contact` knows whether a byte stands where a phone or an
/// address for letters is meant to stand.
#[must_use]
pub fn find(text: &str, is_contact: &dyn Fn(usize) -> bool) -> Vec<Hit> {
    let mut hits = Vec::new();
    for run in runs(text) {
        let Some((rule, what)) = run.kind(text) else { continue };
        if rule != RuleId::MobileNumber || !is_contact(run.span.start) {
            let message = format!("有{what} {}", masked_number(&run.digits));
            hits.push(Hit::new(rule, run.span, message));
        }
    }
    for (span, address) in inner_addresses(text) {
        let first = address.split('.').next().unwrap_or_default();
        hits.push(Hit::new(RuleId::InnerAddress, span, format!("有内网地址 {first}.*.*.*")));
    }
    for span in mails(text) {
        let mail = &text[span.clone()];
        if !mail.ends_with(".gov.cn") && !is_contact(span.start) {
            let (name, host) = mail.split_once(['@', '＠']).unwrap_or_default();
            let start: String = name.chars().take(1).collect();
            hits.push(Hit::new(RuleId::PersonalMail, span, format!("有个人邮箱 {start}***@{host}")));
        }
    }
    hits.extend(marks(text));
    hits
}

fn marks(text: &str) -> Vec<Hit> {
    if !CORES.iter().any(|core| text.contains(core)) {
        return Vec::new();
    }
    let always = MARKS.iter().flat_map(|mark| text.match_indices(mark));
    let alone = LONE_MARKS.iter().flat_map(|mark| text.match_indices(mark));
    let alone = alone.filter(|(at, mark)| stands_alone(text, *at..at + mark.len()));
    let hit = |(at, mark): (usize, &str)| {
        Hit::new(RuleId::SecretMark, at..at + mark.len(), format!("有“{mark}”字样"))
    };
    always.chain(alone).map(hit).collect()
}

/// Whether no word goes on at either end.
fn stands_alone(text: &str, span: Range<usize>) -> bool {
    let goes_on = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !goes_on(text[..span.start].chars().next_back()) && !goes_on(text[span.end..].chars().next())
}

/// The text with every such number and address replaced by `*`, as wide as before. A
/// number that is cut off at an end of the text counts as one.
#[must_use]
pub fn masked(text: &str) -> String {
    let digits = runs(text).filter(|run| {
        let is_cut = run.span.start == 0 || run.span.end == text.len();
        run.kind(text).is_some() || (is_cut && run.digits.len() >= CUT && !run.is_grouped(text))
    });
    let digits = digits.map(|run| (run.span, 3));
    let addresses = inner_addresses(text).into_iter().map(|(span, _)| (span, 2));
    let mails = mails(text).into_iter().map(|span| (span, 1));
    let hidden: Vec<(Range<usize>, usize)> = digits.chain(addresses).chain(mails).collect();
    if hidden.is_empty() {
        return text.to_owned();
    }
    let hide = |(at, c): (usize, char)| {
        let within = hidden.iter().find(|(span, _)| span.contains(&at));
        let is_kept = within.is_none_or(|(span, keep)| text[span.start..at].chars().count() < *keep);
        match c {
            _ if is_kept => c,
            '０'..='９' => '＊',
            _ if c.is_ascii_alphanumeric() => '*',
            _ => c,
        }
    };
    text.char_indices().map(hide).collect()
}

fn masked_number(digits: &str) -> String {
    let shown = &digits[..3];
    format!("{shown}{}", "*".repeat(digits.len() - shown.len()))
}

/// IPv4 addresses that only a network of an office knows (RFC 1918).
fn inner_addresses(text: &str) -> Vec<(Range<usize>, String)> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    let mut found = Vec::new();
    for start in ["10.", "172.", "192.168."] {
        for at in memchr::memmem::find_iter(text.as_bytes(), start) {
            let before = &text[..at];
            // A version may have four parts, too.
            let is_version =
                ["版本", "版本号", "版本："].iter().any(|word| before.trim_end().ends_with(word));
            if is_version || before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.') {
                continue;
            }
            let length = text[at..].find(|c: char| !is_part(c)).unwrap_or(text.len() - at);
            let address = text[at..at + length].trim_end_matches('.');
            let parts: Vec<u8> = address.split('.').map_while(|part| part.parse().ok()).collect();
            let is_inner = match parts[..] {
                [10, _, _, _] | [192, 168, _, _] => true,
                [172, second, _, _] => (16..=31).contains(&second),
                _ => false,
            };
            if is_inner && address.split('.').count() == 4 {
                found.push((at..at + address.len(), address.to_owned()));
            }
        }
    }
    found
}

/// `name@host.tld`, with the mark of either width.
fn mails(text: &str) -> Vec<Range<usize>> {
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || b"._-+".contains(b);
    let is_host = |b: &u8| b.is_ascii_alphanumeric() || b".-".contains(b);
    let bytes = text.as_bytes();
    let half = memchr::memchr_iter(b'@', bytes).map(|at| (at, at + 1));
    let full = memchr::memmem::find_iter(bytes, FULL_AT).map(|at| (at, at + FULL_AT.len()));
    let mut found = Vec::new();
    for (at, behind) in half.chain(full) {
        let name = bytes[..at].iter().rev().take_while(|b| is_name(b)).count();
        let host = bytes[behind..].iter().take_while(|b| is_host(b)).count();
        let host = text[behind..behind + host].trim_end_matches(['.', '-']);
        let has_ending = host
            .rsplit_once('.')
            .is_some_and(|(_, ending)| ending.len() >= 2 && ending.bytes().all(|b| b.is_ascii_alphabetic()));
        if name > 0 && has_ending {
            found.push(at - name..behind + host.len());
        }
    }
    found
}

/// `@` of a keyboard set to full width.
const FULL_AT: &str = "＠";

#[cfg(test)]
mod tests {
    use super::super::run::{is_card, is_resident_id};
    use super::*;

    /// Made up: the county 330424, a day of birth, a serial number, its check character.
    const RESIDENT: &str = "330424199002300013";

    /// A number whose check character is right.
    fn resident(body: &str) -> String {
        ('0'..='9').chain(['X']).map(|check| format!("{body}{check}")).find(|id| is_resident_id(id)).unwrap()
    }

    fn rules(text: &str) -> Vec<RuleId> {
        find(text, &|_| false).into_iter().map(|hit| hit.rule).collect()
    }

    #[test]
    fn a_resident_number_needs_a_day_and_a_check_character() {
        let id = resident("33042419900228001");
        assert_eq!(rules(&format!("身份证{id}。")), [RuleId::ResidentId]);
        let last = id.chars().last().unwrap();
        let wrong = id.replace(&id[17..], if last == '1' { "2" } else { "1" });
        for text in [
            format!("ID{id}"),
            format!("No.{id}"),
            format!("{} {} {} {}", &id[..6], &id[6..10], &id[10..14], &id[14..]),
        ] {
            assert_eq!(rules(&text), [RuleId::ResidentId], "{text}");
            assert!(!masked(&text).contains(&id[6..10]), "{}", masked(&text));
        }
        for text in [RESIDENT, wrong.as_str(), &format!("_{id}"), &format!("{id}5"), "2026123456789012345678"]
        {
            assert!(!rules(text).contains(&RuleId::ResidentId), "{text}");
        }
    }

    #[test]
    fn a_mobile_number_is_told_outside_contacts() {
        for text in [
            "电话13800000000",
            "138 0000 0000",
            "138-0000-0000",
            "138.0000.0000",
            "１３８００００００００",
            "Tel.13800000000",
            "+8613800000000",
            "0573-86000000/13800000000",
        ] {
            assert_eq!(rules(text), [RuleId::MobileNumber], "{text}");
            assert_ne!(masked(text), text);
        }
        assert_eq!(rules("13800000000/13900000000"), [RuleId::MobileNumber, RuleId::MobileNumber]);
        assert_eq!(find("电话13800000000", &|_| true), []);
        for text in [
            "0573-86000000",
            "12345678901",
            "art_13800000000.html",
            "https://a.gov.cn/art/13800000000.html",
            "https://a.gov.cn/13800000000/1",
            "产值18630000000元",
            "138.12345678",
            "1.13800000000",
            "2026-11-26 08:00",
            "1380000000",
        ] {
            assert_eq!(rules(text), [], "{text}");
        }
    }

    #[test]
    fn a_card_is_told_by_its_maker_and_last_digit() {
        assert_eq!(
            rules("卡号6222 0200 0000 0008"),
            if is_card("6222020000000008") { vec![RuleId::BankCard] } else { vec![] }
        );
        assert_eq!(rules("卡号4111111111111111"), [RuleId::BankCard]);
        for text in ["4111111111111112", "1111111111111117", "文号4111-11"] {
            assert_eq!(rules(text), [], "{text}");
        }
    }

    #[test]
    fn addresses_of_an_office_network_are_told() {
        for text in ["访问10.12.0.8", "http://192.168.1.1:8080/", "172.16.3.4。"] {
            assert_eq!(rules(text), [RuleId::InnerAddress], "{text}");
        }
        for text in ["172.32.0.1", "110.1.2.3", "版本10.2.1.4", "10.5%", "8.8.8.8", "10.256.1.1"] {
            assert_eq!(rules(text), [], "{text}");
        }
    }

    #[test]
    fn a_mailbox_that_is_no_government_s_is_told() {
        assert_eq!(rules("发到zhang.san@163.com，谢谢"), [RuleId::PersonalMail]);
        assert_eq!(rules("发到zhang.san＠163.com，谢谢"), [RuleId::PersonalMail]);
        for text in ["jxj@haiyan.gov.cn", "@小编", "a@b", "3@5.0"] {
            assert_eq!(rules(text), [], "{text}");
        }
    }

    #[test]
    fn every_mark_has_a_core() {
        for mark in MARKS.iter().chain(&LONE_MARKS) {
            assert!(CORES.iter().any(|core| mark.contains(core)), "{mark}");
        }
    }

    #[test]
    fn a_mark_of_secrecy_is_told_and_the_word_is_not() {
        for text in ["机密★一年", "★机密", "内部资料。", "（内部资料）", "内部文件\n", "本件仅供内部使用"]
        {
            assert_eq!(rules(text), [RuleId::SecretMark], "{text}");
        }
        for text in [
            "不涉及国家秘密和商业秘密，企业内部管理",
            "企业内部使用的系统",
            "公司内部资料全部电子化",
            "内部文件流转",
        ] {
            assert_eq!(rules(text), [], "{text}");
        }
    }

    #[test]
    fn what_is_told_hides_the_number() {
        let id = resident("33042419900228001");
        let text = format!("张某{id}，13800000000，zhang@qq.com，10.1.2.3，2026-11-26");
        let hidden = masked(&text);
        for leak in [id.as_str(), "13800000000", "zhang", ".1.2.3"] {
            assert!(!hidden.contains(leak), "{hidden}");
            assert!(find(&text, &|_| false).iter().all(|hit| !hit.message.contains(leak)), "{leak}");
        }
        assert!(hidden.contains("2026-11-26") && hidden.chars().count() == text.chars().count());
        assert_eq!(masked("电话１３８００００００００。"), "电话１３８＊＊＊＊＊＊＊＊。");
        assert_eq!(masked("身份证3304241990010"), "身份证330**********");
        assert_eq!(masked("共3304241990010家"), "共3304241990010家");
    }
}
