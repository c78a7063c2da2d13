//! `haitao fit`: fits distributions to a column of numbers by maximum likelihood, ranks them by AIC with a
//! goodness-of-fit test, and prints the best as a line for a scenario.

use super::answer::{answer, note};
use super::{Failure, Format};
use crate::stats::{Fitted, Parameter, SampleKind, fit as fit_laws};
use crate::table;
use crate::units::{Dimension, Quantity};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

/// Arguments of `haitao fit`.
#[derive(Debug, clap::Args)]
pub(super) struct Fit {
    /// Data file: CSV, or Parquet if built with `tables`
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Column of numbers
    #[arg(long, value_name = "NAME")]
    column: String,
    /// Unit of the numbers, such as `d` [default: the heading's]
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    /// Kind of numbers: `counts`, or `measures` such as times [default: counts if all are whole and have no unit]
    #[arg(long = "as", value_name = "KIND", value_enum, hide_possible_values = true)]
    kind: Option<Kind>,
    /// Key of the line for a scenario [default: `lead_time`, or `units` for counts]
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// Skip rows without a number instead of rejecting the file
    #[arg(long)]
    skip: bool,
    /// Output format: `table` for people, `json` for programs
    #[arg(long, value_enum, default_value = "table", hide_possible_values = true)]
    format: Format,
}

/// The kind of numbers in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    Counts,
    Measures,
}

/// The values of a column.
struct Sample {
    values: Vec<f64>,
    unit: Option<String>,
    skipped: usize,
}

/// Fits distributions to a column.
///
/// # Errors
/// If the file cannot be read, or no distribution can be fitted to its column.
pub(super) fn fit(words: &Fit) -> Result<(), Failure> {
    let sample = read(words)?;
    let whole = sample.values.iter().all(|value| value.fract() == 0.0 && (0.0..9e15).contains(value));
    let kind = words.kind.unwrap_or(if whole && sample.unit.is_none() { Kind::Counts } else { Kind::Measures });
    if kind == Kind::Counts && !whole {
        let cause = format!("column `{}`: counts must be whole numbers of at least 0", words.column);
        return Err(Failure::Arguments(cause));
    }
    let sort = if kind == Kind::Counts { SampleKind::Counts } else { SampleKind::Measures };
    let first = sample.values.first().copied().unwrap_or(0.0);
    if sample.values.iter().all(|value| *value == first) {
        let cause = format!(
            "column `{}`: a fit needs at least two different numbers, but all {} are the same",
            words.column,
            sample.values.len()
        );
        return Err(Failure::Arguments(cause));
    }
    let (fitted, left_out) = fit_laws(&sample.values, sort);
    let key = words.key.as_deref().unwrap_or(if kind == Kind::Counts { "units" } else { "lead_time" });
    let line = |fitted: &Fitted| toml(key, fitted, sample.unit.as_deref());
    if words.format == Format::Json {
        return answer(&format!("{:#}\n", listed(words, &sample, kind, &fitted, &left_out, line)));
    }
    answer(&drawn(words, &sample, kind, &fitted, &line))?;
    for (law, why) in left_out {
        note(false, &format!("{law} is omitted: {why}"));
    }
    note(
        false,
        match kind {
            Kind::Counts => "p: Pearson's chi-square, with one degree of freedom less for each estimated parameter",
            Kind::Measures => {
                "p: Kolmogorov-Smirnov for known parameters; they were estimated here, so the true p is smaller"
            }
        },
    );
    if sample.skipped > 0 {
        note(false, &format!("{} rows without a number were skipped", sample.skipped));
    }
    Ok(())
}

fn read(words: &Fit) -> Result<Sample, Failure> {
    let name = words.file.display().to_string();
    let bytes = std::fs::read(&words.file).map_err(|error| Failure::io(format!("cannot read {name}"), error))?;
    let rows = table::rows(&name, bytes).map_err(|(_, cause)| Failure::Arguments(cause))?;
    let at = rows.column(&words.column).map_err(|(_, cause)| Failure::Arguments(format!("{name}: {cause}")))?;
    let (mut values, mut skipped) = (Vec::new(), 0);
    for (line, cells) in &rows.rows {
        match cells[at].trim().parse::<f64>() {
            Ok(value) if value.is_finite() => values.push(value),
            _ if words.skip => skipped += 1,
            _ => {
                let cause =
                    format!("{name}: line {line}: `{}` is not a number; use --skip to skip such rows", cells[at]);
                return Err(Failure::Arguments(cause));
            }
        }
    }
    if values.len() < 3 {
        return Err(Failure::Arguments(format!("{name}: a fit needs at least three numbers")));
    }
    let unit = words.unit.clone().or_else(|| rows.headings[at].1.clone());
    if let Some(unit) = &unit
        && Quantity::dimension(unit) == Dimension::Other
        && !unit.chars().all(|c| c.is_ascii_uppercase())
    {
        return Err(Failure::Arguments(format!("`{unit}` is not a unit of time, goods, weight, volume or money")));
    }
    Ok(Sample { values, unit, skipped })
}

