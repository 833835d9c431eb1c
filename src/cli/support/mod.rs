//! What the commands share: reading inputs, writing results, and errors.

pub(super) mod batch;
pub(super) mod budget;
pub(super) mod error;
pub(super) mod input;
pub(super) mod notes;
pub(super) mod ordered;
pub(super) mod output;
