//! The README's output is the real one.

use std::process::Command;

/// The run that the README shows prints what the README shows.
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
    let printed = String::from_utf8(run.stdout).expect("text");
    let readme = std::fs::read_to_string(format!("{root}/README.md")).expect("a README");
    let (_, behind) = readme.split_once("```text\n").expect("a block of output");
    let (shown, _) = behind.split_once("```").expect("an end of it");
    assert_eq!(
        shown.trim_end(),
        printed.trim_end(),
        "the first block of output in README.md is not what the run prints"
    );
    assert!(readme.lines().count() <= 150, "the README has at most 150 lines");
}
