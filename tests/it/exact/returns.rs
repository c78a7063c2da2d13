//! Parcels that come back: when they are on the shelf again, with which lots, and at what cost.

use super::{Run, run, yuan};
use crate::record::{DELIVERED, RETURNED};
use haitao::chain::{Account, Part};
use haitao::units::{Id, StockPointId};

/// Two units at hour 1, bought at 7 CNY each and sold at 25. The courier charges 4 CNY; its attempts at hours 6 and 30 both
/// fail.
fn undeliverable(key: &str, more: &str) -> Run {
    run(&format!(
        r#"
run.horizon = "5 d"
product.item = {{ price = "25 CNY", cost = "7 CNY" }}
warehouse.shop = {{ receiving_price = "0.5 CNY/unit", put_away = "2 h" }}
lane.home = {{ transit = "10 h", price = "3 CNY/shipment" }}
market.town = {{ through = ["warehouse.shop", "courier.post"], orders.replay = {{ times = ["1 h"], units = [2] }} }}
stock.shop.item.start.on_hand = 5
[courier.post]
transit = "5 h"
price = "4 CNY/parcel"
failed_attempts = "100 %"
attempts = 2
retry = "1 d"
{key}
{more}
"#
    ))
}

const BACK: &str = r#"undeliverable.back = ["lane.home", "warehouse.shop"]"#;

fn returned(found: &Run) -> f64 {
    Part::ALL.iter().map(|part| found.balance(Account::Returned(*part))).sum()
}

/// The lane takes 10 hours and 3 CNY, the warehouse 2 hours and 1 CNY: on the shelf again at hour 42.
///
/// | | CNY |
/// |---|---|
/// | five units at 7 | 35 |
/// | courier | 4 |
/// | the lane back | 3 |
/// | receiving two units | 1 |
#[test]
fn a_parcel_comes_back_to_the_shelf_with_its_whole_cost() {
    let found = undeliverable(BACK, "");
    assert_eq!((found.hours(), found.outcomes()), (vec![29.0], vec![RETURNED]));
    assert_eq!(found.levels("shop.item"), [(0.0, 5, 0, 0), (1.0, 3, 0, 0), (42.0, 5, 0, 0)]);
    let parts = |part: Part| yuan(found.value()[part].parts());
    let value = [Part::Goods, Part::Courier, Part::Freight, Part::Handling].map(parts);
    assert_eq!(value, [35.0, 4.0, 3.0, 1.0]);
    assert_eq!(found.balance(Account::Inventory(StockPointId::from_index(0))), 43.0);
    assert_eq!((found.owed_to("courier", "post"), found.owed_to("lane", "home")), (4.0, 3.0));
    assert_eq!(found.owed_to("warehouse", "shop"), 1.0);
    for account in [Account::UnderWay, Account::Receivable, Account::Deferred, Account::Revenue] {
        assert_eq!(found.balance(account), 0.0, "{account:?}");
    }
    assert_eq!(returned(&found), 0.0);
    for subject in ["total", "courier.post"] {
        let kpi = |kpi| found.kpi(subject, kpi);
        assert_eq!((kpi("units_sent_back"), kpi("units_restocked")), (2.0, 2.0));
        assert_eq!((kpi("days_back_mean"), kpi("way_back_cost_per_unit")), (0.5, 2.0));
    }
    // Returns do not end a replenishment cycle.
    assert_eq!(found.kpi("courier.post", "returned_share"), 1.0);
}

/// Without the key the goods are given up at the last attempt, with their whole cost.
#[test]
fn without_a_return_route_goods_are_given_up() {
    let found = undeliverable("", "");
    assert_eq!((found.hours(), found.outcomes()), (vec![29.0], vec![RETURNED]));
    assert_eq!(found.levels("shop.item"), [(0.0, 5, 0, 0), (1.0, 3, 0, 0)]);
    assert_eq!(returned(&found), 18.0);
    assert!(found.found.values.iter().all(|(_, name, _)| *name != "units_sent_back"));
}

