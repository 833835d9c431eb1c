use super::*;
use crate::memory::{Context, LanguagePair};

fn differing(query: &str, source: &str, target: &str, to: &str) -> Option<Differing> {
    let [en, to] = ["en", to].map(|tag| Language::parse(tag).unwrap());
    let unit = TranslationUnit {
        id: 1,
        languages: LanguagePair {
            source: en.clone(),
            target: to,
        },
        source: source.to_owned(),
        target: target.to_owned(),
        context: Context::default(),
        created: 0,
        uses: 1,
        confidence: None,
        origins: Vec::new(),
    };
    let found = Repairer::new(query, &en).differing(&unit);
    if let Some(Differing {
        repaired: Ok(repaired),
        ..
    }) = &found
    {
        for repair in &repaired.repairs {
            assert_eq!(repair.span.of(&repaired.target), repair.to);
        }
    }
    found
}

fn repaired(query: &str, source: &str, target: &str, to: &str) -> String {
    match differing(query, source, target, to).unwrap().repaired {
        Ok(repaired) => {
            let marks = repaired.repairs.iter().filter_map(|repair| repair.check);
            let marks: String = marks.map(|check| format!(" {check:?}")).collect();
            repaired.target + &marks
        }
        Err(reason) => format!("({reason})"),
    }
}

#[test]
fn numbers_take_the_form_of_the_target() {
    let source = "About 2,400 people paid 18.6 million.";
    let query = "About 12,900 people paid 19.25 million.";
    let fr = "Environ 2\u{202f}400 personnes ont payé 18,6 millions.";
    let fa = "حدود ۲٬۴۰۰ نفر ۱۸٫۶ میلیون پرداختند.";
    let zh = "约2400人支付了18.6百万。";
    assert_eq!(
        repaired(query, source, fr, "fr"),
        "Environ 12\u{202f}900 personnes ont payé 19,25 millions."
    );
    assert_eq!(
        repaired(query, source, fa, "fa"),
        "حدود ۱۲٬۹۰۰ نفر ۱۹٫۲۵ میلیون پرداختند."
    );
    assert_eq!(
        repaired(query, source, zh, "zh"),
        "约12900人支付了19.25百万。"
    );
    let found = differing(query, source, fr, "fr").unwrap();
    assert_eq!(found.kinds, [SubstitutableKind::Number]);
}

#[test]
fn dates_times_and_addresses_are_put_in() {
    assert_eq!(
        repaired(
            "Write to a@b.org by 2025-06-30, 17:00, or see https://example.org/2.",
            "Write to c@d.org by 2024-05-12, 14:30, or see https://example.org/1.",
            "Schreiben Sie bis 12.05.2024, 14:30 an c@d.org oder siehe https://example.org/1.",
            "de"
        ),
        "Schreiben Sie bis 30.06.2025, 17:00 an a@b.org oder siehe https://example.org/2."
    );
}

#[test]
fn what_is_not_safe_is_left_with_the_reason() {
    let reason = |query, source, target| repaired(query, source, target, "fr");
    assert_eq!(
        reason("It has 4 lamps.", "It has 3 lamps.", "Il a trois lampes."),
        "(the translation has no 3)"
    );
    assert_eq!(
        reason("From 3 to 5.", "From 3 to 3.", "De 3 à 3."),
        "(not clear which 3 is which)"
    );
    assert_eq!(
        reason(
            "It has 4 lamps.",
            "It has 3 lamps.",
            "Il a 3 lampes, oui, 3."
        ),
        "(not clear which 3 is which)"
    );
    assert_eq!(
        reason("Due 3/4/2025.", "Due 2/4/2025.", "Pour le 2/4/2025."),
        "(2/4/2025 can be read in two ways)"
    );
    assert_eq!(
        reason("\u{fffc}Go\u{fffc} to 3.", "Go to 3.", "Va à 3."),
        "(another number of inline codes)"
    );
    // All that are alike change alike; and those that change places are told by their values.
    assert_eq!(
        reason("From 5 to 5.", "From 3 to 3.", "De 3 à 3."),
        "De 5 à 5."
    );
    assert_eq!(
        reason("From 5 to 3.", "From 3 to 5.", "De 3 à 5."),
        "De 5 à 3."
    );
}

#[test]
fn a_number_that_asks_for_another_form_is_marked() {
    assert_eq!(
        repaired("It has 1 lamps.", "It has 3 lamps.", "Il a 3 lampes.", "fr"),
        "Il a 1 lampes. Plural"
    );
    assert_eq!(
        repaired("Add 5 lamps.", "Add 3 lamps.", "Dodaj 3 lampy.", "pl"),
        "Dodaj 5 lampy. Plural"
    );
    assert_eq!(
        repaired("Add 4 lamps.", "Add 3 lamps.", "Dodaj 4 3 lampy.", "pl"),
        "Dodaj 4 4 lampy."
    );
    assert_eq!(
        repaired("The 5th lamp.", "The 4th lamp.", "La 4e lampe.", "fr"),
        "La 5e lampe. Ending"
    );
}

#[test]
fn other_differences_are_none_of_these() {
    for (query, source) in [
        ("It has 4 lamps.", "It has 3 lights."),
        ("It has 4 lamps.", "It has 4 lamps."),
        ("It has lamps.", "It has lights."),
        ("It has 4 of 5 lamps.", "It has 4 lamps."),
        ("It has 14:30 lamps.", "It has 4 lamps."),
    ] {
        assert_eq!(
            differing(query, source, "Il a 4 lampes.", "fr"),
            None,
            "{query}"
        );
    }
    // The same value in another form: nothing to repair.
    let found = differing(
        "It cost 2400.",
        "It cost 2,400.",
        "Cela a coûté 2400.",
        "fr",
    )
    .unwrap();
    assert!(found.repaired.unwrap().repairs.is_empty());
}
