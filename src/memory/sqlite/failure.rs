//! What failures of SQLite and of the index mean to somebody who works with the memory.

use std::path::Path;

use rusqlite::ErrorCode;

use super::super::index::IndexError;
use super::super::{MemoryError, MemoryErrorKind};

/// The error that `error` is of the memory at `path`.
pub(super) fn error_of(path: &Path, error: rusqlite::Error) -> MemoryError {
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

/// Why something could not be done, before it is said where.
#[derive(Debug)]
pub(super) enum Failure {
    /// SQLite failed.
    Sqlite(rusqlite::Error),
    /// The index cannot be read or written.
    Index(IndexError),
    /// What is stored does not make sense.
    Damaged(String),
    /// An error that already says where it happened.
    Memory(MemoryError),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Failure::Sqlite(error)
    }
}

impl From<IndexError> for Failure {
    fn from(error: IndexError) -> Self {
        match error {
            IndexError::Blocks(error) => match error.downcast::<rusqlite::Error>() {
                Ok(error) => Failure::Sqlite(*error),
                Err(error) => Failure::Index(IndexError::Blocks(error)),
            },
            other => Failure::Index(other),
        }
    }
}

impl Failure {
    /// The error that it is of the memory at `path`.
    pub(super) fn at(self, path: &Path) -> MemoryError {
        let damaged = MemoryErrorKind::Damaged;
        match self {
            Failure::Sqlite(error) => error_of(path, error),
            Failure::Index(error) => MemoryError::caused(damaged, path, error),
            Failure::Damaged(what) => MemoryError::caused(damaged, path, what),
            Failure::Memory(error) => error,
        }
    }
}
