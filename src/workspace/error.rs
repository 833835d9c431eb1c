use std::io;
use std::path::PathBuf;

use crate::memory::MemoryError;

/// Why a build had to stop. What was stored before stays, file by file.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The folder of the articles cannot be listed.
    #[error("{path}: cannot be listed: {error}", path = path.display())]
    Seeds {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The memory failed.
    #[error(transparent)]
    Memory(#[from] MemoryError),
}
