//! Any SRX file and any text: no panic, breaks in order, and a written file reads the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recto::segment::srx::{SrxDocument, SrxRules};

fuzz_target!(|input: (&[u8], &str, &str, bool, &str)| {
    let (bytes, before, after, breaks, text) = input;
    let _ = SrxDocument::read(bytes);
    // Patterns of their own, since few bytes are an SRX file.
    let mut document = SrxDocument::read(include_bytes!("../../src/segment/srx/sample.srx"))
        .expect("the sample is well-formed")
        .document;
    let rule = &mut document.language_rules[1].rules[0];
    rule.breaks = breaks;
    (rule.before, rule.after) = (before.to_owned(), after.to_owned());
    let again = SrxDocument::read(document.write().as_bytes()).expect("what is written is read");
    assert_eq!(again.document.maps, document.maps);
    let rules = SrxRules::compile(&document, "de").expect("a map for all languages");
    let mut last = 0;
    for found in rules.breaks(text).breaks {
        assert!(found.at > last && found.at < text.len() && text.is_char_boundary(found.at));
        last = found.at;
    }
});
