//! From the articles of a workspace to its memory.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;
use std::time::SystemTime;

use crate::align::Vocabulary;
use crate::format::{self, ArticleFile};
use crate::memory::{
    Access, Action, ArticleStore, Change, ChangeStore, LanguagePair, Memory, MemoryError,
    NewRevision, RevisionInfo, Stored,
};
use crate::text::Language;

use super::Workspace;
use super::article::{segmented, unsegmented};
use super::bitext::{BitextReport, Pairs, add_bitext};
use super::error::BuildError;
use super::files::article_files;
use super::name::ArticleName;
use super::vocabulary::vocabulary_of;

/// What a build did with one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    /// The file, relative to the workspace, with `/`.
    pub path: String,
    /// Which article it is; `None` if that could not be told.
    pub name: Option<ArticleName>,
    /// What became of it.
    pub status: FileStatus,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileStatus {
    /// Stored as a revision of this number, with so many segments.
    Stored {
        /// Number of the revision, from 1.
        revision: u32,
        /// How many segments it has.
        segments: usize,
    },
    /// Its text is in the memory already, as a revision of this number.
    Unchanged {
        /// Number of the revision, from 1.
        revision: u32,
    },
    /// It could not be read as an article, for this reason.
    Failed(String),
}

/// What a build did.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BuildReport {
    /// Each file that was read, in the order of articles.
    pub files: Vec<FileReport>,
    /// Each pair that was aligned.
    pub bitexts: Vec<BitextReport>,
}

impl BuildReport {
    /// How many files could not be read as articles.
    pub fn failed(&self) -> usize {
        let failed = |file: &&FileReport| matches!(file.status, FileStatus::Failed(_));
        self.files.iter().filter(failed).count()
    }
}

/// A build of the memory of a workspace.
#[derive(Debug)]
pub struct Build<'a> {
    /// The workspace.
    pub workspace: &'a Workspace,
    /// Where the memory is, if not where the workspace has it.
    pub memory: &'a Path,
    /// The language that articles were first written in, unless their front matter names another;
    /// the workspace's if none.
    pub source: Option<&'a Language>,
    /// Which languages to align besides each translation with its source.
    pub pairs: Pairs<'a>,
    /// Whether to store pairs that do not look like translations of each other.
    pub force: bool,
}

impl<'a> Build<'a> {
    /// A build of `workspace` as its settings have it, into its own memory.
    pub fn of(workspace: &'a Workspace) -> Self {
        Build {
            workspace,
            memory: &workspace.memory,
            source: None,
            pairs: Pairs::Source,
            force: false,
        }
    }
}

impl Build<'_> {
    /// Reads the articles, stores what is new and aligns what is not aligned; `progress` is called
    /// with the number of steps done and in all, before each step.
    ///
    /// Each file is one transaction, and so is each pair; a build that is cut short is taken up
    /// where it was by the next. A file that cannot be read is reported and stops nothing.
    ///
    /// # Errors
    /// [`BuildError`] when the folder cannot be listed or the memory fails.
    pub fn run(&self, progress: &mut dyn FnMut(usize, usize)) -> Result<BuildReport, BuildError> {
        let paths = article_files(&self.workspace.seeds)?;
        let memory = Memory::open(self.memory, Access::Write)?;
        // One time for all of a build, so that its units do not differ by how long it took.
        let now = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .map_or(0, |since| since.as_secs() as i64);
        let mut report = BuildReport::default();
        let mut articles = Vec::new();
        for path in paths {
            for (path, read) in self.read(&path) {
                match read {
                    Ok(read) => articles.push(read),
                    Err((name, reason)) => report.files.push(FileReport {
                        path,
                        name,
                        status: FileStatus::Failed(reason),
                    }),
                }
            }
        }
        articles.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
        report.files.extend(refuse_clashes(&mut articles));
        let sources = self.source_languages(&memory, &articles)?;
        let steps = articles.len();
        for (step, article) in articles.into_iter().enumerate() {
            progress(step, steps);
            let Article { path, name, file } = article;
            let source = &sources[&name.article];
            let status = store(&memory, &path, &name, file, source, now)?;
            report.files.push(FileReport {
                path,
                name: Some(name),
                status,
            });
        }
        let pairs = memory.unaligned()?;
        let mut at = steps;
        let steps = steps + pairs.len();
        let mut align = |memory: &Memory, pairs: Vec<_>, steps| {
            let known = vocabularies(memory, &pairs)?;
            for (source, target) in pairs {
                progress(at, steps);
                at += 1;
                let vocabulary = &known[&languages(&source, &target)];
                let (source, target) = (memory.load(source)?, memory.load(target)?);
                report.bitexts.push(add_bitext(
                    memory, &source, &target, vocabulary, self.force, now,
                )?);
            }
            Ok::<(), MemoryError>(())
        };
        align(&memory, pairs, steps)?;
        // Now that the pairs with the sources are known as aligned, for these may be asked for as well.
        let others = self.pairs.unaligned(&memory)?;
        let steps = steps + others.len();
        align(&memory, others, steps)?;
        progress(steps, steps);
        report
            .files
            .sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
        Ok(report)
    }

    fn relative(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.workspace.root).unwrap_or(path);
        let parts: Vec<_> = path
            .components()
            .map(|c| c.as_os_str().to_string_lossy())
            .collect();
        parts.join("/")
    }

    /// The articles of a file, with the names of their places; an item of a feed is named by what it adds
    /// to the name of the file.
    fn read(&self, path: &Path) -> Vec<(String, Read)> {
        let below_seeds = path.strip_prefix(&self.workspace.seeds).unwrap_or(path);
        let place = self.relative(path);
        let files = match format::read_articles(path) {
            Ok(files) if files.is_empty() => Err("there is no article in it".to_owned()),
            Ok(files) => Ok(files),
            Err(error) => Err(error.reason()),
        };
        let files = match files {
            Ok(files) => files,
            Err(reason) => return vec![(place, Err((None, reason)))],
        };
        let one = |file: ArticleFile| {
            let item = file.front_matter.article.as_deref();
            let item = item.and_then(|name| name.strip_prefix('/'));
            let path = match item {
                Some(item) => format!("{place}#{item}"),
                None => place.clone(),
            };
            let read = match ArticleName::of(below_seeds, &file.front_matter) {
                Err(error) => Err((None, error.to_string())),
                Ok(name) if file.document.blocks().is_empty() => {
                    Err((Some(name), "there is no text in it but markup".to_owned()))
                }
                Ok(name) => Ok(Article {
                    path: path.clone(),
                    name,
                    file,
                }),
            };
            (path, read)
        };
        files.into_iter().map(one).collect()
    }

    /// The language that each article was first written in: what its front matter says, else the
    /// language asked for, else that of the workspace; where the article is not there in it,
    /// English, else the first language that it is there in.
    fn source_languages(
        &self,
        memory: &Memory,
        articles: &[Article],
    ) -> Result<BTreeMap<String, Language>, MemoryError> {
        let mut languages: BTreeMap<String, Vec<Language>> = BTreeMap::new();
        for revision in memory.revisions()? {
            languages
                .entry(revision.article)
                .or_default()
                .push(revision.language);
        }
        let mut given: BTreeMap<&str, &Language> = BTreeMap::new();
        for article in articles {
            let of_article = languages.entry(article.name.article.clone()).or_default();
            of_article.push(article.name.language.clone());
            if let Some(source) = &article.file.front_matter.source {
                given.entry(&article.name.article).or_insert(source);
            }
        }
        let preferred = self.source.or(self.workspace.source.as_ref());
        let chosen = languages.into_iter().map(|(article, mut there)| {
            there.sort();
            let english = there.iter().find(|language| language.primary() == "en");
            let fallback = english.or(there.first());
            let source = given
                .get(article.as_str())
                .copied()
                .or(preferred.filter(|preferred| there.contains(preferred)))
                .or(fallback)
                .cloned();
            (article, source.unwrap_or_else(Language::undetermined))
        });
        Ok(chosen.collect())
    }
}

