//! The outcomes of what consumers order: of orders, of their parts on one path, and of units. Each ends in exactly one way
//! or is still open when the run ends, so the outcomes add up to what was placed.

use super::kpi::{self, Kpi};
use crate::chain::Failure;
use crate::chain::audit::Discrepancy;

/// Counts of orders, parts or units by outcome.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Outcomes {
    pub(super) placed: i64,
    /// Every unit ordered was delivered.
    pub(super) delivered: i64,
    /// Some units were delivered and others were not; a single unit never is.
    pub(super) in_part: i64,
    /// Nothing was delivered, by reason.
    pub(super) failed: [i64; Failure::KINDS],
    /// Still open when the run ended.
    pub(super) unfinished: i64,
}

impl Outcomes {
    /// Counts one that has ended with a delivery, in full or not.
    #[inline(always)]
    pub(super) fn deliver(&mut self, in_full: bool) {
        self.delivered += i64::from(in_full);
        self.in_part += i64::from(!in_full);
    }

    /// Counts one that has ended without a delivery; some units may have arrived earlier.
    pub(super) fn fail(&mut self, why: Failure, some_arrived: bool) {
        if some_arrived {
            self.in_part += 1;
        } else {
            self.failed[why as usize] += 1;
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.placed += other.placed;
        self.delivered += other.delivered;
        self.in_part += other.in_part;
        self.unfinished += other.unfinished;
        for (mine, theirs) in self.failed.iter_mut().zip(other.failed) {
            *mine += theirs;
        }
    }

    /// Returns the number that ended without anything delivered.
    pub(super) fn failures(&self) -> i64 {
        self.failed.iter().sum()
    }

    /// Returns the number that have ended.
    pub(super) fn ended(&self) -> i64 {
        self.delivered + self.in_part + self.failures()
    }

    /// Checks that the outcomes add up to what was placed.
    pub(super) fn check(&self, subject: &str, what: &'static str) -> Result<(), Discrepancy> {
        let (placed, found) = (self.placed, self.ended() + self.unfinished);
        if placed == found {
            return Ok(());
        }
        Err(Discrepancy::Outcomes { subject: subject.to_owned(), what, placed, found })
    }

    /// Reports these counts of orders.
    pub(super) fn of_orders(&self, mut put: impl FnMut(&'static Kpi, i64)) {
        let [lost, cancelled, returned, spoilt, refused] = self.failed;
        put(&kpi::ORDERS_DELIVERED, self.delivered);
        put(&kpi::ORDERS_IN_PART, self.in_part);
        put(&kpi::ORDERS_LOST, lost);
        put(&kpi::ORDERS_CANCELLED, cancelled);
        put(&kpi::ORDERS_RETURNED, returned);
        put(&kpi::ORDERS_SPOILT, spoilt);
        put(&kpi::ORDERS_REFUSED, refused);
        put(&kpi::UNFINISHED, self.unfinished);
    }

    /// Reports these counts of order parts on a path.
    pub(super) fn of_parts(&self, mut put: impl FnMut(&'static Kpi, i64)) {
        let [lost, cancelled, returned, spoilt, refused] = self.failed;
        put(&kpi::ORDER_PARTS, self.placed);
        put(&kpi::PARTS_DELIVERED, self.delivered);
        put(&kpi::PARTS_IN_PART, self.in_part);
        put(&kpi::PARTS_FAILED, self.failures());
        put(&kpi::PARTS_LOST, lost);
        put(&kpi::PARTS_CANCELLED, cancelled);
        put(&kpi::PARTS_RETURNED, returned);
        put(&kpi::PARTS_SPOILT, spoilt);
        put(&kpi::PARTS_REFUSED, refused);
        put(&kpi::PARTS_UNFINISHED, self.unfinished);
    }

    /// Reports these counts of units.
    pub(super) fn of_units(&self, mut put: impl FnMut(&'static Kpi, i64)) {
        let [lost, cancelled, returned, spoilt, refused] = self.failed;
        put(&kpi::UNITS_ORDERED, self.placed);
        put(&kpi::UNITS_DELIVERED, self.delivered);
        put(&kpi::UNITS_LOST, lost);
        put(&kpi::UNITS_CANCELLED, cancelled);
        put(&kpi::UNITS_RETURNED, returned);
        put(&kpi::UNITS_SPOILT, spoilt);
        put(&kpi::UNITS_REFUSED, refused);
        put(&kpi::UNITS_UNFINISHED, self.unfinished);
        put(&kpi::LOST_SALES, lost + cancelled + refused);
    }
}
