//! What a command works on: a file, stdin, or an article in the memory.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::format::{self, ARTICLE_FORMATS, ArticleFormat};
use crate::jobs::{self, StoredArticle};
use crate::memory::{Access, ArticleRef, ArticleStore, LanguagePair, Memory};
use crate::text::{Language, LanguageError};
use crate::workspace::{Workspace, WorkspaceError};

use crate::cli::support::error::CliError;

/// Which memory to use.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct MemoryOption {
    /// Memory [default: that of the current workspace]
    #[arg(long, value_name = "DB", env = "RECTO_MEMORY")]
    pub memory: Option<PathBuf>,
}

impl MemoryOption {
    /// The memory that was named; an empty RECTO_MEMORY names none.
    pub(crate) fn given(&self) -> Option<&Path> {
        self.memory
            .as_deref()
            .filter(|path| !path.as_os_str().is_empty())
    }

    /// The file of the memory.
    pub(crate) fn path(&self) -> Result<PathBuf, CliError> {
        match self.given() {
            Some(path) => Ok(path.to_owned()),
            None => Ok(shown_from_here(find_workspace()?.memory)),
        }
    }

    /// The memory, for look-ups.
    pub(crate) fn open(&self) -> Result<Memory, CliError> {
        Ok(Memory::open(&self.path()?, Access::Read)?)
    }

    /// The memory, to be changed; there must be one.
    pub(crate) fn open_existing_to_write(&self) -> Result<Memory, CliError> {
        self.open()?;
        self.open_to_write()
    }

    /// The memory, to be changed; it is made if it is not there.
    pub(crate) fn open_to_write(&self) -> Result<Memory, CliError> {
        Ok(Memory::open(&self.path()?, Access::Write)?)
    }
}

/// In which format files are.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(in crate::cli) struct InputFormat {
    /// Format of the files and of stdin [default: by extension, else by content]
    #[arg(long, value_name = "NAME", value_parser = input_format())]
    input_format: Option<&'static ArticleFormat>,
}

impl InputFormat {
    /// The format that was named.
    pub(crate) fn given(self) -> Option<&'static ArticleFormat> {
        self.input_format
    }

    /// The format of a file of these bytes.
    pub(crate) fn of(self, bytes: &[u8], path: &Path) -> &'static ArticleFormat {
        self.input_format
            .unwrap_or_else(|| format::article_format_of(bytes, path))
    }
}

/// Reads the name of an article format.
fn input_format() -> impl TypedValueParser<Value = &'static ArticleFormat> {
    PossibleValuesParser::new(ARTICLE_FORMATS.iter().map(|format| format.name))
        .map(|name| format::article_format_named(&name).unwrap_or(&ARTICLE_FORMATS[0]))
}

/// The bytes of a file, or of stdin for `-`, and what errors call it.
pub(in crate::cli) fn read_bytes(name: &str) -> Result<(Vec<u8>, &Path), CliError> {
    if name != "-" {
        let bytes = std::fs::read(name)
            .map_err(|error| CliError::failed(format!("{name}: cannot be read: {error}")))?;
        return Ok((bytes, Path::new(name)));
    }
    let mut bytes = Vec::new();
    io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|error| CliError::failed(format!("stdin cannot be read: {error}")))?;
    Ok((bytes, Path::new("stdin")))
}

/// The workspace that the current folder is in.
pub(in crate::cli) fn find_workspace() -> Result<Workspace, WorkspaceError> {
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    Workspace::find(&here)
}

/// `path` relative to the current folder, if it lies in it: so it is shorter to read.
pub(in crate::cli) fn shown_from_here(path: PathBuf) -> PathBuf {
    let here = std::env::current_dir().ok();
    match here.and_then(|here| path.strip_prefix(here).map(Path::to_owned).ok()) {
        Some(inside) if !inside.as_os_str().is_empty() => inside,
        _ => path,
    }
}

/// Reads what `name` names: `-` is stdin, else a file, else an article in the memory. Its language is
/// `language`, else what its front matter or name says.
pub(in crate::cli) fn read_article(
    name: &str,
    language: Option<&Language>,
    memory: &MemoryOption,
) -> Result<StoredArticle, CliError> {
    let articles = read_articles(name, language, memory, InputFormat::default())?;
    let count = articles.len();
    match <[StoredArticle; 1]>::try_from(articles) {
        Ok([article]) => Ok(article),
        Err(_) => Err(CliError::failed(format!(
            "{name}: it holds {count} articles, and one is wanted"
        ))),
    }
}

