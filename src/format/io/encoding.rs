//! The encoding of a page: what its byte order mark says, else UTF-8 if it is that, else what the page says
//! of itself, else what its bytes look like.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::decoding::{Kind, encoding_of};
use crate::format::write_back_error::WriteBackError;
use crate::text::DecodeError;

/// Number of bytes that are searched for what a page says about its encoding (HTML asks for 1024).
const PRESCAN: usize = 4096;

/// A page as text, with what it takes to write it again.
#[derive(Debug)]
pub(in crate::format) struct Decoded {
    /// Its text, without a byte order mark.
    pub text: String,
    encoding: &'static Encoding,
    /// Whether it begins with a byte order mark.
    is_marked: bool,
}

impl Decoded {
    /// The text in `bytes`.
    ///
    /// # Errors
    /// [`DecodeError`]; no character is ever replaced.
    pub(crate) fn of(bytes: &[u8]) -> Result<Self, DecodeError> {
        Self::in_encoding(bytes, unmarked(bytes))
    }

    /// The text in `bytes`, in this encoding unless a byte order mark says otherwise.
    ///
    /// # Errors
    /// [`DecodeError`]; no character is ever replaced.
    pub(crate) fn in_encoding(
        bytes: &[u8],
        encoding: &'static Encoding,
    ) -> Result<Self, DecodeError> {
        let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((encoding, 0));
        let rest = bytes.get(mark..).unwrap_or_default();
        if encoding != UTF_16LE
            && encoding != UTF_16BE
            && let Some(at) = memchr::memchr(0, rest)
        {
            return Err(DecodeError::Binary(mark + at));
        }
        let text = encoding.decode_without_bom_handling_and_without_replacement(rest);
        let text = text
            .map(Cow::into_owned)
            .ok_or_else(|| refused(rest, encoding, mark))?;
        match text.trim().is_empty() {
            true => Err(DecodeError::Empty),
            false => Ok(Decoded {
                text,
                encoding,
                is_marked: mark > 0,
            }),
        }
    }

    /// The bytes of another text in the encoding of this one; what it has no characters for is written as
    /// references.
    ///
    /// # Errors
    /// [`WriteBackError::Unsupported`] if the encoding does not give back the bytes that were read.
    pub(crate) fn encode(&self, text: &str, original: &[u8]) -> Result<Vec<u8>, WriteBackError> {
        if self.encoding != UTF_8 && self.bytes(&self.text) != original {
            return Err(WriteBackError::Unsupported(format!(
                "its {} does not come out as it was; save it as UTF-8",
                self.encoding.name()
            )));
        }
        Ok(self.bytes(text))
    }

    fn bytes(&self, text: &str) -> Vec<u8> {
        let mark = if self.is_marked { "\u{feff}" } else { "" };
        let utf16 = || mark.encode_utf16().chain(text.encode_utf16());
        match self.encoding {
            encoding if encoding == UTF_16LE => utf16().flat_map(u16::to_le_bytes).collect(),
            encoding if encoding == UTF_16BE => utf16().flat_map(u16::to_be_bytes).collect(),
            encoding if encoding == UTF_8 => [mark.as_bytes(), text.as_bytes()].concat(),
            encoding => encoding.encode(text).0.into_owned(),
        }
    }
}

fn refused(bytes: &[u8], encoding: &'static Encoding, mark: usize) -> DecodeError {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        return DecodeError::NotUtf16;
    }
    let byte = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let before = bytes.get(..byte).unwrap_or_default();
    DecodeError::NotUtf8 {
        line: 1 + memchr::memchr_iter(b'\n', before).count(),
        byte: mark + byte,
    }
}

/// The encoding of a page without a byte order mark.
fn unmarked(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.get(..PRESCAN).unwrap_or(bytes);
    let declared = encoding_of(first, Kind::Xml);
    if declared == UTF_16LE || declared == UTF_16BE {
        return declared;
    }
    let declared = match declared == UTF_8 {
        true => meta_charset(first),
        false => Some(declared),
    };
    if !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    declared.unwrap_or_else(|| {
        if bytes.is_ascii() {
            return UTF_8;
        }
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(None, Utf8Detection::Deny)
    })
}

/// What the first `charset=` of a page says.
fn meta_charset(first: &[u8]) -> Option<&'static Encoding> {
    let name = b"charset";
    let at = first
        .windows(name.len())
        .position(|window| window.eq_ignore_ascii_case(name))?;
    let rest = first
        .get(at + name.len()..)?
        .trim_ascii_start()
        .strip_prefix(b"=")?;
    let rest = rest.trim_ascii_start();
    let rest = rest
        .strip_prefix(b"\"")
        .or(rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:".contains(byte);
    let label = rest.split(|byte| !is_label(byte)).next()?;
    // What was read so far is not UTF-16, whatever it says.
    Encoding::for_label(label).map(Encoding::output_encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        Decoded::of(bytes).unwrap().text
    }

    #[test]
    fn pages_are_read_and_written_in_their_encodings() {
        let latin = b"<meta charset=\"iso-8859-1\"><p>caf\xe9";
        assert_eq!(read(latin), "<meta charset=\"iso-8859-1\"><p>café");
        let page = Decoded::of(latin).unwrap();
        let written = page.encode("é پ", latin).unwrap();
        assert_eq!(written, b"\xe9 &#1662;");
        let arabic = encoding_rs::WINDOWS_1256
            .encode("<p>افتتح الجسر يوم الاثنين بعد سنوات من العمل")
            .0;
        assert_eq!(
            read(&arabic),
            "<p>افتتح الجسر يوم الاثنين بعد سنوات من العمل"
        );
        let utf16: Vec<u8> = "\u{feff}<p>پل"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        let page = Decoded::of(&utf16).unwrap();
        assert_eq!(page.text, "<p>پل");
        assert_eq!(page.encode("<p>پل", &utf16).unwrap(), utf16);
        let lie = "<meta charset=latin1><p>پل";
        assert_eq!(read(lie.as_bytes()), lie);
    }

    #[test]
    fn what_is_no_page_is_refused() {
        assert_eq!(Decoded::of(b" ").unwrap_err(), DecodeError::Empty);
        assert_eq!(Decoded::of(b"<p>\0").unwrap_err(), DecodeError::Binary(3));
        assert!(Decoded::of(b"<meta charset=utf-8>\n<p>\xff").is_err());
    }
}
