//! A scenario, seed and replication number give one result: regardless of what ran before in the same memory, the number of
//! threads, whether it is run alone or in a batch, and other entries in the scenario.

use crate::record::{DELIVERED, Replication, record, record_one, scenario, values};
use haitao::chain::Stage;
use haitao::scenario::{Scenario, load};
use haitao::study::{Outcome, Plan, Scratch, replicate, simulate};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::Path;

const SEED: u64 = 11;
const LAST_MILE: usize = Stage::LastMile as usize;

/// Two of every kind of entry, busy enough to queue, with many constant times so that events coincide.
pub(crate) const PAIR: &str = r#"
haitao = "1"
run = { warm_up = "2 d", horizon = "20 d" }
default = { lane.overtaking = true, courier.overtaking = false, stock = { holding = "0.02 CNY/unit/d", order_cost = "9 CNY" } }
product.melon = { price = "25 CNY", cost = "20.0003 CNY" }
product.peach = { price = "9 CNY", cost = "3.3333 CNY", popularity = 2 }

[supplier]
lisbon = { lead_time.gamma = { mean = "2 d", cv = 0.6 }, overtaking = true }
perth = { lead_time = "1 d", lateness.normal = { mean = "0 h", sd = "9 h" }, overtaking = false }

[lane]
lisbon = { departs = "every 6 h", transit = "12 h", price = ["40 CNY/shipment", "0.3 CNY/unit"] }
perth = { transit.lognormal = { median = "1 d", sigma = 0.4 } }

[customs]
lisbon = { officers = 1, check = "1 h", inspected = "30 %", bays = 1, inspection.exponential.mean = "5 h" }
perth = { officers = 2, check.exponential.mean = "40 min" }

[warehouse]
lisbon = { put_away = "6 h", pickers = 2, picking.exponential.mean = "30 min", price = "1.5 CNY/order" }
perth = { fill = "whole" }

[stock]
lisbon.melon = { source = ["warehouse.perth", "lane.lisbon"], replenish.r_Q = { r = 25, Q = 12 } }
lisbon.peach = { source = ["supplier.lisbon", "lane.lisbon", "customs.lisbon"], replenish.s_S = { s = 20, S = 50 } }
perth.melon = { source = ["supplier.perth", "lane.perth"], replenish.periodic_R_s_S = { R = "12 h", s = 40, S = 90 } }
perth.peach = { source = "supplier.lisbon", replenish.base_stock.S = 25 }

[courier]
lisbon = { transit = "1 d", failed_attempts = "20 %", attempts = 2, retry = "12 h", price = "3.5 CNY/parcel" }
perth = { transit.lognormal = { median = "20 h", sigma = 0.5 } }

[market.lisbon]
orders.poisson.rate = "9 /d"
mix = ["melon", "peach"]
units.discrete = { 1 = 3, 2 = 2, 5 = 1 }
patience.weibull = { shape = 1.5, scale = "2 d" }
through = ["warehouse.lisbon", "customs.lisbon", "courier.lisbon"]

[market.perth]
through = ["warehouse.perth", "customs.perth", "lane.lisbon", "courier.perth"]
[demand.perth]
melon = { orders.every = "6 h", units = 3 }
peach = { orders.poisson.rate = "5 /d" }
"#;

/// Names that sort before, between and after those of [`PAIR`].
const STRANGERS: [&str; 3] = ["aachen", "nice", "zagreb"];

fn pair() -> Scenario {
    scenario(PAIR)
}

fn bits(outcome: &Outcome) -> (u64, u64, Vec<u64>) {
    (outcome.replication, outcome.events, outcome.values.iter().map(|value| value.to_bits()).collect())
}

#[test]
fn a_used_and_a_fresh_scratch_give_the_same() {
    let file = |name: &str| load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name)).unwrap();
    let all =
        [pair(), file("law-inventory.toml"), scenario(&with(PAIR, &[&chain("aachen", MIX)])), file("peer-s1.toml")];
    let fresh = |scenario: &Scenario, number| bits(&simulate(scenario, SEED, number, &mut Scratch::default()));
    let mut used = Scratch::default();
    // Small after large, large after small, the same one twice, and other replications in between.
    for (which, number) in [(3, 0), (0, 0), (1, 0), (0, 0), (0, 1), (2, 5), (3, 1), (3, 0), (2, 5), (0, 1)] {
        let again = bits(&simulate(&all[which], SEED, number, &mut used));
        assert_eq!(again, fresh(&all[which], number), "scenario {which}, replication {number}");
    }
}

/// The same with journals: the batches of the run before are not written again.
#[test]
fn a_used_and_a_fresh_scratch_write_the_same_journals() {
    let scenario = pair();
    let batch = record(&scenario, &Plan { replications: 0..4, seed: SEED, ..Plan::default() });
    for found in &batch {
        assert_eq!(*found, record_one(&scenario, SEED, found.number));
    }
    assert!(batch.windows(2).all(|two| two[0].rows != two[1].rows), "replications differ from each other");
}

