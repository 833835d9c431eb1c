//! The language that a page says it is in.

use std::ops::Range;

use crate::text::{Direction, Language};

use super::tokens::{Markup, MarkupKind, Tokens};

/// The language of a page: what the start tag of `html` says.
pub(super) fn language(tag: &str) -> Option<Language> {
    let value = ["xml:lang", "lang"]
        .iter()
        .find_map(|name| value(tag, name))?;
    Language::parse(tag.get(value)?.trim()).ok()
}

/// The page with `language` in its `html` tag, and with the direction of its script if that is another one
/// than before.
pub(super) fn with_language(page: &str, language: &Language, is_xml: bool) -> String {
    let is_html =
        |markup: &Markup| matches!(&markup.kind, MarkupKind::Start(tag) if tag.name == "html");
    let Some(html) = Tokens::of(page, is_xml).find(is_html) else {
        return page.to_owned();
    };
    let Some(tag) = page.get(html.raw.clone()) else {
        return page.to_owned();
    };
    let before = self::language(tag).and_then(|language| language.direction());
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    let mut set = |name: &str, wanted: &str, is_needed: bool| match value(tag, name) {
        Some(place) => changes.push((place, wanted.to_owned())),
        None if is_needed => changes.push((NAME..NAME, format!(" {name}=\"{wanted}\""))),
        None => {}
    };
    let has_xml = value(tag, "xml:lang").is_some();
    set("lang", language.as_str(), !has_xml);
    set("xml:lang", language.as_str(), false);
    if let Some(after) = language.direction()
        && after != before.unwrap_or(Direction::LeftToRight)
    {
        set("dir", after.as_html(), true);
    }
    changes.sort_by_key(|(place, _)| place.start);
    let mut written = page[..html.raw.start].to_owned();
    let mut at = 0;
    for (place, text) in changes {
        written.push_str(tag.get(at..place.start).unwrap_or_default());
        written.push_str(&text);
        at = place.end;
    }
    written.push_str(tag.get(at..).unwrap_or_default());
    written.push_str(&page[html.raw.end..]);
    written
}

/// Where the name of a tag `<html …>` ends.
const NAME: usize = "<html".len();

/// Where the value of an attribute is in a start tag, without its quotes.
fn value(tag: &str, wanted: &str) -> Option<Range<usize>> {
    let bytes = tag.as_bytes();
    let space = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_whitespace);
    let skip = |mut at: usize| {
        while space(at) {
            at += 1;
        }
        at
    };
    let mut at = NAME;
    loop {
        at = skip(at);
        let name = at;
        while bytes
            .get(at)
            .is_some_and(|byte| !byte.is_ascii_whitespace() && !b"=/>".contains(byte))
        {
            at += 1;
        }
        let name = name..at;
        at = skip(at);
        if bytes.get(at) != Some(&b'=') {
            match bytes.get(at)? {
                b'/' => at += 1,
                b'>' => return None,
                _ if name.is_empty() => at += 1,
                _ => {}
            }
            continue;
        }
        at = skip(at + 1);
        let quote = bytes
            .get(at)
            .copied()
            .filter(|byte| matches!(byte, b'"' | b'\''));
        let start = at + usize::from(quote.is_some());
        let rest = bytes.get(start..)?;
        let length = rest.iter().position(|&byte| match quote {
            Some(quote) => byte == quote,
            None => byte.is_ascii_whitespace() || byte == b'>',
        })?;
        let is_wanted = tag
            .get(name.clone())
            .is_some_and(|name| name.eq_ignore_ascii_case(wanted));
        if is_wanted {
            return Some(start..start + length);
        }
        at = start + length + usize::from(quote.is_some());
        if name.is_empty() && length == 0 && quote.is_none() {
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_read_and_set() {
        let tag = |tag: &str| Language::parse(tag).unwrap();
        assert_eq!(language("<html class=x LANG = 'fa'>"), Some(tag("fa")));
        assert_eq!(language("<html data-lang='fa' = / >"), None);
        let set = |page: &str, to: &str| with_language(page, &tag(to), false);
        assert_eq!(
            set("<!doctype html>\n<html lang=en class='a'><p>", "fr"),
            "<!doctype html>\n<html lang=fr class='a'><p>"
        );
        assert_eq!(set("<html>", "fr"), "<html lang=\"fr\">");
        assert_eq!(
            set("<html lang='en' xml:lang='en'/>", "de"),
            "<html lang='de' xml:lang='de'/>"
        );
        assert_eq!(
            set("<html lang='en'>", "fa"),
            "<html dir=\"rtl\" lang='fa'>"
        );
        assert_eq!(
            set("<html lang=fa dir=rtl>", "en"),
            "<html lang=en dir=ltr>"
        );
        assert_eq!(set("<p>no page", "fr"), "<p>no page");
    }
}
