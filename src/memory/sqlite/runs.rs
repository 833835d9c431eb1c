//! Writing the index: runs of loose units, and merging them.
//!
//! All of this happens within the transaction that adds the units, so a process that is killed
//! leaves units and index as they were before it.

use std::borrow::Cow;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, params};

use crate::text::{Language, comparison_form};

use super::super::index::{
    BlockSink, BlockSource, Builder, IndexError, Result, Run, Section, Stored, Summary, merge,
};
use super::super::{LanguagePair, UnitSide};

/// Minimum number of loose units of a pair of languages that become a run; fewer are indexed by readers.
/// Tests need fewer, to see runs come and go.
const MIN_RUN_UNITS: usize = if cfg!(test) { 8 } else { 256 };

/// Maximum number of loose units that become one run.
const MAX_RUN_UNITS: usize = if cfg!(test) { 32 } else { 1 << 20 };

/// Bytes for the tokens of what is on its way into the index; when they are taken, runs are made of it.
pub(super) const MAX_OPEN_BYTES: usize = if cfg!(test) { 4096 } else { 44 << 20 };

/// Runs that have more terms together are not merged: it would take more memory than a few runs less
/// are worth.
const MAX_MERGED_TERMS: u64 = if cfg!(test) { 128 } else { 1 << 20 };

/// Bytes of a run's blocks that are kept while it is merged.
const MAX_MERGE_BYTES: usize = 2 << 20;

/// The side that a run is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Side {
    Source,
    Target,
}

impl From<UnitSide> for Side {
    fn from(side: UnitSide) -> Self {
        match side {
            UnitSide::Source => Side::Source,
            UnitSide::Target => Side::Target,
        }
    }
}

impl Side {
    pub(super) const BOTH: [Side; 2] = [Side::Source, Side::Target];
}

/// The key of the first block of a run: sections have 2^36 blocks, runs 2^4 sections.
fn first_block(run: i64) -> i64 {
    run << 40
}

fn key(run: i64, section: Section, no: u64) -> i64 {
    first_block(run) | ((section as i64) << 36) | (no as i64 & ((1 << 36) - 1))
}

pub(super) fn blocks_error(error: rusqlite::Error) -> IndexError {
    IndexError::Blocks(Box::new(error))
}

/// Where a run is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// In the memory.
    Memory,
    /// In SQLite's temporary file, while an import lasts: what is written only to be merged soon
    /// would leave holes in the memory's file.
    Temporary,
}

impl Place {
    fn runs(self) -> &'static str {
        match self {
            Place::Memory => "main.index_runs",
            Place::Temporary => "temp.import_runs",
        }
    }

    fn blocks(self) -> &'static str {
        match self {
            Place::Memory => "main.index_blocks",
            Place::Temporary => "temp.import_blocks",
        }
    }
}

/// The blocks of a run in the database.
pub(super) struct InDatabase<'a> {
    pub db: &'a Connection,
    pub place: Place,
    pub run: i64,
}

impl BlockSource for InDatabase<'_> {
    fn block(&self, section: Section, no: u64) -> Result<Arc<[u8]>> {
        let sql = match self.place {
            Place::Memory => "SELECT data FROM main.index_blocks WHERE key = ?1",
            Place::Temporary => "SELECT data FROM temp.import_blocks WHERE key = ?1",
        };
        let get = || {
            self.db
                .prepare_cached(sql)?
                .query_row([key(self.run, section, no)], |row| {
                    Ok(row.get_ref(0)?.as_blob()?.into())
                })
                .optional()
        };
        get()
            .map_err(blocks_error)?
            .ok_or(IndexError::Damaged("a block is missing"))
    }
}

impl BlockSink for InDatabase<'_> {
    fn put(&mut self, section: Section, no: u64, data: &[u8]) -> Result<()> {
        let blocks = self.place.blocks();
        let put = || {
            self.db
                .prepare_cached(&format!("INSERT INTO {blocks} VALUES (?1, ?2)"))?
                .execute(params![key(self.run, section, no), data])
        };
        put().map(|_| ()).map_err(blocks_error)
    }
}

/// A pair of languages, by their tags.
pub(super) type Tags = (String, String);

/// The tags of `languages`.
pub(super) fn tags(languages: &LanguagePair) -> Tags {
    let tag = |language: &Language| language.as_str().to_owned();
    (tag(&languages.source), tag(&languages.target))
}

