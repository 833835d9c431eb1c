//! Fragments of a segment, and where they stand in the memory.

use std::io::{self, Write};

use crate::memory::Fragment;

use super::layout::Page;
use super::matches::{GUTTER, marked, origin, query, unit};
use super::style::{Ink, paint};
use crate::text::CodeLabels;

/// A place in a target that is less sure than this is not shown.
const SURE: f64 = 0.2;

/// The segment and its fragments, the longest first, each with units that have it, `codes` has
/// what stands for the inline codes of each.
pub fn fragments(
    out: &mut dyn Write,
    page: Page,
    text: &str,
    found: &[Fragment],
    codes: &[Vec<CodeLabels>],
) -> io::Result<()> {
    query(out, page, text)?;
    if found.is_empty() {
        writeln!(out, "{}", paint(Ink::Dim, "  no fragment"))?;
    }
    let none = CodeLabels::default();
    for (number, fragment) in found.iter().enumerate() {
        let units = match fragment.total {
            1 => "1 unit".to_owned(),
            more => format!("{more} units"),
        };
        let head = paint(Ink::Found, fragment.span.of(text));
        let note = format!("{} words, in {units}", fragment.words);
        writeln!(out, "  {head}  {}", paint(Ink::Dim, &note))?;
        for (at, passage) in fragment.passages.iter().enumerate() {
            let codes = codes.get(number).and_then(|codes| codes.get(at));
            let place = passage.in_target.filter(|_| passage.confidence >= SURE);
            let source = marked(
                &passage.unit.source,
                &[passage.in_source],
                Ink::Plain,
                Ink::Found,
            );
            let places: Vec<_> = place.into_iter().collect();
            let target = marked(&passage.unit.target, &places, Ink::Name, Ink::Found);
            let note = match place {
                None => origin(&passage.unit),
                Some(place) => {
                    let translation = place.of(&passage.unit.target);
                    let sure = passage.confidence * 100.0;
                    let origin = origin(&passage.unit);
                    let beside = if origin.is_empty() { "" } else { "; " };
                    format!("{translation} ({sure:.0} %){beside}{origin}")
                }
            };
            unit(
                out,
                page,
                &format!("{:GUTTER$}", ""),
                [source, target],
                codes.unwrap_or(&none),
                &[note],
            )?;
        }
    }
    Ok(())
}
