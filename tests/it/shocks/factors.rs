//! The effect of each factor, in chains worked out by hand.

use super::{delivered, run, shock, value};
use crate::record::Replication;
use haitao::chain::{Part, Stage};

/// Placed at 1, on the lane until 5, then delivered.
const LANE: &str = r#"
haitao = "1"
run = { horizon = "10 d", drain = "0 d" }
[market.town]
orders.replay.times = "1 h"
through = "lane.a"
[lane.a]
transit = "4 h"
"#;

fn struck(chain: &str, shocks: &[(&str, &str, &str, &str)]) -> Replication {
    let shocks = shocks.iter().enumerate();
    let shocks: String = shocks
        .map(|(number, (strikes, starts, lasts, does))| shock(&format!("x{number}"), strikes, starts, lasts, does))
        .collect();
    run(&format!("{chain}{shocks}"))
}

const SLOW: &str = "multiplies = { speed = 0.5 }";

#[test]
fn speed_applies_to_the_rest_of_a_journey() {
    // At 2, 1 h of the journey is done; from 2 to 6 another 2 h; the last hour at full speed.
    assert_eq!(delivered(&struck(LANE, &[("lane.a", "2 h", "4 h", SLOW)])), [7.0]);
    // Twice as fast from 2 on: 3 h take 1.5.
    assert_eq!(delivered(&struck(LANE, &[("lane.a", "2 h", "", "multiplies = { speed = 2 }")])), [3.5]);
    // Slow before it leaves, at full speed from 3 on: 1 h until 3, the other 3 h until 6.
    assert_eq!(delivered(&struck(LANE, &[("lane.a", "0 h", "3 h", SLOW)])), [6.0]);
}

#[test]
fn overlapping_factors_multiply_and_a_pause_overrides_them() {
    // Done: 1 h at 2, 1 h more at 4, half an hour more at 6 (a quarter of the speed), 1 h more at 8, the rest at 8.5.
    let slow = [("lane.a", "2 h", "4 h", SLOW), ("lane.*", "4 h", "4 h", SLOW)];
    assert_eq!(delivered(&struck(LANE, &slow)), [8.5]);
    // Done: 1 h at 2, 1 h more at 4, nothing until 5, half an hour more at 6, the rest at 7.5.
    let paused = [("lane.a", "2 h", "4 h", SLOW), ("lane.a", "4 h", "1 h", "pauses = \"transit\"")];
    assert_eq!(delivered(&struck(LANE, &paused)), [7.5]);
    // Two pauses hold until the later one ends at 9; then the remaining 3 h begin.
    let pause = "pauses = \"transit\"";
    assert_eq!(delivered(&struck(LANE, &[("lane.a", "2 h", "4 h", pause), ("lane.a", "3 h", "6 h", pause)])), [12.0]);
    // One begins as the other ends: nothing moves in between.
    let gate = "pauses = \"receipt\"";
    assert_eq!(delivered(&struck(LANE, &[("lane.a", "4 h", "4 h", gate), ("lane.a", "8 h", "2 h", gate)])), [10.0]);
}

#[test]
fn later_shipments_do_not_overtake_held_ones() {
    // The second leaves at 3 and takes 1 h less due to its lateness: on their own they would arrive at 13 and 14.
    let text = LANE.replace("\"1 h\"", "[\"1 h\", \"5 h\"]").replace("\"4 h\"", "\"4 h\"\novertaking = false");
    let found = struck(&text, &[("lane.a", "2 h", "10 h", "pauses = \"transit\"")]);
    // Both stop until 12: the first has 3 h left, the second all 4.
    assert_eq!(delivered(&found), [15.0, 16.0]);
}

#[test]
fn capacity_is_read_at_the_departure_and_rounded_down() {
    let text = LANE
        .replace("\"1 h\"", "[\"1 h\", \"1 h\", \"1 h\", \"1 h\", \"1 h\"]")
        .replace("transit = \"4 h\"", "transit = \"1 h\"\ndeparts = \"every 4 h\"\ncapacity = \"5 parcels\"");
    assert_eq!(delivered(&run(&text)), [5.0; 5]);
    // Half of 5 is 2: two leave at 4, two at 8, and at 12 the capacity is back to normal.
    let half = struck(&text, &[("lane.a", "0 h", "9 h", "multiplies = { capacity = 0.5 }")]);
    assert_eq!(delivered(&half), [5.0, 5.0, 9.0, 9.0, 13.0]);
    let none = struck(&text, &[("lane.a", "0 h", "9 h", "multiplies = { capacity = 0 }")]);
    assert_eq!(delivered(&none), [13.0; 5]);
}

#[test]
fn capacity_scales_the_number_of_servers() {
    let text = LANE
        .replace("lane.a", "customs.c")
        .replace("\"1 h\"", "[\"1 h\", \"1 h\", \"1 h\", \"1 h\"]")
        .replace("transit = \"4 h\"", "check = \"2 h\"\nofficers = 3");
    assert_eq!(delivered(&run(&text)), [3.0, 3.0, 3.0, 5.0]);
    // Half of 3 is 1: one until 3, one from 3 to 5; two more begin at 4, when all three are back.
    let half = struck(&text, &[("customs.c", "0 h", "4 h", "multiplies = { capacity = 0.5 }")]);
    assert_eq!(delivered(&half), [3.0, 5.0, 6.0, 6.0]);
    // No service begins from 2 to 10; those in progress are finished.
    let none = struck(&text, &[("customs.c", "2 h", "8 h", "multiplies = { capacity = 0 }")]);
    assert_eq!(delivered(&none), [3.0, 3.0, 3.0, 12.0]);
    // Speed does not pause anything: the checks take 4 h.
    let slow = struck(&text, &[("customs.c", "0 h", "", SLOW)]);
    assert_eq!(delivered(&slow), [5.0, 5.0, 5.0, 9.0]);
}

