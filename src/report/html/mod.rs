//! Views as pages: whole HTML files without anything outside them, light and dark, each text with
//! its language and direction.

mod bitext;
mod columns;
#[cfg(test)]
mod policy;
mod revision;
mod summary;

pub use bitext::bitext;
pub use columns::columns;
pub use revision::revision;
pub use summary::summary;

use std::io::{self, Write};

use askama::Template;

fn write(out: &mut dyn Write, page: &impl Template) -> io::Result<()> {
    let html = page.render().map_err(io::Error::other)?;
    writeln!(out, "{}", html.trim())
}
