use std::path::Path;

use crate::format::{
    self, ArticleFormat, BilingualFormat, Candidate, Filling, OpenTexts, Plural, WriteBackError,
    plural_of,
};
use crate::leverage::{
    self, PluralForms, Pretranslation, UnitPlural, coded_texts, place_codes, plural_match,
    pretranslate_blocks, pretranslate_texts,
};
use crate::memory::{Match, Memory, MemoryError, Record, Store, UnitStore};
use crate::text::{Document, Language, Replacement, ReplacementPiece};

use super::{JobError, Note};

/// A file to pretranslate.
#[derive(Debug, Clone, Copy)]
pub struct Pretranslating<'a> {
    /// What errors call the file.
    pub name: &'a str,
    /// The bytes of the file.
    pub bytes: &'a [u8],
    /// The path that tells the format, as far as the bytes do not.
    pub path: &'a Path,
    /// The article format, where it is given; a file with room for translations is told by its bytes otherwise.
    pub format: Option<&'static ArticleFormat>,
    /// The language of the file.
    pub from: &'a Language,
    /// The language wanted.
    pub to: &'a Language,
    /// The lowest score, 0–100.
    pub threshold: u8,
}

/// What the memory knows of a file.
#[derive(Debug)]
pub struct Pretranslated {
    kind: Kind,
    texts: OpenTexts,
    /// Each text of the file, with the match that translates it.
    pub done: Vec<Pretranslation>,
}

impl Pretranslated {
    /// The texts of the file.
    pub fn document(&self) -> &Document {
        &self.texts.document
    }

    /// How many texts the memory translates.
    pub fn note(&self) -> Note {
        let translated = self.done.iter().filter(|one| one.found.is_some());
        self.note_of(translated.count(), self.done.len())
    }

    fn note_of(&self, translated: usize, all: usize) -> Note {
        Note::Pretranslated {
            translated: [translated, all],
            is_bilingual: matches!(self.kind, Kind::Bilingual(_)),
        }
    }
}

/// A pretranslated file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PretranslatedFile {
    /// The file with translations in it.
    pub bytes: Vec<u8>,
    /// What a person should be told.
    pub notes: Vec<Note>,
}

/// Finds what `memories`, which are asked as one, know of the texts of a file.
///
/// # Errors
/// [`JobError::Read`], [`JobError::WriteBack`] and [`JobError::Memory`].
pub fn pretranslate(
    file: &Pretranslating<'_>,
    memories: &[Memory],
) -> Result<Pretranslated, JobError> {
    let bilingual = match file.format {
        Some(_) => None,
        None => format::bilingual_format_of(file.bytes, file.path),
    };
    let kind = match bilingual {
        Some(format) => Kind::Bilingual(format),
        None => Kind::Article(
            file.format
                .unwrap_or_else(|| format::article_format_of(file.bytes, file.path)),
        ),
    };
    let texts = match kind {
        Kind::Bilingual(format) => format
            .open(file.bytes)
            .map_err(|error| fault(file, error))?,
        Kind::Article(format) => OpenTexts {
            document: format::article_from_bytes(file.bytes.to_vec(), format, file.path)?.document,
            plurals: Vec::new(),
        },
    };
    let stores = stores(memories);
    let (document, from, to) = (&texts.document, file.from, file.to);
    let done = match kind {
        Kind::Bilingual(_) => pretranslate_blocks(&stores, document, from, to, file.threshold)?,
        Kind::Article(_) => leverage::pretranslate(&stores, document, from, to, file.threshold)?,
    };
    Ok(Pretranslated { kind, texts, done })
}

/// Writes the translations that were found into the file.
///
/// # Errors
/// [`JobError::WriteBack`] and [`JobError::Memory`].
pub fn fill(
    file: &Pretranslating<'_>,
    found: &Pretranslated,
    memories: &[Memory],
) -> Result<PretranslatedFile, JobError> {
    let OpenTexts { document, plurals } = &found.texts;
    let asked = Asked { document, memories };
    let mut incomplete = 0;
    let mut fillings = Vec::new();
    let mut rest = plurals.iter().peekable();
    let mut numbers = 0..found.done.len();
    while let Some(number) = numbers.next() {
        if let Some(&&plural) = rest.peek().filter(|plural| plural.block == number) {
            rest.next();
            numbers.next();
            fillings.extend(asked.plural(plural, &found.done, file.threshold)?);
        } else if let Some(one) = found.done.get(number)
            && let Some((filling, is_complete)) = asked.filling(one)?
        {
            incomplete += usize::from(!is_complete);
            fillings.push(filling);
        }
    }
    // A plural is one text, in several forms.
    let mut notes = vec![found.note_of(fillings.len(), found.done.len() - plurals.len())];
    if incomplete > 0 {
        notes.push(Note::OtherCodes {
            translations: incomplete,
        });
    }
    let written = match found.kind {
        Kind::Bilingual(format) => format.fill(file.bytes, &fillings, file.to),
        Kind::Article(format) => {
            let replacements = fillings.into_iter().map(|filling| filling.replacement);
            let replacements: Vec<Replacement> = replacements.collect();
            let written = format::write_translation(file.bytes, format, &replacements, file.to)
                .map_err(|error| fault(file, error))?;
            let labels = format::labels(&written, format).map_err(|error| fault(file, error))?;
            let stores = stores(memories);
            let labels = pretranslate_texts(&stores, &labels, file.from, file.to)?;
            match labels.is_empty() {
                true => Ok(written),
                false => format::write_labels(&written, format, &labels),
            }
        }
    };
    let bytes = written.map_err(|error| fault(file, error))?;
    Ok(PretranslatedFile { bytes, notes })
}

