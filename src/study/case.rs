//! The cases of an experiment: scenarios with labels, and how the command line chooses them.

use crate::scenario::{self, Faults, Overrides, Scenario};
use std::path::{Path, PathBuf};

/// A case: one scenario of an experiment.
#[derive(Clone, Debug)]
pub struct Case {
    /// The scenario to run.
    pub scenario: Scenario,
    /// Its name in reports and files.
    pub label: String,
}

impl From<Scenario> for Case {
    /// Makes a case that has the scenario's own name.
    fn from(scenario: Scenario) -> Self {
        let label = scenario.name().to_owned();
        Self { scenario, label }
    }
}

/// An error that makes a comparison impossible.
#[derive(Debug, thiserror::Error)]
pub enum CannotCompare {
    /// A scenario has problems.
    #[error("{0}")]
    Scenario(#[from] Box<Faults>),
    /// There is only one case, and its file has no variants.
    #[error(
        "there is nothing to compare {0} with: name two scenarios, or a file with variants, as `haitao compare a.toml b.toml`"
    )]
    Alone(String),
    /// Two cases use different currencies.
    #[error("{label} uses {own}, but the first scenario uses {first}")]
    Currency {
        /// The label of the case.
        label: String,
        /// The currency of the case.
        own: String,
        /// The currency of the first case.
        first: String,
    },
    /// None of the cases has this figure or entry.
    #[error("there is no {what} `{word}`{}", .meant.as_ref().map_or_else(String::new, |meant| format!(": did you mean `{meant}`?")))]
    Unknown {
        /// What was looked up.
        what: &'static str,
        /// The name given.
        word: String,
        /// The most similar name that exists.
        meant: Option<String>,
    },
}

/// Loads the cases that arguments name, each a `FILE` or `FILE:VARIANT`, with overrides applied to all of them. A file alone
/// stands for itself and all its variants. At least two cases with one currency are required.
///
/// # Errors
/// If a scenario has problems, or the cases cannot be compared.
pub fn cases(words: &[String], sets: &[String]) -> Result<Vec<Case>, CannotCompare> {
    let mut chosen: Vec<(PathBuf, Option<String>)> = words.iter().map(|word| file_and_variant(word)).collect();
    if let [(path, None)] = &chosen[..] {
        let path = path.clone();
        let variants = scenario::variants(&path).map_err(Box::new)?;
        chosen.extend(variants.into_iter().map(|name| (path.clone(), Some(name))));
    }
    if chosen.len() < 2 {
        return Err(CannotCompare::Alone(words.join(" ")));
    }
    let mut cases = Vec::new();
    for (path, variant) in chosen {
        let overrides = Overrides { variant, sets: sets.to_vec() };
        cases.push(Case::from(scenario::load_with(&path, &overrides).map_err(Box::new)?));
    }
    let first = cases[0].scenario.currency().to_owned();
    match cases.iter().find(|case| case.scenario.currency() != first) {
        Some(Case { scenario, label }) => {
            let (label, own) = (label.clone(), scenario.currency().to_owned());
            Err(CannotCompare::Currency { label, own, first })
        }
        None => Ok(cases),
    }
}

/// Splits `FILE:VARIANT`. The name of an existing file is not split, even if it contains a colon.
#[must_use]
pub fn file_and_variant(word: &str) -> (PathBuf, Option<String>) {
    match word.rsplit_once(':') {
        Some((file, variant)) if !Path::new(word).exists() => (file.into(), Some(variant.to_owned())),
        _ => (word.into(), None),
    }
}
