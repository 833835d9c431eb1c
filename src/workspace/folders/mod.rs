//! Two folders, one of articles and one of their translations: which file translates which.
//!
//! Files that share a name but for their languages are pairs (`names`); what is left is paired by what
//! the texts say (`content`).

mod content;
mod names;

use std::collections::BTreeMap;
use std::path::Path;

use crate::format;
use crate::segment::SegmentedDocument;
use crate::text::Language;

use super::BuildError;
use super::article::segmented;
use super::files::article_files;
use names::FileName;

/// An article in a folder.
#[derive(Debug, Clone)]
pub struct FolderFile {
    /// The name of the article, without language and revision, with the folders below the folder.
    pub article: String,
    /// The number of the revision, from 1.
    pub revision: u32,
    /// The article; its name is the path below the folder, with `/`.
    pub text: SegmentedDocument,
}

/// A file that could not be read as an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadFile {
    /// Its path below the folder, with `/`.
    pub path: String,
    /// Why.
    pub reason: String,
}

/// The articles of a folder, in the order of their paths.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// Those that could be read.
    pub files: Vec<FolderFile>,
    /// The others.
    pub unread: Vec<UnreadFile>,
}

/// How two files were found to be a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairedBy {
    /// Their names are the same but for the language.
    Name,
    /// Of all files that are left, each is the likeliest translation of the other.
    Content,
}

/// A file and its translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FilePair {
    /// Index of the source among the files of the one folder.
    pub source: usize,
    /// Index of the target among those of the other.
    pub target: usize,
    /// How they were found.
    pub by: PairedBy,
}

impl Folder {
    /// Reads the articles below `folder`. With a `language` those that say they are in another are left
    /// out, and those that say nothing are in it; without, each has to say it, by its name (`a.en.txt`,
    /// `a_en.txt`, `en/a.txt`) or its front matter.
    ///
    /// # Errors
    /// [`BuildError::Seeds`] when the folder cannot be listed. A file that cannot be read is one of
    /// [`Folder::unread`].
    pub fn read(folder: &Path, language: Option<&Language>) -> Result<Self, BuildError> {
        let mut read = Folder::default();
        for path in article_files(folder)? {
            let below = path.strip_prefix(folder).unwrap_or(&path);
            let parts = below
                .components()
                .map(|part| part.as_os_str().to_string_lossy());
            let shown = parts.collect::<Vec<_>>().join("/");
            match file(&path, below, &shown, language) {
                Ok(Some(file)) => read.files.push(file),
                Ok(None) => {}
                Err(reason) => read.unread.push(UnreadFile {
                    path: shown,
                    reason,
                }),
            }
        }
        Ok(read)
    }
}

/// The article in a file; `None` if it is in another language.
fn file(
    path: &Path,
    below: &Path,
    shown: &str,
    language: Option<&Language>,
) -> Result<Option<FolderFile>, String> {
    let read = format::read_article(path).map_err(|error| error.reason())?;
    let Some(name) = FileName::of(below, &read.front_matter, language)? else {
        return Ok(None);
    };
    if read.document.blocks().is_empty() {
        return Err("there is no text in it but markup".to_owned());
    }
    Ok(Some(FolderFile {
        article: name.article,
        revision: name.revision,
        text: segmented(read, &name.language).named(shown),
    }))
}

/// Which of `targets` translates which of `sources`, in the order of the sources. A source may have
/// translations in several languages by name; by content it has one.
///
/// The result depends on nothing but the files. By content each file of the one folder that is left is
/// aligned with each of the other, or, where that were too many, with those that share most numbers and
/// names with it.
pub fn pair_files(sources: &[FolderFile], targets: &[FolderFile]) -> Vec<FilePair> {
    let mut by_name: BTreeMap<(String, u32), usize> = BTreeMap::new();
    for (at, source) in sources.iter().enumerate() {
        // The first of several that are called so; the others are left for their content.
        by_name.entry(key(source)).or_insert(at);
    }
    let mut pairs = Vec::new();
    let mut taken: Vec<(usize, &Language)> = Vec::new();
    let mut left = Vec::new();
    for (target, file) in targets.iter().enumerate() {
        let same = by_name.get(&key(file)).copied();
        let same = same.filter(|&at| sources[at].text.language != file.text.language);
        match same.filter(|&at| !taken.contains(&(at, &file.text.language))) {
            Some(source) => {
                taken.push((source, &file.text.language));
                let by = PairedBy::Name;
                pairs.push(FilePair { source, target, by });
            }
            None => left.push(target),
        }
    }
    let free: Vec<usize> = (0..sources.len())
        .filter(|at| !taken.iter().any(|(source, _)| source == at))
        .collect();
    let one: Vec<&SegmentedDocument> = free.iter().map(|&at| &sources[at].text).collect();
    let other: Vec<&SegmentedDocument> = left.iter().map(|&at| &targets[at].text).collect();
    pairs.extend(
        content::pairs(&one, &other)
            .into_iter()
            .map(|(source, target)| FilePair {
                source: free[source],
                target: left[target],
                by: PairedBy::Content,
            }),
    );
    pairs.sort_by_key(|pair| (pair.source, pair.target));
    pairs
}

/// What files that belong together by name have in common.
fn key(file: &FolderFile) -> (String, u32) {
    (names::key(&file.article), file.revision)
}

#[cfg(test)]
mod tests;
