//! The one integration binary: each that links polars is large.

mod audit;
mod cli;
mod columns;
mod demand;
mod determinism;
mod exact;
mod invariants;
mod language;
mod laws;
mod little;
mod output;
mod problems;
mod readme;
mod record;
mod results;
mod scenarios;
mod season;

mod series;
mod shipped;
mod structure;
mod tables;
mod tax;
mod theory;
