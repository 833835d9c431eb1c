//! What news copy sets off without a full stop: datelines, inline headings, bylines, timestamps,
//! captions and trailers.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::{Document, Span};

use super::{Segment, SegmentKind};

/// A dateline is looked for in so many first blocks of an article.
pub(super) const DATELINE_WITHIN: usize = 6;

/// A byline is looked for in so many first blocks, a trailer in so many last ones.
const BYLINE_WITHIN: usize = 5;
const TRAILER_WITHIN: usize = 3;

/// Longest trailer, in segments: a licence, and whom to ask.
const LONGEST_TRAILER: usize = 3;

/// Longest heading inside a paragraph, in words.
const LONGEST_HEADING: usize = 15;

fn any_of(patterns: &[&str]) -> Regex {
    let alternatives = format!("^(?:{})", patterns.join("|"));
    // The patterns are constants of this file, and a test compiles every one of them.
    Regex::new(&alternatives).unwrap_or_else(|error| unreachable!("{error}"))
}

static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    any_of(&[
        // TEHRAN-  LONDON (Agency) —  PARIS, 3 mars (Agence) –
        r"\p{Lu}[\p{Lu}\p{M}’'.-]+(?: \p{Lu}[\p{Lu}\p{M}’'.-]*){0,3}(?:, [^\n,()—–:;-]{2,20}(?:, [^\n,()—–:;-]{2,20})?)?(?: ?\([^)\n]{2,40}\))? ?[-–—]{1,2}\s+",
        // Berlin (agency) –
        r"\p{Lu}[\p{L}\p{M}’'. -]{1,40}?(?:, [^\n()—–:;]{2,24})? ?\([^)\n]{2,40}\) ?[-–—]{1,2}\s+",
        // Valdorne, 3 March —   Valdorne, 3. März –   Valdorne, 3 de marzo —
        r"\p{Lu}[\p{L}\p{M}’' -]{1,30}, (?:den |le |el )?\d{1,2}(?:er|\.|º)? (?:de )?\p{L}{3,12}\.?(?: \d{4})? ?(?:\([^)\n]{2,40}\) ?)?[-–—]\s+",
        // تهران - واحد مرکزی خبر: پس از …
        r"[\p{Arabic}\u{200c}]+(?: [\p{Arabic}\u{200c}]+){0,2} [-–—] [\p{Arabic}\u{200c}]+(?: [\p{Arabic}\u{200c}]+){0,2}: ",
        // The same in Arabic script: place, agency, dash.
        r"[\p{Arabic}\u{200c}]+(?: [\p{Arabic}\u{200c}]+)?(?:[،,] ?[\p{Arabic}\u{200c}\d ]{2,24})?(?: ?\([^)\n]{2,40}\))?(?: ?[-–—] ?[\p{Arabic}\u{200c}]{2,20})? ?[-–—]\s+",
        // 本报马洛3月5日电
        r"[\p{Han}\d]{3,20}[电電讯訊](?:[（(][^）)\n]{1,24}[）)])?[ \u{3000}：:]\s*",
    ])
});

static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    any_of(&[
        r"(?i:by|von|par|por|di|door)\s+(?:(?i:our|notre|unserem?|unserer|nuestro|nuestra) [\p{L} ]+)?\p{Lu}",
        r"(?:نوشتهٔ|نویسنده:|به قلم|گزارش از|بقلم|كتب:|تحرير:)\s*",
        r"(?:文/|作者[：:]|（?(?:本报|本刊)?记者[：:]?\s*\p{Han})",
    ])
});

static TIMESTAMP: LazyLock<Regex> = LazyLock::new(|| {
    any_of(&[
        // Published: 3 March 2026, 14:05
        r"(?i:published|posted|(?:last )?(?:updated|modified)|created|issued|veröffentlicht|aktualisiert|erstellt|stand|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato|gepubliceerd|bijgewerkt|opublikowano|aktualizacja|опубликовано|обновлено)\b[^!?]{0,24}(?:\d{1,2}:\d{2}|\d{1,2}[./-]\d{1,2}|\d{4})[^!?]{0,40}$",
        r"(?:تاریخ انتشار|زمان انتشار|تاريخ النشر|نُشر|نشر في|آخر تحديث|به‌روزرسانی)[^.!?؟]{0,24}[\d][^!?؟]{0,40}$",
        r"(?:发布时间|更新时间|发布于|更新于|發佈時間|公開日|更新日)[：: ]?\s*\d.{0,40}$",
        // 2026-03-03T14:05Z   2026-03-03 14:05 GMT
        r"\d{4}-\d{2}-\d{2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?(?:Z|[+-]\d{2}:?\d{2})?(?: \p{Lu}{2,5})?$",
        // 14:05 GMT, 3 March 2026   3/3/2026, 2:05 p.m.
        r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: \p{Lu}{2,5})?(?:[,|·–-]? ?\d{1,2}\.? ?(?:de )?[\p{L}\d./-]{1,12}\.?(?: de)?(?: ?\d{2,4})?)?$",
        r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?:[,|·–-]? *\d{1,2}:\d{2}(?: ?[ap]\.?m\.?)?(?: \p{Lu}{2,5})?)?$",
    ])
});

