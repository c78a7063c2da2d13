//! `haitao completions`: the shell completion scripts.

use super::Failure;
use super::answer::answer;
use clap::Command;
use clap_complete::Shell;

/// Arguments of `haitao completions`.
#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// Shell to complete in
    shell: Shell,
}

/// Writes a shell's completion script to standard output.
///
/// # Errors
/// If writing fails.
pub(super) fn completions(words: &Completions, mut program: Command) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(words.shell, &mut program, "haitao", &mut script);
    answer(&String::from_utf8_lossy(&script))
}
