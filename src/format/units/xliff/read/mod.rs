//! Reading the units of XLIFF files.

mod text;
mod units;

use std::io::Read;
use std::ops::ControlFlow;

use crate::format::incoming::{Incoming, Refusal, UnitsError, Wanted};
use crate::format::io::xml::{XmlFile, ended};

use super::parsed::Version;
use super::parser::Parser;

/// Reads the translated units of a file of XLIFF 1.
pub(in crate::format) fn read_1(
    input: &mut dyn Read,
    wanted: Wanted<'_>,
    each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<(), UnitsError> {
    read(input, wanted, Version::One, each)
}

/// Reads the translated units of a file of XLIFF 2.
pub(in crate::format) fn read_2(
    input: &mut dyn Read,
    wanted: Wanted<'_>,
    each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<(), UnitsError> {
    read(input, wanted, Version::Two, each)
}

/// Inline codes become one U+FFFC each, elements around text one at both ends; annotations leave none. A unit that is cut
/// into segments gives a unit for each of them. Texts without a translation are skipped.
fn read(
    input: &mut dyn Read,
    wanted: Wanted<'_>,
    version: Version,
    each: &mut dyn FnMut(Incoming) -> ControlFlow<()>,
) -> Result<(), UnitsError> {
    let name = match version {
        Version::One => "an XLIFF 1 file",
        Version::Two => "an XLIFF 2 file",
    };
    let mut xml = XmlFile::new(input);
    let root = xml.root(name)?;
    // Units are streamed, and their places are of no use here.
    let nowhere = 0..0;
    let mut parser = Parser::new(&root, nowhere.clone());
    if root.name != "xliff" || parser.version != version {
        return Err(UnitsError::Format(name));
    }
    let read = xml.each(
        |line, token| match parser.token(line, nowhere.clone(), token) {
            Some(unit) => units::each(unit, &parser, wanted, each),
            None => ControlFlow::Continue(()),
        },
    );
    ended(read, each, |each| {
        let Some(mut unit) = parser.unended_unit() else {
            return ControlFlow::Continue(());
        };
        // What is there of the last unit is taken if it has a target.
        if unit.pairs.iter().all(|pair| pair.target.is_none()) {
            unit.refuse(Refusal::Broken("it ends within a unit".to_owned()));
        }
        unit.doubt = Some(Refusal::Cut);
        units::each(unit, &parser, wanted, each)
    })
}
