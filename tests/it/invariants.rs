//! Properties of every scenario, tested on generated ones: units and money are conserved at every event, stage times add up,
//! no order gets lost, a longer horizon keeps what happened before, and the order of entries in a file has no effect.

mod blocks;
mod chains;
mod entries;
mod keys;
pub(crate) mod money;
mod shocked;
mod watch;

use crate::record::{
    CANCELLED, DELIVERED, IN_PART, LOST, OrderRow, REFUSED, RETURNED, Replication, SPOILT, StockRow, UNFINISHED,
};
use crate::record::{record, record_one, scenario, values};
use blocks::Chain;
use chains::chains;
use haitao::chain::{Part, Stage};
use haitao::policy::allocate::{Allocate, Rule};
use haitao::study::{Plan, Scratch, simulate, simulate_audited};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use std::collections::BTreeMap;
use watch::watched;

const CASES: u32 = 256;

/// The same scenarios on every machine, and no files written next to the tests.
fn config(seed: u64) -> Config {
    Config { cases: CASES, rng_seed: RngSeed::Fixed(seed), failure_persistence: None, ..Config::default() }
}

/// A chain unrelated to the others; its names sort before theirs.
const STRANGERS: &str = r#"
[product.aside]
price = "9 CNY"
weight = "2 kg"
[supplier.aside]
capacity = "3 units/d"
[lane.aside]
departs = "every 6 h"
capacity = "3 kg"
damage = "10 %"
[customs.aside]
officers = 1
check = "1 h"
[warehouse.aside]
picking = "1 h"
pickers = 1
[courier.aside]
capacity = "2 parcels/d"
[stock.aside.aside]
source = ["supplier.aside", "lane.aside"]
replenish.base_stock.S = 9
[market.aside]
through = ["warehouse.aside", "customs.aside", "courier.aside"]
[demand.aside.aside]
orders.every = "6 h"
"#;

/// Returns a scenario and the same one with its blocks in another order.
fn twins() -> impl Strategy<Value = (Chain, Chain)> {
    chains().prop_flat_map(|chain| {
        let shuffled = Just(chain.blocks().to_vec()).prop_shuffle();
        (Just(chain), shuffled, any::<bool>()).prop_map(|(chain, blocks, reverse)| {
            let shuffled = Chain::new(blocks);
            (chain, if reverse { shuffled.reversed() } else { shuffled })
        })
    })
}

fn ended_before(found: &Replication, end: i64) -> (Vec<&OrderRow>, Vec<&StockRow>) {
    let orders = found.rows.orders.iter().filter(|row| row.ended_us < end && row.outcome != UNFINISHED);
    (orders.collect(), found.rows.stock.iter().filter(|row| row.time_us < end).collect())
}

fn value(found: &Replication, subject: &str, kpi: &str) -> f64 {
    let named = |(of, name, _): &&(String, &str, u64)| of == subject && *name == kpi;
    f64::from_bits(found.values.iter().find(named).unwrap_or_else(|| panic!("no {kpi} of {subject}")).2)
}

const UNIT_OUTCOMES: [&str; 8] = [
    "units_ordered",
    "units_delivered",
    "units_lost",
    "units_cancelled",
    "units_refused",
    "units_returned",
    "units_spoilt",
    "units_unfinished",
];

/// Returns the sum of a figure over all entries of a kind.
fn by_kind(found: &Replication, kind: &str, kpi: &str) -> f64 {
    let of_kind = |subject: &str| subject.strip_prefix(kind).is_some_and(|rest| rest.starts_with('.'));
    let figures = found.values.iter().filter(|(subject, name, _)| *name == kpi && of_kind(subject));
    figures.map(|(_, _, value)| f64::from_bits(*value)).sum()
}

