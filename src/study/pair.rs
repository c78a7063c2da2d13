//! A figure of two scenarios, replication by replication.

use crate::measure::{Kpi, Subject};
use crate::stats::Estimate;

/// A figure of two scenarios, over the replications in which both have it.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The subject.
    pub subject: Subject,
    /// The KPI.
    pub kpi: &'static Kpi,
    /// The estimate for the first scenario, the baseline.
    pub baseline: Estimate,
    /// The estimate for the other scenario.
    pub other: Estimate,
    /// The other less the baseline, with the interval of the paired differences.
    pub difference: Estimate,
    /// Correlation of the two over the replications; NaN if one of them does not vary.
    pub correlation: f64,
}

impl Pair {
    /// Returns whether the 95 % interval of the difference excludes zero.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        let (low, high) = self.difference.ci95;
        low > 0.0 || high < 0.0
    }

    /// Returns the difference relative to the baseline's mean; NaN if that is zero.
    #[must_use]
    pub fn relative(&self) -> f64 {
        if self.baseline.mean == 0.0 { f64::NAN } else { self.difference.mean / self.baseline.mean.abs() }
    }

    /// Returns the variance reduction by common random numbers: how many times as many replications an interval of this width would take with independent random numbers: the
    /// sum of the variances over the variance of the difference. NaN if the difference does not vary.
    ///
    /// # Source
    /// Law (2015), Simulation Modeling and Analysis, 5th ed., section 11.2, equation 11.1.
    #[must_use]
    pub fn variance_reduction(&self) -> f64 {
        let variance = |estimate: &Estimate| estimate.sd * estimate.sd;
        let difference = variance(&self.difference);
        if difference > 0.0 { (variance(&self.baseline) + variance(&self.other)) / difference } else { f64::NAN }
    }
}