/// Makes runs of the loose units of every pair of languages that has enough of them, and merges
/// runs so that there are few.
pub(super) fn settle(db: &Connection) -> Result<()> {
    // To make or drop a table makes SQLite prepare every statement anew, so it is done by imports only.
    let has_temporary = has_temporary_tables(db).map_err(blocks_error)?;
    let mut touched: Vec<Tags> = match has_temporary {
        true => temporary_pairs(db).map_err(blocks_error)?,
        false => Vec::new(),
    };
    let loose = match loose_units(db).map_err(blocks_error)? {
        // Which pairs they are of takes longer than to see that none can have enough.
        few if few < MIN_RUN_UNITS => Vec::new(),
        _ => loose_pairs(db).map_err(blocks_error)?,
    };
    for (tags, count) in loose {
        if count >= MIN_RUN_UNITS {
            while index_loose(db, &tags)? == MAX_RUN_UNITS {}
            touched.push(tags);
        }
    }
    touched.sort_unstable();
    touched.dedup();
    for tags in &touched {
        for side in Side::BOTH {
            merge_runs(db, tags, side)?;
        }
    }
    if !has_temporary {
        return Ok(());
    }
    db.execute_batch("DROP TABLE temp.import_runs; DROP TABLE temp.import_blocks;")
        .map_err(blocks_error)
}

/// Units of a pair of languages that are indexed while they are added, so that nobody has to read
/// them again for it.
#[derive(Debug, Default)]
pub(super) struct AtOnce {
    ids: Vec<i64>,
    builders: [Builder; 2],
}

impl AtOnce {
    /// Adds the unit `id` with the comparison forms of its source and target.
    pub(super) fn add(&mut self, id: i64, forms: &[Cow<'_, str>; 2]) -> Result<()> {
        self.ids.push(id);
        for (builder, form) in self.builders.iter_mut().zip(forms) {
            builder.add(id, form)?;
        }
        Ok(())
    }

    /// How many bytes its distinct tokens take.
    pub(super) fn bytes(&self) -> usize {
        self.builders.iter().map(Builder::bytes).sum()
    }

    /// Makes runs of them, for [`settle`] to merge; if they are too few, they are loose.
    pub(super) fn write(self, db: &Connection, languages: &LanguagePair) -> Result<()> {
        if self.ids.len() >= MIN_RUN_UNITS {
            return write_runs(db, &tags(languages), self.builders);
        }
        let note = || {
            let mut one = db.prepare_cached("INSERT INTO index_loose VALUES (?1)")?;
            self.ids
                .iter()
                .try_for_each(|id| one.execute([id]).map(drop))
        };
        note().map_err(blocks_error)
    }
}

/// Makes a run of each side of some units.
fn write_runs(db: &Connection, tags: &Tags, mut sides: [Builder; 2]) -> Result<()> {
    make_temporary_tables(db).map_err(blocks_error)?;
    // Writing the one takes room that the other does not need any more.
    for side in &mut sides {
        side.close()?;
    }
    for (side, builder) in Side::BOTH.into_iter().zip(sides) {
        // What will be merged at once is not written to the memory.
        let older = stored_runs(db, tags, side, Place::Memory)?;
        let units = builder.len() as u64;
        let merges = older
            .last()
            .is_some_and(|run| u64::from(run.stored.summary.units) <= 2 * units);
        let place = match merges {
            true => Place::Temporary,
            false => Place::Memory,
        };
        write_run(db, tags, side, place, |sink| builder.finish(sink))?;
    }
    Ok(())
}

/// Notes that the units with these ids, which ascend, are in runs.
fn no_longer_loose(db: &Connection, ids: &[i64]) -> rusqlite::Result<()> {
    let mut one = db.prepare_cached("DELETE FROM index_loose WHERE unit_id BETWEEN ?1 AND ?2")?;
    for range in ids.chunk_by(|a, b| b - a == 1) {
        if let [first, .., last] | [first @ last] = range {
            one.execute([first, last])?;
        }
    }
    Ok(())
}

/// Whether an import has put runs into the temporary file.
fn has_temporary_tables(db: &Connection) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT 1 FROM sqlite_temp_schema WHERE name = 'import_runs'")?
        .exists([])
}

/// Makes the tables of the temporary file, if they are not there.
fn make_temporary_tables(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS import_runs (
            id              INTEGER PRIMARY KEY,
            source_language TEXT NOT NULL,
            target_language TEXT NOT NULL,
            side            INTEGER NOT NULL,
            units           INTEGER NOT NULL,
            summary         BLOB NOT NULL
         );
         CREATE TEMP TABLE IF NOT EXISTS import_blocks (
            key  INTEGER PRIMARY KEY,
            data BLOB NOT NULL
         );",
    )
}