proptest! {
    #![proptest_config(config(0x6861_6974_616f_0001))]

    #[test]
    fn units_and_money_are_conserved_at_every_event_and_the_audit_changes_nothing(chain in chains(), seed in 0..1000_u64) {
        let scenario = scenario(&chain.text());
        let audited = simulate_audited(&scenario, seed, 3);
        prop_assert!(audited.is_ok(), "{}", audited.unwrap_err());
        let audited = audited.unwrap();
        let plain = simulate(&scenario, seed, 3, &mut Scratch::default());
        prop_assert_eq!(audited.events, plain.events);
        prop_assert_eq!(values(&scenario, &audited), values(&scenario, &plain));
        let journalled = record_one(&scenario, seed, 3);
        prop_assert_eq!(journalled.events, plain.events);
        prop_assert_eq!(journalled.values, values(&scenario, &plain));
    }

    #[test]
    fn profit_and_costs_by_party_are_the_sum_of_the_postings(chain in chains(), seed in 0..1000_u64) {
        let found = money::recounted(&scenario(&chain.text()), seed, 1);
        prop_assert!(found.is_ok(), "{}", found.unwrap_err());
    }

    #[test]
    fn stage_times_add_up(chain in chains(), seed in 0..1000_u64) {
        let scenario = scenario(&chain.text());
        let found = record_one(&scenario, seed, 0);
        for row in &found.rows.orders {
            prop_assert!(row.ended_us >= row.placed_us, "{:?}", row);
            prop_assert!(row.stage_us.iter().all(|stage| *stage >= 0), "{:?}", row);
            let expected = if row.outcome == DELIVERED { row.ended_us - row.placed_us } else { 0 };
            prop_assert_eq!(row.stage_us.iter().sum::<i64>(), expected, "{:?}", row);
        }
    }

    #[test]
    fn all_orders_end_once_and_are_counted_and_nothing_is_overfull(chain in chains(), seed in 0..1000_u64) {
        let text = chain.text();
        let scenario = scenario(&text);
        let seen = watched(&scenario, &text, seed);
        let found = record_one(&scenario, seed, 0);
        for (outcome, kpi) in [
            (DELIVERED, "orders_delivered"),
            (LOST, "orders_lost"),
            (CANCELLED, "orders_cancelled"),
            (RETURNED, "orders_returned"),
            (UNFINISHED, "unfinished"),
            (SPOILT, "orders_spoilt"),
            (REFUSED, "orders_refused"),
            (IN_PART, "orders_delivered_in_part"),
        ] {
            prop_assert_eq!(value(&found, "total", kpi), f64::from(seen.measured[usize::from(outcome)]), "{}", kpi);
        }
        prop_assert_eq!(value(&found, "total", "orders_placed"), f64::from(seen.measured.iter().sum::<u32>()));
        let units = |kpi: &str| value(&found, "total", &format!("units_{kpi}"));
        let number = |count: i64| f64::from(i32::try_from(count).expect("few units"));
        prop_assert_eq!(units("ordered"), number(seen.units.ordered));
        // Units of open orders may have arrived already.
        let (arrived, ended) = (units("delivered"), number(seen.units.delivered));
        prop_assert!(arrived >= ended && (arrived == ended || value(&found, "total", "unfinished") > 0.0));
        for (subject, kpi, value) in &found.values {
            if *kpi == "lost_sales" && !subject.starts_with("stock") {
                let [lost, cancelled, refused] = ["units_lost", "units_cancelled", "units_refused"].map(|kpi| self::value(&found, subject, kpi));
                prop_assert_eq!(f64::from_bits(*value), lost + cancelled + refused);
            }
        }
        for kpi in UNIT_OUTCOMES {
            let products: f64 = by_kind(&found, "product", kpi);
            // Consumers' orders either all carry goods or none does.
            prop_assert!(products == 0.0 || products == value(&found, "total", kpi), "{}", kpi);
            prop_assert_eq!(by_kind(&found, "market", kpi), value(&found, "total", kpi), "{}", kpi);
        }
        for (path, parts) in found.values.iter().filter(|(_, kpi, _)| *kpi == "order_parts").map(|(path, _, parts)| (path, f64::from_bits(*parts))) {
            let ended = ["delivered", "delivered_in_part", "lost", "cancelled", "returned", "spoilt", "refused", "unfinished"];
            prop_assert_eq!(ended.map(|how| value(&found, path, &format!("order_parts_{how}"))).iter().sum::<f64>(), parts);
            prop_assert!(value(&found, path, "order_parts_unfinished") >= 0.0);
        }
    }

    #[test]
    fn no_order_waits_while_stock_is_on_the_shelf(chain in chains(), seed in 0..1000_u64) {
        let text = chain.text();
        let found = record_one(&scenario(&text), seed, 0);
        let last: BTreeMap<_, _> = found.rows.stock.iter().map(|row| ((&row.stock_point, row.time_us), row)).collect();
        let waits = last.values().find(|row| row.on_hand > 0 && row.backorders > 0);
        // If orders are served whole, the first may wait for more units than there are; a rule may hold stock back.
        let mut holding = Rule::ALL.iter().filter(|rule| rule.holds_back()).map(|rule| Rule::NAMES[*rule as usize]);
        let may_wait = text.contains("\"whole\"") || holding.any(|name| text.contains(name));
        prop_assert!(waits.is_none() || may_wait, "{:?}", waits);
    }

    #[test]
    fn threads_and_unrelated_chains_change_nothing(chain in chains(), seed in 0..1000_u64) {
        let text = chain.text();
        let one = scenario(&text);
        let on = |threads| record(&one, &Plan { replications: 0..3, seed, threads });
        let alone = on(1);
        prop_assert_eq!(&alone, &on(2));
        let among = record_one(&scenario(&format!("{text}{STRANGERS}")), seed, 0);
        let orders: Vec<_> = among.rows.orders.iter().filter(|row| row.market != "aside").collect();
        let stock: Vec<_> = among.rows.stock.iter().filter(|row| !row.stock_point.starts_with("aside")).collect();
        prop_assert_eq!(alone[0].rows.orders.iter().collect::<Vec<_>>(), orders);
        prop_assert_eq!(alone[0].rows.stock.iter().collect::<Vec<_>>(), stock);
    }

    #[test]
    fn a_longer_horizon_keeps_what_happened_before(chain in chains(), seed in 0..1000_u64, more in 1..=90_i64) {
        let short = scenario(&chain.text());
        let end = short.window().end().micros();
        let hours = (short.window().horizon - haitao::units::SimTime::ZERO).micros() / 3_600_000_000;
        let long = scenario(&chain.lasting(hours + more).text());
        let (before, after) = (record_one(&short, seed, 0), record_one(&long, seed, 0));
        prop_assert_eq!(ended_before(&before, end), ended_before(&after, end));
    }

    #[test]
    fn the_order_of_a_file_means_nothing((chain, shuffled) in twins(), seed in 0..1000_u64) {
        let (chain, shuffled) = (scenario(&chain.text()), scenario(&shuffled.text()));
        let (one, other) = (record_one(&chain, seed, 1), record_one(&shuffled, seed, 1));
        let orders = one.rows.orders.iter().zip(&other.rows.orders).find(|(one, other)| one != other);
        prop_assert!(orders.is_none(), "{:?}", orders);
        let values = one.values.iter().zip(&other.values).find(|(one, other)| one != other);
        prop_assert!(values.is_none(), "{:?}", values);
        prop_assert_eq!(one, other);
    }
}