/// Four checks of 2 h in 240 h with 3 officers. A shock changes the officer-hours on duty from the time it strikes.
#[test]
#[expect(clippy::float_cmp, reason = "quotients of the same whole numbers")]
fn utilisation_counts_the_servers_on_duty() {
    let text = LANE
        .replace("lane.a", "customs.c")
        .replace("\"1 h\"", "[\"1 h\", \"1 h\", \"1 h\", \"1 h\"]")
        .replace("transit = \"4 h\"", "check = \"2 h\"\nofficers = 3");
    let utilisation = |found: &Replication| value(found, "customs.c", "utilisation");
    let struck = |starts, lasts, does| utilisation(&struck(&text, &[("customs.c", starts, lasts, does)]));
    assert_eq!(utilisation(&run(&text)), 8.0 / 720.0);
    assert_eq!(struck("0 h", "4 h", "multiplies = { capacity = 0.5 }"), 8.0 / 712.0);
    assert_eq!(struck("120 h", "60 h", "multiplies = { capacity = 0.4 }"), 8.0 / 600.0);
    assert_eq!(struck("200 h", "", "multiplies = { capacity = 0 }"), 8.0 / 600.0);
    assert_eq!(struck("120 h", "", "multiplies = { price = 2 }"), 8.0 / 720.0);
}

/// A warehouse without `picking` has no queue, whatever a default says of pickers: a shock there changes no other queue.
#[test]
fn servers_without_work_are_no_queue() {
    let text = LANE.replace("lane.a", "customs.c").replace("transit = \"4 h\"", "check = \"2 h\"\nofficers = 3");
    let text = text.replace("\"customs.c\"", "[\"warehouse.w\", \"customs.c\"]")
        + "[warehouse.w]\n[default.warehouse]\npickers = 8\n[product.p]\n[stock.w.p]\nstart.on_hand = 5\n";
    let utilisation = |found: &Replication| value(found, "customs.c", "utilisation");
    let shock = [("warehouse.w", "1 d", "", "multiplies = { capacity = 0.5 }")];
    assert_eq!(utilisation(&struck(&text, &shock)).to_bits(), utilisation(&run(&text)).to_bits());
}

#[test]
fn a_supplier_makes_less_a_day() {
    let text = r#"
haitao = "1"
run = { horizon = "10 d", drain = "0 d" }
product.item = {}
[market.town]
orders.replay.times = ["1 h", "2 h"]
through = "warehouse.w"
[supplier.s]
capacity = "12 units/d"
[warehouse.w]
[stock.w.item]
source = "supplier.s"
replenish.base_stock.S = 0
"#;
    assert_eq!(delivered(&run(text)), [3.0, 5.0]);
    // At a quarter of its capacity a unit takes 8 h; a unit begun at 9 takes the normal time.
    let quarter = struck(text, &[("supplier.s", "0 h", "9 h", "multiplies = { capacity = 0.25 }")]);
    assert_eq!(delivered(&quarter), [9.0, 11.0]);
    // The second is in the queue when orders are paused, and begins at 8.
    let paused = struck(text, &[("supplier.s", "2 h", "6 h", "pauses = \"orders\"")]);
    assert_eq!(delivered(&paused), [3.0, 10.0]);
}

#[test]
fn prices_are_those_of_the_time_at_which_something_is_charged() {
    let text = LANE.replace("\"1 h\"", "[\"1 h\", \"3 h\", \"9 h\"]") + "price = \"10 CNY/shipment\"\n";
    let found = struck(&text, &[("lane.a", "2 h", "5 h", "multiplies = { price = 1.3 }")]);
    let freight = Part::ALL.iter().position(|part| *part == Part::Freight).expect("a part");
    let charged: Vec<i64> = found.rows.orders.iter().map(|row| row.cost[freight]).collect();
    assert_eq!(charged, [100_000, 130_000, 100_000], "in 1/10,000 CNY");
}

#[test]
fn a_larger_share_is_inspected() {
    let text = LANE
        .replace("lane.a", "customs.c")
        .replace("replay.times = \"1 h\"", "every = \"1 h\"")
        .replace("transit = \"4 h\"", "inspected = \"20 %\"\ninspection = \"3 h\"");
    let inspection = Stage::ALL.iter().position(|stage| *stage == Stage::Inspection).expect("a stage");
    let inspected = |factor: &str| -> Vec<u64> {
        let does = format!("multiplies = {{ inspection = {factor} }}");
        let found = if factor == "1" { run(&text) } else { struck(&text, &[("customs.c", "0 h", "", &does)]) };
        let rows = found.rows.orders.iter().filter(|row| row.stage_us[inspection] == 3 * 3_600_000_000);
        rows.map(|row| row.ordinal).collect()
    };
    let (none, some, twice, all) = (inspected("0"), inspected("1"), inspected("2"), inspected("5"));
    assert!(none.is_empty());
    // Of about 237 cleared by the end, 20 % and 40 % within 4 standard errors.
    assert!((23..=72).contains(&some.len()) && (65..=125).contains(&twice.len()), "{} {}", some.len(), twice.len());
    assert!(
        some.iter().all(|ordinal| twice.contains(ordinal)),
        "a shipment inspected at 20 % is also inspected at 40 %"
    );
    assert!(all.len() >= 235, "{}", all.len());
}
