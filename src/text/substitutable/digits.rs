use super::super::normal::decimal_digit;

/// `text` with the digits of every script as ASCII ones.
pub(super) fn digits(text: &str) -> String {
    let ascii = |c| decimal_digit(c).unwrap_or(c);
    text.chars().map(ascii).collect()
}

/// `text` with its ASCII digits in the script of those of `model`.
pub(super) fn in_digits_of(text: &str, model: &str) -> String {
    let zero = model.chars().find_map(|c| {
        let value = decimal_digit(c)?.to_digit(10)?;
        char::from_u32(c as u32 - value)
    });
    let zero = zero.unwrap_or('0') as u32;
    let digit = |c: char| {
        c.to_digit(10)
            .and_then(|value| char::from_u32(zero + value))
    };
    text.chars().map(|c| digit(c).unwrap_or(c)).collect()
}
