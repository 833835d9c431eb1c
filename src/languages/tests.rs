use std::collections::BTreeSet;
use std::path::Path;

use unicode_normalization::is_nfc;

use super::profile::sections;
use super::registry::FILES;
use super::*;

#[test]
fn each_data_file_has_one_line_in_the_registry() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/languages/data");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let lines: Vec<&str> = FILES.iter().map(|(tag, _)| *tag).collect();
    assert!(lines.is_sorted_by(|a, b| a < b));
    assert!(files.iter().eq(lines));
}

#[test]
fn each_section_is_known_and_holds_something() {
    for (tag, data) in FILES {
        let mut names = BTreeSet::new();
        for (name, body) in sections(data) {
            let mut profile = Profile::default();
            assert!(profile.set(name, body), "{tag}: [{name}]");
            assert!(names.insert(name), "{tag}: [{name}] twice");
            assert!(!Words::new(body).is_empty(), "{tag}: [{name}] is empty");
        }
        assert_eq!(names.len(), data.matches("\n[").count(), "{tag}");
        assert!(!names.is_empty(), "{tag}");
    }
}

#[test]
fn lines_are_in_normal_form_and_not_long() {
    for (tag, data) in FILES {
        assert!(is_nfc(data), "{tag}");
        for line in data.lines() {
            assert!(line.chars().count() <= 120, "{tag}: {line}");
            assert_eq!(line.trim_end(), line, "{tag}: {line}");
        }
    }
}

#[test]
fn words_of_segmentation_are_lower_case_without_their_full_stop() {
    for profile in Profile::all() {
        let lists = [
            profile.joining,
            profile.before_number,
            profile.before_name,
            profile.ending,
            profile.starters,
            profile.calendar,
            profile.after_ordinals,
        ];
        for word in lists.into_iter().flat_map(Words::iter) {
            assert_eq!(word, word.to_lowercase(), "{}", profile.tag);
            assert!(!word.ends_with('.'), "{}: {word}", profile.tag);
        }
    }
}

#[test]
fn profiles_are_found_by_their_primary_subtag() {
    assert_eq!(Profile::of("de").tag, "de");
    assert!(Profile::of("de").traits.ordinals);
    assert_eq!(Profile::of("nn").tag, "nb");
    assert_eq!(Profile::of("xx").tag, "");
    assert!(Profile::of("xx").joining.is_empty());
    assert!(Profile::of("en").numbers.decimal_point);
}
