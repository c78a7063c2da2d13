//! `haitao compare`: load each -> replicate each on the same random numbers -> pair -> write -> print.

use super::answer::{answer, note};
use super::overrides::case;
use super::run::{cannot_write, cores};
use super::{Failure, Format, interrupt, progress};
use crate::measure::{Journals, KPIS, KpiColumn};
use crate::output::{self, Comparison, Folder};
use crate::scenario::{self, Overrides, Scenario};
use crate::study::{self, Pair, Plan, Study, Watch};
use crate::text::nearest;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// Figures of everything that are shown if none are asked for.
const MAIN: [&str; 13] = [
    "delivery_days_mean",
    "delivery_days_p95",
    "on_time_share",
    "fill_rate",
    "order_fill_rate",
    "wait_days_mean",
    "lost_sales",
    "orders_cancelled",
    "revenue",
    "landed_cost_per_order",
    "cost_per_order",
    "cost_per_day",
    "co2e_kg_per_order",
];

/// What `haitao compare` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Compare {
    /// Scenario files or variants as `FILE:VARIANT`, the first is what the others are compared with; one file alone
    /// stands for itself and all its variants
    #[arg(value_name = "SCENARIO", required = true)]
    scenarios: Vec<String>,
    /// Set one value in all of them, as `run.horizon="90 d"`; may be repeated
    #[arg(long, value_name = "PATH=VALUE")]
    set: Vec<String>,
    /// Figures to show, as `fill_rate,lost_sales` [default: a dozen]
    #[arg(long, value_name = "KPIS", value_delimiter = ',')]
    kpi: Vec<String>,
    /// What they are about, as `market.shanghai,stock.beilun.care` [default: everything]
    #[arg(long, value_name = "ENTRIES", value_delimiter = ',')]
    of: Vec<String>,
    /// How often to run each [default: what the first says, or 100]
    #[arg(short = 'n', long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    replications: Option<u64>,
    /// Threads to run on [default: one a core]; they change no result
    #[arg(short = 'j', long, value_name = "T", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Seed of all random numbers [default: what the first says, or 1]
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
    /// Folder for the results [default: one of its own in outputs/]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Form of the answer: `table` for people, `json` for programs
    #[arg(long, value_enum, default_value = "table", hide_possible_values = true)]
    format: Format,
    /// No progress, no notes
    #[arg(short, long)]
    quiet: bool,
}

/// Runs each scenario and says what differs.
///
/// # Errors
/// If one is not sound, they cannot be compared, the folder cannot be written, or nothing came of it.
pub(super) fn compare(words: &Compare) -> Result<(), Failure> {
    let scenarios = words.scenarios()?;
    let (baseline, rest) = scenarios.split_first().expect("at least two were found");
    words.refuse_unknown(&scenarios)?;
    let replications = words.replications.unwrap_or_else(|| baseline.replications());
    let threads = words.threads.map_or_else(cores, usize::from);
    let seed = words.seed.unwrap_or_else(|| baseline.seed());
    let plan = Plan { replications: 0..replications, seed, threads };
    let path = words.out.clone().unwrap_or_else(|| Path::new("outputs").join(folder_name(&scenarios, &plan)));
    let folder = Arc::new(Folder::claim(&path).map_err(|cause| cannot_write(&path, cause))?);

    let (started, clock) = (jiff::Timestamp::now().to_string(), Instant::now());
    let studies = replicate(&scenarios, &plan, &folder, words.quiet)?;
    let wall = clock.elapsed();
    let (first, others) = studies.split_first().expect("a study for each scenario");
    let others: Vec<(&Scenario, Vec<Pair>)> = rest
        .iter()
        .zip(others)
        .map(|(scenario, study)| {
            let mut pairs = study::compare((baseline, first), (scenario, study));
            pairs.retain(|pair| words.wants(pair));
            (scenario, pairs)
        })
        .collect();
    let common = studies.iter().map(|study| study.rows.len() as u64).min().unwrap_or(0);
    let mut comparison = Comparison { baseline, others: &others, plan: &plan, replications: common };

    let command: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    let json = output::comparison_json(&comparison);
    let manifest = output::comparison_manifest(&comparison, &started, wall, &command);
    let runs: Vec<(&Scenario, &Study)> = scenarios.iter().zip(&studies).collect();
    output::write_comparison(&folder, &runs, &json, &manifest).map_err(|cause| cannot_write(&path, cause))?;
    let shown: Vec<(&Scenario, Vec<Pair>)> =
        others.iter().map(|(scenario, pairs)| (*scenario, words.shown(pairs))).collect();
    comparison.others = &shown;
    answer(&match words.format {
        Format::Table => output::comparison_report(&comparison),
        Format::Json => json,
    })?;
    if common < replications {
        note(
            words.quiet,
            &format!("stopped: the figures are those of the first {common} of {replications} replications"),
        );
    }
    note(words.quiet, &format!("{:.2} s; everything is in {}", wall.as_secs_f64(), path.display()));
    Ok(())
}

