//! Matches that differ from the query only in numbers, dates, times, addresses and inline codes, and
//! their targets with those of the query put in.

use std::fmt;

use fixed_decimal::Decimal;
use icu_plurals::{PluralRules, PluralRulesOptions};
use serde::Serialize;

use crate::text::{
    Language, Span, Substitutable, SubstitutableKind, comparison_form, is_spaceless, rewrite,
    substitutables,
};

use super::TranslationUnit;

/// How a match differs from the query, if only in substitutable things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// What kinds of things differ, each once, in their order.
    pub kinds: Vec<SubstitutableKind>,
    /// The target with the things of the query in it, or why that is not safe.
    pub repaired: Result<Repaired, NotRepaired>,
}

/// A target with other numbers, dates and the like in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The target, repaired; as it was if the same value is only written in another way.
    pub target: String,
    /// What was put into it, in the order of the text.
    pub repairs: Vec<Repair>,
}

/// One thing that was put in the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What it is.
    pub kind: SubstitutableKind,
    /// What the target had.
    pub from: String,
    /// What it has now.
    pub to: String,
    /// Where that is, in bytes of the repaired target.
    pub span: Span,
    /// Why a person should look at what stands beside it.
    pub check: Option<Check>,
}

/// Why a repair may need more than itself to be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The old number and the new one go with other forms of a noun in the language of the target
    /// (CLDR, plural rules), or one of them is 1.
    Plural,
    /// Letters are written on to it: an ordinal, or a unit.
    Ending,
}

/// Why a target was not repaired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotRepaired {
    /// The query has another number of inline codes.
    Codes,
    /// The target has nothing of the same value.
    Missing(String),
    /// The target, or the source, has it several times, and it is not clear which is which.
    Ambiguous(String),
    /// A date may be read in two ways.
    TwoReadings(String),
    /// It cannot be written as the target writes it.
    Unwritable(String),
}

impl fmt::Display for NotRepaired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotRepaired::Codes => f.write_str("another number of inline codes"),
            NotRepaired::Missing(what) => write!(f, "the translation has no {what}"),
            NotRepaired::Ambiguous(what) => write!(f, "not clear which {what} is which"),
            NotRepaired::TwoReadings(what) => write!(f, "{what} can be read in two ways"),
            NotRepaired::Unwritable(what) => {
                write!(f, "{what} cannot be written as in the translation")
            }
        }
    }
}

/// Compares units with one query.
#[derive(Debug)]
pub struct Repairer<'a> {
    query: Masked<'a>,
}

impl<'a> Repairer<'a> {
    /// For `query`, a text in `language`.
    pub fn new(query: &'a str, language: &Language) -> Self {
        Repairer {
            query: Masked::of(query, language),
        }
    }

    /// How `unit` differs from the query, if it does so only in substitutable things.
    ///
    /// The target is repaired when each thing of the source that differs has exactly one counterpart
    /// of the same value in the target (or as many as the source has of it, when all of them change
    /// alike), whatever its script and separators. What is put in takes the form of what was there.
    /// Words are never changed: a repair beside which one may have to be is marked.
    pub fn differing(&self, unit: &TranslationUnit) -> Option<Differing> {
        if self.query.items.is_empty() {
            return None;
        }
        let source = Masked::of(&unit.source, &unit.languages.source);
        let same =
            self.query.form == source.form && self.query.plain().count() == source.plain().count();
        if !same {
            return None;
        }
        let pairs: Vec<(&Substitutable, &Substitutable)> = source
            .plain()
            .zip(self.query.plain())
            .filter(|(old, new)| old.span.of(source.text) != new.span.of(self.query.text))
            .collect();
        let other_codes = self.query.codes() != source.codes();
        let mut kinds: Vec<SubstitutableKind> = pairs.iter().map(|(old, _)| old.kind).collect();
        if other_codes {
            kinds.push(SubstitutableKind::Code);
        }
        kinds.sort_unstable();
        kinds.dedup();
        if kinds.is_empty() {
            return None;
        }
        let repaired = match other_codes {
            true => Err(NotRepaired::Codes),
            false => self.repaired(unit, &source, &pairs),
        };
        Some(Differing { kinds, repaired })
    }

