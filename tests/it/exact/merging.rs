//! Orders of one consumer that share a parcel, worked out by hand.

use super::run;
use crate::record::{CANCELLED, DELIVERED};
use haitao::chain::Part;

/// A warehouse where picking takes an hour, and a courier who takes a day and 6 CNY a parcel.
const SHOP: &str = r#"
run = { start = 2027-01-04, horizon = "6 d" }
product.tin = { price = "100 CNY", cost = "40 CNY" }
warehouse.shop.picking = "1 h"
courier.post = { transit = "1 d", price = "6 CNY/parcel" }
path.home.through = ["warehouse.shop", "courier.post"]
stock.shop.all.start.on_hand = 20
"#;

/// The orders of hours 1, 2 and 12 wait until 13, those of 14 and 20 until 26; each group is one parcel, delivered 25 hours
/// later. The market `b` is another consumer.
#[test]
fn orders_of_a_consumer_share_a_parcel_and_stay_orders() {
    let text = format!(
        r#"{SHOP}
[market]
a = {{ platform = "haitao", consumers = 1, orders.replay.times = ["1 h", "2 h", "12 h", "14 h", "20 h"] }}
b = {{ platform = "haitao", consumers = 1, orders.replay.times = ["3 h"] }}
[platform.haitao]
path = "home"
"#
    );
    let found = run(&format!("{text}merge.within = \"12 h\"\n"));
    assert_eq!(found.hours(), [37.0, 36.0, 26.0, 37.0, 31.0, 37.0]);
    assert_eq!(found.outcomes(), [DELIVERED; 6]);
    assert_eq!(found.owed_to("courier", "post"), 18.0);
    assert_eq!(found.costs(Part::Courier), [2.0, 2.0, 2.0, 3.0, 3.0, 6.0]);
    let kpis = ["orders_placed", "orders_delivered", "orders_merged", "parcels_per_order"];
    assert_eq!(kpis.map(|kpi| found.kpi("total", kpi)), [6.0, 6.0, 3.0, 0.5]);
    assert_eq!(["market.a", "market.b"].map(|market| found.kpi(market, "parcels_per_order")), [0.4, 1.0]);
    // The stages add up to the delivery time: on average 34 hours, 9 of them before the parcel is picked.
    let stage = |name: &str| found.kpi("total", &format!("stage_days_{name}")) * 24.0;
    let stages = ["stock", "picking", "last_mile"].map(stage);
    for (stage, truth) in stages.into_iter().zip([9.0, 1.0, 24.0]) {
        assert!((stage - truth).abs() < 1e-6, "{stages:?}");
    }
    // Without merging every order is a parcel of its own, 25 hours after it was placed.
    let found = run(&text);
    assert_eq!(found.hours(), [25.0; 6]);
    assert_eq!(found.owed_to("courier", "post"), 36.0);
    assert_eq!(found.kpi("total", "parcels_per_order"), 1.0);
}

/// Orders of several lines and of different paths: what goes the same way shares a parcel, the rest does not.
#[test]
fn each_part_shares_a_parcel_with_what_goes_the_same_way() {
    let found = run(&format!(
        r#"{SHOP}
product.pot.price = "30 CNY"
product.mug.price = "10 CNY"
warehouse.far.fill = "whole"
path.away.through = ["warehouse.far", "courier.post"]
stock.far.mug.start.on_hand = 20
platform.haitao = {{ path = {{ first_with_stock = ["away", "home"] }}, merge.within = "5 h" }}
market.a = {{ platform = "haitao", consumers = 1 }}
[demand.a]
tin.orders.replay.times = ["1 h", "4 h"]
pot.orders.replay.times = ["2 h"]
mug.orders.replay.times = ["3 h", "5 h", "7 h"]
"#
    ));
    // At hour 6 a parcel of two tins and a pot, and one of two mugs; at 12 a parcel of the third mug.
    assert_eq!(found.owed_to("courier", "post"), 18.0);
    assert_eq!(found.kpi("total", "orders_merged"), 3.0);
}

