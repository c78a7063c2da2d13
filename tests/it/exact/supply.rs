//! Suppliers: production queues, price breaks, short and defective deliveries, and currencies.

use super::run;
use crate::record::{CANCELLED, DELIVERED};
use haitao::chain::{Account, Part};

/// Two production lines take 10 hours for a lot: the third order waits for a free line.
#[test]
fn orders_queue_for_the_lines_of_a_supplier() {
    let made = |works: &str, units: &str| {
        run(&format!(
            r#"
run.horizon = "4 d"
product.item = {{}}
supplier.maker = {{ {works} }}
market.town = {{ through = "supplier.maker", orders.replay = {{ times = ["0 h", "0 h", "0 h"], units = {units} }} }}
"#
        ))
        .hours()
    };
    assert_eq!(made(r#"lot_time = "10 h", lines = 2"#, "[1, 1, 1]"), [10.0, 10.0, 20.0]);
    // One unit an hour, one order after the other; then half an hour per unit, on two lines.
    assert_eq!(made(r#"capacity = "24 units/d""#, "[5, 3, 2]"), [5.0, 8.0, 10.0]);
    assert_eq!(made(r#"unit_time = "30 min", lines = 2"#, "[4, 6, 2]"), [2.0, 3.0, 3.0]);
    // The lead time starts when the goods have been made.
    assert_eq!(made(r#"lot_time = "10 h", lines = 1, lead_time = "1 h""#, "[1, 1, 1]"), [11.0, 21.0, 31.0]);
}

/// A supplier that ships half of what is ordered, rounded down, a day after the order. Prices fall by 10 % from 5 pieces
/// and by 20 % from 10 ordered.
///
/// | hour | ordered | shipped a day later | price |
/// |---|---|---|---|
/// | 0 | 12 | 6 | 6 x 10 less 20 % = 48 |
/// | 24 | 6 | 3 | 3 x 10 less 10 % = 27 |
/// | 48 | 3 | 1 | 10 |
/// | 72 | 2 | 1 | 10 |
/// | 96 | 1 | 0 | |
#[test]
fn a_supplier_ships_short_and_what_is_missing_is_ordered_again() {
    let found = run(r#"
run.horizon = "132 h"
product.item.cost = "10 CNY"
warehouse.shop = {}
[supplier.maker]
lead_time = "1 d"
in_full = "0 %"
short_fill = "50 %"
discounts = { 5 = "10 %", 10 = "20 %" }
[market.town]
through = "warehouse.shop"
orders.replay.times = ["131 h"]
[stock.shop.item]
source = "supplier.maker"
replenish.base_stock.S = 12
start.on_hand = 0
"#);
    let levels = found.levels("shop.item");
    let expected = [
        (0.0, 0, 0, 12),
        (24.0, 6, 0, 6),
        (48.0, 9, 0, 3),
        (72.0, 10, 0, 2),
        (96.0, 11, 0, 1),
        (120.0, 11, 0, 1),
        (131.0, 10, 0, 2),
    ];
    assert_eq!(levels, expected);
    assert_eq!(found.owed_to("supplier", "maker"), 95.0);
}

/// All units received are defective. This is noticed on receipt and they are not paid for; the freight is lost, and more is
/// ordered.
#[test]
fn defective_goods_are_found_on_receipt_and_not_paid_for() {
    let found = run(r#"
run = { horizon = "84 h", drain = "0 h" }
product.item.cost = "10 CNY"
warehouse.shop = {}
supplier.maker = { lead_time = "1 d", defects = "100 %", pay_after = "1 h" }
lane.van.price = "6 CNY/shipment"
market.town = { through = "warehouse.shop", orders.replay.times = ["80 h"] }
stock.shop.item = { source = ["supplier.maker", "lane.van"], replenish.base_stock.S = 3, start.on_hand = 0 }
"#);
    // Three deliveries, at hours 24, 48 and 72.
    assert!(found.levels("shop.item").iter().all(|(hour, on_hand, ..)| *on_hand == 0 && hour % 4.0 == 0.0));
    assert_eq!(found.balance(Account::Scrapped(Part::Freight)), 18.0);
    assert_eq!(found.balance(Account::Scrapped(Part::Goods)), 0.0);
    assert_eq!((found.owed_to("supplier", "maker"), found.balance(Account::Cash)), (0.0, 0.0));
    assert_eq!(found.owed_to("lane", "van"), 18.0);
}

/// Goods lost on the way to the shelf were bought: at the end the supplier has been paid for exactly what it shipped.
#[test]
fn goods_lost_in_transit_were_bought() {
    let found = run(r#"
run = { horizon = "60 h", drain = "0 h" }
product.item.cost = "10 CNY"
warehouse.shop = {}
supplier.maker = { lead_time = "1 d", pay_after = "1 h" }
lane.van = { damage = "100 %" }
market.town = { through = "warehouse.shop", orders.replay.times = ["59 h"] }
stock.shop.item = { source = ["supplier.maker", "lane.van"], replenish.base_stock.S = 3, start.on_hand = 0 }
"#);
    // Three units at hours 24 and 48, each paid for an hour later.
    assert_eq!(found.balance(Account::Scrapped(Part::Goods)), 60.0);
    assert_eq!((found.owed_to("supplier", "maker"), found.balance(Account::Cash)), (0.0, -60.0));
}

/// A supplier accepts no order below 480 units; a row may order more, and in whole cartons of 70.
#[test]
fn orders_are_rounded_up_to_the_minimum_and_to_whole_cartons() {
    let ordered = |row: &str| {
        let found = run(&format!(
            r#"
run = {{ horizon = "2 d", drain = "0 h" }}
product.item = {{ carton = 70 }}
warehouse.shop = {{}}
supplier.maker = {{ lead_time = "30 d", minimum = 480 }}
market.town = {{ through = "warehouse.shop", orders.replay.times = ["47 h"] }}
stock.shop.item = {{ source = "supplier.maker", replenish.base_stock.S = 20, start.on_hand = 19 {row} }}
"#
        ));
        found.levels("shop.item")[0].3
    };
    assert_eq!(ordered(""), 480);
    assert_eq!(ordered(", minimum = 500"), 500);
    assert_eq!(ordered(", multiple = \"1 carton\""), 490, "7 cartons");
    assert_eq!(ordered(", minimum = 500, multiple = \"2 cartons\""), 560, "4 times 2 cartons");
}

/// One euro is 7.80 CNY: goods at 16.50 EUR cost 128.70, packing at 2 EUR costs 15.60; the price is in CNY.
#[test]
fn amounts_in_other_currencies_are_converted() {
    let found = run(r#"
fx.EUR = "7.80 CNY"
run.horizon = "2 d"
product.item = { price = "298 CNY", cost = "16.50 EUR" }
warehouse.shop.price = "2 EUR/order"
supplier.maker = {}
market.town = { through = "warehouse.shop", orders.replay.times = ["1 h"] }
stock.shop.item = { source = "supplier.maker", replenish.base_stock.S = 2, start.on_hand = 0 }
"#);
    assert_eq!((found.costs(Part::Goods), found.costs(Part::Handling)), (vec![128.7], vec![15.6]));
    assert_eq!(found.balance(Account::Revenue), -298.0);
    // Two at the start and one more: 3 x 128.70.
    assert_eq!((found.owed_to("supplier", "maker"), found.owed_to("warehouse", "shop")), (386.1, 15.6));
}

/// An order of two lines made to order: each arrives when it is ready, and the order ends with the later one.
#[test]
fn every_line_of_an_order_is_made() {
    let found = run(r#"
run.horizon = "4 d"
product = { tea = { price = "5 CNY" }, cup = { price = "3 CNY" } }
supplier.maker = { lot_time = "10 h", lines = 1 }
market.town = { lines = 2, through = "supplier.maker", orders.replay.times = ["0 h"] }
"#);
    assert_eq!(found.hours(), [20.0]);
    assert_eq!(found.balance(Account::Revenue), -8.0);
}

/// Coats are made one after the other in 8 hours each; consumers wait for 10. The second is begun before its consumer loses
/// patience and is delivered; the third is not, so it is never made, and the fourth takes its turn.
#[test]
fn a_coat_is_cancelled_unless_it_has_been_begun() {
    let run = run(r#"
run = { horizon = "10 d" }
product.coat = { price = "100 CNY" }
supplier.tailor = { lot_time = "8 h", lines = 1, lead_time = "1 h", price = "40 CNY/unit" }
courier.post = { transit = "2 h" }
market.town = { through = ["supplier.tailor", "courier.post"], patience = "10 h", orders.replay.times = ["0 h", "1 h", "2 h", "7 h"] }
"#);
    assert_eq!(run.outcomes(), [DELIVERED, DELIVERED, CANCELLED, DELIVERED]);
    // Begun at 0, 8 and 16 o'clock; 8 hours of work, one to make ready, two to the consumer. The third consumer gives up at
    // 12.
    assert_eq!(run.hours(), [11.0, 8.0 - 1.0 + 11.0, 10.0, 16.0 - 7.0 + 11.0]);
    // From 1 to 8, from 2 to 12 and from 7 to 16 o'clock an order waits; three are served, after 0, 7 and 9 hours.
    let close = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    close(run.kpi("supplier.tailor", "queue_length_mean"), (7.0 + 10.0 + 9.0) / 240.0);
    close(run.kpi("supplier.tailor", "queue_wait_mean"), (0.0 + 7.0 + 9.0) / 3.0);
    close(run.kpi("supplier.tailor", "utilisation"), 24.0 / 240.0);
    close(run.kpi("total", "revenue"), 300.0);
    close(run.owed_to("supplier", "tailor"), 120.0);
}

/// A tailor that makes any number at once begins nothing until hour 8. The order of hour 1 is cancelled at hour 6, that of
/// hour 4 is begun at hour 8 and comes although its consumer's patience ends at hour 9; so does the one of hour 20.
#[test]
fn what_waits_for_the_end_of_a_pause_is_cancelled_when_patience_ends() {
    let found = run(r#"
run.horizon = "4 d"
product.coat = { price = "100 CNY" }
supplier.tailor = { lead_time = "3 h", price = "40 CNY/unit" }
market.town = { through = "supplier.tailor", patience = "5 h", orders.replay.times = ["1 h", "4 h", "20 h"] }
[shock.strike]
strikes = ["supplier.tailor"]
starts = "0 h"
lasts = "8 h"
pauses = ["orders"]
"#);
    assert_eq!((found.outcomes(), found.hours()), (vec![CANCELLED, DELIVERED, DELIVERED], vec![5.0, 7.0, 3.0]));
    assert_eq!((found.kpi("total", "revenue"), found.owed_to("supplier", "tailor")), (200.0, 80.0));
    assert_eq!(found.kpi("total", "lost_sales"), 1.0);
}

/// An order of two lines: the coat waits for the end of the pause, the hat is made by another. Patience ends at hour 6:
/// the coat is cancelled, and the order ends with its hat at hour 10.
#[test]
fn a_line_that_waits_for_the_end_of_a_pause_is_cancelled_alone() {
    let found = run(r#"
run.horizon = "4 d"
product = { coat = { price = "100 CNY", path = "coats" }, hat = { price = "30 CNY", path = "hats" } }
supplier = { tailor.lead_time = "3 h", hatter.lead_time = "9 h" }
platform.shop.path = "hats"
market.town = { platform = "shop", lines = 2, patience = "5 h", orders.replay.times = ["1 h"] }
[path]
coats.through = "supplier.tailor"
hats.through = "supplier.hatter"
[shock.strike]
strikes = ["supplier.tailor"]
starts = "0 h"
lasts = "8 h"
pauses = ["orders"]
"#);
    assert_eq!((found.outcomes(), found.hours()), (vec![DELIVERED], vec![9.0]));
    assert_eq!((found.kpi("product.coat", "lost_sales"), found.kpi("product.hat", "units_delivered")), (1.0, 1.0));
    assert_eq!((found.balance(Account::Revenue), found.balance(Account::Receivable)), (-30.0, 30.0));
}
