//! Service over all orders placed: on time in full, perfect, dispatched within 48 hours; and what passes through a stock point.

use super::run;

/// One picker takes 30 hours a parcel, the courier 12, and two days are promised. The order of hour 0 arrives at hour 42; that
/// of hour 1 leaves at hour 60 and is late; that of hour 2 is with the courier when the run ends at hour 100, its day past;
/// that of hour 60 waits, but may still be dispatched and arrive in time; that of hour 61 finds nothing.
const LATE: &str = r#"
run = { horizon = "100 h", drain = "0 d" }
product.item = {}
warehouse.shop = { pickers = 1, picking = "30 h" }
courier.post.transit = "12 h"
market.town = { through = ["warehouse.shop", "courier.post"], promise = "2 d", when_short = "lost", orders.replay.times = ["0 h", "1 h", "2 h", "60 h", "61 h"] }
stock.shop.item.start.on_hand = 4
"#;

#[test]
fn service_covers_all_orders_placed() {
    let found = run(LATE);
    let kpi = |name: &str| found.kpi("total", name);
    assert_eq!(
        (kpi("orders_placed"), kpi("orders_delivered"), kpi("orders_lost"), kpi("unfinished")),
        (5.0, 2.0, 1.0, 2.0)
    );
    assert_eq!(kpi("on_time_share"), 0.5);
    assert_eq!((kpi("otif_share"), kpi("perfect_order_share")), (0.25, 0.25));
    assert_eq!(kpi("dispatched_within_48h_share"), 0.25);
    // With a second picker the orders of hours 1 and 2 leave at hours 31 and 60; the first of them is in time.
    let found = run(&LATE.replace("pickers = 1", "pickers = 2"));
    assert_eq!(found.kpi("total", "otif_share"), 0.5);
    assert_eq!(found.kpi("total", "dispatched_within_48h_share"), 0.5);
}

/// Every parcel breaks on the way, a day after it left: dispatched, but not in full.
#[test]
fn what_breaks_after_it_left_was_dispatched() {
    let found = run(r#"
run.horizon = "9 d"
product.item = {}
warehouse.shop = { picking = "1 h" }
lane.van = { transit = "1 d", damage = "100 %" }
courier.post.transit = "12 h"
market.town = { through = ["warehouse.shop", "lane.van", "courier.post"], promise = "3 d", orders.replay.times = ["0 h", "1 h"] }
stock.shop.item.start.on_hand = 4
"#);
    let kpi = |name: &str| found.kpi("total", name);
    assert_eq!((kpi("orders_spoilt"), kpi("units_spoilt")), (2.0, 2.0));
    assert_eq!((kpi("otif_share"), kpi("dispatched_within_48h_share")), (0.0, 1.0));
}

/// Documents sometimes do not match at first: orders are on time and in full, but not perfect.
#[test]
fn an_order_with_a_mismatch_is_not_perfect() {
    let text = r#"
run.horizon = "9 d"
product.item = {}
warehouse.shop = {}
customs.desk = { officers = 1, check = "1 h", mismatch = "0 %", correction = "1 h" }
market.town = { through = ["warehouse.shop", "customs.desk"], promise = "3 d", orders.replay.times = ["0 h", "9 h", "18 h", "27 h", "36 h", "45 h"] }
stock.shop.item.start.on_hand = 9
"#;
    let share = |text: &str| {
        let found = run(text);
        (found.kpi("total", "otif_share"), found.kpi("total", "perfect_order_share"))
    };
    assert_eq!(share(text), (1.0, 1.0));
    assert_eq!(share(&text.replace("0 %", "60 %")).0, 1.0);
    assert!(share(&text.replace("0 %", "60 %")).1 < 1.0);
}

/// Order up to 10 whenever 4 or fewer are left: the orders of 3 units take the shelf from 10 to 7, then to 4, and 6 are
/// ordered and come a day later.
#[test]
fn a_stock_point_reports_what_it_ordered_and_received() {
    let found = run(r#"
run.horizon = "9 d"
product.item = {}
supplier.maker.lead_time = "1 d"
warehouse.shop = {}
market.town = { through = "warehouse.shop", units = 3, orders.replay.times = ["1 d", "2 d", "8.5 d"] }
stock.shop.item = { source = "supplier.maker", replenish.s_S = { s = 4, S = 10 }, start.on_hand = 10 }
"#);
    let stock =
        ["replenishment_units", "units_received", "on_hand_at_end"].map(|kpi| found.kpi("stock.shop.item", kpi));
    assert_eq!(stock, [6.0, 6.0, 7.0]);
}

/// The first order comes in two parcels, one tin at once and two when the supplier has delivered after three days. The second
/// order has to wait for them, too. The third comes from the other warehouse, and its documents do not match at first.
#[test]
fn parts_are_dispatched_and_perfect_on_their_path() {
    let found = run(r#"
run = { start = 2027-01-04, horizon = "9 d" }
[product]
tin = {}
pot = {}
mug = {}
[supplier]
maker.lead_time = "3 d"
[warehouse]
near = {}
far = {}
[customs]
desk = { officers = 1, check = "1 h", mismatch = "90 %", correction = "1 h" }
[path]
home = { promise = "4 d", through = "warehouse.near" }
away = { promise = "4 d", through = ["warehouse.far", "customs.desk"] }
[platform.haitao]
path = { first_with_stock = ["home", "away"] }
split_orders = true
[market.a]
platform = "haitao"
when_short = "backorder"
[demand.a]
tin.orders.replay = { times = ["1 h", "2 d"], units = [3, 1] }
mug.orders.replay.times = ["3 d"]
[stock]
near.tin = { start.on_hand = 1, source = "supplier.maker", replenish.s_S = { s = 0, S = 5 } }
far.mug.start.on_hand = 1
"#);
    let home = |kpi: &str| found.kpi("path.home", kpi);
    let away = |kpi: &str| found.kpi("path.away", kpi);
    assert_eq!((home("order_parts"), away("order_parts")), (2.0, 1.0));
    // The rest of the first order leaves after 71 hours, the second order 25 hours after it was placed.
    let hours = found.hours();
    assert_eq!([hours[0], hours[2]], [72.0, 25.0]);
    assert!(hours[1] > 1.0, "documents that did not match");
    assert_eq!(["otif_share", "perfect_order_share", "dispatched_within_48h_share"].map(home), [1.0, 1.0, 0.5]);
    assert_eq!(["otif_share", "perfect_order_share", "dispatched_within_48h_share"].map(away), [1.0, 0.0, 1.0]);
    assert_eq!(found.kpi("total", "parcels_per_order"), 4.0 / 3.0);
    // Both paths together are the orders, since every order took one path.
    let all = |kpi: &str| (2.0 * home(kpi) + away(kpi)) / 3.0;
    for kpi in ["otif_share", "perfect_order_share", "dispatched_within_48h_share"] {
        assert!((found.kpi("total", kpi) - all(kpi)).abs() < 1e-12, "{kpi}");
    }
}
