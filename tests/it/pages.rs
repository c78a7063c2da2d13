//! Pages are correct: each command on a page is run in a folder with only the files next to the page, and must print what
//! the page shows. A block marked `console` holds lines that start with `$ `, each followed by its output on both streams;
//! `...` alone on a line stands for any lines. `HAITAO_WRITE=1 cargo test pages` updates the outputs and keeps omissions.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const BEGIN: &str = "```console\n";

/// A command of a page and its output.
#[derive(Debug, PartialEq, Eq)]
struct Step {
    /// The lines of the command, including a here-document.
    command: Vec<String>,
    shown: Vec<String>,
}

/// Returns the steps of a block. A command that ends in `<<'END'` extends to that word.
fn steps(block: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut until: Option<String> = None;
    for line in block.lines() {
        if let (Some(end), Some(step)) = (&until, steps.last_mut()) {
            step.command.push(line.to_owned());
            if line == end {
                until = None;
            }
        } else if let Some(command) = line.strip_prefix("$ ") {
            until = command.split_once("<<'").and_then(|(_, end)| Some(end.split_once('\'')?.0.to_owned()));
            steps.push(Step { command: vec![command.to_owned()], shown: Vec::new() });
        } else {
            steps.last_mut().unwrap_or_else(|| panic!("output before a command: {line}")).shown.push(line.to_owned());
        }
    }
    steps
}

/// Returns whether lines match those shown, where `...` stands for any.
fn matches(shown: &[String], lines: &[String]) -> bool {
    match shown.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "..." => (0..=lines.len()).any(|skipped| matches(rest, &lines[skipped..])),
        Some((first, rest)) => lines.split_first().is_some_and(|(line, lines)| line == first && matches(rest, lines)),
    }
}

/// Returns the start of a line: its words up to the first gap.
fn label(line: &str) -> &str {
    line.trim_start().split("  ").next().unwrap_or_default()
}

/// Returns the lines with the same omissions: each stretch that was shown is found by the start of its first line. If one is
/// not found, everything is shown.
fn abridged(shown: &[String], lines: &[String]) -> Vec<String> {
    let (mut out, mut from) = (Vec::new(), 0);
    for (place, stretch) in shown.split(|line| line == "...").enumerate() {
        if place > 0 {
            out.push("...".to_owned());
        }
        let Some(first) = stretch.first() else { continue };
        let Some(at) = (from..lines.len()).find(|at| label(&lines[*at]) == label(first)) else {
            return lines.to_vec();
        };
        from = (at + stretch.len()).min(lines.len());
        out.extend_from_slice(&lines[at..from]);
    }
    if matches(&out, lines) { out } else { lines.to_vec() }
}

/// Returns the output of a command in a folder, on both streams in order.
fn printed(command: &[String], folder: &Path) -> Vec<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_haitao"));
    let path = format!("{}:/usr/bin:/bin", program.parent().expect("a folder").display());
    let script = format!("exec 2>&1\n{}\n", command.join("\n"));
    let output = Command::new("sh")
        .args(["-c", &script])
        .current_dir(folder)
        .env("PATH", path)
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .expect("a shell");
    String::from_utf8(output.stdout).expect("text").lines().map(|line| line.trim_end().to_owned()).collect()
}

/// Returns a page with current outputs, and the differences.
fn replayed(page: &str, beside: &[PathBuf]) -> (String, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    for file in beside {
        std::fs::copy(file, folder.path().join(file.file_name().expect("a file"))).expect("a copy");
    }
    let (mut out, mut wrong, mut rest) = (String::new(), Vec::new(), page);
    while let Some((before, behind)) = rest.split_once(BEGIN) {
        let (block, after) = behind.split_once("```").expect("an end of the block");
        out.push_str(before);
        out.push_str(BEGIN);
        for step in steps(block) {
            let lines = printed(&step.command, folder.path());
            out.push_str(&format!("$ {}\n", step.command.join("\n")));
            let kept = if matches(&step.shown, &lines) {
                step.shown
            } else {
                wrong.push(format!("$ {}\n{}\n", step.command.join("\n"), lines.join("\n")));
                abridged(&step.shown, &lines)
            };
            out.extend(kept.iter().map(|line| format!("{line}\n")));
        }
        out.push_str("```");
        rest = after;
    }
    out.push_str(rest);
    (out, wrong)
}

/// Returns the files next to a page that are not pages themselves.
fn files_beside(page: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(page.parent().expect("a folder")).expect("a folder");
    let files = entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_file());
    files.filter(|path| path.extension().is_none_or(|end| end != "md")).collect()
}

/// Returns the pages of a folder and its subfolders.
pub(crate) fn pages(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = entries.partition(|path| path.is_dir());
    let here = files.into_iter().filter(|path| path.extension().is_some_and(|end| end == "md"));
    here.chain(folders.iter().flat_map(|folder| pages(folder))).collect()
}

#[cfg(unix)]
#[test]
fn commands_on_pages_print_what_the_pages_show() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let mut wrong = Vec::new();
    for path in pages(&docs) {
        let page = std::fs::read_to_string(&path).expect("a text");
        if !page.contains(BEGIN) {
            continue;
        }
        let (written, differs) = replayed(&page, &files_beside(&path));
        if std::env::var_os("HAITAO_WRITE").is_some() && written != page {
            std::fs::write(&path, written).expect("a page that can be written");
        } else if !differs.is_empty() {
            wrong.push(format!("{}:\n{}", path.display(), differs.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "HAITAO_WRITE=1 cargo test pages writes what is printed now\n{}", wrong.join("\n"));
}

#[test]
fn only_omissions_match_anything() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert!(matches(&lines("a\n...\nd"), &lines("a\nb\nc\nd")));
    assert!(matches(&lines("...\nd\n..."), &lines("a\nd")));
    assert!(!matches(&lines("a\n...\nd"), &lines("a\nb\nc")));
    assert!(!matches(&lines("a"), &lines("a\nb")));
    assert_eq!(abridged(&lines("...\nfill  3 %\n..."), &lines("head\nfill  4 %\ntail")), lines("...\nfill  4 %\n..."));
    assert_eq!(abridged(&lines("...\ngone  1"), &lines("a\nb")), lines("a\nb"));
}

#[cfg(unix)]
#[test]
fn a_page_with_a_wrong_output_is_noticed_and_fixed() {
    let page = "Text.\n```console\n$ cat > a.txt <<'END'\nred\nblue\nEND\n$ cat a.txt\nred\ngreen\n```\nEnd.\n";
    let (written, wrong) = replayed(page, &[]);
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert_eq!(written, page.replace("green", "blue"));
    assert_eq!(replayed(&written, &[]), (written.clone(), Vec::new()));
    let (written, _) = replayed("```console\n$ haitao run gone.toml\n```\n", &[]);
    assert!(written.contains("gone.toml"), "{written}");
}
