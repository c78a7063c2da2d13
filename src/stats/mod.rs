//! Pure mathematics of samples: running moments, a histogram for quantiles of millions of values, intervals over
//! replications, laws fitted by maximum likelihood, classes of demand. Nothing here knows what the numbers mean or when
//! they were observed.

mod classify;
mod fit;
mod histogram;
mod interval;
mod tally;

pub use classify::{Class as DemandClass, History as DemandHistory, Pattern, classify};
pub use fit::{Fitted, Kind as SampleKind, Parameter, Test as FitTest, fit};
pub use histogram::Histogram;
pub use interval::{Estimate, quantile_order_statistics};
pub use tally::Tally;
