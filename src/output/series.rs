//! The table of the time series: one row for each time and subject, with the mean and the band over the replications.

use crate::measure::{SeriesSubject, sample_times, series_subjects};
use crate::scenario::Scenario;
use crate::study::{Study, series};
use crate::table::{Frame, Values};
use std::sync::Arc;

/// Returns the time series of a study; `None` if the scenario asks for none. `docs/reference/columns.md` describes the
/// columns.
#[must_use]
pub fn series_frame(scenario: &Scenario, study: &Study) -> Option<Frame> {
    let network = scenario.network();
    network.series?;
    let subjects = series_subjects(network);
    let (bands, replications) = series(study);
    let samples = bands.len().checked_div(subjects.len()).unwrap_or(0);
    let times = sample_times(network).take(samples).flat_map(|time| std::iter::repeat_n(time, subjects.len()));
    let scales = || subjects.iter().map(|subject| subject.scale).cycle();
    let column = |of: fn(&crate::study::Band) -> f64| {
        Values::F64(bands.iter().zip(scales()).map(|(band, scale)| of(band) * scale).collect())
    };
    let words = |of: &dyn Fn(&SeriesSubject) -> String| {
        let names: Arc<[String]> = subjects.iter().map(of).collect();
        let places = (0..u32::try_from(names.len()).unwrap_or(u32::MAX)).cycle().take(bands.len());
        Values::Words(places.collect(), names)
    };
    let frame = Frame::new()
        .with("time_s", Values::F64(times.map(|time| time.days() * 86_400.0).collect()))
        .with("kind", words(&|subject| subject.kind.to_owned()))
        .with("name", words(&|subject| subject.name.clone()))
        .with("quantity", words(&|subject| subject.quantity.to_owned()))
        .with("unit", words(&|subject| subject.unit.replace("CNY", scenario.currency())))
        .with("mean", column(|band| band.mean))
        .with("p5", column(|band| band.p5))
        .with("p95", column(|band| band.p95))
        .with("replications", Values::U64(vec![replications; bands.len()]));
    Some(frame)
}
