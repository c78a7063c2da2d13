//! The program's words: one file a verb. Results go to standard output, progress, notes and problems to standard error.
//! Exit codes: 0 it ran, 1 a run repeated gave something else, 2 the scenario or the arguments are wrong, 3 it could not
//! run, 130 it was killed by a second Ctrl-C.

mod answer;
mod check;
mod classify;
mod column;
mod compare;
mod completions;
mod diff;
mod explain;
mod failure;
mod fit;
mod forecast;
mod glossary;
mod interrupt;
mod law;
mod list;
mod man;
mod new;
mod overrides;
mod problems;
mod progress;
mod queue;
mod rerun;
mod run;
mod schema;
mod stats;
mod tax;
mod tell;
mod templates;

use answer::Format;
use clap::{CommandFactory, Parser, Subcommand};
use failure::{Failure, unknown};
use std::process::ExitCode;

/// What a script may want to know.
const EXIT_CODES: &str = "Exit codes: 0 it ran, 1 a run repeated gave something else, 2 the scenario or the arguments are \
                          wrong, 3 it could not run.";

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
    /// Write a commented scenario to begin with
    New(new::New),
    /// Say whether scenario files are sound, and everything that is wrong with them
    Check(check::Check),
    /// Simulate a scenario many times and report what came of it
    Run(run::Run),
    /// Repeat a run from its manifest, and say whether it gave the same bytes
    Rerun(rerun::Rerun),
    /// Compare scenarios or variants on the same random numbers
    Compare(compare::Compare),
    /// Say what differs in the inputs of two scenarios, variants or runs
    Diff(diff::Diff),
    /// List laws, policies, forecasts, agents, KPIs, accounts, problem codes, templates, scenarios
    List(list::List),
    /// Say everything about a word: a problem code, a KPI, a law, a policy, a forecast, a key
    Explain(explain::Explain),
    /// Tell what a law of probability is like: moments, quantiles, its shape, draws
    Law(law::LawDoor),
    /// Reckon a waiting line by its closed form, beside the same line simulated
    Queue(queue::Queue),
    /// Tell what a column of data says: mean and intervals, warm-up to delete, batch means
    Stats(stats::Stats),
    /// Forecast a column of data by several methods, and tell how good each would have been
    Forecast(forecast::Forecast),
    /// Fit laws of probability to a column of numbers, and rank them
    Fit(fit::Fit),
    /// Say what kind of demand each product has: ABC, XYZ, smooth to lumpy, with a policy that suits it
    Classify(classify::Classify),
    /// Tell the import taxes on a basket, each with its rule and date
    Tax(tax::Tax),
    /// Print the language as a JSON Schema, for editors
    Schema,
    /// Write what a shell needs to complete words
    Completions(completions::Completions),
    /// Write the manual page, of the program or of a verb
    Man(man::Manual),
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
        Verb::Rerun(words) => rerun::rerun(words),
        Verb::Check(words) => check::check(words),
        Verb::New(words) => new::new(words),
        Verb::List(words) => list::list(words),
        Verb::Explain(words) => explain::explain(words),
        Verb::Compare(words) => compare::compare(words),
        Verb::Diff(words) => diff::diff(words),
        Verb::Law(words) => law::law(words),
        Verb::Queue(words) => queue::queue(words),
        Verb::Stats(words) => stats::stats(words),
        Verb::Forecast(words) => forecast::forecast(words),
        Verb::Fit(words) => fit::fit(words),
        Verb::Classify(words) => classify::classify(words),
        Verb::Tax(words) => tax::tax(words),
        Verb::Completions(words) => completions::completions(words, Words::command()),
        Verb::Man(words) => man::man(words, Words::command()),
        Verb::Schema => schema::schema(),
    };
    done.map_or_else(Failure::report, |()| ExitCode::SUCCESS)
}
