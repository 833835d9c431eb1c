//! Reading the index: which runs there are, and what of them is in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

use rusqlite::Connection;

use crate::text::{Language, comparison_form};

use super::super::LanguagePair;
use super::super::index::{Builder, InMemory, Result as IndexResult, Run, Stored, Summary, View};
use super::failure::Failure;
use super::readers::lock;
use super::runs::{InDatabase, Place, Side, Tags, Voids, each_loose};

/// Bytes of blocks that are kept in memory from one query to the next.
const MAX_KEPT_BYTES: usize = 128 << 20;

/// The newest index that somebody has read, which all threads share.
#[derive(Debug, Default)]
pub(super) struct SharedIndex {
    newest: Mutex<Option<Arc<Index>>>,
}

impl SharedIndex {
    /// The index as `db` has it. To be called within a transaction, whose state it then shows.
    pub(super) fn current(&self, db: &Connection) -> Result<Arc<Index>, Failure> {
        let version = db
            .prepare_cached("SELECT version FROM index_state")?
            .query_row([], |row| row.get(0))?;
        let known = lock(&self.newest).clone();
        if let Some(known) = &known
            && known.version == version
        {
            return Ok(Arc::clone(known));
        }
        let index = Arc::new(Index::read(db, version, known.as_deref())?);
        self.share(&index);
        Ok(index)
    }

    /// Keeps no more blocks of `index`, which was just used, than there is room for.
    pub(super) fn forget_some(&self, index: &Index) {
        if index.kept_bytes() > MAX_KEPT_BYTES {
            let mut newest = lock(&self.newest);
            if newest
                .as_ref()
                .is_some_and(|newest| newest.version == index.version)
            {
                *newest = Some(Arc::new(index.without_blocks()));
            }
        }
    }

    fn share(&self, index: &Arc<Index>) {
        let mut newest = lock(&self.newest);
        // Another thread may be ahead.
        if newest
            .as_ref()
            .is_none_or(|newest| newest.version < index.version)
        {
            *newest = Some(Arc::clone(index));
        }
    }
}

/// The index in one state of the database. Runs never change, so what is kept of them passes on from
/// one state to the next.
#[derive(Debug)]
pub(super) struct Index {
    version: i64,
    pairs: BTreeMap<Tags, Pair>,
    languages: Vec<LanguagePair>,
    voids: Arc<Voids>,
}

/// The runs of a pair of languages, by side.
#[derive(Debug, Default)]
struct Pair {
    runs: [Vec<(i64, Arc<Stored>)>; 2],
    /// The units that are in no run, as a run in memory, made when it is needed.
    loose: [OnceLock<Arc<(Stored, InMemory)>>; 2],
}

impl Index {
    fn read(db: &Connection, version: i64, known: Option<&Index>) -> Result<Self, Failure> {
        let known: BTreeMap<i64, &Arc<Stored>> = known
            .iter()
            .flat_map(|index| index.runs())
            .map(|(run, stored)| (*run, stored))
            .collect();
        let mut pairs: BTreeMap<Tags, Pair> = BTreeMap::new();
        let mut statement = db.prepare_cached(
            "SELECT id, source_language, target_language, side, summary FROM index_runs ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let run: i64 = row.get(0)?;
            let stored = match known.get(&run) {
                Some(&stored) => Arc::clone(stored),
                None => {
                    let bytes = row.get_ref(4)?.as_blob().map_err(rusqlite::Error::from)?;
                    let summary =
                        Summary::from_bytes(bytes).ok_or(rusqlite::Error::InvalidQuery)?;
                    Arc::new(Stored::new(summary))
                }
            };
            let pair = pairs.entry((row.get(1)?, row.get(2)?)).or_default();
            let side = usize::from(row.get::<_, i64>(3)? != 0);
            pair.runs[side].push((run, stored));
        }
        let mut statement = db.prepare_cached(
            "SELECT DISTINCT u.source_language, u.target_language
             FROM index_loose l CROSS JOIN units u ON u.id = l.unit_id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            pairs.entry((row.get(0)?, row.get(1)?)).or_default();
        }
        let languages = pairs.keys().map(language_pair).collect::<Result<_, _>>()?;
        Ok(Index {
            version,
            pairs,
            languages,
            voids: Arc::new(Voids::read(db)?),
        })
    }

