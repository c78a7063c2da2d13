//! The folder of a run. Every file is written under a temporary name in its final folder; publishing renames them all, the
//! manifest last, so a folder with a manifest is complete. Files that are not published are removed.

use super::JournalForm;
use crate::measure::Journals;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The file whose presence shows that the others are complete.
const MANIFEST: &str = "manifest.json";

/// The folder a run is written into.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Folders created for this run, the outermost first.
    made: Vec<PathBuf>,
    /// Files being written: final name within the folder, and the replication that a file belongs to, if only one.
    files: Vec<(PathBuf, Option<u64>)>,
}

/// A file being written.
#[derive(Debug)]
pub struct Part {
    writer: BufWriter<File>,
}

/// Returns the name of a run's folder: the scenario's name, and a short hash of everything its results depend on.
#[must_use]
pub fn folder_name(scenario: &str, scenario_hash: &str, seed: u64, first: u64, end: u64) -> String {
    let identity = format!("{scenario_hash} {seed} {first}..{end} {}", env!("CARGO_PKG_VERSION"));
    let hash: String = Sha256::digest(identity).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    // Not every file system allows the colon before a variant.
    format!("{}-{hash}", scenario.replace(':', "-"))
}

impl Folder {
    /// Creates the folder if necessary, and checks that files can be written into it.
    ///
    /// # Errors
    /// If the folder cannot be created or written to; then nothing is left behind.
    pub fn claim(path: &Path) -> io::Result<Self> {
        let folder = Self { path: path.to_owned(), state: Mutex::default() };
        folder.make(path)?;
        let trial = path.join(format!(".haitao-{}", process::id()));
        File::create(&trial)?.write_all(b"haitao")?;
        fs::remove_file(&trial)?;
        Ok(folder)
    }

    /// Returns the path of the folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Opens a file by its name within the folder; `replication` is the replication it belongs to, if only one.
    ///
    /// # Errors
    /// If the file cannot be created.
    pub fn create(&self, name: &str, replication: Option<u64>) -> io::Result<Part> {
        let name = PathBuf::from(name);
        let temporary = self.temporary(&name);
        if let Some(parent) = temporary.parent() {
            self.make(parent)?;
        }
        self.state().files.push((name, replication));
        Ok(Part { writer: BufWriter::new(File::create(temporary)?) })
    }

    /// Renames every file to its final name, the last one created last, and removes the journals of an earlier run. Files of
    /// replications that are not kept are deleted.
    ///
    /// # Errors
    /// If a file cannot be renamed or removed.
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

    /// Removes files that were not published, and the folders created for them.
    pub fn abandon(&self) {
        let mut state = self.state();
        for (name, _) in state.files.drain(..) {
            // A file that cannot be removed stays as a hidden temporary file; the run has failed already, so there is
            // nothing to report.
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

    /// Creates a folder and its parents, and remembers which are new.
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

    /// Removes journals that an earlier run left under their final names, so that the folder never mixes two runs.
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
            // A folder that is not empty stays.
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
    /// Flushes the file.
    ///
    /// # Errors
    /// If writing fails.
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
