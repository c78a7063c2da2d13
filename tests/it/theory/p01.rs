//! P01: a customs desk with Poisson arrivals in steady state: M/M/3, M/D/1 and M/G/1, in minutes.
//!
//! # Source
//! Erlang C and the Pollaczek-Khinchine formula: Gross and Harris, Fundamentals of Queueing Theory.

use super::judge::{Case, Verdict};
use std::sync::LazyLock;

pub(super) fn verdicts() -> Vec<&'static Verdict> {
    vec![&M_M_3, &M_D_1, &M_G_1]
}

/// Waits are reported in hours, the truths are in minutes.
const MINUTES: f64 = 1.0 / 60.0;
/// Delivery times are reported in days.
const MINUTES_IN_DAYS: f64 = 1.0 / 1440.0;

static M_M_3: LazyLock<Verdict> = LazyLock::new(|| {
    let text = r#"
haitao = "1"
question = "P01 A: how long do declarations wait at a desk of three? (Erlang C: 19.14 min)"
run = { warm_up = "10 d", horizon = "1410 d", replications = 70 }
market.traders = { orders.poisson.rate = "20 /h", through = "customs.desk", promise = "60 min" }
customs.desk = { officers = 3, check.exponential.mean = "8 min", wait_limit = "30 min" }
"#;
    let mut case = Case::run("P01 A", text, 70);
    case.judge("customs.desk", "queue_wait_mean", 19.1402 * MINUTES, 3.0);
    case.judge("customs.desk", "queue_length_mean", 6.38006, 3.0);
    case.judge("customs.desk", "sojourn_mean", 27.1402 * MINUTES, 3.0);
    case.judge("total", "delivery_days_mean", 27.1402 * MINUTES_IN_DAYS, 3.0);
    case.judge("customs.desk", "share_that_waits", 0.797_508, 3.0);
    case.judge("customs.desk", "share_over_limit", 0.228_49, 3.0);
    case.judge("customs.desk", "queue_wait_p95", 66.4672 * MINUTES, 3.0);
    case.judge("customs.desk", "queue_wait_p99", 105.094 * MINUTES, 3.0);
    let late = case.figure("total", "on_time_share").complement();
    case.judge_figure("share above 60 minutes", late, 0.098_086_6, 3.0);
    case.queue("customs.desk", 8.0 / 9.0);
    case.close()
});

static M_D_1: LazyLock<Verdict> = LazyLock::new(|| {
    let text = r#"
haitao = "1"
question = "P01 B: how long do declarations wait when every check takes ten minutes? (20 min)"
run = { warm_up = "10 d", horizon = "2010 d", replications = 30 }
market.traders = { orders.poisson.rate = "4.8 /h", through = "customs.desk" }
customs.desk = { officers = 1, check = "10 min" }
"#;
    let mut case = Case::run("P01 B", text, 30);
    case.judge("customs.desk", "queue_wait_mean", 20.0 * MINUTES, 1.5);
    case.judge("customs.desk", "queue_length_mean", 1.6, 1.5);
    case.judge("customs.desk", "sojourn_mean", 30.0 * MINUTES, 1.5);
    case.judge("customs.desk", "share_that_waits", 0.8, 1.5);
    case.queue("customs.desk", 0.8);
    case.close()
});

static M_G_1: LazyLock<Verdict> = LazyLock::new(|| {
    let text = r#"
haitao = "1"
question = "P01 C: how long do declarations wait when a few checks take very long? (65 min)"
run = { warm_up = "20 d", horizon = "4020 d", replications = 30 }
market.traders = { orders.poisson.rate = "4.8 /h", through = "customs.desk" }
customs.desk = { officers = 1, check.lognormal = { mean = "10 min", cv = 1.5 } }
"#;
    let mut case = Case::run("P01 C", text, 30);
    case.judge("customs.desk", "queue_wait_mean", 65.0 * MINUTES, 4.0);
    case.judge("customs.desk", "queue_length_mean", 5.2, 4.0);
    case.judge("customs.desk", "sojourn_mean", 75.0 * MINUTES, 4.0);
    case.judge("customs.desk", "share_that_waits", 0.8, 4.0);
    case.queue("customs.desk", 0.8);
    case.close()
});

#[test]
fn a_desk_of_three_is_erlang_c() {
    M_M_3.hold();
}

#[test]
fn fixed_checks_are_pollaczek_khinchine() {
    M_D_1.hold();
}

#[test]
fn lognormal_checks_are_pollaczek_khinchine() {
    M_G_1.hold();
}
