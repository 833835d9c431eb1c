use super::super::testing::{article, blocks, check, part, replaced, segments, shown, zipped};
use crate::format::articles::office::testing::format;
use crate::format::registry::{article_from_bytes, write_back};
use crate::text::{BlockKind, Replacement, ReplacementPiece, Span};

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:r=\"r\" xmlns:wps=\"wps\"";

const STYLES: &str = "<w:styles WWW>\
    <w:style w:type='paragraph' w:styleId='berschrift1'><w:name w:val='heading 1'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>\
    <w:style w:type='paragraph' w:styleId='Mein'><w:name w:val='Mein Kopf'/><w:basedOn w:val='berschrift1'/></w:style>\
    <w:style w:type='paragraph' w:styleId='Titel'><w:name w:val='Title'/></w:style>\
    <w:style w:type='paragraph' w:styleId='Liste'><w:name w:val='List Bullet'/><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>\
    <w:style w:type='paragraph' w:styleId='Beschriftung'><w:name w:val='caption'/></w:style>\
    <w:style w:type='paragraph' w:styleId='Verzeichnis1'><w:name w:val='toc 1'/></w:style>\
    </w:styles>";

const RELATIONS: &str = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
    <Relationship Id='a' Type='http://x/styles' Target='styles.xml'/>\
    <Relationship Id='b' Type='http://x/footnotes' Target='/word/footnotes.xml'/>\
    <Relationship Id='c' Type='http://x/hyperlink' Target='https://example.org' TargetMode='External'/></Relationships>";

const PACKAGE: &str = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
    <Relationship Id='a' Type='http://x/officeDocument' Target='word/document.xml'/>\
    <Relationship Id='b' Type='http://x/core-properties' Target='docProps/core.xml'/></Relationships>";

const CORE: &str = "<cp:coreProperties xmlns:cp='cp' xmlns:dc='dc'><dc:title> The bridge </dc:title>\
    <dc:language>pt-br</dc:language></cp:coreProperties>";

/// A Word document with this body and these notes.
fn docx(body: &str, notes: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version='1.0'?>\n<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    let notes = format!(
        "<w:footnotes {W}><w:footnote w:type='separator' w:id='0'><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>{notes}</w:footnotes>"
    );
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", PACKAGE.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", RELATIONS.as_bytes()),
        ("word/styles.xml", STYLES.replace("WWW", W).as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
        ("docProps/core.xml", CORE.as_bytes()),
    ])
}

fn read(body: &str) -> String {
    let bytes = docx(body, "");
    check("docx", &bytes);
    shown(&article("docx", &bytes).document)
}

/// The document's part when the text `old` is replaced by `pieces`: text, or the code of a number.
fn written(body: &str, old: &str, pieces: &[Result<usize, &str>]) -> String {
    let bytes = docx(body, "");
    let document = article("docx", &bytes).document;
    let start = document.text().find(old).unwrap();
    let mut replacement = replaced(
        &document,
        Span::new(start, start + old.len()),
        &str::to_owned,
    );
    replacement.pieces = pieces
        .iter()
        .map(|piece| match piece {
            Ok(code) => ReplacementPiece::Code(*code),
            Err(text) => ReplacementPiece::Text((*text).to_owned()),
        })
        .collect();
    let written = write_back(&bytes, format("docx"), &[replacement]).unwrap();
    let xml = part(&written, "word/document.xml");
    let from = xml.find("<w:body>").unwrap() + "<w:body>".len();
    xml[from..xml.find("<w:sectPr/></w:body>").unwrap()].to_owned()
}

