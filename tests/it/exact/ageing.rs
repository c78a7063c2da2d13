//! Perishable goods: which lot goes first, when goods are near their expiry, when they pass their sell-by limit, and what
//! that costs.

use super::run;
use haitao::chain::{Account, Part};

/// A shelf life of ten days, near expiry with 3 left, not sold with 1 left. Three lots of 3 arrive at the shop: X on day 2,
/// which keeps until day 12; Y on day 3, which was in the hub from the start and keeps until day 10; Z on day 4, which keeps
/// until day 14. Two units are sold on each of days 5, 8 and 10. A unit costs 30; those of Y bear a freight of 3: 31 each.
fn three_lots(more: &str) -> super::Run {
    run(&format!(
        r#"
run = {{ horizon = "15 d", drain = "2 d" }}
warehouse = {{ hub = {{}}, shop = {{}} }}
supplier.maker = {{}}
lane.truck = {{ transit = "3 d", price = "3 CNY/unit" }}
courier.post.transit = "1 d"
market.town = {{ through = ["warehouse.shop", "courier.post"], orders.replay = {{ times = ["5 d", "8 d", "10 d"], units = [2, 2, 2] }} }}
stock.hub.item.start.on_hand = 3
[product.item]
price = "100 CNY"
cost = "30 CNY"
shelf_life = "10 d"
near_expiry.at_most = "3 d"
sale_ban = {{ share = "10 %", at_most = "45 d" }}
markdown = "40 %"
[stock.shop.item]
source = ["warehouse.hub", "lane.truck"]
replenish.base_stock.S = 9
start = {{ on_hand = 0, under_way = [{{ units = 3, due = "2 d" }}, {{ units = 3, due = "4 d" }}] }}
{more}
"#
    ))
}

/// Returns day and stock after every change of the shop, from day 4 on.
fn days(found: &super::Run) -> Vec<(f64, i64)> {
    let levels = found.levels("shop.item");
    levels.iter().filter(|level| level.0 >= 96.0).map(|level| (level.0 / 24.0, level.1)).collect()
}

/// Day 5: Y, Y. Day 8: Y with 2 days left, X with 4. Day 10: X, X with 2 left. Day 13: three of Z are written off.
#[test]
fn what_expires_first_is_picked_first() {
    let found = three_lots("");
    assert_eq!(days(&found), [(4.0, 9), (5.0, 7), (8.0, 5), (10.0, 3), (13.0, 0)]);
    let paid: Vec<i64> = found.orders().iter().map(|order| order.price.parts() / 10_000).collect();
    assert_eq!(paid, [200, 160, 120]);
    assert_eq!(found.balance(Account::Revenue), -480.0);
    assert_eq!(found.balance(Account::Receivable), 480.0);
    assert_eq!(found.balance(Account::WrittenOff(Part::Goods)), 90.0);
    assert_eq!(found.balance(Account::WrittenOff(Part::Freight)), 3.0);
    let kpi = |kpi| found.kpi("stock.shop.item", kpi);
    assert_eq!((kpi("units_written_off"), kpi("write_off_value"), kpi("write_off_share")), (3.0, 93.0, 3.0 / 9.0));
    assert_eq!(kpi("markdown_cost"), 120.0);
    // On the shelf: X 6 + 2 x 8 unit-days, Y 2 x 2 + 5, Z 3 x 9; near expiry Y 1, X 2, Z 3 x 2.
    assert_eq!((kpi("mean_on_hand"), kpi("near_expiry_share")), (58.0 / 15.0, 9.0 / 58.0));
    assert!((kpi("stock_age_days_mean") - 220.0 / 58.0).abs() < 1e-12);
    assert!((kpi("life_left_at_sale") - 2.0 / 6.0).abs() < 1e-12);
    assert!((found.kpi("product.item", "life_left_at_delivery") - (2.0 / 6.0 - 0.1)).abs() < 1e-12);
    assert_eq!(found.kpi("total", "write_off_value"), 93.0);
    // Units sold or written off are ordered again: the position stays at 9.
    assert_eq!(found.levels("shop.item").last(), Some(&(13.0 * 24.0, 0, 0, 9)));
}

