//! A history of orders from a file: when each was placed, for what, how much and by which consumer. It is replayed as
//! it was, or whole days of it are drawn.

use crate::reading::Reading;
use crate::text::{Code, Node, Problem};
use crate::units::{Dimension, ProductId, Quantity, Span, Units};
use jiff::civil::{Date, DateTime, date};

/// The time of an order of a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Came {
    /// This long after the start of the run.
    After(Span),
    /// On this date, at this time of day.
    On(Date, Span),
}

/// The details that a history gives for one order; the others follow the rules of its market.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stated {
    pub(super) product: Option<ProductId>,
    pub(super) units: Option<Units>,
    pub(super) consumer: Option<u32>,
}

/// The orders of a file, in file order.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    pub(super) orders: Vec<(Came, Stated)>,
    /// The dates of its first and last rows, including rows of other products.
    pub(super) dates: Option<(Date, Date)>,
}

/// The columns that are read from a history.
const COLUMNS: [&str; 5] = ["date", "time", "product", "units", "consumer"];

/// The largest number of pieces in one order.
pub(super) const MOST_PIECES: i64 = 1_000_000_000;

/// Reads the file that a node names; for a demand row, only what it has for that product.
pub(super) fn read(node: &Node, only: Option<ProductId>, reading: &mut Reading<'_>) -> Option<History> {
    let records = reading.records(node, &COLUMNS)?;
    let file = node.as_text().unwrap_or_default();
    let mut refuse = |code, cause: String| {
        reading.report(Problem::new(code, node.place, cause));
        None
    };
    let Some(when) = records.column("date").or_else(|| records.column("time")) else {
        let named: Vec<&str> = records.headings.iter().map(|(name, _)| name.as_str()).collect();
        return refuse(
            Code::MissingColumn,
            format!("{file}: there is no column `date` or `time [d]`; its columns are `{}`", named.join("`, `")),
        );
    };
    let unit = match records.unit(when).map(Quantity::dimension) {
        Some(Dimension::Time(one)) => Some(one),
        Some(_) => {
            return refuse(Code::WrongUnit, format!("{file}: the unit of its times is not a unit of time"));
        }
        None => None,
    };
    let [.., product, units, consumer] = COLUMNS.map(|name| records.column(name));
    let mut history = History::default();
    for (row, (line, cells)) in (1..).zip(&records.rows) {
        let came = match unit {
            Some(one) => after(&cells[when], one),
            None => on(&cells[when]),
        };
        let stated = came.and_then(|came| {
            let stated = Stated {
                product: product.map(|at| named(&cells[at], reading)).transpose()?,
                units: units.map(|at| count(&cells[at], MOST_PIECES, "units").map(Units::new)).transpose()?,
                consumer: consumer.map(|at| number(&cells[at])).transpose()?,
            };
            Ok((came, stated))
        });
        let (came, mut stated) = match stated {
            Ok(read) => read,
            // Only the first bad row is reported: rows usually share their problems.
            Err(cause) => {
                let cause = format!("{file}: row {row} (line {line}): {cause}");
                reading.report(Problem::new(Code::BadRow, node.place, cause));
                return None;
            }
        };
        if let Came::On(date, _) = came {
            let (first, last) = history.dates.unwrap_or((date, date));
            history.dates = Some((first.min(date), last.max(date)));
        }
        if let (Some(only), Some(product)) = (only, stated.product)
            && product != only
        {
            continue;
        }
        if only.is_some() {
            stated.product = None;
        }
        history.orders.push((came, stated));
    }
    if history.looks_like_totals() {
        let cause = format!("{file}: each row is one order, but one row a day with many units looks like a total");
        let help = "if they are totals, use their mean as the rate of `orders.poisson`";
        reading.warn(Problem::new(Code::DailyTotals, node.place, cause).help(help));
    }
    Some(history)
}

/// The least number of rows, and of units in most of them, that look like totals of a day.
const TOTALS: (usize, i64) = (7, 10);

impl History {
    /// Returns whether every row is for another day or product, none has a time or a consumer, and most have many units.
    fn looks_like_totals(&self) -> bool {
        let mut days = Vec::with_capacity(self.orders.len());
        let mut large = 0;
        for (came, stated) in &self.orders {
            let Came::On(date, Span::ZERO) = came else { return false };
            if stated.consumer.is_some() {
                return false;
            }
            days.push((*date, stated.product));
            large += usize::from(stated.units.is_some_and(|units| units.count() >= TOTALS.1));
        }
        days.sort_unstable();
        let rows = days.len();
        days.dedup();
        rows >= TOTALS.0 && days.len() == rows && 2 * large > rows
    }
}

impl Came {
    /// Returns the days from 1 January 1970 to the date.
    pub(super) fn day(self) -> Option<i64> {
        match self {
            Self::On(on, _) => Some(day_number(on)),
            Self::After(_) => None,
        }
    }

    /// Returns the time of day, or the time since the start.
    pub(super) fn span(self) -> Span {
        match self {
            Self::On(_, span) | Self::After(span) => span,
        }
    }
}

/// Returns the days from 1 January 1970.
pub(super) fn day_number(on: Date) -> i64 {
    date(1970, 1, 1).until(on).map_or(0, |span| i64::from(span.get_days()))
}

fn after(cell: &str, one: f64) -> Result<Came, String> {
    let number = cell.parse::<f64>().ok().filter(|number| number.is_finite());
    let time = number.ok_or_else(|| format!("`{cell}` is not a time"))?;
    if time < 0.0 {
        return Err("the time is below 0".to_owned());
    }
    #[expect(clippy::cast_precision_loss, reason = "a limit")]
    if time * one > Span::LONGEST.micros() as f64 {
        return Err(format!("a time must be at most 10,000 years, not {cell}"));
    }
    Ok(Came::After(Span::from_f64_micros(time * one)))
}

fn on(cell: &str) -> Result<Came, String> {
    let wrong =
        |_| format!("`{cell}` is not a date such as 2026-11-11 or 2026-11-11 20:15, and the heading has no unit");
    let at: DateTime = cell.parse().map_err(wrong)?;
    let micros = (i64::from(at.hour()) * 3600 + i64::from(at.minute()) * 60 + i64::from(at.second())) * 1_000_000
        + i64::from(at.subsec_nanosecond()) / 1000;
    Ok(Came::On(at.date(), Span::from_micros(micros)))
}

fn named(cell: &str, reading: &Reading<'_>) -> Result<ProductId, String> {
    reading.product(cell).ok_or_else(|| format!("there is no product `{cell}`"))
}

fn count(cell: &str, most: i64, what: &str) -> Result<i64, String> {
    let whole = cell.parse::<f64>().ok().filter(|number| number.fract() == 0.0);
    #[expect(clippy::cast_possible_truncation, reason = "whole; a cast saturates")]
    let whole = whole.map(|number| number as i64).filter(|number| (0..=most).contains(number));
    whole.ok_or_else(|| format!("`{what}` must be a whole number from 0 to {most}, not `{cell}`"))
}

fn number(cell: &str) -> Result<u32, String> {
    let number = count(cell, i64::from(u32::MAX), "consumer")?;
    Ok(u32::try_from(number).unwrap_or(u32::MAX))
}
