//! Demand that grows, and products that are launched and discontinued.

use super::{DAY, SEED, SIGMAS, number};
use crate::record::{OrderRow, record_one, scenario};

fn orders(text: &str) -> Vec<OrderRow> {
    record_one(&scenario(text), SEED, 0).rows.orders
}

/// Counts the orders from one day to another.
fn between(rows: &[OrderRow], from: i64, to: i64) -> f64 {
    let there = rows.iter().filter(|row| (from * DAY..to * DAY).contains(&row.placed_us)).count();
    number(i64::try_from(there).expect("a count"))
}

/// Asserts that a Poisson count is near its expectation.
fn near(count: f64, expected: f64) {
    assert!((count - expected).abs() < SIGMAS * expected.sqrt().max(1.0), "{count} of {expected}");
}

const TOWN: &str = "haitao = \"1\"\nrun = { start = 2027-01-01, horizon = \"1460 d\" }\ncustoms.desk = {}\n";

/// With a growth of 12 % a year, each year has 1.12 times the demand of the one before; the first year has the rate times
/// the sum of 1.12^(d/365) over its days.
#[test]
fn a_trend_grows_by_its_rate_each_year() {
    let text = format!(
        "{TOWN}market.town = {{ trend = \"12 %/y\", orders.poisson.rate = \"300 /d\", through = \"customs.desk\" }}\n"
    );
    let rows = orders(&text);
    let first: f64 = 300.0 * (0..365).map(|day| 1.12_f64.powf(f64::from(day) / 365.0)).sum::<f64>();
    let mut expected = first;
    for year in 0..4 {
        let count = between(&rows, 365 * year, 365 * (year + 1));
        near(count, expected);
        assert!(SIGMAS * expected.sqrt() < 0.02 * expected, "a deviation of 2 % would be noticed");
        expected *= 1.12;
    }
    // Per month, and declining.
    let falling = text.replace("12 %/y", "-5 %/month");
    let rows = orders(&falling);
    let month = |at: i64| (30 * at..30 * (at + 1)).map(|day| 0.95_f64.powf(number(day) / 30.0)).sum::<f64>() * 300.0;
    for at in [0, 11, 23] {
        near(between(&rows, 30 * at, 30 * (at + 1)), month(at));
    }
    // With a start date, only the days after it change.
    let plain = orders(&text.replace("trend = \"12 %/y\", ", ""));
    let dated = orders(&text.replace("\"12 %/y\"", "{ 2027-01-01 = 1, 2028-01-01 = 0.5 }"));
    near(between(&dated, 0, 365), 300.0 * 365.0);
    near(between(&dated, 365, 1460), 150.0 * 1095.0);
    let year =
        |rows: &[OrderRow]| rows.iter().map(|row| row.placed_us).filter(|at| *at < 365 * DAY).collect::<Vec<_>>();
    assert_eq!(year(&plain), year(&dated), "days of the rate stated are those of a market without trend");
}

