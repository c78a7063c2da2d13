//! What the buyer of an order pays beside the price of its goods: the delivery fee.

use super::run;
use crate::record::{CANCELLED, DELIVERED};
use haitao::chain::{Account, Part};

/// Goods of 199 CNY travel free, goods of 99.50 CNY pay 12 CNY. On the day of the promotion two units are 198.98 CNY and pay.
/// The payment fee is on all that is paid: 0.6 % of 199 (1.19), of 111.50 (0.67) and of 210.98 (1.27); the commission only on
/// the goods: 3 % of 199 (5.97), 99.50 (2.99 of 2.985) and 198.98 (5.97).
#[test]
fn delivery_is_free_from_the_value_that_is_stated() {
    let found = run(r#"
run = { start = 2026-11-10, horizon = "5 d" }
product.tin = { price = "99.50 CNY", cost = "40 CNY" }
promotion.double-11 = { days = { "11-11" = 1 }, price = "-0.01 CNY" }
warehouse.shop = {}
path.home.through = "warehouse.shop"
[platform.haitao]
path = "home"
commission = "3 %"
payment_fee = "0.6 %"
delivery_fee = { fee = "12 CNY", free_from = "199 CNY" }
[market]
one = { platform = "haitao", orders.replay.times = ["1 h"] }
two = { platform = "haitao", units = 2, orders.replay.times = ["1 h", "25 h"] }
[stock.shop]
tin.start.on_hand = 9
"#);
    let platform = found.agent("platform", "haitao");
    let accounts = [Account::Revenue, Account::Delivery, Account::Receivable, Account::Deferred];
    assert_eq!(accounts.map(|account| found.balance(account)), [-497.48, -24.0, 521.48, 0.0]);
    let fees = [Account::Commission(platform), Account::PaymentFee(platform)];
    assert_eq!(fees.map(|account| found.balance(account)), [14.93, 3.13]);
    let money = ["gmv", "revenue", "net_revenue", "contribution_margin", "profit", "delivery_revenue"];
    assert_eq!(money.map(|kpi| found.kpi("total", kpi)), [497.48, 521.48, 521.48, 303.42, 303.42, 4.8]);
    assert_eq!(["market.one", "market.two"].map(|of| found.kpi(of, "net_revenue")), [111.5, 409.98]);
}

/// Two lines, the tin first, travel in declarations of their own and share the fee by value: 12 x 50.10 / 150.10 is 4.00 (of
/// 4.0053), and the rest is 8. Tax is 9.1 % of 54.10 (4.92) and of 108 (9.83). Paths and products add up to the order.
#[test]
fn the_declarations_of_an_order_share_its_delivery_fee() {
    let found = run(r#"
run = { start = 2026-11-10, horizon = "9 d" }
product.mask = { price = "100 CNY", tax = "ordinary" }
product.tin = { price = "50.10 CNY", tax = "ordinary" }
warehouse = { near = {}, far = {} }
stock = { near.mask.start.on_hand = 9, far.tin.start.on_hand = 9 }
customs.port.check = "1 h"
path.bonded = { regime = "1210", through = ["warehouse.near", "customs.port"] }
path.direct = { regime = "9610", through = ["warehouse.far", "customs.port"] }
platform.haitao = { path.first_with_stock = ["bonded", "direct"], payment_fee = "1 %", delivery_fee.fee = "12 CNY" }
market.town = { platform = "haitao", lines = 2, orders.replay.times = ["1 h"] }
"#);
    assert_eq!(found.outcomes(), [DELIVERED]);
    assert_eq!(found.costs(Part::Tax), [14.75]);
    let tax = ["product.mask", "product.tin"].map(|of| found.kpi(of, "landed_tax_per_unit"));
    assert_eq!(tax, [9.83, 4.92]);
    // 1 % of 108 and of 54.10, to the fen.
    assert_eq!(found.balance(Account::PaymentFee(found.agent("platform", "haitao"))), 1.62);
    let revenue = ["product.mask", "path.bonded", "product.tin", "path.direct", "market.town", "total"];
    assert_eq!(revenue.map(|of| found.kpi(of, "net_revenue")), [108.0, 108.0, 54.1, 54.1, 162.1, 162.1]);
    assert_eq!(revenue.map(|of| found.kpi(of, "gmv")), [100.0, 100.0, 50.1, 50.1, 150.1, 150.1]);
    assert_eq!(revenue.map(|of| found.kpi(of, "contribution_margin")), [97.09, 97.09, 48.64, 48.64, 145.73, 145.73]);
}

/// An order above the limit of 5,000 CNY is split: 6 units of 1,000 CNY and their shares of 2 CNY are declared as 4 and 2 units,
/// since 5 of them with 10 CNY are above it. Tax is 9.1 % of 4,008 (364.73) and of 2,004 (182.36).
#[test]
fn an_order_that_is_split_shares_the_fee_over_its_declarations() {
    let found = run(r#"
run = { start = 2026-11-10, horizon = "9 d" }
product.watch = { price = "1000 CNY", tax = "ordinary" }
warehouse.zone = {}
stock.zone.watch.start.on_hand = 9
customs.port.check = "1 h"
path.bonded = { regime = "1210", through = ["warehouse.zone", "customs.port"] }
platform.haitao = { path = "bonded", above_limit = "split", delivery_fee.fee = "12 CNY" }
market.town = { platform = "haitao", units = 6, orders.replay.times = ["1 h"] }
"#);
    assert_eq!(found.outcomes(), [DELIVERED]);
    assert_eq!(found.costs(Part::Tax), [547.09]);
    assert_eq!(found.kpi("total", "net_revenue"), 6012.0);
}

/// An order of which nothing arrives gets its fee back; one of which only a part arrives pays it in full.
#[test]
fn the_delivery_fee_is_lost_only_with_the_whole_order() {
    let found = run(r#"
run = { start = 2026-11-10, horizon = "5 d" }
product.tin.price = "30 CNY"
warehouse.shop = {}
path.home.through = "warehouse.shop"
platform.haitao = { path = "home", payment_fee = "1 %", delivery_fee.fee = "12 CNY" }
market.town = { platform = "haitao", units = 2, when_short = "lost", orders.replay.times = ["1 h", "2 h"] }
stock.shop.tin.start.on_hand = 1
"#);
    assert_eq!(found.orders().iter().map(|order| order.units.count()).collect::<Vec<_>>(), [1, 0]);
    let accounts = [Account::Revenue, Account::Delivery, Account::Receivable, Account::Deferred];
    assert_eq!(accounts.map(|account| found.balance(account)), [-30.0, -12.0, 42.0, 0.0]);
    // The payment fee is not given back: 1 % of 72 CNY, twice.
    assert_eq!(found.kpi("total", "profit"), 40.56);
    assert_eq!(found.kpi("total", "net_revenue"), 42.0);
}

/// What the platform takes and the delivery fee are those of the day on which an order is placed: on 31 October 3 % of 100 CNY, 1 %
/// of 112 and 12 CNY; on 1 November 5 % of 100, 2 % of 115 and 15 CNY, although the first is delivered that day.
#[test]
fn terms_are_those_of_the_day_of_the_order() {
    let found = run(r#"
run = { start = 2026-10-31, horizon = "5 d" }
product.tin.price = "100 CNY"
warehouse.shop = {}
courier.post.transit = "20 h"
path.home.through = ["warehouse.shop", "courier.post"]
[platform.haitao]
path = "home"
commission = { tin = { 10-01 = "3 %", 11-01 = "5 %" } }
payment_fee = { 10-01 = "1 %", 11-01 = "2 %" }
delivery_fee = { fee = { 10-01 = "12 CNY", 11-01 = "15 CNY" }, free_from = { 10-01 = "101 CNY", 11-01 = "100.01 CNY" } }
[market.town]
platform = "haitao"
orders.replay.times = ["10 h", "30 h"]
[stock]
shop.tin.start.on_hand = 2
"#);
    let platform = found.agent("platform", "haitao");
    let accounts = [Account::Delivery, Account::Commission(platform), Account::PaymentFee(platform)];
    assert_eq!(accounts.map(|account| found.balance(account)), [-27.0, 8.0, 3.42]);
    assert_eq!(found.kpi("total", "profit"), 227.0 - 8.0 - 3.42);
}

/// A buyer who gives up before anything has left pays nothing.
#[test]
fn an_order_cancelled_pays_no_delivery() {
    let found = run(r#"
run = { start = 2026-11-10, horizon = "5 d" }
product.tin.price = "30 CNY"
warehouse.shop = {}
path.home.through = "warehouse.shop"
platform.haitao = { path = "home", delivery_fee.fee = "12 CNY" }
market.town = { platform = "haitao", patience = "3 h", orders.replay.times = ["1 h"] }
stock.shop.tin.start.on_hand = 0
"#);
    assert_eq!(found.outcomes(), [CANCELLED]);
    let accounts = [Account::Revenue, Account::Delivery, Account::Receivable, Account::Deferred];
    assert_eq!(accounts.map(|account| found.balance(account)), [0.0; 4]);
}
