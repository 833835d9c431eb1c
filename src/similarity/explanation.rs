//! The edits behind a match score and what they cost.

use serde::Serialize;

use crate::text::{Span, Token, TokenKind, comparison_form, tokens};

use super::score::exchange_cost;
use super::weighted::{RowCosts, fill_row};

/// Maximum number of cells of the table of distances. Longer texts are not explained.
const MAX_CELLS: usize = 1 << 22;

/// The worth of a unit of cost in changed tokens: more than there can be.
const COST: u64 = 1 << 24;

/// The edits behind a match score and what each costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The edits from the stored source to the query, in the order of the text.
    pub edits: Vec<PricedEdit>,
    /// The sum of their costs.
    pub cost: u32,
    /// The greater total weight of the two texts, from which the cost is subtracted.
    pub weight: u32,
    /// The remaining score, 0–100, equal to that of [`super::Scorer`].
    pub score: u8,
}

/// One edit from the stored source to the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PricedEdit {
    /// What the edit does.
    pub kind: PricedKind,
    /// The kinds of tokens that it concerns, which decide the cost.
    pub reason: Reason,
    /// The cost.
    pub cost: u32,
    /// The token of the stored source, in bytes. For an insertion, the empty span at which the token is inserted.
    pub source: Span,
    /// The token of the query, in bytes. For a deletion, the empty span at which the token is missing.
    pub query: Span,
}

/// What an edit does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PricedKind {
    /// The query has an additional token.
    Insert,
    /// The stored source has an additional token.
    Delete,
    /// The two tokens differ.
    Exchange,
}

/// The kinds of tokens that an edit concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A word, or two different ones: 2.
    Word,
    /// Two words that are nearly the same: 1.
    Variant,
    /// Two numbers: 1; one alone: 2.
    Number,
    /// A mark, or two: 1.
    Punctuation,
    /// A word and a mark: 3.
    WordAndPunctuation,
}

/// The cheapest edits that turn `source` into `query`, with their costs: an optimal path through the distances of
/// [`super::Scorer`] (Wagner and Fischer 1974). Of several such paths, the one that keeps most tokens is taken. Returns
/// `None` for texts so long that the table of distances would have more than 4 million cells between their common
/// beginning and end.
///
/// ```
/// let why = recto::similarity::explain("It has 14 lamps!", "It has 12 lamps.").unwrap();
/// assert_eq!((why.cost, why.weight, why.score), (2, 9, 77));
/// ```
pub fn explain(query: &str, source: &str) -> Option<Explanation> {
    let (new, old) = (Tokens::new(query), Tokens::new(source));
    let weight = new.weight().max(old.weight());
    let edits = script(&old, &new)?;
    let cost: u32 = edits.iter().map(|edit| edit.cost).sum();
    let score = match (weight, edits.is_empty()) {
        (_, true) => 100,
        _ => (100 * weight.saturating_sub(cost) / weight.max(1)).min(99) as u8,
    };
    Some(Explanation {
        edits,
        cost,
        weight,
        score,
    })
}

/// A token in the form in which it is compared.
struct Compared {
    /// Its text in the comparison form.
    text: String,
    lower: Vec<char>,
    kind: TokenKind,
}

/// The tokens of a text.
struct Tokens {
    compared: Vec<Compared>,
    /// The span of each token in the text itself.
    spans: Vec<Span>,
    length: usize,
}

impl Tokens {
    fn new(text: &str) -> Self {
        let form = comparison_form(text);
        let compared: Vec<Compared> = tokens(&form)
            .map(|token| {
                let word = token.span.of(&form);
                let lower = word.chars().flat_map(char::to_lowercase).collect();
                Compared {
                    text: word.to_owned(),
                    lower,
                    kind: token.kind,
                }
            })
            .collect();
        let mut spans: Vec<Span> = tokens(text).map(|token: Token| token.span).collect();
        // Composing letters joins or parts no words that anybody writes; if it does, only the whole
        // text can be pointed at.
        if spans.len() != compared.len() {
            spans = vec![Span::new(0, text.len()); compared.len()];
        }
        Tokens {
            compared,
            spans,
            length: text.len(),
        }
    }

