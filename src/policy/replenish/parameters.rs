//! The parameters of a rule that are no levels: when it looks, times, weights, costs and laws.

use super::{Review, Terms};
use crate::chain::pieces;
use crate::reading::departures_of;
use crate::text::{Code, KeySpec, Measure, Node, Shape};
use crate::units::{Money, SimTime, Span, Units};
use std::sync::Arc;

/// Reviews: a time from one to the next, or times of the week.
pub(super) const REVIEWS: Shape = Shape::Either(&[Shape::Quantity(Measure::Time), Shape::Departures]);

/// When a rule looks that looks by the clock.
pub(super) const REVIEW: KeySpec = KeySpec::new(
    "R",
    REVIEWS,
    "When it looks: a time from one review to the next, the first at time 0, or times of the week.",
)
.required();

/// When a rule looks that may look all the time.
pub(super) const MAY_REVIEW: KeySpec =
    KeySpec::new("R", REVIEWS, "When it looks, if not all the time.").otherwise("always");

/// Days on which nobody looks.
pub(super) const CALENDAR: KeySpec = KeySpec::new(
    "calendar",
    Shape::Name("calendar"),
    "On the days it closes there are no reviews at times of the week.",
)
.needs(&["R"]);

/// Times after the start, or days.
pub(super) const POINTS: Shape =
    Shape::List(&Shape::Either(&[Shape::Quantity(Measure::Time), Shape::Days, Shape::Date]));

impl Terms<'_, '_> {
    /// A length of time whose demand is looked up.
    #[must_use]
    pub fn cover(&mut self, key: &'static str) -> Option<Span> {
        let span = self.span(key)?;
        self.farthest = self.farthest.max(span);
        Some(span)
    }

    /// Whether a parameter is stated.
    #[must_use]
    pub fn has(&self, key: &'static str) -> bool {
        self.reader.get(key).is_some()
    }

    /// The reviews that must be stated: a time from one to the next, or times of the week as of departures.
    #[must_use]
    pub fn review(&mut self, key: &'static str) -> Option<Review> {
        let node = self.reading.require(self.reader, key, "\"1 w\"")?;
        let of_the_week = node.as_text().is_some_and(|text| text.starts_with(char::is_alphabetic));
        if of_the_week {
            let times = departures_of(self.reader, key, "reviews", None, self.reading)?;
            return Some(Review::Calendar(Arc::new(times)));
        }
        if self.has("calendar") {
            self.refuse(
                Code::PolicyParameters,
                "calendar",
                "goes with times of the week, such as `R = \"mon thu 09:00\"`",
            );
        }
        self.span(key).map(Review::Every)
    }

    /// The reviews that may be stated; left out, it looks all the time.
    #[must_use]
    pub fn review_or_always(&mut self, key: &'static str) -> Option<Review> {
        if self.has(key) { self.review(key) } else { Some(Review::Continuous) }
    }

    /// Times at which it looks, and never else.
    #[must_use]
    pub fn looks_at(&mut self, key: &'static str) -> Option<Review> {
        let mut times: Vec<SimTime> = self.points(key)?.into_iter().flatten().collect();
        times.sort_unstable();
        times.dedup();
        Some(Review::At(times.into()))
    }

    /// A list of times after the start, or of days; a day without a year stands for one in each.
    #[must_use]
    pub fn points(&mut self, key: &'static str) -> Option<Vec<Vec<SimTime>>> {
        let node = self.reading.require(self.reader, key, "[\"0 d\", \"30 d\"]")?;
        let read: Vec<Option<Vec<SimTime>>> = node.items().iter().map(|item| self.reading.points(item)).collect();
        read.into_iter().collect()
    }

    /// A list of goods.
    #[must_use]
    pub fn goods_list(&mut self, key: &'static str) -> Option<Vec<Units>> {
        let node = self.reading.require(self.reader, key, "[100, 200]")?;
        let read = |item: &Node| self.reading.goods_of(item, key, self.product);
        let read: Vec<Option<Units>> = node.items().iter().map(read).collect();
        let list: Vec<Units> = read.into_iter().collect::<Option<_>>()?;
        self.reading.moves(list.iter().map(|units| pieces(*units)).sum());
        Some(list)
    }

    /// Notes what is ordered at each look, for the limits of a run.
    pub fn orders_each(&mut self, review: &Review, lot: Units) {
        let period = review.period();
        let end = self.reading.window.horizon.since_start() + self.reading.window.drain;
        let looks = if period.is_zero() { 1.0 } else { end.days() / period.days() + 1.0 };
        self.reading.moves(looks * pieces(lot));
    }

    /// Goods that must be stated.
    #[must_use]
    pub fn goods(&mut self, key: &'static str) -> Option<Units> {
        self.reading.require(self.reader, key, "100")?;
        self.reading.goods(self.reader, key, self.product)
    }

    /// An amount of money that must be stated.
    #[must_use]
    pub fn money(&mut self, key: &'static str) -> Option<Money> {
        self.reading.require(self.reader, key, "\"2 CNY/unit\"")?;
        self.reading.money(self.reader, key)
    }

    /// A number from 0 to 1 that must be stated.
    #[must_use]
    pub fn weight(&mut self, key: &'static str) -> Option<f64> {
        let weight = self.number(key)?;
        if weight > 1.0 {
            self.refuse(Code::PolicyParameters, key, &format!("is a number from 0 to 1, not {weight}"));
            return None;
        }
        Some(weight)
    }

    /// A number from 0 on that must be stated.
    #[must_use]
    pub fn number(&mut self, key: &'static str) -> Option<f64> {
        let node = self.reading.require(self.reader, key, "0.3")?;
        let number = node.as_number().filter(|number| (0.0..=1e9).contains(number));
        if number.is_none() {
            self.refuse(Code::PolicyParameters, key, &format!("is a number from 0 on, not {}", node.shown()));
        }
        number
    }

    /// The smallest number of pieces that a draw of a law does not exceed with this probability.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "pieces are limited far below 2^53")]
    pub fn quantile(&mut self, key: &'static str, probability: f64) -> Option<Units> {
        self.reading.require(self.reader, key, "{ poisson = { mean = 20 } }")?;
        let law = self.reading.pieces_law(self.reader, key)?;
        // A draw is rounded to the nearest whole number.
        let covers = |units: i64| law.probability_above(units as f64 + 0.5) <= 1.0 - probability + 1e-12;
        let (mut low, mut high) = (0, 1);
        while !covers(high) && high < 1_000_000_000_000 {
            high *= 2;
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if covers(middle) { high = middle } else { low = middle + 1 }
        }
        self.reading.moves(2.0 * high as f64);
        Some(Units::new(high))
    }
}
