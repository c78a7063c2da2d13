//! `haitao run`: load -> replicate -> estimate -> write -> print.

use super::answer::{answer, note};
use super::overrides::Overriding;
use super::tell::tell;
use super::{Failure, Format, interrupt, problems, progress};
use crate::measure::Journals;
use crate::output::{self, Circumstances, Folder, JournalForm};
use crate::report;
use crate::scenario::{self, Scenario};
use crate::study::{self, Plan, Study, Summary, Watch};
use crate::table;
use clap::builder::PossibleValuesParser;
use indicatif::HumanCount;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// Arguments of `haitao run`.
#[derive(Debug, clap::Args)]
pub(super) struct Run {
    /// Scenario file
    scenario: PathBuf,
    #[command(flatten)]
    over: Overriding,
    /// Replications [default: the scenario's, or 100]
    #[arg(short = 'n', long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    replications: Option<u64>,
    /// Threads [default: one per core]; results do not depend on it
    #[arg(short = 'j', long, value_name = "T", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Seed of all random numbers [default: the scenario's, or 1]
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
    /// Run only replication K; its result is the same as in a full run
    #[arg(long, value_name = "K", conflicts_with = "replications", value_parser = clap::value_parser!(u64).range(..u64::MAX))]
    rep: Option<u64>,
    /// Folder for the results [default: a new one in outputs/]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Output format: `table` for people, `json` for programs
    #[arg(long, value_enum, default_value = "table", hide_possible_values = true)]
    format: Format,
    #[arg(long, help = journal_help(), value_parser = PossibleValuesParser::new(Journals::NAMES), value_name = "KINDS", value_delimiter = ',', hide_possible_values = true)]
    journal: Vec<String>,
    /// Format of the journals: `parquet` or `jsonl` (JSON Lines) [default: parquet if built in, else jsonl]
    #[arg(long, value_parser = PossibleValuesParser::new(JournalForm::ALL.map(JournalForm::name)), value_name = "FORM", hide_possible_values = true)]
    journal_format: Option<String>,
    /// Show no progress and no notes
    #[arg(short, long)]
    quiet: bool,
}

fn journal_help() -> String {
    let names: Vec<String> = Journals::NAMES.iter().map(|name| format!("`{name}`")).collect();
    format!("Write journals too, one file per replication: {}; several as `orders,stock`", names.join(", "))
}

/// Runs a scenario.
///
/// # Errors
/// If the scenario is not valid, the folder cannot be written, or no replication finished.
pub(super) fn run(words: &Run) -> Result<(), Failure> {
    let journals = words.journals()?;
    let scenario = scenario::load_with(&words.scenario, &words.over.overrides())?;
    if let (Some(warnings), false) = (scenario.warnings(), words.quiet) {
        tell(&problems::warned(warnings));
    }
    let plan = words.plan(&scenario);
    let path = words.folder(&scenario, &plan);
    let done = perform(&scenario, &Job { plan, journals, path: &path, quiet: words.quiet })?;
    answer(&match words.format {
        Format::Table => report::terminal(&report::run(&scenario, &done.study, &done.summary)),
        Format::Json => output::summary_json(&scenario, &done.summary),
    })?;
    print_notes(&done.study, &path, done.wall.as_secs_f64(), words.quiet);
    Ok(())
}

/// A run to perform, and where its results go.
pub(super) struct Job<'a> {
    pub(super) plan: Plan,
    pub(super) journals: (Journals, JournalForm),
    pub(super) path: &'a Path,
    pub(super) quiet: bool,
}

/// The result of a job.
pub(super) struct Done {
    study: Study,
    summary: Summary,
    wall: Duration,
}

