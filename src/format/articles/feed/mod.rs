//! Feeds: RSS 2.0 (<https://www.rssboard.org/rss-specification>), RSS 1.0 (RDF) and Atom (RFC 4287). Each item
//! is an article: its title as a heading, its content as a page has it.

mod entries;
mod slug;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use crate::text::{
    Block, BlockKind, DecodeError, Document, InlineCode, Language, Span, plain_blocks,
};

use crate::format::article::{ArticleFile, FrontMatter, ReadError};
use crate::format::articles::byline::{iso_date, names};
use crate::format::articles::html::{Scope, names_language, read_page};
use entries::Entry;
use slug::slug;

/// Reads the articles of the feed in `bytes`, in its order.
pub(in crate::format) fn read(bytes: Vec<u8>, path: &Path) -> Result<Vec<ArticleFile>, ReadError> {
    if bytes.trim_ascii().is_empty() {
        return Err(ReadError::Decode {
            path: path.to_owned(),
            error: DecodeError::Empty,
        });
    }
    let malformed = |reason: String| ReadError::Malformed {
        path: path.to_owned(),
        line: None,
        reason,
    };
    let feed = entries::entries(&mut io::Cursor::new(bytes))
        .ok_or_else(|| malformed("it is no feed: neither RSS nor Atom".to_owned()))?;
    let language = |tag: &Option<String>| {
        let tag = tag.as_deref().or(feed.language.as_deref())?;
        Language::parse(tag).ok().filter(|_| !names_language(path))
    };
    let mut slugs: BTreeMap<String, usize> = BTreeMap::new();
    let mut articles = Vec::with_capacity(feed.entries.len());
    for (number, entry) in feed.entries.iter().enumerate() {
        let slug = slug(entry, number);
        let met = slugs.entry(slug.clone()).or_default();
        *met += 1;
        let name = match *met {
            1 => slug,
            met => format!("{slug}-{met}"),
        };
        let title = plain(&entry.title);
        articles.push(ArticleFile {
            document: document(&title, entry),
            front_matter: FrontMatter {
                title: Some(title).filter(|title| !title.is_empty()),
                // Below the name that the file has.
                article: Some(format!("/{name}")),
                language: language(&entry.language),
                author: names(&entry.authors).or_else(|| names(&feed.authors)),
                date: entry.date.as_deref().and_then(iso_date),
                ..FrontMatter::default()
            },
        });
    }
    // What has no text is no article.
    articles.retain(|article| !article.document.blocks().is_empty());
    Ok(articles)
}

