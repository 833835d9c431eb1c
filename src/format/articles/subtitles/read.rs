//! The text of subtitles: paragraphs of sentences that may run over several cues.

use std::ops::Range;

use super::cues::{Cue, Kind, NoCues, cues};
use super::wrap::is_joined;
use crate::text::{Block, BlockKind, CodeRole, Document, InlineCode, Span};

/// Maximum pause between two cues of one sentence.
const MAX_PAUSE_MILLISECONDS: u64 = 2000;

/// Maximum number of cues in a paragraph.
const MAX_CUES: usize = 12;

/// If fewer of a hundred cues end with a final mark, marks are not written, and each cue is a paragraph.
const FEWEST_FINAL: usize = 15;

/// Subtitles with all that is needed to write them again.
pub(super) struct Subtitles {
    /// The text.
    pub document: Document,
    /// The cues.
    pub cues: Vec<Cue>,
    /// What the cues consist of.
    pub pieces: Vec<Piece>,
}

/// A part of a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The cue.
    pub cue: usize,
    /// What it is.
    pub kind: PieceKind,
    /// Its bytes in the document's text.
    pub text: Range<usize>,
    /// Its bytes in the file.
    pub source: Range<usize>,
}

/// What a part of a cue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// Text.
    Text,
    /// The code of this number.
    Code(usize),
    /// The end of a line or a cue, which is a space in the text or nothing.
    Break,
    /// The dash before what another person says.
    Turn,
}

/// Reads the subtitles in `text`.
pub(super) fn read(text: &str, kind: Kind) -> Result<Subtitles, NoCues> {
    let cues = cues(text, kind)?;
    let mut reader = Reader {
        source: text,
        kind,
        text: String::new(),
        blocks: Vec::new(),
        codes: Vec::new(),
        pieces: Vec::new(),
        open: None,
    };
    let last_lines = cues
        .iter()
        .filter_map(|cue| text.get(cue.lines.last()?.clone()));
    let finals = last_lines.filter(|line| is_final(line)).count();
    let has_marks = finals * 100 >= cues.len() * FEWEST_FINAL;
    for (number, cue) in cues.iter().enumerate() {
        let before = number.checked_sub(1).and_then(|before| cues.get(before));
        let follows = before.is_some_and(|before| {
            cue.start >= before.start
                && cue.start.saturating_sub(before.end) <= MAX_PAUSE_MILLISECONDS
        });
        reader.cue(number, cue, follows && has_marks);
    }
    reader.close();
    Ok(Subtitles {
        document: Document::new(reader.text, reader.blocks).with_codes(reader.codes),
        cues,
        pieces: reader.pieces,
    })
}

struct Reader<'a> {
    source: &'a str,
    kind: Kind,
    text: String,
    blocks: Vec<Block>,
    codes: Vec<InlineCode>,
    pieces: Vec<Piece>,
    /// Where the paragraph that is open begins, and how many cues it has.
    open: Option<(usize, usize)>,
}

/// A line of a cue.
struct Line {
    /// Where it lies, without white space around it.
    place: Range<usize>,
    /// The dash in it that says that another person speaks; empty if there is none.
    dash: Range<usize>,
}

/// Something in a line.
enum Token<'a> {
    Text(Range<usize>, String),
    Tag(Range<usize>, &'a str),
}

