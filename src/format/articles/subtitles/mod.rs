//! Subtitles: SubRip (SRT) and WebVTT. A sentence that runs over several cues is read as one, and its translation
//! is spread over them.

mod cues;
mod read;
#[cfg(test)]
mod tests;
mod wrap;
mod write;

use std::path::Path;

use self::cues::{Kind, NoCues};
use crate::format::article::{ArticleFile, FrontMatter, ReadError};
use crate::format::write_back_error::WriteBackError;
use crate::text::{Language, Replacement, decode};

/// Reads the SRT file in `bytes`; `path` is what errors call it.
pub(in crate::format) fn read_srt(
    bytes: Vec<u8>,
    path: &Path,
) -> Result<Vec<ArticleFile>, ReadError> {
    article(bytes, path, Kind::Srt)
}

/// Reads the WebVTT file in `bytes`; `path` is what errors call it.
pub(in crate::format) fn read_vtt(
    bytes: Vec<u8>,
    path: &Path,
) -> Result<Vec<ArticleFile>, ReadError> {
    article(bytes, path, Kind::Vtt)
}

/// Puts the texts of `replacements` into the SRT file in `bytes`.
pub(in crate::format) fn write_srt(
    bytes: &[u8],
    replacements: &[Replacement],
) -> Result<Vec<u8>, WriteBackError> {
    written(bytes, replacements, Kind::Srt)
}

/// Puts the texts of `replacements` into the WebVTT file in `bytes`.
pub(in crate::format) fn write_vtt(
    bytes: &[u8],
    replacements: &[Replacement],
) -> Result<Vec<u8>, WriteBackError> {
    written(bytes, replacements, Kind::Vtt)
}

fn article(bytes: Vec<u8>, path: &Path, kind: Kind) -> Result<Vec<ArticleFile>, ReadError> {
    let text = decode(bytes).map_err(|error| ReadError::Decode {
        path: path.to_owned(),
        error,
    })?;
    let subtitles =
        read::read(&text, kind).map_err(|NoCues(line, reason)| ReadError::Malformed {
            path: path.to_owned(),
            line,
            reason,
        })?;
    Ok(vec![ArticleFile {
        document: subtitles.document,
        front_matter: FrontMatter {
            language: language(&text, kind),
            ..FrontMatter::default()
        },
    }])
}

/// The language that the header of a WebVTT file names (`Language: en`).
fn language(text: &str, kind: Kind) -> Option<Language> {
    if kind == Kind::Srt {
        return None;
    }
    let mut header = text.lines().take_while(|line| !line.trim().is_empty());
    let tag = header.find_map(|line| line.strip_prefix("Language:"))?;
    Language::parse(tag.trim()).ok()
}

fn written(
    bytes: &[u8],
    replacements: &[Replacement],
    kind: Kind,
) -> Result<Vec<u8>, WriteBackError> {
    if replacements.is_empty() {
        return Ok(bytes.to_vec());
    }
    let changed = |reason: String| WriteBackError::Changed(reason);
    let text = decode(bytes.to_vec()).map_err(|error| changed(error.to_string()))?;
    let subtitles = read::read(&text, kind).map_err(|NoCues(_, reason)| changed(reason))?;
    let new = write::written(&text, &subtitles, kind, replacements)
        .ok_or_else(|| changed("a text lies elsewhere in it".to_owned()))?;
    Ok(encoded(bytes, new))
}

/// `text` in the encoding of the file in `bytes`, with its byte order mark.
fn encoded(bytes: &[u8], text: String) -> Vec<u8> {
    let utf16 = |mark: [u8; 2], unit: fn(u16) -> [u8; 2]| {
        mark.into_iter()
            .chain(text.encode_utf16().flat_map(unit))
            .collect()
    };
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => [&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat(),
        [0xFF, 0xFE, ..] => utf16([0xFF, 0xFE], u16::to_le_bytes),
        [0xFE, 0xFF, ..] => utf16([0xFE, 0xFF], u16::to_be_bytes),
        _ => text.into_bytes(),
    }
}
