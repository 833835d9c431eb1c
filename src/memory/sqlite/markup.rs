//! The markup of a stored text: its inline codes and hidden parts, in one column.

use serde::{Deserialize, Serialize};

use crate::text::{CodeRole, Document, InlineCode, Span};

/// What the column has.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Markup {
    /// Start and end in bytes, role, name and markup of each code.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    codes: Vec<(usize, usize, CodeRole, String, String)>,
    /// Start and end in bytes of each hidden part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hidden: Vec<(usize, usize)>,
}

/// The column for the markup of `document`.
pub(super) fn write(document: &Document) -> rusqlite::Result<String> {
    let codes = document.codes().iter().map(|code| {
        let (name, markup) = (code.name.clone(), code.markup.clone());
        (code.span.start, code.span.end, code.role, name, markup)
    });
    let hidden = document.hidden().iter().map(|span| (span.start, span.end));
    let markup = Markup {
        codes: codes.collect(),
        hidden: hidden.collect(),
    };
    serde_json::to_string(&markup)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// `document` with the markup of the column; `None` if it cannot be read, or does not fit the text.
pub(super) fn add(document: Document, column: &str) -> Option<Document> {
    let markup: Markup = serde_json::from_str(column).ok()?;
    let span = |start: usize, end: usize| (start <= end).then(|| Span::new(start, end));
    let (codes, hidden) = (markup.codes.len(), markup.hidden.len());
    let read = markup
        .codes
        .into_iter()
        .map(|(start, end, role, name, markup)| {
            Some(InlineCode {
                span: span(start, end)?,
                role,
                name,
                markup,
            })
        });
    let document = document.with_codes(read.collect::<Option<_>>()?);
    let read = markup.hidden.into_iter();
    let read = read.map(|(start, end)| span(start, end));
    let document = document.with_hidden(read.collect::<Option<_>>()?);
    let fits = document.codes().len() == codes && document.hidden().len() == hidden;
    fits.then_some(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_comes_back_as_it_was() {
        let code = |start, end, role| InlineCode {
            span: Span::new(start, end),
            role,
            name: "b".into(),
            markup: "<b>".into(),
        };
        let bare = Document::plain("a <b>b</b> \\* c");
        let codes = vec![code(2, 5, CodeRole::Begin), code(6, 10, CodeRole::End)];
        let whole = bare.clone().with_codes(codes);
        let whole = whole.with_hidden(vec![Span::new(11, 12)]);
        let column = write(&whole).unwrap();
        assert_eq!(add(bare.clone(), &column), Some(whole));
        assert_eq!(write(&bare).unwrap(), "{}");
        for damaged in ["", "[1]", r#"{"hidden":[[9,3]]}"#, r#"{"hidden":[[0,99]]}"#] {
            assert_eq!(add(bare.clone(), damaged), None, "{damaged}");
        }
    }
}
