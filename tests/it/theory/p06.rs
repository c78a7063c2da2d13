//! P06: the newsvendor, the economic order quantity with and without backorders, and a Wagner-Whitin plan. If a quantity is
//! not whole, the unit of stock is 0.001 unit of the book; if a time would not be whole, a year of 1300 demands is 1300
//! days. Money is then scaled too, as stated there.
//!
//! # Source
//! Snyder and Shen, Fundamentals of Supply Chain Theory (2nd ed.), examples 4.3, 3.1, 3.5 and 3.9.

use super::judge::{Case, Verdict};
use std::sync::LazyLock;

pub(super) fn verdicts() -> Vec<&'static Verdict> {
    vec![&NORMAL, &POISSON]
}

/// A period is a day; reviews come before demand, and goods arrive at once.
fn periods(name: &'static str, demand: &str, replenish: &str, (holding, shortage): (&str, &str), days: u32) -> Case {
    let text = format!(
        r#"
haitao = "1"
question = "{name}: what does the best quantity of a newsvendor cost a period?"
run = {{ horizon = "{days} d", drain = "0 d", replications = 20 }}
product.item = {{}}
warehouse.shop = {{}}
supplier.maker = {{}}
market.town = {{ orders.every = "1 d", orders.first = "0 d", units.{demand}, through = "warehouse.shop" }}
[stock.shop.item]
source = "supplier.maker"
replenish.newsvendor = {{ R = "1 d", {replenish} }}
holding = "{holding} CNY/unit/d"
shortage = "{shortage} CNY/unit/d"
"#
    );
    Case::run(name, &text, 20)
}

/// A unit of stock is 0.001 unit of the book, so costs are a thousand times those of the book. The order-up-to level is
/// 56.604 units.
static NORMAL: LazyLock<Verdict> = LazyLock::new(|| {
    let law = "normal = { mean = 50000, sd = 8000 }";
    let rule = format!(r#"underage = "0.70 CNY", overage = "0.18 CNY", demand.{law}"#);
    let mut case = periods("P06 newsvendor, normal", law, &rule, ("0.18", "0.70"), 50_000);
    case.judge("total", "cost_per_day", 1_997.605_19, 0.5);
    case.close()
});

static POISSON: LazyLock<Verdict> = LazyLock::new(|| {
    let law = "poisson.mean = 20";
    let rule = format!(r#"underage = "4 CNY", overage = "1 CNY", demand.{law}"#);
    let mut case = periods("P06 newsvendor, Poisson", law, &rule, ("1", "4"), 50_000);
    case.judge("total", "cost_per_day", 6.438_003_702, 0.5);
    // 24, or the cost would be that of the neighbouring level 6.500 or 6.654.
    case.judge("stock.shop.item", "holding_cost_per_day", 24.0 - 20.0 + (6.438_003_702 - 4.0) / 5.0, 0.5);
    case.close()
});

#[test]
fn newsvendors_buy_the_best_quantity() {
    NORMAL.hold();
    POISSON.hold();
}

/// One demand a day, and an order of 300 when stock reaches 0: 300, 299, ..., 1 for a day each. A year has 1300 demands, and
/// money is that of the book times 1300: K = 8, h = 0.225 a year.
#[test]
fn the_economic_lot_of_whole_pieces() {
    let mut case = Case::run(
        "P06 EOQ",
        r#"
haitao = "1"
question = "P06: what does a lot of 300 cost a year, piece by piece? (68.529167; the fluid formula says 68.416667)"
run = { warm_up = "300 d", horizon = "3300 d", replications = 1 }
product.item = {}
warehouse.shop = {}
supplier.maker = {}
market.town = { orders.every = "1 d", through = "warehouse.shop" }
[stock.shop.item]
source = "supplier.maker"
replenish.r_Q = { r = 0, Q = 300 }
order_cost = "10400 CNY"
holding = "0.225 CNY/unit/d"
"#,
        1,
    );
    case.exactly("total", "cost_per_day", 10_400.0 / 300.0 + 0.225 * 150.5);
    let cost = case.figure("total", "cost_per_day");
    case.within("cost_per_day of the book", cost, 68.529_167, 1e-6 * 68.529_167);
    case.exactly("stock.shop.item", "mean_on_hand", 150.5);
    case.close().hold();
}

/// 310.813 units every 310.813 days, 4.3062201 % of them owed before they arrive. A unit of stock is 0.001 unit of the book,
/// 1300 units are a year; the first demand comes after half an interval, so that the steps follow the line of a continuous
/// demand. Money is that of the book times 1,300,000 for orders and 1000 for time: K = 8, h = 0.225, p = 5.
#[test]
fn the_economic_lot_with_backorders() {
    let mut case = Case::run(
        "P06 EOQ with backorders",
        r#"
haitao = "1"
question = "P06: what does the best lot cost a year where backorders are allowed? (66.9213635)"
run = { horizon = "310.813 d", drain = "0 d", replications = 1 }
product.item = {}
warehouse.shop = {}
supplier.maker = {}
market.town = { orders.every = "86.4 s", orders.first = "43.2 s", through = "warehouse.shop" }
[stock.shop.item]
source = "supplier.maker"
replenish.periodic_R_Q = { R = "310.813 d", Q = 310813 }
start = { on_hand = 0, backlog = 13384 }
order_cost = "10400000 CNY"
holding = "0.225 CNY/unit/d"
shortage = "5 CNY/unit/d"
"#,
        1,
    );
    let cost = case.figure("total", "cost_per_day");
    case.within("cost_per_day of the book", cost, 66_921.363_5, 1e-6 * 66_921.363_5);
    case.close().hold();
}

#[test]
fn a_plan_of_wagner_and_whitin() {
    let mut case = Case::run(
        "P06 Wagner-Whitin",
        r#"
haitao = "1"
question = "P06: what does the best plan for demands of 90, 120, 80 and 70 cost? (1380)"
run = { horizon = "4 d", drain = "0 d", replications = 1 }
product.item = {}
warehouse.shop = {}
supplier.maker = {}
market.town = { orders.replay = { times = ["0 d", "1 d", "2 d", "3 d"], units = [90, 120, 80, 70] }, through = "warehouse.shop" }
[stock.shop.item]
source = "supplier.maker"
replenish.fixed_schedule = { times = ["0 d", "2 d"], units = [210, 150] }
order_cost = "500 CNY"
holding = "2 CNY/unit/d"
"#,
        1,
    );
    case.exactly("total", "cost_per_day", 1380.0 / 4.0);
    case.exactly("stock.shop.item", "fill_rate", 1.0);
    case.close().hold();
}
