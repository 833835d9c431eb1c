//! Any bytes as a container, and as what stands in the parts of Word's, OpenDocument's and EPUB's:
//! no panic, and what is replaced by itself says what it said.
#![no_main]

#[path = "shared/written.rs"]
mod written;

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A format, the parts of a file of it, and which of them is given.
struct Frame {
    format: &'static str,
    parts: &'static [(&'static str, &'static str)],
    given: &'static str,
    start: &'static str,
    end: &'static str,
}

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const CONTAINER: &str = r#"<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;
const PACKAGE: &str = r#"<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>"#;

const FRAMES: &[Frame] = &[
    Frame {
        format: "docx",
        parts: &[("_rels/.rels", RELATIONS)],
        given: "word/document.xml",
        start: r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>"#,
        end: "</w:t></w:r></w:p></w:body></w:document>",
    },
    Frame {
        format: "docx",
        parts: &[("_rels/.rels", RELATIONS)],
        given: "word/document.xml",
        start: "",
        end: "",
    },
    Frame {
        format: "odt",
        parts: &[("mimetype", "application/vnd.oasis.opendocument.text")],
        given: "content.xml",
        start: r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>"#,
        end: "</text:p></office:text></office:body></office:document-content>",
    },
    Frame {
        format: "odt",
        parts: &[("mimetype", "application/vnd.oasis.opendocument.text")],
        given: "content.xml",
        start: "",
        end: "",
    },
    Frame {
        format: "epub",
        parts: &[
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", CONTAINER),
            ("p.opf", PACKAGE),
        ],
        given: "a.xhtml",
        start: r#"<html xmlns="http://www.w3.org/1999/xhtml"><body><p>"#,
        end: "</p></body></html>",
    },
    Frame {
        format: "epub",
        parts: &[
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", CONTAINER),
            ("a.xhtml", "<html><body><p>One.</p></body></html>"),
        ],
        given: "p.opf",
        start: "",
        end: "",
    },
];

fuzz_target!(|bytes: &[u8]| {
    for format in ["docx", "odt", "epub"] {
        written::by_itself(format, bytes);
    }
    for frame in FRAMES {
        let part = [frame.start.as_bytes(), bytes, frame.end.as_bytes()].concat();
        written::by_itself(frame.format, &zipped(frame, &part));
    }
});

fn zipped(frame: &Frame, given: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = frame
        .parts
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts.chain([(frame.given, given)]) {
        zip.start_file(name, options).expect("a part");
        zip.write_all(bytes).expect("room");
    }
    zip.finish().expect("a container").into_inner()
}
