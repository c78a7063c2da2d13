//! The program's words: one file a verb. Results go to standard output, progress, notes and problems to standard error.
//! Exit codes: 0 it ran, 2 the scenario or the arguments are wrong, 3 it could not run, 130 it was killed by a second Ctrl-C.

mod answer;
mod check;
mod classify;
mod failure;
mod fit;
mod interrupt;
mod problems;
mod progress;
mod run;

use answer::Format;
use clap::{Parser, Subcommand};
use failure::Failure;
use std::process::ExitCode;

/// What a script may want to know.
const EXIT_CODES: &str = "Exit codes: 0 it ran, 2 the scenario or the arguments are wrong, 3 it could not run.";

/// A simulator of cross-border supply chains: delivery times, costs and stockouts of a scenario file.
#[derive(Debug, Parser)]
#[command(
    name = "haitao",
    version,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    max_term_width = 100
)]
#[command(after_help = EXIT_CODES)]
struct Words {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Simulate a scenario many times and report what came of it
    Run(run::Run),
    /// Say whether scenario files are sound, and everything that is wrong with them
    Check(check::Check),
    /// Fit laws of probability to a column of numbers, and rank them
    Fit(fit::Fit),
    /// Say what kind of demand each product has: ABC, XYZ, smooth to lumpy, with a policy that suits it
    Classify(classify::Classify),
}

/// Does what the command line says.
#[must_use]
pub fn main() -> ExitCode {
    let words = match Words::try_parse() {
        Ok(words) => words,
        Err(said) => {
            // Help goes to standard output with 0, mistakes to standard error with 2; if that fails, nobody is left to tell.
            let _ = said.print();
            return ExitCode::from(u8::try_from(said.exit_code()).unwrap_or(2));
        }
    };
    let done = match &words.verb {
        Verb::Run(words) => run::run(words),
        Verb::Check(words) => check::check(words),
        Verb::Fit(words) => fit::fit(words),
        Verb::Classify(words) => classify::classify(words),
    };
    done.map_or_else(Failure::report, |()| ExitCode::SUCCESS)
}
