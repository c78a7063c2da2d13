//! What a stock point has learnt about its demand: a forecast of the periods ahead and its errors so far. It receives
//! the demand of each period when it ends, and has no clock of its own.
//!
//! # Source
//! Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains (4th ed., 2017), section 3.5: the standard
//! deviation of the errors of one period, from their mean square.

use super::ses::Ses;
use super::{Forecast, Method};
use crate::chain::Outlook;
use crate::units::{SimTime, Span};

/// A forecast with its periods and its errors.
#[derive(Clone, Debug)]
pub struct Learnt {
    method: Method,
    period: Span,
    /// How many periods ahead are forecast; later periods are like the last of them.
    reach: usize,
    /// Whether season and promotions are known in advance. If so, it learns the demand of a plain period.
    knows_rhythm: bool,
    /// When the current period ends.
    ends: SimTime,
    /// The forecast demand from the current period on; empty while there is no forecast.
    coming: Vec<f64>,
    judged: f64,
    squared: f64,
}

/// A period that has ended, with its forecast and the standard deviation of the errors before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// Its demand.
    pub demand: f64,
    /// Its forecast; `None` while there was none.
    pub forecast: Option<f64>,
    /// The standard deviation of the errors before it.
    pub spread: f64,
}

impl Learnt {
    /// Creates a forecast with this method for periods of this length.
    #[must_use]
    pub fn new(method: Method, period: Span, knows_rhythm: bool) -> Self {
        let ends = SimTime::ZERO + period;
        Self { method, period, reach: 1, knows_rhythm, ends, coming: Vec::new(), judged: 0.0, squared: 0.0 }
    }

    /// Creates the forecast of a stock point that states none: simple exponential smoothing of daily demand.
    ///
    /// # Source
    /// Silver, Pyke and Thomas (2017), section 3.4.2: a weight between 0.01 and 0.3, with 0.1 as a compromise.
    #[must_use]
    pub fn usual() -> Self {
        Self::new(Method::Ses(Ses::new(0.1)), Span::DAY, true)
    }

    /// Ensures that it forecasts at least this far ahead.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded below and above")]
    pub fn reach_for(&mut self, span: Span) {
        const MOST: f64 = 10_000.0;
        self.reach = self.reach.max((self.periods(span).ceil() + 1.0).min(MOST) as usize);
    }

    /// Returns when the current period ends.
    #[must_use]
    pub fn ends(&self) -> SimTime {
        self.ends
    }

    /// Returns the length of a period.
    #[must_use]
    pub fn period(&self) -> Span {
        self.period
    }

    /// Returns the number of periods in this time.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "an expectation")]
    pub fn periods(&self, span: Span) -> f64 {
        span.micros() as f64 / self.period.micros() as f64
    }

    /// Ends the current period, with this demand.
    pub fn observe(&mut self, demand: f64, outlook: &Outlook) -> Judged {
        let began = SimTime::from_micros(self.ends.micros() - self.period.micros());
        let rhythm = self.rhythm(began, self.period, outlook);
        let forecast = self.coming.first().map(|plain| plain * rhythm);
        let spread = self.spread().unwrap_or(0.0);
        if let Some(forecast) = forecast {
            self.judged += 1.0;
            self.squared += (demand - forecast).powi(2);
        }
        self.method.observe(demand / rhythm);
        self.ends = self.ends + self.period;
        self.coming.resize(self.reach, 0.0);
        if !self.method.fill(&mut self.coming) {
            self.coming.clear();
        }
        self.coming.iter_mut().for_each(|plain| *plain = plain.max(0.0));
        Judged { demand, forecast, spread }
    }

    /// Returns the forecast demand of the coming span; `None` while there is no forecast.
    #[must_use]
    pub fn coming(&self, now: SimTime, span: Span, outlook: &Outlook) -> Option<f64> {
        let last = *self.coming.last()?;
        let end = now + span;
        let (mut from, mut until, mut sum) = (now, self.ends, 0.0);
        for plain in self.coming.iter().copied().chain(std::iter::repeat(last)) {
            let to = until.min(end);
            if to > from {
                sum += plain * self.periods(to - from) * self.rhythm(from, to - from, outlook);
                from = to;
            }
            if until >= end {
                break;
            }
            until = until + self.period;
        }
        Some(sum)
    }

    /// Returns the standard deviation of the errors of one-period forecasts; `None` while there are too few.
    #[must_use]
    pub fn spread(&self) -> Option<f64> {
        (self.judged >= 2.0).then(|| (self.squared / self.judged).sqrt())
    }

    /// Returns the demand of a time relative to a plain one, as far as it is known in advance.
    fn rhythm(&self, from: SimTime, span: Span, outlook: &Outlook) -> f64 {
        let plain = outlook.per_day() * span.days();
        if !self.knows_rhythm || plain <= 0.0 {
            return 1.0;
        }
        (outlook.units(from, span) / plain).max(1e-6)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::forecast::naive::Naive;

    #[test]
    fn parts_of_periods_count_in_proportion_and_errors_are_kept() {
        let outlook = Outlook::default();
        let mut learnt = Learnt::new(Method::Naive(Naive::default()), Span::DAY, false);
        assert_eq!(learnt.coming(SimTime::ZERO, Span::DAY, &outlook), None);
        assert_eq!(learnt.observe(10.0, &outlook).forecast, None);
        let noon = SimTime::ZERO + Span::DAY + Span::HOUR * 12;
        assert_eq!(learnt.coming(noon, Span::DAY * 3, &outlook), Some(30.0));
        assert_eq!(learnt.observe(13.0, &outlook).forecast, Some(10.0));
        assert_eq!(learnt.spread(), None);
        let judged = learnt.observe(9.0, &outlook);
        assert_eq!((judged.forecast, judged.spread), (Some(13.0), 0.0));
        assert_eq!(learnt.spread(), Some(12.5_f64.sqrt()));
    }
}
