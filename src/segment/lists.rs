//! Lists inside a paragraph: `1. The first item 2. The second item`.

/// An item of a list: where its label begins, and where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    /// First byte of the label.
    pub start: usize,
    /// First byte behind the label.
    pub end: usize,
}

/// How a label is written; the labels of one list are written alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `1.`
    Stop,
    /// `1)`
    Bracket,
    /// `1.)`
    Both,
    /// `(1)`
    Brackets,
    /// `•`
    Bullet,
}

/// The next item is looked for among so many labels behind the last one.
const REACH: usize = 32;

#[derive(Debug, Clone, Copy)]
struct Label {
    item: Item,
    style: Style,
    /// Letters or digits.
    letter: bool,
    bullet: bool,
    number: u32,
    /// Whether it can be the first of a list: nothing but an end or a colon is before it.
    opens: bool,
}

/// The items of the lists in `text`, in order: at least two labels of one style whose numbers
/// follow each other, the first one where a sentence may begin.
pub(super) fn items(text: &str) -> Vec<Item> {
    let labels = labels(text);
    let mut items = Vec::new();
    let mut at = 0;
    while at < labels.len() {
        let first = labels[at];
        let mut run = vec![first.item];
        let mut number = first.number;
        let mut reached = at;
        if first.opens {
            for (place, label) in labels.iter().enumerate().skip(at + 1) {
                if place - reached > REACH {
                    break;
                }
                let alike = (label.style, label.letter, label.bullet)
                    == (first.style, first.letter, first.bullet);
                let follows = label.number == number + 1 || first.style == Style::Bullet;
                if alike && follows {
                    number = label.number;
                    run.push(label.item);
                    reached = place;
                }
            }
        }
        if run.len() > 1 {
            items.extend(run);
            at = reached;
        }
        at += 1;
    }
    items
}

/// All that may be the label of an item, in order.
///
/// Labels are looked for from the marks that end them, which are much rarer than words.
fn labels(text: &str) -> Vec<Label> {
    let bytes = text.as_bytes();
    let mut labels: Vec<Label> = Vec::new();
    let mut done = 0;
    for mark in memchr::memchr3_iter(b'.', b')', 0xE2, bytes) {
        if mark < done {
            continue;
        }
        let start = match bytes[mark] {
            0xE2 => mark,
            _ => label_start(bytes, mark, done),
        };
        let apart = text
            .get(..start)
            .is_some_and(|left| left.chars().next_back().is_none_or(char::is_whitespace));
        if apart && let Some(label) = label(text, start) {
            done = label.item.end;
            labels.push(label);
        }
    }
    labels
}

/// Where the label would begin that ends with the mark at `mark`: up to three letters or digits
/// before it, and a bracket before them.
fn label_start(bytes: &[u8], mark: usize, from: usize) -> usize {
    let before = &bytes[from..mark];
    let name = before
        .iter()
        .rev()
        .take(3)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    let open = before[..before.len() - name].ends_with(b"(");
    mark - name - usize::from(open)
}

fn label(text: &str, start: usize) -> Option<Label> {
    let rest = text.get(start..)?;
    let bullet = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '•' | '⁃' | '‣' | '▪' | '●'));
    let mut at = bullet.map_or(0, char::len_utf8);
    if bullet.is_some() {
        at += rest[at..].len() - rest[at..].trim_start_matches([' ', '\u{a0}']).len();
    }
    let open = rest[at..].starts_with('(');
    at += usize::from(open);
    let body = rest[at..]
        .bytes()
        .take(4)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let name = &rest[at..at + body];
    let digits = !name.is_empty() && name.len() <= 3 && name.bytes().all(|b| b.is_ascii_digit());
    let letter = name.len() == 1 && !digits;
    // Capitals with a full stop are initials.
    let capital = letter && name.bytes().all(|b| b.is_ascii_uppercase());
    let behind = &rest[at + body..];
    let style = match () {
        () if !digits && !letter => None,
        () if open => behind.starts_with(')').then_some((Style::Brackets, 1)),
        () if behind.starts_with(".)") => Some((Style::Both, 2)),
        () if behind.starts_with(')') => Some((Style::Bracket, 1)),
        () if behind.starts_with('.') && !capital => Some((Style::Stop, 1)),
        () => None,
    };
    let (style, number, end) = match (style, bullet) {
        (Some((style, length)), _) => {
            let number = match digits {
                true => name.parse().ok()?,
                false => u32::from(name.bytes().next()?.to_ascii_lowercase()),
            };
            (style, number, at + body + length)
        }
        (None, Some(bullet)) => (Style::Bullet, 0, bullet.len_utf8()),
        (None, None) => return None,
    };
    let after = rest.get(end..)?;
    let first = after.trim_start().chars().next()?;
    let spaced = after.starts_with(char::is_whitespace);
    // What a stop follows is an item only before a capital; `3. Mai` has no `4.` after it.
    let fits = match style {
        Style::Stop => {
            spaced && (first.is_uppercase() || (first.is_alphabetic() && !first.is_lowercase()))
        }
        Style::Bullet => true,
        _ => spaced && first.is_alphanumeric(),
    };
    let before = text[..start].trim_end();
    let opens = before.is_empty()
        || before.ends_with(['.', '!', '?', ':', ';', '…', '。', '：', '؟', '۔', '।']);
    (fits || bullet.is_some()).then_some(Label {
        item: Item {
            start,
            end: start + end,
        },
        style,
        letter,
        bullet: bullet.is_some(),
        number,
        opens,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        items(text)
            .iter()
            .map(|item| &text[item.start..item.end])
            .collect()
    }

    #[test]
    fn lists_are_told_from_numbers() {
        assert_eq!(found("1. The first item 2. The second item"), ["1.", "2."]);
        assert_eq!(found("Do this: a) open it b) close it"), ["a)", "b)"]);
        assert_eq!(found("• 9. One • 10. Two"), ["• 9.", "• 10."]);
        assert_eq!(found("⁃9. One ⁃10. Two"), ["⁃9.", "⁃10."]);
        assert_eq!(found("1.) One 2.) Two 3.) Three"), ["1.)", "2.)", "3.)"]);
        assert_eq!(found("Am 3. Mai kam er, am 4. Mai ging er."), [""; 0]);
        assert_eq!(found("She won 2) and 3) of four."), [""; 0]);
    }
}
