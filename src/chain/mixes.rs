//! The mix of a market on each day: how popular its products are, relative to an ordinary day.

use super::calendar::Zone;
use std::sync::Arc;

/// The weights of the mix on each day.
#[derive(Clone, Debug)]
pub struct Mixes {
    /// The factors on the popularity of each product: one list per set of promotions, the first of them all 1.
    pub factors: Vec<Vec<f64>>,
    zone: Zone,
    first: i64,
    which: Arc<[u32]>,
}

impl Mixes {
    /// Creates mixes from lists of factors and, for each day from `first` on, the list that applies, by the days of a
    /// zone.
    #[must_use]
    pub fn new(factors: Vec<Vec<f64>>, zone: Zone, first: i64, which: Arc<[u32]>) -> Self {
        Self { factors, zone, first, which }
    }

    /// Returns the index of the list that applies now.
    #[must_use]
    #[inline]
    pub fn at(&self, now: crate::units::SimTime) -> usize {
        self.on(self.zone.day(now))
    }

    /// Returns the index of the list that applies on a day.
    #[must_use]
    #[inline]
    pub fn on(&self, day: i64) -> usize {
        let at = usize::try_from(day - self.first).ok();
        at.and_then(|at| self.which.get(at)).map_or(0, |which| *which as usize)
    }

    /// Lets a list apply on a day.
    pub fn apply(&mut self, day: i64, list: usize) {
        let at = usize::try_from(day - self.first).ok();
        if let Some(which) = at.and_then(|at| Arc::make_mut(&mut self.which).get_mut(at)) {
            *which = u32::try_from(list).expect("no more lists than days");
        }
    }
}
