//! Plain text: paragraphs are separated by blank lines, or each line is one.

use super::{Block, BlockKind, Document, Span, is_spaceless};

/// Maximum length of a heading, in words, or in characters of a script without spaces.
const MAX_HEADING_WORDS: usize = 20;

/// Widths at which lines are wrapped by hand or by an editor, in characters.
const WRAP_WIDTHS: std::ops::RangeInclusive<usize> = 30..=100;

impl Document {
    /// The document of a plain text, with the blocks that its line breaks show.
    pub fn plain(text: &str) -> Self {
        Document::new(text.to_owned(), plain_blocks(text, 0))
    }

    /// The document of a passage of plain text that goes on, as it comes from a stream: a short line without
    /// final punctuation is a heading although nothing follows it yet.
    pub fn plain_passage(text: &str) -> Self {
        Document::new(text.to_owned(), passage_blocks(text, 0))
    }
}

/// The blocks of `text` from byte `from` on.
///
/// Lines between blank lines are one paragraph if they were hard-wrapped, that is if no line had
/// room for the first word of the next; otherwise each line is a paragraph of its own. A line
/// alone that is short and has no final punctuation is a heading when something follows it.
pub(crate) fn plain_blocks(text: &str, from: usize) -> Vec<Block> {
    let mut blocks = passage_blocks(text, from);
    // A heading heads something.
    if let Some(last) = blocks.last_mut()
        && last.kind == BlockKind::Heading
    {
        last.kind = BlockKind::Paragraph;
    }
    blocks
}

/// The blocks of a part of a text that goes on: its last line may be a heading.
fn passage_blocks(text: &str, from: usize) -> Vec<Block> {
    let lines = lines(text, from);
    let is_item = items(text, &lines);
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let end = (at..lines.len())
            .find(|&i| is_blank(text, lines[i]))
            .unwrap_or(lines.len());
        if end > at {
            chunk(text, &lines[at..end], &is_item[at..end], &mut blocks);
        }
        at = end + 1;
    }
    blocks
}

/// The lines of `text`, without the characters that end them. A paragraph separator (U+2029) or a
/// form feed leaves an empty line behind it.
fn lines(text: &str, from: usize) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = from;
    let bytes = text.as_bytes();
    // Few texts have line ends other than these two.
    let rare = ['\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    let has_rare = rare.iter().any(|&c| {
        let mut buffer = [0; 4];
        memchr::memmem::find(bytes, c.encode_utf8(&mut buffer).as_bytes()).is_some()
    });
    let next_end = |at: usize| match has_rare {
        false => memchr::memchr2(b'\n', b'\r', &bytes[at..]),
        true => bytes[at..]
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r' | 0xC | 0xC2 | 0xE2)),
    };
    let mut at = from;
    while let Some(offset) = next_end(at) {
        let end = at + offset;
        let Some(c) = text[end..].chars().next() else {
            break;
        };
        let next = end + c.len_utf8();
        at = next;
        match c {
            '\r' if bytes.get(next) == Some(&b'\n') => {
                lines.push(Span::new(start, end));
                at = next + 1;
                start = at;
            }
            '\n' | '\r' | '\u{85}' | '\u{2028}' => {
                lines.push(Span::new(start, end));
                start = next;
            }
            '\u{2029}' | '\u{c}' => {
                lines.push(Span::new(start, end));
                lines.push(Span::new(next, next));
                start = next;
            }
            _ => {}
        }
    }
    lines.push(Span::new(start, text.len()));
    lines
}

fn is_blank(text: &str, line: Span) -> bool {
    line.of(text).trim().is_empty()
}

/// Which lines begin a list item. A bullet always does; a number does beside another one, for
/// `1.` alone may be a date or an ordinal.
fn items(text: &str, lines: &[Span]) -> Vec<bool> {
    let numbered: Vec<Option<bool>> = lines
        .iter()
        .map(|line| (!is_blank(text, *line)).then(|| starts_with_number(line.of(text))))
        .collect();
    let beside = |i: usize| {
        let before = numbered[..i].iter().rev().flatten().next();
        let after = numbered[i + 1..].iter().flatten().next();
        before == Some(&true) || after == Some(&true)
    };
    (0..lines.len())
        .map(|i| starts_with_bullet(lines[i].of(text)) || (numbered[i] == Some(true) && beside(i)))
        .collect()
}

fn starts_with_bullet(line: &str) -> bool {
    let mut chars = line.trim_start().chars();
    let bullet = matches!(
        chars.next(),
        Some('-' | '*' | '•' | '·' | '‣' | '▪' | '–' | '◦' | '●' | '○')
    );
    bullet && chars.next().is_some_and(char::is_whitespace)
}

/// `1. `, `12) `, `a) `, `۱. `
fn starts_with_number(line: &str) -> bool {
    let line = line.trim_start();
    let label: String = line.chars().take_while(|c| c.is_alphanumeric()).collect();
    let count = label.chars().count();
    let numeric = label.chars().all(char::is_numeric);
    let rest = &line[label.len()..];
    let mut rest = rest.chars();
    let mark = rest.next();
    let spaced = rest.next().is_some_and(char::is_whitespace);
    match mark {
        Some('.') => spaced && numeric && (1..=3).contains(&count),
        Some(')') => spaced && (numeric && (1..=3).contains(&count) || count == 1),
        Some('、') => numeric && (1..=3).contains(&count),
        _ => false,
    }
}