/// Like [`read_article`], for a file in this format, which may be a feed of several articles.
pub(in crate::cli) fn read_articles(
    name: &str,
    language: Option<&Language>,
    memory: &MemoryOption,
    format: InputFormat,
) -> Result<Vec<StoredArticle>, CliError> {
    if name == "-" || Path::new(name).exists() {
        let (bytes, path) = read_bytes(name)?;
        let format = format.of(&bytes, path);
        let articles = jobs::articles_from_bytes(name, bytes, path, format, language)?;
        let unstored = |article| StoredArticle {
            article,
            stored: None,
        };
        return Ok(articles.into_iter().map(unstored).collect());
    }
    match name.parse::<ArticleRef>() {
        Ok(article) => Ok(vec![from_memory(name, &article, memory)?]),
        Err(_) => Err(CliError::failed(format!(
            "{name}: there is no such file, and no article is called so (they are called like bridge.en or bridge.en@r1)"
        ))),
    }
}

fn from_memory(
    name: &str,
    article: &ArticleRef,
    memory: &MemoryOption,
) -> Result<StoredArticle, CliError> {
    let missing = |why: &str| CliError::failed(format!("{name}: there is no such file, and {why}"));
    // Without a memory the user most likely meant a file.
    let path = match memory.path() {
        Ok(path) if path.exists() => path,
        Ok(path) => return Err(missing(&format!("no memory at {}", path.display()))),
        Err(_) => return Err(missing("no memory to look for an article in")),
    };
    let memory = Memory::open(&path, Access::Read)?;
    let stored = memory.revision(article)?.ok_or_else(|| {
        missing(&format!(
            "no such article in {} (`recto memory articles` lists them)",
            path.display()
        ))
    })?;
    Ok(StoredArticle {
        article: stored.article.named(name),
        stored: Some(stored.info),
    })
}

/// Two languages: `en-fa`, or with a colon, `pt-BR:fr`.
pub(in crate::cli) fn language_pair(given: &str) -> Result<LanguagePair, String> {
    let pair = |(source, target): (&str, &str)| -> Result<LanguagePair, LanguageError> {
        Ok(LanguagePair {
            source: Language::parse(source)?,
            target: Language::parse(target)?,
        })
    };
    let languages = match given.split_once(':') {
        Some(tags) => pair(tags).map_err(|error| error.to_string())?,
        None => {
            // A hyphen may be part of a tag: where there are several, only one must make sense.
            let cuts = given.match_indices('-');
            let mut pairs = cuts.map(|(at, _)| pair((&given[..at], &given[at + 1..])));
            match (pairs.next(), pairs.next()) {
                (None, _) => return Err("two languages are needed, e.g. en-fa".to_owned()),
                (Some(only), None) => only.map_err(|error| error.to_string())?,
                _ => return Err("put a colon between the languages, e.g. pt-BR:fr".to_owned()),
            }
        }
    };
    match languages.source == languages.target {
        true => Err("two languages are needed, not one twice".to_owned()),
        false => Ok(languages),
    }
}

/// A number of results, from 1.
pub(in crate::cli) fn at_least_one(given: &str) -> Result<usize, String> {
    match given.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err("a whole number from 1 is needed".to_owned()),
    }
}

/// The lines of a file or of stdin, without a mark of byte order and the characters that end them.
pub(in crate::cli) fn read_lines(name: &str) -> Result<Vec<String>, CliError> {
    Ok(read_text(name)?.lines().map(str::to_owned).collect())
}

/// The text of the file `name`, or of stdin for `-`.
pub(in crate::cli) fn read_text(name: &str) -> Result<String, CliError> {
    let bytes = if name == "-" {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(name)
    };
    let bytes =
        bytes.map_err(|error| CliError::failed(format!("{name}: cannot be read: {error}")))?;
    crate::text::decode(bytes).map_err(|error| CliError::failed(format!("{name}: {error}")))
}

/// One character between fields; `\t` is a tab.
pub(in crate::cli) fn delimiter(given: &str) -> Result<u8, String> {
    match given.as_bytes() {
        b"\\t" => Ok(b'\t'),
        [byte] if byte.is_ascii() && !b"\"\r\n".contains(byte) => Ok(*byte),
        _ => Err("one ASCII character is needed, e.g. ';' or '\\t'".to_owned()),
    }
}
