//! What paths promise by market, and how long their buyers wait.

use super::run;
use crate::record::{CANCELLED, DELIVERED};

/// Parcels take four days. The path promises 3 days, in the group of remote markets 5 and in one of them 4: kept there only.
#[test]
fn a_path_promises_by_market() {
    let found = run(r#"
run.horizon = "9 d"
product.item = {}
warehouse.shop = {}
courier.post.transit = "4 d"
path.home = { promise = { all = "3 d", "market_group.remote" = "5 d", island = "4 d" }, through = ["warehouse.shop", "courier.post"] }
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
    assert_eq!(kept, [1.0, 0.0, 1.0]);
    assert_eq!([found.kpi("total", "on_time_share"), found.kpi("path.home", "on_time_share")], [2.0 / 3.0, 2.0 / 3.0]);
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
