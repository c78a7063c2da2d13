//! Properties of every policy in any situation: it never orders a negative quantity, and after its order the position
//! is where its definition puts it.

use super::*;
use crate::chain::{Expected, Outlook};
use crate::reading::{Names, Reading};
use crate::text::{Node, Place, Problems, Reader, Sources, parse};
use crate::units::{AgentId, Id, ProductId, SimTime, Span};
use proptest::prelude::*;

/// A policy as a scenario gives it, in braces.
pub(super) fn rule(name: &str, parameters: &str) -> Policy {
    let mut sources = Sources::default();
    let text = format!("rule = {parameters}");
    let source = sources.add("rule", &text);
    let mut problems = Problems::default();
    let root = parse(source, &text, &mut problems);
    let table = root.get("rule").and_then(Node::as_table).expect("a table");
    let names = Names { products: vec!["item".to_owned()], ..Names::default() };
    let mut reading = Reading::new(&names, problems);
    let place = Place { source, start: 0, end: 0 };
    let keys = Policy::KEYS.iter().find(|key| key.name == name).expect("a rule").shape.keys();
    let reader = Reader::new(name.to_owned(), place, vec![table], keys);
    let rule = Policy::read(name, &mut Terms::new(&reader, ProductId::from_index(0), &mut reading));
    reading.finish(&reader);
    let problems = reading.problems;
    assert!(problems.is_empty(), "{name} {parameters}: {problems:?}");
    rule.expect("a valid rule")
}

/// Ten units a day.
pub(super) fn outlook() -> Outlook {
    let names = Names { products: vec!["item".to_owned()], ..Names::default() };
    let mut reading = Reading::new(&names, Problems::default());
    let product = ProductId::from_index(0);
    reading.expect(Expected { market: AgentId::from_index(0), product, per_day: 10.0, profile: None });
    reading.outlook(product, |_| true)
}

/// The parameters of a policy's example.
fn example(name: &str) -> &'static str {
    let place = Policy::NAMES.iter().position(|known| *known == name).expect("a rule");
    Policy::EXAMPLES[place]
}

/// Above its resting level, calling a policy orders nothing.
#[test]
fn a_rule_that_rests_orders_nothing() {
    let outlook = outlook();
    let mut resting = Vec::new();
    for (name, parameters) in Policy::NAMES.iter().zip(Policy::EXAMPLES) {
        let rule = rule(name, parameters);
        let Some(level) = rule.rests_above() else { continue };
        resting.push(*name);
        for more in [1, 2, 10, 1000] {
            let view = View::new(level + Units::new(more), SimTime::ZERO, &outlook);
            assert_eq!(rule.order(view), Units::ZERO, "{name} at {more} above its level");
        }
    }
    for name in ["s_S", "r_Q", "base_stock"] {
        assert!(resting.contains(&name), "{name} rests");
    }
}

proptest! {
    #[test]
    fn no_rule_orders_less_than_nothing(
        position in -1000_i64..1000,
        net in -1000_i64..1000,
        on_order in 0_i64..1000,
        echelon in -1000_i64..3000,
        recent in proptest::option::of(0_i64..1000),
        smoothed in proptest::option::of(0.0..1000.0),
        day in 0_i64..30,
    ) {
        let outlook = outlook();
        let sight = Sight {
            net: Units::new(net),
            on_order: Units::new(on_order),
            echelon: Units::new(echelon),
            recent: recent.map(Units::new),
            smoothed,
            looked: None,
            instructed: Units::ZERO,
        };
        let view = View::new(Units::new(position), SimTime::ZERO + Span::DAY * day, &outlook).with_sight(&sight);
        for (name, parameters) in Policy::NAMES.iter().zip(Policy::EXAMPLES) {
            let rule = rule(name, parameters);
            prop_assert!(rule.order(view) >= Units::ZERO, "{}", name);
            prop_assert!(rule.top(view) >= Units::ZERO, "{}", name);
        }
    }

    #[test]
    fn after_its_order_the_position_is_where_the_rule_says(position in -1000_i64..1000, recent in 0_i64..1000) {
        let outlook = outlook();
        let sight = Sight { echelon: Units::new(position), recent: Some(Units::new(recent)), ..Sight::default() };
        let view = View::new(Units::new(position), SimTime::ZERO, &outlook).with_sight(&sight);
        let after = |name: &str| position + rule(name, example(name)).order(view).count();
        for name in ["s_S", "periodic_R_s_S"] {
            prop_assert_eq!(after(name), if position <= 20 { 50 } else { position }, "{}", name);
        }
        for name in ["base_stock", "periodic_R_S", "echelon_base_stock"] {
            prop_assert_eq!(after(name), position.max(50), "{}", name);
        }
        let lots = after("r_Q");
        prop_assert!((lots - position) % 30 == 0 && lots > 20 && (lots == position || lots <= 50));
        for name in ["order_on_demand", "cross_dock"] {
            prop_assert_eq!(after(name), position.max(0), "{}", name);
        }
        for name in ["periodic_R_Q", "periodic_T_Q"] {
            prop_assert_eq!(after(name), position + 30, "{}", name);
        }
        let cover = |days: i64| (recent * days + 2) / 3;
        prop_assert_eq!(after("days_of_supply"), if position < cover(2) { cover(5) } else { position });
        prop_assert_eq!(after("newsvendor"), position.max(24));
    }
}
