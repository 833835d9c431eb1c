//! Summaries of one article, or of several that tell one story.

use crate::memory::{ArticleStore, Context, Match, MatchKind, Memory, Query, UnitStore, lookup};
use crate::revise;
use crate::segment::{Segment, SegmentedDocument};
use crate::summarize::{
    Article, Budget, Choice, Focus, KeyPhrase, Ranker, Story, Tie, Verdict, choices, headline,
    key_phrases,
};
use crate::text::{Language, collapse_white_space};

use super::input::StoredArticle;
use super::{JobError, Note};

/// Maximum number of sentences for which [`Summary::lengths`] is filled.
const MAX_LENGTHS: usize = 24;

/// What a summary should be like.
#[derive(Debug, Clone, Copy)]
pub struct SummaryOptions<'a> {
    /// How long it may be.
    pub budget: Budget,
    /// A subject that it should be about.
    pub focus: Option<&'a str>,
    /// Texts whose sentences are left out.
    pub exclude: &'a [String],
    /// The number of key phrases that are wanted.
    pub key_phrases: Option<usize>,
    /// Whether a headline is wanted.
    pub headline: bool,
    /// Whether to tell what became of every sentence.
    pub explain: bool,
    /// Whether to tell which sentences summaries of other lengths have.
    pub lengths: bool,
    /// The language that sentences are wanted in, if another than that of the article.
    pub wanted: Option<&'a Language>,
}

impl<'a> SummaryOptions<'a> {
    /// A summary within `budget`, and nothing else.
    pub fn new(budget: Budget) -> Self {
        SummaryOptions {
            budget,
            focus: None,
            exclude: &[],
            key_phrases: None,
            headline: false,
            explain: false,
            lengths: false,
            wanted: None,
        }
    }
}

/// A sentence of a summary and where it stands.
#[derive(Debug, Clone)]
pub struct SummarySentence<'a> {
    /// The number of its article among [`Summary::articles`], from 0.
    pub article: usize,
    /// The sentence, as it stands in the article.
    pub text: &'a str,
    /// Its index among the segments of the article, from 0.
    pub index: usize,
    /// The segment.
    pub segment: Segment,
    /// Its score by the method that ranked it.
    pub score: f64,
    /// 1 for the sentence chosen first.
    pub rank: usize,
    /// What it needs to be understood, and the summary does not have; its segment is one of the
    /// article.
    pub missing: Option<Tie>,
    /// The sentence in the language that was asked for, if the memory has it.
    pub rendering: Option<String>,
}

/// A summary, ready to be shown.
#[derive(Debug, Clone)]
pub struct Summary<'a> {
    /// What was summarized: one article, or several of one story.
    pub articles: Vec<&'a SegmentedDocument>,
    /// The language that the article is written in.
    pub language: &'a Language,
    /// The language that the summary was asked for in, if another.
    pub wanted: Option<&'a Language>,
    /// The method that ranked the sentences.
    pub method: &'a str,
    /// What the article is compared with, where only what is new was to be told.
    pub since: Option<&'a str>,
    /// The headline, where it was asked for.
    pub headline: Option<String>,
    /// The key phrases, the best first, where they were asked for.
    pub key_phrases: Vec<NamedPhrase>,
    /// The sentences chosen, in the order of the articles.
    pub sentences: Vec<SummarySentence<'a>>,
    /// What became of every sentence that could be quoted, in the order of the articles; empty where
    /// nobody asks.
    pub considered: Vec<ConsideredSentence<'a>>,
    /// Which of [`Summary::considered`] make a summary of one sentence, of two, and so on, each with what
    /// it needs and does not have there; empty where no other length can be asked for.
    pub lengths: Vec<Vec<(usize, Option<Tie>)>>,
}

/// A key phrase, ready to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedPhrase {
    /// As the article has it first.
    pub text: String,
    /// How often it occurs.
    pub count: usize,
    /// How good it is; compares within one summary.
    pub score: f64,
    /// The segments that it occurs in: number of the article among [`Summary::articles`], and index
    /// of the segment there.
    pub places: Vec<(usize, usize)>,
}

/// A sentence that could be quoted in a summary, and what became of it.
#[derive(Debug, Clone, Copy)]
pub struct ConsideredSentence<'a> {
    /// The number of its article among [`Summary::articles`], from 0.
    pub article: usize,
    /// The sentence, as it stands in the article.
    pub text: &'a str,
    /// Its index among the segments of the article, from 0.
    pub index: usize,
    /// The segment.
    pub segment: Segment,
    /// Its score, and whether and why it was taken; what it repeats is a segment of the article of
    /// `repeats`.
    pub choice: Choice,
    /// The sentence that it repeats: number of the article, index of the segment.
    pub repeats: Option<(usize, usize)>,
}

