//! Stopped runs: wherever they stop, and whether a policy or the caller decides, results are those of a run without stops.

use crate::determinism::PAIR;
use crate::record::{Observed, observe, scenario};
use haitao::chain::{Books, Fact, Mark, Probe};
use haitao::scenario::Scenario;
use haitao::sim::Progress;
use haitao::study::{Outcome, Scratch, simulate};
use haitao::units::{SimTime, Span, StockPointId, Units};

/// Records every fact as text.
#[derive(Debug, Default, PartialEq)]
struct Trail(Vec<String>);

impl Probe for Trail {
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        let stock: Vec<i64> = books.stock.iter().map(|(_, stock_point)| stock_point.position().count()).collect();
        self.0.push(format!("{now:?} {fact:?} {stock:?}"));
    }

    fn mark(&mut self, now: SimTime, mark: Mark, _books: &Books) {
        self.0.push(format!("{now:?} {mark:?}"));
    }

    fn sample(&mut self, now: SimTime, _books: &Books) {
        self.0.push(format!("{now:?} sample"));
    }
}

fn bits(outcome: &Outcome) -> (u64, Vec<u64>, &[i64]) {
    (outcome.events, outcome.values.iter().map(|value| value.to_bits()).collect(), &outcome.series)
}

fn same(left: (&Outcome, &Trail), right: (&Outcome, &Trail)) {
    let first = left.1.0.iter().zip(&right.1.0).find(|(left, right)| left != right);
    assert_eq!(first, None, "the first fact that differs");
    assert_eq!(left.1.0.len(), right.1.0.len(), "as many facts");
    assert!(left.1.0.len() > 1000, "a run of {} facts", left.1.0.len());
    assert_eq!(bits(left.0), bits(right.0));
}

