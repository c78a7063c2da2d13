//! The servers on duty at any time: officers, pickers, inspection bays, production lines. Their number may change by
//! date and by hour.

use super::{Dated, Hours};
use crate::units::SimTime;

/// The servers on duty at any time.
#[derive(Clone, Debug)]
pub struct Staff {
    /// Servers by date; `None` has no limit.
    servers: Dated<Option<u32>>,
    hours: Option<Hours>,
}

impl Staff {
    /// Creates a constant number of servers; `None` has no limit.
    #[must_use]
    pub fn always(servers: Option<u32>) -> Self {
        Self { servers: Dated::constant(servers), hours: None }
    }

    /// Creates a number of servers by date, on duty within these hours; without hours, always.
    #[must_use]
    pub fn new(servers: Dated<Option<u32>>, hours: Option<Hours>) -> Self {
        Self { servers, hours }
    }

    /// Returns the largest number that are ever on duty; `None` has no limit.
    #[must_use]
    pub fn most(&self) -> Option<u32> {
        self.servers.values().copied().try_fold(0, |most, servers| Some(servers?.max(most)))
    }

    /// Returns whether it ever changes.
    #[must_use]
    pub fn changes(&self) -> bool {
        !self.servers.is_constant() || self.hours.is_some()
    }

    /// Returns how many are on duty; `None` has no limit.
    #[must_use]
    pub fn on_duty(&self, now: SimTime) -> Option<u32> {
        if self.hours.as_ref().is_some_and(|hours| !hours.is_open(now)) {
            return Some(0);
        }
        *self.servers.at(now)
    }

    /// Returns when the number next changes, `NEVER` if it does not.
    #[must_use]
    pub fn next_change(&self, now: SimTime) -> SimTime {
        let hours = self.hours.as_ref().map_or(SimTime::NEVER, |hours| hours.next_change(now));
        self.servers.next_change(now).min(hours)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Span;

    #[test]
    fn the_number_on_duty_changes_by_date() {
        let day = |day: i64| SimTime::ZERO + Span::DAY * day;
        let servers = Dated::from_list(vec![(day(0), Some(2)), (day(1), Some(1)), (day(2), Some(3))]);
        let staff = Staff::new(servers.expect("in order"), None);
        assert_eq!((staff.most(), staff.next_change(day(1))), (Some(3), day(2)));
        assert_eq!([0, 1, 2].map(|at| staff.on_duty(day(at))), [Some(2), Some(1), Some(3)]);
        assert!(staff.changes() && !Staff::always(Some(2)).changes());
    }
}
