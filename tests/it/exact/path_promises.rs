//! What paths promise by market, and how long their buyers wait.

use super::run;
use crate::record::{CANCELLED, DELIVERED};

/// Parcels take four days. The path promises 3 days, in the group of remote markets 5, but in one of them 2: kept in the other
/// only.
#[test]
fn a_path_promises_by_market() {
    let found = run(r#"
run.horizon = "9 d"
product.item = {}
warehouse.shop = {}
courier.post.transit = "4 d"
path.home = { promise = { all = "3 d", "market_group.remote" = "5 d", island = "2 d" }, through = ["warehouse.shop", "courier.post"] }
platform.web.path = "home"
[market_group.remote]
[market]
island = { platform = "web", group = "remote", orders.replay.times = ["0 h"] }
town = { platform = "web", orders.replay.times = ["0 h"] }
west = { platform = "web", group = "remote", orders.replay.times = ["0 h"] }
[stock.shop.item]
start.on_hand = 9
"#);
    let kept = ["market.island", "market.town", "market.west"].map(|of| found.kpi(of, "on_time_share"));
    assert_eq!(kept, [0.0, 0.0, 1.0]);
    assert_eq!([found.kpi("total", "on_time_share"), found.kpi("path.home", "on_time_share")], [1.0 / 3.0, 1.0 / 3.0]);
}

/// Goods come after 40 hours. Buyers of a path that promises 1 day wait 1.5 days, less than that; those of a path that promises
/// 2 days wait 3, although the market waits 1 hour only.
#[test]
fn buyers_wait_a_multiple_of_the_promise() {
    for (promise, outcome) in [("1 d", CANCELLED), ("2 d", DELIVERED)] {
        let found = run(&format!(
            r#"
run.horizon = "9 d"
product.item = {{}}
warehouse.shop = {{}}
supplier.maker.lead_time = "40 h"
path.home = {{ promise = "{promise}", patience = {{ promises = 1.5 }}, through = "warehouse.shop" }}
platform.web.path = "home"
market.town = {{ platform = "web", patience = "1 h", orders.replay.times = ["0 h"] }}
stock.shop.item = {{ source = "supplier.maker", replenish.base_stock.S = 1, start.on_hand = 0 }}
"#
        ));
        assert_eq!(found.outcomes(), [outcome], "{promise}");
    }
}

/// The market waits 3 hours. The order of hour 1 is kept at the paused platform until hour 2, then its path waits 20 hours:
/// what the market would have waited no longer counts, and the goods of hour 12 are delivered.
#[test]
fn the_patience_of_the_path_replaces_that_of_the_market() {
    let found = run(r#"
run.horizon = "3 d"
product.item = {}
warehouse.shop = {}
supplier.maker.lead_time = "12 h"
path.home = { patience = "20 h", through = "warehouse.shop" }
platform.web.path = "home"
shock.outage = { strikes = ["platform.web"], starts = "0 h", lasts = "2 h", pauses = ["orders"] }
market.town = { platform = "web", patience = "3 h", orders.replay.times = ["1 h"] }
stock.shop.item = { source = "supplier.maker", replenish.base_stock.S = 1, start.on_hand = 0 }
"#);
    assert_eq!((found.outcomes(), found.hours()), (vec![DELIVERED], vec![11.0]));
}

/// The market promises 10 days, the path 1: its buyers wait 1.5 times what the path promises, less than the 40 hours.
#[test]
fn the_multiple_is_that_of_the_promise_of_the_path() {
    let found = run(r#"
run.horizon = "9 d"
product.item = {}
warehouse.shop = {}
supplier.maker.lead_time = "40 h"
path.home = { promise = "1 d", patience = { promises = 1.5 }, through = "warehouse.shop" }
market.town = { through = "path.home", promise = "10 d", orders.replay.times = ["0 h"] }
stock.shop.item = { source = "supplier.maker", replenish.base_stock.S = 1, start.on_hand = 0 }
"#);
    assert_eq!(found.outcomes(), [CANCELLED]);
}
