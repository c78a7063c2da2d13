//! The one integration binary: each that links polars is large.

mod audit;
mod cli;
mod columns;
mod compare;
mod determinism;
mod doors;
mod exact;
mod invariants;
mod keys;
mod language;
mod laws;
mod layers;
mod little;
mod output;
mod problems;
mod readme;
mod record;
mod rerun;
mod results;
mod scenarios;
mod schema;
mod season;

mod series;
mod shipped;
mod structure;
mod tables;
mod tax;
mod theory;
