//! The text of a part: its paragraphs with their runs.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::builder::Builder;
use super::super::fault::Fault;
use super::super::part::{Node, Ns, PartReader, attribute, tag_name};
use super::super::taken::{Atom, AtomKind, Copy, Part, Side};
use super::fields::{LOOSE, Mark, merge};
use super::run::Properties;
use super::styles::{ParagraphFormat, Styles};

/// Reads the paragraphs of the part `name`.
pub(super) fn read(name: &str, xml: String, styles: &Styles) -> Result<Part, Fault> {
    let mut body = Body {
        styles,
        part: Part::new(name),
        frames: Vec::new(),
        open: Vec::new(),
        is_note: false,
    };
    let mut reader = PartReader::new(name, &xml);
    loop {
        match reader.next()? {
            Node::Start(namespace, tag) => {
                if body.frames.is_empty() && namespace != Ns::Word {
                    return Err(Fault(format!("{name}: it is no text of a Word document")));
                }
                let frame = body.start(namespace, &tag, reader.place(), &xml);
                body.frames.push((frame, reader.place().start));
            }
            Node::End => {
                if let Some((frame, start)) = body.frames.pop() {
                    body.end(frame, start, reader.place(), &xml);
                }
            }
            Node::Text(text) => body.text(&text),
            Node::Eof => break,
        }
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
    /// It holds versions of the same for programs of different age.
    Alternatives,
    Paragraph,
    ParagraphProperties,
    /// Elements within a paragraph: of a code, or of none.
    Code,
    Transparent,
    /// What goes between the tag of such elements and their content.
    Preamble,
    /// The content that such elements have one level below.
    Content,
    /// A field of one element.
    Field,
    Run,
    RunProperties,
    /// The text of a run, or of a field. Whether white space at its ends counts.
    Text(bool),
    Instruction,
    /// One atom, in which there may be paragraphs of text boxes.
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
    /// Whether this is a part of notes.
    is_note: bool,
}

/// A paragraph while it is read.
struct Open {
    builder: Builder,
    format: ParagraphFormat,
    /// Where its properties end.
    opening: Range<usize>,
    fields: Vec<(usize, Mark)>,
    run: OpenRun,
    /// The text of the element that is open.
    text: String,
}

/// A run while it is read.
#[derive(Default)]
struct OpenRun {
    tag: Range<usize>,
    properties: Range<usize>,
    seen: Properties,
    /// Its number, once something is in it.
    number: Option<usize>,
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
            .map_or(&Frame::Container, |(frame, _)| frame);
        match (frame, namespace) {
            (Frame::Skipped, _) => Frame::Skipped,
            (_, Ns::Alternatives) if name == "Fallback" => Frame::Skipped,
            (Frame::Container | Frame::Alternatives, Ns::Alternatives)
                if name == "AlternateContent" =>
            {
                Frame::Alternatives
            }
            (Frame::Container | Frame::Alternatives, Ns::Word) => {
                self.in_container(name, tag, place)
            }
            (Frame::Container | Frame::Alternatives, _) => Frame::Container,
            (Frame::Inner | Frame::Opaque(_), Ns::Word) if name == "txbxContent" => {
                Frame::Container
            }
            (Frame::Inner | Frame::Opaque(_), _) => Frame::Inner,
            (
                Frame::Paragraph | Frame::Code | Frame::Transparent | Frame::Content | Frame::Field,
                _,
            ) => self.in_paragraph(namespace, name, tag, place),
            (Frame::ParagraphProperties, Ns::Word) => {
                if let Some(open) = self.open.last_mut() {
                    open.format.take(name, attribute(tag, "val"));
                }
                match name {
                    "numPr" => Frame::ParagraphProperties,
                    _ => Frame::Skipped,
                }
            }
            (Frame::Run, _) => self.in_run(namespace, name, tag, place, xml),
            (Frame::RunProperties, _) => {
                if let Some(open) = self.open.last_mut() {
                    open.run.seen.take(name, tag);
                }
                Frame::Skipped
            }
            _ => Frame::Skipped,
        }
    }

    fn in_container(&mut self, name: &str, tag: &BytesStart<'_>, place: Range<usize>) -> Frame {
        match name {
            "p" => {
                self.open.push(Open {
                    builder: Builder::default(),
                    format: ParagraphFormat::default(),
                    opening: place.start..place.end,
                    fields: Vec::new(),
                    run: OpenRun::default(),
                    text: String::new(),
                });
                Frame::Paragraph
            }
            "footnotes" | "endnotes" => {
                self.is_note = true;
                Frame::Container
            }
            // The lines that set notes off from the text.
            "footnote" | "endnote"
                if attribute(tag, "type").is_some_and(|kind| kind != "normal") =>
            {
                Frame::Skipped
            }
            "sdtPr" | "sdtEndPr" | "tblPr" | "tblPrEx" | "tblGrid" | "trPr" | "tcPr" | "sectPr"
            | "moveFrom" | "del" => Frame::Skipped,
            _ => Frame::Container,
        }
    }

    fn in_paragraph(
        &mut self,
        namespace: Ns,
        name: &str,
        tag: &BytesStart<'_>,
        place: Range<usize>,
    ) -> Frame {
        let Some(open) = self.open.last_mut() else {
            return Frame::Skipped;
        };
        let builder = &mut open.builder;
        match (namespace, name) {
            (Ns::Word, "pPr") if builder.is_empty() => Frame::ParagraphProperties,
            (Ns::Word, "r") => {
                open.run = OpenRun {
                    tag: place,
                    ..OpenRun::default()
                };
                Frame::Run
            }
            (Ns::Word, "hyperlink" | "sdt" | "dir" | "bdo") => {
                builder.push(AtomKind::Begin(name.to_owned()), None, place);
                Frame::Code
            }
            (Ns::Word, "ins" | "moveTo" | "smartTag" | "customXml") => {
                builder.push(AtomKind::Open, None, place);
                Frame::Transparent
            }
            (Ns::Word, "sdtContent") => {
                builder.extend_last(place.end);
                Frame::Content
            }
            (Ns::Word, "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr") => Frame::Preamble,
            (Ns::Word, "fldSimple") => {
                let is_link = attribute(tag, "instr")
                    .is_some_and(|says| says.trim_start().starts_with("HYPERLINK"));
                match is_link {
                    true => {
                        builder.push(AtomKind::Begin("hyperlink".to_owned()), None, place);
                        Frame::Code
                    }
                    // Its marks make one code of it.
                    false => {
                        open.fields.push((builder.next(), Mark::Begin));
                        builder.push(LOOSE, None, place.clone());
                        open.fields.push((builder.next(), Mark::Separate));
                        builder.push(LOOSE, None, place.end..place.end);
                        Frame::Field
                    }
                }
            }
            (Ns::Word, "del" | "moveFrom" | "proofErr") => Frame::Opaque(AtomKind::Drop),
            (Ns::Word, name)
                if name.ends_with("RangeStart")
                    || matches!(name, "bookmarkStart" | "permStart") =>
            {
                Frame::Opaque(AtomKind::Keep(Side::Before))
            }
            (Ns::Math, _) => Frame::Opaque(AtomKind::Stand("math".to_owned())),
            (Ns::Alternatives, _) => Frame::Opaque(AtomKind::Stand("drawing".to_owned())),
            _ => Frame::Opaque(AtomKind::Keep(Side::After)),
        }
    }

    fn in_run(
        &mut self,
        namespace: Ns,
        name: &str,
        tag: &BytesStart<'_>,
        place: Range<usize>,
        xml: &str,
    ) -> Frame {
        if (namespace, name) == (Ns::Word, "rPr") {
            return Frame::RunProperties;
        }
        let run = self.run(xml);
        let Some(open) = self.open.last_mut() else {
            return Frame::Skipped;
        };
        let mark = |open: &mut Open, mark: Mark| open.fields.push((open.builder.next(), mark));
        let stand = || Frame::Opaque(AtomKind::Stand(name.to_owned()));
        if namespace != Ns::Word {
            return match namespace {
                Ns::Alternatives => Frame::Opaque(AtomKind::Stand("drawing".to_owned())),
                Ns::Math => Frame::Opaque(AtomKind::Stand("math".to_owned())),
                _ => Frame::Opaque(AtomKind::Keep(Side::After)),
            };
        }
        let one_character = match name {
            "tab" | "ptab" => "\t",
            "noBreakHyphen" => "\u{2011}",
            "softHyphen" => "\u{ad}",
            _ => "",
        };
        if !one_character.is_empty() {
            open.builder.text(one_character, AtomKind::Text, run, place);
            return Frame::Skipped;
        }
        match name {
            "t" => {
                open.text.clear();
                Frame::Text(attribute(tag, "space").as_deref() == Some("preserve"))
            }
            "br" | "cr" => match attribute(tag, "type").as_deref() {
                None | Some("textWrapping") => {
                    open.builder
                        .text("\n", AtomKind::Stand("br".to_owned()), run, place);
                    Frame::Skipped
                }
                _ => Frame::Opaque(AtomKind::Keep(Side::Before)),
            },
            "fldChar" => {
                match attribute(tag, "fldCharType").as_deref() {
                    Some("begin") => mark(open, Mark::Begin),
                    Some("separate") => mark(open, Mark::Separate),
                    _ => mark(open, Mark::End),
                }
                Frame::Opaque(LOOSE)
            }
            "instrText" => {
                open.text.clear();
                Frame::Instruction
            }
            "drawing" | "pict" | "object" | "sym" | "footnoteReference" | "endnoteReference"
            | "pgNum" => stand(),
            "lastRenderedPageBreak" | "delText" | "delInstrText" => Frame::Opaque(AtomKind::Drop),
            // The number of a note, before its text.
            "footnoteRef" | "endnoteRef" => Frame::Opaque(AtomKind::Keep(Side::Before)),
            "ruby" => Frame::Opaque(AtomKind::Stand("ruby".to_owned())),
            _ => Frame::Opaque(AtomKind::Keep(Side::After)),
        }
    }

    /// The number of the run that is open.
    fn run(&mut self, xml: &str) -> Option<usize> {
        let open = self.open.last_mut()?;
        let run = &mut open.run;
        if run.number.is_none() {
            let (form, name) = std::mem::take(&mut run.seen).finish();
            // A tag that was read for an element without content cannot hold any; such a run has nothing in it.
            let mut head = xml.get(run.tag.clone()).unwrap_or_default().to_owned();
            let tail = format!("</{}>", tag_name(&head));
            head.push_str(xml.get(run.properties.clone()).unwrap_or_default());
            run.number = Some(self.part.run(head, tail, &form, name));
        }
        run.number
    }

    fn text(&mut self, text: &str) {
        if let Some((Frame::Text(_) | Frame::Instruction, _)) = self.frames.last()
            && let Some(open) = self.open.last_mut()
        {
            open.text.push_str(text);
        }
    }

    fn end(&mut self, frame: Frame, start: usize, place: Range<usize>, xml: &str) {
        let around = self.frames.last().map(|(frame, _)| frame.clone());
        // Of what is skipped, only alternatives stand in these.
        let holds_alternatives = matches!(
            around,
            Some(Frame::Opaque(_) | Frame::Inner | Frame::Alternatives)
        );
        if frame == Frame::Skipped && holds_alternatives {
            let of = self.frames.last().map_or(start, |(_, start)| *start);
            self.part.copies.push(Copy {
                of: of..place.end,
                source: start..place.end,
            });
        }
        if frame == Frame::Paragraph {
            return self.finish_paragraph(place);
        }
        let Some(open) = self.open.last_mut() else {
            return;
        };
        let run = open.run.number;
        match frame {
            Frame::ParagraphProperties if around == Some(Frame::Paragraph) => {
                open.opening.end = place.end;
            }
            Frame::RunProperties => {
                open.run.properties = start..place.end;
            }
            Frame::Text(preserve) => {
                let text = spaced(&open.text, preserve).into_owned();
                open.builder
                    .text(&text, AtomKind::Text, run, start..place.end);
            }
            Frame::Instruction => {
                let says = std::mem::take(&mut open.text);
                open.fields
                    .push((open.builder.next(), Mark::Instruction(says)));
                open.builder.push(LOOSE, run, start..place.end);
            }
            Frame::Opaque(AtomKind::Stand(name)) if name == "ruby" => {
                let base = xml.get(start..place.end).map(ruby_base).unwrap_or_default();
                open.builder
                    .text(&base, AtomKind::Text, run, start..place.end);
            }
            Frame::Opaque(kind) => {
                let in_run = around == Some(Frame::Run);
                open.builder
                    .push(kind, run.filter(|_| in_run), start..place.end);
            }
            Frame::Code => open.builder.end(AtomKind::End, place),
            Frame::Transparent => open.builder.end(AtomKind::Close, place),
            Frame::Preamble => open.builder.extend_last(place.end),
            Frame::Field => {
                open.fields.push((open.builder.next(), Mark::End));
                open.builder.push(LOOSE, None, place);
            }
            Frame::Content => open.builder.begin_end(place),
            _ => {}
        }
    }

    fn finish_paragraph(&mut self, place: Range<usize>) {
        let Some(open) = self.open.pop() else {
            return;
        };
        let Some(kind) = self.styles.kind(&open.format) else {
            return;
        };
        let (text, atoms) = open.builder.finish();
        let atoms: Vec<Atom> = merge(atoms, open.fields);
        let content = open.opening.end..place.start;
        self.part
            .add(kind, self.is_note, open.opening, content, text, atoms);
    }
}

/// The text of a `w:t`: white space is spaces, and at its ends it counts only where the element says so.
fn spaced(text: &str, preserve: bool) -> Cow<'_, str> {
    let text = match preserve {
        true => text,
        false => text.trim_matches([' ', '\t', '\n', '\r']),
    };
    match text.contains(['\t', '\n', '\r']) {
        true => Cow::Owned(text.replace(['\t', '\n', '\r'], " ")),
        false => Cow::Borrowed(text),
    }
}

/// The text that a `w:ruby` gives the reading of. What comes in its place has other readings.
fn ruby_base(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let (mut in_base, mut in_text) = (false, false);
    let mut base = String::new();
    // It was read once, so it is well-formed.
    while let Ok(event) = reader.read_event() {
        let (name, begins) = match &event {
            Event::Start(tag) => (tag.local_name().as_ref().to_owned(), true),
            Event::End(tag) => (tag.local_name().as_ref().to_owned(), false),
            Event::Text(text) if in_base && in_text => {
                base.push_str(&text.xml10_content());
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        match name.as_str() {
            "rubyBase" => in_base = begins,
            "t" => in_text = begins,
            _ => {}
        }
    }
    base
}