/// The pairs of languages that have runs in the temporary file.
fn temporary_pairs(db: &Connection) -> rusqlite::Result<Vec<Tags>> {
    db.prepare("SELECT DISTINCT source_language, target_language FROM temp.import_runs")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

fn loose_units(db: &Connection) -> rusqlite::Result<usize> {
    db.prepare_cached("SELECT count(*) FROM index_loose")?
        .query_row([], |row| row.get(0))
}

/// In SQLite `CROSS JOIN` says which table comes first: here the one that has few rows.
fn loose_pairs(db: &Connection) -> rusqlite::Result<Vec<(Tags, usize)>> {
    db.prepare_cached(
        "SELECT u.source_language, u.target_language, count(*)
         FROM index_loose l CROSS JOIN units u ON u.id = l.unit_id
         GROUP BY 1, 2 ORDER BY 1, 2",
    )?
    .query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?
    .collect()
}

/// Calls `visit` with the id and the text of one side of each loose unit of a pair of languages, by
/// their ids, `most` of them at most.
pub(super) fn each_loose(
    db: &Connection,
    tags: &Tags,
    side: Side,
    most: usize,
    mut visit: impl FnMut(i64, &str) -> Result<()>,
) -> Result<()> {
    let column = match side {
        Side::Source => "u.source",
        Side::Target => "u.target",
    };
    let mut statement = db
        .prepare_cached(&format!(
            "SELECT u.id, {column} FROM index_loose l CROSS JOIN units u ON u.id = l.unit_id
             WHERE u.source_language = ?1 AND u.target_language = ?2
             ORDER BY l.unit_id LIMIT ?3"
        ))
        .map_err(blocks_error)?;
    let rows = statement.query(params![tags.0, tags.1, most as i64]);
    let mut rows = rows.map_err(blocks_error)?;
    while let Some(row) = rows.next().map_err(blocks_error)? {
        let text = || row.get_ref(1)?.as_str().map_err(rusqlite::Error::from);
        let text = text().map_err(blocks_error)?;
        visit(row.get(0).map_err(blocks_error)?, text)?;
    }
    Ok(())
}

/// Makes a run of each side of loose units of a pair of languages; how many units.
fn index_loose(db: &Connection, tags: &Tags) -> Result<usize> {
    let mut ids: Vec<i64> = Vec::new();
    let mut builders: [Builder; 2] = Default::default();
    for side in Side::BOTH {
        let builder = &mut builders[side as usize];
        ids.clear();
        each_loose(db, tags, side, MAX_RUN_UNITS, |id, text| {
            ids.push(id);
            builder.add(id, &comparison_form(text))
        })?;
    }
    if !ids.is_empty() {
        write_runs(db, tags, builders)?;
        no_longer_loose(db, &ids).map_err(blocks_error)?;
    }
    Ok(ids.len())
}

/// Writes a run under a new number.
fn write_run(
    db: &Connection,
    tags: &Tags,
    side: Side,
    place: Place,
    write: impl FnOnce(&mut dyn BlockSink) -> Result<Summary>,
) -> Result<()> {
    let begin = || {
        db.prepare_cached(&format!(
            "INSERT INTO {} (source_language, target_language, side, units, summary)
             VALUES (?1, ?2, ?3, 0, x'')",
            place.runs()
        ))?
        .execute(params![tags.0, tags.1, side as i64])
    };
    begin().map_err(blocks_error)?;
    let run = db.last_insert_rowid();
    let summary = write(&mut InDatabase { db, place, run })?;
    let end = || {
        let runs = place.runs();
        let sql = format!("UPDATE {runs} SET units = ?2, summary = ?3 WHERE id = ?1");
        db.prepare_cached(&sql)?
            .execute(params![run, summary.units, summary.to_bytes()])
    };
    end().map(|_| ()).map_err(blocks_error)
}

/// Merges the youngest runs of a pair of languages with as many older ones as are not much larger
/// than they: so each run that stays is more than twice all that are younger, and a unit is
/// written again only a logarithmic number of times. Runs of very many terms are left as they are.
fn merge_runs(db: &Connection, tags: &Tags, side: Side) -> Result<()> {
    let mut runs = stored_runs(db, tags, side, Place::Memory)?;
    runs.extend(stored_runs(db, tags, side, Place::Temporary)?);
    let (mut units, mut terms) = (0, 0);
    let mut group: Vec<StoredRun> = Vec::new();
    while let Some(run) = runs.pop() {
        let summary = &run.stored.summary;
        let is_small = run.place == Place::Temporary || u64::from(summary.units) <= 2 * units;
        let fits = terms + u64::from(summary.terms) <= MAX_MERGED_TERMS;
        if !(group.is_empty() || (is_small && fits)) {
            merge_group(db, tags, side, std::mem::take(&mut group))?;
            if run.place == Place::Memory {
                break;
            }
            (units, terms) = (0, 0);
        }
        units += u64::from(run.stored.summary.units);
        terms += u64::from(run.stored.summary.terms);
        group.push(run);
    }
    merge_group(db, tags, side, group)?;
    // Nothing is void any more that is older than the oldest run.
    let forget = || {
        db.prepare_cached(
            "DELETE FROM index_void
             WHERE last_run < coalesce((SELECT min(id) FROM index_runs), 0)",
        )?
        .execute([])
    };
    forget().map(drop).map_err(blocks_error)
}

/// Merges these runs into one in the memory.
fn merge_group(db: &Connection, tags: &Tags, side: Side, old: Vec<StoredRun>) -> Result<()> {
    match &old[..] {
        [] => return Ok(()),
        [run] if run.place == Place::Memory => return Ok(()),
        [run] => copy_run(db, tags, side, run)?,
        _ => {
            let in_database = |run: &StoredRun| InDatabase {
                db,
                place: run.place,
                run: run.id,
            };
            let sources: Vec<InDatabase<'_>> = old.iter().map(in_database).collect();
            let views: Vec<Run<'_>> = old
                .iter()
                .zip(&sources)
                .map(|(run, source)| Run::new(&run.stored, source))
                .collect();
            let views: Vec<&Run<'_>> = views.iter().collect();
            let void = Voids::read(db).map_err(blocks_error)?;
            let is_void = |at: usize, id| {
                let run: &StoredRun = &old[at];
                run.place == Place::Memory && void.has(run.id, id)
            };
            write_run(db, tags, side, Place::Memory, |sink| {
                merge(&views, &is_void, sink)
            })?;
        }
    }
    let forget = || {
        for run in &old {
            let (runs, blocks) = (run.place.runs(), run.place.blocks());
            db.prepare_cached(&format!(
                "DELETE FROM {blocks} WHERE key >= ?1 AND key < ?2"
            ))?
            .execute([first_block(run.id), first_block(run.id + 1)])?;
            db.prepare_cached(&format!("DELETE FROM {runs} WHERE id = ?1"))?
                .execute([run.id])?;
        }
        Ok(())
    };
    forget().map_err(blocks_error)
}

/// Copies a run from the temporary file to the memory as it is.
fn copy_run(db: &Connection, tags: &Tags, side: Side, old: &StoredRun) -> Result<()> {
    write_run(db, tags, side, Place::Memory, |_| {
        let copy = || {
            db.prepare_cached(
                "INSERT INTO main.index_blocks
                 SELECT key - ?1 + (SELECT max(id) FROM main.index_runs) * ?2, data
                 FROM temp.import_blocks WHERE key >= ?1 AND key < ?1 + ?2 ORDER BY key",
            )?
            .execute([first_block(old.id), first_block(1)])
        };
        copy().map_err(blocks_error)?;
        Ok(old.stored.summary.clone())
    })
}

/// A run that has been written.
struct StoredRun {
    place: Place,
    id: i64,
    stored: Stored,
}

/// The runs of a side of a pair of languages, the oldest first.
fn stored_runs(db: &Connection, tags: &Tags, side: Side, place: Place) -> Result<Vec<StoredRun>> {
    let runs = place.runs();
    let read = || {
        db.prepare_cached(&format!(
            "SELECT id, summary FROM {runs}
             WHERE source_language = ?1 AND target_language = ?2 AND side = ?3 ORDER BY id"
        ))?
        .query_map(params![tags.0, tags.1, side as i64], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .collect::<rusqlite::Result<Vec<(i64, Vec<u8>)>>>()
    };
    let stored = |(id, summary): (i64, Vec<u8>)| {
        let summary = Summary::from_bytes(&summary).ok_or(IndexError::Damaged("a summary"))?;
        // It is read from front to back, mostly: few of its blocks are needed at a time.
        let stored = Stored::with_max_bytes(summary, MAX_MERGE_BYTES);
        Ok(StoredRun { place, id, stored })
    };
    read()
        .map_err(blocks_error)?
        .into_iter()
        .map(stored)
        .collect()
}

/// What of the runs is void.
#[derive(Debug, Default)]
pub(super) struct Voids {
    last_run: rustc_hash::FxHashMap<i64, i64>,
}

impl Voids {
    /// What `db` says is void.
    pub(super) fn read(db: &Connection) -> rusqlite::Result<Self> {
        let last_run = db
            .prepare_cached("SELECT unit_id, last_run FROM index_void")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Voids { last_run })
    }

    /// Whether what `run` says of the unit `id` is void.
    pub(super) fn has(&self, run: i64, id: i64) -> bool {
        self.last_run.get(&id).is_some_and(|&last| run <= last)
    }
}
