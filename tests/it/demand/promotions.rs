//! Promotions that turn out larger or smaller than expected, and promotions with hours of their own.

use super::{DAY, SEED, SIGMAS, covariance, mean, number, size};
use crate::record::{OrderRow, Replication, record, record_one, scenario};
use haitao::study::Plan;

const HOUR: i64 = DAY / 24;

fn replications(text: &str, count: u64) -> Vec<Replication> {
    record(&scenario(text), &Plan { replications: 0..count, seed: SEED, threads: 2 })
}

/// Counts the orders of a market, for a product if one is named, from one day to another.
fn orders(rows: &[OrderRow], market: &str, product: Option<&str>, days: std::ops::Range<i64>) -> f64 {
    let days = days.start * DAY..days.end * DAY;
    let asked = |row: &&OrderRow| {
        let same = product.is_none_or(|product| row.product.as_deref() == Some(product));
        row.market == market && same && days.contains(&row.placed_us)
    };
    size(rows.iter().filter(asked).count())
}

/// Two markets, three days of a promotion that belong to 2026 and one that belongs to 2027.
const TOWNS: &str = r#"
haitao = "1"
run = { start = 2026-12-28, horizon = "8 d" }
customs.desk = {}
[promotion.sale]
days = { "12-30" = 3, "12-31..01-01" = 6, "01-03" = 3 }
[market]
town = { orders.poisson.rate = "100 /d", through = "customs.desk" }
city = { orders.poisson.rate = "200 /d", through = "customs.desk" }
"#;

fn uplifted(text: &str, uplift: &str) -> String {
    text.replace("[promotion.sale]", &format!("[promotion.sale]\nuplift{uplift}"))
}

/// The orders of the days of promotion are those expected times a lognormal draw with mean 1 and a coefficient of variation of
/// 0.25: the same in both markets and on all days of one year, drawn anew for the next. New Year's Day belongs to the year in
/// which its range begins.
#[test]
fn the_uplift_is_drawn_once_a_year_for_all_markets_and_days() {
    let count = 400;
    let runs = replications(&uplifted(TOWNS, ".lognormal = { mean = 1, cv = 0.25 }"), count);
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for run in &runs {
        let rows = &run.rows.orders;
        let uplift = |market, base: f64, days: std::ops::Range<i64>, factor: f64| {
            let expected = base * factor;
            (orders(rows, market, None, days) / expected, expected.recip())
        };
        // 30 December; 31 December and 1 January, twice.
        let parts = [
            uplift("town", 100.0, 2..3, 3.0),
            uplift("town", 100.0, 3..5, 12.0),
            uplift("city", 200.0, 2..3, 3.0),
            uplift("city", 200.0, 3..5, 12.0),
        ];
        let all: f64 = parts.iter().map(|(found, variance)| found / variance).sum::<f64>() / 4500.0;
        for (found, variance) in parts {
            let band = 5.5 * (all * variance).sqrt();
            assert!((found - all).abs() < band, "replication {}: {found} is not {all}", run.number);
        }
        first.push(all);
        let next = orders(rows, "town", None, 6..7) + orders(rows, "city", None, 6..7);
        second.push(next / 900.0);
        let plain = orders(rows, "city", None, 0..2);
        assert!((plain - 400.0).abs() < 100.0, "{plain} orders on plain days");
    }
    let n = number(i64::try_from(count).expect("a count"));
    for found in [&first, &second] {
        assert!((mean(found) - 1.0).abs() < SIGMAS * 0.253 / n.sqrt(), "a mean of {}", mean(found));
    }
    // A lognormal of this spread has an excess kurtosis of 1.1; counts add 1/4500 to the variance.
    let variance = covariance(&first, 0);
    let expected = 0.0625 + 1.0 / 4500.0;
    assert!((variance - expected).abs() < SIGMAS * expected * (3.1 / n).sqrt(), "a variance of {variance}");
    // Years are independent: their covariance has a standard error of 0.0625 / sqrt(n).
    let (one, other) = (mean(&first), mean(&second));
    let both = first.iter().zip(&second).map(|(a, b)| (a - one) * (b - other)).sum::<f64>() / n;
    assert!(both.abs() < SIGMAS * 0.065 / n.sqrt(), "a covariance of {both}");
}

