//! How large promotions turn out to be. The factors of a promotion are what is expected; its uplift is drawn once a year
//! and replication, and the draw is the same for all its markets, products and days. Nobody knows it in advance:
//! expected demand contains its mean.

use super::promotion::Promotion;
use crate::engine::Streams;
use std::sync::Arc;

/// The promotions that may raise the orders of a day, each with the year that it belongs to.
type Raised = Vec<(usize, i16)>;

/// The uplifts in a stream of orders: of each day on which one is random.
#[derive(Clone, Debug)]
pub struct Uplifts {
    promotions: Arc<[Promotion]>,
    days: Vec<UpliftedDay>,
    /// The set of each product of the mix; products of one set are raised alike.
    pub sets: Vec<usize>,
}

/// A day with a random uplift.
#[derive(Clone, Debug)]
struct UpliftedDay {
    day: i64,
    /// The promotions of all products.
    all: Raised,
    /// The expected orders of each set of products, and the promotions of only these.
    sets: Vec<(f64, Raised)>,
}

/// The uplifts that a replication draws for a day.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnUplift {
    /// The day.
    pub day: i64,
    /// The orders relative to those expected.
    pub orders: f64,
    /// The orders for each set of products relative to those expected, without the promotions of all products.
    pub sets: Vec<f64>,
}

impl Uplifts {
    /// Creates the uplifts of a stream of orders for products of these sets.
    #[must_use]
    pub fn new(promotions: Arc<[Promotion]>, sets: Vec<usize>) -> Self {
        Self { promotions, days: Vec::new(), sets }
    }

    /// Adds a day, later than those before: its date, the promotions of all products, and for each set of products the
    /// orders expected and the promotions of only these. Nothing is random about promotions without an uplift.
    pub fn add(&mut self, (day, date): (i64, jiff::civil::Date), all: &[usize], sets: &[(f64, &[usize])]) {
        let random = |promotions: &[usize]| -> Raised {
            let year = |at: &usize| self.promotions[*at].uplifted_in(date).map(|year| (*at, year));
            promotions.iter().filter_map(year).collect()
        };
        let all = random(all);
        let sets: Vec<(f64, Raised)> = sets.iter().map(|(orders, own)| (*orders, random(own))).collect();
        if !all.is_empty() || sets.iter().any(|(_, own)| !own.is_empty()) {
            self.days.push(UpliftedDay { day, all, sets });
        }
    }

    /// Draws the uplifts of a replication, by day.
    #[must_use]
    pub fn draw(&self, streams: &Streams) -> Vec<DrawnUplift> {
        let of = |raised: &Raised| -> f64 {
            let draw = |(at, year): &(usize, i16)| {
                self.promotions[*at].uplift.as_ref().map_or(1.0, |uplift| uplift.draw(*year, streams))
            };
            raised.iter().map(draw).product()
        };
        let drawn = |UpliftedDay { day, all, sets }: &UpliftedDay| {
            let each: Vec<f64> = sets.iter().map(|(_, own)| of(own)).collect();
            let expected: f64 = sets.iter().map(|(orders, _)| orders).sum();
            let came: f64 = sets.iter().zip(&each).map(|((orders, _), uplift)| orders * uplift).sum();
            let mixed = if expected > 0.0 { came / expected } else { 1.0 };
            DrawnUplift { day: *day, orders: of(all) * mixed, sets: each }
        };
        self.days.iter().map(drawn).collect()
    }
}
