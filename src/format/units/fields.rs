//! What formats without a place of their own for it keep of a unit in named fields.

use crate::memory::{Context, Record};

use crate::format::incoming::FileUnit;
use crate::format::io::time::{iso_time, seconds};
use crate::format::outgoing::OutgoingUnit;

/// The fields that say something, by name.
pub(in crate::format) fn fields_of(outgoing: &OutgoingUnit) -> Vec<(&'static str, String)> {
    let OutgoingUnit { unit, record } = outgoing;
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let time = |seconds: Option<i64>| seconds.map(iso_time);
    // A unit that comes from no memory has no history.
    let stored = unit.uses > 0;
    [
        ("id", record.id.clone()),
        ("author", record.author.clone()),
        ("created", time(stored.then_some(unit.created))),
        ("changed", time(record.changed)),
        ("changed_by", record.changed_by.clone()),
        ("last_used", time(record.last_used)),
        ("uses", stored.then(|| unit.uses.to_string())),
        (
            "confidence",
            unit.confidence.map(|confidence| confidence.to_string()),
        ),
        ("before", text(&unit.context.before)),
        ("after", text(&unit.context.after)),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect()
}

/// How sure an alignment is, 0–1, as `0.97`, `0,97` or `97 %`: spreadsheets write it as they like.
pub(in crate::format) fn confidence(value: &str) -> Option<f64> {
    let value = value.trim().replace(',', ".");
    let (number, of) = match value.strip_suffix('%') {
        Some(number) => (number.trim_end(), 100.0),
        None => (value.as_str(), 1.0),
    };
    let confidence = number.parse::<f64>().ok()? / of;
    (0.0..=1.0).contains(&confidence).then_some(confidence)
}

/// Named fields while they are read.
#[derive(Debug, Clone, Default)]
pub(in crate::format) struct Fields {
    pub record: Record,
    pub created: Option<i64>,
    pub uses: Option<u32>,
    confidence: Option<f64>,
    before: String,
    after: String,
}

impl Fields {
    /// Takes the value of a field; whether there is a field of this name.
    pub(crate) fn take(&mut self, name: &str, value: &str) -> bool {
        let said = |value: &str| (!value.is_empty()).then(|| value.to_owned());
        match name {
            "id" => self.record.id = said(value),
            "author" => self.record.author = said(value),
            "created" => self.created = seconds(value),
            "changed" => self.record.changed = seconds(value),
            "changed_by" => self.record.changed_by = said(value),
            "last_used" => self.record.last_used = seconds(value),
            "uses" => self.uses = value.trim().parse().ok(),
            "confidence" => {
                self.confidence = confidence(value);
                // Another tool may mean something else by it.
                return self.confidence.is_some() || value.trim().is_empty();
            }
            "before" => self.before = value.to_owned(),
            "after" => self.after = value.to_owned(),
            _ => return false,
        }
        true
    }

    /// Puts what was taken into `unit`.
    pub(crate) fn put(self, unit: &mut FileUnit) {
        unit.created = self.created;
        unit.uses = self.uses.unwrap_or(1).max(1);
        unit.confidence = self.confidence;
        unit.context = Context::new(&self.before, &self.after);
        unit.record = self.record;
    }
}
