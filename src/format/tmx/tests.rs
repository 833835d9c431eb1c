use std::ops::ControlFlow;

use proptest::prelude::*;

use super::super::{FileUnit, Incoming, Refusal, UNIT_FORMATS, UnitsError, Wanted};
use crate::text::Language;

fn read_as(bytes: &[u8], wanted: Wanted<'_>) -> Result<Vec<Incoming>, UnitsError> {
    let mut all = Vec::new();
    super::read(&mut &*bytes, wanted, &mut |incoming| {
        all.push(incoming);
        ControlFlow::Continue(())
    })?;
    Ok(all)
}

fn read(text: &str) -> Vec<Incoming> {
    read_as(text.as_bytes(), Wanted::default()).unwrap()
}

fn units(text: &str) -> Vec<(String, String, String)> {
    let show = |unit: FileUnit| (unit.languages.to_string(), unit.source, unit.target);
    read(text)
        .into_iter()
        .map(|unit| show(unit.unwrap()))
        .collect()
}

fn file(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"http://localhost/tmx14.dtd\" [<!ENTITY x \"y\">]>\n\
         <tmx version=\"1.4\"><header srclang=\"en\"/><body>\n{body}\n</body></tmx>"
    )
}

fn tu(source: &str, target: &str) -> String {
    format!(
        "<tu><tuv xml:lang=\"en\"><seg>{source}</seg></tuv><tuv xml:lang=\"fr\"><seg>{target}</seg></tuv></tu>"
    )
}

#[test]
fn text_codes_and_references() {
    let body = tu(
        "A <bpt i=\"1\">&lt;b><sub>alt</sub></bpt>big<ept i=\"1\"/> &amp; <hi>good</hi> &#x6865;<![CDATA[<]]>",
        "Un <ph/>grand",
    );
    assert_eq!(
        units(&file(&body)),
        [(
            "en → fr".to_owned(),
            "A \u{fffc}big\u{fffc} & good 桥<".to_owned(),
            "Un \u{fffc}grand".to_owned()
        )]
    );
}

#[test]
fn old_files_and_many_languages() {
    let old = "<TMX version='1.1'><HEADER SRCLANG='EN-US'><PROP>x</PROP></HEADER><BODY><TU>\
        <TUV LANG='FR'><SEG>Oui</SEG></TUV><TUV LANG='EN-us'><SEG>Yes</SEG></TUV>\
        <TUV LANG='de'><SEG>Ja</SEG></TUV></TU></BODY></TMX>";
    let found = units(old);
    assert_eq!(found[0].0, "en-US → fr");
    assert_eq!(found[1], ("en-US → de".into(), "Yes".into(), "Ja".into()));
    let (german, french) = (
        Language::parse("de").unwrap(),
        Language::parse("fr-CA").unwrap(),
    );
    let wanted = Wanted {
        from: Some(&german),
        to: Some(&french),
    };
    let found = read_as(old.as_bytes(), wanted).unwrap();
    let unit = found[0].as_ref().unwrap();
    assert_eq!(
        (found.len(), &*unit.source, &*unit.target),
        (1, "Ja", "Oui")
    );
}

#[test]
fn context_dates_and_uses() {
    let found = read(
        "<tmx><header srclang='*all*'/><body><tu creationdate='20261124T153456Z' usagecount='3'>\
         <prop type='x-context-pre'>Be&amp;fore.</prop><tuv xml:lang='en'><seg>A</seg></tuv>\
         <tuv xml:lang='fr'><seg>B</seg></tuv></tu></body></tmx>",
    );
    let unit = found[0].as_ref().unwrap();
    assert_eq!((unit.created, unit.uses), (Some(1_795_534_496), 3));
    assert_eq!(unit.context.before, "Be&fore.");
}

