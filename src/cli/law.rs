//! `haitao law`: describes a probability distribution: moments, quantiles, shape, and samples drawn as in a run.

use super::answer::{answer, note};
use super::{Failure, Format};
use crate::engine::law::Law;
use crate::engine::{EntityKey, StreamNames, Streams};
use crate::report::{Side, aligned, bar, headed, significant};
use crate::scenario::{self, LawWords};
use serde_json::{Map, Value, json};
use std::path::Path;

/// Arguments of `haitao law`.
#[derive(Debug, clap::Args)]
pub(super) struct LawDoor {
    /// Distribution, written as in a scenario: `lognormal = { median = "36 d", sigma = 0.1 }`
    law: String,
    /// Print density and cumulative probability at a value, such as `40` or `"40 d"`
    #[arg(long, value_name = "X", allow_hyphen_values = true)]
    at: Vec<String>,
    /// Print a quantile, such as `0.9` or `"90 %"`
    #[arg(long, value_name = "P")]
    quantile: Vec<String>,
    /// Print this many samples instead, one per line under a heading
    #[arg(long, value_name = "N")]
    samples: Option<u64>,
    /// Seed of the samples
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Output format: `table` for people, `json` for programs
    #[arg(long, value_enum, default_value = "table", hide_possible_values = true)]
    format: Format,
}

/// Significant digits of every number in the table.
const DIGITS: usize = 6;
/// Width of the longest bar in characters.
const WIDTH: f64 = 40.0;
/// Quantiles that are always shown.
const QUANTILES: [f64; 8] = [0.01, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];
/// The largest number of rows of the shape.
const ROWS: usize = 24;

/// Describes a distribution.
///
/// # Errors
/// If the argument is not a distribution, or a point is not a value of it.
pub(super) fn law(words: &LawDoor) -> Result<(), Failure> {
    let known = scenario::law(&words.law, Path::new("."))?;
    let points = words.at.iter().map(|text| known.unit.value_of(text)).collect::<Result<Vec<f64>, String>>();
    let points = points.map_err(Failure::Arguments)?;
    let shares = words.quantile.iter().map(|text| probability(text)).collect::<Result<Vec<f64>, Failure>>()?;
    if known.unit.micros().is_some() && known.law.lower_bound() < 0.0 {
        note(
            false,
            "some values are negative; where a time is needed, a scenario truncates a normal distribution at 0 and rejects any other",
        );
    }
    match (words.format, words.samples) {
        (Format::Table, Some(count)) => answer(&drawn(&known, count, words.seed)),
        (Format::Table, None) => answer(&rendered(&words.law, &known, &points, &shares)),
        (Format::Json, count) => {
            let mut object = listed(&words.law, &known, &points, &shares);
            if let Some(count) = count {
                object.insert("samples".to_owned(), samples(&known.law, words.seed).take(fitting(count)).collect());
            }
            answer(&format!("{:#}\n", Value::Object(object)))
        }
    }
}

/// Parses a probability, as a number or a percentage.
fn probability(text: &str) -> Result<f64, Failure> {
    let text = text.trim();
    let value = match text.strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f64>().map(|percent| percent / 100.0),
        None => text.parse::<f64>(),
    };
    let value = value.ok().filter(|value| (0.0..=1.0).contains(value));
    value.ok_or_else(|| Failure::Arguments(format!("`--quantile` takes a probability such as 0.9, not \"{text}\"")))
}

/// Draws samples. Each is drawn for a different entity, as in a run.
fn samples(law: &Law, seed: u64) -> impl Iterator<Item = f64> {
    let (mut names, mut streams) = (StreamNames::default(), Streams::default());
    let stream = names.register("law");
    streams.open(&names, seed, 0);
    let origin = EntityKey::origin("law");
    (0..).map(move |n| law.sample(&mut streams.generator(stream, origin.nth(n))))
}

