//! `haitao man`: the manual page of the program or of one of its commands.

use super::Failure;
use super::answer::answer;
use clap::Command;
use clap_mangen::Man;

/// Arguments of `haitao man`.
#[derive(Debug, clap::Args)]
pub(super) struct Manual {
    /// Command; without one, the page of the program
    verb: Option<String>,
}

/// Writes a manual page to standard output.
///
/// # Errors
/// If there is no such command, or writing fails.
pub(super) fn man(words: &Manual, mut program: Command) -> Result<(), Failure> {
    program.build();
    let of = match &words.verb {
        None => program,
        Some(verb) => {
            let verbs = || program.get_subcommands().map(Command::get_name);
            let found = program.find_subcommand(verb).cloned().map(|found| found.version(env!("CARGO_PKG_VERSION")));
            found.ok_or_else(|| {
                let list: Vec<&str> = verbs().collect();
                Failure::Arguments(format!("there is no command `{verb}`; the commands are {}", list.join(", ")))
            })?
        }
    };
    let mut page = Vec::new();
    Man::new(of).render(&mut page).map_err(|cause| Failure::io("cannot write the manual page", cause))?;
    answer(&String::from_utf8_lossy(&page))
}
