//! Any two texts: the edits of each change rebuild the new text from the old.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recto::revise::{Side, compare};
use recto::segment::Segmenter;
use recto::text::{Document, Language};

fuzz_target!(|texts: (&str, &str)| {
    let segmenter = Segmenter::new(&Language::undetermined());
    let (old, new) = (Document::plain(texts.0), Document::plain(texts.1));
    let (old_segments, new_segments) = (segmenter.segment(&old), segmenter.segment(&new));
    let side = |text, segments| Side { text, segments };
    let revision = compare(
        side(old.text(), &old_segments),
        side(new.text(), &new_segments),
    );
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
