//! The one integration binary: each that links polars is large.

mod laws;
mod theory;
