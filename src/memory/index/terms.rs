//! The distinct tokens of units on their way into a run.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use crate::text::TokenKind;

/// Distinct tokens, numbered in the order in which they first come. Their texts lie one after the
/// other, so a token costs its bytes and some twenty more.
#[derive(Debug, Default)]
pub(super) struct Terms {
    /// The high half of the hash, and the number.
    table: HashTable<(u32, u32)>,
    texts: String,
    /// Where the text of each ends.
    ends: Vec<usize>,
    kinds: Vec<TokenKind>,
    recent: Recent,
}

/// How many tokens are found without going to the table.
const RECENT: usize = if cfg!(test) { 8 } else { 1 << 14 };

/// Tokens that came last, by their hashes, with their texts in place: most tokens of a text are
/// frequent ones (Zipf), and so they lie close together however many others there are.
#[derive(Debug)]
struct Recent(Box<[RecentTerm]>);

#[derive(Debug, Clone, Copy)]
struct RecentTerm {
    number: u32,
    /// Bytes of its text, 0 if there is none.
    length: u8,
    text: [u8; 27],
}

impl Default for Recent {
    fn default() -> Self {
        let none = RecentTerm {
            number: 0,
            length: 0,
            text: [0; 27],
        };
        Recent(vec![none; RECENT].into())
    }
}

impl Recent {
    fn number(&self, hash: u64, text: &str) -> Option<u32> {
        let slot = &self.0[hash as usize % RECENT];
        let same = slot.text.get(..slot.length.into())? == text.as_bytes();
        same.then_some(slot.number)
    }

    fn note(&mut self, hash: u64, text: &str, number: u32) {
        let slot = &mut self.0[hash as usize % RECENT];
        if let Some(place) = slot.text.get_mut(..text.len()) {
            place.copy_from_slice(text.as_bytes());
            slot.length = text.len() as u8;
            slot.number = number;
        }
    }
}

impl Terms {
    /// The number of the token `text`, which is new if it is as great as [`Terms::len`] was.
    pub fn number(&mut self, text: &str, kind: TokenKind) -> u32 {
        let mut hasher = FxHasher::default();
        hasher.write(text.as_bytes());
        let hash = hasher.finish();
        if let Some(number) = self.recent.number(hash, text) {
            return number;
        }
        let number = self.number_in_table((hash >> 32) as u32, text, kind);
        self.recent.note(hash, text, number);
        number
    }

