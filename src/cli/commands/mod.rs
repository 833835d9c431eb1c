//! One file a command, with its arguments; commands with subcommands are folders.

pub(super) mod align;
pub(super) mod align_args;
mod align_folders;
mod bitexts;
pub(super) mod build;
pub(super) mod completions;
pub(super) mod concordance;
pub(super) mod diff;
pub(super) mod diff3;
mod diff_article;
mod diff_base;
mod diff_format;
mod folders;
pub(super) mod fragments;
mod git;
pub(super) mod log;
pub(super) mod lookup;
pub(super) mod man;
pub(super) mod memory;
pub(super) mod pretranslate;
pub(super) mod score;
pub(super) mod segment;
pub(super) mod summarize;
