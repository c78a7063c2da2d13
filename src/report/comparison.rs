//! The report of a comparison: one table for each scenario that is compared with the first, one row per KPI.

use super::model::{Cell, Column, Content, Figure, Intervals, Label, Number, Report, Row, Section, Table, Title};
use super::run::day;
use super::scale::Scale;
use super::source::number;
use super::unit::Unit;
use crate::stats::Estimate;
use crate::study::{Case, Comparison, Pair};

/// Column headings, and the names of the values in `comparison.json`.
/// The last [`STATISTICS`] are for those who plan experiments.
const COLUMNS: [(&str, &str); 6] = [
    ("baseline", "baseline"),
    ("this", "other"),
    ("difference", "difference"),
    ("relative", "relative"),
    ("correlation", "correlation"),
    ("variance reduction", "variance_reduction"),
];

/// Columns that are shown on request only.
const STATISTICS: usize = 2;

/// Builds the report of a comparison, on request with the statistics of common random numbers.
#[must_use]
pub fn comparison(comparison: &Comparison<'_>, statistics: bool) -> Report {
    let Comparison { baseline, others, plan, replications } = comparison;
    let window = baseline.scenario.window();
    let facts = format!(
        "{replications} common replication{}, seed {}, measured from {} to {}",
        if *replications == 1 { "" } else { "s" },
        plan.seed,
        day(window.warm_up),
        day(window.horizon)
    );
    let reading = if *replications < 2 {
        "one replication gives no confidence interval; run at least two to see how certain these differences are"
    } else {
        "± is the half-width of the 95 % confidence interval of the paired difference, for each figure on its own; * marks an interval that excludes 0"
    };
    let own = others.iter().map(|(case, _)| case).filter(|case| case.scenario.window() != window);
    let own = own.map(|case| {
        let window = case.scenario.window();
        format!("{} is measured from {} to {}", case.label, day(window.warm_up), day(window.horizon))
    });
    Report {
        title: Title {
            name: others.iter().map(|(case, _)| case.label.as_str()).collect::<Vec<_>>().join(", "),
            compared_with: Some(baseline.label.clone()),
        },
        question: baseline.scenario.question().map(str::to_owned),
        notes: [facts, reading.to_owned()].into_iter().chain(own).collect(),
        sections: others.iter().map(|(case, pairs)| section(case, pairs, statistics)).collect(),
    }
}

fn section(case: &Case, pairs: &[Pair], statistics: bool) -> Section {
    let shown = if statistics { COLUMNS.len() } else { COLUMNS.len() - STATISTICS };
    let defined = pairs.iter().filter(|pair| pair.difference.mean.is_finite());
    let rows = defined.map(|pair| {
        let Row { label, mut cells } = row(pair, case.scenario.currency());
        cells.truncate(shown);
        Row { label, cells }
    });
    let rows: Vec<Row> = rows.collect();
    let columns = COLUMNS[..shown].iter().map(|(heading, name)| {
        let intervals = if *name == "difference" { Intervals::Beside } else { Intervals::Below };
        Column { heading, unit: None, name, intervals }
    });
    let text = rows.is_empty().then(|| "the two scenarios have no figure in common".to_owned());
    let table = Table { columns: columns.collect(), rows };
    Section { heading: case.label.clone(), content: Content::Table(table), text }
}

fn row(pair: &Pair, currency: &str) -> Row {
    let unit = Unit::of(pair.kpi.unit, currency);
    let largest = pair.baseline.mean.abs().max(pair.other.mean.abs());
    let scale = Scale::of(&unit, largest, std::iter::once(&pair.difference));
    let figure = |estimate: &Estimate, scale| {
        let of = Figure { subject: pair.subject.to_string(), kpi: pair.kpi.name };
        number(Some(of), unit.clone(), estimate, scale)
    };
    let mean = |estimate| Number { interval: None, ..figure(estimate, scale) };
    // How many times as many replications the same interval would need without common random numbers.
    let reduction = if pair.difference.n < 2 { f64::NAN } else { pair.variance_reduction() };
    let decimals = usize::from(reduction < 10.0);
    let label = Label::Kpi {
        of: pair.subject.group().map(|_| pair.subject.to_string()),
        name: pair.kpi.name,
        unit: (!unit.is_time() && unit != Unit::Share).then(|| unit.to_string()),
    };
    let cells = vec![
        Cell::Number(mean(&pair.baseline)),
        Cell::Number(mean(&pair.other)),
        Cell::Number(figure(&pair.difference, scale.of_difference())),
        plain(pair.relative(), Unit::Share, Scale { plus: true, ..Scale::plain(100.0, 1, " %") }),
        plain(pair.correlation, Unit::Other(""), Scale::plain(1.0, 2, "")),
        plain(reduction, Unit::Other(""), Scale { most: 999.0, ..Scale::plain(1.0, decimals, " x") }),
    ];
    Row { label, cells }
}

/// Returns a number that is not a KPI; missing if it is undefined.
fn plain(value: f64, unit: Unit, scale: Scale) -> Cell {
    if value.is_finite() {
        Cell::Number(Number { of: None, value, interval: None, unit, scale })
    } else {
        Cell::Missing
    }
}