impl<'a> Reader<'a> {
    fn cue(&mut self, number: usize, cue: &Cue, follows: bool) {
        let lines: Vec<Line> = cue
            .lines
            .iter()
            .filter_map(|line| self.line(line.clone()))
            .collect();
        let goes_on = self.open.is_some_and(|(start, cues)| {
            let so_far = self.text.get(start..).unwrap_or_default();
            let next = lines
                .first()
                .and_then(|line| self.source.get(line.place.clone()));
            let takes_up = next.is_some_and(|next| is_taken_up(so_far, next));
            follows && cues < MAX_CUES && (takes_up || !is_final(so_far))
        });
        let tokens: Vec<[Vec<Token<'_>>; 2]> = lines
            .iter()
            .map(|line| {
                let [before, after] = [
                    line.place.start..line.dash.start,
                    line.dash.end..line.place.end,
                ];
                [self.tokens(before), self.tokens(after)]
            })
            .collect();
        let roles = roles(tokens.iter().flatten().flatten());
        let mut role = roles.into_iter();
        let mut is_first = true;
        let mut end = cue.content.start;
        for (line, [before, after]) in lines.into_iter().zip(tokens) {
            let has_dash = !line.dash.is_empty();
            if has_dash || is_first && !goes_on {
                self.close();
            }
            if self.open.is_some() {
                let from = if is_first { line.place.start } else { end };
                self.line_break(number, from..line.place.start);
            }
            if is_first && let Some((_, cues)) = &mut self.open {
                *cues += 1;
            }
            is_first = false;
            end = line.place.end;
            self.add(number, before, &mut role);
            if has_dash {
                self.piece(number, PieceKind::Turn, "", line.dash);
            }
            self.add(number, after, &mut role);
        }
    }

    /// Adds what a part of a line consists of.
    fn add(
        &mut self,
        cue: usize,
        tokens: Vec<Token<'_>>,
        role: &mut impl Iterator<Item = CodeRole>,
    ) {
        for token in tokens {
            self.begin();
            match token {
                Token::Text(source, text) => self.piece(cue, PieceKind::Text, &text, source),
                Token::Tag(source, tag) => {
                    self.codes.push(InlineCode {
                        span: Span::new(self.text.len(), self.text.len()),
                        role: role.next().unwrap_or(CodeRole::Standalone),
                        name: tag_name(tag).to_owned(),
                        markup: tag.to_owned(),
                    });
                    let code = self.codes.len() - 1;
                    self.piece(cue, PieceKind::Code(code), "", source);
                }
            }
        }
    }

    /// The line in `range` without white space around it; `None` if nothing is in it.
    fn line(&self, range: Range<usize>) -> Option<Line> {
        let line = self.source.get(range.clone())?;
        let inside = line.trim();
        if inside.is_empty() {
            return None;
        }
        let start = range.start + line.len() - line.trim_start().len();
        // Where on the screen it stands, and the like, comes before a dash.
        let mut said = inside;
        while let Some(tag) = tag(said) {
            said = said.get(tag.len()..).unwrap_or_default().trim_start();
        }
        let at = start + inside.len() - said.len();
        Some(Line {
            place: start..start + inside.len(),
            dash: at..at + dash(said).unwrap_or(0),
        })
    }

    fn piece(&mut self, cue: usize, kind: PieceKind, text: &str, source: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece {
            cue,
            kind,
            text: start..self.text.len(),
            source,
        });
    }

    /// Begins a paragraph if none is open.
    fn begin(&mut self) {
        if self.open.is_none() {
            // Also after one of nothing but codes, so that those lie apart.
            if !self.pieces.is_empty() {
                self.text.push_str("\n\n");
            }
            self.open = Some((self.text.len(), 1));
        }
    }

    fn line_break(&mut self, cue: usize, source: Range<usize>) {
        let next = self
            .source
            .get(source.end..)
            .and_then(|rest| rest.chars().next());
        let before = self.text.chars().next_back();
        // Scripts without spaces have none between lines either.
        let joins = before.is_some_and(is_joined) && next.is_some_and(is_joined);
        let space = if joins || before.is_none_or(char::is_whitespace) {
            ""
        } else {
            " "
        };
        self.piece(cue, PieceKind::Break, space, source);
    }

    fn close(&mut self) {
        if let Some((start, _)) = self.open.take() {
            let part = self.text.get(start..).unwrap_or_default();
            let inside = part.trim_start();
            let begin = start + part.len() - inside.len();
            self.blocks.push(Block {
                span: Span::new(begin, begin + inside.trim_end().len()),
                kind: BlockKind::Paragraph,
            });
        }
    }

    /// What the part `range` of a line consists of.
    fn tokens(&self, range: Range<usize>) -> Vec<Token<'a>> {
        let mut tokens = Vec::new();
        let mut from = range.start;
        let mut at = range.start;
        let text = |from: usize, to: usize, tokens: &mut Vec<Token<'a>>| {
            if let Some(text) = self.source.get(from..to).filter(|text| !text.is_empty()) {
                tokens.push(Token::Text(from..to, self.plain(text)));
            }
        };
        while let Some(rest) = self
            .source
            .get(at..range.end)
            .filter(|rest| !rest.is_empty())
        {
            match tag(rest) {
                Some(tag) => {
                    text(from, at, &mut tokens);
                    tokens.push(Token::Tag(at..at + tag.len(), tag));
                    at += tag.len();
                    from = at;
                }
                None => at += rest.chars().next().map_or(1, char::len_utf8),
            }
        }
        text(from, range.end, &mut tokens);
        tokens
    }

    /// `text` as people read it, with one space for several.
    fn plain(&self, text: &str) -> String {
        let mut plain = String::with_capacity(text.len());
        for c in text.chars() {
            if !c.is_whitespace() || c == '\u{a0}' {
                plain.push(c);
            } else if !plain.ends_with(' ') {
                plain.push(' ');
            }
        }
        if self.kind == Kind::Srt || !plain.contains('&') {
            return plain;
        }
        let resolve = |name: &str| match name {
            "nbsp" => Some("\u{a0}"),
            "lrm" => Some("\u{200e}"),
            "rlm" => Some("\u{200f}"),
            name => quick_xml::escape::resolve_xml_entity(name),
        };
        match quick_xml::escape::unescape_with(&plain, resolve) {
            Ok(text) => text.into_owned(),
            Err(_) => plain,
        }
    }
}

