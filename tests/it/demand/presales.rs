//! Presales move demand: how much, when it is reserved, and what stays as it is.

use super::{DAY, SEED, SIGMAS, covariance, mean};
use crate::record::{OrderRow, record, record_one, scenario};
use haitao::chain::{Books, Fact, Mark, Probe};
use haitao::study::{Plan, simulate_with};
use haitao::units::SimTime;

const HOUR: i64 = DAY / 24;
const PAID: i64 = DAY + 20 * HOUR;

const TOWN: &str = r#"
haitao = "1"
run = { start = 2026-10-30, horizon = "5 d" }
product = { care = {}, tin = { popularity = 3 } }
warehouse.shop = {}
stock.shop.all.start.on_hand = 90000
[promotion.double-11]
days = { "11-01" = 5, "11-02" = 3 }
[market]
town = { orders.poisson.rate = "100 /d", through = "warehouse.shop" }
city = { orders.poisson.rate = "100 /d", through = "warehouse.shop", mix = ["care"] }
"#;

fn with_presale(text: &str) -> String {
    let presale = r#"presale = { opens = "10-20 20:00", paid = "10-31 20:00", ships = "11-01", share = "40 %" }"#;
    text.replace("[promotion.double-11]", &format!("[promotion.double-11]\n{presale}"))
}

fn count(rows: &[OrderRow], accepts: impl Fn(&OrderRow) -> bool) -> f64 {
    f64::from(u32::try_from(rows.iter().filter(|row| accepts(row)).count()).expect("32 bits"))
}

/// Of 2 x 500 orders of the first day, 400 are paid the evening before; the second day is as before. An uplift holds for both
/// parts; so does a promotion of one product.
#[test]
fn a_presale_moves_a_share_of_the_first_day() {
    let plain = with_presale(TOWN);
    let some = plain.replace("[promotion.double-11]", "[promotion.double-11]\nproduct = \"care\"");
    let random =
        plain.replace("[promotion.double-11]", "[promotion.double-11]\nuplift.uniform = { min = 0.5, max = 1.5 }");
    // Of town, a quarter is care: 25 x 5 x 40 % = 50 in advance, 75 + 75 on the day.
    for (text, early, first, is_random) in
        [(&plain, 400.0, 600.0, false), (&some, 250.0, 75.0 + 75.0 + 300.0, false), (&random, 400.0, 600.0, true)]
    {
        let runs = record(&scenario(text), &Plan { replications: 0..40, seed: SEED, threads: 2 });
        let (mut before, mut on) = (Vec::new(), Vec::new());
        for run in &runs {
            let rows = &run.rows.orders;
            before.push(count(rows, |row| row.placed_us == PAID));
            on.push(count(rows, |row| row.placed_us / DAY == 2));
            if is_random {
                let (one, other) = (before[before.len() - 1] / early, on[on.len() - 1] / first);
                assert!((one - other).abs() < 5.0 * (1.5 / early + 1.5 / first).sqrt(), "one uplift: {one}, {other}");
            }
            if text == &some {
                let others = count(rows, |row| row.placed_us == PAID && row.product.as_deref() == Some("tin"));
                assert_eq!(others, 0.0, "only what is promoted is sold in advance");
            }
        }
        for (found, expected) in [(&before, early), (&on, first)] {
            let variance = expected + if is_random { expected * expected / 12.0 } else { 0.0 };
            let found = mean(found);
            let off = (found - expected).abs();
            assert!(off < SIGMAS * (variance / 40.0).sqrt(), "{found} orders of {expected}");
        }
        if is_random {
            assert!(covariance(&before, 0) > 2.0 * early, "the uplift varies");
        }
    }
}

/// The orders of all other days stay as they are, and so does the first day up to its rate.
#[test]
fn a_presale_changes_the_first_day_only() {
    let times = |text: &str| -> Vec<(String, i64)> {
        let rows = record_one(&scenario(text), SEED, 0).rows.orders;
        let others = rows.into_iter().filter(|row| row.placed_us != PAID && row.placed_us / DAY != 2);
        others.map(|row| (row.market, row.placed_us)).collect()
    };
    assert_eq!(times(TOWN), times(&with_presale(TOWN)));
}

