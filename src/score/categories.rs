//! The general categories of Unicode that tokenizers distinguish.

use std::sync::LazyLock;

use regex_syntax::hir::{Class, HirKind};

/// A general category of characters, as far as BLEU distinguishes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Category {
    /// N: digits, numbers of letters, fractions.
    Number,
    /// P.
    Punctuation,
    /// S: of currencies, of mathematics, arrows, pictures.
    Symbol,
    /// All others.
    Other,
}

/// Ranges of characters, ascending, with their category.
static RANGES: LazyLock<Vec<(char, char, Category)>> = LazyLock::new(|| {
    let named = [
        (r"\p{N}", Category::Number),
        (r"\p{P}", Category::Punctuation),
        (r"\p{S}", Category::Symbol),
    ];
    let mut ranges = Vec::new();
    for (pattern, category) in named {
        let class = regex_syntax::parse(pattern).map(|hir| hir.into_kind());
        if let Ok(HirKind::Class(Class::Unicode(class))) = class {
            let all = class.ranges().iter();
            ranges.extend(all.map(|range| (range.start(), range.end(), category)));
        }
    }
    ranges.sort_unstable_by_key(|&(start, ..)| start);
    ranges
});

/// The categories of ASCII, which are asked for most often.
static ASCII: LazyLock<[Category; 128]> =
    LazyLock::new(|| std::array::from_fn(|code| find(char::from(code as u8))));

/// The category of `c`.
pub(super) fn category(c: char) -> Category {
    match ASCII.get(c as usize) {
        Some(&category) => category,
        None => find(c),
    }
}

fn find(c: char) -> Category {
    let after = RANGES.partition_point(|&(start, ..)| start <= c);
    match RANGES[..after].last() {
        Some(&(_, end, category)) if c <= end => category,
        _ => Category::Other,
    }
}
