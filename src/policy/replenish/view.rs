//! What a replenishment policy sees: the current position, the expected demand, and the time that stock must cover.

use super::sight::Sight;
use crate::chain::Outlook;
use crate::policy::forecast::Learnt;
use crate::units::{SimTime, Span, Units};

/// A policy's view of its stock point.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// On hand + on order - backorders.
    pub position: Units,
    /// The time of the review.
    pub now: SimTime,
    /// The time that stock must cover.
    pub protection: Protection,
    outlook: &'a Outlook,
    sight: Option<&'a Sight>,
    learnt: Option<&'a Learnt>,
    days_from: DaysFrom,
}

/// Where levels in days of demand get their rate from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum DaysFrom {
    /// The forecast if there is one, otherwise the demand distributions.
    #[default]
    Forecast,
    /// The demand distributions, even if there is a forecast.
    Future,
    /// This past demand per day.
    Past(f64),
}

/// The time that stock and orders must cover: until goods ordered at the next review could be on the shelf.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Protection {
    /// The time between reviews; zero for continuous review.
    pub review: Span,
    /// The mean lead time from ordering to the shelf.
    pub lead: Span,
    /// The standard deviation of the lead time.
    ///
    /// # Units
    /// Days.
    pub lead_spread: f64,
}

impl<'a> View<'a> {
    /// Creates the view of a position, with this expected demand.
    #[must_use]
    #[inline]
    pub fn new(position: Units, now: SimTime, outlook: &'a Outlook) -> Self {
        Self {
            position,
            now,
            protection: Protection::default(),
            outlook,
            sight: None,
            learnt: None,
            days_from: DaysFrom::Forecast,
        }
    }

    /// Adds what is seen besides the position.
    #[must_use]
    pub fn with_sight(self, sight: &'a Sight) -> Self {
        Self { sight: Some(sight), ..self }
    }

    /// Returns the view with this many units set aside as safety stock, as if they were added to every level.
    #[must_use]
    pub fn with_safety(self, safety: Units) -> Self {
        Self { position: self.position - safety, ..self }
    }

    /// Adds a forecast of demand and the time that stock must cover.
    #[must_use]
    pub fn with_learnt(self, learnt: &'a Learnt, protection: Protection) -> Self {
        Self { learnt: Some(learnt), protection, ..self }
    }

    /// Sets where levels in days get their rate from.
    #[must_use]
    pub fn with_days_from(self, days_from: DaysFrom) -> Self {
        Self { days_from, ..self }
    }

    /// Returns the expected demand of the coming span, for a level in days.
    #[must_use]
    #[inline]
    pub fn coming(&self, span: Span) -> f64 {
        match self.days_from {
            DaysFrom::Forecast => self.forecast(span),
            DaysFrom::Future => self.outlook.units(self.now, span),
            DaysFrom::Past(per_day) => per_day * span.days(),
        }
    }

    /// Returns the forecast demand of the coming span; without a forecast, the demand that the distributions give.
    #[must_use]
    #[inline]
    pub fn forecast(&self, span: Span) -> f64 {
        let learnt = self.learnt.and_then(|learnt| learnt.coming(self.now, span, self.outlook));
        learnt.unwrap_or_else(|| self.outlook.units(self.now, span))
    }

    /// Returns the standard deviation of the errors of a one-day forecast, as if those of different days were
    /// independent; while there are too few errors, that of Poisson demand.
    #[must_use]
    pub fn daily_spread(&self) -> f64 {
        let learnt = self.learnt.and_then(|learnt| Some(learnt.spread()? / learnt.period().days().sqrt()));
        learnt.unwrap_or_else(|| self.forecast(Span::DAY).max(0.0).sqrt())
    }

    /// Returns what is seen besides the position.
    #[must_use]
    pub fn sight(&self) -> Sight {
        self.sight.copied().unwrap_or_default()
    }
}
