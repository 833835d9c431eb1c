//! Where sentences end: terminators, and what their context says of them.
//!
//! The candidates are those of UAX #29 (a terminator, closing marks, white space), found by one
//! scan over the bytes; the rules of SB6 to SB11 are applied as the standard has them, with what
//! it leaves to the language: abbreviations, initials, ordinals, speech, labels. Everything that
//! is looked at beside a candidate is bounded, so the time is linear on any input; the tests
//! compare with `unicode-segmentation` where no rule of a language applies.

use crate::languages::{Profile, Traits};
use crate::text::Language;

use super::abbreviations::Abbreviations;
use super::chars::{Stop, leads_stop, stop_of};
use super::decision::{Decision, Rule};
use super::lists;
use super::quotes::Quotes;
use super::thai;

/// The rules of one language.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    pub(super) data: &'static Abbreviations,
    pub(super) traits: Traits,
    /// The bytes that may begin a terminator.
    leads: [bool; 256],
}

impl Rules {
    pub(super) fn new(language: &Language) -> Self {
        let traits = Profile::of(language.primary()).traits;
        let mut leads = [false; 256];
        for (byte, lead) in leads.iter_mut().enumerate() {
            *lead = matches!(byte as u8, b'.' | b'!' | b'?')
                || leads_stop(byte as u8)
                || (traits.semicolon_asks && byte as u8 == b';')
                || (traits.colon_stops && byte as u8 == b':');
        }
        Rules {
            data: Abbreviations::of(language.primary()),
            traits,
            leads,
        }
    }

    /// Calls `visit` with each place of `text` after `from` at which a sentence might end, in
    /// order, and what was decided there. The end of the text is left out.
    pub(super) fn decide(&self, text: &str, from: usize, visit: &mut dyn FnMut(Decision)) {
        if !self.traits.spaces_end {
            return self.decide_stops(text, from, visit);
        }
        let mut decisions = Vec::new();
        self.decide_stops(text, from, &mut |decision| {
            let ends = decision.ends && thai::may_end(&text[from..decision.at]);
            let rule = if ends == decision.ends {
                decision.rule
            } else {
                Rule::NotAStop
            };
            decisions.push(Decision {
                ends,
                rule,
                ..decision
            });
        });
        let spaces = thai::sentence_ends(&text[from..])
            .into_iter()
            .map(|at| from + at);
        decisions.extend(spaces.map(|at| Decision {
            at,
            stop: at,
            ends: true,
            rule: Rule::Spacing,
        }));
        // Of two decisions on one place the one that ends a sentence counts.
        decisions.sort_by_key(|decision| (decision.at, !decision.ends));
        decisions.dedup_by_key(|decision| decision.at);
        decisions.into_iter().for_each(visit);
    }

    fn decide_stops(&self, text: &str, from: usize, visit: &mut dyn FnMut(Decision)) {
        let mut sentence = from;
        let mut at = from;
        let mut quotes = Quotes::default();
        let lower_only = is_lower_only(&text[from..]);
        let items = lists::items(&text[from..]);
        let mut items = items
            .iter()
            .map(|item| (from + item.start, from + item.end))
            .peekable();
        let mut label = from;
        loop {
            let stop = self.next_stop(text, at);
            while let Some((start, end)) =
                items.next_if(|item| stop.is_none_or(|stop| item.0 <= stop))
            {
                if start > sentence {
                    visit(Decision {
                        at: start,
                        stop: start,
                        ends: true,
                        rule: Rule::ListItem,
                    });
                    sentence = start;
                }
                label = end;
            }
            let Some(start) = stop else { break };
            if start < label {
                visit(Decision {
                    at: label,
                    stop: label,
                    ends: false,
                    rule: Rule::Label,
                });
                at = label;
                continue;
            }
            let run = self.run(text, start, &mut quotes);
            at = run.closed;
            if run.end >= text.len() {
                break;
            }
            if let Some(first) = run.first_stop {
                visit(Decision {
                    at: first,
                    stop: first,
                    ends: true,
                    rule: Rule::Ellipsis,
                });
                sentence = first;
            }
            let (ends, rule) = match run.first_stop {
                Some(_) => (false, Rule::Ellipsis),
                None => self.judge(text, sentence, &run, lower_only),
            };
            visit(Decision {
                at: run.end,
                stop: run.stop,
                ends,
                rule,
            });
            if ends {
                sentence = run.end;
            }
        }
    }

    /// The offset of the first terminator of `text` at or after `from`.
    fn next_stop(&self, text: &str, from: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut at = from;
        loop {
            at += bytes
                .get(at..)?
                .iter()
                .position(|&byte| self.leads[byte as usize])?;
            if bytes[at].is_ascii() {
                return Some(at);
            }
            let c = text[at..].chars().next()?;
            if stop_of(c).is_some() {
                return Some(at);
            }
            at += c.len_utf8();
        }
    }

    pub(super) fn stop(&self, c: char) -> Option<Stop> {
        match c {
            ';' if self.traits.semicolon_asks => Some(Stop::Exclaim),
            ':' if self.traits.colon_stops => Some(Stop::Full),
            c => stop_of(c),
        }
    }
}

/// Whether `text` is written without capitals, as chats and old wire copy are.
fn is_lower_only(text: &str) -> bool {
    let mut lower = 0usize;
    for c in text.chars().take(2000) {
        if c.is_uppercase() {
            return false;
        }
        lower += usize::from(c.is_lowercase());
    }
    lower >= 20
}
