//! Lanes and couriers: what fits on board, what is too late, what is charged, and daily capacity.

use super::run;
use crate::record::{DELIVERED, SPOILT};
use haitao::chain::{Account, Part};

/// Five parcels of 1 kg at hour 0, and a van every 6 hours that carries 3 kg and takes an hour: three arrive at hour 7, the
/// other two with the next van at hour 13.
#[test]
fn parcels_that_do_not_fit_roll_over_to_the_next_departure() {
    let with = |capacity: &str| {
        run(&format!(
            r#"
run.horizon = "3 d"
product.item.weight = "1 kg"
lane.van = {{ departs = "every 6 h", transit = "1 h", capacity = {capacity} }}
market.town = {{ through = "lane.van", orders.replay.times = ["0 h", "0 h", "0 h", "0 h", "0 h"] }}
"#
        ))
    };
    assert_eq!(with(r#""3 kg""#).hours(), [7.0, 7.0, 7.0, 13.0, 13.0]);
    assert_eq!(with(r#"["3 kg", "2 parcels"]"#).hours(), [7.0, 7.0, 13.0, 13.0, 19.0]);
    assert_eq!(with(r#""3.999 kg""#).hours(), [7.0, 7.0, 7.0, 13.0, 13.0]);
    assert_eq!(with(r#""1 kg""#).hours(), [7.0, 13.0, 19.0, 25.0, 31.0]);
}

/// A parcel that does not fit holds up those after it, however small they are: first come, first served.
#[test]
fn a_parcel_that_waits_is_not_overtaken_on_the_quay() {
    let found = run(r#"
run.horizon = "3 d"
product.item.weight = "1 kg"
lane.van = { departs = "every 6 h", capacity = "4 kg" }
market.town = { through = "lane.van", orders.replay = { times = ["0 h", "1 h", "2 h", "3 h"], units = [3, 2, 1, 9] } }
"#);
    // 3 kg at hour 6; 2 + 1 kg at hour 12; 9 kg at hour 18: it exceeds every vehicle, so it goes alone.
    assert_eq!(found.hours(), [6.0, 11.0, 10.0, 15.0]);
}

/// The cut-off is 2 hours before the van leaves at hour 6: a parcel that arrives at hour 4 is on board, a later one is not.
#[test]
fn arrivals_after_the_cut_off_take_the_next_departure() {
    let found = run(r#"
run.horizon = "3 d"
lane.van = { departs = "every 6 h", cut_off = "2 h", transit = "1 h" }
market.town = { through = "lane.van", orders.replay.times = ["3 h", "4 h", "5 h"] }
"#);
    assert_eq!(found.hours(), [4.0, 3.0, 8.0]);
}

/// Five units for stock at hour 0 on vans of 2 kg: 2, 2 and 1, each trip at 10 CNY. They cost 4 CNY each.
#[test]
fn goods_for_stock_are_split_over_departures_and_their_cost_adds_up() {
    let found = run(r#"
run.horizon = "2 d"
product.item = { weight = "1 kg", cost = "4 CNY" }
warehouse.shop = {}
supplier.maker = {}
lane.van = { departs = "every 6 h", capacity = "2 kg", price = "10 CNY/shipment" }
market.town = { through = "warehouse.shop", orders.replay.times = ["40 h"] }
stock.shop.item = { source = ["supplier.maker", "lane.van"], replenish.base_stock.S = 5, start.on_hand = 0 }
"#);
    let levels = found.levels("shop.item");
    assert_eq!(levels[..4], [(0.0, 0, 0, 5), (6.0, 2, 0, 3), (12.0, 4, 0, 1), (18.0, 5, 0, 0)]);
    // One unit is sold at (5 x 4 + 3 x 10) / 5 = 10 CNY.
    assert_eq!(found.costs(Part::Goods), [4.0]);
    assert_eq!(found.costs(Part::Freight), [6.0]);
    // Its replacement is ordered at hour 40 and arrives with the van of hour 42: another 10 CNY, and 4 to the maker.
    assert_eq!((found.owed_to("lane", "van"), found.owed_to("supplier", "maker")), (40.0, 24.0));
    assert_eq!(found.balance(Account::UnderWay), 0.0);
}

/// 1.5 kg in 12 l count as 12,000 / 6000 = 2 kg of freight, so three of them as 6 kg; 16 CNY per kilogram.
#[test]
fn bulky_goods_pay_for_their_volume() {
    let found = run(r#"
run.horizon = "1 d"
product.item = { weight = "1.5 kg", volume = "12 l" }
lane.flight = { price = "16 CNY/kg", volumetric = "6000 cm3/kg" }
market.town = { through = "lane.flight", orders.replay = { times = ["0 h", "1 h"], units = [1, 3] } }
"#);
    assert_eq!(found.costs(Part::Freight), [32.0, 96.0]);
}

/// Two units weigh 2.1 kg: the first kilogram at 3.50, two more begun at 1.50, and 1 CNY for the remote address.
#[test]
fn a_courier_charges_by_the_kilogram_begun() {
    let found = run(r#"
run.horizon = "1 d"
product.item.weight = "1.05 kg"
[courier.post]
price = ["3.5 CNY/first_kg", "1.5 CNY/next_kg"]
to.near = {}
to.far = { surcharge = "1 CNY/parcel", transit = "5 h" }
[market]
far = { through = "courier.post", orders.replay = { times = ["0 h", "1 h"], units = [1, 2] } }
near = { through = "courier.post", orders.replay = { times = ["0 h", "1 h"], units = [1, 2] } }
"#);
    // 1.05 kg counts as two kilograms begun.
    assert_eq!(found.costs(Part::Courier), [6.0, 7.5, 5.0, 6.5]);
    assert_eq!(found.hours(), [5.0, 5.0, 0.0, 0.0]);
}

/// Both a price and a surcharge may be per container.
#[test]
fn a_surcharge_may_be_by_the_container() {
    let found = run(r#"
run.horizon = "1 d"
product.item.volume = "1 m3"
courier.haulier = { price = "3000 CNY/20GP", surcharge = "200 CNY/20GP" }
market.town = { through = "courier.haulier", orders.replay = { times = ["0 h"], units = [30] } }
"#);
    assert_eq!(found.costs(Part::Courier), [6400.0], "30 m3 are two containers");
}

/// 40 ft high cubes hold 68 m3 at 5000, 20 ft boxes 28 m3 at 3000: 20 m3 need one small box, 60 one large one, 90 one of
/// each, 130 two large ones.
#[test]
fn the_cheapest_containers_are_taken() {
    let found = run(r#"
run.horizon = "1 d"
product.item.volume = "1 m3"
lane.ship = { price = ["5000 CNY/40HQ", "3000 CNY/20GP"] }
market.town = { through = "lane.ship", orders.replay = { times = ["0 h", "0 h", "0 h", "0 h"], units = [20, 60, 90, 130] } }
"#);
    assert_eq!(found.costs(Part::Freight), [3000.0, 5000.0, 8000.0, 10_000.0]);
}

/// Two parcels a day: of five at hour 1, two leave at hour 1, two at midnight and one at the next midnight, each with 3
/// hours of transit.
#[test]
fn a_courier_has_a_daily_capacity() {
    let found = run(r#"
run.horizon = "4 d"
courier.post = { capacity = "2 parcels/d", transit = "3 h" }
market.town = { through = "courier.post", orders.replay.times = ["1 h", "1 h", "1 h", "1 h", "1 h"] }
"#);
    assert_eq!(found.hours(), [3.0, 3.0, 26.0, 26.0, 50.0]);
}

/// Vans at 12:00 and 20:00 with three parcels a day in total; deliveries are attempted only from 8:00 to 22:00.
#[test]
fn a_courier_collects_at_fixed_times_and_delivers_by_day() {
    let found = run(r#"
run.horizon = "4 d"
courier.post = { departs = "daily 12:00 20:00", capacity = "3 parcels/d", transit = "3 h", hours = "08:00-22:00" }
market.town = { through = "courier.post", orders.replay.times = ["11 h", "11 h", "13 h", "13 h"] }
"#);
    // At 12:00 two, delivered at 15:00; at 20:00 one, whose 23:00 becomes 8:00; the fourth next day at 15:00.
    assert_eq!(found.hours(), [4.0, 4.0, 19.0, 26.0]);
}

/// The first attempt always fails, the second, a day later, never does.
#[test]
fn each_attempt_has_its_own_chance_to_fail() {
    let found = run(r#"
run.horizon = "4 d"
courier.post = { transit = "3 h", failed_attempts = ["100 %", "0 %"], retry = "1 d", attempts = 2 }
market.town = { through = "courier.post", orders.replay.times = ["1 h"] }
"#);
    assert_eq!((found.hours(), found.outcomes()), (vec![27.0], vec![DELIVERED]));
}

/// Everything is spoilt in transit: orders end when it arrives, their price is refunded, and the goods were bought.
#[test]
fn damaged_orders_end_on_arrival() {
    let found = run(r#"
run.horizon = "2 d"
product.item = { price = "25 CNY", cost = "7 CNY" }
supplier.maker = {}
lane.van = { transit = "5 h", damage = "100 %", price = "2 CNY/unit" }
market.town = { through = ["supplier.maker", "lane.van"], orders.replay = { times = ["1 h", "2 h"], units = [1, 3] } }
"#);
    assert_eq!((found.hours(), found.outcomes()), (vec![5.0, 5.0], vec![SPOILT, SPOILT]));
    assert_eq!((found.balance(Account::Receivable), found.balance(Account::Revenue)), (0.0, 0.0));
    assert_eq!(found.balance(Account::Scrapped(Part::Goods)), 28.0);
    assert_eq!(found.balance(Account::Scrapped(Part::Freight)), 8.0);
    assert_eq!((found.owed_to("supplier", "maker"), found.owed_to("lane", "van")), (28.0, 8.0));
}

/// Orders without goods can be lost in transit as well.
#[test]
fn an_order_without_goods_can_be_lost_on_the_way() {
    let found = run(r#"
run.horizon = "2 d"
lane.van = { transit = "5 h", damage = "100 %" }
market.town = { through = "lane.van", orders.replay.times = ["1 h"] }
"#);
    assert_eq!((found.hours(), found.outcomes()), (vec![5.0], vec![SPOILT]));
}

/// A departure that is 90 minutes late arrives 90 minutes later; parcels on the next one are not held up by it.
#[test]
fn lateness_is_added_to_the_transit_of_a_departure() {
    let found = run(r#"
run.horizon = "2 d"
lane.van = { departs = "every 6 h", transit = "1 h", lateness = "90 min" }
market.town = { through = "lane.van", orders.replay.times = ["6 h", "7 h"] }
"#);
    assert_eq!(found.hours(), [2.5, 7.5]);
}
