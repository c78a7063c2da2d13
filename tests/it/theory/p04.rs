//! P04: (r, Q) under continuous review, Poisson demand of single units, a fixed lead time and backorders.
//!
//! # Source
//! Hadley and Whitin, Analysis of Inventory Systems (1963); Federgruen and Zheng, Operations Research 40(4), 1992; Snyder and Shen,
//! Fundamentals of Supply Chain Theory, 2nd edition, example 5.8.

use super::judge::{Case, Verdict};
use std::sync::LazyLock;

pub(super) fn verdicts() -> Vec<&'static Verdict> {
    vec![&PUBLISHED, &SECOND]
}

static PUBLISHED: LazyLock<Verdict> = LazyLock::new(|| {
    let text = r#"
haitao = "1"
question = "P04 A: what does the published optimum (r, Q) = (3, 5) cost? (107.92 a day)"
run = { warm_up = "500 d", horizon = "70500 d", replications = 30 }
product.item = {}
warehouse.shop = {}
supplier.maker.lead_time = "2 d"
market.town = { orders.poisson.rate = "1.5 /d", through = "warehouse.shop" }

[stock.shop.item]
source = "supplier.maker"
replenish.r_Q = { r = 3, Q = 5 }
order_cost = "100 CNY"
holding = "20 CNY/unit/d"
shortage = "150 CNY/unit/d"
"#;
    let mut case = Case::run("P04 A", text, 30);
    case.judge("stock.shop.item", "cost_per_day", 107.923_580_6, 0.5);
    case.judge("stock.shop.item", "mean_on_hand", 3.105_43, 0.5);
    case.judge("stock.shop.item", "mean_backorders", 0.105_433, 2.0);
    case.judge("stock.shop.item", "fill_rate", 0.866_633, 0.5);
    case.judge("stock.shop.item", "stockout_time_share", 0.133_367, 2.0);
    case.judge("stock.shop.item", "backorder_time_share", 0.063_574_1, 2.0);
    case.judge("stock.shop.item", "replenishment_orders_per_day", 0.3, 0.5);
    case.judge("stock.shop.item", "ordering_cost_per_day", 30.0, 0.5);
    case.judge("stock.shop.item", "holding_cost_per_day", 20.0 * 3.105_43, 0.5);
    case.judge("stock.shop.item", "shortage_cost_per_day", 150.0 * 0.105_433, 2.0);
    case.close()
});

static SECOND: LazyLock<Verdict> = LazyLock::new(|| {
    let text = r#"
haitao = "1"
question = "P04 B: which stock does (r, Q) = (6, 10) hold? (5.618 on hand, fill 0.9037)"
run = { warm_up = "500 d", horizon = "70500 d", replications = 30 }
product.item = {}
warehouse.shop = {}
supplier.maker.lead_time = "3 d"
market.town = { orders.poisson.rate = "2 /d", through = "warehouse.shop" }
stock.shop.item = { source = "supplier.maker", replenish.r_Q = { r = 6, Q = 10 } }
"#;
    let mut case = Case::run("P04 B", text, 30);
    case.judge("stock.shop.item", "mean_on_hand", 5.6181, 0.5);
    case.judge("stock.shop.item", "mean_backorders", 0.118_098, 2.0);
    case.judge("stock.shop.item", "fill_rate", 0.903_652, 0.5);
    case.judge("stock.shop.item", "backorder_time_share", 0.056_996, 2.0);
    case.judge("stock.shop.item", "replenishment_orders_per_day", 0.2, 0.5);
    case.close()
});

#[test]
fn the_published_optimum_costs_what_is_published() {
    PUBLISHED.hold();
}

#[test]
fn a_second_policy_matches_its_computed_figures() {
    SECOND.hold();
}
