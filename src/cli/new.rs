//! `haitao new`: a commented scenario to begin with. It writes one of the templates, which lie in `scenarios/templates/`.

use super::answer::{answer, note};
use super::glossary;
use super::templates::TEMPLATES;
use super::{Failure, unknown};
use crate::text::nearest;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What `haitao new` takes.
#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// File to write, or `-` for standard output; left out, the templates are listed
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// What to begin with: `stock-point`, `two-echelons`, `bonded`, `direct-mail`
    #[arg(short, long, value_name = "NAME", default_value = TEMPLATES[0].name, hide_default_value = false)]
    template: String,
    /// No notes
    #[arg(short, long)]
    quiet: bool,
}

/// Writes a template, or lists them.
///
/// # Errors
/// If there is no such template, the file is there already, or it cannot be written.
pub(super) fn new(words: &New) -> Result<(), Failure> {
    let names = || TEMPLATES.iter().map(|template| template.name);
    let Some(template) = TEMPLATES.iter().find(|template| template.name == words.template) else {
        return Err(unknown("template", &words.template, nearest(&words.template, names()), "haitao new"));
    };
    let Some(file) = &words.file else {
        return answer(&listed());
    };
    if file.as_os_str() == "-" {
        return answer(template.text);
    }
    write(file, template.text)?;
    let path = file.display();
    note(words.quiet, &format!("wrote {path}: {}", template.question()));
    note(words.quiet, &format!("next: haitao check {path}, then haitao run {path}"));
    Ok(())
}

/// Writes a file that is not there yet.
fn write(file: &Path, text: &str) -> Result<(), Failure> {
    let written =
        OpenOptions::new().write(true).create_new(true).open(file).and_then(|mut open| open.write_all(text.as_bytes()));
    written.map_err(|cause| match cause.kind() {
        ErrorKind::AlreadyExists => {
            Failure::Arguments(format!("{} is there already and stays as it is; choose another name", file.display()))
        }
        _ => Failure::io(format!("cannot write {}", file.display()), cause),
    })
}

/// The templates and how to take one.
fn listed() -> String {
    let lines = glossary::lines(TEMPLATES.iter().map(|template| (template.name, template.question())));
    format!("{lines}\nhaitao new FILE.toml --template NAME writes one.\n")
}
