//! Lines that are about the article: bylines, timestamps, captions and trailers.

use std::sync::LazyLock;

use regex::Regex;

use crate::languages::Profile;
use crate::text::Document;

use super::super::{Segment, SegmentKind};
use super::{Alternatives, alternatives, any_of, ends_with_stop, head, pattern, phrases};

/// A byline is looked for in so many first blocks, a trailer in so many last ones.
const BYLINE_WITHIN: usize = 5;
const TRAILER_WITHIN: usize = 3;

/// Maximum length of a trailer, in segments: a licence, and whom to ask.
const MAX_TRAILER_SEGMENTS: usize = 3;

/// Maximum length of a byline, in words.
const MAX_BYLINE_WORDS: usize = 8;

/// Maximum length of a timestamp, in bytes.
const MAX_TIMESTAMP_BYTES: usize = 120;

/// Maximum length of the opening of a timestamp, in bytes.
const MAX_OPENING_BYTES: usize = 48;

/// So far into a line the word that makes it a caption ends, in bytes.
const CAPTION_WITHIN: usize = 32;

/// So far into a line the licence is named, in characters.
const LICENCE_WITHIN: usize = 150;

static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    let possessives = Profile::all().flat_map(|profile| profile.byline_possessives.iter());
    let ours = alternatives(possessives);
    let before_names = Alternatives::new(|profile| profile.bylines);
    let labels = alternatives(phrases(|profile| profile.byline_labels));
    any_of(&[
        &format!(
            r"(?i:{})\s+(?:(?i:{ours}) [\p{{L}} ]+)?\p{{Lu}}",
            before_names.spaced
        ),
        &format!(r"（?(?:{})[：:]?\s*\p{{Han}}", before_names.spaceless),
        &format!(r"(?:{labels})"),
    ])
});

/// What timestamps in words open with, in small letters.
static TIMESTAMP_OPENS: LazyLock<Vec<&str>> =
    LazyLock::new(|| phrases(|profile| profile.timestamps).collect());

static TIMESTAMP_IN_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    let opens = Alternatives::new(|profile| profile.timestamps);
    any_of(&[
        // Published: 3 March 2026, 14:05
        &format!(
            concat!(
                r"(?i:{})[\s:,.(|–—-][^!?]{{0,24}}",
                r"(?:[0-9]{{1,2}}:[0-9]{{2}}|[0-9]{{1,2}}[./-][0-9]{{1,2}}|[0-9]{{4}})[^!?]{{0,40}}$"
            ),
            opens.spaced
        ),
        &format!(r"(?:{})[^.!?؟]{{0,24}}[\d][^!?؟]{{0,40}}$", opens.arabic),
        &format!(r"(?:{})[：: ]?\s*\d.{{0,40}}$", opens.spaceless),
    ])
});

static TIMESTAMP_IN_DIGITS: LazyLock<Regex> = LazyLock::new(|| {
    any_of(&[
        // 2026-03-03T14:05Z   2026-03-03 14:05 GMT
        r"\d{4}-\d{2}-\d{2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?(?:Z|[+-]\d{2}:?\d{2})?(?: [A-Z]{2,5})?$",
        // 14:05 GMT, 3 March 2026   3/3/2026, 2:05 p.m.
        r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,5})?(?:[,|·–-]? ?\d{1,2}\.? ?(?:de )?[^\s,|·–;:!?]{1,12}(?: de)?(?: ?\d{2,4})?)?$",
        r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?:[,|·–-]? *\d{1,2}:\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,5})?)?$",
    ])
});

static CAPTION: LazyLock<Regex> = LazyLock::new(|| {
    let words = Alternatives::new(|profile| profile.captions);
    any_of(&[
        &format!(r"(?i:{})\s?: ", words.spaced),
        &format!(r"(?:{})\s?: ?", words.arabic),
        &format!(r"(?:{})\s?[：:]", words.spaceless),
    ])
});

/// Marks that open a trailer in every language, and marks that are one.
const TRAILER_MARKS: [&str; 2] = ["©", "(c) "];
const END_MARKS: [&str; 3] = ["-30-", "##", "###"];

/// What a trailer opens with, in lower case.
static TRAILER_OPENS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let reprints = phrases(|profile| profile.reprints);
    TRAILER_MARKS.into_iter().chain(reprints).collect()
});

/// What a trailer is, but for a full stop, in lower case.
static TRAILER_IS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = phrases(|profile| profile.end_lines);
    END_MARKS.into_iter().chain(lines).collect()
});

/// Words of licences, in lower case; words only, so that it is searched for as a set of strings.
static LICENCE: LazyLock<Regex> =
    LazyLock::new(|| pattern(&alternatives(phrases(|profile| profile.licences))));

/// Whether `paragraph` says of itself that it is under a picture.
pub(in super::super) fn is_caption(paragraph: &str) -> bool {
    head(paragraph, CAPTION_WITHIN).contains([':', '：']) && CAPTION.is_match(paragraph)
}

