use super::super::testing::{article, blocks, check, format, part, replaced, shown, zipped};
use crate::format::registry::{article_from_bytes, write_back, write_translation};
use crate::text::{BlockKind, Language, Span};

const CONTAINER: &str = "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>\
    <rootfile full-path='OEBPS/book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";

const PACKAGE: &str = "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'>\
    <metadata xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>Two bridges</dc:title><dc:language>en</dc:language><dc:creator>Ana Rivera</dc:creator><dc:creator>Bo Lind</dc:creator><dc:date>2026-03-02</dc:date></metadata>\
    <manifest><item id='n' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>\
    <item id='c' href='cover.xhtml' media-type='application/xhtml+xml'/><item id='i' href='cover.svg' media-type='image/svg+xml'/>\
    <item id='b' href='../text/b.xhtml' media-type='application/xhtml+xml'/>\
    <item id='a' href='chapter%20one.xhtml' media-type='application/xhtml+xml'/></manifest>\
    <spine><itemref idref='c'/><itemref idref='i'/><itemref idref='n'/><itemref idref='a'/><itemref idref='b'/><itemref idref='a'/></spine></package>";

/// A chapter without an XML declaration, whose title is empty.
fn chapter(body: &str) -> String {
    format!(
        "<html xmlns='http://www.w3.org/1999/xhtml' xml:lang='en'><head><title/></head><body>{body}</body></html>"
    )
}

/// A book of two chapters.
fn epub(package: &str, first: &[u8], second: &str) -> Vec<u8> {
    zipped(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("OEBPS/book.opf", package.as_bytes()),
        (
            "OEBPS/nav.xhtml",
            chapter("<nav><a href='a'>Contents</a></nav>").as_bytes(),
        ),
        (
            "OEBPS/cover.xhtml",
            chapter("<img src='c.png' alt=''/>").as_bytes(),
        ),
        ("text/b.xhtml", chapter(second).as_bytes()),
        ("OEBPS/chapter one.xhtml", first),
    ])
}

fn book() -> Vec<u8> {
    epub(
        PACKAGE,
        chapter("<h1>The old one</h1><p>It is <b>very</b> old. It stands.<br/>Still.</p><p/>")
            .as_bytes(),
        "<h1>پل</h1><p>پل در <i>بهار</i> باز می‌شود. باران می‌آمد.</p><p>桥在<b>春天</b>开放。</p>",
    )
}

fn refused(bytes: &[u8]) -> String {
    let read = article_from_bytes(bytes.to_vec(), format("epub"), "-".as_ref());
    read.expect_err("a refused book").reason()
}

#[test]
fn chapters_are_read_in_the_order_of_the_spine() {
    use BlockKind::{Heading, Paragraph};
    let article = article("epub", &book());
    assert_eq!(
        blocks(&article.document),
        [
            (Heading, "The old one"),
            (Paragraph, "It is very old. It stands.\nStill."),
            (Heading, "پل"),
            (Paragraph, "پل در بهار باز می‌شود. باران می‌آمد."),
            (Paragraph, "桥在春天开放。"),
        ]
    );
    assert!(shown(&article.document).contains("در {i بهار i} باز"));
    assert_eq!(article.front_matter.title.as_deref(), Some("Two bridges"));
    assert_eq!(
        article.front_matter.author.as_deref(),
        Some("Ana Rivera, Bo Lind")
    );
    assert_eq!(article.front_matter.date.as_deref(), Some("2026-03-02"));
    assert_eq!(article.front_matter.language, Language::parse("en").ok());
}

#[test]
fn what_is_written_back_is_read_again() {
    check("epub", &book());
}

#[test]
fn only_the_chapter_with_new_text_changes() {
    let bytes = book();
    let document = article("epub", &bytes).document;
    let start = document.text().find("باران").unwrap();
    let span = Span::new(start, start + "باران".len());
    let replacement = [replaced(&document, span, &|_| "<برف>".to_owned())];
    let written = write_back(&bytes, format("epub"), &replacement).unwrap();
    assert!(part(&written, "text/b.xhtml").contains("باز می‌شود. &lt;برف&gt; می‌آمد."));
    for same in [
        "OEBPS/chapter one.xhtml",
        "OEBPS/book.opf",
        "OEBPS/nav.xhtml",
    ] {
        assert_eq!(part(&written, same), part(&bytes, same));
    }
    assert!(written[30..].starts_with(b"mimetype"));
    let french = Language::parse("fr").unwrap();
    let written = write_translation(&bytes, format("epub"), &replacement, &french).unwrap();
    assert!(part(&written, "OEBPS/book.opf").contains("<dc:language>fr</dc:language>"));
    assert!(part(&written, "OEBPS/chapter one.xhtml").contains("xml:lang='fr'"));
    // A text that reaches over two chapters is in none.
    let over = [replaced(&document, Span::new(0, start), &str::to_owned)];
    assert!(write_back(&bytes, format("epub"), &over).is_err());
}

