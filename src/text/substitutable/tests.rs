use super::SubstitutableKind::*;
use super::*;
use proptest::prelude::*;

fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

fn found(text: &str, tag: &str) -> Vec<(SubstitutableKind, String)> {
    substitutables(text, &language(tag))
        .into_iter()
        .map(|item| (item.kind, item.value.unwrap_or("?".to_owned())))
        .collect()
}

fn values(text: &str, tag: &str) -> Vec<String> {
    found(text, tag)
        .into_iter()
        .map(|(_, value)| value)
        .collect()
}

#[test]
fn numbers_are_worth_the_same_in_every_script() {
    for (text, tag) in [
        ("1,234.5", "en"),
        ("1.234,5", "de"),
        ("1 234,5", "fr"),
        ("1\u{202f}234,5", "fr"),
        ("1’234.5", "de-CH"),
        ("۱٬۲۳۴٫۵", "fa"),
        ("١٬٢٣٤٫٥", "ar"),
        ("1234.5", "zh"),
    ] {
        assert_eq!(values(text, tag), ["1234.5"], "{text}");
    }
    assert_eq!(values("1.234 and 1,234", "en"), ["1.234", "1234"]);
    assert_eq!(values("1.234 und 1,234", "de"), ["1234", "1.234"]);
    assert_eq!(values("0.500 €", "de"), ["0.500"]);
    assert_eq!(values("12,34,567", "hi"), ["1234567"]);
    assert_eq!(values("运送6400人次", "zh"), ["6400"]);
    assert_eq!(values("In 12 300 people", "en"), ["12", "300"]);
}

#[test]
fn the_kinds_are_told_apart() {
    let text = "See https://example.org/a_(b). or www.example.com, write to info@example.org on 2024-05-12 at 14:30: \
                v2, A4, 1.12.3, \u{fffc}75:80";
    let expected = [
        (Url, "https://example.org/a_(b)"),
        (Url, "www.example.com"),
        (Email, "info@example.org"),
        (Date, "2024-05-12"),
        (Time, "14:30"),
        (Version, "1.12.3"),
        (Code, ""),
        (Number, "75"),
        (Number, "80"),
    ];
    assert_eq!(
        found(text, "en"),
        expected.map(|(kind, value)| (kind, value.to_owned()))
    );
    assert!(found("Nothing here.", "en").is_empty());
}

#[test]
fn dates_are_read_as_their_language_does() {
    assert_eq!(values("3/4/2025", "fr"), ["2025-04-03"]);
    assert_eq!(values("3/4/2025", "en-US"), ["2025-03-04"]);
    assert_eq!(values("3/4/2025", "en"), ["?"]);
    assert_eq!(values("13/4/2025", "en"), ["2025-04-13"]);
    assert_eq!(values("12/12/2025", "en"), ["2025-12-12"]);
    assert_eq!(values("۱۴۰۳/۰۲/۲۱", "fa"), ["1403-02-21"]);
    assert_eq!(found("99/99/2024", "fr").len(), 3);
}

fn rewritten(new: (&str, &str), model: (&str, &str)) -> Option<String> {
    let (from, to) = (language(new.1), language(model.1));
    let one = substitutables(new.0, &from).remove(0);
    let other = substitutables(model.0, &to).remove(0);
    rewrite(&one, new.0, &other, model.0, &to)
}

#[test]
fn what_is_new_takes_the_form_of_what_was_there() {
    for (new, model, expected) in [
        (("19.2", "en"), ("18,6", "fr"), "19,2"),
        (("2,900", "en"), ("۲۴۰۰", "fa"), "۲۹۰۰"),
        (("2,900", "en"), ("۲٬۴۰۰", "fa"), "۲٬۹۰۰"),
        (("12,900", "en"), ("900", "fr"), "12\u{202f}900"),
        (("1,900", "en"), ("900", "es"), "1900"),
        (("12.5", "en"), ("۱۲", "fa"), "۱۲٫۵"),
        (("1234567", "en"), ("12,34,567", "hi"), "12,34,567"),
        (("2024-05-12", "en"), ("1.3.2023", "de"), "12.5.2024"),
        (("13/04/2025", "en-GB"), ("2024-05-12", "sv"), "2025-04-13"),
        (("14:30", "en"), ("۰۹:۱۵", "fa"), "۱۴:۳۰"),
        (("a@b.org", "en"), ("c@d.org", "fr"), "a@b.org"),
        (("007", "en"), ("008", "fr"), "007"),
    ] {
        assert_eq!(
            rewritten(new, model).as_deref(),
            Some(expected),
            "{new:?} {model:?}"
        );
    }
    assert_eq!(rewritten(("12", "en"), ("14:30", "fr")), None);
    assert_eq!(rewritten(("3/4/2025", "en"), ("3.4.2024", "de")), None);
}

proptest! {
    #[test]
    fn spans_lie_in_the_text_in_order(text in "[0-9a-z۰-۹.,:/@ \u{fffc}'-]{0,40}", tag in "en|fr|fa|de") {
        let mut at = 0;
        for item in substitutables(&text, &language(&tag)) {
            prop_assert!(item.span.start >= at && !item.span.is_empty());
            prop_assert!(!item.span.of(&text).is_empty());
            at = item.span.end;
        }
    }

    #[test]
    fn a_number_keeps_its_value_when_it_is_rewritten(
        whole in 0u32..100_000_000, fraction in prop::option::of("[0-9]{1,4}"), to in "en|fr|fa|de|es|hi",
    ) {
        let new = match &fraction { Some(f) => format!("{whole}.{f}"), None => whole.to_string() };
        let (from, to) = (language("en"), language(&to));
        let one = substitutables(&new, &from).remove(0);
        for model in ["12", "12,5", "1.5", "۱۲"] {
            let other = substitutables(model, &to).remove(0);
            let written = rewrite(&one, &new, &other, model, &to).unwrap();
            let again = substitutables(&written, &to);
            // A fraction of three digits is like a group of thousands where the mark of the
            // model is not that of the language.
            if fraction.as_ref().is_none_or(|f| f.len() != 3) {
                prop_assert_eq!(&again[0].value, &one.value, "{} as {} like {}", new, written, model);
            }
        }
    }
}
