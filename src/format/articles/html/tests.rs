use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::text::{CodeRole, ReplacementPiece, Span};

/// The blocks of a page, with its codes in braces.
fn shown(page: &str, scope: Scope) -> Vec<(BlockKind, String)> {
    let page = read_page(page, scope);
    page.blocks
        .iter()
        .map(|block| {
            let mut text = String::new();
            let mut at = block.span.start;
            let codes = page.codes.iter();
            for code in codes.filter(|code| {
                block.span.start <= code.span.start && code.span.end <= block.span.end
            }) {
                text += &page.text[at..code.span.start];
                let mark = match code.role {
                    CodeRole::Begin => "",
                    CodeRole::End => "/",
                    CodeRole::Standalone | CodeRole::Isolated => "!",
                };
                text += &format!("{{{mark}{}}}", code.name);
                at = code.span.end;
            }
            text += &page.text[at..block.span.end];
            (block.kind, text)
        })
        .collect()
}

fn texts(page: &str) -> Vec<String> {
    shown(page, Scope::Article)
        .into_iter()
        .map(|(_, text)| text)
        .collect()
}

#[test]
fn text_is_as_a_browser_shows_it() {
    use BlockKind::*;
    let page = "<h1>A  <i>new</i>\n bridge</h1><p>It &quot;opened&quot; on<br>\n Monday &amp; <b> closed</b> .<!-- no -->\
        <ul><li><p>One<li>Two <img src=a alt=b> <sup><a href='#n'>1</a></sup></ul>\
        <figure><img src=b><figcaption>The <em>hall</em></figcaption></figure>\
        <table><tr><td>a<td>b</table><pre>x = 1</pre>\
        <p>从前\n有一座<ruby>桥<rt>qiáo</rt></ruby>。\n它很老。<p>&nbsp;</p>Loose<br><br>text";
    assert_eq!(
        shown(page, Scope::Whole),
        [
            (Heading, "A {i}new{/i} bridge".to_owned()),
            (
                Paragraph,
                "It \"opened\" on{!br}Monday & {b}closed{/b} .".into()
            ),
            (ListItem, "One".into()),
            (ListItem, "Two{!img}{!sup}".into()),
            (Caption, "The {em}hall{/em}".into()),
            (Paragraph, "a".into()),
            (Paragraph, "b".into()),
            (Paragraph, "从前有一座{ruby}桥{!rt}{/ruby}。它很老。".into()),
            (Paragraph, "Loose{!br}".into()),
            (Paragraph, "text".into()),
        ]
    );
}

#[test]
fn marks_that_cross_blocks_stand_alone() {
    let page = "<p>a <b>b</p><p>c</b> d</p><a href=x><div>e</div></a>";
    let shown = shown(page, Scope::Whole);
    let shown: Vec<&str> = shown.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(shown, ["a {!b}b", "c d", "e"]);
}

/// A page of the kind that news sites have.
const NEWS: &str = include_str!("../../../../tests/data/web/bridge.en.html");

#[test]
fn the_article_is_taken_and_what_surrounds_it_is_not() {
    let taken = texts(NEWS).join("\n");
    for part in [
        "New bridge opens",
        "By {a}Ana Rivera{/a}",
        "The bridge is 210 metres long",
        "Engineers at work",
    ] {
        assert!(taken.contains(part), "{part} is not in\n{taken}");
    }
    for part in [
        "cookies",
        "Sport",
        "Related",
        "All rights",
        "Comments",
        "console",
        "Share",
        "Newsletter",
    ] {
        assert!(!taken.contains(part), "{part} is in\n{taken}");
    }
}

#[test]
fn an_article_that_is_not_marked_is_found() {
    let prose = "The council, which met on Monday, said that the work would take two years, and cost less than planned. ";
    let links = "<a href=a>One of many links</a> <a href=b>Another link of these</a> ".repeat(9);
    let page = format!(
        "<title>Council meets - The Post</title><body><div>{links}</div><div><div><h1>Council meets</h1></div>\
         <div class=x><p>{prose}</p><p>{prose}</p><h2>More on this</h2><ul><li><a href=c>Earlier news of the council</a></ul></div></div>\
         <div>{links}</div><div>Short note at the end</div>"
    );
    let taken = texts(&page);
    assert_eq!(taken.len(), 3, "{taken:?}");
    assert!(taken[0].ends_with("Council meets"), "{taken:?}");
}

#[test]
fn the_name_of_a_site_is_no_headline() {
    let article = "<article><h2>Mill reopens</h2><p>The old mill, which closed in 1998, will reopen in May, said the council.</p></article>";
    let page = |title: &str, header: &str| {
        texts(&format!(
            "<title>{title}</title><body><header><h1>{header}</h1></header>{article}"
        ))
    };
    assert_eq!(
        page("Mill reopens | The Post", "The Post")[0],
        "Mill reopens"
    );
    assert_eq!(
        page("News of the day | The Post", "News of&nbsp;the day")[0],
        "News of\u{a0}the day"
    );
}

