//! `haitao man`: the manual page of the program, or of one of its verbs.

use super::Failure;
use super::answer::answer;
use clap::Command;
use clap_mangen::Man;

/// What `haitao man` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Manual {
    /// The verb; without one, the program
    verb: Option<String>,
}

/// Writes a manual page to standard output.
///
/// # Errors
/// If there is no such verb, or it cannot be written.
pub(super) fn man(words: &Manual, mut program: Command) -> Result<(), Failure> {
    program.build();
    let of = match &words.verb {
        None => program,
        Some(verb) => {
            let verbs = || program.get_subcommands().map(Command::get_name);
            let found = program.find_subcommand(verb).cloned().map(|found| found.version(env!("CARGO_PKG_VERSION")));
            found.ok_or_else(|| {
                let list: Vec<&str> = verbs().collect();
                Failure::Arguments(format!("there is no verb `{verb}`; there are {}", list.join(", ")))
            })?
        }
    };
    let mut page = Vec::new();
    Man::new(of).render(&mut page).map_err(|cause| Failure::io("cannot write the manual page", cause))?;
    answer(&String::from_utf8_lossy(&page))
}
