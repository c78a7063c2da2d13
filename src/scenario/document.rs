//! Sorts the top of a file into kinds and entries: their names, groups and defaults.

use crate::reading::RowLayers;
use crate::text::{Code, Key, KeySpec, Node, Place, Problem, Problems, Reader, Table, Value};

/// A named entry and the tables that describe it, nearest first.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    pub(super) name: &'a str,
    pub(super) group: Option<&'a str>,
    pub(super) place: Place,
    layers: Vec<&'a Table>,
}

impl<'a> Entry<'a> {
    /// Returns whether there are keys to read. An entry that is not a table only has its name known, so that references
    /// to it are not reported too.
    pub(super) fn is_table(&self) -> bool {
        !self.layers.is_empty()
    }

    /// Returns the tables of the entry.
    pub(super) fn row(&self, kind: &str, keys: &'static [KeySpec]) -> RowLayers<'a> {
        let path = format!("{kind}.{}", self.name);
        RowLayers { path, place: self.place, layers: self.layers.clone(), alone: true, keys }
    }

    /// Returns a reader of the entry that takes these keys and those of every entry.
    pub(super) fn reader(&self, kind: &str, keys: &'static [KeySpec]) -> Reader<'a> {
        self.row(kind, keys).reader().of_entry()
    }
}

/// Reports a missing or unknown language version.
pub(super) fn version(root: &Table, start: Place, problems: &mut Problems) {
    match root.get("haitao") {
        Some(node) if node.as_text() == Some("1") => {}
        Some(node) => {
            let cause = format!("this program supports version \"1\" of the language, not {}", node.shown());
            problems.push(Problem::new(Code::LanguageVersion, node.place, cause).help("write `haitao = \"1\"`"));
        }
        None => {
            let cause = "the file does not state its language version";
            problems
                .push(Problem::new(Code::LanguageVersion, start, cause).help("begin the file with `haitao = \"1\"`"));
        }
    }
}

/// The names that may be at the top of a file.
#[derive(Clone, Debug)]
pub(super) struct Kinds {
    /// The keys of the file itself.
    pub(super) own: Vec<&'static str>,
    /// The kinds whose entries have names, groups and a default.
    pub(super) entries: Vec<&'static str>,
    /// The kinds of rows, which have a default.
    pub(super) rows: Vec<&'static str>,
}

/// A file's tables by kind.
#[derive(Debug)]
pub(super) struct Document<'a> {
    root: &'a Table,
}

impl<'a> Document<'a> {
    /// Sorts a file; reports unknown kinds.
    pub(super) fn new(root: &'a Table, of: &Kinds, problems: &mut Problems) -> Self {
        let kinds = [&of.entries[..], &of.rows].concat();
        let mut known: Vec<String> = of.own.iter().chain(&kinds).map(|name| (*name).to_owned()).collect();
        known.push("default".to_owned());
        known.extend(of.entries.iter().map(|kind| format!("{kind}_group")));
        for (key, _) in root.iter() {
            if !known.contains(&key.name) {
                let problem = Problem::new(Code::UnknownKind, key.place, format!("there is no kind `{}`", key.name));
                problems.push(problem.suggest(&key.name, known.iter().map(String::as_str)));
            }
        }
        for (key, node) in root.iter() {
            let grouped = key.name.ends_with("_group") && known.contains(&key.name);
            if (key.name == "default" || grouped) && node.as_table().is_none() {
                problems.push(not_a_table(key, node));
            }
            for (key, node) in node.as_table().filter(|_| grouped).into_iter().flat_map(Table::iter) {
                match node.as_table() {
                    Some(table) => refuse_own_keys(table, "group", problems),
                    None => problems.push(not_a_table(key, node)),
                }
            }
        }
        if let Some(defaults) = root.get("default").and_then(Node::as_table) {
            for (key, node) in defaults.iter() {
                if !kinds.contains(&key.name.as_str()) {
                    let problem =
                        Problem::new(Code::UnknownKind, key.place, format!("there is no kind `{}`", key.name));
                    problems.push(problem.suggest(&key.name, kinds.iter().copied()));
                    continue;
                }
                match node.as_table() {
                    // Rows reject these keys themselves.
                    Some(table) if of.entries.contains(&key.name.as_str()) => {
                        refuse_own_keys(table, "default", problems);
                    }
                    Some(_) => {}
                    None => problems.push(not_a_table(key, node)),
                }
            }
        }
        Self { root }
    }

    /// Returns a string at the top of the file; reports any other value.
    pub(super) fn text(&self, key: &str, problems: &mut Problems) -> Option<&'a Node> {
        let node = self.root.get(key)?;
        if node.as_text().is_none_or(str::is_empty) {
            let cause = format!("`{key}` must be a string, not {}", node.shown());
            problems.push(Problem::new(Code::WrongType, node.place, cause));
        }
        Some(node)
    }

