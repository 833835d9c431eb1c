//! Any bytes are read as TMX or refused; no unit is empty.
#![no_main]

use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;
use recto::format::{UNIT_FORMATS, Wanted};

fuzz_target!(|bytes: &[u8]| {
    let format = UNIT_FORMATS.iter().find(|format| format.name == "tmx");
    let Some(read) = format.and_then(|format| format.read) else {
        return;
    };
    for prefix in [&b""[..], b"<tmx><body>"] {
        let file = [prefix, bytes].concat();
        let _ = read(&mut &file[..], Wanted::default(), &mut |incoming| {
            if let Ok(unit) = incoming {
                assert!(!unit.source.is_empty() && !unit.target.is_empty() && unit.line > 0);
            }
            ControlFlow::Continue(())
        });
    }
});
