//! `summary.json`: every KPI of a study with its interval. It contains nothing about threads, machine or time, so the same
//! scenario, seed and version give the same bytes. Figures are streamed, because a large network has hundreds of thousands
//! of them.

use crate::scenario::Scenario;
use crate::study::Summary;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Returns the text of `summary.json`.
#[must_use]
pub fn summary_json(scenario: &Scenario, summary: &Summary) -> String {
    let mut text = Vec::new();
    write_summary(&mut text, scenario, summary).expect("writing to memory cannot fail");
    String::from_utf8(text).expect("JSON is UTF-8")
}

/// Writes `summary.json`.
///
/// # Errors
/// If writing fails.
pub fn write_summary(mut to: impl Write, scenario: &Scenario, summary: &Summary) -> io::Result<()> {
    let mut total = Vec::new();
    let mut kinds: Vec<(&str, Vec<Entry<'_>>)> = Vec::new();
    let mut known: BTreeMap<&str, (usize, BTreeMap<&str, usize>)> = BTreeMap::new();
    for (place, column) in scenario.kpis().iter().enumerate() {
        let Some((kind, name)) = column.subject.group() else {
            total.push(place);
            continue;
        };
        let (kind, names) = known.entry(kind).or_insert_with(|| {
            kinds.push((kind, Vec::new()));
            (kinds.len() - 1, BTreeMap::new())
        });
        let entries = &mut kinds[*kind].1;
        let entry = *names.entry(name).or_insert_with(|| {
            entries.push((name, Vec::new()));
            entries.len() - 1
        });
        entries[entry].1.push(place);
    }
    let figures = |places| Figures { scenario, summary, places };
    let entries = |entries: Vec<(_, Vec<usize>)>| entries.into_iter().map(|(name, places)| (name, figures(places)));
    let root = Root {
        scenario: scenario.name(),
        scenario_hash: scenario.hash(),
        version: env!("CARGO_PKG_VERSION"),
        seed: summary.seed,
        replications: summary.replications,
        kpis: figures(total),
        by: Ordered(kinds.into_iter().map(|(kind, of)| (kind, Ordered(entries(of).collect()))).collect()),
    };
    serde_json::to_writer_pretty(&mut to, &root)?;
    to.write_all(b"\n")
}

/// An entry and the indexes of its figures.
type Entry<'a> = (&'a str, Vec<usize>);

#[derive(Serialize)]
struct Root<'a> {
    scenario: &'a str,
    scenario_hash: &'a str,
    version: &'a str,
    seed: u64,
    replications: u64,
    kpis: Figures<'a>,
    by: Ordered<'a, Ordered<'a, Figures<'a>>>,
}

/// A JSON object that keeps its keys in this order.
struct Ordered<'a, T>(Vec<(&'a str, T)>);

impl<T: Serialize> Serialize for Ordered<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// The figures of one subject, as indexes into all figures.
struct Figures<'a> {
    scenario: &'a Scenario,
    summary: &'a Summary,
    places: Vec<usize>,
}

impl Serialize for Figures<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.places.iter().map(|place| {
            let (kpi, estimate) = (self.scenario.kpis()[*place].kpi, &self.summary.estimates[*place]);
            let figure = Figure {
                unit: kpi.unit_in(self.scenario.currency()),
                mean: estimate.mean,
                ci95: estimate.ci95,
                sd: estimate.sd,
                min: estimate.min,
                max: estimate.max,
            };
            (kpi.name, figure)
        }))
    }
}

/// One figure; an undefined value is null.
#[derive(Serialize)]
struct Figure {
    unit: String,
    mean: f64,
    ci95: (f64, f64),
    sd: f64,
    min: f64,
    max: f64,
}
