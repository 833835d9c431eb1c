//! The one door for writing: each change is an operation.

use rusqlite::{OptionalExtension, params};
use serde_json::json;

use std::path::Path;

use super::super::change::{Action, Added, Applied, Change, Edited};
use super::super::store::ChangeStore;
use super::super::unit::Texts;
use super::super::{ForeignUnit, LanguagePair, MemoryError, NewUnit, RevisionInfo, Stored};
use super::articles::is_aligned;
use super::failure::Failure;
use super::import::Import;
use super::memory::Memory;
use super::operation::Operation;
use super::origins::{Segments, UnitOrigin};
use super::place::{context, place};
use super::revision;
use super::rows::units_by_ids;

impl ChangeStore for Memory {
    fn apply(&self, change: Change<'_>) -> Result<Applied, MemoryError> {
        // Most builds find most articles as they were: then nobody has to wait for the right to write.
        if let Action::Revision(revision) = &change.action
            && let Some(number) = self.query(|db| revision::as_stored(db, revision))?
        {
            return Ok(Applied {
                revision: Some(Stored::Known(number)),
                ..Applied::default()
            });
        }
        let applied = self.write(|db| {
            let (kind, subject) = description(&change.action);
            let mut operation = Operation::begin(db, kind, subject.as_deref(), &change)?;
            let applied = apply(&mut operation, change, self.path())?;
            let number = operation.end()?;
            Ok(applied.map(|applied| Applied {
                operation: number,
                ..applied
            }))
        })?;
        Ok(applied.unwrap_or_default())
    }
}

/// The kind of an operation, and what it is about.
fn description(action: &Action<'_>) -> (&'static str, Option<String>) {
    match action {
        Action::Add(_) => ("add", None),
        Action::Edit { .. } => ("edit", None),
        Action::Delete(_) => ("delete", None),
        Action::Accept(_) => ("accept", None),
        Action::Import { file, .. } => ("import", Some((*file).to_owned())),
        Action::Bitext { source, target, .. } => ("bitext", Some(bitext_name(source, target))),
        Action::Revision(revision) => {
            let name = format!("{}.{}", revision.article, revision.text.language);
            ("revision", Some(name))
        }
    }
}

fn bitext_name(source: &RevisionInfo, target: &RevisionInfo) -> String {
    let name = |of: &RevisionInfo| format!("{}.{}@r{}", of.article, of.language, of.number);
    format!("{} {}", name(source), name(target))
}

/// Does what `change` says. `None` if it is given up halfway.
fn apply(
    operation: &mut Operation<'_>,
    change: Change<'_>,
    path: &Path,
) -> Result<Option<Applied>, Failure> {
    let mut applied = Applied::default();
    match change.action {
        Action::Add(unit) => {
            let (id, is_new) = add(operation, unit)?;
            applied.units.push(id);
            applied.added.new = usize::from(is_new);
            applied.added.known = usize::from(!is_new);
        }
        Action::Edit { id, source, target } => {
            let edited = edit(operation, id, source, target)?;
            if edited == Edited::Done {
                applied.units.push(id);
            }
            applied.edited = Some(edited);
        }
        Action::Delete(ids) => {
            for &id in ids {
                if operation.delete(id)? {
                    applied.units.push(id);
                }
            }
        }
        Action::Accept(ids) => {
            for &id in ids {
                if operation.accept(id)? {
                    applied.units.push(id);
                }
            }
        }
        Action::Import { units, .. } => {
            let mut import = Import::new(operation, path);
            if units(&mut import).map_err(Failure::Memory)?.is_break() {
                return Ok(None);
            }
            (applied.added, applied.removed) = import.finish()?;
        }
        Action::Bitext {
            source,
            target,
            units,
        } => applied.added = bitext(operation, source, target, units, change.time)?,
        Action::Revision(revision) => {
            let stored = revision::store(operation, revision, change.time)?;
            applied.revision = Some(stored);
        }
    }
    Ok(Some(applied))
}

fn add(operation: &mut Operation<'_>, unit: &ForeignUnit<'_>) -> rusqlite::Result<(i64, bool)> {
    let db = operation.db();
    let place = place(db, unit)?;
    let context = context(db, unit, place)?;
    let texts = Texts::new(unit.languages, unit.source, unit.target, &context);
    let (id, is_new) = operation.add(
        &texts,
        unit.created,
        unit.uses,
        unit.confidence,
        unit.record,
    )?;
    if let Some(origin) = unit.origin {
        operation.add_origin(id, &UnitOrigin::new(origin, place))?;
    }
    Ok((id, is_new))
}

fn edit(
    operation: &Operation<'_>,
    id: i64,
    source: Option<&str>,
    target: Option<&str>,
) -> Result<Edited, Failure> {
    let db = operation.db();
    let Some(unit) = units_by_ids(db, &[id])?.pop() else {
        return Ok(Edited::Missing);
    };
    let source = source.unwrap_or(&unit.source);
    let target = target.unwrap_or(&unit.target);
    if (source, target) == (unit.source.as_str(), unit.target.as_str()) {
        return Ok(Edited::Unchanged);
    }
    let key = Texts::new(&unit.languages, source, target, &unit.context).key();
    let same: Option<i64> = db
        .prepare_cached("SELECT id FROM units WHERE key = ?1 AND id <> ?2")?
        .query_row(params![key, id], |row| row.get(0))
        .optional()?;
    if let Some(same) = same {
        return Ok(Edited::SameAs(same));
    }
    operation.edit(id, key, source, target)?;
    Ok(Edited::Done)
}

fn bitext(
    operation: &mut Operation<'_>,
    source: &RevisionInfo,
    target: &RevisionInfo,
    units: &[NewUnit<'_>],
    now: i64,
) -> rusqlite::Result<Added> {
    let db = operation.db();
    let mut added = Added::default();
    // Another build may have come first.
    if is_aligned(db, source.id, target.id)? {
        return Ok(added);
    }
    let languages = LanguagePair {
        source: source.language.clone(),
        target: target.language.clone(),
    };
    for unit in units {
        let texts = Texts::new(&languages, unit.source, unit.target, &unit.context);
        let confidence = Some(unit.confidence);
        let (id, is_new) = operation.add(&texts, now, 1, confidence, unit.record.as_ref())?;
        added.new += usize::from(is_new);
        added.known += usize::from(!is_new);
        let segments = Segments {
            source: &unit.source_segments,
            target: &unit.target_segments,
            confidence: unit.confidence,
        };
        let met = UnitOrigin::Revisions((source.id, target.id), segments);
        operation.add_origin(id, &met)?;
    }
    db.execute(
        "INSERT OR IGNORE INTO bitexts VALUES (?1, ?2)",
        [source.id, target.id],
    )?;
    let translates_before: Option<i64> = db.query_row(
        "SELECT translates FROM revisions WHERE id = ?1",
        [target.id],
        |row| row.get(0),
    )?;
    // Of two translations neither is the source of the other.
    if source.language == source.source_language {
        db.execute(
            "UPDATE revisions SET translates = ?1 WHERE id = ?2",
            [source.id, target.id],
        )?;
    }
    operation.note(json!({
        "source": source.id,
        "target": target.id,
        "translates_before": translates_before,
    }));
    Ok(added)
}