    /// Returns the value of a key at the top of the file.
    pub(super) fn top(&self, key: &str) -> Option<&'a Node> {
        self.root.get(key)
    }

    /// Returns a key at the top of the file, with its place.
    pub(super) fn entry(&self, key: &str) -> Option<&'a (Key, Node)> {
        self.root.entry(key)
    }

    /// Returns the default of a kind.
    pub(super) fn default(&self, kind: &str) -> Option<&'a Table> {
        self.root.get("default")?.as_table()?.get(kind)?.as_table()
    }

    /// Returns the table of a kind; reports any other value.
    pub(super) fn table(&self, kind: &str, problems: &mut Problems) -> Option<&'a Table> {
        let (key, node) = self.root.entry(kind)?;
        if node.as_table().is_none() {
            problems.push(not_a_table(key, node));
        }
        node.as_table()
    }

    /// Returns the names of a kind's groups.
    pub(super) fn groups(&self, kind: &str) -> Vec<&'a str> {
        let table = self.root.get(&format!("{kind}_group")).and_then(Node::as_table);
        table.into_iter().flat_map(Table::iter).map(|(key, _)| key.name.as_str()).collect()
    }

    /// Returns the enabled entries of a kind, by name.
    pub(super) fn entries(&self, kind: &str, problems: &mut Problems) -> Vec<Entry<'a>> {
        let groups = self.root.get(&format!("{kind}_group")).and_then(Node::as_table);
        let mut entries = Vec::new();
        for (key, node) in self.table(kind, problems).into_iter().flat_map(Table::iter) {
            check_name(key, problems);
            let Some(own) = node.as_table() else {
                problems.push(not_a_table(key, node));
                entries.push(Entry { name: &key.name, group: None, place: key.place, layers: Vec::new() });
                continue;
            };
            if !enabled(own, problems) {
                continue;
            }
            let (mut layers, mut group) = (vec![own], None);
            if let Some(node) = own.get("group") {
                match (node.as_text(), node.as_text().and_then(|name| groups?.get(name))) {
                    (Some(name), Some(found)) => {
                        layers.extend(found.as_table());
                        group = Some(name);
                    }
                    (Some(name), None) => problems.push(
                        Problem::new(Code::UnknownGroup, node.place, format!("there is no `{kind}_group.{name}`"))
                            .help(format!("declare it with `[{kind}_group.{name}]`; its keys apply to every member, and it may be empty"))
                            .suggest(name, self.groups(kind)),
                    ),
                    (None, _) => {
                        let cause = format!("expected the name of a group, not {}", node.type_name());
                        problems.push(Problem::new(Code::WrongType, node.place, cause));
                    }
                }
            }
            if let Some(node) = own.get("label").filter(|node| node.as_text().is_none()) {
                let cause = format!("`label` must be a string, not {}", node.type_name());
                problems.push(Problem::new(Code::WrongType, node.place, cause));
            }
            layers.extend(self.default(kind));
            entries.push(Entry { name: &key.name, group, place: key.place, layers });
        }
        entries.sort_by_key(|entry| entry.name);
        entries
    }
}

/// Reports keys that only an entry itself can have.
fn refuse_own_keys(table: &Table, of: &str, problems: &mut Problems) {
    for (key, _) in ["group", "enabled"].into_iter().filter_map(|name| table.entry(name)) {
        let cause = format!("`{}` has no effect in a {of}", key.name);
        problems.push(Problem::new(Code::UnknownKey, key.place, cause).help("write it in the entries themselves"));
    }
}

fn enabled(own: &Table, problems: &mut Problems) -> bool {
    match own.get("enabled") {
        None => true,
        Some(node) => {
            if let Value::Bool(enabled) = node.value {
                return enabled;
            }
            problems.push(Problem::new(
                Code::WrongType,
                node.place,
                format!("`enabled` must be true or false, not {}", node.shown()),
            ));
            true
        }
    }
}

pub(super) fn not_a_table(key: &Key, node: &Node) -> Problem {
    Problem::new(
        Code::WrongType,
        node.place,
        format!("`{}` must be a table of keys, not {}", key.name, node.type_name()),
    )
}

pub(super) fn check_name(key: &Key, problems: &mut Problems) {
    if key.name.is_empty() || key.name == "all" || key.name.contains(['.', '*', ':']) {
        let problem = Problem::new(Code::BadName, key.place, format!("`{}` cannot be the name of an entry", key.name));
        problems.push(problem.help("a name must not be empty or `all`, or contain a dot, star or colon"));
    }
}
