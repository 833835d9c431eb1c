//! What is wrong with a container.

use crate::format::write_back_error::WriteBackError;

/// What is wrong with a container or a part of it, in words that name the part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault(pub String);

impl From<Fault> for WriteBackError {
    fn from(fault: Fault) -> Self {
        WriteBackError::Damaged(fault.0)
    }
}

impl Fault {
    pub(super) fn new(reason: &str) -> Self {
        Fault(reason.to_owned())
    }
}
