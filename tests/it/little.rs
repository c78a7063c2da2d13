//! Little's law as an exact identity: for every queue, stock point and lane of every shipped scenario, the area under the
//! number inside equals the sum of the times spent inside the window, to the unit and the microsecond.

use crate::determinism::PAIR;
use crate::record::observe;
use haitao::measure::{Balance, Little};
use haitao::scenario::Scenario;
use std::path::Path;

fn balances(scenario: &Scenario, replication: u64) -> Vec<Balance> {
    let mut little = Little::default();
    little.reset(scenario.network());
    observe(scenario, 1, replication, &mut little);
    little.balances(scenario.network())
}

/// Asserts that both sides agree everywhere, and that some place of each of these kinds was not empty throughout.
fn agrees(name: &str, scenario: &Scenario, busy: &[&str]) {
    for replication in 0..2 {
        let found = balances(scenario, replication);
        for Balance { subject, area, times } in &found {
            assert_eq!(area, times, "{name}, replication {replication}: {subject}");
        }
        for kind in busy {
            let some = found.iter().any(|place| place.subject.starts_with(kind) && place.area > 0);
            assert!(some, "{name}: nothing was ever inside of any {kind}");
        }
    }
}

#[test]
fn areas_are_times_in_every_shipped_scenario() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let file = |name: &str| haitao::scenario::load(&folder.join(name)).unwrap_or_else(|problems| panic!("{problems}"));
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("the scenarios")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "toml"))
        .collect();
    names.sort();
    assert!(names.len() >= 5, "{names:?}");
    for name in names {
        let busy: &[&str] = match name.as_str() {
            "ningbo-bonded.toml" => &["queue lane", "queue warehouse", "stock", "lane"],
            "customs-desk.toml" => &["queue customs"],
            "peer-s1.toml" => &["stock", "lane"],
            _ => &[],
        };
        agrees(&name, &file(&name), busy);
    }
}

/// Lanes that overtake, damage and split loads, warehouses that supply each other, buyers who give up, stock and backlog at
/// the start.
#[test]
fn areas_are_times_where_goods_are_split_damaged_and_put_back() {
    agrees(
        "pair",
        &crate::record::scenario(PAIR),
        &["queue customs", "queue lane", "queue warehouse", "stock", "lane"],
    );
    let rough = r#"
        haitao = "1"
        run = { warm_up = "20 d", horizon = "120 d" }
        product.tin = { weight = "1 kg", volume = "2 l", cost = "10 CNY" }
        warehouse.shop = { pickers = 1, picking.exponential.mean = "50 min" }
        supplier.maker = { lead_time.gamma = { mean = "5 d", cv = 0.5 }, overtaking = true, in_full = "70 %",
            short_fill.uniform = { min = "40 %", max = "90 %" }, defects = "5 %" }
        lane.boat = { departs = "every 3 d", transit.gamma = { mean = "4 d", cv = 0.3 }, overtaking = false,
            capacity = "60 kg", damage = "10 %" }
        market.town = { orders.poisson.rate = "20 /d", patience.exponential.mean = "6 h", through = ["warehouse.shop", "lane.van"] }
        lane.van = { transit = "1 d", damage = "3 %" }
        stock.shop.tin = { source = ["supplier.maker", "lane.boat"], replenish.s_S = { s = 200, S = 320 },
            start = { on_hand = 90, backlog = 40 } }
    "#;
    let rough: String = rough.lines().map(str::trim).collect::<Vec<_>>().join("\n").replace(",\n", ", ");
    agrees(
        "rough",
        &crate::record::scenario(&rough),
        &["queue lane", "queue warehouse", "stock", "lane boat", "lane van"],
    );
    // Parcels that wait for waves, and goods that wait for a crew.
    let waves = r#"
        haitao = "1"
        run = { warm_up = "20 d", horizon = "90 d" }
        product.tin.carton = 6
        warehouse.shop = { pickers = 2, picking = "5 min", waves = "every 7 h", room = 12, dock = { crew = 1, hours = "09:00-12:00", unloading = "20 min/carton" } }
        supplier.maker = { lead_time.gamma = { mean = "5 d", cv = 0.5 }, overtaking = true }
        market.town = { orders.poisson.rate = "20 /d", patience.exponential.mean = "6 h", through = "warehouse.shop" }
        stock.shop.tin = { source = "supplier.maker", replenish.s_S = { s = 100, S = 190 } }
    "#;
    let waves: String = waves.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    agrees("waves", &crate::record::scenario(&waves), &["queue warehouse.shop", "queue warehouse.shop.dock", "stock"]);
    // Some leave the queue before their turn.
    let made = r#"
        haitao = "1"
        run = { warm_up = "5 d", horizon = "60 d" }
        product.coat = {}
        supplier.tailor = { lot_time.exponential.mean = "2 h", lines = 1, lead_time = "1 h" }
        market.town = { orders.poisson.rate = "11 /d", patience.exponential.mean = "5 h", through = "supplier.tailor" }
    "#;
    let made: String = made.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    agrees("made", &crate::record::scenario(&made), &["queue supplier"]);
}
