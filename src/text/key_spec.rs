//! What a key of the language is: its name, what it takes, what holds where it is left out, and which other key it needs.
//! Specs stand beside the code that reads their keys; a [`Reader`](super::Reader) asks for no key without one.

mod shape;

pub use shape::{Measure, Shape, words_of};

/// A key of the language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KeySpec {
    /// The key as it is written.
    pub name: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// What holds where it is left out.
    pub built_in: BuiltIn,
    /// Keys without which it has no effect; any of them will do.
    pub needs: &'static [&'static str],
    /// Whether the key that it needs must stand in the same table, not in one behind it.
    pub beside: bool,
    /// What it means, in one sentence.
    pub doc: &'static str,
}

/// What holds where a key is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltIn {
    /// Nothing: it must be said.
    Required,
    /// Nothing: what it describes does not exist.
    None,
    /// This value, as TOML writes it.
    Value(&'static str),
    /// What these words describe.
    Otherwise(&'static str),
}

impl KeySpec {
    /// A key that may be left out, and then says nothing.
    #[must_use]
    pub const fn new(name: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self { name, shape, built_in: BuiltIn::None, needs: &[], beside: false, doc }
    }

    /// It must be said.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { built_in: BuiltIn::Required, ..self }
    }

    /// Left out, this value holds, as TOML writes it.
    #[must_use]
    pub const fn or(self, value: &'static str) -> Self {
        Self { built_in: BuiltIn::Value(value), ..self }
    }

    /// Left out, what these words describe holds.
    #[must_use]
    pub const fn otherwise(self, words: &'static str) -> Self {
        Self { built_in: BuiltIn::Otherwise(words), ..self }
    }

    /// It has no effect without one of these keys.
    #[must_use]
    pub const fn needs(self, keys: &'static [&'static str]) -> Self {
        Self { needs: keys, ..self }
    }

    /// It has no effect without one of these keys in the same table.
    #[must_use]
    pub const fn needs_beside(self, keys: &'static [&'static str]) -> Self {
        Self { needs: keys, beside: true, ..self }
    }
}

/// The keys that every entry takes, whatever its kind.
pub const OF_EVERY_ENTRY: &[KeySpec] = &[
    KeySpec::new(
        "group",
        Shape::Text,
        "The group of its kind that the entry belongs to, whose keys stand behind its own.",
    ),
    KeySpec::new("label", Shape::Text, "A text about the entry for whoever reads the file."),
    KeySpec::new("enabled", Shape::Truth, "Whether the entry exists at all.").or("true"),
];
