//! The outlook: the expected demand for each product, with seasons and promotions, derived from the demand
//! distributions before the run. Markets announce it as they are read; what is read after them can use it.

use super::Profile;
use crate::units::{AgentId, ProductId, SimTime, Span, Units};
use std::sync::Arc;

/// The expected demand of one market for one product.
#[derive(Clone, Debug)]
pub struct Expected {
    /// The market.
    pub market: AgentId,
    /// The product.
    pub product: ProductId,
    /// Units on a plain day.
    pub per_day: f64,
    /// The demand of each day relative to a plain one; `None` if all days are alike.
    pub profile: Option<Arc<Profile>>,
}

/// The expected demand for one product, from all markets.
#[derive(Clone, Debug, Default)]
pub struct Outlook(Vec<(f64, Option<Arc<Profile>>)>);

impl Outlook {
    /// Returns the units expected in a span that begins now.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "an expectation")]
    pub fn units(&self, now: SimTime, span: Span) -> f64 {
        let plain = span.micros() as f64 / Span::DAY.micros() as f64;
        let days =
            |profile: &Option<Arc<Profile>>| profile.as_ref().map_or(plain, |profile| profile.between(now, now + span));
        self.0.iter().map(|(per_day, profile)| per_day * days(profile)).sum()
    }

    /// Returns the units of a plain day.
    #[must_use]
    pub fn per_day(&self) -> f64 {
        self.0.iter().map(|(per_day, _)| per_day).sum()
    }

    /// Adds the demand for another stock point.
    pub fn add_all(&mut self, other: &Self) {
        other.0.iter().for_each(|(per_day, profile)| self.add_one(*per_day, profile.as_ref()));
    }

    /// Adds the expected demand of a market.
    pub fn add(&mut self, expected: &Expected) {
        self.add_one(expected.per_day, expected.profile.as_ref());
    }

    fn add_one(&mut self, more: f64, rhythm: Option<&Arc<Profile>>) {
        let same = |known: &Option<Arc<Profile>>| match (known.as_ref(), rhythm) {
            (None, None) => true,
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            _ => false,
        };
        match self.0.iter_mut().find(|(_, profile)| same(profile)) {
            Some((per_day, _)) => *per_day += more,
            None => self.0.push((more, rhythm.cloned())),
        }
    }
}

/// The largest number of pieces in one order.
pub const MOST_PIECES: f64 = 1e9;

/// Converts pieces to a floating-point number, for an estimate.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "an estimate")]
pub fn pieces(units: Units) -> f64 {
    units.count() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::Zone;
    use crate::units::Id;

    #[test]
    fn streams_of_one_rhythm_are_added_up() {
        let profile = Arc::new(Profile::new(Zone::default(), -2..30, |day| if day == 1 { 5.0 } else { 1.0 }, None));
        let expected = |per_day, profile| Expected {
            market: AgentId::from_index(0),
            product: ProductId::from_index(0),
            per_day,
            profile,
        };
        let mut outlook = Outlook::default();
        for part in [(2.0, None), (3.0, None), (4.0, Some(&profile)), (6.0, Some(&profile))] {
            outlook.add(&expected(part.0, part.1.cloned()));
        }
        assert_eq!((outlook.0.len(), outlook.per_day()), (2, 15.0));
        assert_eq!(outlook.units(SimTime::ZERO, Span::DAY * 3), 15.0 + 10.0 * 7.0);
    }
}
