//! Where quotations open and close, so that none is cut in two and none loses its speaker.

use crate::text::is_spaceless;

use super::Article;

/// Maximum number of sentences of a quotation. In a longer one, a mark was forgotten.
const MAX_SENTENCES: usize = 5;

/// What the quotation marks of an article say of its sentences.
#[derive(Debug, Default)]
pub(super) struct Quotations {
    /// Whether a quotation goes on from each sentence to the next.
    pub(super) goes_on: Vec<bool>,
    /// Whether nothing of the sentence stands outside quotation marks.
    pub(super) is_all_quoted: Vec<bool>,
    /// Whether the sentence is a quotation that a colon at the end of the one before announces.
    pub(super) is_announced: Vec<bool>,
    /// Where the text of a sentence that opens with a quotation begins outside it, in bytes.
    pub(super) outside: Vec<Option<usize>>,
}

/// What one mark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
}

impl Quotations {
    /// The quotations of `article`; empty lists if it has no quotation mark.
    pub(super) fn new(article: &Article) -> Self {
        let sentences = article.sentences();
        if !sentences
            .iter()
            .any(|s| article.text_of(s).contains(is_quotation_mark))
        {
            return Quotations::default();
        }
        let count = sentences.len();
        let mut found = Quotations {
            goes_on: vec![false; count],
            is_all_quoted: vec![false; count],
            is_announced: vec![false; count],
            outside: vec![None; count],
        };
        // The sentence in which the quotation opened that is not closed yet.
        let mut open: Option<usize> = None;
        for (index, sentence) in sentences.iter().enumerate() {
            let text = article.text_of(sentence);
            let before = index.checked_sub(1).map(|before| &sentences[before]);
            let reopens = starts_with_mark(text);
            if let Some(before) = before {
                // A quotation of several paragraphs has an opening mark at the start of each.
                let is_next = before.segment + 1 == sentence.segment || reopens;
                let same_paragraph = before.paragraph == sentence.paragraph;
                if sentence.place == 0 || !is_next || !(same_paragraph || reopens) {
                    open = None;
                }
            }
            found.is_announced[index] = reopens
                && open.is_none()
                && sentence.place > 0
                && before.is_some_and(|before| {
                    let text = article.text_of(before).trim_end();
                    before.place + 1 == sentence.place && text.ends_with([':', '：'])
                });
            let mut reader = Reader {
                open,
                index,
                reopens,
                outside: false,
                first_outside: None,
            };
            reader.read(text, &mut found);
            open = reader.open;
            found.is_all_quoted[index] = !reader.outside;
            found.outside[index] = reader.first_outside;
        }
        found
    }
}

/// Reads a sentence.
struct Reader {
    open: Option<usize>,
    index: usize,
    /// Whether the first mark may go on with a quotation that is open.
    reopens: bool,
    /// Whether a letter stands outside.
    outside: bool,
    first_outside: Option<usize>,
}

impl Reader {
    fn read(&mut self, text: &str, found: &mut Quotations) {
        let quoted_from_start = self.open.is_some() || self.reopens;
        let mut before: Option<char> = None;
        for (at, c) in text.char_indices() {
            if is_invisible(c) {
                continue;
            }
            if is_quotation_mark(c) {
                let rest = &text[at + c.len_utf8()..];
                let after = rest.chars().find(|&c| !is_invisible(c));
                match mark(before, c, after, self.open.is_some()) {
                    Some(Mark::Opens) => self.opens(),
                    Some(Mark::Closes) => self.closes(found),
                    None => {}
                }
            } else if self.open.is_none() && c.is_alphanumeric() && !self.outside {
                self.outside = true;
                self.first_outside = quoted_from_start.then_some(at);
            }
            before = Some(c);
        }
    }

    /// A mark in a quotation that is open already goes on with it where a paragraph may begin;
    /// elsewhere the one before was never closed.
    fn opens(&mut self) {
        if self.open.is_none() || !self.reopens {
            self.open = Some(self.index);
        }
        self.reopens = false;
    }

    fn closes(&mut self, found: &mut Quotations) {
        if let Some(since) = self.open.take()
            && self.index - since < MAX_SENTENCES
        {
            found.goes_on[since..self.index].fill(true);
        }
    }
}

/// What a quotation mark between two characters does: nothing if it is none, as in inches and
/// Hebrew abbreviations.
///
/// The same mark opens in one language and closes in another (`“` in English and German, `»` in
/// Danish and French), so the space around it decides first and its form after that.
fn mark(before: Option<char>, c: char, after: Option<char>, is_open: bool) -> Option<Mark> {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
    let is_spaced = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_spaceless(c));
    if c == '"' {
        let inches = !is_open && before.is_some_and(char::is_numeric) && !is_word(after);
        if inches || is_spaced(before) && is_spaced(after) {
            return None;
        }
    }
    let starts =
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-'));
    let ends = !is_word(after);
    Some(match (c, starts, ends) {
        ('「' | '『' | '„', ..) => Mark::Opens,
        ('」' | '』', ..) => Mark::Closes,
        (_, true, false) => Mark::Opens,
        (_, false, true) => Mark::Closes,
        ('“' | '«', ..) => Mark::Opens,
        ('”' | '»', ..) => Mark::Closes,
        _ if is_open => Mark::Closes,
        _ => Mark::Opens,
    })
}

