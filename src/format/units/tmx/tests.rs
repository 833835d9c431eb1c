use std::ops::ControlFlow;

use proptest::prelude::*;

use crate::format::incoming::{FileUnit, Incoming, Refusal, UnitsError, Wanted};
use crate::format::outgoing;
use crate::format::outgoing::{OutgoingUnit, Writing};
use crate::memory::{Context, LanguagePair, Record, TranslationUnit};
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
        ..Wanted::default()
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
        tu("&z;", "Trois"),
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
    assert_eq!(reason(2), Refusal::Entity("z".into()));
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
    let cut = whole.replace("</seg></tuv></tu>", "");
    let found = read(&cut[..cut.find("Un").unwrap() + 2]);
    let unit = found[0].as_ref().unwrap();
    assert_eq!(
        (unit.target.as_str(), &unit.doubt),
        ("Un", &Some(Refusal::Cut))
    );
    for other in ["", "hello", "<xliff/>", "{}"] {
        let read = read_as(other.as_bytes(), Wanted::default());
        assert!(matches!(read, Err(UnitsError::Format(_))), "{other}");
    }
}

#[test]
fn what_is_mended_is_said() {
    let whole = file(&tu("A caf\u{e9} < a bar", "Un"));
    let bytes: Vec<u8> = whole.chars().map(|c| c as u8).collect();
    let found = read_as(&bytes, Wanted::default()).unwrap();
    let unit = found[0].as_ref().unwrap();
    assert_eq!(unit.source, "A café < a bar");
    assert_eq!(unit.doubt, Some(Refusal::Guessed));
    let unended = file(&[tu("One", "Un").replace("</tu>", ""), tu("Two", "Deux")].concat());
    let found = read(&unended);
    assert_eq!(found[0].as_ref().unwrap().doubt, Some(Refusal::Unended));
    assert_eq!(found[1].as_ref().unwrap().doubt, None);
}

#[test]
fn a_long_source_of_many_translations_is_refused() {
    let variant =
        |language: &str, text: &str| format!("<tuv xml:lang='{language}'><seg>{text}</seg></tuv>");
    let targets: String = (0..1100)
        .map(|n| variant("fr", &format!("un {n}")))
        .collect();
    let of = |words: usize| {
        format!(
            "<tu>{}{targets}</tu>",
            variant("en", &"word ".repeat(words))
        )
    };
    let found = read(&file(&of(13_000)));
    let refused = found[0].as_ref().unwrap_err().reason.to_string();
    assert_eq!(found.len(), 1);
    assert!(refused.contains("each of 1100 translations"), "{refused}");
    assert_eq!(read(&file(&of(10))).len(), 1100);
}

#[test]
fn what_has_nothing_to_translate_is_refused() {
    let found = read(&file(&tu(" <bpt i='1'>x</bpt> <ph/>", "<ph>x</ph>")));
    let reason = &found[0].as_ref().unwrap_err().reason;
    assert!(matches!(reason, Refusal::OnlyCodes(_)), "{reason}");
}

#[test]
fn variants_of_the_source_language() {
    let variant =
        |language: &str, text: &str| format!("<tuv xml:lang='{language}'><seg>{text}</seg></tuv>");
    let unit = |variants: &[String]| format!("<tu>{}</tu>", variants.concat());
    // As long as none is in just that language, a variant will do.
    let body = [
        unit(&[
            variant("en-GB", "1"),
            variant("en-US", "1"),
            variant("fr", "un"),
        ]),
        unit(&[variant("en-GB", "2"), variant("en-US", "2")]),
        unit(&[
            variant("en", "3"),
            variant("en-US", "3"),
            variant("fr", "trois"),
        ]),
        unit(&[variant("en-GB", "4"), variant("fr", "quatre")]),
    ];
    let found = read(&file(&body.concat()));
    let shown: Vec<String> = found
        .iter()
        .map(|incoming| match incoming {
            Ok(unit) => format!("{}: {}", unit.languages, unit.source),
            Err(refused) => refused.reason.to_string(),
        })
        .collect();
    assert_eq!(
        shown,
        [
            "en-GB → fr: 1",
            "en-GB → en-US: 2",
            "en → en-US: 3",
            "en → fr: 3",
            "it has no text in its source language, en, but one in en-GB"
        ]
    );
}

