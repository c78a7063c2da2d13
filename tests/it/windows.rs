//! Named windows: the figures of some days of a run. They change nothing else, a window over the whole run gives the figures of
//! the run, and windows that cover it add up.

use crate::determinism::PAIR;
use crate::record::scenario;
use haitao::measure::{KpiColumn, WINDOW};
use haitao::scenario::{Overrides, Scenario, load_with};
use haitao::study::{Outcome, Scratch, simulate, simulate_audited};
use std::path::Path;

fn shipped(name: &str, sets: &[&str]) -> Scenario {
    let overrides = Overrides { sets: sets.iter().map(|set| (*set).to_owned()).collect(), ..Overrides::default() };
    load_with(Path::new(&format!("scenarios/{name}.toml")), &overrides).unwrap_or_else(|faults| panic!("{faults}"))
}

fn run(scenario: &Scenario) -> Outcome {
    simulate(scenario, 5, 1, &mut Scratch::default())
}

/// Returns the figures of the run itself.
fn of_run(scenario: &Scenario, outcome: &Outcome) -> Vec<(String, u64)> {
    let all = scenario.kpis().iter().zip(&outcome.values);
    let own = all.filter(|(column, _)| column.subject.group().is_none_or(|(kind, _)| kind != WINDOW));
    own.map(|(column, value)| (format!("{} {}", column.subject, column.kpi.name), value.to_bits())).collect()
}

/// Returns the figures of a window, under the names that they have for the run.
fn of_window(name: &str, scenario: &Scenario, outcome: &Outcome) -> Vec<(String, u64)> {
    let own = |column: &KpiColumn| {
        let rest = column.subject.as_str().strip_prefix("window.")?.strip_prefix(name)?.to_owned();
        match rest.strip_prefix('.') {
            Some(entry) => Some(entry.to_owned()),
            None => rest.is_empty().then(|| "total".to_owned()),
        }
    };
    let all = scenario.kpis().iter().zip(&outcome.values);
    all.filter_map(|(column, value)| Some((format!("{} {}", own(column)?, column.kpi.name), value.to_bits()))).collect()
}

/// Moves the window that these scenarios have into a short run.
const OWN: &str = "window.double-11.between=\"5 d..15 d\"";

/// The scenarios, each with windows over the whole run and over parts of it that cover it; the length of each part in days.
fn cases() -> Vec<(Scenario, Scenario, [f64; 3])> {
    let windows = |end: &str, first: &str, second: &str| {
        [
            format!("window.whole.between=\"0 d..{end}\""),
            format!("window.one.between=\"0 d..{first}\""),
            format!("window.two.between=\"{first}..{second}\""),
            format!("window.three.between=\"{second}..{end}\""),
        ]
    };
    let shipped = |name: &str, sets: &[&str], days: [f64; 3]| {
        let cuts: Vec<f64> = days
            .iter()
            .scan(0.0, |sum, days| {
                *sum += days;
                Some(*sum)
            })
            .collect();
        let windows = windows(&format!("{} d", cuts[2]), &format!("{} d", cuts[0]), &format!("{} d", cuts[1]));
        let with: Vec<&str> = sets.iter().copied().chain(windows.iter().map(String::as_str)).collect();
        (shipped(name, sets), shipped(name, &with), days)
    };
    let pair = |windows: &str| scenario(&format!("{PAIR}\n{windows}"));
    vec![
        (
            pair(""),
            pair(
                "[window]\nwhole.between = \"0 d..20 d\"\none.between = \"2 d..7.3 d\"\ntwo.between = \"7.3 d..11 d\"\nthree.between = \"11 d..21 d\"",
            ),
            [5.3, 3.7, 9.0],
        ),
        shipped("ningbo-bonded", &["run.warm_up=0 d", "run.horizon=80 d", OWN], [30.0, 9.5, 40.5]),
        shipped("perishable", &["run.warm_up=0 d", "run.horizon=120 d"], [50.0, 10.0, 60.0]),
        shipped("direct-mail", &["run.warm_up=0 d", "run.horizon=40 d", OWN], [10.0, 20.0, 10.0]),
        shipped("customs-desk", &["run.warm_up=0 d", "run.horizon=40 d"], [10.0, 20.0, 10.0]),
    ]
}

#[test]
fn windows_change_no_other_figure() {
    for (without, with, _) in cases() {
        let (plain, windowed) = (run(&without), run(&with));
        let (expected, found) = (of_run(&without, &plain), of_run(&with, &windowed));
        for (expected, found) in expected.iter().zip(&found) {
            assert_eq!(expected, found, "{}", with.name());
        }
        assert_eq!((expected.len(), plain.events), (found.len(), windowed.events));
    }
}