/// The text of a title, which may be written as HTML.
fn plain(title: &str) -> String {
    let page = read_page(title, Scope::Whole);
    page.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn document(title: &str, entry: &Entry) -> Document {
    let (body, mut blocks, mut codes) = body(&entry.content);
    let first = blocks.first().map(|block: &Block| block.span.of(&body));
    if title.is_empty() || first == Some(title) {
        if let Some(first) = blocks.first_mut().filter(|_| !title.is_empty()) {
            first.kind = BlockKind::Heading;
        }
        return Document::new(body, blocks).with_codes(codes);
    }
    let text = format!("{title}\n\n{body}");
    let by = text.len() - body.len();
    for block in &mut blocks {
        block.span = block.span.shifted(by);
    }
    for code in &mut codes {
        code.span = code.span.shifted(by);
    }
    blocks.insert(
        0,
        Block {
            span: Span::new(0, title.len()),
            kind: BlockKind::Heading,
        },
    );
    Document::new(text, blocks).with_codes(codes)
}

/// The text of an item: HTML, or lines of plain text.
fn body(content: &str) -> (String, Vec<Block>, Vec<InlineCode>) {
    let page = read_page(content, Scope::Whole);
    let is_markup = content.contains('<') && (content.contains("</") || content.contains("<br"));
    if is_markup || content.contains('&') {
        return (page.text, page.blocks, page.codes);
    }
    (content.to_owned(), plain_blocks(content, 0), Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(feed: &str, path: &str) -> Vec<ArticleFile> {
        read(feed.as_bytes().to_vec(), Path::new(path)).unwrap()
    }

    fn blocks(article: &ArticleFile) -> Vec<(BlockKind, &str)> {
        let document = &article.document;
        let blocks = document.blocks().iter();
        blocks
            .map(|block| (block.kind, block.span.of(document.text())))
            .collect()
    }

    #[test]
    fn items_of_rss_are_articles() {
        use BlockKind::*;
        let feed = "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>\
            <channel><title>The Post</title><language>en-us</language><description>News</description>\
            <item><title>Tea &amp;amp; cake</title><link>https://a.example/2026/03/tea.html</link>\
            <guid isPermaLink='false'>urn:x:7</guid><author>news@a.example (Ana Rivera)</author><dc:creator xmlns:dc='d'>Bo Lind</dc:creator><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate>\
            <description>Short.</description><content:encoded><![CDATA[<p>Tea is <b>hot</b>.</p><p>Cake is not.</p>]]></content:encoded></item>\
            <item><title>Rain</title><link>https://a.example/rain/</link><description>It rained.\nAll day.</description>\
            <media:group xmlns:media='m'><media:description>No</media:description></media:group></item>\
            <item><link>https://a.example/rain/</link><description>&lt;p&gt;Again.&lt;/p&gt;</description></item>\
            <item><title/></item></channel></rss>";
        let articles = read_text(feed, "news.rss");
        assert_eq!(articles.len(), 3);
        assert_eq!(
            blocks(&articles[0]),
            [
                (Heading, "Tea & cake"),
                (Paragraph, "Tea is hot."),
                (Paragraph, "Cake is not.")
            ]
        );
        assert_eq!(articles[0].document.codes().len(), 2);
        let matter = &articles[0].front_matter;
        assert_eq!(matter.title.as_deref(), Some("Tea & cake"));
        assert_eq!(matter.article.as_deref(), Some("/urn-x-7"));
        assert_eq!(matter.author.as_deref(), Some("Ana Rivera, Bo Lind"));
        assert_eq!(matter.date.as_deref(), Some("2026-03-02T10:00:00Z"));
        assert_eq!(matter.language, Some(Language::parse("en-US").unwrap()));
        assert_eq!(
            blocks(&articles[1]),
            [
                (Heading, "Rain"),
                (Paragraph, "It rained."),
                (Paragraph, "All day.")
            ]
        );
        assert_eq!(articles[1].front_matter.article.as_deref(), Some("/rain"));
        assert_eq!(articles[2].front_matter.article.as_deref(), Some("/rain-2"));
        // A name that tells the language is believed.
        assert_eq!(
            read_text(feed, "news.fr.rss")[0].front_matter.language,
            None
        );
    }

    #[test]
    fn entries_of_atom_and_rdf_are_articles() {
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fa'><title>اخبار</title><author><name>تحریریه</name></author>\
            <entry><title type='html'>پل &lt;b&gt;تازه&lt;/b&gt;</title><id>tag:a.example,2026:1</id>\
            <author><email>s@a.example</email><name>سارا</name><uri>https://a.example/s</uri></author>\
            <updated>2026-03-03T00:00:00Z</updated><published>2026-03-02T10:00:00+03:30</published>\
            <link rel='alternate' href='https://a.example/pol'/><summary>کوتاه</summary>\
            <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>پل <em>باز</em> شد &amp; تمام.</p></div></content></entry><entry><title>باران</title></entry></feed>";
        let articles = read_text(atom, "a.atom");
        assert_eq!(blocks(&articles[0])[0].1, "پل تازه");
        assert_eq!(blocks(&articles[0])[1].1, "پل باز شد & تمام.");
        assert_eq!(
            articles[0].front_matter.language,
            Some(Language::parse("fa").unwrap())
        );
        let matter = &articles[0].front_matter;
        assert_eq!(matter.author.as_deref(), Some("سارا"));
        assert_eq!(matter.date.as_deref(), Some("2026-03-02T10:00:00+03:30"));
        assert_eq!(articles[1].front_matter.author.as_deref(), Some("تحریریه"));
        let rdf = "<rdf:RDF xmlns:rdf='r' xmlns='http://purl.org/rss/1.0/'><channel><title>茶</title></channel>\
            <item rdf:about='https://a.example/cha'><title>茶园</title><description>他们采茶。</description><dc:date xmlns:dc='d'>2026-03</dc:date></item></rdf:RDF>";
        let articles = read_text(rdf, "a.rdf");
        assert_eq!(blocks(&articles[0])[1].1, "他们采茶。");
        assert_eq!(articles[0].front_matter.article.as_deref(), Some("/cha"));
        assert_eq!(articles[0].front_matter.date.as_deref(), Some("2026-03"));
    }

    #[test]
    fn pictures_of_an_item_are_not_what_it_says() {
        let feed = "<rss xmlns:media='http://search.yahoo.com/mrss/'><channel><item><media:title>The picture</media:title>\
            <title>Rain</title><description>It rained.</description><media:content url='a.jpg'><media:credit>Photograph: Bo</media:credit>\
            <media:description>Wet.</media:description></media:content><media:thumbnail url='b.jpg'/><author>s@a.example (Sara)</author></item></channel></rss>";
        let articles = read_text(feed, "a.rss");
        assert_eq!(
            blocks(&articles[0]),
            [
                (BlockKind::Heading, "Rain"),
                (BlockKind::Paragraph, "It rained.")
            ]
        );
        assert_eq!(articles[0].front_matter.author.as_deref(), Some("Sara"));
    }

    #[test]
    fn what_is_cut_short_gives_what_is_there() {
        let cut = "<rss><channel><item><title>A</title><description>It rained.</description></item><item><title>B";
        assert_eq!(read_text(cut, "a.rss").len(), 2);
        assert!(read(b"<html></html>".to_vec(), Path::new("a.rss")).is_err());
        assert!(read(b" ".to_vec(), Path::new("a.rss")).is_err());
        let bomb = "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><item><title>&x;</title></item></rss>";
        assert!(read_text(bomb, "a.rss").is_empty());
    }
}
