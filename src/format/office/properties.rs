//! What a document says of itself, in the words of Dublin Core.

use super::Fault;
use super::part::{Node, PartReader};
use crate::format::FrontMatter;
use crate::text::Language;

/// The title and the language that the part `name` gives. A language that is none is passed over.
pub(super) fn properties(name: &str, xml: &str) -> Result<FrontMatter, Fault> {
    let mut found = FrontMatter::default();
    let mut reader = PartReader::new(name, xml);
    let mut open: Vec<String> = Vec::new();
    let (mut title, mut language) = (None::<String>, None::<String>);
    loop {
        match reader.next()? {
            Node::Start(_, tag) => {
                let local = tag.local_name().as_ref().to_owned();
                match local.as_str() {
                    "title" if title.is_none() => title = Some(String::new()),
                    "language" if language.is_none() => language = Some(String::new()),
                    _ => {}
                }
                open.push(local);
            }
            Node::End => {
                open.pop();
            }
            Node::Text(text) => {
                let into = match open.last().map(String::as_str) {
                    Some("title") => &mut title,
                    Some("language") => &mut language,
                    _ => continue,
                };
                if let Some(into) = into {
                    into.push_str(&text);
                }
            }
            Node::Eof => break,
        }
    }
    let trimmed = |text: Option<String>| {
        text.map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    found.title = trimmed(title);
    found.language = trimmed(language).and_then(|tag| Language::parse(&tag).ok());
    Ok(found)
}
