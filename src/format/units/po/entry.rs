//! An entry of a catalogue, read a line at a time.

/// An entry as the file has it.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// The line that it begins on.
    pub line: usize,
    pub comments: Vec<String>,
    pub extracted: Vec<String>,
    pub references: Vec<String>,
    pub flags: Vec<String>,
    pub previous: Vec<String>,
    pub obsolete: bool,
    pub context: Option<String>,
    pub id: Option<String>,
    pub plural: Option<String>,
    /// The forms of the translation, in the order of their numbers.
    pub forms: Vec<String>,
    /// What strings that follow are added to.
    last: Option<Field>,
    /// What is wrong with it, if anything is, and on which line.
    pub wrong: Option<(usize, String)>,
}

/// A part of an entry that is a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Context,
    Id,
    Plural,
    /// The form with this number.
    Form(usize),
}

/// Maximum number of plural forms. CLDR knows no language with more than six.
pub(super) const MAX_FORMS: usize = 32;

impl Entry {
    /// Whether nothing of it has been read yet.
    pub(super) fn is_new(&self) -> bool {
        self.line == 0
    }

    /// Whether it is that of the header, which has no source.
    pub(super) fn is_header(&self) -> bool {
        self.wrong.is_none() && self.id.as_deref() == Some("") && self.context.is_none()
    }

    /// Whether `line` begins another entry.
    pub(super) fn ends_before(&self, line: &str) -> bool {
        let line = body(line).1;
        let has_form = !self.forms.is_empty();
        if line.starts_with('#') || line.starts_with("msgctxt") {
            return has_form || (line.starts_with("msgctxt") && self.id.is_some());
        }
        is_keyword(line, "msgid") && (has_form || self.id.is_some())
    }

    /// Takes a line that is not blank.
    pub(super) fn take(&mut self, line: &str, number: usize) {
        if self.line == 0 {
            self.line = number;
        }
        let (obsolete, line) = body(line);
        self.obsolete |= obsolete;
        if let Some(comment) = line.strip_prefix('#') {
            self.comment(comment);
        } else if let Err(reason) = self.string(line) {
            self.wrong.get_or_insert((number, reason));
        }
    }

    fn comment(&mut self, comment: &str) {
        let text = |rest: &str| rest.strip_prefix(' ').unwrap_or(rest).to_owned();
        let mut chars = comment.chars();
        let mark = chars.next();
        let rest = chars.as_str();
        match mark {
            Some('.') => self.extracted.push(text(rest)),
            Some(':') => self.references.push(text(rest)),
            Some('|') => self.previous.push(text(rest)),
            Some(',') => {
                let flags = rest.split(',').map(str::trim);
                self.flags
                    .extend(flags.filter(|flag| !flag.is_empty()).map(str::to_owned));
            }
            _ => self.comments.push(text(comment)),
        }
    }

    fn string(&mut self, line: &str) -> Result<(), String> {
        let (field, rest) = if line.starts_with('"') {
            let last = self.last.ok_or("a string stands where none belongs")?;
            (last, line)
        } else if let Some(rest) = line.strip_prefix("msgctxt") {
            (Field::Context, rest)
        } else if let Some(rest) = line.strip_prefix("msgid_plural") {
            (Field::Plural, rest)
        } else if let Some(rest) = line.strip_prefix("msgid") {
            (Field::Id, rest)
        } else if let Some(rest) = line.strip_prefix("msgstr") {
            match rest.trim_start().strip_prefix('[') {
                None => (Field::Form(0), rest),
                Some(rest) => {
                    let (number, rest) = rest.split_once(']').ok_or("a ']' is missing")?;
                    let number = number.trim().parse().ok();
                    let number = number.filter(|number| *number < MAX_FORMS);
                    (
                        Field::Form(number.ok_or("the number of a form is none")?),
                        rest,
                    )
                }
            }
        } else {
            return Err("it is neither a keyword, nor a string, nor a comment".to_owned());
        };
        self.last = Some(field);
        let text = unquoted(rest.trim())?;
        let place = match field {
            Field::Context => self.context.get_or_insert_default(),
            Field::Id => self.id.get_or_insert_default(),
            Field::Plural => self.plural.get_or_insert_default(),
            Field::Form(number) => {
                if self.forms.len() <= number {
                    self.forms.resize(number + 1, String::new());
                }
                self.forms
                    .get_mut(number)
                    .ok_or("the number of a form is none")?
            }
        };
        place.push_str(&text);
        Ok(())
    }
}

/// A line without the mark of an obsolete one, and whether it had it. What an obsolete entry was
/// before is marked by `#~|`.
fn body(line: &str) -> (bool, &str) {
    let line = line.trim();
    match line.strip_prefix("#~") {
        Some(rest) if rest.starts_with('|') => (true, line.strip_prefix('#').unwrap_or(line)),
        Some(rest) => (true, rest.trim_start()),
        None => (false, line),
    }
}

fn is_keyword(line: &str, keyword: &str) -> bool {
    let rest = line.strip_prefix(keyword);
    rest.is_some_and(|rest| !rest.starts_with('_'))
}

/// What a string in quotation marks says.
fn unquoted(quoted: &str) -> Result<String, String> {
    let inner = quoted.strip_prefix('"').ok_or("a '\"' is missing")?;
    let mut text = String::with_capacity(inner.len());
    let mut chars = inner.chars().peekable();
    loop {
        let c = chars.next().ok_or("a '\"' is missing at the end")?;
        match c {
            '"' if chars.peek().is_none() => return Ok(text),
            // People forget to escape them.
            '"' => text.push('"'),
            '\\' => match chars.next().ok_or("a '\"' is missing at the end")? {
                'n' => text.push('\n'),
                't' => text.push('\t'),
                'r' => text.push('\r'),
                'a' => text.push('\u{7}'),
                'b' => text.push('\u{8}'),
                'v' => text.push('\u{b}'),
                'f' => text.push('\u{c}'),
                'x' => {
                    let mut value = 0;
                    let mut digits = 0;
                    while let Some(digit) = chars.peek().and_then(|c| c.to_digit(16)) {
                        if digits == 2 {
                            break;
                        }
                        value = value * 16 + digit;
                        digits += 1;
                        chars.next();
                    }
                    text.push(char::from_u32(value).filter(|_| digits > 0).unwrap_or('x'));
                }
                other => text.push(other),
            },
            other => text.push(other),
        }
    }
}
