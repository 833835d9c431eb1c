//! Any bytes, read as a web page and written back: no panic, and what is replaced by itself changes nothing.
#![no_main]

#[path = "shared/written.rs"]
mod written;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(written) = written::by_itself("html", bytes) {
        assert_eq!(written, bytes);
    }
});
