//! The few colours that all views share.

use std::fmt;

use anstyle::{AnsiColor, Effects, Style};

/// What a piece of text is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// As it is.
    Plain,
    /// Titles and headings.
    Strong,
    /// The name of a file above what is said of it.
    Title,
    /// What can be passed over: places, numbers, notes.
    Dim,
    /// Good: exact, added.
    Good,
    /// Middling: fuzzy, moved.
    Fair,
    /// Bad: lost, failed.
    Bad,
    /// Names of articles and languages.
    Name,
    /// Words taken away.
    Deleted,
    /// Words added.
    Inserted,
    /// Words that must become others.
    Changing,
    /// Words that were searched for.
    Found,
}

impl Ink {
    fn style(self) -> Style {
        let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
        match self {
            Ink::Plain => Style::new(),
            Ink::Strong => Style::new().effects(Effects::BOLD),
            Ink::Title => Style::new().effects(Effects::BOLD.insert(Effects::UNDERLINE)),
            Ink::Dim => Style::new().effects(Effects::DIMMED),
            Ink::Good => colour(AnsiColor::Green),
            Ink::Fair => colour(AnsiColor::Yellow),
            Ink::Bad => colour(AnsiColor::Red),
            Ink::Name => colour(AnsiColor::Cyan),
            Ink::Deleted => colour(AnsiColor::Red).effects(Effects::STRIKETHROUGH),
            Ink::Inserted => colour(AnsiColor::Green).effects(Effects::UNDERLINE),
            Ink::Changing => colour(AnsiColor::Yellow).effects(Effects::UNDERLINE),
            Ink::Found => colour(AnsiColor::Magenta).effects(Effects::BOLD),
        }
    }
}

/// `text` in the colours of `ink`.
pub(super) fn paint<'a>(ink: Ink, text: &'a str) -> impl fmt::Display + use<'a> {
    Painted { ink, text }
}

struct Painted<'a> {
    ink: Ink,
    text: &'a str,
}

impl fmt::Display for Painted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let style = self.ink.style();
        // Padding counts what is seen, so it is done before painting.
        write!(f, "{style}{}{style:#}", self.text)
    }
}

/// The ink for a match score or a share of 100.
pub(super) fn by_score(score: u8) -> Ink {
    match score {
        95.. => Ink::Good,
        75.. => Ink::Fair,
        _ => Ink::Bad,
    }
}
