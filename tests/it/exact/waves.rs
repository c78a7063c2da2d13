//! Parcels picked in waves.

use super::run;
use crate::record::{CANCELLED, DELIVERED};

/// One picker needs an hour for a parcel. The wave of 09:00 takes the parcels of 01:00, 02:00 and 09:00, which wait 8, 8 + 1
/// and 2 hours; the one of 10:00 waits 4 hours, and the one of 21:00 waits 12 hours, until the next morning.
#[test]
fn parcels_wait_for_their_wave_and_then_for_a_picker() {
    let found = run(r#"
run = { start = 2027-01-04, horizon = "48 h" }
product.item = {}
warehouse.shop = { pickers = 1, picking = "1 h", waves = "daily 09:00 14:00 20:00", wait_limit = "8 h" }
market.town = { through = "warehouse.shop", orders.replay.times = ["1 h", "2 h", "9 h", "10 h", "21 h"] }
stock.shop.item.start.on_hand = 9
"#);
    assert_eq!(found.hours(), [9.0, 9.0, 3.0, 5.0, 13.0]);
    let queue = |kpi: &str| found.kpi("warehouse.shop", kpi);
    // 8 + 8 + 2 + 4 + 12 hours of waiting, so that a queue of 34 / 48 on average; only the last waited more than 8 hours.
    assert!((queue("queue_wait_mean") - 34.0 / 5.0).abs() < 1e-9, "{}", queue("queue_wait_mean"));
    assert!((queue("queue_length_mean") - 34.0 / 48.0).abs() < 1e-9, "{}", queue("queue_length_mean"));
    assert!((queue("share_over_limit") - 0.2).abs() < 1e-9);
    assert!((queue("utilisation") - 5.0 / 48.0).abs() < 1e-9);
    // All of it is picking.
    let stage = 39.0 / 5.0 / 24.0;
    assert!((found.kpi("total", "stage_days_picking") - stage).abs() < 1e-6);
}

/// A parcel of `b` goes before the rest of its wave, and also before what is left of the wave
/// before. Room for two: the third parcel is cancelled although the picker is idle.
#[test]
fn waves_keep_classes_and_room() {
    let found = |more: &str, times: &str| {
        run(&format!(
            r#"
run = {{ horizon = "3 d" }}
product.item = {{}}
warehouse.shop = {{ pickers = 1, picking = "5 h", waves = "every 6 h"{more} }}
market.a = {{ through = "warehouse.shop", orders.replay.times = {times} }}
market.b = {{ through = "warehouse.shop", orders.replay.times = ["4 h"] }}
stock.shop.item.start.on_hand = 9
"#
        ))
    };
    // Without classes: 6-11, 11-16 for `a`, 16-21 for `b`, 21-26 for the parcel of hour 7.
    assert_eq!(found("", "[\"1 h\", \"2 h\", \"7 h\"]").hours(), [10.0, 14.0, 19.0, 17.0]);
    assert_eq!(found(", serve.priority = [\"b\"]", "[\"1 h\", \"2 h\", \"7 h\"]").hours(), [15.0, 19.0, 19.0, 7.0]);
    let full = found(", room = 2", "[\"1 h\", \"2 h\", \"7 h\"]");
    assert_eq!(full.outcomes(), [DELIVERED, DELIVERED, CANCELLED, CANCELLED]);
    assert_eq!(full.kpi("warehouse.shop", "turned_away_share"), 0.5);
}

/// The calendar closes Saturday and Sunday: the parcel of Friday evening waits for Monday 09:00. At a wave outside their
/// hours, pickers begin when their shift does.
#[test]
fn waves_skip_closed_days_and_pickers_keep_their_hours() {
    let found = run(r#"
run = { start = 2027-01-08, horizon = "5 d" }
product.item = {}
warehouse.shop = { picking = "1 h", pickers = 1, waves = "daily 09:00 20:00", calendar = "works" }
calendar.works.hours = "mon-fri 08:00-18:00"
market.town = { through = "warehouse.shop", orders.replay.times = ["10 h", "21 h"] }
stock.shop.item.start.on_hand = 9
"#);
    // Friday 20:00 is after the shift: 62 hours until Monday 08:00, and the other at 09:00.
    assert_eq!(found.hours(), [71.0, 61.0]);
}
