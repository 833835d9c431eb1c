//! The part of the dialect that names characters: escapes and classes.

use super::classes;
use super::parse::Parser;
use super::set::{Set, negated, ranges};

impl Parser {
    /// The set that is after a backslash, in a class or outside.
    pub(super) fn escaped_set(&mut self) -> Result<Set, String> {
        let unicode = self.flags.unicode_classes;
        let Some(c) = self.next() else {
            return Err("it ends with a backslash; write \\\\".to_owned());
        };
        Ok(match c {
            'd' => classes::digits(unicode),
            'D' => negated(&classes::digits(unicode)),
            's' => classes::white_space(unicode),
            'S' => negated(&classes::white_space(unicode)),
            'w' => classes::word(unicode),
            'W' => negated(&classes::word(unicode)),
            'h' => classes::horizontal_space(),
            'H' => negated(&classes::horizontal_space()),
            'v' => classes::vertical_space(),
            'V' => negated(&classes::vertical_space()),
            'p' => self.property()?,
            'P' => negated(&self.property()?),
            c => {
                self.at -= 1;
                let escaped = self.escaped_char(c)?;
                self.literal(escaped)
            }
        })
    }

    fn property(&mut self) -> Result<Set, String> {
        let name: String = if self.eat("{") {
            let from = self.at;
            while self.peek().is_some_and(|c| c != '}') {
                self.at += 1;
            }
            let name = self.chars[from..self.at].iter().collect();
            if !self.eat("}") {
                return Err("\\p{ is not closed".to_owned());
            }
            name
        } else {
            self.next().into_iter().collect()
        };
        let (name, negative) = match name.strip_prefix('^') {
            Some(rest) => (rest, true),
            None => (&*name, false),
        };
        let set = classes::named(name, self.flags.unicode_classes)
            .ok_or_else(|| format!("\\p{{{name}}} is no property that is known here"))?;
        let set = self.cased(set);
        Ok(if negative { negated(&set) } else { set })
    }

    /// One character written as an escape; `self` is before `c`.
    pub(super) fn escaped_char(&mut self, c: char) -> Result<char, String> {
        self.at += 1;
        let code = match c {
            't' => return Ok('\t'),
            'n' => return Ok('\n'),
            'r' => return Ok('\r'),
            'f' => return Ok('\x0c'),
            'a' => return Ok('\x07'),
            'e' => return Ok('\x1b'),
            'c' => {
                let c = self.next().map_or(0, |c| c as u32 ^ 64);
                return char::from_u32(c).ok_or_else(|| "\\c needs a letter".to_owned());
            }
            '0' => self.digits_of(8, 1, 3),
            'x' if self.eat("{") => self.digits_in_braces(),
            'x' => self.digits_of(16, 2, 2),
            'u' if self.eat("{") => self.digits_in_braces(),
            'u' => self.utf16(),
            'U' => self.digits_of(16, 8, 8),
            'N' => return Err("\\N{…} (names of characters) is not supported".to_owned()),
            c if c.is_ascii_alphanumeric() => return Err(format!("\\{c} is no escape")),
            c => return Ok(c),
        };
        code.and_then(char::from_u32)
            .ok_or_else(|| format!("\\{c} needs the number of a character"))
    }

    fn digits_of(&mut self, radix: u32, least: usize, most: usize) -> Option<u32> {
        let (mut value, mut count) = (0u32, 0);
        while count < most
            && let Some(digit) = self.peek().and_then(|c| c.to_digit(radix))
        {
            value = value.checked_mul(radix)?.checked_add(digit)?;
            self.at += 1;
            count += 1;
        }
        (count >= least).then_some(value)
    }

    fn digits_in_braces(&mut self) -> Option<u32> {
        let value = self.digits_of(16, 1, 8)?;
        self.eat("}").then_some(value)
    }

    /// Four digits, or twice four for a pair of surrogates.
    fn utf16(&mut self) -> Option<u32> {
        let high = self.digits_of(16, 4, 4)?;
        if (0xd800..0xdc00).contains(&high) && self.eat("\\u") {
            let low = self.digits_of(16, 4, 4)?;
            return (0xdc00..0xe000)
                .contains(&low)
                .then(|| 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
        }
        Some(high)
    }
}

impl Parser {
    /// A class, after its `[`: ranges, nested classes, `&&`, `[:name:]`.
    pub(super) fn class(&mut self) -> Result<Set, String> {
        self.deeper()?;
        let opened = self.at;
        let negative = self.eat("^");
        let mut all: Option<Set> = None;
        let mut part = Set::empty();
        let mut empty = true;
        loop {
            if self.eat("&&") {
                all = Some(both(all, part));
                part = Set::empty();
                continue;
            }
            let Some(c) = self.next() else {
                return Err(format!("the class at character {opened} is not closed"));
            };
            match c {
                ']' if !empty => break,
                '[' if self.eat(":") => part.union(&self.posix_class()?),
                '[' => part.union(&self.class()?),
                c if self.flags.comments && c.is_ascii_whitespace() => continue,
                '\\' if self.eat("Q") => {
                    while !self.eat("\\E") {
                        let Some(c) = self.next() else { break };
                        part.union(&self.literal(c));
                    }
                }
                '\\' if self.peek().is_some_and(|c| "dDsSwWhHvVpP".contains(c)) => {
                    part.union(&self.escaped_set()?);
                }
                '\\' if self.eat("R") => part.union(&classes::vertical_space()),
                c => {
                    let from = self.class_char(c)?;
                    let is_range = self.looking_at("-")
                        && !self.looking_at("-]")
                        && !self.looking_at("-[")
                        && !self.looking_at("-&&");
                    if is_range {
                        self.at += 1;
                        let Some(c) = self.next() else { continue };
                        let to = self.class_char(c)?;
                        if to < from {
                            return Err(format!("the range {from}-{to} runs backwards"));
                        }
                        part.union(&self.cased(ranges(&[(from, to)])));
                    } else {
                        part.union(&self.literal(from));
                    }
                }
            }
            empty = false;
        }
        self.depth -= 1;
        let set = both(all, part);
        Ok(if negative { negated(&set) } else { set })
    }

    fn class_char(&mut self, c: char) -> Result<char, String> {
        match (c, self.peek()) {
            ('\\', Some(escaped)) => self.escaped_char(escaped),
            ('\\', None) => Err("it ends with a backslash; write \\\\".to_owned()),
            (c, _) => Ok(c),
        }
    }

    /// ICU's `[:name:]`, after `[:`.
    fn posix_class(&mut self) -> Result<Set, String> {
        let negative = self.eat("^");
        let from = self.at;
        while self.peek().is_some_and(|c| c != ':' && c != ']') {
            self.at += 1;
        }
        let name: String = self.chars[from..self.at].iter().collect();
        if !self.eat(":]") {
            return Err(format!("[:{name} is not closed by :]"));
        }
        let set = classes::posix_unicode(&name)
            .or_else(|| classes::named(&name, true))
            .ok_or_else(|| format!("[:{name}:] is no class that is known here"))?;
        Ok(if negative { negated(&set) } else { set })
    }
}

/// What is in `part` and, if there is a part before it, in that too.
fn both(all: Option<Set>, part: Set) -> Set {
    match all {
        None => part,
        Some(mut all) => {
            all.intersect(&part);
            all
        }
    }
}
