//! A view of one entry of a scenario: its own table first, then its group's, then its kind's default. It knows all
//! keys, so that unknown keys can be reported, and keys without effect with the key they need.

use super::key_spec::{KeySpec, OF_EVERY_ENTRY};
use super::{Code, Key, Node, Place, Problem, Problems, Shape, Table};

/// Reads the keys of one entry, nearest table first.
#[derive(Debug)]
pub struct Reader<'a> {
    path: String,
    place: Place,
    layers: Vec<&'a Table>,
    /// The number of layers that are the entry's own. Unknown keys in the other layers are reported elsewhere.
    own: usize,
    /// Whether the first layer applies to this entry alone.
    alone: bool,
    keys: &'static [KeySpec],
    /// The keys it takes in addition.
    also: &'static [KeySpec],
}

impl<'a> Reader<'a> {
    /// Returns a reader of the entry `path` (its name in streams), whose header or value is at `place` and which takes
    /// these keys.
    #[must_use]
    pub fn new(path: impl Into<String>, place: Place, layers: Vec<&'a Table>, keys: &'static [KeySpec]) -> Self {
        let own = layers.len();
        Self { path: path.into(), place, layers, own, alone: true, keys, also: &[] }
    }

    /// Accepts the keys of every entry as well.
    #[must_use]
    pub fn of_entry(self) -> Self {
        Self { also: OF_EVERY_ENTRY, ..self }
    }

    /// Sets whether the first table applies to this entry alone.
    #[must_use]
    pub fn alone(self, alone: bool) -> Self {
        Self { alone, ..self }
    }

    /// Returns the entry's path, for example `lane.rotterdam-ningbo`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns whether there is any table to read.
    #[must_use]
    pub fn has_table(&self) -> bool {
        !self.layers.is_empty()
    }

    /// Returns the path of one of its keys.
    #[must_use]
    pub fn path_of(&self, key: &str) -> String {
        format!("{}.{key}", self.path)
    }

