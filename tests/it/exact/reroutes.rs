//! Goods whose next leg is closed: the route they take, their arrival, and the cost.

use super::run;
use haitao::chain::Part;

/// From the shop by a ship (10 hours, 3 CNY) or a train (20 hours, 5 CNY), then an hour with the courier.
fn quick_or_slow(times: &str, reroute: &str, shocks: &str) -> super::Run {
    run(&format!(
        r#"
run.horizon = "6 d"
product.item = {{ cost = "7 CNY" }}
warehouse.shop = {{}}
lane.ship = {{ transit = "10 h", price = "3 CNY/shipment" }}
lane.train = {{ transit = "20 h", price = "5 CNY/shipment" }}
courier.post.transit = "1 h"
market.town = {{ through = "path.quick", orders.replay.times = {times} }}
stock.shop.item.start.on_hand = 5
path.slow.through = ["warehouse.shop", "lane.train", "courier.post"]
[path.quick]
through = ["warehouse.shop", "lane.ship", "courier.post"]
{reroute}
{shocks}
"#
    ))
}

const REROUTE: &str = "reroute.closed = \"path.slow\"";
const NO_SHIPS: &str =
    "[shock.storm]\nstrikes = [\"lane.ship\"]\nstarts = \"2 h\"\nlasts = \"50 h\"\npauses = [\"shipping\"]\n";

/// No ship leaves from hour 2 to hour 52: the second parcel takes the train.
#[test]
fn goods_go_around_a_closed_leg() {
    let found = quick_or_slow(r#"["1 h", "3 h", "60 h"]"#, REROUTE, NO_SHIPS);
    assert_eq!(found.hours(), [11.0, 21.0, 11.0]);
    assert_eq!(found.costs(Part::Freight), [3.0, 5.0, 3.0]);
    assert_eq!((found.owed_to("lane", "ship"), found.owed_to("lane", "train")), (6.0, 5.0));
    assert_eq!(found.kpi("total", "shipments_rerouted"), 1.0);
    // An order counts for the path on which it was first sent.
    assert_eq!(found.kpi("path.quick", "order_parts_delivered"), 3.0);
}

/// Without a `reroute` the parcel waits for the ship of hour 52; the same if the train is closed as well.
#[test]
fn goods_wait_without_a_reroute() {
    let without = quick_or_slow(r#"["1 h", "3 h", "60 h"]"#, "", NO_SHIPS);
    assert_eq!(without.hours(), [11.0, 60.0, 11.0]);
    let no_trains = NO_SHIPS.replace("shock.storm", "shock.strike").replace("lane.ship", "lane.train");
    let both = quick_or_slow(r#"["1 h", "3 h", "60 h"]"#, REROUTE, &format!("{NO_SHIPS}{no_trains}"));
    assert_eq!(both.hours(), [11.0, 60.0, 11.0]);
    assert_eq!(both.kpi("total", "shipments_rerouted"), 0.0);
}

/// A `reroute` has no effect if nothing is ever closed.
#[test]
fn a_reroute_has_no_effect_on_open_legs() {
    let found = quick_or_slow(r#"["1 h", "3 h", "60 h"]"#, REROUTE, "");
    assert_eq!(found.hours(), [11.0, 11.0, 11.0]);
    assert_eq!(found.kpi("total", "shipments_rerouted"), 0.0);
}

/// Goods for stock are at sea when the port of Ningbo closes at hour 2. They arrive at hour 10, go on along the coast for 5
/// hours, stay in the port of Shanghai for 2, and reach the hub 3 hours later: on the shelf at hour 20. They join the other
/// path at its first step that starts in Ningbo.
#[test]
fn goods_for_stock_join_the_other_path_at_a_place_that_both_reach() {
    let found = run(r#"
run.horizon = "3 d"
[place]
works = { country = "NL" }
ningbo = { country = "CN" }
shanghai = { country = "CN" }
hub = { country = "CN" }
[supplier.maker]
at = "works"
[lane]
sea = { from = "works", to = "ningbo", transit = "10 h", price = "1 CNY/shipment" }
other-sea = { from = "works", to = "ningbo", transit = "9 h", price = "2 CNY/shipment" }
coast = { from = "ningbo", to = "shanghai", transit = "5 h", price = "4 CNY/shipment" }
road = { from = "ningbo", to = "hub", transit = "1 h", price = "8 CNY/shipment" }
rail = { from = "shanghai", to = "hub", transit = "3 h", price = "16 CNY/shipment" }
[port]
ningbo = { at = "ningbo" }
shanghai = { at = "shanghai", dwell = "2 h" }
[warehouse.shop]
at = "hub"
[market.town]
through = "warehouse.shop"
orders.replay.times = ["70 h"]
[path.by-ningbo]
through = ["lane.sea", "port.ningbo", "lane.road"]
reroute.closed = "path.by-shanghai"
[path.by-shanghai]
through = ["lane.other-sea", "lane.coast", "port.shanghai", "lane.rail"]
[stock.shop.item]
source = ["supplier.maker", "path.by-ningbo"]
replenish.s_S = { s = 0, S = 5 }
start.on_hand = 0
[product.item]
[shock.storm]
strikes = ["port.ningbo"]
starts = "2 h"
pauses = ["transit"]
"#);
    assert_eq!(found.levels("shop.item")[..2], [(0.0, 0, 0, 5), (20.0, 5, 0, 0)]);
    let owed = ["sea", "other-sea", "coast", "road", "rail"].map(|lane| found.owed_to("lane", lane));
    assert_eq!(owed, [1.0, 0.0, 4.0, 0.0, 16.0]);
    assert_eq!(found.kpi("total", "shipments_rerouted"), 1.0);
}
