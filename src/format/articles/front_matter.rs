//! YAML front matter: `key: value` lines between two `---` lines at the start of an article.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::text::Language;

use crate::format::article::{FrontMatter, FrontMatterError};
use crate::format::articles::byline::{iso_date, names};

#[derive(Debug, Deserialize)]
struct Fields {
    title: Option<Scalar>,
    article: Option<Scalar>,
    language: Option<Scalar>,
    lang: Option<Scalar>,
    source: Option<Scalar>,
    revision: Option<Scalar>,
    author: Option<Names>,
    authors: Option<Names>,
    byline: Option<Names>,
    date: Option<Names>,
}

/// What may be one, several, or something of another kind, which says nothing here.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Names {
    One(Scalar),
    Several(Vec<Scalar>),
    Other(IgnoredAny),
}

impl Names {
    fn into_texts(self) -> Vec<String> {
        let names = match self {
            Names::One(name) => vec![name],
            Names::Several(names) => names,
            Names::Other(_) => Vec::new(),
        };
        names.into_iter().map(Scalar::into_text).collect()
    }
}

/// YAML reads `revision: 2` as a number and `title: 1984` too.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Scalar {
    Text(String),
    Integer(i64),
    Decimal(f64),
    Truth(bool),
}

impl Scalar {
    fn into_text(self) -> String {
        match self {
            Scalar::Text(text) => text,
            Scalar::Integer(number) => number.to_string(),
            Scalar::Decimal(number) => number.to_string(),
            Scalar::Truth(truth) => truth.to_string(),
        }
    }
}

/// The front matter of `text`, and the byte at which the article begins.
///
/// What does not close, or is not a YAML mapping, is text: a line of hyphens may well begin one.
pub(in crate::format) fn split(text: &str) -> Result<(FrontMatter, usize), FrontMatterError> {
    let none = || Ok((FrontMatter::default(), 0));
    let Some((yaml, body)) = delimited(text) else {
        return none();
    };
    let Ok(fields) = serde_norway::from_str::<Fields>(yaml) else {
        return none();
    };
    let text_of = |field: Option<Scalar>| field.map(|value| value.into_text().trim().to_owned());
    let language_of = |field| text_of(field).map(|tag| Language::parse(&tag)).transpose();
    let revision = match text_of(fields.revision) {
        None => None,
        Some(given) => match given.trim_start_matches('r').parse() {
            Ok(number) if number > 0 => Some(number),
            _ => return Err(FrontMatterError::Revision(given)),
        },
    };
    let front_matter = FrontMatter {
        title: text_of(fields.title),
        article: text_of(fields.article).filter(|name| !name.is_empty()),
        language: language_of(fields.language.or(fields.lang))?,
        source: language_of(fields.source)?,
        revision,
        author: [fields.author, fields.authors, fields.byline]
            .into_iter()
            .flatten()
            .find_map(|author| names(author.into_texts())),
        date: fields.date.and_then(|date| {
            let dates = date.into_texts();
            dates.iter().find_map(|date| iso_date(date))
        }),
    };
    Ok((front_matter, body))
}

/// What is between the `---` lines, and where the text goes on after them.
fn delimited(text: &str) -> Option<(&str, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut at = first.len();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((text.get(first.len()..at)?, at + line.len()));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_and_others_passed_over() {
        let text =
            "---\ntitle: 'A bridge: opened'\nlang: pt_br\nrevision: 2\ntags: [a, b]\n---\nBody";
        let (matter, body) = split(text).unwrap();
        assert_eq!(matter.title.as_deref(), Some("A bridge: opened"));
        assert_eq!(matter.language, Some(Language::parse("pt-BR").unwrap()));
        assert_eq!(matter.revision, Some(2));
        assert_eq!((matter.author, matter.date), (None, None));
        assert_eq!(&text[body..], "Body");
    }

    #[test]
    fn bylines_are_read() {
        for (text, author, date) in [
            (
                "author: Ana Rivera\ndate: 2026-03-02",
                Some("Ana Rivera"),
                Some("2026-03-02"),
            ),
            (
                "authors: [Ana, Bo]\ndate: 2026-03-02T10:00:00+01:00",
                Some("Ana, Bo"),
                Some("2026-03-02T10:00:00+01:00"),
            ),
            ("author: {name: Ana}\ndate: in spring", None, None),
            (
                "authors: [Ana, Bo]\nauthor: Ana\nlang: en\nlanguage: en\ndate: 2026-03-02 10:00:00 +0100",
                Some("Ana"),
                Some("2026-03-02T10:00:00+01:00"),
            ),
        ] {
            let matter = split(&format!("---\ntitle: A\n{text}\n---\n")).unwrap().0;
            assert_eq!(matter.title.as_deref(), Some("A"), "{text}");
            assert_eq!(
                (matter.author.as_deref(), matter.date.as_deref()),
                (author, date)
            );
        }
    }

    #[test]
    fn hyphens_alone_are_text() {
        for text in ["---\nno end", "---\njust text\n---\n", "-- -\n", ""] {
            assert_eq!(split(text).unwrap(), (FrontMatter::default(), 0), "{text}");
        }
    }

    #[test]
    fn wrong_values_are_named() {
        assert!(split("---\nlanguage: klingonese\n---\n").is_err());
        assert!(split("---\nrevision: zero\n---\n").is_err());
    }
}
