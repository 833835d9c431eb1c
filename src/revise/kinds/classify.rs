use rayon::prelude::*;

use crate::languages::Profile;
use crate::segment::SegmentedDocument;
use crate::text::{Language, Span, TokenKind, tokens};

use super::super::change::{Change, ChangeKind, Edit, EditKind, Revision};
use super::super::compare::A_TASK;
use super::figure::FigureChange;
use super::lexicon::{CALENDAR, MODALITY, NEGATION, Words, word_form};
use super::set::{EditClass, EditClasses};
use super::{form, names, numbers, quotation, spelling};

/// The kinds of a [`Change`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChangeClasses {
    /// The kinds of the whole change: those of its edits, except for a figure or negation that only moved within the
    /// segment.
    pub whole: EditClasses,
    /// The kinds of each of its edits.
    pub edits: Vec<EditClasses>,
    /// The figures that differ, for segments that are in both texts.
    pub figures: Vec<FigureChange>,
    /// The number of negating words that the new segment has more than the old one; negative if it has fewer.
    pub negations: i32,
}

/// What a change is of that tells a reader more than the old text did.
const NEWS: [EditClass; 8] = [
    EditClass::Number,
    EditClass::Date,
    EditClass::Name,
    EditClass::Negation,
    EditClass::Quotation,
    EditClass::Modality,
    EditClass::Wording,
    EditClass::Addition,
];

impl ChangeClasses {
    /// Whether the new segment says something that the old one did not, as far as its words show. Punctuation,
    /// spelling, word order and omissions are not news.
    pub fn tell_something_new(&self) -> bool {
        NEWS.iter().any(|&class| self.whole.contains(class))
    }
}

/// The kinds of each change of a [`Revision`], in its order.
pub type Kinds = Vec<ChangeClasses>;

/// Finds the kinds of each change and edit of `revision`, which compares `old` and `new`.
///
/// Words are judged by the lists of the language of `new`. Without lists, negation, modality and names of months are
/// not recognized. Figures written as words are not recognized in any language.
pub fn classify(revision: &Revision, old: &SegmentedDocument, new: &SegmentedDocument) -> Kinds {
    let language = &new.language;
    let judge = Judge {
        old: old.text(),
        new: new.text(),
        negation: NEGATION.of(language),
        modality: MODALITY.of(language),
        calendar: CALENDAR.of(language),
        language,
        names: names::capitals_tell(language),
    };
    let changes = revision.changes.par_iter().with_min_len(A_TASK);
    changes.map(|change| judge.change(change)).collect()
}

struct Judge<'a> {
    old: &'a str,
    new: &'a str,
    negation: Option<&'static Words>,
    modality: Option<&'static Words>,
    calendar: Option<&'static Words>,
    language: &'a Language,
    names: bool,
}

/// A segment that an edit is in.
struct Context<'a> {
    cover: Span,
    text: &'a str,
    quotations: Vec<Span>,
}

impl<'a> Context<'a> {
    fn new(text: &'a str, cover: Span) -> Self {
        let segment = cover.of(text);
        Context {
            cover,
            text: segment,
            quotations: quotation::quotations(segment),
        }
    }

    /// The place of a span of the whole text in the segment.
    fn local(&self, span: Span) -> Span {
        Span::new(span.start - self.cover.start, span.end - self.cover.start)
    }

    fn is_quoted(&self, span: Span) -> bool {
        let span = self.local(span);
        let inside = |quoted: &Span| match span.is_empty() {
            true => quoted.start <= span.start && span.end <= quoted.end,
            false => span.start < quoted.end && quoted.start < span.end,
        };
        self.quotations.iter().any(inside)
    }
}