/// They go back to another shop, next door, in no time.
#[test]
fn a_return_route_may_lead_to_another_warehouse_and_take_no_time() {
    let found = undeliverable(
        r#"undeliverable.back = ["warehouse.outlet"]"#,
        "[stock.outlet.item]\nstart.on_hand = 0\n[warehouse.outlet]\n",
    );
    assert_eq!(found.levels("shop.item"), [(0.0, 5, 0, 0), (1.0, 3, 0, 0)]);
    assert_eq!(found.levels("outlet.item"), [(0.0, 0, 0, 0), (30.0, 2, 0, 0)]);
    assert_eq!(found.kpi("courier.post", "days_back_mean"), 0.0);
    // 14 for the goods and 4 for the courier.
    assert_eq!(yuan(found.value().total().parts()), 18.0, "the outlet is the first stock point by name");
}

/// The lane destroys everything: it is scrapped with its whole cost, and nothing reaches the shelf.
#[test]
fn goods_broken_on_the_return_are_scrapped() {
    let found = undeliverable(&format!("{BACK}\n[default.lane]\ndamage = \"100 %\""), "");
    assert_eq!(found.outcomes(), [RETURNED]);
    assert_eq!(found.levels("shop.item"), [(0.0, 5, 0, 0), (1.0, 3, 0, 0)]);
    let scrapped = [Part::Goods, Part::Courier, Part::Freight].map(|part| found.balance(Account::Scrapped(part)));
    assert_eq!(scrapped, [14.0, 4.0, 3.0]);
    assert_eq!(found.balance(Account::UnderWay), 0.0);
    assert_eq!((found.kpi("total", "units_sent_back"), found.kpi("total", "units_restocked")), (2.0, 0.0));
}

