//! Reports of a run or a comparison, for planners. A report is built as plain data ([`Report`]), and a renderer turns it
//! into text: `terminal` for people, `json` for programs. Undefined figures are left out.
//!
//! A new section or column goes into `sections.rs`. A new renderer is one file with a function from [`Report`] to text.

mod comparison;
mod json;
mod model;
mod parts;
mod plain;
mod run;
mod scale;
mod sections;
mod source;
mod table;
mod terminal;
mod unit;

pub use comparison::comparison;
pub use json::json;
pub use model::{
    Bars, Cell, Column, Content, Figure, Intervals, Label, Number, Part, Report, Row, Section, Table, Title,
};
pub use plain::{Side, aligned, bar, headed, significant};
pub use run::run;
pub use scale::Scale;
pub use terminal::terminal;
pub use unit::Unit;