#[test]
fn a_page_of_but_little_is_read_as_it_is() {
    assert_eq!(texts("Hello, <b>world</b>!"), ["Hello, {b}world{/b}!"]);
    assert_eq!(texts("<nav>Only ways</nav>"), ["Only ways"]);
    let file = read(
        b"<title>A &amp; B</title><p>text".to_vec(),
        Path::new("a.html"),
    )
    .unwrap();
    assert_eq!(file[0].front_matter.title.as_deref(), Some("A & B"));
    assert!(
        read(b"<div></div>".to_vec(), Path::new("a.html")).unwrap()[0]
            .document
            .blocks()
            .is_empty()
    );
}

/// The pieces of a part of a page, as they are.
fn pieces(page: &Page, block: Block) -> Replacement {
    let mut within = page
        .codes
        .partition_point(|code| code.span.start < block.span.start)
        ..page
            .codes
            .partition_point(|code| code.span.start <= block.span.end);
    // A break at the end of a block is no part of a segment of it.
    while let Some(last) = page.codes[within.clone()].last()
        && last.name == "br"
        && last.span.start >= block.span.end
    {
        within.end -= 1;
    }
    let mut pieces = Vec::new();
    let mut at = block.span.start;
    for code in within.clone() {
        let span = page.codes[code].span;
        pieces.push(ReplacementPiece::Text(page.text[at..span.start].to_owned()));
        pieces.push(ReplacementPiece::Code(code));
        at = span.end;
    }
    pieces.push(ReplacementPiece::Text(
        page.text[at..block.span.end].to_owned(),
    ));
    Replacement {
        span: block.span,
        within,
        pieces,
    }
}

/// With this in place of each text.
fn with_texts(replacement: &mut Replacement, change: impl Fn(&str) -> String) {
    for piece in &mut replacement.pieces {
        if let ReplacementPiece::Text(text) = piece {
            *text = change(text);
        }
    }
}

#[test]
fn other_texts_come_in_their_places() {
    let html =
        "<html><p class=a>Hello <b title='x'>dear</b>&nbsp;world.<!-- c --> Bye.</p>\n<p>x</p>";
    let page = read_page(html, Scope::Whole);
    let first = Replacement {
        span: Span::new(0, page.text.find(" Bye").unwrap()),
        within: 0..2,
        pieces: vec![
            ReplacementPiece::Code(0),
            ReplacementPiece::Text("Cher".into()),
            ReplacementPiece::Code(1),
            ReplacementPiece::Text(" monde < & >".into()),
        ],
    };
    assert_eq!(
        write_page(html, Scope::Whole, &[first]).unwrap(),
        "<html><p class=a><b title='x'>Cher</b> monde &lt; &amp; &gt;<!-- c --> Bye.</p>\n<p>x</p>"
    );
    let outside = Replacement {
        span: Span::new(0, page.text.len() + 1),
        within: 0..0,
        pieces: Vec::new(),
    };
    assert!(write_page(html, Scope::Whole, &[outside]).is_err());
}

const SOUP: &str = "(<p>|</p>|<b>|</b>|<i>|</i>|<div>|</div>|<a href=x>|</a>|<br>|<img src=y>|<li>|<ul>|</ul>|<td>|<table>|</table>|<!-- c -->|<h1>|</h1>|<pre>|</pre>|<svg><g/></svg>|<nav>|</nav>|&amp;|&nbsp;|&|<|>|[ \n]|[a-c]|پ|桥|\\PC|<script>|</script>)*";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn texts_replaced_by_themselves_change_nothing(html in SOUP) {
        for scope in [Scope::Whole, Scope::Article] {
            let page = read_page(&html, scope);
            prop_assert_eq!(&write_page(&html, scope, &[]).unwrap(), &html);
            let same: Vec<Replacement> = page.blocks.iter().map(|&block| pieces(&page, block)).collect();
            prop_assert_eq!(&write_page(&html, scope, &same).unwrap(), &html);
        }
    }

    #[test]
    fn what_is_written_is_read_again(html in SOUP) {
        let page = read_page(&html, Scope::Whole);
        let mut others: Vec<Replacement> =
            page.blocks.iter().map(|&block| pieces(&page, block)).collect();
        for other in &mut others {
            with_texts(other, |text| match text.trim().is_empty() {
                true => text.to_owned(),
                false => format!("x<{}&amp;z", text.replace('\n', " ").trim()),
            });
        }
        let written = write_page(&html, Scope::Whole, &others).unwrap();
        let again = read_page(&written, Scope::Whole);
        prop_assert_eq!(again.blocks.len(), page.blocks.len(), "{}", written);
        for (block, other) in again.blocks.iter().zip(&others) {
            let text: String = other.pieces.iter().map(|piece| match piece {
                ReplacementPiece::Text(text) => text.as_str(),
                ReplacementPiece::Code(code) if page.codes[*code].name == "br" => "\n",
                ReplacementPiece::Code(_) => "",
            }).collect();
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(block.span.of(&again.text)), words(&text), "{}", written);
        }
    }
}

