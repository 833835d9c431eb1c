use proptest::prelude::*;

use super::*;
use crate::segment::Segmenter;
use crate::text::{Block, BlockKind, Document, Language, Span};

/// A document with one list of rules for all languages.
fn document(rules: &[(bool, &str, &str)]) -> SrxDocument {
    let rule = |&(breaks, before, after): &(bool, &str, &str)| Rule {
        breaks,
        before: before.to_owned(),
        after: after.to_owned(),
        line: 0,
    };
    SrxDocument {
        segment_subflows: true,
        cascade: true,
        format_handles: Vec::new(),
        language_rules: vec![LanguageRule {
            name: "all".to_owned(),
            rules: rules.iter().map(rule).collect(),
        }],
        maps: vec![LanguageMap {
            pattern: ".*".to_owned(),
            rule_name: "all".to_owned(),
            line: 0,
        }],
    }
}

/// `text` cut by `rules`, which must all be usable as they are.
fn cut<'a>(rules: &[(bool, &str, &str)], text: &'a str) -> Vec<&'a str> {
    let rules = SrxRules::compile(&document(rules), "en").unwrap();
    assert_eq!(rules.problems(), []);
    pieces(&rules.breaks(text), text)
}

fn pieces<'a>(breaks: &Breaks, text: &'a str) -> Vec<&'a str> {
    let mut start = 0;
    let ends = breaks.breaks.iter().map(|found| found.at);
    ends.chain([text.len()])
        .map(|end| &text[std::mem::replace(&mut start, end)..end])
        .collect()
}

/// Whether an exception with `before` and `after` holds at the `|` of `text`.
fn holds(before: &str, after: &str, text: &str) -> bool {
    let at = text.find('|').unwrap();
    let rules = SrxRules::compile(&document(&[(false, before, after)]), "en").unwrap();
    assert_eq!(rules.problems(), [], "{before} {after}");
    rules.exception_at(&text.replace('|', ""), at).is_some()
}

const STOPS: (bool, &str, &str) = (true, "[.?!]+", r"\s");

#[test]
fn the_first_rule_that_matches_decides() {
    let text = "Dr. Hale came. She left.";
    let exception = (false, r"\bDr\.", r"\s");
    assert_eq!(
        cut(&[exception, STOPS], text),
        ["Dr. Hale came.", " She left."]
    );
    assert_eq!(cut(&[STOPS, exception], text).len(), 3);
    assert_eq!(cut(&[], text), [text]);
    // A match goes on where the last one ended, so that a run of stops is one.
    assert_eq!(cut(&[(true, "[.]+", "")], "a...b.c"), ["a...", "b.", "c"]);
    // A rule that matches everywhere.
    assert_eq!(cut(&[(true, "", "b")], "abcb"), ["a", "bc", "b"]);
    assert_eq!(cut(&[(true, "", "")], "añ"), ["a", "ñ"]);
    assert_eq!(cut(&[(false, "", ""), STOPS], text), [text]);
}

#[test]
fn cascade_joins_the_rules_of_all_maps() {
    let mut file = document(&[STOPS]);
    file.language_rules.push(LanguageRule {
        name: "German".to_owned(),
        rules: document(&[(false, r"\d\.", r"\s")]).language_rules[0]
            .rules
            .clone(),
    });
    let map = |pattern: &str| LanguageMap {
        pattern: pattern.to_owned(),
        rule_name: "German".to_owned(),
        line: 0,
    };
    file.maps.insert(0, map("DE([-_].*)?"));
    let count = |file: &SrxDocument, language| {
        let rules = SrxRules::compile(file, language).unwrap();
        rules.breaks("Am 3. Mai. Ja.").breaks.len()
    };
    assert_eq!(count(&file, "de-AT"), 1);
    assert_eq!(count(&file, "en"), 2);
    file.cascade = false;
    assert_eq!(count(&file, "de"), 0);
    file.maps = vec![map("de_at")];
    assert_eq!(count(&file, "de-AT"), 0);
    assert_eq!(
        SrxRules::compile(&file, "en").unwrap_err(),
        SrxError::NoLanguage {
            language: "en".into()
        }
    );
}