#[test]
fn what_is_refused_is_named_by_line_and_the_rest_is_read() {
    let body = [
        tu("One", "Un"),
        tu("", "Deux"),
        tu("&x;", "Trois"),
        "<tu><tuv xml:lang='en'><seg>Four</seg></tuv></tu>".to_owned(),
        "<tu><tuv xml:lang='en'><seg>5</seg></tuv><tuv xml:lang='xx'><seg>5</seg></tuv></tu>"
            .to_owned(),
        "<tu><tuv xml:lang='de'><seg>6</seg></tuv><tuv xml:lang='fr'><seg>6</seg></tuv></tu>"
            .to_owned(),
        "<tu><tuv><seg>7</seg></tuv><tuv xml:lang='fr'><seg>7</seg></tuv></tu>".to_owned(),
        tu("Eight", "Huit"),
    ]
    .join("\n");
    let found = read(&file(&body));
    let lines: Vec<(usize, bool)> = found
        .iter()
        .map(|incoming| match incoming {
            Ok(unit) => (unit.line, true),
            Err(refused) => (refused.line, false),
        })
        .collect();
    let bad = |line| (line, false);
    assert_eq!(
        lines,
        [
            (4, true),
            bad(5),
            bad(6),
            bad(7),
            bad(8),
            bad(9),
            bad(10),
            (11, true)
        ]
    );
    let reason = |at: usize| found[at].as_ref().unwrap_err().reason.clone();
    assert_eq!(reason(2), Refusal::Entity("x".into()));
    assert_eq!(reason(3), Refusal::NoTarget);
    assert_eq!(reason(5), Refusal::NoSource("en".into()));
}

#[test]
fn broken_files_give_what_they_have() {
    let whole = file(&tu("One", "Un"));
    let cut = whole.replace("</body></tmx>", "<tu><tuv xml:lang='en'><seg>Tw");
    let found = read(&cut);
    assert!(found[0].is_ok());
    assert!(matches!(
        found[1].as_ref().unwrap_err().reason,
        Refusal::Broken(_)
    ));
    let mut bytes = whole.clone().into_bytes();
    let at = whole.find("Un<").unwrap();
    bytes[at] = 0xff;
    let found = read_as(&bytes, Wanted::default()).unwrap();
    assert_eq!(found[0].as_ref().unwrap_err().reason, Refusal::Malformed);
    for other in ["", "hello", "<xliff/>", "{}"] {
        let read = read_as(other.as_bytes(), Wanted::default());
        assert!(matches!(read, Err(UnitsError::Format(_))), "{other}");
    }
}

#[test]
fn what_is_written_is_read_again() {
    let format = UNIT_FORMATS
        .iter()
        .find(|format| format.name == "tmx")
        .unwrap();
    let unit = crate::memory::TranslationUnit {
        id: 1,
        languages: crate::memory::LanguagePair {
            source: Language::parse("en").unwrap(),
            target: Language::parse("zh-Hant").unwrap(),
        },
        source: "Tom & <Jerry>  \"x\"".into(),
        target: "橋'".into(),
        context: crate::memory::Context::of("Before.", ""),
        created: 7,
        uses: 2,
        confidence: Some(0.45),
        origins: Vec::new(),
    };
    let mut bytes = Vec::new();
    (format.write)(&mut std::iter::once(Ok(unit.clone())), &mut bytes).unwrap();
    let found = read_as(&bytes, Wanted::default()).unwrap();
    let read = found[0].as_ref().unwrap();
    assert_eq!((&read.source, &read.target), (&unit.source, &unit.target));
    assert_eq!((read.created, read.uses), (Some(7), 2));
    assert_eq!(read.confidence, Some(0.45));
    assert_eq!(
        (&read.languages, &read.context),
        (&unit.languages, &unit.context)
    );
}

proptest! {
    #[test]
    fn no_input_is_too_much(body in "(<tu>|</tu>|<tuv xml:lang='(en|fr|q)'>|</tuv>|<seg>|</seg>|<ph>|</ph>|a|&amp;|&x;|<|>|&|\\PC)*") {
        let _ = read_as(file(&body).as_bytes(), Wanted::default());
    }

    #[test]
    fn no_bytes_are_too_much(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_as(&bytes, Wanted::default());
        let _ = read_as(&[b"<tmx>", &bytes[..]].concat(), Wanted::default());
    }
}
