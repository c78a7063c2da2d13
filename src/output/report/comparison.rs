//! What a planner reads of scenarios side by side: a table for each that is compared with the first, a row a figure.

use super::figure::Scale;
use super::style::{bold, dim};
use super::{day, shortened};
use crate::output::{Comparison, unit};
use crate::scenario::Scenario;
use crate::stats::Estimate;
use crate::study::{Case, Pair};
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};

/// The comparison of scenarios.
#[must_use]
pub fn comparison_report(comparison: &Comparison<'_>) -> String {
    let Comparison { baseline, others, plan, replications } = comparison;
    let mut text = format!("{} compared with {}\n", bold(&names(others)), bold(&baseline.label));
    text.extend(baseline.scenario.question().map(|question| format!("{question}\n")));
    let window = baseline.scenario.window();
    let facts = format!(
        "{replications} replication{} of seed {} in common, measured from {} to {}",
        if *replications == 1 { "" } else { "s" },
        plan.seed,
        day(window.warm_up),
        day(window.horizon)
    );
    let reading = if *replications < 2 {
        "one replication has no interval; run two or more to see how sure these differences are"
    } else {
        "± is half of the 95 % confidence interval of the paired difference, each figure by itself; * where it excludes 0"
    };
    text += &format!("{}\n{}\n", dim(&facts), dim(reading));
    for (case, pairs) in *others {
        if case.scenario.window() != window {
            let window = case.scenario.window();
            let own = format!("{} is measured from {} to {}", case.label, day(window.warm_up), day(window.horizon));
            text += &format!("{}\n", dim(&own));
        }
        text += &format!("\n{}", table(case, pairs));
    }
    text
}

fn names(others: &[(&Case, Vec<Pair>)]) -> String {
    others.iter().map(|(case, _)| case.label.as_str()).collect::<Vec<_>>().join(", ")
}

fn table(case: &Case, pairs: &[Pair]) -> String {
    let defined: Vec<&Pair> = pairs.iter().filter(|pair| pair.difference.mean.is_finite()).collect();
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    let title = shortened(&case.label);
    let headings = [&*title, "first", "this", "difference", "", "", "relative", "correlation", "saving"];
    table.set_header(headings.map(Cell::new));
    for pair in &defined {
        table.add_row(row(pair, &case.scenario).map(Cell::new));
    }
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((if matches!(index, 0 | 5) { 0 } else { 2 }, 0));
        column.set_cell_alignment(if matches!(index, 0 | 5) { CellAlignment::Left } else { CellAlignment::Right });
    }
    let mut text = String::new();
    for (index, line) in table.lines().enumerate() {
        let line = line.trim_end();
        text += &if index == 0 { bold(line) } else { line.to_owned() };
        text.push('\n');
    }
    if defined.is_empty() {
        text += &format!("{}\n", dim("  no figure that both have"));
    }
    text
}

fn row(pair: &Pair, scenario: &Scenario) -> [String; 9] {
    let largest = pair.baseline.mean.abs().max(pair.other.mean.abs());
    let scale = Scale::of(pair.kpi.unit, largest, std::iter::once(&pair.difference));
    let difference = &pair.difference;
    let sign = if difference.mean > 0.0 { "+" } else { "" };
    // A difference of shares is one of percentage points.
    let points = |text: String| text.replace(" %", " pp");
    let percent = |share: f64| match format!("{:+.1}", share * 100.0).as_str() {
        _ if !share.is_finite() => String::new(),
        "+0.0" | "-0.0" => "0.0 %".to_owned(),
        points => format!("{points} %"),
    };
    let of = pair.subject.group().map_or_else(String::new, |_| format!("{} ", pair.subject));
    let unit = match pair.kpi.unit {
        "share" | "d" | "h" => String::new(),
        _ => format!(", {}", unit(pair.kpi, scenario)),
    };
    [
        format!("  {of}{}{unit}", pair.kpi.name),
        scale.mean(&pair.baseline),
        scale.mean(&pair.other),
        points(format!("{sign}{}", scale.mean(difference))),
        scale.interval(difference).map_or_else(String::new, points),
        if pair.is_clear() { " *" } else { "" }.to_owned(),
        percent(pair.relative()),
        if pair.correlation.is_finite() { format!("{:.2}", pair.correlation) } else { String::new() },
        saving(pair, &pair.difference),
    ]
}

/// How many times as many replications it would take without common random numbers.
fn saving(pair: &Pair, difference: &Estimate) -> String {
    let saving = pair.saving();
    match saving {
        _ if difference.n < 2 || !saving.is_finite() => String::new(),
        saving if saving >= 1000.0 => "> 999 x".to_owned(),
        saving if saving >= 10.0 => format!("{saving:.0} x"),
        saving => format!("{saving:.1} x"),
    }
}
