//! The tags of a page with their places; what is between them is text.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::{DefaultEmitter, HtmlString, StringReader, Token, Tokenizer};

/// Markup of a page.
#[derive(Debug, Clone)]
pub(super) struct Markup {
    /// Its bytes in the page.
    pub raw: Range<usize>,
    /// What it is.
    pub kind: MarkupKind,
}

/// What a piece of markup is.
#[derive(Debug, Clone)]
pub(super) enum MarkupKind {
    /// A start tag.
    Start(Tag),
    /// An end tag, of this name in lower case.
    End(String),
    /// A comment, a declaration, an instruction.
    Other,
}

/// A start tag.
#[derive(Debug, Clone)]
pub(super) struct Tag {
    /// Its name, lower case.
    pub name: String,
    /// Whether it is written `<name/>`.
    pub is_closed: bool,
    /// Its attributes by name, in the order of their names; their references are resolved.
    pub attributes: Vec<(HtmlString, HtmlString)>,
}

impl Tag {
    /// The value of the attribute `name`; empty if it has none.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let (_, value) = self
            .attributes
            .iter()
            .find(|(known, _)| &***known == name.as_bytes())?;
        Some(String::from_utf8_lossy(value).into_owned())
    }
}

/// The markup of a page in order. In XML no element has a content of its own kind, and any may be empty.
pub(super) struct Tokens<'a> {
    page: &'a str,
    tokenizer: Tokenizer<StringReader<'a>, DefaultEmitter<usize>>,
    at: usize,
}

impl<'a> Tokens<'a> {
    /// The markup of `page`.
    pub(super) fn of(page: &'a str, is_xml: bool) -> Self {
        let mut emitter = DefaultEmitter::new_with_span();
        emitter.naively_switch_states(!is_xml);
        Tokens {
            page,
            tokenizer: Tokenizer::new_with_emitter(page, emitter),
            at: 0,
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Markup;

    fn next(&mut self) -> Option<Markup> {
        loop {
            let token: Result<_, Infallible> = self.tokenizer.next()?;
            let Ok(token) = token;
            let (span, kind) = match token {
                Token::StartTag(tag) => {
                    let attributes = tag.attributes.into_iter();
                    let kind = MarkupKind::Start(Tag {
                        name: String::from_utf8_lossy(&tag.name).into_owned(),
                        is_closed: tag.self_closing,
                        attributes: attributes
                            .map(|(name, value)| (name, value.value))
                            .collect(),
                    });
                    (tag.span, kind)
                }
                Token::EndTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    (tag.span, MarkupKind::End(name))
                }
                Token::Comment(comment) => (comment.span, MarkupKind::Other),
                Token::Doctype(doctype) => (doctype.span, MarkupKind::Other),
                Token::String(_) | Token::Error(_) => continue,
            };
            let raw = span.start..span.end;
            // A page may end within a tag: what begins none is text.
            let is_markup = self
                .page
                .get(raw.clone())
                .is_some_and(|tag| tag.starts_with('<'));
            if is_markup && raw.start >= self.at {
                self.at = raw.end;
                return Some(Markup { raw, kind });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(page: &str, is_xml: bool) -> Vec<&str> {
        Tokens::of(page, is_xml)
            .map(|markup| &page[markup.raw])
            .collect()
    }

    #[test]
    fn markup_has_its_place() {
        let page = "<!DOCTYPE html>\r\n<p class='a>b' hidden>پل &lt;<BR/ >\u{0}x</p\r\n><!-- <b> --><script>a<b && '<p>'</script>1 < 2<a href=x?a=1&amp;b>c</a";
        assert_eq!(
            shown(page, false),
            [
                "<!DOCTYPE html>",
                "<p class='a>b' hidden>",
                "<BR/ >",
                "</p\r\n>",
                "<!-- <b> -->",
                "<script>",
                "</script>",
                "<a href=x?a=1&amp;b>"
            ]
        );
        assert_eq!(
            shown("<?xml version='1.0'?><title/><p>x</p>", true).len(),
            4
        );
        assert_eq!(shown("<title/><p>x</p>", false).len(), 1);
        assert_eq!(shown("a<![CDATA[b]]>c<?php echo ?>", false).len(), 2);
    }

    proptest! {
        #[test]
        fn all_markup_begins_and_ends_as_such(page in "([<>/!?\\-a-c='\" &;\r\n\\[\\]é]|<p>|</p>|<!--|-->|<title|<script>)*") {
            let mut at = 0;
            for markup in Tokens::of(&page, false) {
                prop_assert!(markup.raw.start >= at);
                at = markup.raw.end;
                let raw = &page[markup.raw];
                prop_assert!(raw.starts_with('<'), "{raw}");
                if !matches!(markup.kind, MarkupKind::Other) {
                    prop_assert!(raw.ends_with('>'), "{raw}");
                }
            }
        }
    }
}