#[test]
fn deep_and_hostile_pages_take_no_longer() {
    let count = 10_000;
    let deep = "<div>".repeat(count) + "text" + &"</div>".repeat(count);
    for page in [
        deep,
        "<b>".repeat(count) + "text" + &"</b>".repeat(count),
        "<ul><li>".repeat(count) + "text",
        "<article><h1>".repeat(count) + "text",
        "<p class='a b c d'>text, and more text, of some length, to be weighed".repeat(count / 10),
        "<h1>a</h1><nav>".repeat(count),
        "<a href=x>text</a>, ".repeat(count),
        "<".repeat(20 * count),
        "&lt".repeat(count),
        "<br>".repeat(count) + "text",
        "a<br>".repeat(count),
        "<html ".repeat(count),
        "<sup><a href='#x'>".repeat(count),
        "<svg>".repeat(count),
        "<title>".repeat(count),
    ] {
        let read = read_page(&page, Scope::Article);
        let same: Vec<Replacement> = read
            .blocks
            .iter()
            .take(9)
            .map(|&block| pieces(&read, block))
            .collect();
        assert!(write_page(&page, Scope::Article, &same).unwrap() == page);
        let document = Document::new(read.text, read.blocks).with_codes(read.codes);
        for block in document.blocks() {
            let _ = document.coded(block.span);
        }
    }
}

#[test]
fn what_is_longer_than_a_name_is_no_writer() {
    let inner = format!(
        "<p><b rel=author>Ana</b>{}</p>",
        "It rained. ".repeat(50_000)
    );
    let page = format!(
        "<body><article>{}{inner}{}</article></body>",
        "<div itemprop=author>".repeat(400),
        "</div>".repeat(400)
    );
    let byline = read_page(&page, Scope::Article).byline;
    assert_eq!(byline.author.as_deref(), Some("Ana"));
}

#[test]
fn pages_say_who_wrote_them_and_when() {
    let article = "<p>The bridge opened on Monday, two years later than planned, and some 4,000 people walked across it, in rain and wind.</p>";
    let of = |head: &str, body: &str| {
        let page = format!("<head>{head}</head><body>{body}</body>");
        let byline = read_page(&page, Scope::Article).byline;
        (
            byline.author.unwrap_or_default(),
            byline.date.unwrap_or_default(),
        )
    };
    let body = format!(
        "<nav><time datetime='2020-01-01'>x</time><a rel=author>Nobody</a></nav><article><p>By <a rel='author' href='/a'>Ana\nRivera</a> and \
         <span itemprop=author>Bo &amp; Co</span>, <time datetime='2026-03-02T10:00'>today</time></p>{article}<time pubdate datetime=2026-03-01>x</time></article>"
    );
    for (head, author, date) in [
        ("", "Ana Rivera, Bo & Co", "2026-03-01"),
        (
            "<meta name=Author content='Cy &amp; Di'><meta name=date content=soon><meta property='article:published_time' content='2026-03-03T08:00:00+01:00'>",
            "Cy & Di",
            "2026-03-03T08:00:00+01:00",
        ),
        // Who is named by an address is named elsewhere.
        (
            "<meta property='article:author' content='https://a.example/eve'><meta name='DC.date' content='2026'>",
            "Ana Rivera, Bo & Co",
            "2026",
        ),
        (
            "<script type='application/ld+json'>{\"@graph\": [{\"@type\": \"WebSite\", \"author\": \"No\"}, {\"@type\": [\"NewsArticle\"], \
             \"author\": [{\"name\": \"Fay\"}, \"Gus\"], \"dateModified\": \"2026-05-01\", \"datePublished\": \"2026-03-04T00:00:00Z\"}]}</script><meta name=author content=Hal>",
            "Fay, Gus",
            "2026-03-04T00:00:00Z",
        ),
        (
            "<script type='application/ld+json'>{ broken <b></script><script>{}</script><meta itemprop=datePublished content='2026-03-05'>",
            "Ana Rivera, Bo & Co",
            "2026-03-05",
        ),
    ] {
        assert_eq!(
            of(head, &body),
            (author.to_owned(), date.to_owned()),
            "{head}"
        );
    }
    assert_eq!(of("", article), Default::default());
    assert_eq!(read_page(&body, Scope::Whole).byline, Default::default());
}
