//! Goods that keep for m days on a shelf that always holds S units: each unit sold or expired is replaced at once. Demand is
//! Poisson with rate a. First in, first out, the ages x(1) < ... < x(S) of the units have the joint density C exp(-a x(S))
//! below m: it satisfies the balance of units that age, are sold and expire. So units expire at the rate a p(S-1) / P(N >=
//! S), where N is Poisson with mean a m and probabilities p, and the oldest unit, which is sold next, has a
//! gamma-distributed age of shape S and rate a, truncated at m; the others are uniform below it. For a = 2 a day, m = 5 d
//! and S = 10: 0.461601 a day expire. Last in, first out has no such formula: its figures are from an independent program of
//! twenty lines, over a million days.
//!
//! # Source
//! Schmidt and Nahmias, Management Science 31(6), 1985, the (S-1, S) policy for perishable goods, here without lead time.

use super::judge::{Case, Verdict};
use std::sync::LazyLock;

pub(super) fn verdicts() -> Vec<&'static Verdict> {
    vec![&FIFO, &LIFO]
}

fn run(name: &'static str, pick_order: &str) -> Case {
    let text = format!(
        r#"
haitao = "1"
question = "How many of ten pieces that live for five days expire before they are sold?"
run = {{ warm_up = "100 d", horizon = "8100 d", replications = 30 }}
product.item = {{ shelf_life = "5 d", near_expiry.share = "20 %" }}
warehouse.shop = {{}}
market.town = {{ orders.poisson.rate = "2 /d", through = "warehouse.shop" }}
supplier.maker = {{}}
stock.shop.item = {{ source = "supplier.maker", replenish.base_stock.S = 10, pick_order = "{pick_order}" }}
"#
    );
    Case::run(name, &text, 30)
}

static FIFO: LazyLock<Verdict> = LazyLock::new(|| {
    let mut case = run("perishable, first in, first out", "fifo");
    case.judge("stock.shop.item", "write_off_share", 0.187_520_6, 2.0);
    case.judge("stock.shop.item", "near_expiry_share", 0.093_922_2, 2.0);
    case.judge("stock.shop.item", "stock_age_days_mean", 2.115_298_9, 1.0);
    case.judge("stock.shop.item", "life_left_at_sale", 0.230_800_4, 2.0);
    case.exactly("stock.shop.item", "mean_on_hand", 10.0);
    case.exactly("stock.shop.item", "fill_rate", 1.0);
    case.close()
});

static LIFO: LazyLock<Verdict> = LazyLock::new(|| {
    let mut case = run("perishable, last in, first out", "lifo");
    case.judge("stock.shop.item", "write_off_share", 0.487_061, 1.0);
    case.judge("stock.shop.item", "stock_age_days_mean", 2.387_059, 1.0);
    case.judge("stock.shop.item", "life_left_at_sale", 0.949_976, 1.0);
    case.close()
});

#[test]
fn first_in_first_out() {
    FIFO.hold();
}

#[test]
fn last_in_first_out() {
    LIFO.hold();
}
