//! Many runs: one replication ([`simulate`]), a batch of them in parallel ([`replicate`]), what they estimate
//! ([`estimate`]), and two batches side by side ([`compare`]); and a forecast over a series of data ([`back_test`]).

mod back_test;
mod compare;
mod declare;
mod queue;
mod replicate;
mod series;
mod simulate;
mod summary;

pub use back_test::{BackTest, back_test};
pub use compare::{Pair, compare};
pub use declare::{Declared, declare};
pub use queue::{SimulatedLine, measured_span, simulate_line};
pub use replicate::{OpenJournal, Plan, Study, Watch, replicate, replicate_watched};
pub use series::{Band, SERIES_REPLICATIONS, series};
pub use simulate::{Outcome, Scratch, simulate, simulate_audited};
pub use summary::{Summary, estimate};
