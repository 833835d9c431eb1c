use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use crate::align::{Aligner, Clues, Side, Vocabulary};
use crate::format::FrontMatter;
use crate::memory::{ArticleStore, Memory, RevisionInfo};
use crate::segment::SegmentedDocument;
use crate::text::Language;
use crate::workspace::{
    ArticleName, FilePair, Folder, FolderFile, PairedBy, looks_unrelated, pair_files, vocabulary_of,
};

use super::bitext::{Bitext, BitextArticle};
use super::{JobError, StoredArticle};

/// How texts are aligned.
#[derive(Debug, Clone, Copy, Default)]
pub struct AlignOptions {
    /// What the aligner goes by.
    pub clues: Clues,
    /// Whether passages may have been moved; links are then in the order of the source.
    pub reorder: bool,
}

/// One of two texts that are aligned.
#[derive(Debug, Clone)]
pub struct AlignedText<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its language.
    pub language: &'a Language,
    /// Its segments.
    pub segments: Vec<&'a str>,
    /// What the segments are from, unless they came as lines.
    pub document: Option<&'a SegmentedDocument>,
}

impl<'a> From<&'a SegmentedDocument> for AlignedText<'a> {
    fn from(document: &'a SegmentedDocument) -> Self {
        AlignedText {
            name: document.name(),
            language: &document.language,
            segments: document.segment_texts(),
            document: Some(document),
        }
    }
}

/// Aligns two texts, which are `article`. The units of `memory` teach which words translate which.
///
/// # Errors
/// [`JobError::Memory`] when the memory fails.
pub fn align<'a>(
    source: AlignedText<'a>,
    target: AlignedText<'a>,
    article: BitextArticle,
    memory: Option<&Memory>,
    options: AlignOptions,
) -> Result<Bitext<'a>, JobError> {
    let vocabulary = vocabulary(memory, source.language, target.language)?;
    Ok(bitext(source, target, article, &vocabulary, options))
}

/// Two texts that do not look like translations of each other, as an error.
///
/// # Errors
/// [`JobError::NoTranslation`] when they do not.
pub fn check_is_translation(bitext: &Bitext<'_>) -> Result<(), JobError> {
    match bitext.is_translation {
        true => Ok(()),
        false => Err(JobError::NoTranslation {
            names: bitext.names.map(str::to_owned),
            figures: bitext.figures(),
        }),
    }
}

/// What `memory` knows of the words of two languages.
fn vocabulary(
    memory: Option<&Memory>,
    from: &Language,
    to: &Language,
) -> Result<Vocabulary, JobError> {
    match memory {
        None => Ok(Vocabulary::default()),
        Some(memory) => Ok(vocabulary_of(memory, from, to)?),
    }
}

fn bitext<'a>(
    source: AlignedText<'a>,
    target: AlignedText<'a>,
    article: BitextArticle,
    vocabulary: &Vocabulary,
    options: AlignOptions,
) -> Bitext<'a> {
    // Words are aligned, not marks.
    let plain = [&source, &target].map(|text| text.document.map(SegmentedDocument::plain_texts));
    let [from, to] = [&source, &target].map(|text| text.language);
    let texts = |side: usize, text: &AlignedText<'a>| match &plain[side] {
        Some(plain) => plain.iter().map(AsRef::as_ref).collect(),
        None => text.segments.clone(),
    };
    let (source_texts, target_texts): (Vec<&str>, Vec<&str>) =
        (texts(0, &source), texts(1, &target));
    let aligner = Aligner::default().by(options.clues).knowing(vocabulary);
    let alignment = aligner.reordering(options.reorder).align(
        Side {
            segments: &source_texts,
            language: from,
        },
        Side {
            segments: &target_texts,
            language: to,
        },
    );
    let counts = [source.segments.len(), target.segments.len()];
    Bitext {
        log_likelihood_ratio: alignment.log_likelihood_ratio,
        is_translation: !looks_unrelated(&alignment, counts),
        links: alignment.links,
        languages: (from.clone(), to.clone()),
        names: [source.name, target.name],
        documents: source.document.zip(target.document).map(<[_; 2]>::from),
        source: source.segments,
        target: target.segments,
        article,
    }
}

/// Which article two texts are: that of `memory`, if it has both of them, else what the name of the source says.
pub fn article_of(
    source: &StoredArticle,
    target: &StoredArticle,
    memory: Option<&Memory>,
) -> BitextArticle {
    // A memory that cannot be read tells nothing, and the texts can be aligned all the same.
    let stored = |input: &StoredArticle| -> Option<RevisionInfo> {
        let known = || {
            let article = &input.article;
            memory?
                .revision_of_text(&article.language, article.text())
                .ok()?
        };
        input.stored.clone().or_else(known)
    };
    if let (Some(from), Some(to)) = (stored(source), stored(target))
        && from.article == to.article
    {
        return BitextArticle {
            name: from.article,
            revisions: (from.number, to.number),
        };
    }
    let named = |input: &StoredArticle| {
        let file = Path::new(input.article.name()).file_name()?;
        ArticleName::of(Path::new(file), &FrontMatter::default()).ok()
    };
    let (from, to) = (named(source), named(target));
    let number = |name: Option<&ArticleName>| name.and_then(|name| name.revision).unwrap_or(1);
    BitextArticle {
        revisions: (number(from.as_ref()), number(to.as_ref())),
        name: match from {
            Some(name) => name.article,
            None => return BitextArticle::from_file(source.article.name()),
        },
    }
}

