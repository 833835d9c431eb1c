//! What the path of an article says of it: `<article>.<language>[.r<N>].<extension>`.

use std::path::Path;

use crate::format::FrontMatter;
use crate::text::{Language, LanguageError};

/// Which article a file is, in which language and revision.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArticleName {
    /// The name that its translations and revisions share; with the folders below `seeds/`.
    pub article: String,
    /// The language that it is written in.
    pub language: Language,
    /// Its revision, if it says so; a file without number is the first, or changes in place.
    pub revision: Option<u32>,
}

/// Why a file is not taken for an article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Neither its name nor its front matter has a language.
    #[error(
        "no language in its name; call it <article>.<language>.{extension}, e.g. {stem}.en.{extension}, or give `language:` in front matter"
    )]
    NoLanguage {
        /// Its name up to the extension.
        stem: String,
        /// Its extension.
        extension: String,
    },
    /// What stands where the language should is none.
    #[error(transparent)]
    Language(#[from] LanguageError),
    /// Its name is not UTF-8.
    #[error("its name is not UTF-8; rename it")]
    NotUtf8,
}

impl ArticleName {
    /// Reads the `path` of a file, relative to the folder of the articles; what the front matter
    /// says overrides it.
    ///
    /// # Errors
    /// [`NameError`] when neither tells the language.
    pub fn of(path: &Path, front_matter: &FrontMatter) -> Result<Self, NameError> {
        let file = path.file_stem().and_then(|stem| stem.to_str());
        let stem = file.ok_or(NameError::NotUtf8)?;
        let (rest, revision) = split_revision(stem);
        let (base, language) = match rest.rsplit_once('.') {
            Some((base, tag)) if !base.is_empty() => (base, Some(Language::parse(tag))),
            _ => (rest, None),
        };
        let (base, language) = match (language, &front_matter.language) {
            // A point in the name need not set off a language when the front matter has one.
            (Some(Ok(_)), Some(given)) => (base, given.clone()),
            (_, Some(given)) => (rest, given.clone()),
            (Some(named), None) => (base, named?),
            (None, None) => {
                let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("txt");
                return Err(NameError::NoLanguage {
                    stem: stem.to_owned(),
                    extension: extension.to_owned(),
                });
            }
        };
        let mut article = String::new();
        for folder in path.parent().into_iter().flat_map(Path::components) {
            article.push_str(folder.as_os_str().to_str().ok_or(NameError::NotUtf8)?);
            article.push('/');
        }
        article.push_str(base);
        let article = match &front_matter.article {
            Some(name) if name.starts_with('/') => article + name,
            Some(name) => name.clone(),
            None => article,
        };
        Ok(ArticleName {
            article,
            language,
            revision: front_matter.revision.or(revision),
        })
    }
}

/// `bridge.en.r2` as `bridge.en` and 2.
fn split_revision(stem: &str) -> (&str, Option<u32>) {
    let number = |part: &str| part.strip_prefix('r')?.parse().ok().filter(|&n| n > 0);
    match stem.rsplit_once('.') {
        Some((rest, part)) if number(part).is_some() => (rest, number(part)),
        _ => (stem, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str, front_matter: FrontMatter) -> (String, String, Option<u32>) {
        let name = ArticleName::of(Path::new(path), &front_matter).unwrap();
        (name.article, name.language.to_string(), name.revision)
    }

    #[test]
    fn names() {
        let none = FrontMatter::default;
        assert_eq!(
            read("bridge.en.txt", none()),
            ("bridge".into(), "en".into(), None)
        );
        assert_eq!(
            read("bridge.pt-br.r12.md", none()),
            ("bridge".into(), "pt-BR".into(), Some(12))
        );
        assert_eq!(
            read("2026/v1.2.fa.txt", none()),
            ("2026/v1.2".into(), "fa".into(), None)
        );
        let german = FrontMatter {
            language: Some(Language::parse("de").unwrap()),
            ..none()
        };
        assert_eq!(
            read("v1.2.txt", german.clone()),
            ("v1.2".into(), "de".into(), None)
        );
        assert_eq!(
            read("bridge.en.txt", german),
            ("bridge".into(), "de".into(), None)
        );
    }

    #[test]
    fn articles_of_a_file_are_named_below_it() {
        let item = FrontMatter {
            article: Some("/tea".to_owned()),
            ..FrontMatter::default()
        };
        assert_eq!(read("2026/news.en.rss", item).0, "2026/news/tea");
    }

    #[test]
    fn names_without_language_are_refused() {
        for path in ["bridge.txt", "bridge.english.txt", "bridge.xx.txt"] {
            assert!(
                ArticleName::of(Path::new(path), &FrontMatter::default()).is_err(),
                "{path}"
            );
        }
    }
}
