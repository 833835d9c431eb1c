//! The connections that read: as many as there are threads reading at the same time.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::super::index::SearchBuffers;

/// How long to wait for another process that is writing.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// Statements that a connection keeps prepared.
const PREPARED: usize = 64;

/// Locks a mutex of which every state is a good one, so that a thread that panicked spoils nothing.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Opens the database that `name` names, a path or a URI.
pub(super) fn connect(name: &PathBuf, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(name, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    Ok(connection)
}

/// A connection that reads, with what it uses again from one query to the next.
#[derive(Debug)]
pub(super) struct Reader {
    pub connection: Connection,
    pub scratch: RefCell<SearchBuffers>,
}

/// The connections that nobody is reading with, and how to make more.
#[derive(Debug)]
pub(super) struct Readers {
    name: PathBuf,
    flags: OpenFlags,
    idle: Mutex<Vec<Reader>>,
}

impl Readers {
    /// Readers of the database that `name` names, a path or a URI.
    pub(super) fn new(name: PathBuf, flags: OpenFlags) -> Self {
        Readers {
            name,
            flags,
            idle: Mutex::default(),
        }
    }

    /// A connection for the caller alone, until it is given back.
    pub(super) fn take(&self) -> rusqlite::Result<Reader> {
        if let Some(reader) = lock(&self.idle).pop() {
            return Ok(reader);
        }
        Ok(Reader {
            connection: connect(&self.name, self.flags)?,
            scratch: RefCell::default(),
        })
    }

    /// Takes back a connection, which is in no transaction any more.
    pub(super) fn give_back(&self, reader: Reader) {
        lock(&self.idle).push(reader);
    }
}
