//! What is written in a format and read again is the same, as far as the format can carry it.

use std::ops::ControlFlow;

use proptest::prelude::*;

use crate::format::incoming::{FileUnit, Incoming, Wanted};
use crate::format::outgoing::{OutgoingUnit, Writing};
use crate::format::registry::{UNIT_FORMATS, detect};
use crate::format::unit_format::UnitFormat;
use crate::memory::{Context, LanguagePair, Record, TranslationUnit};
use crate::text::{
    CodeRole, CodedText, Element, Language, TextRun, UnitCode, collapse_white_space,
};

fn tag(name: &str, attributes: &[(&str, &str)]) -> Element {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Element {
        name: name.to_owned(),
        attributes: attributes.iter().map(owned).collect(),
    }
}

fn code(role: CodeRole, name: &str, attributes: &[(&str, &str)], content: &[TextRun]) -> TextRun {
    TextRun::Code(UnitCode {
        role,
        element: tag(name, attributes),
        content: CodedText(content.to_vec()),
    })
}

fn plain(text: &str) -> TextRun {
    TextRun::Text(text.to_owned())
}

/// A text with codes as files of a format have them.
fn marked(format: &str, text: &str) -> Option<CodedText> {
    let inner = [
        plain("<img alt='"),
        TextRun::Open(tag("sub", &[])),
        plain("a & b"),
        TextRun::Close,
        plain("'>"),
    ];
    let pieces = match format {
        "tmx" | "jsonl" | "csv" => vec![
            code(
                CodeRole::Begin,
                "bpt",
                &[("i", "3"), ("type", "bold")],
                &[plain("<b>")],
            ),
            plain(text),
            code(CodeRole::End, "ept", &[("i", "3")], &[plain("</b>")]),
            code(CodeRole::Standalone, "ph", &[("x", "1")], &inner),
            TextRun::Open(tag("hi", &[("type", "term")])),
            plain("marked"),
            TextRun::Close,
            code(CodeRole::Isolated, "it", &[("pos", "end")], &[]),
        ],
        "xliff" => vec![
            code(CodeRole::Begin, "g", &[("id", "1"), ("ctype", "bold")], &[]),
            plain(text),
            code(CodeRole::Standalone, "x", &[("id", "2")], &[]),
            code(CodeRole::End, "g", &[], &[]),
            code(CodeRole::Begin, "bx", &[("id", "3"), ("rid", "1")], &[]),
            TextRun::Open(tag("mrk", &[("mtype", "term"), ("mid", "7")])),
            plain("marked"),
            TextRun::Close,
            code(CodeRole::Standalone, "ph", &[("id", "4")], &inner),
            code(CodeRole::End, "ex", &[("id", "5"), ("rid", "1")], &[]),
            code(CodeRole::Begin, "bpt", &[("id", "6")], &[plain("<i>")]),
            code(CodeRole::End, "ept", &[("id", "6")], &[plain("</i>")]),
        ],
        "xliff2" => vec![
            code(CodeRole::Begin, "pc", &[("id", "1")], &[plain("<b>")]),
            plain(text),
            code(CodeRole::End, "pc", &[], &[]),
            code(CodeRole::Begin, "sc", &[("id", "2"), ("type", "fmt")], &[]),
            TextRun::Open(tag("mrk", &[("id", "m1"), ("type", "term")])),
            plain("marked"),
            TextRun::Close,
            code(
                CodeRole::Standalone,
                "ph",
                &[("id", "3"), ("type", "br")],
                &[plain("<br/>")],
            ),
            code(CodeRole::End, "ec", &[("startRef", "2")], &[plain("</i>")]),
        ],
        _ => return None,
    };
    Some(CodedText(pieces))
}

/// A unit with all that can be said of one.
fn any_unit(format: &'static str) -> impl Strategy<Value = OutgoingUnit> {
    let text = "[a-z<>&'\"=+@\\\\ \t\n\ré橋پ\u{200c}\u{301}]{0,24}";
    let text = text.prop_map(|text| format!("{text}x"));
    let name = "k[a-z0-9:_-]{0,6}";
    let said = proptest::option::of("[A-Za-z0-9 é<&\"@.-]{1,12}");
    let time = || proptest::option::of(0i64..4_000_000_000);
    let texts = (text.clone(), text.clone(), any::<bool>(), any::<bool>());
    let context = ("[a-z é]{0,12}", "[a-z]{0,12}");
    let record = (said.clone(), said.clone(), time(), said, time());
    let lists = (
        prop::collection::vec("[a-z\\[{&\"]{1,8}", 0..3),
        prop::collection::vec((name, text), 0..3),
    );
    let numbers = (
        0i64..4_000_000_000,
        1u32..100,
        proptest::option::of(0.0f64..=1.0),
    );
    (texts, context, record, lists, numbers).prop_map(
        move |(texts, context, record, (notes, properties), (created, uses, confidence))| {
            let (source, target, in_source, in_target) = texts;
            let (id, author, changed, changed_by, last_used) = record;
            let marked = |wanted: bool, text: &str| match wanted {
                true => marked(format, text),
                false => None,
            };
            let record = Record {
                id: id.filter(|id| !id.trim().is_empty()),
                author,
                changed,
                changed_by,
                last_used,
                notes,
                properties,
                source: marked(in_source, &source),
                target: marked(in_target, &target),
            };
            let text = |marked: &Option<CodedText>, text: String| match marked {
                Some(marked) => marked.text(),
                None => text,
            };
            let unit = TranslationUnit {
                id: 1,
                languages: LanguagePair {
                    source: Language::parse("en").unwrap(),
                    target: Language::parse("zh-Hant").unwrap(),
                },
                source: text(&record.source, source),
                target: text(&record.target, target),
                context: Context::new(&context.0, &context.1),
                created,
                uses,
                confidence,
                origins: Vec::new(),
            };
            OutgoingUnit { unit, record }
        },
    )
}

