//! Reading the word lists and weights.

use super::*;

impl Model {
    pub(super) fn parse(data: &'static str) -> Self {
        let sections = sections(data);
        let mut weights = HashMap::new();
        for (_, entries) in sections.iter().filter(|(name, _)| *name == "weights") {
            for pair in entries.chunks_exact(2) {
                if let Ok(thousandths) = pair[1].parse::<i32>() {
                    weights.insert(pair[0], f64::from(thousandths) / 1000.0);
                }
            }
        }
        // A sign that the fitted text lacks says nothing.
        let weight = |name: &str| weights.get(name).copied().unwrap_or(0.0);
        let factor = |name: &str| weight(name).exp();
        let lengths = |prefix: &str, bounds: &[usize]| -> Vec<f64> {
            let names = bounds.iter().map(usize::to_string);
            names
                .chain(["more".to_owned()])
                .map(|name| weight(&format!("{prefix}:{name}")))
                .collect()
        };

        let (mut right, mut left) = (Words::new(), Words::new());
        let (mut unit, mut counts) = (Words::new(), Words::new());
        let mut anywhere = Words::new();
        let mut silent = '\u{e4c}';
        let mut intro = HashMap::new();
        for (section, words) in &sections {
            for &word in words {
                let (first, last) = (word.chars().next(), word.chars().next_back());
                match section.split_once('-') {
                    Some(("right", "unit")) => unit.add(first, word, ()),
                    Some(("left", "counts")) => counts.add(last, word, ()),
                    Some(("right", name)) => {
                        let weight = weight(&format!("r:{name}"));
                        right.add(first, word, Sign { name, weight });
                        intro.entry(name).or_insert_with(|| {
                            [1, 2].map(|chunks| factor(&format!("intro:{chunks}:{name}")))
                        });
                    }
                    Some(("left", name)) => {
                        let weight = weight(&format!("l:{name}"));
                        left.add(last, word, Sign { name, weight });
                    }
                    Some(("has", "silent")) => silent = first.unwrap_or(silent),
                    Some(("has", name)) => anywhere.add(first, word, name),
                    _ => {}
                }
            }
        }
        let signs = Signs {
            wide_gap: weight("gap:wide"),
            closing_quote: weight("lq:quote"),
            closing_bracket: weight("lq:bracket"),
            opening_bracket: weight("rq:bracket"),
            opening_term: weight("rq:short"),
            opening_quote: weight("rq:long"),
            inside: weight("in:quote"),
            number_unit: weight("number:unit"),
            counts_number: weight("number:counts"),
            bare_before: weight("left:bare"),
            bare_after: weight("right:bare"),
            name_before: weight("left:name"),
            name_after: weight("right:name"),
            tag_after: weight("tag:here"),
            tag_later: weight("tag:next"),
            tag_done: weight("tag:done"),
            then_after: weight("right:then"),
            connective_alone: weight("right:alone"),
            says_after: weight("right:says"),
            says_before: weight("left:says"),
            quote_says: weight("quote:says"),
        };
        let sentence = Sentence {
            length: lengths("n", &SENTENCE_LENGTHS)
                .into_iter()
                .map(f64::exp)
                .collect(),
            longest: factor("n:more"),
            bare: factor("bare:yes"),
            one_chunk: factor("one:chunk"),
            intro_then: factor("intro:then"),
            quoted_says: factor("quoted:says"),
            quoted_silent: factor("quoted:silent"),
            intro,
        };
        Model {
            likely: weight("end:likely"),
            chunk_before: lengths("ln", &CHUNK_LENGTHS),
            chunk_after: lengths("rn", &CHUNK_LENGTHS),
            weights,
            right,
            left,
            unit,
            counts,
            anywhere,
            silent,
            signs,
            sentence,
        }
    }
}

/// The sections of a data file in order, each with what is in it, apart by white space.
pub(in crate::segment::thai) fn sections(
    data: &'static str,
) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut sections: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in data.lines().map(str::trim) {
        if line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[') {
            sections.push((name.trim_end_matches(']'), Vec::new()));
        } else if let Some((_, entries)) = sections.last_mut() {
            entries.extend(line.split_whitespace());
        }
    }
    sections
}
