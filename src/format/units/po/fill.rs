//! Translations in the places of a catalogue that have none.

use std::ops::Range;

use crate::format::io::decoding::{Kind, encoding_of};
use crate::format::io::encoding::Decoded;
use crate::format::write_back::bilingual::Candidate;
use crate::format::write_back::bilingual::{
    Blocks, Filling, OpenTexts, Plural, filled, spaced_like,
};
use crate::format::write_back_error::WriteBackError;
use crate::text::{Language, ReplacementPiece};

use super::FUZZY;
use super::entry::Entry;
use super::plurals::PluralForms;
use super::write::escaped;

/// A message without translation.
struct Message {
    source: String,
    /// Its plural, if it has one.
    plural: Option<String>,
    /// Where its empty strings are, a range for each form, from the first quotation mark to the last.
    strings: Vec<Range<usize>>,
    /// Where its flags go on after `#,`, if it has any.
    flags: Option<usize>,
    is_fuzzy: bool,
    /// The line before which its flags would stand.
    flags_before: usize,
    /// Whether it says what it was before.
    has_previous: bool,
}

/// The messages that have no translation, a block each, two for those with a plural. Plurals are passed over where
/// the header does not say how many forms the language has.
pub(in crate::format) fn open_messages(bytes: &[u8]) -> Result<OpenTexts, WriteBackError> {
    let catalogue = decoded(bytes)?;
    Ok(open(&messages(&catalogue.text)?).0)
}

/// The catalogue with these translations; one that somebody has yet to look at is flagged as fuzzy, with the source
/// that it is of, as msgmerge does.
pub(in crate::format) fn fill(
    bytes: &[u8],
    fillings: &[Filling],
    _: &Language,
) -> Result<Vec<u8>, WriteBackError> {
    let catalogue = decoded(bytes)?;
    let text = catalogue.text.as_str();
    let messages = messages(text)?;
    let (OpenTexts { document, .. }, owners) = open(&messages);
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut written = String::with_capacity(text.len() + text.len() / 2);
    let mut at = 0;
    for filling in fillings {
        let (number, content) = filled(&document, filling)?;
        let changed = || WriteBackError::Changed("a message is not where it was".to_owned());
        let message = owners
            .get(number)
            .and_then(|&owner| messages.list.get(owner));
        let message = message.ok_or_else(changed)?;
        let mut put = |to: usize, insert: &str, from: usize| {
            written.push_str(text.get(at..to).ok_or_else(changed)?);
            written.push_str(insert);
            at = from;
            Ok::<(), WriteBackError>(())
        };
        if filling.needs_review && !message.is_fuzzy {
            match message.flags {
                Some(flags) => put(flags, " fuzzy,", flags)?,
                None => {
                    let line = format!("#, {FUZZY}{line_end}");
                    put(message.flags_before, &line, message.flags_before)?;
                }
            }
        }
        // What the translation is of, so that people see what differs.
        if let Some(previous) = previous(message, filling) {
            let lines = commented("#| ", "msgid", &previous, line_end);
            put(message.flags_before, &lines, message.flags_before)?;
        }
        let mut target = String::new();
        for piece in content {
            if let ReplacementPiece::Text(text) = piece {
                target.push_str(&text);
            }
        }
        let mut forms = vec![target];
        if let Some(plural) = &message.plural {
            let others = filling.other_forms.iter();
            forms.extend(others.map(|form| spaced_like(plural, form)));
        }
        let (Some(first), Some(last)) = (message.strings.first(), message.strings.last()) else {
            continue;
        };
        for (form, place) in forms.iter().zip(&message.strings) {
            put(place.start, &strings(form, line_end), place.end)?;
        }
        // A template has two forms, whatever the language has.
        if forms.len() < message.strings.len() {
            let end = message.strings.get(forms.len() - 1).unwrap_or(first).end;
            put(end, "", last.end)?;
        }
        for (number, form) in forms.iter().enumerate().skip(message.strings.len()) {
            let line = format!("{line_end}msgstr[{number}] {}", strings(form, line_end));
            put(last.end, &line, last.end)?;
        }
    }
    written.push_str(text.get(at..).unwrap_or_default());
    catalogue.encode(&written, bytes)
}

/// The source of the unit that a translation is from, where that is another than the message's.
fn previous(message: &Message, filling: &Filling) -> Option<String> {
    let pieces = filling.replacement.pieces.iter();
    let texts = pieces.filter_map(|piece| match piece {
        ReplacementPiece::Text(text) => Some(text.as_str()),
        ReplacementPiece::Code(_) => None,
    });
    let target = texts.collect::<String>();
    let is_it = |candidate: &&Candidate| candidate.target.plain_text() == target;
    let source = filling.candidates.iter().find(is_it)?.source.plain_text();
    let source = spaced_like(&message.source, &source);
    let is_wanted = filling.needs_review && !message.has_previous && source != message.source;
    is_wanted.then_some(source)
}

/// A keyword and its string, in comments of this kind.
fn commented(mark: &str, keyword: &str, text: &str, line_end: &str) -> String {
    let lines = format!("{keyword} {}", strings(text, "\n"));
    let lines = lines.lines().map(|line| format!("{mark}{line}{line_end}"));
    lines.collect()
}

