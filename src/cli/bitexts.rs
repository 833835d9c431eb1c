//! Two texts and the links between them, in whatever format they are asked for.

use std::io::{self, Write};

use clap::ValueEnum;

use crate::align::{Aligner, Link, Side};
use crate::format::{OutgoingUnit, Writing, unit_format};
use crate::memory::{Context, LanguagePair, Origin, TranslationUnit};
use crate::report::terminal::Page;
use crate::report::{self, Bitext, BitextArticle, html, json, terminal};
use crate::segment::Segment;
use crate::text::Language;
use crate::workspace::looks_unrelated;

/// How links are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AlignFormat {
    Text,
    Json,
    Tsv,
    Tmx,
    Html,
}

/// Two texts, before they are aligned.
pub(super) struct Texts<'a> {
    pub source: Vec<&'a str>,
    pub target: Vec<&'a str>,
    pub languages: (&'a Language, &'a Language),
    pub names: [&'a str; 2],
    pub documents: Option<[(&'a str, &'a [Segment]); 2]>,
    pub article: BitextArticle,
}

impl<'a> Texts<'a> {
    /// The links that `aligner` finds between them.
    pub fn aligned(self, aligner: &Aligner<'_>) -> Bitext<'a> {
        let (from, to) = self.languages;
        let alignment = aligner.align(
            Side {
                segments: &self.source,
                language: from,
            },
            Side {
                segments: &self.target,
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

/// Writes the links of some bitexts, one after the other; as TSV and TMX in one table or file. Of pages
/// there can be only one.
pub(super) fn write_bitexts(
    format: AlignFormat,
    bitexts: &[&Bitext<'_>],
    guard_formulas: bool,
    page: Page,
    out: &mut dyn Write,
) -> io::Result<()> {
    if format == AlignFormat::Tmx {
        return write_tmx(bitexts, out);
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
            AlignFormat::Tsv => report::sheet(out, bitext, guard_formulas, at == 0)?,
            AlignFormat::Tmx => {}
        }
    }
    Ok(())
}

/// The links with both sides, as units of no memory.
fn write_tmx(bitexts: &[&Bitext<'_>], out: &mut dyn Write) -> io::Result<()> {
    let links = bitexts
        .iter()
        .flat_map(|bitext| bitext.links.iter().map(move |link| (bitext, link)));
    let paired = links.filter(|(_, link)| !link.source.is_empty() && !link.target.is_empty());
    let mut units = paired
        .enumerate()
        .map(|(at, (bitext, link))| Ok(unit(at, bitext, link)));
    let Some(format) = unit_format("tmx") else {
        return Err(io::Error::other("TMX cannot be written"));
    };
    (format.write)(&mut units, &Writing::default(), out)
}

/// The source segments beside a link.
fn context(source: &[&str], link: &Link) -> Context {
    let beside = |at: Option<usize>| {
        at.and_then(|at| source.get(at))
            .copied()
            .unwrap_or_default()
    };
    let before = link.source.start.checked_sub(1);
    Context::of(beside(before), beside(Some(link.source.end)))
}

fn unit(at: usize, bitext: &Bitext<'_>, link: &Link) -> OutgoingUnit {
    let (source, target) = bitext.unit_texts(link);
    OutgoingUnit::from(TranslationUnit {
        id: at as i64 + 1,
        languages: LanguagePair {
            source: bitext.languages.0.clone(),
            target: bitext.languages.1.clone(),
        },
        source,
        target,
        context: context(&bitext.source, link),
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
    })
}
