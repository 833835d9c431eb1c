//! How the program ends when it cannot do what it was asked for.

use std::error::Error;
use std::io;
use std::process::ExitCode;

/// Why a command stopped.
#[derive(Debug)]
pub(super) enum CliError {
    /// The arguments do not fit together: exit code 2.
    Usage(String),
    /// Something failed: exit code 1.
    Failed(Box<dyn Error + Send + Sync>),
    /// Whoever read the results has gone, as `head` does: exit code 0, without a word.
    BrokenPipe,
}

impl CliError {
    pub fn usage(message: impl Into<String>) -> Self {
        CliError::Usage(message.into())
    }

    pub fn failed(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        CliError::Failed(error.into())
    }

    /// Says on stderr what is wrong.
    pub fn report(&self) -> ExitCode {
        match self {
            CliError::Usage(message) => {
                anstream::eprintln!("{} {message}", Self::label());
                ExitCode::from(2)
            }
            CliError::Failed(error) => {
                anstream::eprintln!("{} {error}", Self::label());
                ExitCode::from(1)
            }
            CliError::BrokenPipe => ExitCode::SUCCESS,
        }
    }

    /// What is wrong, in words.
    pub fn message(&self) -> String {
        match self {
            CliError::Usage(message) => message.clone(),
            CliError::Failed(error) => error.to_string(),
            CliError::BrokenPipe => "nobody reads the results".to_owned(),
        }
    }

    fn label() -> String {
        let style = anstyle::AnsiColor::Red.on_default().bold();
        format!("{style}error:{style:#}")
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => CliError::BrokenPipe,
            _ => CliError::failed(format!("the results cannot be written: {error}")),
        }
    }
}

/// An error of the library is a failure; what is wrong usage is said by the command that sees it.
macro_rules! failures {
    ($($error:ty),+ $(,)?) => {
        $(impl From<$error> for CliError {
            fn from(error: $error) -> Self {
                CliError::failed(error)
            }
        })+
    };
}

failures!(
    crate::format::ReadError,
    crate::memory::MemoryError,
    crate::workspace::BuildError,
    crate::workspace::WorkspaceError,
);
