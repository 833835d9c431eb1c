//! Batches: a JSON object a line on stdin, one a line on stdout.

use std::io::{self, BufRead, BufReader, Write};

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::cli::support::error::CliError;
use crate::cli::support::output::Output;

/// Number of bytes of stdin that are read at a time.
const BUFFER: usize = 1 << 18;

/// Maximum number of lines that are processed at a time.
const AT_A_TIME: usize = 1024;

/// Writes what `work` makes of each object on stdin: many at a time, on all processors, in the order
/// of the lines. Empty lines are passed over; a line that is not what is expected, or that `work`
/// fails for, is reported with its number and does not keep the others from being answered: the
/// batch fails at its end.
///
/// Whatever has arrived is answered before more is waited for, so a program may write a line and
/// read its answer.
pub(in crate::cli) fn each_line<T: DeserializeOwned>(
    output: &mut Output,
    work: impl Fn(T) -> Result<Vec<u8>, CliError> + Sync,
) -> Result<(), CliError> {
    let mut input = BufReader::with_capacity(BUFFER, io::stdin());
    let (mut number, mut refused) = (0, 0);
    loop {
        let lines = arrived(&mut input)
            .map_err(|error| CliError::failed(format!("stdin cannot be read: {error}")))?;
        if lines.is_empty() {
            break;
        }
        let answer = |line: &Vec<u8>| -> Result<Vec<u8>, String> {
            if line.trim_ascii().is_empty() {
                return Ok(Vec::new());
            }
            let object = serde_json::from_slice(line).map_err(|error| reason(&error))?;
            work(object).map_err(|error| error.message())
        };
        let answers: Vec<_> = lines.par_iter().map(answer).collect();
        for answer in answers {
            number += 1;
            match answer {
                Ok(bytes) => output.file(&bytes)?,
                Err(what) => {
                    CliError::failed(format!("stdin, line {number}: {what}")).report();
                    refused += 1;
                }
            }
        }
        output.flush()?;
    }
    match refused {
        0 => Ok(()),
        1 => Err(CliError::failed("1 line of stdin was refused")),
        lines => Err(CliError::failed(format!(
            "{lines} lines of stdin were refused"
        ))),
    }
}

/// The next lines, as many as are there: at least one, but at the end of the input.
fn arrived<R: io::Read>(input: &mut BufReader<R>) -> io::Result<Vec<Vec<u8>>> {
    let mut lines = Vec::new();
    while lines.len() < AT_A_TIME && (lines.is_empty() || input.buffer().contains(&b'\n')) {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        lines.push(line);
    }
    Ok(lines)
}

/// `value` as one line of JSON.
pub(in crate::cli) fn line_of(value: &impl Serialize) -> Result<Vec<u8>, CliError> {
    let mut line = serde_json::to_vec(value).map_err(CliError::failed)?;
    line.push(b'\n');
    Ok(line)
}

/// What is wrong with a line, and at which of its columns; serde_json counts lines of its own.
fn reason(error: &serde_json::Error) -> String {
    let whole = error.to_string();
    match whole.rsplit_once(" at line ") {
        Some((what, _)) if error.column() > 0 => format!("{what} at column {}", error.column()),
        _ => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_taken_as_they_arrive() {
        let mut input = BufReader::with_capacity(8, &b"one\ntwo\nthree and more\nfour"[..]);
        let mut lengths = Vec::new();
        loop {
            let lines = arrived(&mut input).unwrap();
            if lines.is_empty() {
                break;
            }
            lengths.push(lines.iter().map(Vec::len).collect::<Vec<_>>());
        }
        assert_eq!(lengths, [vec![4, 4], vec![15], vec![4]]);
    }
}
