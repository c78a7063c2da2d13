//! Reads presales: when buyers reserve and pay, when their orders are released, and which share of a promotion's first
//! day they are.

use super::Reading;
use crate::chain::calendar::{When, clock_time};
use crate::chain::{Presale, Promotion, Round};
use crate::text::{Code, KeySpec, Measure, Node, Problem, Reader, Shape, Value};
use crate::units::{SimTime, Span};
use jiff::civil::Date;

const MOMENT: Shape = Shape::Text;

/// The keys of `presale`.
pub(super) const PRESALE: &[KeySpec] = &[
    KeySpec::new("opens", MOMENT, "When buyers begin to reserve.").required(),
    KeySpec::new("paid", MOMENT, "When they pay: the orders are placed.").required(),
    KeySpec::new("ships", Shape::Either(&[MOMENT, Shape::Date]), "When the orders are released to be fulfilled.")
        .required(),
    KeySpec::new("share", Shape::Quantity(Measure::Share), "The share of the demand of the first day after `opens`.")
        .required(),
];

/// The longest time from the opening of a presale to the release of its orders, in days.
const LONGEST: i64 = 183;

/// A time of a day, in China.
#[derive(Clone, Copy, Debug)]
struct Moment {
    day: When,
    /// Microseconds since midnight.
    clock: i64,
}

/// A date and the microseconds since its midnight.
type Point = (Date, i64);

impl Moment {
    /// Returns when it next comes, on the day of `from` or at most half a year later.
    fn next(&self, from: Date, accepts: impl Fn(Point) -> bool) -> Option<Point> {
        days_from(from).filter(|date| self.day.covers(*date)).map(|date| (date, self.clock)).find(|at| accepts(*at))
    }
}

fn days_from(date: Date) -> impl Iterator<Item = Date> {
    (0..=LONGEST).filter_map(move |days| date.checked_add(jiff::Span::new().days(days)).ok())
}

impl Reading<'_> {
    /// Reads the `presale` of a promotion with these days.
    pub(super) fn presale(&mut self, reader: &Reader<'_>, promotion: &Promotion) -> Option<Presale> {
        let inner = self.child(reader, "presale")?;
        let mut moment = |key: &'static str, example| {
            let node = self.require(&inner, key, example)?;
            Some((self.moment(node)?, node))
        };
        let opens = moment("opens", "\"10-20 20:00\"");
        let paid = moment("paid", "\"10-31 20:00\"");
        let ships = moment("ships", "\"11-01\"");
        let share = self.require(&inner, "share", "\"40 %\"").and_then(|node| self.share_of(node));
        self.finish(&inner);
        let (opens, paid, ships, share) = (opens?, paid?, ships?, share?);
        if promotion.days.is_empty() {
            return None;
        }
        let all = self.clock.days();
        let openings = (all.start - LONGEST..all.end).filter_map(|day| self.clock.date(day));
        let openings = openings.filter(|date| opens.0.day.covers(*date)).map(|date| (date, opens.0.clock));
        let rounds: Vec<_> = openings.map(|at| self.round(at, paid.0, ships.0, promotion)).collect();
        // If the days of the promotion have years, it has no first day in others.
        if let (Some(Err((at, cause))), true) = (rounds.first(), rounds.iter().all(Result::is_err)) {
            let place = [opens.1, paid.1, ships.1][*at].place;
            let problem = Problem::new(Code::ImpossibleCalendar, place, *cause);
            self.report(
                problem.help("a presale opens, is paid by the end of the first day, and ships, all within half a year"),
            );
            return None;
        }
        // What is paid before the run is not part of it.
        let rounds = rounds.into_iter().flatten().flatten().filter(|round| round.paid >= SimTime::ZERO).collect();
        let (path, stream) = (inner.path().to_owned(), self.stream(inner.path()));
        Some(Presale { path, stream, share: share.chance(), rounds })
    }

    /// Returns the presale that opens at a point in time, or which of its three times does not fit, and why.
    fn round(
        &self,
        opens: Point,
        paid: Moment,
        ships: Moment,
        promotion: &Promotion,
    ) -> Result<Option<Round>, (usize, &'static str)> {
        let first = days_from(opens.0).find(|date| (*date, 0) > opens && promotion.covers(*date));
        let first = first.ok_or((0, "no day of the promotion begins within half a year after `opens`"))?;
        let paid = paid.next(opens.0, |at| at > opens).ok_or((1, "`paid` does not come after `opens`"))?;
        if paid.0 > first {
            return Err((1, "`paid` comes after the first day of the promotion"));
        }
        let ships = ships.next(opens.0, |at| at >= paid).ok_or((2, "`ships` comes before `paid`"))?;
        let time =
            |(date, clock): Point| Some(SimTime::ZERO + Span::DAY * self.clock.day(date)? + Span::from_micros(clock));
        let round =
            || Some(Round { opens: time(opens)?, paid: time(paid)?, ships: time(ships)?, day: self.clock.day(first)? });
        Ok(round())
    }

    /// Reads `"10-20 20:00"`, `"2027-10-20 20:00"` or a day, which means its midnight.
    fn moment(&mut self, node: &Node) -> Option<Moment> {
        self.dates(node.place)?;
        let text = match &node.value {
            Value::Date(date) => Some(date.to_string()),
            _ => node.as_text().map(str::to_owned),
        };
        let refuse = |reading: &mut Self, cause: String| {
            let problem = Problem::new(Code::ImpossibleCalendar, node.place, cause);
            reading.report(problem.help("for instance `\"10-20 20:00\"` or `\"2027-10-20 20:00\"`"));
            None
        };
        let Some(text) = text else {
            return refuse(self, format!("expected a day and a time, not {}", node.shown()));
        };
        let (day, clock) = text.trim().split_once(' ').unwrap_or((text.trim(), "00:00"));
        let Some(clock) = clock_time(clock.trim()) else {
            return refuse(self, format!("`{}` is not a time of day", clock.trim()));
        };
        if day.contains("..") {
            return refuse(self, format!("`{day}` is more than one day"));
        }
        let day = self.when(day, node.place)?;
        Some(Moment { day, clock })
    }
}
