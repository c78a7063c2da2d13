//! The report: every number on the screen is in the model, with the name of its KPI and the value in `summary.json` or
//! `comparison.json`, and every number of the model is on the screen.

use crate::cli::{CHAIN, Desk};
use crate::record::scenario;
use haitao::output::{comparison_json, summary_json};
use haitao::report::{self, Bars, Content, Intervals, Label, Number, Report, Table};
use haitao::study::{Case, Comparison, Plan, compare, estimate, replicate};
use serde_json::Value;

/// Returns the screen without styles, with one blank between the words of a line.
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

/// Returns the lines of a table below its headings.
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

/// Asserts that the screen shows the model, section by section and line by line, except for bars.
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

/// Collects every number of a report as JSON.
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
                assert_eq!(number["unit"], "share", "{number}: every number but a share of a whole is a KPI");
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
        assert!(kpis > 60, "only {kpis} KPIs");
    }
}

#[test]
fn columns_have_the_names_of_their_kpis() {
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
    let report = report::comparison(&comparison, true);
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
    // Rows state the unit that their cells do not.
    let unit = |wanted: &str| {
        let named = |row: &&report::Row| matches!(&row.label, Label::Kpi { of: None, name, .. } if *name == wanted);
        let row = table.rows.iter().find(named).unwrap_or_else(|| panic!("no {wanted}"));
        if let Label::Kpi { unit, .. } = &row.label { unit.clone() } else { None }
    };
    let units = ["orders_placed", "cost_per_day", "revenue", "delivery_days_mean", "fill_rate"].map(unit);
    let expected = [Some("orders"), Some("CNY/d"), Some("CNY"), None, None];
    assert_eq!(units, expected.map(|unit| unit.map(str::to_owned)));
}

/// A chain in which every column has something to say: two of everything, goods that are lost, cancelled, returned,
/// broken and bad, and orders that are still open at the end.
const EVERYTHING: &str = r#"
haitao = "1"
run = { start = 2026-03-01, warm_up = "5 d", horizon = "60 d", drain = "0 d" }
[default]
courier = { overtaking = true, transit.exponential.mean = "1 d", failed_attempts = "20 %", attempts = 2, price = "6 CNY/parcel" }
supplier = { lead_time.exponential.mean = "2 d", overtaking = true, defects = "10 %", in_full = "80 %" }
lane = { overtaking = true, transit.exponential.mean = "1 d", departs = "every 1 d", cancelled = "10 %", damage = "5 %", mode = "road", distance = "500 km", price = "20 CNY/shipment", wait_limit = "12 h" }
stock = { replenish.s_S = { s = 20, S = 60 }, holding = "0.06 CNY/unit/d", shortage = "1 CNY/unit/d", order_cost = "9 CNY" }
market = { patience = "2 d", promise = "2 d", units.discrete = { 1 = 1, 2 = 1 } }
product = { price = "80 CNY", cost = "30 CNY", weight = "1 kg", volume = "2 l" }
warehouse = { storage_price = "1 CNY/m3/d", pickers = 1, picking.exponential.mean = "30 min", price = "2 CNY/parcel", wait_limit = "1 h" }
[product]
tea = {}
cup = {}
[supplier]
near = {}
far = {}
[lane]
one = {}
two = {}
[warehouse]
east = {}
west = {}
[customs.desk]
officers = 1
check.exponential.mean = "20 min"
inspected = "20 %"
bays = 1
inspection = "4 h"
wait_limit = "1 h"
mismatch = "5 %"
correction = "5 h"
[courier]
fast = {}
slow = {}
[port.harbour]
dwell = "3 h"
[stock]
east.all.source = ["supplier.near", "lane.one"]
west.all.source = ["supplier.far", "lane.two"]
[default.path]
promise = "2 d"
[path]
quick = { regime = "1210", through = ["warehouse.east", "customs.desk", "port.harbour", "courier.fast"] }
cheap = { regime = "1210", through = ["warehouse.west", "customs.desk", "courier.slow"] }
made = { through = ["supplier.near", "lane.one", "courier.fast"] }
[platform.shop]
path = "quick"
[market]
rich = { platform = "shop", orders.poisson.rate = "0.2 /d", units = 70 }
north = { through = "path.quick", orders.poisson.rate = "9 /d" }
south = { through = "path.cheap", orders.poisson.rate = "12 /d", when_short = "lost" }
west = { through = "path.made", orders.poisson.rate = "1 /d" }
"#;

