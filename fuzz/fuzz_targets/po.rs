//! Any bytes as a catalogue of gettext.
#![no_main]

#[path = "shared/units.rs"]
mod units;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let starts = ["", "msgid \"a\"\nmsgstr \""];
    units::check("po", &starts, bytes);
});
