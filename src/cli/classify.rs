//! `haitao classify`: classifies the demand of each product of a history, and suggests a policy and a forecast for it.

use super::answer::{answer, note};
use super::{Failure, Format};
use crate::stats::{DemandClass, DemandHistory, classify as classify_histories};
use crate::table::{self, Rows};
use jiff::civil::{Date, DateTime, date};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Arguments of `haitao classify`.
#[derive(Debug, clap::Args)]
pub(super) struct Classify {
    /// Data file: columns `product`, `date` or `period`, `units` and optionally `revenue` or `price`; or `product` and
    /// one column per period
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Length of a period if the file has dates: `d`, `w` or `month`
    #[arg(long, value_name = "UNIT", value_enum, default_value = "w", hide_possible_values = true)]
    every: Every,
    /// Output format: `table` for people, `json` for programs
    #[arg(long, value_enum, default_value = "table", hide_possible_values = true)]
    format: Format,
}

/// The length of a period in a file with dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Every {
    D,
    W,
    Month,
}

/// The demand for each product, and how it was counted.
struct Demand {
    histories: Vec<DemandHistory>,
    periods: usize,
    /// What the ABC classes are based on.
    value: &'static str,
}

/// Classifies the products of a file.
///
/// If the file cannot be read, or is not a demand history.
pub(super) fn classify(words: &Classify) -> Result<(), Failure> {
    let name = words.file.display().to_string();
    let bytes = std::fs::read(&words.file).map_err(|error| Failure::io(format!("cannot read {name}"), error))?;
    let rows = table::rows(&name, bytes).map_err(|(_, cause)| Failure::Arguments(cause))?;
    let refuse = |cause: String| Failure::Arguments(format!("{name}: {cause}"));
    let product = rows.column("product").map_err(|(_, cause)| refuse(cause))?;
    let demand = match rows.column("units") {
        Ok(units) => long(&rows, product, units, words.every).map_err(refuse)?,
        Err(_) => wide(&rows, product).map_err(refuse)?,
    };
    let classes = classify_histories(&demand.histories);
    match words.format {
        Format::Json => answer(&format!("{:#}\n", listed(&name, &demand, &classes))),
        Format::Table => {
            answer(&drawn(&classes))?;
            note(
                false,
                &format!(
                    "{} periods; ABC by {} at 80 and 95 %, XYZ by CV at 0.5 and 1.0, patterns by ADI at 1.32 and CV2 at 0.49",
                    demand.periods, demand.value
                ),
            );
            Ok(())
        }
    }
}

/// Reads a file with a row for each product and period, or for each order.
fn long(rows: &Rows, product: usize, units: usize, every: Every) -> Result<Demand, String> {
    let (when, dated) = match (rows.column("period"), rows.column("date")) {
        (Ok(at), _) => (at, false),
        (_, Ok(at)) => (at, true),
        _ => return Err("there is no column `period` or `date`".to_owned()),
    };
    let (revenue, price) = (rows.column("revenue").ok(), rows.column("price").ok());
    let mut asked: BTreeMap<&str, (f64, BTreeMap<i64, f64>)> = BTreeMap::new();
    let whole = |cell: &String| cell.parse::<i64>().ok();
    let labels: Vec<&String> = {
        let mut labels: Vec<&String> = rows.rows.iter().map(|(_, cells)| &cells[when]).collect();
        labels.sort_unstable();
        labels.dedup();
        labels
    };
    let numbered = !dated && labels.iter().all(|label| whole(label).is_some());
    for (line, cells) in &rows.rows {
        let number = |at: usize| number(&cells[at]).map_err(|cause| format!("line {line}: {cause}"));
        let period = if dated {
            period(&cells[when], every).map_err(|cause| format!("line {line}: {cause}"))?
        } else if numbered {
            whole(&cells[when]).unwrap_or_default()
        } else {
            i64::try_from(labels.binary_search(&&cells[when]).unwrap_or_default()).unwrap_or_default()
        };
        let count = number(units)?;
        let value = match (revenue, price) {
            (Some(revenue), _) => number(revenue)?,
            (None, Some(price)) => number(price)? * count,
            (None, None) => count,
        };
        let entry = asked.entry(&cells[product]).or_default();
        entry.0 += value;
        *entry.1.entry(period).or_insert(0.0) += count;
    }
    let all = || asked.values().flat_map(|(_, periods)| periods.keys().copied());
    let (first, last) = (all().min().unwrap_or(0), all().max().unwrap_or(0));
    if last - first >= MOST_PERIODS {
        return Err(format!("there are more than {MOST_PERIODS} periods from {first} to {last}"));
    }
    let demand =
        |periods: &BTreeMap<i64, f64>| (first..=last).map(|at| periods.get(&at).copied().unwrap_or(0.0)).collect();
    let histories = asked.iter().map(|(name, (value, periods))| DemandHistory {
        name: (*name).to_owned(),
        value: *value,
        demand: demand(periods),
    });
    Ok(Demand {
        histories: histories.collect(),
        periods: usize::try_from(last - first + 1).unwrap_or(usize::MAX),
        value: if revenue.or(price).is_some() { "revenue" } else { "units" },
    })
}