/// The tag that `text` begins with: `<i>`, `</i>`, `<v Ada>`, `<00:00:01.500>` or `{\an8}`.
fn tag(text: &str) -> Option<&str> {
    let (closing, begins) = match text.as_bytes().first()? {
        b'<' => ('>', text.get(1..)?),
        b'{' => ('}', text.get(1..)?.strip_prefix('\\')?),
        _ => return None,
    };
    let first = begins.strip_prefix('/').unwrap_or(begins).chars().next()?;
    let is_time = first.is_ascii_digit() && !begins.starts_with('/');
    let end = text.find(closing)?;
    let inside = text.get(1..end)?;
    if inside.contains(['<', '{']) {
        return None;
    }
    let fits = match closing {
        '}' => true,
        _ if is_time => {
            inside.contains(':')
                && inside
                    .chars()
                    .all(|c| c.is_ascii_digit() || ":.".contains(c))
        }
        _ => first.is_ascii_alphabetic(),
    };
    if fits { text.get(..=end) } else { None }
}

/// What a tag is called.
fn tag_name(tag: &str) -> &str {
    let inside = tag.trim_matches(['<', '>', '{', '}', '/', '\\']);
    let end = inside
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inside.len());
    match inside.get(..end) {
        Some(name) if name.starts_with(|c: char| c.is_ascii_alphabetic()) => name,
        _ => "time",
    }
}

/// What the tags among these tokens do: one that nothing in the cue ends, or begins, stands alone.
fn roles<'t>(tokens: impl Iterator<Item = &'t Token<'t>>) -> Vec<CodeRole> {
    let mut roles = Vec::new();
    let mut open: Vec<(usize, &str)> = Vec::new();
    for token in tokens {
        let Token::Tag(_, tag) = token else {
            continue;
        };
        roles.push(CodeRole::Standalone);
        let number = roles.len() - 1;
        if !tag.starts_with('<') {
            continue;
        }
        let name = tag_name(tag);
        if !tag.starts_with("</") {
            open.push((number, name));
        } else if let Some(begun) = open.iter().rposition(|(_, begun)| *begun == name) {
            // What began within it and did not end there stands alone.
            let begin = open.drain(begun..).next().map(|(begin, _)| begin);
            for (at, role) in [(begin, CodeRole::Begin), (Some(number), CodeRole::End)] {
                if let Some(place) = at.and_then(|at| roles.get_mut(at)) {
                    *place = role;
                }
            }
        }
    }
    roles
}

/// How long the dash is that says that another person speaks, with the space after it.
fn dash(line: &str) -> Option<usize> {
    let inside = line.trim_start();
    let rest = inside.strip_prefix(['-', '–', '—', '‐'])?;
    let said = rest.trim_start();
    let is_turn = said.starts_with(|c: char| !c.is_numeric() && !"-–—".contains(c));
    is_turn.then(|| line.len() - said.len())
}

/// Whether a sentence ends with this line.
fn is_final(line: &str) -> bool {
    let mut line = line.trim_end();
    // Tags are no marks.
    while let Some(start) = line.strip_suffix('>').and_then(|line| line.rfind('<')) {
        line = line.get(..start).unwrap_or_default().trim_end();
    }
    let line = line.trim_end_matches(['"', '\'', '”', '’', '»', '«', '」', '』']);
    line.ends_with([
        '.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', '։', ':', '：', ')', ']', '）', '】',
        '♪', '♫', '#', '*',
    ])
}

/// Whether a sentence that was left with points is taken up by `next`.
fn is_taken_up(so_far: &str, next: &str) -> bool {
    let left = so_far.trim_end().ends_with(['…']) || so_far.trim_end().ends_with("...");
    let next = next.trim_start();
    left && (next.starts_with(['…'])
        || next.starts_with("...")
        || next.starts_with(char::is_lowercase))
}
