//! SRX 2.0, Segmentation Rules eXchange (GALA/LISA OSCAR, 7 April 2008): read, validated, applied
//! and written; version 1.0 is read as well.
//!
//! ```
//! use recto::segment::srx::{SrxDocument, SrxRules};
//!
//! let file = SrxDocument::read(br#"<srx version="2.0" xmlns="http://www.lisa.org/srx20">
//!   <header segmentsubflows="yes" cascade="yes"/>
//!   <body>
//!     <languagerules>
//!       <languagerule languagerulename="all">
//!         <rule break="no"><beforebreak>\bDr\.</beforebreak><afterbreak>\s</afterbreak></rule>
//!         <rule break="yes"><beforebreak>[.?!]+</beforebreak><afterbreak>\s</afterbreak></rule>
//!       </languagerule>
//!     </languagerules>
//!     <maprules><languagemap languagepattern=".*" languagerulename="all"/></maprules>
//!   </body>
//! </srx>"#)?;
//! let rules = SrxRules::compile(&file.document, "en")?;
//! let breaks = rules.breaks("Dr. Hale came. It rained.");
//! assert_eq!(breaks.breaks.iter().map(|found| found.at).collect::<Vec<_>>(), [14]);
//! # Ok::<(), recto::segment::srx::SrxError>(())
//! ```
//!
//! The way of a rule: `read` gives its two patterns as text, `parse` makes a tree of them,
//! `edges` takes look-around off its edges, `matcher` runs what is left as an automaton or as
//! `threads`, `engine` applies the rules in their order.

mod classes;
mod edges;
mod engine;
mod escapes;
mod export;
mod groups;
mod matcher;
mod overlay;
mod parse;
mod read;
mod set;
mod syntax;
mod threads;
mod write;

pub use engine::{Break, Breaks, LimitHit, RuleProblem, SrxRules};
pub use export::{export, languages};
pub(super) use overlay::Overlay;
pub use overlay::{SrxLimit, SrxMode};

use threads::{BUDGET, Outcome, Pool, Program};

/// The rules of an SRX file, as it has them.
///
/// Two documents are equal if they say the same; the lines they were read from do not count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SrxDocument {
    /// `segmentsubflows`: whether text inside of inline elements (a footnote, an index entry) is
    /// segmented too. Kept for writing; plain text has none.
    pub segment_subflows: bool,
    /// `cascade`: whether the rules of all language maps that match hold, or of the first only.
    pub cascade: bool,
    /// `formathandle`: kept for writing, since plain text has no inline codes.
    pub format_handles: Vec<FormatHandle>,
    /// Named lists of rules, in order.
    pub language_rules: Vec<LanguageRule>,
    /// Which list applies to which languages, in order.
    pub maps: Vec<LanguageMap>,
}

/// The side of a break that an inline code goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatHandle {
    /// Which codes: `start`, `end` or `isolated`.
    pub kind: String,
    /// Whether it stays with the segment before the break.
    pub include: bool,
}

/// A named list of rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LanguageRule {
    /// `languagerulename`, by which language maps name it.
    pub name: String,
    /// The rules, in order: the first that matches at a place decides.
    pub rules: Vec<Rule>,
}

/// A rule: where `before` ends and `after` begins, the text is broken or not.
#[derive(Debug, Clone, Default)]
pub struct Rule {
    /// Whether it breaks (`break="yes"`) or is an exception.
    pub breaks: bool,
    /// `beforebreak`, a regular expression; empty if there is none.
    pub before: String,
    /// `afterbreak`, a regular expression; empty if there is none.
    pub after: String,
    /// Line in the file, from 1; 0 for a rule that was not read.
    pub line: usize,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        (self.breaks, &self.before, &self.after) == (other.breaks, &other.before, &other.after)
    }
}

impl Eq for Rule {}

/// The languages that a list of rules applies to.
#[derive(Debug, Clone, Default)]
pub struct LanguageMap {
    /// `languagepattern`, a regular expression that the whole tag must match.
    pub pattern: String,
    /// `languagerulename` of the list.
    pub rule_name: String,
    /// Line in the file, from 1; 0 for a map that was not read.
    pub line: usize,
}

impl PartialEq for LanguageMap {
    fn eq(&self, other: &Self) -> bool {
        (&self.pattern, &self.rule_name) == (&other.pattern, &other.rule_name)
    }
}

impl Eq for LanguageMap {}

/// A file that was read, and the parts of it that were skipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SrxFile {
    /// The rules.
    pub document: SrxDocument,
    /// In the order of the file.
    pub notices: Vec<SrxNotice>,
}

/// Something in a file that is not used or that the specification does not allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SrxNotice {
    /// Line in the file, from 1.
    pub line: usize,
    /// What it is.
    pub message: String,
}