/// The columns of every table: heading, KPI, and the unit below the heading; none where the cells state it.
#[expect(clippy::type_complexity, reason = "a literal table")]
const COLUMNS: [(&str, &[(&str, &str, &str)]); 14] = [
    (
        "Order to delivery",
        &[
            ("mean", "delivery_days_mean", ""),
            ("std dev", "delivery_days_sd", ""),
            ("P50", "delivery_days_p50", ""),
            ("P90", "delivery_days_p90", ""),
            ("P95", "delivery_days_p95", ""),
            ("P99", "delivery_days_p99", ""),
        ],
    ),
    (
        "Service",
        &[
            ("orders", "orders_per_day", "a day"),
            ("fill rate", "fill_rate", ""),
            ("order fill", "order_fill_rate", ""),
            ("stock wait", "wait_days_mean", ""),
            ("on time", "on_time_share", ""),
            ("OTIF", "otif_share", ""),
            ("in 48 h", "dispatched_within_48h_share", ""),
            ("lost sales", "lost_sales", "units"),
        ],
    ),
    (
        "Orders",
        &[
            ("placed", "orders_placed", "orders"),
            ("delivered", "orders_delivered", "orders"),
            ("in part", "orders_delivered_in_part", "orders"),
            ("lost", "orders_lost", "orders"),
            ("cancelled", "orders_cancelled", "orders"),
            ("refused", "orders_refused", "orders"),
            ("returned", "orders_returned", "orders"),
            ("spoilt", "orders_spoilt", "orders"),
            ("unfinished", "unfinished", "orders"),
        ],
    ),
    (
        "Order parts by path",
        &[
            ("parts", "order_parts", "parts"),
            ("delivered", "order_parts_delivered", "parts"),
            ("in part", "order_parts_delivered_in_part", "parts"),
            ("lost", "order_parts_lost", "parts"),
            ("cancelled", "order_parts_cancelled", "parts"),
            ("refused", "order_parts_refused", "parts"),
            ("returned", "order_parts_returned", "parts"),
            ("spoilt", "order_parts_spoilt", "parts"),
            ("unfinished", "order_parts_unfinished", "parts"),
        ],
    ),
    (
        "Paths",
        &[
            ("mean", "delivery_days_mean", ""),
            ("P50", "delivery_days_p50", ""),
            ("P90", "delivery_days_p90", ""),
            ("P95", "delivery_days_p95", ""),
            ("on time", "on_time_share", ""),
            ("OTIF", "otif_share", ""),
            ("landed cost", "landed_cost_per_part", "CNY"),
        ],
    ),
    (
        "Products",
        &[
            ("lines", "order_lines", "lines"),
            ("ordered", "units_ordered", "units"),
            ("fill rate", "fill_rate", ""),
            ("lost", "lost_sales", "units"),
            ("delivery", "delivery_days_mean", ""),
            ("revenue", "revenue_delivered", "CNY"),
            ("landed cost", "landed_cost_per_unit", "CNY"),
        ],
    ),
    (
        "Suppliers",
        &[
            ("orders", "orders_supplied", "orders"),
            ("in full", "in_full_share", ""),
            ("ordered", "units_asked", "units"),
            ("shipped", "units_shipped", "units"),
            ("lead time", "lead_time_days_mean", ""),
            ("defects", "defect_share", ""),
        ],
    ),
    (
        "Lanes",
        &[
            ("shipments", "shipments", ""),
            ("transit", "transit_days_mean", ""),
            ("P95", "transit_days_p95", ""),
            ("cancelled", "cancelled_share", ""),
            ("weight", "weight_carried", "kg"),
            ("volume", "volume_carried", "m3"),
            ("damage", "damage_share", ""),
            ("CO2e", "co2e_kg", "kg"),
        ],
    ),
    (
        "Stock",
        &[
            ("on hand", "mean_on_hand", "units"),
            ("backorders", "mean_backorders", "units"),
            ("on order", "mean_on_order", "units"),
            ("backlogged", "backorder_time_share", ""),
            ("reorders", "replenishment_orders_per_day", "a day"),
            ("cost", "cost_per_day", "CNY a day"),
        ],
    ),
    (
        "Stock service",
        &[
            ("fill rate", "fill_rate", ""),
            ("order fill", "order_fill_rate", ""),
            ("cycle service", "cycle_service_level", ""),
            ("ready rate", "ready_rate", ""),
            ("stockout", "stockout_days", ""),
            ("lost sales", "lost_sales", "units"),
        ],
    ),
    ("Warehouses", &[("stock", "stock_volume_mean", "m3"), ("scrapped", "units_scrapped", "units")]),
    (
        "Queues",
        &[
            ("must wait", "share_that_waits", ""),
            ("waiting", "queue_length_mean", ""),
            ("mean wait", "queue_wait_mean", ""),
            ("P95", "queue_wait_p95", ""),
            ("P99", "queue_wait_p99", ""),
            ("over limit", "share_over_limit", ""),
            ("busy", "utilisation", ""),
            ("load", "load_mean", ""),
        ],
    ),
    (
        "Inspections",
        &[
            ("share", "inspected_share", ""),
            ("mean time", "sojourn_mean", ""),
            ("uninspected", "sojourn_green_mean", ""),
            ("inspected", "sojourn_red_mean", ""),
            ("bay wait", "inspection_wait_mean", ""),
            ("bays busy", "inspection_utilisation", ""),
        ],
    ),
    (
        "Couriers",
        &[("attempts", "attempts_mean", ""), ("delivered", "delivered_share", ""), ("returned", "returned_share", "")],
    ),
];

