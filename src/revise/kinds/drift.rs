//! Whether a sentence still says what its source says.

use std::collections::HashSet;

use crate::languages::Profile;
use crate::text::{Language, Span, TokenKind, is_spaceless, tokens};

use super::super::Edit;
use super::classify::calendar_words;
use super::lexicon::{CALENDAR, NEGATION, Words, word_form};
use super::{names, numbers};

/// A detail of a sentence that differs in its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drifted {
    /// The detail as the source writes it; `None` if nothing there corresponds to it.
    pub source: Option<String>,
    /// The detail as the sentence writes it.
    pub sentence: String,
}

/// The details in which a sentence differs from its source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drift {
    /// Figures.
    pub figures: Vec<Drifted>,
    /// Months and days of the week, in search form.
    pub dates: Vec<Drifted>,
    /// Names, as far as capitals tell.
    pub names: Vec<Drifted>,
    /// 1 if the sentence adds a negation to its source, -1 if it loses one, otherwise 0.
    pub negation: i32,
}

impl Drift {
    /// Whether the sentence agrees with its source.
    pub fn is_none(&self) -> bool {
        self.figures.is_empty()
            && self.dates.is_empty()
            && self.names.is_empty()
            && self.negation == 0
    }
}

/// Maximum number of words that an edit may add or remove for its negation to count; a larger one changes what is told,
/// not whether it is denied.
const SHORT: usize = 4;

/// The figures, dates and names of a whole text, any of which its sentences may repeat.
pub(in super::super) struct Facts<'a> {
    language: &'a Language,
    figures: HashSet<String>,
    words: HashSet<String>,
    dates: HashSet<String>,
    negation: Option<&'static Words>,
}

impl<'a> Facts<'a> {
    /// Those of the whole of `text`.
    pub(crate) fn new(text: &str, language: &'a Language) -> Self {
        let figures = numbers::figures(text);
        Facts {
            language,
            figures: figures.into_iter().map(|figure| figure.value).collect(),
            words: words(text).map(bare).collect(),
            dates: dates(text, language).into_iter().collect(),
            negation: NEGATION.of(language),
        }
    }

    /// What `sentence` says otherwise than its `source`, which `edits` make it of.
    ///
    /// A figure, date or name that the source does not have is drift if it replaces another one, or if the whole text
    /// does not have it anywhere. A detail taken from another place of the text is not drift.
    pub(crate) fn drift(&self, source: &str, sentence: &str, edits: &[Edit]) -> Drift {
        let mut drift = Drift {
            negation: self.negation(source, sentence, edits),
            ..Drift::default()
        };
        let (lost, found) = numbers::changed(source, sentence);
        let lost: Vec<(String, String)> = (lost.into_iter())
            .map(|figure| (figure.value, figure.text.to_owned()))
            .collect();
        let found = found
            .into_iter()
            .map(|figure| (figure.value, figure.text.to_owned()));
        let of = |text: &str| {
            numbers::figures(text)
                .into_iter()
                .map(|figure| figure.value)
                .collect()
        };
        drift.figures = differing(
            lost,
            found.collect(),
            &self.figures,
            (source, sentence, edits),
            of,
        );
        let only = |own: Vec<String>, other: &[String]| -> Vec<(String, String)> {
            let lone = own.into_iter().filter(|word| !other.contains(word));
            lone.map(|word| (word.clone(), word)).collect()
        };
        let of = |text: &str| dates(text, self.language);
        let (olds, news) = (of(source), of(sentence));
        let (lost, found) = (only(olds.clone(), &news), only(news, &olds));
        drift.dates = differing(lost, found, &self.dates, (source, sentence, edits), of);
        if names::capitals_tell(self.language) {
            drift.names = self.names(source, sentence, edits);
        }
        drift
    }

    fn names(&self, source: &str, sentence: &str, edits: &[Edit]) -> Vec<Drifted> {
        let named = |text: &str| -> Vec<(String, String)> {
            let words = tokens(text).filter(|token| token.kind == TokenKind::Word);
            words
                .filter(|token| names::is_name(text, token.span))
                .map(|token| token.span.of(text))
                .map(|word| (bare(word_form(word)), word.to_owned()))
                .filter(|(_, written)| dates(written, self.language).is_empty())
                .collect()
        };
        let own = |text: &str| -> HashSet<String> { words(text).map(bare).collect() };
        let (in_source, in_sentence) = (own(source), own(sentence));
        let lone =
            |named: Vec<(String, String)>, there: &HashSet<String>| -> Vec<(String, String)> {
                let is_lone = |(form, _): &(String, String)| !self.is_among(form, there);
                let mut lone: Vec<_> = named.into_iter().filter(is_lone).collect();
                lone.dedup();
                lone
            };
        let lost = lone(named(source), &in_sentence);
        let found = lone(named(sentence), &in_source);
        let of = |text: &str| words(text).map(bare).collect();
        let found_somewhere: HashSet<String> = (found.iter())
            .filter(|(form, _)| self.is_among(form, &self.words))
            .map(|(form, _)| form.clone())
            .collect();
        differing(lost, found, &found_somewhere, (source, sentence, edits), of)
    }

