use std::path::PathBuf;

/// Why the memory could not do what it was asked for. Nothing half-done is left behind.
#[derive(Debug, thiserror::Error)]
pub enum MemoryError {
    /// There is no such file.
    #[error(
        "{path}: there is no memory here; make it with `recto build`, or name another with --memory",
        path = .0.display()
    )]
    Missing(PathBuf),
    /// The file is not a SQLite database.
    #[error(
        "{path}: this is not a Recto memory (not a SQLite database); name another with --memory, or move it away",
        path = .0.display()
    )]
    NotADatabase(PathBuf),
    /// The file is a SQLite database of another program.
    #[error(
        "{path}: this SQLite database belongs to another program; name a Recto memory with --memory",
        path = .0.display()
    )]
    Foreign(PathBuf),
    /// A newer Recto has written it.
    #[error(
        "{path}: this memory has schema version {found}, newer than this Recto knows ({known}); update Recto",
        path = path.display()
    )]
    Newer {
        /// The memory.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The newest schema version that is known here.
        known: i64,
    },
    /// An older Recto has written it, and it cannot be brought up to date where it is.
    #[error(
        "{path}: this memory is of an older version and cannot be written; copy it to where it can be",
        path = .0.display()
    )]
    Older(PathBuf),
    /// It cannot be written.
    #[error(
        "{path}: the memory cannot be written ({reason}); check the permissions of its folder, or name another with --memory",
        path = path.display()
    )]
    NotWritable {
        /// The memory.
        path: PathBuf,
        /// What the system or SQLite says.
        reason: String,
    },
    /// There is no room for what is to be written.
    #[error("{path}: the disk is full; make room, or name a memory on another disk with --memory", path = .0.display())]
    DiskFull(PathBuf),
    /// The name of the file is that of a folder.
    #[error("{path}: this is a folder, not a memory; name a file with --memory, or move the folder away", path = .0.display())]
    Folder(PathBuf),
    /// Another process has been writing for too long.
    #[error("{path}: another process is writing to this memory; try again when it is done", path = .0.display())]
    Busy(PathBuf),
    /// SQLite failed.
    #[error("{path}: {error}", path = path.display())]
    Sqlite {
        /// The memory.
        path: PathBuf,
        /// What SQLite says.
        error: rusqlite::Error,
    },
    /// What is stored does not make sense: a language tag that is none, a span outside its text.
    #[error("{path}: the memory is damaged ({what}); move it away and make it anew with `recto build`", path = path.display())]
    Damaged {
        /// The memory.
        path: PathBuf,
        /// What does not make sense.
        what: String,
    },
}