#[test]
fn contents_and_title_follow_the_headings() {
    let nav = chapter(
        "<nav><h1>Contents</h1><ol><li><a href='a'> The old\n one </a></li><li><a href='b'>The <b>old</b> one</a></li><li><span>Nothing &amp; more</span></li></ol></nav>",
    );
    let ncx = "<?xml version='1.0' encoding='utf-16'?><ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><docTitle><text>Two bridges</text></docTitle>\
        <navMap><navPoint><navLabel><text>The old one</text></navLabel><content src='The old one'/></navPoint></navMap></ncx>";
    let wide: Vec<u8> = ("\u{feff}".encode_utf16().chain(ncx.encode_utf16()))
        .flat_map(u16::to_le_bytes)
        .collect();
    let package = PACKAGE
        .replace("Two bridges", "The old one")
        .replace("<dc:creator>Bo Lind", "<dc:creator>The old one")
        .replace(
            "</manifest>",
            "<item id='x' href='toc.ncx' media-type='application/x-dtbncx+xml'/></manifest>",
        );
    let bytes = zipped(&[
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("OEBPS/book.opf", package.as_bytes()),
        ("OEBPS/nav.xhtml", nav.as_bytes()),
        ("OEBPS/toc.ncx", &wide),
        ("OEBPS/cover.xhtml", chapter("").as_bytes()),
        ("text/b.xhtml", chapter("<p>The old one</p>").as_bytes()),
        (
            "OEBPS/chapter one.xhtml",
            chapter("<h1>The old <b>one</b></h1>").as_bytes(),
        ),
    ]);
    let document = article("epub", &bytes).document;
    let span = Span::new(0, "The old one".len());
    let heading = [replaced(&document, span, &|text| {
        text.replace("The old ", "L’<ancien")
            .replace("one", "> pont")
    })];
    let french = Language::parse("fr").unwrap();
    let written = write_translation(&bytes, format("epub"), &heading, &french).unwrap();
    let new = "L’&lt;ancien&gt; pont";
    assert_eq!(
        part(&written, "OEBPS/nav.xhtml"),
        nav.replace("> The old\n one <", &format!("> {new} <"))
            .replace("lang='en'", "lang='fr'")
    );
    assert_eq!(
        part(&written, "OEBPS/toc.ncx"),
        ncx.replace("<text>The old one", &format!("<text>{new}"))
            .replace("utf-16", "UTF-8")
    );
    assert_eq!(
        part(&written, "OEBPS/book.opf"),
        package
            .replace("title>The old one", &format!("title>{new}"))
            .replace("language>en", "language>fr")
    );
    // A table that is no XML stays as it is, and so does the rest.
    let odd = zipped(&[
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("OEBPS/book.opf", PACKAGE.as_bytes()),
        ("OEBPS/nav.xhtml", b"<nav>The old one&nbsp;</nav>"),
        ("OEBPS/cover.xhtml", chapter("").as_bytes()),
        ("text/b.xhtml", chapter("").as_bytes()),
        (
            "OEBPS/chapter one.xhtml",
            chapter("<h1>The old one</h1>").as_bytes(),
        ),
    ]);
    let document = article("epub", &odd).document;
    let heading = [replaced(&document, span, &|_| "Neu".to_owned())];
    let written = write_back(&odd, format("epub"), &heading).unwrap();
    assert_eq!(
        part(&written, "OEBPS/nav.xhtml"),
        "<nav>The old one&nbsp;</nav>"
    );
    assert!(part(&written, "OEBPS/chapter one.xhtml").contains("<h1>Neu</h1>"));
}

#[test]
fn a_chapter_in_utf_16_stays_in_it() {
    let page = format!(
        "<?xml version='1.0' encoding='UTF-16'?>{}",
        chapter("<p>Old.</p>")
    );
    let wide = |text: &str| -> Vec<u8> {
        let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    let bytes = epub(PACKAGE, &wide(&page), "<p>New.</p>");
    check("epub", &bytes);
}

#[test]
fn what_is_no_book_says_why() {
    assert!(refused(b"no zip").contains("no zip container"));
    assert_eq!(
        refused(&zipped(&[("a", b"b")])),
        "it is no EPUB: it has no part META-INF/container.xml"
    );
    let with = |package: &str| refused(&epub(package, b"", "<p>a</p>"));
    assert_eq!(
        with("<package/>"),
        "OEBPS/book.opf: its spine names no chapters"
    );
    assert!(with("<package><a>").contains("OEBPS/book.opf, line 1"));
    assert!(with(&PACKAGE.replace("idref='b'", "idref='x'")).contains("names 'x'"));
    assert!(with(&PACKAGE.replace("../text/b", "../../b")).contains("leads out of the book"));
    assert!(with(&PACKAGE.replace("../text/b", "%2e%2e/b")).contains("there is no such part"));
    let locked = zipped(&[
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("OEBPS/book.opf", PACKAGE.as_bytes()),
        (
            "META-INF/encryption.xml",
            b"<e><CipherReference URI='OEBPS/cover.xhtml'/></e>",
        ),
    ]);
    assert!(refused(&locked).contains("without copy protection"));
}

#[test]
fn what_cannot_be_read_is_damaged_and_no_other_file() {
    for name in ["epub", "docx", "odt"] {
        let error = write_back(b"no zip", format(name), &[]).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("it cannot be read: it is no zip"),
            "{error}"
        );
    }
}
