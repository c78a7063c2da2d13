//! Customs: desks by regime, officers by date, corrections, and limited room.

use super::run;
use crate::record::{DELIVERED, RETURNED};

/// One officer on the first day of the year and two from the second; a check takes 12 hours. Four declarations at hour 0:
/// the first is done at 12, the second at 24, then two at once at 36.
#[test]
fn officers_come_by_date() {
    let found = run(r#"
run = { start = 2027-01-01, horizon = "5 d" }
customs.desk = { officers = { 01-01 = 1, 01-02 = 2 }, check = "12 h" }
market.town = { through = "customs.desk", orders.replay.times = ["0 h", "0 h", "0 h", "0 h"] }
"#);
    assert_eq!(found.hours(), [12.0, 24.0, 36.0, 36.0]);
}

/// No officer on the second day: a check that has begun is finished, the others wait for the third day.
#[test]
fn a_desk_may_have_no_officers_for_a_day() {
    let found = run(r#"
run = { start = 2027-01-01, horizon = "5 d" }
customs.desk = { officers = { 01-01 = 1, 01-02 = 0, 01-03 = 1 }, check = "14 h" }
market.town = { through = "customs.desk", orders.replay.times = ["0 h", "0 h", "30 h"] }
"#);
    // The first from 0 to 14; the second begins at 14 and is done at 28 on the empty day; the third from 48 to 62.
    assert_eq!(found.hours(), [14.0, 28.0, 32.0]);
}

/// Room for two, one of them in service: a third arrival is turned away until one has left.
#[test]
fn arrivals_without_room_go_back() {
    let found = run(r#"
run.horizon = "5 d"
customs.desk = { officers = 1, check = "10 h", room = 2 }
market.town = { through = "customs.desk", orders.replay.times = ["0 h", "1 h", "2 h", "10 h", "11 h"] }
"#);
    assert_eq!(found.outcomes(), [DELIVERED, DELIVERED, RETURNED, DELIVERED, RETURNED]);
    assert_eq!(found.hours(), [10.0, 19.0, 0.0, 20.0, 0.0]);
}

/// Bulk goods take 10 hours, a list of the zone one, direct mail five; each at its own desk.
#[test]
fn every_regime_has_its_desk() {
    let found = run(r#"
run = { start = 2027-01-01, horizon = "5 d" }
product.item = {}
warehouse.shop = {}
supplier.maker = {}
[customs.port]
desk.entry.check = "10 h"
desk.1210 = { officers = 1, check = "1 h" }
desk.9610 = { check = "5 h" }
[path]
bonded = { regime = "1210", through = ["warehouse.shop", "customs.port"] }
direct = { regime = "9610", through = ["supplier.maker", "customs.port"] }
[platform]
bonded.path = "bonded"
direct.path = "direct"
[market]
a = { platform = "bonded", orders.replay.times = ["1 h", "1 h"] }
b = { platform = "direct", orders.replay.times = ["1 h", "1 h"] }
[stock.shop.item]
source = ["supplier.maker", "customs.port"]
replenish.base_stock.S = 5
start.on_hand = 4
"#);
    assert_eq!(found.hours(), [1.0, 2.0, 5.0, 5.0]);
    // One unit ordered at hour 0, two more at hour 1.
    assert_eq!(found.levels("shop.item"), [(0.0, 4, 0, 1), (1.0, 2, 0, 3), (10.0, 3, 0, 2), (11.0, 5, 0, 0)]);
}

/// Shipments that no desk accepts go to the office itself, regardless of the position of the desks in the file.
#[test]
fn shipments_without_a_desk_go_to_the_office() {
    let found = run(r#"
run = { start = 2027-01-01, horizon = "5 d" }
customs.port = { check = "3 h", desk.9610.check = "5 h", desk.1210.check = "1 h" }
market.town = { through = "customs.port", orders.replay.times = ["1 h"] }
"#);
    assert_eq!(found.hours(), [3.0]);
}

/// A declaration that does not match is corrected for 5 hours and checked again for one: it takes 1 + 6 n hours, and the n
/// add up to the mismatches counted. Half of the checks find a mismatch.
#[test]
fn mismatches_are_corrected_and_filed_again() {
    let found = run(r#"
run.horizon = "500 d"
customs.desk = { check = "1 h", mismatch = "50 %", correction = "5 h" }
market.town = { through = "customs.desk", orders.every = "1 h" }
"#);
    let hours = found.hours();
    let rounds: Vec<f64> = hours.iter().map(|hours| (hours - 1.0) / 6.0).collect();
    assert!(rounds.iter().all(|rounds| rounds.fract() == 0.0), "{hours:?}");
    let again: f64 = rounds.iter().sum();
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let share = again / (again + rounds.len() as f64);
    // 24,000 checks: four standard errors are 0.013.
    assert!((share - 0.5).abs() < 0.013, "{share}");
    assert!((found.kpi("customs.desk", "mismatch_share") - share).abs() < 1e-12);
    assert!(rounds.iter().any(|rounds| *rounds > 6.0) && rounds.contains(&0.0));
}