fn fitting(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// Renders samples under a heading with the unit, so that the output can be read back as data.
fn drawn(known: &LawWords, count: u64, seed: u64) -> String {
    let mut text = match known.unit.name() {
        "" => "value\n".to_owned(),
        unit => format!("value [{unit}]\n"),
    };
    for draw in samples(&known.law, seed).take(fitting(count)) {
        text.push_str(&draw.to_string());
        text.push('\n');
    }
    text
}

/// Renders the distribution for people.
fn rendered(words: &str, known: &LawWords, points: &[f64], shares: &[f64]) -> String {
    let law = &known.law;
    let unit = known.unit.name();
    let number = |value: f64| significant(value, DIGITS);
    let with_unit = |value: f64| {
        if unit.is_empty() || !value.is_finite() { number(value) } else { format!("{} {unit}", number(value)) }
    };
    let mut text = format!("\x1b[1m{}\x1b[0m\n", words.trim());
    let (mean, sd) = (law.mean(), law.variance().sqrt());
    let moments = [
        ["mean".to_owned(), with_unit(mean)],
        ["standard deviation".to_owned(), with_unit(sd)],
        ["sd / mean".to_owned(), number(sd / mean)],
        ["from".to_owned(), with_unit(law.lower_bound())],
        ["to".to_owned(), with_unit(law.upper_bound())],
    ];
    text.push_str(&aligned(&moments.map(Vec::from), &[Side::Left, Side::Right]));
    let mut asked: Vec<f64> = QUANTILES.iter().chain(shares).copied().collect();
    asked.sort_by(f64::total_cmp);
    asked.dedup();
    let rows: Vec<Vec<String>> =
        asked.iter().map(|p| vec![format!("{} %", number(p * 100.0)), with_unit(law.quantile(*p))]).collect();
    text.push_str("\n\x1b[1mshare of samples   at most\x1b[0m\n");
    text.push_str(&aligned(&rows, &[Side::Right, Side::Right]));
    if !points.is_empty() {
        let rows = points.iter().map(|point| row(law, &Point::of(law, *point), &number, None));
        text.push_str(&table(law, unit, rows.collect()));
    }
    let shape = shape(law);
    let largest = shape.iter().map(|point| point.height(law)).fold(0.0, f64::max);
    let rows = shape.iter().map(|point| row(law, point, &number, Some(point.height(law) / largest)));
    text + &table(law, unit, rows.collect())
}

/// Renders rows of points under their headings.
fn table(law: &Law, unit: &str, mut rows: Vec<Vec<String>>) -> String {
    let value = if unit.is_empty() { "value".to_owned() } else { format!("value [{unit}]") };
    let height = if law.is_discrete() { "probability" } else { "density" };
    rows.insert(0, vec![value, height.to_owned(), "up to here".to_owned(), String::new()]);
    format!("\n{}", headed(&rows, &[Side::Right, Side::Right, Side::Right, Side::Left]))
}

fn row(law: &Law, point: &Point, number: &impl Fn(f64) -> String, share: Option<f64>) -> Vec<String> {
    let bar = share.map_or_else(String::new, |share| format!("\x1b[36m{}\x1b[0m", bar(share, WIDTH)));
    let bar = if bar == "\x1b[36m\x1b[0m" { String::new() } else { bar };
    let chance = if !law.is_discrete() && point.chance > 0.0 {
        format!("  and {} % exactly", significant(point.chance * 100.0, 4))
    } else {
        String::new()
    };
    let height = if law.is_discrete() { point.chance } else { point.density };
    let up_to = format!("{:.2} %", point.cumulative * 100.0);
    vec![number(point.value), significant(height, 4), up_to, bar + &chance]
}

/// A distribution at one value.
struct Point {
    value: f64,
    density: f64,
    chance: f64,
    cumulative: f64,
}

impl Point {
    fn of(law: &Law, value: f64) -> Self {
        let cumulative = 1.0 - law.probability_above(value);
        Self { value, density: law.density(value), chance: law.chance_of(value), cumulative }
    }

    fn height(&self, law: &Law) -> f64 {
        let height = if law.is_discrete() { self.chance } else { self.density };
        if height.is_finite() { height } else { 0.0 }
    }

    fn listed(&self) -> Value {
        let Self { value, density, chance, cumulative } = self;
        json!({ "value": value, "density": density, "probability": chance, "cumulative": cumulative })
    }
}

/// Returns the points to show: all values if the distribution is discrete with few values, else equally spaced round
/// points.
fn shape(law: &Law) -> Vec<Point> {
    let (low, middle, high) = (law.quantile(0.002), law.quantile(0.5), law.quantile(0.998));
    // A heavy tail would squeeze everything else into one row.
    let high = high.min(middle + 6.0 * (law.quantile(0.9) - middle)).max(middle);
    if law.is_discrete() {
        let values = std::iter::successors(Some(low), |value| Some(law.next_value(*value)));
        let values: Vec<f64> = values.take_while(|value| *value <= high).take(ROWS + 1).collect();
        if values.len() <= ROWS {
            return values.into_iter().map(|value| Point::of(law, value)).collect();
        }
    }
    let step = round_step((high - low) / 15.0);
    let first = (low / step).floor();
    let count = ((high / step).ceil() - first).clamp(0.0, 30.0);
    let values = (0_u8..).map(f64::from).take_while(|n| *n <= count).map(|n| (first + n) * step);
    let mut points: Vec<Point> = values.map(|value| Point::of(law, value)).collect();
    if law.is_discrete() {
        // Too many values for a row each: each row covers the values above the previous point, up to this one.
        let mut before = 0.0;
        for point in &mut points {
            point.chance = point.cumulative - before;
            before = point.cumulative;
        }
    }
    points
}

/// Returns the smallest of 1, 2 and 5 times a power of ten that is at least the distance.
fn round_step(distance: f64) -> f64 {
    if distance <= 0.0 || !distance.is_finite() {
        return 1.0;
    }
    let power = 10.0_f64.powf(distance.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .map(|times| times * power)
        .into_iter()
        .find(|step| *step >= distance * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

/// Returns the distribution as JSON.
fn listed(words: &str, known: &LawWords, points: &[f64], shares: &[f64]) -> Map<String, Value> {
    let law = &known.law;
    let quantiles: Map<String, Value> =
        QUANTILES.iter().chain(shares).map(|p| (p.to_string(), json!(law.quantile(*p)))).collect();
    let at: Vec<Value> = points.iter().map(|point| Point::of(law, *point).listed()).collect();
    let shape: Vec<Value> = shape(law).iter().map(Point::listed).collect();
    let (mean, variance) = (law.mean(), law.variance());
    let whole = json!({
        "law": words.trim(),
        "unit": known.unit.name(),
        "mean": mean,
        "variance": variance,
        "sd": variance.sqrt(),
        "cv": variance.sqrt() / mean,
        "min": law.lower_bound(),
        "max": law.upper_bound(),
        "quantiles": quantiles,
        "at": at,
        "shape": shape,
    });
    if let Value::Object(object) = whole { object } else { Map::new() }
}
