//! Characters by what they do at the end of a sentence: the classes of UAX #29 (ATerm, STerm,
//! Close, SContinue), told apart as finely as prose needs it.

/// What a terminator says about the end of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stop {
    /// One full stop, which may also mark an abbreviation (ATerm).
    Period,
    /// An ellipsis or several full stops.
    Ellipsis,
    /// A question or exclamation mark, which may stand inside a sentence.
    Exclaim,
    /// A mark that does nothing but end sentences: `。` `।` `۔` `։`.
    Full,
}

/// What sort of terminator `c` is in any language; those that are terminators in one language only
/// (`:` in Armenian, `;` in Greek) are told by its rules.
pub(super) fn stop_of(c: char) -> Option<Stop> {
    Some(match c {
        '.' | '\u{FF0E}' | '\u{2024}' | '\u{FE52}' => Stop::Period,
        '…' | '‥' => Stop::Ellipsis,
        '!' | '?' | '！' | '？' | '؟' | '‼' | '⁇' | '⁈' | '⁉' | '‽' | '\u{FE56}' | '\u{FE57}'
        | '\u{037E}' | '՜' | '՞' | '߹' | '፧' | '᥄' | '᥅' => match c {
            // In Armenian these stand inside the word that they stress.
            '՜' | '՞' => return None,
            _ => Stop::Exclaim,
        },
        '。' | '｡' | '।' | '॥' | '۔' | '։' | '።' | '፨' | '။' | '។' | '៕' | '܀' | '܁' | '܂'
        | '߸' | '᠃' | '᠉' | '꓿' | '꘎' | '꛳' | '꛷' | '꡶' | '꡷' | '꣎' | '꣏' | '᪨' | '᪩' | '᭚'
        | '᭛' | '᭞' | '᭟' | '᰻' | '᰼' | '᱾' | '᱿' | '꯫' | '𑁇' | '𑁈' | '᙮' | '፠' => {
            Stop::Full
        }
        _ => return None,
    })
}

/// The first byte of every terminator that is not ASCII.
pub(super) const fn leads_stop(byte: u8) -> bool {
    matches!(
        byte,
        0xCD | 0xD6 | 0xD8 | 0xDB | 0xDC | 0xDF | 0xE0 | 0xE1 | 0xE2 | 0xE3 | 0xEA | 0xEF | 0xF0
    )
}

/// A mark after which a sentence goes on (SContinue and its like).
pub(super) fn is_continuation(c: char) -> bool {
    matches!(
        c,
        ',' | ';' | ':' | '،' | '؛' | '，' | '、' | '；' | '：' | '﹐' | '﹑' | '%' | '٪' | '՝'
    )
}

/// A mark that opens and never closes, in every language.
pub(super) fn is_opening(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '¿'
            | '¡'
            | '„'
            | '‚'
            | '「'
            | '『'
            | '《'
            | '〈'
            | '【'
            | '（'
            | '［'
            | '｛'
            | '〔'
            | '〖'
            | '⸢'
            | '⁅'
    )
}

/// A mark that closes and never opens.
pub(super) fn is_closing(c: char) -> bool {
    matches!(
        c,
        ')' | ']' | '}' | '」' | '』' | '》' | '〉' | '】' | '）' | '］' | '｝' | '〕' | '〗'
    )
}

/// A quotation mark that opens in some languages or places and closes in others.
pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '‹' | '›' | '‟' | '‛' | '＂'
    )
}

/// Marks of emphasis and code (Markdown), which close like quotation marks.
pub(super) fn is_markup(c: char) -> bool {
    matches!(c, '*' | '_' | '`' | '~')
}

/// Characters that only steer the layout.
pub(super) fn is_format(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
}

/// A dash that may open a speech or set off an aside.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '‒' | '−' | '‐' | '⁃')
}

/// A letter of a script that has no case.
pub(super) fn is_caseless(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_terminator_can_be_found_by_its_first_byte() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32) {
            if stop_of(c).is_some() && !c.is_ascii() {
                let mut bytes = [0; 4];
                let first = c.encode_utf8(&mut bytes).as_bytes()[0];
                assert!(leads_stop(first), "{c:?} {first:x}");
            }
        }
    }
}
