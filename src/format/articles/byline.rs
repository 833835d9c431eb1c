//! The author and date of an article, as files give them.

use jiff::fmt::rfc2822;
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::tz::Offset;

use crate::format::io::time::seconds;

/// Maximum length of a name in bytes; what is longer is no name.
const MAX_NAME_BYTES: usize = 200;

/// The author and date of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::format) struct Byline {
    /// Its writers, with commas between them.
    pub author: Option<String>,
    /// When it was published, as ISO 8601 writes it.
    pub date: Option<String>,
}

/// Names of writers as one, each once; none of them is an address on the web.
pub(in crate::format) fn names<T: AsRef<str>>(
    names: impl IntoIterator<Item = T>,
) -> Option<String> {
    let mut known: Vec<String> = Vec::new();
    for name in names {
        let name = name.as_ref().split_whitespace().collect::<Vec<_>>();
        let name = name.join(" ");
        let is_name = !name.is_empty() && !name.contains("://") && name.len() <= MAX_NAME_BYTES;
        if is_name && !known.contains(&name) {
            known.push(name);
        }
    }
    Some(known.join(", ")).filter(|names| !names.is_empty())
}

/// A date, with its time if there is one, as ISO 8601 writes it: `2026-03-02`, `2026-03-02T10:00:00+01:00`; also a
/// year, or a year and a month. It is read in this form, or as mail writes it (RFC 2822), as RSS does.
pub(in crate::format) fn iso_date(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.split('-').collect::<Vec<_>>().as_slice() {
        [year] if year.len() == 4 && digits(year) => return Some(text.to_owned()),
        [year, month] if year.len() == 4 && digits(year) && month.len() == 2 && digits(month) => {
            return Some(text.to_owned())
                .filter(|_| (1..=12).contains(&month.parse().unwrap_or(0)));
        }
        _ => {}
    }
    // Jekyll has a space before the zone.
    let joined = text
        .rsplit_once(' ')
        .filter(|(_, zone)| zone.starts_with(['+', '-']))
        .map(|(time, zone)| format!("{}{zone}", time.trim_end()));
    if let Ok(pieces) = Pieces::parse(joined.as_deref().unwrap_or(text)) {
        let Some(time) = pieces.time() else {
            return Some(pieces.date().to_string());
        };
        let offset = match pieces.offset() {
            Some(PiecesOffset::Zulu) => Some(Offset::UTC),
            Some(PiecesOffset::Numeric(numeric)) => Some(numeric.offset()),
            _ => None,
        };
        return Some(written(pieces.date().to_datetime(time), offset));
    }
    let parser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    let zoned = parser.parse_zoned_datetime(text).ok()?;
    Some(written(zoned.datetime(), Some(zoned.offset())))
}

fn written(time: jiff::civil::DateTime, offset: Option<Offset>) -> String {
    let time = time.strftime("%Y-%m-%dT%H:%M:%S");
    match offset {
        None => time.to_string(),
        Some(Offset::UTC) => format!("{time}Z"),
        Some(offset) => {
            let minutes = offset.seconds() / 60;
            let sign = if minutes < 0 { '-' } else { '+' };
            let minutes = minutes.abs();
            format!("{time}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
    }
}

/// The seconds since 1970 at which such a date begins; one that names no zone is taken as UTC.
pub fn seconds_of(date: &str) -> Option<i64> {
    let whole = match date.len() {
        4 => format!("{date}-01-01T00:00:00Z"),
        7 => format!("{date}-01T00:00:00Z"),
        10 => format!("{date}T00:00:00Z"),
        _ => date.to_owned(),
    };
    seconds(&whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_both_forms() {
        for (text, date) in [
            ("2026-03-02", "2026-03-02"),
            (" 2026-03-02T10:00:00Z ", "2026-03-02T10:00:00Z"),
            ("2026-03-02T10:00:00.123+01:00", "2026-03-02T10:00:00+01:00"),
            ("2026-03-02T10:00-0530", "2026-03-02T10:00:00-05:30"),
            ("2026-03-02 10:00:00 -0500", "2026-03-02T10:00:00-05:00"),
            ("2026-03-02 10:00", "2026-03-02T10:00:00"),
            ("Mon, 02 Mar 2026 10:00:00 GMT", "2026-03-02T10:00:00Z"),
            ("2 Mar 2026 10:00 -0500", "2026-03-02T10:00:00-05:00"),
            ("Tue, 02 Mar 2026 10:00:00 +0000", "2026-03-02T10:00:00Z"),
            ("2026-03", "2026-03"),
            ("2026", "2026"),
        ] {
            assert_eq!(iso_date(text).as_deref(), Some(date), "{text}");
        }
        for none in [
            "",
            "yesterday",
            "2026-13",
            "2026-02-30",
            "2 March 2026",
            "12",
            "T10:00",
        ] {
            assert_eq!(iso_date(none), None, "{none}");
        }
        assert_eq!(seconds_of("1970-01"), Some(0));
        assert_eq!(seconds_of("1970-01-02"), Some(86_400));
        assert_eq!(seconds_of("1970-01-01T01:00:00+01:00"), Some(0));
    }

    #[test]
    fn names_are_put_together() {
        assert_eq!(
            names([
                "Ana  Rivera",
                "https://a.example/ana",
                "Bo",
                "Ana Rivera",
                " "
            ])
            .as_deref(),
            Some("Ana Rivera, Bo")
        );
        assert_eq!(names(["http://a.example"]), None);
    }
}
