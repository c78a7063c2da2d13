//! P02: green and red channel. Every parcel passes the document check; six per cent are selected for the single inspection
//! bay.
//!
//! # Source
//! Burke's theorem and Jackson networks; Pollaczek-Khinchine if the desk is a plain delay: Gross and Harris, Fundamentals of
//! Queueing Theory.

use super::judge::{Case, Verdict};
use std::sync::LazyLock;

pub(super) fn verdicts() -> Vec<&'static Verdict> {
    vec![&DESK, &DELAY]
}

const MINUTES: f64 = 1.0 / 60.0;
const MINUTES_IN_DAYS: f64 = 1.0 / 1440.0;

/// Checks the share selected, within four standard errors of a binomial count.
fn red_share(case: &mut Case, parcels: f64) {
    let figure = case.figure("customs.airport", "inspected_share");
    case.within("share drawn red", figure, 0.06, 4.0 * (0.06 * 0.94 / parcels).sqrt());
}

static DESK: LazyLock<Verdict> = LazyLock::new(|| {
    let text = r#"
haitao = "1"
question = "P02 A: how long do a document desk and one inspection bay take? (all 6.02 min, drawn red 26.17)"
run = { warm_up = "1 d", horizon = "601 d", replications = 30 }
market.senders = { orders.poisson.rate = "2 /min", through = "customs.airport" }
customs.airport = { officers = 2, check.exponential.mean = "0.9 min", inspected = "6 %", bays = 1, inspection.exponential.mean = "6 min" }
"#;
    let mut case = Case::run("P02 A", text, 30);
    case.judge("customs.airport", "sojourn_green_mean", 4.736_84 * MINUTES, 3.0);
    case.judge("customs.airport", "sojourn_red_mean", 26.1654 * MINUTES, 3.0);
    case.judge("customs.airport", "sojourn_mean", 6.022_56 * MINUTES, 1.5);
    case.judge("customs.airport", "inspection_wait_mean", 15.4286 * MINUTES, 3.0);
    case.judge("total", "delivery_days_mean", 6.022_56 * MINUTES_IN_DAYS, 1.5);
    red_share(&mut case, 30.0 * 600.0 * 2880.0);
    case.queue("customs.airport", 0.9);
    case.inspection_queue("customs.airport", 0.72);
    case.close()
});

static DELAY: LazyLock<Verdict> = LazyLock::new(|| {
    let text = r#"
haitao = "1"
question = "P02 B: how long does one inspection bay take behind a document check without a queue? (all 10.94 min)"
run = { warm_up = "1 d", horizon = "401 d", replications = 30 }
market.senders = { orders.poisson.rate = "2 /min", through = "customs.airport" }
customs.airport = { check = "10 min", inspected = "6 %", bays = 1, inspection.gamma = { mean = "6 min", cv = 0.5 } }
"#;
    let mut case = Case::run("P02 B", text, 30);
    case.exactly("customs.airport", "sojourn_green_mean", 10.0 * MINUTES);
    case.judge("customs.airport", "sojourn_red_mean", 25.6429 * MINUTES, 3.0);
    case.judge("customs.airport", "sojourn_mean", 10.9386 * MINUTES, 1.5);
    case.judge("customs.airport", "inspection_wait_mean", 9.642_86 * MINUTES, 3.0);
    red_share(&mut case, 30.0 * 400.0 * 2880.0);
    case.inspection_queue("customs.airport", 0.72);
    case.close()
});

#[test]
fn a_desk_and_a_bay_are_a_jackson_network() {
    DESK.hold();
}

#[test]
fn a_delay_keeps_the_red_stream_poisson() {
    DELAY.hold();
}