#[test]
fn the_dialect_of_java_and_icu() {
    for (before, after, text) in [
        (r"\bz\.\h?B\.", r"\h", "z.\u{a0}B.|\u{a0}x"),
        (r"\p{Lu}\.", r"\s\p{javaLowerCase}", "A.| b"),
        (r"\p{IsCyrillic}+\p{Punct}", "", "да!|"),
        (r"[\p{L}&&[^a-c]]", "[[:digit:]]", "d|5"),
        (r"[^\p{L}&&[^x]]", "", "x|"),
        (r"\Q.(*\E", "", ".(*|"),
        (r"(?i)DR\.", "", "dR.|"),
        (r"(?iu)ÄRZTE", "", "ärzte|"),
        (r"(?i:a)b", "", "Ab|"),
        (r"\u0041\x42\x{43}\0104\t", "", "ABCD\t|"),
        (r"\uD83D\uDE00", "", "😀|"),
        (r"(?<!\d)\d{2,3}+\.", r"(?=\s)", "a123.| b"),
        (r"(?<=[^a])b", r"\v|\R", "xb|\r\n"),
        (r"(?:\ba|b\b)c?", r"(?!d)", "-a|e"),
        (r"(?x) a b # both", "", "ab|"),
        (r"a++b", "", "aab|"),
        (r"(?>ab)c", "", "abc|"),
        (r"(?s)a.b", "$", "a\nb|"),
        (r"a", "$", "a|\n"),
        (r"(?m)^b", "(?m)$", "a\nb|\nc"),
        (r"(?U)\w\d", r"(?U)\s", "é٣|\u{2003}"),
        (r"\(.*\.", r".*\)", "(see fig.| 3)"),
        (r"[]x]", r"[a-]", "]|-"),
        (r"^\d+\.", "", "12.|"),
    ] {
        assert!(holds(before, after, text), "{before} {after} {text}");
    }
    for (before, after, text) in [
        (r"\bDr\.", "", "XDr.|"),
        (r"\bDr\.", "", "éDr.|"),
        (r"a++a", "", "aaa|"),
        (r"(?i)ÄRZTE", "", "ärzte|"),
        (r"\d", "", "٣|"),
        (r"a.b", "", "a\nb|"),
        (r"(?<!\d\d)x", "", "12x|"),
        (r"(?<!foo|ba)x", "", "bax|"),
        (r"x", r"(?<=yx)", "zx|"),
        (r"a", "$", "a|\nb"),
        (r"x\b", "", "x|y"),
        (r"^\d+\.", "", "a12.|"),
    ] {
        assert!(!holds(before, after, text), "{before} {after} {text}");
    }
}

#[test]
fn what_cannot_be_used_is_named_with_its_line() {
    for (pattern, reason) in [
        (r"(a)\1", "reference back"),
        (r"\p{Nonsense}", "no property"),
        (r"\Ga", "\\G"),
        ("(a", "not closed"),
        ("a)", "closes no group"),
        ("[a", "not closed"),
        ("[b-a]", "backwards"),
        ("*a", "repeats nothing"),
        ("a{2", "needs numbers"),
        ("a{99999}", "more than"),
        ("(?z)a", "no flag"),
        ("a\\", "ends with a backslash"),
        (r"\uD83Dx", "number of a character"),
        ("(?:(?:a{1000}){1000}){1000}", "too large"),
        ("(?:(?:){10000}){10000}", "too large"),
        (&"(".repeat(5000), "nested"),
        (&"[".repeat(5000), "nested"),
    ] {
        for breaks in [false, true] {
            let mut file = document(&[(breaks, pattern, ""), STOPS]);
            file.language_rules[0].rules[0].line = 7;
            let rules = SrxRules::compile(&file, "en").unwrap();
            let [problem] = rules.problems() else {
                panic!("{pattern}: {:?}", rules.problems());
            };
            assert!(problem.refused && problem.line == 7, "{pattern}");
            assert!(problem.reason.contains(reason), "{pattern}: {problem}");
            // The others hold.
            assert_eq!(rules.breaks("A b. C").breaks.len(), 1);
        }
    }
    let rules = SrxRules::compile(&document(&[(false, "(?:ab|a)++b", "")]), "en").unwrap();
    assert!(!rules.problems()[0].refused);
}

#[test]
fn a_rule_at_its_limit_is_reported_and_does_not_hang() {
    let text = format!("{} b", "a.".repeat(60_000));
    let rules = document(&[
        (false, r"(?:a|a\.|\.a?)*(?<!x)c", ""),
        (false, r"\.", r"(?:a|\.|a\.)*+(?!x)z"),
        (true, r"\.", "a"),
    ]);
    let found = SrxRules::compile(&rules, "en")
        .unwrap()
        .breaks(&text[..2000]);
    assert_eq!(found.breaks.len(), 999);
    let rules = document(&[(false, r"\.", r"(?:a|\.|a\.)*z"), (true, r"\.", "a")]);
    let found = SrxRules::compile(&rules, "en").unwrap().breaks(&text);
    assert!(found.breaks.len() > 1000 && !found.limits.is_empty());
}

#[test]
fn long_matches_of_a_break_rule() {
    let spaces = " ".repeat(30_000);
    let text = format!("One.{spaces}Two.{spaces}Three");
    let cut = cut(&[(true, r"\.\s+", "")], &text);
    assert_eq!(
        cut.iter().map(|piece| piece.len()).collect::<Vec<_>>(),
        [30_004, 30_004, 5]
    );
}

