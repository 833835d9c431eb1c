//! All ways to cut a paragraph into sentences, weighed together: a semi-Markov chain over its
//! chunks.

use super::*;

/// A number with a scale of its own, so that the products over a long text neither overflow nor
/// vanish.
#[derive(Debug, Clone, Copy)]
struct Scaled {
    value: f64,
    /// How often `value` is to be multiplied by `SCALE`.
    scale: i64,
}

const SCALE: f64 = (1_u128 << 100) as f64;

/// The ways to cut a paragraph at its places, and what they are worth.
pub(in crate::segment::thai) struct Chain<'a> {
    model: &'a Model,
    chunks: &'a [Chunk<'a>],
    places: &'a [Place],
    /// How many chunks before each have a predicate, and a word of saying.
    predicates: Vec<usize>,
    says: Vec<usize>,
}

impl<'a> Chain<'a> {
    pub(in crate::segment::thai) fn new(
        model: &'a Model,
        chunks: &'a [Chunk<'a>],
        places: &'a [Place],
    ) -> Self {
        let sums = |holds: fn(&Chunk) -> bool| {
            let mut sums = vec![0];
            let mut sum = 0;
            sums.extend(chunks.iter().map(|chunk| {
                sum += usize::from(holds(chunk));
                sum
            }));
            sums
        };
        Chain {
            model,
            chunks,
            places,
            predicates: sums(|chunk| chunk.has.predicate),
            says: sums(|chunk| chunk.has.says),
        }
    }

    /// The chunk that sentence number `from` begins with, if one begins there at all.
    fn first(&self, from: usize) -> usize {
        match from {
            0 => 0,
            _ => self.places[from - 1].chunk,
        }
    }

    /// The chunk after the end number `to`, and the factor of that end.
    fn end(&self, to: usize) -> (usize, f64) {
        match self.places.get(to) {
            Some(place) => (place.chunk, place.factor),
            None => (self.chunks.len(), 1.0),
        }
    }

    /// What a sentence is worth that begins at `from` and ends at `to`, its end included.
    fn worth(&self, from: usize, to: usize) -> f64 {
        let sentence = &self.model.sentence;
        let first = self.first(from);
        let (next, mut factor) = self.end(to);
        let (head, last) = (&self.chunks[first], &self.chunks[next - 1]);
        let chars = last.chars_before + last.chars - head.chars_before;
        factor *= by_length(&sentence.length, &SENTENCE_LENGTHS, chars);
        if self.predicates[first] == self.predicates[next] {
            factor *= sentence.bare;
        }
        let count = next - first;
        if count == 1 {
            factor *= sentence.one_chunk;
        }
        if count <= 2 && is_intro(head.right.name) {
            if let Some(intro) = sentence.intro.get(head.right.name) {
                factor *= intro[count - 1];
            }
            if self.chunks.get(next).is_some_and(|next| next.has.then) {
                factor *= sentence.intro_then;
            }
        }
        if head.opens == Some(Mark::Quote) {
            let says = self.says[next] > self.says[first.max(next.saturating_sub(4))];
            factor *= if says {
                sentence.quoted_says
            } else {
                sentence.quoted_silent
            };
        }
        factor
    }

    /// For each place, the probability that a sentence ends there.
    pub(in crate::segment::thai) fn probabilities(&self) -> Vec<f64> {
        let before = self.before();
        let after = self.after();
        let all = before[self.places.len() + 1];
        (1..=self.places.len())
            .map(|at| {
                let mut share = before[at].value / all.value * after[at].value;
                let scale = before[at].scale + after[at].scale - all.scale;
                for _ in 0..scale.unsigned_abs().min(16) {
                    share *= if scale > 0 { SCALE } else { 1.0 / SCALE };
                }
                share
            })
            .collect()
    }

    /// What all ways to cut the text before each end are worth together; the first stands for the
    /// start of the text, the last for its end.
    fn before(&self) -> Vec<Scaled> {
        let mut sums = Sums::new(self.model.sentence.longest);
        for to in 0..=self.places.len() {
            let near = sums.near();
            let value = near
                .iter()
                .zip(to + 1 - near.len()..)
                .map(|(&sum, from)| sum * self.worth(from, to))
                .sum::<f64>();
            sums.push(value + sums.far() * self.end(to).1, 1.0);
        }
        sums.all
    }

    /// The same for the text after each end.
    fn after(&self) -> Vec<Scaled> {
        let mut sums = Sums::new(self.model.sentence.longest);
        for from in (0..=self.places.len()).rev() {
            let near = sums.near();
            // The nearest end was pushed last.
            let value = near
                .iter()
                .rev()
                .zip(from..)
                .map(|(&sum, to)| sum * self.worth(from, to))
                .sum::<f64>();
            let factor = from.checked_sub(1).map_or(1.0, |end| self.end(end).1);
            sums.push(value + sums.far(), factor);
        }
        sums.all.reverse();
        sums.all
    }
}

/// Sums over ways to cut, from one end of the text on: those nearby at one scale, the others in
/// one number.
struct Sums {
    all: Vec<Scaled>,
    /// The last ones, at the scale of the last, and with which factor each goes over to `far`.
    recent: Vec<f64>,
    factors: Vec<f64>,
    far: f64,
    scale: i64,
    longest: f64,
}

impl Sums {
    fn new(longest: f64) -> Self {
        Sums {
            all: vec![Scaled {
                value: 1.0,
                scale: 0,
            }],
            recent: vec![1.0],
            factors: vec![1.0],
            far: 0.0,
            scale: 0,
            longest,
        }
    }

    fn near(&self) -> &[f64] {
        &self.recent[self.recent.len().saturating_sub(WINDOW)..]
    }

    /// The sum of all that lie beyond the window, as sentences of the greatest length.
    fn far(&self) -> f64 {
        self.far * self.longest
    }

    fn push(&mut self, value: f64, factor: f64) {
        let mut value = value;
        if let Some(leaving) = self.recent.len().checked_sub(WINDOW) {
            self.far += self.recent[leaving] * self.factors[leaving];
        }
        let (by, step) = match value {
            _ if value > SCALE => (1.0 / SCALE, 1),
            _ if value < 1.0 / SCALE => (SCALE, -1),
            _ => (1.0, 0),
        };
        if step != 0 {
            value *= by;
            self.far *= by;
            self.scale += step;
            let near = self.recent.len().saturating_sub(WINDOW);
            for sum in &mut self.recent[near..] {
                *sum *= by;
            }
        }
        self.recent.push(value);
        self.factors.push(factor);
        self.all.push(Scaled {
            value,
            scale: self.scale,
        });
    }
}
