//! What the path of a file says: which article it is, in which language.

use std::path::Path;

use crate::format::FrontMatter;
use crate::text::{Language, comparison_form};

use super::super::ArticleName;

/// What is between the name of an article and its language.
const BETWEEN: [char; 4] = ['.', '_', '-', ' '];

/// What a file says of itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FileName {
    pub article: String,
    pub language: Language,
    /// From 1.
    pub revision: u32,
}

impl FileName {
    /// Reads the path of a file below its folder and its front matter; `None` if they name another
    /// language than `given`.
    ///
    /// # Errors
    /// The reason why its language is not known, for people.
    pub(super) fn of(
        below: &Path,
        front_matter: &FrontMatter,
        given: Option<&Language>,
    ) -> Result<Option<Self>, String> {
        let name = ArticleName::of(below, front_matter).map_err(|error| error.to_string());
        let (article, language, revision) = match (name, stem_of(below)) {
            (Ok(name), _) => (name.article, Some(name.language), name.revision),
            (Err(_), Some(stem)) => {
                let (article, language) = marked(&stem, given).unwrap_or((stem, None));
                (article, language, front_matter.revision)
            }
            (Err(reason), None) => return Err(reason),
        };
        let (article, folder) = without_language_folder(&article, language.as_ref().or(given));
        let language = match (language.or(folder), given) {
            (Some(language), Some(given)) if language.primary() != given.primary() => {
                return Ok(None);
            }
            (Some(language), _) => language,
            (None, Some(given)) => given.clone(),
            (None, None) => {
                return Err(
                    "its language is not known; put it into its name, e.g. a.en.txt, or say it with --from and --to"
                        .to_owned(),
                );
            }
        };
        Ok(Some(FileName {
            article,
            language,
            revision: revision.unwrap_or(1),
        }))
    }
}

/// The path without extension, with `/`; `None` if it is not UTF-8.
fn stem_of(below: &Path) -> Option<String> {
    let path = below.with_extension("");
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

/// `a_en`, `a-pt-BR` and `en_a` as the article and its language: the one that is given, or, if none is,
/// one of two letters.
fn marked(stem: &str, given: Option<&Language>) -> Option<(String, Option<Language>)> {
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let article = |name: &str| match folder {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    };
    let language = |tag: &str| {
        let language = Language::parse(&tag.replace('_', "-")).ok()?;
        let fits = match given {
            Some(given) => language.primary() == given.primary(),
            None => language.primary().len() == 2 && tag.is_ascii(),
        };
        fits.then_some(language)
    };
    let cuts = name.match_indices(BETWEEN);
    // `pt-BR` before `BR`: the longest that is a language.
    let mut ends = cuts
        .clone()
        .map(|(at, mark)| (&name[..at], &name[at + mark.len()..]));
    let end = ends.find_map(|(rest, tag)| Some((rest, language(tag)?)));
    let beginnings = cuts.map(|(at, mark)| (&name[at + mark.len()..], &name[..at]));
    let found = end.or_else(|| {
        beginnings
            .rev()
            .find_map(|(rest, tag)| Some((rest, language(tag)?)))
    });
    let (rest, language) = found.filter(|(rest, _)| !rest.is_empty())?;
    Some((article(rest), Some(language)))
}

/// `fr/a` as `a` in French: without the folders that name the language which is known, or, if none is,
/// with the language that the first folder names.
fn without_language_folder(article: &str, known: Option<&Language>) -> (String, Option<Language>) {
    let (folders, name) = article.rsplit_once('/').unwrap_or(("", article));
    let mut language = None;
    let mut kept: Vec<&str> = folders
        .split('/')
        .filter(|folder| !folder.is_empty())
        .filter(|folder| {
            let Ok(named) = Language::parse(&folder.replace('_', "-")) else {
                return true;
            };
            let is_it = match known {
                Some(known) => named.primary() == known.primary(),
                None => folder.len() == 2,
            };
            if is_it {
                language.get_or_insert(named);
            }
            !is_it
        })
        .collect();
    kept.push(name);
    (kept.join("/"), language)
}

/// What names of the same article have in common, however they are written.
pub(super) fn key(article: &str) -> String {
    let lower = comparison_form(article).to_lowercase();
    lower.replace(&BETWEEN[1..], "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str, given: Option<&str>) -> Option<(String, String, u32)> {
        let given = given.map(|tag| Language::parse(tag).unwrap());
        let name =
            FileName::of(Path::new(path), &FrontMatter::default(), given.as_ref()).unwrap()?;
        Some((key(&name.article), name.language.to_string(), name.revision))
    }

    #[test]
    fn names_are_read_however_people_write_them() {
        let bridge = |language: &str| Some(("old-bridge".to_owned(), language.to_owned(), 1));
        for (path, given, language) in [
            ("Old Bridge.en.txt", None, "en"),
            ("old_bridge_en.txt", None, "en"),
            ("old-bridge-pt-BR.md", None, "pt-BR"),
            ("old-bridge_pt_BR.md", None, "pt-BR"),
            ("fa_old_bridge.txt", None, "fa"),
            ("zh/old_bridge.txt", None, "zh"),
            ("fr/old_bridge.fr.txt", None, "fr"),
            ("old_bridge.txt", Some("ckb"), "ckb"),
            ("old_bridge.ckb.txt", Some("ckb"), "ckb"),
            ("ckb/old_bridge.txt", Some("ckb"), "ckb"),
        ] {
            assert_eq!(read(path, given), bridge(language), "{path}");
        }
        assert_eq!(
            read("2026/a.en.r3.txt", None).unwrap(),
            ("2026/a".into(), "en".into(), 3)
        );
        // A file that says another language is of another side.
        assert_eq!(read("old_bridge.de.txt", Some("en")), None);
        assert_eq!(read("de/old_bridge.txt", Some("de")), bridge("de"));
    }

    #[test]
    fn a_file_that_says_no_language_says_what_is_missing() {
        let name = FileName::of(Path::new("notes.txt"), &FrontMatter::default(), None);
        assert!(name.unwrap_err().contains("--from and --to"));
    }
}
