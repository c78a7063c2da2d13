//! The one integration binary: each that links polars is large.

mod audit;
mod cli;
mod determinism;
mod exact;
mod invariants;
mod language;
mod laws;
mod output;
mod problems;
mod readme;
mod record;
mod scenarios;
mod season;
mod shipped;
mod structure;
mod tables;
mod tax;
mod theory;
