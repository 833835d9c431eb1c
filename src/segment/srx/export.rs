//! The built-in rules as an SRX file, as far as SRX can say them.

use crate::languages::Profile;
use crate::segment::abbreviations::Abbreviations;
use crate::text::Language;

use super::{FormatHandle, LanguageMap, LanguageRule, Rule, SrxDocument};

/// Before a word: nothing that could be part of it.
const WORD_STARTS: &str = r"(?<![\p{L}\p{M}\p{N}])";
/// After a word: nothing that could be part of it.
const WORD_ENDS: &str = r"(?![\p{L}\p{M}\p{N}])";
/// White space as it is between sentences; Java's `\s` has no space that does not break.
const SPACE: &str = r"[\s\u00A0\u202F\u3000]";
/// Marks that may close a sentence after its stop.
const CLOSING: &str = r#"["'\u2019\u201C\u201D\u00BB\u203A\p{Pe}\p{Pf}*_`~]"#;
/// Marks that may open one.
const OPENING: &str = r#"["'\u2018\u201C\u201E\u00AB\u2039\u00BF\u00A1\p{Ps}\p{Pi}]"#;

/// The built-in rules for `languages` as SRX 2.0: a list of exceptions for each language that has
/// data, then one with the rules of all scripts, joined by `cascade`. The patterns keep to what
/// Java, ICU and this program read alike.
///
/// What SRX cannot say, and the file therefore leaves out: datelines, headings, bylines and
/// trailers, which have no mark that ends them; the kind of a segment; that no break is made
/// within a grapheme; labels and lists, speech, text without capitals, the spaces of Thai, and what
/// depends on how much of a sentence is before; the sentence ends of UAX #29 that need more than one look to either side (a
/// sentence that begins in lower case after several stops); and that the last full stop of a
/// paragraph never is an abbreviation's.
pub fn export(languages: &[Language]) -> SrxDocument {
    let mut document = SrxDocument {
        segment_subflows: true,
        cascade: true,
        format_handles: [("start", false), ("end", true), ("isolated", false)]
            .map(|(kind, include)| FormatHandle {
                kind: kind.to_owned(),
                include,
            })
            .into(),
        ..SrxDocument::default()
    };
    for language in languages {
        let primary = language.primary();
        let known = |rules: &LanguageRule| rules.name == primary;
        let rules = language_rules(primary);
        if rules.is_empty() || document.language_rules.iter().any(known) {
            continue;
        }
        document.maps.push(LanguageMap {
            pattern: format!("(?i){primary}([-_].*)?"),
            rule_name: primary.to_owned(),
            line: 0,
        });
        document.language_rules.push(LanguageRule {
            name: primary.to_owned(),
            rules,
        });
    }
    document.maps.push(LanguageMap {
        pattern: ".*".to_owned(),
        rule_name: "all".to_owned(),
        line: 0,
    });
    document.language_rules.push(LanguageRule {
        name: "all".to_owned(),
        rules: rules_of_all_scripts(),
    });
    document
}

/// The languages that [`export`] has exceptions for, in order.
pub fn languages() -> Vec<Language> {
    Abbreviations::languages()
        .filter_map(|tag| Language::parse(tag).ok())
        .collect()
}

fn rule(breaks: bool, before: impl Into<String>, after: impl Into<String>) -> Rule {
    Rule {
        breaks,
        before: before.into(),
        after: after.into(),
        line: 0,
    }
}

