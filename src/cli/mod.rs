//! The command-line program, one file per command. Results go to standard output; progress, notes and problems go to
//! standard error. Exit codes: 0 success, 1 a repeated run gave different results, 2 the scenario or the arguments are
//! invalid, 3 input or output failed, 130 stopped by a second Ctrl-C.

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

/// The exit codes, shown at the end of the help.
const EXIT_CODES: &str = "Exit codes: 0 success, 1 a repeated run gave different results, 2 the scenario or the arguments \
                          are invalid, 3 input or output failed.";

/// A simulator of cross-border supply chains: delivery times, costs and stockouts of a scenario
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
    /// Write a commented scenario to start from
    New(new::New),
    /// Check scenario files and list every problem
    Check(check::Check),
    /// Run many replications of a scenario and report the results
    Run(run::Run),
    /// Repeat a run from its manifest and check that the results are identical
    Rerun(rerun::Rerun),
    /// Compare scenarios or variants on the same random numbers
    Compare(compare::Compare),
    /// List how the inputs of two scenarios, variants or runs differ
    Diff(diff::Diff),
    /// List keys, distributions, policies, forecasts, agents, KPIs, problem codes and more
    List(list::List),
    /// Explain a word: a problem code, KPI, distribution, policy, forecast or key
    Explain(explain::Explain),
    /// Describe a probability distribution: moments, quantiles, shape, samples
    Law(law::LawDoor),
    /// Analyse a queue in closed form and by simulation
    Queue(queue::Queue),
    /// Analyse a column of data: mean with interval, warm-up to delete, batch means
    Stats(stats::Stats),
    /// Forecast a column of data by several methods and back-test each
    Forecast(forecast::Forecast),
    /// Fit probability distributions to a column of numbers and rank them
    Fit(fit::Fit),
    /// Classify the demand of each product (ABC, XYZ, smooth to lumpy) and suggest a policy
    Classify(classify::Classify),
    /// Compute the import taxes on a basket, each with its rule and date
    Tax(tax::Tax),
    /// Print a JSON Schema of scenario files, for editors
    Schema,
    /// Print a shell completion script
    Completions(completions::Completions),
    /// Print the manual page of the program or of a command
    Man(man::Manual),
}

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    let words = match Words::try_parse() {
        Ok(words) => words,
        Err(said) => {
            // Help goes to standard output with exit code 0, mistakes to standard error with 2. A failed write cannot
            // be reported.
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
