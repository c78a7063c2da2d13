//! What makes demand grow and fade over the days: the trend of a market, and the life of a product from its launch to its
//! end.

use super::{Dated, Resolver};
use crate::text::{Code, KeySpec, Measure, Node, Place, Problem, Reader, Shape, Value};
use crate::units::{Dimension, SimTime, Span};

/// What `trend` takes.
pub const TREND: Shape = Shape::Either(&[Shape::Quantity(Measure::Growth), Shape::Map("dates", &Shape::Number)]);

const EDGE: Shape = Shape::Either(&[Shape::Date, Shape::Quantity(Measure::Time)]);

/// The keys of `life`.
pub const LIFE: &[KeySpec] = &[
    KeySpec::new("starts", EDGE, "From when it is sold: a date, or a time after the start.")
        .otherwise("before the run"),
    KeySpec::new("ramp", Shape::Quantity(Measure::Time), "How long after that it takes until it sells in full.")
        .or("\"0 d\"")
        .needs(&["starts"]),
    KeySpec::new("ends", EDGE, "From when it is no longer sold.").otherwise("behind the run"),
    KeySpec::new("fade", Shape::Quantity(Measure::Time), "How long before that its sales begin to fall.")
        .or("\"0 d\"")
        .needs(&["ends"]),
];

/// How demand grows. Within a day it stands still.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Trend {
    /// The logarithm of the growth of one day.
    Steady(f64),
    /// Times the rate that is stated, by date.
    Dated(Dated<f64>),
}

impl Trend {
    /// How busy a day is against the first.
    #[expect(clippy::cast_precision_loss, reason = "a number of days")]
    pub(super) fn factor(&self, day: i64) -> f64 {
        match self {
            Self::Steady(growth) => (growth * day as f64).exp(),
            Self::Dated(factors) => *factors.at(SimTime::ZERO + Span::DAY * day),
        }
    }
}

/// When a product is sold, and how its sales begin and end. Days count from the first day of the run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Life {
    /// The first day, and how many days it takes until it sells in full.
    starts: Option<(f64, f64)>,
    /// The day on which it is no longer sold, and how many days before its sales begin to fall.
    ends: Option<(f64, f64)>,
}

impl Life {
    /// The share of its full sales on a day, read at noon.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a number of days")]
    pub fn factor(&self, day: i64) -> f64 {
        let noon = day as f64 + 0.5;
        let share = |gone: f64, of: f64| if gone < 0.0 { 0.0 } else { (gone / of).min(1.0) };
        let risen = self.starts.map_or(1.0, |(starts, ramp)| share(noon - starts, ramp));
        let left = self.ends.map_or(1.0, |(ends, fade)| share(ends - noon, fade));
        risen.min(left)
    }
}

