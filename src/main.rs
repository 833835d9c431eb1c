//! The `recto` program: parse, run, exit code.

use std::process::ExitCode;

/// Short texts in large numbers are what this program allocates, on all processors.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    recto::cli::run()
}
