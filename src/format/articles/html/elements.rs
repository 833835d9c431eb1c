//! What each element of HTML does to the text in it.

use crate::text::BlockKind;

/// What an element does to the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    /// It begins and ends blocks; its own text is of this kind, or of that of the block around it.
    Block(Option<BlockKind>),
    /// It marks a part of a block: two inline codes.
    Inline,
    /// It is in a block and has no content: one inline code.
    Stand,
    /// It is in a block with all that is in it, which is not text of the block: one inline code.
    Whole,
    /// It shows nothing.
    Unseen,
    /// Its text is no prose.
    Listing,
    /// What surrounds articles: ways about the site, forms, asides.
    Surroundings,
}

/// What the element `name`, lower case, does; what is not known marks a part of a block, as in browsers.
pub(super) fn nature(name: &str) -> Nature {
    use BlockKind::*;
    use Nature::*;
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Block(Some(Heading)),
        "li" | "dt" | "dd" => Block(Some(ListItem)),
        "figcaption" | "caption" => Block(Some(Caption)),
        "p" | "td" | "th" | "blockquote" | "address" | "summary" | "legend" => {
            Block(Some(Paragraph))
        }
        "html" | "head" | "body" | "div" | "section" | "article" | "main" | "header" | "hgroup"
        | "ul" | "ol" | "dl" | "table" | "thead" | "tbody" | "tfoot" | "tr" | "figure"
        | "details" | "center" | "fieldset" | "form" | "hr" | "search" | "col" | "colgroup" => {
            Block(None)
        }
        "br" | "img" | "wbr" | "input" | "embed" => Stand,
        "svg" | "math" | "video" | "audio" | "object" | "iframe" | "picture" | "canvas" | "map"
        | "rt" | "rp" | "rtc" | "meter" | "progress" => Whole,
        "script" | "style" | "template" | "noscript" | "link" | "meta" | "base" | "title"
        | "source" | "track" | "param" | "area" | "noframes" | "noembed" | "datalist" => Unseen,
        "pre" | "textarea" | "xmp" | "listing" | "plaintext" => Listing,
        "nav" | "aside" | "footer" | "dialog" | "menu" | "button" | "select" | "optgroup"
        | "option" | "frameset" => Surroundings,
        _ => Inline,
    }
}

/// Whether the element never has content, nor an end tag.
pub(in crate::format) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "frame"
            | "keygen"
            | "basefont"
            | "bgsound"
    )
}

/// Elements that a start tag of `name` ends, where its end tag was left out, and those beyond which it
/// does not reach.
pub(super) fn ended_by(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "menu"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tr" => (
            &["tr", "caption", "colgroup"],
            &["table", "tbody", "thead", "tfoot"],
        ),
        "tbody" | "thead" | "tfoot" => (
            &["tbody", "thead", "tfoot", "caption", "colgroup"],
            &["table"],
        ),
        "option" | "optgroup" => (&["option"], &["select", "datalist"]),
        "rt" | "rp" | "rtc" => (&["rt", "rp"], &["ruby"]),
        "body" => (&["head"], &[]),
        _ => (&[], &[]),
    }
}

/// Whether the start of this element ends a paragraph that is open.
pub(super) fn ends_paragraph(name: &str) -> bool {
    match nature(name) {
        Nature::Block(_) => !matches!(name, "html" | "head" | "body" | "caption" | "col"),
        Nature::Listing => name != "textarea",
        Nature::Surroundings => matches!(
            name,
            "nav" | "aside" | "footer" | "form" | "dialog" | "menu"
        ),
        _ => false,
    }
}
