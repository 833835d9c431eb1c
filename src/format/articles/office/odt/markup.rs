//! The markup of new text, and styles for paragraphs that run the other way.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::super::part::tag_name;
use super::super::rewrite::Markup;
use super::super::taken::{Run, Taken};
use super::styles::Styles;
use crate::format::io::xml::{escaped, escaped_value};
use crate::text::{Direction, direction};

/// Writes text into spans.
pub(super) struct OdfMarkup<'a> {
    styles: &'a Styles,
    /// The prefix of elements of text.
    prefix: String,
    /// The styles that paragraphs have got which run the other way: their names and elements.
    made: RefCell<BTreeMap<String, String>>,
}

impl<'a> OdfMarkup<'a> {
    /// The markup for what was `taken` from a document with these styles.
    pub(super) fn of(taken: &Taken, styles: &'a Styles) -> Self {
        let part = taken.parts.first();
        let opening = part.and_then(|part| part.xml.get(part.paragraphs.first()?.opening.clone()));
        let name = tag_name(opening.unwrap_or("<text:p>"));
        OdfMarkup {
            styles,
            prefix: name.trim_end_matches(['p', 'h']).to_owned(),
            made: RefCell::default(),
        }
    }

    /// The part with the styles that its paragraphs have got.
    pub(super) fn with_styles(&self, xml: String) -> String {
        let made: String = self.made.borrow().values().map(String::as_str).collect();
        if made.is_empty() {
            return xml;
        }
        let closing = "</office:automatic-styles>";
        if let Some((before, after)) = xml.split_once(closing) {
            return format!("{before}{made}{closing}{after}");
        }
        let body = "<office:body";
        match xml.split_once(body) {
            Some((before, after)) => {
                let before = before.replace("<office:automatic-styles/>", "");
                format!("{before}<office:automatic-styles>{made}{closing}{body}{after}")
            }
            None => xml,
        }
    }

    /// The name of a style like `style` for the other direction.
    fn turned(&self, style: &str, mode: &str) -> String {
        let mut name = format!("{style}_{}", if mode == "rl-tb" { "rtl" } else { "ltr" });
        while self.styles.has(&name) {
            name.push('_');
        }
        let element = match self.styles.automatic(style) {
            Some(element) => with_mode(element, style, &name, mode),
            None => format!(
                "<style:style style:name=\"{}\" style:family=\"paragraph\" style:parent-style-name=\"{}\">\
                 <style:paragraph-properties style:writing-mode=\"{mode}\"/></style:style>",
                escaped_value(&name),
                escaped_value(style)
            ),
        };
        self.made.borrow_mut().insert(name.clone(), element);
        name
    }
}

impl Markup for OdfMarkup<'_> {
    fn head(&self, run: Option<&Run>, _: &str) -> String {
        run.map(|run| run.head.clone()).unwrap_or_default()
    }

    fn tail(&self, run: Option<&Run>) -> String {
        run.map(|run| run.tail.clone()).unwrap_or_default()
    }

    fn text(&self, text: &str, before: Option<char>) -> String {
        let prefix = &self.prefix;
        let mut out = String::new();
        let mut plain = String::new();
        let mut before = before;
        for c in text.chars() {
            // A space after white space does not count, or is not sure to.
            let counts = before.is_some_and(|c| !c.is_whitespace());
            before = Some(c);
            let element = match c {
                ' ' if !counts => "s",
                '\t' => "tab",
                '\n' => "line-break",
                _ => {
                    plain.push(c);
                    continue;
                }
            };
            out.push_str(&escaped(&std::mem::take(&mut plain)));
            out.push_str(&format!("<{prefix}{element}/>"));
        }
        out + &escaped(&plain)
    }

    fn opening(&self, opening: &str, was: &str, is: &str) -> Option<String> {
        let mode = match (direction(was), direction(is)) {
            (Direction::LeftToRight, Direction::RightToLeft) => "rl-tb",
            (Direction::RightToLeft, Direction::LeftToRight) => "lr-tb",
            _ => return None,
        };
        let attribute = format!("{}style-name=", self.prefix);
        Some(match value_at(opening, &attribute) {
            Some((from, to)) => {
                let style = self.turned(opening.get(from..to)?, mode);
                let (before, after) = (opening.get(..from)?, opening.get(to..)?);
                format!("{before}{}{after}", escaped_value(&style))
            }
            None => {
                let style = self.turned("Standard", mode);
                let name = format!("<{}", tag_name(opening));
                opening.replacen(&name, &format!("{name} {attribute}\"{style}\""), 1)
            }
        })
    }
}

/// Where the value of `attribute` (with the equals sign) lies in a tag.
fn value_at(tag: &str, attribute: &str) -> Option<(usize, usize)> {
    let at = tag.find(attribute)? + attribute.len();
    let mut chars = tag.get(at..)?.chars();
    let quote = chars.next().filter(|c| matches!(c, '"' | '\''))?;
    let length = chars.as_str().find(quote)?;
    Some((at + 1, at + 1 + length))
}

/// The style `element` under another name, and for the other direction.
fn with_mode(element: &str, old: &str, new: &str, mode: &str) -> String {
    let mut element = element.to_owned();
    if let Some((from, to)) = value_at(&element, "style:name=")
        && element.get(from..to) == Some(old)
    {
        element.replace_range(from..to, &escaped_value(new));
    }
    let attribute = format!("style:writing-mode=\"{mode}\"");
    if let Some(at) = element.find("<style:paragraph-properties") {
        let tag = element.get(at..).and_then(|tag| tag.split('>').next());
        match value_at(tag.unwrap_or_default(), "style:writing-mode=") {
            Some((from, to)) => element.replace_range(at + from..at + to, mode),
            None => {
                let after = at + "<style:paragraph-properties".len();
                element.insert_str(after, &format!(" {attribute}"));
            }
        }
        return element;
    }
    let properties = format!("<style:paragraph-properties {attribute}/>");
    match element.find('>') {
        Some(end) if element.get(..end).is_some_and(|tag| tag.ends_with('/')) => {
            element.replace_range(end - 1.., &format!(">{properties}</style:style>"));
        }
        Some(end) => element.insert_str(end + 1, &properties),
        None => {}
    }
    element
}