    /// Returns the place of the entry.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place
    }

    /// Returns the nearest value of a key.
    pub fn get(&self, key: &'static str) -> Option<&'a Node> {
        self.entry(key).map(|(_, node)| node)
    }

    /// Returns the nearest key and value.
    pub fn entry(&self, key: &'static str) -> Option<&'a (Key, Node)> {
        let _ = self.spec(key);
        self.layers.iter().find_map(|table| table.entry(key))
    }

    /// Returns a reader of the table under a key, with the same layers; `None` if no layer has a table there.
    pub fn child(&self, key: &'static str) -> Option<Reader<'a>> {
        let keys = self.spec(key).keys();
        let nodes: Vec<&Node> = self.layers.iter().filter_map(|table| table.get(key)).collect();
        let place = nodes.first()?.place;
        let layers: Vec<&Table> = nodes.iter().filter_map(|node| node.as_table()).collect();
        if layers.is_empty() { None } else { Some(Reader::new(self.path_of(key), place, layers, keys)) }
    }

    /// Returns whether one of the entry's own tables has the key.
    #[must_use]
    pub fn has_own(&self, key: &str) -> bool {
        self.layers[..self.own].iter().any(|table| table.get(key).is_some())
    }

    /// Returns the names of the rows under a key, nearest table first.
    pub fn rows(&self, key: &'static str) -> Vec<&'a Key> {
        let _ = self.spec(key);
        let mut names: Vec<&Key> = Vec::new();
        let tables = self.layers.iter().filter_map(|table| table.get(key)?.as_table());
        for (name, _) in tables.flat_map(Table::iter) {
            if names.iter().all(|known| known.name != name.name) {
                names.push(name);
            }
        }
        names
    }

    /// Returns a reader of the row `name` under a key; the row may be written under any of `names`, the nearest first.
    /// Keys the row does not have are taken from this entry. `None` if there is no row.
    pub fn row(&self, key: &'static str, name: &str, names: &[&str]) -> Option<Reader<'a>> {
        let keys = self.spec(key).keys();
        let tables = || self.layers.iter().filter_map(|table| table.get(key)?.as_table());
        let mut place = None;
        let mut layers: Vec<&Table> = Vec::new();
        for called in names {
            for (key, node) in tables().filter_map(|table| table.entry(called)) {
                place = place.or(Some(key.place));
                layers.extend(node.as_table());
            }
        }
        let (place, own) = (place?, layers.len());
        layers.extend(&self.layers);
        let alone = names.first().is_some_and(|own| tables().any(|table| table.get(own).is_some()));
        Some(Reader { own, alone, ..Reader::new(format!("{}.{key}.{name}", self.path), place, layers, keys) })
    }

    /// Returns whether it takes a key: entries of other kinds may not.
    #[must_use]
    pub fn takes(&self, key: &str) -> bool {
        self.known().any(|spec| spec.name == key)
    }

    /// Returns what a key takes.
    ///
    /// # Panics
    /// In a build with debug assertions, if the key is not declared.
    fn spec(&self, key: &str) -> Shape {
        let found = self.known().find(|spec| spec.name == key);
        debug_assert!(found.is_some(), "`{key}` of `{}` is asked for, but no `KeySpec` declares it", self.path);
        found.map_or(Shape::Text, |spec| spec.shape)
    }

    fn known(&self) -> impl Iterator<Item = &'static KeySpec> {
        self.keys.iter().chain(self.also)
    }

    /// Reports every key of the entry's own table that is unknown, or that has no effect because the key it needs is
    /// missing.
    ///
    /// Unknown keys of defaults and groups are reported by the same words at their own place, and kept once. A key
    /// without effect is only reported if it applies to this entry alone: a shared one may have an effect elsewhere.
    pub fn finish(&self, problems: &mut Problems) {
        for (key, node) in self.layers[..self.own].iter().flat_map(|table| table.iter()) {
            if self.known().any(|spec| spec.name == key.name && matches!(spec.shape, Shape::Rows(..))) {
                refuse_no_rows(key, node, problems);
            }
            if !self.takes(&key.name) {
                let mut known: Vec<&str> = self.known().map(|spec| spec.name).collect();
                known.sort_unstable();
                let cause = format!("unknown key `{}`", key.name);
                problems.push(Problem::new(Code::UnknownKey, key.place, cause).suggest(&key.name, known));
            }
        }
        // If a required key is missing, keys that lack it are only consequences.
        if self.alone && !problems.has(Code::MissingKey, self.place) {
            self.report_without_effect(problems);
        }
    }

    fn report_without_effect(&self, problems: &mut Problems) {
        let Some(own) = self.layers.first().filter(|_| self.own > 0) else { return };
        for (key, _) in own.iter() {
            let Some(spec) = self.keys.iter().find(|spec| spec.name == key.name && !spec.needs.is_empty()) else {
                continue;
            };
            if spec.needs.iter().any(|needed| self.says(needed, spec.beside)) {
                continue;
            }
            let needed: Vec<String> = spec.needs.iter().map(|name| format!("`{name}`")).collect();
            let needed = needed.join(" or ");
            let cause = format!("`{}` has no effect without {needed}", key.name);
            let problem = Problem::new(Code::KeyWithoutEffect, key.place, cause);
            problems.push(problem.help(format!("add {needed}, or leave `{}` out", key.name)));
        }
    }

    /// Returns whether a key is given for this entry: in its own tables, in those after them, or in the rows within it.
    fn says(&self, key: &str, beside: bool) -> bool {
        let layers = if beside { &self.layers[..self.own] } else { &self.layers[..] };
        let rows = self.keys.iter().filter(|spec| matches!(spec.shape, Shape::Rows(..)));
        let rows = rows.flat_map(|rows| layers.iter().filter_map(|table| table.get(rows.name)?.as_table()));
        let within = rows.flat_map(Table::iter).filter_map(|(_, row)| row.as_table());
        layers.iter().copied().chain(within).any(|table| table.get(key).is_some())
    }
}

/// Reports a value in place of a table of rows, or in place of a row.
fn refuse_no_rows(key: &Key, node: &Node, problems: &mut Problems) {
    let rows = node.as_table().into_iter().flat_map(Table::iter).map(|(key, row)| (key, row));
    for (key, node) in std::iter::once((key, node)).chain(rows).filter(|(_, node)| node.as_table().is_none()) {
        let cause = format!("`{}` must be a table of keys, not {}", key.name, node.type_name());
        problems.push(Problem::new(Code::WrongType, node.place, cause));
    }
}
