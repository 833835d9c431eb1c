use unicode_segmentation::UnicodeSegmentation;

/// Whether `c` makes a grapheme with no neighbour, as far as can be told from its block: letters and
/// marks of punctuation of most texts are such. A line break after a carriage return is the only
/// pair of them that is one grapheme.
///
/// None of these is of a class of UAX #29 that joins (Extend, ZWJ, Prepend, SpacingMark, the Hangul
/// classes, regional indicators).
pub(super) fn is_whole_grapheme(c: char) -> bool {
    matches!(c, '\0'..='\u{2FF}' | '\u{370}'..='\u{482}' | '\u{48A}'..='\u{558}'
        | '\u{5D0}'..='\u{5EA}' | '\u{606}'..='\u{60F}'
            | '\u{61B}'..='\u{64A}' | '\u{66D}'..='\u{66F}' | '\u{671}'..='\u{6D5}'
        | '\u{1E00}'..='\u{200B}' | '\u{200E}'..='\u{20CF}'
        | '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{309B}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}')
}

/// Whether every character of `text` is a grapheme of its own, as far as can be told at a glance.
pub(crate) fn has_only_whole_graphemes(text: &str) -> bool {
    text.chars().all(|c| c != '\r' && is_whole_grapheme(c))
}

/// The length in bytes of the first grapheme of `text`.
pub(super) fn first_grapheme(text: &str) -> usize {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(first), next)
            if first != '\r' && next.is_none_or(is_whole_grapheme) && is_whole_grapheme(first) =>
        {
            first.len_utf8()
        }
        _ => text.graphemes(true).next().map_or(0, str::len),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_graphemes_join_no_other_character() {
        // One of each class that joins, on either side, and of those that do not.
        let others = [
            "\u{301}",
            "\u{200D}",
            "\u{600}",
            "\u{903}",
            "ᄀ",
            "ᅡ",
            "ᆨ",
            "가",
            "각",
            "🇦",
            "👍",
            "\u{1F3FB}",
            "क",
            "x",
            "橋",
        ];
        for c in ('\0'..=char::MAX).filter(|&c| is_whole_grapheme(c) && !matches!(c, '\r' | '\n')) {
            for whole in others
                .iter()
                .filter(|other| other.chars().all(is_whole_grapheme))
            {
                let pair = format!("{whole}{c}");
                assert_eq!(pair.graphemes(true).count(), 2, "{:04X}", c as u32);
            }
            for other in others {
                let pair = format!("{c}{other}");
                let first = pair.graphemes(true).next().map_or(0, str::len);
                assert_eq!(first_grapheme(&pair), first, "{:04X} {other}", c as u32);
            }
        }
    }

    #[test]
    fn texts_with_marks_are_looked_at_closely() {
        assert!(has_only_whole_graphemes("“Straße” – پل، мост 大桥。カメラ"));
        for text in [
            "e\u{301}",
            "می\u{200c}رود",
            "สะพานนี้",
            "हिन्दी",
            "👍🏽",
            "a\r\n",
            "が\u{3099}",
        ] {
            assert!(!has_only_whole_graphemes(text), "{text}");
        }
    }
}
