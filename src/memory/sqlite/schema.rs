//! The versions of the schema, and how a file is recognised as a memory.

use std::sync::LazyLock;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, ffi};
use rusqlite_migration::{M, Migrations};

/// Marks a SQLite file as a Recto memory (`PRAGMA application_id`, set by the first migration):
/// "Rcto" in ASCII.
const APPLICATION_ID: i64 = 0x5263_746F;

static MIGRATIONS: LazyLock<Migrations<'static>> = LazyLock::new(|| {
    Migrations::new(vec![
        M::up(include_str!("schema.sql")),
        M::up(include_str!("schema2.sql")),
        M::up(include_str!("schema3.sql")),
        M::up(include_str!("schema4.sql")),
        M::up(include_str!("schema5.sql")),
        M::up(include_str!("schema6.sql")),
    ])
});

/// The version that this program writes: the number of migrations.
const VERSION: i64 = 6;

/// How often, and after which pause, a file that another process holds is tried again.
const TRIES: usize = 200;
const PAUSE: Duration = Duration::from_millis(25);

/// Why a SQLite file is no memory that can be used.
#[derive(Debug)]
pub(super) enum CheckError {
    /// Another program's database.
    Foreign,
    /// An older program's memory, which lacks a migration.
    Older,
    /// A newer program's memory.
    Newer { found: i64, known: i64 },
    /// SQLite failed.
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for CheckError {
    fn from(error: rusqlite::Error) -> Self {
        CheckError::Sqlite(error)
    }
}

/// Checks that `connection` is a memory that this program can read.
pub(super) fn check(connection: &Connection) -> Result<(), CheckError> {
    let id: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if id != APPLICATION_ID {
        return Err(CheckError::Foreign);
    }
    let found = version(connection)?;
    if found > VERSION {
        return Err(CheckError::Newer {
            found,
            known: VERSION,
        });
    }
    if found < VERSION {
        return Err(CheckError::Older);
    }
    Ok(())
}

/// Makes `connection` a memory of this version: a new file gets the schema, an older memory the
/// migrations that it lacks.
pub(super) fn prepare(connection: &mut Connection) -> Result<(), CheckError> {
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables > 0 {
        match check(connection) {
            Ok(()) | Err(CheckError::Older) => {}
            Err(error) => return Err(error),
        }
    }
    if tables == 0 {
        // A block of the index is one page and a little; small changes stay small.
        connection.pragma_update(None, "page_size", 16_384)?;
    }
    until_free(|| Ok(connection.pragma_update(None, "journal_mode", "wal")?))?;
    // In WAL mode this cannot damage the file; a power cut may lose the last transaction.
    connection.pragma_update(None, "synchronous", "normal")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // In KiB; the index of keys is hit all over while units are added.
    connection.pragma_update(None, "cache_size", -40_960)?;
    until_free(|| {
        let before = version(connection)?;
        match MIGRATIONS.to_latest(connection) {
            Ok(()) => Ok(()),
            // Another process that was started at the same time was first with this step.
            Err(_) if version(connection)? > before => Err(CheckError::Sqlite(busy())),
            Err(error) => Err(sqlite_error(error)),
        }
    })
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Tries `work` again while another process holds the file. SQLite's own patience does not cover a
/// change of the journal mode, nor a transaction that has read before it writes.
fn until_free(mut work: impl FnMut() -> Result<(), CheckError>) -> Result<(), CheckError> {
    for _ in 1..TRIES {
        match work() {
            Err(CheckError::Sqlite(error)) if is_busy(&error) => std::thread::sleep(PAUSE),
            done => return done,
        }
    }
    work()
}

fn busy() -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_BUSY), None)
}

fn is_busy(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error_code();
    matches!(
        code,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
    )
}

fn sqlite_error(error: rusqlite_migration::Error) -> CheckError {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => CheckError::Sqlite(err),
        other => CheckError::Sqlite(rusqlite::Error::ToSqlConversionFailure(other.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_are_valid_and_counted() {
        assert!(MIGRATIONS.validate().is_ok());
        let mut connection = Connection::open_in_memory().unwrap();
        prepare(&mut connection).unwrap();
        let version: i64 = connection
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        assert_eq!(version, VERSION);
        check(&connection).unwrap();
    }
}
