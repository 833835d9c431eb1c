//! Any bytes as XLIFF.
#![no_main]

#[path = "shared/units.rs"]
mod units;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let starts = [
        "",
        "<xliff version='1.2'><file source-language='en' target-language='fr'><body>",
        "<xliff version='1.2'><file source-language='en' target-language='fr'><trans-unit id='1'><source>a</source><target>",
    ];
    units::check("xliff", &starts, bytes);
});