/// Returned goods serve waiting orders: three units are left at hour 1, four are ordered at hour 2, and the fourth of them
/// comes from the parcel that is on the shelf at hour 42. Its own delivery fails as well.
#[test]
fn returned_goods_serve_waiting_orders() {
    let found = run(r#"
run.horizon = "3 d"
product.item.cost = "7 CNY"
warehouse.shop = {}
courier.post = { failed_attempts = "100 %", attempts = 1, undeliverable.back = ["lane.home", "warehouse.shop"] }
lane.home.transit = "41 h"
market.far = { through = ["warehouse.shop", "courier.post"], orders.replay = { times = ["1 h"], units = [2] } }
market.near = { through = "warehouse.shop", orders.replay = { times = ["2 h"], units = [4] } }
stock.shop.item.start.on_hand = 5
"#);
    assert_eq!((found.hours(), found.outcomes()), (vec![0.0, 40.0], vec![RETURNED, DELIVERED]));
    assert_eq!(found.levels("shop.item"), [(0.0, 5, 0, 0), (1.0, 3, 0, 0), (2.0, 0, 1, 0), (42.0, 1, 0, 0)]);
}

/// Two units of tea, 2 kg, and three cups, 1.5 kg, come back in one parcel: 7 CNY for the lane, shared by weight.
#[test]
fn a_parcel_of_two_products_comes_back_to_both_shelves() {
    let found = run(r#"
run.horizon = "3 d"
[product]
tea = { cost = "20 CNY", weight = "1 kg", units = 2 }
cup = { cost = "8 CNY", weight = "0.5 kg", units = 3 }
[warehouse.shop]
[lane.home]
transit = "10 h"
price = "7 CNY/shipment"
[courier.post]
failed_attempts = "100 %"
attempts = 1
undeliverable.back = ["lane.home", "warehouse.shop"]
[stock.shop.all]
start.on_hand = 10
[market.town]
through = ["warehouse.shop", "courier.post"]
lines = 2
orders.replay.times = ["1 d"]
"#);
    assert_eq!(found.outcomes(), [RETURNED]);
    assert_eq!(found.levels("shop.tea"), [(0.0, 10, 0, 0), (24.0, 8, 0, 0), (34.0, 10, 0, 0)]);
    assert_eq!(found.levels("shop.cup"), [(0.0, 10, 0, 0), (24.0, 7, 0, 0), (34.0, 10, 0, 0)]);
    let value = |stock_point| found.balance(Account::Inventory(StockPointId::from_index(stock_point)));
    assert_eq!((value(0), value(1)), (83.0, 204.0), "cups, then tea");
    assert_eq!(found.owed_to("lane", "home"), 7.0);
    assert_eq!((found.kpi("total", "units_restocked"), found.kpi("total", "way_back_cost_per_unit")), (5.0, 1.4));
}

/// On ten days a parcel of one unit of tea and forty cups comes back, and the lane breaks half of it. In some parcels no tea
/// is left: that line is unpacked with zero units, and what reaches the shelves is still counted.
#[test]
fn a_parcel_comes_back_without_what_broke_on_the_way() {
    let found = run(r#"
run.horizon = "12 d"
[product]
tea = { cost = "20 CNY", units = 1 }
cup = { cost = "8 CNY", units = 40 }
[warehouse.shop]
[lane.home]
transit = "10 h"
damage = "50 %"
[courier.post]
failed_attempts = "100 %"
attempts = 1
undeliverable.back = ["lane.home", "warehouse.shop"]
[stock.shop.all]
start.on_hand = 1000
[market.town]
through = ["warehouse.shop", "courier.post"]
lines = 2
orders.replay.times = ["1 d", "2 d", "3 d", "4 d", "5 d", "6 d", "7 d", "8 d", "9 d", "10 d"]
"#);
    let came_back = |stock_point: &str| -> Vec<i64> {
        let levels = found.levels(stock_point);
        levels.windows(2).map(|pair| pair[1].1 - pair[0].1).filter(|change| *change > 0).collect()
    };
    let (tea, cups) = (came_back("shop.tea"), came_back("shop.cup"));
    assert!((1..10).contains(&tea.len()), "of some parcels, not of all, the tea is whole: {tea:?}");
    assert_eq!(cups.len(), 10);
    let units: i64 = tea.iter().chain(&cups).sum();
    assert_eq!(found.kpi("total", "units_restocked"), f64::from(i32::try_from(units).expect("a few hundred")));
    assert_eq!(found.kpi("total", "units_sent_back"), 410.0);
}

/// Goods made to order go back to a shelf that never held any; their maker is still paid.
#[test]
fn goods_made_to_order_come_back_to_a_shelf() {
    let found = run(r#"
run.horizon = "3 d"
product.item = { price = "25 CNY", cost = "7 CNY" }
supplier.maker = {}
warehouse.shop = {}
courier.post = { failed_attempts = "100 %", attempts = 1, price = "4 CNY/parcel", undeliverable.back = ["warehouse.shop"] }
market.town = { through = ["supplier.maker", "courier.post"], orders.replay = { times = ["1 h"], units = [3] } }
stock.shop.item.start.on_hand = 0
"#);
    assert_eq!(found.outcomes(), [RETURNED]);
    assert_eq!(found.levels("shop.item"), [(0.0, 0, 0, 0), (1.0, 3, 0, 0)]);
    assert_eq!(found.owed_to("supplier", "maker"), 21.0);
    assert_eq!(yuan(found.value().total().parts()), 25.0);
}

/// Five units keep until day 4. Two of them are back at hour 42 and are written off with the others: they have kept their
/// age.
#[test]
fn returned_goods_keep_their_age() {
    let found = undeliverable(BACK, "[default.product]\nshelf_life = \"4 d\"\n");
    let levels = found.levels("shop.item");
    assert_eq!(levels, [(0.0, 5, 0, 0), (1.0, 3, 0, 0), (42.0, 5, 0, 0), (96.0, 0, 0, 0)]);
    assert_eq!(found.kpi("total", "units_written_off"), 5.0);
    assert_eq!(found.kpi("total", "write_off_value"), 43.0);
}
