//! Any two texts: the edits of each change rebuild the new text from the old.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recto::revise::compare;
use recto::segment::SegmentedDocument;
use recto::text::Language;

fuzz_target!(|texts: (&str, &str)| {
    let language = Language::undetermined();
    let old = SegmentedDocument::plain(texts.0, &language);
    let new = SegmentedDocument::plain(texts.1, &language);
    let revision = compare(&old, &new);
    for change in &revision.changes {
        let (Some(from), Some(to)) = (change.old_cover(), change.new_cover()) else {
            continue;
        };
        let (mut at, mut restored) = (from.start, String::new());
        for edit in &change.edits {
            restored += &old.text()[at..edit.old.start];
            restored += edit.new.of(new.text());
            at = edit.old.end;
        }
        restored += &old.text()[at..from.end];
        assert_eq!(restored, to.of(new.text()));
    }
});
