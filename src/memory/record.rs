//! What files say of a unit beyond its texts, so that it can leave as it came.

use serde::{Deserialize, Serialize};

use crate::text::INLINE_CODE;

/// What a file says of a unit beyond its texts. A unit that was met several times has a record for
/// each different one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// Its name in the file: `tuid` in TMX, `id` of a unit in XLIFF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Who made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When it was last changed, in seconds since 1970 (UTC).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed: Option<i64>,
    /// Who changed it last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_by: Option<String>,
    /// When it was last used, in seconds since 1970 (UTC).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_used: Option<i64>,
    /// Notes, in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Properties by name, in their order; a name may come again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<(String, String)>,
    /// The source with its inline codes, if it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Marked>,
    /// The target likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Marked>,
}

impl Record {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Record::default()
    }

    /// The first property of this name.
    pub fn property(&self, name: &str) -> Option<&str> {
        let found = self.properties.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// A text with its inline codes, as a file has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Marked(pub Vec<Piece>);

impl Marked {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of its text, that within codes as well.
    pub fn all_text(&self) -> String {
        let part = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Code(code) => code.content.all_text(),
            Piece::Open(_) | Piece::Close => String::new(),
        };
        self.0.iter().map(part).collect()
    }

    /// The text as units have it: one U+FFFC for each code.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(part) => text.push_str(part),
                Piece::Code(_) => text.push(INLINE_CODE),
                Piece::Open(_) | Piece::Close => {}
            }
        }
        text
    }
}

/// A part of a [`Marked`] text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Piece {
    /// Text.
    Text(String),
    /// An inline code.
    Code(Code),
    /// Here begins a span that is marked but has no code (`hi` in TMX, `mrk` in XLIFF).
    Open(Tag),
    /// The span that was opened last ends here.
    Close,
}

/// An element of a file, without its content.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Its attributes, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of its attribute of this name.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// What a code does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Begins what another code ends (`bpt`, `sc`, the start of `g` or `pc`).
    Begin,
    /// Ends it.
    End,
    /// Stands alone (`ph`, `x`).
    Stand,
    /// Begins or ends what the segment has no other end of (`it`).
    Lone,
}

/// An inline code: markup of the document that the segment comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// What it does.
    pub role: Role,
    /// The element that the file has for it.
    #[serde(flatten)]
    pub tag: Tag,
    /// The markup that it stands for, where the file has it; text within it that is to be translated
    /// is in spans.
    #[serde(default, skip_serializing_if = "Marked::is_empty")]
    pub content: Marked,
}

impl Code {
    /// The number, as formats give it, that it shares with its other end. One that has none ends, or is ended by,
    /// whatever has its name.
    pub fn pair_number(&self) -> Option<&str> {
        let names = ["i", "rid", "startRef", "id"];
        names.iter().find_map(|name| self.tag.attribute(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_said_is_not_written() {
        assert_eq!(serde_json::to_string(&Record::default()).unwrap(), "{}");
        let code = Code {
            role: Role::Stand,
            tag: Tag {
                name: "ph".into(),
                attributes: vec![("x".into(), "1".into())],
            },
            content: Marked(vec![Piece::Text("<br/>".into())]),
        };
        let record = Record {
            id: Some("7".into()),
            source: Some(Marked(vec![
                Piece::Text("a".into()),
                Piece::Code(code),
                Piece::Close,
            ])),
            ..Record::default()
        };
        let json = serde_json::to_string(&record).unwrap();
        assert_eq!(
            json,
            r#"{"id":"7","source":[{"text":"a"},{"code":{"role":"stand","name":"ph","attributes":[["x","1"]],"content":[{"text":"<br/>"}]}},"close"]}"#
        );
        assert_eq!(serde_json::from_str::<Record>(&json).unwrap(), record);
        assert_eq!(record.source.unwrap().text(), "a\u{fffc}");
    }
}
