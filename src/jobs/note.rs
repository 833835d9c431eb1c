use std::fmt;
use std::path::PathBuf;

use crate::memory::LanguagePair;
use crate::text::Language;

/// What a person should be told beside the outcome of a job. It displays as whole text in plain English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Two texts that are compared as revisions are in different languages.
    DifferentLanguages {
        /// The names of both.
        names: [String; 2],
        /// The languages of both.
        languages: [Language; 2],
    },
    /// Summaries are in another language than the article that they are compared with.
    ArticleInOtherLanguage {
        /// The name of the article.
        article: String,
        /// The languages of the article and of the summaries.
        languages: [Language; 2],
    },
    /// No sentence of an article has a word of the subject that its summary should be about.
    SubjectNotFound {
        /// The name of the article.
        article: String,
        /// The subject.
        subject: String,
    },
    /// An article says nothing that an older one does not say.
    NothingNew {
        /// The name of the article.
        article: String,
        /// The name of the older article.
        since: String,
    },
    /// An article has no sentence that a summary may quote.
    NothingToQuote {
        /// The name of the article.
        article: String,
    },
    /// The shortest sentence of an article is longer than its summary may be.
    NothingShortEnough {
        /// The name of the article.
        article: String,
        /// The length of the shortest sentence.
        length: usize,
        /// Whether the length is in characters; otherwise in words.
        in_characters: bool,
    },
    /// The memory has no translation of some sentences of a summary.
    NotTranslated {
        /// The name of the article.
        article: String,
        /// How many sentences have no translation, and how many there are.
        missing: [usize; 2],
        /// The language of the article, and the language that was asked for.
        languages: [Language; 2],
    },
    /// How much of a file the memory knows.
    Pretranslated {
        /// How many texts have a translation, and how many there are.
        translated: [usize; 2],
        /// Whether the texts are those of a file with room for translations; otherwise the segments of an article.
        is_bilingual: bool,
    },
    /// ROUGE does not see most letters of the texts.
    UnseenByRouge,
    /// No article is there in both languages of a pair that was asked for.
    NoArticleInBoth {
        /// The pair.
        languages: LanguagePair,
    },
    /// A workspace has no articles.
    NoArticlesYet {
        /// The folder where they should be.
        folder: PathBuf,
    },
    /// An SRX file has a part that is not used.
    SrxNotice {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is the matter.
        message: String,
    },
    /// A rule of an SRX file cannot be used.
    SrxProblem {
        /// The file.
        file: PathBuf,
        /// What is the matter, with the line.
        problem: String,
    },
    /// A rule of an SRX file takes too long at some places of a text.
    SrxLimit {
        /// The file.
        file: PathBuf,
        /// The line of the rule, from 1.
        line: usize,
        /// At how many places.
        places: usize,
        /// The name of the text.
        text: String,
    },
    /// Translations whose inline codes are not those of the text.
    OtherCodes {
        /// How many.
        translations: usize,
    },
}

/// How much a note matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteWeight {
    /// It says what came out.
    Outcome,
    /// It is an aside, which may explain what came out.
    Aside,
    /// What came out may be wrong because of it.
    Warning,
}

impl Note {
    /// How much it matters.
    pub fn weight(&self) -> NoteWeight {
        match self {
            Note::DifferentLanguages { .. }
            | Note::ArticleInOtherLanguage { .. }
            | Note::UnseenByRouge
            | Note::SrxNotice { .. } => NoteWeight::Aside,
            Note::SrxProblem { .. } | Note::SrxLimit { .. } => NoteWeight::Warning,
            _ => NoteWeight::Outcome,
        }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Note::DifferentLanguages {
                names: [old, new],
                languages: [from, to],
            } => write!(
                f,
                "{old} is in {from}, {new} in {to}; nearly all of it will differ"
            ),
            Note::ArticleInOtherLanguage {
                article,
                languages: [of_article, of_summaries],
            } => write!(
                f,
                "{article} is in {of_article}, the summaries are in {of_summaries}; hardly anything will be found in it"
            ),
            Note::SubjectNotFound { article, subject } => {
                write!(
                    f,
                    "{article}: no sentence has a word of '{subject}'; summarized without it"
                )
            }
            Note::NothingNew { article, since } => {
                write!(f, "{article}: nothing new since {since}")
            }
            Note::NothingToQuote { article } => write!(f, "{article}: no sentence to quote"),
            Note::NothingShortEnough {
                article,
                length,
                in_characters: true,
            } => write!(
                f,
                "{article}: no sentence is so short; the one with the fewest words has {length} characters"
            ),
            Note::NothingShortEnough {
                article, length, ..
            } => {
                write!(
                    f,
                    "{article}: no sentence is so short; the shortest has {length} words"
                )
            }
            Note::NotTranslated {
                article,
                missing: [missing, all],
                languages: [from, to],
            } => write!(
                f,
                "{article}: {missing} of {all} sentences have no translation to {to} in the memory; given in {from}"
            ),
            Note::Pretranslated {
                translated: [translated, all],
                is_bilingual,
            } => {
                let what = if *is_bilingual {
                    "texts without translation"
                } else {
                    "segments"
                };
                write!(f, "{translated} of {all} {what} are in the memory")
            }
            Note::UnseenByRouge => write!(
                f,
                "ROUGE sees only a–z and digits, and most letters of the references are others; its scores say little here"
            ),
            Note::NoArticleInBoth {
                languages: LanguagePair { source, target },
            } => write!(f, "no article is there in both {source} and {target}"),
            Note::NoArticlesYet { folder } => write!(
                f,
                "{}: no articles yet; write one as <article>.<language>.txt, .md or .html, e.g. bridge.en.txt",
                folder.display()
            ),
            Note::SrxNotice {
                file,
                line,
                message,
            } => write!(f, "{}: line {line}: {message}", file.display()),
            Note::SrxProblem { file, problem } => write!(f, "{}: {problem}", file.display()),
            Note::SrxLimit {
                file,
                line,
                places,
                text,
            } => write!(
                f,
                "{}: line {line}: the rule takes too long at {places} places of {text} and is taken not to match there",
                file.display()
            ),
            Note::OtherCodes { translations } => write!(
                f,
                "{translations} of them with other marks than here (links, emphasis, pictures …); look at these"
            ),
        }
    }
}
