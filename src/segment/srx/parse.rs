//! Reads the regular expressions of rules: the dialect of `java.util.regex` (Java 17), and what
//! ICU adds to it (`[[:alpha:]]`, `\x{…}`, `\U…`).

use super::classes;
use super::set::{Set, negated, single};
use super::syntax::{Assertion, Node};

/// Maximum nesting of groups and classes.
const MAX_DEPTH: usize = 100;
/// Maximum bound in `{n,m}`.
const MAX_REPEAT: u32 = 10_000;

/// A pattern that was read, and what in it is not taken to the letter.
#[derive(Debug)]
pub(super) struct Parsed {
    pub node: Node,
    pub notes: Vec<String>,
}

/// Reads `pattern`.
///
/// # Errors
/// Why it cannot be used, in words that fit after "refused: ".
pub(super) fn parse(pattern: &str) -> Result<Parsed, String> {
    let mut parser = Parser {
        chars: pattern.chars().collect(),
        at: 0,
        depth: 0,
        flags: Flags::default(),
        notes: Vec::new(),
    };
    let node = parser.alternation()?;
    if parser.peek().is_some() {
        return Err(format!(
            "')' at character {} closes no group; write \\)",
            parser.at + 1
        ));
    }
    Ok(Parsed {
        node,
        notes: parser.notes,
    })
}

/// The flags that `(?…)` sets.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Flags {
    ignore_case: bool,
    unicode_case: bool,
    multi_line: bool,
    dot_all: bool,
    pub comments: bool,
    unix_lines: bool,
    pub unicode_classes: bool,
}

pub(super) struct Parser {
    pub chars: Vec<char>,
    pub at: usize,
    pub depth: usize,
    pub flags: Flags,
    pub notes: Vec<String>,
}

impl Parser {
    pub(super) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub(super) fn looking_at(&self, text: &str) -> bool {
        text.chars()
            .enumerate()
            .all(|(i, c)| self.chars.get(self.at + i) == Some(&c))
    }