impl Summary<'_> {
    /// Whether it tells of several articles.
    pub fn is_of_story(&self) -> bool {
        self.articles.len() > 1
    }

    /// What stands over it: the title of the first article.
    pub fn heading(&self) -> &str {
        self.articles
            .first()
            .map_or("", |article| article.heading())
    }
}

/// Summarizes `articles`, one at least, as one story, and tells why if nothing is left. With `since`, only what that
/// older article does not say counts.
pub fn summarize<'a>(
    articles: &[&'a SegmentedDocument],
    since: Option<&'a SegmentedDocument>,
    ranker: &'a dyn Ranker,
    options: &SummaryOptions<'a>,
) -> (Summary<'a>, Vec<Note>) {
    let mut notes = Vec::new();
    let name = || articles[0].name().to_owned();
    let language = &articles[0].language;
    let story = Story::new(articles.iter().copied(), language);
    let mut article = story.article().without(options.exclude);
    if let Some(old) = since {
        let news = news(old, articles[0]);
        article = article.only(|segment| news[segment]);
    }
    let key_phrases = match options.key_phrases {
        Some(count) => key_phrases(&article, count),
        None => Vec::new(),
    };
    let headline = options
        .headline
        .then(|| headline_of(articles, &article))
        .flatten();
    let budget = options.budget;
    let focus = options.focus.map(|subject| Focus::new(ranker, subject));
    if let (Some(focus), Some(subject)) = (&focus, options.focus)
        && !focus.occurs_in(&article)
    {
        notes.push(Note::SubjectNotFound {
            article: name(),
            subject: subject.to_owned(),
        });
    }
    let ranker: &dyn Ranker = focus.as_ref().map_or(ranker, |focus| focus);
    let choices = choices(&article, ranker, budget);
    let considered = choices.iter().map(|choice| {
        let (number, index) = story.origin(choice.segment);
        let segment = articles[number].segments[index];
        ConsideredSentence {
            article: number,
            text: segment.span.of(articles[number].text()),
            index,
            segment,
            choice: Choice {
                missing: choice.missing.map(|tie| in_article(tie, &story)),
                ..*choice
            },
            repeats: match choice.verdict {
                Verdict::Repeats(segment) => Some(story.origin(segment)),
                _ => None,
            },
        }
    });
    let considered: Vec<_> = considered.collect();
    let sentences: Vec<_> = considered.iter().filter_map(chosen).collect();
    if sentences.is_empty() {
        notes.push(match since {
            Some(old) if article.sentences().is_empty() => Note::NothingNew {
                article: name(),
                since: old.name().to_owned(),
            },
            _ => why_empty(name(), &article, budget),
        });
    }
    let summary = Summary {
        articles: articles.to_vec(),
        language,
        wanted: options.wanted,
        method: ranker.name(),
        since: since.map(SegmentedDocument::name),
        headline,
        key_phrases: key_phrases
            .into_iter()
            .map(|phrase| named(phrase, &story))
            .collect(),
        sentences,
        lengths: match options.lengths {
            true => lengths(&article, &story, ranker),
            false => Vec::new(),
        },
        considered: if options.explain {
            considered
        } else {
            Vec::new()
        },
    };
    (summary, notes)
}

/// Why a summary is empty.
fn why_empty(article: String, sentences: &Article<'_>, budget: Budget) -> Note {
    match (sentences.sentences().iter().min_by_key(|s| s.words), budget) {
        (None, _) => Note::NothingToQuote { article },
        (Some(shortest), Budget::Characters(_)) => Note::NothingShortEnough {
            article,
            length: sentences.characters_of(shortest),
            in_characters: true,
        },
        (Some(shortest), _) => Note::NothingShortEnough {
            article,
            length: shortest.words,
            in_characters: false,
        },
    }
}

/// Whether each segment of `new` says what `old` does not.
fn news(old: &SegmentedDocument, new: &SegmentedDocument) -> Vec<bool> {
    let revision = revise::compare(old, new);
    let kinds = revise::classify(&revision, old, new);
    let told = revision.changes.iter().zip(&kinds);
    let mut spans: Vec<_> = told
        .filter(|(_, classes)| classes.tell_something_new())
        .flat_map(|(change, _)| change.new.iter().copied())
        .collect();
    spans.sort_unstable();
    let segments = new.segments.iter();
    segments
        .map(|segment| spans.binary_search(&segment.span).is_ok())
        .collect()
}

