//! Reading catalogues, an entry at a time.

use std::borrow::Cow;
use std::io::{BufRead, Read};
use std::ops::ControlFlow;

use crate::memory::Record;

use super::entry::Entry;
use super::{CONTEXT, EXTRACTED, FLAGS, FORM, FUZZY, OBSOLETE, PLURAL, PREVIOUS, REFERENCES, TWIN};
use crate::format::incoming::{FileUnit, Incoming, Refusal, Refused, UnitsError, Wanted};
use crate::format::io::decoding::{AsUtf8, Kind};
use crate::format::io::xml::cleared;
use crate::format::units::tags::read_tag_if_any;

/// Maximum length of a line in bytes.
const MAX_LINE_BYTES: u64 = 16 << 20;

/// Maximum length of an entry in lines.
const MAX_ENTRY_LINES: usize = 1 << 20;

/// Reads the translated entries of a catalogue, in the encoding that its header names; fuzzy and
/// obsolete ones where they are wanted.
pub(in crate::format) fn read(
    input: &mut dyn Read,
    wanted: Wanted<'_>,
    each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<(), UnitsError> {
    let mut lines = AsUtf8::new(input, Kind::Catalogue);
    let mut reading = Reading {
        wanted,
        source: None,
        target: None,
        each,
    };
    let mut entry = Entry::default();
    let mut entry_lines = 0;
    let mut doubt = None;
    let mut bytes = Vec::new();
    let mut number = 0;
    let mut is_catalogue = false;
    loop {
        bytes.clear();
        let limited = (&mut lines).take(MAX_LINE_BYTES);
        let read = { limited }.read_until(b'\n', &mut bytes)?;
        number += 1;
        let mut found = None;
        let line = cleared(String::from_utf8_lossy(&bytes), &mut found);
        let blank = line.trim().is_empty();
        let ends = blank || entry.ends_before(&line) || entry_lines > MAX_ENTRY_LINES;
        if ends && !entry.is_new() {
            is_catalogue |= entry.id.is_some();
            let flow = reading.entry(std::mem::take(&mut entry), doubt.take());
            if flow.is_break() {
                return Ok(());
            }
            entry_lines = 0;
        }
        if read == 0 {
            break;
        }
        if !blank {
            doubt = doubt.or(found);
            entry.take(&line, number);
            entry_lines += 1;
        }
    }
    match is_catalogue {
        true => Ok(()),
        false => Err(UnitsError::Format("a catalogue of gettext (PO)")),
    }
}

struct Reading<'a, 'w> {
    wanted: Wanted<'w>,
    /// The tags of the languages that the header names.
    source: Option<String>,
    target: Option<String>,
    each: &'a mut dyn FnMut(Incoming) -> ControlFlow<()>,
}

impl Reading<'_, '_> {
    /// Hands on the unit of an entry, if it is one that is wanted.
    fn entry(&mut self, entry: Entry, doubt: Option<Refusal>) -> ControlFlow<()> {
        let line = entry.line;
        // Comments at the end of a file.
        if entry.id.is_none() && entry.forms.is_empty() && entry.wrong.is_none() {
            return ControlFlow::Continue(());
        }
        if entry.is_header() {
            self.header(entry.forms.first().map_or("", String::as_str));
            return ControlFlow::Continue(());
        }
        match self.unit(entry, doubt) {
            Ok(Some(unit)) => (self.each)(Ok(unit)),
            Ok(None) => ControlFlow::Continue(()),
            Err((at, reason)) => {
                let line = at.unwrap_or(line);
                (self.each)(Err(Refused { line, reason }))
            }
        }
    }

    fn header(&mut self, text: &str) {
        let language = |names: &[&str]| {
            let named = text.lines().filter_map(|line| {
                let (name, value) = line.split_once(':')?;
                let known = names
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(name.trim()));
                (known && !value.trim().is_empty()).then(|| value.trim())
            });
            named.map(str::to_owned).next()
        };
        self.target = language(&["Language"]);
        self.source = language(&["X-Source-Language", "X-Poedit-Source-Language"]);
    }

    fn unit(
        &self,
        entry: Entry,
        doubt: Option<Refusal>,
    ) -> Result<Option<FileUnit>, (Option<usize>, Refusal)> {
        if let Some((line, reason)) = entry.wrong {
            return Err((Some(line), Refusal::Broken(reason)));
        }
        if doubt == Some(Refusal::Malformed) {
            return Err((None, Refusal::Malformed));
        }
        let source = entry.id.ok_or((None, Refusal::Missing("msgid")))?;
        let mut forms = entry.forms.into_iter();
        let target = forms.next().ok_or((None, Refusal::Missing("msgstr")))?;
        let fuzzy = entry.flags.iter().any(|flag| flag == FUZZY);
        if target.trim().is_empty()
            || (fuzzy && !self.wanted.fuzzy)
            || (entry.obsolete && !self.wanted.obsolete)
        {
            return Ok(None);
        }
        let mut doubt = doubt;
        let wrong = |error| (None, Refusal::Language(error));
        let from = read_tag_if_any(self.source.as_deref(), &mut doubt).map_err(wrong)?;
        let to = read_tag_if_any(self.target.as_deref(), &mut doubt).map_err(wrong)?;
        let Some((languages, undetermined)) = self.wanted.pair(from, to) else {
            return Ok(None);
        };
        if source.trim().is_empty() {
            return Err((None, Refusal::Empty(languages.source)));
        }
        let mut properties = Vec::new();
        let mut put = |name: &str, value: Cow<'_, str>| {
            if !value.is_empty() {
                properties.push((name.to_owned(), value.into_owned()));
            }
        };
        let context = entry.context.unwrap_or_default();
        let twin = context
            .strip_prefix(TWIN)
            .and_then(|rest| rest.split_once(':'));
        put(
            CONTEXT,
            twin.map_or(context.as_str(), |(_, before)| before).into(),
        );
        put(PLURAL, entry.plural.unwrap_or_default().into());
        for (form, text) in forms.enumerate() {
            put(&format!("{FORM}{}", form + 1), text.into());
        }
        put(FLAGS, entry.flags.join(", ").into());
        put(REFERENCES, entry.references.join("\n").into());
        put(EXTRACTED, entry.extracted.join("\n").into());
        put(PREVIOUS, entry.previous.join("\n").into());
        put(OBSOLETE, if entry.obsolete { "yes" } else { "" }.into());
        let comment = entry.comments.join("\n");
        let notes = Some(comment).filter(|comment| !comment.trim().is_empty());
        Ok(Some(FileUnit {
            record: Record {
                notes: notes.into_iter().collect(),
                properties,
                ..Record::default()
            },
            doubt: doubt.or(undetermined),
            ..FileUnit::new(entry.line, languages, source, target)
        }))
    }
}
