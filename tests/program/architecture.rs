//! The layout is the architecture: every import between the folders of `src` is one that the table of floors in
//! ARCHITECTURE.md allows, and no files import each other in a circle. Words of languages are data in `src/languages`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{Item, UseTree, Visibility};

/// A module: the path from the crate's root, such as `["memory", "index"]`.
type ModulePath = Vec<String>;

/// What a source file declares and imports.
#[derive(Default)]
struct Source {
    file: PathBuf,
    /// Names that a `pub use` in it gives to others, with the path that each stands for.
    reexports: BTreeMap<String, Vec<String>>,
    /// Paths that its code names, as it writes them.
    paths: BTreeSet<Vec<String>>,
}

/// Collects the paths of a file; what is compiled for tests alone is left out.
struct Paths<'a> {
    source: &'a mut Source,
    /// How many inline modules enclose what is visited: `super` climbs out of those first.
    depth: usize,
}

impl Paths<'_> {
    fn add(&mut self, mut path: Vec<String>) {
        for _ in 0..self.depth {
            if path.first().is_some_and(|first| first == "super") {
                path.remove(0);
            }
        }
        self.source.paths.insert(path);
    }
}

fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Path>()
                .is_ok_and(|path| path.is_ident("test"))
    })
}

/// Each path of a `use`, and the name that it gives it; a glob gives none.
fn leaves(tree: &UseTree, before: &[String], found: &mut Vec<(Option<String>, Vec<String>)>) {
    let joined = |name: &syn::Ident| [before, &[name.to_string()]].concat();
    match tree {
        UseTree::Path(path) => leaves(&path.tree, &joined(&path.ident), found),
        UseTree::Name(name) if name.ident == "self" => {
            found.push((before.last().cloned(), before.to_vec()));
        }
        UseTree::Name(name) => found.push((Some(name.ident.to_string()), joined(&name.ident))),
        UseTree::Rename(to) if to.ident == "self" => {
            found.push((Some(to.rename.to_string()), before.to_vec()));
        }
        UseTree::Rename(to) => found.push((Some(to.rename.to_string()), joined(&to.ident))),
        UseTree::Glob(_) => found.push((None, before.to_vec())),
        UseTree::Group(group) => group
            .items
            .iter()
            .for_each(|one| leaves(one, before, found)),
    }
}

impl<'ast> Visit<'ast> for Paths<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = match item {
            Item::Mod(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        if !is_for_tests(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let inline = usize::from(module.content.is_some());
        self.depth += inline;
        visit::visit_item_mod(self, module);
        self.depth -= inline;
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let mut found = Vec::new();
        leaves(&item.tree, &[], &mut found);
        let is_private = matches!(item.vis, Visibility::Inherited);
        for (name, path) in found {
            match name {
                Some(name) if !is_private => {
                    self.source.reexports.insert(name, path);
                }
                _ => self.add(path),
            }
        }
    }

    // `pub(in crate::cli)` imports nothing.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            let names = path.segments.iter();
            self.add(names.map(|segment| segment.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }
}

/// The library's files by their modules. What holds tests alone is left out.
fn sources() -> BTreeMap<ModulePath, Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of src") {
            let file = entry.expect("an entry").path();
            if file.is_dir() {
                folders.push(file);
                continue;
            }
            let inside = file.strip_prefix(&root).expect("a file of src");
            let stem = inside.with_extension("");
            let mut module: ModulePath = stem
                .iter()
                .map(|name| name.to_string_lossy().into_owned())
                .collect();
            let name = module.last().cloned().unwrap_or_default();
            let is_test = name == "tests" || name.ends_with("_tests") || name == "testing";
            let is_rust = inside
                .extension()
                .is_some_and(|extension| extension == "rs");
            if !is_rust
                || is_test
                || module == ["main"]
                || module.iter().any(|folder| folder == "tests")
            {
                continue;
            }
            if name == "mod" || module == ["lib"] {
                module.pop();
            }
            let text = fs::read_to_string(&file).expect("a source file");
            let parsed = syn::parse_file(&text).expect("Rust");
            if is_for_tests(&parsed.attrs) {
                continue;
            }
            let mut source = Source {
                file: inside.to_owned(),
                ..Source::default()
            };
            Paths {
                source: &mut source,
                depth: 0,
            }
            .visit_file(&parsed);
            sources.insert(module, source);
        }
    }
    sources
}