#[test]
fn a_window_over_the_whole_run_is_the_run() {
    for (_, scenario, _) in cases() {
        let outcome = run(&scenario);
        let (expected, found) = (of_run(&scenario, &outcome), of_window("whole", &scenario, &outcome));
        for (expected, found) in expected.iter().zip(&found) {
            assert_eq!(expected, found, "{}", scenario.name());
        }
        assert_eq!(expected.len(), found.len());
    }
}

/// Figures that are sums over orders or over time, and those that are per day or means over time.
const SUMS: [&str; 24] = [
    "orders_placed",
    "orders_delivered",
    "orders_delivered_in_part",
    "orders_lost",
    "orders_cancelled",
    "orders_returned",
    "orders_spoilt",
    "unfinished",
    "units_ordered",
    "units_delivered",
    "units_lost",
    "lost_sales",
    "gmv",
    "net_revenue",
    "gross_margin",
    "contribution_margin",
    "revenue",
    "purchases",
    "order_parts",
    "shipments",
    "replenishment_units",
    "units_received",
    "stockout_days",
    "units_written_off",
];
const PER_DAY: [&str; 13] = [
    "cost_per_day",
    "cost_per_day_goods",
    "cost_per_day_freight",
    "cost_per_day_storage",
    "cost_per_day_holding",
    "cost_per_day_ordering",
    "cost_per_day_shortage",
    "profit_per_day",
    "orders_per_day",
    "mean_on_hand",
    "mean_on_order",
    "arrivals_per_day",
    "queue_length_mean",
];

#[test]
fn windows_that_cover_the_run_add_up() {
    for (_, scenario, days) in cases() {
        let outcome = run(&scenario);
        let parts = ["one", "two", "three"].map(|name| of_window(name, &scenario, &outcome));
        let (mut compared, mut nonzero) = (0, 0);
        for (at, (name, whole)) in of_run(&scenario, &outcome).into_iter().enumerate() {
            let kpi = name.split(' ').next_back().unwrap();
            let weights = match (SUMS.contains(&kpi), PER_DAY.contains(&kpi)) {
                (true, _) => [1.0; 3],
                (_, true) => days.map(|length| length / days.iter().sum::<f64>()),
                _ => continue,
            };
            let whole = f64::from_bits(whole);
            let sum: f64 = parts.iter().zip(weights).map(|(part, weight)| f64::from_bits(part[at].1) * weight).sum();
            assert!(
                (sum - whole).abs() <= 1e-9 * whole.abs() || whole.is_nan(),
                "{} {name}: {sum} {whole}",
                scenario.name()
            );
            compared += 1;
            nonzero += usize::from(whole.is_finite() && whole != 0.0);
        }
        assert!(compared > 40 && nonzero > 10, "{} {compared} {nonzero}", scenario.name());
    }
}

#[test]
fn the_counts_of_windows_are_audited_too() {
    let (_, scenario, _) = cases().swap_remove(0);
    simulate_audited(&scenario, 5, 1).unwrap_or_else(|found| panic!("{found}"));
}

/// An order at noon of every day, which takes two days and a half from the third on; the days of the window come in both years.
#[test]
fn a_window_without_a_year_covers_its_days_in_every_year() {
    let found = scenario(
        r#"
haitao = "1"
run = { start = 2026-11-09, horizon = "380 d" }
product.tin = { price = "10 CNY" }
warehouse.shop.stock.tin.start.on_hand = 999
market.town = { orders.every = "24 h", through = ["warehouse.shop", "courier.post"] }
courier.post.transit = "12 h"
shock.strike = { strikes = ["courier.post"], starts = 2026-11-11, lasts = "2 d", pauses = ["transit"] }
window.double-11.between = "11-10..11-12"
window.last.between = "2027-11-10..2027-11-12"
"#
        .replace(
            "warehouse.shop.stock.tin.start.on_hand = 999",
            "warehouse.shop = {}\nstock.shop.tin.start.on_hand = 999",
        )
        .as_str(),
    );
    let outcome = run(&found);
    let figure = |of: &str, kpi: &str| outcome.value(&found, of, kpi).unwrap();
    assert_eq!([figure("window.double-11", "orders_placed"), figure("window.last", "orders_placed")], [6.0, 3.0]);
    assert_eq!([figure("window.double-11", "gmv"), figure("window.double-11", "orders_per_day")], [60.0, 1.0]);
}
