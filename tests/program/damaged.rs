//! Word documents that are damaged, or odd: they are read, or refused in words that say where.

use std::io::{Cursor, Write};
use std::path::Path;

use crate::common::Workspace;
use recto::format::{article_format, article_from_bytes, write_back};

/// The parts of a document with styles, a note and properties.
fn parts() -> Vec<(&'static str, String)> {
    let word = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    vec![
        (
            "[Content_Types].xml",
            "<?xml version='1.0'?><Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>".to_owned(),
        ),
        (
            "_rels/.rels",
            format!(
                "<?xml version='1.0'?><Relationships xmlns='{relations}'><Relationship Id='a' Type='{types}/officeDocument' Target='word/document.xml'/>\
                 <Relationship Id='b' Type='{types}/metadata/core-properties' Target='docProps/core.xml'/></Relationships>"
            ),
        ),
        (
            "word/document.xml",
            format!(
                "<?xml version='1.0'?><w:document {word}><w:body><w:p><w:pPr><w:pStyle w:val='H'/></w:pPr><w:r><w:t>A bridge</w:t></w:r></w:p>\
                 <w:p><w:r><w:t xml:space='preserve'>It is </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>very &amp; old</w:t></w:r>\
                 <w:r><w:footnoteReference w:id='1'/></w:r></w:p></w:body></w:document>"
            ),
        ),
        (
            "word/_rels/document.xml.rels",
            format!(
                "<?xml version='1.0'?><Relationships xmlns='{relations}'><Relationship Id='a' Type='{types}/styles' Target='styles.xml'/>\
                 <Relationship Id='b' Type='{types}/footnotes' Target='footnotes.xml'/></Relationships>"
            ),
        ),
        (
            "word/styles.xml",
            format!(
                "<?xml version='1.0'?><w:styles {word}><w:style w:type='paragraph' w:styleId='H'><w:name w:val='heading 1'/></w:style></w:styles>"
            ),
        ),
        (
            "word/footnotes.xml",
            format!(
                "<?xml version='1.0'?><w:footnotes {word}><w:footnote w:id='1'><w:p><w:r><w:t>As they say.</w:t></w:r></w:p></w:footnote></w:footnotes>"
            ),
        ),
        (
            "docProps/core.xml",
            "<?xml version='1.0'?><c xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>Title</dc:title></c>".to_owned(),
        ),
    ]
}

fn zipped<T: AsRef<[u8]>>(parts: &[(&str, T)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The text of a document, or why it is refused. What is read can be written back as it is, and what is refused is
/// refused by the writer as well.
fn read(bytes: &[u8]) -> Result<String, String> {
    let path = Path::new("a.docx");
    let format = article_format(path).unwrap();
    let written = write_back(bytes, format, &[]);
    match article_from_bytes(bytes.to_vec(), format, path) {
        Ok(article) => {
            assert!(written.unwrap() == bytes);
            Ok(article.document.text().to_owned())
        }
        Err(error) => {
            assert!(written.is_err());
            Err(error.reason())
        }
    }
}

const TEXT: &str = "A bridge\n\nIt is very & old\n\nAs they say.";

#[test]
fn a_part_that_is_missing_is_named_or_done_without() {
    assert_eq!(read(&zipped(&parts())).as_deref(), Ok(TEXT));
    for (missing, _) in parts() {
        let left: Vec<_> = parts()
            .into_iter()
            .filter(|(name, _)| *name != missing)
            .collect();
        let found = read(&zipped(&left));
        match missing {
            "word/document.xml" => assert_eq!(
                found,
                Err("it is no Word document: it has no part word/document.xml".to_owned())
            ),
            "word/_rels/document.xml.rels" | "word/footnotes.xml" => {
                assert_eq!(
                    found.as_deref(),
                    Ok("A bridge\n\nIt is very & old"),
                    "{missing}"
                );
            }
            _ => assert_eq!(found.as_deref(), Ok(TEXT), "{missing}"),
        }
    }
}

#[test]
fn a_part_that_is_cut_off_is_read_or_named() {
    for (number, (name, whole)) in parts().iter().enumerate() {
        for length in 0..whole.len() {
            let mut cut = parts();
            cut[number].1.truncate(length);
            match read(&zipped(&cut)) {
                // What nobody reads may be as it is.
                Ok(_) if *name == "[Content_Types].xml" => {}
                Ok(text) => panic!("{name}, {length} bytes of it: {text}"),
                Err(reason) => assert!(
                    reason.starts_with(name) || reason.contains("no part word/document.xml"),
                    "{name}, {length} bytes of it: {reason}"
                ),
            }
        }
    }
}

#[test]
fn a_file_that_is_cut_off_or_changed_is_refused_in_words() {
    let whole = zipped(&parts());
    for length in 0..whole.len() {
        let reason = read(&whole[..length]).expect_err("a refused file");
        assert!(reason.len() > 10, "{length}: {reason}");
    }
    for at in (0..whole.len()).step_by(3) {
        for byte in [0xFF, whole[at] ^ 1] {
            let mut changed = whole.clone();
            changed[at] = byte;
            // Whatever it is, it is one or the other.
            let _ = read(&changed);
        }
    }
}

#[test]
fn parts_may_be_in_utf_16() {
    for (mark, bytes) in [
        ([0xFF, 0xFE], u16::to_le_bytes as fn(u16) -> [u8; 2]),
        ([0xFE, 0xFF], u16::to_be_bytes),
    ] {
        let wide = |text: &str| -> Vec<u8> {
            let text = text.replace(
                "<?xml version='1.0'?>",
                "<?xml version='1.0' encoding='UTF-16'?>",
            );
            mark.into_iter()
                .chain(text.encode_utf16().flat_map(bytes))
                .collect()
        };
        let wide: Vec<(&str, Vec<u8>)> = parts()
            .into_iter()
            .map(|(name, text)| (name, wide(&text)))
            .collect();
        assert_eq!(read(&zipped(&wide)).as_deref(), Ok(TEXT));
        // An odd byte at the end is no character.
        let mut odd = wide;
        odd[2].1.pop();
        let reason = read(&zipped(&odd)).expect_err("a refused file");
        assert!(reason.starts_with("word/document.xml"), "{reason}");
    }
}

#[test]
fn people_are_told_and_the_exit_code_is_1() {
    let workspace = Workspace::with(&[]);
    let whole = zipped(&parts());
    workspace.write("cut.docx", &whole[..whole.len() / 2]);
    let mut damaged = parts();
    damaged[2].1.truncate(200);
    workspace.write("damaged.docx", &zipped(&damaged));
    workspace.write("m.tsv", b"from\tto\tsource\ttarget\nen\tfr\tA\tB\n");
    let import = ["memory", "import", "m.tsv", "--memory", "m.db"];
    workspace.recto(&import).assert().success();
    for (file, word) in [
        ("cut.docx", "container"),
        ("damaged.docx", "word/document.xml, line 1"),
    ] {
        for arguments in [
            &["segment", file, "--lang", "en"][..],
            &[
                "pretranslate",
                file,
                "--from",
                "en",
                "--to",
                "fr",
                "--memory",
                "m.db",
                "-o",
                "new.docx",
            ],
        ] {
            let (message, code) = workspace.failure(arguments);
            assert_eq!(code, 1, "{message}");
            assert!(
                message.contains(file) && message.contains(word),
                "{message}"
            );
            assert!(!workspace.path("new.docx").exists());
        }
    }
}