#[test]
fn blocks_by_style_list_table_and_note() {
    use BlockKind::*;
    let p = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = [
        p("Titel", "A bridge"),
        p("Verzeichnis1", "A bridge 1"),
        p("Mein", "How it was built"),
        "<w:p><w:r><w:t xml:space='preserve'>It opened in spring.</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>".to_owned(),
        p("Liste", "first"),
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>second</w:t></w:r></w:p>".to_owned(),
        "<w:p><w:pPr><w:pStyle w:val='Liste'/><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr><w:r><w:t>none</w:t></w:r></w:p>".to_owned(),
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".to_owned(),
        p("Beschriftung", "The bridge in spring"),
        "<w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:r><w:t>By level</w:t></w:r></w:p>".to_owned(),
        "<w:p><w:r><w:t xml:space='preserve'>One line</w:t></w:r><w:r><w:br/></w:r><w:r><w:br/><w:t>after a gap</w:t></w:r></w:p>".to_owned(),
    ];
    let notes = "<w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space='preserve'> A note.</w:t></w:r></w:p></w:footnote>";
    let bytes = docx(&body.concat(), notes);
    check("docx", &bytes);
    let file = article("docx", &bytes);
    let expected = [
        (Heading, "A bridge"),
        (Heading, "How it was built"),
        (Paragraph, "It opened in spring."),
        (ListItem, "first"),
        (ListItem, "second"),
        (Paragraph, "none"),
        (Paragraph, "a"),
        (Paragraph, "b"),
        (Caption, "The bridge in spring"),
        (Heading, "By level"),
        (Paragraph, "One line"),
        (Paragraph, "after a gap"),
        (Paragraph, "A note."),
    ];
    assert_eq!(blocks(&file.document), expected);
    assert!(shown(&file.document).contains("spring.{footnoteReference}\n\n"));
    assert_eq!(file.front_matter.title.as_deref(), Some("The bridge"));
    assert_eq!(file.front_matter.language.unwrap().as_str(), "pt-BR");
}

#[test]
fn runs_that_look_the_same_are_one_text() {
    let body = "<w:p w:rsidR='1'><w:r w:rsidR='2'><w:rPr><w:lang w:val='en-US'/></w:rPr><w:t xml:space='preserve'>The </w:t></w:r>\
        <w:proofErr w:type='spellStart'/><w:r><w:t>bri</w:t></w:r><w:r w:rsidR='3'><w:rPr><w:noProof/><w:rFonts w:hint='eastAsia'/></w:rPr><w:t xml:space='preserve'>dge is </w:t></w:r>\
        <w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t>very</w:t></w:r><w:r><w:rPr><w:b/><w:bCs/><w:lang w:val='fr'/></w:rPr><w:t xml:space='preserve"
        .to_owned()
        + "'> old</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>\
        <w:p><w:r><w:rPr><w:i/></w:rPr><w:t>All in italics</w:t></w:r></w:p>";
    assert_eq!(
        read(&body),
        "The bridge is {b very old b}.\n\nAll in italics"
    );
    let xml = written(
        &body,
        "The bridge is very old.",
        &[Ok(0), Err("Sehr alt"), Ok(1), Err(" ist die Brücke.")],
    );
    let expected = "<w:p w:rsidR='1'><w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space=\"preserve\">Sehr alt</w:t></w:r>\
        <w:r w:rsidR='2'><w:rPr><w:lang w:val='en-US'/></w:rPr><w:t xml:space=\"preserve\"> ist die Brücke.</w:t></w:r></w:p>\
        <w:p><w:r><w:rPr><w:i/></w:rPr><w:t>All in italics</w:t></w:r></w:p>";
    assert_eq!(xml, expected);
    // Without its codes the text is in the form of most of the paragraph.
    let xml = written(&body, "The bridge is very old.", &[Err("Alt.")]);
    assert!(xml.contains(
        "<w:rPr><w:lang w:val='en-US'/></w:rPr><w:t xml:space=\"preserve\">Alt.</w:t></w:r></w:p>"
    ));
}

