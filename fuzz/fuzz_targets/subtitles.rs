//! Any bytes, read as subtitles of each format and written back: what is replaced by itself says what it said.
#![no_main]

#[path = "shared/written.rs"]
mod written;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let starts = ["", "1\n00:00:01,000 --> 00:00:02,500\n"];
    for start in starts {
        written::by_itself("srt", &[start.as_bytes(), bytes].concat());
    }
    let starts = ["WEBVTT", "WEBVTT\n\n00:01.000 --> 00:02.500\n"];
    for start in starts {
        written::by_itself("vtt", &[start.as_bytes(), bytes].concat());
    }
});