fn stores(memories: &[Memory]) -> Vec<&dyn Store> {
    memories.iter().map(|memory| memory as &dyn Store).collect()
}

fn fault(file: &Pretranslating<'_>, error: WriteBackError) -> JobError {
    JobError::WriteBack {
        name: file.name.to_owned(),
        error,
    }
}

/// What is pretranslated.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// A text, in whose format the translation leaves.
    Article(&'static ArticleFormat),
    /// A file with room for translations.
    Bilingual(&'static BilingualFormat),
}

/// A text, and the memories that were asked for its segments.
struct Asked<'a> {
    document: &'a Document,
    memories: &'a [Memory],
}

impl Asked<'_> {
    fn records(&self, found: &Match) -> Result<Vec<Record>, MemoryError> {
        match self.memories.get(found.store) {
            Some(memory) => memory.records(found.unit.id),
            None => Ok(Vec::new()),
        }
    }

    /// The translation of a segment with its inline codes, and whether it has all of them; `None` if there is no
    /// translation.
    fn filling(&self, one: &Pretranslation) -> Result<Option<(Filling, bool)>, MemoryError> {
        let Some(found) = &one.found else {
            return Ok(None);
        };
        let (source, target) = (&found.unit.source, &found.unit.target);
        let placed = place_codes(
            self.document,
            &one.part,
            source,
            target,
            &self.records(found)?,
        );
        let is_complete = placed.is_complete;
        let needs_review = found.score < 100 || !is_complete;
        let candidates = match needs_review {
            true => self.candidates(one)?,
            false => Vec::new(),
        };
        let filling = Filling {
            needs_review,
            replacement: placed.replacement,
            other_forms: Vec::new(),
            candidates,
        };
        Ok(Some((filling, is_complete)))
    }

    /// The forms of a translation, if the memory has all of them.
    fn plural(
        &self,
        plural: Plural,
        done: &[Pretranslation],
        threshold: u8,
    ) -> Result<Option<Filling>, MemoryError> {
        let Some([singular, more]) = done.get(plural.block..plural.block + 2) else {
            return Ok(None);
        };
        let text = self.document.plain_text(more.span);
        let unit_plurals = |found: &Match| -> Result<Vec<UnitPlural>, MemoryError> {
            let records = self.records(found)?;
            let plurals = records.iter().filter_map(plural_of);
            let plurals = plurals.map(|(plural, forms)| UnitPlural {
                source_plural: plural.to_owned(),
                other_forms: forms.into_iter().map(str::to_owned).collect(),
            });
            Ok(plurals.collect())
        };
        let wanted = PluralForms {
            count: plural.forms,
            is_one_and_more: plural.is_one_and_more,
        };
        let found = plural_match(wanted, [singular, more], &text, threshold, &unit_plurals)?;
        Ok(found.map(|found| {
            let mut forms = found.forms.into_iter();
            let first = forms.next().unwrap_or_default();
            Filling {
                needs_review: !found.is_same,
                replacement: Replacement {
                    span: singular.part.span,
                    within: singular.part.within.clone(),
                    pieces: vec![ReplacementPiece::Text(first)],
                },
                other_forms: forms.collect(),
                candidates: Vec::new(),
            }
        }))
    }

    fn candidates(&self, one: &Pretranslation) -> Result<Vec<Candidate>, MemoryError> {
        let candidate = |found: &Match| {
            let [source, target] = coded_texts(&found.unit, &self.records(found)?);
            let memory = self.memories.get(found.store);
            let path = memory.and_then(|memory| memory.path().file_name());
            let name = path.map(|name| name.to_string_lossy().into_owned());
            Ok(Candidate {
                languages: found.unit.languages.clone(),
                source,
                target,
                similarity: found.score.saturating_add(found.penalty).min(100),
                score: found.score.min(100),
                origin: name.unwrap_or_default(),
            })
        };
        one.candidates.iter().map(candidate).collect()
    }
}
