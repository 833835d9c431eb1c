//! The context of the units of a sheet: what its rows say of the segments before and after.

use std::ops::Range;

use crate::memory::Context;

use crate::format::incoming::FileUnit;

/// Where the source of a row stands.
pub(super) struct Place {
    pub article: String,
    pub segments: Range<usize>,
    pub text: String,
}

/// What comes after the row of a unit.
pub(super) enum After<'a> {
    /// The sheet ends.
    Nothing,
    /// A row that does not say where it stands.
    Unknown,
    /// A row of this place.
    Row(&'a Place),
}

/// The rows before and after a unit, as the rows go by.
#[derive(Default)]
pub(super) struct Neighbours {
    /// The unit that waits for the row after it, and whether what is before it is known.
    waiting: Option<(FileUnit, bool)>,
    /// The row before.
    before: Option<Place>,
}

impl Neighbours {
    /// Takes in the unit of a row; `straight` if its source is the source of the row.
    pub(super) fn begin(&mut self, mut unit: FileUnit, straight: bool) {
        let mut is_known = false;
        if let Some(origin) = unit.origin.as_ref().filter(|_| straight) {
            let start = origin.source_segments.start;
            let before = self.before.as_ref().filter(|before| {
                before.article == origin.article
                    && before.segments == (start.saturating_sub(1)..start)
            });
            is_known = start == 0 || before.is_some();
            if let Some(before) = before {
                unit.context = Context::new(&before.text, "");
            }
        }
        self.waiting = Some((unit, is_known));
    }

    /// Remembers the row that was read; one that does not say where it stands is none.
    pub(super) fn pass(&mut self, place: Option<Place>) {
        if place.is_some() {
            self.before = place;
        }
    }

    /// The unit that waits, now that the row after it is known. It has a context if both sides of it are
    /// known; of a row of several segments it is not known which of its words are of the nearest.
    pub(super) fn end(&mut self, after: After<'_>) -> Option<FileUnit> {
        let (mut unit, is_known) = self.waiting.take()?;
        let before = std::mem::take(&mut unit.context).before;
        let (Some(origin), true) = (&unit.origin, is_known) else {
            return Some(unit);
        };
        let next = origin.source_segments.end;
        let after = match after {
            After::Nothing => Some(""),
            After::Row(place) if place.article != origin.article => Some(""),
            After::Row(place) if place.segments == (next..next + 1) => Some(&*place.text),
            After::Row(_) | After::Unknown => None,
        };
        if let Some(after) = after {
            unit.context = Context::new(&before, after);
        }
        Some(unit)
    }
}
