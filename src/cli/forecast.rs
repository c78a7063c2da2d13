//! `haitao forecast`: forecasts a column of data by several methods and back-tests each on the last known periods.

use super::answer::answer;
use super::{Failure, Format, column};
use crate::report::{Side, aligned, bar, headed, significant};
use crate::scenario::{self, DataColumn};
use crate::stats::Accuracy;
use crate::study::{BackTest, back_test};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Arguments of `haitao forecast`.
#[derive(Debug, clap::Args)]
pub(super) struct Forecast {
    /// CSV or Parquet file with one row per period; `-` reads CSV from standard input
    file: PathBuf,
    /// Heading of the column; optional if there is only one
    #[arg(long, value_name = "X")]
    column: Option<String>,
    /// Method, written as in a scenario: `ses = { alpha = 0.3 }`; may be repeated [default: the usual ones]
    #[arg(long, value_name = "METHOD")]
    method: Vec<String>,
    /// Periods per season, for the seasonal methods among the usual ones
    #[arg(long, value_name = "N", conflicts_with = "method", value_parser = clap::value_parser!(u32).range(2..=100_000))]
    cycle: Option<u32>,
    /// Periods to forecast
    #[arg(long, value_name = "H", default_value_t = 6, value_parser = clap::value_parser!(u16).range(1..))]
    ahead: u16,
    /// Number of last periods to test the methods on [default: a quarter of all]
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(1..))]
    test: Option<u32>,
    /// Output format: `table` for people, `json` for programs
    #[arg(long, value_enum, default_value = "table", hide_possible_values = true)]
    format: Format,
}

/// Significant digits of every number in the table.
const DIGITS: usize = 5;
/// Width of the longest bar in characters.
const WIDTH: f64 = 40.0;
/// The largest number of known periods drawn.
const DRAWN: usize = 24;

const USUAL: [&str; 5] = [
    "naive",
    "moving_average = { window = 4 }",
    "ses = { alpha = 0.2 }",
    "holt = { alpha = 0.2, beta = 0.1, damping = 0.9 }",
    "ets",
];
/// Methods added if some periods have no demand.
const INTERMITTENT: [&str; 3] =
    ["croston = { alpha = 0.1 }", "sba = { alpha = 0.1 }", "tsb = { alpha = 0.1, beta = 0.1 }"];

/// Forecasts a column.
///
/// # Errors
/// If the file cannot be read or is too short, or a method is invalid.
pub(super) fn forecast(words: &Forecast) -> Result<(), Failure> {
    let column = column::read(&words.file, words.column.as_deref())?;
    let series = &column.values;
    let test = match words.test {
        None => (series.len() / 4).max(1),
        Some(test) => usize::try_from(test).unwrap_or(usize::MAX),
    };
    if test >= series.len() {
        let least = if words.test.is_some() { format!("`--test {test}`") } else { "a back-test".to_owned() };
        let cause = format!("{least} needs more than {test} periods, but the column has {}", series.len());
        return Err(Failure::Arguments(cause));
    }
    let mut found = Vec::new();
    for method in if words.method.is_empty() { usual(series, words.cycle) } else { words.method.clone() } {
        let tested = back_test(scenario::forecast(&method)?, series, test, usize::from(words.ahead));
        found.push((method.trim().to_owned(), tested));
    }
    // The best first; those without a score last.
    let rank = |found: &(String, BackTest)| Some(found.1.one.rmsse()).filter(|error| error.is_finite());
    found.sort_by(|a, b| rank(a).unwrap_or(f64::INFINITY).total_cmp(&rank(b).unwrap_or(f64::INFINITY)));
    answer(&match words.format {
        Format::Table => rendered(&column, &found, test, words.ahead),
        Format::Json => format!("{:#}\n", listed(&column, &found, test, words.ahead)),
    })
}

/// Returns the usual methods for a series.
fn usual(series: &[f64], cycle: Option<u32>) -> Vec<String> {
    let mut methods: Vec<String> = USUAL.map(str::to_owned).into();
    if series.contains(&0.0) {
        methods.extend(INTERMITTENT.map(str::to_owned));
    }
    if let Some(cycle) = cycle {
        methods.push(format!("seasonal_naive = {{ cycle = {cycle} }}"));
        for seasonal in ["additive", "multiplicative"] {
            let weights = "alpha = 0.2, beta = 0.1, gamma = 0.2";
            methods.push(format!("holt_winters = {{ {weights}, cycle = {cycle}, seasonal = \"{seasonal}\" }}"));
        }
        methods.push(format!("mstl = {{ cycle = {cycle} }}"));
    }
    methods
}

