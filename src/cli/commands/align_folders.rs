//! `recto align --dir`: the files of two folders.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::jobs::{AlignedFolders, Bitext, FolderPairs};
use crate::report::{json, terminal};

use super::align_args::AlignArgs;
use super::bitexts::{AlignFormat, write_bitexts};
use crate::cli::support::error::CliError;
use crate::cli::support::output::Output;

/// Pairs and aligns the files of two folders. What is asked for goes to stdout, or into a folder, a file
/// for each pair; a table says which files are pairs and which have none. A file that cannot be read is
/// reported, and the command fails at its end.
pub(in crate::cli) fn cmd_align_folders(
    args: &AlignArgs,
    output: &mut Output,
) -> Result<ExitCode, CliError> {
    if args.format == AlignFormat::Html && args.output.is_none() {
        return Err(CliError::usage(
            "with --dir there is a page for each pair; say with --output which folder they go into",
        ));
    }
    let (source, target) = (Path::new(&args.source), Path::new(&args.target));
    for folder in [source, target] {
        if !folder.is_dir() {
            let folder = folder.display();
            return Err(CliError::usage(format!(
                "{folder}: --dir aligns the files of two folders"
            )));
        }
    }
    let folders = FolderPairs::read(source, target, args.from.as_ref(), args.to.as_ref())?;
    let memory = args.memory.given().map(|_| args.memory.open());
    let memory = memory.transpose()?;
    let aligned = folders.align(memory.as_ref(), args.options(), args.force)?;
    write(args, &aligned, output)?;
    let mut unread = 0;
    for (folder, read) in [(source, &folders.sources), (target, &folders.targets)] {
        for file in &read.unread {
            let path = folder.join(&file.path);
            CliError::failed(format!("{}: {}", path.display(), file.reason)).report();
            unread += 1;
        }
    }
    if aligned.taken().next().is_none() && unread == 0 {
        return Err(CliError::failed(format!(
            "no file in {} has its translation in {}",
            source.display(),
            target.display()
        )));
    }
    Ok(ExitCode::from(u8::from(unread > 0)))
}

/// Writes what was asked for, and the table of the files to where it is not in the way.
fn write(
    args: &AlignArgs,
    aligned: &AlignedFolders<'_>,
    output: &mut Output,
) -> Result<(), CliError> {
    let page = output.page();
    if let Some(folder) = &args.output {
        write_files(args, aligned, folder, output)?;
    }
    match (args.format, &args.output) {
        (AlignFormat::Json, None) => {
            for line in json::aligned_files(aligned) {
                output.json_line(&line)?;
            }
        }
        (AlignFormat::Text, _) | (_, Some(_)) => terminal::aligned_files(output, page, aligned)?,
        (format, None) => {
            let bitexts: Vec<&Bitext<'_>> = aligned.taken().collect();
            write_bitexts(format, &bitexts, args.guard_formulas, page, output)?;
            output.flush()?;
            terminal::aligned_files(&mut anstream::stderr(), page, aligned)?;
        }
    }
    Ok(())
}

/// Writes a file for each pair into `folder`: `<article>.<from>-<to>.<format>`.
fn write_files(
    args: &AlignArgs,
    aligned: &AlignedFolders<'_>,
    folder: &Path,
    output: &Output,
) -> Result<(), CliError> {
    let failed = |path: &Path, error: io::Error| {
        CliError::failed(format!("{}: cannot be written: {error}", path.display()))
    };
    if !folder.is_dir() {
        fs::create_dir(folder).map_err(|error| failed(folder, error))?;
    }
    let extension = match args.format {
        AlignFormat::Text => "txt",
        AlignFormat::Json => "jsonl",
        AlignFormat::Tsv => "tsv",
        AlignFormat::Tmx => "tmx",
        AlignFormat::Xliff => "xlf",
        AlignFormat::Html => "html",
    };
    let mut names = BTreeSet::new();
    for bitext in aligned.taken() {
        let (from, to) = &bitext.languages;
        let article = bitext.article.name.replace(['/', '\\'], "-");
        let (source, target) = bitext.article.revisions;
        let mut stem = format!("{article}.{from}-{to}");
        if (source, target) != (1, 1) {
            stem.push_str(&format!(".r{source}-r{target}"));
        }
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let mut free = std::iter::once(stem.clone()).chain(numbered);
        let name = free.find(|name| names.insert(name.clone())).unwrap_or(stem);
        let path = folder.join(format!("{name}.{extension}"));
        let written = || -> io::Result<()> {
            let mut file = BufWriter::new(File::create(&path)?);
            write_bitexts(
                args.format,
                &[bitext],
                args.guard_formulas,
                output.page(),
                &mut file,
            )?;
            file.flush()
        };
        written().map_err(|error| failed(&path, error))?;
    }
    Ok(())
}
