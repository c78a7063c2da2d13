//! Warehouses: pickers and their hours, space, allocation, the cost of storage and transport, and the landed cost of an
//! order of two lines.

use super::{run, yuan};
use crate::record::{CANCELLED, DELIVERED, RETURNED, UNFINISHED};
use haitao::chain::{Account, Part};
use haitao::units::{Id, StockPointId};

/// One picker from 8:00 to 12:00, three hours per parcel. The order of hour 7 is packed from 8 to 11; that of hour 9 from 11
/// to 14, since a parcel that was begun is finished; that of hour 13 on the next morning.
#[test]
fn pickers_work_in_their_hours() {
    let found = run(r#"
run.horizon = "3 d"
product.item = {}
warehouse.shop = { pickers = 1, picking = "3 h", hours = "08:00-12:00" }
market.town = { through = "warehouse.shop", orders.replay.times = ["7 h", "9 h", "13 h"] }
stock.shop.item.start.on_hand = 9
"#);
    assert_eq!(found.hours(), [4.0, 5.0, 22.0]);
}

/// Room for two, one of them in picking: the third parcel goes back to the shelf and its order is cancelled.
#[test]
fn a_parcel_that_finds_no_room_goes_back_to_the_shelf() {
    let found = run(r#"
run.horizon = "3 d"
product.item.cost = "4 CNY"
warehouse.shop = { pickers = 1, picking = "10 h", room = 2, price = "1 CNY/order" }
market.town = { through = "warehouse.shop", orders.replay.times = ["0 h", "1 h", "2 h", "11 h"] }
stock.shop.item.start.on_hand = 9
"#);
    assert_eq!(found.hours(), [10.0, 19.0, 0.0, 19.0]);
    assert_eq!(found.outcomes(), [DELIVERED, DELIVERED, CANCELLED, DELIVERED]);
    assert_eq!(found.levels("shop.item").last().map(|level| level.1), Some(6));
}

/// Packing takes 5 hours, patience ends after 3: the parcel is not sent, and its unit goes back to the shelf.
#[test]
fn a_parcel_cancelled_during_packing_is_not_sent() {
    let found = run(r#"
run.horizon = "3 d"
product.item = { price = "25 CNY", cost = "4 CNY" }
warehouse.shop = { picking = "5 h" }
courier.post.transit = "1 d"
market.town = { through = ["warehouse.shop", "courier.post"], patience = "3 h", orders.replay.times = ["1 h"] }
stock.shop.item.start.on_hand = 1
"#);
    assert_eq!((found.hours(), found.outcomes()), (vec![5.0], vec![CANCELLED]));
    assert_eq!(found.levels("shop.item")[1..], [(1.0, 0, 0, 0), (6.0, 1, 0, 0)]);
    assert_eq!((found.balance(Account::Receivable), yuan(found.value()[Part::Goods].parts())), (0.0, 4.0));
}

/// Both shops are empty, and goods come at hour 20. The consumer in the west waits for 5 hours, the one in the east
/// until they come: the cancellation reaches the shop where the line waits, and no other.
#[test]
fn a_line_is_cancelled_where_it_waits() {
    for patient in ["east", "west"] {
        let hasty = if patient == "east" { "west" } else { "east" };
        let found = run(&format!(
            r#"
run.horizon = "3 d"
product.item = {{}}
supplier.maker.lead_time = "20 h"
warehouse = {{ east = {{}}, west = {{}} }}
default.stock = {{ source = "supplier.maker", replenish.s_S = {{ s = 1, S = 2 }}, start.on_hand = 0 }}
stock = {{ east.item = {{}}, west.item = {{}} }}
[market]
{patient} = {{ through = "warehouse.{patient}", orders.replay.times = ["1 h"] }}
{hasty} = {{ through = "warehouse.{hasty}", orders.replay.times = ["1 h"], patience = "5 h" }}
"#
        ));
        assert_eq!(
            (found.kpi(&format!("market.{patient}"), "orders_delivered"), found.kpi("total", "lost_sales")),
            (1.0, 1.0)
        );
        assert_eq!(found.kpi(&format!("market.{hasty}"), "orders_cancelled"), 1.0);
        let waiting = |shop: &str| {
            let levels = found.levels(&format!("{shop}.item"));
            levels.iter().map(|level| (level.0, level.2)).filter(|level| level.0 > 0.0).collect::<Vec<_>>()
        };
        assert_eq!(waiting(hasty)[..2], [(1.0, 1), (6.0, 0)]);
        assert_eq!(waiting(patient)[..2], [(1.0, 1), (20.0, 0)]);
    }
}

/// Ten units for two orders of ten each and a third of five, which arrived in this order.
#[test]
fn receipts_are_allocated_by_the_rule() {
    let served = |rule: &str| {
        let found = run(&format!(
            r#"
run = {{ horizon = "2 d", drain = "0 h" }}
product.item = {{}}
warehouse.shop = {{ {rule} }}
supplier.maker.lead_time = "100 d"
[stock.shop.item]
source = "supplier.maker"
replenish.base_stock.S = 0
start = {{ on_hand = 0, under_way = [{{ units = 10, due = "1 d" }}] }}
[market]
a = {{ through = "warehouse.shop", orders.replay = {{ times = ["1 h"], units = [10] }} }}
b = {{ through = "warehouse.shop", orders.replay = {{ times = ["2 h"], units = [10] }} }}
c = {{ through = "warehouse.shop", orders.replay = {{ times = ["3 h"], units = [5] }} }}
"#
        ));
        let orders = found.orders();
        orders.iter().map(|row| (row.outcome, row.parcels)).collect::<Vec<_>>()
    };
    let (all, some, none) = ((DELIVERED, 1), (UNFINISHED, 1), (UNFINISHED, 0));
    assert_eq!(served(""), [all, none, none]);
    assert_eq!(served("allocate = \"first_come\""), [all, none, none]);
    // 4, 4 and 2 of 10, 10 and 5.
    assert_eq!(served("allocate = \"proportional\""), [some, some, some]);
    assert_eq!(served("allocate = { priority = [\"c\", \"b\"] }"), [none, some, all]);
    // Served whole or not at all: what the rule allots is enough for no order.
    assert_eq!(served("allocate = \"proportional\", fill = \"whole\""), [none, none, none]);
}

/// 50 l of space, 10 l per unit. At hour 10 one unit is sold and four are ordered, which arrive at once and find 10 l free;
/// at hour 20 three more are sold, and there is room.
#[test]
fn goods_wait_outside_a_full_warehouse() {
    let levels = |full: &str| {
        run(&format!(
            r#"
run = {{ horizon = "30 h", drain = "0 h" }}
product.item.volume = "10 l"
warehouse.shop = {{ space = "50 l" {full} }}
supplier.maker = {{}}
market.town = {{ through = "warehouse.shop", orders.replay = {{ times = ["10 h", "20 h"], units = [1, 3] }} }}
stock.shop.item = {{ source = "supplier.maker", replenish.s_S = {{ s = 4, S = 8 }}, start.on_hand = 5 }}
"#
        ))
        .levels("shop.item")
    };
    assert_eq!(levels(""), [(0.0, 5, 0, 0), (10.0, 4, 0, 4), (20.0, 5, 0, 0)]);
    assert_eq!(levels(", when_full = \"accept\""), [(0.0, 5, 0, 0), (10.0, 8, 0, 0), (20.0, 5, 0, 0)]);
}

/// Goods in transit at the start need space as well: with 30 l on the shelf and 20 l due at hour 5, the 10 l ordered at hour
/// 10 find no room until a unit is sold at hour 12.
#[test]
fn goods_under_way_at_the_start_take_space() {
    let found = run(r#"
run = { horizon = "30 h", drain = "0 h" }
product = { item = { volume = "10 l" }, other = { volume = "10 l" } }
warehouse.shop.space = "50 l"
supplier.maker.lead_time = "10 h"
market.town = { mix = ["item"], through = "warehouse.shop", orders.replay.times = ["12 h"] }
[stock.shop]
item = { source = "supplier.maker", replenish.s_S = { s = 0, S = 1 }, start = { on_hand = 3, under_way = [{ units = 2, due = "5 h" }] } }
other = { source = "supplier.maker", replenish.base_stock.S = 1, start.on_hand = 0 }
"#);
    assert_eq!(found.levels("shop.item"), [(0.0, 3, 0, 2), (5.0, 5, 0, 0), (12.0, 4, 0, 0)]);
    assert_eq!(found.levels("shop.other"), [(0.0, 0, 0, 1), (12.0, 1, 0, 0)]);
}

/// Four units of half a cubic metre for ten days at 2 CNY per cubic metre and day: 40 CNY, on top of their cost of 100 each.
/// Capital costs a tenth of a per cent a day on the goods and the costs they bear.
#[test]
fn storage_adds_to_the_value_and_capital_costs_interest() {
    let found = run(r#"
run = { horizon = "10 d", drain = "0 h" }
product.item = { volume = "0.5 m3", cost = "100 CNY" }
warehouse.shop.storage_price = "2 CNY/m3/d"
market.town = { through = "warehouse.shop", orders.replay.times = ["20 d"] }
stock.shop.item.start.on_hand = 4
"#);
    assert_eq!(found.owed_to("warehouse", "shop"), 40.0);
    assert_eq!((yuan(found.value()[Part::Goods].parts()), yuan(found.value()[Part::Storage].parts())), (400.0, 40.0));
    let found = run(r#"
run = { horizon = "10 d", drain = "0 h" }
product.item.cost = "100 CNY"
warehouse.shop = {}
market.town = { through = "warehouse.shop", orders.replay = { times = ["5 d"], units = [4] } }
stock.shop.item = { start.on_hand = 10, carrying = "36.5 %/y" }
"#);
    // 1000 CNY for five days and 600 for five more, at 0.1 % a day.
    assert_eq!(found.balance(Account::Holding(StockPointId::from_index(0))), 8.0);
}

/// An order of two lines from receipt to delivery.
///
/// | | 2 tea | 3 cups | both |
/// |---|---|---|---|
/// | goods at 20 and 8 | 40 | 24 | 64 |
/// | receiving at 100 a m3: 10 l and 2 l | 2 | 0.60 | 2.60 |
/// | a day of storage at 10 a m3 | 0.20 | 0.06 | 0.26 |
/// | picking at 2 an order and 0.50 a unit | | | 4.50 |
/// | customs at 3 a parcel | | | 3 |
/// | courier: 2 + 1.5 kg begin four kilograms, 4 + 3 x 2 | | | 10 |
#[test]
fn the_landed_cost_of_an_order_of_two_lines() {
    let found = run(r#"
run.horizon = "3 d"
[product]
tea = { price = "50 CNY", cost = "20 CNY", weight = "1 kg", volume = "10 l", units = 2 }
cup = { price = "20 CNY", cost = "8 CNY", weight = "0.5 kg", volume = "2 l", units = 3 }
[warehouse.shop]
receiving_price = "100 CNY/m3"
storage_price = "10 CNY/m3/d"
price = ["2 CNY/order", "0.5 CNY/unit"]
[supplier.maker]
[customs.desk]
price = "3 CNY/parcel"
[courier.post]
price = ["4 CNY/first_kg", "2 CNY/next_kg"]
[stock.shop.all]
source = "supplier.maker"
replenish.s_S = { s = 0, S = 10 }
start.on_hand = 0
[market.town]
through = ["warehouse.shop", "customs.desk", "courier.post"]
lines = 2
orders.replay.times = ["1 d"]
"#);
    let parts = [
        (Part::Goods, 64.0),
        (Part::Freight, 0.0),
        (Part::Storage, 0.26),
        (Part::Handling, 10.1),
        (Part::Tax, 0.0),
        (Part::Courier, 10.0),
    ];
    for (part, amount) in parts {
        assert_eq!(found.balance(Account::Delivered(part)), amount, "{part:?}");
        assert_eq!(found.costs(part), [amount], "{part:?} of the order");
    }
    assert_eq!(found.balance(Account::Revenue), -160.0);
    assert_eq!(yuan(found.orders()[0].price.parts()), 160.0);
    assert_eq!(
        (found.orders()[0].units.count(), found.orders()[0].parcels),
        (5, 2),
        "two parcels, one inside the other"
    );
    assert!((found.kpi("total", "landed_cost_per_order") - 84.36).abs() < 1e-9);
    assert_eq!(found.owed_to("supplier", "maker"), 280.0);
    assert_eq!(found.owed_to("customs", "desk"), 3.0);
    assert_eq!(found.owed_to("courier", "post"), 10.0);
    assert_eq!(found.balance(Account::UnderWay), 0.0);
}

/// The tea is in the zone, the cups are abroad. Each line takes the path that has it, and the order is complete with the
/// slower one; if it is kept together it ships from the place that has both.
#[test]
fn an_order_is_split_over_paths_or_kept_together() {
    let with = |split: bool| {
        run(&format!(
            r#"
run.horizon = "9 d"
product = {{ tea = {{}}, cup = {{}} }}
warehouse = {{ zone = {{}}, abroad = {{}} }}
courier = {{ near.transit = "1 d", far = {{ transit = "5 d", price = "9 CNY/parcel" }} }}
path = {{ bonded.through = ["warehouse.zone", "courier.near"], direct.through = ["warehouse.abroad", "courier.far"] }}
platform.mall = {{ path.first_with_stock = ["bonded", "direct"], split_orders = {split} }}
market.town = {{ platform = "mall", lines = 2, orders.replay.times = ["1 h"] }}
stock.zone.tea.start.on_hand = 5
stock.abroad.all.start.on_hand = 5
"#
        ))
    };
    let (apart, together) = (with(true), with(false));
    assert_eq!((apart.hours(), together.hours()), (vec![120.0], vec![120.0]));
    assert_eq!((apart.costs(Part::Courier), together.costs(Part::Courier)), (vec![9.0], vec![9.0]));
    assert_eq!(apart.levels("zone.tea").last().map(|level| level.1), Some(4));
    assert_eq!(together.levels("zone.tea").last().map(|level| level.1), Some(5));
}

/// One of three units is given up, and the parcel with the others comes back.
#[test]
fn an_order_ends_with_what_happens_last() {
    let found = run(r#"
run.horizon = "9 d"
product.item.price = "10 CNY"
warehouse.shop = {}
courier.post = { transit = "1 d", failed_attempts = "100 %", attempts = 1 }
market.town = { through = ["warehouse.shop", "courier.post"], patience = "1 h", orders.replay = { times = ["0 h"], units = [3] } }
stock.shop.item.start.on_hand = 2
"#);
    // Two units go out and come back a day later; the third was given up after an hour.
    assert_eq!((found.hours(), found.outcomes()), (vec![24.0], vec![RETURNED]));
    assert_eq!((found.balance(Account::Revenue), found.balance(Account::Receivable)), (0.0, 0.0));
}

/// The first order takes the only unit; the second, 9 h later, finds none and is lost. The first has ended by then, so both
/// are kept in the same place: the second must count as an order of its own.
#[test]
#[expect(clippy::float_cmp, reason = "one of two")]
fn an_order_that_takes_the_place_of_an_ended_one_is_counted() {
    let found = run(r#"
run.horizon = "3 d"
product.item = {}
warehouse.shop = {}
market.town = { through = "warehouse.shop", when_short = "lost", orders.replay.times = ["1 h", "10 h"] }
stock.shop.item.start.on_hand = 1
"#);
    assert_eq!(found.kpi("total", "order_fill_rate"), 0.5);
    assert_eq!(found.kpi("total", "line_fill_rate"), 0.5);
}
