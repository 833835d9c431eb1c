//! Why texts could not be put into a file.

/// Why texts could not be put into a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteBackError {
    /// The bytes are not those that the document was read from.
    #[error("the file is not the one that was read: {0}")]
    Changed(String),
    /// The file is damaged, or not what its format says.
    #[error("it cannot be read: {0}")]
    Damaged(String),
    /// The format is one that Recto only reads.
    #[error("{0} is a format that Recto reads and does not write")]
    ReadOnly(&'static str),
    /// The file holds something that cannot be written again.
    #[error("it cannot be written back: {0}")]
    Unsupported(String),
}
