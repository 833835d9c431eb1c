use std::io::{Cursor, Read};

use proptest::prelude::*;

use super::*;
use crate::revise::{self, compare};
use crate::segment::SegmentedDocument;
use crate::text::Language;

const REVISER: Reviser<'_> = Reviser {
    author: "A & B",
    date: "",
};

/// The paragraphs of the document that two texts make.
fn made(old: &str, new: &str, language: &str) -> (Vec<paragraphs::Paragraph>, [Vec<String>; 2]) {
    let language = Language::parse(language).unwrap();
    let documents = [old, new].map(|text| SegmentedDocument::plain(text, &language));
    let [old, new] = &documents;
    let revision = compare(old, new);
    let kinds = revise::classify(&revision, old, new);
    let view = RevisionView {
        old,
        new,
        revision: &revision,
        kinds: &kinds,
    };
    // What each side is without marks, a string a paragraph.
    let plain = [0, 1].map(|at: usize| {
        let mut plain: Vec<(usize, String)> = Vec::new();
        for segment in &documents[at].segments {
            let text = segment.span.of(documents[at].text());
            match plain.last_mut() {
                Some((paragraph, so_far)) if *paragraph == segment.paragraph => {
                    so_far.push_str(text);
                }
                _ => plain.push((segment.paragraph, text.to_owned())),
            }
        }
        plain.into_iter().map(|(_, text)| bare(&text)).collect()
    });
    (paragraphs::paragraphs(&view), plain)
}

/// `text` without white space: how much of it is between sentences is not fixed.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What is left when all changes are accepted, or rejected.
fn left(paragraphs: &[paragraphs::Paragraph], new: bool) -> Vec<String> {
    let stays = |mark: paragraphs::Mark| match new {
        true => mark.is_in_new(),
        false => mark.is_in_old(),
    };
    paragraphs
        .iter()
        .map(|paragraph| {
            let runs = paragraph.runs.iter().filter(|(mark, _)| stays(*mark));
            bare(&runs.map(|(_, text)| &**text).collect::<String>())
        })
        .filter(|text| !text.is_empty())
        .collect()
}

#[test]
fn accepted_it_is_the_new_text_and_rejected_the_old_one() {
    let old = "The bridge is old. It was built in 1412. Nobody crosses it.\n\nThe mayor was pleased.\n\nThe ferry leaves at noon from the northern pier.";
    let new = "The ferry leaves at noon from the northern pier.\n\nThe bridge is very old. It was built in 1421.\n\nA new road leads there.\n\nThe mayor was pleased.";
    let (paragraphs, [was, is]) = made(old, new, "en");
    assert_eq!(left(&paragraphs, true), is);
    assert_eq!(left(&paragraphs, false), was);
    let xml = write::document(&paragraphs, REVISER);
    for part in [
        "<w:t xml:space=\"preserve\">very </w:t>",
        "<w:delText xml:space=\"preserve\">1412</w:delText>",
        "<w:moveFromRangeStart w:id=\"",
        "w:name=\"move1\"",
        "w:author=\"A &amp; B\"",
        "<w:rPr><w:ins ",
    ] {
        assert!(xml.contains(part), "{part} is not in {xml}");
    }
}

#[test]
fn right_to_left_and_scripts_without_spaces() {
    let (paragraphs, [was, is]) = made("پل باز شد. باران آمد.", "پل بسته شد. باران آمد.", "fa");
    assert_eq!(
        (left(&paragraphs, false), left(&paragraphs, true)),
        (was, is)
    );
    let xml = write::document(&paragraphs, REVISER);
    assert!(xml.contains("<w:bidi/>") && xml.contains("<w:rtl/>"));
    let (paragraphs, _) = made("今天下雨。桥开了。", "今天下雪。桥开了。", "zh");
    let kept: String = paragraphs[0]
        .runs
        .iter()
        .filter(|(mark, _)| mark.is_in_new())
        .map(|(_, text)| &**text)
        .collect();
    assert_eq!(kept, "今天下雪。桥开了。");
}

#[test]
fn the_file_is_a_container_of_well_formed_parts() {
    let (paragraphs, _) = made("A <b> & c.", "A <b> & d\u{1}.", "en");
    let mut file = Vec::new();
    write::write(&mut file, &paragraphs, REVISER).unwrap();
    let mut again = Vec::new();
    write::write(&mut again, &paragraphs, REVISER).unwrap();
    assert_eq!(file, again);
    let mut container = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    assert_eq!(container.len(), 3);
    for at in 0..3 {
        let mut xml = String::new();
        container
            .by_index(at)
            .unwrap()
            .read_to_string(&mut xml)
            .unwrap();
        let mut reader = quick_xml::Reader::from_str(&xml);
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_is_lost(
        sentences in prop::collection::vec("[A-D][a-c]{1,3}( [a-c]{1,3}){2,5}\\.", 1..8),
        order in prop::collection::vec(0usize..8, 0..8),
        breaks in any::<u16>(),
    ) {
        let text = |sentences: Vec<&String>| {
            let mut text = String::new();
            for (at, sentence) in sentences.into_iter().enumerate() {
                text.push_str(sentence);
                text.push_str(if breaks >> (at % 16) & 1 == 1 { "\n\n" } else { " " });
            }
            text
        };
        let old = text(sentences.iter().collect());
        let new = text(order.iter().filter_map(|&at| sentences.get(at)).collect());
        let (paragraphs, [was, is]) = made(&old, &new, "en");
        // Which paragraph a sentence joins that lost its own is free; the order is not.
        prop_assert_eq!(left(&paragraphs, true).concat(), is.concat());
        prop_assert_eq!(left(&paragraphs, false).concat(), was.concat());
    }
}
