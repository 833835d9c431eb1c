//! Bilingual files, which have a place for the translation beside each text: gettext catalogues and XLIFF. Places
//! that are open are filled; everything else stays.

use std::ops::Range;

use crate::memory::LanguagePair;
use crate::text::{
    Block, BlockKind, CodedText, Document, InlineCode, Language, Replacement, ReplacementPiece,
    Span,
};

use crate::format::write_back_error::WriteBackError;

/// A format of bilingual files.
#[derive(Debug, Clone, Copy)]
pub struct BilingualFormat {
    /// The name that options take.
    pub name: &'static str,
    /// The names of the formats of units that its files are in.
    pub(in crate::format) unit_formats: &'static [&'static str],
    pub(in crate::format) read: fn(&[u8]) -> Result<OpenTexts, WriteBackError>,
    pub(in crate::format) fill: Fill,
}

/// Puts translations to a language into the open places of a file.
pub(in crate::format) type Fill =
    fn(&[u8], &[Filling], &Language) -> Result<Vec<u8>, WriteBackError>;

/// What is to be translated in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenTexts {
    /// A block for each text that has no translation yet.
    pub document: Document,
    /// Those of them that are plurals, in order.
    pub plurals: Vec<Plural>,
}

/// A message of gettext that has a plural: two blocks, the singular and the plural, and one place for all forms
/// of the translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plural {
    /// The block of the singular; that of the plural comes next.
    pub block: usize,
    /// How many forms the language of the translation has (`nplurals`).
    pub forms: usize,
    /// Whether the first of two forms is for one, and the second for more (`n != 1`, `n > 1`).
    pub is_one_and_more: bool,
}

/// A translation for an open place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filling {
    /// What takes the place of what: of a part of a block of [`OpenTexts`]; of a plural, of its singular.
    pub replacement: Replacement,
    /// The forms after the first, of a plural.
    pub other_forms: Vec<String>,
    /// Whether it needs review.
    pub needs_review: bool,
    /// What is to be proposed beside it, where the format has a place for that (XLIFF; a catalogue has one for the
    /// source of the unit that the translation is from).
    pub candidates: Vec<Candidate>,
}

/// A unit that is proposed for a text, as it is in the memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its languages.
    pub languages: LanguagePair,
    /// Its source with its inline codes.
    pub source: CodedText,
    /// Its target with its inline codes.
    pub target: CodedText,
    /// The match score of its source and the text before penalties, 0–100.
    pub similarity: u8,
    /// The match score after penalties, 0–100.
    pub score: u8,
    /// The name of the memory that has it.
    pub origin: String,
}

impl BilingualFormat {
    /// What is to be translated: the texts that have no translation yet.
    ///
    /// # Errors
    /// [`WriteBackError`] if the file is not of this format.
    pub fn open(&self, bytes: &[u8]) -> Result<OpenTexts, WriteBackError> {
        (self.read)(bytes)
    }

    /// The file with translations to `language` in places that [`BilingualFormat::open`] gave, in their order.
    ///
    /// # Errors
    /// [`WriteBackError`].
    pub fn fill(
        &self,
        bytes: &[u8],
        fillings: &[Filling],
        language: &Language,
    ) -> Result<Vec<u8>, WriteBackError> {
        (self.fill)(bytes, fillings, language)
    }
}

/// Builds a document from texts, a block for each.
#[derive(Debug, Default)]
pub(in crate::format) struct Blocks {
    text: String,
    blocks: Vec<Block>,
    codes: Vec<InlineCode>,
}

impl Blocks {
    /// Adds a text. The spans of its codes are relative to it.
    pub(crate) fn push(&mut self, text: &str, codes: Vec<InlineCode>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.blocks.push(Block {
            span: Span::new(start, self.text.len()),
            kind: BlockKind::Paragraph,
        });
        self.codes.extend(codes.into_iter().map(|code| InlineCode {
            span: code.span.shifted(start),
            ..code
        }));
        self.text.push_str("\n\n");
    }

    pub(crate) fn document(self) -> Document {
        Document::new(self.text, self.blocks).with_codes(self.codes)
    }
}