    fn weight(&self) -> u32 {
        self.compared.iter().map(|token| token.kind.weight()).sum()
    }

    /// The empty span before token `at`.
    fn gap(&self, at: usize) -> Span {
        let place = match (at.checked_sub(1), self.spans.get(at)) {
            (Some(before), _) => self.spans[before].end,
            (None, Some(next)) => next.start,
            (None, None) => self.length,
        };
        Span::new(place, place)
    }
}

/// The cost of turning `old` into `new`, and the reason.
fn price(old: Option<&Compared>, new: Option<&Compared>) -> (u32, Reason) {
    use TokenKind::{Number, Punctuation};
    match (old, new) {
        (Some(a), Some(b)) if a.text == b.text => (0, Reason::Word),
        (Some(a), Some(b)) => {
            let cost = exchange_cost((a.kind, &a.lower), (b.kind, &b.lower));
            let reason = match (a.kind, b.kind) {
                (Punctuation, Punctuation) => Reason::Punctuation,
                (Punctuation, _) | (_, Punctuation) => Reason::WordAndPunctuation,
                (Number, Number) => Reason::Number,
                _ if cost == 1 => Reason::Variant,
                _ => Reason::Word,
            };
            (cost, reason)
        }
        (Some(one), None) | (None, Some(one)) => {
            let reason = match one.kind {
                Punctuation => Reason::Punctuation,
                Number => Reason::Number,
                TokenKind::Word => Reason::Word,
            };
            (one.kind.weight(), reason)
        }
        (None, None) => (0, Reason::Word),
    }
}

fn script(old: &Tokens, new: &Tokens) -> Option<Vec<PricedEdit>> {
    let same = |(a, b): &(&Compared, &Compared)| a.text == b.text;
    let (a, b) = (&old.compared, &new.compared);
    // The distance obeys the triangle inequality, so what both begin and end with may be paired.
    let first = a.iter().zip(b).take_while(same).count();
    let last = a[first..]
        .iter()
        .rev()
        .zip(b[first..].iter().rev())
        .take_while(same)
        .count();
    let (a, b) = (&a[first..a.len() - last], &b[first..b.len() - last]);
    let width = b.len() + 1;
    if (a.len() + 1).saturating_mul(width) > MAX_CELLS {
        return None;
    }
    // Of paths of the same cost, the one that leaves most tokens as they are.
    let step = |old: Option<&Compared>, new: Option<&Compared>| match price(old, new).0 {
        0 => 0,
        cost => u64::from(cost) * COST + u64::from(old.is_some()) + u64::from(new.is_some()),
    };
    let mut table = vec![0u64; (a.len() + 1) * width];
    for j in 1..width {
        table[j] = table[j - 1] + step(None, b.get(j - 1));
    }
    for (i, token) in a.iter().enumerate() {
        let (above, row) = table[i * width..(i + 2) * width].split_at_mut(width);
        let costs = RowCosts {
            delete: step(Some(token), None),
            insert: |j: usize| step(None, b.get(j)),
            exchange: |j: usize| step(Some(token), b.get(j)),
            far: u64::MAX / 2,
        };
        fill_row(above, row, 0..width, &costs);
    }
    let mut edits = Vec::new();
    let (mut i, mut j) = (a.len(), b.len());
    while i > 0 || j > 0 {
        let here = table[i * width + j];
        let (x, y) = (
            i.checked_sub(1).and_then(|i| a.get(i)),
            j.checked_sub(1).and_then(|j| b.get(j)),
        );
        let exchanged = price(x, y);
        let deleted = price(x, None);
        let (kind, (cost, reason)) =
            if i > 0 && j > 0 && here == table[(i - 1) * width + j - 1] + step(x, y) {
                (PricedKind::Exchange, exchanged)
            } else if i > 0 && here == table[(i - 1) * width + j] + step(x, None) {
                (PricedKind::Delete, deleted)
            } else {
                (PricedKind::Insert, price(None, y))
            };
        i -= usize::from(kind != PricedKind::Insert);
        j -= usize::from(kind != PricedKind::Delete);
        if kind == PricedKind::Exchange && cost == 0 {
            continue;
        }
        edits.push(PricedEdit {
            kind,
            reason,
            cost,
            source: match kind {
                PricedKind::Insert => old.gap(first + i),
                _ => old.spans[first + i],
            },
            query: match kind {
                PricedKind::Delete => new.gap(first + j),
                _ => new.spans[first + j],
            },
        });
    }
    edits.reverse();
    Some(edits)
}

