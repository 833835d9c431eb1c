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
pub(in crate::cli) enum TextOrJson {
    Text,
    Json,
}

/// Standard output, buffered, without colours where they are not wanted.
pub(in crate::cli) struct Output {
    stream: BufWriter<io::StdoutLock<'static>>,
    /// Takes colours out of what is written, where they are not seen.
    strip: Option<StripBytes>,
    page: Page,
}

impl Output {
    pub(crate) fn new() -> Self {
        let stdout = io::stdout();
        // git's pager shows what is written on a terminal, and colours as well.
        let paged = std::env::var("GIT_PAGER_IN_USE").is_ok_and(|used| used == "true");
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let coloured = AutoStream::choice(&stdout) != ColorChoice::Never || (paged && !unwanted);
        let columns = terminal_size::terminal_size().map_or(80, |(width, _)| width.0);
        let on_terminal = Page::terminal(columns.into(), coloured);
        let page = match (stdout.is_terminal(), paged) {
            (true, _) => on_terminal,
            // Pagers show directional isolates as codes.
            (false, true) => Page {
                terminal: false,
                ..on_terminal
            },
            (false, false) => Page::plain(),
        };
        Output {
            stream: BufWriter::with_capacity(1 << 16, stdout.lock()),
            strip: (!coloured).then(StripBytes::new),
            page,
        }
    }

    /// The page that views for people are written on.
    pub(crate) fn page(&self) -> Page {
        self.page
    }

    /// Writes `value` as one line of JSON.
    pub(crate) fn json_line(&mut self, value: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.stream, value)?;
        self.stream.write_all(b"\n")
    }

    /// Writes a file that is no text, as it is.
    pub(crate) fn file(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes)
    }

    /// Writes `value` as JSON: on one line for a program, indented for a person.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
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
