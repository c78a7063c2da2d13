//! `haitao compare`: load the cases -> run them on the same random numbers -> pair -> write -> print.

use super::answer::{answer, note};
use super::run::{cannot_write, cores};
use super::{Failure, Format, interrupt, progress};
use crate::output::{self, Folder};
use crate::report;
use crate::scenario::Scenario;
use crate::study::{self, Case, Comparison, Experiment, Figures, Pair, Plan, Stopping, Study, Watch};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// Arguments of `haitao compare`.
#[derive(Debug, clap::Args)]
pub(super) struct Compare {
    /// Scenario files, or variants as `FILE:VARIANT`; the first is the baseline. A single file means the file and all
    /// its variants
    #[arg(value_name = "SCENARIO", required = true)]
    scenarios: Vec<String>,
    /// Set one value in every scenario, such as `run.horizon="90 d"`; may be repeated
    #[arg(long, value_name = "PATH=VALUE")]
    set: Vec<String>,
    /// Figures to show, such as `fill_rate,lost_sales` [default: a dozen]
    #[arg(long, value_name = "KPIS", value_delimiter = ',')]
    kpi: Vec<String>,
    /// Entries to show figures of, such as `market.shanghai,stock.beilun.care` [default: all]
    #[arg(long, value_name = "ENTRIES", value_delimiter = ',')]
    of: Vec<String>,
    /// Also show the correlation and the variance reduction by common random numbers
    #[arg(long)]
    statistics: bool,
    /// Replications of each scenario [default: the first scenario's, or 100]
    #[arg(short = 'n', long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    replications: Option<u64>,
    /// Threads [default: one per core]; results do not depend on it
    #[arg(short = 'j', long, value_name = "T", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Seed of all random numbers [default: the first scenario's, or 1]
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
    /// Folder for the results [default: a new one in outputs/]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Output format: `table` for people, `json` for programs
    #[arg(long, value_enum, default_value = "table", hide_possible_values = true)]
    format: Format,
    /// Show no progress and no notes
    #[arg(short, long)]
    quiet: bool,
}

/// Runs the scenarios and prints how they differ.
///
/// # Errors
/// If a scenario is not valid, they cannot be compared, the folder cannot be written, or no replication finished.
pub(super) fn compare(words: &Compare) -> Result<(), Failure> {
    let cases = study::cases(&words.scenarios, &words.set)?;
    let figures = Figures { kpis: words.kpi.clone(), of: words.of.clone() };
    figures.check(&cases)?;
    let plan = words.plan(&cases[0].scenario);
    let experiment = Experiment { cases, plan, stopping: Stopping::Fixed };
    let Experiment { cases, plan, .. } = &experiment;
    let path = words.out.clone().unwrap_or_else(|| Path::new("outputs").join(output::comparison_folder(cases, plan)));
    let folder = Arc::new(Folder::claim(&path).map_err(|cause| cannot_write(&path, cause))?);

    let (started, clock) = (jiff::Timestamp::now().to_string(), Instant::now());
    let mut studies = run(&experiment, &folder, words.quiet)?;
    let wall = clock.elapsed();
    let replications = study::keep_common(&mut studies);
    if replications == 0 {
        return Err(Failure::Stopped);
    }
    let wanted = study::compare_with_first(cases, &studies, &figures);
    let mut comparison = Comparison { baseline: &cases[0], others: &wanted, plan, replications };
    let command: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    let json = output::comparison_json(&comparison);
    let manifest = output::comparison_manifest(&comparison, &started, wall, &command);
    output::write_comparison(&folder, cases, &studies, &json, &manifest).map_err(|cause| cannot_write(&path, cause))?;

    let shown: Vec<(&Case, Vec<Pair>)> = wanted.iter().map(|(case, pairs)| (*case, figures.shown(pairs))).collect();
    comparison.others = &shown;
    answer(&match words.format {
        Format::Table => report::terminal(&report::comparison(&comparison, words.statistics)),
        Format::Json => json,
    })?;
    let planned = plan.replications.end - plan.replications.start;
    if replications < planned {
        let said = format!("stopped: the results cover the first {replications} of {planned} replications");
        note(words.quiet, &said);
    }
    note(words.quiet, &format!("{:.2} s; results are in {}", wall.as_secs_f64(), path.display()));
    Ok(())
}

/// Runs the cases under Ctrl-C and a progress bar.
fn run(experiment: &Experiment, folder: &Arc<Folder>, quiet: bool) -> Result<Vec<Study>, Failure> {
    let stop = interrupt::watch(folder)?;
    let bar = progress::bar(experiment.plan.replications.end * experiment.cases.len() as u64, quiet);
    let studies = experiment.run(&Watch { stop: &stop, done: &|| bar.inc(1), ..Watch::nothing() });
    bar.finish_and_clear();
    studies.map_err(|cause| cannot_write(folder.path(), cause))
}

impl Compare {
    /// Returns the replications to run; the first scenario supplies what the arguments leave out.
    fn plan(&self, first: &Scenario) -> Plan {
        let replications = self.replications.unwrap_or_else(|| first.replications());
        let threads = self.threads.map_or_else(cores, usize::from);
        Plan { replications: 0..replications, seed: self.seed.unwrap_or_else(|| first.seed()), threads }
    }
}
