//! What the tags of a page say about the author and the date of its article.

use super::tokens::Tag;

/// What a tag says about the author or the date of an article.
#[derive(Debug, Clone)]
pub(super) enum BylineHint {
    /// A `meta` of this name, in lower case, has this content.
    Meta(String, String),
    /// A script of data in JSON begins here.
    Json,
    /// The text of the element is the name of an author.
    Author,
    /// A date in ISO 8601, and whether it is marked as the date of publication.
    Date(String, bool),
}

impl BylineHint {
    /// Returns what `tag` says; `None` if it says nothing.
    pub(super) fn from_tag(tag: &Tag) -> Option<Self> {
        let is = |name: &str, value: &str| {
            let values = tag.attribute(name).unwrap_or_default();
            (values.split_ascii_whitespace()).any(|one| one.eq_ignore_ascii_case(value))
        };
        match tag.name.as_str() {
            "meta" => {
                let mut names = ["name", "property", "itemprop"].iter();
                let name = names.find_map(|name| tag.attribute(name))?;
                Some(BylineHint::Meta(
                    name.to_ascii_lowercase(),
                    tag.attribute("content")?,
                ))
            }
            "script" => is("type", "application/ld+json").then_some(BylineHint::Json),
            "time" => {
                let is_published =
                    tag.attribute("pubdate").is_some() || is("itemprop", "datePublished");
                Some(BylineHint::Date(tag.attribute("datetime")?, is_published))
            }
            _ => (is("rel", "author") || is("itemprop", "author")).then_some(BylineHint::Author),
        }
    }
}
