//! The command line: one file a command, each with its arguments, one call into the library and
//! one view.

mod commands;
mod support;

use std::io::Write;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use commands::{
    align, align_args, build, completions, concordance, diff, diff3, fragments, log, lookup, man,
    memory, pretranslate, score, segment, summarize,
};
use support::error::CliError;
use support::output::Output;

/// Translation memory, extractive summaries and revision diffs for articles
#[derive(Debug, Parser)]
#[command(
    name = "recto",
    version,
    after_help = "Examples:
  recto build                                   articles in seeds/ -> memory/recto.db
  recto lookup 'The bridge opened.' --from en --to fr
  recto summarize bridge.en --sentences 3
  recto diff bridge.en@r1 bridge.en@r2

Results go to stdout, the rest to stderr. Exit code: 0 done, 1 failed, 2 wrong usage.",
    disable_help_subcommand = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::BuildArgs),
    Segment(segment::SegmentArgs),
    Align(align_args::AlignArgs),
    Lookup(lookup::LookupArgs),
    Concordance(concordance::ConcordanceArgs),
    Fragments(fragments::FragmentsArgs),
    Pretranslate(pretranslate::PretranslateArgs),
    Summarize(summarize::SummarizeArgs),
    Diff(diff::DiffArgs),
    Score(score::ScoreArgs),
    Diff3(diff3::Diff3Args),
    Log(log::LogArgs),
    Memory(memory::MemoryArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // A closed pipe is the only way in which printing fails.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let mut output = Output::new();
    let result = match cli.command {
        Command::Build(args) => build::cmd_build(&args, &mut output),
        Command::Segment(args) => segment::cmd_segment(&args, &mut output),
        Command::Align(args) => align::cmd_align(&args, &mut output),
        Command::Lookup(args) => lookup::cmd_lookup(&args, &mut output),
        Command::Concordance(args) => concordance::cmd_concordance(&args, &mut output),
        Command::Fragments(args) => fragments::cmd_fragments(&args, &mut output),
        Command::Pretranslate(args) => pretranslate::cmd_pretranslate(&args, &mut output),
        Command::Summarize(args) => summarize::cmd_summarize(&args, &mut output),
        Command::Diff(args) => diff::cmd_diff(&args, &mut output),
        Command::Score(args) => score::cmd_score(&args, &mut output),
        Command::Diff3(args) => diff3::cmd_diff3(&args, &mut output),
        Command::Log(args) => log::cmd_log(&args, &mut output),
        Command::Memory(args) => memory::cmd_memory(&args, &mut output),
        Command::Completions(args) => {
            completions::cmd_completions(&args, &mut Cli::command(), &mut output)
        }
        Command::Man(args) => man::cmd_man(&args, Cli::command(), &mut output),
    };
    let flushed = output.flush().map_err(CliError::from);
    match result.and_then(|code| flushed.map(|()| code)) {
        Ok(code) => code,
        Err(error) => error.report(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_consistent_and_every_command_has_an_example() {
        let command = Cli::command();
        command.clone().debug_assert();
        for command in command.get_subcommands() {
            let help = command.clone().render_long_help().to_string();
            assert!(help.contains("Example"), "{}", command.get_name());
        }
    }
}