#[test]
fn threads_change_nothing() {
    let scenario = pair();
    let on = |threads| record(&scenario, &Plan { replications: 3..40, seed: SEED, threads });
    let one = on(1);
    assert_eq!(one.iter().map(|found| found.number).collect::<Vec<_>>(), (3..40).collect::<Vec<_>>());
    for threads in [2, 3] {
        assert!(one == on(threads), "{threads} threads");
    }
    let without = replicate(&scenario, &Plan { replications: 3..40, seed: SEED, threads: 3 });
    for (row, found) in without.rows.iter().zip(&one) {
        assert_eq!(
            (row.replication, row.events, values(&scenario, row)),
            (found.number, found.events, found.values.clone())
        );
    }
}

#[test]
fn replication_17_alone_equals_row_17_of_the_batch() {
    let scenario = pair();
    let batch = record(&scenario, &Plan { replications: 0..20, seed: SEED, threads: 2 });
    let alone = record_one(&scenario, SEED, 17);
    assert_eq!(alone, batch[17]);
    assert_ne!(alone.rows, batch[16].rows);
    assert_ne!(alone.rows, record_one(&scenario, SEED + 1, 17).rows, "the seed matters");
}

const MIX: &str = "";
const ROW: &str = "demand";

/// Returns an unrelated chain under this name: product, supplier, lane, customs, warehouse, courier and market.
fn chain(name: &str, demand: &str) -> String {
    let orders = if demand == MIX {
        format!("market.{name}.orders.poisson.rate = \"20 /d\"\nmarket.{name}.mix = [\"{name}\"]")
    } else {
        format!("demand.{name}.{name}.orders.every = \"6 h\"")
    };
    format!(
        r#"
product.{name} = {{ price = "4 CNY", cost = "1 CNY" }}
supplier.{name} = {{ lead_time = "1 d" }}
lane.{name} = {{ departs = "every 6 h", transit.exponential.mean = "1 d" }}
customs.{name} = {{ officers = 1, check = "1 h" }}
warehouse.{name} = {{ put_away = "6 h" }}
courier.{name} = {{ transit = "9 d" }}
stock.{name}.{name} = {{ source = ["supplier.{name}", "lane.{name}"], replenish.base_stock.S = 30 }}
market.{name}.through = ["warehouse.{name}", "customs.{name}", "lane.{name}", "courier.{name}"]
{orders}
"#
    )
}

/// Combines the pair with unrelated chains. The pair's top-level keys must precede the first table.
fn with(pair: &str, strangers: &[&str]) -> String {
    let (head, tables) = pair.split_once("\n[supplier]").expect("the first table");
    let dotted = tables_as_keys(&format!("[supplier]{tables}"));
    format!("{head}\n{dotted}{}", strangers.concat())
}

/// Writes tables as dotted keys, because TOML does not allow keys to be added to a table that has a header.
fn tables_as_keys(text: &str) -> String {
    let mut header = "";
    let mut keys = String::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => header = name,
            None => keys.push_str(&format!("{header}.{line}\n")),
        }
    }
    keys
}

/// Returns the results of the pair: its rows, and the values of everything named after it.
fn of_the_pair(found: &Replication) -> (Replication, BTreeMap<String, Vec<u64>>) {
    let mut kept = found.clone();
    kept.rows.orders.retain(|row| !STRANGERS.contains(&row.market.as_str()));
    kept.rows.stock.retain(|row| !STRANGERS.iter().any(|name| row.stock_point.starts_with(name)));
    let mut values = BTreeMap::<String, Vec<u64>>::new();
    for (subject, _, value) in &found.values {
        let of_all = subject == "total" || subject.starts_with("party.");
        if !of_all && !STRANGERS.iter().any(|name| subject.contains(name)) {
            values.entry(subject.clone()).or_default().push(*value);
        }
    }
    (kept.events, kept.values) = (0, Vec::new());
    (kept, values)
}

/// Asserts that both have the same rows; shows the first difference.
fn assert_same<T: PartialEq + Debug>(alone: &[T], among: &[T], stranger: &str) {
    if let Some((one, other)) = alone.iter().zip(among).find(|(one, other)| one != other) {
        panic!("alone {one:?}\namong {other:?}\n{stranger}");
    }
    assert_eq!(alone.len(), among.len(), "rows alone and among\n{stranger}");
}

fn unmoved_by(pair: &str, strangers: &[String]) {
    unmoved_aside_from(pair, strangers, &|_| false);
}

/// Asserts the same, except for figures of subjects that several chains contribute to.
fn unmoved_aside_from(pair: &str, strangers: &[String], shared: &dyn Fn(&str) -> bool) {
    for number in 0..3 {
        let (alone, mut values) = of_the_pair(&record_one(&scenario(&with(pair, &[])), SEED, number));
        values.retain(|subject, _| !shared(subject));
        assert!(alone.rows.orders.len() > 300 && alone.rows.stock.len() > 300, "{}", alone.rows.stock.len());
        assert!(values.len() >= 12, "{:?}", values.keys());
        for stranger in strangers {
            let (among, mut values_among) = of_the_pair(&record_one(&scenario(&with(pair, &[stranger])), SEED, number));
            values_among.retain(|subject, _| !shared(subject));
            assert_eq!(values_among, values, "{stranger}");
            assert_same(&alone.rows.orders, &among.rows.orders, stranger);
            assert_same(&alone.rows.stock, &among.rows.stock, stranger);
        }
    }
}

