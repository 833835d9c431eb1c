//! The text of a part: its paragraphs with their spans.

use std::ops::Range;

use quick_xml::events::BytesStart;

use super::super::builder::Builder;
use super::super::fault::Fault;
use super::super::part::{Node, Ns, PartReader, attribute, tag_name};
use super::super::taken::{AtomKind, Part, Side};
use super::styles::Styles;
use crate::text::BlockKind;

/// Maximum number of spaces that one `text:s` gives.
const MAX_SPACES: usize = 1000;

/// Reads the paragraphs of the part `name`.
pub(super) fn read(name: &str, xml: String, styles: &Styles) -> Result<Part, Fault> {
    let mut body = Body {
        styles,
        part: Part::new(name),
        frames: Vec::new(),
        open: Vec::new(),
        notes: 0,
        has_text: false,
    };
    let mut reader = PartReader::new(name, &xml);
    loop {
        match reader.next()? {
            Node::Start(namespace, tag) => {
                let frame = body.start(namespace, &tag, reader.place(), &xml);
                body.notes += usize::from(frame == Frame::NoteBody);
                body.frames.push((frame, reader.place().start));
            }
            Node::End => {
                if let Some((frame, start)) = body.frames.pop() {
                    body.end(frame, start, reader.place(), &xml);
                }
            }
            Node::Text(text) => body.text(&text, reader.place(), &xml),
            Node::Eof => break,
        }
    }
    if !body.has_text {
        return Err(Fault(format!("{name}: it is no text document")));
    }
    let mut part = body.part;
    part.xml = xml;
    part.paragraphs
        .sort_by_key(|paragraph| paragraph.opening.start);
    Ok(part)
}

/// What an element is to the text in it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Frame {
    /// Nothing in it is text.
    Skipped,
    /// It may hold paragraphs.
    Container,
    /// So may this, and they are items of a list.
    Item,
    /// So may this, and they are a note.
    NoteBody,
    Paragraph,
    /// It gives text its form.
    Span,
    /// It holds text and is a code.
    Code,
    /// The base of a ruby; its reading is not text.
    Ruby,
    RubyBase,
    /// A code that shows text.
    Field(String),
    /// One atom, in which there may be paragraphs of notes and text boxes.
    Opaque(AtomKind),
    /// Within that.
    Inner,
}

struct Body<'a> {
    styles: &'a Styles,
    part: Part,
    /// The elements around this place, and where they begin.
    frames: Vec<(Frame, usize)>,
    /// The paragraphs around this place.
    open: Vec<Open>,
    /// How many notes are around it.
    notes: usize,
    /// Whether the element of text documents was there.
    has_text: bool,
}

/// A paragraph while it is read.
struct Open {
    builder: Builder,
    kind: BlockKind,
    opening: Range<usize>,
    is_note: bool,
    /// The spans around this place: their tags, names, and what a reader sees of them and calls it.
    spans: Vec<Spanned>,
    /// The run that they make, once it is known.
    run: Option<usize>,
    /// Whether a space that comes next is one too many.
    after_space: bool,
    /// The text of the field or ruby that is open.
    shown: String,
}

struct Spanned {
    tag: Range<usize>,
    form: String,
    name: String,
}

