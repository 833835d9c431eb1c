//! The memory in a SQLite file: opening it, and what all of its parts need.

mod add;
mod articles;
mod edit;
mod import;
mod index;
mod records;
mod review;
mod runs;
mod schema;
mod units;

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::text::Language;

use super::{MemoryError, MemoryErrorKind};

pub use edit::Changed;
pub use import::Import;
pub use units::{Added, Rendering, Stats};

/// How long to wait for another process that is writing.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a memory is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Only look-ups; the file must be there, and is not changed.
    Read,
    /// Building; the file and the folder that it is in are made if they are not there.
    Write,
}

/// A segment memory in a SQLite file (WAL mode, so that readers and a writer do not wait for each
/// other).
#[derive(Debug)]
pub struct Memory {
    connection: Connection,
    path: PathBuf,
    index: RefCell<index::Index>,
}

impl Memory {
    /// Opens the memory in the file at `path`.
    ///
    /// # Errors
    /// [`MemoryError`]: there is none (to read), it is no memory, it is newer than this program,
    /// or it cannot be written.
    pub fn open(path: &Path, access: Access) -> Result<Self, MemoryError> {
        match access {
            Access::Read => Self::open_to_read(path),
            Access::Write => Self::open_to_write(path),
        }
    }

    /// The file that it is kept in.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn open_to_read(path: &Path) -> Result<Self, MemoryError> {
        match fs::metadata(path) {
            Ok(file) if file.is_dir() => {
                return Err(MemoryError::new(MemoryErrorKind::Folder, path));
            }
            // SQLite takes an empty file for a database without tables; no build has been through.
            Ok(file) if file.len() > 0 => {}
            _ => return Err(MemoryError::new(MemoryErrorKind::Missing, path)),
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let memory = Self::connect(path, Connection::open_with_flags(path, flags))?;
        match schema::check(&memory.connection) {
            // In a folder that cannot be written SQLite cannot make the files that WAL mode
            // shares between processes. Nobody can be writing there, so none are needed.
            Err(schema::CheckError::Sqlite(error)) if cannot_open(&error) => {
                let uri = immutable_uri(path);
                let flags = flags | OpenFlags::SQLITE_OPEN_URI;
                let memory = Self::connect(path, Connection::open_with_flags(uri, flags))?;
                let checked = schema::check(&memory.connection);
                checked.map_err(|error| memory.unusable(error))?;
                Ok(memory)
            }
            // Only a writer can give it what it lacks; from then on it is as new.
            Err(schema::CheckError::Older) => Self::open_to_write(path),
            Err(error) => Err(memory.unusable(error)),
            Ok(()) => Ok(memory),
        }
    }

    fn open_to_write(path: &Path) -> Result<Self, MemoryError> {
        let not_writable =
            |reason: String| MemoryError::caused(MemoryErrorKind::NotWritable, path, reason);
        if path.is_dir() {
            return Err(MemoryError::new(MemoryErrorKind::Folder, path));
        }
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            // One level only: a longer path that is not there is a slip of the typist.
            match fs::create_dir(folder) {
                Err(_) if folder.is_dir() => {}
                made => made.map_err(|error| not_writable(error.to_string()))?,
            }
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut memory = Self::connect(path, Connection::open_with_flags(path, flags))?;
        if memory.connection.is_readonly("main").unwrap_or(false) {
            return Err(not_writable("it is read-only".to_owned()));
        }
        let prepared = schema::prepare(&mut memory.connection);
        prepared.map_err(|error| memory.unusable(error))?;
        memory.settle_what_is_loose()?;
        Ok(memory)
    }

    fn connect(path: &Path, opened: rusqlite::Result<Connection>) -> Result<Self, MemoryError> {
        let path = path.to_owned();
        let connection = opened.map_err(|error| error_of(&path, error))?;
        let patient = connection.busy_timeout(PATIENCE);
        patient.map_err(|error| error_of(&path, error))?;
        Ok(Memory {
            connection,
            path,
            index: RefCell::default(),
        })
    }

    fn unusable(&self, error: schema::CheckError) -> MemoryError {
        let kind = match error {
            schema::CheckError::Foreign => MemoryErrorKind::Foreign,
            schema::CheckError::Older => MemoryErrorKind::Older,
            schema::CheckError::Newer { found, known } => MemoryErrorKind::Newer { found, known },
            schema::CheckError::Sqlite(error) => return error_of(&self.path, error),
        };
        MemoryError::new(kind, &self.path)
    }

    /// Runs `work` and says of its errors where they happened.
    fn try_with<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, MemoryError> {
        work(&self.connection).map_err(|error| error_of(&self.path, error))
    }

    fn damaged(&self, what: impl Into<String>) -> MemoryError {
        MemoryError::caused(MemoryErrorKind::Damaged, &self.path, what.into())
    }

    fn language(&self, tag: &str) -> Result<Language, MemoryError> {
        Language::parse(tag).map_err(|error| self.damaged(error.to_string()))
    }
}

/// What a failure of SQLite means to somebody who works with the memory.
fn error_of(path: &Path, error: rusqlite::Error) -> MemoryError {
    let kind = match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => MemoryErrorKind::NotADatabase,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => MemoryErrorKind::Busy,
        Some(ErrorCode::DiskFull) => MemoryErrorKind::DiskFull,
        Some(ErrorCode::DatabaseCorrupt) => MemoryErrorKind::Damaged,
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            MemoryErrorKind::NotWritable
        }
        _ => MemoryErrorKind::Database,
    };
    MemoryError::caused(kind, path, error)
}

fn cannot_open(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)
    )
}

/// `path` as a URI that tells SQLite that the file does not change.
fn immutable_uri(path: &Path) -> String {
    let escaped: String = path
        .to_string_lossy()
        .chars()
        .map(|c| match c {
            '%' => "%25".to_owned(),
            '?' => "%3f".to_owned(),
            '#' => "%23".to_owned(),
            _ => c.to_string(),
        })
        .collect();
    format!("file:{escaped}?immutable=1")
}

#[cfg(test)]
mod index_tests;
#[cfg(test)]
mod review_tests;
#[cfg(test)]
mod tests;
