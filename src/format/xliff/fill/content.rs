//! The content of a source, with its inline codes as they stand.

use std::ops::Range;

use quick_xml::events::BytesStart;
use rustc_hash::FxHashMap;

use crate::format::xml::tag_of;
use crate::text::{CodeRole, Element, InlineCode, Span};

/// The text of an element with its inline codes.
#[derive(Debug, Clone, Default)]
pub(super) struct Content {
    pub text: String,
    pub codes: Vec<InlineCode>,
    /// A native code that is open: where it begins, its role and name, and how many elements are open in it.
    native: Option<(usize, CodeRole, String, usize)>,
    /// Names of what began and is open, by what identifies it.
    begun: FxHashMap<String, Vec<String>>,
    /// The codes of elements around text that are open, by their number; none for what is no code.
    around: Vec<Option<usize>>,
    /// Whether it holds something that cannot be put into a target as it stands.
    pub is_odd: bool,
}

impl Content {
    /// Whether there is neither text nor a code.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.codes.is_empty()
    }

    /// Whether it is something to translate that can be put into a target as it stands.
    pub fn is_translatable(&self) -> bool {
        !self.is_odd && !self.text.trim().is_empty()
    }

    pub fn text(&mut self, text: &str) {
        if self.native.is_none() {
            self.text.push_str(text);
        }
    }

    /// An inline element begins, or stands alone.
    pub fn start(&mut self, start: &BytesStart<'_>, raw: Range<usize>, file: &str, is_empty: bool) {
        if let Some((.., depth)) = &mut self.native {
            *depth += usize::from(!is_empty);
            return;
        }
        let tag = tag_of(start);
        let local = start.local_name().as_ref().to_owned();
        match local.as_str() {
            // An annotation, which is no code; a segment is for those who cut it.
            "mrk" => {
                self.is_odd |= tag.attribute("mtype") == Some("seg");
                if !is_empty {
                    self.around.push(None);
                }
            }
            "sm" | "em" => {}
            "cp" => self.is_odd = true,
            "g" | "pc" if !is_empty => {
                let name = name_of(&tag, &local);
                self.around.push(Some(self.codes.len()));
                self.code(CodeRole::Begin, name, raw, file);
            }
            _ => {
                let (role, name) = self.role_of(&tag, &local);
                match is_empty {
                    true => self.code(role, name, raw, file),
                    false => self.native = Some((raw.start, role, name, 0)),
                }
            }
        }
    }

    /// An inline element ends.
    pub fn end(&mut self, raw: Range<usize>, file: &str) {
        match self.native.take() {
            Some((start, role, name, 0)) => self.code(role, name, start..raw.end, file),
            Some((start, role, name, depth)) => self.native = Some((start, role, name, depth - 1)),
            None => {
                if let Some(begun) = self.around.pop().flatten() {
                    let name = self.codes.get(begun).map(|code| code.name.clone());
                    self.code(CodeRole::End, name.unwrap_or_default(), raw, file);
                }
            }
        }
    }

    fn role_of(&mut self, tag: &Element, local: &str) -> (CodeRole, String) {
        let own = name_of(tag, local);
        let first = |names: &[&str]| {
            let found = names.iter().find_map(|name| tag.attribute(name));
            found.unwrap_or_default().to_owned()
        };
        match local {
            "bx" | "bpt" => {
                let begun = self.begun.entry(first(&["rid", "id"])).or_default();
                begun.push(own.clone());
                (CodeRole::Begin, own)
            }
            "sc" => {
                let begun = self.begun.entry(first(&["id"])).or_default();
                begun.push(own.clone());
                (CodeRole::Begin, own)
            }
            "ex" | "ept" | "ec" => {
                let key = first(&["startRef", "rid", "id"]);
                // Only what begins says what it is.
                let name = self.begun.get_mut(&key).and_then(Vec::pop);
                (CodeRole::End, name.unwrap_or(own))
            }
            _ => (CodeRole::Standalone, own),
        }
    }

    fn code(&mut self, role: CodeRole, name: String, raw: Range<usize>, file: &str) {
        let at = self.text.len();
        self.codes.push(InlineCode {
            span: Span::new(at, at),
            role,
            name,
            markup: file.get(raw).unwrap_or_default().to_owned(),
        });
    }
}

/// What a code is called: by its type, with the name of its element where it has none.
fn name_of(tag: &Element, local: &str) -> String {
    let kind = ["ctype", "type"]
        .iter()
        .find_map(|name| tag.attribute(name));
    let kind = kind.map(|kind| kind.strip_prefix("x-").unwrap_or(kind));
    kind.unwrap_or(local).to_owned()
}