/// The parts of every whole: label and KPI.
#[expect(clippy::type_complexity, reason = "a literal table")]
const PARTS: [(&str, &str, &[(&str, &str)]); 3] = [
    (
        "Delivery time by stage",
        "delivery_days_mean",
        &[
            ("waiting for stock", "stage_days_stock"),
            ("at the supplier", "stage_days_supply"),
            ("picking and packing", "stage_days_picking"),
            ("waiting for a departure", "stage_days_departure"),
            ("line-haul", "stage_days_line_haul"),
            ("in port", "stage_days_port"),
            ("customs documents", "stage_days_documents"),
            ("customs inspection", "stage_days_inspection"),
            ("last mile", "stage_days_last_mile"),
        ],
    ),
    (
        "Landed cost of a delivered order",
        "landed_cost_per_order",
        &[
            ("goods", "landed_goods_per_order"),
            ("freight", "landed_freight_per_order"),
            ("storage", "landed_storage_per_order"),
            ("handling", "landed_handling_per_order"),
            ("duty and taxes", "landed_tax_per_order"),
            ("courier", "landed_courier_per_order"),
        ],
    ),
    (
        "Daily costs",
        "cost_per_day",
        &[
            ("goods", "cost_per_day_goods"),
            ("freight", "cost_per_day_freight"),
            ("storage", "cost_per_day_storage"),
            ("handling", "cost_per_day_handling"),
            ("duty and taxes", "cost_per_day_tax"),
            ("courier", "cost_per_day_courier"),
            ("ordering", "cost_per_day_ordering"),
            ("holding", "cost_per_day_holding"),
            ("shortage", "cost_per_day_shortage"),
        ],
    ),
];

