//! Any bytes, read in every article format and segmented: no panic, and spans in order.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use recto::format::{ARTICLE_FORMATS, article_from_bytes};
use recto::segment::Segmenter;
use recto::text::Language;

fuzz_target!(|bytes: &[u8]| {
    for format in ARTICLE_FORMATS {
        let Ok(file) = article_from_bytes(bytes.to_vec(), format, Path::new("-")) else {
            continue;
        };
        for language in ["en", "de", "fa", "zh", "el"] {
            let language = Language::parse(language).expect("a tag");
            let mut at = 0;
            for segment in Segmenter::new(&language).segment(&file.document) {
                assert!(at <= segment.span.start && !segment.span.is_empty());
                assert!(!segment.span.of(file.document.text()).is_empty());
                at = segment.span.end;
            }
        }
    }
});
