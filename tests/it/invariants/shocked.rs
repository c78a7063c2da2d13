//! The same scenarios under random shocks: units and money are conserved at every event, the audit has no effect, and every
//! order ends once.

use super::chains::chains;
use super::{CASES, config, value};
use crate::record::{UNFINISHED, record_one, scenario, values};
use haitao::agent::PROPERTIES;
use haitao::chain::{Factor, Kind, Pause};
use haitao::study::{Scratch, simulate, simulate_audited};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;

/// Returns the kinds of agents in the chains that a shock can strike, with what it can pause and what it can multiply.
fn effects() -> Vec<(&'static str, Vec<&'static str>, Vec<&'static str>)> {
    let chain = chains().new_tree(&mut TestRunner::deterministic()).expect("a chain").current().text();
    let there = |kind: &&Kind| kind.is_struck() && chain.contains(&format!("[{kind}."));
    let effects = |kind: &Kind| {
        let pauses = Pause::ALL.iter().filter(|(_, pause)| kind.pauses.contains(pause));
        let factors = Factor::ALL.iter().filter(|(_, factor)| kind.factors.contains(factor));
        (kind.name, pauses.map(|(name, _)| *name).collect(), factors.map(|(name, _)| *name).collect())
    };
    PROPERTIES.iter().filter(there).map(effects).collect()
}

/// Returns a few shocks of any entries that the chains have.
fn shocks() -> impl Strategy<Value = String> {
    let starts = prop_oneof![
        (0..96_i64).prop_map(|hours| format!("\"{hours} h\"")),
        (6..48_i64).prop_map(|hours| format!("{{ random.exponential.mean = \"{hours} h\" }}")),
        (6..48_i64).prop_map(|hours| format!("{{ random = \"{hours} h\" }}")),
    ];
    let lasts = prop_oneof![
        1 => Just(String::new()),
        4 => (0..40_i64).prop_map(|hours| format!("lasts = \"{hours} h\"\n")),
        4 => (1..40_i64).prop_map(|hours| format!("lasts.exponential.mean = \"{hours} h\"\n")),
    ];
    let does = prop::sample::select(effects()).prop_flat_map(|(kind, pauses, factors)| {
        let (some, few) = (0..=pauses.len().min(3), 0..=factors.len().min(2));
        let first = pauses[0];
        (Just((kind, first)), prop::sample::subsequence(pauses, some), prop::sample::subsequence(factors, few))
    });
    let factor = prop::sample::select(&["0", "0.3", "0.5", "1.7", "4"][..]);
    let shock = (does, starts, lasts, factor).prop_map(|(((kind, first), pauses, factors), starts, lasts, factor)| {
        let factors: Vec<String> = factors.iter().map(|name| format!("{name} = {factor}")).collect();
        let none = pauses.is_empty() && factors.is_empty();
        let pauses = if none { vec![first] } else { pauses };
        format!(
            "strikes = \"{kind}.*\"\nstarts = {starts}\n{lasts}pauses = {pauses:?}\nmultiplies = {{ {} }}\n",
            factors.join(", ")
        )
    });
    prop::collection::vec(shock, 1..=3).prop_map(|shocks| {
        let named = shocks.iter().enumerate();
        named.map(|(number, shock)| format!("[shock.x{number}]\n{shock}")).collect()
    })
}

fn conserved(cases: u32) {
    let mut runner = TestRunner::new(Config { cases, ..config(0x6861_6974_616f_0003) });
    let rerouted = Cell::new(0.0);
    let done = runner.run(&(chains(), shocks(), 0..1000_u64), |(chain, shocks, seed)| {
        let text = format!("{}{shocks}", chain.text());
        let scenario = scenario(&text);
        let audited = simulate_audited(&scenario, seed, 3);
        let audited = match audited {
            Ok(audited) => audited,
            Err(error) => return Err(TestCaseError::fail(format!("{error}\n{shocks}"))),
        };
        let plain = simulate(&scenario, seed, 3, &mut Scratch::default());
        prop_assert_eq!(audited.events, plain.events);
        prop_assert_eq!(values(&scenario, &audited), values(&scenario, &plain));
        let found = record_one(&scenario, seed, 3);
        prop_assert_eq!(&found.values, &values(&scenario, &plain));
        let changed = found.values.iter().filter(|(_, kpi, _)| *kpi == "shipments_rerouted");
        rerouted.set(rerouted.get() + changed.map(|(.., bits)| f64::from_bits(*bits)).sum::<f64>());
        for row in &found.rows.orders {
            prop_assert!(row.stage_us.iter().all(|stage| *stage >= 0), "{:?}", row);
        }
        let kpis = ["delivered", "delivered_in_part", "lost", "cancelled", "returned", "spoilt", "refused"];
        let ended: f64 = kpis.iter().map(|kpi| value(&found, "total", &format!("orders_{kpi}"))).sum();
        let open = value(&found, "total", "unfinished");
        prop_assert_eq!(value(&found, "total", "orders_placed"), ended + open);
        prop_assert!(open == 0.0 || found.rows.orders.iter().any(|row| row.outcome == UNFINISHED));
        Ok(())
    });
    done.unwrap_or_else(|failed| panic!("{failed}"));
    assert!(rerouted.get() > 0.0, "some goods go around what is closed");
}

#[test]
fn units_and_money_are_conserved_under_shocks() {
    conserved(CASES);
}

#[test]
#[ignore = "10,000 chains take many minutes"]
fn units_and_money_are_conserved_under_shocks_in_ten_thousand_chains() {
    conserved(10_000);
}
