//! Opening a memory, and what reads and writes it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use super::super::index::Effort;
use super::super::{MemoryError, MemoryErrorKind};
use super::failure::{Failure, error_of};
use super::index::SharedIndex;
use super::readers::{Readers, connect, lock};
use super::runs::settle;
use super::schema;

/// What a memory is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Only look-ups. The file must be there, and is not changed.
    Read,
    /// Look-ups and changes. The file and its folder are made if they are not there.
    Write,
}

/// A segment memory in a SQLite file, for any number of threads: each that reads has a connection for
/// the time, and all share one index in memory. The file is in WAL mode, so that readers and the one
/// that writes do not wait for each other.
#[derive(Debug)]
pub struct Memory {
    path: PathBuf,
    pub(super) readers: Readers,
    pub(super) index: SharedIndex,
    /// What all queries so far have touched.
    pub(super) effort: Mutex<Effort>,
    /// The connection that writes, if the memory was opened for that.
    writer: Option<Mutex<Connection>>,
}

const READING: OpenFlags = OpenFlags::SQLITE_OPEN_READ_ONLY.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

const WRITING: OpenFlags = OpenFlags::SQLITE_OPEN_READ_WRITE
    .union(OpenFlags::SQLITE_OPEN_CREATE)
    .union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

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

    /// What all look-ups of this memory have touched since it was opened: entries of posting
    /// lists, units whose tokens were read, and units for which a distance was computed.
    #[doc(hidden)]
    pub fn effort(&self) -> (u64, u64, u64) {
        let effort = *lock(&self.effort);
        (effort.postings, effort.units, effort.distances)
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
        let memory = Self::new(path, Readers::new(path.to_owned(), READING), None);
        match memory.check() {
            // In a folder that cannot be written SQLite cannot make the files that WAL mode
            // shares between processes. Nobody can be writing there, so none are needed.
            Err(schema::CheckError::Sqlite(error)) if cannot_open(&error) => {
                let flags = READING | OpenFlags::SQLITE_OPEN_URI;
                let memory = Self::new(path, Readers::new(immutable_uri(path).into(), flags), None);
                memory.check().map_err(|error| unusable(path, error))?;
                Ok(memory)
            }
            // Only a writer can give it what it lacks; from then on it is as new.
            Err(schema::CheckError::Older) => Self::open_to_write(path),
            Err(error) => Err(unusable(path, error)),
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
        let connection = connect(&path.to_owned(), WRITING);
        let mut connection = connection.map_err(|error| error_of(path, error))?;
        if connection.is_readonly("main").unwrap_or(false) {
            return Err(not_writable("it is read-only".to_owned()));
        }
        let prepared = schema::prepare(&mut connection);
        prepared.map_err(|error| unusable(path, error))?;
        settle_what_is_loose(&connection).map_err(|error| error.at(path))?;
        let readers = Readers::new(path.to_owned(), READING);
        Ok(Self::new(path, readers, Some(Mutex::new(connection))))
    }

    fn new(path: &Path, readers: Readers, writer: Option<Mutex<Connection>>) -> Self {
        Memory {
            path: path.to_owned(),
            readers,
            index: SharedIndex::default(),
            effort: Mutex::default(),
            writer,
        }
    }

    fn check(&self) -> Result<(), schema::CheckError> {
        let reader = self.readers.take()?;
        schema::check(&reader.connection)?;
        self.readers.give_back(reader);
        Ok(())
    }

    /// Runs `work` with a connection that reads.
    pub(super) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Failure>,
    ) -> Result<T, MemoryError> {
        let run = || {
            let reader = self.readers.take()?;
            let result = work(&reader.connection);
            self.readers.give_back(reader);
            result
        };
        run().map_err(|error: Failure| error.at(&self.path))
    }

    /// Runs `work`, which does nothing but ask the database, with a connection that reads.
    pub(super) fn query<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, MemoryError> {
        self.read(|db| Ok(work(db)?))
    }

    /// Runs `work` in a transaction that writes, and brings the index up to date. If `work` returns
    /// `None`, nothing that it did is kept.
    pub(super) fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<Option<T>, Failure>,
    ) -> Result<Option<T>, MemoryError> {
        let Some(writer) = &self.writer else {
            let reason = "it was opened for reading only";
            return Err(MemoryError::caused(
                MemoryErrorKind::NotWritable,
                &self.path,
                reason,
            ));
        };
        let mut connection = lock(writer);
        let run = || {
            let behavior = TransactionBehavior::Immediate;
            let transaction = connection.transaction_with_behavior(behavior)?;
            let Some(result) = work(&transaction)? else {
                return Ok(None);
            };
            settle(&transaction)?;
            transaction.execute("UPDATE index_state SET version = version + 1", [])?;
            transaction.commit()?;
            Ok(Some(result))
        };
        run().map_err(|error: Failure| error.at(&self.path))
    }
}

/// Indexes what is loose, if there is much of it, as after a migration.
fn settle_what_is_loose(connection: &Connection) -> Result<(), Failure> {
    let loose: usize =
        connection.query_row("SELECT count(*) FROM index_loose", [], |row| row.get(0))?;
    // As many as a few small pairs of languages may well have.
    if loose > 4096 {
        let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
        settle(&transaction)?;
        transaction.execute("UPDATE index_state SET version = version + 1", [])?;
        transaction.commit()?;
    }
    Ok(())
}

fn unusable(path: &Path, error: schema::CheckError) -> MemoryError {
    let kind = match error {
        schema::CheckError::Foreign => MemoryErrorKind::Foreign,
        schema::CheckError::Older => MemoryErrorKind::Older,
        schema::CheckError::Newer { found, known } => MemoryErrorKind::Newer { found, known },
        schema::CheckError::Sqlite(error) => return error_of(path, error),
    };
    MemoryError::new(kind, path)
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