/// Patience ends while an order is held, and a parcel is cancelled only when the last of its buyers gives up.
#[test]
fn held_orders_can_be_cancelled_and_what_is_short_travels_alone() {
    let text = SHOP.replace("on_hand = 20", "on_hand = 3");
    let found = |patience: &str, units: &str| {
        run(&format!(
            r#"{text}
platform.haitao = {{ path = "home", merge.within = "6 h" }}
market.a = {{ platform = "haitao", consumers = 1, patience = "{patience}", orders.replay = {{ times = ["1 h", "2 h", "3 h"], units = {units} }} }}
"#
        ))
    };
    // The first is cancelled at hour 6. The others are released at 7 and picked by 8, when only the second has given up.
    let short = found("5 h", "[1, 1, 2]");
    assert_eq!((short.outcomes(), short.hours()), (vec![CANCELLED, DELIVERED, DELIVERED], vec![5.0, 30.0, 29.0]));
    assert_eq!((short.owed_to("courier", "post"), short.kpi("total", "orders_merged")), (6.0, 1.0));
    // Of three units the first order gets one, and the second two of three: they travel alone. The rest is cancelled at 22 h,
    // the third order at 23 h.
    let long = found("20 h", "[1, 3, 2]");
    assert_eq!((long.outcomes(), long.hours()), (vec![DELIVERED, DELIVERED, CANCELLED], vec![31.0, 30.0, 20.0]));
    assert_eq!((long.owed_to("courier", "post"), long.kpi("total", "orders_merged")), (12.0, 0.0));
}

/// Under the retail regime 5,000 CNY may be declared at once and 26,000 in a year: two orders of 2,400 share a declaration, a
/// third does not fit, and shares one with the fourth.
#[test]
fn parcels_are_shared_within_the_limits_of_the_regime() {
    let found = run(r#"
run = { start = 2027-01-04, horizon = "6 d" }
product.tin = { price = "2400 CNY" }
warehouse.zone = {}
customs.port.check = "1 h"
courier.post = { transit = "1 d", price = "6 CNY/parcel" }
path.bonded = { regime = "1210", through = ["warehouse.zone", "customs.port", "courier.post"] }
platform.haitao = { path = "bonded", merge.within = "12 h" }
stock.zone.tin.start.on_hand = 20
market.a = { platform = "haitao", consumers = 1, orders.replay.times = ["1 h", "2 h", "3 h", "4 h", "5 h"] }
"#);
    assert_eq!(found.owed_to("courier", "post"), 18.0);
    assert_eq!(found.kpi("total", "orders_merged"), 2.0);
    // 9.1 % of 2,400, however many orders share the declaration.
    assert_eq!(found.costs(Part::Tax), [218.4; 5]);
}

/// While the platform takes no orders, held ones wait with it: the orders of hours 1 and 2 leave at 16 instead of 13.
#[test]
fn a_pause_of_the_platform_delays_the_release() {
    let found = run(&format!(
        r#"{SHOP}
platform.haitao = {{ path = "home", merge.within = "12 h" }}
market.a = {{ platform = "haitao", consumers = 1, orders.replay.times = ["1 h", "2 h"] }}
shock.fault = {{ strikes = ["platform.haitao"], starts = "12 h", lasts = "4 h", pauses = ["orders"] }}
"#
    ));
    assert_eq!(found.hours(), [40.0, 39.0]);
}

/// Goods are damaged, refused at the door, out of stock and cancelled: every order has one outcome, and the audit at every
/// event finds no unit and no amount missing.
#[test]
fn orders_keep_their_outcomes_whatever_happens_to_their_parcels() {
    let found = run(r#"
run = { start = 2027-01-04, horizon = "60 d" }
product = { tin = { price = "100 CNY", weight = "1 kg" }, pot = { price = "30 CNY", weight = "2 kg" } }
supplier.maker.lead_time = "1 d"
warehouse.shop = { picking = "2 h", pickers = 1, room = 8 }
lane.van = { transit.uniform = { min = "1 h", max = "9 h" }, overtaking = true, damage = "20 %" }
courier.post = { transit = "5 h", price = "6 CNY/parcel", failed_attempts = "40 %", attempts = 2, undeliverable = { back = "warehouse.shop" } }
path.home.through = ["warehouse.shop", "lane.van", "courier.post"]
platform.haitao = { path = "home", merge.within = "10 h" }
stock.shop.all = { source = "supplier.maker", replenish.s_S = { s = 10, S = 30 } }
[market.town]
platform = "haitao"
consumers = 8
lines.discrete = { 1 = 1, 2 = 1 }
units.discrete = { 1 = 2, 3 = 1 }
patience.exponential.mean = "30 h"
orders.poisson.rate = "20 /d"
"#);
    let kpi = |name: &str| found.kpi("total", name);
    let ends = ["delivered", "delivered_in_part", "lost", "cancelled", "returned", "spoilt", "refused"];
    let ended: f64 = ends.iter().map(|end| kpi(&format!("orders_{end}"))).sum();
    assert_eq!(ended + kpi("unfinished"), kpi("orders_placed"));
    let merged = kpi("orders_merged") / kpi("orders_placed");
    assert!(merged > 0.2, "{merged}");
}
