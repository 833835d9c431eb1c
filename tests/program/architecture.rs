//! The layout is the architecture: every import between the folders of `src` is one that the table of floors in
//! ARCHITECTURE.md allows, and no files import each other in a circle.

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
