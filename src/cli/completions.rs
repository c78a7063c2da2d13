//! `haitao completions`: what a shell needs to complete the program's words.

use super::Failure;
use super::answer::answer;
use clap::Command;
use clap_complete::Shell;

/// What `haitao completions` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

/// Writes the completions of a shell to standard output.
///
/// # Errors
/// If they cannot be written.
pub(super) fn completions(words: &Completions, mut program: Command) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(words.shell, &mut program, "haitao", &mut script);
    answer(&String::from_utf8_lossy(&script))
}
