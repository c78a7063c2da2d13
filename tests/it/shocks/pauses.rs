//! The effect of each pause on each kind of agent: when the only order of a chain is delivered.

use super::{delivered, hours, run, shock, value};
use crate::record::{CANCELLED, DELIVERED};

/// Without a shock: placed at 1, on the lane until 5, in port until 8, at customs until 10, delivered at 15.
const CARRIED: &str = r#"
haitao = "1"
run = { horizon = "10 d", drain = "0 d" }
[market.town]
orders.replay.times = "1 h"
through = ["lane.a", "port.p", "customs.c", "courier.z"]
[lane_group.sea]
transit = "4 h"
[lane.a]
group = "sea"
[port.p]
dwell = "3 h"
[customs.c]
check = "2 h"
[courier.z]
transit = "5 h"
"#;

/// Without a shock: placed and ordered at 1, made at 5, on the shelf at 6, packed and delivered at 8.
const MADE: &str = r#"
haitao = "1"
run = { horizon = "10 d", drain = "0 d" }
product.item = {}
[market.town]
orders.replay.times = "1 h"
platform = "p"
[platform.p]
path = "main"
[path.main]
through = "warehouse.w"
[supplier.s]
lead_time = "4 h"
[warehouse.w]
put_away = "1 h"
picking = "2 h"
pickers = 1
[stock.w.item]
source = "supplier.s"
replenish.base_stock.S = 0
"#;

fn check(chain: &str, cases: &[(&str, &str, [f64; 2], f64)]) {
    for (strikes, pauses, [from, until], door) in cases {
        let lasts = format!("{} h", until - from);
        let shock = shock("x", strikes, &format!("{from} h"), &lasts, &format!("pauses = \"{pauses}\""));
        assert_eq!(delivered(&run(&format!("{chain}{shock}"))), [*door], "{strikes}: {pauses} from {from} to {until}");
    }
}

#[test]
fn pauses_of_transport_and_customs() {
    assert_eq!(delivered(&run(CARRIED)), [15.0]);
    check(
        CARRIED,
        &[
            // 1 h of the journey is done at 2; the other 3 h begin at 12.
            ("lane.a", "transit", [2.0, 12.0], 25.0),
            // An event due when the pause begins is held; one due when it ends is not.
            ("lane.a", "transit", [5.0, 6.0], 16.0),
            ("lane.a", "transit", [0.0, 1.0], 15.0),
            ("lane.a", "shipping", [0.0, 6.0], 20.0),
            ("lane.a", "shipping", [2.0, 6.0], 15.0),
            ("lane.a", "receipt", [4.0, 9.0], 19.0),
            ("lane.*", "shipping", [0.0, 6.0], 20.0),
            ("lane_group.sea", "shipping", [0.0, 6.0], 20.0),
            ("port.p", "receipt", [5.0, 7.0], 17.0),
            ("port.p", "receipt", [3.0, 5.0], 15.0),
            ("port.p", "transit", [6.0, 8.0], 17.0),
            ("port.p", "shipping", [7.0, 9.0], 16.0),
            ("customs.c", "receipt", [8.0, 9.5], 16.5),
            ("customs.c", "transit", [9.0, 12.0], 18.0),
            ("customs.c", "shipping", [10.0, 13.0], 18.0),
            ("courier.z", "shipping", [10.0, 12.0], 17.0),
            ("courier.z", "transit", [11.0, 14.0], 18.0),
            ("courier.z", "receipt", [14.0, 20.0], 20.0),
            ("market.town", "receipt", [15.0, 16.0], 16.0),
            ("market.town", "orders", [1.5, 16.0], 15.0),
        ],
    );
    let silent = shock("x", "market.town", "0 h", "2 h", "pauses = \"orders\"");
    assert!(run(&format!("{CARRIED}{silent}")).rows.orders.is_empty(), "the order of 1 h is never placed");
}

