//! Output: the folder of a run and the files in it. Files are written under temporary names and renamed, the manifest last,
//! so no reader ever sees a half-written result.
//!
//! # Columns
//! A column's name ends in its unit: `_us` is whole microseconds (times count from the start of the run), `_units` whole
//! units of goods, and `_x10000` an amount in the currency named before it, times 10,000, which keeps it an exact integer:
//! `price_cny_x10000 = 2980000` is 298 CNY. KPI columns have the KPI's name; `summary.json` gives the unit.
//! `docs/reference/columns.md` lists all columns.

#![doc(hidden)]

mod columns;
mod comparison;
mod differences;
mod folder;
mod journal;
mod journal_form;
mod manifest;
mod replications;
mod series;
mod summary;

pub use columns::TABLES;
pub use comparison::{comparison_folder, comparison_json, comparison_manifest};
pub use differences::{Difference, Differences};
pub use folder::{Folder, Part, folder_name};
pub use journal::open_journal;
pub use journal_form::JournalForm;
pub use manifest::{Circumstances, manifest};
pub use replications::replications;
pub use series::series_frame;
pub use summary::{summary_json, write_summary};

use crate::scenario::Scenario;
use crate::study::{Case, Study, Summary};
use crate::table::{self, Frame};
use std::io::{self, Write};

/// Writes all results of a run into its folder and publishes them.
///
/// Leaves out Parquet if the program was built without `tables`.
///
/// # Errors
/// If a file cannot be written; the files written so far are removed.
pub fn write(
    folder: &Folder,
    scenario: &Scenario,
    study: &Study,
    summary: &Summary,
    run: &Circumstances<'_>,
) -> io::Result<()> {
    write_table(folder, "replications", replications(scenario, study))?;
    if let Some(frame) = series_frame(scenario, study) {
        write_table(folder, "series", frame)?;
    }
    let mut file = folder.create("summary.json", None)?;
    write_summary(&mut file, scenario, summary)?;
    file.finish()?;
    let mut file = folder.create("manifest.json", None)?;
    file.write_all(manifest(scenario, study, run).as_bytes())?;
    file.finish()?;
    folder.publish(|replication| study.rows.iter().any(|row| row.replication == replication))
}

/// Writes a comparison and the replications of its cases, each under its number and label, and publishes them.
///
/// # Errors
/// If a file cannot be written; the files written so far are removed.
pub fn write_comparison(
    folder: &Folder,
    cases: &[Case],
    studies: &[Study],
    comparison: &str,
    manifest: &str,
) -> io::Result<()> {
    for (number, (case, study)) in cases.iter().zip(studies).enumerate() {
        let name = format!("replications/{number}-{}", case.label.replace(':', "-"));
        write_table(folder, &name, replications(&case.scenario, study))?;
    }
    for (name, text) in [("comparison.json", comparison), ("manifest.json", manifest)] {
        let mut file = folder.create(name, None)?;
        file.write_all(text.as_bytes())?;
        file.finish()?;
    }
    folder.publish(|_| true)
}

/// Writes a table as CSV, and as Parquet if the program was built with `tables`.
fn write_table(folder: &Folder, name: &str, frame: Frame) -> io::Result<()> {
    let mut csv = folder.create(&format!("{name}.csv"), None)?;
    table::write_csv(&mut csv, &frame)?;
    csv.finish()?;
    if table::AVAILABLE {
        let mut parquet = folder.create(&format!("{name}.parquet"), None)?;
        table::write_parquet(&mut parquet, frame)?;
        parquet.finish()?;
    }
    Ok(())
}
