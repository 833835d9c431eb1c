//! The attributes of a tag where they stand, so that one can be changed and all else stays.

use std::ops::Range;

/// Where the value of an attribute is in a start tag, without its quotes.
pub(in crate::format) fn value(tag: &str, wanted: &str) -> Option<Range<usize>> {
    let bytes = tag.as_bytes();
    let skip = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        at
    };
    let mut at = name_end(tag);
    loop {
        at = skip(at);
        let name = at;
        while bytes
            .get(at)
            .is_some_and(|byte| !byte.is_ascii_whitespace() && !b"=/>".contains(byte))
        {
            at += 1;
        }
        let name = name..at;
        at = skip(at);
        if bytes.get(at) != Some(&b'=') {
            match bytes.get(at)? {
                b'/' => at += 1,
                b'>' => return None,
                _ if name.is_empty() => at += 1,
                _ => {}
            }
            continue;
        }
        at = skip(at + 1);
        let quote = bytes.get(at).copied();
        let quote = quote.filter(|byte| matches!(byte, b'"' | b'\''));
        let start = at + usize::from(quote.is_some());
        let rest = bytes.get(start..)?;
        let length = rest.iter().position(|&byte| match quote {
            Some(quote) => byte == quote,
            None => byte.is_ascii_whitespace() || byte == b'>',
        })?;
        let is_wanted = tag
            .get(name)
            .is_some_and(|name| name.eq_ignore_ascii_case(wanted));
        if is_wanted {
            return Some(start..start + length);
        }
        at = start + length + usize::from(quote.is_some());
    }
}

/// Where the name of a tag ends.
pub(in crate::format) fn name_end(tag: &str) -> usize {
    let is_end = |c: char| c.is_whitespace() || matches!(c, '/' | '>');
    tag.get(1..)
        .unwrap_or_default()
        .find(is_end)
        .map_or(tag.len(), |at| at + 1)
}

/// The tag with these values of attributes; one that it has not is put after its name.
pub(in crate::format) fn with_values(tag: &str, values: &[(&str, &str)]) -> String {
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    for (name, wanted) in values {
        let end = name_end(tag);
        changes.push(match value(tag, name) {
            Some(place) => (place, (*wanted).to_owned()),
            None => (end..end, format!(" {name}=\"{wanted}\"")),
        });
    }
    changes.sort_by_key(|(place, _)| place.start);
    let mut written = String::with_capacity(tag.len() + 32);
    let mut at = 0;
    for (place, text) in changes {
        written.push_str(tag.get(at..place.start).unwrap_or_default());
        written.push_str(&text);
        at = place.end;
    }
    written.push_str(tag.get(at..).unwrap_or_default());
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_and_changed() {
        let tag = "<a b c = 'x>y' D=\"z\" e=f/>";
        let of = |name: &str| value(tag, name).map(|place| &tag[place]);
        assert_eq!(
            [of("c"), of("d"), of("e"), of("b")],
            [Some("x>y"), Some("z"), Some("f/"), None]
        );
        assert_eq!(
            with_values("<x:a b='1'/>", &[("b", "2"), ("c", "3")]),
            "<x:a c=\"3\" b='2'/>"
        );
        for broken in [
            "<",
            "",
            "<a =",
            "<a b=",
            "<a b='",
            "<a ==='x'>",
            "<a / / b>",
        ] {
            let _ = (value(broken, "b"), with_values(broken, &[("b", "1")]));
        }
    }
}
