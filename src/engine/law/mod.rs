//! Laws of probability: a number drawn again and again, described by its standard name and parameters.
//!
//! [`Law`] draws with the samplers of `rand_distr`, prepared once; what a reader of results wants to know without drawing
//! (mean, support, tail) comes from closed forms and from `statrs`. [`read`] turns the table of a scenario into a law.
//! A law does not know what it is a law of: whoever draws times or counts asks [`Law::lower_bound`] first.

mod about;
mod continuous;
mod count;
mod density;
mod draw;
mod error;
mod form;
mod parameters;
mod quadrature;
mod read;
mod read_table;
mod spec;
mod spread;
mod table;
mod theory;
mod truncated;

pub use about::{About, about};
pub use draw::Law;
pub use error::LawError;
pub use form::names;
pub use read::{Column, ReadColumn, Words, read};
pub use spec::{forms, specs};
