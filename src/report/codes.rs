//! CodedTextBuilder codes as people know them: `<b>`, `</b>`, `<br/>`, or `{1}` where nothing says what a code is.

use rustc_hash::FxHashMap;

use crate::text::{CodedText, PairedRun, UnitCode};

/// A name longer than this says more than a reader wants to know.
const LONGEST_NAME: usize = 12;

/// What stands for the inline codes of a unit where people read it, in the order of its texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeLabels {
    /// Those of the source.
    pub source: Vec<String>,
    /// Those of the target.
    pub target: Vec<String>,
}

impl CodeLabels {
    /// Those of a unit with these texts.
    pub fn of(source: &CodedText, target: &CodedText) -> Self {
        CodeLabels {
            source: labels(source),
            target: labels(target),
        }
    }
}

/// What stands for the code of this number, from 0, of a text.
pub(super) fn label(labels: &[String], number: usize) -> String {
    let known = labels.get(number).cloned();
    known.unwrap_or_else(|| format!("{{{}}}", number + 1))
}

fn labels(marked: &CodedText) -> Vec<String> {
    // What began is called so where it ends.
    let mut begun: FxHashMap<usize, Result<String, String>> = FxHashMap::default();
    let mut labels = Vec::new();
    for piece in marked.paired() {
        labels.push(match piece {
            PairedRun::Begin(code, number, _) => {
                let name = name_of(code, number);
                let label = opening(&name);
                begun.insert(number, name);
                label
            }
            PairedRun::End(code, number, _) => {
                let name = begun.remove(&number);
                closing(&name.unwrap_or_else(|| name_of(code, number)))
            }
            PairedRun::Isolated(code, number, true) => opening(&name_of(code, number)),
            PairedRun::Isolated(code, number, false) => closing(&name_of(code, number)),
            PairedRun::Standalone(code, number) => match name_of(code, number) {
                Ok(name) => format!("<{name}/>"),
                Err(number) => format!("{{{number}}}"),
            },
            PairedRun::Text(_) | PairedRun::Open(_) | PairedRun::Close => continue,
        });
    }
    labels
}

fn opening(name: &Result<String, String>) -> String {
    match name {
        Ok(name) => format!("<{name}>"),
        Err(number) => format!("{{{number}}}"),
    }
}

fn closing(name: &Result<String, String>) -> String {
    match name {
        Ok(name) => format!("</{name}>"),
        Err(number) => format!("{{/{number}}}"),
    }
}

/// The name of a code, from its markup or its type; else its number, that of its file if it has one.
fn name_of(code: &UnitCode, number: usize) -> Result<String, String> {
    let markup = code.content.all_text();
    let tag = markup.trim().strip_prefix('<');
    let tag = tag.map(|tag| tag.strip_prefix('/').unwrap_or(tag));
    let of_tag = tag.and_then(|tag| {
        tag.split(|c: char| c.is_whitespace() || "/>".contains(c))
            .next()
    });
    let kinds = ["type", "ctype"].iter();
    let mut kinds = kinds.filter_map(|name| code.element.attribute(name));
    let of_type =
        || kinds.find_map(|kind| Some(kind.strip_prefix("x-").unwrap_or(kind)).filter(is_name));
    if let Some(name) = of_tag.filter(is_name).or_else(of_type) {
        return Ok(name.to_owned());
    }
    let numbers = ["x", "id", "i"].iter();
    let mut numbers = numbers.filter_map(|name| code.element.attribute(name));
    let of_file = numbers.find(|number| {
        !number.is_empty() && number.len() <= 4 && number.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    Err(of_file.map_or_else(|| number.to_string(), str::to_owned))
}

fn is_name(name: &&str) -> bool {
    name.len() <= LONGEST_NAME
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-:".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{CodeRole, Element, TextRun};

    fn code(role: CodeRole, attributes: &[(&str, &str)], markup: &str) -> TextRun {
        let attribute = |&(name, value): &(&str, &str)| (name.to_owned(), value.to_owned());
        TextRun::Code(UnitCode {
            role,
            element: Element {
                name: "x".to_owned(),
                attributes: attributes.iter().map(attribute).collect(),
            },
            content: CodedText(vec![TextRun::Text(markup.to_owned())]),
        })
    }

    #[test]
    fn codes_are_called_as_people_know_them() {
        let marked = CodedText(vec![
            code(CodeRole::Begin, &[("i", "1")], "<a href='x'>"),
            code(CodeRole::Begin, &[("i", "2"), ("type", "strong")], "**"),
            code(CodeRole::End, &[("i", "2")], "**"),
            code(CodeRole::End, &[("i", "1")], "</a>"),
            code(CodeRole::Standalone, &[], "<br/>"),
            code(CodeRole::Standalone, &[("id", "7")], "%s"),
            code(CodeRole::Begin, &[("i", "9"), ("x", "3")], "{\\cs1"),
            code(CodeRole::End, &[("i", "9")], "}"),
            code(
                CodeRole::Isolated,
                &[("pos", "end"), ("type", "a long name of some kind")],
                "",
            ),
        ]);
        assert_eq!(
            labels(&marked),
            [
                "<a>",
                "<strong>",
                "</strong>",
                "</a>",
                "<br/>",
                "{7}",
                "{3}",
                "{/3}",
                "{/6}"
            ]
        );
        assert_eq!(label(&[], 1), "{2}");
    }
}