#[test]
fn files_are_read_and_written_again() {
    let file = SrxDocument::read(include_bytes!("sample.srx")).unwrap();
    let messages: Vec<_> = file.notices.iter().map(|notice| notice.line).collect();
    assert_eq!(messages, [9]);
    let german = &file.document.language_rules[0];
    assert_eq!(
        (german.rules[0].line, &*german.rules[0].before),
        (14, r"\b(Dr|z\.B)\.")
    );
    assert_eq!(german.rules[1].after, "\u{a0}<b>&");
    let again = SrxDocument::read(file.document.write().as_bytes()).unwrap();
    assert_eq!(again.document, file.document);
    assert_eq!(again.notices, []);
    let utf16: Vec<u8> = file
        .document
        .write()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(SrxDocument::read(&utf16).unwrap().document, file.document);
}

#[test]
fn encodings_and_version_1() {
    let file = |head: &str| {
        format!(
            "{head}<srx version=\"1.0\"><header segmentsubflows=\"no\"/><body><languagerules>\
            <languagerule languagerulename=\"a\"><rule break=\"no\"><beforebreak>caf\u{e9}</beforebreak>\
            </rule></languagerule></languagerules><maprules><maprule maprulename=\"m\">\
            <languagemap languagepattern=\"fr\" languagerulename=\"a\"/></maprule></maprules></body></srx>"
        )
    };
    let latin = "<?xml version='1.0' encoding='ISO-8859-1'?>";
    let rest = encoding_rs::WINDOWS_1252.encode(&file("")).0.into_owned();
    let read = SrxDocument::read(&[latin.as_bytes(), &rest].concat())
        .unwrap()
        .document;
    assert_eq!(read.language_rules[0].rules[0].before, "café");
    assert!(!read.cascade && !read.segment_subflows);
    assert_eq!(
        SrxDocument::read(&rest),
        Err(SrxError::Encoding("UTF-8".into()))
    );
    assert_eq!(
        SrxDocument::read(file("<?xml version='1.0' encoding='klingon'?>").as_bytes()),
        Err(SrxError::UnknownEncoding("klingon".into()))
    );
}

#[test]
fn what_is_no_srx_is_refused_with_its_line() {
    let body = |inner: &str| format!("<srx version=\"2.0\">\n<body>\n{inner}\n</body></srx>");
    for (file, message) in [
        (String::new(), "ends before"),
        ("<tmx/>".to_owned(), "line 1: <tmx> is no SRX"),
        ("<srx version=\"3\"/>".to_owned(), "version '3'"),
        (
            "<srx>\n<body></srx>".to_owned(),
            "line 2: it is not well-formed",
        ),
        (body(""), "no languagemap"),
        (
            body("<languagerules><rule/></languagerules>"),
            "line 3: <rule> does not belong",
        ),
        (
            body(
                "<languagerules><languagerule languagerulename='a'>\n<rule break='maybe'/></languagerule></languagerules>",
            ),
            "line 4: <rule> needs break=\"yes|no\"",
        ),
        (
            body("<maprules><languagemap languagepattern='a'/></maprules>"),
            "needs languagerulename",
        ),
        (
            body("<maprules><languagemap languagepattern='a' languagerulename='b'/></maprules>"),
            "names 'b'",
        ),
        (
            body(
                "<languagerules><languagerule languagerulename='a'><rule><beforebreak>&x;</beforebreak></rule></languagerule></languagerules>",
            ),
            "entity &x;",
        ),
        (
            body(
                "<languagerules><languagerule languagerulename='a'/><languagerule languagerulename='a'/></languagerules>",
            ),
            "second languagerule",
        ),
    ] {
        let error = SrxDocument::read(file.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(message), "{file}: {error}");
    }
}

#[test]
fn the_built_in_rules_can_be_exported() {
    let document = export(&languages());
    let again = SrxDocument::read(document.write().as_bytes()).unwrap();
    assert_eq!(again.document, document);
    for language in languages() {
        let rules = SrxRules::compile(&document, language.as_str()).unwrap();
        assert_eq!(rules.problems(), [], "{language}");
    }
    let rules = SrxRules::compile(&document, "en").unwrap();
    let text = "Dr. A. B. Hale met Mrs. Rowe at No. 5. \u{201c}Why?\u{201d} he asked. It rained.";
    assert_eq!(
        pieces(&rules.breaks(text), text),
        [
            "Dr. A. B. Hale met Mrs. Rowe at No. 5.",
            " \u{201c}Why?\u{201d} he asked.",
            " It rained."
        ]
    );
    let text = "他走了。「好吗？」她问。";
    let rules = SrxRules::compile(&document, "zh").unwrap();
    assert_eq!(
        pieces(&rules.breaks(text), text),
        ["他走了。", "「好吗？」", "她问。"]
    );
}

