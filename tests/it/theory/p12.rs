//! P12: a van with fixed departures, and delivery attempts that fail.

use super::judge::{Case, Figure, Verdict};
use std::sync::LazyLock;

pub(super) fn verdicts() -> Vec<&'static Verdict> {
    vec![&VAN, &ATTEMPTS, &UNCAPPED]
}

static VAN: LazyLock<Verdict> = LazyLock::new(|| {
    let text = r#"
haitao = "1"
question = "P12 A: how long do parcels wait for a van that leaves every two hours? (1 h; 10 on board)"
run = { warm_up = "10 d", horizon = "1010 d", replications = 30 }
market.senders = { orders.poisson.rate = "5 /h", through = "lane.van" }
lane.van = { departs = "every 2 h", transit = "0 h" }
"#;
    let mut case = Case::run("P12 A", text, 30);
    case.judge("lane.van", "queue_wait_mean", 1.0, 0.5);
    case.judge("lane.van", "load_mean", 10.0, 0.5);
    case.judge("total", "delivery_days_mean", 1.0 / 24.0, 0.5);
    case.judge("total", "stage_days_departure", 1.0 / 24.0, 0.5);
    case.close()
});

fn courier(name: &'static str, attempts: u32) -> Case {
    let text = format!(
        r#"
haitao = "1"
question = "P12 D: how often does a courier attempt delivery if 18 of 100 attempts fail, with at most {attempts}?"
run = {{ horizon = "1000 d", replications = 30 }}
market.senders = {{ orders.poisson.rate = "5 /h", through = "courier.door" }}
courier.door = {{ transit = "1.5 d", attempts = {attempts}, failed_attempts = "18 %", retry = "1 d" }}
"#
    );
    Case::run(name, &text, 30)
}

static ATTEMPTS: LazyLock<Verdict> = LazyLock::new(|| {
    let mut case = courier("P12 D", 3);
    case.judge("courier.door", "attempts_mean", 1.2124, 0.5);
    case.judge("courier.door", "delivered_share", 0.994_168, 0.5);
    case.judge("total", "delivery_days_mean", 1.701_91, 0.5);
    let (delivered, returned) =
        (case.figure("courier.door", "delivered_share"), case.figure("courier.door", "returned_share"));
    case.within("delivered and returned shares", Figure::plain(delivered.mean() + returned.mean()), 1.0, 1e-9);
    case.close()
});

/// Forty attempts are as good as an unlimited number.
static UNCAPPED: LazyLock<Verdict> = LazyLock::new(|| {
    let mut case = courier("P12 D without end", 40);
    case.judge("courier.door", "attempts_mean", 1.219_51, 0.5);
    case.close()
});

#[test]
fn a_van_every_two_hours_is_waited_for_one_hour() {
    VAN.hold();
}

#[test]
fn three_attempts_reach_nearly_all() {
    ATTEMPTS.hold();
}

#[test]
fn attempts_without_end_are_geometric() {
    UNCAPPED.hold();
}
