//! `haitao new`: writes a commented scenario to start from, one of the templates in `scenarios/templates/`.

use super::answer::{answer, note};
use super::glossary;
use super::templates::TEMPLATES;
use super::{Failure, unknown};
use crate::text::nearest;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Arguments of `haitao new`.
#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// File to write, or `-` for standard output; without one, the templates are listed
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Template: `stock-point`, `two-echelons`, `bonded` or `direct-mail`
    #[arg(short, long, value_name = "NAME", default_value = TEMPLATES[0].name, hide_default_value = false)]
    template: String,
    /// Show no notes
    #[arg(short, long)]
    quiet: bool,
}

/// Writes a template, or lists them.
///
/// # Errors
/// If there is no such template, the file exists already, or it cannot be written.
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

/// Writes a file that must not exist yet.
fn write(file: &Path, text: &str) -> Result<(), Failure> {
    let written =
        OpenOptions::new().write(true).create_new(true).open(file).and_then(|mut open| open.write_all(text.as_bytes()));
    written.map_err(|cause| match cause.kind() {
        ErrorKind::AlreadyExists => {
            Failure::Arguments(format!("{} already exists and is not overwritten; choose another name", file.display()))
        }
        _ => Failure::io(format!("cannot write {}", file.display()), cause),
    })
}

/// Renders the list of templates.
fn listed() -> String {
    let lines = glossary::lines(TEMPLATES.iter().map(|template| (template.name, template.question())));
    format!("{lines}\n`haitao new FILE.toml --template NAME` writes one.\n")
}
