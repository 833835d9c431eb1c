//! What holds of every format of units: any bytes are read or refused, no unit is empty, and what is
//! written again is read again.

use std::ops::ControlFlow;

use recto::format::{FileUnit, OutgoingUnit, UnitFormat, Wanted, Writing, unit_format};

/// Reads `bytes` in the format of this name, after each of `starts`, since few bytes are a file.
pub fn check(name: &str, starts: &[&str], bytes: &[u8]) {
    let format = unit_format(name).expect("a format");
    for start in starts {
        let file = [start.as_bytes(), bytes].concat();
        let units = read(format, &file);
        for unit in &units {
            assert!(unit.line > 0 && unit.uses > 0, "{unit:?}");
            assert!(
                !unit.source.trim().is_empty() && !unit.target.trim().is_empty(),
                "{unit:?}"
            );
        }
        write_and_read(format, units);
    }
}

fn read(format: &UnitFormat, mut file: &[u8]) -> Vec<FileUnit> {
    let mut units = Vec::new();
    let wanted = Wanted {
        fuzzy: true,
        obsolete: true,
        candidates: true,
        ..Wanted::default()
    };
    let _ = (format.read)(&mut file, wanted, &mut |incoming| {
        units.extend(incoming.ok());
        ControlFlow::Continue(())
    });
    units
}

fn write_and_read(format: &UnitFormat, mut units: Vec<FileUnit>) {
    if let Some(languages) = units.first().map(|unit| unit.languages.clone()) {
        units.retain(|unit| !format.one_pair || unit.languages == languages);
    }
    let count = units.len();
    let mut outgoing = units.into_iter().map(|unit| Ok(OutgoingUnit::from(unit)));
    let mut written = Vec::new();
    (format.write)(&mut outgoing, &Writing::default(), &mut written).expect("room");
    let again = read(format, &written).len();
    assert_eq!(again, count, "{}", String::from_utf8_lossy(&written));
}