/// Consumers who lose patience with goods made to order, alone or with other lines: everything adds up at every event, and
/// many lines are cancelled before they are begun while others are cancelled by warehouses.
#[test]
fn lines_are_cancelled_while_they_wait_to_be_made() {
    let mut reneged = 0;
    for (seed, lines) in (0..24).zip([1, 2, 3].into_iter().cycle()) {
        let text = format!(
            r#"
haitao = "1"
run = {{ warm_up = "1 d", horizon = "12 d", drain = "6 d" }}
product.coat = {{ price = "90 CNY", path = "made" }}
product.hat = {{ price = "30 CNY" }}
supplier.tailor = {{ lot_time.exponential.mean = "3 h", lines = {lines}, lead_time = "2 h", price = "40 CNY/unit" }}
supplier.hatter = {{ lead_time = "2 d", in_full = "60 %", price = "9 CNY/unit" }}
warehouse.shop = {{ pickers = 1, picking = "20 min" }}
stock.shop.hat = {{ source = "supplier.hatter", replenish.s_S = {{ s = 12, S = 30 }} }}
platform.mall.path = "shelf"
path.made = {{ through = ["supplier.tailor", "courier.post"] }}
path.shelf = {{ through = ["warehouse.shop", "courier.post"] }}
courier.post = {{ transit.exponential.mean = "1 d", overtaking = true }}
market.town = {{ platform = "mall", orders.poisson.rate = "12 /d", lines.discrete = {{ 1 = 1, 2 = 1 }}, units.discrete = {{ 1 = 2, 3 = 1 }}, patience.exponential.mean = "9 h" }}
"#
        );
        let scenario = scenario(&text);
        let seen = watched(&scenario, &text, seed);
        reneged += seen.reneged;
        assert!(seen.measured[usize::from(CANCELLED)] > 0 && seen.measured[usize::from(DELIVERED)] > 0, "{seen:?}");
        assert_eq!(
            value(&record_one(&scenario, seed, 0), "total", "orders_cancelled"),
            f64::from(seen.measured[usize::from(CANCELLED)])
        );
    }
    assert!(reneged > 100, "{reneged} lines left the queue of the works");
}

