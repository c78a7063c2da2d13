//! haitao simulates cross-border supply chains: how goods of overseas suppliers reach consumers through Chinese
//! purchasing platforms, as events in time, many times in parallel. `docs/reference/language.md` is the reference of scenarios.
//!
//! A run flows one way:
//!
//! ```text
//! text --parse--> tree --resolve--> Scenario --simulate--> Outcome --replicate--> Study --estimate--> Summary --write--> outputs/
//! ```
//!
//! The house, floor by floor; a floor uses only itself and those below:
//!
//! | floor | rooms | what for |
//! |---|---|---|
//! | 0 | [`units`], [`text`], [`stats`], [`table`] | what numbers mean; words and their places; pure mathematics; columns in files |
//! | 1 | [`engine`] | how time passes: agenda, streams of random numbers, laws |
//! | 2 | [`chain`] | what a chain is made of: stock, orders and their lines, shipments, ways, calendars, prices, taxes, ledger, and the books over them |
//! | 3 | [`policy`] | how decisions are made, as pure functions: replenish, choose a path or a carrier, share what is short, above the limits of customs |
//! | 4 | [`agent`], [`measure`] | who acts; what we want to know |
//! | 5 | [`scenario`] | from text to a checked scenario |
//! | 6 | [`study`] | many runs and what they estimate |
//! | 7 | [`report`], [`output`] | results as people read them; results in files |
//! | 8 | [`cli`] | one file a verb |
//!
//! An order flows through it: a market places its lines, a platform chooses a path for each and declares them, a warehouse
//! takes them from the shelf and packs a parcel, lanes, ports, customs and couriers hold it and charge it, the market receives
//! it. Agents share [`chain::Books`], never each other, and say [`chain::Fact`]s, which [`measure`] counts.
//!
//! A base-stock policy against Palm's theorem, in ten lines:
//!
//! ```
//! use haitao::{scenario, study};
//! use std::path::Path;
//!
//! let text = r#"
//!     haitao = "1"
//!     run = { warm_up = "100 d", horizon = "2100 d" }
//!     product.item = {}
//!     warehouse.shop = {}
//!     supplier.maker = { lead_time.exponential.mean = "5 d", overtaking = true }
//!     market.town = { orders.poisson.rate = "2 /d", through = "warehouse.shop" }
//!     stock.shop.item = { source = "supplier.maker", replenish.base_stock.S = 14 }
//! "#;
//! let scenario = scenario::parse(text, Path::new("."))?;
//! let study = study::replicate(&scenario, &study::Plan { replications: 0..20, ..study::Plan::default() });
//! let summary = study::estimate(&scenario, &study);
//! let fill = summary.estimate("stock.shop.item", "fill_rate").ok_or("no such figure")?;
//! assert!((fill.mean - 0.8645).abs() < 0.02);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod units;

pub mod stats;
pub mod table;
pub mod text;

pub mod engine;

pub mod chain;

pub mod policy;

pub mod agent;
pub mod measure;

pub mod scenario;

pub mod study;

pub mod output;
pub mod report;

pub mod cli;
