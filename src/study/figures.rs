//! The figures of a comparison that are requested: KPIs by name, and the entries they are reported for.

use super::{CannotCompare, Case, Pair};
use crate::measure::{KPIS, KpiColumn, Subject, WINDOW};
use crate::text::nearest;
use std::collections::BTreeSet;

/// Figures of the whole chain that are shown if none are requested.
const MAIN: [&str; 16] = [
    "profit_per_day",
    "profit_per_order",
    "net_revenue_per_day",
    "orders_delivered",
    "otif_share",
    "on_time_share",
    "delivery_days_mean",
    "delivery_days_p95",
    "fill_rate",
    "wait_days_mean",
    "lost_sales",
    "orders_cancelled",
    "orders_refused",
    "landed_cost_per_order",
    "cost_per_day",
    "co2e_kg_per_order",
];

/// A selection of figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Names of KPIs; all of them if empty.
    pub kpis: Vec<String>,
    /// Entries, such as `market.shanghai`; the whole chain if empty.
    pub of: Vec<String>,
}

/// Returns whether a subject is everything, in the whole run or in a named window.
fn is_whole(subject: &Subject) -> bool {
    subject.group().is_none_or(|(kind, name)| kind == WINDOW && !name.contains('.'))
}

impl Figures {
    /// Checks that every name exists in some case.
    ///
    /// # Errors
    /// If a name does not; the first one is returned.
    pub fn check(&self, cases: &[Case]) -> Result<(), CannotCompare> {
        let unknown = |what, word: &str, known: &mut dyn Iterator<Item = &str>| {
            let meant = nearest(word, known).map(str::to_owned);
            Err(CannotCompare::Unknown { what, word: word.to_owned(), meant })
        };
        let names = || KPIS.iter().map(|kpi| kpi.name);
        if let Some(word) = self.kpis.iter().find(|word| names().all(|name| name != *word)) {
            return unknown("KPI", word, &mut names());
        }
        let entry = |column: &KpiColumn| column.subject.as_str().to_owned();
        let known: BTreeSet<String> = cases.iter().flat_map(|case| case.scenario.kpis()).map(entry).collect();
        match self.of.iter().find(|word| !known.contains(*word)) {
            Some(word) => unknown("entry with figures", word, &mut known.iter().map(String::as_str)),
            None => Ok(()),
        }
    }

    /// Returns whether a figure is selected.
    #[must_use]
    pub fn want(&self, pair: &Pair) -> bool {
        let named = self.kpis.is_empty() || self.kpis.iter().any(|kpi| kpi == pair.kpi.name);
        let subject = pair.subject.as_str();
        named && if self.of.is_empty() { subject == "total" } else { self.of.iter().any(|of| of == subject) }
    }

    /// Returns the selected figures for the screen: about a dozen if nothing was selected, otherwise all, in the order in
    /// which the KPIs are named.
    #[must_use]
    pub fn shown(&self, wanted: &[Pair]) -> Vec<Pair> {
        let order: Vec<&str> = match &self.kpis[..] {
            [] if wanted.iter().all(|pair| is_whole(&pair.subject)) => MAIN.to_vec(),
            [] => return wanted.to_vec(),
            named => named.iter().map(String::as_str).collect(),
        };
        order.iter().flat_map(|name| wanted.iter().filter(move |pair| pair.kpi.name == *name)).cloned().collect()
    }
}
