//! What the attributes of an element say of its place in a page.
//!
//! The words are those that readability tools have gathered from pages since Arc90's Readability (2009);
//! Kohlschütter, Fankhauser and Nejdl (WSDM 2010) show how far such features carry.

use super::tokens::Tag;

/// What the attributes of an element say of its place in a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Hints {
    /// It is not shown.
    pub is_hidden: bool,
    /// Its class, id or role is that of what surrounds articles.
    pub is_unlikely: bool,
    /// They are those of an article's text.
    pub is_likely: bool,
    /// It says that it is the text of an article, or the main part of the page.
    pub is_body: bool,
    /// It is a link to a place in the page.
    pub is_note: bool,
}

/// Words in the class or id of what surrounds articles.
const UNLIKELY: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "community",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "footer",
    "gdpr",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "pager",
    "pagination",
    "popup",
    "promo",
    "recommended",
    "related",
    "share",
    "sharing",
    "shoutbox",
    "sidebar",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "taboola",
    "toolbar",
    "widget",
    "cookiebar",
    "cookiebanner",
    "topbar",
    "toc",
    "editsection",
    "noprint",
    "navbox",
    "metadata",
    "hidden",
    "invisible",
    "respond",
    "replies",
    "trending",
    "teaser",
    "teasers",
];

/// Words in the class or id of articles' texts.
const LIKELY: &[&str] = &[
    "article",
    "body",
    "content",
    "entry",
    "hentry",
    "main",
    "page",
    "post",
    "text",
    "blog",
    "story",
    "articlebody",
    "maincontent",
];

impl Hints {
    /// What the attributes of `tag` say.
    pub(super) fn of(tag: &Tag) -> Self {
        let mut hints = Hints::default();
        for (name, value) in &tag.attributes {
            let value = String::from_utf8_lossy(value);
            match &***name {
                b"hidden" => hints.is_hidden |= value != "until-found",
                b"aria-hidden" => hints.is_hidden |= value == "true",
                b"style" => {
                    let style: String = value.split_whitespace().collect();
                    let style = style.to_ascii_lowercase();
                    hints.is_hidden |=
                        style.contains("display:none") || style.contains("visibility:hidden");
                }
                b"role" => match value.trim() {
                    "main" | "article" => hints.is_body |= value.trim() == "main",
                    "navigation" | "banner" | "contentinfo" | "complementary" | "dialog"
                    | "alertdialog" | "search" | "menu" | "menubar" | "toolbar" | "alert" => {
                        hints.is_unlikely = true;
                    }
                    _ => {}
                },
                b"itemprop" => {
                    hints.is_body |= value.split_whitespace().any(|word| word == "articleBody");
                }
                b"class" | b"id" => {
                    for name in value.split_whitespace() {
                        let words = words(name);
                        hints.is_unlikely |= is_unlikely(&words);
                        hints.is_likely |= words.iter().any(|word| LIKELY.contains(&word.as_str()));
                    }
                }
                b"href" => hints.is_note = tag.name == "a" && value.starts_with('#'),
                _ => {}
            }
        }
        // `main` of a page whose body is called `has-sidebar` or so.
        if matches!(tag.name.as_str(), "html" | "body" | "main" | "article") || hints.is_body {
            hints.is_unlikely = false;
        }
        hints
    }
}

/// Whether a name of these words is that of what surrounds articles: `nav-list`, `article-comments`, and
/// neither `has-comments` nor `comment-body`, which may well hold one.
fn is_unlikely(words: &[String]) -> bool {
    let has = |list: &[&str], word: Option<&String>| {
        word.is_some_and(|word| list.contains(&word.as_str()))
    };
    let is_state = words
        .iter()
        .any(|word| matches!(word.as_str(), "has" | "with" | "no" | "is"));
    let is_likely = words.iter().any(|word| has(LIKELY, Some(word)));
    !is_state && (has(UNLIKELY, words.last()) || (has(UNLIKELY, words.first()) && !is_likely))
}

/// The words of a name: `site-nav_topBar` has `site`, `nav`, `top` and `bar`.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in name.split(|c: char| !c.is_alphanumeric()) {
        let mut word = String::new();
        for c in part.chars() {
            if c.is_uppercase() && word.chars().last().is_some_and(char::is_lowercase) {
                words.push(std::mem::take(&mut word));
            }
            word.extend(c.to_lowercase());
        }
        if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::tokens::{MarkupKind, Tokens};
    use super::*;

    fn of(tag: &str) -> Hints {
        match Tokens::of(tag, false).next().map(|markup| markup.kind) {
            Some(MarkupKind::Start(tag)) => Hints::of(&tag),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn names_and_roles_tell() {
        assert!(of("<div class='site-nav'>").is_unlikely);
        assert!(of("<div id=cookieConsent>").is_unlikely);
        assert!(of("<div role=navigation>").is_unlikely);
        assert!(of("<div class='article-share'>").is_unlikely);
        assert!(!of("<div class='post has-comments navel'>").is_unlikely);
        assert!(!of("<body class='has-sidebar'>").is_unlikely);
        assert!(of("<div class='article-body'>").is_likely);
        assert!(of("<div style='color: red; display : none'>").is_hidden);
        assert!(of("<p hidden>").is_hidden);
        assert!(of("<div itemprop='articleBody'>").is_body);
        assert!(of("<a href='#fn1'>").is_note);
    }
}
