//! What holds for every rule, whatever it sees: it never orders less than nothing, and after its order the position is where
//! it says.

use super::*;
use crate::chain::{Expected, Names, Resolver};
use crate::text::{Place, Problems, Reader, Sources, parse};
use crate::units::{AgentId, Id, ProductId};
use proptest::prelude::*;

/// A rule as a scenario states it.
fn rule(name: &str, parameters: &str) -> Policy {
    let mut sources = Sources::default();
    let source = sources.add("rule", parameters);
    let mut problems = Problems::default();
    let table = parse(source, parameters, &mut problems);
    let names = Names { products: vec![crate::chain::Product::named("item")], ..Names::default() };
    let columns = |_: &str, _: &str| Err(String::new());
    let resolver = Resolver::new(names, problems, &columns);
    let place = Place { source, start: 0, end: 0 };
    let reader = Reader::new(name.to_owned(), place, vec![&table]);
    let rule = Policy::read(name, &Terms::new(&reader, ProductId::from_index(0), &resolver));
    resolver.finish(&reader);
    let problems = resolver.into_learnt().problems;
    assert!(problems.is_empty(), "{name} {parameters}: {problems:?}");
    rule.expect("a sound rule")
}

/// Ten units a day.
fn outlook() -> Outlook {
    let names = Names { products: vec![crate::chain::Product::named("item")], ..Names::default() };
    let columns = |_: &str, _: &str| Err(String::new());
    let resolver = Resolver::new(names, Problems::default(), &columns);
    let product = ProductId::from_index(0);
    resolver.expect(Expected { market: AgentId::from_index(0), product, per_day: 10.0, profile: None });
    resolver.outlook(product, |_| true)
}

/// Every rule with parameters that suit it.
fn rules() -> Vec<(&'static str, &'static str)> {
    vec![
        ("s_S", "s = 20\nS = 50"),
        ("r_Q", "r = 20\nQ = 30"),
        ("base_stock", "S = \"5 d\""),
        ("periodic_R_S", "R = \"1 w\"\nS = 50"),
        ("periodic_R_s_S", "R = \"1 w\"\ns = 20\nS = 50"),
        ("periodic_R_Q", "R = \"1 w\"\nQ = 30"),
        ("periodic_T_Q", "T = \"1 w\"\nQ = 30"),
        ("echelon_base_stock", "S = 50"),
        ("days_of_supply", "min = \"2 d\"\nmax = \"5 d\"\nwindow = \"3 d\""),
        ("newsvendor", "R = \"1 w\"\nunderage = \"4 CNY\"\noverage = \"1 CNY\"\ndemand.poisson.mean = 20"),
        ("fixed_schedule", "times = [\"0 d\", \"9 d\"]\nunits = [30, 40]"),
        ("order_on_demand", ""),
        ("cross_dock", ""),
        ("sterman", "R = \"1 w\"\ntheta = 0.36\nalpha = 0.26\nbeta = 0.34\ntarget = 17\nexpected = 4"),
    ]
}

#[test]
fn every_rule_is_tried() {
    assert_eq!(rules().iter().map(|(name, _)| *name).collect::<Vec<_>>(), Policy::NAMES);
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
        };
        let view = View::new(Units::new(position), SimTime::ZERO + Span::DAY * day, &outlook).with_sight(&sight);
        for (name, parameters) in rules() {
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
        let after = |name, parameters| position + rule(name, parameters).order(view).count();
        for (name, parameters) in [("s_S", "s = 20\nS = 50"), ("periodic_R_s_S", "R = \"1 w\"\ns = 20\nS = 50")] {
            prop_assert_eq!(after(name, parameters), if position <= 20 { 50 } else { position });
        }
        for (name, parameters) in
            [("base_stock", "S = \"5 d\""), ("periodic_R_S", "R = \"1 d\"\nS = 50"), ("echelon_base_stock", "S = 50")]
        {
            prop_assert_eq!(after(name, parameters), position.max(50), "{}", name);
        }
        let lots = after("r_Q", "r = 20\nQ = 30");
        prop_assert!((lots - position) % 30 == 0 && lots > 20 && (lots == position || lots <= 50));
        prop_assert_eq!(after("order_on_demand", ""), position.max(0));
        prop_assert_eq!(after("cross_dock", ""), position.max(0));
        prop_assert_eq!(after("periodic_R_Q", "R = \"1 w\"\nQ = 30"), position + 30);
        let cover = |days: i64| (recent * days + 2) / 3;
        let covered = after("days_of_supply", "min = \"2 d\"\nmax = \"5 d\"\nwindow = \"3 d\"");
        prop_assert_eq!(covered, if position < cover(2) { cover(5) } else { position });
        let bought = after("newsvendor", "R = \"1 w\"\nunderage = \"4 CNY\"\noverage = \"1 CNY\"\ndemand.poisson.mean = 20");
        prop_assert_eq!(bought, position.max(24));
    }
}

#[test]
fn a_newsvendor_buys_the_quantile() {
    let bought = |parameters: &str| {
        let (rule, outlook) = (rule("newsvendor", parameters), outlook());
        rule.order(View::new(Units::ZERO, SimTime::ZERO, &outlook)).count()
    };
    let at = "at = \"0 d\"\nunderage = \"0.70 CNY\"\noverage = \"0.18 CNY\"\n";
    assert_eq!(bought(&format!("{at}demand.normal = {{ mean = 50000, sd = 8000 }}")), 56_604, "56.6039559 units");
    // z = 0.8254945: 100 x (1 + 0.3 z) = 124.76.
    assert_eq!(bought(&format!("{at}covers = \"10 d\"\ncv = 0.3")), 125);
}

#[test]
fn a_plan_that_was_put_off_is_made_up_for() {
    let (rule, outlook) = (rule("fixed_schedule", "times = [\"1 d\", \"2 d\", \"9 d\"]\nunits = [3, 4, 5]"), outlook());
    let day = |day: i64| SimTime::ZERO + Span::DAY * day;
    let ordered = |looked: Option<i64>, now| {
        let sight = Sight { looked: looked.map(day), ..Sight::default() };
        rule.order(View::new(Units::ZERO, day(now), &outlook).with_sight(&sight)).count()
    };
    assert_eq!([ordered(None, 1), ordered(Some(1), 2), ordered(None, 2), ordered(Some(2), 9)], [3, 4, 7, 5]);
}

/// Sterman's averages: with nothing lacking it orders what it expects.
#[test]
fn sterman_orders_what_it_expects_and_a_share_of_what_is_lacking() {
    let (rule, outlook) = (rule("sterman", rules()[13].1), outlook());
    let ordered = |net: i64, on_order: i64, smoothed: f64| {
        let sight = Sight { net: Units::new(net), on_order: Units::new(on_order), smoothed: Some(smoothed), ..Sight::default() };
        rule.order(View::new(Units::ZERO, SimTime::ZERO, &outlook).with_sight(&sight)).count()
    };
    // 4 + 0.26 (17 - 12 - 0.34 x 12) = 4.24; 8 + 0.26 (17 + 10 - 0.34 x 20) = 13.25; 4 + 0.26 (17 - 60) < 0.
    assert_eq!([ordered(12, 12, 4.0), ordered(-10, 20, 8.0), ordered(60, 0, 4.0)], [4, 13, 0]);
}
