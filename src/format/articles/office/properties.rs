//! What a document says of itself, in the words of Dublin Core and of OpenDocument.

use super::fault::Fault;
use super::part::{Node, PartReader, attribute};
use crate::format::article::FrontMatter;
use crate::format::articles::byline::{iso_date, names};
use crate::text::Language;

/// The title, the language, the writers and the date that the part `name` gives. A language that is none is passed
/// over, and so is a date.
pub(super) fn properties(name: &str, xml: &str) -> Result<FrontMatter, Fault> {
    let mut reader = PartReader::new(name, xml);
    let mut open: Vec<String> = Vec::new();
    // The elements in their order, with their texts.
    let mut found: Vec<(String, String)> = Vec::new();
    loop {
        match reader.next()? {
            Node::Start(_, tag) => {
                let local = tag.local_name().as_ref().to_owned();
                // In EPUB 2 a creator may be no writer but, say, who drew the pictures, and a date that of a change.
                let said = match local.as_str() {
                    "creator" => attribute(&tag, "role").is_none_or(|role| role == "aut"),
                    "date" => attribute(&tag, "event").is_none_or(|event| event != "modification"),
                    name => KNOWN.contains(&name),
                };
                if said && found.len() < MOST {
                    found.push((local.clone(), String::new()));
                }
                // Of what is passed over the text is, too.
                open.push(if said { local } else { String::new() });
            }
            Node::End => {
                open.pop();
            }
            Node::Text(text) => {
                if let (Some(local), Some((last, into))) = (open.last(), found.last_mut())
                    && local == last
                {
                    into.push_str(&text);
                }
            }
            Node::Eof => break,
        }
    }
    let all = |wanted: &str| {
        let texts = found.iter().filter(|(name, _)| name == wanted);
        let texts = texts.map(|(_, text)| text.trim());
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>()
    };
    let first = |name: &str| all(name).into_iter().next();
    // In OpenDocument the creator is who changed it last, and so is the date.
    let mut authors = ["initial-creator", "creator"].iter();
    let mut dates = ["creation-date", "created", "date"].iter();
    Ok(FrontMatter {
        title: first("title").map(str::to_owned),
        language: first("language").and_then(|tag| Language::parse(tag).ok()),
        author: authors.find_map(|name| names(all(name))),
        date: dates.find_map(|name| iso_date(first(name)?)),
        ..FrontMatter::default()
    })
}

/// The elements that are read.
const KNOWN: [&str; 7] = [
    "title",
    "language",
    "creator",
    "initial-creator",
    "date",
    "created",
    "creation-date",
];

/// Maximum number of properties that are read.
const MOST: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_wrote_it_first_and_when() {
        for (xml, author, date) in [
            (
                "<m xmlns:dc='dc' xmlns:meta='m'><dc:creator>Last</dc:creator><dc:date>2026-05-01T00:00:00</dc:date>\
                 <meta:initial-creator>First</meta:initial-creator><meta:creation-date>2026-03-02T10:00:00.5</meta:creation-date></m>",
                Some("First"),
                Some("2026-03-02T10:00:00"),
            ),
            (
                "<c xmlns:dc='dc' xmlns:t='t'><dc:creator>A &amp; B</dc:creator><t:modified>2026-05-01</t:modified><t:created>2026-03-02T10:00:00Z</t:created></c>",
                Some("A & B"),
                Some("2026-03-02T10:00:00Z"),
            ),
            (
                "<p xmlns:dc='dc' xmlns:opf='o'><dc:creator opf:role='ill'>Bo</dc:creator><dc:creator opf:role='aut'>Ana</dc:creator>\
                 <dc:date opf:event='modification'>2026-05-01</dc:date><dc:date opf:event='publication'>2026-03-02</dc:date></p>",
                Some("Ana"),
                Some("2026-03-02"),
            ),
            ("<c><creator/><date>soon</date></c>", None, None),
        ] {
            let found = properties("a", xml).unwrap();
            assert_eq!(
                (found.author.as_deref(), found.date.as_deref()),
                (author, date),
                "{xml}"
            );
        }
    }
}
