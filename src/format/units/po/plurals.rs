//! Forms of plurals (<https://www.gnu.org/software/gettext/manual/html_node/Plural-forms.html>).

use crate::memory::Record;

use super::entry::MAX_FORMS;
use super::{FORM, PLURAL};

/// What the header of a catalogue says of the plurals of its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PluralForms {
    /// How many forms there are.
    pub count: usize,
    /// Whether there are two, the first for one and the second for more.
    pub is_one_and_more: bool,
}

impl PluralForms {
    /// What the text of a header says: `Plural-Forms: nplurals=2; plural=(n != 1);`.
    pub(super) fn of_header(text: &str) -> Option<Self> {
        let named = text.lines().filter_map(|line| line.split_once(':'));
        let mut values = named.filter(|(name, _)| name.trim().eq_ignore_ascii_case("Plural-Forms"));
        let (_, value) = values.next()?;
        let part = |name: &str| {
            let parts = value.split(';').filter_map(|part| part.split_once('='));
            let mut parts = parts.filter(|(known, _)| known.trim() == name);
            parts.next().map(|(_, value)| value.trim().to_owned())
        };
        let count: usize = part("nplurals")?.parse().ok()?;
        let plural = part("plural").unwrap_or_default();
        let plural = plural.replace(|c: char| c.is_whitespace() || matches!(c, '(' | ')'), "");
        let is_usual = matches!(
            plural.as_str(),
            "n!=1" | "n>1" | "n==1?0:1" | "n!=1?1:0" | "n>1?1:0"
        );
        (1..=MAX_FORMS).contains(&count).then_some(PluralForms {
            count,
            is_one_and_more: count == 2 && is_usual,
        })
    }
}

/// What a catalogue says of a unit that is a plural: the plural of its source, and the forms of its target after
/// the first.
pub fn plural_of(record: &Record) -> Option<(&str, Vec<&str>)> {
    let plural = record.property(PLURAL)?;
    let form = |number: usize| record.property(&format!("{FORM}{number}"));
    Some((plural, (1..MAX_FORMS).map_while(form).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_say_how_many_forms_there_are() {
        let of = |value: &str| {
            let forms = PluralForms::of_header(&format!("Language: x\nplural-forms : {value}\n"));
            forms.map(|forms| (forms.count, forms.is_one_and_more))
        };
        assert_eq!(of("nplurals=2; plural=(n != 1);"), Some((2, true)));
        assert_eq!(of("nplurals=2; plural=n>1"), Some((2, true)));
        assert_eq!(of("nplurals = 1; plural=0;"), Some((1, false)));
        assert_eq!(
            of("nplurals=2; plural= n%10!=1 || n%100==11;"),
            Some((2, false))
        );
        for none in [
            "nplurals=INTEGER; plural=EXPRESSION;",
            "nplurals=0",
            "",
            "nplurals=999;",
        ] {
            assert_eq!(of(none), None, "{none}");
        }
    }
}
