use super::super::testing::{
    article, blocks, check, format, part, replaced, segments, shown, zipped,
};
use crate::format::registry::{article_from_bytes, write_back};
use crate::text::{BlockKind, ReplacementPiece, Span};

const NAMESPACES: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
    xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
    xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
    xmlns:fo='fo' xmlns:svg='svg' xmlns:xlink='xlink' xmlns:dc='dc'";

const AUTOMATIC: &str = "<style:style style:name='P1' style:family='paragraph' style:parent-style-name='Heading_20_2'/>\
    <style:style style:name='P2' style:family='paragraph' style:parent-style-name='Illustration'><style:paragraph-properties fo:margin='1cm'/></style:style>\
    <style:style style:name='T1' style:family='text'><style:text-properties fo:font-weight='bold'/></style:style>\
    <style:style style:name='T2' style:family='text'><style:text-properties officeooo:rsid='0011' fo:language='de'/></style:style>\
    <style:style style:name='T3' style:family='text'><style:text-properties fo:font-weight='bold' officeooo:rsid='0022'/></style:style>";

const STYLES: &str = "<style:style style:name='Heading_20_2' style:family='paragraph' style:default-outline-level='2'/>\
    <style:style style:name='Illustration' style:family='paragraph' style:parent-style-name='Caption'/>";

/// A text document with this body.
fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version='1.0'?><office:document-content {NAMESPACES}><office:automatic-styles>{AUTOMATIC}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let styles = format!(
        "<office:document-styles {NAMESPACES}><office:styles>{STYLES}</office:styles></office:document-styles>"
    );
    let meta = format!(
        "<office:document-meta {NAMESPACES}><office:meta><dc:title>A bridge</dc:title><dc:language>fa</dc:language></office:meta></office:document-meta>"
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("styles.xml", styles.as_bytes()),
        ("meta.xml", meta.as_bytes()),
    ])
}

fn read(body: &str) -> String {
    let bytes = odt(body);
    check("odt", &bytes);
    shown(&article("odt", &bytes).document)
}

/// The content when the text `old` is replaced by `pieces`: text, or the code of a number.
fn written(body: &str, old: &str, pieces: &[Result<usize, &str>]) -> String {
    let bytes = odt(body);
    let document = article("odt", &bytes).document;
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
    let written = write_back(&bytes, format("odt"), &[replacement]).unwrap();
    part(&written, "content.xml")
}

/// What of that lies in the body.
fn body(xml: &str) -> &str {
    let from = xml.find("<office:text>").unwrap() + "<office:text>".len();
    &xml[from..xml.find("</office:text>").unwrap()]
}

#[test]
fn blocks_by_style_list_table_and_note() {
    use BlockKind::*;
    let text = "<text:sequence-decls><text:p>no text</text:p></text:sequence-decls>\
        <text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>\
        <text:p text:style-name='Title'>A bridge</text:p>\
        <text:table-of-content><text:index-body><text:p>A bridge 1</text:p></text:index-body></text:table-of-content>\
        <text:h text:outline-level='1'>How it was built</text:h>\
        <text:p text:style-name='P1'>By style</text:p>\
        <text:p>It opened<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note> in spring.</text:p>\
        <text:list><text:list-item><text:p>first</text:p><text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list></text:list-item></text:list>\
        <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>\
        <text:p><draw:frame><draw:text-box><text:p text:style-name='P2'><draw:frame><draw:image/><svg:title>no text</svg:title></draw:frame>Figure <text:sequence>1</text:sequence>: the bridge</text:p></draw:text-box></draw:frame></text:p>\
        <text:p>with <office:annotation><text:p>a comment</text:p></office:annotation>comment<office:annotation-end/></text:p>";
    let bytes = odt(text);
    check("odt", &bytes);
    let file = article("odt", &bytes);
    let expected = [
        (Heading, "A bridge"),
        (Heading, "How it was built"),
        (Heading, "By style"),
        (Paragraph, "It opened in spring."),
        (ListItem, "first"),
        (ListItem, "inner"),
        (Paragraph, "a"),
        (Paragraph, "b"),
        (Caption, "Figure 1: the bridge"),
        (Paragraph, "with comment"),
        (Paragraph, "A note."),
    ];
    assert_eq!(blocks(&file.document), expected);
    let shown = shown(&file.document);
    assert!(shown.contains("It opened{note} in spring."), "{shown}");
    assert!(
        shown.contains("{frame}Figure {sequence:1}: the bridge"),
        "{shown}"
    );
    assert_eq!(file.front_matter.title.as_deref(), Some("A bridge"));
    assert_eq!(file.front_matter.language.unwrap().as_str(), "fa");
}

#[test]
fn spans_that_look_the_same_are_one_text() {
    let text = "<text:p text:style-name='P9'>The <text:span text:style-name='T2'>bridge</text:span> is <text:span text:style-name='T1'>very</text:span>\
        <text:span text:style-name='T3'> old</text:span>.</text:p><text:p><text:span text:style-name='T1'>All in bold</text:span></text:p>";
    assert_eq!(read(text), "The bridge is {b very old b}.\n\nAll in bold");
    let xml = written(
        text,
        "The bridge is very old.",
        &[Ok(0), Err("Sehr alt"), Ok(1), Err(" ist sie.")],
    );
    let expected = "<text:p text:style-name='P9'><text:span text:style-name='T1'>Sehr alt</text:span> ist sie.</text:p>";
    assert!(body(&xml).starts_with(expected), "{xml}");
    let xml = written(text, "All in bold", &[Err("Fett")]);
    assert!(
        body(&xml).ends_with("<text:p><text:span text:style-name='T1'>Fett</text:span></text:p>"),
        "{xml}"
    );
}

