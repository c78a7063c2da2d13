//! P15: an order that is made, flown, cleared, possibly inspected, and delivered, without any stock.
//!
//! # Source
//! The displacement theorem (the desk sees a Poisson stream): Kingman, Poisson Processes (1993); Erlang C: Gross and Harris,
//! Fundamentals of Queueing Theory; the distribution of the sum by numerical convolution.

use super::judge::{Case, Verdict};
use std::sync::LazyLock;

pub(super) fn verdicts() -> Vec<&'static Verdict> {
    vec![&PATH]
}

static PATH: LazyLock<Verdict> = LazyLock::new(|| {
    let text = r#"
haitao = "1"
question = "P15: how long from order to door when nothing is stocked? (mean 10.676 d, P95 15.443 d)"
run = { warm_up = "100 d", horizon = "13600 d", replications = 30 }
default = { supplier.overtaking = true, lane.overtaking = true, courier.overtaking = true }
market.buyers = { orders.poisson.rate = "40 /d", through = ["supplier.maker", "lane.carrier", "customs.port", "courier.door"], promise = "15 d" }
supplier.maker.lead_time.gamma = { mean = "3 d", cv = 0.5 }
lane.carrier.transit.lognormal = { mean = "5 d", cv = 0.4 }
customs.port = { officers = 4, check.exponential.mean = "0.09 d", inspected = "5 %", inspection.exponential.mean = "1.5 d" }
courier.door.transit.triangular = { min = "1 d", mode = "2 d", max = "4 d" }
"#;
    let mut case = Case::run("P15", text, 30);
    case.judge("total", "delivery_days_mean", 10.675_58, 0.2);
    case.judge("total", "delivery_days_sd", 2.629_58, 1.0);
    case.judge("total", "delivery_days_p50", 10.3598, 0.5);
    case.judge("total", "delivery_days_p90", 14.126, 0.5);
    case.judge("total", "delivery_days_p95", 15.4432, 0.5);
    case.judge("total", "delivery_days_p99", 18.3078, 0.5);
    case.judge("total", "on_time_share", 1.0 - 0.063_432_3, 0.2);
    case.judge("total", "stage_days_supply", 3.0, 0.2);
    case.judge("total", "stage_days_line_haul", 5.0, 0.2);
    case.judge("total", "stage_days_last_mile", 7.0 / 3.0, 0.2);
    case.judge("customs.port", "queue_wait_mean", 0.177_244 * 24.0, 3.0);
    case.judge("customs.port", "queue_length_mean", 7.089_78, 3.0);
    case.judge("customs.port", "share_that_waits", 0.787_753, 3.0);
    case.queue("customs.port", 0.9);
    case.close()
});

#[test]
fn an_order_takes_the_sum_of_its_stages() {
    PATH.hold();
}
