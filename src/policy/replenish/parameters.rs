//! The parameters of a policy other than levels: reviews, times, weights, costs and distributions.

use super::{Review, Terms};
use crate::chain::pieces;
use crate::reading::departures_of;
use crate::text::{Code, KeySpec, Measure, Node, Shape};
use crate::units::{Money, SimTime, Span, Units};
use std::sync::Arc;

/// Reviews: the time between two, or times of the week.
pub(super) const REVIEWS: Shape = Shape::Either(&[Shape::Quantity(Measure::Time), Shape::Departures]);

/// The review key of a periodic policy.
pub(super) const REVIEW: KeySpec =
    KeySpec::new("R", REVIEWS, "The reviews: the time between two, the first at time 0, or times of the week.")
        .required();

/// The review key of a policy that reviews continuously by default.
pub(super) const MAY_REVIEW: KeySpec =
    KeySpec::new("R", REVIEWS, "The reviews, if they are not continuous.").otherwise("continuous");

/// The calendar key, for days without reviews.
pub(super) const CALENDAR: KeySpec = KeySpec::new(
    "calendar",
    Shape::Name("calendar"),
    "A calendar without reviews at times of the week on its closed days.",
)
.needs(&["R"]);

/// Times after the start, or dates.
pub(super) const POINTS: Shape =
    Shape::List(&Shape::Either(&[Shape::Quantity(Measure::Time), Shape::Days, Shape::Date]));

impl Terms<'_, '_> {
    /// Reads a span whose demand is looked up.
    #[must_use]
    pub fn cover(&mut self, key: &'static str) -> Option<Span> {
        let span = self.span(key)?;
        self.farthest = self.farthest.max(span);
        Some(span)
    }

    /// Returns whether a parameter is given.
    #[must_use]
    pub fn has(&self, key: &'static str) -> bool {
        self.reader.get(key).is_some()
    }

    /// Reads required reviews: the time between two, or times of the week as for departures.
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
                "applies only to times of the week, such as `R = \"mon thu 09:00\"`",
            );
        }
        self.span(key).map(Review::Every)
    }

    /// Reads optional reviews; the default is continuous review.
    #[must_use]
    pub fn review_or_always(&mut self, key: &'static str) -> Option<Review> {
        if self.has(key) { self.review(key) } else { Some(Review::Continuous) }
    }

    /// Reads the times of all reviews.
    #[must_use]
    pub fn looks_at(&mut self, key: &'static str) -> Option<Review> {
        let mut times: Vec<SimTime> = self.points(key)?.into_iter().flatten().collect();
        times.sort_unstable();
        times.dedup();
        Some(Review::At(times.into()))
    }

    /// Reads a list of times after the start, or of dates; a date without a year occurs in every year.
    #[must_use]
    pub fn points(&mut self, key: &'static str) -> Option<Vec<Vec<SimTime>>> {
        let node = self.reading.require(self.reader, key, "[\"0 d\", \"30 d\"]")?;
        let read: Vec<Option<Vec<SimTime>>> = node.items().iter().map(|item| self.reading.points(item)).collect();
        read.into_iter().collect()
    }

    /// Reads a list of quantities of goods.
    #[must_use]
    pub fn goods_list(&mut self, key: &'static str) -> Option<Vec<Units>> {
        let node = self.reading.require(self.reader, key, "[100, 200]")?;
        let read = |item: &Node| self.reading.goods_of(item, key, self.product);
        let read: Vec<Option<Units>> = node.items().iter().map(read).collect();
        let list: Vec<Units> = read.into_iter().collect::<Option<_>>()?;
        self.reading.moves(list.iter().map(|units| pieces(*units)).sum());
        Some(list)
    }

    /// Records what is ordered at each review, for the limits of a run.
    pub fn orders_each(&mut self, review: &Review, lot: Units) {
        let period = review.period();
        let end = self.reading.window.horizon.since_start() + self.reading.window.drain;
        let looks = if period.is_zero() { 1.0 } else { end.days() / period.days() + 1.0 };
        self.reading.moves(looks * pieces(lot));
    }

    /// Reads a required quantity of goods.
    #[must_use]
    pub fn goods(&mut self, key: &'static str) -> Option<Units> {
        self.reading.require(self.reader, key, "100")?;
        self.reading.goods(self.reader, key, self.product)
    }

    /// Reads a required amount of money.
    #[must_use]
    pub fn money(&mut self, key: &'static str) -> Option<Money> {
        self.reading.require(self.reader, key, "\"2 CNY/unit\"")?;
        self.reading.money(self.reader, key)
    }

    /// Reads a required number from 0 to 1.
    #[must_use]
    pub fn weight(&mut self, key: &'static str) -> Option<f64> {
        let weight = self.number(key)?;
        if weight > 1.0 {
            self.refuse(Code::PolicyParameters, key, &format!("must be a number from 0 to 1, not {weight}"));
            return None;
        }
        Some(weight)
    }

    /// Reads a required number that is not negative.
    #[must_use]
    pub fn number(&mut self, key: &'static str) -> Option<f64> {
        let node = self.reading.require(self.reader, key, "0.3")?;
        let number = node.as_number().filter(|number| (0.0..=1e9).contains(number));
        if number.is_none() {
            self.refuse(Code::PolicyParameters, key, &format!("must be a number of at least 0, not {}", node.shown()));
        }
        number
    }

    /// Reads a distribution and returns the smallest number of pieces that a draw does not exceed with this
    /// probability.
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
