//! A text as numbers: which words its segments have, and how long they are.

use std::ops::Range;
use std::sync::LazyLock;

use crate::languages::Profile;
use crate::text::{TokenKind, search_form, tokens};
use rustc_hash::FxHashMap;
use unicode_script::{Script, UnicodeScript};

/// Number of characters of a word that count; what follows is mostly inflection.
const STEM: usize = 5;

/// Minimum number of letters that must remain when the prefix of a word is removed.
const MIN_BARE_LETTERS: usize = 3;

/// Maximum number of tokens of a segment that count; the rest of a very long segment says nothing new.
const MAX_TOKENS: usize = 300;

/// The kinds of words that anchors distinguish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordKind {
    Word,
    Number,
    Punctuation,
}

/// A distinct word of one side.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The first characters of its search form without prefixes: what makes it the same word.
    pub stem: String,
    /// The search form of its first occurrence, whole.
    pub form: String,
    pub sort: WordKind,
    /// Number of occurrences.
    pub count: u32,
}

/// One side as numbers: the words of its segments and their lengths.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The distinct words, in the order of their first occurrence.
    pub entries: Vec<Entry>,
    /// The words of one segment after the other; of a segment, the words and numbers come first and the
    /// punctuation after them, for it tells of punctuation only.
    ids: Vec<u32>,
    starts: Vec<usize>,
    /// Where the punctuation of each segment begins.
    marks: Vec<usize>,
    /// Characters other than white space before each segment, and of all in the end.
    letters_before: Vec<f64>,
}

impl Words {
    pub(super) fn read(segments: &[&str]) -> Self {
        let mut words = Words {
            starts: vec![0],
            letters_before: vec![0.0],
            ..Words::default()
        };
        let mut known: FxHashMap<String, u32> = FxHashMap::default();
        let mut letters = 0.0;
        let mut marks = Vec::new();
        for segment in segments {
            letters += segment.chars().filter(|c| !c.is_whitespace()).count() as f64;
            words.letters_before.push(letters);
            let form = join_thousands(search_form(segment));
            let mut left = MAX_TOKENS;
            each_word(&form, |part, sort| {
                if left > 0 {
                    left -= 1;
                    words.add(&mut known, part, sort);
                }
            });
            let start = words.starts.last().copied().unwrap_or(0);
            marks.clear();
            let is_mark = |id: u32| {
                let entry = words.entries.get(id as usize);
                entry.is_some_and(|entry| entry.sort == WordKind::Punctuation)
            };
            let mut kept = start;
            for at in start..words.ids.len() {
                let id = words.ids[at];
                match is_mark(id) {
                    true => marks.push(id),
                    false => {
                        words.ids[kept] = id;
                        kept += 1;
                    }
                }
            }
            words.ids[kept..].copy_from_slice(&marks);
            words.marks.push(kept);
            words.starts.push(words.ids.len());
        }
        words
    }

    fn add(&mut self, known: &mut FxHashMap<String, u32>, form: &str, sort: WordKind) {
        let stem = match sort {
            WordKind::Word => stem(form),
            WordKind::Number => form.chars().filter(char::is_ascii_digit).collect(),
            WordKind::Punctuation => form.chars().map(same_mark).collect::<String>(),
        };
        let id = match known.get(&stem) {
            Some(&id) => id,
            None => {
                let next = self.entries.len() as u32;
                known.insert(stem.clone(), next);
                self.entries.push(Entry {
                    stem,
                    form: form.to_owned(),
                    sort,
                    count: 0,
                });
                next
            }
        };
        if let Some(entry) = self.entries.get_mut(id as usize) {
            entry.count += 1;
        }
        self.ids.push(id);
    }

    /// The number of segments.
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The words of segments `from..to`.
    pub(super) fn of(&self, from: usize, to: usize) -> &[u32] {
        &self.ids[self.starts[from]..self.starts[to]]
    }

    /// The range of the words of a segment among all running words.
    pub(super) fn range(&self, segment: usize) -> Range<usize> {
        self.starts[segment]..self.starts[segment + 1]
    }

    /// The words of one segment.
    pub(super) fn of_segment(&self, segment: usize) -> &[u32] {
        &self.ids[self.range(segment)]
    }

    /// The ranges of the words and numbers of a segment, and of its punctuation, among all running words.
    pub(super) fn halves(&self, segment: usize) -> [Range<usize>; 2] {
        let Range { start, end } = self.range(segment);
        [start..self.marks[segment], self.marks[segment]..end]
    }

    /// The number of each distinct word.
    pub(super) fn by_stem(&self) -> FxHashMap<&str, u32> {
        let stems = self.entries.iter().map(|entry| entry.stem.as_str());
        stems.zip(0u32..).collect()
    }

    /// Characters of segments `from..to`; never less than 1.
    pub(super) fn letters(&self, from: usize, to: usize) -> f64 {
        (self.letters_before[to] - self.letters_before[from]).max(1.0)
    }

    /// All words in order of occurrence.
    pub(super) fn running(&self) -> &[u32] {
        &self.ids
    }
}

/// What the script of this language writes on to a word.
fn prefixes(language: &str) -> Vec<&'static str> {
    Profile::of(language).prefixes.iter().collect()
}

/// What makes a word the same: the first characters of its search form without prefixes.
pub(super) fn stem(form: &str) -> String {
    bare(form).chars().take(STEM).collect()
}

