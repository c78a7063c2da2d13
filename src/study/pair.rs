//! A figure of two scenarios, replication by replication.

use crate::measure::{Kpi, Subject};
use crate::stats::Estimate;

/// A figure in two scenarios, over the replications in which both have it.
#[derive(Clone, Debug)]
pub struct Pair {
    /// What it is about.
    pub subject: Subject,
    /// What it says.
    pub kpi: &'static Kpi,
    /// In the first scenario, with which the other is compared.
    pub baseline: Estimate,
    /// In the other.
    pub other: Estimate,
    /// The other less the first, with the interval of the paired differences.
    pub difference: Estimate,
    /// Correlation of the two over the replications; NaN where one of them does not vary.
    pub correlation: f64,
}

impl Pair {
    /// Whether the 95 % interval of the difference excludes zero.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        let (low, high) = self.difference.ci95;
        low > 0.0 || high < 0.0
    }

    /// The difference as a part of the baseline's mean; NaN where that is zero.
    #[must_use]
    pub fn relative(&self) -> f64 {
        if self.baseline.mean == 0.0 { f64::NAN } else { self.difference.mean / self.baseline.mean.abs() }
    }

    /// How many times as many replications an interval of this width would take if the two had random numbers of their own:
    /// the sum of their variances over that of the difference. NaN where the difference does not vary.
    ///
    /// # Source
    /// Law (2015), Simulation Modeling and Analysis, 5th ed., section 11.2, equation 11.1.
    #[must_use]
    pub fn saving(&self) -> f64 {
        let variance = |estimate: &Estimate| estimate.sd * estimate.sd;
        let difference = variance(&self.difference);
        if difference > 0.0 { (variance(&self.baseline) + variance(&self.other)) / difference } else { f64::NAN }
    }
}