/// The languages of two revisions.
fn languages(source: &RevisionInfo, target: &RevisionInfo) -> LanguagePair {
    LanguagePair {
        source: source.language.clone(),
        target: target.language.clone(),
    }
}

/// What the memory knows of the words of each pair of languages, before any of these pairs of revisions
/// is aligned: so it does not matter in which order they come.
fn vocabularies(
    memory: &Memory,
    pairs: &[(RevisionInfo, RevisionInfo)],
) -> Result<BTreeMap<LanguagePair, Vocabulary>, MemoryError> {
    let mut known = BTreeMap::new();
    for (source, target) in pairs {
        if let Entry::Vacant(free) = known.entry(languages(source, target)) {
            free.insert(vocabulary_of(memory, &source.language, &target.language)?);
        }
    }
    Ok(known)
}

/// An article that was read, or which it is, as far as that is known, and why it could not be.
type Read = Result<Article, (Option<ArticleName>, String)>;

/// A file that was read.
struct Article {
    path: String,
    name: ArticleName,
    file: ArticleFile,
}

/// Takes out the articles that claim the place of an earlier one, and says so.
fn refuse_clashes(articles: &mut Vec<Article>) -> Vec<FileReport> {
    let mut taken: BTreeMap<(String, Language, u32), String> = BTreeMap::new();
    let mut refused = Vec::new();
    articles.retain(|article| {
        let name = &article.name;
        let number = name.revision.unwrap_or(1);
        let place = (name.article.clone(), name.language.clone(), number);
        match taken.entry(place) {
            Entry::Vacant(free) => {
                free.insert(article.path.clone());
                true
            }
            Entry::Occupied(first) => {
                refused.push(FileReport {
                    path: article.path.clone(),
                    name: Some(name.clone()),
                    status: FileStatus::Failed(format!(
                        "it is revision {number} of {}.{}, as {} is; rename or remove one of them",
                        name.article,
                        name.language,
                        first.get()
                    )),
                });
                false
            }
        }
    });
    refused
}

fn store(
    memory: &Memory,
    path: &str,
    name: &ArticleName,
    file: ArticleFile,
    source: &Language,
    now: i64,
) -> Result<FileStatus, MemoryError> {
    let known = memory.find_text(&name.article, &name.language, file.document.text())?;
    // The segments of a text that is there already are there as well.
    let text = match known {
        Some(_) => unsegmented(file, &name.language),
        None => segmented(file, &name.language),
    };
    let revision = NewRevision {
        article: &name.article,
        source_language: source,
        number: name.revision,
        path,
        text: &text,
    };
    let applied = memory.apply(Change::new(Action::Revision(&revision), now))?;
    Ok(match applied.revision {
        Some(Stored::New(revision)) => FileStatus::Stored {
            revision,
            segments: text.segments.len(),
        },
        Some(Stored::Known(revision)) => FileStatus::Unchanged { revision },
        None => FileStatus::Unchanged {
            revision: known.unwrap_or_default(),
        },
    })
}
