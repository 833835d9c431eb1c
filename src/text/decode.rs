use encoding_rs::{UTF_16BE, UTF_16LE};

/// Why bytes are not a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// They are empty, or white space only.
    #[error("it is empty")]
    Empty,
    /// They contain NUL bytes, as no text does.
    #[error("it looks like a binary file (NUL byte at byte {0}), not a text")]
    Binary(usize),
    /// They are not UTF-8.
    #[error(
        "it is not UTF-8 (line {line}, byte {byte}); convert it first, e.g. iconv -f WINDOWS-1252 -t UTF-8"
    )]
    NotUtf8 {
        /// Line of the first wrong byte, from 1.
        line: usize,
        /// Offset of the first wrong byte, from 0.
        byte: usize,
    },
    /// They begin with the byte order mark of UTF-16, but are not UTF-16.
    #[error(
        "it starts as UTF-16 but holds unpaired surrogates or half a character; save it as UTF-8"
    )]
    NotUtf16,
}

/// Decodes `bytes`: UTF-8 with or without a byte order mark, or UTF-16 with one.
///
/// The mark is not part of the text.
///
/// # Errors
/// [`DecodeError`]; no character is ever replaced.
pub fn decode(bytes: Vec<u8>) -> Result<String, DecodeError> {
    let text = match &bytes[..] {
        [0xFF, 0xFE, rest @ ..] => from_utf16(rest, UTF_16LE)?,
        [0xFE, 0xFF, rest @ ..] => from_utf16(rest, UTF_16BE)?,
        [0xEF, 0xBB, 0xBF, rest @ ..] => from_utf8(rest.to_vec())?,
        _ => from_utf8(bytes)?,
    };
    if text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    Ok(text)
}

fn from_utf8(bytes: Vec<u8>) -> Result<String, DecodeError> {
    if let Some(at) = memchr::memchr(0, &bytes) {
        return Err(DecodeError::Binary(at));
    }
    String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        let before = &error.as_bytes()[..byte];
        DecodeError::NotUtf8 {
            line: 1 + before.iter().filter(|&&b| b == b'\n').count(),
            byte,
        }
    })
}

fn from_utf16(
    bytes: &[u8],
    encoding: &'static encoding_rs::Encoding,
) -> Result<String, DecodeError> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(|text| text.into_owned())
        .ok_or(DecodeError::NotUtf16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_and_left_out() {
        let utf16 = |bytes: &dyn Fn(u16) -> [u8; 2]| {
            "\u{feff}پل 桥"
                .encode_utf16()
                .flat_map(bytes)
                .collect::<Vec<u8>>()
        };
        assert_eq!(decode(utf16(&u16::to_le_bytes)).unwrap(), "پل 桥");
        assert_eq!(decode(utf16(&u16::to_be_bytes)).unwrap(), "پل 桥");
        assert_eq!(decode("\u{feff}a".into()).unwrap(), "a");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b"".to_vec()), Err(DecodeError::Empty));
        assert_eq!(decode(b" \n".to_vec()), Err(DecodeError::Empty));
        assert_eq!(decode(b"a\0b".to_vec()), Err(DecodeError::Binary(1)));
        assert_eq!(
            decode(b"ok\ncaf\xe9".to_vec()),
            Err(DecodeError::NotUtf8 { line: 2, byte: 6 })
        );
        assert_eq!(decode(b"\xff\xfea".to_vec()), Err(DecodeError::NotUtf16));
    }
}
