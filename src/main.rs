//! The `recto` program: parse, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    recto::cli::run()
}
