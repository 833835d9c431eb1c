use std::ops::ControlFlow;

use crate::format::incoming::{Incoming, UnitsError, Wanted};

fn read(bytes: &[u8], wanted: Wanted<'_>) -> Result<Vec<Incoming>, UnitsError> {
    let mut all = Vec::new();
    super::read(&mut &*bytes, wanted, &mut |incoming| {
        all.push(incoming);
        ControlFlow::Continue(())
    })?;
    Ok(all)
}

fn shown(text: &str) -> Vec<String> {
    let show = |incoming: &Incoming| match incoming {
        Ok(unit) => format!(
            "{} {}: {} = {}",
            unit.line, unit.languages, unit.source, unit.target
        ),
        Err(refused) => format!("{}: {}", refused.line, refused.reason),
    };
    read(text.as_bytes(), Wanted::default())
        .unwrap()
        .iter()
        .map(show)
        .collect()
}

const HEADER: &str =
    "msgid \"\"\nmsgstr \"\"\n\"Language: sr_RS@latin\\n\"\n\"X-Source-Language: de\\n\"\n";

#[test]
fn strings_are_put_together() {
    let text = format!(
        "{HEADER}msgid \"\"\n\"a \\\"b\\\"\\n\"\n\"\\tc\\\\\"\nmsgstr \"x\"\n\"y\\x41\"\n\n\
         #, fuzzy\nmsgid \"f\"\nmsgstr \"f\"\n#~ msgid \"o\"\n#~ msgstr \"o\"\nmsgid \"e\"\nmsgstr \"\"\n"
    );
    assert_eq!(shown(&text), ["5 de → sr-Latn-RS: a \"b\"\n\tc\\ = xyA"]);
}

#[test]
fn what_is_wrong_is_named() {
    let text = "msgid \"a\"\nmsgstr \"b\nmsgid \"c\"\nmsgstr \"d\"\n\nnonsense\n\nmsgid \"e\"\n\n\
        msgid \"g\"\nmsgstr[99] \"h\"\n\nmsgid \"a \"quoted\" word\"\nmsgstr \"z\"\n";
    assert_eq!(
        shown(text),
        [
            "2: the file is broken here: a '\"' is missing at the end",
            "3 en → und: c = d",
            "6: the file is broken here: it is neither a keyword, nor a string, nor a comment",
            "8: it has no msgstr",
            "11: the file is broken here: the number of a form is none",
            "13 en → und: a \"quoted\" word = z",
        ]
    );
    for other in ["", "hello", "# Comment\n", "{}"] {
        let read = read(other.as_bytes(), Wanted::default());
        assert!(matches!(read, Err(UnitsError::Format(_))), "{other}");
    }
}

#[test]
fn the_parts_of_an_entry_are_kept() {
    let text = "#  Ours\n#. Theirs\n#: a.c:1 b.c:2\n#: c.c:3\n#, c-format, fuzzy\n#| msgid \"old\"\n\
        msgctxt \"menu\"\nmsgid \"one\"\nmsgid_plural \"many\"\nmsgstr[0] \"un\"\nmsgstr[1] \"plusieurs\"\n";
    let wanted = Wanted {
        fuzzy: true,
        ..Wanted::default()
    };
    let found = read(text.as_bytes(), wanted).unwrap();
    let record = &found[0].as_ref().unwrap().record;
    assert_eq!(record.notes, [" Ours"]);
    for (name, value) in [
        ("po:context", "menu"),
        ("po:plural", "many"),
        ("po:form1", "plusieurs"),
        ("po:flags", "c-format, fuzzy"),
        ("po:references", "a.c:1 b.c:2\nc.c:3"),
        ("po:extracted", "Theirs"),
        ("po:previous", "msgid \"old\""),
    ] {
        assert_eq!(record.property(name), Some(value), "{name}");
    }
}

#[test]
fn the_header_names_the_charset() {
    let latin = b"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n\nmsgid \"a\"\nmsgstr \"\xe9\"\n";
    let found = read(latin, Wanted::default()).unwrap();
    assert_eq!(found[0].as_ref().unwrap().target, "é");
}
