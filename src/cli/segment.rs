use std::process::ExitCode;

use clap::Args;

use crate::report::{json, terminal};
use crate::text::Language;

use super::error::CliError;
use super::input::{Input, MemoryOption};
use super::output::{Output, TextOrJson};

/// Cut articles into segments: sentences, headings, datelines, list items …
///
/// As text: a segment a line, inner white space collapsed. As JSON: an object a line, with
/// offsets into the original in Unicode scalars.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  recto segment seeds/bridge.en.txt
  recto segment bridge.en@r1                     an article in the memory
  curl -s https://example.org/a.txt | recto segment --lang fa -
  recto segment --format json seeds/bridge.fr.txt | jq -r 'select(.kind == \"heading\").text'")]
pub(super) struct SegmentArgs {
    /// Files, articles in the memory, or - for stdin
    #[arg(value_name = "FILE|-", default_value = "-")]
    files: Vec<String>,
    /// The language, where neither name nor front matter tells it
    #[arg(long, value_name = "L")]
    lang: Option<Language>,
    /// How to show the segments
    #[arg(long, value_enum, default_value = "text")]
    format: TextOrJson,
    #[command(flatten)]
    memory: MemoryOption,
}

pub(super) fn cmd_segment(args: &SegmentArgs, output: &mut Output) -> Result<ExitCode, CliError> {
    for file in &args.files {
        let input = Input::read(file, args.lang.as_ref(), &args.memory)?;
        match args.format {
            TextOrJson::Text => {
                for segment in &input.segments {
                    terminal::segment(output, segment.kind, segment.span.of(input.text()))?;
                }
            }
            TextOrJson::Json => {
                let file = (args.files.len() > 1).then_some(file.as_str());
                for line in json::segments(file, input.text(), &input.segments) {
                    output.json_line(&line)?;
                }
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
