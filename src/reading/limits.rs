//! The limits of a run. Counts of events, pieces of goods and amounts of money are fixed-width integers. Scenarios that
//! would overflow them, or never end, are rejected when they are read, by estimates from means.

use super::Reading;
use crate::chain::{Profile, TimeLaw};
use crate::text::{Code, Place, Problem};
use crate::units::{Money, Span};

/// The largest number of events of one kind in a run.
const MOST_TIMES: f64 = 1e9;
/// The largest sum of amounts, in 1/10,000 of the currency unit: a ninth of the range of a 64-bit integer.
const MOST_MONEY: f64 = 1e18;

/// The largest sum of weights or volumes, in grams or cubic centimetres.
const MOST_SIZE: f64 = 1e17;

impl Reading<'_> {
    /// Rejects a time between events that gives more than a billion events, or endlessly many at one instant. Returns
    /// the expected number of events.
    pub fn comes(&mut self, what: &str, between: &TimeLaw, place: Place) -> Option<f64> {
        // Times are whole microseconds: if all samples of a distribution round to zero, time never advances.
        let moves_on = between.law.probability_above(0.5_f64.next_down());
        let times = self.run_micros() / between.law.mean() + 1.0 / moves_on;
        self.times(what, times, place)
    }

    /// Does the same as [`comes`](Self::comes) for a rate that varies with a profile.
    pub fn comes_in_seasons(&mut self, what: &str, plain: &TimeLaw, profile: &Profile, place: Place) -> Option<f64> {
        let days = profile.cumulative(self.window.horizon + self.window.drain);
        self.times(what, days * micros(Span::DAY) / plain.law.mean(), place)
    }

    /// Does the same for orders collected by presales.
    pub fn comes_in_presales(&mut self, orders: f64, place: Place) -> Option<f64> {
        self.times("orders", orders, place)
    }

    /// Does the same for a fixed time between events.
    pub fn recurs(&mut self, what: &str, every: Span, place: Place) -> Option<f64> {
        let times = self.run_micros() / micros(every);
        self.times(what, times, place)
    }

    fn times(&mut self, what: &str, times: f64, place: Place) -> Option<f64> {
        if times > MOST_TIMES || times.is_nan() {
            let cause = format!("{what} would occur {} times in this run, which can hold a billion", shown(times));
            let problem = Problem::new(Code::TooLarge, place, cause);
            self.report(problem.help("make them rarer, or shorten the horizon and the drain"));
            return None;
        }
        self.draft.burden.times += times;
        Some(times)
    }

    /// Records pieces of goods that are ordered or held.
    pub fn moves(&mut self, pieces: f64) {
        self.draft.burden.pieces += pieces;
    }

    /// Records an amount that may be charged for anything.
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    pub(super) fn charges(&mut self, amount: Money, per: Option<Span>, place: Place) {
        let (parts, load) = (amount.parts() as f64, &mut self.draft.burden);
        if parts > load.amount {
            (load.amount, load.place) = (parts, Some(place));
        }
        load.rate = load.rate.max(per.map_or(0.0, |per| parts / micros(per)));
    }

    /// Records an amount that is due for this many people or things all the time.
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    pub(super) fn costs_all_the_time(&mut self, amount: Money, per: Span, many: u32, place: Place) {
        let sum = amount.parts() as f64 / micros(per) * self.run_micros() * f64::from(many);
        let load = &mut self.draft.burden;
        load.upkeep += sum;
        load.place.get_or_insert(place);
    }

    /// Records the weight or volume of a unit.
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    pub(super) fn weighs(&mut self, size: i64, place: Place) {
        let (size, load) = (size as f64, &mut self.draft.burden);
        if size > load.size {
            (load.size, load.size_place) = (size, Some(place));
        }
    }

    /// Rejects amounts whose sums may overflow. Must be called once everything has been read.
    pub fn adds_up(&mut self) {
        let load = self.draft.burden;
        if let Some(place) = load.size_place.filter(|_| load.size * load.pieces > MOST_SIZE) {
            let cause =
                "with units this heavy or large, the goods of a run would exceed its limit of total weight or volume";
            let problem = Problem::new(Code::TooLarge, place, cause);
            self.report(problem.help("reduce the weight, the volume, the number of pieces or the rate"));
        }
        // A charge per kilogram or cubic metre may be due that many times per piece.
        let pieces = load.pieces * (load.size / 1000.0).max(1.0);
        let money = load.amount * (load.times + pieces) + load.rate * load.pieces * self.run_micros() + load.upkeep;
        if let Some(place) = load.place.filter(|_| money > MOST_MONEY) {
            let cause = format!(
                "with amounts this large, costs may add up to {} {}, more than the ledger can hold",
                shown(money / 10_000.0),
                self.currency
            );
            let problem = Problem::new(Code::TooLarge, place, cause);
            self.report(problem.help("reduce the amount, the number of pieces or the rate"));
        }
    }

    fn run_micros(&self) -> f64 {
        micros(self.window.horizon.since_start() + self.window.drain)
    }
}

#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn micros(span: Span) -> f64 {
    span.micros() as f64
}

/// Formats a large number with few digits.
fn shown(number: f64) -> String {
    if number.is_finite() { format!("{number:.1e}") } else { "infinitely many".to_owned() }
}