/// Words of the language that many of the generated scenarios must contain.
const WORDS: [&str; 79] = [
    "[warehouse.depot]",
    "platform = ",
    "\"whole\"",
    "inclusive",
    "instant",
    "drain",
    "warm_up",
    "mix",
    "demand.",
    "replay",
    "{ every",
    "{ r_Q",
    "{ s_S",
    "base_stock",
    "periodic_R_s_S",
    "lateness",
    "departs",
    "cut_off",
    "bays",
    "backlog",
    "under_way",
    "weight",
    "volume",
    "lines = ",
    "backorder = ",
    "patience",
    "first_with_stock",
    "cheapest = [\"express\"",
    "fastest = [\"direct\"",
    "split_orders = true",
    "split_orders = false",
    "path = ",
    "cheapest = [\"courier",
    "capacity = \"3 parcels\"",
    "capacity = [",
    "cancelled",
    "damage",
    "in_full",
    "short_fill",
    "defects",
    "units/d",
    "lot_time",
    "unit_time",
    "discounts",
    "pay_after",
    "minimum",
    "multiple",
    "carrying",
    "1.5 d",
    "space",
    "accept",
    "receiving_price",
    "storage_price",
    "proportional",
    "priority",
    "room",
    "hours",
    "01-01 = 1",
    "desk.entry",
    "desk.1210",
    "desk.9610",
    "mismatch",
    "shelf_life",
    "tmall_global",
    "life_on_arrival",
    "\"lifo\"",
    "send_back",
    "undeliverable",
    "merge = ",
    "commission",
    "payment_fee",
    "delivery_fee",
    "free_from",
    "tax = \"included\"",
    "tax = \"on_top\"",
    "coupon",
    "funded_by = \"supplier",
    "funded_by = \"seller",
    "presale",
];

