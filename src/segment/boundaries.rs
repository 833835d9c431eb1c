//! Where UAX #29 ends a sentence, in time linear in the text.

use unicode_segmentation::UnicodeSegmentation;

/// Longest run of characters other than letters and digits that is given to the crate whole.
///
/// Rule SB8 looks ahead from every position after a full stop, so that a run of spaces or
/// closing brackets costs its square; cut into pieces of this size it costs their sum.
const LONGEST_RUN: usize = 64;

/// The byte offsets at which UAX #29 ends a sentence of `text`, in order, the end of the text
/// left out. A run of more than 64 characters without letter or digit always ends one.
pub(super) fn uax29(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    for cut in cuts(text) {
        let piece = &text[start..cut.at];
        let inner = piece.split_sentence_bound_indices().skip(1);
        ends.extend(inner.map(|(offset, _)| start + offset));
        if cut.ends_sentence {
            ends.push(cut.at);
        }
        start = cut.at;
    }
    ends
}

struct Cut {
    at: usize,
    ends_sentence: bool,
}

/// Cuts long runs into pieces; the last cut is the end of the text.
fn cuts(text: &str) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut run = 0;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            if run > LONGEST_RUN {
                cuts.push(Cut {
                    at,
                    ends_sentence: true,
                });
            }
            run = 0;
        } else {
            run += 1;
            if run > LONGEST_RUN && run % LONGEST_RUN == 1 {
                cuts.push(Cut {
                    at,
                    ends_sentence: false,
                });
            }
        }
    }
    cuts.push(Cut {
        at: text.len(),
        ends_sentence: false,
    });
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_cut_as_the_standard_says() {
        assert_eq!(uax29("One. Two? Three"), [5, 10]);
        assert_eq!(uax29(""), Vec::<usize>::new());
    }

    #[test]
    fn a_long_run_is_one_break() {
        let text = format!("One.{}Two", " ".repeat(1000));
        assert_eq!(uax29(&text), [1004]);
    }
}
