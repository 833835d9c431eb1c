use std::collections::BTreeMap;
use std::io::{self, Write};

use askama::Template;

use crate::summarize::{Tie, Verdict};
use crate::text::{Direction, Span, direction};

use super::super::{in_words, pieces};
use crate::jobs::{ConsideredSentence, Summary, SummarySentence};

/// Shades of the heat map.
const SHADES: f64 = 9.0;

#[derive(Template)]
#[template(path = "summary.html")]
struct Page<'a> {
    title: &'a str,
    language: &'a str,
    direction: &'static str,
    method: &'a str,
    since: Option<&'a str>,
    chosen: usize,
    segments: usize,
    /// The numbers of the sentences in a summary of each length, as an array of JavaScript.
    lengths: String,
    /// What is to be said of some of them at that length, by their number: an array of objects.
    notes: String,
    longest: usize,
    sentences: Vec<Row<'a>>,
    articles: Vec<Article<'a>>,
}

struct Row<'a> {
    shown: &'a str,
    /// Its number among all sentences that could be quoted, from 1.
    number: usize,
    place: String,
    /// What it needs of the article, in words.
    needs: String,
    missing: bool,
    taken: bool,
}

struct Article<'a> {
    /// Its title, where there are several.
    title: Option<&'a str>,
    direction: &'static str,
    pieces: Vec<Piece<'a>>,
}

/// A piece of the article; a sentence that could be quoted has its number, the rest 0.
struct Piece<'a> {
    number: usize,
    taken: bool,
    /// 0–9: how its score lies between the least and the greatest.
    shade: usize,
    text: &'a str,
}

/// A page with the summary, and below it the article with the sentences marked; each sentence
/// leads to its place. Where the summary knows them, other lengths can be chosen, and the scores of
/// all sentences shown as shades.
pub fn summary<'a>(out: &mut dyn Write, summary: &'a Summary<'a>) -> io::Result<()> {
    let considered = &summary.considered;
    let scores = || considered.iter().map(|one| one.choice.score);
    let least = scores().fold(f64::INFINITY, f64::min);
    let range = scores().fold(f64::NEG_INFINITY, f64::max) - least;
    let shade = |score: f64| match range > 0.0 {
        true => ((score - least) / range * SHADES).round() as usize,
        false => 0,
    };
    let mut number = 0;
    let articles = (0..summary.articles.len())
        .map(|article| {
            let own: Vec<&ConsideredSentence<'_>> = considered
                .iter()
                .filter(|one| one.article == article)
                .collect();
            let spans: Vec<Span> = own.iter().map(|one| one.segment.span).collect();
            let mut sentences = own.iter();
            let text = summary.articles[article].text();
            let piece = |(quotable, text)| {
                let sentence = if quotable { sentences.next() } else { None };
                number += usize::from(sentence.is_some());
                Piece {
                    number: if sentence.is_some() { number } else { 0 },
                    taken: sentence.is_some_and(|one| is_taken(one)),
                    shade: sentence.map_or(0, |one| shade(one.choice.score)),
                    text,
                }
            };
            Article {
                title: summary
                    .is_of_story()
                    .then(|| summary.articles[article].heading()),
                direction: direction(text).as_html(),
                pieces: pieces(text, &spans).into_iter().map(piece).collect(),
            }
        })
        .collect();
    let mut chosen = summary.sentences.iter();
    let row = |(number, sentence): (usize, &'a ConsideredSentence<'a>)| {
        let taken = is_taken(sentence);
        // Those taken are in the same order here and there.
        let own = if taken { chosen.next() } else { None };
        let rendering = own.and_then(|own| own.rendering.as_deref());
        let paragraph = format!("¶\u{a0}{}", sentence.segment.paragraph + 1);
        Row {
            shown: rendering.unwrap_or(sentence.text),
            number,
            place: match summary.is_of_story() {
                true => format!("{}, {paragraph}", summary.articles[sentence.article].name()),
                false => paragraph,
            },
            needs: own.map_or(String::new(), SummarySentence::what_is_missing),
            missing: taken && summary.wanted.is_some() && rendering.is_none(),
            taken,
        }
    };
    let page = Page {
        title: summary.heading(),
        language: summary.language.as_str(),
        direction: (summary.articles.first())
            .map_or(Direction::LeftToRight, |one| direction(one.text()))
            .as_html(),
        method: summary.method,
        since: summary.since,
        chosen: summary.sentences.len(),
        segments: summary.articles.iter().map(|one| one.segments.len()).sum(),
        lengths: format!(
            "{:?}",
            summary
                .lengths
                .iter()
                .map(|length| numbers(length))
                .collect::<Vec<_>>()
        ),
        notes: notes(&summary.lengths)?,
        longest: summary.lengths.len(),
        sentences: (1..).zip(considered).map(row).collect(),
        articles,
    };
    super::write(out, &page)
}

fn numbers(length: &[(usize, Option<Tie>)]) -> Vec<usize> {
    length.iter().map(|&(number, _)| number).collect()
}

/// What the sentences of each length lack, in words, as JSON that may stand in a script.
fn notes(lengths: &[Vec<(usize, Option<Tie>)>]) -> io::Result<String> {
    let of = |length: &Vec<(usize, Option<Tie>)>| {
        let lacking = length
            .iter()
            .filter_map(|&(number, tie)| Some((number, in_words(tie?))));
        lacking.collect::<BTreeMap<usize, String>>()
    };
    let notes: Vec<_> = lengths.iter().map(of).collect();
    Ok(serde_json::to_string(&notes)?.replace('<', "\\u003c"))
}

fn is_taken(sentence: &ConsideredSentence<'_>) -> bool {
    matches!(sentence.choice.verdict, Verdict::Taken(_))
}
