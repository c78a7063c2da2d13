//! The estimates of a batch: a mean with its interval for every KPI.

use super::Study;
use crate::measure::KpiColumn;
use crate::scenario::Scenario;
use crate::stats::Estimate;

/// Estimates over the replications of a batch.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The seed of the batch.
    pub seed: u64,
    /// The number of replications.
    pub replications: u64,
    /// An estimate for each of the scenario's KPIs, in order.
    pub estimates: Vec<Estimate>,
    columns: Vec<KpiColumn>,
}

impl Summary {
    /// Returns the estimate of a KPI for a subject: `("stock.shop.item", "mean_on_hand")`, `("total", "fill_rate")`.
    #[must_use]
    pub fn estimate(&self, subject: &str, kpi: &str) -> Option<&Estimate> {
        self.iter()
            .find(|(column, _)| column.subject.as_str() == subject && column.kpi.name == kpi)
            .map(|(_, estimate)| estimate)
    }

    /// Returns the KPI columns with their estimates.
    pub fn iter(&self) -> impl Iterator<Item = (&KpiColumn, &Estimate)> {
        self.columns.iter().zip(&self.estimates)
    }
}

/// Estimates every KPI of a batch.
#[must_use]
pub fn estimate(scenario: &Scenario, study: &Study) -> Summary {
    let columns = scenario.kpis();
    let estimate = |index: usize| Estimate::from_values(study.rows.iter().map(move |row| row.values[index]));
    Summary {
        seed: study.plan.seed,
        replications: study.rows.len() as u64,
        estimates: (0..columns.len()).map(estimate).collect(),
        columns: columns.to_vec(),
    }
}
