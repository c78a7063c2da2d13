//! `comparison.json`: the differences between scenarios on the same replications, figure by figure, with the interval of the
//! paired differences; and its manifest. The same scenarios, seed and version give the same bytes.

use super::folder_name;
use super::manifest::inputs;
use crate::scenario::Scenario;
use crate::study::{Case, Comparison, Pair, Plan};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::time::Duration;

/// Returns the name of a comparison's folder: the same cases and replications always go into the same folder.
#[must_use]
pub fn comparison_folder(cases: &[Case], plan: &Plan) -> String {
    let hashes: String = cases.iter().map(|case| case.scenario.hash()).collect();
    let hash: String = Sha256::digest(hashes).iter().map(|byte| format!("{byte:02x}")).collect();
    let name = format!("compare-{}", cases[0].label);
    folder_name(&name, &hash, plan.seed, plan.replications.start, plan.replications.end)
}

/// Returns the text of `comparison.json`.
#[must_use]
pub fn comparison_json(comparison: &Comparison<'_>) -> String {
    let Comparison { baseline, others, plan, replications } = comparison;
    let identity = |case: &Case| json!({ "scenario": case.label, "scenario_hash": case.scenario.hash() });
    let others: Vec<Value> = others
        .iter()
        .map(|(case, pairs)| {
            let mut other = identity(case);
            let mut figures = Map::new();
            for pair in pairs {
                let of = figures.entry(pair.subject.as_str()).or_insert_with(|| json!({}));
                of[pair.kpi.name] = figure(pair, &case.scenario);
            }
            other["differences"] = Value::Object(figures);
            other
        })
        .collect();
    let root = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "seed": plan.seed,
        "first_replication": plan.replications.start,
        "replications": replications,
        "baseline": identity(baseline),
        "others": others,
    });
    format!("{root:#}\n")
}

/// Returns one figure as JSON; an undefined value is null.
fn figure(pair: &Pair, scenario: &Scenario) -> Value {
    let difference = &pair.difference;
    json!({
        "unit": pair.kpi.unit_in(scenario.currency()),
        "baseline": pair.baseline.mean,
        "other": pair.other.mean,
        "difference": difference.mean,
        "ci95": [difference.ci95.0, difference.ci95.1],
        "sd": difference.sd,
        "pairs": difference.n,
        "excludes_zero": pair.is_clear(),
        "relative": pair.relative(),
        "correlation": pair.correlation,
        "variance_reduction": pair.variance_reduction(),
    })
}

/// Returns the text of the manifest of a comparison.
#[must_use]
pub fn comparison_manifest(comparison: &Comparison<'_>, started: &str, wall: Duration, command: &[String]) -> String {
    let scenarios: Vec<Value> = std::iter::once(comparison.baseline)
        .chain(comparison.others.iter().map(|(case, _)| *case))
        .map(|case| Value::Object(inputs(&case.scenario)))
        .collect();
    let asked = &comparison.plan.replications;
    let root = json!({
        "haitao": env!("CARGO_PKG_VERSION"),
        "compared": scenarios,
        "seed": comparison.plan.seed,
        "first_replication": asked.start,
        "replications_asked": asked.end - asked.start,
        "replications": comparison.replications,
        "threads": comparison.plan.threads,
        "wall_seconds": wall.as_secs_f64(),
        "started": started,
        "command": command,
    });
    format!("{root:#}\n")
}
