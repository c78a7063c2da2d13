//! `manifest.json`: where a run's results came from and how it was run. Everything that may differ between two runs of the
//! same scenario and seed (threads, machine, time) is recorded here and in no other file.

use super::JournalForm;
use crate::measure::Journals;
use crate::scenario::Scenario;
use crate::study::Study;
use serde_json::{Map, Value, json};
use std::time::Duration;

/// Facts about a run that the program knows and the simulation does not.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// The words of the command line.
    pub command: &'a [String],
    /// The folder it was started in; the path of the scenario file is relative to it.
    pub directory: &'a str,
    /// The start time in RFC 3339.
    pub started: &'a str,
    /// How long the replications took.
    pub wall: Duration,
    /// Processor cores of the machine.
    pub cores: usize,
    /// The journals kept, and their format.
    pub journals: (Journals, JournalForm),
}

/// Returns the text of `manifest.json`.
#[must_use]
pub fn manifest(scenario: &Scenario, study: &Study, run: &Circumstances<'_>) -> String {
    let (journals, form) = run.journals;
    let journals: Vec<&str> = journals.kept().collect();
    let form = (!journals.is_empty()).then(|| form.name());
    let asked = &study.plan.replications;
    let mut root = Map::new();
    root.insert("haitao".to_owned(), env!("CARGO_PKG_VERSION").into());
    root.extend(inputs(scenario));
    let rest = json!({
        "seed": study.plan.seed,
        "first_replication": asked.start,
        "replications_asked": asked.end - asked.start,
        "replications": study.rows.len(),
        "interrupted": study.interrupted,
        "journals": journals,
        "journal_format": form,
        "streams": scenario.stream_names().collect::<Vec<_>>(),
        "threads": study.plan.threads,
        "wall_seconds": run.wall.as_secs_f64(),
        "started": run.started,
        "machine": { "cores": run.cores, "system": std::env::consts::OS, "processor": std::env::consts::ARCH },
        "directory": run.directory,
        "command": run.command,
    });
    root.extend(rest.as_object().cloned().unwrap_or_default());
    format!("{:#}\n", Value::Object(root))
}

/// Returns the files that a scenario was read from, and its overrides.
pub(super) fn inputs(scenario: &Scenario) -> Map<String, Value> {
    let files: Vec<Value> =
        scenario.files().iter().map(|(path, hash)| json!({ "path": path, "sha256": hash })).collect();
    let over = scenario.overrides();
    let object = json!({
        "scenario": scenario.name(),
        "scenario_hash": scenario.hash(),
        "variant": over.variant,
        "set": over.sets,
        "files": files,
    });
    object.as_object().cloned().unwrap_or_default()
}
