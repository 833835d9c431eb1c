//! Who wrote the article of a page, and when: what its head says for machines (schema.org in JSON-LD, `meta`), else
//! what its text marks (`rel="author"`, `itemprop`, `time`).

use std::ops::Range;

use serde_json::Value;

use crate::format::articles::byline::{Byline, iso_date, names};

use super::byline_hint::BylineHint;
use super::extract::Choice;
use super::tree::{Event, Tree};

/// The names that `meta` has for writers, and for the day of publication, the best first.
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
];
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
];

/// Maximum length in bytes of a name in the page, with its references and white space.
const MAX_NAME_BYTES: usize = 1024;

/// The author and date of the article of a page, as far as the page gives them.
pub(super) fn byline(tree: &Tree<'_>, choice: &Choice) -> Byline {
    let mut found = Byline::default();
    for (element, said) in &tree.head.said {
        if matches!(said, BylineHint::Json) && (found.author.is_none() || found.date.is_none()) {
            let json = serde_json::from_str(raw_text(tree, *element).trim());
            if let Some(article) = json.as_ref().ok().and_then(article) {
                found.author = found.author.or_else(|| authors(article));
                let dates = ["datePublished", "dateCreated"].iter();
                let mut dates = dates.filter_map(|name| iso_date(article.get(name)?.as_str()?));
                found.date = found.date.or_else(|| dates.next());
            }
        }
    }
    let meta = |name: &str| {
        let said = tree
            .head
            .said
            .iter()
            .filter_map(move |(_, said)| match said {
                BylineHint::Meta(known, content) if known == name => Some(content.as_str()),
                _ => None,
            });
        said.collect::<Vec<_>>()
    };
    let mut metas = AUTHORS.iter().filter_map(|name| names(meta(name)));
    found.author = found.author.or_else(|| metas.next());
    let mut metas = DATES
        .iter()
        .flat_map(|name| meta(name))
        .filter_map(iso_date);
    found.date = found.date.or_else(|| metas.next());
    found.author = found.author.or_else(|| marked_authors(tree, choice));
    found.date = found.date.or_else(|| marked_date(tree, choice));
    found
}

/// The text in an element as the page has it.
fn raw_text(tree: &Tree<'_>, element: usize) -> String {
    let events = tree
        .elements
        .get(element)
        .map(|element| element.events.clone());
    let events = events.and_then(|events| tree.events.get(events));
    let texts = events
        .unwrap_or_default()
        .iter()
        .filter_map(|event| match event {
            Event::Text(raw) | Event::Other(raw) => tree.page.get(raw.clone()),
            _ => None,
        });
    let text = texts.collect::<String>();
    // As XHTML wraps what is no markup.
    let text = text.trim().trim_start_matches("//").trim_start();
    let text = text.strip_prefix("<![CDATA[").unwrap_or(text);
    text.strip_suffix("]]>").unwrap_or(text).to_owned()
}

/// The article that data describe: an object whose type is one of those that schema.org has for articles.
fn article(data: &Value) -> Option<&Value> {
    match data {
        Value::Array(all) => all.iter().find_map(article),
        Value::Object(fields) => {
            let is_article = |kind: &Value| {
                let kind = kind.as_str().unwrap_or_default();
                ["Article", "Posting", "Report"]
                    .iter()
                    .any(|end| kind.ends_with(end))
            };
            let is_one = match fields.get("@type") {
                Some(Value::Array(kinds)) => kinds.iter().any(is_article),
                Some(kind) => is_article(kind),
                None => false,
            };
            match is_one {
                true => Some(data),
                false => ["@graph", "mainEntity"]
                    .iter()
                    .find_map(|name| article(fields.get(*name)?)),
            }
        }
        _ => None,
    }
}

fn authors(article: &Value) -> Option<String> {
    let name = |author: &Value| match author {
        Value::String(name) => Some(name.clone()),
        author => author.get("name")?.as_str().map(str::to_owned),
    };
    match article.get("author")? {
        Value::Array(authors) => names(authors.iter().filter_map(name)),
        author => names(name(author)),
    }
}

/// The elements of the article that is read, and of what is before it within the same `article`.
fn places(tree: &Tree<'_>, choice: &Choice) -> Vec<Range<usize>> {
    let around = |mut at: usize| {
        let region = at;
        while at > 0 {
            if tree.name(at).eq_ignore_ascii_case("article") {
                return at;
            }
            at = tree.elements[at].parent;
        }
        region
    };
    let regions = choice.regions.iter();
    let places = regions.filter_map(|&region| tree.elements.get(around(region)));
    places.map(|element| element.events.clone()).collect()
}

fn marked_authors(tree: &Tree<'_>, choice: &Choice) -> Option<String> {
    let places = places(tree, choice);
    let said = tree.head.said.iter().filter_map(|(element, said)| {
        let at = tree.elements.get(*element)?.events.start;
        let is_in = places.iter().any(|place| place.contains(&at));
        let is_author = is_in && matches!(said, BylineHint::Author);
        // What goes on for longer is no name, and many such may lie in each other.
        is_author.then(|| tree.short_text_of(*element, MAX_NAME_BYTES))?
    });
    names(said)
}

fn marked_date(tree: &Tree<'_>, choice: &Choice) -> Option<String> {
    let places = places(tree, choice);
    let said = tree
        .head
        .said
        .iter()
        .filter_map(|(element, said)| match said {
            BylineHint::Date(date, is_published) => {
                let at = tree.elements.get(*element)?.events.start;
                let is_in = places.iter().any(|place| place.contains(&at));
                is_in.then(|| Some((iso_date(date)?, *is_published)))?
            }
            _ => None,
        });
    let dates: Vec<(String, bool)> = said.collect();
    let published = dates.iter().find(|(_, is_published)| *is_published);
    published.or(dates.first()).map(|(date, _)| date.clone())
}
