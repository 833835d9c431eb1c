//! The parts of the file and their XML.

use std::io::{self, Cursor, Write};

use quick_xml::escape::escape;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::text::{Direction, direction};

use super::paragraphs::{Mark, Paragraph};
use super::reviser::Reviser;

const CONTENT_TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Override PartName="/word/document.xml" "#,
    r#"ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#,
);

const RELATIONSHIPS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Target="word/document.xml" "#,
    r#"Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>"#,
);

/// Writes the file.
pub(super) fn write(
    out: &mut dyn Write,
    paragraphs: &[Paragraph],
    reviser: Reviser<'_>,
) -> io::Result<()> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // With one date for all, the same revision gives the same file.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let document = document(paragraphs, reviser);
    for (name, content) in [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", RELATIONSHIPS),
        ("word/document.xml", &document),
    ] {
        zip.start_file(name, options).map_err(io::Error::other)?;
        zip.write_all(content.as_bytes())?;
    }
    let file = zip.finish().map_err(io::Error::other)?;
    out.write_all(&file.into_inner())
}

/// The XML of the text.
pub(super) fn document(paragraphs: &[Paragraph], reviser: Reviser<'_>) -> String {
    let mut xml = Xml {
        out: String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>",
        ),
        by: format!(" w:author=\"{}\"", escape(reviser.author)),
        id: 0,
    };
    if !reviser.date.is_empty() {
        xml.by
            .push_str(&format!(" w:date=\"{}\"", escape(reviser.date)));
    }
    for paragraph in paragraphs {
        xml.paragraph(paragraph);
    }
    xml.out.push_str("<w:sectPr/></w:body></w:document>");
    xml.out
}

struct Xml {
    out: String,
    /// The attributes that say who, and when.
    by: String,
    /// Of the last mark; each has its own.
    id: usize,
}

impl Xml {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        let text: String = paragraph.runs.iter().map(|(_, text)| &**text).collect();
        let right_to_left = direction(&text) == Direction::RightToLeft;
        self.out.push_str("<w:p><w:pPr>");
        if right_to_left {
            self.out.push_str("<w:bidi/>");
        }
        let mark = match paragraph.mark() {
            Mark::Inserted => "w:ins",
            Mark::Deleted => "w:del",
            _ => "",
        };
        if !mark.is_empty() {
            let attributes = self.attributes();
            self.out
                .push_str(&format!("<w:rPr><{mark}{attributes}/></w:rPr>"));
        }
        self.out.push_str("</w:pPr>");
        for (mark, text) in &paragraph.runs {
            self.run(*mark, text, right_to_left);
        }
        self.out.push_str("</w:p>");
    }

    fn run(&mut self, mark: Mark, text: &str, right_to_left: bool) {
        let properties = match right_to_left {
            true => "<w:rPr><w:rtl/></w:rPr>",
            false => "",
        };
        let element = match mark {
            Mark::Deleted => "w:delText",
            _ => "w:t",
        };
        let run = format!(
            "<w:r>{properties}<{element} xml:space=\"preserve\">{}</{element}></w:r>",
            escape(text)
        );
        match mark {
            Mark::Kept => self.out.push_str(&run),
            Mark::Inserted => self.marked("w:ins", &run),
            Mark::Deleted => self.marked("w:del", &run),
            Mark::MovedFrom(number) => self.moved("w:moveFrom", number, &run),
            Mark::MovedTo(number) => self.moved("w:moveTo", number, &run),
        }
    }

    fn marked(&mut self, element: &str, run: &str) {
        let attributes = self.attributes();
        self.out
            .push_str(&format!("<{element}{attributes}>{run}</{element}>"));
    }

    fn moved(&mut self, element: &str, number: usize, run: &str) {
        let attributes = self.attributes();
        let range = self.id;
        self.out.push_str(&format!(
            "<{element}RangeStart{attributes} w:name=\"move{number}\"/>"
        ));
        self.marked(element, run);
        self.out
            .push_str(&format!("<{element}RangeEnd w:id=\"{range}\"/>"));
    }

    fn attributes(&mut self) -> String {
        self.id += 1;
        format!(" w:id=\"{}\"{}", self.id, self.by)
    }
}