#[test]
fn pauses_of_suppliers_and_warehouses() {
    assert_eq!(delivered(&run(MADE)), [8.0]);
    check(
        MADE,
        &[
            ("supplier.s", "orders", [0.0, 3.0], 10.0),
            ("supplier.s", "orders", [2.0, 9.0], 8.0),
            ("supplier.s", "transit", [2.0, 4.0], 10.0),
            ("supplier.s", "shipping", [4.0, 7.0], 10.0),
            // The stock point is reviewed again at 2.
            ("warehouse.w", "orders", [0.0, 2.0], 9.0),
            ("warehouse.w", "receipt", [5.0, 6.0], 9.0),
            ("warehouse.w", "receipt", [5.5, 7.0], 9.0),
            ("warehouse.w", "transit", [5.5, 6.5], 9.0),
            ("warehouse.w", "transit", [6.5, 8.5], 10.0),
            // A unit on the shelf at 6 stays there until 9, then it is picked.
            ("warehouse.w", "shipping", [6.0, 9.0], 11.0),
            // A parcel packed at 8 waits at the gate.
            ("warehouse.w", "shipping", [7.0, 9.0], 9.0),
            ("platform.p", "orders", [0.0, 4.0], 11.0),
        ],
    );
}

/// A van departs every 4 h, and a courier takes 1 parcel a day.
#[test]
fn departures_that_fall_into_a_pause_do_not_take_place() {
    let text = CARRIED.replace("[lane.a]", "[lane.a]\ndeparts = \"every 4 h\"");
    // It leaves at 4 with the first departure, or at 8 with the second.
    assert_eq!(delivered(&run(&text)), [18.0]);
    check(&text, &[("lane.a", "shipping", [2.0, 5.0], 22.0), ("lane.a", "shipping", [2.0, 4.0], 18.0)]);
    let text = CARRIED.replace("[courier.z]", "[courier.z]\ncapacity = \"1 parcels/d\"");
    assert_eq!(delivered(&run(&text)), [15.0]);
    check(&text, &[("courier.z", "shipping", [9.0, 13.0], 18.0)]);
}

/// A courier delivers from 8 to 20 h only: a parcel that was held on the way arrives the next morning.
#[test]
fn a_parcel_that_was_held_keeps_the_delivery_hours() {
    let text = CARRIED.replace("[courier.z]", "[courier.z]\nhours = \"08:00-20:00\"");
    assert_eq!(delivered(&run(&text)), [15.0]);
    check(&text, &[("courier.z", "transit", [11.0, 14.0], 18.0), ("courier.z", "transit", [11.0, 18.0], 32.0)]);
}

#[test]
fn a_shock_that_began_before_the_run_lasts_for_the_rest_of_its_time() {
    let dated = CARRIED.replace("run = {", "run = { start = 2026-08-12, ");
    let shock = "[shock.x]\nstrikes = \"port.*\"\nstarts = 2026-08-11\nlasts = \"42 h\"\npauses = \"shipping\"\n";
    assert_eq!(delivered(&run(&format!("{dated}{shock}"))), [25.0], "18 h are left of it");
}

#[test]
fn without_lasts_it_holds_for_the_rest_of_the_run() {
    let found = run(&format!("{CARRIED}{}", shock("x", "port.p", "7 h", "", "pauses = \"shipping\"")));
    assert!(delivered(&found).is_empty());
    assert_eq!(super::value(&found, "total", "unfinished"), 1.0);
    let open = super::value(&found, "port.p", "availability");
    assert!((open - 7.0 / 240.0).abs() < 1e-12, "{open}");
}

/// A platform routes nothing until hour 8, and consumers wait for 5 h. The order of hour 1 is cancelled with both its lines at
/// hour 6. At hour 8 that of hour 4 takes the only coat and hat, and that of hour 5 waits for stock: it is cancelled at hour 10.
#[test]
fn an_order_kept_at_a_platform_is_cancelled_when_patience_ends() {
    let found = run(r#"
haitao = "1"
run.horizon = "4 d"
product = { coat.price = "100 CNY", hat.price = "30 CNY" }
market.town = { platform = "shop", lines = 2, patience = "5 h", orders.replay.times = ["1 h", "4 h", "5 h"] }
platform.shop.path = "main"
path.main.through = "warehouse.hall"
warehouse.hall = {}
stock.hall = { coat.start.on_hand = 1, hat.start.on_hand = 1 }
shock.outage = { strikes = "platform.shop", starts = "0 h", lasts = "8 h", pauses = "orders" }
"#);
    let ends: Vec<_> = found.rows.orders.iter().map(|row| (row.outcome, hours(row.ended_us))).collect();
    assert_eq!(ends, [(CANCELLED, 6.0), (DELIVERED, 8.0), (CANCELLED, 10.0)].map(|line| [line; 2]).concat());
    assert_eq!((value(&found, "total", "revenue"), value(&found, "total", "lost_sales")), (130.0, 4.0));
}