/// Lines without a blank one between them.
fn chunk(text: &str, lines: &[Span], is_item: &[bool], blocks: &mut Vec<Block>) {
    if let [line] = lines {
        let kind = if is_item[0] {
            BlockKind::ListItem
        } else if is_heading(line.of(text)) {
            BlockKind::Heading
        } else {
            BlockKind::Paragraph
        };
        return blocks.push(Block { span: *line, kind });
    }
    let any_item = is_item.iter().any(|&item| item);
    if !any_item && is_wrapped(text, lines) {
        return blocks.push(Block {
            span: Span::new(lines[0].start, lines[lines.len() - 1].end),
            kind: BlockKind::Paragraph,
        });
    }
    for (line, &item) in lines.iter().zip(is_item) {
        let continues_item = blocks.last().is_some_and(|last: &Block| {
            last.kind == BlockKind::ListItem && last.span.start >= lines[0].start
        });
        if !item && continues_item && line.of(text).starts_with([' ', '\t']) {
            if let Some(last) = blocks.last_mut() {
                last.span.end = line.end;
            }
            continue;
        }
        blocks.push(Block {
            span: *line,
            kind: if item {
                BlockKind::ListItem
            } else {
                BlockKind::Paragraph
            },
        });
    }
}

/// Whether a writer's editor broke the lines: none had room for the first word of the next. Lines
/// that all end with a stop are sentences or paragraphs on a line each.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let widths: Vec<usize> = lines.iter().map(|line| width(line.of(text))).collect();
    let widest = widths.iter().copied().max().unwrap_or(0);
    let within = &lines[..lines.len() - 1];
    if !WRAP_WIDTHS.contains(&widest) || within.iter().all(|line| is_stopped(line.of(text))) {
        return false;
    }
    (1..lines.len()).all(|i| {
        let next = lines[i].of(text).trim_start();
        let word = match next.chars().next() {
            Some(c) if is_spaceless(c) => 1,
            _ => 1 + width(next.split_whitespace().next().unwrap_or_default()),
        };
        widths[i - 1] + word > widest
    })
}

fn width(line: &str) -> usize {
    line.trim_end().chars().count()
}

/// Whether `line` ends with a mark that ends or joins clauses, before any closing mark.
fn is_stopped(line: &str) -> bool {
    without_closing(line).ends_with([
        '.', '!', '?', '…', ':', ';', ',', '。', '！', '？', '：', '；', '，', '؟', '۔', '،', '؛',
        '।', '։',
    ])
}

fn without_closing(line: &str) -> &str {
    line.trim_end()
        .trim_end_matches(['"', '\'', '”', '’', '»', '“', ')', ']', '」', '』', '）'])
}

fn is_heading(line: &str) -> bool {
    let line = line.trim();
    // A heading may ask, if it is short.
    let asks = without_closing(line).ends_with(['?', '？', '؟']);
    let longest = match is_stopped(line) {
        false => MAX_HEADING_WORDS,
        true if asks => MAX_HEADING_WORDS / 2,
        true => return false,
    };
    let words = line
        .split_whitespace()
        .take(longest + 1)
        .map(|word| word.chars().filter(|&c| is_spaceless(c)).count().max(1))
        .sum::<usize>();
    // A lower-case letter goes on with what stood before.
    let first = line.chars().find(|c| c.is_alphanumeric());
    words <= longest && first.is_some_and(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(BlockKind, &str)> {
        plain_blocks(text, 0)
            .iter()
            .map(|block| (block.kind, block.span.of(text)))
            .collect()
    }

    #[test]
    fn headings_paragraphs_and_lists() {
        use BlockKind::*;
        let text = "A bridge opens\r\n\r\nIt opened on Monday.\r\nNobody came.\r\n\r\n- one\r\n- two\r\n  more\r\n\r\nENDS";
        let expected = [
            (Heading, "A bridge opens"),
            (Paragraph, "It opened on Monday."),
            (Paragraph, "Nobody came."),
            (ListItem, "- one"),
            (ListItem, "- two\r\n  more"),
            (Paragraph, "ENDS"),
        ];
        assert_eq!(read(text), expected);
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph() {
        let text = "The baker on the corner opens at five\nand sells the first loaves to drivers of\nthe early trams.";
        assert_eq!(read(text), [(BlockKind::Paragraph, text)]);
        let lines = "It rained.\nThe baker on the corner opens at five.\nYes.";
        assert_eq!(read(lines).len(), 3);
    }

    #[test]
    fn numbers_are_items_in_company() {
        use BlockKind::*;
        assert_eq!(read("1. one\n2. two")[1], (ListItem, "2. two"));
        assert_eq!(read("1. one\n\n2. two")[1], (ListItem, "2. two"));
        assert_eq!(read("3. März war es kalt.\n\nSchnee fiel.")[0].0, Paragraph);
    }

    #[test]
    fn separators_of_unicode() {
        assert_eq!(read("One.\u{2029}Two.\u{c}Three.").len(), 3);
        assert_eq!(read("桥梁通车\n\n今天下雨。")[0].0, BlockKind::Heading);
    }
}
