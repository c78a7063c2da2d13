//! P08: the bullwhip effect of an order-up-to policy with a moving-average forecast. Units are thousandths, so rounding to
//! whole units is negligible.

use super::judge::{Case, Verdict};
use std::sync::LazyLock;

pub(super) fn verdicts() -> Vec<&'static Verdict> {
    BULLWHIP.iter().map(|verdict| &**verdict).collect()
}

/// Every day: demand, then the retailer's review, then that of the stock point that supplies it (in the order of their
/// names). Levels cover `cover` days of the mean of the last `window` days.
fn case(name: &'static str, (cover, window, units): (u32, u32, &str), truth: [f64; 2]) -> Verdict {
    let text = format!(
        r#"
haitao = "1"
question = "P08: how much more do orders vary than demand?"
run = {{ warm_up = "100 d", horizon = "30100 d", drain = "0 d", instant = ["demands", "reviews", "arrivals"] }}
product.item = {{}}
market.town = {{ orders.every = "1 d", units = {units}, through = "warehouse.a-shop" }}
warehouse = {{ a-shop = {{}}, b-depot = {{}} }}
supplier.maker.lead_time = "1 d"
[stock]
a-shop.item.source = "warehouse.b-depot"
b-depot.item.source = "supplier.maker"
[default.stock]
forecast.moving_average = {{ period = "1 d", window = {window}, promotions = "unknown" }}
replenish.periodic_R_s_S = {{ R = "1 d", s = "{cover} d", S = "{cover} d", strict = true }}
"#
    );
    let mut case = Case::run(name, &text, 40);
    case.judge("stock.a-shop.item", "bullwhip", truth[0], 0.5);
    // The depot's figure is relative to the demand on it; the truth is relative to the demand of the town.
    case.judge("stock.b-depot.item", "bullwhip", truth[1] / truth[0], 0.5);
    case.close()
}

const NORMAL: &str = "{ normal = { mean = 100000, sd = 10000 } }";
const RISING: &str = "{ ar1 = { mean = 100000, sd = 10000, rho = 0.6 } }";
const SWINGING: &str = "{ ar1 = { mean = 100000, sd = 10000, rho = -0.5 } }";

static BULLWHIP: [LazyLock<Verdict>; 4] = [
    LazyLock::new(|| case("P08 L 2, p 5", (2, 5, NORMAL), [2.12, 5.1216])),
    LazyLock::new(|| case("P08 L 4, p 10", (4, 10, NORMAL), [2.12, 5.1216])),
    LazyLock::new(|| case("P08 L 2, p 5, rho 0.6", (2, 5, RISING), [2.032_91, 4.756_13])),
    LazyLock::new(|| case("P08 L 1, p 4, rho -0.5", (1, 4, SWINGING), [1.585_94, 2.709_75])),
];

#[test]
fn orders_vary_more_from_stage_to_stage() {
    for verdict in &BULLWHIP {
        verdict.hold();
    }
}
