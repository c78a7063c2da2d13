//! Windows of time that KPIs describe: that of the run, from the warm-up to the horizon, and those that a scenario names,
//! such as the days around Double 11 in every year.

use crate::units::{SimTime, Span};
use std::sync::Arc;

/// The part of a run that is measured, and how long the run may continue after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// The beginning of measurement.
    pub warm_up: SimTime,
    /// The end of measurement.
    pub horizon: SimTime,
    /// How long the run continues, unmeasured, for orders that are still open.
    pub drain: Span,
    /// The length up to the first instant that is no longer inside.
    reach: u64,
    /// The length up to the first instant that is not measured.
    first: u64,
    /// The times in between that are not measured, ascending; `None` if everything is.
    gaps: Option<Arc<[(SimTime, SimTime)]>>,
}

/// A window that a scenario names.
#[derive(Clone, Debug)]
pub struct NamedWindow {
    /// Its name.
    pub name: String,
    /// Its time.
    pub window: Window,
}

/// Which end of a measured window a boundary is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Measuring begins.
    WarmUp,
    /// Measuring ends.
    Horizon,
}

/// The beginning or the end of a span of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Boundary {
    /// Everything before this time happens before it, nothing else.
    pub due: SimTime,
    /// The named window, by its number; `None` is the window of the run.
    pub window: Option<u32>,
    /// The time that is the boundary.
    pub at: SimTime,
    /// Whether it is the beginning or the end.
    pub mark: Mark,
}

/// Returns the beginnings and ends of the window of a run and of the named windows in it, in the order in which they come.
#[must_use]
pub fn marks(run: &Window, named: &[NamedWindow]) -> Arc<[Boundary]> {
    let of = |window: Option<u32>, of: &Window| {
        let over = of.end();
        let both = |(from, to)| {
            let end = if to == of.horizon { over } else { to };
            [
                Boundary { due: from, window, at: from, mark: Mark::WarmUp },
                Boundary { due: end, window, at: to, mark: Mark::Horizon },
            ]
        };
        of.spans().flat_map(both).collect::<Vec<_>>()
    };
    let mut all = of(None, run);
    for (number, named) in named.iter().enumerate() {
        all.extend(of(u32::try_from(number).ok(), &named.window));
    }
    all.sort();
    all.into()
}

impl Window {
    /// Creates a window from the warm-up to the horizon. `inclusive`: whether events exactly at the horizon count as inside it.
    #[must_use]
    pub fn new(warm_up: SimTime, horizon: SimTime, inclusive: bool, drain: Span) -> Self {
        let reach = (horizon - warm_up).micros().unsigned_abs() + u64::from(inclusive);
        Self { warm_up, horizon, drain, reach, first: reach, gaps: None }
    }

    /// Returns whether something placed at this time is counted.
    #[must_use]
    #[inline]
    pub fn covers(&self, time: SimTime) -> bool {
        let since = time.micros().wrapping_sub(self.warm_up.micros()).cast_unsigned();
        since < self.first || (self.gaps.is_some() && since < self.reach && self.is_in_no_gap(time))
    }

    #[cold]
    fn is_in_no_gap(&self, time: SimTime) -> bool {
        self.gaps.iter().flat_map(|gaps| &**gaps).all(|(from, to)| time < *from || time >= *to)
    }

    /// Iterates over the spans that are measured, each from its beginning to its end.
    pub fn spans(&self) -> impl Iterator<Item = (SimTime, SimTime)> {
        let gaps = || self.gaps.iter().flat_map(|gaps| &**gaps);
        let begins = std::iter::once(self.warm_up).chain(gaps().map(|(_, to)| *to));
        begins.zip(gaps().map(|(from, _)| *from).chain([self.horizon]))
    }

    /// Returns whether a time is before the end of the window.
    #[must_use]
    #[inline]
    pub fn is_not_over(&self, time: SimTime) -> bool {
        time < self.end()
    }

    /// Returns the first instant that is no longer measured.
    #[must_use]
    pub fn end(&self) -> SimTime {
        SimTime::from_micros(self.warm_up.micros() + self.reach.cast_signed())
    }

    /// Returns the length of what is measured.
    #[must_use]
    pub fn length(&self) -> Span {
        self.spans().fold(Span::ZERO, |sum, (from, to)| sum + (to - from))
    }

    /// Returns the part of this window that covers some spans, ascending and apart from each other; `None` if it covers
    /// none of them.
    #[must_use]
    pub fn within(&self, spans: impl Iterator<Item = (SimTime, SimTime)>) -> Option<Self> {
        let cut = spans.map(|(from, to)| (from.max(self.warm_up), to.min(self.horizon))).filter(|(from, to)| from < to);
        let spans: Vec<_> = cut.collect();
        let (first, last) = (spans.first()?, spans.last()?);
        let gaps: Vec<_> = spans.windows(2).map(|pair| (pair[0].1, pair[1].0)).filter(|(from, to)| from < to).collect();
        let inclusive = last.1 == self.horizon && self.end() > self.horizon;
        let window = Self::new(first.0, last.1, inclusive, Span::ZERO);
        let drain = self.end() + self.drain - window.end();
        let first = gaps.first().map_or(window.reach, |(from, _)| (*from - window.warm_up).micros().unsigned_abs());
        Some(Self { drain, first, gaps: (!gaps.is_empty()).then(|| gaps.into()), ..window })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(micros: i64) -> SimTime {
        SimTime::from_micros(micros)
    }

    #[test]
    fn a_part_of_a_window_covers_its_spans_only() {
        let run = Window::new(at(10), at(100), true, Span::from_micros(50));
        let spans = [(at(0), at(20)), (at(20), at(30)), (at(40), at(50)), (at(90), at(200))];
        let part = run.within(spans.into_iter()).unwrap();
        let covered: Vec<i64> = (0..=101).filter(|time| part.covers(at(*time))).collect();
        let expected: Vec<i64> = (10..30).chain(40..50).chain(90..=100).collect();
        assert_eq!(covered, expected);
        assert_eq!(part.length(), Span::from_micros(40));
        assert_eq!(part.spans().collect::<Vec<_>>(), [(at(10), at(30)), (at(40), at(50)), (at(90), at(100))]);
        assert_eq!(part.end() + part.drain, run.end() + run.drain, "the run ends when it ends");
        assert_eq!(
            run.within([(at(10), at(100))].into_iter()).unwrap(),
            run,
            "a window over the whole run is that of the run"
        );
        assert!(run.within([(at(0), at(10)), (at(100), at(120))].into_iter()).is_none());
    }
}
