//! What stock costs and earns, and how often and for how long it is out.

use super::{Run, run};

fn kpis<const N: usize>(found: &Run, subject: &str, names: [&str; N]) -> [f64; N] {
    names.map(|name| found.kpi(subject, name))
}

fn near<const N: usize>(found: [f64; N], truth: [f64; N]) {
    let far = found.iter().zip(truth).any(|(found, truth)| (found - truth).abs() > 1e-9);
    assert!(!far, "{found:?} instead of {truth:?}");
}

const SHELF: [&str; 6] =
    ["stockouts", "stockout_days", "stockout_days_mean", "days_of_supply", "stock_value_mean", "inventory_turns"];
const MONEY: [&str; 4] = ["stock_value_mean", "inventory_turns", "gmroi", "cash_to_cash_days"];

/// 10 units on day 0, 6 from day 1, none from day 3, 10 arrive on day 6 and leave on day 8. 42 unit-days, demand of 20 in 10
/// days, 840 CNY x days, 400 CNY of goods sold for 1000 CNY; 200 CNY are owed for `pay_after`.
fn shop(rest: &str, pay_after: &str) -> Run {
    run(&format!(
        r#"
run = {{ horizon = "10 d", drain = "0 d"{rest} }}
product.item = {{ price = "50 CNY", cost = "20 CNY" }}
supplier.maker = {{ lead_time = "2 d", pay_after = "{pay_after}" }}
warehouse.shop = {{}}
market.town = {{ through = "warehouse.shop", orders.replay = {{ times = ["1 d", "3 d", "8 d"], units = [4, 6, 10] }} }}
stock.shop.item = {{ source = "supplier.maker", replenish.fixed_schedule = {{ times = ["4 d"], units = [10] }}, start.on_hand = 10 }}
"#
    ))
}

#[test]
fn stock_is_turned_over_and_paid_for() {
    let found = shop("", "3 d");
    near(kpis(&found, "stock.shop.item", SHELF), [2.0, 5.0, 2.5, 2.1, 84.0, 400.0 * 365.0 / 840.0]);
    // 84 CNY at 40 CNY a day are 2.1 days; 200 CNY for 3 days on 200 CNY bought.
    let truth = [84.0, 400.0 * 365.0 / 840.0, 600.0 * 365.0 / 840.0, 2.1 - 3.0];
    near(kpis(&found, "total", MONEY), truth);
    near([found.kpi("product.item", "gmroi")], [truth[2]]);
    assert!(shop("", "30 d").kpi("total", "cash_to_cash_days").is_nan(), "no supplier is paid within ten days");
}

/// From day 4 on: the current stockout counts for 2 days; 20 unit-days, demand of 10 in 6 days, 200 CNY sold.
#[test]
fn a_window_cuts_a_stockout() {
    let found = shop(", warm_up = \"4 d\"", "3 d");
    let truth = [2.0, 4.0, 2.0, 20.0 / 10.0, 400.0 / 6.0, 200.0 * 365.0 / 400.0];
    near(kpis(&found, "stock.shop.item", SHELF), truth);
}

/// Paid when they leave the works, 2 days before they arrive with freight: 10 units of 23 CNY for 2 days.
#[test]
fn prepayments_tie_up_cash() {
    let found = run(r#"
run = { horizon = "10 d", drain = "0 d" }
product.item = { price = "50 CNY", cost = "20 CNY" }
supplier.maker = { lead_time = "1 d", pay_after = "0 d" }
lane.van = { transit = "2 d", price = "3 CNY/unit" }
courier.post.price = "5 CNY/parcel"
warehouse.shop.price = "2 CNY/unit"
market.town = { through = ["warehouse.shop", "courier.post"], orders.replay = { times = ["5 d"], units = [10] } }
stock.shop.item = { source = ["supplier.maker", "lane.van"], replenish.fixed_schedule = { times = ["0 d"], units = [10] } }
"#);
    near(kpis(&found, "stock.shop.item", SHELF), [2.0, 8.0, 4.0, 2.0, 46.0, 230.0 * 365.0 / 460.0]);
    // Goods sold have been picked too; the courier is no part of their cost.
    let truth = [46.0, 250.0 * 365.0 / 460.0, 250.0 * 365.0 / 460.0, 46.0 / 25.0 + 2.0];
    near(kpis(&found, "total", MONEY), truth);
}

/// The only unit is packed for a day and not sent: it comes back. The shelf is empty twice in between, and nothing is sold.
#[test]
fn units_back_on_the_shelf_end_a_stockout_and_were_not_sold() {
    let found = run(r#"
run = { horizon = "6 d", drain = "0 d" }
product.item.cost = "20 CNY"
warehouse.shop.picking = "1 d"
market.town = { through = "warehouse.shop", patience = "3 h", orders.replay.times = ["1 d", "3 d"] }
stock.shop.item.start.on_hand = 1
"#);
    near(kpis(&found, "stock.shop.item", SHELF), [2.0, 2.0, 1.0, 2.0, 80.0 / 6.0, 0.0]);
}

/// A receipt that goes entirely to waiting orders does not end a stockout.
#[test]
fn a_receipt_owed_in_full_does_not_end_a_stockout() {
    let found = run(r#"
run = { horizon = "6 d", drain = "0 d" }
product.item = {}
supplier.maker = { lead_time = "2 d" }
warehouse.shop = {}
market.town = { through = "warehouse.shop", orders.replay = { times = ["0 d", "1 d"], units = [3, 4] } }
stock.shop.item = { source = "supplier.maker", replenish = "order_on_demand" }
"#);
    near(kpis(&found, "stock.shop.item", ["stockouts", "stockout_days", "stockout_days_mean"]), [1.0, 6.0, 6.0]);
}

/// An order of two lines on day 5 of 10 pays 30 and 20 CNY for goods that cost 10 CNY each: a margin of 30 CNY. The stock is
/// worth 40 CNY before and 20 after, 30 on average; the annual margin is 36.5 times 30.
#[test]
fn the_margin_of_an_order_is_that_of_all_its_lines() {
    let found = run(r#"
run.horizon = "10 d"
product = { dear = { price = "30 CNY", cost = "10 CNY" }, cheap = { price = "20 CNY", cost = "10 CNY" } }
warehouse.shop = {}
market.town = { lines = 2, through = "warehouse.shop", orders.replay.times = ["5 d"] }
stock.shop = { dear.start.on_hand = 2, cheap.start.on_hand = 2 }
"#);
    near([found.kpi("total", "gmroi")], [36.5]);
}