/// The exceptions of one language; empty for a language without data.
fn language_rules(primary: &str) -> Vec<Rule> {
    let data = Abbreviations::of(primary);
    let starters = match any_of(data.starters.iter().copied().collect()) {
        Some(words) => format!("(?!{words}{WORD_ENDS})"),
        None => String::new(),
    };
    let calendar = any_of(data.calendar.iter().copied().collect());
    let mut rules = Vec::new();
    if let Some(words) = any_of(data.of_class(|class| class.joining)) {
        rules.push(rule(false, format!(r"{WORD_STARTS}{words}\."), SPACE));
    }
    if let Some(words) = any_of(data.of_class(|class| class.before_number)) {
        let after = format!(r"{SPACE}+{OPENING}?\p{{N}}");
        rules.push(rule(false, format!(r"{WORD_STARTS}{words}\."), after));
    }
    let before_name = data.of_class(|class| class.before_name && !class.ending);
    if let Some(words) = any_of(before_name) {
        let after = format!(r"{SPACE}+{starters}{OPENING}?\p{{Lu}}");
        rules.push(rule(false, format!(r"{WORD_STARTS}{words}\."), after));
    }
    let mut phrases: Vec<&Vec<&str>> = data
        .phrases
        .values()
        .flatten()
        .map(|(_, parts)| parts)
        .collect();
    phrases.sort_unstable();
    phrases.dedup();
    for pair in phrases.iter().flat_map(|parts| parts.windows(2)) {
        let [before, after] = [pair[0], pair[1]].map(escaped);
        let before = format!(r"{WORD_STARTS}(?iu:{before})\.");
        rules.push(rule(false, before, format!(r"{SPACE}+(?iu:{after})\.")));
    }
    if let (Some(words), Some(calendar)) = (any_of(data.of_class(|class| class.ending)), &calendar)
    {
        let after = format!("{SPACE}+{calendar}{WORD_ENDS}");
        rules.push(rule(false, format!(r"{WORD_STARTS}{words}\."), after));
    }
    if data.ordinals {
        let short = format!(r"{WORD_STARTS}\p{{Nd}}{{1,2}}\.");
        rules.push(rule(false, short, format!(r"{SPACE}+{starters}\p{{L}}")));
        if let Some(calendar) = &calendar {
            let after = format!("{SPACE}+{calendar}{WORD_ENDS}");
            rules.push(rule(false, format!(r"{WORD_STARTS}\p{{Nd}}+\."), after));
        }
    }
    if !rules.is_empty() {
        // "J. R. Whitcombe", "the U.S. Senate", but not "Plan B. The …"
        let initials = format!(r"{WORD_STARTS}(?:\p{{Lu}}[.\-])*\p{{Lu}}\.");
        let name = format!(r"{SPACE}+{starters}{OPENING}?\p{{Lu}}");
        rules.push(rule(false, initials, name));
    }
    if Profile::of(primary).traits.semicolon_asks {
        // The Greek question mark is written as a semicolon.
        let after = format!(r"{CLOSING}*{SPACE}+{OPENING}*\p{{Lu}}");
        rules.push(rule(true, ";", after));
    }
    rules
}

/// What holds for every language: where a sentence ends, and what shows that it goes on.
fn rules_of_all_scripts() -> Vec<Rule> {
    let stops = r"[.!?\u2026\u203C\u2047-\u2049]";
    let other_stops = r"[.!?\u2026\u203C\u2047-\u2049\u061F\u06D4\u0589\u0964\u0965\u1362\u1367\u104B\u17D4\u17D5]";
    let wide_stops = r"[\u3002\uFF01\uFF1F\uFF61]";
    let closing_only = r"[,;\u060C\u061B\uFF0C\u3001\p{Pe}\u201D]";
    vec![
        // A number or letter that opens a paragraph: "1. Heat the oven."
        rule(
            false,
            format!(r"^{SPACE}*(?:\p{{Nd}}{{1,3}}|[IVX]{{1,4}}|\p{{L}})\."),
            SPACE,
        ),
        // "Why?" he asked
        rule(
            false,
            format!("{stops}{CLOSING}*"),
            format!(r"{SPACE}+{OPENING}*\p{{Ll}}"),
        ),
        rule(
            false,
            format!("{stops}{CLOSING}*"),
            format!("{SPACE}*{closing_only}"),
        ),
        rule(true, format!("{other_stops}+{CLOSING}*"), SPACE),
        rule(
            true,
            format!(r"{wide_stops}+[\p{{Pe}}\u201D\u2019]*"),
            format!(r"(?!{wide_stops}|[\p{{Pe}}\u201D\u2019])"),
        ),
    ]
}

/// A group of all `words`, in any case, in the order of the alphabet; `None` without words. Within
/// an abbreviation a space may stand after a full stop.
fn any_of(mut words: Vec<&'static str>) -> Option<String> {
    words.sort_unstable();
    let escaped: Vec<String> = words.into_iter().map(escaped).collect();
    (!escaped.is_empty()).then(|| format!("(?iu:{})", escaped.join("|")))
}

fn escaped(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars() {
        match c {
            '.' => out.push_str(r"\.[ \u00A0\u202F]?"),
            c if c.is_alphanumeric() || c == ' ' => out.push(c),
            c if c.is_ascii() => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