/// The largest number of periods.
const MOST_PERIODS: i64 = 100_000;

/// Reads a file with a row for each product and a column for each period.
fn wide(rows: &Rows, product: usize) -> Result<Demand, String> {
    let periods: Vec<usize> = (0..rows.headings.len())
        .filter(|at| *at != product && !["price", "revenue"].contains(&rows.headings[*at].0.as_str()))
        .collect();
    if periods.is_empty() {
        return Err("there is no column `units` and no column for a period".to_owned());
    }
    let (revenue, price) = (rows.column("revenue").ok(), rows.column("price").ok());
    let mut histories: Vec<DemandHistory> = Vec::new();
    for (line, cells) in &rows.rows {
        let number = |at: &usize| number(&cells[*at]).map_err(|cause| format!("line {line}: {cause}"));
        let demand: Vec<f64> = periods.iter().map(number).collect::<Result<_, _>>()?;
        let sum: f64 = demand.iter().sum();
        let value = match (revenue, price) {
            (Some(revenue), _) => number(&revenue)?,
            (None, Some(price)) => number(&price)? * sum,
            (None, None) => sum,
        };
        if histories.iter().any(|known| known.name == cells[product]) {
            return Err(format!("line {line}: `{}` has two rows", cells[product]));
        }
        histories.push(DemandHistory { name: cells[product].clone(), value, demand });
    }
    let value = if revenue.or(price).is_some() { "revenue" } else { "units" };
    Ok(Demand { histories, periods: periods.len(), value })
}

/// Parses a number that is not negative; an empty cell is 0.
fn number(cell: &str) -> Result<f64, String> {
    if cell.is_empty() {
        return Ok(0.0);
    }
    let number = cell.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0);
    number.ok_or_else(|| format!("`{cell}` must be a number of at least 0"))
}

/// Returns the period that a date falls in.
fn period(cell: &str, every: Every) -> Result<i64, String> {
    let at: DateTime = cell.parse().map_err(|_| format!("`{cell}` is not a date such as 2026-11-11"))?;
    let on: Date = at.date();
    let days = date(1970, 1, 1).until(on).map_or(0, |span| i64::from(span.get_days()));
    Ok(match every {
        Every::D => days,
        // 1 January 1970 is a Thursday; weeks begin on Mondays.
        Every::W => (days + 3).div_euclid(7),
        Every::Month => i64::from(on.year()) * 12 + i64::from(on.month()) - 1,
    })
}

fn drawn(classes: &[DemandClass]) -> String {
    let width = classes.iter().map(|class| class.name.chars().count()).max().unwrap_or(0).max(7);
    let mut text = format!(
        "{:<width$}  {:>7}  class  {:>10}  {:>6}  {:>6}  {:>6}  {:<12}  {:<14}  forecast\n",
        "product", "share", "mean", "CV", "ADI", "CV2", "pattern", "policy"
    );
    for class in classes {
        let (policy, forecast) = class.pattern.suggestion();
        text += &format!(
            "{:<width$}  {:>6.2}%  {}{:<4}  {:>10.2}  {:>6}  {:>6}  {:>6}  {:<12}  {:<14}  {forecast}\n",
            class.name,
            class.share * 100.0,
            class.abc,
            class.xyz,
            class.mean,
            shown(class.cv),
            shown(class.adi),
            shown(class.cv2),
            class.pattern.name(),
            policy,
        );
    }
    text
}

fn shown(number: f64) -> String {
    if number.is_finite() { format!("{number:.2}") } else { "-".to_owned() }
}

fn listed(name: &str, demand: &Demand, classes: &[DemandClass]) -> Value {
    let class = |class: &DemandClass| {
        let (policy, forecast) = class.pattern.suggestion();
        json!({
            "product": class.name,
            "share": class.share,
            "cumulative": class.cumulative,
            "abc": class.abc.to_string(),
            "xyz": class.xyz.to_string(),
            "mean": class.mean,
            "cv": class.cv,
            "adi": class.adi,
            "cv2": class.cv2,
            "pattern": class.pattern.name(),
            "policy": policy,
            "forecast": forecast,
        })
    };
    json!({
        "file": name,
        "periods": demand.periods,
        "value": demand.value,
        "products": classes.iter().map(class).collect::<Vec<_>>(),
    })
}
