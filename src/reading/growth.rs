//! Reads the trend of demand and the life of a product.

use super::Reading;
use crate::chain::calendar::looks_like_a_date;
use crate::chain::{Life, Trend};
use crate::text::{Code, KeySpec, Measure, Node, Place, Problem, Reader, Shape, Value};
use crate::units::{Dimension, SimTime, Span};

/// The values that `trend` takes.
pub const TREND: Shape = Shape::Either(&[Shape::Quantity(Measure::Growth), Shape::Map("dates", &Shape::Number)]);

const EDGE: Shape = Shape::Either(&[Shape::Date, Shape::Quantity(Measure::Time)]);

/// The keys of `life`.
pub const LIFE: &[KeySpec] = &[
    KeySpec::new("starts", EDGE, "When sales begin: a date, or a time after the start.").otherwise("before the run"),
    KeySpec::new("ramp", Shape::Quantity(Measure::Time), "How long after that sales take to reach their full level.")
        .or("\"0 d\"")
        .needs(&["starts"]),
    KeySpec::new("ends", EDGE, "When sales end.").otherwise("after the run"),
    KeySpec::new("fade", Shape::Quantity(Measure::Time), "How long before that sales begin to fall.")
        .or("\"0 d\"")
        .needs(&["ends"]),
];

impl Reading<'_> {
    /// Reads `trend`: a growth rate such as `"12 %/y"`, or factors by date.
    pub(super) fn trend(&mut self, node: &Node) -> Option<Trend> {
        self.can_be_laid_out("a trend", node.place)?;
        if node.as_table().is_some() {
            let factor = |reading: &mut Self, node: &Node| {
                let factor = node.as_number().filter(|factor| (0.0..=1e6).contains(factor));
                if factor.is_none() {
                    let cause = format!("a factor of `trend` must be between 0 and a million, not {}", node.shown());
                    reading.report(Problem::new(Code::OutOfRange, node.place, cause));
                }
                factor
            };
            return self.dated(node, factor).map(Trend::Dated);
        }
        let quantity = self.quantity(node, "expected a growth rate such as `\"12 %/y\"`")?;
        let units: Vec<Dimension> = quantity.units.iter().map(|unit| crate::units::Quantity::dimension(unit)).collect();
        let [Dimension::Share(share), Dimension::Time(per)] = units[..] else {
            let cause = format!("a growth rate must be a share per time, not {}", node.shown());
            self.report(Problem::new(Code::WrongUnit, node.place, cause).help("for instance `trend = \"12 %/y\"`"));
            return None;
        };
        let growth = 1.0 + quantity.number * share;
        #[expect(clippy::cast_precision_loss, reason = "a day")]
        let daily = growth.ln() * Span::DAY.micros() as f64 / per;
        let days = self.clock.days().end;
        #[expect(clippy::cast_precision_loss, reason = "a number of days")]
        if growth <= 0.0 || (daily * days as f64).abs() > 700.0 {
            let cause = format!("demand cannot grow by {} throughout this run", node.shown());
            self.report(
                Problem::new(Code::OutOfRange, node.place, cause)
                    .help("the growth over the run must be above -100 % and finite"),
            );
            return None;
        }
        Some(Trend::Steady(daily))
    }

    /// Reads `life = { starts = 2027-03-01, ramp = "60 d", ends = 2028-01-01, fade = "90 d" }`.
    pub fn life(&mut self, reader: &Reader<'_>) -> Option<Life> {
        let inner = self.child(reader, "life")?;
        self.can_be_laid_out("the life of a product", inner.place())?;
        let mut edge = |at: &'static str, over: &'static str| {
            let span = self.time(&inner, over);
            Some((self.edge(inner.get(at)?)?, span.map_or(0.0, days)))
        };
        let (starts, ends) = (edge("starts", "ramp"), edge("ends", "fade"));
        self.finish(&inner);
        if let (Some((starts, _)), Some((ends, _))) = (starts, ends)
            && ends <= starts
        {
            let cause = "`ends` must be after `starts`";
            self.report(Problem::new(Code::ImpossibleCalendar, inner.place(), cause));
            return None;
        }
        let none = |key| inner.get(key).is_none();
        if none("starts") && none("ends") {
            // A problem with `ramp` or `fade` alone has been reported already.
            if none("ramp") && none("fade") {
                let problem = Problem::new(Code::MissingKey, inner.place(), "`life` needs `starts`, `ends` or both");
                self.report(problem.help("for instance `life = { starts = 2027-03-01, ramp = \"60 d\" }`"));
            }
            return None;
        }
        Some(Life::new(starts, ends))
    }

    fn can_be_laid_out(&mut self, what: &str, place: Place) -> Option<()> {
        if !self.clock.too_long() {
            return Some(());
        }
        let cause = format!("{what} can span at most a thousand years");
        let problem = Problem::new(Code::TooLarge, place, cause);
        self.report(problem.help("shorten the horizon or the drain"));
        None
    }

    /// Returns the day of a date, or of a time after the start.
    fn edge(&mut self, node: &Node) -> Option<f64> {
        self.date_or_time(node).map(|at| days(at.since_start()))
    }

    /// Reads a date, which begins at midnight in China and may be before the run, or a time after the start.
    pub fn date_or_time(&mut self, node: &Node) -> Option<SimTime> {
        let date = match &node.value {
            Value::Date(date) => Some(date.to_string()),
            _ => node.as_text().filter(|text| looks_like_a_date(text)).map(str::to_owned),
        };
        let Some(text) = date else { return self.span(node).map(|span| SimTime::ZERO + span) };
        self.dates(node.place)?;
        let date = text.parse::<jiff::civil::Date>().ok();
        let day = date.and_then(|date| self.clock.day(date));
        if day.is_none() {
            let cause = format!("`{text}` is not a date such as 2027-03-01");
            self.report(Problem::new(Code::ImpossibleCalendar, node.place, cause));
        }
        day.map(|day| SimTime::ZERO + Span::DAY * day)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a number of days")]
fn days(span: Span) -> f64 {
    span.micros() as f64 / Span::DAY.micros() as f64
}
