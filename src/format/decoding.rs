//! Bytes of any encoding as a stream of UTF-8, a block at a time.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Stands where bytes were no text in the file's encoding. It is not a character, so no text has it.
pub(super) const MALFORMED: char = '\u{FFFE}';

/// So many bytes are read at a time.
const BLOCK: usize = 1 << 16;

/// Reads a file as UTF-8, whatever its encoding: what its byte order mark says, else, if it is XML, what
/// its declaration says, else UTF-16 if the first character looks so, else UTF-8.
///
/// Nothing is replaced in silence: bytes that are no text become [`MALFORMED`], for the reader to
/// refuse what they stand in.
pub(super) struct AsUtf8<R> {
    inner: R,
    decoder: Option<Decoder>,
    input: Vec<u8>,
    /// What of `input` is not decoded yet.
    at: usize,
    ended: bool,
    output: Vec<u8>,
    /// What of `output` is not given yet.
    given: usize,
}

impl<R: Read> AsUtf8<R> {
    /// A reader of the bytes of `inner`.
    pub fn new(inner: R) -> Self {
        AsUtf8 {
            inner,
            decoder: None,
            input: Vec::new(),
            at: 0,
            ended: false,
            output: Vec::new(),
            given: 0,
        }
    }

    /// Reads more of the file after what is left of `input`.
    fn fill(&mut self) -> io::Result<()> {
        self.input.drain(..self.at);
        self.at = 0;
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

    fn decode(&mut self) {
        let first = &self.input[self.at..];
        let decoder = self
            .decoder
            .get_or_insert_with(|| encoding_of(first).new_decoder_with_bom_removal());
        self.output.clear();
        self.given = 0;
        let room = decoder.max_utf8_buffer_length_without_replacement(first.len());
        self.output.resize(room.unwrap_or(4 * BLOCK), 0);
        let mut written = 0;
        loop {
            let (result, read, wrote) = decoder.decode_to_utf8_without_replacement(
                &self.input[self.at..],
                &mut self.output[written..],
                self.ended,
            );
            self.at += read;
            written += wrote;
            let DecoderResult::Malformed(..) = result else {
                break;
            };
            let mut mark = [0; 4];
            let mark = MALFORMED.encode_utf8(&mut mark).as_bytes();
            self.output.truncate(written);
            self.output.extend_from_slice(mark);
            written += mark.len();
            let left = self.input.len() - self.at;
            let room = decoder.max_utf8_buffer_length_without_replacement(left);
            self.output.resize(written + room.unwrap_or(4 * BLOCK), 0);
        }
        self.output.truncate(written);
    }
}

impl<R: Read> Read for AsUtf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.output.len() {
            if self.ended {
                return Ok(0);
            }
            self.fill()?;
            self.decode();
        }
        let left = &self.output[self.given..];
        let count = left.len().min(buffer.len());
        buffer[..count].copy_from_slice(&left[..count]);
        self.given += count;
        Ok(count)
    }
}

/// The encoding of an XML file that starts with these bytes (XML 1.0, appendix F).
fn encoding_of(first: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(first) {
        return encoding;
    }
    match first {
        [b'<', 0, ..] => return UTF_16LE,
        [0, b'<', ..] => return UTF_16BE,
        _ => {}
    }
    let declared = declared(first).and_then(Encoding::for_label);
    // What was read so far is not UTF-16, whatever it says.
    declared
        .filter(|&encoding| encoding != UTF_16LE && encoding != UTF_16BE)
        .unwrap_or(UTF_8)
}

/// The encoding that the XML declaration names.
fn declared(first: &[u8]) -> Option<&[u8]> {
    let declaration = first.strip_prefix(b"<?xml")?;
    let end = declaration.iter().position(|&byte| byte == b'>')?;
    let declaration = &declaration[..end];
    let name = b"encoding";
    let at = declaration.windows(name.len()).position(|w| w == name)?;
    let rest = declaration[at + name.len()..].trim_ascii_start();
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
        AsUtf8::new(bytes).read_to_string(&mut text).unwrap();
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
        assert_eq!(read(b"a\xffb\xc3"), "a\u{fffe}b\u{fffe}");
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