/// An uplift of 1 is none, an uplift of 2 doubles the factors, and a random one leaves all other days as they are. Other
/// promotions do not change it.
#[test]
fn an_uplift_changes_the_days_of_its_promotion_only() {
    let runs = |text: &str| replications(text, 2);
    let plain = runs(TOWNS);
    assert!(plain == runs(&uplifted(TOWNS, " = 1")), "an uplift of 1");
    assert!(plain == runs(&uplifted(TOWNS, ".constant = { value = 1 }")), "a constant uplift of 1");
    let doubled = TOWNS.replace(" = 6", " = 12").replace(" = 3", " = 6");
    assert!(runs(&doubled) == runs(&uplifted(TOWNS, " = 2")), "an uplift of 2");
    let random = uplifted(TOWNS, ".lognormal = { mean = 1, cv = 0.25 }");
    let times = |runs: &[Replication], days: &dyn Fn(i64) -> bool| -> Vec<i64> {
        let rows = runs.iter().flat_map(|run| &run.rows.orders);
        rows.map(|row| row.placed_us).filter(|at| days(at / DAY)).collect()
    };
    let others = |day: i64| !(2..5).contains(&day) && day != 6;
    assert_eq!(times(&plain, &others), times(&runs(&random), &others));
    assert_ne!(times(&plain, &|_| true), times(&runs(&random), &|_| true));
    let another = format!(
        "{random}[promotion.another]\ndays.\"01-02\" = 2\nuplift.uniform = {{ min = 0, max = 2 }}\nhour = [{}]\n",
        vec!["1"; 24].join(", ")
    );
    let others = |day: i64| day != 5;
    assert_eq!(times(&runs(&random), &others), times(&runs(&another), &others));
}

/// A promotion of one product, in a mix and in a market that sells nothing else: the uplift is the same, and the other product
/// of the mix is ordered as before.
#[test]
fn the_uplift_of_a_product_changes_the_mix() {
    let text = r#"
haitao = "1"
run = { start = 2027-11-10, horizon = "4 d" }
product = { care = {}, tin = { popularity = 3 } }
promotion.sale = { product = "care", days = { "11-11..11-12" = 4 }, uplift.uniform = { min = 0.2, max = 1.8 } }
warehouse.shop = {}
stock.shop.all.start.on_hand = 90000
market.town = { orders.poisson.rate = "400 /d", through = "warehouse.shop", mix = ["care", "tin"] }
market.city = { orders.poisson.rate = "100 /d", through = "warehouse.shop", mix = ["care"] }
"#;
    let mut found = Vec::new();
    for run in replications(text, 60) {
        let rows = &run.rows.orders;
        let near = |count: f64, expected: f64| {
            let number = run.number;
            assert!((count - expected).abs() < 5.0 * expected.sqrt(), "replication {number}: {count} of {expected}");
        };
        near(orders(rows, "town", Some("tin"), 0..4), 1200.0);
        near(orders(rows, "town", Some("care"), 0..1), 100.0);
        let (town, city) = (orders(rows, "town", Some("care"), 1..3), orders(rows, "city", Some("care"), 1..3));
        assert!((town - city).abs() < 5.0 * (town + city).sqrt(), "{town} and {city} orders");
        found.push(town / 800.0);
    }
    // Uniform from 0.2 to 1.8: a standard deviation of 0.46.
    assert!((mean(&found) - 1.0).abs() < SIGMAS * 0.47 / 60.0_f64.sqrt(), "a mean of {}", mean(&found));
    let spread = covariance(&found, 0);
    assert!((spread - 0.2133).abs() < SIGMAS * 0.2133 * (0.8_f64 / 60.0).sqrt(), "a variance of {spread}");
}

