//! What consumers pay and who keeps how much of it: prices by date, promotions, commission, payment fees, and the margins that
//! are left.

use super::{run, yuan};
use crate::record::{CANCELLED, DELIVERED};
use haitao::chain::{Account, Part};

/// Ten orders for 298 CNY before the price falls to 279 CNY, on the day of the promotion, and after it.
#[test]
fn prices_change_by_date_and_promotions_lower_them() {
    let found = run(r#"
run = { start = 2026-11-09, horizon = "6 d" }
[product]
tin.price = { 2026-11-09 = "298 CNY", 2026-11-10 = "279 CNY" }
care = { price = "50.30 CNY", group = "cosmetics" }
mask = { price = "30 CNY", group = "cosmetics" }
soap.price = "12 CNY"
[product_group.cosmetics]
[promotion]
double-11 = { days = { "11-11" = 1 }, price = { all = "-15 %", "product_group.cosmetics" = "-20 CNY", mask = "9.9 CNY" } }
masks = { days = { "11-11..11-12" = 1 }, product = "mask", price = "-10 %" }
[market.town]
through = "warehouse.shop"
[demand.town]
tin.orders.replay.times = ["23 h", "24 h", "47 h", "48 h", "71 h", "72 h"]
care.orders.replay.times = ["48 h"]
mask.orders.replay.times = ["48 h", "72 h"]
soap.orders.replay.times = ["48 h"]
[warehouse.shop]
[stock.shop]
all.start.on_hand = 9
"#);
    let mut prices: Vec<(u64, f64)> =
        found.orders().iter().map(|order| (order.ordinal, yuan(order.price.parts()))).collect();
    prices.sort_by(|one, other| one.1.total_cmp(&other.1));
    let prices: Vec<f64> = prices.iter().map(|(_, price)| *price).collect();
    // 279 less 15 % is 237.15 on the 11th; 50.30 less 20; masks: 9.90 is below 27; on the 12th 27; 12 less 15 % is 10.20.
    assert_eq!(prices, [9.9, 10.2, 27.0, 30.3, 237.15, 237.15, 279.0, 279.0, 279.0, 298.0]);
}

/// The price 253.30 is delivered once and cancelled once: 3 % of 253.30 is 7.60 once, 0.6 % of it is 1.52 twice. Goods of 120
/// and a courier of 6 CNY leave 253.30 - 120 - 6 - 7.60 - 1.52 = 118.18 of the order delivered, and a profit of 116.66.
#[test]
fn commission_on_what_is_delivered_and_fees_on_what_is_paid() {
    let found = run(r#"
run = { start = 2026-11-11, horizon = "5 d" }
product.tin = { price = "298 CNY", cost = "120 CNY" }
promotion.double-11 = { days = { "11-11" = 1 }, price = "-15 %" }
warehouse.shop = {}
courier.post = { transit = "1 d", price = "6 CNY/parcel" }
path.home.through = ["warehouse.shop", "courier.post"]
platform.haitao = { path = "home", commission = { all = "5 %", tin = "3 %" }, payment_fee = "0.6 %" }
market.town = { platform = "haitao", patience = "3 h", orders.replay.times = ["1 h", "2 h"] }
stock.shop.tin.start.on_hand = 1
"#);
    assert_eq!(found.outcomes(), [DELIVERED, CANCELLED]);
    let platform = found.agent("platform", "haitao");
    let fees = [Account::Commission(platform), Account::PaymentFee(platform), Account::Payable(platform)];
    assert_eq!(fees.map(|account| found.balance(account)), [7.6, 3.04, -10.64]);
    assert_eq!([found.balance(Account::Revenue), found.balance(Account::Delivered(Part::Courier))], [-253.3, 6.0]);
    let money = ["gmv", "net_revenue", "gross_margin", "contribution_margin", "profit", "profit_per_order"];
    assert_eq!(money.map(|kpi| found.kpi("total", kpi)), [506.6, 253.3, 133.3, 118.18, 116.66, 58.33]);
    // All costs of the five days: 120 + 6 + 7.60 + 3.04 = 136.64, so that 253.30 less them is the profit.
    assert_eq!([found.kpi("total", "cost_per_day"), found.kpi("total", "fees")], [27.328, 2.128]);
    // Of the orders of the market only what was delivered counts, with its own fees.
    let town = ["net_revenue", "gross_margin", "contribution_margin"];
    assert_eq!(town.map(|kpi| found.kpi("market.town", kpi)), [253.3, 133.3, 118.18]);
    assert_eq!(town.map(|kpi| found.kpi("product.tin", kpi)), [253.3, 133.3, 118.18]);
    assert_eq!(town.map(|kpi| found.kpi("path.home", kpi)), [253.3, 133.3, 118.18]);
}

/// Customs assess the price that is paid: 9.1 % of 80 CNY instead of 100.
#[test]
fn the_customs_value_is_the_price_of_the_day() {
    let found = run(r#"
run = { start = 2026-11-10, horizon = "5 d" }
product.tin = { price = "100 CNY", tax = "ordinary" }
promotion.double-11 = { days = { "11-11" = 1 }, price = "-20 %" }
warehouse.zone = {}
customs.port.check = "1 h"
path.bonded = { regime = "1210", through = ["warehouse.zone", "customs.port"] }
platform.haitao.path = "bonded"
market.town = { platform = "haitao", orders.replay.times = ["23 h", "24 h"] }
stock.zone.tin.start.on_hand = 9
"#);
    assert_eq!(found.costs(Part::Tax), [9.1, 7.28]);
}

/// With an elasticity of 2, a price 20 % below the list price raises 10,000 orders a day to 15,625 (0.8^-2), and a regular price
/// 10 % above it lowers them to 8,264 (1.1^-2). Within 4.5 standard deviations of a Poisson number.
#[test]
fn demand_responds_to_the_price_of_the_day() {
    let found = run(r#"
run = { start = 2026-11-10, horizon = "3 d" }
product.tin = { price = { 2026-11-10 = "100 CNY", 2026-11-12 = "110 CNY" }, list_price = "100 CNY", elasticity = 2 }
promotion.double-11 = { days = { "11-11" = 1 }, price = "-20 %" }
market.town = { through = "warehouse.shop", orders.poisson.rate = "10000 /d" }
[warehouse.shop]
[stock.shop.tin]
start.on_hand = 90000
"#);
    let on = |price: f64| found.orders().iter().filter(|order| yuan(order.price.parts()) == price).count();
    for (price, mean) in [(100.0, 10_000.0), (80.0, 15_625.0), (110.0, 8264.0)] {
        let orders = f64::from(u32::try_from(on(price)).unwrap());
        assert!((orders - mean).abs() < 4.5 * f64::sqrt(mean), "{orders} at {price} CNY, not {mean}");
    }
}

/// Promotion prices without elasticity move no order: only the price differs.
#[test]
fn without_elasticity_a_price_changes_no_order() {
    let text = |words: &str| {
        let words = format!(
            r#"
run = {{ start = 2026-11-10, horizon = "3 d" }}
product.tin = {{ price = "100 CNY"{words} }}
promotion.double-11 = {{ days = {{ "11-11" = 3 }}, price = "-20 %" }}
market.town = {{ through = "warehouse.shop", orders.poisson.rate = "100 /d" }}
[warehouse.shop]
[stock.shop.tin]
start.on_hand = 900
"#
        );
        let found = run(&words);
        found.orders().iter().map(|order| (order.ordinal, order.hours, order.price)).collect::<Vec<_>>()
    };
    assert_eq!(text(""), text(", elasticity = 0"));
    assert_ne!(text(""), text(", elasticity = 1"), "the test has power");
}

/// An order of two lines, 100 and 50.10 CNY: 3 % of each is 3.00 and 1.50, 0.6 % of each 0.60 and 0.30, line by line.
#[test]
fn every_line_of_an_order_pays_its_fees() {
    let found = run(r#"
run = { start = 2026-11-11, horizon = "5 d" }
product.tin.price = "100 CNY"
product.mask.price = "50.10 CNY"
warehouse.shop = {}
path.home.through = "warehouse.shop"
platform.haitao = { path = "home", commission = "3 %", payment_fee = "0.6 %" }
market.town = { platform = "haitao", lines = 2, orders.replay.times = ["1 h"] }
stock.shop.all.start.on_hand = 9
"#);
    assert_eq!(found.outcomes(), [DELIVERED]);
    let platform = found.agent("platform", "haitao");
    let fees = [Account::Commission(platform), Account::PaymentFee(platform)];
    assert_eq!(fees.map(|account| found.balance(account)), [4.5, 0.9]);
    let money = ["gmv", "gmv_per_order", "net_revenue", "contribution_margin", "profit"];
    assert_eq!(money.map(|kpi| found.kpi("total", kpi)), [150.1, 150.1, 150.1, 144.7, 144.7]);
    let contribution = ["product.tin", "product.mask", "path.home", "market.town"];
    assert_eq!(contribution.map(|of| found.kpi(of, "contribution_margin")), [96.4, 48.3, 144.7, 144.7]);
}
