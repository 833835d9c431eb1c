//! Writing the terms of a run, which building and merging have in common.

use crate::text::TokenKind;

use super::super::concordance::search_words;
use super::bytes::hash;
use super::layout::{Result, Section, SectionWriter};
use super::shape::Shape;
use super::terms::{SortedTerms, first_bytes};

/// The number of `kind` in a record.
pub(super) fn kind_number(kind: TokenKind) -> u32 {
    match kind {
        TokenKind::Punctuation => 0,
        TokenKind::Word => 1,
        TokenKind::Number => 2,
    }
}

/// Appends to a buffer the posting list of a term, by its number.
pub(super) type ListWriter<'a> = dyn FnMut(u32, &mut Vec<u8>) -> Result<()> + 'a;

/// Writes the records, texts and posting lists of `terms`.
pub(super) fn write_terms(
    out: &mut SectionWriter<'_>,
    terms: &SortedTerms,
    list: &mut ListWriter<'_>,
) -> Result<()> {
    let mut bytes = Vec::new();
    for (number, term) in terms.iter().enumerate() {
        record(
            out,
            term.count,
            kind_number(term.kind),
            Shape::new(term.text),
        )?;
        out.push(Section::Texts, term.text.as_bytes())?;
        bytes.clear();
        list(number as u32, &mut bytes)?;
        out.push(Section::Postings, &bytes)?;
    }
    // The last record says where the last text and list end.
    record(out, 0, 0, Shape::default())
}

/// Writes the hash table by which terms are found by their texts.
pub(super) fn write_hashes(out: &mut SectionWriter<'_>, terms: &SortedTerms) -> Result<()> {
    let mut slots = vec![0u32; (2 * terms.len()).next_power_of_two()];
    let mask = slots.len() - 1;
    for (number, term) in terms.iter().enumerate() {
        let mut at = hash(term.text) as usize & mask;
        while slots[at] != 0 {
            at = (at + 1) & mask;
        }
        slots[at] = number as u32 + 1;
    }
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
pub(super) fn write_words(out: &mut SectionWriter<'_>, terms: &SortedTerms) -> Result<u32> {
    let mut texts = String::new();
    // Where each word ends, and its term.
    let mut words: Vec<(usize, u32)> = Vec::with_capacity(terms.len());
    for (number, term) in terms.by_text() {
        if term.kind == TokenKind::Punctuation {
            continue;
        }
        if term.text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            let start = texts.len();
            texts.push_str(term.text);
            texts[start..].make_ascii_lowercase();
            words.push((texts.len(), number));
        } else {
            for (_, word) in search_words(term.text) {
                texts.push_str(&word);
                words.push((texts.len(), number));
            }
        }
    }
    let text = |at: u32| {
        let start = at
            .checked_sub(1)
            .map_or(0, |before| words[before as usize].0);
        &texts[start..words[at as usize].0]
    };
    // The first bytes nearly always decide the order, and do not have to be fetched.
    let mut order: Vec<(u64, u32)> = (0..words.len() as u32)
        .map(|at| (first_bytes(text(at)), at))
        .collect();
    let number = |at: u32| words[at as usize].1;
    order.sort_unstable_by(|a, b| {
        let by_text = a.0.cmp(&b.0).then_with(|| text(a.1).cmp(text(b.1)));
        by_text.then_with(|| number(a.1).cmp(&number(b.1)))
    });
    order.dedup_by(|a, b| a.0 == b.0 && number(a.1) == number(b.1) && text(a.1) == text(b.1));
    for &(_, at) in &order {
        let start = out.length(Section::Words).to_le_bytes();
        out.push(Section::WordStarts, &start)?;
        out.push(Section::Words, &number(at).to_le_bytes())?;
        out.push(Section::Words, text(at).as_bytes())?;
    }
    let end = out.length(Section::Words).to_le_bytes();
    out.push(Section::WordStarts, &end)?;
    Ok(order.len() as u32)
}
