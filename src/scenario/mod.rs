//! From text to a checked scenario. Holding a [`Scenario`] is the proof that it is sound: a bad file yields all its
//! problems instead, each with its place.

mod checks;
mod document;
mod faults;
pub mod language;
mod load;
mod model;
mod money;
mod products;
mod regimes;
mod rows;
mod run;
mod series;
mod tables;

pub use faults::Faults;
pub use load::{load, parse};
pub use model::Scenario;
