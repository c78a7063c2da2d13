//! Turns text into a checked scenario. A [`Scenario`] is always valid: an invalid file gives all its problems instead,
//! each with its place.

mod basket;
mod checks;
mod data_column;
mod data_files;
mod document;
mod entries;
mod faults;
mod forecast;
mod inputs;
pub mod language;
mod law;
mod layers;
mod load;
mod model;
mod money;
mod products;
mod reading;
mod regimes;
mod rows;
mod run;
mod schema;
mod series;
mod tables;

#[doc(hidden)]
pub use basket::{Basket, BasketLine, basket};
#[doc(hidden)]
pub use data_column::{DataColumn, data_column};
pub use faults::Faults;
#[doc(hidden)]
pub use forecast::forecast;
pub use inputs::Inputs;
#[doc(hidden)]
pub use law::{LawUnit, LawWords, law};
pub use layers::Overrides;
pub use model::Scenario;
pub use reading::{inputs, load, load_with, parse, parse_with, variants};
pub use schema::schema;
