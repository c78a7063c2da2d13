//! What a file uses, followed through re-exports to the file that defines it.

use super::source::Source;
use std::collections::{BTreeMap, BTreeSet};

/// Keywords that define an item.
const KEYWORDS: [&str; 9] = ["struct", "enum", "union", "trait", "fn", "const", "static", "type", "macro_rules"];

/// One name that a `use` brings into a module.
struct Import {
    /// Its name there; `*` is everything.
    name: String,
    /// Its path from the root of the crate; a name of another crate resolves to nothing.
    path: Vec<String>,
}

/// A file with its parsed code.
struct Module {
    file: usize,
    imports: Vec<Import>,
    defined: BTreeSet<String>,
}

/// All files, by the path of their module.
pub(super) struct Files<'a> {
    sources: &'a [Source],
    modules: BTreeMap<Vec<String>, Module>,
}

impl<'a> Files<'a> {
    pub(super) fn new(sources: &'a [Source]) -> Self {
        let paths: BTreeSet<Vec<String>> = sources.iter().map(path_of).collect();
        let module = |(file, source): (usize, &Source)| {
            let (path, code) = (path_of(source), source.untested());
            let imports = imports(&code, &path, &paths);
            (path, Module { file, imports, defined: defined(&code) })
        };
        Self { sources, modules: sources.iter().enumerate().map(module).collect() }
    }

    /// Returns the files that define what a file uses, not counting its tests.
    pub(super) fn used(&self, file: usize) -> BTreeSet<usize> {
        let source = &self.sources[file];
        let me = path_of(source);
        let mut used = BTreeSet::new();
        let mut uses = |path: &[String]| used.extend(self.definition(path, 0));
        let code = source.untested();
        source.untested_paths().iter().for_each(|(_, path)| uses(path));
        // A register names its inner modules through a macro.
        for inner in after(&code, "mod") {
            let path = [&me[..], &[inner]].concat();
            if self.modules.contains_key(&path) {
                uses(&path);
            }
        }
        for import in &self.modules[&me].imports {
            uses(&import.path);
            // Items used through the name of a module: `kpi::REVENUE`.
            if self.modules.contains_key(&import.path) {
                for item in behind(&code, &import.name) {
                    uses(&[&import.path[..], &[item]].concat());
                }
            }
        }
        used.remove(&file);
        used
    }

    /// Returns whether a file is a module within another.
    pub(super) fn is_within(&self, inner: usize, outer: usize) -> bool {
        path_of(&self.sources[inner]).starts_with(&path_of(&self.sources[outer]))
    }

    /// Returns the file that defines what a path names.
    fn definition(&self, path: &[String], depth: usize) -> Option<usize> {
        let known = (0..=path.len()).rev().find(|end| self.modules.contains_key(&path[..*end]))?;
        let module = &self.modules[&path[..known]];
        let Some(name) = path.get(known).filter(|name| *name != "*") else { return Some(module.file) };
        if module.defined.contains(name) || depth > 16 {
            return Some(module.file);
        }
        let rest = &path[known + 1..];
        let named = module.imports.iter().find(|import| import.name == *name);
        if let Some(import) = named {
            return self.definition(&[&import.path[..], rest].concat(), depth + 1);
        }
        let globs = module.imports.iter().filter(|import| import.name == "*");
        let whole = globs.filter_map(|import| {
            let inner = &import.path[..import.path.len() - 1];
            let at = self.modules.get(inner)?;
            let has = at.defined.contains(name) || at.imports.iter().any(|import| import.name == *name);
            has.then(|| self.definition(&[inner, std::slice::from_ref(name)].concat(), depth + 1))?
        });
        // Items that a macro defines, and fields of items defined here, are in this file.
        Some(whole.into_iter().next().unwrap_or(module.file))
    }
}

/// Returns the path of a module; empty for the root.
fn path_of(source: &Source) -> Vec<String> {
    let path = source.module();
    if path == ["lib"] { Vec::new() } else { path }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Returns the positions of a whole word.
fn places<'t>(code: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    code.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let (before, after) = (code[..*at].chars().next_back(), code[at + word.len()..].chars().next());
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

/// Returns every name that follows `name::`.
fn behind(code: &str, name: &str) -> Vec<String> {
    let free = places(code, name).filter(|at| !code[..*at].ends_with(':'));
    let after = free.filter_map(|at| code[at + name.len()..].strip_prefix("::"));
    after
        .map(|rest| rest.chars().take_while(|c| is_word(*c)).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Returns the name after every keyword of this kind.
fn after<'t>(code: &'t str, keyword: &'t str) -> impl Iterator<Item = String> + 't {
    places(code, keyword).map(move |at| {
        let rest = code[at + keyword.len()..].trim_start_matches(['!', ' ']);
        rest.chars().take_while(|c| is_word(*c)).collect()
    })
}

/// Returns the names that a file defines, at any level.
fn defined(code: &str) -> BTreeSet<String> {
    KEYWORDS.into_iter().flat_map(|keyword| after(code, keyword)).collect()
}

/// Returns the names that the `use` lines of a module import.
fn imports(code: &str, module: &[String], modules: &BTreeSet<Vec<String>>) -> Vec<Import> {
    let mut found = Vec::new();
    for at in places(code, "use") {
        let Some((tree, _)) = code[at + 3..].split_once(';') else { continue };
        let tree: String = tree.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut flat = Vec::new();
        unfold(&tree, "", &mut flat);
        for path in flat {
            let (path, alias) = path.split_once(" as ").map_or((&*path, None), |(path, alias)| (path, Some(alias)));
            let words: Vec<&str> =
                path.split("::").map(str::trim).filter(|word| *word != "self" && !word.is_empty()).collect();
            let Some(last) = words.last() else { continue };
            let name = alias.unwrap_or(last).trim().to_owned();
            found
                .extend(from_root(&words, path.starts_with("self"), module, modules).map(|path| Import { name, path }));
        }
    }
    found
}

/// Expands `a::{b, c as d}` to `a::b` and `a::c as d`.
fn unfold(tree: &str, prefix: &str, found: &mut Vec<String>) {
    let Some((head, body)) = tree.split_once('{') else {
        found.push(format!("{prefix}{}", tree.trim()));
        return;
    };
    let prefix = format!("{prefix}{}", head.trim());
    let (mut depth, mut start) = (0, 0);
    let body = &body[..body.rfind('}').unwrap_or(body.len())];
    for (at, c) in body.char_indices().chain([(body.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if !body[start..at].trim().is_empty() {
                    unfold(&body[start..at], &prefix, found);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// Returns the path from the root of the crate; `None` if it leads into another crate.
fn from_root(words: &[&str], own: bool, module: &[String], modules: &BTreeSet<Vec<String>>) -> Option<Vec<String>> {
    let (mut path, mut rest) = match words[0] {
        "crate" => (Vec::new(), &words[1..]),
        "super" => (module.to_vec(), words),
        first => {
            let child = [module, &[first.to_owned()]].concat();
            if !own && !modules.contains(&child) {
                return None;
            }
            (module.to_vec(), words)
        }
    };
    while let Some(more) = rest.strip_prefix(&["super"]) {
        path.pop();
        rest = more;
    }
    path.extend(rest.iter().map(|word| (*word).to_owned()));
    Some(path)
}
