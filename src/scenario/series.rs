//! The top-level key `series`: how often stock, queues and goods in transit are recorded.

use super::document::{Document, not_a_table};
use crate::chain::Network;
use crate::measure::{Series, sample_times, series_subjects};
use crate::reading::Reading;
use crate::text::{Code, KeySpec, Measure, Node, Problem, Reader, Shape};
use crate::units::Span;

/// The keys of `series`.
pub(super) const KEYS: &[KeySpec] =
    &[KeySpec::new("every", Shape::Quantity(Measure::Time), "The time between two readings.").required()];

/// Reads `series = { every = "1 d" }`.
pub(super) fn read(document: &Document<'_>, reading: &mut Reading<'_>) -> Option<Span> {
    let (key, node) = document.entry("series")?;
    let Some(table) = node.as_table() else {
        reading.report(not_a_table(key, node));
        return None;
    };
    let reader = Reader::new("series", node.place, vec![table], KEYS);
    reading.require(&reader, "every", "\"1 d\"");
    let every = reading.time(&reader, "every");
    reading.finish(&reader);
    if every.is_some_and(Span::is_zero) {
        let place = reader.get("every").map_or(node.place, |node| node.place);
        reading.report(Problem::new(Code::OutOfRange, place, "`every` must be above 0"));
    }
    every.filter(|every| !every.is_zero())
}

/// Rejects a series that would need too much memory.
pub(super) fn check(document: &Document<'_>, network: &Network) -> Option<Problem> {
    let place = document.top("series").map(|node: &Node| node.place)?;
    let (most, subjects) = (Series::MOST_READINGS, series_subjects(network).len());
    let samples = sample_times(network).take(most + 1).count();
    (samples.saturating_mul(subjects) > most).then(|| {
        let cause =
            format!("a series of {subjects} quantities can have at most {} points in time", most / subjects.max(1));
        Problem::new(Code::TooLarge, place, cause).help("use a longer `every`")
    })
}
