//! Any bytes, read as a web page and written back: no panic, and what is replaced by itself changes nothing.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use recto::format::{
    Replacement, ReplacementPiece, article_format_named, article_from_bytes, write_back,
};

fuzz_target!(|bytes: &[u8]| {
    let format = article_format_named("html").expect("a format");
    let Ok(file) = article_from_bytes(bytes.to_vec(), format, Path::new("-")) else {
        return;
    };
    let document = file.document;
    let replacements: Vec<Replacement> = document
        .blocks()
        .iter()
        .map(|block| {
            let part = document.coded(block.span);
            let mut pieces = Vec::new();
            let mut at = part.span.start;
            for code in part.within.clone() {
                let span = document.codes()[code].span;
                pieces.push(ReplacementPiece::Text(document.text()[at..span.start].to_owned()));
                pieces.push(ReplacementPiece::Code(code));
                at = span.end;
            }
            pieces.push(ReplacementPiece::Text(document.text()[at..part.span.end].to_owned()));
            Replacement {
                span: part.span,
                within: part.within,
                pieces,
            }
        })
        .collect();
    // Encodings that do not come out as they were are refused.
    if let Ok(written) = write_back(bytes, format, &replacements) {
        assert_eq!(written, bytes);
    }
});
