//! Pure mathematics of samples: running moments, a histogram for quantiles of millions of values, intervals over
//! replications. Nothing here knows what the numbers mean or when they were observed.

mod accuracy;
mod histogram;
mod interval;
mod tally;

pub use accuracy::Accuracy;
pub use histogram::Histogram;
pub use interval::{Estimate, quantile_order_statistics};
pub use tally::Tally;
