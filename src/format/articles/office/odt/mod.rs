//! Text documents of OpenDocument (ODF 1.3): paragraphs, headings, list items, table cells, captions, text boxes
//! and notes, with all changes accepted; indexes, comments, headers and footers are no text.

mod body;
mod markup;
mod styles;
#[cfg(test)]
mod tests;

use super::container::Container;
use super::fault::Fault;
use super::opened::{Opened, as_utf8};
use super::properties::properties;
use super::rewrite::rewritten;
use super::taken::Taken;
use crate::format::article::FrontMatter;
use crate::format::write_back_error::WriteBackError;
use crate::text::Replacement;
use markup::OdfMarkup;
use styles::Styles;

/// The part with the text.
const CONTENT: &str = "content.xml";

/// The document in `bytes` with the texts of `replacements` in it.
pub(super) fn written(
    bytes: &[u8],
    replacements: &[Replacement],
) -> Result<Vec<u8>, WriteBackError> {
    let (opened, styles) = opened_with_styles(bytes)?;
    let markup = OdfMarkup::of(&opened.taken, &styles);
    let changed = rewritten(&opened.taken, replacements, &markup)
        .map_err(|fault| WriteBackError::Changed(fault.0))?;
    let changed: Vec<(&str, Vec<u8>)> = changed
        .into_iter()
        .map(|(name, xml)| (name, as_utf8(markup.with_styles(xml))))
        .collect();
    Ok(opened.container.with(&changed)?)
}

/// Takes the text out of the document in `bytes`.
pub(super) fn opened(bytes: &[u8]) -> Result<Opened<'_>, Fault> {
    opened_with_styles(bytes).map(|(opened, _)| opened)
}

fn opened_with_styles(bytes: &[u8]) -> Result<(Opened<'_>, Styles), Fault> {
    let mut container = Container::open(bytes)?;
    let manifest = container.part("META-INF/manifest.xml")?.unwrap_or_default();
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(Fault::new(
            "it is protected by a password; save it without one",
        ));
    }
    let Some(xml) = container.text(CONTENT)? else {
        return Err(Fault(format!(
            "it is no text document: it has no part {CONTENT}"
        )));
    };
    let mut styles = Styles::default();
    if let Some(common) = container.text("styles.xml")? {
        styles.read("styles.xml", &common, false)?;
    }
    styles.read(CONTENT, &xml, true)?;
    let part = body::read(CONTENT, xml, &styles)?;
    let front_matter = match container.text("meta.xml")? {
        Some(xml) => properties("meta.xml", &xml)?,
        None => FrontMatter::default(),
    };
    let opened = Opened {
        container,
        taken: Taken::new(vec![part]),
        front_matter,
    };
    Ok((opened, styles))
}
