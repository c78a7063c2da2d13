//! `summary.json`: every KPI of a study with its interval. It says nothing of threads, machine or time, so one scenario, seed
//! and version give one sequence of bytes.

use crate::measure::Kpi;
use crate::scenario::Scenario;
use crate::stats::Estimate;
use crate::study::Summary;
use serde_json::{Map, Value, json};

/// The unit of a KPI, money in the scenario's own currency.
#[must_use]
pub fn unit(kpi: &Kpi, scenario: &Scenario) -> String {
    kpi.unit.replace("CNY", scenario.currency())
}

/// The text of `summary.json`.
#[must_use]
pub fn summary_json(scenario: &Scenario, summary: &Summary) -> String {
    let mut total = Map::new();
    let mut by = Map::new();
    for (column, estimate) in scenario.kpis().iter().zip(&summary.estimates) {
        let place = match column.subject.group() {
            None => &mut total,
            Some((kind, name)) => inner(inner(&mut by, kind), name),
        };
        place.insert(column.kpi.name.to_owned(), figure(&unit(column.kpi, scenario), estimate));
    }
    let root = json!({
        "scenario": scenario.name(),
        "scenario_hash": scenario.hash(),
        "version": env!("CARGO_PKG_VERSION"),
        "seed": summary.seed,
        "replications": summary.replications,
        "kpis": total,
        "by": by,
    });
    format!("{root:#}\n")
}

/// One figure; what is undefined is null.
fn figure(unit: &str, estimate: &Estimate) -> Value {
    json!({
        "unit": unit,
        "mean": estimate.mean,
        "ci95": [estimate.ci95.0, estimate.ci95.1],
        "sd": estimate.sd,
        "min": estimate.min,
        "max": estimate.max,
    })
}

/// The table under a key, made if it is not there.
fn inner<'a>(table: &'a mut Map<String, Value>, key: &str) -> &'a mut Map<String, Value> {
    table
        .entry(key)
        .or_insert_with(|| Value::Object(Map::new()))
        .as_object_mut()
        .expect("only tables are put under this key")
}
