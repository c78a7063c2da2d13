//! `haitao stats`: analyses a column of data: its mean and quantiles, as independent values and as one run in time.

use super::answer::answer;
use super::{Failure, Format, column};
use crate::report::{Side, aligned, significant};
use crate::scenario::DataColumn;
use crate::stats::{
    BatchMeans, Estimate, QuantileRanks, Truncation, autocorrelation, batch_means, mser, quantile_of_sorted,
    quantile_ranks,
};
use serde_json::{Map, Value, json};
use std::path::PathBuf;

/// Arguments of `haitao stats`.
#[derive(Debug, clap::Args)]
pub(super) struct Stats {
    /// CSV or Parquet file; `-` reads CSV from standard input
    file: PathBuf,
    /// Heading of the column; optional if there is only one
    #[arg(long, value_name = "X")]
    column: Option<String>,
    /// Batches for the interval by batch means
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(2..))]
    batches: u16,
    /// Output format: `table` for people, `json` for programs
    #[arg(long, value_enum, default_value = "table", hide_possible_values = true)]
    format: Format,
}

/// Significant digits of every number in the table.
const DIGITS: usize = 6;
/// Observations per batch of MSER-5.
const MSER: usize = 5;
/// Quantiles that are shown.
const QUANTILES: [f64; 7] = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];
/// Confidence level of every interval.
const LEVEL: f64 = 0.95;

/// Analyses a column.
///
/// # Errors
/// If the file cannot be read, or is malformed.
pub(super) fn stats(words: &Stats) -> Result<(), Failure> {
    let column = column::read(&words.file, words.column.as_deref())?;
    let found = Findings::of(&column, usize::from(words.batches));
    answer(&match words.format {
        Format::Table => found.rendered(&column),
        Format::Json => format!("{:#}\n", found.listed(&column)),
    })
}

/// The results for a column.
struct Findings {
    estimate: Estimate,
    autocorrelation: f64,
    quantiles: Vec<Quantile>,
    mser: Option<Truncation>,
    /// Batch means of the values that MSER-5 keeps.
    batches: Option<BatchMeans>,
}

/// A quantile with its interval, if there are enough values for one.
struct Quantile {
    p: f64,
    value: f64,
    between: Option<(QuantileRanks, (f64, f64))>,
}

impl Findings {
    fn of(column: &DataColumn, batches: usize) -> Self {
        let values = &column.values;
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        let quantile = |p: f64| {
            let ranks = quantile_ranks(sorted.len(), p, LEVEL);
            let between = ranks.map(|found| (found, (sorted[found.ranks.0 - 1], sorted[found.ranks.1 - 1])));
            Quantile { p, value: quantile_of_sorted(&sorted, p), between }
        };
        let mser = mser(values, MSER);
        let rest = &values[mser.map_or(0, |found| found.deleted)..];
        Self {
            estimate: Estimate::from_values(values.iter().copied()),
            autocorrelation: autocorrelation(values),
            quantiles: QUANTILES.map(quantile).into(),
            mser,
            batches: batch_means(rest, batches),
        }
    }