#[test]
fn links_fields_and_characters_that_are_elements() {
    let link = "<w:p><w:r><w:t xml:space='preserve'>See </w:t></w:r><w:hyperlink r:id='c'><w:r><w:rPr><w:rStyle w:val='Hyperlink'/></w:rPr><w:t>the </w:t></w:r>\
        <w:r><w:rPr><w:rStyle w:val='Hyperlink'/></w:rPr><w:t xml:space='preserve'> plan</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r></w:p>";
    assert_eq!(read(link), "See {hyperlink the plan hyperlink}.");
    let xml = written(
        link,
        "See the plan.",
        &[Ok(0), Err("Plan"), Ok(1), Err(" ansehen.")],
    );
    assert!(xml.starts_with("<w:p><w:hyperlink r:id='c'><w:r><w:rPr><w:rStyle w:val='Hyperlink'/></w:rPr><w:t xml:space=\"preserve\">Plan</w:t></w:r></w:hyperlink><w:r>"), "{xml}");
    let field = |says: &str, shows: &str| {
        format!(
            "<w:p><w:r><w:t xml:space='preserve'>On </w:t><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> {says} </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>{shows}</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t xml:space='preserve'> it is.</w:t></w:r></w:p>"
        )
    };
    assert_eq!(read(&field("PAGEREF a", "12")), "On {field:12} it is.");
    assert_eq!(
        read(&field("HYPERLINK \"a\"", "page")),
        "On {hyperlink page hyperlink} it is."
    );
    let simple = "<w:p><w:r><w:t xml:space='preserve'>Figure </w:t></w:r><w:fldSimple w:instr='SEQ'><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t>: a map</w:t></w:r></w:p>";
    assert_eq!(read(simple), "Figure {field:1}: a map");
    let characters = "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t><w:br/><w:t>e &amp; f</w:t><w:sym w:char='F04A'/><w:br w:type='page'/></w:r></w:p>";
    assert_eq!(read(characters), "a\tb\u{2011}c\u{ad}d{br:\n}e & f{sym}");
    let xml = written(
        characters,
        "a\tb\u{2011}c\u{ad}d\ne & f",
        &[Err("x\ty\u{2011}z < "), Ok(1)],
    );
    assert!(xml.contains("<w:t xml:space=\"preserve\">x</w:t><w:tab/><w:t xml:space=\"preserve\">y</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">z &lt; </w:t><w:sym w:char='F04A'/><w:br w:type='page'/>"), "{xml}");
}

#[test]
fn tracked_changes_are_taken_as_accepted() {
    let body = "<w:p><w:r><w:t xml:space='preserve'>It is </w:t></w:r><w:del w:id='1'><w:r><w:delText>old</w:delText></w:r></w:del>\
        <w:ins w:id='2'><w:r><w:t>new</w:t></w:r></w:ins><w:bookmarkStart w:id='7'/><w:commentRangeStart w:id='1'/><w:r><w:t xml:space='preserve'>. It is</w:t></w:r>\
        <w:commentRangeEnd w:id='1'/><w:r><w:commentReference w:id='1'/></w:r><w:bookmarkEnd w:id='7'/><w:r><w:t xml:space='preserve'> red.</w:t></w:r></w:p>\
        <w:p><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>come</w:t></w:r></w:moveTo></w:p>";
    assert_eq!(read(body), "It is new. It is red.\n\ncome");
    let xml = written(body, "It is red.", &[Err("Es ist rot.")]);
    // What is beside it is as it was, and comments and bookmarks are still there.
    assert!(xml.contains("<w:del w:id='1'><w:r><w:delText>old</w:delText></w:r></w:del><w:ins w:id='2'><w:r><w:t>new</w:t></w:r></w:ins>"), "{xml}");
    for kept in [
        "<w:bookmarkStart w:id='7'/>",
        "<w:bookmarkEnd w:id='7'/>",
        "<w:commentRangeEnd w:id='1'/>",
        "<w:commentReference w:id='1'/>",
    ] {
        assert_eq!(xml.matches(kept).count(), 1, "{kept} {xml}");
    }
    let xml = written(body, "It is new.", &[Err("Es ist neu.")]);
    assert!(
        !xml.contains("<w:del ") && !xml.contains("<w:ins "),
        "{xml}"
    );
}

#[test]
fn a_text_box_is_read_once_and_its_copy_goes_when_it_changes() {
    let inside = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><w:t>Before</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t xml:space='preserve'> and after.</w:t></w:r></w:p><w:p><w:r><w:t>Next</w:t></w:r></w:p>"
    );
    assert_eq!(
        read(&body),
        "Before{drawing} and after.\n\nIn a box\n\nNext"
    );
    let xml = written(&body, "In a box", &[Err("Im Kasten")]);
    let new = inside.replace("<w:t>In a box", "<w:t xml:space=\"preserve\">Im Kasten");
    assert!(
        xml.contains(&new) && !xml.contains("Fallback") && !xml.contains("In a box"),
        "{xml}"
    );
    // In a paragraph that changes as well.
    let bytes = docx(&body, "");
    let document = article("docx", &bytes).document;
    let all: Vec<Replacement> = segments(&document)
        .iter()
        .map(|span| replaced(&document, *span, &|text| text.to_uppercase()))
        .collect();
    let written = write_back(&bytes, format("docx"), &all).unwrap();
    assert_eq!(
        shown(&article("docx", &written).document),
        "BEFORE{drawing} AND AFTER.\n\nIN A BOX\n\nNEXT"
    );
}

#[test]
fn the_direction_follows_the_text() {
    let body = "<w:p><w:pPr><w:jc w:val='left'/></w:pPr><w:r><w:rPr><w:b/><w:lang w:val='en'/></w:rPr><w:t>The bridge</w:t></w:r></w:p>";
    let xml = written(body, "The bridge", &[Err("پل می‌ماند")]);
    assert_eq!(
        xml,
        "<w:p><w:pPr><w:bidi/><w:jc w:val='left'/></w:pPr><w:r><w:rPr><w:b/><w:rtl/><w:lang w:val='en'/></w:rPr><w:t xml:space=\"preserve\">پل می‌ماند</w:t></w:r></w:p>"
    );
    // And back, to the same.
    let back = written(&xml, "پل می‌ماند", &[Err("The bridge")]);
    assert_eq!(back.replace(" xml:space=\"preserve\"", ""), body);
    let plain = written(
        "<w:p><w:r><w:t>Rain</w:t></w:r></w:p>",
        "Rain",
        &[Err("باران")],
    );
    assert_eq!(
        plain,
        "<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space=\"preserve\">باران</w:t></w:r></w:p>"
    );
    let persian = "<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space='preserve'>پل </w:t></w:r><w:r><w:t>A4</w:t></w:r><w:r><w:rPr><w:rFonts w:hint='cs'/><w:rtl/></w:rPr><w:t xml:space='preserve'> باز است.</w:t></w:r></w:p>";
    assert_eq!(read(persian), "پل A4 باز است.");
}

#[test]
fn content_controls_formulas_and_readings() {
    let body = "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:p><w:r><w:t xml:space='preserve'>Dear </w:t></w:r><w:sdt><w:sdtPr><w:alias w:val='n'/></w:sdtPr><w:sdtContent><w:r><w:t>reader</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>!</w:t></w:r></w:p></w:sdtContent></w:sdt>\
        <w:p><w:r><w:ruby><w:rt><w:r><w:t>はし</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>橋</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>です。</w:t></w:r></w:p>";
    assert_eq!(read(body), "Dear {sdt reader sdt}!\n\n橋です。");
    let xml = written(
        body,
        "Dear reader!",
        &[Ok(0), Err("Leser"), Ok(1), Err("in")],
    );
    assert!(xml.contains("<w:sdt><w:sdtPr><w:alias w:val='n'/></w:sdtPr><w:sdtContent><w:r><w:t xml:space=\"preserve\">Leser</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t xml:space=\"preserve\">in</w:t></w:r>"), "{xml}");
}

#[test]
fn other_prefixes_are_read_and_written() {
    let body = "<w:p><w:r><w:t>Rain</w:t></w:r></w:p>";
    let document = format!("<w:document {W}><w:body>{body}</w:body></w:document>")
        .replace("w:", "n0:")
        .replace(":w=", ":n0=");
    let bytes = zipped(&[("word/document.xml", document.as_bytes())]);
    check("docx", &bytes);
    let document = article("docx", &bytes).document;
    let new = replaced(&document, Span::new(0, 4), &|_| "باران".to_owned());
    let xml = part(
        &write_back(&bytes, format("docx"), &[new]).unwrap(),
        "word/document.xml",
    );
    assert!(
        xml.contains(
            "<n0:p><n0:pPr><n0:bidi/></n0:pPr><n0:r><n0:rPr><n0:rtl/></n0:rPr><n0:t xml:space"
        ),
        "{xml}"
    );
}

#[test]
fn what_is_broken_is_named() {
    let refused = |bytes: Vec<u8>| {
        let read = article_from_bytes(bytes, format("docx"), std::path::Path::new("a.docx"));
        read.unwrap_err().to_string()
    };
    let with = |xml: &str| zipped(&[("word/document.xml", xml.as_bytes())]);
    assert_eq!(
        refused(zipped(&[("mimetype", b"x")])),
        "a.docx: it is no Word document: it has no part word/document.xml"
    );
    assert!(
        refused(with(&format!("<w:document {W}>\n<w:body></w:p>")))
            .starts_with("a.docx: word/document.xml, line 2: ")
    );
    assert!(refused(with(&format!("<w:document {W}>\n<w:body>"))).contains("was cut off"));
    assert_eq!(
        refused(with("<html/>")),
        "a.docx: word/document.xml: it is no text of a Word document"
    );
    assert!(
        refused(with(&format!("<w:document {W}>{}", "<w:tbl>".repeat(5000)))).contains("too deep")
    );
    assert!(
        refused(with(&format!(
            "<!DOCTYPE a [<!ENTITY b 'c'>]><w:document {W}><w:p><w:r><w:t>&b;"
        )))
        .contains("&b;")
    );
}
