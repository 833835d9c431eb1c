//! The lines of `recto pretranslate`.

use std::path::PathBuf;

use serde::Serialize;

use crate::leverage::Pretranslation;
use crate::memory::MatchKind;
use crate::text::ScalarOffsets;

/// A line of `recto pretranslate`: a segment, and the match that was taken.
#[derive(Debug, Serialize)]
pub struct PretranslationLine<'a> {
    index: usize,
    start: usize,
    end: usize,
    source: &'a str,
    target: Option<&'a str>,
    #[serde(rename = "match")]
    found: Option<TakenPart<'a>>,
}

#[derive(Debug, Serialize)]
struct TakenPart<'a> {
    id: i64,
    source: &'a str,
    score: u8,
    penalty: u8,
    kind: MatchKind,
    memory: Option<String>,
}

/// The lines for the segments of `text`, looked up in these memories.
pub fn pretranslations<'a>(
    text: &'a str,
    done: &'a [Pretranslation],
    memories: &[PathBuf],
) -> Vec<PretranslationLine<'a>> {
    let offsets = ScalarOffsets::new(text);
    let mut lines = Vec::with_capacity(done.len());
    for (index, one) in done.iter().enumerate() {
        let path = |store: usize| memories.get(store).map(|path| path.display().to_string());
        let [start, end] = offsets.of_span(one.span);
        lines.push(PretranslationLine {
            index,
            start,
            end,
            source: one.span.of(text),
            target: one.target(),
            found: one.found.as_ref().map(|found| TakenPart {
                id: found.unit.id,
                source: &found.unit.source,
                score: found.score,
                penalty: found.penalty,
                kind: found.kind,
                memory: path(found.store),
            }),
        });
    }
    lines
}
