//! Times as exchange formats write them.

/// The seconds since 1970 of a time as TMX writes it, `20261124T152000Z`, or as ISO 8601 does,
/// `2026-11-24T15:20:00Z`. A time that names no zone is taken as UTC.
pub(in crate::format) fn seconds(text: &str) -> Option<i64> {
    let text = text.trim();
    compact(text).or_else(|| {
        let stamp = text.parse::<jiff::Timestamp>().ok();
        let civil = || text.parse::<jiff::civil::DateTime>().ok();
        stamp
            .or_else(|| jiff::tz::Offset::UTC.to_timestamp(civil()?).ok())
            .map(jiff::Timestamp::as_second)
    })
}

/// `20261124T152000Z`; every unit of a file has some, so it is read without looking for its parts.
fn compact(text: &str) -> Option<i64> {
    let [date @ .., b'T', h0, h1, m0, m1, s0, s1, b'Z'] = text.as_bytes() else {
        return None;
    };
    let [y0, y1, y2, y3, n0, n1, d0, d1] = date else {
        return None;
    };
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| (byte - b'0') as i8);
    let two = |tens: &u8, ones: &u8| Some(10 * digit(tens)? + digit(ones)?);
    let year = 100 * i16::from(two(y0, y1)?) + i16::from(two(y2, y3)?);
    let (month, day) = (two(n0, n1)?, two(d0, d1)?);
    let (hour, minute, second) = (two(h0, h1)?, two(m0, m1)?, two(s0, s1)?);
    let time = jiff::civil::DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    let time = jiff::tz::Offset::UTC.to_timestamp(time).ok()?;
    Some(time.as_second())
}

/// Seconds since 1970 as TMX writes a time: `20261124T152000Z`.
pub(in crate::format) fn tmx_time(seconds: i64) -> String {
    written(seconds, "%Y%m%dT%H%M%SZ")
}

/// Seconds since 1970 as ISO 8601 writes them: `2026-11-24T15:20:00Z`.
pub(in crate::format) fn iso_time(seconds: i64) -> String {
    written(seconds, "%Y-%m-%dT%H:%M:%SZ")
}

fn written(seconds: i64, how: &str) -> String {
    let time = jiff::Timestamp::from_second(seconds).unwrap_or_default();
    time.strftime(how).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        assert_eq!(seconds("19700102T000001Z"), Some(86_401));
        assert_eq!(seconds(" 20261124T152000Z "), Some(1_795_533_600));
        assert_eq!(seconds("2026-11-24T15:20:00Z"), Some(1_795_533_600));
        assert_eq!(seconds("2026-11-24T16:20:00+01:00"), Some(1_795_533_600));
        assert_eq!(seconds("2026-11-24T15:20:00"), Some(1_795_533_600));
        for other in ["20261324T152000Z", "2026", "20261124T+52000Z", "", "é"] {
            assert_eq!(seconds(other), None, "{other}");
        }
    }

    #[test]
    fn times_are_written() {
        assert_eq!(tmx_time(0), "19700101T000000Z");
        assert_eq!(tmx_time(951_782_400), "20000229T000000Z");
        assert_eq!(iso_time(1_795_534_496), "2026-11-24T15:34:56Z");
        assert_eq!(tmx_time(i64::MAX), "19700101T000000Z");
    }
}
