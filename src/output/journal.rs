//! Journal files: `journal/orders/replication=17.parquet` and so on, one for each journal and replication, streamed batch by
//! batch. Readers of partitioned data sets see `replication` as a column. `docs/reference/columns.md` describes the columns.

use super::folder::Part;
use super::{Folder, JournalForm};
use crate::measure::{JournalRows, Journals, Sink, journal_frames};
use crate::table::{Frame, JsonLines, Stream};
use std::io;

/// A journal file being written.
enum File {
    Parquet(Box<Stream<Part>>),
    JsonLines(JsonLines<Part>),
}

impl File {
    fn write(&mut self, frame: Frame) -> io::Result<()> {
        match self {
            Self::Parquet(stream) => stream.write(frame),
            Self::JsonLines(lines) => lines.write(&frame),
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::Parquet(stream) => stream.finish(),
            Self::JsonLines(lines) => lines.finish().and_then(Part::finish),
        }
    }
}

/// The journal files of one replication.
struct JournalFiles {
    currency: String,
    /// By name of the journal.
    files: Vec<(&'static str, File)>,
    error: Option<io::Error>,
}

/// Opens the journals of one replication.
///
/// # Errors
/// If a file cannot be created.
pub fn open_journal(
    folder: &Folder,
    replication: u64,
    keep: Journals,
    form: JournalForm,
    currency: &str,
) -> io::Result<Box<dyn Sink>> {
    let mut files = Vec::new();
    for (journal, like) in journal_frames(currency) {
        if keep.kept().any(|kept| kept == journal) {
            let part = folder
                .create(&format!("journal/{journal}/replication={replication}.{}", form.name()), Some(replication))?;
            let file = match form {
                JournalForm::Parquet => File::Parquet(Box::new(Stream::open(part, &like)?)),
                JournalForm::JsonLines => File::JsonLines(JsonLines::new(part)),
            };
            files.push((journal, file));
        }
    }
    Ok(Box::new(JournalFiles { currency: currency.to_owned(), files, error: None }))
}

impl Sink for JournalFiles {
    /// Writes rows. The first error is kept; nothing is written after it.
    fn take(&mut self, rows: JournalRows<'_>) {
        let file = self.files.iter_mut().find(|(journal, _)| *journal == rows.journal());
        if let (Some((_, file)), None) = (file, &self.error)
            && let Err(error) = file.write(rows.frame(&self.currency))
        {
            self.error = Some(error);
        }
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        if let Some(error) = self.error {
            return Err(error);
        }
        self.files.into_iter().try_for_each(|(_, file)| file.finish())
    }
}