fn segmented(rules: &[(bool, &str, &str)], mode: SrxMode, text: &str) -> Vec<String> {
    let rules = SrxRules::compile(&document(rules), "en").unwrap();
    let segmenter = Segmenter::new(&Language::parse("en").unwrap()).with_srx(rules.into(), mode);
    let block = Block {
        span: Span::new(0, text.len()),
        kind: BlockKind::Paragraph,
    };
    let document = Document::new(text.to_owned(), vec![block]);
    let segments = segmenter.segment(&document);
    segments
        .iter()
        .map(|segment| segment.span.of(text).to_owned())
        .collect()
}

#[test]
fn a_segmenter_takes_the_rules_alone_or_first() {
    let text = "He met Xyz. Hale here. Part one; part two. The end.";
    let rules = [(false, r"\bXyz\.", r"\s"), (true, ";", r"\s")];
    assert_eq!(
        segmented(&rules, SrxMode::Extend, text),
        [
            "He met Xyz. Hale here.",
            "Part one;",
            "part two.",
            "The end."
        ]
    );
    assert_eq!(
        segmented(&rules, SrxMode::Replace, text),
        ["He met Xyz. Hale here. Part one;", "part two. The end."]
    );
    // No break within a grapheme.
    assert_eq!(
        segmented(&[(true, "e", "")], SrxMode::Replace, "e\u{301}a"),
        ["e\u{301}", "a"]
    );
}

/// Patterns, well-formed or not, of the signs that mean something.
fn pattern() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[a-c.\\s]{1,3}",
        r"\\[bBdDsSwWhHvVAzZRXGQEnt]",
        r"(\(|\(\?|\(\?:|\(\?=|\(\?!|\(\?<=|\(\?<!|\(\?>|\(\?iu\)|\))",
        r"(\*|\+|\?|\{2\}|\{0,9\}|\{3,\}|\*\+|\+\?|\||\^|\$)",
        r"(\[|\]|\[\^|&&|-|\\p\{Lu\}|\\p\{|\\u00e9|\\x\{)",
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_rules_give_breaks_in_order(
        rules in proptest::collection::vec((any::<bool>(), pattern(), pattern()), 1..6),
        text in "([a-cé. \\n\u{301}\u{a0}]{0,30}|\\PC{0,40})",
    ) {
        let rules: Vec<_> = rules.iter().map(|(b, x, y)| (*b, &**x, &**y)).collect();
        let file = document(&rules);
        prop_assert_eq!(&SrxDocument::read(file.write().as_bytes()).unwrap().document.maps, &file.maps);
        let compiled = SrxRules::compile(&file, "en").unwrap();
        let mut last = 0;
        for found in compiled.breaks(&text).breaks {
            prop_assert!(found.at > last && found.at < text.len() && text.is_char_boundary(found.at));
            last = found.at;
        }
        for mode in [SrxMode::Replace, SrxMode::Extend] {
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&segmented(&rules, mode, &text).concat()), bare(&text));
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = SrxDocument::read(&bytes);
    }

    /// What an automaton says is what threads say.
    #[test]
    fn automata_and_threads_agree(before in pattern(), text in "[a-cé. ]{0,12}") {
        agree(&before, &text)?;
    }
}

/// Asserts that an automaton and threads find `before` to end at the same places of `text`.
fn agree(before: &str, text: &str) -> Result<(), TestCaseError> {
    if let Ok(parsed) = parse::parse(before)
        && let Ok(stands) = matcher::Stands::ending(&parsed.node)
        && let Ok(program) = Program::new(&parsed.node.bounded(100), true)
    {
        let mut pool = Pool::default();
        for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
            let a = stands.at(text, at, &mut { BUDGET }, &mut pool);
            let b = program.matches_at(text, at, &mut { BUDGET }, &mut pool);
            prop_assert!(
                a == b || a == Outcome::Limit || b == Outcome::Limit,
                "{before} at {at}: {a:?} {b:?}"
            );
        }
    }
    Ok(())
}

/// What an assertion asks for is behind the place where the pattern ends.
#[test]
fn assertions_see_what_follows() {
    for before in [
        r"\b+",
        r"\b|^",
        r"\b\t{0,9}",
        r"a(?:\b|c)",
        r"a\B ?",
        r"a(?:\z)?b*",
        r"(?:\b\.?)+",
    ] {
        for text in ["a", " a", "é", "ab a. b", "a.b", ""] {
            agree(before, text).unwrap();
        }
    }
}
