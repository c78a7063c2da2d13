//! Goods that wait at the dock for someone who unloads them.

use super::run;

/// One person unloads a carton of 6 in half an hour, from 08:00 to 18:00. The 12 units of 01:00 are unloaded from 8 to 9, the
/// 31 of 02:00 are 6 cartons, from 9 to 12; the 36 of 17:00 are finished after the shift, at 20:00; the 3 of 19:00 are a carton
/// of the next day.
const DOCK: &str = r#"
run = { start = 2027-01-04, horizon = "48 h" }
product.item.carton = 6
supplier.maker = {}
market.town = { through = "warehouse.shop", orders.replay = { times = ["3 h", "10 h"], units = [1, 12] } }
stock.shop.item = { source = "supplier.maker", replenish.fixed_schedule = { times = ["1 h", "2 h", "17 h", "19 h"], units = [12, 31, 36, 3] } }
"#;

/// Returns when units come onto the shelf, and how many.
fn shelved(found: &super::Run) -> Vec<(f64, i64)> {
    let (mut on_order, mut shelved) = (0, Vec::new());
    for (hour, _, _, now) in found.levels("shop.item") {
        if now < on_order {
            shelved.push((hour, on_order - now));
        }
        on_order = now;
    }
    shelved
}

#[test]
fn goods_are_on_the_shelf_once_they_are_unloaded() {
    let dock = r#"dock = { crew = 1, hours = "mon-fri 08:00-18:00", unloading = "30 min/carton", wait_limit = "7 h" }"#;
    let found = run(&format!("{DOCK}[warehouse.shop]\n{dock}\n"));
    assert_eq!(shelved(&found), [(9.0, 12), (12.0, 31), (20.0, 36), (32.5, 3)]);
    // The unit of 03:00 waits until 9, eleven of the twelve of 10:00 leave at once, the last at 12.
    assert_eq!(found.hours(), [6.0, 2.0]);
    let queue = |kpi: &str| found.kpi("warehouse.shop.dock", kpi);
    let near = |kpi: &str, truth: f64| assert!((queue(kpi) - truth).abs() < 1e-9, "{kpi}: {} for {truth}", queue(kpi));
    // They waited 7, 7, 0 and 13 hours; of 20 hours on duty 7.5 were worked.
    near("queue_wait_mean", 27.0 / 4.0);
    near("queue_length_mean", 27.0 / 48.0);
    near("share_over_limit", 0.25);
    near("utilisation", 7.5 / 20.0);
    // Two of them work at the same time, and put-away follows: the second shipment goes from 8 to 11, the fourth as before.
    let found = run(&format!("{DOCK}[warehouse.shop]\nput_away = \"1 h\"\n{}\n", dock.replace("crew = 1", "crew = 2")));
    assert_eq!(shelved(&found), [(10.0, 12), (12.0, 31), (21.0, 36), (33.5, 3)]);
    // By the shipment and by the unit, at any hour.
    let found = run(&format!("{DOCK}warehouse.shop.dock.unloading = \"90 min/shipment\"\n"));
    assert_eq!(shelved(&found), [(2.5, 12), (3.5, 31), (18.5, 36), (20.5, 3)]);
    let found = run(&format!("{DOCK}warehouse.shop.dock.unloading = \"1 min/unit\"\n"));
    assert_eq!(shelved(&found), [(1.2, 12), (2.0 + 31.0 / 60.0, 31), (17.6, 36), (19.05, 3)]);
}

/// The crew works in the hours of the warehouse unless it has its own. Stock is reviewed from 10:00 to 19:00: the orders of
/// 01:00 and 02:00 are one at 10:00. Goods arrive nine hours after their order: at 19:00 and 02:00, and again at 19:00.
#[test]
fn a_crew_works_in_the_hours_of_its_warehouse_or_its_own() {
    let text = DOCK.replace("supplier.maker = {}", "supplier.maker.lead_time = \"9 h\"").replace("48 h", "72 h");
    let shop = "[warehouse.shop]\nhours = \"10:00-19:00\"\n";
    let found = run(&format!("{text}{shop}dock.unloading = \"2 h/shipment\"\n"));
    assert_eq!(shelved(&found), [(36.0, 79), (60.0, 3)]);
    let found = run(&format!("{text}{shop}dock = {{ unloading = \"2 h/shipment\", hours = \"00:00-24:00\" }}\n"));
    assert_eq!(shelved(&found), [(21.0, 43), (28.0, 36), (45.0, 3)]);
}

/// With `receipt` paused nothing is taken in and nothing more is unloaded; what is being unloaded is finished and kept. With
/// `transit` paused, unloading stops where it is. At half the capacity, one of two works.
#[test]
fn shocks_strike_the_crew() {
    let found = |shock: &str| {
        let found = run(&format!(
            "{DOCK}warehouse.shop.dock = {{ crew = 2, hours = \"08:00-18:00\", unloading = \"30 min/carton\" }}\n\
             shock.strike = {{ strikes = [\"warehouse.shop\"], {shock} }}\n"
        ));
        shelved(&found)
    };
    let none = [(9.0, 12), (11.0, 31), (20.0, 36), (32.5, 3)];
    assert_eq!(found("starts = \"40 h\", lasts = \"1 h\", pauses = [\"receipt\"]"), none);
    let later = [(10.0, 12), (12.0, 31), (20.0, 36), (32.5, 3)];
    assert_eq!(found("starts = \"6 h\", lasts = \"3 h\", pauses = [\"receipt\"]"), later);
    let kept = [(10.5, 12), (11.0, 31), (20.0, 36), (32.5, 3)];
    assert_eq!(found("starts = \"8.5 h\", lasts = \"2 h\", pauses = [\"receipt\"]"), kept);
    let stopped = [(11.0, 12), (13.0, 31), (20.0, 36), (32.5, 3)];
    assert_eq!(found("starts = \"8.5 h\", lasts = \"2 h\", pauses = [\"transit\"]"), stopped);
    let alone = [(9.0, 12), (12.0, 31), (20.0, 36), (32.5, 3)];
    assert_eq!(found("starts = \"5 h\", lasts = \"7 h\", multiplies.capacity = 0.5"), alone);
}

/// Goods that are waited for are unloaded and handed over; goods without space wait outside before they are unloaded.
#[test]
fn cross_docking_and_space_go_together_with_a_crew() {
    let found = run(r#"
run.horizon = "2 d"
product.item = {}
supplier.maker.lead_time = "2 h"
warehouse.shop = { put_away = "5 h", dock.unloading = "1 h/shipment" }
market.town = { through = "warehouse.shop", orders.replay.times = ["0 h", "4 h"] }
stock.shop.item = { source = "supplier.maker", replenish = "cross_dock" }
"#);
    assert_eq!(found.hours(), [3.0, 3.0]);
    // Four units fit. The three ordered at hour 1 go in when a unit is sold at hour 5, and are on the shelf at 6.
    let found = run(r#"
run.horizon = "2 d"
product.item.volume = "1 l"
supplier.maker = {}
warehouse.shop = { space = "4 l", dock = { crew = 1, unloading = "1 h/shipment" } }
market.town = { through = "warehouse.shop", orders.replay.times = ["5 h"] }
stock.shop.item = { source = "supplier.maker", start.on_hand = 2, replenish.fixed_schedule = { times = ["1 h"], units = [3] } }
"#);
    assert_eq!(found.levels("shop.item").last().map(|level| (level.0, level.1)), Some((6.0, 4)));
}
