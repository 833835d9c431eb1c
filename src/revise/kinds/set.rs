use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// A kind of change. An edit may be of several kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EditClass {
    /// Another figure, in any script.
    Number,
    /// Another month, day of the week, year or date in figures.
    Date,
    /// Another name, as far as capital letters show it.
    Name,
    /// A negating word added or lost.
    Negation,
    /// Other words between quotation marks.
    Quotation,
    /// Another word for how possible or necessary something is.
    Modality,
    /// Punctuation marks.
    Punctuation,
    /// One style of quotation marks for another.
    QuoteStyle,
    /// White space.
    Whitespace,
    /// Capitals and small letters.
    Case,
    /// Another spelling of the same word.
    Spelling,
    /// The same letters in another form: Arabic and Persian ones, joiners, vowel marks, digits of
    /// another script, Unicode normal forms.
    Letters,
    /// The same words in another order.
    WordOrder,
    /// Other words.
    Wording,
    /// Words or sentences that are new.
    Addition,
    /// Words or sentences that are gone.
    Omission,
}

impl EditClass {
    /// All kinds, those that change the meaning first.
    pub const ALL: [EditClass; 16] = [
        EditClass::Number,
        EditClass::Date,
        EditClass::Name,
        EditClass::Negation,
        EditClass::Quotation,
        EditClass::Modality,
        EditClass::Punctuation,
        EditClass::QuoteStyle,
        EditClass::Whitespace,
        EditClass::Case,
        EditClass::Spelling,
        EditClass::Letters,
        EditClass::WordOrder,
        EditClass::Wording,
        EditClass::Addition,
        EditClass::Omission,
    ];

    /// The name in JSON and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            EditClass::Number => "number",
            EditClass::Date => "date",
            EditClass::Name => "name",
            EditClass::Negation => "negation",
            EditClass::Quotation => "quotation",
            EditClass::Modality => "modality",
            EditClass::Punctuation => "punctuation",
            EditClass::QuoteStyle => "quotes",
            EditClass::Whitespace => "whitespace",
            EditClass::Case => "case",
            EditClass::Spelling => "spelling",
            EditClass::Letters => "letters",
            EditClass::WordOrder => "word_order",
            EditClass::Wording => "wording",
            EditClass::Addition => "addition",
            EditClass::Omission => "omission",
        }
    }
}

impl fmt::Display for EditClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The error for a name that is no kind of change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}: no such kind of change (there are: {})", EditClass::ALL.map(EditClass::as_str).join(", "))]
pub struct ClassError {
    name: String,
}

impl FromStr for EditClass {
    type Err = ClassError;

    fn from_str(name: &str) -> Result<Self, ClassError> {
        let wanted = name.replace('-', "_");
        let found = EditClass::ALL
            .into_iter()
            .find(|class| class.as_str() == wanted);
        found.ok_or_else(|| ClassError {
            name: name.to_owned(),
        })
    }
}

/// The set of kinds of an edit.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct EditClasses(u32);

impl EditClasses {
    /// Adds a kind.
    pub fn insert(&mut self, class: EditClass) {
        self.0 |= 1 << class as u32;
    }

    /// Removes a kind.
    pub fn remove(&mut self, class: EditClass) {
        self.0 &= !(1 << class as u32);
    }

    /// Whether the set contains `class`.
    pub fn contains(self, class: EditClass) -> bool {
        self.0 & 1 << class as u32 != 0
    }

    /// Whether the set contains any of `others`.
    pub fn meets(self, others: EditClasses) -> bool {
        self.0 & others.0 != 0
    }

    /// The union of two sets.
    pub fn and(self, others: EditClasses) -> EditClasses {
        EditClasses(self.0 | others.0)
    }

    /// Whether all kinds of the set are in `others`.
    pub fn is_within(self, others: EditClasses) -> bool {
        self.0 & !others.0 == 0
    }

    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The kinds in the set, those that change the meaning first.
    pub fn iter(self) -> impl Iterator<Item = EditClass> {
        EditClass::ALL
            .into_iter()
            .filter(move |class| self.contains(*class))
    }
}

impl FromIterator<EditClass> for EditClasses {
    fn from_iter<I: IntoIterator<Item = EditClass>>(classes: I) -> Self {
        let mut all = EditClasses::default();
        classes.into_iter().for_each(|class| all.insert(class));
        all
    }
}

impl fmt::Debug for EditClasses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// The names of the kinds: `"number, date"`.
impl fmt::Display for EditClasses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, class) in self.iter().enumerate() {
            let comma = if at > 0 { ", " } else { "" };
            write!(f, "{comma}{class}")?;
        }
        Ok(())
    }
}

impl Serialize for EditClasses {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(EditClass::as_str))
    }
}
