//! Text before it has a meaning: source files and places in them, the problems a user must fix, name suggestions, and
//! TOML documents as trees.

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
