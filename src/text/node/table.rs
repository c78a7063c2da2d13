//! A table of the tree: keys and values in text order, with fast lookup by name.

use super::{Key, Node};

/// Tables up to this size are searched linearly.
const FEW: usize = 8;

/// The entries of a table in text order.
#[derive(Clone, Debug, Default)]
pub struct Table {
    entries: Vec<(Key, Node)>,
    /// Above [`FEW`] entries: positions sorted by name.
    by_name: Vec<u32>,
}

impl Table {
    /// Returns the value of a key.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.entry(name).map(|(_, node)| node)
    }

    /// Returns the value of a key for changes.
    #[must_use]
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Node> {
        self.position(name).map(|position| &mut self.entries[position].1)
    }

    /// Returns key and value of a name.
    #[must_use]
    pub fn entry(&self, name: &str) -> Option<&(Key, Node)> {
        self.position(name).map(|position| &self.entries[position])
    }

    /// Removes a key and returns it with its value.
    pub fn remove(&mut self, name: &str) -> Option<(Key, Node)> {
        let position = self.position(name)?;
        let taken = self.entries.remove(position);
        self.extend([]);
        Some(taken)
    }

    /// Replaces the value of an existing key, and the key's place.
    ///
    /// # Errors
    /// Returns key and value if there is no such key.
    pub fn replace(&mut self, key: Key, node: Node) -> Result<(), (Key, Node)> {
        match self.position(&key.name) {
            Some(position) => {
                self.entries[position] = (key, node);
                Ok(())
            }
            None => Err((key, node)),
        }
    }

    /// Returns keys and values in text order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &(Key, Node)> {
        self.entries.iter()
    }

    /// Returns the number of keys.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns whether there are no keys.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn position(&self, name: &str) -> Option<usize> {
        if self.by_name.is_empty() {
            return self.entries.iter().position(|(key, _)| key.name == name);
        }
        let name_at = |position: u32| self.entries[position as usize].0.name.as_str();
        let first = self.by_name.partition_point(|position| name_at(*position) < name);
        let position = *self.by_name.get(first)?;
        (name_at(position) == name).then_some(position as usize)
    }
}

/// Appends entries; of two with the same name, lookup finds the first.
impl Extend<(Key, Node)> for Table {
    fn extend<I: IntoIterator<Item = (Key, Node)>>(&mut self, entries: I) {
        self.entries.extend(entries);
        self.by_name.clear();
        if self.entries.len() > FEW {
            let count = u32::try_from(self.entries.len()).expect("a text of less than 4 GB has fewer than 2^32 keys");
            self.by_name.extend(0..count);
            self.by_name.sort_by_key(|position| self.entries[*position as usize].0.name.as_str());
        }
    }
}

impl IntoIterator for Table {
    type Item = (Key, Node);
    type IntoIter = std::vec::IntoIter<(Key, Node)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl FromIterator<(Key, Node)> for Table {
    fn from_iter<I: IntoIterator<Item = (Key, Node)>>(entries: I) -> Self {
        let mut table = Self::default();
        table.extend(entries);
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Place, Sources, Value};

    #[test]
    fn finds_the_first_of_a_name_among_few_and_many() {
        let source = Sources::default().add("t.toml", "");
        let place = |start| Place { source, start, end: start };
        let entry = |number: u32, name: String| {
            (Key { name, place: place(number) }, Node::new(place(number), Value::Integer(i64::from(number))))
        };
        for count in [1, FEW, FEW + 1, 1000] {
            let count = u32::try_from(count).unwrap();
            // Every name twice, and not in the order of the alphabet.
            let name = |number: u32| format!("n{}", number * 7919 % count);
            let mut table: Table = (0..count).map(|number| entry(number, name(number))).collect();
            table.extend((0..count).map(|number| entry(count + number, name(number))));
            for number in 0..count {
                assert_eq!(table.entry(&name(number)).unwrap().0.place.start, number);
            }
            let (key, node) = table.remove(&name(0)).unwrap();
            assert!((key.place.start, table.len()) == (0, 2 * count as usize - 1));
            assert!(table.entry(&name(0)).unwrap().0.place.start == count, "the second is left");
            assert!(table.replace(key, node).is_ok() && table.entry(&name(0)).unwrap().0.place.start == 0);
            table.extend([entry(9, "n".to_owned())]);
            table.remove("n");
            assert!(table.get("n").is_none() && table.get("o").is_none() && table.get("").is_none());
            assert_eq!(table.len(), 2 * count as usize - 1);
        }
    }
}
