//! The cues of a file: their times and where their texts lie.

use std::ops::Range;

/// Which of the two formats of subtitles a file is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// SubRip.
    Srt,
    /// WebVTT, with character references and blocks that are no cues.
    Vtt,
}

/// A text that is shown for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    /// When it appears and disappears, in milliseconds.
    pub start: u64,
    pub end: u64,
    /// The lines of its text, without the characters that end them.
    pub lines: Vec<Range<usize>>,
    /// Where they lie with the ends of the lines between them.
    pub content: Range<usize>,
}

/// Why a file is none of subtitles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NoCues(pub Option<usize>, pub String);

/// The cues of `text`.
///
/// # Errors
/// [`NoCues`] with the line where, for what has none or does not begin as it must.
pub(super) fn cues(text: &str, kind: Kind) -> Result<Vec<Cue>, NoCues> {
    let lines = lines(text);
    let is_blank = |at: usize| {
        let line = lines.get(at).and_then(|line| text.get(line.clone()));
        line.is_none_or(|line| line.trim().is_empty())
    };
    let is_number = |at: usize| {
        let line = lines.get(at).and_then(|line| text.get(line.clone()));
        line.is_some_and(|line| {
            !line.trim().is_empty() && line.trim().chars().all(char::is_numeric)
        })
    };
    let times: Vec<Option<(u64, u64)>> = lines
        .iter()
        .map(|line| times(text.get(line.clone()).unwrap_or_default()))
        .collect();
    if kind == Kind::Vtt && !text.starts_with("WEBVTT") {
        return Err(NoCues(Some(1), "the first line is not WEBVTT".to_owned()));
    }
    let mut cues = Vec::new();
    for (at, time) in times.iter().enumerate() {
        let &Some((start, end)) = time else {
            continue;
        };
        let first = at + 1;
        let next = (first..lines.len()).find(|&at| times.get(at).is_some_and(Option::is_some));
        let mut last = next.unwrap_or(lines.len());
        match kind {
            // Lines after a blank one belong to it as well, up to the number of the next.
            Kind::Srt if next.is_some() && last > first && is_number(last - 1) => last -= 1,
            Kind::Srt => {}
            Kind::Vtt => last = (first..last).find(|&at| is_blank(at)).unwrap_or(last),
        }
        while last > first && is_blank(last - 1) {
            last -= 1;
        }
        let lines: Vec<Range<usize>> = lines.get(first..last).unwrap_or_default().to_vec();
        let content = match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => continue,
        };
        cues.push(Cue {
            start,
            end,
            lines,
            content,
        });
    }
    if times.iter().all(Option::is_none) && kind == Kind::Srt && !text.trim().is_empty() {
        let reason =
            "no line says from when to when a text is shown (00:00:01,000 --> 00:00:02,500)";
        return Err(NoCues(None, reason.to_owned()));
    }
    Ok(cues)
}

/// The lines of `text`, which end with `\n`, `\r\n` or `\r`.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        if at < start {
            continue;
        }
        lines.push(start..at);
        start = at + 1;
        if bytes.get(at..at + 2) == Some(b"\r\n") {
            start += 1;
        }
    }
    lines.push(start..text.len());
    lines
}

/// The times in a line such as `00:00:01,000 --> 00:00:02,500 align:start`.
fn times(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some((milliseconds(start.trim())?, milliseconds(end)?))
}

/// Hours, which may be left out, minutes, seconds and thousandths.
fn milliseconds(time: &str) -> Option<u64> {
    let (whole, fraction) = time.split_once([',', '.']).unwrap_or((time, "0"));
    let mut seconds = 0u64;
    let mut parts = 0;
    for part in whole.split(':') {
        seconds = seconds
            .checked_mul(60)?
            .checked_add(part.trim().parse().ok()?)?;
        parts += 1;
    }
    let digits: String = fraction
        .trim()
        .chars()
        .chain("000".chars())
        .take(3)
        .collect();
    let thousandths: u64 = digits.parse().ok()?;
    (2..=3)
        .contains(&parts)
        .then(|| seconds.checked_mul(1000)?.checked_add(thousandths))?
}
