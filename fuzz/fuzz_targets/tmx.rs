//! Any bytes as TMX.
#![no_main]

#[path = "shared/units.rs"]
mod units;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let starts = [
        "",
        "<tmx><body>",
        "<tmx><header srclang='en'/><body><tu><tuv lang='en'><seg>a</seg></tuv><tuv lang='fr'><seg>",
    ];
    units::check("tmx", &starts, bytes);
});
