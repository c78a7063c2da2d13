//! The sheet of a run: one number for each KPI of each subject, always in the same order.

use super::kpi::Kpi;
use crate::chain::Part;
use crate::units::{Money, Span};
use std::fmt;
use std::sync::Arc;

/// The kind of the subjects in a named window: the window itself, and its entries as `window.NAME.KIND.ENTRY`.
pub const WINDOW: &str = "window";

/// The subject of a figure: everything, or one entry; in the whole run or in a named window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    path: Arc<str>,
    kind: usize,
}

impl Subject {
    /// Returns the subject "everything".
    #[must_use]
    pub fn total() -> Self {
        Self { path: "total".into(), kind: 0 }
    }

    /// Returns the subject for an entry of a kind.
    #[must_use]
    pub fn entry(kind: &str, name: &str) -> Self {
        Self { path: format!("{kind}.{name}").into(), kind: kind.len() }
    }

    /// Returns its path: `total`, `market.shanghai`, `stock.beilun.formula`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.path
    }

    /// Returns whether it is an entry, in a window or in the whole run.
    fn is(&self, window: Option<&str>, kind: &str, name: &str) -> bool {
        let Some((of, rest)) = self.group() else { return false };
        let Some(window) = window else { return (of, rest) == (kind, name) };
        let inner = rest.strip_prefix(window).and_then(|rest| rest.strip_prefix('.'));
        let inner = inner.and_then(|rest| rest.strip_prefix(kind)).and_then(|rest| rest.strip_prefix('.'));
        of == WINDOW && inner == Some(name)
    }

    /// Returns kind and name; `None` for everything.
    #[must_use]
    pub fn group(&self) -> Option<(&str, &str)> {
        (self.kind > 0).then(|| (&self.path[..self.kind], &self.path[self.kind + 1..]))
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)
    }
}

impl PartialEq<&str> for Subject {
    fn eq(&self, other: &&str) -> bool {
        *self.path == **other
    }
}

/// A column of the results.
#[derive(Clone, Debug, PartialEq)]
pub struct KpiColumn {
    /// The subject.
    pub subject: Subject,
    /// The KPI.
    pub kpi: &'static Kpi,
}

/// The figures of one run; the first sheet of a scenario also records their columns.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    columns: Option<Vec<KpiColumn>>,
    values: Vec<f64>,
    /// The window that the next figures are about, if it is not that of the run.
    window: Option<Arc<str>>,
}

impl Sheet {
    /// Returns a sheet that also records the columns.
    #[must_use]
    pub fn with_columns() -> Self {
        Self { columns: Some(Vec::new()), ..Self::default() }
    }

    /// Turns to a named window: the next figures are about it.
    pub(super) fn enter(&mut self, window: &str) {
        self.window = self.columns.is_some().then(|| window.into());
    }

    /// Turns back to the window of the run.
    pub(super) fn leave(&mut self) {
        self.window = None;
    }

    /// Adds a figure about everything; NaN means undefined.
    pub fn total(&mut self, kpi: &'static Kpi, value: f64) {
        match self.window.clone() {
            Some(window) => self.put(|| Subject::entry(WINDOW, &window), kpi, value),
            None => self.put(Subject::total, kpi, value),
        }
    }

    /// Adds a figure about an entry; NaN means undefined.
    pub fn entry(&mut self, kind: &str, name: &str, kpi: &'static Kpi, value: f64) {
        // An entry has many figures in a row; they share one subject.
        let last = self.columns.as_ref().and_then(|columns| columns.last()).map(|column| &column.subject);
        let window = self.window.as_deref();
        let same = last.filter(|subject| subject.is(window, kind, name)).cloned();
        let subject = || match window {
            Some(window) => Subject::entry(WINDOW, &format!("{window}.{kind}.{name}")),
            None => Subject::entry(kind, name),
        };
        let subject = same.unwrap_or_else(subject);
        self.put(|| subject, kpi, value);
    }

    /// Adds a figure; NaN means undefined.
    pub fn put(&mut self, subject: impl FnOnce() -> Subject, kpi: &'static Kpi, value: f64) {
        self.values.push(value);
        if let Some(columns) = &mut self.columns {
            columns.push(KpiColumn { subject: subject(), kpi });
        }
    }

    /// Returns the columns, if recorded, and the figures.
    #[must_use]
    pub fn into_parts(self) -> (Vec<KpiColumn>, Vec<f64>) {
        (self.columns.unwrap_or_default(), self.values)
    }
}

/// The parts of the cost of goods sold: what the goods have cost by the time they are picked and leave the shelf.
pub(super) const SOLD: [Part; 4] = [Part::Goods, Part::Freight, Part::Storage, Part::Handling];

/// The length of the year that annual figures refer to.
pub(super) const YEAR: Span = Span::from_micros(365 * Span::DAY.micros());

/// Returns an amount per day of a window, in units of the currency.
#[must_use]
pub(super) fn per_day(amount: Money, length: Span) -> f64 {
    let day = i128::from(Span::DAY.micros());
    ratio(i128::from(amount.parts()) * day, i128::from(length.micros()) * i128::from(Money::SCALE))
}

/// Returns an amount for each of so many, in units of the currency.
#[must_use]
pub(super) fn each(amount: Money, many: impl Into<i128>) -> f64 {
    ratio(amount.parts(), many.into() * i128::from(Money::SCALE))
}

/// Returns a quotient of counts; NaN if the denominator is zero.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a report does not need 64 bits")]
pub(super) fn ratio(part: impl Into<i128>, whole: impl Into<i128>) -> f64 {
    let (part, whole) = (part.into(), whole.into());
    if whole == 0 { f64::NAN } else { part as f64 / whole as f64 }
}
