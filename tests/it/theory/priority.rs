//! A desk with non-preemptive priorities, checked against Cobham's formulas: one officer with exponential and constant
//! checks, and three officers. The truths are worked out here, in minutes.
//!
//! # Source
//! Cobham, Operations Research 2(1), 1954; Kleinrock, Queueing Systems, volume 2 (1976), section 3.6. One officer: class k waits
//! `W0 / ((1 - s_(k-1)) (1 - s_k))`, where `s_k` is the load of the classes up to k and W0 = lambda E(S^2) / 2. Several officers with
//! exponential checks: the same with W0 = C / (c mu), where C is Erlang's chance to wait.

use super::judge::{Case, Verdict};
use std::sync::LazyLock;

pub(super) fn verdicts() -> Vec<&'static Verdict> {
    vec![&TWO_CLASSES, &THREE_CLASSES, &THREE_OFFICERS]
}

/// Waits are reported in hours, delivery times in days; the truths are in minutes.
const MINUTES: f64 = 1.0 / 60.0;
const MINUTES_IN_DAYS: f64 = 1.0 / 1440.0;

/// Returns the mean wait of each class, given the load of each and the wait of a class that finds only the current service
/// before it.
fn cobham(w0: f64, loads: &[f64]) -> Vec<f64> {
    let mut above = 0.0;
    let wait = |load: &f64| {
        let before = above;
        above += load;
        w0 / ((1.0 - before) * (1.0 - above))
    };
    loads.iter().map(wait).collect()
}

/// Returns Erlang's probability of waiting, for this many officers and this much offered work.
fn erlang_c(officers: u32, work: f64) -> f64 {
    let blocked = (1..=officers).fold(1.0, |blocked, n| work * blocked / (f64::from(n) + work * blocked));
    blocked / (1.0 - work / f64::from(officers) * (1.0 - blocked))
}

/// A quarter of an officer's time for the first class, 0.55 for the second, checks of ten minutes. The share of the first
/// class that takes longer than half an hour is known as well: an arrival that finds the officer busy, with probability 0.8,
/// waits an exponential time of rate `mu - lambda_1`. Unlike the means, this share distinguishes first come, first served
/// within a class from other orders.
static TWO_CLASSES: LazyLock<Verdict> = LazyLock::new(|| {
    let text = r#"
haitao = "1"
question = "Cobham A: how long do two classes wait for one officer? (10.7 and 53.3 min)"
run = { warm_up = "10 d", horizon = "1010 d", replications = 40 }
market.express = { orders.poisson.rate = "1.5 /h", through = "customs.desk", promise = "30 min" }
market.normal = { orders.poisson.rate = "3.3 /h", through = "customs.desk" }
customs.desk = { officers = 1, check.exponential.mean = "10 min", serve.priority = ["market.express", "market.normal"] }
"#;
    let mut case = Case::run("Cobham A", text, 40);
    let w0 = 0.08 * 200.0 / 2.0;
    let waits = cobham(w0, &[0.25, 0.55]);
    case.judge("market.express", "delivery_days_mean", (waits[0] + 10.0) * MINUTES_IN_DAYS, 1.0);
    case.judge("market.normal", "delivery_days_mean", (waits[1] + 10.0) * MINUTES_IN_DAYS, 5.0);
    case.judge("customs.desk", "queue_wait_mean", w0 / (1.0 - 0.8) * MINUTES, 5.0);
    let (mu, theta, after) = (0.1_f64, 0.075_f64, 30.0_f64);
    let busy = (mu * (-theta * after).exp() - theta * (-mu * after).exp()) / (mu - theta);
    let late = case.figure("market.express", "on_time_share").complement();
    case.judge_figure("share above 30 minutes", late, 0.2 * (-mu * after).exp() + 0.8 * busy, 2.0);
    case.queue("customs.desk", 0.8);
    case.close()
});

/// Three classes, and every check takes ten minutes; the third class is not listed.
static THREE_CLASSES: LazyLock<Verdict> = LazyLock::new(|| {
    let text = r#"
haitao = "1"
question = "Cobham B: how long do three classes wait for one officer? (5, 10 and 40 min)"
run = { warm_up = "10 d", horizon = "1010 d", replications = 30 }
market_group.second = {}
market.first = { orders.poisson.rate = "1.2 /h", through = "customs.desk" }
market.inland = { orders.poisson.rate = "1 /h", through = "customs.desk", group = "second" }
market.island = { orders.poisson.rate = "0.8 /h", through = "customs.desk", group = "second" }
market.last = { orders.poisson.rate = "1.8 /h", through = "customs.desk" }
customs.desk = { officers = 1, check = "10 min", serve.priority = ["market.first", "market_group.second"] }
"#;
    let mut case = Case::run("Cobham B", text, 30);
    let waits = cobham(0.08 * 100.0 / 2.0, &[0.2, 0.3, 0.3]);
    for (market, wait, percent) in
        [("first", waits[0], 1.0), ("inland", waits[1], 1.0), ("island", waits[1], 1.0), ("last", waits[2], 4.0)]
    {
        case.judge(&format!("market.{market}"), "delivery_days_mean", (wait + 10.0) * MINUTES_IN_DAYS, percent);
    }
    case.queue("customs.desk", 0.8);
    case.close()
});

static THREE_OFFICERS: LazyLock<Verdict> = LazyLock::new(|| {
    let text = r#"
haitao = "1"
question = "Cobham C: how long do two classes wait for three officers? (3.3 and 29.7 min)"
run = { warm_up = "10 d", horizon = "710 d", replications = 40 }
market.express = { orders.poisson.rate = "8 /h", through = "customs.desk" }
market.normal = { orders.poisson.rate = "12 /h", through = "customs.desk" }
customs.desk = { officers = 3, check.exponential.mean = "8 min", serve.priority = ["express"] }
"#;
    let mut case = Case::run("Cobham C", text, 40);
    let chance = erlang_c(3, 8.0 / 3.0);
    let waits = cobham(chance * 8.0 / 3.0, &[8.0 / 22.5, 12.0 / 22.5]);
    case.judge("market.express", "delivery_days_mean", (waits[0] + 8.0) * MINUTES_IN_DAYS, 1.0);
    case.judge("market.normal", "delivery_days_mean", (waits[1] + 8.0) * MINUTES_IN_DAYS, 5.0);
    case.judge("customs.desk", "share_that_waits", chance, 1.0);
    case.queue("customs.desk", 8.0 / 9.0);
    case.close()
});

#[test]
fn two_classes_wait_for_one_officer_as_cobham_says() {
    TWO_CLASSES.hold();
}

#[test]
fn three_classes_wait_for_constant_checks_as_cobham_says() {
    THREE_CLASSES.hold();
}

#[test]
fn two_classes_wait_for_three_officers_as_cobham_says() {
    THREE_OFFICERS.hold();
}

/// Cobham's numbers for three equal classes with a load of 0.3 each, and Erlang's of three officers at 8/9.
#[test]
fn the_formulas_give_known_numbers() {
    let near = |seen: f64, known: f64| assert!((seen - known).abs() < 1e-6 * known, "{seen} is not {known}");
    let waits = cobham(1.0, &[0.3, 0.3, 0.3]);
    [1.0 / 0.7, 1.0 / 0.28, 1.0 / 0.04].iter().zip(waits).for_each(|(known, seen)| near(seen, *known));
    near(erlang_c(3, 8.0 / 3.0), 0.797_507_8);
}
