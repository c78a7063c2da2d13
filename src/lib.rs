//! haitao is a discrete-event simulator of cross-border supply chains: how overseas suppliers' goods travel by ship and
//! plane, through customs and bonded warehouses, to consumers in China. A scenario is a plain-text file. The library runs
//! it many times in parallel and estimates delivery days, costs and stockouts, each with its confidence interval.
//!
//! This page is a tour by task: [simulate](#simulate), [compare](#compare), [observe](#observe), [step](#step) and
//! [write a policy](#write-a-policy). The language of scenarios is described in `docs/reference/language.md`, every figure
//! by `haitao list kpis` and `haitao explain NAME`. Complete programs are in `examples/`.
//!
//! # Simulate
//!
//! [`load`] or [`parse`] a [`Scenario`], [`replicate`] it according to a [`Plan`], and [`estimate`] its figures. Here is a
//! base-stock policy whose fill rate is known from Palm's theorem:
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
//! A scenario with mistakes returns [`Faults`]: all of them, each with its line and how to fix it. The same scenario, seed
//! and version give the same results on any number of threads. To run a single replication, call [`simulate`].
//!
//! # Compare
//!
//! An [`Experiment`] runs several [`Case`]s on the same random draws, so [`compare`] can pair each figure replication by
//! replication. [`Overrides`] select a variant of a scenario or set single values.
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
//! To measure something of your own, implement [`Observer`]. [`simulate_with`] reports every [`chain::Fact`] of a run to
//! it, with the books as they are at that instant. Observers cannot change the run. `examples/observe.rs` measures how
//! long a shelf stays empty.
//!
//! # Step
//!
//! A [`Simulation`] is one run that pauses whenever a stock point has to decide, or at a time you choose. Inspect it,
//! instruct it, and continue:
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
//! To try a replenishment policy of your own, you need not change haitao: give the stock point `replenish = "external"` and
//! decide in your program, as in the section [Step](#step) and in `examples/step.rs`. To add a policy that scenario files can
//! name, write one file and register it; `docs/CONTRIBUTING.md` has the recipe.
//!
//! # Layers
//!
//! The names at the root are enough for most programs. [`scenario`], [`study`] and [`sim`] cover the same subjects in full,
//! [`measure`] the figures and journals, [`chain`] and [`units`] the types of the model that observers see. The other
//! modules are public only for the program and its tests. They are hidden here and change without notice.
//!
//! The code is divided into layers. A module uses only itself and the layers below it:
//!
//! | Layer | Module | Purpose |
//! |---|---|---|
//! | 9 | `cli` | The command line: one file per verb |
//! | 8 | [`sim`] | One run that can be paused, inspected and instructed |
//! | 8 | [`report`], [`output`] | Results as people read them; results in files |
//! | 7 | [`study`] | Replications, experiments with several cases, estimates |
//! | 6 | [`scenario`] | From text to a checked scenario |
//! | 5 | [`agent`], [`measure`] | The participants in the simulation; what is measured |
//! | 4 | [`policy`] | Decisions as pure functions: replenishment, forecasts, choice of route and carrier, allocation, orders above the limits of customs |
//! | 3 | [`reading`] | From the words of a scenario to the types of `chain`, collecting every problem |
//! | 2 | [`chain`] | What a chain consists of: stock, orders and their lines, shipments, routes, calendars, prices, taxes, the ledger, and the books over them |
//! | 1 | [`engine`] | How time passes: agenda, random streams, distributions |
//! | 0 | [`units`], [`text`], [`stats`], [`table`] | Quantities; text and problems; mathematics; columns of data |
//!
//! `docs/CONTRIBUTING.md` follows one order through them.

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
