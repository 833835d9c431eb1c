//! The language that a page says it is in.

use crate::text::{Direction, Language};

use crate::format::io::attributes::{value, with_values};

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
    let mut values = Vec::new();
    let has = |name: &str| value(tag, name).is_some();
    // Where there was none, as the page is read: XHTML 1.1, which books of EPUB 2 are in, knows no `lang`.
    if has("lang") || (!has("xml:lang") && !is_xml) {
        values.push(("lang", language.as_str()));
    }
    if has("xml:lang") || (!has("lang") && is_xml) {
        values.push(("xml:lang", language.as_str()));
    }
    if let Some(after) = language.direction()
        && after != before.unwrap_or(Direction::LeftToRight)
    {
        values.push(("dir", after.as_html()));
    }
    let mut written = page[..html.raw.start].to_owned();
    written.push_str(&with_values(tag, &values));
    written.push_str(&page[html.raw.end..]);
    written
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
        let set_xml = |page: &str| with_language(page, &tag("de"), true);
        assert_eq!(set_xml("<html>"), "<html xml:lang=\"de\">");
        assert_eq!(set_xml("<html lang='en'>"), "<html lang='de'>");
    }
}
