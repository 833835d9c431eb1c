use crate::jobs::{Note, NoteWeight};

/// Says on stderr what a job has to tell, with hints that name commands.
pub(in crate::cli) fn say<'a>(notes: impl IntoIterator<Item = &'a Note>) {
    for note in notes {
        let label = match note.weight() {
            NoteWeight::Outcome => "",
            NoteWeight::Aside => "note: ",
            NoteWeight::Warning => "warning: ",
        };
        let hint = match note {
            Note::DifferentLanguages { .. } => " (`recto align` pairs translations)",
            _ => "",
        };
        anstream::eprintln!("{label}{note}{hint}");
    }
}
