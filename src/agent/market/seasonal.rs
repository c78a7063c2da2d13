//! Poisson orders whose rate varies over time, by thinning: each day is drawn at the rate of its busiest hour, and an
//! order is kept with the probability of its own hour's rate relative to the busiest.
//!
//! # Source
//! Lewis and Shedler, "Simulation of nonhomogeneous Poisson processes by thinning", Naval Research Logistics Quarterly
//! 26 (1979), 403-413.

use crate::chain::Profile;
use crate::engine::{EntityKey, Lasting, Streams};
use crate::units::{SimTime, Span, StreamId};
use rand::{RngExt, SeedableRng};
use rand_distr::{Distribution, Exp1};
use std::sync::Arc;

/// Poisson orders with a profile. The stream restarts at each local midnight, keyed by the date.
#[derive(Clone, Debug)]
pub(super) struct Seasonal {
    mean_us: f64,
    stream: StreamId,
    profile: Arc<Profile>,
    /// The date of day 0.
    first_day: i64,
    day: i64,
    /// The midnight that ends the current day.
    ends: SimTime,
    /// The mean time between two orders in the busiest hour; infinite on a day without orders.
    between_us: f64,
    /// The orders of some days relative to those expected, ascending.
    uplifts: Vec<(i64, f64)>,
    generator: Lasting,
}

impl Seasonal {
    pub(super) fn new(mean_us: f64, stream: StreamId, profile: Arc<Profile>, first_day: i64) -> Self {
        let generator = Lasting::seed_from_u64(0);
        let (ends, between_us) = (SimTime::ZERO, f64::INFINITY);
        Self { mean_us, stream, profile, first_day, day: 0, ends, between_us, uplifts: Vec::new(), generator }
    }

    /// Multiplies the orders of these days, which ascend.
    pub(super) fn uplift(&mut self, days: Vec<(i64, f64)>) {
        self.uplifts = days;
    }

    /// Returns the mean time between two orders of a plain day.
    pub(super) fn mean_us(&self) -> f64 {
        self.mean_us
    }

    pub(super) fn first(&mut self, origin: EntityKey, streams: &Streams) -> Option<SimTime> {
        self.begin(self.profile.zone().day(SimTime::ZERO), origin, streams);
        self.next(origin, SimTime::ZERO, streams)
    }

    pub(super) fn next(&mut self, origin: EntityKey, now: SimTime, streams: &Streams) -> Option<SimTime> {
        let mut at = now;
        loop {
            if self.between_us.is_finite() {
                let draw: f64 = Exp1.sample(&mut self.generator);
                let next = at + Span::from_f64_micros(draw * self.between_us);
                if next < self.ends {
                    at = next;
                    let share = self.profile.share_of_busiest(at);
                    if share.is_none_or(|share| self.generator.random::<f64>() < share) {
                        return Some(at);
                    }
                    continue;
                }
            }
            at = self.ends;
            if at >= SimTime::ZERO + Span::LONGEST {
                return None;
            }
            self.begin(self.day + 1, origin, streams);
        }
    }

    fn begin(&mut self, day: i64, origin: EntityKey, streams: &Streams) {
        self.day = day;
        self.ends = self.profile.zone().midnight(day + 1);
        let uplift = self.uplifts.binary_search_by_key(&day, |(day, _)| *day).map_or(1.0, |at| self.uplifts[at].1);
        self.between_us = self.mean_us / (self.profile.factor(day) * self.profile.busiest_hour(day) * uplift);
        self.generator = streams.of_day(self.stream, origin, self.first_day + day);
    }
}