/// The word without the article, and the conjunctions and prepositions before it, that Arabic and
/// Hebrew write on to it, as long as [`MIN_BARE_LETTERS`] letters are left: the prefixes of light
/// stemming (Larkey, Ballesteros and Connell 2002).
pub(crate) fn bare(form: &str) -> &str {
    static ARABIC: LazyLock<Vec<&str>> = LazyLock::new(|| prefixes("ar"));
    static HEBREW: LazyLock<Vec<&str>> = LazyLock::new(|| prefixes("he"));
    if form.is_ascii() {
        return form;
    }
    let prefixes: &[&str] = match form.chars().next().map(|c| c.script()) {
        Some(Script::Arabic) => &ARABIC,
        Some(Script::Hebrew) => &HEBREW,
        _ => &[],
    };
    prefixes
        .iter()
        .filter_map(|prefix| form.strip_prefix(prefix))
        .find(|rest| rest.chars().count() >= MIN_BARE_LETTERS)
        .unwrap_or(form)
}

/// The form with `12 000` and `12٬000` written `12000`.
fn join_thousands(form: String) -> String {
    let bytes = form.as_bytes();
    if !bytes.iter().any(u8::is_ascii_digit) {
        return form;
    }
    let digits = |from: usize| {
        bytes[from..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let mut out = String::new();
    let mut copied = 0;
    for (at, c) in form.char_indices() {
        if !matches!(c, ' ' | '٬' | '\'') {
            continue;
        }
        let led = bytes[..at]
            .iter()
            .rev()
            .take_while(|b| b.is_ascii_digit())
            .count();
        let after = at + c.len_utf8();
        // The end of `1 000 000` has three digits before it in the form, whatever came earlier.
        if (1..=3).contains(&led) && digits(after) == 3 {
            out.push_str(&form[copied..at]);
            copied = after;
        }
    }
    if copied == 0 {
        return form;
    }
    out.push_str(&form[copied..]);
    out
}

/// Calls `take` with each word of a search form: digits and letters apart, katakana whole.
fn each_word(form: &str, mut take: impl FnMut(&str, WordKind)) {
    let mut kana: Option<(usize, usize)> = None;
    for token in tokens(form) {
        let part = token.span.of(form);
        let is_kana = part.chars().next().is_some_and(is_katakana);
        kana = match (kana, is_kana) {
            (Some((start, end)), true) if end == token.span.start => Some((start, token.span.end)),
            (earlier, _) => {
                if let Some((start, end)) = earlier {
                    take(&form[start..end], WordKind::Word);
                }
                is_kana.then_some((token.span.start, token.span.end))
            }
        };
        if is_kana {
            continue;
        }
        match token.kind {
            TokenKind::Punctuation => take(part, WordKind::Punctuation),
            _ => split_digits(part, &mut take),
        }
    }
    if let Some((start, end)) = kana {
        take(&form[start..end], WordKind::Word);
    }
}

/// `2.8bn` is a number and a unit, and only the number survives translation.
fn split_digits(token: &str, take: &mut impl FnMut(&str, WordKind)) {
    if !token.bytes().any(|byte| byte.is_ascii_digit()) {
        return take(token, WordKind::Word);
    }
    let mut start = 0;
    let mut numeric: Option<bool> = None;
    for (at, c) in token.char_indices() {
        if !c.is_alphanumeric() {
            continue;
        }
        let digit = c.is_ascii_digit();
        if numeric.is_some_and(|before| before != digit) {
            take(&token[start..at], sort_of(!digit));
            start = at;
        }
        numeric = Some(digit);
    }
    take(&token[start..], sort_of(numeric == Some(true)));
}

fn sort_of(numeric: bool) -> WordKind {
    if numeric {
        WordKind::Number
    } else {
        WordKind::Word
    }
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}')
}

/// One mark for those that different scripts use for the same.
fn same_mark(c: char) -> char {
    match c {
        '؟' | '？' => '?',
        '，' | '،' | '、' => ',',
        '؛' | '；' => ';',
        '。' | '．' | '।' | '۔' => '.',
        '：' => ':',
        '！' => '!',
        '«' | '»' | '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' | '《' | '》' | '״' => {
            '"'
        }
        '‘' | '‚' | '‹' | '›' | '׳' => '\'',
        '（' | '[' | '［' | '【' => '(',
        '）' | ']' | '］' | '】' => ')',
        '٪' | '％' => '%',
        '—' | '―' | '‒' | '−' => '–',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(segment: &str) -> Vec<String> {
        let words = Words::read(&[segment]);
        let stem = |&id: &u32| words.entries[id as usize].stem.clone();
        words.of(0, 1).iter().map(stem).collect()
    }

    #[test]
    fn words_are_cut_and_numbers_told_apart() {
        assert_eq!(
            stems("Bridges: £2.8bn?"),
            ["bridg", "28", "bn", ":", "£", "?"]
        );
        assert_eq!(stems("۱٬۰۰۰ پل\u{200c}ها؟"), ["1000", "پلها", "?"]);
        assert_eq!(
            stems("1 000 000, 2018 300"),
            ["1000000", "2018", "300", ","]
        );
        assert_eq!(
            stems("橋とブリッジ。"),
            ["橋", "と", "フ\u{3099}リッシ", "."]
        );
    }

    #[test]
    fn what_is_written_on_to_a_word_is_taken_off() {
        assert_eq!(stems("والمدرسة المدرسة"), ["مدرسة", "مدرسة"]);
        assert_eq!(stems("ובמוסקבה מדינה"), ["מוסקב", "מדינה"]);
        assert_eq!(stems("الا"), ["الا"]);
    }

    #[test]
    fn letters_leave_white_space_out_and_are_never_none() {
        let words = Words::read(&["a b", "", "xyz"]);
        assert_eq!(words.letters(0, 3), 5.0);
        assert_eq!(words.letters(1, 2), 1.0);
        assert_eq!(words.len(), 3);
    }
}