/// Runs a scenario and writes all its results.
pub(super) fn perform(scenario: &Scenario, job: &Job<'_>) -> Result<Done, Failure> {
    let folder = Arc::new(Folder::claim(job.path).map_err(|cause| cannot_write(job.path, cause))?);
    let (started, clock) = (jiff::Timestamp::now().to_string(), Instant::now());
    let study = replicate(scenario, &job.plan, job.journals, &folder, job.quiet)?;
    let wall = clock.elapsed();
    if study.rows.is_empty() {
        return Err(Failure::Stopped);
    }
    let summary = study::estimate(scenario, &study);
    let command: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    let directory = std::env::current_dir().unwrap_or_default().display().to_string();
    let run = Circumstances {
        command: &command,
        directory: &directory,
        started: &started,
        wall,
        cores: cores(),
        journals: job.journals,
    };
    output::write(&folder, scenario, &study, &summary, &run).map_err(|cause| cannot_write(job.path, cause))?;
    Ok(Done { study, summary, wall })
}

/// Runs the replications under Ctrl-C and a progress bar.
fn replicate(
    scenario: &Scenario,
    plan: &Plan,
    (journals, form): (Journals, JournalForm),
    folder: &Arc<Folder>,
    quiet: bool,
) -> Result<Study, Failure> {
    let stop = interrupt::watch(folder)?;
    let bar = progress::bar(plan.replications.end - plan.replications.start, quiet);
    let open = |_, replication| output::open_journal(folder, replication, journals, form, scenario.currency());
    let kept = journals != Journals::default();
    let watch = Watch { stop: &stop, done: &|| bar.inc(1), journal: if kept { Some(&open) } else { None }, journals };
    let study = study::replicate_watched(scenario, plan, &watch);
    bar.finish_and_clear();
    study.map_err(|cause| cannot_write(folder.path(), cause))
}

/// Prints notes about the run on standard error.
fn print_notes(study: &Study, path: &Path, seconds: f64, quiet: bool) {
    if study.interrupted {
        let asked = study.plan.replications.end - study.plan.replications.start;
        note(quiet, &format!("stopped: the results cover the first {} of {asked} replications", study.rows.len()));
    }
    if !table::AVAILABLE {
        note(quiet, "built without the feature `tables`: no Parquet, only CSV");
    }
    let events = study.rows.iter().map(|row| row.events).sum();
    note(quiet, &format!("{} events in {seconds:.2} s; results are in {}", HumanCount(events), path.display()));
}

impl Run {
    /// Returns the requested journals and their format.
    fn journals(&self) -> Result<(Journals, JournalForm), Failure> {
        let journals = self.journal.iter().map(String::as_str);
        let journals = Journals::named(journals).expect("the parser lets no other name through");
        let form = self.journal_format.as_deref().and_then(JournalForm::named).unwrap_or_default();
        if !self.journal.is_empty() && !form.is_available() {
            let said = "`--journal-format parquet` needs haitao built with the feature `tables`";
            return Err(Failure::Arguments(said.to_owned()));
        }
        Ok((journals, form))
    }

    /// Returns the replications to run; the scenario supplies what the arguments leave out.
    fn plan(&self, scenario: &Scenario) -> Plan {
        let replications = match self.rep {
            Some(one) => one..one + 1,
            None => 0..self.replications.unwrap_or_else(|| scenario.replications()),
        };
        let threads = self.threads.map_or_else(cores, usize::from);
        Plan { replications, seed: self.seed.unwrap_or_else(|| scenario.seed()), threads }
    }

    /// Returns the folder for the results; the same run always gets the same folder.
    fn folder(&self, scenario: &Scenario, plan: &Plan) -> PathBuf {
        let (first, end) = (plan.replications.start, plan.replications.end);
        let name = output::folder_name(scenario.name(), scenario.hash(), plan.seed, first, end);
        self.out.clone().unwrap_or_else(|| Path::new("outputs").join(name))
    }
}

/// Returns the number of available processor cores.
pub(super) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Returns the failure to write into a folder.
pub(super) fn cannot_write(path: &Path, cause: std::io::Error) -> Failure {
    Failure::io(format!("cannot write into {}", path.display()), cause)
}
