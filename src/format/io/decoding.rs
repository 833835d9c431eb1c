//! Bytes of any encoding as a stream of UTF-8, a block at a time.

use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::memchr_iter;

/// Stands where bytes were no text in the file's encoding. It is not a character, so no text has it.
pub(in crate::format) const MALFORMED: char = '\u{FFFE}';

/// Stands before a character that was read as windows-1252, since its bytes were no UTF-8. It is not
/// a character either.
pub(in crate::format) const GUESSED: char = '\u{FFFF}';

/// Stands for a `<` that begins no markup, which people forget to escape. It is not a character either.
pub(in crate::format) const STRAY: char = '\u{FDD0}';

/// The number of bytes that are read at a time.
const BLOCK: usize = 1 << 16;

/// Maximum length of a character in any encoding, in bytes.
const MAX_CHARACTER_BYTES: usize = 4;

/// Reads a file as UTF-8, whatever its encoding: what its byte order mark says, else what the file
/// says of itself, else UTF-16 if the first character looks so, else UTF-8.
///
/// Nothing is replaced in silence: bytes that are no text become [`MALFORMED`]. In a file that should
/// be UTF-8 they are read as windows-1252, which is what editors have mixed in, and are marked by
/// [`GUESSED`].
pub(in crate::format) struct AsUtf8<R> {
    inner: R,
    kind: Kind,
    decoder: Option<Decoder>,
    input: Vec<u8>,
    /// What of `input` is not decoded yet.
    at: usize,
    ended: bool,
    /// Room for what is decoded; of it so much is filled, and of that so much is given.
    output: Vec<u8>,
    filled: usize,
    given: usize,
    /// A `<` at the end of the last block, of which only the next one shows what it is.
    held: bool,
}

/// What is known of a file before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::format) enum Kind {
    /// XML: the declaration says the encoding. A `<` that can begin no markup becomes
    /// [`STRAY`].
    Xml,
    /// Another text, which says nothing.
    Text,
    /// A text that says `charset=…` near its beginning, as catalogues of gettext do.
    Catalogue,
}

impl<R: Read> AsUtf8<R> {
    /// A reader of the bytes of `inner`.
    pub(crate) fn new(inner: R, kind: Kind) -> Self {
        AsUtf8 {
            inner,
            kind,
            decoder: None,
            input: Vec::new(),
            at: 0,
            ended: false,
            output: Vec::new(),
            filled: 0,
            given: 0,
            held: false,
        }
    }

    /// Reads more of the file after what is left of `input`.
    fn fill(&mut self) -> io::Result<()> {
        // The last character may be looked at again.
        let keep = self.at.min(MAX_CHARACTER_BYTES);
        self.input.drain(..self.at - keep);
        self.at = keep;
        let start = self.input.len();
        let limit = (BLOCK - start.min(BLOCK / 2)) as u64;
        let read = self
            .inner
            .by_ref()
            .take(limit)
            .read_to_end(&mut self.input)?;
        self.ended = read == 0;
        Ok(())
    }

    /// What was decoded and not consumed.
    pub(crate) fn unread(&self) -> &[u8] {
        self.output.get(self.given..self.filled).unwrap_or_default()
    }

