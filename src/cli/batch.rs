//! Batches: a JSON object a line on stdin, one a line on stdout.

use std::io::{self, BufRead};

use serde::de::DeserializeOwned;

use super::error::CliError;
use super::output::Output;

/// Calls `work` with each object on stdin. Empty lines are passed over; a line that is not what is
/// expected is reported with its number and does not keep the others from being answered: the batch
/// fails at its end.
pub(super) fn each_line<T: DeserializeOwned>(
    output: &mut Output,
    mut work: impl FnMut(T, &mut Output) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let mut refused = 0;
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let at = |what: String| CliError::failed(format!("stdin, line {}: {what}", number + 1));
        let line = line.map_err(|error| at(error.to_string()))?;
        if line.trim().is_empty() {
            continue;
        }
        let done = match serde_json::from_str(&line) {
            Ok(object) => work(object, output),
            Err(error) => Err(CliError::failed(reason(&error))),
        };
        match done {
            Ok(()) => {}
            Err(CliError::Failed(error)) => {
                at(error.to_string()).report();
                refused += 1;
            }
            Err(other) => return Err(other),
        }
    }
    match refused {
        0 => Ok(()),
        1 => Err(CliError::failed("1 line of stdin was refused")),
        lines => Err(CliError::failed(format!(
            "{lines} lines of stdin were refused"
        ))),
    }
}

/// What is wrong with a line, and at which of its columns; serde_json counts lines of its own.
fn reason(error: &serde_json::Error) -> String {
    let whole = error.to_string();
    match whole.rsplit_once(" at line ") {
        Some((what, _)) if error.column() > 0 => format!("{what} at column {}", error.column()),
        _ => whole,
    }
}
