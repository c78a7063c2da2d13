//! Priorities and limited room at desks, pickers, couriers and works: classes by market, path, regime and group, and
//! arrivals that are turned away.

use super::run;
use crate::record::{DELIVERED, LOST, RETURNED};

/// A check takes 10 hours. `a` arrives at hours 0, 1 and 2, `b` at 3 and 4. The check that has begun is finished; then both
/// of `b` go before the others, in order of arrival within each class.
#[test]
fn the_first_class_goes_first_and_interrupts_nothing() {
    let found = run(r#"
run.horizon = "5 d"
customs.desk = { officers = 1, check = "10 h", serve.priority = ["market.b"] }
market.a = { through = "customs.desk", orders.replay.times = ["0 h", "1 h", "2 h"] }
market.b = { through = "customs.desk", orders.replay.times = ["3 h", "4 h"] }
"#);
    assert_eq!(found.hours(), [10.0, 39.0, 48.0, 17.0, 26.0]);
}

/// The same with every kind of name that separates the two streams. A name belongs to one kind only.
#[test]
fn classes_are_markets_paths_regimes_and_groups() {
    let hours = |first: &str| {
        let found = run(&format!(
            r#"
run = {{ start = 2027-01-01, horizon = "5 d" }}
product.item = {{}}
warehouse.shop = {{}}
[customs.port]
officers = 1
check = "10 h"
serve.priority = ["{first}"]
[path]
bonded = {{ regime = "1210", through = ["warehouse.shop", "customs.port"] }}
other = {{ regime = "9610", through = ["warehouse.shop", "customs.port"] }}
[platform]
bonded.path = "bonded"
other.path = "other"
[market_group]
quick = {{}}
[market]
a = {{ platform = "bonded", orders.replay.times = ["0 h", "1 h"] }}
b = {{ platform = "other", orders.replay.times = ["2 h"], group = "quick" }}
[stock.shop]
item.start.on_hand = 4
"#
        ));
        found.hours()
    };
    for first in ["market.b", "b", "market_group.quick", "quick", "path.other", "other", "regime.9610", "9610"] {
        assert_eq!(hours(first), [10.0, 29.0, 18.0], "{first} first");
    }
    assert_eq!(hours("market.a"), [10.0, 19.0, 28.0]);
}

/// No ship leaves from hour 2 on. The parcels of hours 0 and 1 have gone by ship, the one of hour 3 takes the train, whose
/// path goes first at customs: it is checked from hour 11 to 21, and the second parcel after it. Each order counts to the
/// path it was sent by.
#[test]
fn goods_that_changed_their_path_are_of_the_class_of_the_new_one() {
    let found = run(r#"
run.horizon = "5 d"
product.item = {}
warehouse.shop = {}
lane = { ship.transit = "1 h", train.transit = "1 h" }
customs.desk = { officers = 1, check = "10 h", serve.priority = ["path.slow"] }
market.town = { through = "path.quick", orders.replay.times = ["0 h", "1 h", "3 h"] }
stock.shop.item.start.on_hand = 5
[path]
quick = { through = ["warehouse.shop", "lane.ship", "customs.desk"], reroute.closed = "path.slow" }
slow.through = ["warehouse.shop", "lane.train", "customs.desk"]
[shock.storm]
strikes = ["lane.ship"]
starts = "2 h"
pauses = ["shipping"]
"#);
    assert_eq!(found.kpi("total", "shipments_rerouted"), 1.0);
    assert_eq!(found.hours(), [11.0, 30.0, 18.0]);
    assert_eq!(found.kpi("path.quick", "order_parts_delivered"), 3.0);
}

/// Pickers take three hours per parcel.
#[test]
fn pickers_take_the_first_class_first() {
    let found = run(r#"
run.horizon = "3 d"
product.item = {}
warehouse.shop = { pickers = 1, picking = "3 h", serve.priority = ["b"] }
market.a = { through = "warehouse.shop", orders.replay.times = ["0 h", "1 h"] }
market.b = { through = "warehouse.shop", orders.replay.times = ["2 h"] }
stock.shop.item.start.on_hand = 9
"#);
    assert_eq!(found.hours(), [3.0, 8.0, 4.0]);
}

/// A courier takes one parcel a day, and two may wait.
#[test]
fn a_courier_collects_the_first_class_first_and_returns_parcels_without_room() {
    let found = run(r#"
run.horizon = "5 d"
courier.post = { capacity = "1 parcels/d", room = 2, serve.priority = ["b"] }
market.a = { through = "courier.post", orders.replay.times = ["0 h", "1 h", "4 h"] }
market.b = { through = "courier.post", orders.replay.times = ["3 h"] }
"#);
    assert_eq!(found.hours(), [0.0, 47.0, 0.0, 21.0]);
    assert_eq!(found.outcomes(), [DELIVERED, DELIVERED, RETURNED, DELIVERED]);
}

/// One line makes an order in 10 hours. At hour 0 the stock rows order one unit each, by name: `apple` is begun, then comes
/// `cream`, whose group goes first, then `balm`.
#[test]
fn works_make_the_first_class_first() {
    let found = run(r#"
run.horizon = "3 d"
product_group.care = {}
product = { apple = {}, balm = {}, cream.group = "care" }
warehouse.shop = {}
supplier.maker = { lines = 1, lot_time = "10 h", serve.priority = ["product_group.care"] }
market.a = { through = "warehouse.shop", orders.replay.times = ["71 h"] }
stock.shop.all = { source = "supplier.maker", replenish.base_stock.S = 1, start.on_hand = 0 }
"#);
    let arrives =
        |product: &str| found.levels(&format!("shop.{product}")).iter().find(|level| level.1 > 0).map(|level| level.0);
    assert_eq!(["apple", "cream", "balm"].map(arrives), [Some(10.0), Some(20.0), Some(30.0)]);
}

/// Room for two at the works, one of them being made. The third consumer order is lost; the order for stock waits outside.
#[test]
fn works_without_room_reject_consumer_orders_but_not_stock_orders() {
    let found = run(r#"
run.horizon = "3 d"
product.item = {}
warehouse.shop = {}
supplier.maker = { lines = 1, lot_time = "10 h", room = 2 }
market.a = { through = "supplier.maker", orders.replay.times = ["1 h", "2 h", "11 h"] }
stock.shop.item = { source = "supplier.maker", replenish.base_stock.S = 1, start.on_hand = 0 }
"#);
    // The order for stock is made from 0 to 10, the first consumer order from 10 to 20, the third from 20 to 30.
    assert_eq!(found.outcomes(), [DELIVERED, LOST, DELIVERED]);
    assert_eq!(found.hours(), [19.0, 0.0, 19.0]);
    assert!((found.kpi("supplier.maker", "turned_away_share") - 0.25).abs() < 1e-12);
}
