//! Decisions about where a sentence may end, and the rules behind them.

use std::fmt;

/// The rule that decided whether a sentence ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// A terminator, and what follows opens a sentence (UAX #29, SB11).
    Terminator,
    /// What follows begins in lower case (SB8).
    LowerCase,
    /// The text is written without capitals, so that lower case does not tell that it goes on.
    NoCapitals,
    /// A comma, semicolon or the like follows (SB8a).
    Continuation,
    /// The terminator stands inside a word, a number or an address (SB6, SB7).
    InsideWord,
    /// The space after the stop is missing, but a new sentence begins.
    MissingSpace,
    /// An abbreviation of the language that never ends a sentence.
    Abbreviation,
    /// An abbreviation that belongs to the number after it.
    BeforeNumber,
    /// An abbreviation that belongs to the name after it.
    BeforeName,
    /// A part of an abbreviation of several words: `z. B.`
    Phrase,
    /// An abbreviation that may end a sentence, followed by what opens one.
    AbbreviationEnds,
    /// The initial of a name.
    Initial,
    /// Capitals with full stops between them: `U.S.`
    Acronym,
    /// A number or Roman numeral with a full stop is an ordinal in the language.
    Ordinal,
    /// All that is before is the number of a list item or section.
    Label,
    /// A new item of a list begins.
    ListItem,
    /// An ellipsis inside a sentence.
    Ellipsis,
    /// A name that ends in an exclamation or question mark.
    Name,
    /// Direct speech goes on, or the words that say who speaks follow.
    Speech,
    /// Inside the brackets of a title: `《…！…》`
    Title,
    /// The full stop is not what ends sentences in the language.
    NotAStop,
    /// Only spacing or quotation marks set a heading off.
    Heading,
    /// Place, date and agency before the first sentence.
    Dateline,
    /// Spacing and the words beside it, in a language without terminators.
    Spacing,
    /// The paragraph or line ends.
    BlockEnd,
}

impl Rule {
    /// The name in JSON and in explanations.
    pub fn as_str(self) -> &'static str {
        match self {
            Rule::Terminator => "terminator",
            Rule::LowerCase => "lower_case",
            Rule::NoCapitals => "no_capitals",
            Rule::Continuation => "continuation",
            Rule::InsideWord => "inside_word",
            Rule::MissingSpace => "missing_space",
            Rule::Abbreviation => "abbreviation",
            Rule::BeforeNumber => "before_number",
            Rule::BeforeName => "before_name",
            Rule::Phrase => "phrase",
            Rule::AbbreviationEnds => "abbreviation_ends",
            Rule::Initial => "initial",
            Rule::Acronym => "acronym",
            Rule::Ordinal => "ordinal",
            Rule::Label => "label",
            Rule::ListItem => "list_item",
            Rule::Ellipsis => "ellipsis",
            Rule::Name => "name",
            Rule::Speech => "speech",
            Rule::Title => "title",
            Rule::NotAStop => "not_a_stop",
            Rule::Heading => "heading",
            Rule::Dateline => "dateline",
            Rule::Spacing => "spacing",
            Rule::BlockEnd => "block_end",
        }
    }

    /// A description of the rule for people.
    pub fn about(self) -> &'static str {
        match self {
            Rule::Terminator => "a terminator, and what follows opens a sentence",
            Rule::LowerCase => "what follows begins in lower case",
            Rule::NoCapitals => "the text is written without capitals",
            Rule::Continuation => "a comma, semicolon or colon follows",
            Rule::InsideWord => "inside a word, number or address",
            Rule::MissingSpace => "the space is missing, but a new sentence begins",
            Rule::Abbreviation => "an abbreviation that never ends a sentence",
            Rule::BeforeNumber => "an abbreviation that belongs to the number after it",
            Rule::BeforeName => "an abbreviation that belongs to the name after it",
            Rule::Phrase => "part of an abbreviation of several words",
            Rule::AbbreviationEnds => "an abbreviation that may end a sentence, before a new one",
            Rule::Initial => "the initial of a name",
            Rule::Acronym => "letters with full stops between them",
            Rule::Ordinal => "an ordinal number",
            Rule::Label => "the number of an item or section",
            Rule::ListItem => "a new item of a list begins",
            Rule::Ellipsis => "an ellipsis inside a sentence",
            Rule::Name => "a name that ends in an exclamation or question mark",
            Rule::Speech => "direct speech, or who speaks",
            Rule::Title => "inside the brackets of a title",
            Rule::NotAStop => "the full stop ends no sentence in this language",
            Rule::Heading => "a heading set off by spacing",
            Rule::Dateline => "a dateline",
            Rule::Spacing => "spacing and the words beside it",
            Rule::BlockEnd => "the paragraph ends",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.about())
    }
}

/// A place where a sentence might end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decision {
    /// The offset at which the next sentence would begin, in bytes: after the terminator, its closing marks and white
    /// space.
    pub at: usize,
    /// The offset at which the terminator ends, in bytes.
    pub stop: usize,
    /// Whether the sentence ends.
    pub ends: bool,
    /// The rule that decided.
    pub rule: Rule,
}