impl Resolver<'_> {
    /// Reads `trend`: a rate of growth such as `"12 %/y"`, or factors by date.
    pub(super) fn trend(&self, node: &Node) -> Option<Trend> {
        self.can_be_laid_out("a trend", node.place)?;
        if node.as_table().is_some() {
            let factor = |node: &Node| {
                let factor = node.as_number().filter(|factor| (0.0..=1e6).contains(factor));
                if factor.is_none() {
                    let cause = format!("a trend makes demand 0 to a million times as much, not {}", node.shown());
                    self.report(Problem::new(Code::OutOfRange, node.place, cause));
                }
                factor
            };
            return self.dated(node, factor).map(Trend::Dated);
        }
        let quantity = self.quantity(node, "a growth such as `\"12 %/y\"` is needed")?;
        let units: Vec<Dimension> = quantity.units.iter().map(|unit| crate::units::Quantity::dimension(unit)).collect();
        let [Dimension::Share(share), Dimension::Time(per)] = units[..] else {
            let cause = format!("a growth is a share for a time, not {}", node.shown());
            self.report(Problem::new(Code::WrongUnit, node.place, cause).help("for instance `trend = \"12 %/y\"`"));
            return None;
        };
        let growth = 1.0 + quantity.number * share;
        #[expect(clippy::cast_precision_loss, reason = "a day")]
        let daily = growth.ln() * Span::DAY.micros() as f64 / per;
        let days = self.clock.days().end;
        #[expect(clippy::cast_precision_loss, reason = "a number of days")]
        if growth <= 0.0 || (daily * days as f64).abs() > 700.0 {
            let cause = format!("demand cannot grow by {} over this run", node.shown());
            self.report(Problem::new(Code::OutOfRange, node.place, cause).help("more than -100 %, and no explosion"));
            return None;
        }
        Some(Trend::Steady(daily))
    }

    /// Reads `life = { starts = 2027-03-01, ramp = "60 d", ends = 2028-01-01, fade = "90 d" }`.
    pub fn life(&self, reader: &Reader<'_>) -> Option<Life> {
        let inner = self.child(reader, "life")?;
        self.can_be_laid_out("the life of a product", inner.place())?;
        let edge = |at: &'static str, over: &'static str| {
            let span = self.time(&inner, over);
            Some((self.edge(inner.get(at)?)?, span.map_or(0.0, days)))
        };
        let (starts, ends) = (edge("starts", "ramp"), edge("ends", "fade"));
        self.finish(&inner);
        if let (Some((starts, _)), Some((ends, _))) = (starts, ends)
            && ends <= starts
        {
            let cause = "a product that ends before it starts is never sold";
            self.report(Problem::new(Code::ImpossibleCalendar, inner.place(), cause));
            return None;
        }
        let none = |key| inner.get(key).is_none();
        if none("starts") && none("ends") {
            // Of `ramp` or `fade` alone it has been said what they lack.
            if none("ramp") && none("fade") {
                let problem = Problem::new(Code::MissingKey, inner.place(), "`life` needs `starts`, `ends` or both");
                self.report(problem.help("for instance `life = { starts = 2027-03-01, ramp = \"60 d\" }`"));
            }
            return None;
        }
        Some(Life { starts, ends })
    }

    fn can_be_laid_out(&self, what: &str, place: Place) -> Option<()> {
        if !self.clock.too_long() {
            return Some(());
        }
        let cause = format!("{what} is laid out day by day, for a thousand years at most");
        let problem = Problem::new(Code::TooLarge, place, cause);
        self.report(problem.help("the horizon, or the drain behind it, is too long"));
        None
    }

    /// The day of a date, or of a time after the start.
    #[expect(clippy::cast_precision_loss, reason = "a number of days")]
    fn edge(&self, node: &Node) -> Option<f64> {
        self.date_or_time(node).map(|at| days(at.since_start()))
    }

    /// A date, which begins at midnight in China and may lie before the run, or a time after the start.
    pub fn date_or_time(&self, node: &Node) -> Option<SimTime> {
        let date = match &node.value {
            Value::Date(date) => Some(date.to_string()),
            _ => node.as_text().filter(|text| super::calendar::looks_like_a_date(text)).map(str::to_owned),
        };
        let Some(text) = date else { return self.span(node).map(|span| SimTime::ZERO + span) };
        self.dates(node.place)?;
        let date = text.parse::<jiff::civil::Date>().ok();
        let day = date.and_then(|date| self.clock.day(date));
        if day.is_none() {
            let cause = format!("`{text}` is no date such as 2027-03-01");
            self.report(Problem::new(Code::ImpossibleCalendar, node.place, cause));
        }
        day.map(|day| SimTime::ZERO + Span::DAY * day)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a number of days")]
fn days(span: Span) -> f64 {
    span.micros() as f64 / Span::DAY.micros() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_rises_stays_and_fades() {
        let life = Life { starts: Some((10.0, 4.0)), ends: Some((30.0, 10.0)) };
        let shares: Vec<f64> = [0, 9, 10, 13, 14, 19, 20, 25, 29, 30, 99].map(|day| life.factor(day)).into();
        assert_eq!(shares, [0.0, 0.0, 0.125, 0.875, 1.0, 1.0, 0.95, 0.45, 0.05, 0.0, 0.0]);
        let at_once = Life { starts: Some((10.0, 0.0)), ends: Some((12.0, 0.0)) };
        assert_eq!([9, 10, 11, 12].map(|day| at_once.factor(day)), [0.0, 1.0, 1.0, 0.0]);
    }

    #[test]
    fn steady_growth_is_a_power() {
        let trend = Trend::Steady(1.12_f64.ln() / 365.0);
        assert!((trend.factor(365) - 1.12).abs() < 1e-12 && (trend.factor(730) - 1.2544).abs() < 1e-12);
        assert_eq!(trend.factor(0), 1.0);
    }
}
