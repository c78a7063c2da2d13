//! The output shown in the README is correct; some sections of it are left out. `HAITAO_WRITE=1 cargo test readme` updates
//! it.

use std::process::Command;

/// The first words of the sections that the README shows; `...` stands for others.
const SHOWN: [&str; 4] = ["ningbo-bonded", "Order to delivery", "Delivery time by stage", "Landed cost"];

/// The run shown in the README prints the output shown.
#[test]
fn the_output_in_the_readme_is_the_real_one() {
    let root = env!("CARGO_MANIFEST_DIR");
    let folder = tempfile::tempdir().expect("a folder");
    let run = Command::new(env!("CARGO_BIN_EXE_haitao"))
        .args(["run", "scenarios/ningbo-bonded.toml", "--out"])
        .arg(folder.path().join("run"))
        .env("NO_COLOR", "1")
        .current_dir(root)
        .output()
        .expect("haitao runs");
    assert!(run.status.success());
    let printed = abridged(&String::from_utf8(run.stdout).expect("text"));
    let path = format!("{root}/README.md");
    let readme = std::fs::read_to_string(&path).expect("a README");
    let (before, behind) = readme.split_once("```text\n").expect("a block of output");
    let (shown, after) = behind.split_once("```").expect("an end of it");
    if std::env::var_os("HAITAO_WRITE").is_some() {
        std::fs::write(&path, format!("{before}```text\n{printed}\n```{after}")).expect("a README that can be written");
        return;
    }
    assert_eq!(
        shown.trim_end(),
        printed,
        "the first block of output in README.md is not what the run prints: HAITAO_WRITE=1 cargo test readme"
    );
    assert!(readme.lines().count() <= 120, "the README has at most 120 lines");
}

/// Returns the sections shown, with `...` for each stretch of others.
fn abridged(printed: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for section in printed.trim_end().split("\n\n") {
        if SHOWN.iter().any(|shown| section.starts_with(shown)) {
            kept.push(section);
        } else if kept.last() != Some(&"...") {
            kept.push("...");
        }
    }
    kept.join("\n\n")
}
