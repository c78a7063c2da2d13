//! The cost of a site over time: its rent, and the wages of everyone on duty. It depends on nothing that happens in a
//! run, so it is computed whenever costs are charged, not event by event.
//!
//! Wages are paid for the hours on duty of every server, idle or not; the time after a shift in which a service is
//! finished is not paid.

use super::{Dated, Staff};
use crate::units::{AgentId, SimTime, TimeRate};

/// The rent and wages of a site.
#[derive(Clone, Debug)]
pub struct SiteCost {
    /// The agent of the site.
    pub agent: AgentId,
    /// The rent.
    pub rent: Dated<TimeRate>,
    /// The wages, if any are paid.
    pub wages: Option<Wages>,
}

/// The wages of the servers of a site.
#[derive(Clone, Debug)]
pub struct Wages {
    /// The servers on duty, a limited number at any time.
    pub staff: Staff,
    /// The number of permanent servers; everyone above it is hired.
    pub permanent: u32,
    /// The wage of permanent servers.
    pub wage: Dated<TimeRate>,
    /// The wage of hired servers.
    pub hired_wage: Dated<TimeRate>,
}

impl SiteCost {
    /// Returns wages and rent of a time, not yet rounded.
    #[must_use]
    pub fn of(&self, from: SimTime, to: SimTime) -> [i128; 2] {
        [self.wages.as_ref().map_or(0, |wages| wages.of(from, to)), self.rent_of(from, to)]
    }

    fn rent_of(&self, mut from: SimTime, to: SimTime) -> i128 {
        let mut sum = 0;
        while from < to {
            let until = self.rent.next_change(from).min(to);
            sum += self.rent.at(from).over(until - from, 1);
            from = until;
        }
        sum
    }
}

impl Wages {
    fn of(&self, mut from: SimTime, to: SimTime) -> i128 {
        let mut sum = 0;
        while from < to {
            let wages = self.wage.next_change(from).min(self.hired_wage.next_change(from));
            let until = self.staff.next_change(from).min(wages).min(to);
            let on_duty = self.staff.on_duty(from).expect("paid servers are limited in number");
            let permanent = on_duty.min(self.permanent);
            sum += self.wage.at(from).over(until - from, permanent);
            sum += self.hired_wage.at(from).over(until - from, on_duty - permanent);
            from = until;
        }
        sum
    }
}
