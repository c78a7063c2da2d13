//! The report as plain data: a title, notes, and sections of tables and bars. It holds the content and the precision; the
//! layout is left to the renderer. Every number that is a KPI carries its subject and the KPI's name.

use super::scale::Scale;
use super::unit::Unit;
use serde::Serialize;

/// A report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The title.
    pub title: Title,
    /// The question that the scenario answers, if it states one.
    pub question: Option<String>,
    /// How the figures were obtained and how to read them.
    pub notes: Vec<String>,
    /// The results.
    pub sections: Vec<Section>,
}

/// The title of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Title {
    /// The scenario, or the scenarios that are compared with the baseline.
    pub name: String,
    /// The baseline of a comparison.
    pub compared_with: Option<String>,
}

/// A section of a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// The table or the bars.
    pub content: Content,
    /// A remark, such as how many rows were left out.
    pub text: Option<String>,
}

/// The content of a section.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[expect(clippy::large_enum_variant, reason = "a report has a few dozen sections")]
pub enum Content {
    /// A table.
    Table(Table),
    /// A total and its parts.
    Bars(Bars),
}

/// A table of cells.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// The columns, without the column of labels.
    pub columns: Vec<Column>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// The heading.
    pub heading: &'static str,
    /// The unit, if the heading shows it rather than the cells.
    pub unit: Option<String>,
    /// The KPI of its numbers. If rows are KPIs: the name of its values in `comparison.json`.
    pub name: &'static str,
    /// Where to show the intervals of its numbers.
    pub intervals: Intervals,
}

/// Where to show the intervals of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Intervals {
    /// Below each number.
    Below,
    /// Next to each number, with a mark if the interval excludes 0.
    Beside,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// What the row is about.
    pub label: Label,
    /// The cells, by column.
    pub cells: Vec<Cell>,
}

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// An entry of the scenario, or the whole chain.
    Entry(String),
    /// A KPI.
    Kpi {
        /// The entry it is reported for; `None` for the whole chain.
        of: Option<String>,
        /// The KPI's name.
        name: &'static str,
        /// The unit, if the cells do not show it.
        unit: Option<String>,
    },
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// An undefined figure.
    Missing,
    /// A number.
    Number(Number),
}

/// A total and its parts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bars {
    /// The total.
    pub whole: Number,
    /// The same total in another measure, and the words after it.
    pub also: Option<(Number, &'static str)>,
    /// The parts above 0.
    pub parts: Vec<Part>,
}

/// A part of a total.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    /// The label.
    pub label: &'static str,
    /// The amount.
    pub number: Number,
    /// Its share of the total.
    pub share: Number,
}

/// A number of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// The KPI it is a figure of, if it is one.
    pub of: Option<Figure>,
    /// The value in `unit`, exactly as in `summary.json` or `comparison.json`.
    pub value: f64,
    /// The 95 % confidence interval, if there is one.
    pub interval: Option<(f64, f64)>,
    /// The unit of the value and the interval.
    pub unit: Unit,
    /// How to show it: precision and unit.
    pub scale: Scale,
}

/// The KPI and the subject of a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What the KPI is reported for: `total`, `market.shanghai`.
    pub subject: String,
    /// The KPI's name.
    pub kpi: &'static str,
}

impl Number {
    /// Returns the number as shown: `1,250`, `3.61 d`, `97.0 %`.
    #[must_use]
    pub fn text(&self) -> String {
        self.scale.text(self.value)
    }

    /// Returns the half-width of the interval as shown: `±0.02 d`.
    #[must_use]
    pub fn interval_text(&self) -> Option<String> {
        self.interval.map(|(low, high)| self.scale.half_text((high - low) / 2.0))
    }

    /// Returns whether there is an interval and it excludes 0.
    #[must_use]
    pub fn excludes_zero(&self) -> bool {
        self.interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0)
    }
}
