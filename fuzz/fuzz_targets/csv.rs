//! Any bytes as comma-separated values.
#![no_main]

#[path = "shared/units.rs"]
mod units;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let starts = [
        "",
        "source,target\n",
        "en,fr,note,properties,source_codes\n",
    ];
    units::check("csv", &starts, bytes);
});
