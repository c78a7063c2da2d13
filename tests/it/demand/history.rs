//! Orders from a file: replayed to the second, or resampled by whole days.

use super::{DAY, SEED, SIGMAS, mean, number, size};
use crate::record::{OrderRow, record, record_one};
use haitao::scenario::{Scenario, parse};
use haitao::study::Plan;
use std::fs;
use std::path::Path;

const HOUR: i64 = DAY / 24;

fn read(folder: &Path, text: &str) -> Scenario {
    parse(text, folder).unwrap_or_else(|problems| panic!("{problems}\n{text}"))
}

fn refused(folder: &Path, text: &str) -> String {
    parse(text, folder).err().map_or_else(|| panic!("sound:\n{text}"), |faults| faults.to_string())
}

const REPLAYED: &str = r#"
haitao = "1"
run = { start = 2026-01-02, horizon = "10 d", replications = 1 }
customs.desk = {}
product = { tea = { price = "10 CNY" }, vase = { price = "7 CNY" }, pot = { price = "3 CNY" } }
market.town = { orders.replay.file = "orders.csv", consumers = 9, through = "customs.desk" }
"#;

#[test]
fn a_history_is_replayed_exactly() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "date,product,units,consumer,remark\n2026-01-01,tea,9,1,before the start\n2026-01-02 00:00,tea,2,7,\n\
                2026-01-02 13:30,vase,1,7,\n2026-01-02T13:30:00,tea,4,3,twice at once\n2026-01-05,vase,0,2,nothing\n\
                2026-01-11 23:59:59,vase,12,8,\n2026-01-12,tea,1,1,after the end\n";
    fs::write(folder.path().join("orders.csv"), text).expect("a file");
    let found = |row: &OrderRow| (row.placed_us, row.product.clone().expect("goods"), row.units, row.price);
    let said = |at: i64, product: &str, units: i64, price: i64| (at, product.to_owned(), units, price * 10_000 * units);
    let expected = vec![
        said(0, "tea", 2, 10),
        said(13 * HOUR + HOUR / 2, "vase", 1, 7),
        said(13 * HOUR + HOUR / 2, "tea", 4, 10),
        said(10 * DAY - DAY / 86_400, "vase", 12, 7),
    ];
    for seed in [1, 2] {
        let rows = record_one(&read(folder.path(), REPLAYED), seed, 0).rows.orders;
        assert_eq!(rows.iter().map(found).collect::<Vec<_>>(), expected, "regardless of the seed");
    }
    // A demand row takes what the file says about its product; the units may be drawn.
    let row = REPLAYED.replace("orders.replay.file = \"orders.csv\", consumers = 9, ", "")
        + "demand.town.vase = { orders.replay.file = \"orders.csv\" }\n";
    let rows = record_one(&read(folder.path(), &row), 1, 0).rows.orders;
    assert_eq!(rows.iter().map(found).collect::<Vec<_>>(), [expected[1].clone(), expected[3].clone()]);
    // In local time.
    let osaka = REPLAYED.replace("market.town = {", "place.osaka.country = \"JP\"\nmarket.town = { at = \"osaka\",");
    let rows = record_one(&read(folder.path(), &osaka), 1, 0).rows.orders;
    assert_eq!(rows[0].placed_us, 12 * HOUR + HOUR / 2, "midnight in Osaka was before the start");
    let hours = "time [h],units\n1.5,2\n36,1\n";
    fs::write(folder.path().join("orders.csv"), hours).expect("a file");
    let undated = REPLAYED.replace("start = 2026-01-02, ", "");
    let rows = record_one(&read(folder.path(), &undated), 1, 0).rows.orders;
    assert_eq!(
        rows.iter().map(|row| (row.placed_us, row.units)).collect::<Vec<_>>(),
        [(HOUR * 3 / 2, 2), (36 * HOUR, 1)]
    );
}

