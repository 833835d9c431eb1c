//! Named sets of characters in the words of Java (`java.util.regex.Pattern`) and ICU.

use regex_syntax::hir::{Class, HirKind};

use super::set::{Set, negated, ranges, single};

/// The set that the Unicode Character Database has under `name`: a general category, a script, a
/// binary property, or `name=value`.
pub(super) fn property(name: &str) -> Option<Set> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ' ' | '=' | '-' | '&');
    if name.is_empty() || !name.chars().all(plain) {
        return None;
    }
    let hir = regex_syntax::Parser::new()
        .parse(&format!("\\p{{{name}}}"))
        .ok()?;
    match hir.kind() {
        HirKind::Class(Class::Unicode(set)) => Some(set.clone()),
        // A set of one character is read as that character.
        HirKind::Literal(literal) => {
            let mut chars = std::str::from_utf8(&literal.0).ok()?.chars();
            chars.next().map(single)
        }
        _ => None,
    }
}

/// The set that a rule names by `\p{name}`. `unicode` is Java's `(?U)`, which gives POSIX names
/// their Unicode meaning.
pub(super) fn named(name: &str, unicode: bool) -> Option<Set> {
    let name = name.trim();
    if let Some((key, value)) = name.split_once('=') {
        let value = value.trim();
        return match &*key.trim().to_ascii_lowercase() {
            "script" | "sc" | "isscript" => property(&format!("sc={value}")),
            "scx" | "script_extensions" => property(&format!("scx={value}")),
            "general_category" | "gc" => property(&format!("gc={value}")),
            "block" | "blk" => block(value),
            _ => property(name),
        };
    }
    if let Some(set) = posix(name, unicode) {
        return Some(set);
    }
    if let Some(rest) = name.strip_prefix("java") {
        return java(rest);
    }
    if let Some(rest) = name.strip_prefix("In") {
        return block(rest);
    }
    if let Some(rest) = name.strip_prefix("Is").filter(|rest| !rest.is_empty()) {
        return posix_unicode(rest).or_else(|| category_or_script(rest));
    }
    category_or_script(name)
}

fn category_or_script(name: &str) -> Option<Set> {
    match name {
        "L1" => Some(ranges(&[('\0', '\u{ff}')])),
        "LC" => union(&["Lu", "Ll", "Lt"]),
        "LD" => union(&["L", "Nd"]),
        "all" | "ALL" | "Any" | "any" => Some(negated(&Set::empty())),
        _ => property(&format!("gc={name}"))
            .or_else(|| property(&format!("sc={name}")))
            .or_else(|| property(name)),
    }
}

fn union(names: &[&str]) -> Option<Set> {
    names.iter().try_fold(Set::empty(), |mut all, name| {
        all.union(&property(name)?);
        Some(all)
    })
}

