//! `recto diff` as git calls it: as external diff (GIT_EXTERNAL_DIFF, `diff.external`, a driver in
//! .gitattributes) and as difftool.
//!
//! An external diff gets `path old-file old-hex old-mode new-file new-hex new-mode`, after a rename
//! also `other-path metainfo`, and only `path` where a merge is unresolved. Any exit code but 0 makes
//! git stop, so a file that cannot be compared is named, and the next one comes.

use std::path::Path;

use crate::jobs::read_version;
use crate::segment::SegmentedDocument;
use crate::text::Language;

use crate::cli::support::error::CliError;

/// What git gives for the side that a new or deleted file does not have.
const NO_FILE: [&str; 2] = ["/dev/null", "nul"];

/// What git wants compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum GitCall<'a> {
    /// A merge has left several versions of this path.
    Unmerged(&'a str),
    /// Two versions of a file, each with the path that it has in the repository.
    Versions {
        old: Version<'a>,
        new: Version<'a>,
        /// Whether several files may follow each other, so that each needs its name above it.
        one_of_many: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct Version<'a> {
    file: &'a str,
    path: &'a str,
}

impl<'a> GitCall<'a> {
    /// The call behind these arguments; `None` if it was not git who gave them. `called` is whether
    /// git says in the environment that it runs the program.
    pub(super) fn of(
        old: &'a str,
        new: Option<&'a str>,
        rest: &'a [String],
        called: bool,
    ) -> Result<Option<Self>, CliError> {
        let version = |file, path| Version { file, path };
        match (new, rest) {
            (None, _) if called => Ok(Some(GitCall::Unmerged(old))),
            (None, _) => Err(CliError::usage(
                "a second text is needed: recto diff OLD NEW",
            )),
            (Some(new), []) => {
                let is_git = called || [old, new].iter().any(|file| NO_FILE.contains(file));
                Ok(is_git.then(|| GitCall::Versions {
                    // The name of a temporary file ends as that of the path does.
                    old: version(old, if NO_FILE.contains(&old) { new } else { old }),
                    new: version(new, if NO_FILE.contains(&new) { old } else { new }),
                    one_of_many: called,
                }))
            }
            (Some(old_file), [_hex, _mode, new_file, _, _, renamed @ ..])
                if matches!(renamed.len(), 0 | 2) =>
            {
                let new_path = renamed.first().map_or(old, String::as_str);
                Ok(Some(GitCall::Versions {
                    old: version(old_file, old),
                    new: version(new_file, new_path),
                    one_of_many: true,
                }))
            }
            _ => Err(CliError::usage(
                "two texts are compared, OLD and NEW; git gives 7 or 9 arguments",
            )),
        }
    }

    /// Reads both versions. Where the language is given by neither `language`, name nor front matter,
    /// it stays undetermined.
    ///
    /// # Errors
    /// [`CliError`] with the path of the file that cannot be read as a text.
    pub(super) fn read(
        self,
        language: Option<&Language>,
    ) -> Result<Option<(SegmentedDocument, SegmentedDocument)>, CliError> {
        let GitCall::Versions { old, new, .. } = self else {
            return Ok(None);
        };
        Ok(Some((read(old, language)?, read(new, language)?)))
    }

    /// What stands above the changes of the file, if others may stand above and below it.
    pub(super) fn title(self) -> Option<String> {
        match self {
            GitCall::Unmerged(path) => Some(format!("{path}: not merged yet")),
            GitCall::Versions {
                one_of_many: false, ..
            } => None,
            GitCall::Versions { old, new, .. } => Some(
                match (NO_FILE.contains(&old.file), NO_FILE.contains(&new.file)) {
                    (true, _) => format!("{} (new file)", new.path),
                    (_, true) => format!("{} (deleted file)", old.path),
                    _ if same_name(old, new) => new.path.to_owned(),
                    _ => format!("{} → {}", old.path, new.path),
                },
            ),
        }
    }
}

/// Whether both versions are of one path; a difftool gets the old one from a temporary folder.
fn same_name(old: Version<'_>, new: Version<'_>) -> bool {
    let is_temporary = old.file == old.path && Path::new(old.path).is_absolute();
    let name = |version: Version<'_>| Path::new(version.path).file_name().map(ToOwned::to_owned);
    old.path == new.path || (is_temporary && name(old) == name(new))
}

/// Whether git runs the program: it numbers the files that it hands to an external diff.
pub(in crate::cli) fn is_calling() -> bool {
    std::env::var_os("GIT_DIFF_PATH_COUNTER").is_some()
}

/// Whether this file is not the first that git hands over.
pub(in crate::cli) fn is_later_file() -> bool {
    std::env::var("GIT_DIFF_PATH_COUNTER").is_ok_and(|number| number != "1")
}

fn read(version: Version<'_>, language: Option<&Language>) -> Result<SegmentedDocument, CliError> {
    let file = (!NO_FILE.contains(&version.file)).then(|| Path::new(version.file));
    Ok(read_version(file, Path::new(version.path), language)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(arguments: &[&str]) -> Vec<String> {
        arguments.iter().map(|s| (*s).to_owned()).collect()
    }

    #[test]
    fn each_way_of_calling_has_its_title() {
        let seven = strings(&["1a", "100644", "b.en.txt", "2b", "100644"]);
        let nine = [
            &seven[..],
            &strings(&["b.en.txt", "similarity index 90%\n"]),
        ]
        .concat();
        let new = strings(&[".", ".", "b.en.txt", "2b", "100644"]);
        let title = |old: &str, new: Option<&str>, rest: &[String], called| {
            GitCall::of(old, new, rest, called)
                .unwrap()
                .map(GitCall::title)
        };
        let is = |title: &str| Some(Some(title.to_owned()));
        assert_eq!(
            title("a.en.txt", Some("/tmp/x"), &seven, true),
            is("a.en.txt")
        );
        assert_eq!(
            title("a.en.txt", Some("/tmp/x"), &nine, true),
            is("a.en.txt → b.en.txt")
        );
        assert_eq!(
            title("b.en.txt", Some("/dev/null"), &new, false),
            is("b.en.txt (new file)")
        );
        assert_eq!(title("a", None, &[], true), is("a: not merged yet"));
        assert_eq!(title("a", Some("b"), &[], false), None);
        assert_eq!(title("a", Some("/dev/null"), &[], false), Some(None));
        assert_eq!(
            title(
                "/tmp/git-blob-x/a.fa.txt",
                Some("texts/a.fa.txt"),
                &[],
                true
            ),
            is("texts/a.fa.txt")
        );
        assert!(GitCall::of("a", None, &[], false).is_err());
        assert!(GitCall::of("a", Some("b"), &seven[..2], false).is_err());
    }
}
