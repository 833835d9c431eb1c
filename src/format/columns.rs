//! Which column of a table of units has what.

use crate::text::Language;

/// What is in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    /// The source text.
    Source,
    /// The target text.
    Target,
    /// The language of the source.
    From,
    /// The language of the target.
    To,
    /// Text in this language: the first such column is the source, the others are targets.
    Text(Language),
    /// A note.
    Note,
    /// Properties, as a JSON object of names and values or a list of such pairs.
    Properties,
    /// A text with its inline codes, as JSON: of the source, or of the target.
    Codes(crate::memory::UnitSide),
    /// Whether somebody has yet to check the translation.
    Fuzzy,
    /// A field of this name, or a property if there is no field of it.
    Named(String),
    /// Nothing that is wanted.
    Ignored,
}

/// How the fields of a line are told apart, and what is in which.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// What is between them; found out if it is not said.
    pub delimiter: Option<u8>,
    /// What is in each, from the left; if it is not said, the first line says it, or else the first
    /// field is the source and the second the target.
    pub columns: Vec<Column>,
}

/// Why what is in which column cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ColumnsError {
    /// There must be a source and a target.
    #[error(
        "there is no column of the {0}: name one 'source' and one 'target', or two by their languages"
    )]
    Missing(&'static str),
}

impl Column {
    /// What a column of this name has; none if nothing is usually called so.
    pub(in crate::format) fn known(name: &str) -> Option<Column> {
        let name = name.trim().trim_start_matches('\u{feff}').trim_matches('"');
        let lower = name.to_lowercase().replace([' ', '-'], "_");
        let column = match lower.as_str() {
            "source" | "source_text" | "source_segment" | "msgid" | "original" => Column::Source,
            "target" | "target_text" | "target_segment" | "msgstr" | "translation" => {
                Column::Target
            }
            "from" | "source_language" | "source_lang" | "sourcelang" | "srclang" => Column::From,
            "to" | "target_language" | "target_lang" | "targetlang" | "trglang" => Column::To,
            "note" | "notes" | "comment" | "comments" | "translator_comments" => Column::Note,
            "properties" => Column::Properties,
            "source_codes" => Column::Codes(crate::memory::UnitSide::Source),
            "target_codes" => Column::Codes(crate::memory::UnitSide::Target),
            "fuzzy" => Column::Fuzzy,
            "id" | "author" | "created" | "changed" | "changed_by" | "last_used" | "uses"
            | "confidence" | "before" | "after" => Column::Named(lower),
            "context" | "location" | "developer_comments" | "origin" => Column::Named(lower),
            "_" | "" => Column::Ignored,
            // `en`, `pt-BR`, `DE`; `Yes` is a word, though also the tag of a language.
            _ => {
                let primary = name.split(['-', '_']).next().unwrap_or_default();
                let upper = primary.bytes().filter(u8::is_ascii_uppercase).count();
                let looks_so = primary.len() == 2 && (upper == 0 || upper == 2);
                Column::Text(Language::parse(name).ok().filter(|_| looks_so)?)
            }
        };
        Some(column)
    }

    /// What a column that somebody calls this has.
    fn named(name: &str) -> Column {
        Column::known(name).unwrap_or_else(|| Column::Named(name.trim().to_owned()))
    }
}

impl Columns {
    /// The columns that a list of names, `source,target,_,note`, stands for.
    ///
    /// # Errors
    /// [`ColumnsError`] when there is no source or no target among them.
    pub fn parse(names: &str) -> Result<Vec<Column>, ColumnsError> {
        let columns: Vec<Column> = names.split(',').map(Column::named).collect();
        complete(&columns)?;
        Ok(columns)
    }
}

/// The columns that a first line names, if it does.
pub(in crate::format) fn named_by_header<'a>(
    fields: impl Iterator<Item = &'a str>,
) -> Option<Vec<Column>> {
    let fields: Vec<&str> = fields.collect();
    let columns: Vec<Column> = fields.iter().map(|name| Column::named(name)).collect();
    let by_language = !columns.contains(&Column::Source);
    // Two short words may be tags by chance; so all names must be such that are known.
    let all_known = || fields.iter().all(|name| Column::known(name).is_some());
    (complete(&columns).is_ok() && (!by_language || all_known())).then_some(columns)
}

fn complete(columns: &[Column]) -> Result<(), ColumnsError> {
    let texts = columns
        .iter()
        .filter(|column| matches!(column, Column::Text(_)));
    let texts = texts.count();
    let has = |wanted: &Column| columns.contains(wanted);
    match (has(&Column::Source), has(&Column::Target), texts) {
        (true, true, _) | (false, false, 2..) => Ok(()),
        (false, ..) => Err(ColumnsError::Missing("source")),
        (true, ..) => Err(ColumnsError::Missing("target")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(line: &str) -> Option<Vec<Column>> {
        named_by_header(line.split(','))
    }

    #[test]
    fn names_of_columns() {
        let tag = |tag| Column::Text(Language::parse(tag).unwrap());
        assert_eq!(
            header("Source Text,TARGET,Notes,project"),
            Some(vec![
                Column::Source,
                Column::Target,
                Column::Note,
                Column::Named("project".to_owned())
            ])
        );
        assert_eq!(
            header("en,pt_BR,note"),
            Some(vec![tag("en"), tag("pt-BR"), Column::Note])
        );
        for line in ["Yes,Ja", "en,fr,what", "source,note", "Hello,Bonjour", "en"] {
            assert_eq!(header(line), None, "{line}");
        }
        assert!(Columns::parse("source,_").is_err());
        assert!(Columns::parse("_,en,fr").is_ok());
    }
}
