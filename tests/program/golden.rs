//! The bundled articles with their translations, against links that were read and corrected by people:
//! tests/golden has a file for each pair, a line for each link (`7 = 7,8`).

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::common::Workspace;
use serde_json::Value;

/// Numbers of source and target segments, from 1.
type Link = (Vec<u64>, Vec<u64>);

fn golden(text: &str) -> BTreeSet<Link> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let numbers = |side: &str| -> Vec<u64> {
        let numbers = side
            .split(',')
            .map(str::trim)
            .filter(|number| !number.is_empty());
        numbers
            .map(|number| number.parse().expect("a number"))
            .collect()
    };
    let link = |line: &str| {
        let (source, target) = line.split_once('=').expect("a link");
        (numbers(source), numbers(target))
    };
    lines.map(link).collect()
}

/// The links of a line of JSON, and how sure it is; none if a side is empty.
fn found(line: &Value) -> Option<(Link, f64)> {
    let side = |name: &str| -> Vec<u64> {
        let numbers = line[name].as_array().expect("numbers").iter();
        numbers
            .map(|number| number.as_u64().expect("a number") + 1)
            .collect()
    };
    let link = (side("source"), side("target"));
    let is_paired = !link.0.is_empty() && !link.1.is_empty();
    is_paired.then(|| (link, line["confidence"].as_f64().expect("a confidence")))
}

#[test]
fn the_bundled_articles_are_aligned_as_people_do() {
    let workspace = Workspace::bundled();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert_eq!(files.len(), 15);
    let (mut right, mut asked, mut given) = (0, 0, 0);
    let (mut sure, mut sure_and_right) = (0, 0);
    for path in files {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let (source, target) = name.split_once("--").unwrap();
        let wanted = golden(&fs::read_to_string(&path).unwrap());
        let [source, target] = [source, target].map(|name| format!("seeds/{name}"));
        let lines = workspace.json(&["align", &source, &target, "--format", "json"]);
        // Numbers mean nothing for texts that are cut up in another way.
        for (side, last) in [
            ("source", wanted.iter().flat_map(|link| &link.0).max()),
            ("target", wanted.iter().flat_map(|link| &link.1).max()),
        ] {
            let segments: usize = lines
                .iter()
                .map(|line| line[side].as_array().unwrap().len())
                .sum();
            let last = *last.unwrap() as usize;
            assert_eq!(
                segments, last,
                "{name}: the segments are others now; correct the file of links"
            );
        }
        let links: Vec<(Link, f64)> = lines.iter().filter_map(found).collect();
        let hits = links
            .iter()
            .filter(|(link, _)| wanted.contains(link))
            .count();
        let f1 = 2.0 * hits as f64 / (wanted.len() + links.len()) as f64;
        assert!(f1 >= 0.88, "{name}: F1 {f1:.3}");
        right += hits;
        asked += wanted.len();
        given += links.len();
        for (link, _) in links.iter().filter(|(_, confidence)| *confidence >= 0.9) {
            sure += 1;
            sure_and_right += usize::from(wanted.contains(link));
        }
    }
    let f1 = 2.0 * f64::from(right as u32) / f64::from((asked + given) as u32);
    assert!(f1 >= 0.98, "all together: F1 {f1:.4}");
    assert!(
        sure_and_right * 100 >= sure * 99,
        "{sure_and_right} of {sure} sure links are right"
    );
    assert!(sure * 100 >= given * 85, "{sure} of {given} links are sure");
}
