use super::*;

/// Articles on matters of their own, in English and French.
const TEXTS: [(&str, &str); 3] = [
    (
        "The bridge at Valdorne reopened on 3 March 2026. Repairs cost 18.6 million euros. About 2,400 people \
         crossed it. Helen Marchetti led the work. It has seven arches.",
        "Le pont de Valdorne a rouvert le 3 mars 2026. La réparation a coûté 18,6 millions d’euros. Environ \
         2 400 personnes l’ont franchi. Helen Marchetti a dirigé les travaux. Il a sept arches.",
    ),
    (
        "Beekeepers in Lindau count 730 hives. The winter of 1997 killed half of them. Otto Reiter sells honey \
         for 12 euros. His bees fly 3 kilometres. Nobody sprays here any more.",
        "Les apiculteurs de Lindau comptent 730 ruches. L’hiver de 1997 en a tué la moitié. Otto Reiter vend \
         le miel 12 euros. Ses abeilles volent 3 kilomètres. Plus personne ne traite ici.",
    ),
    (
        "The observatory on Mount Kesra has a mirror of 4.2 metres. It saw first light in 2011. Amina Belkacem \
         directs it. Clouds hide the sky on 60 nights a year. Schools may visit.",
        "L’observatoire du mont Kesra a un miroir de 4,2 mètres. Il a vu sa première lumière en 2011. Amina \
         Belkacem le dirige. Des nuages cachent le ciel 60 nuits par an. Les écoles peuvent le visiter.",
    ),
];

fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, Folder) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let read = Folder::read(folder.path(), None).unwrap();
    (folder, read)
}

fn paired(sources: &Folder, targets: &Folder) -> Vec<(String, String, PairedBy)> {
    let pairs = pair_files(&sources.files, &targets.files).into_iter();
    let name = |file: &FolderFile| file.text.name().to_owned();
    pairs
        .map(|pair| {
            let (source, target) = (&sources.files[pair.source], &targets.files[pair.target]);
            (name(source), name(target), pair.by)
        })
        .collect()
}

#[test]
fn files_are_paired_by_name_and_the_rest_by_content() {
    let [(bridge, pont), (bees, abeilles), (stars, etoiles)] = TEXTS;
    let (_one, sources) = folder(&[
        ("bridge.en.txt", bridge),
        ("bees.en.txt", bees),
        ("stars.en.txt", stars),
    ]);
    let (_other, targets) = folder(&[
        ("bridge_fr.txt", pont),
        ("ciel.fr.txt", etoiles),
        ("miel.fr.txt", abeilles),
        ("vide.fr.txt", " "),
    ]);
    assert_eq!(
        paired(&sources, &targets),
        [
            (
                "bees.en.txt".into(),
                "miel.fr.txt".into(),
                PairedBy::Content
            ),
            (
                "bridge.en.txt".into(),
                "bridge_fr.txt".into(),
                PairedBy::Name
            ),
            (
                "stars.en.txt".into(),
                "ciel.fr.txt".into(),
                PairedBy::Content
            ),
        ]
    );
    assert_eq!(targets.unread[0].path, "vide.fr.txt");
}

#[test]
fn what_has_no_translation_stays_alone() {
    let (_one, sources) = folder(&[("bees.en.txt", TEXTS[1].0)]);
    let (_other, targets) = folder(&[("ciel.fr.txt", TEXTS[2].1), ("bees.en.txt", TEXTS[1].0)]);
    assert_eq!(paired(&sources, &targets), []);
}

#[test]
fn a_source_has_a_translation_in_each_language() {
    let (_one, sources) = folder(&[("bees.en.txt", TEXTS[1].0)]);
    let (_other, targets) = folder(&[
        ("bees.fr.txt", TEXTS[1].1),
        ("bees.de.txt", "Imker zählen 730 Körbe."),
    ]);
    assert_eq!(paired(&sources, &targets).len(), 2);
}

#[test]
fn of_many_files_each_finds_its_own() {
    // More pairs than are all aligned: those that share names and numbers are.
    let copies = 8;
    let of = |language: &str, pick: fn(&(&'static str, &'static str)) -> &'static str| {
        let files: Vec<(String, String)> = (0..copies)
            .flat_map(|copy| {
                TEXTS.iter().enumerate().map(move |(at, text)| {
                    // Numbers of its own make each a text of its own.
                    let more = format!(" {}. {}-{}.", 3001 + copy * 17 + at, copy + 11, at + 40);
                    let name = match language {
                        "en" => format!("{copy}{at}.en.txt"),
                        _ => format!("t{}{at}.{language}.txt", 9 - copy),
                    };
                    (name, format!("{}{more}", pick(text)))
                })
            })
            .collect();
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(n, t)| (n.as_str(), t.as_str()))
            .collect();
        folder(&files)
    };
    let (_one, sources) = of("en", |text| text.0);
    let (_other, targets) = of("fr", |text| text.1);
    let pairs = paired(&sources, &targets);
    let right = pairs.iter().filter(|(source, target, _)| {
        let (copy, at) = (&source[..1], &source[1..2]);
        *target == format!("t{}{at}.fr.txt", 9 - copy.parse::<usize>().unwrap())
    });
    assert!(right.count() >= 22 && pairs.len() <= 24, "{pairs:?}");
}