/// The properties above prove little if the generated scenarios use few features.
#[test]
fn generated_scenarios_use_every_feature() {
    let mut runner = TestRunner::new(config(0x6861_6974_616f_0002));
    let (mut outcomes, mut split, mut busy, mut crowded, mut full) = ([0; 7], 0, 0, 0, 0);
    let (mut stages, mut costs) = ([0; Stage::ALL.len()], [0; Part::ALL.len()]);
    let mut seen = [0; WORDS.len()];
    for _ in 0..CASES {
        let chain = chains().new_tree(&mut runner).unwrap().current();
        let text = chain.text();
        WORDS.iter().zip(&mut seen).for_each(|(word, seen)| *seen += i32::from(text.contains(word)));
        let found = record_one(&scenario(&text), 7, 0);
        full += i32::from(watched(&scenario(&text), &text, 7).full > 0);
        let rows = &found.rows.orders;
        let mut reached = [0; 7];
        for row in rows {
            reached[usize::from(row.outcome)] = 1;
        }
        outcomes.iter_mut().zip(reached).for_each(|(all, one)| *all += one);
        split += i32::from(rows.iter().any(|row| row.outcome == DELIVERED && row.parcels > 1));
        busy += i32::from(rows.len() > 20);
        crowded += i32::from(
            found
                .rows
                .stock
                .windows(2)
                .any(|pair| pair[0].time_us == pair[1].time_us && pair[0].stock_point != pair[1].stock_point),
        );
        for (stage, seen) in stages.iter_mut().enumerate() {
            *seen += i32::from(rows.iter().any(|row| row.stage_us[stage] > 0));
        }
        for (part, seen) in costs.iter_mut().enumerate() {
            *seen += i32::from(rows.iter().any(|row| row.cost[part] > 0));
        }
    }
    println!(
        "outcomes {outcomes:?}, split {split}, busy {busy}, crowded {crowded}, full {full}, stages {stages:?}, \
         costs {costs:?}"
    );
    println!("{:?}", WORDS.iter().zip(seen).collect::<Vec<_>>());
    let some = |counts: &[i32]| counts.iter().all(|count| *count >= 10);
    assert!(some(&outcomes), "outcomes {outcomes:?}");
    assert!(some(&stages), "stages {stages:?}");
    assert!(some(&costs), "costs {costs:?}");
    assert!(some(&[split, busy, crowded, full]), "split {split}, busy {busy}, crowded {crowded}, full {full}");
    assert!(some(&seen), "words {:?}", WORDS.iter().zip(seen).filter(|(_, seen)| *seen < 10).collect::<Vec<_>>());
}

/// A line of two units travels in two parcels, one of which also carries another line. If its unit in that parcel breaks on
/// the way, the rest of the parcel may arrive after the line is complete: it must not complete the line a second time.
#[test]
fn a_line_ends_once_even_if_a_parcel_arrives_without_its_units() {
    let text = r#"
        haitao = "1"
        run.horizon = "60 d"
        product = { jar = {}, box = {} }
        supplier.maker = { lead_time = "6 h", overtaking = true }
        warehouse.shop = {}
        lane.van = { transit = "1 h", damage = "30 %" }
        courier.post = { transit.uniform = { min = "1 h", max = "3 d" }, overtaking = true }
        market.town = { orders.poisson.rate = "4 /d", lines = 2, units = 2, through = ["warehouse.shop", "lane.van", "courier.post"] }
        stock.shop.all = { source = "supplier.maker", replenish.base_stock.S = 3 }
    "#;
    let scenario = scenario(text);
    for replication in 0..20 {
        let found = simulate_audited(&scenario, 5, replication).unwrap_or_else(|error| panic!("{error}"));
        let total = |kpi: &str| {
            let at =
                scenario.kpis().iter().position(|column| column.subject.as_str() == "total" && column.kpi.name == kpi);
            found.values[at.expect("a figure of everything")]
        };
        let ended = ["delivered", "delivered_in_part", "lost", "cancelled", "returned", "spoilt", "refused"]
            .map(|how| total(&format!("orders_{how}")));
        assert_eq!(total("orders_placed"), ended.iter().sum::<f64>() + total("unfinished"));
    }
}