#[test]
fn white_space_links_and_fields() {
    assert_eq!(
        read(
            "<text:p>\n  a\n  b<text:s text:c='3'/>c<text:tab/>d<text:line-break/>e &amp; <text:span> f</text:span></text:p>"
        ),
        "a b   c\td{br:\n}e & f"
    );
    let link = "<text:p>See <text:span text:style-name='T1'>all <text:a xlink:href='a'>the <text:span text:style-name='T2'>plan</text:span></text:a></text:span> on page <text:page-number>3</text:page-number>.</text:p>";
    assert_eq!(
        read(link),
        "See {b all  b}{a {b the plan b} a} on page {page-number:3}."
            .replace("{b the plan b}", "the plan")
    );
    let xml = written(
        link,
        "See all the plan on page 3.",
        &[Ok(2), Err("Plan"), Ok(3), Err(", Seite  "), Ok(4)],
    );
    assert_eq!(
        body(&xml),
        "<text:p><text:a xlink:href='a'><text:span text:style-name='T1'>Plan</text:span></text:a>, Seite <text:s/><text:page-number>3</text:page-number></text:p>"
    );
    assert_eq!(
        read(
            "<text:p><text:bookmark-start text:name='a'/>One<text:bookmark-end text:name='a'/> <text:bookmark-ref>two</text:bookmark-ref>\
        <text:change-start text:change-id='c'/> three<text:change-end text:change-id='c'/><text:soft-page-break/></text:p>"
        ),
        "One {bookmark-ref:two} three"
    );
    assert_eq!(
        read(
            "<text:p><text:ruby><text:ruby-base>橋</text:ruby-base><text:ruby-text>はし</text:ruby-text></text:ruby>です。</text:p>"
        ),
        "橋です。"
    );
}

#[test]
fn the_direction_follows_the_text() {
    for (style, element) in [
        (
            "",
            "<style:style style:name=\"Standard_rtl\" style:family=\"paragraph\" style:parent-style-name=\"Standard\"><style:paragraph-properties style:writing-mode=\"rl-tb\"/></style:style>",
        ),
        (
            " text:style-name='P1'",
            "<style:style style:name='P1_rtl' style:family='paragraph' style:parent-style-name='Heading_20_2'><style:paragraph-properties style:writing-mode=\"rl-tb\"/></style:style>",
        ),
        (
            " text:style-name='P2'",
            "<style:style style:name='P2_rtl' style:family='paragraph' style:parent-style-name='Illustration'><style:paragraph-properties style:writing-mode=\"rl-tb\" fo:margin='1cm'/></style:style>",
        ),
    ] {
        let xml = written(
            &format!("<text:p{style}>The bridge</text:p>"),
            "The bridge",
            &[Err("پل می‌ماند")],
        );
        assert!(
            xml.contains(&format!("{element}</office:automatic-styles>")),
            "{xml}"
        );
        assert!(
            body(&xml).contains("_rtl") && body(&xml).contains(">پل می‌ماند</text:p>"),
            "{xml}"
        );
    }
    let xml = written(
        "<text:p>پل</text:p><text:p>The pier</text:p>",
        "پل",
        &[Err("پل‌ها")],
    );
    assert_eq!(body(&xml), "<text:p>پل‌ها</text:p><text:p>The pier</text:p>");
}

#[test]
fn a_note_and_the_text_around_it_change_together() {
    let text = "<text:p>One<text:note><text:note-body><text:p>Two</text:p></text:note-body></text:note> three.</text:p>";
    let bytes = odt(text);
    let document = article("odt", &bytes).document;
    let all: Vec<_> = segments(&document)
        .iter()
        .map(|span| replaced(&document, *span, &|text| text.to_uppercase()))
        .collect();
    let xml = part(
        &write_back(&bytes, format("odt"), &all).unwrap(),
        "content.xml",
    );
    assert_eq!(
        body(&xml),
        "<text:p>ONE<text:note><text:note-body><text:p>TWO</text:p></text:note-body></text:note> THREE.</text:p>"
    );
}

#[test]
fn what_is_broken_is_named() {
    let refused = |parts: &[(&str, &[u8])]| {
        let read = article_from_bytes(zipped(parts), format("odt"), std::path::Path::new("a.odt"));
        read.unwrap_err().to_string()
    };
    assert_eq!(
        refused(&[("mimetype", b"x")]),
        "a.odt: it is no text document: it has no part content.xml"
    );
    assert!(
        refused(&[("content.xml", b"<a>\n\n<b></a>")]).starts_with("a.odt: content.xml, line 3: ")
    );
    assert_eq!(
        refused(&[("content.xml", b"<a/>")]),
        "a.odt: content.xml: it is no text document"
    );
    let manifest = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    assert!(
        refused(&[
            ("META-INF/manifest.xml", manifest),
            ("content.xml", b"\x93\x01")
        ])
        .contains("password")
    );
}
