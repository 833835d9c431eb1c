//! Two texts and the links between them, in whatever format they are asked for.

use std::borrow::Cow;
use std::io::{self, Write};

use clap::ValueEnum;

use crate::align::{Aligner, Link, Side};
use crate::format::{OutgoingUnit, ReviewRow, Writing, unit_format, write_review_sheet};
use crate::memory::{Context, LanguagePair, Origin, Record, TranslationUnit};
use crate::report::terminal::Page;
use crate::report::{Bitext, BitextArticle, html, json, terminal};
use crate::segment::SegmentedDocument;
use crate::text::{CodedText, Language};
use crate::workspace::looks_unrelated;

/// How links are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum AlignFormat {
    Text,
    Json,
    Tsv,
    Tmx,
    Xliff,
    Html,
}

/// Two texts, before they are aligned.
pub(in crate::cli) struct Texts<'a> {
    pub source: Vec<&'a str>,
    pub target: Vec<&'a str>,
    pub languages: (&'a Language, &'a Language),
    pub names: [&'a str; 2],
    pub documents: Option<[&'a SegmentedDocument; 2]>,
    pub article: BitextArticle,
}

impl<'a> Texts<'a> {
    /// The links that `aligner` finds between them.
    pub(super) fn aligned(self, aligner: &Aligner<'_>) -> Bitext<'a> {
        let (from, to) = self.languages;
        // Words are aligned, not marks.
        let plain = self.documents.map(|sides| sides.map(plain_texts));
        let [source, target] = match &plain {
            Some([source, target]) => [borrowed(source), borrowed(target)],
            None => [self.source.clone(), self.target.clone()],
        };
        let alignment = aligner.align(
            Side {
                segments: &source,
                language: from,
            },
            Side {
                segments: &target,
                language: to,
            },
        );
        let counts = [self.source.len(), self.target.len()];
        Bitext {
            source: self.source,
            target: self.target,
            log_likelihood_ratio: alignment.log_likelihood_ratio,
            is_translation: !looks_unrelated(&alignment, counts),
            links: alignment.links,
            languages: (from.clone(), to.clone()),
            names: self.names,
            documents: self.documents,
            article: self.article,
        }
    }
}

/// The texts of segments without marks.
fn plain_texts(article: &SegmentedDocument) -> Vec<Cow<'_, str>> {
    let segments = article.segments.iter();
    segments
        .map(|segment| article.document.plain_text(segment.span))
        .collect()
}

fn borrowed<'a>(texts: &'a [Cow<'_, str>]) -> Vec<&'a str> {
    texts.iter().map(AsRef::as_ref).collect()
}

/// Writes the links of some bitexts, one after the other; as TSV, TMX and XLIFF in one table or file. Of pages
/// there can be only one.
pub(in crate::cli) fn write_bitexts(
    format: AlignFormat,
    bitexts: &[&Bitext<'_>],
    guard_formulas: bool,
    page: Page,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        AlignFormat::Tmx => return write_units("tmx", bitexts, out),
        AlignFormat::Xliff => return write_units("xliff", bitexts, out),
        _ => {}
    }
    for (at, bitext) in bitexts.iter().enumerate() {
        match format {
            AlignFormat::Text => terminal::bitext(out, page, bitext)?,
            AlignFormat::Json => {
                for line in json::links(bitext) {
                    serde_json::to_writer(&mut *out, &line)?;
                    out.write_all(b"\n")?;
                }
            }
            AlignFormat::Html => html::bitext(out, bitext)?,
            AlignFormat::Tsv => {
                write_review_sheet(out, review_rows(bitext), guard_formulas, at == 0)?;
            }
            AlignFormat::Tmx | AlignFormat::Xliff => {}
        }
    }
    Ok(())
}

/// The links of `bitext`, as rows of a sheet for review.
fn review_rows<'a>(bitext: &'a Bitext<'_>) -> impl Iterator<Item = ReviewRow<'a>> {
    let (from, to) = &bitext.languages;
    bitext.links.iter().map(move |link| {
        let (source, target) = bitext.unit_texts(link);
        ReviewRow {
            confidence: link.confidence,
            source,
            target,
            source_segments: link.source.clone(),
            target_segments: link.target.clone(),
            languages: (from, to),
            article: &bitext.article.name,
            revisions: bitext.article.revisions,
        }
    })
}

/// The links with both sides, as units of no memory, in this format.
fn write_units(format: &str, bitexts: &[&Bitext<'_>], out: &mut dyn Write) -> io::Result<()> {
    let links = bitexts
        .iter()
        .flat_map(|bitext| bitext.links.iter().map(move |link| (bitext, link)));
    let paired = links.filter(|(_, link)| !link.source.is_empty() && !link.target.is_empty());
    let mut units = paired
        .enumerate()
        .map(|(at, (bitext, link))| Ok(unit(at, bitext, link)));
    let Some(format) = unit_format(format) else {
        return Err(io::Error::other(format!("{format} cannot be written")));
    };
    (format.write)(&mut units, &Writing::default(), out)
}

/// The source segments beside a link, without marks.
fn context(bitext: &Bitext<'_>, link: &Link) -> Context {
    let beside = |at: Option<usize>| -> Cow<'_, str> {
        let text = at.and_then(|at| bitext.source.get(at)).copied();
        let Some([article, _]) = bitext.documents else {
            return text.unwrap_or_default().into();
        };
        let segment = at.and_then(|at| article.segments.get(at));
        segment.map_or("".into(), |segment| {
            article.document.plain_text(segment.span)
        })
    };
    let before = link.source.start.checked_sub(1);
    Context::new(&beside(before), &beside(Some(link.source.end)))
}

fn unit(at: usize, bitext: &Bitext<'_>, link: &Link) -> OutgoingUnit {
    let sides = bitext.unit_sides(link);
    let [source, target] = sides.each_ref().map(CodedText::text);
    let [of_source, of_target] = sides.map(|side| side.has_codes().then_some(side));
    let record = Record {
        source: of_source,
        target: of_target,
        ..Record::default()
    };
    let unit = TranslationUnit {
        id: at as i64 + 1,
        languages: LanguagePair {
            source: bitext.languages.0.clone(),
            target: bitext.languages.1.clone(),
        },
        source,
        target,
        context: context(bitext, link),
        created: 0,
        uses: 0,
        confidence: Some(link.confidence),
        origins: vec![Origin {
            article: bitext.article.name.clone(),
            source_revision: bitext.article.revisions.0,
            target_revision: bitext.article.revisions.1,
            source_segments: link.source.clone(),
            target_segments: link.target.clone(),
            confidence: link.confidence,
        }],
    };
    OutgoingUnit { unit, record }
}
