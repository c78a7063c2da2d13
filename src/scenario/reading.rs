//! Reads a scenario: its texts as layers, the layers as one tree, the tree as a scenario, collecting all problems.

use super::layers::{self, Layers, Overrides};
use super::load::resolve;
use super::{Faults, Inputs, Scenario, data_files};
use crate::reading::DataFiles;
use crate::text::{Code, Problem, Problems, Sources, Table};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::path::{Path, PathBuf};

/// Reads a scenario file.
///
/// # Errors
/// Returns all its problems; a file that cannot be read is one problem.
pub fn load(path: &Path) -> Result<Scenario, Faults> {
    load_with(path, &Overrides::default())
}

/// Reads a scenario file with a variant or overridden values.
///
/// # Errors
/// Returns all its problems.
pub fn load_with(path: &Path, overrides: &Overrides) -> Result<Scenario, Faults> {
    let (text, name) = (text_of(path)?, path.display().to_string());
    let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    read(&name, &text, folder_of(path), &stem, overrides).map(|read| read.scenario)
}

/// Reads a scenario from a text; data files are looked for in `dir`.
///
/// # Errors
/// Returns all its problems.
pub fn parse(text: &str, dir: &Path) -> Result<Scenario, Faults> {
    parse_with(text, dir, &Overrides::default())
}

/// Reads a scenario from a text with a variant or overridden values.
///
/// # Errors
/// Returns all its problems.
pub fn parse_with(text: &str, dir: &Path, overrides: &Overrides) -> Result<Scenario, Faults> {
    read("scenario", text, dir, "scenario", overrides).map(|read| read.scenario)
}

/// Returns the names of a file's variants, in text order.
///
/// # Errors
/// Returns all syntax problems of the file.
pub fn variants(path: &Path) -> Result<Vec<String>, Faults> {
    let text = text_of(path)?;
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let names = layers::variants(&path.display().to_string(), &text, &mut sources, &mut problems);
    if problems.is_empty() { Ok(names) } else { Err(Faults::new(sources, problems)) }
}

/// Returns the inputs of a scenario file with its overrides, value by value.
///
/// # Errors
/// Returns all its problems.
pub fn inputs(path: &Path, overrides: &Overrides) -> Result<Inputs, Faults> {
    let (text, name) = (text_of(path)?, path.display().to_string());
    let read = read(&name, &text, folder_of(path), "", overrides)?;
    Ok(Inputs::new(&read.root, &read.scenario.files[read.texts..]))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new("."))
}

fn text_of(path: &Path) -> Result<String, Faults> {
    std::fs::read_to_string(path).map_err(|error| {
        let mut problems = Problems::default();
        let (code, cause) = data_files::unreadable(&path.display().to_string(), &error);
        problems.push(Problem::nowhere(code, cause));
        Faults::new(Sources::default(), problems)
    })
}

/// A scenario, and the tree it was built from.
struct Read {
    scenario: Scenario,
    root: Table,
    /// The number of files that are texts of the tree.
    texts: usize,
}

fn read(name: &str, text: &str, dir: &Path, stem: &str, overrides: &Overrides) -> Result<Read, Faults> {
    let files = Files::default();
    let mut sources = Sources::default();
    let mut problems = Problems::default();
    let layers = layers::gather(name, text, dir, overrides, &mut sources, &mut problems);
    let Layers { top, ref dirs, ref texts, .. } = layers;
    for (name, text) in texts {
        files.note(name, text.as_bytes());
    }
    let (dirs, texts) = (dirs.clone(), texts.len());
    let (root, tables) =
        layers::merge(layers, &|file| files.read(&dirs, file).map(|(bytes, _)| bytes), &mut sources, &mut problems);
    let columns = |file: &str, column: &str| {
        let (_, path) = files.read(&dirs, file)?;
        data_files::column(&path, file, column)
    };
    let records = |file: &str| data_files::records(file, files.read(&dirs, file)?.0);
    let resolved = resolve(&root, top, problems, DataFiles { columns: &columns, records: &records });
    let (mut scenario, warnings) = match resolved {
        Ok(read) => read,
        Err(problems) => return Err(Faults::new(sources.clone(), tables.point_out(problems, &sources))),
    };
    if !warnings.is_empty() {
        scenario.warnings = Some(Faults::new(sources.clone(), tables.point_out(warnings, &sources)));
    }
    scenario.name = overrides.variant.as_ref().map_or(stem.to_owned(), |variant| format!("{stem}:{variant}"));
    scenario.files = files.0.into_inner();
    scenario.hash = hash(&scenario.files, overrides);
    scenario.overrides = overrides.clone();
    Ok(Read { scenario, root, texts })
}

/// Returns the hash of all files and overrides of a scenario.
fn hash(files: &[(String, String)], overrides: &Overrides) -> String {
    let mut all: String = files.iter().map(|(_, hash)| hash.as_str()).collect();
    for (mark, said) in [("variant", overrides.variant.as_slice()), ("set", &overrides.sets)] {
        for said in said {
            all.extend(["\n", mark, " ", said]);
        }
    }
    digest(all.as_bytes())
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The files that were read, with their SHA-256.
#[derive(Default)]
struct Files(RefCell<Vec<(String, String)>>);

impl Files {
    fn note(&self, file: &str, bytes: &[u8]) {
        let mut files = self.0.borrow_mut();
        if files.iter().all(|(known, _)| known != file) {
            files.push((file.to_owned(), digest(bytes)));
        }
    }

    /// Returns the content of a data file and its path: next to the scenario, else next to a file that it extends.
    fn read(&self, dirs: &[PathBuf], file: &str) -> Result<(Vec<u8>, PathBuf), (Code, String)> {
        let beside = |dir: &PathBuf| dir.join(file);
        let found = dirs.iter().map(beside).find(|path| path.exists());
        let path = found.or_else(|| dirs.first().map(beside)).unwrap_or_else(|| PathBuf::from(file));
        let bytes = std::fs::read(&path).map_err(|error| data_files::unreadable(file, &error))?;
        self.note(file, &bytes);
        Ok((bytes, path))
    }
}