#[test]
fn an_invalid_history_is_rejected_at_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = |text: &str| {
        fs::write(folder.path().join("orders.csv"), text).expect("a file");
        refused(folder.path(), REPLAYED)
    };
    for (text, cause) in [
        ("date,product\n2026-01-02,tea\n2026-01-03,coffee\n", "row 2 (line 3): there is no product `coffee`"),
        ("date\n2026-01-02\n\n2026-02-30\n", "row 2 (line 4): `2026-02-30` is not a date"),
        ("date,units\n2026-01-02,1.5\n", "row 1 (line 2): `units` must be a whole number"),
        ("date,units\n2026-01-02,1,7\n", "row 1 (line 2): has 3 cells where the heading has 2"),
        ("date,consumer\n2026-01-02,Wang\n", "row 1 (line 2): `consumer` must be a whole number"),
        ("date\n2026-01-03\n2026-01-02\n", "entry 2 is earlier than entry 1"),
        ("date\n2025-01-03\n", "this file has no order after the start of the run"),
        ("when\n2025-01-03\n", "no column `date` or `time [d]`"),
        ("time [kg]\n1\n", "not a unit of time"),
        ("date\n", "has no row below its heading"),
        ("date,date\n2026-01-02,2026-01-02\n", "several columns are named `date`"),
        ("date,product\n2026-01-02,\"tea\n", "opens a quote that is not closed"),
    ] {
        assert!(said(text).contains(cause), "{cause}: {}", said(text));
    }
    fs::write(folder.path().join("orders.csv"), "date,product\n2026-01-02,tea\n").expect("a file");
    let undated = refused(folder.path(), &REPLAYED.replace("start = 2026-01-02, ", ""));
    assert!(undated.contains("only if the run has a `start`"), "{undated}");
    let lines = refused(folder.path(), &REPLAYED.replace("consumers = 9", "lines.poisson.mean = 2"));
    assert!(lines.contains("have one line"), "{lines}");
    let by =
        REPLAYED.replace("replay.file = \"orders.csv\"", "bootstrap = { file = \"orders.csv\", by = [\"weekdy\"] }");
    assert!(refused(folder.path(), &by).contains("did you mean `weekday`?"));
    let few = REPLAYED.replace("replay.file = \"orders.csv\"", "bootstrap.file = \"orders.csv\"");
    assert!(refused(folder.path(), &few).contains("this history has no day of the same kind for 2026-01-03"));
}

/// 20 weeks from Monday 5 January 2026: units per day by weekday, and by week of the history.
fn weeks() -> (String, Vec<Vec<f64>>) {
    let mut text = "date,product,units\n".to_owned();
    let mut by_weekday = vec![Vec::new(); 7];
    let monday = "2026-01-05".parse::<jiff::civil::Date>().expect("a date");
    for day in 0..140_i64 {
        let (weekday, week) = (day % 7, day / 7);
        let date = monday.saturating_add(jiff::Span::new().days(day));
        // There are no orders on Sundays of even weeks.
        let orders = if weekday == 6 && week % 2 == 0 { 0 } else { 2 + weekday + week % 3 };
        for order in 0..orders {
            let product = if order % 2 == 0 { "tea" } else { "vase" };
            text += &format!("{date} {:02}:15,{product},{}\n", 8 + order, 1 + week % 2);
        }
        by_weekday[usize::try_from(weekday).expect("a day")].push(number(orders * (1 + week % 2)));
    }
    (text, by_weekday)
}

const DRAWN: &str = r#"
haitao = "1"
run = { start = 2027-01-01, horizon = "7000 d", replications = 1 }
customs.desk = {}
product = { tea = {}, vase = {} }
market.town = { orders.bootstrap = { file = "orders.csv", by = ["weekday"] }, through = "customs.desk" }
market.west = { mix = ["tea"], orders.poisson.rate = "20 /d", through = "customs.desk" }
"#;