#[test]
fn what_is_said_of_a_unit_is_kept() {
    let body = "<tu tuid='7' creationid='ann' changedate='20260102T030405Z' changeid='bob' datatype='html'>\
        <note>First.</note><prop type='client'>A &amp; B</prop><prop type='prev'>Before</prop>\
        <tuv xml:lang='en' creationid='x'><prop type='p'>1</prop><seg>A <bpt i='3' type='bold'>&lt;b&gt;</bpt>b\
        <ept i='3'>&lt;/b&gt;</ept></seg></tuv>\
        <tuv xml:lang='fr' lastusagedate='20260101T000000Z'><seg>B <ph>&lt;img alt='<sub>c</sub>'&gt;</ph></seg></tuv></tu>";
    let found = read(&file(body));
    let unit = found[0].as_ref().unwrap();
    let record = &unit.record;
    assert_eq!(unit.context.before, "Before");
    assert_eq!(
        (
            record.id.as_deref(),
            record.author.as_deref(),
            record.changed_by.as_deref()
        ),
        (Some("7"), Some("ann"), Some("bob"))
    );
    assert_eq!(
        (record.changed, record.last_used),
        (Some(1_767_323_045), Some(1_767_225_600))
    );
    assert_eq!(record.notes, ["First."]);
    for (name, value) in [
        ("client", "A & B"),
        ("tmx:datatype", "html"),
        ("source:p", "1"),
    ] {
        assert_eq!(record.property(name), Some(value), "{name}");
    }
    assert_eq!(
        record.target.as_ref().unwrap().all_text(),
        "B <img alt='c'>"
    );
    // And it leaves as it came.
    let written = write(vec![OutgoingUnit::from(unit.clone())]);
    let again = read(&written);
    let again = again[0].as_ref().unwrap();
    assert_eq!(
        (&again.record, &again.source, &again.context),
        (record, &unit.source, &unit.context)
    );
    assert!(
        written.contains("<bpt i=\"3\" type=\"bold\">&lt;b&gt;</bpt>"),
        "{written}"
    );
}

fn write(units: Vec<OutgoingUnit>) -> String {
    let mut bytes = Vec::new();
    let mut units = units.into_iter().map(Ok);
    super::write(&mut units, &Writing::default(), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_unit_leaves_once_for_each_record() {
    let unit = TranslationUnit {
        id: 1,
        languages: LanguagePair {
            source: Language::parse("en").unwrap(),
            target: Language::parse("zh-Hant").unwrap(),
        },
        source: "Tom & <Jerry>  \"x\"".into(),
        target: "橋'".into(),
        context: Context::new("Before.", ""),
        created: 7,
        uses: 5,
        confidence: Some(0.45),
        origins: Vec::new(),
    };
    let record = |id: &str| Record {
        id: Some(id.to_owned()),
        ..Record::default()
    };
    let units = outgoing(&unit, vec![record("a"), record("b")]);
    let found = read(&write(units));
    let uses: Vec<u32> = found
        .iter()
        .map(|found| found.as_ref().unwrap().uses)
        .collect();
    assert_eq!(uses, [4, 1]);
    let read = found[1].as_ref().unwrap();
    assert_eq!((&read.source, &read.target), (&unit.source, &unit.target));
    assert_eq!(read.confidence, Some(0.45));
    assert_eq!(
        (&read.languages, &read.context),
        (&unit.languages, &unit.context)
    );
    assert_eq!((read.created, &read.record), (Some(7), &record("b")));
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
