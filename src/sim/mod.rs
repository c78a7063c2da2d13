//! A run that you can stop: look at the stock, decide what stock points order, attach your own observer, and go on. Stopping
//! has no effect on the results.
//!
//! Decisions are left to you for stock points with `replenish = "external"`. They are made when a built-in policy would make
//! them: after every change of the inventory position, or at every review if the policy has an `R`.
//!
//! For many runs at once see [`study::replicate`](crate::study::replicate); to observe a run without stopping it see
//! [`study::simulate_with`](crate::study::simulate_with).
//!
//! # Examples
//! A base-stock policy decided by the caller:
//! ```
//! use haitao::{sim::Simulation, scenario, units::Units};
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
//! let scenario = scenario::parse(text, ".".as_ref()).map_err(|faults| faults.to_string())?;
//! let mut simulation = Simulation::new(&scenario, 1, 0);
//! while let Some(shop) = simulation.advance_to_decision() {
//!     let missing = Units::new(14) - simulation.observe(shop).position;
//!     simulation.instruct(shop, missing.max(Units::ZERO));
//! }
//! let fill_rate = simulation.outcome().value(&scenario, "total", "fill_rate");
//! assert!(fill_rate.is_some_and(|share| share > 0.7));
//! # Ok::<(), String>(())
//! ```

mod observation;
mod simulation;

pub use crate::agent::Progress;
pub use observation::{Costs, Observation, Totals};
pub use simulation::Simulation;
