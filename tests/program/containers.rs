//! Word documents, text documents of OpenDocument and books, as a user works with them.

use std::fs;

use crate::common::Workspace;

/// A zip container of these parts, stored.
fn container<T: AsRef<[u8]>>(parts: &[(&str, T)]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in parts {
        zip.start_file(*name, stored).unwrap();
        zip.write_all(text.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A document of two paragraphs, a sentence each, in the format of this extension.
fn document(extension: &str, first: &str, second: &str) -> Vec<u8> {
    match extension {
        "docx" => {
            let xml = format!(
                "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>\
                 <w:p><w:r><w:t>{first}</w:t></w:r></w:p><w:p><w:r><w:t>{second}</w:t></w:r></w:p></w:body></w:document>"
            );
            container(&[
                ("word/document.xml", xml.as_str()),
                ("word/media/a.png", "picture"),
            ])
        }
        "odt" => {
            let xml = format!(
                "<?xml version='1.0' encoding='UTF-16'?><office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
                 xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:text>\
                 <text:p>{first}</text:p><text:p>{second}</text:p></office:text></office:body></office:document-content>"
            );
            // A part in UTF-16, which comes back in UTF-8.
            let wide = "\u{feff}".encode_utf16().chain(xml.encode_utf16());
            container(&[
                (
                    "mimetype",
                    b"application/vnd.oasis.opendocument.text".to_vec(),
                ),
                ("content.xml", wide.flat_map(u16::to_le_bytes).collect()),
            ])
        }
        _ => {
            let page = |text: &str| {
                format!(
                    "<html xmlns='http://www.w3.org/1999/xhtml' xml:lang='en'><head><title/></head><body><p>{text}</p></body></html>"
                )
            };
            container(&[
                ("mimetype", "application/epub+zip"),
                (
                    "META-INF/container.xml",
                    "<container><rootfiles><rootfile full-path='o/b.opf'/></rootfiles></container>",
                ),
                (
                    "o/b.opf",
                    "<package xmlns:dc='dc'><metadata><dc:title>A book</dc:title></metadata><manifest>\
                     <item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>\
                     <item id='b' href='b%20c.xhtml' media-type='application/xhtml+xml'/></manifest>\
                     <spine><itemref idref='a'/><itemref idref='b'/></spine></package>",
                ),
                ("o/a.xhtml", page(first).as_str()),
                ("o/b c.xhtml", page(second).as_str()),
            ])
        }
    }
}

const ENGLISH: [&str; 2] = ["The bridge opens in spring.", "The ferry still runs."];
const FRENCH: [&str; 2] = ["Le pont ouvre au printemps.", "Le bac circule encore."];

#[test]
fn documents_in_containers_are_built_translated_and_read_again() {
    for extension in ["docx", "odt", "epub"] {
        let workspace = Workspace::with_units(&[
            (ENGLISH[0], FRENCH[0]),
            (ENGLISH[1], FRENCH[1]),
            ("A book", "Un livre"),
        ]);
        let english = format!("seeds/a.en.{extension}");
        workspace.write(&english, &document(extension, ENGLISH[0], ENGLISH[1]));
        let french = format!("seeds/a.fr.{extension}");
        workspace.write(&french, &document(extension, FRENCH[0], FRENCH[1]));
        workspace.recto(&["build"]).assert().success();
        let segments = workspace.stdout(&["segment", &english, "--lang", "en"]);
        assert!(
            ENGLISH.iter().all(|text| segments.contains(text)),
            "{segments}"
        );
        let output = format!("new.{extension}");
        let arguments = [
            "pretranslate",
            &english,
            "--from",
            "en",
            "--to",
            "fr",
            "--memory",
            "m.db",
            "-o",
            &output,
        ];
        workspace.recto(&arguments).assert().success();
        let written = fs::read(workspace.path(&output)).unwrap();
        match extension {
            "epub" => {
                assert!(written[30..].starts_with(b"mimetypeapplication/epub+zip"));
                // Its title is no heading of it, but in the memory.
                let title: &[u8] = b"<dc:title>Un livre</dc:title>";
                let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&written)).unwrap();
                let mut package = Vec::new();
                let mut part = zip.by_name("o/b.opf").unwrap();
                std::io::Read::read_to_end(&mut part, &mut package).unwrap();
                assert!(memchr::memmem::find(&package, title).is_some());
            }
            "odt" => {
                let declared: &[u8] = b"<?xml version='1.0' encoding='UTF-8'?>";
                assert!(memchr::memmem::find(&written, declared).is_some());
            }
            _ => {}
        }
        let segments = workspace.stdout(&["segment", &output, "--lang", "fr"]);
        assert!(
            FRENCH.iter().all(|text| segments.contains(text)),
            "{segments}"
        );
    }
}
