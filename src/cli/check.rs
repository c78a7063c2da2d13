//! `haitao check`: is a scenario sound? One line for each that is, everything that is wrong with each that is not.

use super::answer::{answer, tell};
use super::{Failure, Format, problems};
use crate::scenario::{self, Faults, Scenario};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// What `haitao check` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Scenario files
    #[arg(value_name = "SCENARIO", required = true)]
    scenarios: Vec<PathBuf>,
    /// Form of the answer: `table` for people, `json` for programs
    #[arg(long, value_enum, default_value = "table", hide_possible_values = true)]
    format: Format,
}

/// Reads every file and says whether it is sound.
///
/// # Errors
/// If one is not.
pub(super) fn check(words: &Check) -> Result<(), Failure> {
    let read: Vec<(&Path, Result<Scenario, Faults>)> =
        words.scenarios.iter().map(|path| (path.as_path(), scenario::load(path))).collect();
    match words.format {
        Format::Table => {
            for (path, read) in &read {
                match read {
                    Ok(scenario) => answer(&sound(path, scenario))?,
                    Err(faults) => tell(&problems::drawn(faults)),
                }
            }
        }
        Format::Json => {
            let files: Vec<Value> = read.iter().map(|(path, read)| listed(path, read)).collect();
            answer(&format!("{:#}\n", Value::Array(files)))?;
        }
    }
    if read.iter().all(|(_, read)| read.is_ok()) { Ok(()) } else { Err(Failure::Told) }
}

/// One line on a sound scenario.
fn sound(path: &Path, scenario: &Scenario) -> String {
    let question = scenario.question().map_or_else(String::new, |question| format!("  \x1b[2m{question}\x1b[0m"));
    format!("\x1b[32msound\x1b[0m  {}{question}\n", path.display())
}

/// A file and its problems for programs.
fn listed(path: &Path, read: &Result<Scenario, Faults>) -> Value {
    let problems = read.as_ref().err().map_or_else(Vec::new, problems::listed);
    json!({ "scenario": path.display().to_string(), "sound": read.is_ok(), "problems": problems })
}
