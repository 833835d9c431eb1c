//! Any bytes as lines of JSON.
#![no_main]

#[path = "shared/units.rs"]
mod units;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let starts = [
        "",
        "{\"source\":\"a\",\"target\":\"b\",\"from\":\"en\",\"to\":\"fr\",",
    ];
    units::check("jsonl", &starts, bytes);
});