fn decoded(bytes: &[u8]) -> Result<Decoded, WriteBackError> {
    let encoding = encoding_of(bytes.get(..1 << 16).unwrap_or(bytes), Kind::Catalogue);
    Decoded::in_encoding(bytes, encoding)
        .map_err(|error| WriteBackError::Damaged(error.to_string()))
}

/// The messages of a catalogue that have no translation, and what its header says of plurals.
struct Messages {
    list: Vec<Message>,
    plurals: Option<PluralForms>,
}

/// The texts of messages, and for each of their blocks the message that it is of.
fn open(messages: &Messages) -> (OpenTexts, Vec<usize>) {
    let mut blocks = Blocks::default();
    let mut plurals = Vec::new();
    let mut owners = Vec::new();
    for (number, message) in messages.list.iter().enumerate() {
        let texts = [Some(&message.source), message.plural.as_ref()];
        if let (Some(_), Some(forms)) = (&message.plural, messages.plurals) {
            plurals.push(Plural {
                block: owners.len(),
                forms: forms.count,
                is_one_and_more: forms.is_one_and_more,
            });
        }
        for text in texts.into_iter().flatten() {
            blocks.push(text, Vec::new());
            owners.push(number);
        }
    }
    let document = blocks.document();
    (OpenTexts { document, plurals }, owners)
}

/// A text as strings, a line each where it has several.
fn strings(text: &str, line_end: &str) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.len() < 2 {
        return format!("\"{}\"", escaped(text));
    }
    let mut strings = "\"\"".to_owned();
    for line in lines {
        strings.push_str(line_end);
        strings.push_str(&format!("\"{}\"", escaped(line)));
    }
    strings
}

fn messages(text: &str) -> Result<Messages, WriteBackError> {
    let mut messages = Vec::new();
    let mut plurals = None;
    let mut entry = Entry::default();
    let mut places = Places::default();
    let mut at = 0;
    let mut is_catalogue = false;
    for (number, line) in (1..).zip(text.split_inclusive('\n').chain([""])) {
        let blank = line.trim().is_empty();
        if (blank || entry.ends_before(line)) && !entry.is_new() {
            is_catalogue |= entry.id.is_some();
            let (places, entry) = (std::mem::take(&mut places), std::mem::take(&mut entry));
            if entry.is_header() {
                plurals = entry
                    .forms
                    .first()
                    .and_then(|text| PluralForms::of_header(text));
            }
            messages.extend(places.message(entry));
        }
        if !blank {
            places.take(line, at);
            entry.take(line, number);
        }
        at += line.len();
    }
    // Where nobody says how many forms there are, none of them is known to be right.
    messages.retain(|message| message.plural.is_none() || plurals.is_some());
    let list = messages;
    match is_catalogue {
        true => Ok(Messages { list, plurals }),
        false => Err(WriteBackError::Unsupported(
            "it is no catalogue of gettext (PO)".to_owned(),
        )),
    }
}

/// Where the parts of an entry are.
#[derive(Default)]
struct Places {
    strings: Vec<Range<usize>>,
    /// Whether the forms of a translation have other numbers than their places, or one has none.
    is_misnumbered: bool,
    /// Whether the strings of the translation may go on.
    in_strings: bool,
    flags: Option<usize>,
    flags_before: Option<usize>,
}

impl Places {
    fn take(&mut self, line: &str, at: usize) {
        let start = at + line.len() - line.trim_start().len();
        let end = at + line.trim_end().len();
        let line = line.trim();
        if line.starts_with('"') {
            if let (true, Some(strings)) = (self.in_strings, self.strings.last_mut()) {
                strings.end = end;
            }
            return;
        }
        self.in_strings = line.starts_with("msgstr");
        if self.in_strings {
            let quote = line.find('"').unwrap_or(line.len());
            let number = line.strip_prefix("msgstr[");
            let number = number.and_then(|rest| rest.split(']').next()?.trim().parse().ok());
            self.is_misnumbered |= number != Some(self.strings.len());
            self.strings.push(start + quote..end);
        }
        if line.starts_with("#,") {
            self.flags.get_or_insert(start + 2);
        }
        if line.starts_with("#|") || line.starts_with("msgctxt") || line.starts_with("msgid") {
            self.flags_before.get_or_insert(start);
        }
    }

    fn message(self, entry: Entry) -> Option<Message> {
        let is_open = !entry.obsolete
            && entry.wrong.is_none()
            && !self.strings.is_empty()
            && self.strings.len() == entry.forms.len()
            && entry.forms.iter().all(String::is_empty);
        let says = |text: &String| !text.trim().is_empty();
        let source = entry.id.filter(|id| is_open && says(id))?;
        if entry.plural.is_none() && self.strings.len() != 1 {
            return None;
        }
        if (entry.plural.as_ref()).is_some_and(|plural| !says(plural) || self.is_misnumbered) {
            return None;
        }
        Some(Message {
            source,
            plural: entry.plural,
            strings: self.strings,
            flags: self.flags,
            is_fuzzy: entry.flags.iter().any(|flag| flag == FUZZY),
            flags_before: self.flags_before?,
            has_previous: !entry.previous.is_empty(),
        })
    }
}