/// Returns the pair with a time series and another window.
fn pair(run: &str) -> Scenario {
    scenario(&PAIR.replace(r#"run = { warm_up = "2 d", horizon = "20 d" }"#, run))
}

#[test]
fn a_run_in_slices_equals_the_whole_run() {
    for run in [
        "run = { warm_up = \"2 d\", horizon = \"20 d\" }\nseries.every = \"5 h\"",
        "run = { horizon = \"20 d\", drain = \"3 d\" }\nseries.every = \"1 d\"",
        r#"run = { warm_up = "1 d", horizon = "20 d", drain = "0 d" }"#,
    ] {
        let scenario = pair(run);
        let mut trail = Trail::default();
        let outcome = observe(&scenario, 5, 3, &mut trail);
        for slice in [Span::from_micros(3_600_000_000), Span::from_micros(98_765_432_101), Span::DAY] {
            let mut heard = Trail::default();
            let mut cut = Observed::observed(&scenario, 5, 3, &mut heard);
            let (mut until, mut stops) = (SimTime::ZERO, 0);
            while cut.advance(until) != Progress::Over {
                assert!(cut.now() == until && !cut.is_over());
                // An empty slice does nothing, and neither does one in the past.
                let books = format!("{:?}", cut.books());
                assert_eq!((cut.advance(until), cut.advance(SimTime::ZERO)), (Progress::Reached, Progress::Reached));
                assert_eq!((cut.now(), format!("{:?}", cut.books())), (until, books));
                (until, stops) = (until + slice, stops + 1);
            }
            assert!(cut.is_over() && cut.advance(SimTime::NEVER) == Progress::Over && stops > 10);
            let found = cut.outcome();
            same((&outcome, &trail), (&found, &heard));
        }
    }
}

/// Two stock points with base stock policies, one under continuous and one under periodic review, with lots, delays, costs,
/// and a warehouse that supplies the other; and the same with external policies.
fn two_shops() -> [Scenario; 2] {
    let built_in = PAIR
        .replace(
            r#"lisbon.peach = { source = ["supplier.lisbon", "lane.lisbon", "customs.lisbon"], replenish.s_S = { s = 20, S = 50 } }"#,
            r#"lisbon.peach = { source = ["warehouse.perth", "lane.lisbon", "customs.lisbon"], replenish.base_stock.S = 40, order_delay = "5 h", multiple = 3, start.on_hand = 31 }"#,
        )
        .replace(
            r#"perth.peach = { source = "supplier.lisbon", replenish.base_stock.S = 25 }"#,
            r#"perth.peach = { source = "supplier.lisbon", replenish.periodic_R_S = { R = "8 h", S = 70 }, start.on_hand = 70 }"#,
        );
    let outside = built_in
        .replace("replenish.base_stock.S = 40", r#"replenish = "external""#)
        .replace(r#"replenish.periodic_R_S = { R = "8 h", S = 70 }"#, r#"replenish.external.R = "8 h""#);
    assert_eq!(outside.matches("external").count(), 2);
    [scenario(&built_in), scenario(&outside)]
}

/// Returns what base stock orders.
fn base_stock(simulation: &Observed<'_>, stock_point: StockPointId) -> Units {
    let level = if simulation.name(stock_point) == "lisbon.peach" { 40 } else { 70 };
    (Units::new(level) - simulation.observe(stock_point).position).max(Units::ZERO)
}

#[test]
fn an_external_base_stock_policy_equals_the_built_in_one() {
    let [built_in, outside] = two_shops();
    for replication in 0..3 {
        let (mut trail, mut heard, mut heard_again) = (Trail::default(), Trail::default(), Trail::default());
        let outcome = observe(&built_in, 7, replication, &mut trail);
        let mut stepped = Observed::observed(&outside, 7, replication, &mut heard);
        let mut decisions = [0, 0];
        while let Some(stock_point) = stepped.advance_to_decision() {
            decisions[usize::from(stepped.name(stock_point) == "perth.peach")] += 1;
            stepped.instruct(stock_point, base_stock(&stepped, stock_point));
        }
        same((&outcome, &trail), (&stepped.outcome(), &heard));
        assert!(decisions[0] > 60 && decisions[1] >= 60, "decisions by change and by review: {decisions:?}");

        // Cut at other times as well, and with `step`.
        let mut cut = Observed::observed(&outside, 7, replication, &mut heard_again);
        let mut until = SimTime::ZERO;
        while !cut.is_over() && until < SimTime::ZERO + Span::DAY * 9 {
            until = until + Span::from_micros(5_000_000_011);
            while let Progress::Decides(stock_point) = cut.advance(until) {
                cut.instruct(stock_point, base_stock(&cut, stock_point));
            }
        }
        let mut next = cut.advance_to_decision();
        while let Some(stock_point) = next {
            next = cut.step(base_stock(&cut, stock_point));
        }
        same((&outcome, &trail), (&cut.outcome(), &heard_again));
    }
}

#[test]
fn a_run_given_up_leaves_nothing_behind() {
    let [_, outside] = two_shops();
    for decisions in [0, 1, 40, 90] {
        let (mut heard, mut trail) = (Trail::default(), Trail::default());
        let mut both = [Observed::observed(&outside, 7, 0, &mut heard), Observed::observed(&outside, 7, 2, &mut trail)];
        for _ in 0..decisions {
            if let Some(stock_point) = both[0].advance_to_decision() {
                let units = base_stock(&both[0], stock_point) + Units::ONE;
                both[0].instruct(stock_point, units);
            }
        }
        both[0].reset(7, 2);
        assert_eq!((both[0].now(), both[0].is_over()), (SimTime::ZERO, false));
        let found = both.map(|mut simulation| {
            while let Some(stock_point) = simulation.advance_to_decision() {
                simulation.instruct(stock_point, base_stock(&simulation, stock_point));
            }
            simulation.outcome()
        });
        // The facts of the reused simulation's second run are exactly those of the fresh one.
        let second = Trail(heard.0.split_off(heard.0.len().checked_sub(trail.0.len()).expect("two runs")));
        same((&found[0], &second), (&found[1], &trail));
    }
}

#[test]
fn a_plain_run_asks_for_no_decisions() {
    let [_, outside] = two_shops();
    let plain = simulate(&outside, 7, 0, &mut Scratch::default());
    let mut nobody = ();
    let mut silent = Observed::observed(&outside, 7, 0, &mut nobody);
    assert_eq!(bits(&silent.outcome()), bits(&plain), "without an instruction nothing is ordered");
    let ordered = |subject| plain.value(&outside, subject, "replenishment_orders_per_day");
    assert_eq!([ordered("stock.lisbon.peach"), ordered("stock.perth.peach")], [Some(0.0); 2]);
    assert!(ordered("stock.perth.melon").is_some_and(|orders| orders > 0.1));
}

#[test]
fn an_instruction_is_for_one_decision_and_the_last_word_counts() {
    let [_, outside] = two_shops();
    let mut nobody = ();
    let mut simulation = Observed::observed(&outside, 7, 0, &mut nobody);
    let stock_point = simulation.stock_point("perth.peach").expect("a stock point");
    assert_eq!((simulation.asking().len(), simulation.name(stock_point)), (2, "perth.peach"));
    // Before its first review, long in advance, twice.
    simulation.instruct(stock_point, Units::new(5));
    simulation.instruct(stock_point, Units::new(9));
    let on_order = |simulation: &Observed<'_>| simulation.observe(stock_point).on_order;
    simulation.advance(SimTime::ZERO);
    assert_eq!(on_order(&simulation), Units::ZERO);
    for _ in 0..4 {
        simulation.advance(SimTime::ZERO + Span::from_micros(1));
    }
    assert_eq!(on_order(&simulation), Units::new(9), "once, at the review of time 0");
    let seen = simulation.observe(stock_point);
    assert_eq!(seen.position, seen.on_hand + seen.on_order - seen.backorders);
    // Lisbon has 9 orders a day of 2 units; two thirds are peaches and come through Perth, which itself has a demand of 5 a
    // day.
    let expected = simulation.expected_demand(stock_point, Span::DAY * 2);
    assert!((expected - 2.0 * (9.0 * 2.0 * 2.0 / 3.0 + 5.0)).abs() < 0.1, "{expected}");
}

#[test]
#[should_panic(expected = "the policy of stock point `perth.melon` is not `external`")]
fn a_stock_point_with_a_policy_of_its_own_takes_no_instructions() {
    let [_, outside] = two_shops();
    let mut nobody = ();
    let mut simulation = Observed::observed(&outside, 7, 0, &mut nobody);
    let melon = simulation.stock_point("perth.melon").expect("a stock point");
    simulation.instruct(melon, Units::ONE);
}

#[test]
fn totals_are_the_costs_that_a_report_shows() {
    let scenario = pair(r#"run = { horizon = "20 d" }"#);
    let mut nobody = ();
    let mut simulation = Observed::observed(&scenario, 3, 0, &mut nobody);
    let end = SimTime::ZERO + Span::DAY * 20;
    simulation.advance(end);
    let (totals, stock) = (simulation.totals(), simulation.costs(simulation.stock_point("lisbon.peach").unwrap()));
    let outcome = simulation.outcome();
    let over_the_run = |subject, kpi| outcome.value(&scenario, subject, kpi).unwrap() * 20.0;
    for (found, of_report) in [
        (totals.cost(), over_the_run("total", "cost_per_day")),
        (totals.ordering, over_the_run("total", "cost_per_day_ordering")),
        (totals.holding, over_the_run("total", "cost_per_day_holding")),
        (stock.holding, over_the_run("stock.lisbon.peach", "holding_cost_per_day")),
        (stock.ordering, over_the_run("stock.lisbon.peach", "ordering_cost_per_day")),
    ] {
        assert!(found.amount() > 1.0 && (found.amount() - of_report).abs() < 1e-6, "{found:?} {of_report}");
    }
    assert_eq!(totals.revenue.amount(), outcome.value(&scenario, "total", "revenue").unwrap());
}
