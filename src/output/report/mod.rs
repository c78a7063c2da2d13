//! The summary a planner reads in a terminal: at most about a hundred columns wide, and what is undefined is left out.
//! Styled by terminal sequences, which the stream it is written to removes where they are not wanted.

mod bars;
mod comparison;
mod figure;
mod grid;
mod sections;
mod source;
mod style;

pub use comparison::comparison_report;

use crate::scenario::Scenario;
use crate::study::{Study, Summary};
use crate::units::SimTime;
use grid::shortened;
use source::Source;
use style::{bold, dim};

/// The summary of a study.
#[must_use]
pub fn report(scenario: &Scenario, study: &Study, summary: &Summary) -> String {
    let source = Source::new(scenario, summary);
    let mut text = head(scenario, study);
    for section in sections::all(&source) {
        text.push('\n');
        text.push_str(&section);
    }
    text
}

/// What was run, how often, and what of it is measured.
fn head(scenario: &Scenario, study: &Study) -> String {
    let mut text = format!("{}\n", bold(scenario.name()));
    if let Some(question) = scenario.question() {
        text.push_str(question);
        text.push('\n');
    }
    for set in &scenario.overrides().sets {
        text.push_str(&dim(&format!("with {set}")));
        text.push('\n');
    }
    let first = study.plan.replications.start;
    let runs = match study.rows.len() {
        1 => format!("replication {first}"),
        several => format!("{several} replications"),
    };
    let window = scenario.window();
    let facts =
        format!("{runs}, seed {}, measured from {} to {}", study.plan.seed, day(window.warm_up), day(window.horizon));
    text.push_str(&dim(&facts));
    text.push('\n');
    let reading = if study.rows.len() < 2 {
        "one replication has no interval; run two or more to see how sure these figures are"
    } else {
        "± is half of a 95 % confidence interval for the mean across replications"
    };
    text.push_str(&dim(reading));
    text.push('\n');
    text
}

/// A point of time in days, as short as it can be.
fn day(time: SimTime) -> String {
    let days = time.days();
    let text = format!("{days:.2}");
    format!("day {}", text.trim_end_matches('0').trim_end_matches('.'))
}
