//! The folder of a run. Every file grows under a temporary name in the folder it will stand in; publishing renames them all,
//! the manifest last, so a folder with a manifest is whole. What is not published is removed.

use super::JournalForm;
use crate::measure::Journals;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The file whose presence says that the others are whole.
const MANIFEST: &str = "manifest.json";

/// The folder a run is written into.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Folders that were made here, the outermost first.
    made: Vec<PathBuf>,
    /// Files under way: final name within the folder, and the replication they belong to alone.
    files: Vec<(PathBuf, Option<u64>)>,
}

/// A file under way.
#[derive(Debug)]
pub struct Part {
    writer: BufWriter<File>,
}

/// The name a run's folder gets: the scenario's, and a short hash of all that decides its results.
#[must_use]
pub fn folder_name(scenario: &str, scenario_hash: &str, seed: u64, first: u64, end: u64) -> String {
    let identity = format!("{scenario_hash} {seed} {first}..{end} {}", env!("CARGO_PKG_VERSION"));
    let hash: String = Sha256::digest(identity).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    // The colon before a variant is no letter of file names everywhere.
    format!("{}-{hash}", scenario.replace(':', "-"))
}

impl Folder {
    /// Makes the folder if it is not there, and makes sure that files can be written into it.
    ///
    /// # Errors
    /// Whatever forbids it; then nothing is left behind.
    pub fn claim(path: &Path) -> io::Result<Self> {
        let folder = Self { path: path.to_owned(), state: Mutex::default() };
        folder.make(path)?;
        let trial = path.join(format!(".haitao-{}", process::id()));
        File::create(&trial)?.write_all(b"haitao")?;
        fs::remove_file(&trial)?;
        Ok(folder)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Opens a file by its name within the folder; `replication` says whose alone it is.
    ///
    /// # Errors
    /// Whatever forbids it.
    pub fn create(&self, name: &str, replication: Option<u64>) -> io::Result<Part> {
        let name = PathBuf::from(name);
        let temporary = self.temporary(&name);
        if let Some(parent) = temporary.parent() {
            self.make(parent)?;
        }
        self.state().files.push((name, replication));
        Ok(Part { writer: BufWriter::new(File::create(temporary)?) })
    }

    /// Gives every file its name, the last one created last, and removes the journals of an earlier run. Files of
    /// replications that are not kept are removed.
    ///
    /// # Errors
    /// Whatever forbids it.
    pub fn publish(&self, kept: impl Fn(u64) -> bool) -> io::Result<()> {
        let mut state = self.state();
        remove_if_there(&self.path.join(MANIFEST))?;
        self.sweep_journals()?;
        while let Some((name, replication)) = state.files.first() {
            let temporary = self.temporary(name);
            if replication.is_none_or(&kept) {
                fs::rename(temporary, self.path.join(name))?;
            } else {
                fs::remove_file(temporary)?;
            }
            state.files.remove(0);
        }
        state.made.clear();
        Ok(())
    }

    /// Removes what was not published, and the folders that were made for it.
    pub fn abandon(&self) {
        let mut state = self.state();
        for (name, _) in state.files.drain(..) {
            // What cannot be removed is a hidden temporary file; there is nobody left to tell.
            let _ = fs::remove_file(self.temporary(&name));
        }
        for folder in state.made.drain(..).rev() {
            let _ = fs::remove_dir(folder);
        }
    }

    fn temporary(&self, name: &Path) -> PathBuf {
        let file = name.file_name().unwrap_or_default().to_string_lossy();
        self.path.join(name).with_file_name(format!(".{file}.{}.part", process::id()))
    }

    /// Makes a folder and those above it, and remembers which were new.
    fn make(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        let missing: Vec<&Path> =
            path.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)?;
            state.made.push(folder.to_owned());
        }
        if path.is_dir() { Ok(()) } else { Err(io::ErrorKind::NotADirectory.into()) }
    }

    /// Removes journals that an earlier run left under their final names, so that no reader mixes two runs.
    fn sweep_journals(&self) -> io::Result<()> {
        for kind in Journals::NAMES {
            let folder = self.path.join("journal").join(kind);
            let Ok(entries) = fs::read_dir(&folder) else { continue };
            for entry in entries {
                let entry = entry?;
                let name = entry.file_name();
                let name = name.to_string_lossy();
                if name.starts_with("replication=")
                    && JournalForm::ALL.iter().any(|form| name.ends_with(&format!(".{}", form.name())))
                {
                    fs::remove_file(entry.path())?;
                }
            }
            // A folder that still holds something stays.
            let _ = fs::remove_dir(&folder);
        }
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        self.abandon();
    }
}

impl Part {
    /// Writes out what is still in memory.
    ///
    /// # Errors
    /// The file's.
    pub fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Write for Part {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
