use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::format::{
    self, ArticleFormat, BilingualFormat, Candidate, Filling, OpenTexts, Plural, WriteBackError,
    plural_of,
};
use crate::leverage::{
    PluralForms, Pretranslation, UnitPlural, coded_texts, place_codes, plural_match, pretranslate,
    pretranslate_blocks, pretranslate_texts,
};
use crate::memory::{Access, Match, Memory, MemoryError, Record, Store, UnitStore};
use crate::report::json;
use crate::text::{Document, Language, Replacement, ReplacementPiece};

use crate::cli::support::error::CliError;
use crate::cli::support::input::{InputFormat, MemoryOption, read_bytes};
use crate::cli::support::output::{Output, TextOrJson};

/// Translate a document as far as the memory can
///
/// Each segment with a match in the memory is replaced by its translation, with the segment's own links, pictures and
/// marks. Everything else stays as it is, byte for byte, and the file keeps its format. Units that match whole lines
/// take precedence over sentences.
///
/// In a gettext catalogue (PO) or an XLIFF file, untranslated texts are filled in. Matches with other words are marked
/// for review, and in XLIFF the units they come from are added as candidates.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto pretranslate strings.txt --from en --to fr > strings.fr.txt
  recto pretranslate article.md --from en-US --to de --threshold 95
  recto pretranslate page.html --from en --to fr -o page.fr.html
  recto pretranslate messages.po --from en --to fr --threshold 85 -o messages.fr.po
  recto pretranslate - --from en --to fr --format json < article.txt")]
pub(in crate::cli) struct PretranslateArgs {
    /// Document in any article format, or a PO or XLIFF file; - for stdin
    #[arg(value_name = "FILE|-")]
    file: String,
    /// Source language
    #[arg(long, value_name = "L")]
    from: Language,
    /// Target language
    #[arg(long, value_name = "L")]
    to: Language,
    /// Minimum score; 100 accepts only matches with the same words
    #[arg(long, value_name = "0-100", default_value_t = 100, allow_negative_numbers = true, value_parser = clap::value_parser!(u8).range(0..=100))]
    threshold: u8,
    /// Output: the translated document, or one JSON object for each segment
    #[arg(long, value_enum, default_value = "text")]
    format: TextOrJson,
    /// Output file, or - for stdout
    #[arg(long, short, value_name = "FILE", conflicts_with = "format")]
    output: Option<PathBuf>,
    #[command(flatten)]
    input_format: InputFormat,
    /// Memory; several are searched as one [default: that of the current workspace]
    #[arg(long, value_name = "DB", env = "RECTO_MEMORY")]
    memory: Vec<PathBuf>,
}

pub(in crate::cli) fn cmd_pretranslate(
    args: &PretranslateArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    let name = &args.file;
    let (bytes, path) = read_bytes(name)?;
    let failed = |error: WriteBackError| CliError::failed(format!("{name}: {error}"));
    let format = match args.input_format.is_given() {
        true => None,
        false => format::bilingual_format_of(&bytes, path),
    };
    let kind = match format {
        Some(format) => Kind::Bilingual(format),
        None => Kind::Article(args.input_format.of(&bytes, path)),
    };
    let OpenTexts { document, plurals } = match kind {
        Kind::Bilingual(format) => format.open(&bytes).map_err(failed)?,
        Kind::Article(format) => OpenTexts {
            document: format::article_from_bytes(bytes.clone(), format, path)?.document,
            plurals: Vec::new(),
        },
    };
    let given = args.memory.iter();
    let mut paths: Vec<PathBuf> = given
        .filter(|path| !path.as_os_str().is_empty())
        .cloned()
        .collect();
    if paths.is_empty() {
        paths.push(MemoryOption { memory: None }.path()?);
    }
    let open = |path: &PathBuf| Memory::open(path, Access::Read);
    let memories: Vec<Memory> = paths.iter().map(open).collect::<Result<_, _>>()?;
    let stores: Vec<&dyn Store> = memories.iter().map(|memory| memory as &dyn Store).collect();
    let (from, to) = (&args.from, &args.to);
    let done = match kind {
        Kind::Bilingual(_) => pretranslate_blocks(&stores, &document, from, to, args.threshold)?,
        Kind::Article(_) => pretranslate(&stores, &document, from, to, args.threshold)?,
    };
    let asked = Asked {
        document: &document,
        memories: &memories,
        paths: &paths,
    };
    let mut incomplete = 0;
    let mut translated = done.iter().filter(|one| one.found.is_some()).count();
    let mut texts = done.len();
    match args.format {
        TextOrJson::Text => {
            let mut fillings = Vec::new();
            let mut rest = plurals.iter().peekable();
            let mut numbers = 0..done.len();
            while let Some(number) = numbers.next() {
                if let Some(&&plural) = rest.peek().filter(|plural| plural.block == number) {
                    rest.next();
                    numbers.next();
                    fillings.extend(asked.plural(plural, &done, args.threshold)?);
                } else if let Some(one) = done.get(number)
                    && let Some((filling, is_complete)) = asked.filling(one)?
                {
                    incomplete += usize::from(!is_complete);
                    fillings.push(filling);
                }
            }
            // A plural is one text, in several forms.
            (translated, texts) = (fillings.len(), texts - plurals.len());
            let written = match kind {
                Kind::Bilingual(format) => format.fill(&bytes, &fillings, to),
                Kind::Article(format) => {
                    let replacements = fillings.into_iter().map(|filling| filling.replacement);
                    let replacements: Vec<Replacement> = replacements.collect();
                    let written = format::write_translation(&bytes, format, &replacements, to);
                    let written = written.map_err(failed)?;
                    let labels = format::labels(&written, format).map_err(failed)?;
                    let labels = pretranslate_texts(&stores, &labels, from, to)?;
                    match labels.is_empty() {
                        true => Ok(written),
                        false => format::write_labels(&written, format, &labels),
                    }
                }
            };
            write(&written.map_err(failed)?, args, output)?;
        }
        TextOrJson::Json => {
            for line in json::pretranslations(document.text(), &done, &paths) {
                output.json_line(&line)?;
            }
        }
    }
    let what = match kind {
        Kind::Bilingual(_) => "texts without translation",
        Kind::Article(_) => "segments",
    };
    anstream::eprintln!("{translated} of {texts} {what} are in the memory");
    if incomplete > 0 {
        anstream::eprintln!(
            "{incomplete} of them with other marks than here (links, emphasis, pictures …); look at these"
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// What is pretranslated.
#[derive(Clone, Copy)]
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
    paths: &'a [PathBuf],
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
            let path = self
                .paths
                .get(found.store)
                .and_then(|path| path.file_name());
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

/// Writes a file to where it is wanted.
fn write(bytes: &[u8], args: &PretranslateArgs, output: &mut Output) -> Result<(), CliError> {
    let path = args.output.as_ref().filter(|path| path.as_os_str() != "-");
    if let Some(path) = path {
        return std::fs::write(path, bytes).map_err(|error| {
            CliError::failed(format!("{}: cannot be written: {error}", path.display()))
        });
    }
    if io::stdout().is_terminal() && (bytes.contains(&0) || std::str::from_utf8(bytes).is_err()) {
        return Err(CliError::usage(format!(
            "{}: what comes out is no text to show on a terminal; write it to a file with -o FILE",
            args.file
        )));
    }
    output.file(bytes)?;
    output.flush()?;
    Ok(())
}
