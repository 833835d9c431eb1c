//! Any two texts, a segment a line, aligned in order and in another order: no panic, and links that
//! cover each segment once, the same with the sides exchanged.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recto::align::{Aligner, Link, Side};
use recto::text::Language;

fuzz_target!(|texts: (&str, &str)| {
    let source: Vec<&str> = texts.0.lines().take(40).collect();
    let target: Vec<&str> = texts.1.lines().take(40).collect();
    let [from, to] = ["en", "fa"].map(|tag| Language::parse(tag).expect("a tag"));
    for reordering in [false, true] {
        let align = |turned: bool| -> Vec<Link> {
            let source = Side {
                segments: &source,
                language: &from,
            };
            let target = Side {
                segments: &target,
                language: &to,
            };
            let aligner = Aligner::default().reordering(reordering);
            match turned {
                false => aligner.align(source, target).links,
                true => aligner.align(target, source).links,
            }
        };
        let links = align(false);
        let (mut sources, mut targets) = (vec![0; source.len()], vec![0; target.len()]);
        for link in &links {
            assert!((0.0..=1.0).contains(&link.confidence));
            link.source.clone().for_each(|at| sources[at] += 1);
            link.target.clone().for_each(|at| targets[at] += 1);
        }
        assert!(sources.iter().chain(&targets).all(|&times| times == 1));
        let mut turned = align(true);
        for link in &mut turned {
            std::mem::swap(&mut link.source, &mut link.target);
        }
        let paired = |mut links: Vec<Link>| {
            links.retain(|link| !link.source.is_empty() && !link.target.is_empty());
            links.sort_by_key(|link| link.source.start);
            links
        };
        assert_eq!(paired(links), paired(turned));
    }
});
