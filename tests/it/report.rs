//! The report: every number on the screen is in the model, with the name of its KPI and the value that `summary.json` or
//! `comparison.json` states, and every number of the model is on the screen.

use crate::cli::CHAIN;
use crate::record::scenario;
use haitao::output::{comparison_json, summary_json};
use haitao::report::{self, Bars, Content, Intervals, Label, Number, Report, Table};
use haitao::study::{Case, Comparison, Plan, compare, estimate, replicate};
use serde_json::Value;

/// The screen without styles, each line's words with one blank between them.
fn screen(report: &Report) -> Vec<String> {
    let mut text = report::terminal(report);
    for style in ["\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[36m"] {
        text = text.replace(style, "");
    }
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn joined(words: &[String]) -> String {
    words.iter().filter(|word| !word.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

/// The lines that a table must fill, below its headings.
fn table_lines(table: &Table) -> Vec<String> {
    let mut lines = Vec::new();
    for row in &table.rows {
        let label = match &row.label {
            Label::Entry(name) => name.clone(),
            Label::Kpi { of, name, unit } => {
                let unit = unit.as_ref().map_or_else(String::new, |unit| format!(", {unit}"));
                joined(&[of.clone().unwrap_or_default(), format!("{name}{unit}")])
            }
        };
        let (mut words, mut below) = (vec![label], Vec::new());
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            let report::Cell::Number(number) = cell else { continue };
            let interval = number.interval_text().unwrap_or_default();
            words.push(number.text());
            match column.intervals {
                Intervals::Below => below.push(interval),
                Intervals::Beside => words.extend([interval, if number.excludes_zero() { "*" } else { "" }.to_owned()]),
            }
        }
        lines.push(joined(&words));
        lines.extend(Some(joined(&below)).filter(|line| !line.is_empty()));
    }
    lines
}

fn bars_lines(heading: &str, bars: &Bars) -> Vec<String> {
    let currency = match &bars.whole.unit {
        report::Unit::Money { currency, .. } => currency.clone(),
        _ => String::new(),
    };
    let amount =
        |number: &Number| joined(&[number.text(), currency.clone(), number.interval_text().unwrap_or_default()]);
    let also = bars.also.as_ref().map_or_else(String::new, |(number, words)| format!(", {} {words}", amount(number)));
    let mut lines = vec![format!("{heading} {}{also}", amount(&bars.whole))];
    lines.extend(bars.parts.iter().map(|part| {
        let interval = part.number.interval_text().unwrap_or_default();
        joined(&[part.label.to_owned(), part.number.text(), interval, part.share.text()])
    }));
    lines
}

/// Asserts that the screen is the model, section by section and line by line; bars aside.
fn shows(report: &Report) {
    let lines = screen(report);
    let mut lines = lines.iter().map(|line| line.trim_end_matches(|c: char| "█▏▎▍▌▋▊▉ ".contains(c)));
    assert_eq!(lines.by_ref().take_while(|line| !line.is_empty()).count(), {
        1 + usize::from(report.question.is_some()) + report.notes.len()
    });
    for section in &report.sections {
        let shown: Vec<&str> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
        let mut expected = match &section.content {
            Content::Table(table) => table_lines(table),
            Content::Bars(bars) => bars_lines(&section.heading, bars),
            other => panic!("a terminal shows no {other:?}"),
        };
        expected.extend(section.text.clone());
        let above = shown.len() - expected.len();
        assert_eq!(&shown[above..], expected, "{}", section.heading);
        assert!(above <= 2 && shown[0].starts_with(&section.heading), "{}", section.heading);
    }
    assert_eq!(lines.next(), None, "the screen shows more than the model");
}

/// Every number of a report as JSON.
fn numbers<'a>(value: &'a Value, into: &mut Vec<&'a Value>) {
    match value {
        Value::Object(object) if object.contains_key("interval_text") => into.push(value),
        Value::Object(object) => object.values().for_each(|value| numbers(value, into)),
        Value::Array(values) => values.iter().for_each(|value| numbers(value, into)),
        _ => {}
    }
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn the_report_of_a_run_is_its_summary() {
    let scenario = scenario(CHAIN);
    for replications in [1, 3] {
        let study = replicate(&scenario, &Plan { replications: 0..replications, ..Plan::default() });
        let summary = estimate(&scenario, &study);
        let report = report::run(&scenario, &study, &summary);
        shows(&report);
        let (model, summary) = (parsed(&report::json(&report)), parsed(&summary_json(&scenario, &summary)));
        let (mut all, mut kpis) = (Vec::new(), 0);
        numbers(&model, &mut all);
        for number in all {
            let (Some(subject), Some(kpi)) = (number["of"]["subject"].as_str(), number["of"]["kpi"].as_str()) else {
                assert_eq!(number["unit"], "share", "{number}: only shares of a whole are no KPI");
                continue;
            };
            let of = match subject.split_once('.') {
                None => &summary["kpis"],
                Some((kind, name)) => &summary["by"][kind][name],
            };
            assert_eq!([&number["value"], &number["unit"]], [&of[kpi]["mean"], &of[kpi]["unit"]], "{subject} {kpi}");
            if replications > 1 {
                assert_eq!(number["interval"], of[kpi]["ci95"], "{subject} {kpi}");
            } else {
                assert_eq!(number["interval"], Value::Null, "{subject} {kpi}: one replication has no interval");
            }
            kpis += 1;
        }
        assert!(kpis > 60, "{kpis} KPIs are a report");
    }
}

#[test]
fn columns_bear_the_names_of_their_kpis() {
    let scenario = scenario(CHAIN);
    let study = replicate(&scenario, &Plan::default());
    let report = report::run(&scenario, &study, &estimate(&scenario, &study));
    for section in &report.sections {
        let Content::Table(table) = &section.content else { continue };
        for row in &table.rows {
            for (column, cell) in table.columns.iter().zip(&row.cells) {
                let report::Cell::Number(number) = cell else { continue };
                assert_eq!(number.of.as_ref().map(|figure| figure.kpi), Some(column.name), "{}", section.heading);
            }
        }
    }
}

#[test]
fn the_report_of_a_comparison_is_its_comparison() {
    let baseline = Case::from(scenario(CHAIN));
    let busier = Case::from(scenario(&CHAIN.replace("20 /d", "24 /d")));
    let plan = Plan { replications: 0..3, ..Plan::default() };
    let studies = [&baseline, &busier].map(|case| replicate(&case.scenario, &plan));
    let pairs = compare((&baseline.scenario, &studies[0]), (&busier.scenario, &studies[1]));
    let others = [(&busier, pairs)];
    let comparison = Comparison { baseline: &baseline, others: &others, plan: &plan, replications: 3 };
    let report = report::comparison(&comparison);
    shows(&report);
    let file = parsed(&comparison_json(&comparison));
    let Content::Table(table) = &report.sections[0].content else { panic!("a table") };
    let (mut found, mut clear) = (0, 0);
    for row in &table.rows {
        let Label::Kpi { of, name, .. } = &row.label else { panic!("a row a KPI") };
        let figure = &file["others"][0]["differences"][of.as_deref().unwrap_or("total")][*name];
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            let report::Cell::Number(number) = cell else { continue };
            assert_eq!(figure[column.name].as_f64(), Some(number.value), "{name}: {}", column.name);
            found += 1;
        }
        let report::Cell::Number(difference) = &row.cells[2] else { panic!("{name} has a difference") };
        assert_eq!(figure["ci95"][0].as_f64(), difference.interval.map(|interval| interval.0), "{name}");
        assert_eq!(figure["excludes_zero"], difference.excludes_zero(), "{name}");
        clear += usize::from(difference.excludes_zero());
    }
    assert!(found > 300 && clear > 10, "{found} numbers, {clear} clear");
}