/// Levels in days of demand expect the mean of the uplift, in every replication: stock starts at 10 + 10 x 4 x 1.5 + 10 units.
#[test]
fn expected_demand_has_the_mean_uplift() {
    let text = r#"
haitao = "1"
run = { start = 2027-11-10, horizon = "1 d" }
product.tin = {}
promotion.sale = { days = { "11-11" = 4 }, uplift.uniform = { min = 1, max = 2 } }
supplier.mill.lead_time = "60 d"
warehouse.shop = {}
stock.shop.tin = { source = "supplier.mill", replenish.base_stock.S = "3 d" }
market.town = { orders.poisson.rate = "10 /d", through = "warehouse.shop" }
"#;
    for run in replications(text, 5) {
        let first = &run.rows.stock[0];
        assert_eq!((first.time_us, first.on_hand), (0, 80), "replication {}", run.number);
    }
}

/// Orders on the days of a promotion come by its hours, on others by those of the season. Of two promotions on one day, the
/// one that raises the orders more has its way.
#[test]
fn a_promotion_has_hours_of_its_own() {
    let text = r#"
haitao = "1"
run = { start = 2027-11-10, horizon = "5 d" }
customs.desk = {}
season.plain.hour = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
[promotion]
night = { days = { "11-11..11-12" = 2 }, hour = [3, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3] }
early = { days = { "11-12" = 1.5, "11-13" = 3 }, hour = [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }
[market]
town = { season = "plain", orders.poisson.rate = "2000 /d", through = "customs.desk" }
"#;
    let rows = record_one(&scenario(text), SEED, 0).rows.orders;
    let plain = |hour: i64| f64::from(u8::from(hour >= 8)) / 16.0;
    let night = |hour: i64| {
        f64::from([3_u8, 2, 1].get(usize::try_from(hour.min(23 - hour)).unwrap()).copied().unwrap_or(0)) / 12.0
    };
    let early = |hour: i64| f64::from(u8::from(hour == 6));
    let days: [(f64, &dyn Fn(i64) -> f64); 5] =
        [(1.0, &plain), (2.0, &night), (3.0, &night), (3.0, &early), (1.0, &plain)];
    let (mut chi_square, mut cells) = (0.0, 0.0);
    for (day, (factor, share)) in (0..).zip(days) {
        for hour in 0..24 {
            let from = day * DAY + hour * HOUR;
            let count = size(rows.iter().filter(|row| (from..from + HOUR).contains(&row.placed_us)).count());
            let expected = 2000.0 * factor * share(hour);
            if expected == 0.0 {
                assert_eq!(count, 0.0, "day {day}, {hour}:00");
            } else {
                (chi_square, cells) = (chi_square + (count - expected).powi(2) / expected, cells + 1.0);
            }
        }
    }
    assert_eq!(cells, 16.0 + 6.0 + 6.0 + 1.0 + 16.0);
    assert!((chi_square - cells).abs() < SIGMAS * (2.0_f64 * cells).sqrt(), "{chi_square} over {cells} hours");
}

/// In a mix, the hours of a promotion of some products are those of their orders: of 300 + 900 orders, 900 come at 20:00 and
/// the others evenly.
#[test]
fn in_a_mix_hours_are_averaged_by_orders() {
    let hour: Vec<&str> = (0..24).map(|hour| if hour == 20 { "1" } else { "0" }).collect();
    let text = format!(
        r#"
haitao = "1"
run = {{ start = 2027-11-11, horizon = "1 d" }}
product = {{ care = {{}}, tin = {{}} }}
promotion.sale = {{ product = "care", days = {{ "11-11" = 3 }}, hour = [{}] }}
warehouse.shop = {{}}
stock.shop.all.start.on_hand = 90000
market.town = {{ orders.poisson.rate = "6000 /d", through = "warehouse.shop" }}
"#,
        hour.join(", ")
    );
    let rows = record_one(&scenario(&text), SEED, 0).rows.orders;
    let evening = size(rows.iter().filter(|row| row.placed_us / HOUR == 20).count());
    let others = size(rows.len()) - evening;
    assert!((evening - 9125.0).abs() < SIGMAS * f64::sqrt(9125.0), "{evening} at 20:00");
    assert!((others - 2875.0).abs() < SIGMAS * f64::sqrt(2875.0), "{others} at other hours");
}
