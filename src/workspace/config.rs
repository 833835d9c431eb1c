//! `recto.toml`: where a workspace differs from the defaults.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::text::{Language, LanguageError};

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The system would not give the file.
    #[error("{path}: cannot be read: {error}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// It is not TOML, or has settings that are none.
    #[error("{path}: {error}", path = path.display())]
    Toml {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        error: Box<toml::de::Error>,
    },
    /// `source` is not the tag of a language.
    #[error("{path}: source: {error}", path = path.display())]
    Language {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: LanguageError,
    },
}

/// The settings of a workspace.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// `source`: the language that articles were first written in.
    pub source: Option<Language>,
    /// `seeds`: the folder of the articles.
    pub seeds: Option<PathBuf>,
    /// `memory`: the file of the memory.
    pub memory: Option<PathBuf>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    source: Option<String>,
    seeds: Option<PathBuf>,
    memory: Option<PathBuf>,
}

/// The settings in the file at `path`; those of no file are the defaults.
pub(super) fn read(path: &Path) -> Result<Config, ConfigError> {
    let io = |error| ConfigError::Io {
        path: path.to_owned(),
        error,
    };
    if !path.try_exists().map_err(io)? {
        return Ok(Config::default());
    }
    let text = fs::read_to_string(path).map_err(io)?;
    let fields: Fields = toml::from_str(&text).map_err(|error| ConfigError::Toml {
        path: path.to_owned(),
        error: Box::new(error),
    })?;
    let source = fields.source.map(|tag| Language::parse(&tag)).transpose();
    Ok(Config {
        source: source.map_err(|error| ConfigError::Language {
            path: path.to_owned(),
            error,
        })?,
        seeds: fields.seeds,
        memory: fields.memory,
    })
}