/// The number of the block that a filling is for, and its whole content with it in place.
pub(in crate::format) fn filled(
    document: &Document,
    filling: &Filling,
) -> Result<(usize, Vec<ReplacementPiece>), WriteBackError> {
    let Replacement {
        span,
        within,
        pieces,
    } = &filling.replacement;
    let changed = || WriteBackError::Changed("a text is in none of its places".to_owned());
    let after = document
        .blocks()
        .partition_point(|block| block.span.start <= span.start);
    let number = after.checked_sub(1).ok_or_else(changed)?;
    let block = document.blocks().get(number).ok_or_else(changed)?.span;
    if span.end > block.end || within.end > document.codes().len() {
        return Err(changed());
    }
    let first = document
        .codes()
        .partition_point(|code| code.span.start < block.start);
    let last = document
        .codes()
        .partition_point(|code| code.span.start <= block.end);
    let mut content = Vec::new();
    let text = |from: usize, to: usize, content: &mut Vec<ReplacementPiece>| {
        let text = document.text().get(from..to).unwrap_or_default();
        if !text.is_empty() {
            content.push(ReplacementPiece::Text(text.to_owned()));
        }
    };
    let mut at = block.start;
    let places = |codes: Range<usize>| {
        let all = document.codes().iter().enumerate();
        let within = all.take(codes.end).skip(codes.start);
        within.map(|(number, code)| (number, code.span))
    };
    for (code, place) in places(first..within.start.max(first)) {
        text(at, place.start, &mut content);
        content.push(ReplacementPiece::Code(code));
        at = at.max(place.end);
    }
    // White space at the ends is that of the source: messages end in line breaks as their sources do.
    let part = span.of(document.text());
    let start = span.start + part.len() - part.trim_start().len();
    let end = start + part.trim().len();
    text(at, start, &mut content);
    content.extend(trimmed(pieces));
    at = end;
    for (code, place) in places(within.end.max(first)..last) {
        text(at, place.start, &mut content);
        content.push(ReplacementPiece::Code(code));
        at = at.max(place.end);
    }
    text(at, block.end, &mut content);
    Ok((number, content))
}

/// `text` with the white space that `source` has at its ends.
pub(in crate::format) fn spaced_like(source: &str, text: &str) -> String {
    let content = source.trim_start();
    let start = source.strip_suffix(content).unwrap_or_default();
    let end = content.strip_prefix(content.trim_end()).unwrap_or_default();
    [start, text.trim(), end].concat()
}

