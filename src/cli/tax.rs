//! `haitao tax`: computes the import taxes on a basket on one or several days, each with its legal basis.

use super::answer::answer;
use super::{Failure, Format};
use crate::chain::regime::{Provision, Reason, Regime, Treatment, date_of, day_of};
use crate::report::{Side, headed, significant};
use crate::scenario::{self, Basket};
use crate::study::{Declared, declare};
use crate::units::{Money, Share};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::io::Read;

/// Arguments of `haitao tax`.
#[derive(Debug, clap::Args)]
pub(super) struct Tax {
    /// TOML file of lines, `-` for standard input, or a single line: `{ price = "800 CNY", tax = "wine" }`
    basket: String,
    /// Day of the declaration; may be repeated
    #[arg(long, value_name = "DATE", required_unless_present = "history")]
    date: Vec<Date>,
    /// Show every day on which the regime's rules changed
    #[arg(long, conflicts_with = "date")]
    history: bool,
    /// Customs regime: 1210, 1239, 9610, personal or 0110
    #[arg(long, value_name = "REGIME", default_value = "1210", value_parser = regime)]
    regime: Regime,
    /// Output format: `table` for people, `json` for programs
    #[arg(long, value_enum, default_value = "table", hide_possible_values = true)]
    format: Format,
}

fn regime(name: &str) -> Result<Regime, String> {
    let known = || Regime::NAMES.map(|(name, _)| name).join(", ");
    Regime::parse(name).ok_or_else(|| format!("the regimes are {}", known()))
}

/// Computes the taxes on a basket.
///
/// # Errors
/// If the basket is not valid, or there are no rules for a day.
pub(super) fn tax(words: &Tax) -> Result<(), Failure> {
    let (name, text) = read(&words.basket)?;
    let basket = scenario::basket(&name, &text)?;
    let days: Vec<i64> = if words.history {
        basket.rules.days(words.regime).collect()
    } else {
        words.date.iter().map(|date| day_of(*date)).collect()
    };
    let declared =
        days.into_iter().map(|day| declare(&basket, words.regime, day)).collect::<Result<Vec<Declared>, _>>();
    let declared = declared.map_err(|error| Failure::Arguments(error.to_string()))?;
    answer(&match (words.format, &declared[..]) {
        (Format::Json, _) => {
            let dates: Vec<Value> = declared.iter().map(|found| listed(&basket, found)).collect();
            format!("{:#}\n", json!({ "regime": words.regime.name(), "dates": dates }))
        }
        (Format::Table, [one]) => rendered(&basket, words.regime, one),
        (Format::Table, several) => history(words.regime, several),
    })
}

/// Returns the name and the text of the basket.
fn read(basket: &str) -> Result<(String, String), Failure> {
    if basket.trim_start().starts_with('{') {
        return Ok(("basket".to_owned(), basket.to_owned()));
    }
    if basket == "-" {
        let mut text = String::new();
        let read = std::io::stdin().lock().read_to_string(&mut text);
        read.map_err(|cause| Failure::io("cannot read standard input", cause))?;
        return Ok(("stdin".to_owned(), text));
    }
    let text = std::fs::read_to_string(basket);
    text.map(|text| (basket.to_owned(), text))
        .map_err(|cause| Failure::Arguments(format!("cannot read {basket}: {cause}")))
}

