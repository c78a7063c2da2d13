//! `haitao diff`: lists how the inputs of two scenarios differ: values by path, and data files.

use super::answer::answer;
use super::rerun::Manifest;
use super::{Failure, Format};
use crate::output;
use crate::scenario::{self, Inputs, Overrides};
use crate::study::file_and_variant;
use std::path::Path;

/// Arguments of `haitao diff`.
#[derive(Debug, clap::Args)]
pub(super) struct Diff {
    /// Scenario file, variant as `FILE:VARIANT`, or folder of a run
    #[arg(value_name = "A")]
    one: String,
    /// What to compare it with
    #[arg(value_name = "B")]
    other: String,
    /// Output format: `table` for people, `json` for programs
    #[arg(long, value_enum, default_value = "table", hide_possible_values = true)]
    format: Format,
}

/// Prints the differences between two scenarios.
///
/// # Errors
/// If one of them is not valid.
pub(super) fn diff(words: &Diff) -> Result<(), Failure> {
    let (one, other) = (inputs(&words.one)?, inputs(&words.other)?);
    let differences = output::Differences::between(&one, &other);
    answer(&match words.format {
        Format::Table => differences.report(&words.one, &words.other),
        Format::Json => differences.json(&words.one, &words.other),
    })
}

/// Returns the inputs of a scenario. For a run's folder, those are its scenario's current inputs.
fn inputs(word: &str) -> Result<Inputs, Failure> {
    let (path, overrides) = if Path::new(word).is_dir() {
        Manifest::of(Path::new(word))?.source()?
    } else {
        let (path, variant) = file_and_variant(word);
        (path, Overrides { variant, sets: Vec::new() })
    };
    Ok(scenario::inputs(&path, &overrides)?)
}
