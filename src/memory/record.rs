//! What files say of a unit beyond its texts, so that it can leave as it came.

use serde::{Deserialize, Serialize};

use crate::text::CodedText;

/// What a file says of a unit beyond its texts. A unit that was met several times has a record for
/// each different one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// Its name in the file: `tuid` in TMX, `id` of a unit in XLIFF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The author.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When it was last changed, in seconds since 1970 (UTC).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed: Option<i64>,
    /// The person who changed it last.
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
    pub source: Option<CodedText>,
    /// The target, in the same form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<CodedText>,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{CodeRole, Element, TextRun, UnitCode};

    #[test]
    fn what_is_not_said_is_not_written() {
        assert_eq!(serde_json::to_string(&Record::default()).unwrap(), "{}");
        let code = UnitCode {
            role: CodeRole::Standalone,
            element: Element {
                name: "ph".into(),
                attributes: vec![("x".into(), "1".into())],
            },
            content: CodedText(vec![TextRun::Text("<br/>".into())]),
        };
        let record = Record {
            id: Some("7".into()),
            source: Some(CodedText(vec![
                TextRun::Text("a".into()),
                TextRun::Code(code),
                TextRun::Close,
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