    /// Decodes more after what is [unread](AsUtf8::unread); whether there may be more.
    pub(crate) fn more(&mut self) -> io::Result<bool> {
        if !self.ended {
            self.fill()?;
            self.decode();
        }
        Ok(!self.ended)
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "`at` never passes the input, and `enlarge` makes room before every write"
    )]
    fn decode(&mut self) {
        let first = &self.input[self.at..];
        let kind = self.kind;
        let decoder = self
            .decoder
            .get_or_insert_with(|| encoding_of(first, kind).new_decoder_with_bom_removal());
        // What grows is not moved again.
        if self.given > 0 {
            self.output.copy_within(self.given..self.filled, 0);
        }
        let kept = self.filled - self.given;
        self.given = 0;
        let mut written = kept;
        let room = |decoder: &Decoder, left: usize| {
            let room = decoder.max_utf8_buffer_length_without_replacement(left);
            room.unwrap_or(4 * BLOCK)
        };
        enlarge(&mut self.output, kept + 1 + room(decoder, first.len()));
        if std::mem::take(&mut self.held) {
            self.output[written] = b'<';
            written += 1;
        }
        loop {
            let (result, read, wrote) = decoder.decode_to_utf8_without_replacement(
                &self.input[self.at..],
                &mut self.output[written..],
                self.ended,
            );
            self.at += read;
            written += wrote;
            let DecoderResult::Malformed(length, after) = result else {
                break;
            };
            let end = self.at.saturating_sub(after.into());
            let bytes = &self.input[end.saturating_sub(length.into())..end];
            let mark = malformed(bytes, decoder.encoding());
            let left = self.input.len() - self.at;
            enlarge(&mut self.output, written + mark.len() + room(decoder, left));
            self.output[written..written + mark.len()].copy_from_slice(mark.as_bytes());
            written += mark.len();
        }
        if self.kind == Kind::Xml {
            if !self.ended && written > kept && self.output[written - 1] == b'<' {
                written -= 1;
                self.held = true;
            }
            if let Some(marked) = with_strays_marked(&self.output[kept..written]) {
                written = kept + marked.len();
                self.output.truncate(kept);
                self.output.extend_from_slice(&marked);
            }
        }
        self.filled = written;
    }
}

/// Makes `buffer` at least so long. What it holds is written before it is read.
fn enlarge(buffer: &mut Vec<u8>, length: usize) {
    if buffer.len() < length {
        buffer.resize(length, 0);
    }
}

/// What stands for bytes that are no text in `encoding`.
fn malformed(bytes: &[u8], encoding: &Encoding) -> String {
    if encoding != UTF_8 {
        return MALFORMED.to_string();
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    text.chars().flat_map(|c| [GUESSED, c]).collect()
}

/// `text` with [`STRAY`] in the place of each `<` that begins no markup; `None` if all do.
fn with_strays_marked(text: &[u8]) -> Option<Vec<u8>> {
    let begins = |at: usize| match text.get(at + 1) {
        Some(b'!') => matches!(
            text.get(at + 2),
            None | Some(b'-' | b'[' | b'd' | b'A'..=b'Z')
        ),
        Some(&byte) => byte.is_ascii_alphabetic() || b"/?_:".contains(&byte) || !byte.is_ascii(),
        None => false,
    };
    let strays: Vec<usize> = memchr_iter(b'<', text).filter(|&at| !begins(at)).collect();
    if strays.is_empty() {
        return None;
    }
    let mut buffer = [0; 4];
    let mark = STRAY.encode_utf8(&mut buffer).as_bytes();
    let mut marked = Vec::with_capacity(text.len() + 2 * strays.len());
    let mut from = 0;
    for at in strays {
        marked.extend_from_slice(text.get(from..at).unwrap_or_default());
        marked.extend_from_slice(mark);
        from = at + 1;
    }
    marked.extend_from_slice(text.get(from..).unwrap_or_default());
    Some(marked)
}

impl<R: Read> Read for AsUtf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut left = self.fill_buf()?;
        let count = left.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for AsUtf8<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.given == self.filled && !self.ended {
            self.fill()?;
            self.decode();
        }
        Ok(self.unread())
    }

    fn consume(&mut self, count: usize) {
        self.given = (self.given + count).min(self.filled);
    }
}

/// The encoding of a file that starts with these bytes (for XML: XML 1.0, appendix F).
pub(in crate::format) fn encoding_of(first: &[u8], kind: Kind) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(first) {
        return encoding;
    }
    match first {
        [low, 0, ..] if low.is_ascii() && *low != 0 => return UTF_16LE,
        [0, low, ..] if low.is_ascii() && *low != 0 => return UTF_16BE,
        _ => {}
    }
    let declared = match kind {
        Kind::Xml => declared(first),
        Kind::Text => None,
        Kind::Catalogue => charset(first),
    };
    // What was read so far is not UTF-16, whatever it says.
    declared
        .and_then(Encoding::for_label)
        .filter(|&encoding| encoding != UTF_16LE && encoding != UTF_16BE)
        .unwrap_or(UTF_8)
}

