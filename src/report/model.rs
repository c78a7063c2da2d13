//! The report as plain data: a title, notes, and sections of tables and bars. It holds what the report says and how precisely, not
//! what it looks like: that is the renderer's choice. Every number that is a KPI carries its subject and the KPI's name.

use super::scale::Scale;
use super::unit::Unit;
use serde::Serialize;

/// A report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// What it is about.
    pub title: Title,
    /// The question that the scenario answers, if it asks one.
    pub question: Option<String>,
    /// How the figures came about and how to read them.
    pub notes: Vec<String>,
    /// What was found.
    pub sections: Vec<Section>,
}

/// What a report is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Title {
    /// The scenario, or the scenarios that are compared with another.
    pub name: String,
    /// The scenario they are compared with.
    pub compared_with: Option<String>,
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// What it is about.
    pub heading: String,
    /// What it shows.
    pub content: Content,
    /// What to know about it, such as how many rows were left out.
    pub text: Option<String>,
}

/// What a section shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[expect(clippy::large_enum_variant, reason = "a report has a few dozen sections")]
pub enum Content {
    /// Rows and columns.
    Table(Table),
    /// A whole and its parts.
    Bars(Bars),
}

/// Rows and columns of cells.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// The columns, without that of the labels.
    pub columns: Vec<Column>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its heading.
    pub heading: &'static str,
    /// The unit, where the heading states it and not the cells.
    pub unit: Option<String>,
    /// The KPI of its numbers or, where rows are KPIs, what the column says of them, as `comparison.json` names it.
    pub name: &'static str,
    /// Where the intervals of its numbers belong.
    pub intervals: Intervals,
}

/// Where the intervals of a column belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Intervals {
    /// Each below its number.
    Below,
    /// Each beside its number, with a mark if it excludes 0.
    Beside,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// What it is about.
    pub label: Label,
    /// Its cells, by column.
    pub cells: Vec<Cell>,
}

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// An entry of the scenario, or everything.
    Entry(String),
    /// A KPI.
    Kpi {
        /// The entry it is reported of; `None` for everything.
        of: Option<String>,
        /// Its name.
        name: &'static str,
        /// Its unit, where the cells do not state it.
        unit: Option<String>,
    },
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Nothing is defined.
    Missing,
    /// A number.
    Number(Number),
}

/// A whole and its parts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bars {
    /// The whole.
    pub whole: Number,
    /// The same whole in another measure, and the words that say which.
    pub also: Option<(Number, &'static str)>,
    /// The parts that are more than nothing.
    pub parts: Vec<Part>,
}

/// A part of a whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    /// What it is.
    pub label: &'static str,
    /// How much.
    pub number: Number,
    /// Its share of the whole.
    pub share: Number,
}

/// A number of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// What it is a figure of, if it is a KPI.
    pub of: Option<Figure>,
    /// Its value, in `unit`, exactly as `summary.json` or `comparison.json` states it.
    pub value: f64,
    /// Its 95 % confidence interval, if it has one.
    pub interval: Option<(f64, f64)>,
    /// The unit of value and interval.
    pub unit: Unit,
    /// How precisely it is shown, and in which unit.
    pub scale: Scale,
}

/// The KPI that a number is a figure of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What the KPI is reported of: `total`, `market.shanghai`.
    pub subject: String,
    /// The KPI's name.
    pub kpi: &'static str,
}

impl Number {
    /// The number as a reader sees it: `1,250`, `3.61 d`, `97.0 %`.
    #[must_use]
    pub fn text(&self) -> String {
        self.scale.text(self.value)
    }

    /// Half of the interval's width as a reader sees it: `±0.02 d`.
    #[must_use]
    pub fn interval_text(&self) -> Option<String> {
        self.interval.map(|(low, high)| self.scale.half_text((high - low) / 2.0))
    }

    /// Whether it has an interval and that excludes 0.
    #[must_use]
    pub fn excludes_zero(&self) -> bool {
        self.interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0)
    }
}
