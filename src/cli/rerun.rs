//! `haitao rerun`: read the manifest of a run -> check that its inputs are unchanged -> run it again -> compare the
//! results byte by byte.

use super::Failure;
use super::answer::answer;
use super::run::{Job, cores, perform};
use crate::measure::Journals;
use crate::output::JournalForm;
use crate::scenario::{self, Overrides, Scenario};
use crate::study::Plan;
use crate::table;
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// The name of the manifest file.
const MANIFEST: &str = "manifest.json";

/// Arguments of `haitao rerun`.
#[derive(Debug, clap::Args)]
pub(super) struct Rerun {
    /// Folder of a run
    #[arg(value_name = "RUN")]
    run: PathBuf,
    /// Threads [default: one per core]; results do not depend on it
    #[arg(short = 'j', long, value_name = "T", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Folder for the results [default: RUN-rerun]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Show no progress and no notes
    #[arg(short, long)]
    quiet: bool,
}

/// What a manifest says about a run.
#[derive(Debug, Deserialize)]
pub(super) struct Manifest {
    haitao: String,
    directory: PathBuf,
    variant: Option<String>,
    set: Vec<String>,
    files: Vec<File>,
    seed: u64,
    first_replication: u64,
    replications: u64,
    journals: Vec<String>,
    journal_format: Option<String>,
}

#[derive(Debug, Deserialize)]
struct File {
    path: String,
    sha256: String,
}

/// Repeats a run and reports whether the results are identical.
///
/// # Errors
/// If the run cannot be repeated, or its results differ.
pub(super) fn rerun(words: &Rerun) -> Result<(), Failure> {
    let manifest = Manifest::of(&words.run)?;
    if manifest.haitao != env!("CARGO_PKG_VERSION") {
        let (run, version) = (words.run.display(), env!("CARGO_PKG_VERSION"));
        let said = format!("{run} was made by haitao {}, this is haitao {version}", manifest.haitao);
        return Err(Failure::Arguments(said));
    }
    let scenario = manifest.scenario()?;
    manifest.refuse_changes(&scenario)?;
    let journals = manifest.journals()?;
    let first = manifest.first_replication;
    let plan = Plan {
        replications: first..first + manifest.replications,
        seed: manifest.seed,
        threads: words.threads.map_or_else(cores, usize::from),
    };
    let path = words.out.clone().unwrap_or_else(|| beside(&words.run));
    if path.canonicalize().is_ok_and(|path| words.run.canonicalize().is_ok_and(|run| run == path)) {
        return Err(Failure::Arguments("the results of the repeated run must go to another folder".to_owned()));
    }
    perform(&scenario, &Job { plan, journals, path: &path, quiet: words.quiet })?;
    compare(&words.run, &path)
}

impl Manifest {
    /// Reads the manifest in the folder of a run.
    pub(super) fn of(run: &Path) -> Result<Self, Failure> {
        let path = run.join(MANIFEST);
        let text = fs::read_to_string(&path).map_err(|error| {
            Failure::Arguments(format!("{} is not the folder of a run: cannot read {MANIFEST}: {error}", run.display()))
        })?;
        serde_json::from_str(&text)
            .map_err(|error| Failure::Arguments(format!("{} is not a run's manifest: {error}", path.display())))
    }

    /// Returns the scenario file and the changes applied to it.
    pub(super) fn source(&self) -> Result<(PathBuf, Overrides), Failure> {
        let file = self.files.first().map(|file| PathBuf::from(&file.path));
        let file = file.ok_or_else(|| Failure::Arguments("the manifest names no scenario file".to_owned()))?;
        let here = std::env::current_dir().is_ok_and(|here| here == self.directory);
        let path = if here { file } else { self.directory.join(file) };
        Ok((path, Overrides { variant: self.variant.clone(), sets: self.set.clone() }))
    }

    fn scenario(&self) -> Result<Scenario, Failure> {
        let (path, overrides) = self.source()?;
        Ok(scenario::load_with(&path, &overrides)?)
    }

    /// Rejects a scenario whose files differ from those of the run.
    fn refuse_changes(&self, scenario: &Scenario) -> Result<(), Failure> {
        let now = scenario.files();
        let hashes = now.iter().map(|(_, hash)| hash.as_str()).map(Some).chain(std::iter::repeat(None));
        let changed = self.files.iter().zip(hashes).find(|(then, now)| *now != Some(&then.sha256));
        let changed = changed.map(|(then, _)| then.path.as_str());
        let more = now.get(self.files.len()).map(|(name, _)| name.as_str());
        match changed.or(more) {
            Some(file) => {
                Err(Failure::Arguments(format!("{file} has changed since the run, so the run cannot be repeated")))
            }
            None => Ok(()),
        }
    }

    fn journals(&self) -> Result<(Journals, JournalForm), Failure> {
        let journals = Journals::named(self.journals.iter().map(String::as_str)).map_err(|name| {
            Failure::Arguments(format!("the run wrote a journal `{name}`, which this version does not have"))
        })?;
        // Manifests without a journal form are of runs that wrote Parquet.
        let form = self.journal_format.as_deref().and_then(JournalForm::named).unwrap_or(JournalForm::Parquet);
        if !self.journals.is_empty() && !form.is_available() {
            let said =
                "the run wrote its journals as Parquet; repeating it needs haitao built with the feature `tables`";
            return Err(Failure::Arguments(said.to_owned()));
        }
        Ok((journals, form))
    }
}

/// Returns the folder next to a run's.
fn beside(run: &Path) -> PathBuf {
    let name = run.file_name().map_or_else(|| "run".to_owned(), |name| name.to_string_lossy().into_owned());
    run.with_file_name(format!("{name}-rerun"))
}

/// Compares every file of the run except its manifest with the repetition's.
fn compare(run: &Path, again: &Path) -> Result<(), Failure> {
    let mut names = Vec::new();
    collect(run, Path::new(""), &mut names)?;
    names.sort();
    // A build without `tables` writes no Parquet. Files of other types are not the run's.
    let written = if table::AVAILABLE { &["json", "jsonl", "csv", "parquet"][..] } else { &["json", "jsonl", "csv"] };
    names.retain(|name| name.extension().is_some_and(|end| written.iter().any(|written| end == *written)));
    let read =
        |path: PathBuf| fs::read(&path).map_err(|cause| Failure::io(format!("cannot read {}", path.display()), cause));
    for name in &names {
        let same = again.join(name).exists() && read(run.join(name))? == read(again.join(name))?;
        if !same {
            return Err(Failure::Differs(format!("{} differs in {}", name.display(), again.display())));
        }
    }
    let files = if names.len() == 1 { "1 file".to_owned() } else { format!("{} files", names.len()) };
    answer(&format!("\x1b[32msame\x1b[0m  {}: {files}, byte for byte\n", run.display()))
}

fn collect(folder: &Path, below: &Path, names: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let cannot_read = |cause| Failure::io(format!("cannot read {}", folder.join(below).display()), cause);
    for entry in fs::read_dir(folder.join(below)).map_err(cannot_read)? {
        let entry = entry.map_err(cannot_read)?;
        let name = below.join(entry.file_name());
        if entry.path().is_dir() {
            collect(folder, &name, names)?;
        } else if name != Path::new(MANIFEST) {
            names.push(name);
        }
    }
    Ok(())
}
