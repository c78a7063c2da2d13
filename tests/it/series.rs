//! Time series: samples match the journals on any number of threads; and invalid requests.

use crate::record::scenario;
use crate::results::{MANY, run};
use haitao::measure::{sample_times, series_subjects};
use haitao::output::series_frame;
use haitao::scenario::Scenario;
use haitao::study::{Plan, replicate};
use haitao::table::{Frame, Values};
use std::path::Path;

fn with_series(text: &str, every: &str) -> String {
    text.replacen("haitao = \"1\"", &format!("haitao = \"1\"\nseries = {{ every = \"{every}\" }}"), 1)
}

/// Returns the rows of a frame: time, kind, name, quantity, mean.
fn rows(frame: &Frame) -> Vec<(f64, String, String, String, f64)> {
    let column = |name: &str| &frame.columns().iter().find(|column| column.0 == name).expect("a column").1;
    let number = |name, row: usize| match column(name) {
        Values::F64(values) => values[row],
        _ => panic!("{name} holds numbers"),
    };
    let word = |name, row: usize| match column(name) {
        Values::Words(places, words) => words[usize::try_from(places[row]).expect("32 bits")].clone(),
        _ => panic!("{name} holds words"),
    };
    let row =
        |row| (number("time_s", row), word("kind", row), word("name", row), word("quantity", row), number("mean", row));
    (0..frame.rows()).map(row).collect()
}

/// A sample is the last value of its instant; at the horizon, the last value before it.
#[test]
fn samples_match_the_journals() {
    let scenario = scenario(&with_series(MANY, "18 h"));
    let (study, said) = run(&scenario);
    let frame = series_frame(&scenario, &study).expect("a series");
    let horizon = 90 * 86_400 * 1_000_000_i64;
    let samples = sample_times(scenario.network()).count();
    assert_eq!(samples, 90 * 24 / 18 + 1);
    assert_eq!(frame.rows(), samples * series_subjects(scenario.network()).len());
    let (stock, legs) = (&said.stock, &said.shipments);
    let level = |stock_point: &str, column: &[i64], until: i64| {
        let rows = (0..stock.rows()).filter(|row| stock.stock_points[stock.stock_point[*row] as usize] == stock_point);
        rows.take_while(|row| stock.time_us[*row] <= until).last().map_or(0, |row| column[row])
    };
    // When each order was placed and when its last line ended, by market.
    let mut orders = std::collections::BTreeMap::new();
    for row in 0..said.orders.rows() {
        let of = &said.orders;
        let ended =
            orders.entry((&of.markets[of.market[row] as usize], of.placed_us[row], of.ordinal[row])).or_insert(0);
        *ended = of.ended_us[row].max(*ended);
    }
    let number = |name: &str, counts: &dyn Fn(i64, i64) -> bool| {
        let of = orders.iter().filter(|((market, placed, _), ended)| *market == name && counts(*placed, **ended));
        i64::try_from(of.count()).expect("few")
    };
    let (mut read, mut busy) = (0, 0);
    for (time, kind, name, quantity, mean) in rows(&frame) {
        #[expect(clippy::cast_possible_truncation, reason = "whole microseconds")]
        let now = (time * 1e6).round() as i64;
        let until = if now == horizon { now - 1 } else { now };
        let before = now - 18 * 3_600 * 1_000_000;
        let expected = match (&kind[..], &quantity[..]) {
            ("stock", "on_hand") => level(&name, &stock.on_hand, until),
            ("stock", "backorders") => level(&name, &stock.backorders, until),
            ("stock", "on_order") => level(&name, &stock.on_order, until),
            ("warehouse", "on_hand") => {
                ["zone.tea", "zone.pot"].map(|stock_point| level(stock_point, &stock.on_hand, until)).iter().sum()
            }
            // It leaves as soon as it arrives: it is in transit as long as it is with the lane.
            ("lane", "under_way") if name == "plane" => {
                let inside = |row: &usize| {
                    legs.agents[legs.agent[*row] as usize] == "lane.plane"
                        && legs.entered_us[*row] <= until
                        && legs.left_us[*row].is_none_or(|left| left > until)
                };
                i64::try_from((0..legs.rows()).filter(inside).count()).expect("few")
            }
            ("market", "placed") => number(&name, &|placed, _| placed > before && placed <= until),
            ("market", "open") => number(&name, &|placed, ended| placed <= until && ended > until),
            ("warehouse", "volume") => {
                let litres = level("zone.tea", &stock.on_hand, until) + 4 * level("zone.pot", &stock.on_hand, until);
                assert!((mean - f64::from(i32::try_from(litres).expect("few")) / 1e3).abs() < 1e-12);
                continue;
            }
            _ => continue,
        };
        assert_eq!(mean, f64::from(i32::try_from(expected).expect("few")), "{kind}.{name} {quantity} at {time} s");
        (read, busy) = (read + 1, busy + i32::from(mean > 0.0));
    }
    assert!(read > 900 && busy > 400, "{read} readings, {busy} of more than nothing");
}

#[test]
fn a_series_is_the_same_on_any_number_of_threads_and_changes_no_figure() {
    let (plain, asked) = (scenario(MANY), scenario(&with_series(MANY, "1 d")));
    let plan = |threads| Plan { replications: 0..6, seed: 3, threads };
    let frame = |scenario: &Scenario, threads| {
        let study = replicate(scenario, &plan(threads));
        (series_frame(scenario, &study), study.rows.iter().map(|row| row.values.clone()).collect::<Vec<_>>())
    };
    let bits = |rows: &[Vec<f64>]| rows.iter().flatten().map(|value| value.to_bits()).collect::<Vec<_>>();
    let ((one, figures), (three, others)) = (frame(&asked, 1), frame(&asked, 3));
    assert!(one.is_some());
    assert_eq!(one, three);
    assert_eq!(bits(&figures), bits(&others));
    let (none, without) = frame(&plain, 2);
    assert_eq!(none, None);
    assert_eq!(bits(&figures), bits(&without), "reading off moves nothing");
}

#[test]
fn the_band_lies_around_the_mean() {
    let scenario = scenario(&with_series(MANY, "5 d"));
    let study = replicate(&scenario, &Plan { replications: 0..20, seed: 1, threads: 2 });
    let (bands, replications) = haitao::study::series(&study);
    assert_eq!(replications, 20);
    let order = bands.iter().all(|band| band.p5 <= band.p95 && band.p5 <= band.mean + 1e-9);
    assert!(order && bands.iter().any(|band| band.p95 > band.mean && band.p5 < band.mean));
}

#[test]
fn invalid_series_are_rejected() {
    let said = |series: &str| {
        let text = MANY.replacen("haitao = \"1\"", &format!("haitao = \"1\"\nseries = {series}"), 1);
        haitao::scenario::parse(&text, Path::new(".")).expect_err(series).to_string()
    };
    for (series, expected) in [
        ("\"1 d\"", "wrong_type: `series` must be a table of keys"),
        ("{}", "missing_key: `series` needs `every`"),
        ("{ every = \"0 d\" }", "out_of_range: `every` must be above 0"),
        ("{ every = \"1 kg\" }", "wrong_unit"),
        ("{ every = \"1 d\", of = 1 }", "unknown_key"),
        ("{ every = \"1 s\" }", "too_large: a series of "),
    ] {
        let found = said(series);
        assert!(found.contains(expected), "{series}: {found}");
    }
}
