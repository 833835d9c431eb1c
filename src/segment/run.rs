//! A run of terminators, and what closes behind it.

use crate::text::is_spaceless;

use super::chars::{Stop, is_closing, is_continuation, is_format, is_markup, is_opening, is_quote};
use super::quotes::Quotes;
use super::rules::Rules;
use super::words::Next;

/// A run of terminators with what closes behind it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub start: usize,
    /// Behind the terminators.
    pub stop: usize,
    /// Behind the closing marks.
    pub closed: usize,
    /// Behind the white space.
    pub end: usize,
    pub kind: Stop,
    /// Whether a quotation mark closes, not only a bracket or markup.
    pub quote: bool,
    /// Whether anything closes.
    pub closes: bool,
    /// Behind the first full stop of `word. . . .`, with the space: an ellipsis opens the next
    /// sentence there.
    pub first_stop: Option<usize>,
}

impl Rules {
    pub(super) fn run(&self, text: &str, start: usize, quotes: &mut Quotes) -> Run {
        let (mut stop, mut dots) = (start, 0);
        let mut kind = Stop::Period;
        let mut first_stop = None;
        let mut rest = text[start..].chars();
        while let Some(c) = rest.next() {
            if let Some(found) = self.stop(c) {
                kind = kind.max(found);
                dots += usize::from(found == Stop::Period);
                stop = text.len() - rest.as_str().len();
            } else if kind <= Stop::Ellipsis
                && (c == ' ' || c == '\u{a0}')
                && rest.as_str().starts_with('.')
            {
                // . . .
                if dots == 1 && kind == Stop::Period {
                    first_stop = Some(text.len() - rest.as_str().len());
                }
                kind = Stop::Ellipsis;
            } else if !is_format(c) {
                break;
            }
        }
        if kind == Stop::Period && dots > 1 {
            kind = Stop::Ellipsis;
        }
        let attached = text[..start].ends_with(|c: char| c.is_alphanumeric() || is_closing(c));
        first_stop = first_stop.filter(|_| dots == 4 && attached);
        let mut run = Run {
            start,
            stop,
            closed: stop,
            end: stop,
            kind,
            quote: false,
            closes: false,
            first_stop,
        };
        self.close(text, &mut run, quotes);
        let white = text[run.closed..].find(|c: char| !c.is_whitespace() && !is_format(c));
        run.end = white.map_or(text.len(), |white| run.closed + white);
        if run.closed < run.end || run.first_stop.is_none() {
            // A spaced ellipsis opens a sentence only when one follows.
            let opens = Next::new(&text[run.end..]).is_upper();
            run.first_stop = run.first_stop.filter(|_| opens && !run.closes);
        }
        run
    }

    /// Takes the marks that close behind the terminators of `run`.
    fn close(&self, text: &str, run: &mut Run, quotes: &mut Quotes) {
        let mut at = run.stop;
        loop {
            let rest = &text[at..];
            let Some(c) = rest.chars().next() else { break };
            let after = &rest[c.len_utf8()..];
            let next = after.chars().next();
            let set_off = next.is_none_or(|next| !next.is_alphanumeric() && !is_opening(next));
            if is_closing(c) {
                at += c.len_utf8();
                run.closes = true;
            } else if is_quote(c)
                && (set_off || self.closes_only(c))
                && !self.opens_cjk(c, next, run.kind)
            {
                at += c.len_utf8();
                run.closes = true;
                run.quote = true;
            } else if is_markup(c) && (set_off || opened(text, run.start, c)) {
                at += c.len_utf8();
                run.closes = true;
            } else if c.is_whitespace() {
                // « fini. »   He left. ''   as he said. "
                let white = rest.len() - rest.trim_start().len();
                let mark = &rest[white..];
                if let Some(bracket) = mark.chars().next().filter(|&c| is_closing(c)) {
                    at += white + bracket.len_utf8();
                    run.closes = true;
                    continue;
                }
                let Some(length) = self.spaced_closing(text, at + white, mark, quotes) else {
                    match reference(mark) {
                        Some(length) if run.kind != Stop::Ellipsis => {
                            at += white + length;
                            run.closes = true;
                            continue;
                        }
                        _ => break,
                    }
                };
                at += white + length;
                run.closes = true;
                run.quote = true;
            } else if let Some(length) = reference(rest).filter(|_| run.kind != Stop::Ellipsis) {
                at += length;
                run.closes = true;
            } else if is_format(c) {
                at += c.len_utf8();
            } else {
                break;
            }
        }
        run.closed = at;
    }

    /// A quotation mark that closes in this language and cannot open a sentence.
    fn closes_only(&self, c: char) -> bool {
        match c {
            '»' | '›' => !self.traits.guillemets_inward,
            '«' | '‹' => false,
            '”' => !self.traits.guillemets_inward,
            '’' => true,
            _ => false,
        }
    }

    /// In text without spaces `“` and `‘` behind a stop open the next sentence.
    fn opens_cjk(&self, c: char, next: Option<char>, kind: Stop) -> bool {
        matches!(c, '“' | '‘') && kind >= Stop::Exclaim && next.is_some_and(is_spaceless)
    }

    /// The length of a mark that closes although a space is before it.
    fn spaced_closing(
        &self,
        text: &str,
        at: usize,
        mark: &str,
        quotes: &mut Quotes,
    ) -> Option<usize> {
        let c = mark.chars().next()?;
        let length = if mark.starts_with("''") {
            2
        } else {
            c.len_utf8()
        };
        let alone = mark[length..].chars().next().is_none_or(|c| {
            c.is_whitespace() || is_continuation(c) || is_closing(c) || matches!(c, '.' | '!' | '?')
        });
        let closes = match c {
            _ if !alone => false,
            '»' | '›' => !self.traits.guillemets_inward || quotes.is_open(text, at, '»'),
            '”' | '’' => true,
            '\'' if length == 2 => true,
            '"' => quotes.is_open(text, at, '"'),
            _ => false,
        };
        closes.then_some(length)
    }
}

/// Whether the mark `c` stands not far before `at`, so that it may close here.
fn opened(text: &str, at: usize, c: char) -> bool {
    let mut from = at.saturating_sub(200);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text[from..at].matches(c).count() % 2 == 1
}

/// The length of a reference that is behind a sentence and belongs to it, when a new sentence
/// follows: `[6]`, `[12][13]`, `[…]`.
fn reference(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(inside) = text[at..].strip_prefix('[') {
        let length = inside.bytes().take(6).position(|byte| byte == b']')?;
        let body = &inside.get(..length)?;
        let numbered = body.bytes().all(|b| b.is_ascii_digit());
        if !(numbered || *body == "..." || *body == "…") || body.is_empty() {
            break;
        }
        at += length + 2;
    }
    let rest = &text[at..];
    let next = rest.trim_start();
    let opens = next.is_empty() || (next.len() < rest.len() && Next::new(next).is_upper());
    (at > 0 && opens).then_some(at)
}
