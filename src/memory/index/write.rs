//! Writing the terms of a run, which building and merging have in common.

use std::cmp::Ordering;

use crate::text::TokenKind;

use super::super::concordance::search_words;
use super::bytes::hash;
use super::layout::{Result, Section, SectionWriter};
use super::shape::Shape;

/// A distinct token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub text: Box<str>,
    pub kind: TokenKind,
    /// How many units have it.
    pub count: u32,
}

impl Term {
    /// The order of terms in a run: the most frequent get the smallest numbers, which take the
    /// fewest bytes; the text makes it definite.
    pub fn order(a: &Self, b: &Self) -> Ordering {
        b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text))
    }
}

/// The number that stands for `kind` in a record.
pub(super) fn kind_number(kind: TokenKind) -> u32 {
    match kind {
        TokenKind::Punctuation => 0,
        TokenKind::Word => 1,
        TokenKind::Number => 2,
    }
}

/// Appends to a buffer the posting list of a term, by its number.
pub(super) type ListWriter<'a> = dyn FnMut(u32, &mut Vec<u8>) -> Result<()> + 'a;

/// Writes the records, texts, posting lists and the hash table of `terms`, which are in order.
pub(super) fn write_terms(
    out: &mut SectionWriter<'_>,
    terms: &[Term],
    list: &mut ListWriter<'_>,
) -> Result<()> {
    let mut slots = vec![0u32; (2 * terms.len()).next_power_of_two()];
    let mut bytes = Vec::new();
    for (number, term) in terms.iter().enumerate() {
        record(
            out,
            term.count,
            kind_number(term.kind),
            Shape::of(&term.text),
        )?;
        out.push(Section::Texts, term.text.as_bytes())?;
        bytes.clear();
        list(number as u32, &mut bytes)?;
        out.push(Section::Postings, &bytes)?;
        let mask = slots.len() - 1;
        let mut at = hash(&term.text) as usize & mask;
        while slots[at] != 0 {
            at = (at + 1) & mask;
        }
        slots[at] = number as u32 + 1;
    }
    // The last record says where the last text and list end.
    record(out, 0, 0, Shape::default())?;
    for slot in slots {
        out.push(Section::Hashes, &slot.to_le_bytes())?;
    }
    Ok(())
}

fn record(out: &mut SectionWriter<'_>, count: u32, kind: u32, shape: Shape) -> Result<()> {
    let (text, list) = (out.length(Section::Texts), out.length(Section::Postings));
    let mut record = [0; super::layout::RECORD];
    record[..8].copy_from_slice(&text.to_le_bytes());
    record[8..16].copy_from_slice(&list.to_le_bytes());
    record[16..20].copy_from_slice(&count.to_le_bytes());
    record[20..24].copy_from_slice(&kind.to_le_bytes());
    record[24..28].copy_from_slice(&shape.length.to_le_bytes());
    record[28..].copy_from_slice(&shape.letters.to_le_bytes());
    out.push(Section::Terms, &record)
}

/// Writes the search words of `terms` in their order; how many there are.
pub(super) fn write_words(out: &mut SectionWriter<'_>, terms: &[Term]) -> Result<u32> {
    let mut words: Vec<(Box<str>, u32)> = Vec::with_capacity(terms.len());
    for (number, term) in terms.iter().enumerate() {
        if term.kind == TokenKind::Punctuation {
            continue;
        }
        let number = number as u32;
        if term.text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            words.push((term.text.to_ascii_lowercase().into(), number));
        } else {
            let found = search_words(&term.text).into_iter();
            words.extend(found.map(|(_, word)| (word.into(), number)));
        }
    }
    words.sort_unstable();
    words.dedup();
    for (word, number) in &words {
        let start = out.length(Section::Words).to_le_bytes();
        out.push(Section::WordStarts, &start)?;
        out.push(Section::Words, &number.to_le_bytes())?;
        out.push(Section::Words, word.as_bytes())?;
    }
    let end = out.length(Section::Words).to_le_bytes();
    out.push(Section::WordStarts, &end)?;
    Ok(words.len() as u32)
}