impl Judge<'_> {
    fn change(&self, change: &Change) -> ChangeClasses {
        let mut classes = ChangeClasses::default();
        let (Some(from), Some(to)) = (change.old_cover(), change.new_cover()) else {
            classes.whole.insert(match change.kind {
                ChangeKind::Deleted => EditClass::Omission,
                _ => EditClass::Addition,
            });
            return classes;
        };
        if change.edits.is_empty() {
            return classes;
        }
        let (from, to) = (Context::new(self.old, from), Context::new(self.new, to));
        classes.edits = change
            .edits
            .iter()
            .map(|edit| self.edit(edit, &from, &to))
            .collect();
        self.reordered(&change.edits, &mut classes.edits);
        classes.whole = classes
            .edits
            .iter()
            .fold(EditClasses::default(), |all, one| all.and(*one));
        let (lost, found) = numbers::changed(from.text, to.text);
        for at in 0..lost.len().max(found.len()) {
            classes.figures.push(FigureChange {
                old: lost.get(at).map(|figure| figure.text.to_owned()),
                new: found.get(at).map(|figure| figure.text.to_owned()),
            });
        }
        if classes.figures.is_empty() {
            classes.whole.remove(EditClass::Number);
        }
        if let Some(words) = self.negation {
            let count = |text: &str| words.found(text).len() as i32;
            let gained = |(old, new): (&str, &str)| count(new) - count(old);
            // What is in no edit is the same on both sides; a part of a text without spaces may
            // stand across the end of one.
            classes.negations = match words.are_parts() {
                true => gained((from.text, to.text)),
                false => {
                    let sides = |edit: &Edit| (edit.old.of(self.old), edit.new.of(self.new));
                    change.edits.iter().map(sides).map(gained).sum()
                }
            };
            if classes.negations == 0 {
                classes.whole.remove(EditClass::Negation);
            }
        }
        classes
    }

    fn edit(&self, edit: &Edit, from: &Context<'_>, to: &Context<'_>) -> EditClasses {
        let (old, new) = (edit.old.of(self.old), edit.new.of(self.new));
        if let Some(classes) = form::classes(old, new) {
            return classes.into_iter().collect();
        }
        let mut classes = EditClasses::default();
        let (lost, found) = numbers::changed(old, new);
        if !lost.is_empty() || !found.is_empty() {
            classes.insert(EditClass::Number);
            let years = lost.iter().chain(&found).all(numbers::is_year);
            let beside = self.is_beside_month(edit, from, to);
            if years || beside || numbers::has_date(old) || numbers::has_date(new) {
                classes.insert(EditClass::Date);
            }
        }
        let differ = |words: Option<&Words>| words.is_some_and(|w| w.found(old) != w.found(new));
        let counts_differ = |words: &Words| words.found(old).len() != words.found(new).len();
        if self.dated(old) != self.dated(new) {
            classes.insert(EditClass::Date);
        }
        if self.negation.is_some_and(counts_differ) {
            classes.insert(EditClass::Negation);
        }
        if differ(self.modality) {
            classes.insert(EditClass::Modality);
        }
        if (edit.old.is_empty() || from.is_quoted(edit.old))
            && (edit.new.is_empty() || to.is_quoted(edit.new))
            && (from.is_quoted(edit.old) || to.is_quoted(edit.new))
        {
            classes.insert(EditClass::Quotation);
        }
        match edit.kind {
            EditKind::Insert => classes.insert(EditClass::Addition),
            EditKind::Delete => classes.insert(EditClass::Omission),
            EditKind::Replace => {
                self.replaced(edit, from, to, &mut classes);
                let marks = |text: &str| -> String {
                    text.chars()
                        .filter(|&c| form::is_punctuation(c) && !form::is_quote(c))
                        .collect()
                };
                if marks(old) != marks(new) {
                    classes.insert(EditClass::Punctuation);
                }
            }
        }
        if self.names && self.has_other_name(edit, from, to) {
            classes.insert(EditClass::Name);
        }
        classes
    }

    /// The months and days in `text`.
    fn dated(&self, text: &str) -> Vec<String> {
        calendar_words(self.calendar, self.language, text)
    }

    /// What words that stand for others are: the same in another order, other spellings, or others.
    fn replaced(
        &self,
        edit: &Edit,
        from: &Context<'_>,
        to: &Context<'_>,
        classes: &mut EditClasses,
    ) {
        let (old, new) = (edit.old.of(self.old), edit.new.of(self.new));
        if spelling::are_spellings(old, new) {
            return classes.insert(EditClass::Spelling);
        }
        let (mut gone, mut come) = (words(old), words(new));
        gone.retain(|word| {
            let same = come.iter().position(|other| other == word);
            same.map(|at| come.remove(at)).is_none()
        });
        if gone.is_empty() && come.is_empty() {
            return classes.insert(EditClass::WordOrder);
        }
        if gone.len() == come.len() {
            let spelt = |(a, b): (&String, &String)| spelling::are_spellings(a, b);
            if gone.iter().zip(&come).all(spelt) {
                return classes.insert(EditClass::Spelling);
            }
        }
        let told = |word: &String| {
            word.chars()
                .all(|c| c.is_numeric() || matches!(c, '.' | ','))
                || self.calendar.is_some_and(|words| words.contains(word))
        };
        let is_name = self.names && self.has_other_name(edit, from, to);
        let only_name = is_name && gone.len() == 1 && come.len() == 1;
        if !only_name && !gone.iter().chain(&come).all(told) {
            classes.insert(EditClass::Wording);
        }
    }

    fn has_other_name(&self, edit: &Edit, from: &Context<'_>, to: &Context<'_>) -> bool {
        let names = |context: &Context<'_>, span: Span| -> Vec<String> {
            let span = context.local(span);
            let words = tokens(span.of(context.text)).filter(|token| token.kind == TokenKind::Word);
            words
                .map(|token| token.span.shifted(span.start))
                .filter(|&word| names::is_name(context.text, word))
                .map(|word| word_form(word.of(context.text)))
                .filter(|word| !self.calendar.is_some_and(|words| words.contains(word)))
                .collect()
        };
        names(from, edit.old) != names(to, edit.new)
    }

    /// Whether a month stands right before or behind the edit on either side.
    fn is_beside_month(&self, edit: &Edit, from: &Context<'_>, to: &Context<'_>) -> bool {
        let month_starts = |text: &str| {
            let text = text.trim_start_matches(|c: char| c.is_whitespace() || ".,".contains(c));
            let end = tokens(text).next().map_or(0, |token| token.span.end);
            let part = self.calendar.and_then(|words| words.part_at(text));
            part.is_some() || !self.dated(&text[..end]).is_empty()
        };
        let month_ends = |text: &str| {
            let text = names::last_words(text);
            let text = text.trim_end_matches(|c: char| c.is_whitespace() || ".,".contains(c));
            let last = tokens(text).last();
            last.is_some_and(|word| {
                let spaceless = word.span.of(text).chars().all(crate::text::is_spaceless);
                !spaceless && !self.dated(word.span.of(text)).is_empty()
            })
        };
        [(from, edit.old), (to, edit.new)]
            .iter()
            .any(|(context, span)| {
                let span = context.local(*span);
                month_ends(&context.text[..span.start]) || month_starts(&context.text[span.end..])
            })
    }

    /// Words deleted at one place of a segment and inserted at another have changed their place.
    fn reordered(&self, edits: &[Edit], classes: &mut [EditClasses]) {
        let only = |edit: &Edit, kind: EditKind| edit.kind == kind;
        for i in 0..edits.len().min(MAX_EDITS) {
            let words_of = |edit: &Edit| match edit.kind {
                EditKind::Delete => words(edit.old.of(self.old)),
                _ => words(edit.new.of(self.new)),
            };
            if !only(&edits[i], EditKind::Delete) || classes[i].contains(EditClass::WordOrder) {
                continue;
            }
            let gone = words_of(&edits[i]);
            let come = (0..edits.len().min(MAX_EDITS)).find(|&j| {
                only(&edits[j], EditKind::Insert)
                    && !classes[j].contains(EditClass::WordOrder)
                    && !gone.is_empty()
                    && words_of(&edits[j]) == gone
            });
            if let Some(j) = come {
                for at in [i, j] {
                    classes[at] = [EditClass::WordOrder].into_iter().collect();
                }
            }
        }
    }
}

/// The months and days in `text`, by a list of its language.
pub(super) fn calendar_words(
    calendar: Option<&Words>,
    language: &Language,
    text: &str,
) -> Vec<String> {
    let Some(calendar) = calendar else {
        return Vec::new();
    };
    // "may" and "march" are other words, and so is "mai".
    if !Profile::of(language.primary()).traits.months_capitalized {
        return calendar.found(text);
    }
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let words = tokens(text).map(|token| token.span.of(text));
    let words: Vec<&str> = words.filter(|word| capital(word)).collect();
    calendar.found(&words.join(" "))
}

/// Maximum number of edits of a segment that are examined for changes of word order.
const MAX_EDITS: usize = 64;

/// The words of `text` in search form, without punctuation.
fn words(text: &str) -> Vec<String> {
    tokens(text)
        .filter(|token| token.kind != TokenKind::Punctuation)
        .map(|token| word_form(token.span.of(text)))
        .collect()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
