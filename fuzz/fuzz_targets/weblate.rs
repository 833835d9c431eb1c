//! Any bytes as a memory of Weblate.
#![no_main]

#[path = "shared/units.rs"]
mod units;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let starts = ["", "[{\"source\":\"a\",\"target\":\"b\","];
    units::check("weblate", &starts, bytes);
});
