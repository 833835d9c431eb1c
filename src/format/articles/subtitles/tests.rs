use crate::format::articles::office::testing::{article, blocks, check, format, replaced, shown};
use crate::format::registry::{article_from_bytes, write_back};
use crate::text::{Replacement, ReplacementPiece, Span};

const SRT: &str = "1\n00:00:01,000 --> 00:00:03,000\nThe old bridge over the river\nhas been closed\n\n\
    2\n00:00:03,100 --> 00:00:05,000 X1:40\n<i>since Monday</i>, they say.\n\n\
    3\n00:00:06,000 --> 00:00:08,000\n{\\an8}- Is the ferry running?\n- Not today.\n\n\
    4\n00:00:20,000 --> 00:00:22,000\nNobody knows\n\n\
    5\n00:00:30,000 --> 00:00:32,000\nwhy.\n";

fn texts(name: &str, file: &str) -> Vec<String> {
    check(name, file.as_bytes());
    let document = article(name, file.as_bytes()).document;
    blocks(&document)
        .into_iter()
        .map(|(_, text)| text.to_owned())
        .collect()
}

/// The file when `old` is replaced by `pieces`: text, or the code of a number.
fn written(name: &str, file: &str, old: &str, pieces: &[Result<usize, &str>]) -> String {
    let document = article(name, file.as_bytes()).document;
    let start = document.text().find(old).unwrap();
    let mut replacement = replaced(
        &document,
        Span::new(start, start + old.len()),
        &str::to_owned,
    );
    replacement.pieces = pieces
        .iter()
        .map(|piece| match piece {
            Ok(code) => ReplacementPiece::Code(*code),
            Err(text) => ReplacementPiece::Text((*text).to_owned()),
        })
        .collect();
    String::from_utf8(write_back(file.as_bytes(), format(name), &[replacement]).unwrap()).unwrap()
}

#[test]
fn sentences_run_over_cues_that_follow_closely() {
    let expected = [
        "The old bridge over the river has been closed since Monday, they say.",
        "Is the ferry running?",
        "Not today.",
        "Nobody knows",
        "why.",
    ];
    assert_eq!(texts("srt", SRT), expected);
    assert_eq!(texts("srt", &SRT.replace('\n', "\r\n")), expected);
    let document = article("srt", SRT.as_bytes()).document;
    assert!(shown(&document).contains("closed {i since Monday i}, they say."));
    // Without numbers, and with a blank line in a text.
    let file = "00:01.000 --> 00:02.000\nOne\n\ntwo.\n\n00:03.000 --> 00:04.000\nThree.\n";
    assert_eq!(texts("srt", file), ["One two.", "Three."]);
    // Three points are taken up.
    let file = "1\n00:00:01,000 --> 00:00:02,000\nIf it rains...\n\n2\n00:00:02,100 --> 00:00:04,000\n...we stay.\n\n3\n00:00:05,000 --> 00:00:06,000\nStay... Why?\n";
    assert_eq!(
        texts("srt", file),
        ["If it rains... ...we stay.", "Stay... Why?"]
    );
}

#[test]
fn what_is_no_text_in_webvtt() {
    let file = "WEBVTT - a file\nLanguage: en\n\nSTYLE\n::cue { color: red }\n\nNOTE\na note --\nof two lines\n\n\
        intro\n00:01.000 --> 00:02.500 align:start\n<v Ada>Tea &amp; milk,\nplease.\n\n00:00:03.000 --> 00:00:04.000\n<c.loud>One</c> <00:00:03.500>two &lt; three.\n\nREGION\nid:a\n";
    assert_eq!(
        texts("vtt", file),
        ["Tea & milk, please.", "One two < three."]
    );
    let article = article("vtt", file.as_bytes());
    assert_eq!(article.front_matter.language.unwrap().as_str(), "en");
    assert_eq!(
        shown(&article.document),
        "{v}Tea & milk, please.\n\n{c One c} {time}two < three."
    );
    let new = written(
        "vtt",
        file,
        "Tea & milk, please.",
        &[Err("Tee & <Milch>, bitte.")],
    );
    assert_eq!(
        new,
        file.replace(
            "<v Ada>Tea &amp; milk,\nplease.",
            "<v Ada>Tee &amp; &lt;Milch&gt;, bitte."
        )
    );
}

