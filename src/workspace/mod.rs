//! A workspace: a folder with articles in `seeds/`, their memory in `memory/recto.db`, and, where
//! the defaults do not fit, a `recto.toml`.

mod article;
mod bitext;
mod build;
mod config;
mod error;
mod files;
mod folders;
mod name;
mod verdict;
mod vocabulary;

use std::path::{Path, PathBuf};

use crate::text::Language;

pub use article::segmented;
pub use bitext::{BitextReport, Pairs};
pub use build::{Build, BuildReport, FileReport, FileStatus};
pub use config::ConfigError;
pub use error::BuildError;
pub use folders::{FilePair, Folder, FolderFile, PairedBy, UnreadFile, pair_files};
pub use name::{ArticleName, NameError};
pub use verdict::looks_unrelated;
pub use vocabulary::vocabulary_of;

/// The folder of the articles.
const SEEDS: &str = "seeds";
/// The file of the memory.
const MEMORY: &str = "memory/recto.db";
/// The file of the settings.
const CONFIG: &str = "recto.toml";

/// A workspace that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    /// Its folder.
    pub root: PathBuf,
    /// The folder of its articles.
    pub seeds: PathBuf,
    /// The file of its memory, which need not be there yet.
    pub memory: PathBuf,
    /// The language that its articles were first written in, unless an article says otherwise.
    pub source: Option<Language>,
}

/// Why there is no workspace.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// Neither this folder nor one above it is a workspace.
    #[error(
        "{path}: there is no workspace here or above; make a folder '{SEEDS}' for the articles, or name a workspace",
        path = .0.display()
    )]
    NotFound(PathBuf),
    /// The folder that was named is none.
    #[error("{path}: this is not a folder; name the folder of a workspace", path = .0.display())]
    NotAFolder(PathBuf),
    /// The folder that was named has no articles.
    #[error(
        "{path}: this folder has neither '{SEEDS}' nor '{CONFIG}'; make a folder '{SEEDS}' for the articles",
        path = .0.display()
    )]
    NotAWorkspace(PathBuf),
    /// Its settings cannot be read.
    #[error(transparent)]
    Config(#[from] ConfigError),
}

impl Workspace {
    /// The workspace whose folder is `root`.
    ///
    /// # Errors
    /// [`WorkspaceError`] when it is no folder, has neither articles nor settings, or its settings
    /// cannot be read.
    pub fn open(root: &Path) -> Result<Self, WorkspaceError> {
        if !root.is_dir() {
            return Err(WorkspaceError::NotAFolder(root.to_owned()));
        }
        if !is_workspace(root) {
            return Err(WorkspaceError::NotAWorkspace(root.to_owned()));
        }
        let config = config::read(&root.join(CONFIG))?;
        Ok(Workspace {
            root: root.to_owned(),
            seeds: root.join(config.seeds.as_deref().unwrap_or(Path::new(SEEDS))),
            memory: root.join(config.memory.as_deref().unwrap_or(Path::new(MEMORY))),
            source: config.source,
        })
    }

    /// The workspace that `folder` is in: itself, or the nearest one above it.
    ///
    /// # Errors
    /// [`WorkspaceError`] when there is none, or its settings cannot be read.
    pub fn find(folder: &Path) -> Result<Self, WorkspaceError> {
        match folder.ancestors().find(|folder| is_workspace(folder)) {
            Some(root) => Self::open(root),
            None => Err(WorkspaceError::NotFound(folder.to_owned())),
        }
    }
}

fn is_workspace(folder: &Path) -> bool {
    folder.join(SEEDS).is_dir() || folder.join(CONFIG).is_file()
}
