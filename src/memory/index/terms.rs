//! The distinct tokens of units on their way into a run.

use std::hash::Hasher;
use std::hint::black_box;

use rustc_hash::FxHasher;

use crate::text::{Token, TokenKind};

/// Distinct tokens, numbered in the order in which they first come. Their texts lie one after the
/// other, so a token costs its bytes and some twenty-five more.
#[derive(Debug, Default)]
pub(super) struct Terms {
    /// A hash table with open addressing: the high half of a hash, and the number plus one below it.
    slots: Vec<u64>,
    texts: String,
    /// Where the text of each ends.
    ends: Vec<usize>,
    kinds: Vec<TokenKind>,
    recent: Recent,
    hashes: Vec<u64>,
    missed: Vec<usize>,
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
    /// Reads what will be needed.
    fn fetch(&self, hashes: &[u64]) {
        let lengths = hashes
            .iter()
            .map(|&hash| self.0[hash as usize % RECENT].length);
        black_box(lengths.fold(0, |all, length| all ^ length));
    }

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
    /// Puts the numbers of the `tokens` of `form` into `out`; new ones are as great as
    /// [`Terms::len`] was, or greater.
    ///
    /// Most of the time would go by waiting for memory, a place of the table after the other. So
    /// what is needed of all tokens is fetched first, at each step, when nothing has to wait for
    /// the one before.
    pub(super) fn numbers(&mut self, form: &str, tokens: &[Token], out: &mut Vec<u32>) {
        let mut hashes = std::mem::take(&mut self.hashes);
        let mut missed = std::mem::take(&mut self.missed);
        hashes.clear();
        hashes.extend(tokens.iter().map(|token| hash_of(token.span.of(form))));
        self.recent.fetch(&hashes);
        out.clear();
        missed.clear();
        for (at, (token, &hash)) in tokens.iter().zip(&hashes).enumerate() {
            let number = self.recent.number(hash, token.span.of(form));
            if number.is_none() {
                missed.push(at);
            }
            out.push(number.unwrap_or_default());
        }
        self.fetch(&hashes, &missed);
        for &at in &missed {
            let (text, hash) = (tokens[at].span.of(form), hashes[at]);
            let number = self.number_in_table(hash, text, tokens[at].kind);
            self.recent.note(hash, text, number);
            out[at] = number;
        }
        (self.hashes, self.missed) = (hashes, missed);
    }

    /// The number of one token.
    pub(super) fn number(&mut self, text: &str, kind: TokenKind) -> u32 {
        self.number_in_table(hash_of(text), text, kind)
    }

    /// Reads what of the table will be needed.
    fn fetch(&self, hashes: &[u64], missed: &[usize]) {
        let Some(mask) = self.slots.len().checked_sub(1) else {
            return;
        };
        let slots = missed
            .iter()
            .map(|&at| self.slots[place_of(hashes[at]) & mask]);
        black_box(slots.clone().fold(0, |all, slot| all ^ slot));
        let numbers = slots
            .filter_map(|slot| (slot as u32).checked_sub(1))
            .map(|number| number as usize);
        let ends = numbers.map(|number| self.ends[number]);
        black_box(ends.clone().fold(0, |all, end| all ^ end));
        let texts = self.texts.as_bytes();
        black_box(ends.fold(0, |all, end| all ^ texts[end - 1]));
    }

    fn number_in_table(&mut self, hash: u64, text: &str, kind: TokenKind) -> u32 {
        if 8 * (self.len() + 1) > 7 * self.slots.len() {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut at = place_of(hash) & mask;
        loop {
            let slot = self.slots[at];
            let Some(number) = (slot as u32).checked_sub(1) else {
                break;
            };
            if slot >> 32 == hash >> 32 && text_of(&self.texts, &self.ends, number as usize) == text
            {
                return number;
            }
            at = (at + 1) & mask;
        }
        let number = self.len() as u32;
        self.texts.push_str(text);
        self.ends.push(self.texts.len());
        self.kinds.push(kind);
        self.slots[at] = (hash >> 32 << 32) | u64::from(number + 1);
        number
    }

    fn grow(&mut self) {
        let length = (2 * self.slots.len()).max(64);
        let mut slots = vec![0; length];
        for &slot in self.slots.iter().filter(|&&slot| slot != 0) {
            let mut at = place_of(slot) & (length - 1);
            while slots[at] != 0 {
                at = (at + 1) & (length - 1);
            }
            slots[at] = slot;
        }
        self.slots = slots;
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.kinds.len()
    }

    /// About how many bytes they take.
    pub(super) fn bytes(&self) -> usize {
        let of_each = size_of::<usize>() + size_of::<TokenKind>();
        self.slots.len() * size_of::<u64>() + self.texts.capacity() + self.len() * of_each
    }

    /// Frees what only further terms would need; there must be none.
    pub(super) fn close(&mut self) {
        self.slots = Vec::new();
    }

    /// The terms in the order of a run, of which `counts` says how many units each is in: the most
    /// frequent get the smallest numbers, which take the fewest bytes; the text makes it definite.
    pub(super) fn sorted(mut self, counts: Vec<u32>) -> SortedTerms {
        self.close();
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
    pub(super) fn len(&self) -> usize {
        self.terms.len()
    }

    /// The terms in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Term<'_>> {
        (0..self.len()).map(|place| self.at(place))
    }

    /// The terms in the order of their texts, with their places.
    pub(super) fn by_text(&self) -> impl Iterator<Item = (u32, Term<'_>)> {
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
    pub(super) fn set_count(&mut self, place: usize, count: u32) {
        self.terms[place].1 = count;
    }

    /// The place of each term, by its number before.
    pub(super) fn places(&self) -> &[u32] {
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

fn hash_of(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// Where in the table a hash belongs: by its high half, which the table keeps.
fn place_of(hash: u64) -> usize {
    (hash >> 32).wrapping_mul(0x9E37_79B9) as usize >> 16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;
    use proptest::prelude::*;

    #[test]
    fn frequent_terms_come_first_and_equal_ones_by_text() {
        let mut terms = Terms::default();
        let form = "zoo longwords longwoods an zoo";
        let tokens: Vec<Token> = tokens(form).collect();
        let mut numbers = Vec::new();
        terms.numbers(form, &tokens, &mut numbers);
        assert_eq!(numbers, [0, 1, 2, 3, 0]);
        let sorted = terms.sorted(vec![2, 1, 1, 1]);
        let texts: Vec<&str> = sorted.iter().map(|term| term.text).collect();
        assert_eq!(texts, ["zoo", "an", "longwoods", "longwords"]);
        assert_eq!(sorted.places(), [0, 3, 2, 1]);
    }
    proptest! {
        #[test]
        fn each_text_has_one_number(forms in prop::collection::vec("[a-e]{1,3}( [a-e]{1,3}){0,12}", 1..40)) {
            let mut terms = Terms::default();
            let mut known: Vec<String> = Vec::new();
            for form in &forms {
                let tokens: Vec<Token> = tokens(form).collect();
                let mut numbers = Vec::new();
                terms.numbers(form, &tokens, &mut numbers);
                for (token, number) in tokens.iter().zip(numbers) {
                    let text = token.span.of(form);
                    let place = known.iter().position(|other| other == text).unwrap_or_else(|| {
                        known.push(text.to_owned());
                        known.len() - 1
                    });
                    prop_assert_eq!(number as usize, place);
                }
            }
            prop_assert_eq!(terms.len(), known.len());
        }
    }
}
