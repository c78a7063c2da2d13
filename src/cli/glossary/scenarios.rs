//! The scenarios in a folder, with the question each asks.

use super::Word;
use std::io;
use std::path::Path;

/// Returns the TOML files of a folder by name, with the question each asks.
///
/// # Errors
/// If the folder cannot be read.
pub(in crate::cli) fn words(folder: &Path) -> io::Result<Vec<Word>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "toml") {
            files.push(path);
        }
    }
    files.sort();
    let word = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let table: Option<toml::Table> = text.parse().ok();
        let question = table.as_ref().and_then(|table| table.get("question")?.as_str());
        Word::new("scenario", path.display().to_string(), question.unwrap_or("asks no question"))
    };
    Ok(files.iter().map(word).collect())
}