impl Body<'_> {
    fn start(
        &mut self,
        namespace: Ns,
        tag: &BytesStart<'_>,
        place: Range<usize>,
        xml: &str,
    ) -> Frame {
        let local = tag.local_name();
        let name = local.as_ref();
        let frame = self
            .frames
            .last()
            .map_or(&Frame::Skipped, |(frame, _)| frame);
        match (frame, namespace, name) {
            // All but what follows this is about the text.
            (Frame::Skipped, Ns::Office, "text") => {
                self.has_text = true;
                Frame::Container
            }
            (Frame::Skipped, ..) => Frame::Skipped,
            (Frame::Opaque(_) | Frame::Inner, Ns::Text, "note-body") => Frame::NoteBody,
            (Frame::Opaque(_) | Frame::Inner, Ns::Draw, "text-box") => Frame::Container,
            (Frame::Opaque(_) | Frame::Inner, Ns::Office, "annotation") => Frame::Skipped,
            (Frame::Opaque(AtomKind::Keep(_) | AtomKind::Drop), ..) => Frame::Skipped,
            (Frame::Container | Frame::Item | Frame::NoteBody, ..) => {
                self.in_container(namespace, tag, place)
            }
            // Shapes hold paragraphs as well as text boxes do.
            (Frame::Opaque(_) | Frame::Inner, Ns::Text, "p" | "h") => {
                self.in_container(namespace, tag, place)
            }
            (Frame::Opaque(_) | Frame::Inner, ..) => Frame::Inner,
            (Frame::Field(_), ..) => Frame::Field(String::new()),
            (Frame::Ruby, Ns::Text, "ruby-base") => Frame::RubyBase,
            (Frame::Ruby, ..) => Frame::Skipped,
            (Frame::RubyBase, ..) => Frame::RubyBase,
            _ => self.in_paragraph(namespace, tag, place, xml),
        }
    }

    fn in_container(&mut self, namespace: Ns, tag: &BytesStart<'_>, place: Range<usize>) -> Frame {
        let local = tag.local_name();
        match (namespace, local.as_ref()) {
            (Ns::Text, name @ ("p" | "h")) => {
                let kind = match (name, self.frames.last()) {
                    ("h", _) => BlockKind::Heading,
                    _ => match self.styles.kind(attribute(tag, "style-name").as_deref()) {
                        Some(kind) => kind,
                        None if matches!(self.frames.last(), Some((Frame::Item, _))) => {
                            BlockKind::ListItem
                        }
                        None => BlockKind::Paragraph,
                    },
                };
                self.open.push(Open {
                    builder: Builder::default(),
                    kind,
                    opening: place,
                    is_note: self.notes > 0,
                    spans: Vec::new(),
                    run: None,
                    after_space: true,
                    shown: String::new(),
                });
                Frame::Paragraph
            }
            (Ns::Text, "list-item" | "list-header") => Frame::Item,
            // What is made from the text, or is not in it yet or any more.
            (Ns::Text, name)
                if name == "tracked-changes"
                    || name.ends_with("-decls")
                    || name.ends_with("-index") =>
            {
                Frame::Skipped
            }
            (Ns::Text, "table-of-content" | "bibliography") => Frame::Skipped,
            (Ns::Office, "forms" | "annotation" | "scripts") => Frame::Skipped,
            (Ns::Other, _) => Frame::Inner,
            _ => Frame::Container,
        }
    }

    fn in_paragraph(
        &mut self,
        namespace: Ns,
        tag: &BytesStart<'_>,
        place: Range<usize>,
        xml: &str,
    ) -> Frame {
        let local = tag.local_name();
        let name = local.as_ref();
        let run = self.run(xml);
        let Some(open) = self.open.last_mut() else {
            return Frame::Skipped;
        };
        let builder = &mut open.builder;
        let after_space = std::mem::replace(&mut open.after_space, false);
        if namespace != Ns::Text {
            return match namespace {
                Ns::Office if name == "annotation" => Frame::Opaque(AtomKind::Keep(Side::Before)),
                Ns::Draw => Frame::Opaque(AtomKind::Stand(name.to_owned())),
                Ns::Other if name == "content-control" => {
                    builder.push(AtomKind::Begin(name.to_owned()), None, place);
                    Frame::Code
                }
                _ => {
                    open.after_space = after_space;
                    Frame::Opaque(AtomKind::Keep(Side::After))
                }
            };
        }
        match name {
            "span" => {
                open.after_space = after_space;
                open.run = None;
                let style = attribute(tag, "style-name").unwrap_or_default();
                let (form, name) = self.styles.span(&style);
                open.spans.push(Spanned {
                    tag: place,
                    form,
                    name,
                });
                Frame::Span
            }
            "a" | "meta" => {
                open.after_space = after_space;
                builder.push(AtomKind::Begin(name.to_owned()), None, place);
                Frame::Code
            }
            "s" => {
                let count = attribute(tag, "c")
                    .and_then(|count| count.parse().ok())
                    .unwrap_or(1);
                builder.text(
                    &" ".repeat(MAX_SPACES.min(count)),
                    AtomKind::Text,
                    run,
                    place,
                );
                Frame::Skipped
            }
            "tab" => {
                builder.text("\t", AtomKind::Text, run, place);
                Frame::Skipped
            }
            "line-break" => {
                builder.text("\n", AtomKind::Stand("br".to_owned()), run, place);
                Frame::Skipped
            }
            "note" => Frame::Opaque(AtomKind::Stand(name.to_owned())),
            "ruby" => {
                open.shown.clear();
                Frame::Ruby
            }
            "soft-page-break" => {
                open.after_space = after_space;
                Frame::Opaque(AtomKind::Drop)
            }
            name if (name.contains("mark") && name != "bibliography-mark")
                || name.starts_with("change")
                || name == "number" =>
            {
                open.after_space = after_space && !name.ends_with("-ref");
                // `bookmark-ref` and the like show text.
                match name.ends_with("-ref") {
                    true => {
                        open.shown.clear();
                        Frame::Field(name.to_owned())
                    }
                    false if name.ends_with("-end") => Frame::Opaque(AtomKind::Keep(Side::After)),
                    false => Frame::Opaque(AtomKind::Keep(Side::Before)),
                }
            }
            name => {
                open.shown.clear();
                Frame::Field(name.to_owned())
            }
        }
    }

    /// The number of the run that the spans around this place make.
    fn run(&mut self, xml: &str) -> Option<usize> {
        let open = self.open.last_mut()?;
        if open.run.is_none() {
            let (mut head, mut form) = (String::new(), String::new());
            for span in &open.spans {
                head.push_str(xml.get(span.tag.clone()).unwrap_or_default());
                form.push_str(&span.form);
            }
            let name = tag_name(&head);
            let tail = format!("</{name}>").repeat(open.spans.len());
            let seen = open.spans.iter().rev().find(|span| !span.form.is_empty());
            let name = seen.map(|span| span.name.clone()).unwrap_or_default();
            open.run = Some(self.part.run(head, tail, &form, name));
        }
        open.run
    }

    fn text(&mut self, text: &str, place: Range<usize>, xml: &str) {
        let Some((frame, _)) = self.frames.last() else {
            return;
        };
        match frame {
            Frame::Paragraph | Frame::Span | Frame::Code => {}
            Frame::Field(_) | Frame::RubyBase => {
                if let Some(open) = self.open.last_mut() {
                    open.shown.push_str(text);
                }
                return;
            }
            _ => return,
        }
        let run = self.run(xml);
        let Some(open) = self.open.last_mut() else {
            return;
        };
        let mut kept = String::with_capacity(text.len());
        for c in text.chars() {
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !is_space {
                kept.push(c);
            } else if !open.after_space {
                kept.push(' ');
            }
            open.after_space = is_space;
        }
        open.builder.append(&kept, run, place);
    }

    fn end(&mut self, frame: Frame, start: usize, place: Range<usize>, xml: &str) {
        if frame == Frame::NoteBody {
            self.notes -= 1;
        }
        if frame == Frame::Paragraph {
            if let Some(open) = self.open.pop() {
                let (text, atoms) = open.builder.finish();
                let content = open.opening.end..place.start;
                self.part
                    .add(open.kind, open.is_note, open.opening, content, text, atoms);
            }
            return;
        }
        let run = self.run(xml);
        let in_field = matches!(self.frames.last(), Some((Frame::Field(_), _)));
        let Some(open) = self.open.last_mut() else {
            return;
        };
        match frame {
            Frame::Span => {
                open.spans.pop();
                open.run = None;
            }
            Frame::Code => open.builder.end(AtomKind::End, place),
            Frame::Opaque(kind) => open.builder.push(kind, run, start..place.end),
            Frame::Field(name) if !in_field => {
                let shown = std::mem::take(&mut open.shown);
                open.builder
                    .text(&shown, AtomKind::Stand(name), run, start..place.end);
            }
            Frame::Ruby => {
                let shown = std::mem::take(&mut open.shown);
                open.builder
                    .text(&shown, AtomKind::Text, run, start..place.end);
            }
            _ => {}
        }
    }
}