#[test]
fn an_unrelated_entry_changes_no_row_of_the_others() {
    let entries = [
        "product.NAME = { price = \"4 CNY\" }",
        "supplier.NAME = { lead_time.exponential.mean = \"3 h\", overtaking = false }",
        "lane.NAME = { departs = \"every 6 h\" }",
        "customs.NAME = { officers = 1, check = \"1 h\", inspected = \"50 %\" }",
        "warehouse.NAME = { picking = \"1 h\", pickers = 1 }",
        "courier.NAME = { transit.exponential.mean = \"1 d\" }",
        // It has no demand: orders without goods go straight through.
        "market.NAME = { orders.every = \"6 h\", mix = [], through = \"lane.NAME\" }\nlane.NAME = { transit = \"12 h\" }",
    ];
    let strangers =
        entries.iter().flat_map(|entry| STRANGERS.map(|name| format!("\n{}\n", entry.replace("NAME", name))));
    unmoved_by(PAIR, &strangers.collect::<Vec<_>>());
}

#[test]
fn an_unrelated_chain_changes_no_row_of_the_others() {
    let mut strangers: Vec<String> =
        STRANGERS.iter().flat_map(|name| [MIX, ROW].map(|demand| chain(name, demand))).collect();
    strangers.push(STRANGERS.map(|name| chain(name, ROW)).concat());
    strangers.push(STRANGERS.map(|name| chain(name, MIX)).concat());
    unmoved_by(PAIR, &strangers);
}

/// A market without a mix sells all products that have no demand row: a product with one stays out of the mix.
#[test]
fn a_product_with_a_row_of_demand_stays_out_of_the_others_mix() {
    let rows = PAIR.find("[demand.perth]").unwrap();
    let pair = PAIR[..rows].replace("mix = [\"melon\", \"peach\"]\n", "") + "orders.poisson.rate = \"9 /d\"\n";
    assert!(!pair.contains("mix") && !pair.contains("demand"));
    unmoved_by(&pair, &STRANGERS.map(|name| chain(name, ROW)));
}

/// Unrelated chains that sell the same products, but share neither stock points nor routes.
#[test]
fn a_market_that_sells_the_same_goods_elsewhere_changes_no_row_of_the_others() {
    let market = |name: &str| {
        format!(
            r#"
supplier.{name} = {{ lead_time = "1 d" }}
market.{name} = {{ orders.poisson.rate = "30 /d", mix = ["peach", "melon"], through = ["supplier.{name}", "courier.{name}"] }}
courier.{name} = {{ transit = "2 d" }}
"#
        )
    };
    // What is stated about a product applies to everyone who orders it.
    unmoved_aside_from(PAIR, &STRANGERS.map(market), &|subject| subject.starts_with("product."));
}

/// Common random numbers: who orders what and when, and how long the courier takes, is the same under every policy.
#[test]
fn a_policy_changes_no_draw_of_an_order() {
    let text = PAIR
        .replace("patience.weibull", "# patience")
        .replace("courier.overtaking = false", "courier.overtaking = true");
    let lean = |text: &str| {
        text.replace("r_Q = { r = 25, Q = 12 }", "base_stock.S = 4")
            .replace("s_S = { s = 20, S = 50 }", "s_S = { s = 2, S = 70 }")
            .replace("s = 40, S = 90", "s = 10, S = 30")
    };
    let orders = |text: &str, number| {
        let rows = record_one(&scenario(text), SEED, number).rows.orders;
        let named = rows.into_iter().map(|row| ((row.market.clone(), row.product.clone(), row.ordinal), row));
        named.collect::<BTreeMap<_, _>>()
    };
    let (mut compared, mut tried_again, mut moved) = (0, 0, 0);
    for (number, all_arrive) in [(0, false), (1, false), (2, true), (3, true)] {
        let text = if all_arrive { text.replace("\"20 %\"", "\"0 %\"") } else { text.clone() };
        let (mine, theirs) = (orders(&text, number), orders(&lean(&text), number));
        assert!(mine.keys().eq(theirs.keys()), "the same orders are placed");
        for (one, two) in mine.values().zip(theirs.values()) {
            let both = format!("{one:?}\n{two:?}");
            assert_eq!(one.placed_us, two.placed_us, "{both}");
            if all_arrive {
                assert_eq!((one.units, one.price), (two.units, two.price), "{both}");
            }
            if (one.outcome, two.outcome, one.parcels, two.parcels) == (DELIVERED, DELIVERED, 1, 1) {
                assert_eq!((one.units, one.stage_us[LAST_MILE]), (two.units, two.stage_us[LAST_MILE]), "{both}");
                compared += 1;
                tried_again += i32::from(one.market == "lisbon" && one.stage_us[LAST_MILE] > 86_400_000_000);
                moved += i32::from(one.ended_us != two.ended_us);
            }
        }
    }
    assert!(compared > 500 && tried_again > 20 && moved > 100, "{compared} compared, {tried_again} {moved}");
}
