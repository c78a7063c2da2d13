//! Where words are still words: source files and places in them, the problems a user must mend, names and their
//! near misses, and the tree that a TOML file is before anything gives it a meaning.

mod code;
mod key_spec;
mod names;
mod node;
mod problem;
mod reader;
mod source;

pub use code::Code;
pub use key_spec::{BuiltIn, KeySpec, Measure, OF_EVERY_ENTRY, Shape, words_of};
pub use names::nearest;
pub use node::{Key, Node, Table, Value, parse};
pub use problem::{Problem, Problems};
pub use reader::Reader;
pub use source::{Place, SourceId, Sources};