/// POSIX names, US-ASCII unless `unicode`.
fn posix(name: &str, unicode: bool) -> Option<Set> {
    if unicode && let Some(set) = posix_unicode(name) {
        return Some(set);
    }
    Some(match name {
        "Lower" => ranges(&[('a', 'z')]),
        "Upper" => ranges(&[('A', 'Z')]),
        "ASCII" => ranges(&[('\0', '\x7f')]),
        "Alpha" => ranges(&[('a', 'z'), ('A', 'Z')]),
        "Digit" => ranges(&[('0', '9')]),
        "Alnum" => ranges(&[('a', 'z'), ('A', 'Z'), ('0', '9')]),
        "Punct" => ranges(&[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')]),
        "Graph" => ranges(&[('!', '~')]),
        "Print" => ranges(&[(' ', '~')]),
        "Blank" => ranges(&[(' ', ' '), ('\t', '\t')]),
        "Cntrl" => ranges(&[('\0', '\x1f'), ('\x7f', '\x7f')]),
        "XDigit" => ranges(&[('0', '9'), ('a', 'f'), ('A', 'F')]),
        "Space" => white_space(false),
        _ => return None,
    })
}

/// The same names as UTS #18 (annex C) gives them to Unicode; ICU's `[:name:]`, Java's `\p{IsName}`.
pub(super) fn posix_unicode(name: &str) -> Option<Set> {
    match &*name.to_ascii_lowercase() {
        "lower" | "lowercase" => property("Lowercase"),
        "upper" | "uppercase" => property("Uppercase"),
        "alpha" | "alphabetic" => property("Alphabetic"),
        "digit" => property("Nd"),
        "alnum" => union(&["Alphabetic", "Nd"]),
        "punct" | "punctuation" => property("P"),
        "space" | "white_space" | "whitespace" => property("White_Space"),
        "blank" => Some(horizontal_space()),
        "cntrl" | "control" => property("Cc"),
        "xdigit" | "hex_digit" | "hexdigit" => property("Hex_Digit"),
        "letter" => property("L"),
        "titlecase" => property("Lt"),
        "ideographic" => property("Ideographic"),
        "word" => Some(word_set()),
        "graph" => union(&["White_Space", "Cc", "Cs", "Cn"]).map(|set| negated(&set)),
        "noncharacter_code_point" => property("Noncharacter_Code_Point"),
        "assigned" => property("Cn").map(|set| negated(&set)),
        _ => None,
    }
}

/// `\p{javaLowerCase}` and its kin: the methods of `java.lang.Character`.
fn java(name: &str) -> Option<Set> {
    match name {
        "LowerCase" => property("Lowercase"),
        "UpperCase" => property("Uppercase"),
        "TitleCase" => property("Lt"),
        "Digit" => property("Nd"),
        "Letter" => property("L"),
        "LetterOrDigit" => union(&["L", "Nd"]),
        "Alphabetic" => property("Alphabetic"),
        "Ideographic" => property("Ideographic"),
        "Defined" => property("Cn").map(|set| negated(&set)),
        "SpaceChar" => property("Z"),
        "ISOControl" => property("Cc"),
        "Mirrored" => property("Bidi_Mirrored"),
        "Whitespace" => {
            let mut set = property("Z")?;
            set.difference(&ranges(&[
                ('\u{a0}', '\u{a0}'),
                ('\u{2007}', '\u{2007}'),
                ('\u{202f}', '\u{202f}'),
            ]));
            set.union(&ranges(&[('\t', '\r'), ('\x1c', '\x1f')]));
            Some(set)
        }
        _ => None,
    }
}

/// The blocks of Unicode that rules for sentences name; the others are refused, since no crate
/// here has their table.
fn block(name: &str) -> Option<Set> {
    let key: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let (from, to) = match &*key.to_ascii_lowercase() {
        "basiclatin" => ('\0', '\u{7f}'),
        "latin1supplement" => ('\u{80}', '\u{ff}'),
        "latinextendeda" => ('\u{100}', '\u{17f}'),
        "latinextendedb" => ('\u{180}', '\u{24f}'),
        "latinextendedadditional" => ('\u{1e00}', '\u{1eff}'),
        "combiningdiacriticalmarks" => ('\u{300}', '\u{36f}'),
        "greek" | "greekandcoptic" => ('\u{370}', '\u{3ff}'),
        "greekextended" => ('\u{1f00}', '\u{1fff}'),
        "cyrillic" => ('\u{400}', '\u{4ff}'),
        "armenian" => ('\u{530}', '\u{58f}'),
        "hebrew" => ('\u{590}', '\u{5ff}'),
        "arabic" => ('\u{600}', '\u{6ff}'),
        "devanagari" => ('\u{900}', '\u{97f}'),
        "bengali" => ('\u{980}', '\u{9ff}'),
        "tamil" => ('\u{b80}', '\u{bff}'),
        "thai" => ('\u{e00}', '\u{e7f}'),
        "lao" => ('\u{e80}', '\u{eff}'),
        "myanmar" => ('\u{1000}', '\u{109f}'),
        "georgian" => ('\u{10a0}', '\u{10ff}'),
        "ethiopic" => ('\u{1200}', '\u{137f}'),
        "khmer" => ('\u{1780}', '\u{17ff}'),
        "generalpunctuation" => ('\u{2000}', '\u{206f}'),
        "cjksymbolsandpunctuation" => ('\u{3000}', '\u{303f}'),
        "hiragana" => ('\u{3040}', '\u{309f}'),
        "katakana" => ('\u{30a0}', '\u{30ff}'),
        "cjkunifiedideographs" => ('\u{4e00}', '\u{9fff}'),
        "hangulsyllables" => ('\u{ac00}', '\u{d7af}'),
        "halfwidthandfullwidthforms" => ('\u{ff00}', '\u{ffef}'),
        _ => return None,
    };
    Some(ranges(&[(from, to)]))
}

/// `\s`: Java's six ASCII characters, or with `(?U)` all white space.
pub(super) fn white_space(unicode: bool) -> Set {
    let ascii = || ranges(&[('\t', '\r'), (' ', ' ')]);
    if unicode {
        property("White_Space").unwrap_or_else(ascii)
    } else {
        ascii()
    }
}

/// `\d`: ASCII, or with `(?U)` all decimal digits.
pub(super) fn digits(unicode: bool) -> Set {
    let ascii = || ranges(&[('0', '9')]);
    if unicode {
        property("Nd").unwrap_or_else(ascii)
    } else {
        ascii()
    }
}

/// `\w`: ASCII letters, digits and `_`, or with `(?U)` all that words are made of.
pub(super) fn word(unicode: bool) -> Set {
    if unicode {
        word_set()
    } else {
        ranges(&[('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')])
    }
}

/// `\h`
pub(super) fn horizontal_space() -> Set {
    ranges(&[
        ('\t', '\t'),
        (' ', ' '),
        ('\u{a0}', '\u{a0}'),
        ('\u{1680}', '\u{1680}'),
        ('\u{180e}', '\u{180e}'),
        ('\u{2000}', '\u{200a}'),
        ('\u{202f}', '\u{202f}'),
        ('\u{205f}', '\u{205f}'),
        ('\u{3000}', '\u{3000}'),
    ])
}

/// `\v`
pub(super) fn vertical_space() -> Set {
    ranges(&[('\n', '\r'), ('\u{85}', '\u{85}'), ('\u{2028}', '\u{2029}')])
}

/// What `.` does not match outside of `(?s)`; with `(?d)` only the line feed.
pub(super) fn line_breaks(unix: bool) -> Set {
    if unix {
        single('\n')
    } else {
        ranges(&[
            ('\n', '\n'),
            ('\r', '\r'),
            ('\u{85}', '\u{85}'),
            ('\u{2028}', '\u{2029}'),
        ])
    }
}

/// `set` and the other case of its letters: of ASCII only, or with `unicode` of all (Java's
/// `(?i)` and `(?iu)`).
pub(super) fn in_any_case(set: &Set, unicode: bool) -> Set {
    let mut folded = set.clone();
    if !unicode {
        folded.intersect(&ranges(&[('a', 'z'), ('A', 'Z')]));
        // Folding knows of the long s and the Kelvin sign too.
        let _ = folded.try_case_fold_simple();
        folded.intersect(&ranges(&[('\0', '\x7f')]));
        folded.union(set);
    } else if folded.try_case_fold_simple().is_err() {
        return set.clone();
    }
    folded
}

/// All characters of a word, as `\b` has them.
pub(super) fn word_set() -> Set {
    property("Alphabetic")
        .into_iter()
        .chain(
            ["M", "Nd", "Pc", "Join_Control"]
                .into_iter()
                .filter_map(property),
        )
        .fold(Set::empty(), |mut all, part| {
            all.union(&part);
            all
        })
}
