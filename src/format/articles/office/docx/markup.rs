//! The markup of new text.

use super::super::part::tag_name;
use super::super::rewrite::Markup;
use super::super::taken::{Run, Taken};
use crate::format::io::xml::escaped;
use crate::text::{Direction, direction};

/// Writes text into runs, in elements with this prefix (`w:`).
pub(super) struct WordMarkup {
    prefix: String,
}

impl WordMarkup {
    /// The markup for what was `taken` from a document.
    pub(super) fn of(taken: &Taken) -> Self {
        let runs = taken.parts.iter().flat_map(|part| &part.runs);
        let name = runs.map(|run| tag_name(&run.head)).next().unwrap_or("w:r");
        WordMarkup {
            prefix: name.trim_end_matches('r').to_owned(),
        }
    }
}

/// Elements of a paragraph's properties that come after `w:bidi` (ECMA-376, part 1, 17.3.1.26).
const AFTER_BIDI: &[&str] = &[
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
];

/// Elements of a run's properties that come after `w:rtl` (17.3.2.28).
const AFTER_RTL: &[&str] = &[
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
    "rPrChange",
];

impl Markup for WordMarkup {
    fn head(&self, run: Option<&Run>, text: &str) -> String {
        let prefix = &self.prefix;
        let head = run.map_or_else(|| format!("<{prefix}r>"), |run| run.head.clone());
        // Numbers and marks take after what is around them.
        if !text.contains(char::is_alphabetic) {
            return head;
        }
        match direction(text) {
            Direction::RightToLeft => self.with(&head, "rPr", "rtl", AFTER_RTL),
            Direction::LeftToRight => self.without(&head, "rtl"),
        }
    }

    fn tail(&self, run: Option<&Run>) -> String {
        run.map_or_else(|| format!("</{}r>", self.prefix), |run| run.tail.clone())
    }

    fn text(&self, text: &str, _: Option<char>) -> String {
        let mut out = String::new();
        let mut plain = String::new();
        let prefix = &self.prefix;
        let flush = |plain: &mut String, out: &mut String| {
            if !plain.is_empty() {
                let text = escaped(plain);
                out.push_str(&format!(
                    "<{prefix}t xml:space=\"preserve\">{text}</{prefix}t>"
                ));
                plain.clear();
            }
        };
        for c in text.chars() {
            let element = match c {
                '\n' => "br",
                '\t' => "tab",
                '\u{2011}' => "noBreakHyphen",
                '\u{ad}' => "softHyphen",
                _ => {
                    plain.push(c);
                    continue;
                }
            };
            flush(&mut plain, &mut out);
            out.push_str(&format!("<{prefix}{element}/>"));
        }
        flush(&mut plain, &mut out);
        out
    }

    fn opening(&self, opening: &str, was: &str, is: &str) -> Option<String> {
        match (direction(was), direction(is)) {
            (Direction::LeftToRight, Direction::RightToLeft) => {
                Some(self.with(opening, "pPr", "bidi", AFTER_BIDI))
            }
            (Direction::RightToLeft, Direction::LeftToRight) => Some(self.without(opening, "bidi")),
            _ => None,
        }
    }
}

impl WordMarkup {
    /// `markup`, a start tag and perhaps `properties` behind it, with the property `name` in its place among
    /// them: before those of `after`.
    fn with(&self, markup: &str, properties: &str, name: &str, after: &[&str]) -> String {
        let markup = self.without(markup, name);
        let prefix = &self.prefix;
        let element = format!("<{prefix}{name}/>");
        let wrapped = format!("<{prefix}{properties}>{element}</{prefix}{properties}>");
        let Some(first) = markup.find('>').map(|end| end + 1) else {
            return markup;
        };
        let (tag, rest) = markup.split_at(first);
        if rest.trim().is_empty() {
            // An element without content is opened by others than this.
            return format!("{tag}{wrapped}");
        }
        let place = children(rest).into_iter().find(|(_, child)| {
            let local = child.rsplit(':').next().unwrap_or(child);
            after.contains(&local)
        });
        let end = rest.rfind("</");
        let place = place.map(|(at, _)| at).or(end);
        match place.and_then(|at| rest.split_at_checked(at)) {
            Some((before, after)) => format!("{tag}{before}{element}{after}"),
            None => format!("{tag}{wrapped}"),
        }
    }

    /// `markup` without the property `name`.
    fn without(&self, markup: &str, name: &str) -> String {
        let wanted = format!("{}{name}", self.prefix);
        let found = children(markup)
            .into_iter()
            .find(|(_, child)| *child == wanted);
        let Some((before, rest)) = found.and_then(|(at, _)| markup.split_at_checked(at)) else {
            return markup.to_owned();
        };
        let Some((tag, mut after)) = rest.split_once('>') else {
            return markup.to_owned();
        };
        if !tag.ends_with('/') {
            let closing = format!("</{wanted}>");
            after = rest.split_once(&closing).map_or(after, |(_, after)| after);
        }
        format!("{before}{after}")
    }
}

/// The start tags in `markup`, which is well-formed: their places and names.
fn children(markup: &str) -> Vec<(usize, &str)> {
    let starts = markup.match_indices('<');
    let tags = starts.filter_map(|(at, _)| Some((at, markup.get(at..)?)));
    tags.filter(|(_, tag)| !["</", "<!", "<?"].iter().any(|mark| tag.starts_with(mark)))
        .map(|(at, tag)| (at, tag_name(tag)))
        .collect()
}
