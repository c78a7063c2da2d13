//! The cases of an experiment: scenarios under the labels that their results bear, and how words choose them.

use crate::scenario::{self, Faults, Overrides, Scenario};
use std::path::{Path, PathBuf};

/// One scenario of an experiment.
#[derive(Clone, Debug)]
pub struct Case {
    /// What is run.
    pub scenario: Scenario,
    /// What reports and files call it.
    pub label: String,
}

impl From<Scenario> for Case {
    /// A case that bears the scenario's own name.
    fn from(scenario: Scenario) -> Self {
        let label = scenario.name().to_owned();
        Self { scenario, label }
    }
}

/// Why cases cannot be compared.
#[derive(Debug, thiserror::Error)]
pub enum CannotCompare {
    /// A scenario is not sound.
    #[error("{0}")]
    Scenario(#[from] Box<Faults>),
    /// There is only one case, and its file has no variants.
    #[error(
        "there is nothing to compare {0} with: name two scenarios, or a file with variants, as `haitao compare a.toml b.toml`"
    )]
    Alone(String),
    /// Amounts of two cases have no common measure.
    #[error("amounts of {label} are in {own}, those of the first in {first}")]
    Currency {
        /// Which case.
        label: String,
        /// Its currency.
        own: String,
        /// The currency of the first case.
        first: String,
    },
    /// A figure or an entry that none of the cases has.
    #[error("there is no {what} `{word}`{}", .meant.as_ref().map_or_else(String::new, |meant| format!(": did you mean `{meant}`?")))]
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// Under which name.
        word: String,
        /// The most similar name there is.
        meant: Option<String>,
    },
}

/// Loads the cases that words name, each a `FILE` or `FILE:VARIANT`, with values laid over all of them. A file alone
/// stands for itself and all its variants. There are at least two, all in one currency.
///
/// # Errors
/// If a scenario is not sound, or the cases cannot be compared.
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

/// Splits `FILE:VARIANT`. The name of an existing file is not split, even if it holds a colon.
#[must_use]
pub fn file_and_variant(word: &str) -> (PathBuf, Option<String>) {
    match word.rsplit_once(':') {
        Some((file, variant)) if !Path::new(word).exists() => (file.into(), Some(variant.to_owned())),
        _ => (word.into(), None),
    }
}
