//! The source of a report: every figure by subject and KPI, its unit, and the entries of the scenario.

use super::model::{Figure, Number};
use super::scale::Scale;
use super::unit::Unit;
use crate::measure::{Kpi, KpiColumn, WINDOW};
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

    /// Returns names and subjects of all entries of a kind.
    pub(super) fn of_kind(&self, kind: &str) -> Vec<(String, String)> {
        self.entries(|column| column.subject.group().is_some_and(|(of, _)| of == kind))
    }

    /// Returns names and subjects of the windows that the scenario names.
    pub(super) fn windows(&self) -> Vec<(String, String)> {
        let mut windows = self.of_kind(WINDOW);
        windows.retain(|(name, _)| !name.contains('.'));
        windows
    }

    /// Returns names and subjects of all entries that this KPI is reported for.
    pub(super) fn with(&self, kpi: &str) -> Vec<(String, String)> {
        let in_run = |column: &KpiColumn| column.subject.group().is_none_or(|(kind, _)| kind != WINDOW);
        self.entries(|column| column.kpi.name == kpi && in_run(column))
    }

    /// Returns names and subjects of the entries in these columns, sorted by subject.
    fn entries(&self, are: impl Fn(&KpiColumn) -> bool) -> Vec<(String, String)> {
        let columns = self.scenario.kpis().iter().filter(|column| are(column));
        let entry = |column: &KpiColumn| {
            let (_, name) = column.subject.group()?;
            Some((name.to_owned(), column.subject.as_str().to_owned()))
        };
        let mut entries: Vec<(String, String)> = columns.filter_map(entry).collect();
        entries.sort_by(|a, b| a.1.cmp(&b.1));
        entries.dedup();
        entries
    }

    /// Returns whether anything is inspected at this office.
    pub(super) fn inspects(&self, subject: &str) -> bool {
        self.figure(subject, "inspected_share").is_some_and(|share| share.mean > 0.0)
    }

    /// Returns the entries with a queue at which anything can wait. The wait at a supplier is part of its lead time and
    /// that at a courier part of the last mile, so they are left out.
    pub(super) fn queues(&self) -> Vec<(String, String)> {
        let mut queues = self.with("share_that_waits");
        queues.retain(|(_, subject)| {
            let has = |kpi| self.figure(subject, kpi).is_some();
            let waits = self.figure(subject, "share_that_waits").is_some_and(|share| share.mean > 0.0);
            waits || has("utilisation") || has("load_mean")
        });
        let apart = [self.with("orders_supplied"), self.with("attempts_mean")].concat();
        queues.retain(|queue| !apart.contains(queue));
        queues
    }
}

/// Returns an estimate as the report shows it.
pub(super) fn number(of: Option<Figure>, unit: Unit, estimate: &Estimate, scale: Scale) -> Number {
    let (low, high) = estimate.ci95;
    let interval = (high - low).is_finite().then_some(estimate.ci95);
    Number { of, value: estimate.mean, interval, unit, scale }
}