/// What is left of a unit in a format: docs/formats.md has it as a table.
fn carried(format: &str, mut outgoing: OutgoingUnit) -> OutgoingUnit {
    let OutgoingUnit { unit, record } = &mut outgoing;
    let nothing = Record::default();
    match format {
        "po" => {
            let notes = std::mem::take(&mut record.notes);
            *record = nothing;
            record
                .notes
                .extend((!notes.is_empty()).then(|| notes.join("\n")));
            (unit.context, unit.uses, unit.created) = (Context::default(), 1, 0);
            unit.confidence = None;
        }
        "weblate" | "tsv" => {
            *record = nothing;
            (unit.context, unit.uses, unit.created) = (Context::default(), 1, 0);
            unit.confidence = None;
        }
        _ => {}
    }
    match format {
        "weblate" => {
            record.properties = [("weblate:origin", "recto"), ("weblate:category", "1")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into();
        }
        "tsv" => {
            unit.source = collapse_white_space(&unit.source).into_owned();
            unit.target = collapse_white_space(&unit.target).into_owned();
        }
        _ => {}
    }
    outgoing
}

fn written(format: &UnitFormat, units: &[OutgoingUnit]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut units = units.iter().cloned().map(Ok);
    (format.write)(&mut units, &Writing::default(), &mut bytes).unwrap();
    bytes
}

fn read(format: &UnitFormat, bytes: &[u8]) -> Vec<Incoming> {
    let mut all = Vec::new();
    let done = (format.read)(&mut &*bytes, Wanted::default(), &mut |incoming| {
        all.push(incoming);
        ControlFlow::Continue(())
    });
    done.unwrap();
    all
}

fn outgoing_of(unit: FileUnit) -> OutgoingUnit {
    assert_eq!(unit.doubt, None);
    unit.into()
}

fn check(format: &'static UnitFormat, units: Vec<OutgoingUnit>) {
    let bytes = written(format, &units);
    let shown = || String::from_utf8_lossy(&bytes).into_owned();
    let found: Vec<OutgoingUnit> = read(format, &bytes)
        .into_iter()
        .map(|incoming| {
            outgoing_of(incoming.unwrap_or_else(|refused| panic!("{refused:?} in {}", shown())))
        })
        .collect();
    let wanted: Vec<OutgoingUnit> = units
        .into_iter()
        .map(|unit| carried(format.name, unit))
        .collect();
    assert_eq!(found, wanted, "{}", shown());
    let detected = detect(Box::new(&*bytes), std::path::Path::new("-"));
    assert_eq!(
        detected.map(|(format, _)| format.name).ok(),
        Some(format.name)
    );
}

macro_rules! round_trips {
    ($($test:ident: $name:literal,)+) => {
        $(proptest! {
            #![proptest_config(ProptestConfig::with_cases(96))]
            #[test]
            fn $test(units in prop::collection::vec(any_unit($name), 1..4)) {
                check(crate::format::unit_format($name).unwrap(), units);
            }
        })+

        #[test]
        fn every_format_makes_the_round_trip() {
            let tested = [$($name),+];
            let all: Vec<&str> = UNIT_FORMATS.iter().map(|format| format.name).collect();
            assert_eq!(tested.as_slice(), all);
        }
    };
}

round_trips! {
    tmx: "tmx",
    xliff_1_2: "xliff",
    xliff_2_1: "xliff2",
    json_lines: "jsonl",
    weblate: "weblate",
    gettext: "po",
    tab_separated: "tsv",
    comma_separated: "csv",
}

#[test]
fn empty_files_are_of_their_format() {
    for format in UNIT_FORMATS {
        // A file of no lines is of no format.
        if format.name != "jsonl" {
            let bytes = written(format, &[]);
            assert!(read(format, &bytes).is_empty(), "{}", format.name);
            let detected = detect(Box::new(&*bytes), std::path::Path::new("-"));
            assert_eq!(detected.unwrap().0.name, format.name);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_bytes_are_too_much(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for format in UNIT_FORMATS {
            let starts: [&[u8]; 6] = [
                b"",
                b"<tmx><body><tu><tuv lang='en'><seg>",
                b"<xliff version='1.2'><file><trans-unit id='1'><source>a</source><target>",
                b"<xliff version='2.0'><file><unit id='1'><segment><source>",
                b"msgid \"",
                b"[{\"source\":\"",
            ];
            for start in starts {
                let file = [start, &bytes].concat();
                let _ = (format.read)(&mut &*file, Wanted::default(), &mut |incoming| {
                    if let Ok(unit) = incoming {
                        assert!(!unit.source.trim().is_empty() && !unit.target.trim().is_empty());
                        assert!(unit.line > 0 && unit.uses > 0);
                    }
                    ControlFlow::Continue(())
                });
            }
        }
    }
}
