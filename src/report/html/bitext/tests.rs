use super::super::policy::assert_closed;
use super::*;
use crate::jobs::BitextArticle;

/// The page of lines and links, each link `(sources, targets, confidence)`.
fn page(
    [from, to]: [&str; 2],
    source: &[&str],
    target: &[&str],
    links: &[(std::ops::Range<usize>, std::ops::Range<usize>, f64)],
) -> String {
    let tag = |tag| Language::parse(tag).unwrap();
    let link =
        |(source, target, confidence): &(std::ops::Range<usize>, std::ops::Range<usize>, f64)| {
            Link {
                source: source.clone(),
                target: target.clone(),
                confidence: *confidence,
            }
        };
    let shown = Bitext {
        source: source.to_vec(),
        target: target.to_vec(),
        links: links.iter().map(link).collect(),
        languages: (tag(from), tag(to)),
        names: ["a <b>.txt", "b.txt"],
        documents: None,
        article: BitextArticle {
            name: "a".into(),
            revisions: (1, 1),
        },
        log_likelihood_ratio: 9.0,
        is_translation: true,
    };
    let mut out = Vec::new();
    bitext(&mut out, &shown).unwrap();
    String::from_utf8(out).unwrap()
}

/// What the page says of the texts, without the space between tags.
fn body(page: &str) -> String {
    let from = page.find("<header").unwrap();
    let to = page.find("<script").unwrap_or(page.len());
    let lines = page[from..to].lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_policy_knows_style_and_script() {
    let page = page(["en", "fr"], &["One."], &["Un."], &[(0..1, 0..1, 0.5)]);
    assert_closed(&page, [STYLE, STYLE_HASH], [SCRIPT, SCRIPT_HASH]);
}

#[test]
fn what_is_doubtful_comes_first_and_links_are_drawn() {
    let shown = page(
        ["en", "fa"],
        &["The bridge & its <lamps>", "One. Two.", "Gone.", "Last."],
        &["پل", "یک.", "دو.", "پایان."],
        &[
            (0..1, 0..1, 0.999),
            (1..2, 1..3, 0.899_999),
            (2..3, 3..3, 0.4),
            (3..4, 3..4, 1.0),
        ],
    );
    insta::assert_snapshot!(body(&shown));
}

#[test]
fn a_sure_alignment_has_nothing_to_review() {
    let shown = page(
        ["en", "zh"],
        &["A bridge."],
        &["桥。"],
        &[(0..1, 0..1, 0.95)],
    );
    assert!(
        !shown.contains("To review") && !shown.contains("<script"),
        "{shown}"
    );
    assert!(shown.contains("lang=\"zh\" dir=\"ltr\">桥。"));
}

#[test]
fn each_side_has_its_direction_and_two_backward_ones_turn_the_page() {
    let sure = [(0..1, 0..1, 0.95)];
    let mixed = page(["en", "fa"], &["TM"], &["TM تازه است."], &sure);
    assert!(mixed.contains("<main dir=\"ltr\">"));
    assert!(mixed.contains("lang=\"fa\" dir=\"rtl\">TM"));
    let both = page(["ar", "fa"], &["جسر"], &["پل"], &sure);
    assert!(both.contains("<main dir=\"rtl\">"));
}

#[test]
fn passages_in_another_order_are_marked() {
    let moved = page(
        ["en", "fr"],
        &["One.", "Two."],
        &["Deux.", "Un."],
        &[(0..1, 1..2, 0.95), (1..2, 0..1, 0.95)],
    );
    assert!(
        moved.contains("class=\"row moved change\" id=\"link2\""),
        "{moved}"
    );
    assert_eq!(moved.matches("<b>moved</b>").count(), 1);
}
