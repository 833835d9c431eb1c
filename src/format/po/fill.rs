//! Translations in the places of a catalogue that have none.

use std::ops::Range;

use crate::format::bilingual::{Blocks, Filling, filled};
use crate::format::decoding::{Kind, encoding_of};
use crate::format::html::Decoded;
use crate::format::{ReplacementPiece, WriteBackError};
use crate::text::{Document, Language};

use super::FUZZY;
use super::entry::Entry;
use super::write::escaped;

/// A message without translation.
struct Message {
    source: String,
    /// Where its empty strings are, from the first quotation mark to the last.
    strings: Range<usize>,
    /// Where its flags go on after `#,`, if it has any.
    flags: Option<usize>,
    is_fuzzy: bool,
    /// The line before which its flags would stand.
    flags_before: usize,
}

/// The messages that have no translation, a block each. Plurals are passed over: a memory has one form of each.
pub(in super::super) fn open_messages(bytes: &[u8]) -> Result<Document, WriteBackError> {
    let catalogue = decoded(bytes)?;
    Ok(document(&messages(&catalogue.text)?))
}

/// The catalogue with these translations; one that somebody has yet to look at is flagged as fuzzy.
pub(in super::super) fn fill(
    bytes: &[u8],
    fillings: &[Filling],
    _: &Language,
) -> Result<Vec<u8>, WriteBackError> {
    let catalogue = decoded(bytes)?;
    let text = catalogue.text.as_str();
    let messages = messages(text)?;
    let document = document(&messages);
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut written = String::with_capacity(text.len() + text.len() / 2);
    let mut at = 0;
    for filling in fillings {
        let (number, content) = filled(&document, filling)?;
        let changed = || WriteBackError::Changed("a message is not where it was".to_owned());
        let message = messages.get(number).ok_or_else(changed)?;
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
        let mut target = String::new();
        for piece in content {
            if let ReplacementPiece::Text(text) = piece {
                target.push_str(&text);
            }
        }
        put(
            message.strings.start,
            &strings(&target, line_end),
            message.strings.end,
        )?;
    }
    written.push_str(text.get(at..).unwrap_or_default());
    catalogue.encode(&written, bytes)
}

fn decoded(bytes: &[u8]) -> Result<Decoded, WriteBackError> {
    let encoding = encoding_of(bytes.get(..1 << 16).unwrap_or(bytes), Kind::Catalogue);
    Decoded::in_encoding(bytes, encoding)
        .map_err(|error| WriteBackError::Changed(error.to_string()))
}

fn document(messages: &[Message]) -> Document {
    let mut blocks = Blocks::default();
    for message in messages {
        blocks.push(&message.source, Vec::new());
    }
    blocks.document()
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

fn messages(text: &str) -> Result<Vec<Message>, WriteBackError> {
    let mut messages = Vec::new();
    let mut entry = Entry::default();
    let mut places = Places::default();
    let mut at = 0;
    let mut is_catalogue = false;
    for (number, line) in (1..).zip(text.split_inclusive('\n').chain([""])) {
        let blank = line.trim().is_empty();
        if (blank || entry.ends_before(line)) && !entry.is_new() {
            is_catalogue |= entry.id.is_some();
            let places = std::mem::take(&mut places);
            messages.extend(places.message(std::mem::take(&mut entry)));
        }
        if !blank {
            places.take(line, at);
            entry.take(line, number);
        }
        at += line.len();
    }
    match is_catalogue {
        true => Ok(messages),
        false => Err(WriteBackError::Unsupported(
            "it is no catalogue of gettext (PO)".to_owned(),
        )),
    }
}

/// Where the parts of an entry are.
#[derive(Default)]
struct Places {
    strings: Option<Range<usize>>,
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
            if let (true, Some(strings)) = (self.in_strings, &mut self.strings) {
                strings.end = end;
            }
            return;
        }
        self.in_strings = line.starts_with("msgstr") && !line.starts_with("msgstr[");
        if self.in_strings {
            let quote = line.find('"').unwrap_or(line.len());
            self.strings = Some(start + quote..end);
        }
        if line.starts_with("#,") {
            self.flags.get_or_insert(start + 2);
        }
        if line.starts_with("#|") || line.starts_with("msgctxt") || line.starts_with("msgid") {
            self.flags_before.get_or_insert(start);
        }
    }

    fn message(self, entry: Entry) -> Option<Message> {
        let is_open = entry.plural.is_none()
            && !entry.obsolete
            && entry.wrong.is_none()
            && matches!(entry.forms.as_slice(), [only] if only.is_empty());
        let source = entry.id.filter(|id| is_open && !id.trim().is_empty())?;
        Some(Message {
            source,
            strings: self.strings?,
            flags: self.flags,
            is_fuzzy: entry.flags.iter().any(|flag| flag == FUZZY),
            flags_before: self.flags_before?,
        })
    }
}