    fn number_in_table(&mut self, half: u32, text: &str, kind: TokenKind) -> u32 {
        let (ends, texts) = (&self.ends, &self.texts);
        let is_same = |&(other, number): &(u32, u32)| {
            other == half && text_of(texts, ends, number as usize) == text
        };
        if let Some(&(_, number)) = self.table.find(spread(half), is_same) {
            return number;
        }
        let number = self.kinds.len() as u32;
        self.texts.push_str(text);
        self.ends.push(self.texts.len());
        self.kinds.push(kind);
        self.table
            .insert_unique(spread(half), (half, number), |&(half, _)| spread(half));
        number
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// About how many bytes they take.
    pub fn bytes(&self) -> usize {
        let entry = size_of::<(u32, u32)>() + 1;
        let of_each = size_of::<usize>() + size_of::<TokenKind>();
        self.table.capacity() * entry + self.texts.capacity() + self.len() * of_each
    }

    /// The terms in the order of a run, of which `counts` says how many units each is in: the most
    /// frequent get the smallest numbers, which take the fewest bytes; the text makes it definite.
    pub fn sorted(mut self, counts: Vec<u32>) -> SortedTerms {
        self.table = HashTable::new();
        let text = |number: u32| text_of(&self.texts, &self.ends, number as usize);
        // The first bytes decide nearly always, and do not have to be fetched.
        let mut by_text: Vec<(u64, u32)> = (0..self.len() as u32)
            .map(|number| (first_bytes(text(number)), number))
            .collect();
        by_text.sort_unstable_by(|a, b| {
            let by_first = a.0.cmp(&b.0);
            by_first.then_with(|| text(a.1).cmp(text(b.1)))
        });
        let mut order: Vec<(u32, u32)> = (0..)
            .zip(&by_text)
            .map(|(rank, &(_, number))| (u32::MAX - counts[number as usize], rank))
            .collect();
        order.sort_unstable();
        let by_text: Vec<u32> = by_text.into_iter().map(|(_, number)| number).collect();
        let mut texts = String::with_capacity(self.texts.len());
        let mut ends = Vec::with_capacity(self.len());
        let mut terms = Vec::with_capacity(self.len());
        let mut places = vec![0; self.len()];
        let mut ranks = vec![0; self.len()];
        for (place, (_, rank)) in (0..).zip(order) {
            let number = by_text[rank as usize];
            texts.push_str(text(number));
            ends.push(texts.len());
            let number = number as usize;
            terms.push((self.kinds[number], counts[number]));
            places[number] = place;
            ranks[rank as usize] = place;
        }
        SortedTerms {
            texts,
            ends,
            terms,
            places,
            by_text: ranks,
        }
    }
}

/// Terms in the order of a run.
#[derive(Debug)]
pub(super) struct SortedTerms {
    texts: String,
    ends: Vec<usize>,
    terms: Vec<(TokenKind, u32)>,
    places: Vec<u32>,
    by_text: Vec<u32>,
}

/// A term of a run that is being written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term<'a> {
    pub text: &'a str,
    pub kind: TokenKind,
    /// How many units have it.
    pub count: u32,
}

impl SortedTerms {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// The terms in order.
    pub fn iter(&self) -> impl Iterator<Item = Term<'_>> {
        (0..self.len()).map(|place| self.at(place))
    }

    /// The terms in the order of their texts, with their places.
    pub fn by_text(&self) -> impl Iterator<Item = (u32, Term<'_>)> {
        let places = self.by_text.iter();
        places.map(|&place| (place, self.at(place as usize)))
    }

    fn at(&self, place: usize) -> Term<'_> {
        let (kind, count) = self.terms[place];
        Term {
            text: text_of(&self.texts, &self.ends, place),
            kind,
            count,
        }
    }

    /// Corrects how many units have the term at `place`, whose place does not change by it.
    pub fn set_count(&mut self, place: usize, count: u32) {
        self.terms[place].1 = count;
    }

    /// The place of each term, by its number before.
    pub fn places(&self) -> &[u32] {
        &self.places
    }
}

fn text_of<'a>(texts: &'a str, ends: &[usize], number: usize) -> &'a str {
    let start = match number {
        0 => 0,
        _ => ends[number - 1],
    };
    &texts[start..ends[number]]
}

/// The first eight bytes of `text` as a number of the same order.
pub(super) fn first_bytes(text: &str) -> u64 {
    let mut first = [0; 8];
    let length = text.len().min(8);
    first[..length].copy_from_slice(&text.as_bytes()[..length]);
    u64::from_be_bytes(first)
}

/// A hash of 64 bits, both ends of which the table uses, from half of one.
fn spread(half: u32) -> u64 {
    u64::from(half).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_terms_come_first_and_equal_ones_by_text() {
        let mut terms = Terms::default();
        let texts = ["zoo", "a longer word", "a longer wood", "an", "zoo"];
        let numbers: Vec<u32> = texts
            .iter()
            .map(|text| terms.number(text, TokenKind::Word))
            .collect();
        assert_eq!(numbers, [0, 1, 2, 3, 0]);
        let sorted = terms.sorted(vec![2, 1, 1, 1]);
        let texts: Vec<&str> = sorted.iter().map(|term| term.text).collect();
        assert_eq!(texts, ["zoo", "a longer wood", "a longer word", "an"]);
        assert_eq!(sorted.places(), [0, 2, 1, 3]);
    }
}