fn starts_with_mark(text: &str) -> bool {
    let mut visible = text.chars().filter(|&c| !is_invisible(c));
    visible.next().is_some_and(is_quotation_mark)
}

fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』'
    )
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::{Metadata, Segment, SegmentKind, SegmentedDocument};
    use crate::text::{Block, BlockKind, Document, Language, Span};

    /// The quotations of sentences, a line each, in one paragraph; an empty line ends it.
    fn quotations(text: &str) -> Quotations {
        let (mut at, mut paragraph) = (0, 0);
        let mut segments = Vec::new();
        for line in text.split('\n') {
            let span = Span::new(at, at + line.len());
            at += line.len() + 1;
            if line.is_empty() {
                paragraph += 1;
                continue;
            }
            segments.push(Segment {
                span,
                kind: SegmentKind::Sentence,
                paragraph,
            });
        }
        let block = Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
        };
        let document = SegmentedDocument {
            language: Language::undetermined(),
            document: Document::new(text.to_owned(), vec![block]),
            segments,
            metadata: Metadata::default(),
        };
        Quotations::new(&Article::new(&document))
    }

    #[test]
    fn quotations_of_several_sentences_are_found_in_the_marks_of_many_languages() {
        for text in [
            "“The bridge is old.\nIt must close,” the mayor said.\nBoats go on.",
            "\"The bridge is old.\nIt must close,\" the mayor said.\nBoats go on.",
            "„Die Brücke ist alt.\nSie muss schließen“, sagte die Bürgermeisterin.\nBoote fahren.",
            "»Broen er gammel.\nDen skal lukke,« sagde borgmesteren.\nBådene sejler.",
            "« Le pont est vieux.\nIl doit fermer », a dit la maire.\nLes bateaux restent.",
            "”Bron är gammal.\nDen ska stängas”, sade borgmästaren.\nBåtarna går.",
            "”Silta on vanha.\nSe suljetaan”, sanoi pormestari.\nVeneet kulkevat.",
            "«پل کهنه است.\nباید بسته شود»، شهردار گفت.\nقایق‌ها می‌روند.",
            "«الجسر قديم.\nيجب أن يغلق»، قال العمدة.\nالقوارب تبحر.",
            "市长说：“桥老了。\n必须关闭。”\n船还在。",
            "「橋は古い。\n閉める」と市長は言った。\n船は残る。",
            "\u{200e}\"\u{200e}הגשר ישן.\nצריך לסגור\", אמר ראש העיר.\nסירות שטות.",
        ] {
            let found = quotations(text);
            assert_eq!(found.goes_on, [true, false, false], "{text}");
            assert!(!found.is_all_quoted[2], "{text}");
        }
    }

    #[test]
    fn a_new_paragraph_opens_its_quotation_again() {
        let found = quotations("“One.\n\n“Two.\n\n“Three,” she said.");
        assert_eq!(found.goes_on, [true, true, false]);
        assert_eq!(found.is_all_quoted, [true, true, false]);
    }

    #[test]
    fn a_colon_announces_a_quotation() {
        for text in ["She said:\n\n“One.”\nTwo.", "她说：\n“一。”\n二。"] {
            assert_eq!(quotations(text).is_announced, [false, true, false]);
        }
        assert_eq!(quotations("“One:”\nTwo.").is_announced, [false, false]);
    }

    #[test]
    fn forgotten_marks_bind_nothing() {
        let found = quotations("He said: “One.\n\nTwo.\nThree.”");
        assert_eq!(found.goes_on, [false; 3]);
        let long = format!("“One.{}\nEnd.”", "\nMore.".repeat(MAX_SENTENCES));
        assert!(!quotations(&long).goes_on.contains(&true));
        assert!(quotations("None.").goes_on.is_empty());
    }

    #[test]
    fn what_is_no_quotation() {
        let found = quotations("It is 5\" long.\nראש המוסד של צה\"ל.\nThe \"old\" bridge.");
        assert_eq!(found.goes_on, [false; 3]);
        assert_eq!(found.is_all_quoted, [false; 3]);
    }

    #[test]
    fn the_words_of_the_article_begin_after_the_quotation() {
        let found = quotations("“We won,” she said.\nShe “won”.\n“We won.”");
        assert_eq!(found.outside, [Some("“We won,” ".len()), None, None]);
        assert_eq!(found.is_all_quoted, [false, false, true]);
    }
}