/// Day 5: X, X. Day 8: X, and Y with 2 days left. Day 9: two of Y are written off. Day 10: Z, Z. Day 13: one of Z is written
/// off.
#[test]
fn first_in_is_picked_first() {
    let found = three_lots("pick_order = \"fifo\"");
    assert_eq!(days(&found), [(4.0, 9), (5.0, 7), (8.0, 5), (9.0, 3), (10.0, 1), (13.0, 0)]);
    assert_eq!(found.kpi("total", "markdown_cost"), 40.0);
    assert_eq!(found.balance(Account::Revenue), -560.0);
    assert_eq!(found.kpi("total", "write_off_value"), 93.0);
}

/// Day 5: Z, Z. Day 8: Z, and Y with 2 days left. Day 9: two of Y are written off. Day 10: X, X with 2 left. Day 11: one of
/// X is written off.
#[test]
fn last_in_is_picked_first() {
    let found = three_lots("pick_order = \"lifo\"");
    assert_eq!(days(&found), [(4.0, 9), (5.0, 7), (8.0, 5), (9.0, 3), (10.0, 1), (11.0, 0)]);
    assert_eq!(found.kpi("total", "markdown_cost"), 120.0);
    assert_eq!(found.kpi("total", "units_written_off"), 3.0);
}

/// Destroying three units costs 2 each, owed to the warehouse; sending them back refunds half of 90.
#[test]
fn goods_past_their_limit_are_destroyed_or_sent_back() {
    let found = three_lots("expired.destroy.price = \"2 CNY/unit\"");
    assert_eq!(found.owed_to("warehouse", "shop"), 6.0);
    assert_eq!(found.balance(Account::WrittenOff(Part::Handling)), 6.0);
    assert_eq!(found.kpi("stock.shop.item", "write_off_value"), 99.0);
    let found = three_lots("expired.send_back.credit = \"50 %\"");
    assert_eq!(found.balance(Account::Cash), 45.0);
    assert_eq!(found.balance(Account::WrittenOff(Part::Goods)), 45.0);
    assert_eq!(found.kpi("stock.shop.item", "write_off_value"), 48.0);
}

/// Sixty per cent of ten days are left on arrival, and the sell-by limit is reached 5 days later. A unit that leaves the hub
/// on day 3 and is in transit for 3 days arrives too late: it is written off on receipt and reordered, but the hub has no
/// more.
#[test]
fn goods_that_come_too_late_never_reach_a_buyer() {
    let found = run(r#"
run = { horizon = "15 d", drain = "0 d" }
warehouse = { hub = {}, shop = {} }
lane.truck.transit = "3 d"
market.town = { through = "warehouse.shop", orders.replay.times = ["3 d", "4 d"], when_short = "lost" }
product.item = { cost = "30 CNY", shelf_life = "10 d", life_on_arrival = "60 %", sale_ban.share = "10 %" }
stock.hub.item.start.on_hand = 1
stock.shop.item = { source = ["warehouse.hub", "lane.truck"], replenish.base_stock.S = 1, start.on_hand = 1 }
"#);
    assert_eq!(found.levels("hub.item"), [(0.0, 1, 0, 0), (72.0, 0, 0, 0), (144.0, 0, 1, 0)]);
    assert_eq!(found.levels("shop.item"), [(0.0, 1, 0, 0), (72.0, 0, 0, 1), (144.0, 0, 0, 1)]);
    assert_eq!(found.kpi("stock.shop.item", "units_written_off"), 1.0);
    assert_eq!(found.kpi("stock.hub.item", "units_written_off"), 0.0);
    assert_eq!(found.balance(Account::WrittenOff(Part::Goods)), 30.0);
}

/// A parcel with units of two lots is packed after its buyer has cancelled: both lots go back to the shelf, each with its
/// own expiry.
#[test]
fn lots_come_back_to_the_shelf_as_they_were() {
    let found = run(r#"
run = { horizon = "15 d", drain = "0 d" }
warehouse.shop.picking = "2 d"
supplier.maker.lead_time = "100 d"
market.town = { through = "warehouse.shop", patience = "1 d", orders.replay = { times = ["3 d"], units = [2] } }
product.item = { cost = "30 CNY", shelf_life = "10 d" }
[stock.shop.item]
source = "supplier.maker"
replenish.r_Q = { r = 0, Q = 1 }
start = { on_hand = 1, under_way = [{ units = 1, due = "2 d" }] }
"#);
    let levels: Vec<(f64, i64)> = found.levels("shop.item").iter().map(|level| (level.0 / 24.0, level.1)).collect();
    assert_eq!(levels, [(0.0, 1), (2.0, 2), (3.0, 0), (5.0, 2), (10.0, 1), (12.0, 0)]);
}
