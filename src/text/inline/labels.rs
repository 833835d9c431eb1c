//! Inline codes as people know them: `<b>`, `</b>`, `<br/>`, or `{1}` where nothing says what a code is.

use rustc_hash::FxHashMap;

use super::coded_text::{CodedText, UnitCode};
use super::pairs::PairedRun;

/// Names longer than this say more than a reader wants to know.
const MAX_NAME_BYTES: usize = 12;

/// Numbers longer than this are identifiers that no reader knows.
const MAX_NUMBER_BYTES: usize = 4;

/// The labels of the inline codes of a translation unit, in the order of its texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeLabels {
    /// Labels of the codes in the source.
    pub source: Vec<String>,
    /// Labels of the codes in the target.
    pub target: Vec<String>,
}

/// The label of the code at this index of a text, which is its number if `labels` has none.
pub(crate) fn code_label(labels: &[String], index: usize) -> String {
    let known = labels.get(index).cloned();
    known.unwrap_or_else(|| format!("{{{}}}", index + 1))
}

impl CodedText {
    /// The labels of its codes, in order.
    pub fn code_labels(&self) -> Vec<String> {
        // An end has the name of its beginning.
        let mut begun: FxHashMap<usize, Name> = FxHashMap::default();
        let mut labels = Vec::new();
        for run in self.paired() {
            labels.push(match run {
                PairedRun::Begin(code, number, _) => {
                    let name = begun.entry(number).or_insert(Name::new(code, number));
                    name.label("", "")
                }
                PairedRun::End(code, number, _) => {
                    let name = begun.remove(&number);
                    name.unwrap_or_else(|| Name::new(code, number))
                        .label("/", "")
                }
                PairedRun::Isolated(code, number, true) => Name::new(code, number).label("", ""),
                PairedRun::Isolated(code, number, false) => Name::new(code, number).label("/", ""),
                PairedRun::Standalone(code, number) => Name::new(code, number).label("", "/"),
                PairedRun::Text(_) | PairedRun::Open(_) | PairedRun::Close => continue,
            });
        }
        labels
    }
}

/// What a code is called: by its markup or its type, otherwise by a number, that of its file if it has one.
enum Name {
    Tag(String),
    Number(String),
}

impl Name {
    fn new(code: &UnitCode, number: usize) -> Self {
        let markup = code.content.all_text();
        let tag = markup.trim().strip_prefix('<');
        let tag = tag.map(|tag| tag.strip_prefix('/').unwrap_or(tag));
        let of_markup = tag.and_then(|tag| {
            tag.split(|c: char| c.is_whitespace() || "/>".contains(c))
                .next()
        });
        let mut kinds = code.kinds();
        let of_kind =
            || kinds.find_map(|kind| Some(kind.strip_prefix("x-").unwrap_or(kind)).filter(is_name));
        if let Some(name) = of_markup.filter(is_name).or_else(of_kind) {
            return Name::Tag(name.to_owned());
        }
        let of_file = code.numbers().find(|number| {
            (1..=MAX_NUMBER_BYTES).contains(&number.len())
                && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        Name::Number(of_file.map_or_else(|| number.to_string(), str::to_owned))
    }

    /// The name between angle brackets, or the number between braces, with a slash where a tag has one.
    fn label(&self, before: &str, after: &str) -> String {
        match self {
            Name::Tag(name) => format!("<{before}{name}{after}>"),
            Name::Number(number) => format!("{{{before}{number}}}"),
        }
    }
}

fn is_name(name: &&str) -> bool {
    name.len() <= MAX_NAME_BYTES
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
        let text = CodedText(vec![
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
            text.code_labels(),
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
        assert_eq!(code_label(&[], 1), "{2}");
    }
}
