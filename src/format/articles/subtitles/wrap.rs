//! Where text is cut: into the parts of several cues, and into lines.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::is_spaceless;

/// A line is about so wide, in columns; a character of Chinese takes two.
const WIDEST: usize = 42;

/// Marks that no line begins with.
const CLOSING: &str = "。！？，、；：」』）】》…—.!?,;:)]”’";

/// Dashes.
const DASHES: &str = "-–—‐";

/// Marks that no line ends with.
const OPENING: &str = "「『（【《([“‘";

/// Whether no space comes beside `c` where a line ends.
pub(super) fn is_joined(c: char) -> bool {
    is_spaceless(c) || "。！？，、；：「」『』（）".contains(c)
}

/// The places in `text` where a new line may begin.
pub(super) fn breaks(text: &str) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut before = "";
    for (at, grapheme) in text.grapheme_indices(true) {
        let after_space = before.chars().all(char::is_whitespace);
        let is_space = grapheme.chars().all(char::is_whitespace);
        let is_mark = |grapheme: &str, marks: &str| grapheme.chars().all(|c| marks.contains(c));
        let between = before.ends_with(is_joined) && grapheme.starts_with(is_joined);
        let may = match after_space {
            // A dash at the beginning says that another person speaks.
            true => !is_space && !is_mark(grapheme, DASHES),
            false => {
                between && !is_space && !is_mark(grapheme, CLOSING) && !is_mark(before, OPENING)
            }
        };
        if at > 0 && may {
            breaks.push(at);
        }
        before = grapheme;
    }
    breaks
}

/// Cuts `text` into as many parts as there are `shares`, about as long as those say, each with something in it
/// if there are words enough.
pub(super) fn shared(text: &str, shares: &[usize]) -> Vec<Range<usize>> {
    let breaks = breaks(text);
    let sum: usize = shares.iter().sum::<usize>().max(1);
    let mut parts = Vec::with_capacity(shares.len());
    let (mut from, mut so_far, mut next) = (0, 0, 0);
    for (number, share) in shares.iter().enumerate() {
        so_far += share;
        let left = shares.len() - number - 1;
        if left == 0 {
            parts.push(from..text.len());
            break;
        }
        let wanted = text.len() * so_far / sum;
        // One break has to be left for each part that is to come, as long as there are some.
        let last = match breaks.len() - next > left {
            true => breaks.len() - (left - 1),
            false => breaks.len().min(next + 1),
        };
        let candidates = breaks
            .get(next..last)
            .unwrap_or_default()
            .iter()
            .enumerate();
        let best = candidates.min_by_key(|(_, at)| at.abs_diff(wanted));
        let to = match best {
            Some((passed, &at)) if *share > 0 => {
                next += passed + 1;
                at
            }
            _ if *share > 0 => {
                next = breaks.len();
                text.len()
            }
            _ => from,
        };
        parts.push(from..to);
        from = to;
    }
    parts
}

/// Where the lines of `text` begin but the first: about equally wide ones. What lies in `hidden` has no
/// width and is not cut.
pub(super) fn line_starts(text: &str, hidden: &[Range<usize>]) -> Vec<usize> {
    let visible = |from: usize, to: usize| {
        let mut width = text.get(from..to).map_or(0, UnicodeWidthStr::width);
        for range in hidden {
            let (start, end) = (range.start.max(from), range.end.min(to));
            if start < end {
                width =
                    width.saturating_sub(text.get(start..end).map_or(0, UnicodeWidthStr::width));
            }
        }
        width
    };
    let whole = visible(0, text.len());
    let count = whole.div_ceil(WIDEST);
    let mut places = breaks(text);
    places.retain(|at| {
        !hidden
            .iter()
            .any(|range| range.start < *at && *at < range.end)
    });
    // A dash behind markup begins a line as well.
    places.retain(|at| {
        let mut at = *at;
        for range in hidden {
            if range.start == at {
                at = range.end;
            }
        }
        let rest = text.get(at..).unwrap_or_default().trim_start();
        !rest.starts_with(|c| DASHES.contains(c))
    });
    let mut starts = Vec::new();
    let mut from = 0;
    for line in 1..count {
        let left = visible(from, text.len());
        let wanted = left / (count - line + 1);
        let candidates = places.iter().filter(|at| **at > from);
        let best = candidates.min_by_key(|at| visible(from, **at).abs_diff(wanted));
        let Some(&at) = best else {
            break;
        };
        starts.push(at);
        from = at;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_cut_between_words() {
        let text = "Die alte Brücke über den Fluss ist seit Montag zu.";
        let parts: Vec<&str> = shared(text, &[10, 10])
            .into_iter()
            .map(|part| &text[part])
            .collect();
        assert_eq!(
            parts,
            ["Die alte Brücke über den ", "Fluss ist seit Montag zu."]
        );
        let parts: Vec<&str> = shared("Ja. Nein", &[50, 1, 50])
            .into_iter()
            .map(|part| &"Ja. Nein"[part])
            .collect();
        assert_eq!(parts, ["Ja. ", "Nein", ""]);
        let chinese = "老桥从星期一起关闭，渡船还在开。";
        let parts: Vec<&str> = shared(chinese, &[9, 6])
            .into_iter()
            .map(|part| &chinese[part])
            .collect();
        assert_eq!(parts, ["老桥从星期一起关闭，", "渡船还在开。"]);
        assert_eq!(shared("", &[1, 2]), [0..0, 0..0]);
    }

    #[test]
    fn lines_are_about_equally_wide() {
        let text = "The old bridge over the river has been closed since Monday.";
        assert_eq!(line_starts(text, &[]), [text.find("has").unwrap()]);
        assert!(line_starts("Short enough.", &[]).is_empty());
        let tagged = "<c.yellow.bg_blue.very_long_class_name>The bridge</c>";
        assert!(line_starts(tagged, &[0..39, 49..53]).is_empty());
    }
}