/// Gives bylines near the start of `document` and trailers near its end their kind.
pub(in super::super) fn mark_bylines_and_trailers(document: &Document, segments: &mut [Segment]) {
    let blocks = document.blocks().len();
    let text_of = |segment: &Segment| segment.span.of(document.text());
    for block in segments.chunk_by_mut(|a, b| a.paragraph == b.paragraph) {
        let Some(first) = block.first() else { continue };
        let (text, paragraph) = (text_of(first), first.paragraph);
        if block.len() == 1 && paragraph < BYLINE_WITHIN && is_byline(text) {
            block[0].kind = SegmentKind::Byline;
        } else if block.len() == 1
            && (paragraph < BYLINE_WITHIN || paragraph + TRAILER_WITHIN >= blocks)
            && is_timestamp(text)
        {
            block[0].kind = SegmentKind::Timestamp;
        } else if block.len() <= MAX_TRAILER_SEGMENTS
            && paragraph + TRAILER_WITHIN >= blocks
            && is_trailer(text)
        {
            for segment in block {
                segment.kind = SegmentKind::Trailer;
            }
        }
    }
    // Wire copy may run on: then the last sentence of the last paragraph is the trailer.
    if let Some(last) = segments.last_mut()
        && is_trailer(text_of(last))
    {
        last.kind = SegmentKind::Trailer;
    }
}

fn is_byline(text: &str) -> bool {
    let text = text.trim_matches(['*', '_']);
    text.split_whitespace().take(MAX_BYLINE_WORDS + 1).count() <= MAX_BYLINE_WORDS
        && !ends_with_stop(text)
        && BYLINE.is_match(text)
}

fn is_timestamp(text: &str) -> bool {
    let text = text.trim_matches(['*', '_', '(', ')', '[', ']']);
    if text.len() > MAX_TIMESTAMP_BYTES || !text.contains(char::is_numeric) {
        return false;
    }
    match text.starts_with(char::is_numeric) {
        true => TIMESTAMP_IN_DIGITS.is_match(text),
        false => opens_a_timestamp(text) && TIMESTAMP_IN_WORDS.is_match(text),
    }
}

fn opens_a_timestamp(text: &str) -> bool {
    let lower = head(text, MAX_OPENING_BYTES).to_lowercase();
    TIMESTAMP_OPENS.iter().any(|words| lower.starts_with(words))
}

fn is_trailer(text: &str) -> bool {
    let text = text.trim_start_matches(['*', '_']);
    let head = text.char_indices().nth(LICENCE_WITHIN);
    let head = text[..head.map_or(text.len(), |(at, _)| at)].to_lowercase();
    let line = head.strip_suffix(['.', '。']).unwrap_or(&head);
    TRAILER_OPENS.iter().any(|&words| head.starts_with(words))
        || head.strip_prefix("copyright").is_some_and(starts_apart)
        || TRAILER_IS.contains(&line)
        || LICENCE.find_iter(&head).any(|found| {
            !found.as_str().starts_with(|c: char| c.is_ascii())
                || (!head[..found.start()].ends_with(char::is_alphanumeric)
                    && starts_apart(&head[found.end()..]))
        })
}

/// Whether no word goes on in `rest`.
fn starts_apart(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps() {
        for text in [
            "Published: 3 March 2026, 14:05",
            "Updated 14:05 GMT",
            "Publié le 3/3/2026",
            "2026-03-03T14:05Z",
            "2026-03-03 14:05 GMT",
            "14:05, 3 March 2026",
            "3/3/2026, 2:05 p.m.",
            "*Aktualisiert am 3. März 2026*",
            "تاریخ انتشار: ۳ مارس ۲۰۲۶",
            "发布时间：2026年3月3日 14:05",
        ] {
            assert!(is_timestamp(text), "{text}");
        }
        for text in [
            "Published authors met 30 readers. They talked.",
            "1998",
            "3.5",
            "14:05 was when the last of the trains left the station that day.",
            "2026 was a good year",
        ] {
            assert!(!is_timestamp(text), "{text}");
        }
    }

    #[test]
    fn bylines_and_captions() {
        assert!(is_byline("By Jane Doe") && is_byline("Von unserem Korrespondenten Jan Doe"));
        assert!(!is_byline("By Monday it was done.") && !is_byline("by hand"));
        assert!(is_caption("图：新桥") && is_caption("Photo: the bridge"));
        assert!(!is_caption("The photo: a bridge"));
    }

    #[test]
    fn trailers() {
        for text in [
            "All content by X is licensed under CC BY 4.0.",
            "ENDS",
            "-30-",
            "Fin.",
            "（完）",
            "© 2026 Marlow Press",
            "Copyright 2026",
            "Dieser Text ist unter CC BY lizenziert.",
            "جميع الحقوق محفوظة",
        ] {
            assert!(is_trailer(text), "{text}");
        }
        for text in [
            "Ends meet here",
            "Copyrighted works are many",
            "Die lizenzierten Fahrer kamen.",
            "",
        ] {
            assert!(!is_trailer(text), "{text}");
        }
    }
}