impl BitextArticle {
    /// The first revision of the article that a file is called after.
    pub fn from_file(name: &str) -> Self {
        let stem = Path::new(name).file_stem().and_then(|stem| stem.to_str());
        BitextArticle {
            name: stem.unwrap_or(name).to_owned(),
            revisions: (1, 1),
        }
    }
}

/// The articles of two folders, and which of them translates which.
#[derive(Debug)]
pub struct FolderPairs {
    /// The folder of the sources.
    pub sources: Folder,
    /// The folder of the translations.
    pub targets: Folder,
    pairs: Vec<FilePair>,
}

/// The files of two folders, paired and aligned.
#[derive(Debug, Clone)]
pub struct AlignedFolders<'a> {
    /// The pairs, in the order of the sources.
    pub pairs: Vec<AlignedPair<'a>>,
    /// The files of either folder that are in no pair.
    pub alone: [Vec<&'a str>; 2],
}

/// Two files that were paired and aligned.
#[derive(Debug, Clone)]
pub struct AlignedPair<'a> {
    /// How they were found to be a pair.
    pub by: PairedBy,
    /// Their links.
    pub bitext: Bitext<'a>,
    /// Whether the links are used; they are not where the two do not look like translations of each other.
    pub is_taken: bool,
}

impl AlignedFolders<'_> {
    /// The pairs that are used.
    pub fn taken(&self) -> impl Iterator<Item = &Bitext<'_>> {
        let taken = self.pairs.iter().filter(|pair| pair.is_taken);
        taken.map(|pair| &pair.bitext)
    }
}

impl FolderPairs {
    /// Reads the articles of two folders and pairs them, by name, then by content. `from` and `to` are the languages of
    /// files that do not say theirs.
    ///
    /// # Errors
    /// [`JobError::Build`] when a folder cannot be listed. A file that cannot be read is one of [`Folder::unread`].
    pub fn read(
        sources: &Path,
        targets: &Path,
        from: Option<&Language>,
        to: Option<&Language>,
    ) -> Result<Self, JobError> {
        let sources = Folder::read(sources, from)?;
        let targets = Folder::read(targets, to)?;
        Ok(FolderPairs {
            pairs: pair_files(&sources.files, &targets.files),
            sources,
            targets,
        })
    }

    /// Aligns the pairs. The units of `memory` teach which words translate which. Pairs that do not look like
    /// translations are used only when `force` asks for it.
    ///
    /// # Errors
    /// [`JobError::Memory`] when the memory fails.
    pub fn align(
        &self,
        memory: Option<&Memory>,
        options: AlignOptions,
        force: bool,
    ) -> Result<AlignedFolders<'_>, JobError> {
        let mut vocabularies: BTreeMap<[&str; 2], Vocabulary> = BTreeMap::new();
        for (source, target) in self.pairs.iter().map(|pair| self.files(pair)) {
            if let Entry::Vacant(free) = vocabularies.entry(languages(source, target)) {
                let (from, to) = (&source.text.language, &target.text.language);
                free.insert(vocabulary(memory, from, to)?);
            }
        }
        let aligned = |pair: &FilePair| {
            let (source, target) = self.files(pair);
            let article = BitextArticle {
                name: source.article.clone(),
                revisions: (source.revision, target.revision),
            };
            let vocabulary = &vocabularies[&languages(source, target)];
            let (from, to) = ((&source.text).into(), (&target.text).into());
            let bitext = bitext(from, to, article, vocabulary, options);
            AlignedPair {
                by: pair.by,
                is_taken: bitext.is_translation || force,
                bitext,
            }
        };
        Ok(AlignedFolders {
            pairs: self.pairs.par_iter().map(aligned).collect(),
            alone: [
                alone(&self.sources, &self.pairs, |pair| pair.source),
                alone(&self.targets, &self.pairs, |pair| pair.target),
            ],
        })
    }

    fn files(&self, pair: &FilePair) -> (&FolderFile, &FolderFile) {
        let (sources, targets) = (&self.sources.files, &self.targets.files);
        (&sources[pair.source], &targets[pair.target])
    }
}

fn languages<'a>(source: &'a FolderFile, target: &'a FolderFile) -> [&'a str; 2] {
    [source, target].map(|file| file.text.language.as_str())
}

/// The files that are in no pair.
fn alone<'a>(folder: &'a Folder, pairs: &[FilePair], side: fn(&FilePair) -> usize) -> Vec<&'a str> {
    let paired: BTreeSet<usize> = pairs.iter().map(side).collect();
    let files = folder.files.iter().enumerate();
    let alone = files.filter(|(at, _)| !paired.contains(at));
    alone.map(|(_, file)| file.text.name()).collect()
}