/// Renders the table and the line for the best fit.
fn drawn(words: &Fit, sample: &Sample, kind: Kind, fitted: &[Fitted], line: &dyn Fn(&Fitted) -> String) -> String {
    let (mean, sd) = moments(&sample.values);
    let least = sample.values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = sample.values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let unit = sample.unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
    let mut text = format!(
        "{}, column `{}`: {} values, mean {}{unit}, sd {}{unit}, from {} to {}{unit}\n\n",
        Path::new(&words.file).display(),
        words.column,
        sample.values.len(),
        shown(mean),
        shown(sd),
        shown(least),
        shown(most),
    );
    let statistic = if kind == Kind::Counts { "chi2" } else { "D" };
    text += &format!("{:<18} {:>14} {statistic:>10} {:>10}  parameters\n", "distribution", "AIC", "p");
    for fitted in fitted {
        let p = match fitted.test.p_value {
            p if p.is_nan() => "-".to_owned(),
            p if p < 5e-5 => "<0.0001".to_owned(),
            p => format!("{p:.4}"),
        };
        text += &format!(
            "{:<18} {:>14.2} {:>10.4} {p:>10}  {}\n",
            fitted.law,
            fitted.aic,
            fitted.test.statistic,
            written(&fitted.parameters, sample.unit.as_deref())
        );
    }
    if let Some(best) = fitted.first() {
        text += &format!("\n{}\n", line(best));
    }
    text
}

fn listed(
    words: &Fit,
    sample: &Sample,
    kind: Kind,
    fitted: &[Fitted],
    left_out: &[(&str, &str)],
    line: impl Fn(&Fitted) -> String,
) -> Value {
    let laws = fitted.iter().map(|fitted| {
        let parameters: Map<String, Value> =
            fitted.parameters.iter().map(|parameter| (parameter.name.to_owned(), json!(parameter.value))).collect();
        json!({
            "law": fitted.law,
            "parameters": parameters,
            "log_likelihood": fitted.log_likelihood,
            "aic": fitted.aic,
            "statistic": fitted.test.statistic,
            "p": fitted.test.p_value,
            "toml": line(fitted),
        })
    });
    let (mean, sd) = moments(&sample.values);
    json!({
        "file": words.file.display().to_string(),
        "column": words.column,
        "unit": sample.unit,
        "values": sample.values.len(),
        "skipped": sample.skipped,
        "mean": mean,
        "sd": sd,
        "test": if kind == Kind::Counts { "chi_square" } else { "kolmogorov_smirnov" },
        "parameters_estimated": true,
        "laws": laws.collect::<Vec<_>>(),
        "left_out": left_out.iter().map(|(law, why)| json!({ "law": law, "because": why })).collect::<Vec<_>>(),
    })
}

/// Returns the mean and the sample standard deviation.
#[expect(clippy::cast_precision_loss, reason = "a size")]
fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    (mean, (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt())
}

/// Returns a distribution as a line of a scenario.
fn toml(key: &str, fitted: &Fitted, unit: Option<&str>) -> String {
    format!("{key}.{} = {{ {} }}", fitted.law, written(&fitted.parameters, unit))
}

fn written(parameters: &[Parameter], unit: Option<&str>) -> String {
    let one = |parameter: &Parameter| match unit.filter(|_| parameter.has_unit) {
        Some(unit) => format!("{} = \"{} {unit}\"", parameter.name, shown(parameter.value)),
        None => format!("{} = {}", parameter.name, shown(parameter.value)),
    };
    parameters.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Formats a number with six significant digits and no exponent.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of digits")]
fn shown(number: f64) -> String {
    let before = if number == 0.0 { 1.0 } else { number.abs().log10().floor() + 1.0 };
    let behind = (6.0 - before).clamp(0.0, 18.0) as usize;
    let text = format!("{number:.behind$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_six_digits() {
        let written: Vec<String> = [0.0, 36.0, 12.746_666_67, 0.000_123_456_78, 123_456_789.4, -2.5].map(shown).into();
        assert_eq!(written, ["0", "36", "12.7467", "0.000123457", "123456789", "-2.5"]);
    }
}
