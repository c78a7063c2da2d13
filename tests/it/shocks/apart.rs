//! A shock has no effect on unrelated entries, and none before it starts.

use super::{run, shock};
use crate::record::{DELIVERED, OrderRow, Replication, StockRow, UNFINISHED};
use haitao::agent::PROPERTIES;
use haitao::chain::{Factor, Kind, Pause};

/// Returns a chain with random times; its entries carry its name.
fn chain(name: &str) -> String {
    format!(
        r#"
[product.{name}]
price = "9 CNY"
[supplier.{name}]
lead_time.exponential = {{ mean = "9 h" }}
overtaking = true
[lane.{name}]
transit.gamma = {{ mean = "1 d", cv = 0.5 }}
overtaking = false
price = "2 CNY/shipment"
[customs.{name}]
officers = 1
check.exponential = {{ mean = "1 h" }}
inspected = "20 %"
inspection = "5 h"
[warehouse.{name}]
picking.exponential = {{ mean = "2 h" }}
pickers = 2
[courier.{name}]
transit.exponential = {{ mean = "1 d" }}
overtaking = true
[stock.{name}.{name}]
source = ["supplier.{name}", "lane.{name}", "customs.{name}"]
replenish.s_S = {{ s = 20, S = 40 }}
[market.{name}]
through = ["warehouse.{name}", "courier.{name}"]
[demand.{name}.{name}]
orders.poisson.rate = "12 /d"
"#
    )
}

fn head() -> String {
    "haitao = \"1\"\nrun = { warm_up = \"5 d\", horizon = \"40 d\" }\n".to_owned()
}

/// Returns all effects that a shock can have on each kind of agent in the chain.
fn effects() -> Vec<(&'static str, String)> {
    let written = chain("a");
    let there = |kind: &&Kind| kind.is_struck() && written.contains(&format!("[{kind}.a]"));
    let effects = |kind: &Kind| {
        let pauses = Pause::ALL.iter().filter(|(_, pause)| kind.pauses.contains(pause));
        let pauses: Vec<&str> = pauses.map(|(name, _)| *name).collect();
        let factors = Factor::ALL.iter().zip(["0.5", "0.7", "1.3", "3"]);
        let factors = factors.filter(|((_, factor), _)| kind.factors.contains(factor));
        let factors: Vec<String> = factors.map(|((name, _), by)| format!("{name} = {by}")).collect();
        (kind.name, format!("pauses = {pauses:?}\nmultiplies = {{ {} }}", factors.join(", ")))
    };
    PROPERTIES.iter().filter(there).map(effects).collect()
}

fn shocks(of: &str, starts: &str) -> String {
    let shock =
        |(kind, does): &(&str, String)| shock(&format!("x{kind}"), &format!("{kind}.{of}"), starts, "3 d", does);
    effects().iter().map(shock).collect()
}

/// Returns the figures that are reported both with and without a shock.
fn figures(found: &Replication) -> Vec<&(String, &'static str, u64)> {
    found.values.iter().filter(|(_, kpi, _)| *kpi != "availability").collect()
}

#[test]
fn a_shock_outside_the_horizon_changes_no_byte() {
    let plain = run(&(head() + &chain("a")));
    let late = run(&(head() + &chain("a") + &shocks("a", "400 d")));
    assert_eq!(plain.events, late.events);
    assert_eq!(plain.rows, late.rows);
    assert_eq!(figures(&plain), figures(&late));
    let struck = effects().len();
    assert!(struck >= 6, "{struck} kinds");
    assert_eq!(late.values.len() - figures(&late).len(), struck, "the availability of each of those it would strike");
}

