//! The one integration binary: each that links polars is large.

mod audit;
mod determinism;
mod invariants;
mod laws;
mod record;
mod theory;