static CAPTION: LazyLock<Regex> = LazyLock::new(|| {
    any_of(&[
        r"(?i:photo|caption|picture|image|foto|bild|bildunterschrift|légende|imagen|legenda)\s?: ",
        r"(?:عکس|تصویر|الصورة|صورة)\s?: ?",
        r"(?:图|图片|图片说明|圖|照片)\s?[：:]",
    ])
});

static TRAILER: LazyLock<Regex> = LazyLock::new(|| {
    any_of(&[
        r"©|\([cC]\) |(?i:copyright\b)",
        r"(?i:ends|ende|fin|end|-30-|###?|\*\*\*)[.]?$",
        r"(?:پایان|انتهى|انتهی|完|（完）)[.。]?$",
        r"(?i:.{0,120}\b(?:licen[cs]ed under|all rights reserved|creative commons))",
        r"(?i:.{0,120}(?:sous licence|tous droits réservés|unter der lizenz|alle rechte vorbehalten))",
        r"(?i:.{0,120}(?:bajo (?:una |la )?licencia|todos los derechos reservados|\blizenziert\b))",
        r".{0,120}(?:تحت مجوز|با مجوز|تحت پروانه|حقوق محفوظ|جميع الحقوق|بموجب (?:رخصة|ترخيص)|مرخّ?صة? بموجب)",
        r"(?i:this article may be re|la reproduction de cet article|este artículo puede reproducirse)",
        r"(?i:dieser (?:artikel|text) darf)",
        r".{0,60}(?:版权所有|许可协议|授权协议|许可发布|授权发布|授权使用)",
    ])
});

/// Datelines that are told even inside a paragraph, where several pieces run on.
static INNER_DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    any_of(&[
        // LONDON (Agency) —
        r"\p{Lu}[\p{Lu}\p{M}’'.-]{2,}(?: \p{Lu}[\p{Lu}\p{M}’'.-]*){0,3} ?\([^)\n]{2,40}\) ?[-–—]{1,2}\s+",
        // تهران - واحد مرکزی خبر: پس از …
        r"[\p{Arabic}\u{200c}]+(?: [\p{Arabic}\u{200c}]+){0,2} [-–—] [\p{Arabic}\u{200c}]+(?: [\p{Arabic}\u{200c}]+){0,2}: ",
    ])
});

/// So far into a sentence the dash of a dateline is looked for, in bytes.
const DATELINE_DASH: usize = 96;

/// The end of the dateline that opens a `sentence` inside a paragraph, after the white space
/// behind it.
pub(super) fn inner_dateline(sentence: &str) -> Option<usize> {
    let head = &sentence.as_bytes()[..sentence.len().min(DATELINE_DASH)];
    // Few sentences have a dash so early; the pattern is slower than to look for one.
    let dashed = head
        .windows(2)
        .any(|pair| pair == b" -" || pair == b") " || pair == b"\xE2\x80");
    let end = dashed
        .then(|| INNER_DATELINE.find(sentence))
        .flatten()?
        .end();
    (end < sentence.len()).then_some(end)
}

/// The end of the dateline that opens `paragraph`, after the white space behind it.
pub(super) fn dateline(paragraph: &str) -> Option<usize> {
    let end = DATELINE.find(paragraph)?.end();
    // A paragraph that is nothing but "ROADS -" is no dateline.
    (end < paragraph.len()).then_some(end)
}

/// Whether `paragraph` says of itself that it stands under a picture.
pub(super) fn is_caption(paragraph: &str) -> bool {
    CAPTION.is_match(paragraph)
}

/// Gives bylines near the start of `document` and trailers near its end their kind.
pub(super) fn mark_bylines_and_trailers(document: &Document, segments: &mut [Segment]) {
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
        } else if block.len() <= LONGEST_TRAILER
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
    BYLINE.is_match(text) && text.split_whitespace().count() <= 8 && !ends_with_stop(text)
}

fn is_timestamp(text: &str) -> bool {
    let text = text.trim_matches(['*', '_', '(', ')', '[', ']']);
    text.len() <= 120 && TIMESTAMP.is_match(text)
}

fn is_trailer(text: &str) -> bool {
    TRAILER.is_match(text.trim_start_matches(['*', '_']))
}

/// Whether there is a gap in `block` that may set off a heading. Most blocks have none, and their
/// sentences need not be looked at.
pub(super) fn has_gap(block: &str) -> bool {
    let bytes = block.as_bytes();
    memchr::memmem::find(bytes, b"  ").is_some()
        || memchr::memchr(b'\t', bytes).is_some()
        // The first bytes of the white space that is not ASCII.
        || memchr::memchr3_iter(0xC2, 0xE2, 0xE3, bytes)
            .any(|at| block[at..].starts_with(char::is_whitespace))
}

