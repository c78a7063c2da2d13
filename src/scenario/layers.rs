//! The layers of a scenario: the file that it extends, the file itself, one of its variants, and overridden values,
//! each applied on top of the previous ones.

mod merge;
mod paths;
mod sets;

use super::data_files::unreadable;
use super::document::{check_name, not_a_table, version};
use super::tables::{self, Tables};
use crate::text::{Code, Place, Problem, Problems, SourceId, Sources, Table, parse};
use std::path::{Path, PathBuf};

/// Changes applied to a scenario file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// The name of the variant.
    pub variant: Option<String>,
    /// Values by path, such as `run.horizon=90 d`; for equal paths the last applies.
    pub sets: Vec<String>,
}

/// The origin of a layer. Each kind may add less than the previous one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    File,
    Variant,
    Set,
}

/// A layer.
#[derive(Debug)]
struct Layer {
    kind: Kind,
    source: SourceId,
    root: Table,
}

/// The layers of a scenario, the lowest first.
#[derive(Debug)]
pub(super) struct Layers {
    list: Vec<Layer>,
    /// The start of the scenario file.
    pub(super) top: Place,
    /// The folders in which data files are looked for.
    pub(super) dirs: Vec<PathBuf>,
    /// Name and text of the scenario files, the scenario's own first.
    pub(super) texts: Vec<(String, String)>,
}

/// Reads every layer.
pub(super) fn gather(
    name: &str,
    text: &str,
    dir: &Path,
    overrides: &Overrides,
    sources: &mut Sources,
    problems: &mut Problems,
) -> Layers {
    let source = sources.add(name, text);
    let top = start(source, text);
    let mut layers =
        Layers { list: Vec::new(), top, dirs: vec![dir.to_owned()], texts: vec![(name.to_owned(), text.to_owned())] };
    let mut root = file(source, text, problems);
    let mut extends = root.remove("extends");
    let variants = root.remove("variant");
    layers.list.push(Layer { kind: Kind::File, source, root });
    let first = extends.as_ref().map(|(_, node)| node.place);
    let mut chain = vec![canonical(Path::new(name))];
    while let Some((_, node)) = extends {
        let Some(base) = node.as_text() else {
            let cause = format!("`extends` must be the name of a scenario file, not {}", node.type_name());
            problems
                .push(Problem::new(Code::WrongType, node.place, cause).help("for instance `extends = \"base.toml\"`"));
            break;
        };
        let path = layers.dirs[layers.dirs.len() - 1].join(base);
        if chain.contains(&canonical(&path)) {
            let cause = format!("this leads back to `{base}`, in a cycle");
            let help = "a chain of `extends` must end at a scenario without `extends`";
            let place = first.unwrap_or(node.place);
            problems.push(Problem::new(Code::ExtendsLoop, place, cause).help(help));
            problems.hide();
            break;
        }
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                let (code, cause) = unreadable(base, &error);
                problems.push(Problem::new(code, node.place, cause));
                problems.hide();
                break;
            }
        };
        let source = sources.add(path.display().to_string(), &*text);
        let mut root = file(source, &text, problems);
        extends = root.remove("extends");
        root.remove("variant");
        chain.push(canonical(&path));
        layers.dirs.push(path.parent().unwrap_or(Path::new(".")).to_owned());
        layers.list.insert(0, Layer { kind: Kind::File, source, root });
        layers.texts.push((path.display().to_string(), text));
    }
    if let Some(wanted) = &overrides.variant {
        let table = variants.as_ref().and_then(|(_, node)| node.as_table());
        match table.and_then(|table| table.get(wanted)) {
            Some(node) => layers.list.extend(variant(source, node.as_table(), problems)),
            None => {
                let cause = format!("{name} has no variant `{wanted}`");
                let known = table.into_iter().flat_map(Table::iter).map(|(key, _)| key.name.as_str());
                problems.push(Problem::nowhere(Code::UnknownName, cause).suggest(wanted, known));
            }
        }
    }
    if let Some((key, node)) = &variants {
        names(key, node, problems);
    }
    layers.list.extend(overrides.sets.iter().filter_map(|set| sets::read(set, sources, problems)));
    layers
}

/// Returns the names of the variants in a text.
pub(super) fn variants(name: &str, text: &str, sources: &mut Sources, problems: &mut Problems) -> Vec<String> {
    let source = sources.add(name, text);
    let root = parse(source, text, problems);
    root.entry("variant").map_or_else(Vec::new, |(key, node)| names(key, node, problems))
}

fn names(key: &crate::text::Key, node: &crate::text::Node, problems: &mut Problems) -> Vec<String> {
    let Some(table) = node.as_table() else {
        problems.push(not_a_table(key, node));
        return Vec::new();
    };
    for (key, node) in table.iter() {
        check_name(key, problems);
        if node.as_table().is_none() {
            problems.push(not_a_table(key, node));
        }
    }
    table.iter().map(|(key, _)| key.name.clone()).collect()
}

fn file(source: SourceId, text: &str, problems: &mut Problems) -> Table {
    let root = parse(source, text, problems);
    version(&root, start(source, text), problems);
    root
}

fn start(source: SourceId, text: &str) -> Place {
    Place { source, start: 0, end: u32::from(!text.is_empty()) }
}

fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn variant(source: SourceId, table: Option<&Table>, problems: &mut Problems) -> Option<Layer> {
    let mut root = table?.clone();
    for own in ["haitao", "extends", "variant"] {
        if let Some((key, _)) = root.remove(own) {
            let problem = Problem::new(Code::UnknownKey, key.place, format!("`{own}` has no effect in a variant"));
            problems.push(problem.help("write it at the top of the file, for all variants"));
        }
    }
    Some(Layer { kind: Kind::Variant, source, root })
}

/// Merges the layers into one tree, with the rows of their data files.
///
/// For each kind in `[tables]`, the files of the highest layer are read, into that layer.
pub(super) fn merge(
    layers: Layers,
    files: tables::Files<'_>,
    sources: &mut Sources,
    problems: &mut Problems,
) -> (Table, Tables) {
    let mut list = layers.list;
    let mut read = Tables::default();
    let mut named: Vec<String> = Vec::new();
    for layer in list.iter_mut().rev() {
        if let Some(own) = layer.root.get_mut("tables").and_then(|node| node.as_table_mut()) {
            for kind in &named {
                own.remove(kind);
            }
            named.extend(own.iter().map(|(key, _)| key.name.clone()));
        }
        read.join(tables::merge(&mut layer.root, files, sources, problems));
    }
    let mut list = list.into_iter();
    let mut root = list.next().map_or_else(Table::default, |layer| layer.root);
    let mut added = Vec::new();
    for mut layer in list {
        let new = paths::added(&root, &layer);
        if layer.kind == Kind::Set {
            for new in &new {
                new.refuse(&mut layer.root, &root, problems);
            }
        } else {
            added.extend(new);
        }
        merge::over(&mut root, layer.root, sources);
    }
    paths::refuse_unreferred(&mut root, added, problems);
    (root, read)
}
