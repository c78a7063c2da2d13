//! Statistics of samples: running moments, a histogram for quantiles of millions of values, intervals over replications and
//! within one run, distributions fitted by maximum likelihood, demand classes, and closed formulas for queues. Nothing here
//! depends on what the numbers mean.

mod accuracy;
mod autocorrelation;
mod batch_means;
mod classify;
mod fit;
mod histogram;
mod interval;
mod mser;
mod order_statistics;
mod tally;
mod waiting_lines;

pub use accuracy::Accuracy;
pub use autocorrelation::autocorrelation;
pub use batch_means::{BatchMeans, batch_means};
pub use classify::{Class as DemandClass, History as DemandHistory, Pattern, classify};
pub use fit::{Fitted, Kind as SampleKind, Parameter, Test as FitTest, fit};
pub use histogram::Histogram;
pub use interval::Estimate;
pub use mser::{Truncation, mser};
pub use order_statistics::{QuantileRanks, quantile_of_sorted, quantile_ranks};
pub use tally::Tally;
pub use waiting_lines::{Line, Waiting, erlang_b, erlang_c};
