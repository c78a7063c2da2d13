//! P11: base stock with lost sales is Erlang's loss system for any distribution of the lead time.
//!
//! # Source
//! Erlang B; Karush, Operations Research 5(5), 1957.

use super::judge::{Case, Verdict};
use std::sync::LazyLock;

pub(super) fn verdicts() -> Vec<&'static Verdict> {
    vec![&CONSTANT, &EXPONENTIAL, &LOGNORMAL, &EIGHT]
}

fn run(
    name: &'static str,
    base_stock: u32,
    lead_time: &str,
    days: u32,
    [lost, on_hand, on_order]: [f64; 3],
) -> Verdict {
    let horizon = 1000 + days;
    let text = format!(
        r#"
haitao = "1"
question = "P11: what share is lost at base stock {base_stock}, regardless of the lead-time distribution?"
run = {{ warm_up = "1000 d", horizon = "{horizon} d", replications = 30 }}
product.item = {{}}
warehouse.shop = {{}}
market.town = {{ orders.poisson.rate = "2 /d", through = "warehouse.shop", when_short = "lost" }}
supplier.maker = {{ {lead_time}, overtaking = true }}
stock.shop.item = {{ source = "supplier.maker", replenish.base_stock.S = {base_stock} }}
"#
    );
    let mut case = Case::run(name, &text, 30);
    case.judge("stock.shop.item", "lost_share", lost, 1.0);
    case.judge("stock.shop.item", "mean_on_hand", on_hand, 0.5);
    case.judge("stock.shop.item", "mean_on_order", on_order, 0.5);
    case.judge("stock.shop.item", "fill_rate", 1.0 - lost, 0.5);
    case.close()
}

const AT_FOUR: [f64; 3] = [0.469_565, 0.817_391, 3.182_61];
const AT_EIGHT: [f64; 3] = [0.121_876, 2.731_25, 5.268_75];

static CONSTANT: LazyLock<Verdict> = LazyLock::new(|| run("P11 constant", 4, r#"lead_time = "3 d""#, 140_000, AT_FOUR));
static EXPONENTIAL: LazyLock<Verdict> =
    LazyLock::new(|| run("P11 exponential", 4, r#"lead_time.exponential.mean = "3 d""#, 140_000, AT_FOUR));
static LOGNORMAL: LazyLock<Verdict> =
    LazyLock::new(|| run("P11 lognormal", 4, r#"lead_time.lognormal = { mean = "3 d", cv = 1 }"#, 140_000, AT_FOUR));
static EIGHT: LazyLock<Verdict> =
    LazyLock::new(|| run("P11 eight", 8, r#"lead_time.exponential.mean = "3 d""#, 250_000, AT_EIGHT));

#[test]
fn losses_are_erlang_b_with_a_constant_lead_time() {
    CONSTANT.hold();
}

#[test]
fn losses_are_erlang_b_with_an_exponential_lead_time() {
    EXPONENTIAL.hold();
}

#[test]
fn losses_are_erlang_b_with_a_lognormal_lead_time() {
    LOGNORMAL.hold();
}

#[test]
fn losses_are_erlang_b_at_eight() {
    EIGHT.hold();
}
