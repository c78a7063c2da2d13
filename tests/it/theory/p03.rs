//! P03: base stock under Poisson demand with backorders, if orders may overtake: units on order are Poisson for every
//! distribution of the lead time with the same mean.
//!
//! # Source
//! Palm (1938); Feeney and Sherbrooke, Management Science 12(5), 1966; Zipkin, Foundations of Inventory Management (2000).

use super::judge::{Case, Figure, Verdict};
use std::sync::LazyLock;

pub(super) fn verdicts() -> Vec<&'static Verdict> {
    vec![&CONSTANT, &EXPONENTIAL, &GAMMA, &UNIFORM, &COSTS]
}

const REPLICATIONS: u64 = 30;

fn run(name: &'static str, base_stock: u32, lead_time: &str, days: u32) -> Case {
    let horizon = 1000 + days;
    let text = format!(
        r#"
haitao = "1"
question = "P03: does base stock {base_stock} meet Palm's theorem when orders overtake?"
run = {{ warm_up = "1000 d", horizon = "{horizon} d", replications = {REPLICATIONS} }}
product.item = {{}}
warehouse.shop = {{}}
market.town = {{ orders.poisson.rate = "2 /d", through = "warehouse.shop" }}
supplier.maker = {{ {lead_time}, overtaking = true }}
stock.shop.item = {{ source = "supplier.maker", replenish.base_stock.S = {base_stock}, holding = "1 CNY/unit/d", shortage = "9 CNY/unit/d" }}
"#
    );
    Case::run(name, &text, REPLICATIONS)
}

fn palm(name: &'static str, lead_time: &str, days: u32) -> Verdict {
    let mut case = run(name, 14, lead_time, days);
    case.judge("stock.shop.item", "mean_on_hand", 4.186_94, 1.0);
    case.judge("stock.shop.item", "mean_backorders", 0.186_937, 4.0);
    case.judge("stock.shop.item", "mean_on_order", 10.0, 1.0);
    case.judge("stock.shop.item", "stockout_time_share", 0.135_536, 4.0);
    case.judge("stock.shop.item", "backorder_time_share", 0.083_458_5, 4.0);
    case.judge("stock.shop.item", "fill_rate", 0.864_464, 1.0);
    case.judge("total", "wait_days_mean", 0.093_468_6, 4.0);
    case.judge("stock.shop.item", "cost_per_day", 5.869_37, 1.0);
    case.close()
}

static CONSTANT: LazyLock<Verdict> = LazyLock::new(|| palm("P03 constant", r#"lead_time = "5 d""#, 70_000));
static EXPONENTIAL: LazyLock<Verdict> =
    LazyLock::new(|| palm("P03 exponential", r#"lead_time.exponential.mean = "5 d""#, 110_000));
static GAMMA: LazyLock<Verdict> =
    LazyLock::new(|| palm("P03 gamma", r#"lead_time.gamma = { mean = "5 d", cv = 2 }"#, 220_000));
static UNIFORM: LazyLock<Verdict> =
    LazyLock::new(|| palm("P03 uniform", r#"lead_time.uniform = { min = "0 d", max = "10 d" }"#, 80_000));

/// Cost per day by base stock. All cases use the same seed, so they have the same demand.
static COSTS: LazyLock<Verdict> = LazyLock::new(|| {
    const TABLE: [(u32, f64); 9] = [
        (10, 12.511),
        (11, 9.3414),
        (12, 7.309_16),
        (13, 6.224_73),
        (14, 5.869_37),
        (15, 6.034_79),
        (16, 6.547_38),
        (17, 7.276_97),
        (18, 8.134_19),
    ];
    let mut verdict = Verdict::of("P03 costs");
    let mut cheapest = (0, f64::INFINITY);
    for (base_stock, truth) in TABLE {
        let case = run("P03 costs", base_stock, r#"lead_time = "5 d""#, 45_000);
        let cost = case.figure("stock.shop.item", "cost_per_day");
        verdict.judge(&format!("cost a day at {base_stock}"), cost, truth, 1.0);
        if cost.mean() < cheapest.1 {
            cheapest = (base_stock, cost.mean());
        }
    }
    verdict.within("cheapest base stock", Figure::plain(f64::from(cheapest.0)), 14.0, 0.0);
    println!("{verdict}");
    verdict
});

#[test]
fn base_stock_with_a_constant_lead_time() {
    CONSTANT.hold();
}

#[test]
fn base_stock_with_an_exponential_lead_time() {
    EXPONENTIAL.hold();
}

#[test]
fn base_stock_with_a_gamma_lead_time() {
    GAMMA.hold();
}

#[test]
fn base_stock_with_a_uniform_lead_time() {
    UNIFORM.hold();
}

#[test]
fn cost_by_base_stock_is_least_at_fourteen() {
    COSTS.hold();
}