/// The ends of the headings with which `sentence` of `paragraph` begins: parts that only spacing
/// (two or more spaces, a tab, NBSP and space) or their quotation marks set off.
pub(super) fn inline_headings(paragraph: &str, sentence: Span) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = sentence.start;
    while let Some(end) = inline_heading(paragraph, Span::new(start, sentence.end)) {
        ends.push(end);
        start = end;
    }
    ends
}

fn inline_heading(paragraph: &str, sentence: Span) -> Option<usize> {
    let text = sentence.of(paragraph);
    let gap_before = ends_with_gap(&paragraph[..sentence.start]);
    if gap_before && let Some(end) = quoted_heading(text) {
        return Some(sentence.start + end);
    }
    let (heading, end) = up_to_gap(text)?;
    let rest = &text[end..];
    let words = heading.split_whitespace().count();
    // A gap on one side only may be a slip of the typist: a name, an article and the like.
    let enough = if gap_before { 1 } else { 3 };
    let set_off = (enough..=LONGEST_HEADING).contains(&words)
        && !ends_with_stop(heading)
        && !heading.ends_with([',', ';', '-', '–', '—', '،', '؛'])
        && opens_sentence(heading)
        && opens_sentence(rest);
    set_off.then_some(sentence.start + end)
}

/// `“More united than ever” Officials praised …`: a quotation without a stop inside, set off by
/// a gap before it and followed by a capital.
fn quoted_heading(text: &str) -> Option<usize> {
    let open = text.chars().next()?;
    let close = match open {
        '“' => '”',
        '«' => '»',
        '„' => '“',
        '"' => '"',
        _ => return None,
    };
    let inside = &text[open.len_utf8()..];
    let at = inside.find(close)?;
    let quoted = inside[..at].trim();
    let end = open.len_utf8() + at + close.len_utf8();
    let rest = &text[end..];
    let heading = !ends_with_stop(quoted)
        && !quoted.ends_with([',', '،'])
        && (2..=LONGEST_HEADING).contains(&quoted.split_whitespace().count())
        && rest.starts_with(char::is_whitespace)
        && rest.trim_start().starts_with(char::is_uppercase);
    heading.then(|| text.len() - rest.trim_start().len())
}

/// What stands before the first gap inside `text`, and where the text goes on.
fn up_to_gap(text: &str) -> Option<(&str, usize)> {
    let mut run_start = None;
    for (at, c) in text.char_indices() {
        match (c.is_whitespace(), run_start) {
            (true, None) => run_start = Some(at),
            (false, Some(start)) if start > 0 && is_gap(&text[start..at]) => {
                return Some((&text[..start], at));
            }
            (false, _) => run_start = None,
            (true, Some(_)) => {}
        }
    }
    None
}

fn ends_with_gap(text: &str) -> bool {
    let white = &text[text.trim_end().len()..];
    is_gap(white)
}

/// Two or more spaces (one of them may be NBSP), or a tab; a line break is ordinary wrapping.
fn is_gap(white: &str) -> bool {
    !white.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])
        && (white.contains('\t') || white.chars().nth(1).is_some())
}

/// Whether a sentence or heading may begin like this: not with a lower-case letter.
fn opens_sentence(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| !c.is_lowercase())
}

fn ends_with_stop(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', '“', ')', ']', '」', '』', '）']);
    bare.ends_with([
        '.', '!', '?', '…', ':', '。', '！', '？', '：', '؟', '۔', '।',
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dated(paragraph: &str) -> Option<&str> {
        dateline(paragraph).map(|end| paragraph[..end].trim_end())
    }

    #[test]
    fn datelines() {
        for (paragraph, expected) in [
            ("MARLOW- The new bridge", Some("MARLOW-")),
            ("PORT ELLEN (Agency) — The", Some("PORT ELLEN (Agency) —")),
            (
                "PARIS, 3 mars (Agence) – Le pont",
                Some("PARIS, 3 mars (Agence) –"),
            ),
            ("Marlow (dla) - Die", Some("Marlow (dla) -")),
            ("Valdorne, 3. März — Die", Some("Valdorne, 3. März —")),
            ("تهران - پل تازه", Some("تهران -")),
            ("本报马洛3月5日电 新桥", Some("本报马洛3月5日电")),
            ("The bridge — a new one — opened", None),
            ("A - B", None),
            ("NASA said", None),
            ("ROADS - ", None),
        ] {
            assert_eq!(dated(paragraph), expected, "{paragraph}");
        }
    }

    #[test]
    fn timestamps() {
        for text in [
            "Published: 3 March 2026, 14:05",
            "Updated 14:05 GMT",
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
    fn every_pattern_compiles() {
        assert!(BYLINE.is_match("By Jane Doe"));
        assert!(CAPTION.is_match("图：新桥"));
        assert!(TRAILER.is_match("All content by X is licensed under CC BY 4.0."));
        assert!(TRAILER.is_match("ENDS") && !TRAILER.is_match("Ends meet here"));
    }

    #[test]
    fn gaps() {
        assert!(is_gap("  ") && is_gap("\u{a0} ") && is_gap("\t"));
        assert!(!is_gap(" ") && !is_gap("\u{a0}") && !is_gap(" \n"));
    }
}