    /// Renders the results for people.
    fn rendered(&self, column: &DataColumn) -> String {
        let number = |value: f64| significant(value, DIGITS);
        let unit = column.unit.as_ref().map_or_else(String::new, |unit| format!(" [{unit}]"));
        let interval = |(low, high): (f64, f64)| {
            if low.is_nan() { String::new() } else { format!("{} to {}", number(low), number(high)) }
        };
        let estimate = &self.estimate;
        let mut text = format!("\x1b[1m{}{unit}\x1b[0m\n", column.name);
        let rows = [
            ["values", &number(as_f64(estimate.n)), ""],
            ["mean", &number(estimate.mean), &interval(estimate.ci95)],
            ["standard deviation", &number(estimate.sd), ""],
            ["smallest", &number(estimate.min), ""],
            ["largest", &number(estimate.max), ""],
            ["lag-1 autocorrelation", &number(self.autocorrelation), ""],
        ];
        text.push_str(&rows_of(&rows));
        if let Some(warning) = self.dependence() {
            text.push_str(&format!("\x1b[2m  {warning}\x1b[0m\n"));
        }
        text.push_str("\n\x1b[1mshare of values   at most   95 % interval\x1b[0m\n");
        let rows: Vec<Vec<String>> =
            self.quantiles.iter().map(|quantile| quantile.rendered(&number, &interval)).collect();
        text.push_str(&aligned(&rows, &[Side::Right, Side::Right, Side::Left, Side::Left]));
        text.push_str("\n\x1b[1mas one run in time\x1b[0m\n");
        let mut rows = Vec::new();
        if let Some(found) = &self.mser {
            rows.push(["warm-up to delete", &found.deleted.to_string(), "MSER-5"].map(str::to_owned));
            rows.push(["statistic", &number(found.statistic), ""].map(str::to_owned));
            rows.push(["mean of the rest", &number(found.mean), ""].map(str::to_owned));
        }
        if let Some(found) = &self.batches {
            let batches = format!("{} batches of {}", found.estimate.n, found.size);
            rows.push(["mean of batch means".to_owned(), number(found.estimate.mean), interval(found.estimate.ci95)]);
            rows.push(["lag-1 autocorrelation".to_owned(), number(found.autocorrelation), batches]);
        }
        let rows: Vec<[&str; 3]> = rows.iter().map(|row| [&row[0][..], &row[1], &row[2]]).collect();
        text.push_str(&rows_of(&rows));
        let too_short = self.mser.is_none_or(|found| found.at_limit) || self.batches.is_none();
        if too_short {
            text.push_str("\x1b[2m  the series is too short or has not settled; run longer\x1b[0m\n");
        }
        text
    }

    /// Returns a warning about the interval of the mean if the lag-1 autocorrelation is larger than that of independent
    /// values in 95 of 100 series.
    fn dependence(&self) -> Option<&'static str> {
        let chance = 1.96 / as_f64(self.estimate.n).sqrt();
        match self.autocorrelation {
            found if found > chance => Some(
                "successive values are positively correlated, so this interval of the mean is too narrow: see below",
            ),
            found if found < -chance => {
                Some("successive values are negatively correlated, so this interval of the mean is too wide: see below")
            }
            _ => None,
        }
    }

    /// Returns the results as JSON.
    fn listed(&self, column: &DataColumn) -> Value {
        let Estimate { n, mean, sd, min, max, ci95 } = self.estimate;
        let quantiles: Map<String, Value> = self.quantiles.iter().map(Quantile::listed).collect();
        json!({
            "column": column.name,
            "unit": column.unit,
            "n": n,
            "mean": mean,
            "ci95_if_independent": [ci95.0, ci95.1],
            "sd": sd,
            "min": min,
            "max": max,
            "autocorrelation": self.autocorrelation,
            "quantiles": quantiles,
            "mser5": self.mser.map(|found| json!({
                "deleted": found.deleted,
                "statistic": found.statistic,
                "mean": found.mean,
                "at_limit": found.at_limit,
            })),
            "batch_means": self.batches.map(|found| json!({
                "batches": found.estimate.n,
                "size": found.size,
                "mean": found.estimate.mean,
                "ci95": [found.estimate.ci95.0, found.estimate.ci95.1],
                "autocorrelation": found.autocorrelation,
            })),
        })
    }
}

impl Quantile {
    fn rendered(&self, number: &impl Fn(f64) -> String, interval: &impl Fn((f64, f64)) -> String) -> Vec<String> {
        let mut row = vec![format!("{} %", number(self.p * 100.0)), number(self.value)];
        if let Some((found, values)) = self.between {
            row.push(interval(values));
            let (low, high) = found.ranks;
            row.push(format!("order statistics {low} and {high}, {:.2} % coverage", found.coverage * 100.0));
        }
        row
    }

    fn listed(&self) -> (String, Value) {
        let interval = self.between.map(|(found, (low, high))| {
            json!({ "ranks": [found.ranks.0, found.ranks.1], "values": [low, high], "coverage": found.coverage })
        });
        (self.p.to_string(), json!({ "value": self.value, "interval": interval }))
    }
}

/// Renders rows of a label, a number and a remark.
fn rows_of(rows: &[[&str; 3]]) -> String {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
    aligned(&rows, &[Side::Left, Side::Right, Side::Left])
}

#[expect(clippy::cast_precision_loss, reason = "no file has 2^53 rows")]
fn as_f64(count: u64) -> f64 {
    count as f64
}
