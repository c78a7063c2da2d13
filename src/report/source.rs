//! The source of a report: every figure by subject and KPI, its unit, and the entries of the scenario.

use super::model::{Figure, Number};
use super::scale::Scale;
use super::unit::Unit;
use crate::measure::Kpi;
use crate::scenario::Scenario;
use crate::stats::Estimate;
use crate::study::Summary;
use std::collections::BTreeMap;

/// The figures of a study, ready for look-up.
#[derive(Debug)]
pub(super) struct Source<'a> {
    scenario: &'a Scenario,
    figures: BTreeMap<(&'a str, &'static str), &'a Estimate>,
    kpis: BTreeMap<&'static str, &'static Kpi>,
}

impl<'a> Source<'a> {
    /// Collects the figures that are defined.
    pub(super) fn new(scenario: &'a Scenario, summary: &'a Summary) -> Self {
        let columns =
            || scenario.kpis().iter().zip(&summary.estimates).filter(|(_, estimate)| estimate.mean.is_finite());
        Self {
            scenario,
            figures: columns()
                .map(|(column, estimate)| ((column.subject.as_str(), column.kpi.name), estimate))
                .collect(),
            kpis: columns().map(|(column, _)| (column.kpi.name, column.kpi)).collect(),
        }
    }

    /// Returns a figure, if it is defined.
    pub(super) fn figure(&self, subject: &str, kpi: &str) -> Option<&'a Estimate> {
        self.figures.get(&(subject, kpi)).copied()
    }

    /// Returns a figure as the report shows it.
    pub(super) fn number(&self, subject: &str, kpi: &'static str, scale: Scale) -> Option<Number> {
        let estimate = self.figure(subject, kpi)?;
        let of = Some(Figure { subject: subject.to_owned(), kpi });
        Some(number(of, self.unit(kpi), estimate, scale))
    }

    /// Returns the unit of a KPI.
    pub(super) fn unit(&self, kpi: &str) -> Unit {
        self.kpis.get(kpi).map_or(Unit::Other(""), |kpi| Unit::of(kpi.unit, self.scenario.currency()))
    }

    /// Returns the unit of a KPI for a heading; `None` if figures show their own unit or need none.
    pub(super) fn heading_unit(&self, kpi: &str) -> Option<String> {
        let kpi = self.kpis.get(kpi)?;
        match kpi.unit {
            "share" | "d" | "h" | "shipments" | "attempts" => None,
            "1/d" => Some("a day".to_owned()),
            _ => Some(self.unit(kpi.name).to_string().replace("/d", " a day")),
        }
    }

    /// Returns names and subjects of all entries of the given kinds, in the order of the results.
    pub(super) fn entries(&self, kinds: &[&str]) -> Vec<(String, String)> {
        let mut entries: Vec<(String, String)> = Vec::new();
        for column in self.scenario.kpis() {
            let Some((kind, name)) = column.subject.group() else { continue };
            let subject = column.subject.as_str();
            if kinds.contains(&kind) && entries.last().is_none_or(|entry| entry.1 != subject) {
                entries.push((name.to_owned(), subject.to_owned()));
            }
        }
        entries.sort_by(|a, b| a.1.cmp(&b.1));
        entries.dedup();
        entries
    }

    /// Returns whether anything is inspected at this office.
    pub(super) fn inspects(&self, subject: &str) -> bool {
        self.figure(subject, "inspected_share").is_some_and(|share| share.mean > 0.0)
    }

    /// Returns whether anything can queue at this entry.
    pub(super) fn queues(&self, subject: &str) -> bool {
        let waits = self.figure(subject, "share_that_waits").is_some_and(|share| share.mean > 0.0);
        waits || self.figure(subject, "utilisation").is_some() || self.figure(subject, "load_mean").is_some()
    }
}

/// Returns an estimate as the report shows it.
pub(super) fn number(of: Option<Figure>, unit: Unit, estimate: &Estimate, scale: Scale) -> Number {
    let (low, high) = estimate.ci95;
    let interval = (high - low).is_finite().then_some(estimate.ci95);
    Number { of, value: estimate.mean, interval, unit, scale }
}