    pub(super) fn eat(&mut self, text: &str) -> bool {
        let found = self.looking_at(text);
        if found {
            self.at += text.chars().count();
        }
        found
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    pub(super) fn deeper(&mut self) -> Result<(), String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(format!("groups are nested more than {MAX_DEPTH} deep"));
        }
        Ok(())
    }

    fn alternation(&mut self) -> Result<Node, String> {
        self.deeper()?;
        let mut branches = vec![self.sequence()?];
        while self.eat("|") {
            branches.push(self.sequence()?);
        }
        self.depth -= 1;
        Ok(Node::alternate(branches))
    }

    fn sequence(&mut self) -> Result<Node, String> {
        let mut nodes = Vec::new();
        loop {
            self.skip_comments();
            match self.peek() {
                None | Some('|' | ')') => break,
                // Quoted text is a row of characters; a quantifier binds to the last of them.
                Some('\\') if self.looking_at("\\Q") => {
                    self.at += 2;
                    while !self.eat("\\E") {
                        let Some(c) = self.next() else { break };
                        nodes.push(Node::Set(self.literal(c)));
                    }
                    if let Some(last) = nodes.pop() {
                        nodes.push(self.quantified(last)?);
                    }
                }
                Some(_) => {
                    if let Some(atom) = self.atom()? {
                        nodes.push(self.quantified(atom)?);
                    }
                }
            }
        }
        Ok(Node::concat(nodes))
    }

    fn skip_comments(&mut self) {
        while self.flags.comments {
            match self.peek() {
                Some(c) if c.is_ascii_whitespace() || c == '\x0b' => self.at += 1,
                Some('#') => while self.next().is_some_and(|c| c != '\n') {},
                _ => break,
            }
        }
    }

    /// The set of `c` under the flags.
    pub(super) fn literal(&self, c: char) -> Set {
        self.cased(single(c))
    }

    /// `set` in either case, if the flags ask for it.
    pub(super) fn cased(&self, set: Set) -> Set {
        if self.flags.ignore_case {
            classes::in_any_case(&set, self.flags.unicode_case || self.flags.unicode_classes)
        } else {
            set
        }
    }

    /// One atom; `None` for what only sets flags.
    fn atom(&mut self) -> Result<Option<Node>, String> {
        let Some(c) = self.next() else {
            return Ok(None);
        };
        let assertion = |plain, multi: Assertion, flags: Flags| {
            Some(Node::Assert(if flags.multi_line { multi } else { plain }))
        };
        Ok(match c {
            '(' => self.group()?,
            '[' => Some(Node::Set(self.class()?)),
            '.' if self.flags.dot_all => Some(Node::Set(negated(&Set::empty()))),
            '.' => {
                let breaks = classes::line_breaks(self.flags.unix_lines);
                Some(Node::Set(negated(&breaks)))
            }
            '^' => assertion(Assertion::TextStart, Assertion::LineStart, self.flags),
            '$' => assertion(Assertion::FinalEnd, Assertion::LineEnd, self.flags),
            '\\' => Some(self.escape()?),
            '*' | '+' | '?' => {
                return Err(format!(
                    "'{c}' at character {} repeats nothing; write \\{c}",
                    self.at
                ));
            }
            '{' => {
                return Err(format!(
                    "'{{' at character {} repeats nothing; write \\{{",
                    self.at
                ));
            }
            c => Some(Node::Set(self.literal(c))),
        })
    }

    fn group(&mut self) -> Result<Option<Node>, String> {
        let opened = self.at;
        let outer = self.flags;
        let mut look = None;
        let mut atomic = false;
        let names = |c: char| c.is_ascii_alphanumeric();
        if self.eat("?") {
            if self.eat("=") {
                look = Some((true, false));
            } else if self.eat("!") {
                look = Some((true, true));
            } else if self.eat("<=") {
                look = Some((false, false));
            } else if self.eat("<!") {
                look = Some((false, true));
            } else if self.eat(">") {
                atomic = true;
            } else if self.eat("#") {
                while self.next().is_some_and(|c| c != ')') {}
                return Ok(None);
            } else if self.eat("<") {
                while self.next().is_some_and(names) {}
            } else if !self.eat(":") && self.flag_group()? {
                return Ok(None);
            }
        }
        let node = self.alternation()?;
        if !self.eat(")") {
            return Err(format!("the group at character {opened} is not closed"));
        }
        self.flags = outer;
        if atomic && !is_plain(&node) {
            self.notes
                .push("an atomic group (?>…) is read as a plain group".to_owned());
        }
        Ok(Some(match look {
            Some((ahead, negative)) => Node::Look {
                ahead,
                negative,
                node: Box::new(node),
            },
            None => node,
        }))
    }

    /// Reads `i-s)` or `i-s:`; true if it was closed, so that the flags hold from here on.
    fn flag_group(&mut self) -> Result<bool, String> {
        let mut on = true;
        loop {
            match self.next() {
                Some('i') => self.flags.ignore_case = on,
                Some('u') => self.flags.unicode_case = on,
                Some('m') => self.flags.multi_line = on,
                Some('s') => self.flags.dot_all = on,
                Some('x') => self.flags.comments = on,
                Some('d') => self.flags.unix_lines = on,
                Some('U' | 'w') => self.flags.unicode_classes = on,
                Some('-') => on = false,
                Some(')') => return Ok(true),
                Some(':') => return Ok(false),
                other => {
                    let other = other.map_or("the end".to_owned(), |c| format!("'{c}'"));
                    return Err(format!("{other} after '(?' is no flag and opens no group"));
                }
            }
        }
    }

    fn quantified(&mut self, node: Node) -> Result<Node, String> {
        self.skip_comments();
        let bounds = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.at += 1;
                let bounds = self.bounds()?;
                return Ok(self.repeated(node, bounds));
            }
            _ => return Ok(node),
        };
        self.at += 1;
        Ok(self.repeated(node, bounds))
    }

    /// `3}`, `3,}`, `3,5}`
    fn bounds(&mut self) -> Result<(u32, Option<u32>), String> {
        let at = self.at;
        let bad = || format!("'{{' at character {at} needs numbers as {{2}}, {{2,}} or {{2,5}}");
        let min = self.number().ok_or_else(bad)?;
        let max = if self.eat(",") {
            if self.looking_at("}") {
                None
            } else {
                Some(self.number().ok_or_else(bad)?)
            }
        } else {
            Some(min)
        };
        if !self.eat("}") || max.is_some_and(|max| max < min) {
            return Err(bad());
        }
        if min.max(max.unwrap_or(0)) > MAX_REPEAT {
            return Err(format!("a repetition of more than {MAX_REPEAT} times"));
        }
        Ok((min, max))
    }

    fn number(&mut self) -> Option<u32> {
        let from = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        let digits: String = self.chars[from..self.at].iter().collect();
        digits.parse().ok()
    }

    fn repeated(&mut self, node: Node, (min, max): (u32, Option<u32>)) -> Node {
        let repeat = |node, min, max, greedy| Node::Repeat {
            node: Box::new(node),
            min,
            max,
            greedy,
        };
        if self.eat("?") {
            return repeat(node, min, max, false);
        }
        if !self.eat("+") {
            return repeat(node, min, max, true);
        }
        // Possessive: of one character, it goes on as long as it can.
        let Node::Set(set) = &node else {
            if min != 0 || max != Some(1) || !is_plain(&node) {
                self.notes
                    .push("a possessive quantifier after a group is read as a greedy one".into());
            }
            return repeat(node, min, max, true);
        };
        let no_more = Node::Look {
            ahead: true,
            negative: true,
            node: Box::new(Node::Set(set.clone())),
        };
        match max {
            None => Node::concat([repeat(node, min, None, true), no_more]),
            Some(max) if max == min => repeat(node, min, Some(max), true),
            Some(max) => Node::alternate(vec![
                repeat(node.clone(), max, Some(max), true),
                Node::concat([repeat(node, min, Some(max - 1), true), no_more]),
            ]),
        }
    }

    /// An escape outside of a class.
    fn escape(&mut self) -> Result<Node, String> {
        let line_break = |parser: &Parser| {
            let crlf = Node::concat([
                Node::Set(parser.literal('\r')),
                Node::Set(parser.literal('\n')),
            ]);
            Node::Alternate(vec![crlf, Node::Set(classes::vertical_space())])
        };
        let node = match self.peek() {
            Some('b') if self.looking_at("b{") => {
                return Err("\\b{…} (grapheme boundaries) is not supported".to_owned());
            }
            Some('b') => Node::Assert(Assertion::WordBoundary),
            Some('B') => Node::Assert(Assertion::NotWordBoundary),
            Some('A') => Node::Assert(Assertion::TextStart),
            Some('z') => Node::Assert(Assertion::TextEnd),
            Some('Z') => Node::Assert(Assertion::FinalEnd),
            Some('R') => line_break(self),
            Some('G') => return Err("\\G (end of the last match) has no meaning here".to_owned()),
            Some('X') => return Err("\\X (a grapheme) is not supported".to_owned()),
            Some('k' | '1'..='9') => {
                return Err("a reference back to a group cannot be bounded in time".to_owned());
            }
            _ => return Ok(Node::Set(self.escaped_set()?)),
        };
        self.at += 1;
        Ok(node)
    }
}

/// Whether nothing in `node` leaves a choice, so that giving back changes nothing.
fn is_plain(node: &Node) -> bool {
    match node {
        Node::Empty | Node::Set(_) | Node::Assert(_) => true,
        Node::Concat(nodes) => nodes.iter().all(is_plain),
        _ => false,
    }
}