/// A product ramps up after its launch and fades before its end; the others are ordered as if it did not exist.
#[test]
fn launching_and_discontinuing_a_product_does_not_change_the_others() {
    let text = format!(
        "{TOWN}product.old = {{ popularity = 3 }}\n\
         product.new = {{ life = {{ starts = 2027-04-11, ramp = \"60 d\", ends = 2028-01-01, fade = \"90 d\" }} }}\n\
         market.town = {{ orders.poisson.rate = \"400 /d\", through = \"customs.desk\" }}\n"
    );
    let rows = orders(&text);
    let of = |product: &str| -> Vec<OrderRow> {
        rows.iter().filter(|row| row.product.as_deref() == Some(product)).cloned().collect()
    };
    let (old, new) = (of("old"), of("new"));
    // 11 April is day 100, 1 January 2028 is day 365.
    assert_eq!((between(&new, 0, 100), between(&new, 365, 1460)), (0.0, 0.0));
    near(between(&new, 160, 275), 100.0 * 115.0);
    near(between(&new, 100, 130), 100.0 * 30.0 / 4.0);
    near(between(&new, 130, 160), 100.0 * 30.0 * 3.0 / 4.0);
    near(between(&new, 275, 320), 100.0 * 45.0 * 3.0 / 4.0);
    near(between(&new, 320, 365), 100.0 * 45.0 / 4.0);
    for from in [0, 100, 160, 275, 365] {
        near(between(&old, from, from + 90), 300.0 * 90.0);
    }
    // A demand row follows the same days, and so does a product that is launched long after the start.
    let row =
        text.replace("ramp = \"60 d\", ends = 2028-01-01, fade = \"90 d\"", "").replace("2027-04-11, ", "\"100 d\"")
            + "demand.town.new.orders.poisson.rate = \"100 /d\"\n";
    let row = row.replace("starts = \"100 d\" ", "starts = \"100 d\"");
    let rows = orders(&row);
    let new: Vec<OrderRow> = rows.into_iter().filter(|row| row.product.as_deref() == Some("new")).collect();
    assert_eq!(between(&new, 0, 100), 0.0);
    near(between(&new, 100, 1460), 100.0 * 1360.0);
}

/// Levels in days look ahead: they rise before a product is launched.
#[test]
fn levels_in_days_use_the_launch_and_end_of_a_product() {
    let text = "haitao = \"1\"\nrun = { start = 2027-01-01, horizon = \"120 d\" }\nwarehouse.shop = {}\nsupplier.maker = {}\n\
                product.new.life = { starts = 2027-04-11 }\n\
                market.town = { orders.poisson.rate = \"100 /d\", through = \"warehouse.shop\" }\n\
                stock.shop.new = { source = \"supplier.maker\", start.on_hand = 0, replenish.periodic_R_s_S = { R = \"1 d\", s = \"14 d\", S = \"14 d\", strict = true } }\n";
    let stock = record_one(&scenario(text), SEED, 0).rows.stock;
    let at = |day: i64| stock.iter().rev().find(|row| row.time_us <= day * DAY).map_or(0, |row| row.on_hand);
    assert_eq!((at(80), at(93), at(99)), (0, 700, 1300), "days 86 to 100 are the first that see day 100");
}

#[test]
fn invalid_trends_are_rejected() {
    let refused = |market: &str, product: &str| {
        let text = format!("{TOWN}{product}market.town = {{ {market}, through = \"customs.desk\" }}\n");
        match haitao::scenario::parse(&text, std::path::Path::new(".")) {
            Ok(_) => panic!("sound: {text}"),
            Err(faults) => faults.to_string(),
        }
    };
    let poisson = "orders.poisson.rate = \"1 /d\"";
    for (market, product, cause) in [
        ("trend = \"12 %\"", "", "a share per time"),
        ("trend = \"12 kg/y\"", "", "a share per time"),
        ("trend = \"-100 %/y\"", "", "cannot grow"),
        ("trend = \"1000000 %/d\"", "", "cannot grow"),
        ("trend = { 2028-01-01 = 2 }", "", "there is no value before the first date"),
        ("trend = { 2027-01-01 = -2 }", "", "between 0 and a million"),
        ("lines = 1", "product.a.life = {}\n", "`starts`, `ends` or both"),
        ("lines = 1", "product.a.life.ramp = \"2 d\"\n", "`ramp` has no effect without `starts`"),
        ("lines = 1", "product.a.life = { starts = \"9 d\", ends = \"9 d\" }\n", "`ends` must be after `starts`"),
        ("lines = 1", "product.a.life = { starts = \"2027-02-30\" }\n", "is not a date"),
    ] {
        let found = refused(&format!("{market}, {poisson}"), product);
        assert!(found.contains(cause), "{cause}: {found}");
    }
    assert!(refused("trend = \"1 %/y\", orders.every = \"1 d\"", "").contains("not of orders by `every`"));
}
