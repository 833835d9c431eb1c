use clap::ValueEnum;

/// How changes are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffFormat {
    #[value(alias = "terminal")]
    Text,
    Html,
    Json,
    /// A unified diff by lines
    Patch,
    /// A change log for spreadsheets, a row for each edit
    Csv,
    /// A Word document with tracked changes
    Docx,
}