    fn repaired(
        &self,
        unit: &TranslationUnit,
        source: &Masked<'_>,
        pairs: &[(&Substitutable, &Substitutable)],
    ) -> Result<Repaired, NotRepaired> {
        let language = &unit.languages.target;
        let in_target = substitutables(&unit.target, language);
        let mut wanted: Vec<(&Substitutable, String)> = Vec::new();
        for &(old, new) in pairs {
            let text = old.span.of(source.text).to_owned();
            let Some(value) = &old.value else {
                return Err(NotRepaired::TwoReadings(text));
            };
            if new.value.is_none() {
                let text = new.span.of(self.query.text).to_owned();
                return Err(NotRepaired::TwoReadings(text));
            }
            if new.value == old.value {
                continue;
            }
            let same =
                |item: &&Substitutable| item.kind == old.kind && item.value.as_ref() == Some(value);
            let here: Vec<&Substitutable> = in_target.iter().filter(same).collect();
            let there = source.items.iter().filter(same).count();
            // All of those of the source must change alike for it not to matter which is which.
            let alike = pairs
                .iter()
                .filter(|(o, n)| same(&o) && n.value == new.value)
                .count();
            match here.len() {
                0 => return Err(NotRepaired::Missing(text)),
                count if count != there || alike != there => {
                    return Err(NotRepaired::Ambiguous(text));
                }
                _ => {}
            }
            let like = new.span.of(self.query.text);
            for item in here {
                let model = item.span.of(&unit.target);
                let written = rewrite(new, like, item, model, language)
                    .ok_or_else(|| NotRepaired::Unwritable(like.to_owned()))?;
                if !wanted.iter().any(|(known, _)| known.span == item.span) {
                    wanted.push((item, written));
                }
            }
        }
        wanted.sort_by_key(|(item, _)| item.span.start);
        Ok(put_in(&unit.target, language, wanted))
    }
}

/// A text with its substitutable things taken out.
#[derive(Debug)]
struct Masked<'a> {
    text: &'a str,
    items: Vec<Substitutable>,
    /// The comparison form with one character for all things of a kind, and without inline codes.
    form: String,
}

impl<'a> Masked<'a> {
    fn of(text: &'a str, language: &Language) -> Self {
        let items = substitutables(text, language);
        let mut form = String::with_capacity(text.len());
        let mut at = 0;
        for item in &items {
            form.push_str(&text[at..item.span.start]);
            // Of the private use area, that no text of anybody else's can have.
            if item.kind != SubstitutableKind::Code {
                form.extend(char::from_u32(0xE000 + item.kind as u32));
            }
            at = item.span.end;
        }
        form.push_str(&text[at..]);
        Masked {
            text,
            items,
            form: comparison_form(&form).into_owned(),
        }
    }

    /// Its things other than inline codes.
    fn plain(&self) -> impl Iterator<Item = &Substitutable> {
        let items = self.items.iter();
        items.filter(|item| item.kind != SubstitutableKind::Code)
    }

    fn codes(&self) -> usize {
        self.items.len() - self.plain().count()
    }
}

fn put_in(target: &str, language: &Language, wanted: Vec<(&Substitutable, String)>) -> Repaired {
    let mut out = String::with_capacity(target.len());
    let mut repairs = Vec::new();
    let mut at = 0;
    for (item, to) in wanted {
        out.push_str(&target[at..item.span.start]);
        let start = out.len();
        out.push_str(&to);
        at = item.span.end;
        let from = item.span.of(target).to_owned();
        if from == to {
            continue;
        }
        repairs.push(Repair {
            kind: item.kind,
            check: check(item, &to, &target[at..], language),
            from,
            to,
            span: Span::new(start, out.len()),
        });
    }
    out.push_str(&target[at..]);
    Repaired {
        target: out,
        repairs,
    }
}

/// Whether `to` in the place of `item`, with `after` behind it, may need another ending.
fn check(item: &Substitutable, to: &str, after: &str, language: &Language) -> Option<Check> {
    if item.kind != SubstitutableKind::Number {
        return None;
    }
    let next = after.chars().next();
    if next.is_some_and(|c| c.is_alphabetic() && !is_spaceless(c)) {
        return Some(Check::Ending);
    }
    let value = |item: &Substitutable| item.value.clone();
    let old = value(item)?;
    let new = substitutables(to, language).first().and_then(value)?;
    let one = [&old, &new].iter().any(|value| *value == "1");
    (one || plural_differs(&old, &new, language)).then_some(Check::Plural)
}

