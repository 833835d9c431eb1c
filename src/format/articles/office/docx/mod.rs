//! Word documents (Office Open XML, ECMA-376): paragraphs, headings, list items, table cells, captions, text
//! boxes and notes, with all changes accepted; what is deleted, headers, footers and comments are no text.

mod body;
mod fields;
mod markup;
mod run;
mod styles;
#[cfg(test)]
mod tests;

use super::container::{Container, resolved};
use super::fault::Fault;
use super::opened::{Opened, as_utf8};
use super::part::{Node, PartReader, attribute};
use super::properties::properties;
use super::rewrite::rewritten;
use super::taken::Taken;
use crate::format::article::FrontMatter;
use crate::format::write_back_error::WriteBackError;
use crate::text::Replacement;
use markup::WordMarkup;
use styles::Styles;

/// The document in `bytes` with the texts of `replacements` in it.
pub(super) fn written(
    bytes: &[u8],
    replacements: &[Replacement],
) -> Result<Vec<u8>, WriteBackError> {
    let Opened {
        container, taken, ..
    } = opened(bytes)?;
    let changed = rewritten(&taken, replacements, &WordMarkup::of(&taken))
        .map_err(|fault| WriteBackError::Changed(fault.0))?;
    let changed: Vec<(&str, Vec<u8>)> = changed
        .into_iter()
        .map(|(name, xml)| (name, as_utf8(xml)))
        .collect();
    Ok(container.with(&changed)?)
}

/// Takes the text out of the document in `bytes`.
pub(super) fn opened(bytes: &[u8]) -> Result<Opened<'_>, Fault> {
    let mut container = Container::open(bytes)?;
    let package = relations(&mut container, "_rels/.rels", "")?;
    let main = package.of("officeDocument").unwrap_or("word/document.xml");
    let Some(xml) = container.text(main)? else {
        return Err(Fault(format!(
            "it is no Word document: it has no part {main}"
        )));
    };
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let name = main.rsplit('/').next().unwrap_or_default();
    let related = relations(&mut container, &format!("{folder}/_rels/{name}.rels"), main)?;
    let styles = match related.of("styles").map(|styles| container.text(styles)) {
        Some(styles) => match (styles?, related.of("styles")) {
            (Some(xml), Some(name)) => Styles::read(name, &xml)?,
            _ => Styles::default(),
        },
        None => Styles::default(),
    };
    let mut parts = vec![body::read(main, xml, &styles)?];
    for kind in ["footnotes", "endnotes"] {
        if let Some(name) = related.of(kind)
            && let Some(xml) = container.text(name)?
        {
            parts.push(body::read(name, xml, &styles)?);
        }
    }
    let front_matter = match package.of("core-properties") {
        Some(name) => match container.text(name)? {
            Some(xml) => properties(name, &xml)?,
            None => FrontMatter::default(),
        },
        None => FrontMatter::default(),
    };
    Ok(Opened {
        container,
        taken: Taken::new(parts),
        front_matter,
    })
}

/// Which parts a part refers to.
struct Relations(Vec<(String, String)>);

impl Relations {
    /// The name of the part of this kind.
    fn of(&self, kind: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == kind);
        found.map(|(_, name)| name.as_str())
    }
}

/// The parts that the part `from` refers to, as the part `name` says. Kinds are known by the ends of their
/// addresses, of which there are two sets.
fn relations(container: &mut Container<'_>, name: &str, from: &str) -> Result<Relations, Fault> {
    let mut relations = Vec::new();
    let Some(xml) = container.text(name)? else {
        return Ok(Relations(relations));
    };
    let mut reader = PartReader::new(name, &xml);
    loop {
        match reader.next()? {
            Node::Start(_, tag) => {
                let kind = attribute(&tag, "Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = attribute(&tag, "Target").unwrap_or_default();
                let is_inside = attribute(&tag, "TargetMode").as_deref() != Some("External");
                if is_inside && let Some(target) = resolved(from, &target) {
                    relations.push((kind, target));
                }
            }
            Node::Eof => return Ok(Relations(relations)),
            _ => {}
        }
    }
}
