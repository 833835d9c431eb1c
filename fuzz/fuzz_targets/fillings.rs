//! Any bytes as a catalogue of gettext or a file of XLIFF whose open places are filled with their sources:
//! no panic, and what was filled is a file of its format in which no more is open.
#![no_main]

#[path = "shared/written.rs"]
mod written;

use libfuzzer_sys::fuzz_target;
use recto::format::{BILINGUAL_FORMATS, Filling};
use recto::text::Language;

const STARTS: [(&str, &str); 4] = [
    (
        "po",
        "msgid \"\"\nmsgstr \"Plural-Forms: nplurals=2; plural=n != 1;\\n\"\n\n",
    ),
    ("po", "msgid \"a\"\nmsgid_plural \""),
    (
        "xliff",
        "<xliff version='1.2'><file source-language='en'><body><trans-unit id='1'><source>",
    ),
    (
        "xliff",
        "<xliff version='2.0' srcLang='en'><file id='f'><unit id='1'><segment><source>",
    ),
];

fuzz_target!(|bytes: &[u8]| {
    for (name, start) in STARTS {
        check(name, &[start.as_bytes(), bytes].concat());
    }
    check("po", bytes);
    check("xliff", bytes);
});

fn check(name: &str, bytes: &[u8]) {
    let mut formats = BILINGUAL_FORMATS.iter();
    let format = formats
        .find(|format| format.name == name)
        .expect("a format");
    let Ok(open) = format.open(bytes) else {
        return;
    };
    let plural = |at: usize| open.plurals.iter().find(|plural| plural.block == at);
    let blocks = open.document.blocks().iter().enumerate();
    let wanted = blocks.filter(|(at, _)| *at == 0 || plural(at - 1).is_none());
    let fillings: Vec<Filling> = wanted
        .map(|(at, block)| {
            let forms = plural(at).map_or(1, |plural| plural.forms);
            Filling {
                replacement: written::itself(&open.document, block.span),
                other_forms: vec!["more".to_owned(); forms.saturating_sub(1)],
                needs_review: at % 2 == 1,
                candidates: Vec::new(),
            }
        })
        .collect();
    let language = Language::parse("fr").expect("a language");
    let Ok(filled) = format.fill(bytes, &fillings, &language) else {
        return;
    };
    let again = format.open(&filled).expect("what was filled is opened");
    assert!(again.document.blocks().len() <= open.document.blocks().len());
}
