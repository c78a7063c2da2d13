//! The rules of customs and taxes: the built-in ones, amended by `[regime.NAME]`, and whether they cover the run.

use super::document::Document;
use crate::chain::regime::{Regime, RuleBook};
use crate::reading::{REGIME, Reading, read_amendments};
use crate::text::{Code, Problem};

/// Reads `[regime.NAME]`: the built-in rules with the file's amendments.
pub(super) fn amended(document: &Document<'_>, reading: &mut Reading<'_>) -> RuleBook {
    let mut rules = RuleBook::built_in();
    let mut found = Vec::new();
    let entries = document.entries("regime", &mut reading.problems);
    for entry in entries {
        match Regime::parse(entry.name) {
            Some(regime) => found.push((entry, regime)),
            None => {
                let cause = format!("there is no regime `{}`", entry.name);
                let problem = Problem::new(Code::UnknownRegime, entry.place, cause);
                let known = Regime::NAMES.iter().map(|(name, _)| *name);
                reading.report(problem.suggest(entry.name, known));
            }
        }
    }
    for (entry, regime) in found {
        let reader = entry.reader("regime", REGIME);
        read_amendments(&reader, reading, regime, &mut rules);
        reading.finish(&reader);
    }
    rules
}

/// Reads `[regime.NAME]` and checks that every regime of a path has rules on the first day.
pub(super) fn read(document: &Document<'_>, reading: &mut Reading<'_>) -> RuleBook {
    let rules = amended(document, reading);
    for (regime, place) in reading.regimes() {
        if !reading.clock.has_dates() {
            let cause = format!("the rules of regime {regime} depend on the date, but the run has none");
            let problem = Problem::new(Code::NeedsDate, place, cause);
            reading.report(problem.help("add a start date: `run.start = 2027-01-01`"));
        } else if let Err(error) = rules.at(regime, reading.clock.first_day()) {
            reading.report(Problem::new(Code::BeforeTheRules, place, error.to_string()));
        }
        if reading.currency != "CNY" {
            let cause = format!("taxes are in CNY, but the ledger is in {}", reading.currency);
            let problem = Problem::new(Code::TaxCurrency, place, cause);
            reading.report(problem.help("remove `currency`, and convert amounts with `[fx]`"));
        }
    }
    rules
}
