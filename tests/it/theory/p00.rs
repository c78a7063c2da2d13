//! P00: two traces worked out by hand, to the last digit. The level of each day and the days of ordering are derived from
//! runs that end after 1, 2, ... days: the difference of two integrals is the level in between, the difference of two counts
//! the number of orders.

use super::judge::{Case, Figure};
use std::fmt::Write;

/// Ten units a day from forty on hand; thirty are ordered at twenty and arrive three days later, on a day with demand.
fn r_q(days: u32, run: &str) -> Case {
    let text = format!(
        r#"
haitao = "1"
question = "P00 A: do receipts, demands and reviews of one instant keep the written order? (fill 1, mean stock 15)"
run = {{ horizon = "{days} d", end = "inclusive", replications = 1{run} }}
product.item = {{}}
warehouse.shop = {{}}
supplier.maker.lead_time = "3 d"
market.town = {{ orders.every = "1 d", units = 10, through = "warehouse.shop" }}
stock.shop.item = {{ source = "supplier.maker", replenish.r_Q = {{ r = 20, Q = 30 }}, start.on_hand = 40 }}
"#
    );
    Case::run("P00 A", &text, 1)
}

const DEMANDS_FIRST: &str = r#", instant = ["demands", "reviews", "arrivals"]"#;

#[test]
fn receipts_come_before_demands() {
    let mut case = r_q(12, "");
    case.exactly("stock.shop.item", "fill_rate", 1.0);
    case.exactly("stock.shop.item", "order_fill_rate", 1.0);
    case.exactly("market.town", "fill_rate", 1.0);
    case.exactly("market.town", "units_ordered", 120.0);
    case.exactly("market.town", "wait_days_mean", 0.0);
    case.exactly("stock.shop.item", "mean_on_hand", 15.0);
    case.exactly("stock.shop.item", "mean_backorders", 0.0);
    case.exactly("stock.shop.item", "mean_on_order", 25.0); // thirty from day 2 to the end of day 12
    case.exactly("stock.shop.item", "stockout_time_share", 0.25);
    case.exactly("stock.shop.item", "replenishment_orders_per_day", 4.0 / 12.0);
    case.close().hold();
}

#[test]
fn demands_come_before_receipts_if_the_scenario_says_so() {
    let mut case = r_q(12, DEMANDS_FIRST);
    case.exactly("stock.shop.item", "fill_rate", 0.75);
    case.exactly("stock.shop.item", "mean_on_hand", 15.0);
    case.exactly("stock.shop.item", "replenishment_orders_per_day", 4.0 / 12.0);
    case.close().hold();
}

/// Returns the level after each day and the days with an order.
fn trace(run: &str) -> (Vec<f64>, Vec<u32>) {
    let mut units_days = Vec::new();
    let mut ordered = Vec::new();
    for days in 1..=13 {
        let case = r_q(days, run);
        units_days.push(case.figure("stock.shop.item", "mean_on_hand").times(f64::from(days)).mean());
        ordered.push(case.figure("stock.shop.item", "replenishment_orders_per_day").times(f64::from(days)).mean());
    }
    let levels = units_days.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let days = (2..=12)
        .filter(|day| ordered[day - 1] - ordered[day - 2] > 0.5)
        .map(|day| u32::try_from(day).expect("a day"))
        .collect();
    (levels, days)
}

#[test]
fn levels_and_orders_follow_the_trace_day_by_day() {
    let expected = [30.0, 20.0, 10.0, 0.0, 20.0, 10.0, 0.0, 20.0, 10.0, 0.0, 20.0, 10.0];
    for run in ["", DEMANDS_FIRST] {
        let (levels, days) = trace(run);
        assert_eq!(levels.len(), expected.len());
        for (day, (level, expected)) in levels.iter().zip(expected).enumerate() {
            assert!((level - expected).abs() < 1e-9, "level after day {}: {level} is not {expected}", day + 1);
        }
        assert_eq!(days, [2, 5, 8, 11], "days with an order");
    }
}

#[test]
fn seven_parcels_have_the_waits_worked_out_by_hand() {
    let text = r#"
haitao = "1"
question = "P00 B: how long do seven parcels wait for two inspectors? (9/7 h on average)"
run = { horizon = "1 d", replications = 1 }
market.senders = { orders.replay.times = ["0 h", "0.5 h", "1 h", "1.5 h", "2 h", "2.5 h", "3 h"], through = "customs.desk" }
customs.desk = { officers = 2, check = "2 h" }
"#;
    let mut case = Case::run("P00 B", text, 1);
    case.exactly("customs.desk", "arrivals_per_day", 7.0);
    case.exactly("customs.desk", "queue_wait_mean", 9.0 / 7.0);
    case.exactly("customs.desk", "sojourn_mean", 2.0 + 9.0 / 7.0);
    case.exactly("customs.desk", "share_that_waits", 5.0 / 7.0);
    case.exactly("customs.desk", "queue_length_mean", 9.0 / 24.0);
    case.exactly("customs.desk", "utilisation", 14.0 / 48.0);
    case.exactly("total", "delivery_days_mean", (2.0 + 9.0 / 7.0) / 24.0);
    let wait = case.figure("customs.desk", "queue_wait_mean");
    case.within("mean wait in hours", wait, 1.285_714_285_7, 1e-9);
    case.close().hold();
}

/// The same seven parcels, each in its own market, so that each has its own figures.
#[test]
fn each_parcel_starts_at_its_own_time() {
    let mut text = String::from(
        r#"
haitao = "1"
question = "P00 B: when does each of seven parcels start and leave?"
run = { horizon = "1 d", replications = 1 }
customs.desk = { officers = 2, check = "2 h" }
"#,
    );
    let starts = [0.0, 0.5, 2.0, 2.5, 4.0, 4.5, 6.0];
    for number in 0..starts.len() {
        let minutes = 30 * number;
        writeln!(
            text,
            "market.sender-{number} = {{ orders.replay.times = [\"{minutes} min\"], through = \"customs.desk\" }}"
        )
        .expect("a text");
    }
    let mut case = Case::run("P00 B", &text, 1);
    for (number, start) in (0_u32..).zip(starts) {
        let arrival = 0.5 * f64::from(number);
        let sojourn = case.figure(&format!("market.sender-{number}"), "delivery_days_mean").times(24.0);
        case.within(&format!("start of parcel {number}"), Figure::plain(arrival + sojourn.mean() - 2.0), start, 1e-9);
    }
    case.close().hold();
}
