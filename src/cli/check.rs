//! `haitao check`: checks scenarios and each of their variants. Prints one line for each valid one and every problem of
//! each invalid one.

use super::answer::answer;
use super::overrides::Overriding;
use super::tell::tell;
use super::{Failure, Format, problems};
use crate::scenario::{self, Faults, Scenario};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Arguments of `haitao check`.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Scenario files; their variants are checked too
    #[arg(value_name = "SCENARIO", required = true)]
    scenarios: Vec<PathBuf>,
    #[command(flatten)]
    over: Overriding,
    /// Output format: `table` for people, `json` for programs
    #[arg(long, value_enum, default_value = "table", hide_possible_values = true)]
    format: Format,
}

/// A file or one of its variants, and the result of reading it.
struct Checked<'a> {
    path: &'a Path,
    variant: Option<String>,
    read: Result<Scenario, Faults>,
}

/// Reads every file with its variants and reports whether they are valid.
///
/// # Errors
/// If any of them is not valid.
pub(super) fn check(words: &Check) -> Result<(), Failure> {
    let checked: Vec<Checked<'_>> = words.scenarios.iter().flat_map(|path| read(path, &words.over)).collect();
    match words.format {
        Format::Table => {
            for one in &checked {
                match &one.read {
                    Ok(scenario) => {
                        answer(&sound(one, scenario))?;
                        scenario.warnings().into_iter().for_each(|warnings| tell(&problems::warned(warnings)));
                    }
                    Err(faults) => tell(&problems::drawn(faults)),
                }
            }
        }
        Format::Json => {
            let files: Vec<Value> = checked.iter().map(listed).collect();
            answer(&format!("{:#}\n", Value::Array(files)))?;
        }
    }
    if checked.iter().all(|one| one.read.is_ok()) { Ok(()) } else { Err(Failure::Told) }
}

/// Reads a file and its variants. The variants of an invalid file are skipped: they would only repeat its problems.
fn read<'a>(path: &'a Path, over: &Overriding) -> Vec<Checked<'a>> {
    let load = |variant: Option<String>| {
        let overrides = over.of(variant.as_deref());
        Checked { path, variant: overrides.variant.clone(), read: scenario::load_with(path, &overrides) }
    };
    let mut checked = vec![load(None)];
    if checked[0].read.is_ok() && checked[0].variant.is_none() {
        checked.extend(scenario::variants(path).into_iter().flatten().map(|name| load(Some(name))));
    }
    checked
}

/// Returns the line for a valid scenario.
fn sound(one: &Checked<'_>, scenario: &Scenario) -> String {
    let question = scenario.question().map_or_else(String::new, |question| format!("  \x1b[2m{question}\x1b[0m"));
    let variant = one.variant.as_ref().map_or_else(String::new, |variant| format!(":{variant}"));
    format!("\x1b[32mvalid\x1b[0m  {}{variant}{question}\n", one.path.display())
}

/// Returns a file and its problems as JSON.
fn listed(one: &Checked<'_>) -> Value {
    let problems = one.read.as_ref().err().map_or_else(Vec::new, problems::listed);
    let warnings = one.read.as_ref().ok().and_then(Scenario::warnings).map_or_else(Vec::new, problems::listed);
    json!({
        "scenario": one.path.display().to_string(),
        "variant": one.variant,
        "sound": one.read.is_ok(),
        "problems": problems,
        "warnings": warnings,
    })
}