/// A day of the run is a day of the history with the same weekday: mean and spread of each weekday match the history, days
/// are taken whole, and the draw for a day does not depend on anything else.
#[test]
fn drawn_days_are_days_of_the_history() {
    let (text, by_weekday) = weeks();
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("orders.csv"), text).expect("a file");
    let orders = |text: &str, market: &str| -> Vec<OrderRow> {
        let rows = record_one(&read(folder.path(), text), SEED, 0).rows.orders;
        rows.into_iter().filter(|row| row.market == market).collect()
    };
    let drawn = orders(DRAWN, "town");
    let mut days = vec![0.0; 7000];
    for row in &drawn {
        days[usize::try_from(row.placed_us / DAY).expect("a day")] += number(row.units);
        assert_eq!(row.placed_us % HOUR, HOUR / 4, "at its time of the day");
    }
    // 1 January 2027 is a Friday.
    for (weekday, history) in by_weekday.iter().enumerate() {
        let of: Vec<f64> =
            days.iter().enumerate().filter(|(day, _)| (day + 4) % 7 == weekday).map(|(_, d)| *d).collect();
        let spread = history.iter().map(|units| (units - mean(history)).powi(2)).sum::<f64>() / size(history.len());
        let se = (spread / size(of.len())).sqrt();
        assert!((mean(&of) - mean(history)).abs() < SIGMAS * se, "{weekday}: {} of {}", mean(&of), mean(history));
        assert!(SIGMAS * se < 1.5, "a deviation of 1.5 units would be noticed");
        assert!(of.iter().all(|units| history.contains(units)), "whole days");
        let found = history.iter().filter(|units| of.contains(units)).count();
        assert_eq!(found, history.len(), "every day of the history is drawn, the empty ones too");
    }
    // A promotion elsewhere, another market, another horizon: the days drawn stay the same.
    let promoted = format!("{DRAWN}promotion.june = {{ market = \"west\", days.\"06-16..06-18\" = 8 }}\n");
    assert_eq!(orders(&promoted, "town"), drawn);
    assert_ne!(orders(&promoted, "west"), orders(DRAWN, "west"));
    let later = orders(&DRAWN.replace("start = 2027-01-01", "start = 2027-01-15"), "town");
    let same = |rows: &[OrderRow], from: i64| -> Vec<(i64, Option<String>, i64)> {
        let rows = rows.iter().map(|row| (row.placed_us - from * DAY, row.product.clone(), row.units));
        rows.filter(|(at, ..)| (0..100 * DAY).contains(at)).collect()
    };
    assert_eq!(same(&drawn, 14), same(&later, 0), "draws stay with the date");
    let plan = Plan { replications: 0..2, seed: SEED, threads: 2 };
    let two = record(&read(folder.path(), DRAWN), &plan);
    assert_ne!(two[0].rows.orders, two[1].rows.orders, "replications differ");
}

/// Levels in days of demand use the mean of the resampled days, by weekday.
#[test]
fn levels_in_days_use_the_history() {
    let (text, by_weekday) = weeks();
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("orders.csv"), text).expect("a file");
    let stocked = DRAWN
        .replace("customs.desk = {}", "warehouse.shop = {}\nsupplier.maker = {}")
        .replace("customs.desk", "warehouse.shop")
        .replace(
            "market.west = { mix = [\"tea\"], orders.poisson.rate = \"20 /d\", through = \"warehouse.shop\" }\n",
            "",
        )
        + "stock.shop.all = { source = \"supplier.maker\", replenish.base_stock.S = \"7 d\" }\n";
    let rows = record_one(&read(folder.path(), &stocked), SEED, 0).rows.stock;
    let week: f64 = by_weekday.iter().map(|history| mean(history)).sum();
    let opening: i64 = ["shop.tea", "shop.vase"]
        .iter()
        .map(|stock_point| rows.iter().find(|row| row.stock_point == *stock_point).expect("its opening").on_hand)
        .sum();
    assert!((number(opening) - week).abs() <= 1.0, "{opening} on the shelf, {week} asked in a week");
}