/// Whether nouns stand in different forms beside the two numbers.
fn plural_differs(old: &str, new: &str, language: &Language) -> bool {
    let Ok(locale) = language.as_str().parse::<icu_locale_core::Locale>() else {
        return false;
    };
    let Ok(rules) = PluralRules::try_new((&locale).into(), PluralRulesOptions::default()) else {
        return false;
    };
    let category = |value: &str| {
        let number = value.parse::<Decimal>().ok();
        number.map(|number| rules.category_for(&number))
    };
    category(old) != category(new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::{Context, LanguagePair};

    fn differing(query: &str, source: &str, target: &str, to: &str) -> Option<Differing> {
        let [en, to] = ["en", to].map(|tag| Language::parse(tag).unwrap());
        let unit = TranslationUnit {
            id: 1,
            languages: LanguagePair {
                source: en.clone(),
                target: to,
            },
            source: source.to_owned(),
            target: target.to_owned(),
            context: Context::default(),
            created: 0,
            uses: 1,
            origins: Vec::new(),
        };
        let found = Repairer::new(query, &en).differing(&unit);
        if let Some(Differing {
            repaired: Ok(repaired),
            ..
        }) = &found
        {
            for repair in &repaired.repairs {
                assert_eq!(repair.span.of(&repaired.target), repair.to);
            }
        }
        found
    }

    fn repaired(query: &str, source: &str, target: &str, to: &str) -> String {
        match differing(query, source, target, to).unwrap().repaired {
            Ok(repaired) => {
                let marks = repaired.repairs.iter().filter_map(|repair| repair.check);
                let marks: String = marks.map(|check| format!(" {check:?}")).collect();
                repaired.target + &marks
            }
            Err(reason) => format!("({reason})"),
        }
    }

    #[test]
    fn numbers_take_the_form_of_the_target() {
        let source = "About 2,400 people paid 18.6 million.";
        let query = "About 12,900 people paid 19.25 million.";
        let fr = "Environ 2\u{202f}400 personnes ont payé 18,6 millions.";
        let fa = "حدود ۲٬۴۰۰ نفر ۱۸٫۶ میلیون پرداختند.";
        let zh = "约2400人支付了18.6百万。";
        assert_eq!(
            repaired(query, source, fr, "fr"),
            "Environ 12\u{202f}900 personnes ont payé 19,25 millions."
        );
        assert_eq!(
            repaired(query, source, fa, "fa"),
            "حدود ۱۲٬۹۰۰ نفر ۱۹٫۲۵ میلیون پرداختند."
        );
        assert_eq!(
            repaired(query, source, zh, "zh"),
            "约12900人支付了19.25百万。"
        );
        let found = differing(query, source, fr, "fr").unwrap();
        assert_eq!(found.kinds, [SubstitutableKind::Number]);
    }

    #[test]
    fn dates_times_and_addresses_are_put_in() {
        assert_eq!(
            repaired(
                "Write to a@b.org by 2025-06-30, 17:00, or see https://example.org/2.",
                "Write to c@d.org by 2024-05-12, 14:30, or see https://example.org/1.",
                "Schreiben Sie bis 12.05.2024, 14:30 an c@d.org oder siehe https://example.org/1.",
                "de"
            ),
            "Schreiben Sie bis 30.06.2025, 17:00 an a@b.org oder siehe https://example.org/2."
        );
    }

    #[test]
    fn what_is_not_safe_is_left_with_the_reason() {
        let reason = |query, source, target| repaired(query, source, target, "fr");
        assert_eq!(
            reason("It has 4 lamps.", "It has 3 lamps.", "Il a trois lampes."),
            "(the translation has no 3)"
        );
        assert_eq!(
            reason("From 3 to 5.", "From 3 to 3.", "De 3 à 3."),
            "(not clear which 3 is which)"
        );
        assert_eq!(
            reason(
                "It has 4 lamps.",
                "It has 3 lamps.",
                "Il a 3 lampes, oui, 3."
            ),
            "(not clear which 3 is which)"
        );
        assert_eq!(
            reason("Due 3/4/2025.", "Due 2/4/2025.", "Pour le 2/4/2025."),
            "(2/4/2025 can be read in two ways)"
        );
        assert_eq!(
            reason("\u{fffc}Go\u{fffc} to 3.", "Go to 3.", "Va à 3."),
            "(another number of inline codes)"
        );
        // All that are alike change alike; and those that change places are told by their values.
        assert_eq!(
            reason("From 5 to 5.", "From 3 to 3.", "De 3 à 3."),
            "De 5 à 5."
        );
        assert_eq!(
            reason("From 5 to 3.", "From 3 to 5.", "De 3 à 5."),
            "De 5 à 3."
        );
    }

    #[test]
    fn a_number_that_asks_for_another_form_is_marked() {
        assert_eq!(
            repaired("It has 1 lamps.", "It has 3 lamps.", "Il a 3 lampes.", "fr"),
            "Il a 1 lampes. Plural"
        );
        assert_eq!(
            repaired("Add 5 lamps.", "Add 3 lamps.", "Dodaj 3 lampy.", "pl"),
            "Dodaj 5 lampy. Plural"
        );
        assert_eq!(
            repaired("Add 4 lamps.", "Add 3 lamps.", "Dodaj 4 3 lampy.", "pl"),
            "Dodaj 4 4 lampy."
        );
        assert_eq!(
            repaired("The 5th lamp.", "The 4th lamp.", "La 4e lampe.", "fr"),
            "La 5e lampe. Ending"
        );
    }

    #[test]
    fn other_differences_are_none_of_these() {
        for (query, source) in [
            ("It has 4 lamps.", "It has 3 lights."),
            ("It has 4 lamps.", "It has 4 lamps."),
            ("It has lamps.", "It has lights."),
            ("It has 4 of 5 lamps.", "It has 4 lamps."),
            ("It has 14:30 lamps.", "It has 4 lamps."),
        ] {
            assert_eq!(
                differing(query, source, "Il a 4 lampes.", "fr"),
                None,
                "{query}"
            );
        }
        // The same value in another form: nothing to repair.
        let found = differing(
            "It cost 2400.",
            "It cost 2,400.",
            "Cela a coûté 2400.",
            "fr",
        )
        .unwrap();
        assert!(found.repaired.unwrap().repairs.is_empty());
    }
}
