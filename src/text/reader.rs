//! A view of one entry of a scenario: its own table first, then its group's, then the default of its kind. It remembers
//! which keys were asked for, so that what nobody asked for can be refused by name.

use super::{Code, Key, Node, Place, Problem, Problems, Table};
use std::cell::RefCell;

/// Reads the keys of one entry, nearest table first.
#[derive(Debug)]
pub struct Reader<'a> {
    path: String,
    place: Place,
    layers: Vec<&'a Table>,
    /// How many of the layers are its own: keys of the others are somebody else's to refuse.
    own: usize,
    asked: RefCell<Vec<&'static str>>,
}

impl<'a> Reader<'a> {
    /// A reader of the entry `path` (as streams name it), whose header or value stands at `place`.
    #[must_use]
    pub fn new(path: impl Into<String>, place: Place, layers: Vec<&'a Table>) -> Self {
        let own = layers.len();
        Self { path: path.into(), place, layers, own, asked: RefCell::new(Vec::new()) }
    }

    /// The entry's path, for instance `lane.rotterdam-ningbo`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether there is any table to read.
    #[must_use]
    pub fn has_table(&self) -> bool {
        !self.layers.is_empty()
    }

    /// The path of one of its keys.
    #[must_use]
    pub fn path_of(&self, key: &str) -> String {
        format!("{}.{key}", self.path)
    }

    /// Where the entry stands.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place
    }

    /// The nearest value of a key.
    pub fn get(&self, key: &'static str) -> Option<&'a Node> {
        self.entry(key).map(|(_, node)| node)
    }

    /// The nearest key and value.
    pub fn entry(&self, key: &'static str) -> Option<&'a (Key, Node)> {
        self.ask(key);
        self.layers.iter().find_map(|table| table.entry(key))
    }

    /// A reader of the table under a key, layered as this one is; `None` if no layer has a table there.
    pub fn child(&self, key: &'static str) -> Option<Reader<'a>> {
        self.ask(key);
        let nodes: Vec<&Node> = self.layers.iter().filter_map(|table| table.get(key)).collect();
        let place = nodes.first()?.place;
        let layers: Vec<&Table> = nodes.iter().filter_map(|node| node.as_table()).collect();
        if layers.is_empty() { None } else { Some(Reader::new(self.path_of(key), place, layers)) }
    }

    /// Whether a table of its own has the key, not one that stands behind.
    #[must_use]
    pub fn has_own(&self, key: &str) -> bool {
        self.layers[..self.own].iter().any(|table| table.get(key).is_some())
    }

    /// The names of the rows under a key, in the order in which they are met, nearest table first.
    pub fn rows(&self, key: &'static str) -> Vec<&'a Key> {
        self.ask(key);
        let mut names: Vec<&Key> = Vec::new();
        let tables = self.layers.iter().filter_map(|table| table.get(key)?.as_table());
        for (name, _) in tables.flat_map(Table::iter) {
            if names.iter().all(|known| known.name != name.name) {
                names.push(name);
            }
        }
        names
    }

    /// A reader of the row `name` under a key, for one who may be called by any of `names`, the nearest first; behind the
    /// rows stands this entry itself. `None` if there is no row.
    pub fn row(&self, key: &'static str, name: &str, names: &[&str]) -> Option<Reader<'a>> {
        self.ask(key);
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
        Some(Reader { own, ..Reader::new(format!("{}.{key}.{name}", self.path), place, layers) })
    }

    /// Marks a key as known without reading it.
    pub fn ask(&self, key: &'static str) {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&key) {
            asked.push(key);
        }
    }

    /// Refuses every key of the entry's own table that nobody asked for.
    ///
    /// Defaults and groups are refused in the same words, at their own place; the same problem is kept once.
    pub fn finish(&self, problems: &mut Problems) {
        let asked = self.asked.borrow();
        for table in &self.layers[..self.own] {
            for (key, _) in table.iter() {
                if !asked.contains(&key.name.as_str()) {
                    let mut known = asked.clone();
                    known.sort_unstable();
                    problems.push(
                        Problem::new(Code::UnknownKey, key.place, format!("unknown key `{}`", key.name))
                            .suggest(&key.name, known),
                    );
                }
            }
        }
    }
}