/// Renders one day for people.
fn rendered(basket: &Basket, regime: Regime, found: &Declared) -> String {
    let heading = format!("{} on {}: {}", said(regime), date_of(found.day), standing(found));
    let mut text = format!("\x1b[1m{heading}\x1b[0m\n");
    let row = |cells: [&str; 7]| cells.map(str::to_owned).to_vec();
    let mut rows = vec![row(["", "units", "dutiable", "tariff", "consumption", "VAT", "tax"])];
    let postal = found.treatment == Treatment::Postal;
    if postal {
        rows = vec![row(["", "units", "dutiable", "", "", "rate", "tax"])];
    }
    for ((line, why), share) in basket.lines.iter().zip(&found.lines).zip(&found.shares) {
        let mut row = vec![line.name.clone(), line.units.to_string(), why.value.to_string()];
        let mut rates = vec![String::new(); 3];
        if let Some(rate) = why.postal {
            row.extend([String::new(), String::new(), rate.to_string()]);
        } else {
            row.extend([why.parts[0], why.parts[1], why.parts[2]].map(exact));
            rates.extend([why.tariff, why.consumption, why.vat].map(|rate| rate.to_string()));
        }
        row.push(share.to_string());
        rows.push(row);
        if !postal {
            rows.push(rates);
        }
    }
    let tax = &found.tax;
    let parts =
        [tax.tariff, tax.consumption, tax.vat].map(|part| if postal { String::new() } else { part.to_string() });
    let [tariff, consumption, vat] = parts;
    rows.push(vec![
        "all".to_owned(),
        String::new(),
        found.admissible.value.to_string(),
        tariff,
        consumption,
        vat,
        tax.total.to_string(),
    ]);
    let mut sides = [Side::Right; 7];
    sides[0] = Side::Left;
    text.push_str(&headed(&rows, &sides));
    text.push_str(&format!(
        "  {} of the dutiable value; all in CNY, lines to 1/10,000, taxes to the fen\n",
        rate(found)
    ));
    if found.is_waived() {
        text.push_str("  a tax this small on personal articles is waived\n");
    }
    text.push('\n');
    text + &provisions(found.provisions.iter())
}

/// Renders several days for people.
fn history(regime: Regime, several: &[Declared]) -> String {
    // A flat tax replaces the others, except where goods are declared as general trade.
    let flat = several.iter().all(|found| found.treatment == Treatment::Postal);
    let parts = if flat { vec!["flat tax"] } else { vec!["tariff", "consumption", "VAT"] };
    let heading = std::iter::once("").chain(parts).chain(["tax", "of the value", ""]);
    let mut rows: Vec<Vec<String>> = vec![heading.map(str::to_owned).collect()];
    for found in several {
        let tax = &found.tax;
        let parts = if flat { vec![tax.postal] } else { vec![tax.tariff, tax.consumption, tax.vat] };
        let amounts = parts.into_iter().chain([tax.total]).map(|part| part.to_string());
        let row = std::iter::once(date_of(found.day)).chain(amounts).chain([rate(found), standing(found)]);
        rows.push(row.collect());
    }
    let mut sides = vec![Side::Right; rows[0].len()];
    (sides[0], sides[rows[0].len() - 1]) = (Side::Left, Side::Left);
    let mut text = format!("\x1b[1m{}\x1b[0m\n{}\n", said(regime), headed(&rows, &sides));
    let mut all: Vec<Provision> = several.iter().flat_map(|found| found.provisions.iter().copied()).collect();
    all.sort_by_key(|provision| (provision.from, provision.amendment.name()));
    all.dedup();
    text.push_str(&provisions(all.iter()));
    text
}

/// Renders a row for each provision.
fn provisions<'a>(all: impl Iterator<Item = &'a Provision>) -> String {
    let row = |provision: &Provision| {
        let name = provision.amendment.name().replace('_', " ");
        let notice = provision.notice.unwrap_or("the basket's own amendment");
        vec![name, provision.amendment.to_string(), date_of(provision.from), notice.to_owned()]
    };
    let heading = ["by", "", "since", "notice"].map(str::to_owned).to_vec();
    let rows: Vec<Vec<String>> = std::iter::once(heading).chain(all.map(row)).collect();
    headed(&rows, &[Side::Left, Side::Right, Side::Left, Side::Left])
}

/// Returns the regime in words.
fn said(regime: Regime) -> String {
    match regime {
        Regime::Personal => "personal articles".to_owned(),
        Regime::GeneralTrade => "general trade".to_owned(),
        retail => format!("regime {retail}"),
    }
}

