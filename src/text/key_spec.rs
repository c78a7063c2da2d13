//! The specification of a key: its name, what it takes, its default, and the keys it needs. Specs are declared next to
//! the code that reads the keys; a [`Reader`](super::Reader) only reads declared keys.

mod shape;

pub use shape::{Measure, Shape, words_of};

/// The specification of a key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KeySpec {
    /// The key's name.
    pub name: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// Its default.
    pub built_in: BuiltIn,
    /// Keys it needs: without at least one of them it has no effect.
    pub needs: &'static [&'static str],
    /// Whether the needed key must be in the same table rather than in a group or default.
    pub beside: bool,
    /// Its meaning, in one sentence.
    pub doc: &'static str,
}

/// The default of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltIn {
    /// There is none: the key is required.
    Required,
    /// There is none: without the key, what it describes does not exist.
    None,
    /// This value, as written in TOML.
    Value(&'static str),
    /// What this text describes.
    Otherwise(&'static str),
}

impl KeySpec {
    /// Returns the spec of an optional key without a default.
    #[must_use]
    pub const fn new(name: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self { name, shape, built_in: BuiltIn::None, needs: &[], beside: false, doc }
    }

    /// Makes the key required.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { built_in: BuiltIn::Required, ..self }
    }

    /// Sets the default to a value, as written in TOML.
    #[must_use]
    pub const fn or(self, value: &'static str) -> Self {
        Self { built_in: BuiltIn::Value(value), ..self }
    }

    /// Sets the default to what a text describes.
    #[must_use]
    pub const fn otherwise(self, words: &'static str) -> Self {
        Self { built_in: BuiltIn::Otherwise(words), ..self }
    }

    /// Makes the key depend on one of these keys.
    #[must_use]
    pub const fn needs(self, keys: &'static [&'static str]) -> Self {
        Self { needs: keys, ..self }
    }

    /// Makes the key depend on one of these keys in the same table.
    #[must_use]
    pub const fn needs_beside(self, keys: &'static [&'static str]) -> Self {
        Self { needs: keys, beside: true, ..self }
    }
}

/// The keys that every entry takes, regardless of its kind.
pub const OF_EVERY_ENTRY: &[KeySpec] = &[
    KeySpec::new("group", Shape::Text, "The entry's group; keys the entry does not have are taken from it."),
    KeySpec::new("label", Shape::Text, "A description of the entry for readers of the file."),
    KeySpec::new("enabled", Shape::Truth, "Whether the entry exists; `false` removes it.").or("true"),
];