/// Counts reservations and releases as they happen.
#[derive(Debug, Default)]
struct Reservations {
    reserved: Vec<(i64, u64)>,
    released: Vec<(i64, u64)>,
}

impl Probe for Reservations {
    fn note(&mut self, now: SimTime, fact: Fact, _books: &Books) {
        match fact {
            Fact::Reserved { orders, .. } => self.reserved.push((now.micros(), orders)),
            Fact::Released { orders, .. } => self.released.push((now.micros(), orders)),
            _ => {}
        }
    }

    fn mark(&mut self, _now: SimTime, _mark: Mark, _books: &Books) {}
}

/// Reservations come evenly from 20 October, 20:00, to 31 October, 20:00. The run starts after 220 of these 264 hours, with
/// those made before.
#[test]
fn buyers_reserve_evenly() {
    let text = with_presale(TOWN).replace("\"100 /d\"", "\"5000 /d\"");
    let (_, seen) = simulate_with(&scenario(&text), SEED, 0, Reservations::default());
    let all = |list: &[(i64, u64)]| list.iter().map(|(_, orders)| *orders).sum::<u64>();
    let before = all(&seen.reserved.iter().copied().filter(|(at, _)| *at == 0).collect::<Vec<_>>());
    let near = |found: u64, expected: f64| {
        let found = f64::from(u32::try_from(found).expect("32 bits"));
        assert!((found - expected).abs() < SIGMAS * expected.sqrt(), "{found} of {expected}");
    };
    near(before, 20_000.0 * 220.0 / 264.0);
    for hour in 0..44 {
        let during = seen.reserved.iter().copied().filter(|(at, _)| *at > 0 && at / HOUR == hour);
        near(all(&during.collect::<Vec<_>>()), 20_000.0 / 264.0);
    }
    assert_eq!(all(&seen.reserved), all(&seen.released));
    assert!(seen.released.iter().all(|(at, _)| *at == 2 * DAY), "released at midnight");
}

/// Expected demand counts what a presale collects on the day of its release: released on 1 November, three days from 30
/// October expect 10 + 10 + 50 units as without a presale; released on 3 November, 10 + 10 + 30.
#[test]
fn levels_in_days_expect_what_is_released() {
    let text = r#"
haitao = "1"
run = { start = 2026-10-30, horizon = "1 d" }
product.tin = {}
[promotion.double-11]
days = { "11-01" = 5 }
[supplier.mill]
lead_time = "60 d"
[warehouse.shop]
[stock.shop.tin]
source = "supplier.mill"
replenish.base_stock.S = "3 d"
[market.town]
orders.poisson.rate = "10 /d"
through = "warehouse.shop"
"#;
    let level = |text: &str| record_one(&scenario(text), SEED, 0).rows.stock[0].on_hand;
    assert_eq!(level(text), 70);
    assert_eq!(level(&with_presale(text)), 70);
    assert_eq!(level(&with_presale(text).replace("ships = \"11-01\"", "ships = \"11-03\"")), 50);
    assert_eq!(level(&with_presale(text).replace("\"3 d\"", "\"5 d\"")), 90);
    assert_eq!(
        level(&with_presale(text).replace("\"3 d\"", "\"5 d\"").replace("ships = \"11-01\"", "ships = \"11-03\"")),
        90
    );
}

/// A presale paid before the run starts is left out: its first day has its whole demand.
#[test]
fn a_presale_before_the_run_is_left_out() {
    let later = TOWN.replace("2026-10-30", "2026-11-01");
    let runs = [later.clone(), with_presale(&later)].map(|text| record_one(&scenario(&text), SEED, 0));
    assert!(runs[0] == runs[1]);
}