/// The encoding that follows the first `charset=`.
fn charset(first: &[u8]) -> Option<&[u8]> {
    let name = b"charset=";
    let at = first
        .windows(name.len())
        .position(|w| w.eq_ignore_ascii_case(name))?;
    let rest = first.get(at + name.len()..)?;
    let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:".contains(byte);
    rest.split(|byte| !is_label(byte)).next()
}

/// The encoding that the XML declaration names.
fn declared(first: &[u8]) -> Option<&[u8]> {
    let declaration = first.strip_prefix(b"<?xml")?;
    let end = declaration.iter().position(|&byte| byte == b'>')?;
    let declaration = declaration.get(..end)?;
    let name = b"encoding";
    let at = declaration.windows(name.len()).position(|w| w == name)?;
    let rest = declaration.get(at + name.len()..)?.trim_ascii_start();
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let (&quote, rest) = rest.split_first()?;
    rest.split(|&byte| byte == quote).next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> String {
        let mut text = String::new();
        AsUtf8::new(bytes, Kind::Xml)
            .read_to_string(&mut text)
            .unwrap();
        text
    }

    #[test]
    fn the_mark_the_declaration_or_the_looks_say_the_encoding() {
        let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(bytes).collect()
        };
        assert_eq!(read("\u{feff}<a>پل".as_bytes()), "<a>پل");
        assert_eq!(read(&utf16("\u{feff}<a>پل桥", u16::to_le_bytes)), "<a>پل桥");
        assert_eq!(read(&utf16("\u{feff}<a>پل桥", u16::to_be_bytes)), "<a>پل桥");
        assert_eq!(read(&utf16("<a>é", u16::to_le_bytes)), "<a>é");
        assert_eq!(read(&utf16("<a>é", u16::to_be_bytes)), "<a>é");
        let latin = b"<?xml version='1.0' encoding = 'ISO-8859-1' ?><a>\xe9</a>";
        assert!(read(latin).ends_with("<a>é</a>"));
        let korean = b"<?xml version=\"1.0\" encoding=\"euc-kr\"?>\xb4\xd9";
        assert!(read(korean).ends_with("다"));
        let lie = "<?xml version='1.0' encoding='UTF-16'?>é";
        assert_eq!(read(lie.as_bytes()), lie);
        assert_eq!(read(b""), "");
    }

    #[test]
    fn what_is_no_text_is_marked() {
        assert_eq!(read(b"a\xffb\xc3"), "a\u{ffff}\u{ff}b\u{ffff}\u{c3}");
        assert_eq!(
            read(b"caf\xe9 \xe2\x80"),
            "caf\u{ffff}\u{e9} \u{ffff}\u{e2}\u{ffff}\u{20ac}"
        );
        let japanese = b"<?xml version='1.0' encoding='shift_jis'?>\x82<";
        assert!(read(japanese).ends_with("?>\u{fffe}\u{fdd0}"));
    }

    #[test]
    fn a_stray_less_than_is_marked() {
        assert_eq!(
            read(b"<a>1 < 2<<b/><!x<!-- --><"),
            "<a>1 \u{fdd0} 2\u{fdd0}<b/>\u{fdd0}!x<!-- -->\u{fdd0}"
        );
        let long = "<a> < ".repeat(BLOCK / 5);
        assert_eq!(read(long.as_bytes()), long.replace("< ", "\u{fdd0} "));
    }

    #[test]
    fn a_catalogue_says_its_charset() {
        let read = |bytes: &[u8]| {
            let mut text = String::new();
            let mut reader = AsUtf8::new(bytes, Kind::Catalogue);
            reader.read_to_string(&mut text).unwrap();
            text
        };
        let cyrillic = b"\"Content-Type: text/plain; charset=windows-1251\\n\"\n\xcc\xee\xf1\xf2";
        assert!(read(cyrillic).ends_with("Мост"));
        assert_eq!(read("charset=CHARSET é".as_bytes()), "charset=CHARSET é");
    }

    proptest! {
        #[test]
        fn utf8_of_any_length_comes_through(text in "[a-zé桥]{0,100}", times in 0usize..3000) {
            let text = text.repeat(times);
            prop_assert_eq!(read(text.as_bytes()), text);
        }

        #[test]
        fn any_bytes_become_utf8(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            read(&bytes);
        }
    }
}