/// Headings and labels show the KPIs that they name, in the units shown below them.
#[test]
fn headings_and_labels_show_what_they_say() {
    let scenario = scenario(EVERYTHING);
    let study = replicate(&scenario, &Plan { replications: 0..2, ..Plan::default() });
    let report = report::run(&scenario, &study, &estimate(&scenario, &study));
    let kpi = |number: &Number| number.of.as_ref().expect("a KPI").kpi;
    let (mut tables, mut wholes) = (Vec::new(), Vec::new());
    for section in &report.sections {
        let heading = section.heading.as_str();
        match &section.content {
            Content::Table(table) => {
                let column =
                    |column: &report::Column| (column.heading, column.name, column.unit.clone().unwrap_or_default());
                tables.push((heading, table.columns.iter().map(column).collect::<Vec<_>>()));
            }
            Content::Bars(bars) => {
                let parts = bars.parts.iter().map(|part| (part.label, kpi(&part.number))).collect::<Vec<_>>();
                wholes.push((heading, kpi(&bars.whole), parts));
            }
            other => panic!("{heading}: {other:?}"),
        }
    }
    for (heading, columns) in COLUMNS {
        let (_, found) = tables.iter().find(|(of, _)| *of == heading).unwrap_or_else(|| panic!("no {heading}"));
        let expected: Vec<_> =
            columns.iter().map(|(heading, kpi, unit)| (*heading, *kpi, (*unit).to_owned())).collect();
        assert_eq!(found, &expected, "{heading}");
    }
    for (heading, whole, parts) in PARTS {
        let found = wholes.iter().find(|(of, ..)| *of == heading).unwrap_or_else(|| panic!("no {heading}"));
        assert_eq!((found.1, &found.2[..]), (whole, parts), "{heading}");
    }
    // The screen shows the units below the headings, column by column.
    let lines = screen(&report);
    for (heading, columns) in &tables {
        let at = lines.iter().position(|line| line.starts_with(&format!("{heading} {}", columns[0].0)));
        let units = joined(&columns.iter().map(|column| column.2.clone()).collect::<Vec<_>>());
        let below = &lines[at.unwrap_or_else(|| panic!("no {heading}")) + 1];
        assert!(units.is_empty() || *below == units, "{heading}: `{below}`, not `{units}`");
    }
}

/// Two tins of 2,600 CNY exceed the limit of cross-border retail and are refused at checkout: the screen says so, although
/// every unit that was accepted was on the shelf.
#[test]
fn refused_orders_are_on_the_screen() {
    let desk = Desk::new(CHAIN);
    desk.sound("new fresh.toml --template bonded");
    let found = std::process::Command::new(env!("CARGO_BIN_EXE_haitao"))
        .args(["run", "fresh.toml", "-n", "2", "--out", "results", "--set", "market.zhejiang.units=2"])
        .args(["--set", "product.formula.price=\"2600 CNY\""])
        .current_dir(desk.path(""))
        .output()
        .expect("it starts");
    assert!(found.status.success());
    let shown = String::from_utf8(found.stdout).expect("text");
    let orders: Vec<&str> = shown.lines().skip_while(|line| !line.starts_with("Orders ")).take(3).collect();
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(orders[0]), ["Orders", "placed", "delivered", "refused"], "{shown}");
    let all: Vec<f64> = words(orders[2])[2..].iter().map(|number| number.replace(',', "").parse().unwrap()).collect();
    assert!(all[2] > 0.4 * all[0], "more than two orders of five are refused: {all:?}");
    let kpis = &parsed(&desk.read("results/summary.json"))["kpis"];
    let mean = |kpi: &str| kpis[kpi]["mean"].as_f64().expect("a figure");
    assert_eq!(mean("units_refused"), mean("lost_sales"), "nothing else is lost");
    assert!((mean("orders_refused") - all[2]).abs() < 1.0);
}
