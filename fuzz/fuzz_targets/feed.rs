//! Any bytes, read as a feed: no panic, and articles with text and names.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use recto::format::{article_format_named, articles_from_bytes};

fuzz_target!(|bytes: &[u8]| {
    let format = article_format_named("feed").expect("a format");
    let Ok(articles) = articles_from_bytes(bytes.to_vec(), format, Path::new("-")) else {
        return;
    };
    for article in articles {
        assert!(!article.document.blocks().is_empty());
        assert!(
            article
                .front_matter
                .article
                .is_some_and(|name| name.len() > 1)
        );
    }
});
