//! An alignment as a page for who reviews it: both texts side by side with the links between them
//! drawn, what is doubtful or without counterpart listed first and marked in its place.

mod kind;
mod rows;

use std::io::{self, Write};

use askama::Template;

use crate::align::Link;
use crate::memory::SURE;
use crate::text::{Direction, Language, direction};

use crate::jobs::Bitext;
use kind::Kind;
use rows::Row;

const STYLE: &str = concat!(include_str!("../page.css"), include_str!("style.css"));
const SCRIPT: &str = include_str!("../page.js");

/// The SHA-256 hashes of the style and the script in base64: the page's Content Security Policy lets
/// nothing else be run or loaded. A test says what they have to be.
const STYLE_HASH: &str = "ovzLAnb1T9LxR2Kd2svuwG0xsfHdHw3QvkcUBD6cYhU=";
const SCRIPT_HASH: &str = "ndVBboH2S6FI/lxqjtXC6nIYvMtPhj3HA1BB3MFBlJM=";

#[derive(Template)]
#[template(path = "bitext/page.html")]
struct Page<'a> {
    names: [&'a str; 2],
    languages: [&'a str; 2],
    directions: [&'static str; 2],
    summary: String,
    /// Of the columns: the first stands where both texts begin their lines.
    direction: &'static str,
    filters: Vec<Filter>,
    /// What is to be reviewed, the least sure first.
    review: Vec<&'a Row<'a>>,
    rows: &'a [Row<'a>],
    style: &'static str,
    style_hash: &'static str,
    script: &'static str,
    script_hash: &'static str,
}

/// A box that chooses a kind of link.
struct Filter {
    name: &'static str,
    count: usize,
}

/// Writes the page. Nothing is loaded from elsewhere; without scripts it lacks its filters and keys only.
pub fn bitext(out: &mut dyn Write, bitext: &Bitext<'_>) -> io::Result<()> {
    let (from, to) = (&bitext.languages.0, &bitext.languages.1);
    let directions = [written(from, &bitext.source), written(to, &bitext.target)];
    let backwards = directions == [Direction::RightToLeft; 2];
    let rows = rows::rows(bitext);
    let mut review: Vec<&Row<'_>> = rows.iter().filter(|row| row.is_to_review()).collect();
    review.sort_by(|a, b| a.confidence.total_cmp(&b.confidence));
    let page = Page {
        names: bitext.names,
        languages: [from.as_str(), to.as_str()],
        directions: directions.map(as_dir),
        summary: summary(bitext),
        direction: as_dir(if backwards {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        }),
        filters: (Kind::ALL.iter())
            .map(|&kind| Filter {
                name: kind.as_str(),
                count: rows.iter().filter(|row| row.has(kind)).count(),
            })
            .filter(|filter| filter.count > 0)
            .collect(),
        review,
        rows: &rows,
        style: STYLE,
        style_hash: STYLE_HASH,
        script: SCRIPT,
        script_hash: SCRIPT_HASH,
    };
    super::write(out, &page)
}

/// The direction that a text in `language` is read in; where the language does not tell, its letters do.
fn written(language: &Language, segments: &[&str]) -> Direction {
    let of_letters = || direction(&segments.join(" "));
    language.direction().unwrap_or_else(of_letters)
}

fn as_dir(direction: Direction) -> &'static str {
    match direction {
        Direction::RightToLeft => "rtl",
        Direction::LeftToRight => "ltr",
    }
}

/// `43 and 44 segments, 41 links: 34 sure, 7 doubtful; 1 segment without counterpart`
fn summary(bitext: &Bitext<'_>) -> String {
    let alone = |link: &&Link| link.source.is_empty() || link.target.is_empty();
    let (unpaired, paired): (Vec<&Link>, Vec<&Link>) = bitext.links.iter().partition(alone);
    let sure = paired.iter().filter(|link| link.confidence >= SURE).count();
    let unpaired: usize = unpaired
        .iter()
        .map(|l| l.source.len() + l.target.len())
        .sum();
    let mut summary = format!(
        "{} and {} segments, {} links: {sure} sure, {} doubtful",
        bitext.source.len(),
        bitext.target.len(),
        paired.len(),
        paired.len() - sure
    );
    match unpaired {
        0 => {}
        1 => summary.push_str("; 1 segment without counterpart"),
        count => summary.push_str(&format!("; {count} segments without counterpart")),
    }
    if !bitext.is_translation {
        let ratio = bitext.log_likelihood_ratio;
        summary.push_str(&format!(
            ". These two do not look like translations of each other (log-likelihood ratio {ratio:.1})"
        ));
    }
    summary
}

#[cfg(test)]
mod tests;