#[test]
fn a_translation_is_spread_over_the_cues_of_its_source() {
    let old = "The old bridge over the river has been closed since Monday, they say.";
    let new = written(
        "srt",
        SRT,
        old,
        &[
            Err("Die alte Brücke über den Fluss ist, wie man sagt, "),
            Ok(0),
            Err("seit Montag"),
            Ok(1),
            Err(" zu."),
        ],
    );
    let expected = SRT
        .replace(
            "The old bridge over the river\nhas been closed",
            "Die alte Brücke über den Fluss ist, wie",
        )
        .replace(
            "<i>since Monday</i>, they say.",
            "man sagt, <i>seit Montag</i> zu.",
        );
    assert_eq!(new, expected);
    // A code that runs over both ends with the first and begins again.
    let new = written(
        "srt",
        SRT,
        old,
        &[
            Ok(0),
            Err("Die alte Brücke über den Fluss ist seit Montag gesperrt."),
            Ok(1),
        ],
    );
    assert!(
        new.contains("<i>Die alte Brücke über den Fluss ist</i>\n"),
        "{new}"
    );
    assert!(
        new.contains("X1:40\n<i>") && new.contains("gesperrt.</i>\n\n3\n"),
        "{new}"
    );
    // The dashes of speakers stay where they are.
    let new = written("srt", SRT, "Not today.", &[Err("امروز نه.")]);
    assert_eq!(new, SRT.replace("Not today.", "امروز نه."));
    let new = written(
        "srt",
        SRT,
        "why.",
        &[Err(
            "why, and what is more, nobody at the town hall wants to know it at all.",
        )],
    );
    assert!(
        new.ends_with(
            "\nwhy, and what is more, nobody at\nthe town hall wants to know it at all.\n"
        ),
        "{new}"
    );
}

#[test]
fn chinese_has_no_spaces_between_lines() {
    let file = "1\n00:00:01,000 --> 00:00:02,000\n老桥从星期一起\n\n2\n00:00:02,000 --> 00:00:03,000\n关闭。\n";
    assert_eq!(texts("srt", file), ["老桥从星期一起关闭。"]);
    // Where marks are not written, a cue is a sentence.
    let bare = file.replace('。', "");
    assert_eq!(texts("srt", &bare), ["老桥从星期一起", "关闭"]);
    let new = written(
        "srt",
        file,
        "老桥从星期一起关闭。",
        &[Err("The old bridge is closed.")],
    );
    let lines: Vec<&str> = new.lines().collect();
    assert_eq!([lines[2], lines[6]], ["The old bridge is", "closed."]);
}

#[test]
fn byte_order_marks_and_utf_16_stay() {
    let replace = |bytes: &[u8]| {
        let document = article("srt", bytes).document;
        let new: Replacement = replaced(&document, Span::new(0, 3), &|_| "Tee".to_owned());
        write_back(bytes, format("srt"), &[new]).unwrap()
    };
    let file = "\u{feff}1\n00:00:01,000 --> 00:00:02,000\nTea.\n";
    assert_eq!(
        replace(file.as_bytes()),
        file.replace("Tea", "Tee").as_bytes()
    );
    let utf16: Vec<u8> = file.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let expected: Vec<u8> = file
        .replace("Tea", "Tee")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(replace(&utf16), expected);
}

#[test]
fn what_is_no_file_of_subtitles_says_so() {
    let refused = |name: &str, file: &str| {
        let read = article_from_bytes(
            file.as_bytes().to_vec(),
            format(name),
            std::path::Path::new("a"),
        );
        read.unwrap_err().to_string()
    };
    assert_eq!(
        refused("vtt", "00:01.000 --> 00:02.000\nOne"),
        "a: line 1: the first line is not WEBVTT"
    );
    assert!(refused("srt", "just text").contains("00:00:01,000 --> 00:00:02,500"));
    assert!(texts("vtt", "WEBVTT\n").is_empty());
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_and_written(
        lines in "(\n|\n\n2\n00:00:01,000 --> 00:00:02,000\n|- word|a b\\.|word |<i>|</i>|\\{\\\\an8\\}|&amp;|<|…|桥|پل |NOTE|\r\n){0,60}",
    ) {
        for (name, start) in [("srt", "1\n00:00:00,000 --> 00:00:01,000\n"), ("vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\n")] {
            check(name, format!("{start}{lines}").as_bytes());
        }
    }
}
