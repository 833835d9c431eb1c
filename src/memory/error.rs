use std::error::Error;
use std::fmt;
use std::path::Path;

/// Why the memory could not do what it was asked for. Nothing half-done is left behind.
#[derive(Debug)]
pub struct MemoryError {
    kind: MemoryErrorKind,
    location: String,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// The kinds of [`MemoryError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MemoryErrorKind {
    /// There is no such file.
    Missing,
    /// The file is not a database.
    NotADatabase,
    /// The file is a database of another program.
    Foreign,
    /// A newer Recto has written the memory.
    Newer {
        /// The schema version of the memory.
        found: i64,
        /// The newest schema version that this program knows.
        known: i64,
    },
    /// An older Recto has written the memory, and it cannot be migrated because it cannot be written.
    Older,
    /// The memory cannot be written.
    NotWritable,
    /// The disk is full.
    DiskFull,
    /// The path is that of a folder.
    Folder,
    /// Another process has been writing for too long.
    Busy,
    /// What is stored does not make sense: a malformed language tag, a span outside its text.
    Damaged,
    /// The database failed in some other way.
    Database,
}

impl MemoryError {
    /// An error of this kind, of the memory at `path`.
    pub(super) fn new(kind: MemoryErrorKind, path: &Path) -> Self {
        MemoryError {
            kind,
            location: path.display().to_string(),
            source: None,
        }
    }

    /// An error of this kind, of the memory at `path`, with what caused it.
    pub(super) fn caused(
        kind: MemoryErrorKind,
        path: &Path,
        source: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        MemoryError {
            source: Some(source.into()),
            ..Self::new(kind, path)
        }
    }

    /// What kind of error it is.
    pub fn kind(&self) -> MemoryErrorKind {
        self.kind
    }

    /// The memory that failed: the path of its file.
    pub fn location(&self) -> &str {
        &self.location
    }
}

impl fmt::Display for MemoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.location)?;
        f.write_str(match self.kind {
            MemoryErrorKind::Missing => "there is no memory here",
            MemoryErrorKind::NotADatabase => "this is not a Recto memory (not a SQLite database)",
            MemoryErrorKind::Foreign => "this SQLite database belongs to another program",
            MemoryErrorKind::Newer { found, known } => {
                return write!(
                    f,
                    "this memory has schema version {found}, newer than this Recto knows ({known})"
                );
            }
            MemoryErrorKind::Older => "this memory is of an older version and cannot be written",
            MemoryErrorKind::NotWritable => "the memory cannot be written",
            MemoryErrorKind::DiskFull => "the disk is full",
            MemoryErrorKind::Folder => "this is a folder, not a memory",
            MemoryErrorKind::Busy => "another process is writing to this memory",
            MemoryErrorKind::Damaged => "the memory is damaged",
            MemoryErrorKind::Database => "",
        })?;
        match (self.kind, &self.source) {
            (MemoryErrorKind::NotWritable | MemoryErrorKind::Damaged, Some(source)) => {
                write!(f, " ({source})")
            }
            (MemoryErrorKind::Database, Some(source)) => write!(f, "{source}"),
            _ => Ok(()),
        }
    }
}

impl Error for MemoryError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source = self.source.as_ref()?;
        Some(source.as_ref())
    }
}
