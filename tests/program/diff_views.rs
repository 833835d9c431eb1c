//! How `recto diff` shows a revision on terminals of several widths, in several scripts.
use recto::jobs::RevisionView;
use recto::report::terminal;
use recto::revise::{self, compare};
use recto::segment::SegmentedDocument;
use recto::text::Language;
use terminal::Page;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

const ENGLISH: [&str; 2] = [
    "The bridge opens on Monday. It cost 12 million euros, and it is red.\n\n\
     Boats pass under it.\nVisitors must pay, and children travel free. See \
     https://www.example.org/a/very/long/address for all times.",
    "Boats pass under it.\n\nThe bridge opens on Friday. It cost 14 million euros and it is red.\n\n\
     Visitors must pay. Children travel free. Dogs \u{1f415}\u{200d}\u{1f9ba} stay at home. See \
     https://www.example.org/a/very/long/address for all dates.",
];
const PERSIAN: [&str; 2] = [
    "پل تازه روز شنبه باز می‌شود. هزینهٔ آن ۱۲ میلیون یورو بود.\n\nقایق‌ها از زیر آن (Rive Gauche) می‌گذرند.",
    "قایق‌ها از زیر آن (Rive Gauche) می‌گذرند.\n\nپل تازه روز یکشنبه باز می‌شود. هزینهٔ آن ۱۴ میلیون یورو بود.",
];
const JAPANESE: [&str; 2] = [
    "古い石橋が火曜日に開通した。費用は18億円だった。報告書は町のウェブサイトで読める。",
    "報告書は町のウェブサイトで読める。古い石橋が水曜日に開通した。費用は19億円だった。",
];
/// Combining marks, in another form on either side.
const HINDI: [&str; 2] = [
    "पुल सोमवार को खुलेगा। उसका रंग लाल है। cafe\u{301} भी है।",
    "पुल शुक्रवार को खुलेगा। उसका रंग लाल है। cafe\u{301} भी है।",
];

/// What is shown of two texts, without colours unless they are seen.
fn shown([old, new]: [&str; 2], language: &str, page: Page, sides: bool) -> String {
    let language = Language::parse(language).unwrap();
    let old = SegmentedDocument::plain(old, &language).named("古い.txt");
    let new = SegmentedDocument::plain(new, &language).named("new.txt");
    let revision = compare(&old, &new);
    let kinds = revise::classify(&revision, &old, &new);
    let view = RevisionView {
        old: &old,
        new: &new,
        revision: &revision,
        kinds: &kinds,
    };
    let mut out = Vec::new();
    match sides {
        true => terminal::revision_sides(&mut out, page, &view).unwrap(),
        false => terminal::revision(&mut out, page, &view).unwrap(),
    }
    let out = String::from_utf8(out).unwrap();
    match page.coloured {
        true => out,
        false => anstream::adapter::strip_str(&out).to_string(),
    }
}

fn columns(text: &str) -> usize {
    let graphemes = text.graphemes(true);
    graphemes.map(UnicodeWidthStr::width).sum()
}

#[test]
fn the_line_between_the_sides_is_straight_in_every_script_and_width() {
    for (texts, language) in [
        (ENGLISH, "en"),
        (PERSIAN, "fa"),
        (JAPANESE, "ja"),
        (HINDI, "hi"),
    ] {
        for width in [30, 50, 80, 120] {
            let page = Page::terminal(width, false);
            let shown = shown(texts, language, page, true);
            let between = 8 + 1 + (width - 12) / 2 + 1;
            let rows: Vec<_> = shown
                .lines()
                .filter_map(|line| line.split_once('│'))
                .collect();
            assert!(rows.len() >= 3, "{shown}");
            for (left, right) in rows {
                assert_eq!(columns(left), between, "{width}: {left}");
                assert!(columns(right) < width - between, "{width}: {right}");
                // What runs to the left does so within its column.
                for half in [left, right] {
                    let opened = half.matches(['\u{2066}', '\u{2067}']).count();
                    assert_eq!(opened, half.matches('\u{2069}').count(), "{half:?}");
                }
            }
        }
    }
}

#[test]
fn sides_at_two_widths() {
    let wide = shown(ENGLISH, "en", Page::terminal(100, false), true);
    let narrow = shown(ENGLISH, "en", Page::terminal(50, false), true);
    insta::assert_snapshot!("sides_in_english", format!("{wide}\n{narrow}"));
    let japanese = shown(JAPANESE, "ja", Page::terminal(60, false), true);
    insta::assert_snapshot!("sides_in_japanese", japanese);
}

/// The isolates would not be seen.
#[test]
fn sides_from_right_to_left() {
    let shown = shown(PERSIAN, "fa", Page::terminal(80, false), true);
    let visible = shown
        .replace('\u{2066}', "<LRI>")
        .replace('\u{2067}', "<RLI>")
        .replace('\u{2069}', "<PDI>");
    insta::assert_snapshot!("sides_in_persian", visible);
}

/// The text that is left when colours are taken away says all that they said.
#[test]
fn without_colours_it_is_readable() {
    let plain = shown(ENGLISH, "en", Page::terminal(72, false), false);
    insta::assert_snapshot!("inline_without_colours", plain);
    assert!(!plain.contains('\u{1b}'));
    let coloured = shown(ENGLISH, "en", Page::terminal(72, true), false);
    assert!(coloured.contains('\u{1b}') && !coloured.contains("[-"));
}
