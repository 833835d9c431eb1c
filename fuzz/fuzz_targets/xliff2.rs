//! Any bytes as XLIFF 2.
#![no_main]

#[path = "shared/units.rs"]
mod units;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let starts = [
        "",
        "<xliff version='2.1' srcLang='en' trgLang='fr'><file>",
        "<xliff version='2.1' srcLang='en' trgLang='fr'><file><unit id='1'><segment><source>a</source><target>",
    ];
    units::check("xliff2", &starts, bytes);
});
