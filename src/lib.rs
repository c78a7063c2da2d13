//! haitao simulates cross-border supply chains, event by event: how overseas goods travel by ship and plane, through
//! customs and bonded warehouses, to consumers in China. A scenario is a text file; the library runs it many times in
//! parallel and estimates delivery days, costs and stockouts, each with its confidence interval.
//!
//! This page is a tour by task. The language of scenarios is described in `docs/reference/language.md`, all figures by
//! `haitao list kpis` and `haitao explain NAME`. Longer programs are in `examples/`.
//!
//! # Simulate
//!
//! [`load`] or [`parse`] a [`Scenario`], [`replicate`] it by a [`Plan`], [`estimate`] its figures. Here is a base-stock
//! policy, whose fill rate is known from Palm's theorem:
//!
//! ```
//! use haitao::{Plan, estimate, parse, replicate};
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
//! let scenario = parse(text, ".".as_ref())?;
//! let study = replicate(&scenario, &Plan { replications: 0..20, ..Plan::default() });
//! let summary = estimate(&scenario, &study);
//! let fill = summary.estimate("stock.shop.item", "fill_rate").ok_or("no such figure")?;
//! assert!((fill.mean - 0.8645).abs() < 0.02);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A scenario with mistakes gives [`Faults`]: all of them, each with its line and what to do. The same scenario, seed and
//! version give the same bytes on any number of threads. One replication alone is [`simulate`].
//!
//! # Compare
//!
//! An [`Experiment`] runs several [`Case`]s on the same random draws, so [`compare`] can judge the difference of each
//! figure replication by replication. `Overrides` select a variant of a scenario or set single values.
//!
//! ```
//! use haitao::{Case, Experiment, Overrides, Plan, Stopping, Watch, compare, load_with};
//!
//! let path = "scenarios/customs-desk.toml".as_ref();
//! let mut cases = Vec::new();
//! for officers in [1, 2] {
//!     let sets = vec![format!("customs.desk.officers={officers}"), "run.horizon=\"40 d\"".to_owned()];
//!     cases.push(Case::from(load_with(path, &Overrides { sets, ..Overrides::default() })?));
//! }
//! let plan = Plan { replications: 0..4, ..Plan::default() };
//! let experiment = Experiment { cases, plan, stopping: Stopping::Fixed };
//! let studies = experiment.run(&Watch::nothing())?;
//! let cases = &experiment.cases;
//! let pairs = compare((&cases[0].scenario, &studies[0]), (&cases[1].scenario, &studies[1]));
//! let days = pairs.iter().find(|pair| pair.kpi.name == "delivery_days_mean").ok_or("no such figure")?;
//! assert!(days.difference.mean < 0.0 && days.is_clear());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Observe
//!
//! A measure of your own is an [`Observer`]: [`simulate_with`] tells it every [`chain::Fact`] of a run, with the books as
//! they are at that instant. It cannot change the run. `examples/observe.rs` measures how long a shelf is empty.
//!
//! # Step
//!
//! A [`Simulation`] is one run that stops where a stock point decides, or when you say. Look at it, instruct it, go on:
//!
//! ```
//! use haitao::{Simulation, parse, units::Units};
//!
//! let text = r#"
//!     haitao = "1"
//!     run = { horizon = "200 d" }
//!     product.item = {}
//!     warehouse.shop = {}
//!     supplier.maker = { lead_time = "5 d" }
//!     market.town = { orders.poisson.rate = "2 /d", through = "warehouse.shop" }
//!     stock.shop.item = { source = "supplier.maker", replenish = "external", start.on_hand = 14 }
//! "#;
//! let scenario = parse(text, ".".as_ref())?;
//! let mut simulation = Simulation::new(&scenario, 1, 0);
//! while let Some(shop) = simulation.advance_to_decision() {
//!     let missing = Units::new(14) - simulation.observe(shop).position;
//!     simulation.instruct(shop, missing.max(Units::ZERO));
//! }
//! assert!(simulation.outcome().value(&scenario, "total", "fill_rate") > Some(0.7));
//! # Ok::<(), haitao::Faults>(())
//! ```
//!
//! # Write a policy
//!
//! A replenishment policy of your own needs no change of haitao: give the stock point `replenish = "external"` and decide
//! in your program, as above and in `examples/step.rs`. A policy that scenario files can name is one file and one line in
//! the source; `docs/CONTRIBUTING.md` has the recipe, and the layers of the code.
//!
//! # Layers
//!
//! The names at the root are enough for most programs. [`scenario`], [`study`] and [`sim`] hold the same subjects in full,
//! [`measure`] the figures and journals, [`chain`] and [`units`] the types of the model, which observers see. Other modules
//! are public for the program and its tests, hidden here, and change without notice.
//!
//! The house, floor by floor; a floor uses only itself and those below:
//!
//! | floor | rooms | what for |
//! |---|---|---|
//! | 0 | [`units`], [`text`], [`stats`], [`table`] | what numbers mean; words and their places; pure mathematics; columns in files |
//! | 1 | [`engine`] | how time passes: agenda, streams of random numbers, laws |
//! | 2 | [`chain`] | what a chain is made of: stock, orders and their lines, shipments, ways, calendars, prices, taxes, ledger, and the books over them |
//! | 3 | [`reading`] | from the words of a scenario to the types of `chain`, with every problem on the way |
//! | 4 | [`policy`] | how decisions are made, as pure functions: replenish, choose a path or a carrier, share what is short, above the limits of customs |
//! | 5 | [`agent`], [`measure`] | who acts; what we want to know |
//! | 6 | [`scenario`] | from text to a checked scenario |
//! | 7 | [`study`] | many runs and what they estimate |
//! | 8 | [`sim`] | one run that stops, is looked at and told what to order |
//! | 8 | [`report`], [`output`] | results as people read them; results in files |
//! | 9 | `cli` | one file a verb |
//!
//! `docs/CONTRIBUTING.md` follows an order through them.

pub mod units;

#[doc(hidden)]
pub mod stats;
#[doc(hidden)]
pub mod table;
#[doc(hidden)]
pub mod text;

#[doc(hidden)]
pub mod engine;

pub mod chain;

#[doc(hidden)]
pub mod reading;

#[doc(hidden)]
pub mod policy;

#[doc(hidden)]
pub mod agent;
pub mod measure;

pub mod scenario;

pub mod study;

pub mod sim;

#[doc(hidden)]
pub mod output;
#[doc(hidden)]
pub mod report;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;

pub use chain::Probe as Observer;
pub use scenario::{Faults, Overrides, Scenario, load, load_with, parse};
pub use sim::Simulation;
pub use stats::Estimate;
pub use study::{
    Case, Experiment, Outcome, Pair, Plan, Scratch, Stopping, Study, Summary, Watch, compare, estimate, replicate,
    simulate, simulate_with,
};