    /// The pairs of languages that there are, in the order of their tags.
    pub(super) fn languages(&self) -> &[LanguagePair] {
        &self.languages
    }

    /// Their tags.
    pub(super) fn tags(&self) -> impl Iterator<Item = &Tags> {
        self.pairs.keys()
    }

    fn runs(&self) -> impl Iterator<Item = &(i64, Arc<Stored>)> {
        let pairs = self.pairs.values();
        pairs.flat_map(|pair| pair.runs.iter().flatten())
    }

    fn kept_bytes(&self) -> usize {
        self.runs().map(|(_, stored)| stored.kept_bytes()).sum()
    }

    /// The same index, of which no block has been read.
    fn without_blocks(&self) -> Index {
        let fresh = |(run, stored): &(i64, Arc<Stored>)| {
            (*run, Arc::new(Stored::new(stored.summary.clone())))
        };
        let pair = |pair: &Pair| Pair {
            runs: [0, 1].map(|side| pair.runs[side].iter().map(fresh).collect()),
            loose: pair.loose.clone(),
        };
        Index {
            version: self.version,
            pairs: self
                .pairs
                .iter()
                .map(|(tags, of)| (tags.clone(), pair(of)))
                .collect(),
            languages: self.languages.clone(),
            voids: Arc::clone(&self.voids),
        }
    }

    /// Calls `work` with the runs of one side of a pair of languages. `None` if there are no such units.
    pub(super) fn with_views<T>(
        &self,
        db: &Connection,
        tags: &Tags,
        side: Side,
        work: impl FnOnce(&[View<'_>]) -> IndexResult<T>,
    ) -> Result<Option<T>, Failure> {
        let Some(pair) = self.pairs.get(tags) else {
            return Ok(None);
        };
        let at = side as usize;
        let loose = match pair.loose[at].get() {
            Some(loose) => loose,
            None => {
                let made = Arc::new(loose_run(db, tags, side)?);
                // Another thread may have been first, with the same units.
                pair.loose[at].get_or_init(|| made)
            }
        };
        let runs = &pair.runs[at];
        let voids = &self.voids;
        let is_void: Vec<_> = runs
            .iter()
            .map(|&(run, _)| move |id: i64| voids.has(run, id))
            .collect();
        let sources: Vec<InDatabase<'_>> = runs
            .iter()
            .map(|&(run, _)| InDatabase {
                db,
                place: Place::Memory,
                run,
            })
            .collect();
        let mut opened: Vec<Run<'_>> = runs
            .iter()
            .zip(&sources)
            .map(|((_, stored), source)| Run::new(stored, source))
            .collect();
        let never = |_: i64| false;
        opened.push(Run::new(&loose.0, &loose.1));
        let views: Vec<View<'_>> = opened
            .iter()
            .enumerate()
            .map(|(at, run)| View {
                run,
                is_void: match is_void.get(at) {
                    Some(is_void) => is_void,
                    None => &never,
                },
            })
            .collect();
        Ok(Some(work(&views)?))
    }
}

fn language_pair((source, target): &Tags) -> Result<LanguagePair, Failure> {
    let language =
        |tag: &str| Language::parse(tag).map_err(|error| Failure::Damaged(error.to_string()));
    Ok(LanguagePair {
        source: language(source)?,
        target: language(target)?,
    })
}

/// The loose units of a pair of languages as a run.
fn loose_run(db: &Connection, tags: &Tags, side: Side) -> Result<(Stored, InMemory), Failure> {
    let mut builder = Builder::default();
    each_loose(db, tags, side, i64::MAX as usize, |id, text| {
        builder.add(id, &comparison_form(text))
    })?;
    let mut blocks = InMemory::default();
    let summary = builder.finish(&mut blocks)?;
    Ok((Stored::new(summary), blocks))
}