/// Removes white space at both ends.
fn trimmed(pieces: &[ReplacementPiece]) -> Vec<ReplacementPiece> {
    let mut pieces = pieces.to_vec();
    if let Some(ReplacementPiece::Text(first)) = pieces.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(ReplacementPiece::Text(last)) = pieces.last_mut() {
        last.truncate(last.trim_end().len());
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::format::registry::BILINGUAL_FORMATS;
    use crate::text::TextRun;

    #[test]
    fn what_has_no_room_is_given_back_as_it_is() {
        let language = Language::parse("fr").unwrap();
        for (name, file) in [
            ("po", "msgid \"a\"\r\nmsgstr \"b\"\r\n# end"),
            (
                "xliff",
                "<xliff version='1.2'><file><trans-unit id='1'><source>a</source></trans-unit></file></xliff>",
            ),
            (
                "xliff",
                "<xliff version='2.0'><unit><segment><source>a<cp hex='1'/></source></segment></unit></xliff>",
            ),
        ] {
            let format = BILINGUAL_FORMATS
                .iter()
                .find(|format| format.name == name)
                .unwrap();
            assert!(format.open(file.as_bytes()).is_ok(), "{file}");
            assert_eq!(
                format.fill(file.as_bytes(), &[], &language).unwrap(),
                file.as_bytes()
            );
        }
        for format in BILINGUAL_FORMATS {
            assert!(format.open(b"Only text").is_err());
        }
    }

    /// Fills every place of a file: each text with itself between marks, plurals with as many forms.
    fn filled_up(format: &BilingualFormat, file: &str) -> (OpenTexts, Vec<u8>) {
        let open = format.open(file.as_bytes()).unwrap_or_default();
        let document = &open.document;
        let is_plural = |at: usize| open.plurals.iter().find(|plural| plural.block == at);
        let is_second = |at: usize| open.plurals.iter().any(|plural| plural.block + 1 == at);
        let language = Language::parse("fr").unwrap();
        let candidate = Candidate {
            languages: LanguagePair {
                source: language.clone(),
                target: language.clone(),
            },
            source: CodedText(vec![TextRun::Text("a & b".to_owned())]),
            target: CodedText(Vec::new()),
            similarity: 90,
            score: 80,
            origin: "<\"&\">".to_owned(),
        };
        let blocks = document.blocks().iter().enumerate();
        let fillings: Vec<Filling> = blocks
            .filter(|(at, _)| !is_second(*at))
            .map(|(at, block)| {
                let part = document.coded(block.span);
                let text = format!("«{}<&\"»", document.plain_text(part.span));
                let forms = is_plural(at).map_or(1, |plural| plural.forms);
                Filling {
                    replacement: Replacement {
                        span: part.span,
                        within: part.within,
                        pieces: vec![ReplacementPiece::Text(text)],
                    },
                    other_forms: vec!["x\ny".to_owned(); forms - 1],
                    needs_review: at % 2 == 0,
                    candidates: vec![candidate.clone(); at % 3],
                }
            })
            .collect();
        let written = format.fill(file.as_bytes(), &fillings, &language);
        (open, written.unwrap_or_else(|_| file.as_bytes().to_vec()))
    }

    proptest! {
        #[test]
        fn whatever_is_filled_has_no_room_left(
            tokens in prop::collection::vec(prop::sample::select(vec![
                "<trans-unit id='1'>", "</trans-unit>", "<unit id='u'>", "</unit>", "<segment>", "</segment>", "<segment id='s'>",
                "<source>", "</source>", "<source/>", "<target>", "</target>", "<target state='new'/>", "<seg-source>", "</seg-source>",
                "<mrk mtype='seg' mid='1'>", "<mrk mtype='seg' mid='2'/>", "<mrk mtype='term'>", "</mrk>", "<g id='1'>", "</g>", "<x id='2'/>",
                "a", " b ", "&amp;", "&no;", "<group translate='no'>", "</group>", "<alt-trans>", "</alt-trans>", "<mtc:matches>", "</mtc:matches>",
                "<mtc:match>", "</mtc:match>", "\n  ", "<cp hex='1'/>", "<ph id='3'>x</ph>",
            ]), 0..40),
            version in prop::sample::select(vec!["1.2", "2.1"]),
        ) {
            let file = format!("<xliff version='{version}'><file>{}</file></xliff>", tokens.concat());
            let format = &BILINGUAL_FORMATS[1];
            let (_, written) = filled_up(format, &file);
            prop_assert!(String::from_utf8(written).is_ok());
        }

        #[test]
        fn units_that_are_whole_are_filled_for_good(
            segments in prop::collection::vec(
                prop::sample::select(vec!["a", "a <x id='1'/>b", "<g id='1'>a</g> c", " ", "", "&lt;a&gt;", "<mrk mtype='term'>a</mrk>"]),
                1..5,
            ),
            targets in prop::sample::select(vec!["", "<target/>", "<target state='new'>SAME</target>", "<target><CUT></target>"]),
            is_cut in any::<bool>(),
        ) {
            let cut: String = segments.iter().enumerate()
                .map(|(at, text)| format!("<g id='g{at}'><mrk mtype='seg' mid='{at}'>{text}</mrk></g> "))
                .collect();
            let empty: String = (0..segments.len()).map(|at| format!("<mrk mtype='seg' mid='{at}'/>")).collect();
            let whole = segments.concat();
            let segmented = if is_cut { format!("<seg-source>{cut}</seg-source>") } else { String::new() };
            let target = targets.replace("SAME", &whole).replace("<CUT>", if is_cut { &empty } else { "" });
            let file = format!(
                "<xliff version='1.2'><file source-language='en'><body><trans-unit id='1'><source>{whole}</source>{segmented}{target}<note>n</note></trans-unit></body></file></xliff>"
            );
            let format = &BILINGUAL_FORMATS[1];
            let (open, written) = filled_up(format, &file);
            let written = String::from_utf8(written).unwrap();
            // It is XML still, whose parts end where they began.
            let mut reader = quick_xml::Reader::from_str(&written);
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Eof) => break,
                    Ok(_) => {}
                    Err(error) => prop_assert!(false, "{error}: {written}"),
                }
            }
            let again = format.open(written.as_bytes()).unwrap();
            prop_assert_eq!(again.document.blocks(), &[][..], "{}", written);
            prop_assert_eq!(written.matches('«').count(), open.document.blocks().len());
        }

        #[test]
        fn messages_are_filled_for_good(
            lines in prop::collection::vec(prop::sample::select(vec![
                "msgid \"a\"", "msgid \"\"", "msgid_plural \"b\\n\"", "msgstr \"\"", "msgstr[0] \"\"", "msgstr[1] \"\"", "msgstr[2] \"c\"",
                "\"d\"", "", "#, c-format", "#: x", "#~ msgid \"a\"", "#~ msgstr \"\"", "msgctxt \"e\"", "nonsense", "#| msgid \"f\"",
            ]), 0..30),
            plurals in prop::sample::select(vec!["", "nplurals=1; plural=0;", "nplurals=3; plural=n;"]),
        ) {
            let file = format!("msgid \"\"\nmsgstr \"\"\n\"Plural-Forms: {plurals}\\n\"\n\n{}\n", lines.join("\n"));
            let format = &BILINGUAL_FORMATS[0];
            let (open, written) = filled_up(format, &file);
            let again = format.open(&written).unwrap();
            prop_assert_eq!(again.document.blocks(), &[][..], "{}", String::from_utf8_lossy(&written));
            let second = open.plurals.len();
            let written = String::from_utf8(written).unwrap();
            prop_assert_eq!(written.matches('«').count(), open.document.blocks().len() - second);
        }
    }
}
