//! Work on many lines at a time, with the answers in the order of the lines.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;

use crate::cli::support::error::CliError;
use crate::cli::support::output::Output;

/// Maximum number of waiting lines for each worker.
const AHEAD: usize = 16;

/// What a worker does with a line.
pub(in crate::cli) type Work<'a> = dyn Fn(&str) -> Result<Vec<u8>, CliError> + Sync + 'a;

/// What a worker sends: the number of the line, and the answer or why there is none.
type Answer = (usize, Result<Vec<u8>, String>);

/// Writes what `work` says of each of `lines`, in their order, with `jobs` workers. The first failure ends it, after the answers before it.
pub(in crate::cli) fn in_order(
    jobs: u8,
    lines: &mut dyn Iterator<Item = Result<String, CliError>>,
    work: &Work<'_>,
    output: &mut Output,
) -> Result<(), CliError> {
    let (send, lines_to_do) = sync_channel::<(usize, String)>(AHEAD * usize::from(jobs));
    let lines_to_do = Mutex::new(lines_to_do);
    let (answers, done) = channel::<Answer>();
    thread::scope(|scope| {
        for _ in 0..jobs {
            let (answers, lines_to_do) = (answers.clone(), &lines_to_do);
            scope.spawn(move || {
                // The receiver of the answers learns of it from the error that is sent instead.
                let failed = |error: CliError| error.message();
                while let Some((number, line)) = next(lines_to_do) {
                    if answers.send((number, work(&line).map_err(failed))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(answers);
        let result = feed_and_write(lines, &send, &done, usize::from(jobs), output);
        // Without this the workers would wait for more.
        drop(send);
        drop(done);
        result
    })
}

fn next(lines: &Mutex<Receiver<(usize, String)>>) -> Option<(usize, String)> {
    lines.lock().ok()?.recv().ok()
}

fn feed_and_write(
    lines: &mut dyn Iterator<Item = Result<String, CliError>>,
    send: &SyncSender<(usize, String)>,
    done: &Receiver<Answer>,
    jobs: usize,
    output: &mut Output,
) -> Result<(), CliError> {
    let mut waiting: BTreeMap<usize, Result<Vec<u8>, String>> = BTreeMap::new();
    let (mut sent, mut written) = (0, 0);
    let mut last = None;
    loop {
        // No more than the channel takes, so that this thread never waits to send.
        while last.is_none() && sent - written < AHEAD * jobs {
            match lines.next() {
                Some(Ok(line)) => {
                    if send.send((sent, line)).is_err() {
                        last = Some(Ok(()));
                    }
                    sent += 1;
                }
                Some(Err(error)) => last = Some(Err(error)),
                None => last = Some(Ok(())),
            }
        }
        if written == sent {
            return last.unwrap_or(Ok(()));
        }
        let Ok((number, answer)) = done.recv() else {
            return Err(CliError::failed("a worker stopped"));
        };
        waiting.insert(number, answer);
        while let Some(answer) = waiting.remove(&written) {
            output.write_all(&answer.map_err(CliError::failed)?)?;
            written += 1;
        }
    }
}