#[cfg(test)]
mod tests {
    use super::super::Scorer;
    use super::*;
    use proptest::prelude::*;

    fn edits(query: &str, source: &str) -> Vec<(String, String, u32, Reason)> {
        let explanation = explain(query, source).unwrap();
        let one = |edit: &PricedEdit| {
            let (old, new) = (edit.source.of(source), edit.query.of(query));
            (old.to_owned(), new.to_owned(), edit.cost, edit.reason)
        };
        explanation.edits.iter().map(one).collect()
    }

    fn of(old: &str, new: &str, cost: u32, reason: Reason) -> (String, String, u32, Reason) {
        (old.to_owned(), new.to_owned(), cost, reason)
    }

    #[test]
    fn each_edit_has_its_price() {
        assert_eq!(
            edits(
                "The new bridges opened on 4 May",
                "The bridge opened, on 3 June."
            ),
            [
                of("", "new", 2, Reason::Word),
                of("bridge", "bridges", 1, Reason::Variant),
                of(",", "", 1, Reason::Punctuation),
                of("3", "4", 1, Reason::Number),
                of("June", "May", 2, Reason::Word),
                of(".", "", 1, Reason::Punctuation),
            ]
        );
        assert_eq!(
            edits("پل قدیمی", "پل تازه"),
            [of("تازه", "قدیمی", 2, Reason::Word)]
        );
        assert_eq!(edits("新桥开通", "新桥通车").len(), 2);
        assert!(edits("A  cafe\u{301}", "A café").is_empty());
    }

    #[test]
    fn very_long_texts_are_explained_only_where_they_differ_little() {
        let long = "word ".repeat(100_000);
        let why = explain(&format!("one {long}"), &format!("two {long}")).unwrap();
        assert_eq!((why.cost, why.score), (2, 99));
        assert!(explain(&"a b c ".repeat(2000), &"d e f ".repeat(2000)).is_none());
    }

    proptest! {
        #[test]
        fn costs_are_those_of_the_score(a in "[a-cA ,.12桥]{0,30}", b in "[a-cA ,.12桥]{0,30}") {
            let why = explain(&a, &b).unwrap();
            let mut scorer = Scorer::new();
            let (x, y) = (scorer.prepare(&a), scorer.prepare(&b));
            prop_assert_eq!(why.score, scorer.score(&x, &y, 0).unwrap().score);
            prop_assert_eq!(scorer.distance(&x, &y, u32::MAX >> 8), Some(why.cost));
            prop_assert_eq!(why.weight, x.weight().max(y.weight()));
            prop_assert_eq!(why.cost, why.edits.iter().map(|edit| edit.cost).sum::<u32>());
        }

        #[test]
        fn applying_the_edits_gives_the_query(a in "[a-c ,.12]{0,30}", b in "[a-c ,.12]{0,30}") {
            let words = |text: &str| tokens(text).map(|t| (t.span, t.span.of(text).to_owned())).collect::<Vec<_>>();
            let why = explain(&a, &b).unwrap();
            let mut kept = words(&b);
            kept.retain(|(span, _)| !why.edits.iter().any(|e| e.source == *span));
            let mut wanted = words(&a);
            wanted.retain(|(span, _)| !why.edits.iter().any(|e| e.query == *span));
            let texts = |all: Vec<(Span, String)>| all.into_iter().map(|(_, word)| word).collect::<Vec<_>>();
            prop_assert_eq!(texts(kept), texts(wanted));
        }
    }
}
