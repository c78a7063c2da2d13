//! What one run can hold. Counts of events, pieces of goods and amounts of money are integers of fixed width; what would
//! outgrow them, or never end, is refused while the file is read, by an estimate from its means.

use super::Reading;
use crate::chain::{Profile, TimeLaw};
use crate::text::{Code, Place, Problem};
use crate::units::{Money, Span};

/// How often something may happen in one run.
const MOST_TIMES: f64 = 1e9;
/// What amounts may add up to, in 1/10,000 of the currency unit: a ninth of what an integer of 64 bits holds.
const MOST_MONEY: f64 = 1e18;

/// What weights and volumes may add up to, in grams or cubic centimetres.
const MOST_SIZE: f64 = 1e17;

impl Reading<'_> {
    /// Refuses a time between events that a run cannot hold: events by the thousand million, or without an end in one
    /// instant. Returns how often they happen.
    pub fn comes(&mut self, what: &str, between: &TimeLaw, place: Place) -> Option<f64> {
        // Times are whole microseconds: a law whose draws all round to zero never gets on.
        let moves_on = between.law.probability_above(0.5_f64.next_down());
        let times = self.run_micros() / between.law.mean() + 1.0 / moves_on;
        self.times(what, times, place)
    }

    /// As [`comes`](Self::comes), of what goes up and down with a profile.
    pub fn comes_in_seasons(&mut self, what: &str, plain: &TimeLaw, profile: &Profile, place: Place) -> Option<f64> {
        let days = profile.cumulative(self.window.horizon + self.window.drain);
        self.times(what, days * micros(Span::DAY) / plain.law.mean(), place)
    }

    /// Refuses a fixed time between events that a run cannot hold.
    pub fn recurs(&mut self, what: &str, every: Span, place: Place) -> Option<f64> {
        let times = self.run_micros() / micros(every);
        self.times(what, times, place)
    }

    fn times(&mut self, what: &str, times: f64, place: Place) -> Option<f64> {
        if times > MOST_TIMES || times.is_nan() {
            let cause = format!("{what} would come {} times in this run, which holds a thousand million", shown(times));
            let problem = Problem::new(Code::TooLarge, place, cause);
            self.report(problem.help("they come too often, or the horizon and the drain are too long"));
            return None;
        }
        self.draft.burden.times += times;
        Some(times)
    }

    /// Notes pieces of goods that are ordered or held.
    pub fn moves(&mut self, pieces: f64) {
        self.draft.burden.pieces += pieces;
    }

    /// Notes an amount that may be charged for anything.
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    pub(super) fn charges(&mut self, amount: Money, per: Option<Span>, place: Place) {
        let (parts, load) = (amount.parts() as f64, &mut self.draft.burden);
        if parts > load.amount {
            (load.amount, load.place) = (parts, Some(place));
        }
        load.rate = load.rate.max(per.map_or(0.0, |per| parts / micros(per)));
    }

    /// Notes the weight or volume of a unit.
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    pub(super) fn weighs(&mut self, size: i64, place: Place) {
        let (size, load) = (size as f64, &mut self.draft.burden);
        if size > load.size {
            (load.size, load.size_place) = (size, Some(place));
        }
    }

    /// Refuses amounts that cannot be added up; asked once everything has been read.
    pub fn adds_up(&mut self) {
        let load = self.draft.burden;
        if let Some(place) = load.size_place.filter(|_| load.size * load.pieces > MOST_SIZE) {
            let cause = "with units as heavy or large as this, goods add up to more than a run can weigh";
            let problem = Problem::new(Code::TooLarge, place, cause);
            self.report(problem.help("a weight, a volume, a number of pieces or a rate is far too large"));
        }
        // What is charged by kilogram or cubic metre is charged that often for a piece.
        let pieces = load.pieces * (load.size / 1000.0).max(1.0);
        let money = load.amount * (load.times + pieces) + load.rate * load.pieces * self.run_micros();
        if let Some(place) = load.place.filter(|_| money > MOST_MONEY) {
            let cause = format!(
                "with amounts such as this, costs may add up to {} {}, more than a ledger holds",
                shown(money / 10_000.0),
                self.currency
            );
            let problem = Problem::new(Code::TooLarge, place, cause);
            self.report(problem.help("an amount, a number of pieces or a rate is far too large"));
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

/// A large number in a few digits.
fn shown(number: f64) -> String {
    if number.is_finite() { format!("{number:.1e}") } else { "infinitely many".to_owned() }
}