    /// Whether a name is among `words`, in another case where names have cases.
    fn is_among(&self, name: &str, words: &HashSet<String>) -> bool {
        let profile = Profile::of(self.language.primary());
        let is_fixed = profile.traits.names_uninflected;
        words.contains(name) || (!is_fixed && words.iter().any(|word| is_inflected(word, name)))
    }

    fn negation(&self, source: &str, sentence: &str, edits: &[Edit]) -> i32 {
        let Some(denying) = self.negation else {
            return 0;
        };
        let count = |text: &str| denying.found(text).len() as i32;
        let whole = count(sentence) - count(source);
        let is_short = |text: &str| {
            let length: usize = words(text)
                .map(|word| if word.starts_with(is_spaceless) { 1 } else { 2 })
                .sum();
            length <= 2 * SHORT
        };
        let short: i32 = edits
            .iter()
            .map(|edit| (edit.old.of(source), edit.new.of(sentence)))
            .filter(|(old, new)| is_short(old) && is_short(new))
            .map(|(old, new)| count(new) - count(old))
            .sum();
        match whole.signum() == short.signum() {
            true => short.signum(),
            false => 0,
        }
    }
}

/// Of what only the sentence has (`found`), what stands for something that only the source has
/// (`lost`), and what is nowhere in the whole text (`known`). Each is a form to compare and how
/// it is written.
fn differing(
    mut lost: Vec<(String, String)>,
    found: Vec<(String, String)>,
    known: &HashSet<String>,
    (source, sentence, edits): (&str, &str, &[Edit]),
    forms: impl Fn(&str) -> Vec<String>,
) -> Vec<Drifted> {
    let is_one_for_one = lost.len() == 1 && found.len() == 1;
    let mut differing = Vec::new();
    for (form, written) in found {
        let edit = edits
            .iter()
            .find(|edit| forms(&whole_words(sentence, edit.new)).contains(&form));
        let replaced = edit.and_then(|edit| {
            let old = forms(&whole_words(source, edit.old));
            lost.iter().position(|(form, _)| old.contains(form))
        });
        let is_known = known.contains(&form);
        let replaced = replaced.or((is_one_for_one && !is_known).then_some(0));
        let source = replaced.map(|at| lost.remove(at).1);
        if source.is_some() || !is_known {
            differing.push(Drifted {
                source,
                sentence: written,
            });
        }
    }
    differing
}

/// What a span covers, and the rest of the words and figures that it cuts.
fn whole_words(text: &str, span: Span) -> String {
    let is_part = |c: char| (c.is_alphanumeric() && !is_spaceless(c)) || ".,٫٬".contains(c);
    if span.is_empty() {
        return String::new();
    }
    let before: usize = text[..span.start]
        .chars()
        .rev()
        .take_while(|&c| is_part(c))
        .map(char::len_utf8)
        .sum();
    let after: usize = text[span.end..]
        .chars()
        .take_while(|&c| is_part(c))
        .map(char::len_utf8)
        .sum();
    text[span.start - before..span.end + after].to_owned()
}

fn dates(text: &str, language: &Language) -> Vec<String> {
    calendar_words(CALENDAR.of(language), language, text)
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    tokens(text)
        .filter(|token| token.kind != TokenKind::Punctuation)
        .map(|token| word_form(token.span.of(text)))
}

/// A word without the ending of an English genitive.
fn bare(word: String) -> String {
    let bare = word.strip_suffix("'s").or(word.strip_suffix("’s"));
    bare.map_or(word.clone(), str::to_owned)
}

/// Whether two words are most likely one in two cases: a long beginning and short endings.
fn is_inflected(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let rest = |word: &str| word.chars().count() - common;
    common >= 3 && rest(a) <= 3 && rest(b) <= 3 && common > rest(a).max(rest(b))
}
