//! What the first bytes of an article tell about its format.

/// The number of bytes that are looked at.
pub(in crate::format) const HEAD_BYTES: usize = 4096;

/// The extension that files with the content of `bytes` usually have; `None` if nothing tells. The first
/// [`HEAD_BYTES`] of a file are enough, except for containers.
pub(in crate::format) fn usual_extension(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") {
        let has = |part: &[u8]| memchr::memmem::find(bytes, part).is_some();
        return match () {
            () if has(b"mimetypeapplication/epub+zip") => Some("epub"),
            () if has(b"mimetypeapplication/vnd.oasis.opendocument.text") => Some("odt"),
            () if has(b"word/document.xml") => Some("docx"),
            () => None,
        };
    }
    let first = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    let wide = matches!(first, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
    let shown = first.iter().filter(|&&byte| !wide || byte != 0);
    let shown: Vec<u8> = shown.map(u8::to_ascii_lowercase).collect();
    let text = String::from_utf8_lossy(&shown);
    let text = text
        .trim_start_matches(['\u{feff}', '\u{fffd}'])
        .trim_start();
    if text.starts_with("webvtt") {
        return Some("vtt");
    }
    let mut lines = text.lines();
    let numbered = |line: &str| line.trim().parse::<u32>().is_ok();
    if lines.next().is_some_and(numbered) && lines.next().is_some_and(|line| line.contains("-->")) {
        return Some("srt");
    }
    match root(text)? {
        "rss" | "feed" | "rdf" => Some("rss"),
        "html" | "head" | "body" => Some("html"),
        _ => None,
    }
}

/// The name of the first element of a text that begins with markup, without its prefix; `html` if its
/// declaration says so.
fn root(mut text: &str) -> Option<&str> {
    loop {
        text = text.trim_start();
        let rest = text.strip_prefix('<')?;
        let end = match rest {
            rest if rest.starts_with("!doctype html") => return Some("html"),
            rest if rest.starts_with("!--") => "-->",
            rest if rest.starts_with(['!', '?']) => ">",
            rest => {
                let is_name = |c: char| c.is_ascii_alphanumeric() || c == ':';
                let name = rest.split(|c| !is_name(c)).next()?;
                return name.rsplit(':').next();
            }
        };
        text = text.split_once(end)?.1;
    }
}
