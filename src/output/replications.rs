//! The table of replications: one row per replication, one column per KPI, for readers who need more than means.

use crate::scenario::Scenario;
use crate::study::Study;
use crate::table::{Frame, Values};

/// Returns the table of a study. The first column is `replication`. A KPI of the whole chain has its own name as heading; a
/// KPI of an entry has `subject:kpi`, such as `customs.desk:queue_wait_mean`. Undefined figures are null.
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
