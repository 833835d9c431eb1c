//! Dates and times in digits.

use super::super::Language;
use super::digits::{digits, in_digits_of};

/// The order of the parts of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// Year, month, day.
    Ymd,
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
}

/// The parts of a date, with how it is written.
struct Parts {
    year: u32,
    month: u32,
    day: u32,
    order: Order,
}

/// The date as `2024-05-12`; the inner none if it may be read in two ways, the outer if it is none.
pub(super) fn value(text: &str, language: &Language) -> Option<Option<String>> {
    let numbers = numbers(text)?;
    if plausible(&numbers, language).is_empty() {
        return None;
    }
    let parts = parts(text, language);
    Some(parts.map(|p| format!("{:04}-{:02}-{:02}", p.year, p.month, p.day)))
}

fn numbers(text: &str) -> Option<[(u32, usize); 3]> {
    let plain = digits(text);
    let mut marks = plain.chars().filter(|c| !c.is_ascii_digit());
    if marks.next() != marks.next() {
        return None;
    }
    let parts: Option<Vec<(u32, usize)>> = plain
        .split(|c: char| !c.is_ascii_digit())
        .map(|part| part.parse().ok().map(|number| (number, part.len())))
        .collect();
    parts?.try_into().ok()
}

/// The readings of a date that are in the calendar.
fn plausible(numbers: &[(u32, usize); 3], language: &Language) -> Vec<Parts> {
    let [a, b, c] = numbers.map(|(number, _)| number);
    let read = |order| match order {
        Order::Ymd => (a, b, c),
        Order::Dmy => (c, b, a),
        Order::Mdy => (c, a, b),
    };
    let orders: &[Order] = match (numbers[0].1 == 4, language.as_str()) {
        (true, _) => &[Order::Ymd],
        (false, "en-US" | "fil" | "en-PH") => &[Order::Mdy],
        // Both are written in English.
        (false, "en" | "en-CA") => &[Order::Dmy, Order::Mdy],
        (false, _) => &[Order::Dmy],
    };
    let date = |&order: &Order| {
        let (year, month, day) = read(order);
        let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
        valid.then_some(Parts {
            year,
            month,
            day,
            order,
        })
    };
    orders.iter().filter_map(date).collect()
}

fn parts(text: &str, language: &Language) -> Option<Parts> {
    let mut readings = plausible(&numbers(text)?, language);
    // The twelfth of December is the same in either order.
    readings.dedup_by(|x, y| (x.year, x.month, x.day) == (y.year, y.month, y.day));
    if readings.len() == 1 {
        readings.pop()
    } else {
        None
    }
}

/// The date `value` as `model`, a date in `language`, is written.
pub(super) fn write(value: &str, model: &str, language: &Language) -> Option<String> {
    let shape = parts(model, language)?;
    let widths = numbers(model)?.map(|(_, width)| width);
    let [year, month, day] = numbers(value)?.map(|(number, _)| number);
    let (mark, _) = model
        .char_indices()
        .map(|(_, c)| (c, ()))
        .find(|(c, ())| !c.is_numeric())?;
    let ordered = match shape.order {
        Order::Ymd => [year, month, day],
        Order::Dmy => [day, month, year],
        Order::Mdy => [month, day, year],
    };
    // One digit in either part shows that no zeros are written before.
    let padded = match shape.order {
        Order::Ymd => widths[1] == 2 && widths[2] == 2,
        _ => widths[0] == 2 && widths[1] == 2,
    };
    let written: Vec<String> = ordered
        .iter()
        .map(|number| {
            if padded {
                format!("{number:02}")
            } else {
                number.to_string()
            }
        })
        .collect();
    Some(in_digits_of(&written.join(&mark.to_string()), model))
}

/// A time of the day as `14:30` or `14:30:05`; `None` if the day has no such time.
pub(super) fn time(text: &str) -> Option<String> {
    let plain = digits(text);
    let mut parts = plain.split(':').map(|part| part.parse::<u32>().ok());
    let hour = parts.next()??;
    let rest: Option<Vec<u32>> = parts.collect();
    let rest = rest?;
    let valid = hour < 25 && rest.iter().all(|&part| part < 60);
    valid.then(|| {
        rest.iter()
            .fold(hour.to_string(), |time, part| format!("{time}:{part:02}"))
    })
}
