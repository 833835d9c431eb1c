//! Where results go.

use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::adapter::StripBytes;
use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use serde::Serialize;

use crate::report::terminal::Page;

/// What begins a colour.
const ESCAPE: u8 = 0x1B;

/// Text for people or JSON for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TextOrJson {
    Text,
    Json,
}

/// Standard output, buffered, without colours where they are not wanted.
pub(super) struct Output {
    stream: BufWriter<io::StdoutLock<'static>>,
    /// Takes colours out of what is written, where they are not seen.
    strip: Option<StripBytes>,
    page: Page,
}

impl Output {
    pub fn new() -> Self {
        let stdout = io::stdout();
        let coloured = AutoStream::choice(&stdout) != ColorChoice::Never;
        let page = if stdout.is_terminal() {
            let columns = terminal_size::terminal_size().map_or(80, |(width, _)| width.0);
            Page::terminal(columns.into(), coloured)
        } else {
            Page::plain()
        };
        Output {
            stream: BufWriter::with_capacity(1 << 16, stdout.lock()),
            strip: (!coloured).then(StripBytes::new),
            page,
        }
    }

    /// The page that views for people are written on.
    pub fn page(&self) -> Page {
        self.page
    }

    /// Writes `value` as one line of JSON.
    pub fn json_line(&mut self, value: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.stream, value)?;
        self.stream.write_all(b"\n")
    }

    /// Writes a file that is no text, as it is.
    pub fn file(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes)
    }

    /// Writes `value` as JSON: on one line for a program, indented for a person.
    pub fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        if !self.page.terminal {
            return self.json_line(value);
        }
        serde_json::to_writer_pretty(&mut self.stream, value)?;
        self.stream.write_all(b"\n")
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Views write whole sequences; most of what is written has none.
        match &mut self.strip {
            Some(strip) if bytes.contains(&ESCAPE) => {
                for plain in strip.strip_next(bytes) {
                    self.stream.write_all(plain)?;
                }
            }
            _ => self.stream.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}