/// Why a file is no SRX that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SrxError {
    /// Its bytes are not in the encoding that it says.
    #[error("it is not {0}, as its XML declaration or byte order mark says; save it as UTF-8")]
    Encoding(String),
    /// No such encoding is known.
    #[error("its XML declaration names the unknown encoding '{0}'; save it as UTF-8")]
    UnknownEncoding(String),
    /// It is not well-formed.
    #[error("line {line}: it is not well-formed XML: {reason}")]
    Xml {
        /// Line, from 1.
        line: usize,
        /// What the XML reader says.
        reason: String,
    },
    /// An entity that is not one of the five of XML.
    #[error(
        "line {line}: the entity &{name}; is not expanded, as it could read other files; write the character itself"
    )]
    Entity {
        /// Line, from 1.
        line: usize,
        /// Name of the entity.
        name: String,
    },
    /// It is XML of another kind.
    #[error("line {line}: <{found}> is no SRX file; one begins with <srx version=\"2.0\">")]
    NotSrx {
        /// Line, from 1.
        line: usize,
        /// The root element.
        found: String,
    },
    /// A version that is not known.
    #[error("line {line}: SRX version '{version}' is not known; 1.0 and 2.0 are")]
    Version {
        /// Line, from 1.
        line: usize,
        /// What the file says.
        version: String,
    },
    /// An attribute is missing or has a value that it must not have.
    #[error("line {line}: <{element}> needs {attribute}=\"{wanted}\", but has {found}")]
    Attribute {
        /// Line, from 1.
        line: usize,
        /// Name of the element.
        element: String,
        /// Name of the attribute.
        attribute: &'static str,
        /// What may stand there.
        wanted: &'static str,
        /// What stands there.
        found: String,
    },
    /// An element stands where the specification has none.
    #[error("line {line}: <{element}> does not belong into {parent}")]
    Misplaced {
        /// Line, from 1.
        line: usize,
        /// Name of the element.
        element: String,
        /// What it is in.
        parent: String,
    },
    /// Two lists of rules have the same name.
    #[error("line {line}: a second languagerule '{name}'; give it another name")]
    Duplicate {
        /// Line, from 1.
        line: usize,
        /// The name.
        name: String,
    },
    /// A language map names a list that is not there.
    #[error("line {line}: the language map names '{name}', but there is no such languagerule")]
    UnknownRule {
        /// Line, from 1.
        line: usize,
        /// The name.
        name: String,
    },
    /// There is no language map at all.
    #[error(
        "it has no languagemap, so that its rules hold for no language; add <languagemap languagepattern=\".*\" languagerulename=\"…\"/> to <maprules>"
    )]
    NoMaps,
    /// No map matches the language.
    #[error(
        "none of its language maps matches '{language}'; add a languagemap, or name another language"
    )]
    NoLanguage {
        /// The tag.
        language: String,
    },
}

impl SrxDocument {
    /// The lists of rules that hold for `language`, in the order of the maps. A map whose pattern
    /// cannot be read matches nothing and is a problem.
    fn language_rules_for(
        &self,
        language: &str,
        problems: &mut Vec<RuleProblem>,
    ) -> Result<Vec<&LanguageRule>, SrxError> {
        let mut chosen = Vec::new();
        for map in &self.maps {
            match is_match(&map.pattern, language) {
                Ok(false) => continue,
                Ok(true) => {}
                Err(reason) => {
                    problems.push(RuleProblem {
                        line: map.line,
                        language_rule: map.rule_name.clone(),
                        refused: true,
                        reason: format!("languagepattern: {reason}"),
                    });
                    continue;
                }
            }
            let named = self
                .language_rules
                .iter()
                .find(|rule| rule.name == map.rule_name);
            chosen.push(named.ok_or_else(|| SrxError::UnknownRule {
                line: map.line,
                name: map.rule_name.clone(),
            })?);
            if !self.cascade {
                break;
            }
        }
        if chosen.is_empty() {
            return Err(SrxError::NoLanguage {
                language: language.to_owned(),
            });
        }
        Ok(chosen)
    }
}

/// Whether `pattern` matches all of the tag, as `pt-BR` or `pt_BR`, in any case.
fn is_match(pattern: &str, tag: &str) -> Result<bool, String> {
    let parsed = parse::parse(&format!("(?iu:{pattern})"))?;
    let end = syntax::Node::Assert(syntax::Assertion::TextEnd);
    let program = Program::new(&syntax::Node::concat([parsed.node, end]), false)?;
    let mut pool = Pool::default();
    let mut matches =
        |tag: &str| program.matches_at(tag, 0, &mut { BUDGET }, &mut pool) == Outcome::Yes;
    Ok(matches(tag) || matches(&tag.replace('-', "_")))
}

#[cfg(test)]
mod tests;