/// The title that the file of an article gives it, of the first that has one, or else what stands over
/// them or would do for it.
fn headline_of(articles: &[&SegmentedDocument], article: &Article<'_>) -> Option<String> {
    // A heading may be the place of the report, or a credit: that is for the library to see.
    let given = |one: &&SegmentedDocument| {
        let title = one.metadata.title.clone();
        title.filter(|title| one.document.title() != Some(title))
    };
    articles.iter().find_map(given).or_else(|| {
        let text = article.text_at(headline(article)?);
        Some(collapse_white_space(text).into_owned())
    })
}

/// A key phrase with the places of its sentences in their articles.
fn named(phrase: KeyPhrase, story: &Story) -> NamedPhrase {
    NamedPhrase {
        places: phrase.segments.iter().map(|&at| story.origin(at)).collect(),
        text: phrase.text,
        count: phrase.count,
        score: phrase.score,
    }
}

/// A tie with the index of the segment in its article, not in the story.
fn in_article(tie: Tie, story: &Story) -> Tie {
    Tie {
        segment: tie.segment.map(|at| story.origin(at).1),
        ..tie
    }
}

/// A sentence that was taken.
fn chosen<'a>(sentence: &ConsideredSentence<'a>) -> Option<SummarySentence<'a>> {
    match sentence.choice.verdict {
        Verdict::Taken(rank) => Some(SummarySentence {
            article: sentence.article,
            text: sentence.text,
            index: sentence.index,
            segment: sentence.segment,
            score: sentence.choice.score,
            rank,
            missing: sentence.choice.missing,
            rendering: None,
        }),
        _ => None,
    }
}

/// Which candidates make a summary of one sentence, of two, and so on, and what each of them lacks there.
fn lengths(
    article: &Article<'_>,
    story: &Story,
    ranker: &dyn Ranker,
) -> Vec<Vec<(usize, Option<Tie>)>> {
    let most = article.sentences().len().min(MAX_LENGTHS);
    let taken = |choices: Vec<Choice>| {
        let choices = choices.iter().enumerate();
        let taken = choices.filter(|(_, choice)| matches!(choice.verdict, Verdict::Taken(_)));
        taken
            .map(|(at, choice)| (at, choice.missing.map(|tie| in_article(tie, story))))
            .collect()
    };
    let lengths = 1..=most;
    lengths
        .map(|count| taken(choices(article, ranker, Budget::Sentences(count))))
        .collect()
}

/// Gives each sentence in `language`, where the memory has a translation of it.
///
/// # Errors
/// [`JobError::NoRendering`] when it has none, [`JobError::Memory`] when it fails.
pub fn render_in(
    sentences: &mut [SummarySentence<'_>],
    articles: &[StoredArticle],
    memory: &Memory,
    language: &Language,
) -> Result<Option<Note>, JobError> {
    let first = &articles[0].article;
    // A file whose very text is in the memory is known by it.
    let stored = |input: &StoredArticle| match &input.stored {
        Some(info) => Ok(Some(info.clone())),
        None => memory.revision_of_text(&input.article.language, input.article.text()),
    };
    let stored: Vec<_> = articles.iter().map(stored).collect::<Result<_, _>>()?;
    for sentence in &mut *sentences {
        let aligned = match &stored[sentence.article] {
            Some(stored) => memory.rendering(stored, sentence.index, language)?,
            None => None,
        };
        sentence.rendering = match aligned {
            Some(rendering) => Some(rendering.text),
            // The sentence may stand in another revision or article that was translated.
            None => exact_match(sentence.text, &first.language, memory, language)?,
        };
    }
    let missing = sentences.iter().filter(|s| s.rendering.is_none()).count();
    if missing > 0 && missing == sentences.len() {
        return Err(JobError::NoRendering {
            article: first.name().to_owned(),
            language: language.clone(),
            memory: memory.path().display().to_string(),
        });
    }
    Ok((missing > 0).then(|| Note::NotTranslated {
        article: first.name().to_owned(),
        missing: [missing, sentences.len()],
        languages: [first.language.clone(), language.clone()],
    }))
}

fn exact_match(
    text: &str,
    from: &Language,
    memory: &Memory,
    to: &Language,
) -> Result<Option<String>, JobError> {
    let query = Query {
        text,
        from,
        to,
        context: Context::default(),
        // A doubtful unit loses up to ten points; the article's own alignment may be as doubtful.
        threshold: 90,
        limit: 5,
    };
    let exact =
        |found: &Match| found.kind != MatchKind::Fuzzy && found.penalty == found.unit.doubt();
    let found = lookup(memory, &query)?.into_iter().find(exact);
    match found {
        Some(found) => Ok(Some(
            memory.without_codes(found.unit.id, found.unit.target)?,
        )),
        None => Ok(None),
    }
}
