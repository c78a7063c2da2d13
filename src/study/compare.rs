//! Paired comparison of two batches with the same replications. Random numbers are keyed by their purpose, so a replication
//! has the same demand and the same random draws in both, and the difference shows the effect of the change.

use super::{Case, Figures, Pair, Plan, Study};
use crate::measure::KpiColumn;
use crate::scenario::Scenario;
use crate::stats::Estimate;
use std::collections::BTreeMap;

/// Cases that were compared: the first with each of the others.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    /// The case that the others are compared with.
    pub baseline: &'a Case,
    /// Each other case with the requested figures.
    pub others: &'a [(&'a Case, Vec<Pair>)],
    /// The replications requested.
    pub plan: &'a Plan,
    /// How many of them all the cases have.
    pub replications: u64,
}

/// Compares every figure that two batches have in common, in the order of the first.
///
/// # Source
/// Law (2015), Simulation Modeling and Analysis, 5th ed., section 10.2.1: paired-t confidence intervals.
#[must_use]
pub fn compare(baseline: (&Scenario, &Study), other: (&Scenario, &Study)) -> Vec<Pair> {
    let name = |column: &KpiColumn| (column.subject.as_str().to_owned(), column.kpi.name);
    let columns: BTreeMap<(String, &str), usize> =
        other.0.kpis().iter().enumerate().map(|(index, column)| (name(column), index)).collect();
    let rows: BTreeMap<u64, &[f64]> = other.1.rows.iter().map(|row| (row.replication, &row.values[..])).collect();
    let found = baseline.0.kpis().iter().enumerate().filter_map(|(index, column)| {
        let there = *columns.get(&name(column))?;
        let both = baseline.1.rows.iter().filter_map(|row| {
            let pair = (row.values[index], rows.get(&row.replication)?[there]);
            (!pair.0.is_nan() && !pair.1.is_nan()).then_some(pair)
        });
        let (first, second): (Vec<f64>, Vec<f64>) = both.unzip();
        Some(pair(column, &first, &second))
    });
    found.collect()
}

/// Compares every other case with the first, for the requested figures that both have.
#[must_use]
pub fn compare_with_first<'a>(cases: &'a [Case], studies: &[Study], figures: &Figures) -> Vec<(&'a Case, Vec<Pair>)> {
    let mut runs = cases.iter().zip(studies);
    let Some((first, baseline)) = runs.next() else { return Vec::new() };
    let others = runs.map(|(case, study)| {
        let mut pairs = compare((&first.scenario, baseline), (&case.scenario, study));
        pairs.retain(|pair| figures.want(pair));
        (case, pairs)
    });
    others.collect()
}

fn pair(column: &KpiColumn, first: &[f64], second: &[f64]) -> Pair {
    let estimate = |values: &[f64]| Estimate::from_values(values.iter().copied());
    let (baseline, other) = (estimate(first), estimate(second));
    let differences: Vec<f64> = first.iter().zip(second).map(|(first, second)| second - first).collect();
    let products: f64 = first.iter().zip(second).map(|(a, b)| (a - baseline.mean) * (b - other.mean)).sum();
    let freedom = freedom(baseline.n);
    Pair {
        subject: column.subject.clone(),
        kpi: column.kpi,
        difference: estimate(&differences),
        // 0 / 0 is NaN: a figure that does not vary has no correlation.
        correlation: products / (freedom * baseline.sd * other.sd),
        baseline,
        other,
    }
}

#[expect(clippy::cast_precision_loss, reason = "no study has 2^53 replications")]
fn freedom(n: u64) -> f64 {
    n.saturating_sub(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{KPIS, Subject};

    #[test]
    fn a_paired_interval_by_hand() {
        let column = KpiColumn { subject: Subject::total(), kpi: KPIS[0] };
        let pair = pair(&column, &[10.0, 12.0, 14.0, 16.0], &[11.0, 12.5, 15.5, 17.0]);
        // Differences 1, 0.5, 1.5, 1: mean 1, variance 1/6; Student's t with 3 degrees of freedom is 3.182446.
        let half = 3.182_446_305 * (1.0_f64 / 6.0).sqrt() / 2.0;
        assert!((pair.difference.mean - 1.0).abs() < 1e-12);
        assert!((pair.difference.ci95.1 - 1.0 - half).abs() < 1e-8 && pair.is_clear());
        // Variances 20/3 and 7.5, so the covariance is (20/3 + 7.5 - 1/6) / 2 = 7.
        assert!((pair.variance_reduction() - (20.0 / 3.0 + 7.5) * 6.0).abs() < 1e-9);
        assert!((pair.correlation - 7.0 / (20.0_f64 / 3.0 * 7.5).sqrt()).abs() < 1e-12);
        assert!((pair.relative() - 1.0 / 13.0).abs() < 1e-12);
    }

    #[test]
    fn constant_figures_have_no_correlation_and_no_variance_reduction() {
        let column = KpiColumn { subject: Subject::total(), kpi: KPIS[0] };
        let same = pair(&column, &[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0]);
        assert!(same.difference.ci95 == (0.0, 0.0) && !same.is_clear() && same.variance_reduction().is_nan());
        assert!((same.correlation - 1.0).abs() < 1e-12);
        assert!(pair(&column, &[2.0, 2.0], &[1.0, 3.0]).correlation.is_nan());
        assert!(!pair(&column, &[2.0], &[1.0]).is_clear(), "one replication has no interval");
    }
}
