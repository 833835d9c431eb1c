//! What the fuzz targets of the formats of units check, on inputs made of the words of those formats.

#[path = "../../fuzz/fuzz_targets/shared/units.rs"]
mod units;

use proptest::prelude::*;
use recto::format::UNIT_FORMATS;

const WORDS: &str = "(<tu>|</tu>|<tuv xml:lang='(en|fr|q)'>|</tuv>|<seg>|</seg>|<ph>|</ph>|<bpt i='1'/>|<hi>|</hi>\
    |<trans-unit id='1'>|<source>|</source>|<target>|</target>|<mrk mtype='seg' mid='1'>|</mrk>|<g id='1'>|</g>\
    |<unit id='1'>|<segment>|</segment>|<pc id='1'>|</pc>|msgid |msgstr |msgctxt |\"|\n|#, fuzzy\n|#~ \
    |\\{\"source\":|\"a\"|,|:|\\}|\\]|a|&amp;|&x;|<|>|&|;|\t|\\PC){0,40}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn what_is_read_is_written_and_read_again(words in WORDS) {
        for format in UNIT_FORMATS.iter().filter(|format| format.name != "tsv") {
            let starts = [
                "",
                "<tmx><header srclang='en'/><body><tu><tuv lang='en'><seg>a</seg></tuv><tuv lang='fr'><seg>",
                "<xliff version='1.2'><file source-language='en' target-language='fr'><trans-unit id='1'><source>a</source><target>",
                "<xliff version='2.1' srcLang='en' trgLang='fr'><file><unit id='1'><segment><source>a</source><target>",
                "msgid \"a\"\nmsgstr \"",
                "[{\"source\":\"a\",\"target\":\"b\",",
                "en,fr,note\n",
            ];
            units::check(format.name, &starts, words.as_bytes());
        }
    }
}
