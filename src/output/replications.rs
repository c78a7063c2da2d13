//! The table of replications: a row each, a column each KPI, for readers who want more than means.

use crate::scenario::Scenario;
use crate::study::Study;
use crate::table::{Frame, Values};

/// The table of a study. The first column is `replication`; a KPI of everything is a column of its name, a KPI of an entry
/// one named `subject:kpi`, such as `customs.desk:queue_wait_mean`. What is undefined in a replication is null.
#[must_use]
pub fn replications(scenario: &Scenario, study: &Study) -> Frame {
    let numbers = study.rows.iter().map(|row| row.replication).collect();
    let mut frame = Frame::new().with("replication", Values::U64(numbers));
    for (index, column) in scenario.kpis().iter().enumerate() {
        let name = match column.subject.group() {
            None => column.kpi.name.to_owned(),
            Some(_) => format!("{}:{}", column.subject, column.kpi.name),
        };
        frame = frame.with(name, Values::F64(study.rows.iter().map(|row| row.values[index]).collect()));
    }
    frame
}
