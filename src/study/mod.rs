//! Studies: one replication ([`simulate`], or [`simulate_with`] with your own observer), a batch of them in parallel
//! ([`replicate`]), its estimates ([`estimate`]), several scenarios on the same random numbers ([`Experiment`]), paired
//! comparison of two batches ([`compare`]), and back-tests of forecasts on data (`back_test`).

mod back_test;
mod case;
mod compare;
mod declare;
mod experiment;
mod figures;
mod pair;
mod plan;
mod pool;
mod queue;
mod replicate;
mod series;
mod simulate;
mod summary;

#[doc(hidden)]
pub use back_test::{BackTest, back_test};
pub use case::{CannotCompare, Case, cases, file_and_variant};
pub use compare::{Comparison, compare, compare_with_first};
#[doc(hidden)]
pub use declare::{Declared, declare};
pub use experiment::{Experiment, Stopping, keep_common};
pub use figures::Figures;
pub use pair::Pair;
pub use plan::{OpenJournal, Plan, Study, Watch};
#[doc(hidden)]
pub use queue::{SimulatedLine, measured_span, simulate_line};
pub use replicate::{replicate, replicate_watched};
pub use series::{Band, series};
pub use simulate::{Outcome, SERIES_REPLICATIONS, Scratch, simulate, simulate_audited, simulate_with};
pub(crate) use simulate::{outcome, reset};
pub use summary::{Summary, estimate};