/// Runs the replications of each, watched by Ctrl-C and a progress bar.
fn replicate(scenarios: &[Scenario], plan: &Plan, folder: &Arc<Folder>, quiet: bool) -> Result<Vec<Study>, Failure> {
    let stop = interrupt::watch(folder)?;
    let bar = progress::bar(plan.replications.end * scenarios.len() as u64, quiet);
    let watch = Watch { stop: &stop, done: &|| bar.inc(1), journal: None, journals: Journals::default() };
    let mut studies = Vec::new();
    for scenario in scenarios {
        let study = study::replicate_watched(scenario, plan, &watch);
        let study = study.map_err(|cause| cannot_write(folder.path(), cause))?;
        if study.rows.is_empty() {
            return Err(Failure::Stopped);
        }
        studies.push(study);
    }
    bar.finish_and_clear();
    Ok(studies)
}

/// The same comparison always goes into the same folder.
fn folder_name(scenarios: &[Scenario], plan: &Plan) -> String {
    let hashes: String = scenarios.iter().map(Scenario::hash).collect();
    let hash: String = Sha256::digest(hashes).iter().map(|byte| format!("{byte:02x}")).collect();
    let name = format!("compare-{}", scenarios[0].name());
    output::folder_name(&name, &hash, plan.seed, plan.replications.start, plan.replications.end)
}

impl Compare {
    /// The scenarios, two at least, all in one currency.
    fn scenarios(&self) -> Result<Vec<Scenario>, Failure> {
        let mut cases: Vec<(PathBuf, Option<String>)> = self.scenarios.iter().map(|word| case(word)).collect();
        if let [(path, None)] = &cases[..] {
            let path = path.clone();
            cases.extend(scenario::variants(&path)?.into_iter().map(|name| (path.clone(), Some(name))));
        }
        if cases.len() < 2 {
            let help = "name two scenarios, or a file with variants, as `haitao compare a.toml b.toml`";
            return Err(Failure::Arguments(format!("there is nothing to compare {} with: {help}", self.scenarios[0])));
        }
        let mut scenarios = Vec::new();
        for (path, variant) in cases {
            scenarios.push(scenario::load_with(&path, &Overrides { variant, sets: self.set.clone() })?);
        }
        let currency = scenarios[0].currency();
        if let Some(other) = scenarios.iter().find(|scenario| scenario.currency() != currency) {
            let (name, own) = (other.name(), other.currency());
            return Err(Failure::Arguments(format!(
                "amounts of {name} are in {own}, those of the first in {currency}"
            )));
        }
        Ok(scenarios)
    }

    /// Refuses figures and entries that none of the scenarios has.
    fn refuse_unknown(&self, scenarios: &[Scenario]) -> Result<(), Failure> {
        let refuse = |word: &str, what: &str, known: &mut dyn Iterator<Item = &str>| {
            let meant = nearest(word, known).map_or_else(String::new, |meant| format!(": did you mean `{meant}`?"));
            Err(Failure::Arguments(format!("there is no {what} `{word}`{meant}")))
        };
        for word in &self.kpi {
            if KPIS.iter().all(|kpi| kpi.name != word) {
                return refuse(word, "KPI", &mut KPIS.iter().map(|kpi| kpi.name));
            }
        }
        let columns = || scenarios.iter().flat_map(Scenario::kpis);
        let subject = |column: &'_ KpiColumn| column.subject.as_str().to_owned();
        for word in &self.of {
            if !columns().any(|column| column.subject.as_str() == word) {
                let known: std::collections::BTreeSet<String> = columns().map(subject).collect();
                return refuse(word, "entry with figures", &mut known.iter().map(String::as_str));
            }
        }
        Ok(())
    }

    /// Whether a figure was asked for.
    fn wants(&self, pair: &Pair) -> bool {
        let named = self.kpi.is_empty() || self.kpi.iter().any(|kpi| kpi == pair.kpi.name);
        let subject = pair.subject.as_str();
        named && if self.of.is_empty() { subject == "total" } else { self.of.iter().any(|of| of == subject) }
    }

    /// The figures that are shown of those asked for, in the order in which they were asked for.
    fn shown(&self, pairs: &[Pair]) -> Vec<Pair> {
        let order: Vec<&str> = match &self.kpi[..] {
            [] if self.of.is_empty() => MAIN.to_vec(),
            [] => return pairs.to_vec(),
            asked => asked.iter().map(String::as_str).collect(),
        };
        order.iter().flat_map(|name| pairs.iter().filter(move |pair| pair.kpi.name == *name)).cloned().collect()
    }
}