#[test]
fn a_shock_in_one_chain_does_not_change_an_unrelated_one() {
    let both = head() + &chain("a") + &chain("b");
    let (plain, struck) = (run(&both), run(&(both.clone() + &shocks("a", "10 d"))));
    let of = |found: &Replication, name: &str| -> (Vec<OrderRow>, Vec<StockRow>) {
        let orders = found.rows.orders.iter().filter(|row| row.market == name);
        let stock = found.rows.stock.iter().filter(|row| row.stock_point.starts_with(name));
        (orders.cloned().collect(), stock.cloned().collect())
    };
    assert_eq!(of(&plain, "b"), of(&struck, "b"));
    assert!(of(&plain, "b").0.len() > 300);
    assert_ne!(of(&plain, "a"), of(&struck, "a"), "the chain that is struck goes on otherwise");
    let figures = |found: &Replication| -> Vec<_> {
        let named = |subject: &str| subject.split('.').nth(1) == Some("b");
        found.values.iter().filter(|(subject, ..)| named(subject)).cloned().collect()
    };
    assert_eq!(figures(&plain), figures(&struck));
}

#[test]
fn orders_completed_before_the_strike_do_not_change() {
    let text = head() + &chain("a");
    let strike = 10 * 86_400_000_000;
    let before = |found: &Replication| -> (Vec<OrderRow>, Vec<StockRow>) {
        let orders = found.rows.orders.iter().filter(|row| row.ended_us < strike && row.outcome != UNFINISHED);
        (orders.cloned().collect(), found.rows.stock.iter().filter(|row| row.time_us < strike).cloned().collect())
    };
    let (plain, struck) = (run(&text), run(&(text.clone() + &shocks("a", "10 d"))));
    assert_eq!(before(&plain), before(&struck));
    assert!(before(&plain).0.iter().filter(|row| row.outcome == DELIVERED).count() > 60);
    assert_ne!(plain.rows, struck.rows);
}

/// Returns a market with large and small orders of several products, random or autocorrelated.
fn varied(units: &str) -> String {
    head()
        + &format!(
            r#"
[product]
tea = {{ price = "9 CNY", popularity = 3 }}
cup = {{ price = "7 CNY", popularity = 2 }}
jar = {{ price = "5 CNY" }}
[customs.desk]
[market.town]
through = "customs.desk"
orders.poisson.rate = "12 /d"
{units}
"#
        )
}

/// Sequence numbers, products and units belong to the orders: a pause drops the orders due in its time and changes no other.
#[test]
fn a_pause_of_orders_takes_those_of_its_time_and_changes_no_other() {
    let day = 86_400_000_000;
    for units in
        ["units.poisson.mean = 5\nlines = 2", "mix = [\"tea\"]\nunits.ar1 = { mean = 100, sd = 30, rho = 0.8 }"]
    {
        let text = varied(units);
        let mut plain = run(&text).rows.orders;
        let struck = run(&(text + &shock("x", "market.town", "10 d", "3 d", "pauses = \"orders\""))).rows.orders;
        let all = plain.len();
        plain.retain(|row| !(10 * day..13 * day).contains(&row.placed_us));
        assert!(all - plain.len() > 15 && plain.iter().filter(|row| row.placed_us > 13 * day).count() > 200);
        assert_eq!(struck, plain, "{units}");
    }
}

/// Random streams are keyed by the shock's own path: other shocks or names do not change its draws.
#[test]
fn another_shock_moves_no_draw_of_this_one() {
    let random = |name: &str, strikes: &str| {
        format!(
            "[shock.{name}]\nstrikes = \"{strikes}\"\nstarts = {{ random = {{ rate = \"1 /w\" }} }}\n\
             lasts.exponential.mean = \"1 d\"\npauses = \"shipping\"\n"
        )
    };
    let text = head() + &chain("a") + &chain("b");
    let one = run(&(text.clone() + &random("k", "lane.a")));
    let two = run(&(text + &random("a", "lane.b") + &random("k", "lane.a")));
    let of = |found: &Replication| super::value(found, "lane.a", "availability").to_bits();
    assert_eq!(of(&one), of(&two));
    assert!(super::value(&one, "lane.a", "availability") < 1.0);
}
