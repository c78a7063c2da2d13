//! Every scenario file starts with a comment, loads, runs, and is mentioned in the documentation.

use haitao::study::Plan;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the files in a folder and its subfolders with this extension.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.expect("an entry of the folder").path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|end| end == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn scenarios() -> Vec<PathBuf> {
    let found = files(&root().join("scenarios"), "toml");
    assert!(found.len() >= 5, "five scenarios at least, not {}", found.len());
    found
}

fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).expect("a name in plain letters")
}

#[test]
fn every_scenario_opens_with_its_question_and_its_sources() {
    for path in scenarios() {
        let text = fs::read_to_string(&path).expect("a text");
        let opening: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
        let question = opening.first().copied().unwrap_or_default();
        assert!(question.ends_with('?'), "{} opens with the question it answers, not with `{question}`", name(&path));
        assert!(
            opening.iter().any(|line| line.contains("Source") || line.contains("Sources")),
            "{} names its sources",
            name(&path)
        );
        assert!(text.contains("\nquestion = "), "{} states its question as a key, too", name(&path));
    }
}

#[test]
fn every_scenario_loads_and_runs() {
    for path in scenarios() {
        let scenario = haitao::scenario::load(&path).unwrap_or_else(|problems| panic!("{}: {problems:?}", name(&path)));
        let study = haitao::study::replicate(&scenario, &Plan { replications: 0..2, seed: 1, threads: 2 });
        let summary = haitao::study::estimate(&scenario, &study);
        let delivered =
            summary.estimate("total", "orders_delivered").unwrap_or_else(|| panic!("{}: no orders", name(&path)));
        assert_eq!(delivered.n, 2, "{}", name(&path));
        assert!(delivered.min > 0.0, "{}: nothing was delivered", name(&path));
    }
}

#[test]
fn every_scenario_is_named_where_users_read() {
    let mut pages = files(&root().join("docs"), "md");
    pages.push(root().join("README.md"));
    let text: String = pages.iter().filter_map(|page| fs::read_to_string(page).ok()).collect();
    for path in scenarios() {
        assert!(text.contains(name(&path)), "{} is named neither in README.md nor in docs/", name(&path));
    }
}

#[test]
fn every_data_file_is_read_by_a_scenario_and_explained_there() {
    let texts: String = scenarios().iter().map(|path| fs::read_to_string(path).expect("a text")).collect();
    for path in [files(&root().join("scenarios"), "csv"), files(&root().join("scenarios"), "py")].concat() {
        assert!(texts.contains(name(&path)), "no scenario names {}", name(&path));
    }
}