/// The module that defines what `path`, written in `module`, stands for; `None` for what is not the library's.
fn defining(
    sources: &BTreeMap<ModulePath, Source>,
    module: &[String],
    path: &[String],
    hops: usize,
) -> Option<ModulePath> {
    let mut rest = path;
    let mut at: ModulePath = match path.first()?.as_str() {
        "crate" => Vec::new(),
        "self" | "super" => module.to_vec(),
        first => {
            let child = [module, &[first.to_owned()]].concat();
            if !sources.contains_key(&child) {
                return None;
            }
            module.to_vec()
        }
    };
    while let Some(first) = rest
        .first()
        .filter(|name| ["crate", "self", "super"].contains(&name.as_str()))
    {
        if first == "super" {
            at.pop();
        }
        rest = &rest[1..];
    }
    while let Some(name) = rest.first() {
        let child = [at.as_slice(), std::slice::from_ref(name)].concat();
        if sources.contains_key(&child) {
            at = child;
            rest = &rest[1..];
            continue;
        }
        let behind = sources.get(&at)?.reexports.get(name);
        if let Some(behind) = behind.filter(|_| hops > 0)
            && let Some(found) = defining(sources, &at, behind, hops - 1)
        {
            return Some(found);
        }
        break;
    }
    Some(at)
}

/// Which modules each module imports from.
fn imports(sources: &BTreeMap<ModulePath, Source>) -> BTreeMap<&ModulePath, BTreeSet<ModulePath>> {
    let of_one = |(module, source): (&ModulePath, &Source)| -> BTreeSet<ModulePath> {
        let found = source
            .paths
            .iter()
            .filter_map(|path| defining(sources, module, path, 8));
        found.filter(|other| other != module).collect()
    };
    sources.iter().map(|one| (one.0, of_one(one))).collect()
}

/// The folders of the floors table, top floor first, with those that each may import from.
fn floors() -> Vec<(String, BTreeSet<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md");
    let text = fs::read_to_string(path).expect("ARCHITECTURE.md");
    let names = |cell: &str| -> Vec<String> {
        cell.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    };
    let mut floors: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [folder, _, imports] = cells[..] else {
            continue;
        };
        let Some(folder) = folder
            .strip_prefix("`src/")
            .and_then(|name| name.strip_suffix('`'))
        else {
            continue;
        };
        let above: BTreeSet<String> = floors.iter().map(|(name, _)| name.clone()).collect();
        let allowed = match imports {
            "everything above" => above,
            "nothing" => BTreeSet::new(),
            _ => {
                let named: BTreeSet<String> = names(imports).into_iter().collect();
                assert!(
                    !named.is_empty() && named.is_subset(&above),
                    "{folder}: {imports}: name folders above it"
                );
                named
            }
        };
        floors.push((folder.to_owned(), allowed));
    }
    floors
}

#[test]
fn folders_import_only_what_the_floors_allow() {
    let floors: BTreeMap<String, BTreeSet<String>> = floors().into_iter().collect();
    assert!(floors.len() > 10, "{floors:?}");
    let sources = sources();
    let mut forbidden = BTreeSet::new();
    for (module, others) in imports(&sources) {
        let Some(folder) = module.first() else {
            continue;
        };
        let Some(allowed) = floors.get(folder) else {
            panic!("src/{folder} has no row in the floors of ARCHITECTURE.md");
        };
        for other in others.iter().filter_map(|other| other.first()) {
            if other != folder && !allowed.contains(other) {
                forbidden.insert(format!(
                    "{} imports from {other}",
                    sources[module].file.display()
                ));
            }
        }
    }
    assert!(
        forbidden.is_empty(),
        "{forbidden:#?}\nThe floors in ARCHITECTURE.md do not allow this."
    );
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let sources = sources();
    let imports = imports(&sources);
    let reached = |start: &ModulePath| {
        let mut found: BTreeSet<ModulePath> = BTreeSet::new();
        let mut open: Vec<&ModulePath> = vec![start];
        while let Some(module) = open.pop() {
            for other in imports.get(module).into_iter().flatten() {
                if found.insert(other.clone()) {
                    open.push(other);
                }
            }
        }
        found
    };
    let all: BTreeMap<&ModulePath, BTreeSet<ModulePath>> = sources
        .keys()
        .map(|module| (module, reached(module)))
        .collect();
    let mut circles = BTreeSet::new();
    for (module, beyond) in all
        .iter()
        .filter(|(module, beyond)| beyond.contains(**module))
    {
        let circle = beyond.iter().filter(|other| all[other].contains(*module));
        let files: Vec<String> = circle
            .map(|other| sources[other].file.display().to_string())
            .collect();
        circles.insert(files);
    }
    assert!(
        circles.is_empty(),
        "{} circles: {circles:#?}",
        circles.len()
    );
}

