//! What a replenishment rule sees: the position now, what is expected to be asked, and for how long stock must last.

use super::sight::Sight;
use crate::chain::Outlook;
use crate::policy::forecast::Learnt;
use crate::units::{SimTime, Span, Units};

/// What a rule sees.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// On hand + on order - backorders.
    pub position: Units,
    /// When it looks.
    pub now: SimTime,
    /// For how long the stock must last.
    pub protection: Protection,
    outlook: &'a Outlook,
    sight: Option<&'a Sight>,
    learnt: Option<&'a Learnt>,
}

/// How long what is there and on order must last: until the goods of the next review could be on the shelf.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Protection {
    /// From one review to the next; none where the rule watches all the time.
    pub review: Span,
    /// From ordering to the shelf, on average.
    pub lead: Span,
    /// The standard deviation of that.
    ///
    /// # Units
    /// Days.
    pub lead_spread: f64,
}

impl<'a> View<'a> {
    /// The view of a position now, where so much is expected to be asked.
    #[must_use]
    #[inline]
    pub fn new(position: Units, now: SimTime, outlook: &'a Outlook) -> Self {
        Self { position, now, protection: Protection::default(), outlook, sight: None, learnt: None }
    }

    /// The view of one who sees more than the position.
    #[must_use]
    pub fn with_sight(self, sight: &'a Sight) -> Self {
        Self { sight: Some(sight), ..self }
    }

    /// The view of one who never counts on the last so many units: as if they were added to every level.
    #[must_use]
    pub fn with_safety(self, safety: Units) -> Self {
        Self { position: self.position - safety, ..self }
    }

    /// The view of one who has learnt from the demand so far and knows for how long stock must last.
    #[must_use]
    pub fn with_learnt(self, learnt: &'a Learnt, protection: Protection) -> Self {
        Self { learnt: Some(learnt), protection, ..self }
    }

    /// The units that the coming span is expected to ask for: by the forecast as soon as it can tell, else by the laws of
    /// demand.
    #[must_use]
    #[inline]
    pub fn coming(&self, span: Span) -> f64 {
        let learnt = self.learnt.and_then(|learnt| learnt.coming(self.now, span, self.outlook));
        learnt.unwrap_or_else(|| self.outlook.units(self.now, span))
    }

    /// The standard deviation of the errors of a forecast of one day, as if those of days were independent; as long as
    /// there were too few errors, that of Poisson demand.
    #[must_use]
    pub fn daily_spread(&self) -> f64 {
        let learnt = self.learnt.and_then(|learnt| Some(learnt.spread()? / learnt.period().days().sqrt()));
        learnt.unwrap_or_else(|| self.coming(Span::DAY).max(0.0).sqrt())
    }

    /// What is seen beside the position.
    #[must_use]
    pub fn sight(&self) -> Sight {
        self.sight.copied().unwrap_or_default()
    }
}
