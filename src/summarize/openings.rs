use std::sync::LazyLock;

use crate::text::{Language, is_spaceless, search_form};

/// So many characters of a sentence hold any of the openings.
const LOOK_AT: usize = 40;

/// Words that refer back when they open a sentence, by language: personal and demonstrative
/// pronouns and connectives, in the form that search compares. What is more often an article or
/// a plain preposition (German "der", Spanish "el", French "le") is left out.
const OPENINGS: &[(&str, &str)] = &[
    (
        "ar",
        "هو, هی, هم, وهو, وهی, وهم, لکن, ولکن, لذلک, ولذلک, ذلک, وذلک, کذلک, بالمقابل",
    ),
    (
        "de",
        "er, sie, ihr, ihre, sein, seine, dies, dabei, dadurch, dafur, damit, danach, \
         daher, deshalb, doch, aber, auch, jedoch, zudem, ausserdem, allerdings, \
         trotzdem, dennoch, und, denn, dann",
    ),
    (
        "en",
        "he, she, it, they, his, her, their, its, this, that, these, those, but, and, \
         so, however, also, then, yet, still, instead, meanwhile, therefore, moreover, \
         furthermore, nevertheless, otherwise, nor, or, another, both, similarly, \
         likewise, as a result, in addition, in contrast, for example, for instance, \
         the former, the latter",
    ),
    (
        "es",
        "ella, ellos, ellas, esto, eso, esta, este, estos, estas, ese, esa, pero, y, \
         ademas, tambien, sin embargo, por eso, por ello, por lo tanto, asi, entonces, \
         no obstante",
    ),
    (
        "fa",
        "او, وی, انها, انان, این, ان, اما, ولی, همچنین, بنابراین, سپس, با این حال, \
         در نتیجه, از این رو",
    ),
    (
        "fr",
        "il, elle, ils, elles, cela, ce, cet, cette, ces, celui-ci, celle-ci, mais, et, \
         or, donc, ainsi, aussi, cependant, toutefois, pourtant, neanmoins, en outre, \
         de plus, par ailleurs, en revanche, puis",
    ),
    (
        "it",
        "egli, lui, lei, essi, loro, questo, questa, questi, queste, ma, pero, tuttavia, \
         inoltre, anche, quindi, dunque, cosi, poi",
    ),
    (
        "nl",
        "hij, zij, ze, dit, deze, maar, en, ook, echter, bovendien, daarom, daarna, \
         toch, dus, toen",
    ),
    (
        "pt",
        "ele, ela, eles, elas, isto, isso, este, esta, esse, essa, mas, e, porem, \
         tambem, alem disso, no entanto, por isso, assim, entao",
    ),
    (
        "ru",
        "он, она, оно, они, это, этот, эта, эти, но, и, однако, также, поэтому, затем, \
         кроме того, при этом, тем не менее",
    ),
    (
        "tr",
        "o, onlar, bu, bunlar, su, ancak, fakat, ama, ayrica, boylece, bunun uzerine, \
         bu nedenle, oysa, yine de, ardindan",
    ),
    (
        "vi",
        "anh ay, co ay, ho, no, tuy nhien, nhung, va, vi vay, do đo, ngoai ra",
    ),
    (
        "zh",
        "他, 她, 它, 这, 這, 那, 但, 不过, 不過, 然而, 因此, 所以, 此外, 同时, 同時, 而且, 于是, 於是",
    ),
];

/// The same, taken apart.
static LISTS: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let list =
        |(tag, openings): &(&'static str, &'static str)| (*tag, openings.split(", ").collect());
    OPENINGS.iter().map(list).collect()
});

/// Whether `text` opens with a word that needs the sentence before it to be understood. In a
/// language without a list of such words none does.
pub(super) fn leans_back(text: &str, language: &Language) -> bool {
    let Some((_, openings)) = LISTS.iter().find(|(tag, _)| *tag == language.primary()) else {
        return false;
    };
    let start: String = text
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .chars()
        .take(LOOK_AT)
        .collect();
    let start = search_form(&start);
    openings.iter().any(|opening| {
        start.strip_prefix(opening).is_some_and(|rest| {
            opening.starts_with(is_spaceless) || !rest.starts_with(char::is_alphanumeric)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_are_in_the_form_of_search() {
        for (tag, openings) in OPENINGS {
            assert!(Language::parse(tag).is_ok());
            for opening in openings.split(", ") {
                assert_eq!(search_form(opening), opening);
            }
        }
    }

    #[test]
    fn what_refers_back() {
        let leans = |text, tag| leans_back(text, &Language::parse(tag).unwrap());
        for (text, tag) in [
            ("She opened it.", "en-GB"),
            ("“But the ferry stopped,” he said.", "en"),
            ("As a result, it rained.", "en"),
            ("Außerdem regnete es.", "de"),
            ("این پل تازه است.", "fa"),
            ("但新桥开通了。", "zh"),
            ("ولكن المطر نزل.", "ar"),
        ] {
            assert!(leans(text, tag), "{text}");
        }
        for (text, tag) in [
            ("Sheep crossed the bridge.", "en"),
            ("El puente es nuevo.", "es"),
            ("ایران پل تازه ساخت.", "fa"),
            ("新桥开通了。", "zh"),
            ("She", "sw"),
            ("", "en"),
        ] {
            assert!(!leans(text, tag), "{text}");
        }
    }
}