/// Renders the results for people.
fn rendered(column: &DataColumn, found: &[(String, BackTest)], test: usize, ahead: u16) -> String {
    let unit = column.unit.as_ref().map_or_else(String::new, |unit| format!(" [{unit}]"));
    let count = column.values.len();
    let mut text =
        format!("\x1b[1m{}{unit}\x1b[0m: {count} periods, forecast before each of the last {test}\n", column.name);
    let number = |value: f64| significant(value, DIGITS);
    let percent = |share: f64| if share.is_finite() { format!("{:.2} %", share * 100.0) } else { number(share) };
    let far = format!("WMAPE {ahead} ahead");
    let headings = ["method", "RMSSE", "WMAPE", "bias", "pinball", "value added", &far, "next"];
    let mut rows = vec![headings.map(str::to_owned).to_vec()];
    for (method, tested) in found {
        let BackTest { one, far, coming, .. } = tested;
        rows.push(vec![
            method.clone(),
            number(one.rmsse()),
            percent(one.wmape()),
            percent(one.bias()),
            number(one.pinball()),
            percent(one.value_added()),
            percent(far.wmape()),
            number(coming.first().copied().unwrap_or(f64::NAN)),
        ]);
    }
    let mut sides = [Side::Right; 8];
    sides[0] = Side::Left;
    text.push_str(&headed(&rows, &sides));
    let silent = found.iter().any(|(_, tested)| tested.coming.is_empty());
    if silent {
        text.push_str("\x1b[2m  unknown: too few periods for the method\x1b[0m\n");
    }
    if let Some((method, best)) = found.first().filter(|(_, best)| !best.coming.is_empty()) {
        text.push_str(&format!("\n\x1b[1mperiod, known, {method}\x1b[0m\n"));
        text.push_str(&chart(&column.values, best));
    }
    text
}

/// Renders the last known periods and the forecast ones, each with a bar.
fn chart(series: &[f64], best: &BackTest) -> String {
    let from = series.len().saturating_sub(DRAWN);
    let said = |period: usize| (period + best.said.len()).checked_sub(series.len()).and_then(|at| best.said[at]);
    let largest = series[from..].iter().chain(&best.coming).copied().fold(0.0, f64::max);
    let drawn = |value: f64, colour: &str| {
        let bar = bar(value / largest, WIDTH);
        if bar.is_empty() { bar } else { format!("\x1b[{colour}m{bar}\x1b[0m") }
    };
    let number = |value: f64| significant(value, DIGITS);
    let mut rows = Vec::new();
    for (period, demand) in series.iter().enumerate().skip(from) {
        let said = said(period).map_or_else(String::new, number);
        rows.push(vec![(period + 1).to_string(), number(*demand), said, drawn(*demand, "36")]);
    }
    for (period, coming) in (1..).zip(&best.coming) {
        rows.push(vec![format!("+{period}"), String::new(), number(*coming), drawn(*coming, "33")]);
    }
    aligned(&rows, &[Side::Right, Side::Right, Side::Right, Side::Left])
}

/// Returns the results as JSON.
fn listed(column: &DataColumn, found: &[(String, BackTest)], test: usize, ahead: u16) -> Value {
    let first = column.values.len() - test;
    let known = &column.values[first..];
    let method = |(method, tested): &(String, BackTest)| {
        let BackTest { one, far, said, coming } = tested;
        let said = (first + 1..).zip(known).zip(said);
        let periods: Vec<Value> =
            said.map(|((period, known), said)| json!({ "period": period, "known": known, "forecast": said })).collect();
        json!({
            "method": method,
            "one_ahead": accuracy(one),
            "at_ahead": errors(far),
            "back_test": periods,
            "coming": coming,
        })
    };
    json!({
        "column": column.name,
        "unit": column.unit,
        "n": column.values.len(),
        "test": test,
        "ahead": ahead,
        "methods": found.iter().map(method).collect::<Vec<Value>>(),
    })
}

/// Returns the error measures that apply to any forecast horizon.
fn errors(of: &Accuracy) -> Value {
    json!({
        "periods": of.count(),
        "mae": of.mae(),
        "mse": of.mse(),
        "rmse": of.rmse(),
        "mape": of.mape(),
        "wmape": of.wmape(),
        "bias": of.bias(),
    })
}

/// Returns those measures and the ones defined only one period ahead.
fn accuracy(of: &Accuracy) -> Value {
    let mut object = errors(of);
    object["rmsse"] = json!(of.rmsse());
    object["pinball"] = json!(of.pinball());
    object["value_added"] = json!(of.value_added());
    object
}