/// Every file of `src` with what stands in it before its tests, without comments; files of tests alone are left out.
fn code() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let without_tests = |source: Source| {
        let name = source.file.file_stem()?.to_str()?.to_owned();
        let is_for_tests = name.ends_with("tests") || name == "conformance";
        let text = fs::read_to_string(root.join(&source.file)).ok()?;
        let code = text.split("\n#[cfg(test)]\nmod ").next()?;
        let lines = code
            .lines()
            .map(|line| match line.trim_start().starts_with("//") {
                true => "",
                false => line,
            });
        let code = lines.collect::<Vec<_>>().join("\n");
        (!is_for_tests).then_some((source.file, code))
    };
    sources().into_values().filter_map(without_tests).collect()
}

/// Names that formats, options and columns have are no words of a language, so lists of them stand in the code of these
/// folders; `porter.rs` is an algorithm for English, as it was published; `model.rs` has the names of what the file of
/// the Thai model weighs.
const NAMES_ALLOWED: [&str; 5] = [
    "format/",
    "report/",
    "cli/",
    "score/porter.rs",
    "segment/thai/model.rs",
];

#[test]
fn words_of_languages_are_data() {
    let list = regex::Regex::new(r#"(?:"[^"\\\n]{1,40}"\s*[,|]\s*){5,}"#).unwrap();
    let word = regex::Regex::new(r#""[^"\d_]*\p{L}[^"\d_]*""#).unwrap();
    let alternatives = regex::Regex::new(r#"r#?"[^"\n]*(?:\p{L}{2,}\|){3}"#).unwrap();
    let mut found = Vec::new();
    for (file, code) in code() {
        let shown = file.display().to_string();
        if NAMES_ALLOWED
            .iter()
            .any(|allowed| shown.starts_with(allowed))
        {
            continue;
        }
        let lists = list
            .find_iter(&code)
            .filter(|list| word.find_iter(list.as_str()).count() >= 5);
        for place in lists.chain(alternatives.find_iter(&code)) {
            let line = code[..place.start()].lines().count();
            found.push(format!("{shown}:{line}: {}", place.as_str()));
        }
    }
    assert!(
        found.is_empty(),
        "move these to src/languages/data:\n{}",
        found.join("\n")
    );
}

#[test]
fn no_line_of_code_is_too_long_to_read() {
    let mut found = Vec::new();
    for (file, code) in code() {
        for (at, line) in code.lines().enumerate() {
            if line.chars().count() > 160 {
                found.push(format!("{}:{}", file.display(), at + 1));
            }
        }
    }
    assert!(found.is_empty(), "over 160 columns:\n{}", found.join("\n"));
}

#[test]
fn a_language_is_one_file_and_one_line() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/languages");
    let registry = fs::read_to_string(root.join("registry.rs")).unwrap();
    let files = fs::read_dir(root.join("data")).unwrap();
    let mut tags: Vec<String> = files
        .map(|file| {
            file.unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    tags.sort();
    assert!(tags.len() > 80, "{tags:?}");
    for tag in tags {
        let line = format!("data!(\"{tag}\")");
        let lines = registry.lines().filter(|known| known.contains(&line));
        assert_eq!(lines.count(), 1, "{tag}: a line of registry.rs");
    }
}
