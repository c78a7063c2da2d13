//! The report of a run: what was run, what was measured, and the results.

use super::model::{Report, Title};
use super::sections;
use super::source::Source;
use crate::scenario::Scenario;
use crate::study::{Study, Summary};
use crate::units::SimTime;

/// Builds the report of a run.
#[must_use]
pub fn run(scenario: &Scenario, study: &Study, summary: &Summary) -> Report {
    let mut notes: Vec<String> = scenario.overrides().sets.iter().map(|set| format!("with {set}")).collect();
    let first = study.plan.replications.start;
    let runs = match study.rows.len() {
        1 => format!("replication {first}"),
        several => format!("{several} replications"),
    };
    let window = scenario.window();
    notes.push(format!(
        "{runs}, seed {}, measured from {} to {}",
        study.plan.seed,
        day(window.warm_up),
        day(window.horizon)
    ));
    let reading = if study.rows.len() < 2 {
        "one replication gives no confidence interval; run at least two to see how certain these figures are"
    } else {
        "± is the half-width of the 95 % confidence interval for the mean over replications"
    };
    notes.push(reading.to_owned());
    Report {
        title: Title { name: scenario.name().to_owned(), compared_with: None },
        question: scenario.question().map(str::to_owned),
        notes,
        sections: sections::all(&Source::new(scenario, summary)),
    }
}

/// Formats a time in days, without trailing zeros.
pub(super) fn day(time: SimTime) -> String {
    let days = time.days();
    let text = format!("{days:.2}");
    format!("day {}", text.trim_end_matches('0').trim_end_matches('.'))
}