/// Describes whether the basket is admissible under the regime, and why.
fn standing(found: &Declared) -> String {
    let amount = |money: Money| significant(money.amount(), 9);
    let as_trade = |why: String| format!("{why}, so not admissible as one order; taxed as general trade");
    match found.admissible.reason {
        Reason::NoLimit => "no limit".to_owned(),
        Reason::WithinLimits => "within the limits".to_owned(),
        Reason::OnePieceAboveLimit { limit } if found.treatment == Treatment::CbecFull => {
            format!("one piece above {} CNY, taxed in full", amount(limit))
        }
        Reason::OnePieceAboveLimit { limit } => format!("one piece above {} CNY", amount(limit)),
        Reason::SeveralPiecesAboveLimit { limit } => as_trade(format!("several pieces above {} CNY", amount(limit))),
        Reason::YearExceeded { limit, would_be } => {
            as_trade(format!("the year's total would be {} CNY of {} CNY allowed", amount(would_be), amount(limit)))
        }
    }
}

/// Returns the tax as a share of the dutiable value, before rounding to the fen.
fn rate(found: &Declared) -> String {
    let value = found.admissible.value.amount();
    if value > 0.0 { format!("{:.3} %", 100.0 * unrounded(found) / value) } else { "-".to_owned() }
}

/// Returns the taxes before rounding to the fen; 0 if they are waived.
fn unrounded(found: &Declared) -> f64 {
    if found.is_waived() { 0.0 } else { found.lines.iter().flat_map(|line| line.parts).sum::<Money>().amount() }
}

/// Formats an amount with four decimals.
fn exact(money: Money) -> String {
    format!("{:.4}", money.amount())
}

/// Returns one day as JSON.
fn listed(basket: &Basket, found: &Declared) -> Value {
    let lines: Vec<Value> = basket
        .lines
        .iter()
        .zip(&found.lines)
        .zip(&found.shares)
        .map(|((line, why), share)| {
            json!({
                "name": line.name,
                "units": line.units.count(),
                "value": line.value.amount(),
                "dutiable_value": why.value.amount(),
                "rates": {
                    "tariff": why.tariff.chance(),
                    "consumption_tax": why.consumption.chance(),
                    "vat": why.vat.chance(),
                    "personal": why.postal.map(Share::chance),
                    "due": why.due.chance(),
                },
                "tariff": why.parts[0].amount(),
                "consumption_tax": why.parts[1].amount(),
                "vat": why.parts[2].amount(),
                "personal_tax": why.parts[3].amount(),
                "tax": share.amount(),
            })
        })
        .collect();
    let rules: Vec<Value> = found
        .provisions
        .iter()
        .map(|provision| {
            json!({
                "field": provision.amendment.name(),
                "value": provision.amendment.to_string(),
                "since": date_of(provision.from),
                "notice": provision.notice,
            })
        })
        .collect();
    let value = found.admissible.value.amount();
    let [order, year] = found.limits.map(|limit| limit.map(Money::amount));
    json!({
        "date": date_of(found.day),
        "dutiable_value": value,
        "admissible": found.admissible.treatment.is_some(),
        "treatment": treatment(found.treatment),
        "reason": standing(found),
        "limits": { "order": order, "year": year, "year_to_date": basket.year_to_date.amount() },
        "tariff": found.tax.tariff.amount(),
        "consumption_tax": found.tax.consumption.amount(),
        "vat": found.tax.vat.amount(),
        "personal_tax": found.tax.postal.amount(),
        "tax": found.tax.total.amount(),
        "waived": found.is_waived(),
        "rate": if value > 0.0 { Some(unrounded(found) / value) } else { None },
        "lines": lines,
        "rules": rules,
    })
}

fn treatment(treatment: Treatment) -> &'static str {
    match treatment {
        Treatment::Cbec => "retail",
        Treatment::CbecFull => "retail_in_full",
        Treatment::Postal => "personal",
        Treatment::GeneralTrade => "general_trade",
    }
}
