//! Coupons: what the buyer pays less, who reimburses the seller, and what commission, payment fee and tax are charged on.

use super::run;
use crate::record::{CANCELLED, DELIVERED};
use haitao::chain::{Account, Part};

const ACCOUNTS: [Account; 5] =
    [Account::Revenue, Account::Delivery, Account::Subsidy, Account::Receivable, Account::Deferred];

/// On the day before, an order pays 398 CNY: commission 11.94, payment fee 2.39 (of 2.388), tax 36.22 (9.1 % of 398 is 36.218).
/// On the day of the promotion it is 338.30 less 30 with 12 for delivery, since 338.30 before the coupon is below 340:
/// commission 9.25 (3 % of 308.30 is 9.249), payment fee 1.92 (0.6 % of 320.30 is 1.9218), tax 31.88 (9.1 % of 350.30 is
/// 31.8773). The fees are 25.50 and the tax 68.10.
#[test]
fn a_coupon_of_the_platform_lowers_what_the_buyer_pays_and_not_the_dutiable_value() {
    let found = run(r#"
run = { start = 2026-11-10, horizon = "10 d" }
product.tin = { price = "398 CNY", tax = "ordinary" }
warehouse.zone = {}
stock.zone.tin.start.on_hand = 9
customs.port.check = "1 h"
path.bonded = { regime = "1210", through = ["warehouse.zone", "customs.port"] }
[promotion.double-11]
days = { "11-11" = 1 }
price = "-15 %"
coupon = { off = "30 CNY", from = "299 CNY", funded_by = "platform" }
[platform.haitao]
path = "bonded"
commission = "3 %"
payment_fee = "0.6 %"
delivery_fee = { fee = "12 CNY", free_from = "340 CNY" }
[market.town]
platform = "haitao"
orders.replay.times = ["1 h", "25 h"]
"#);
    let platform = found.agent("platform", "haitao");
    assert_eq!(ACCOUNTS.map(|account| found.balance(account)), [-706.3, -12.0, -30.0, 718.3, 0.0]);
    let fees = [Account::Claim(platform), Account::Commission(platform), Account::PaymentFee(platform)];
    assert_eq!(fees.map(|account| found.balance(account)), [30.0, 21.19, 4.31]);
    assert_eq!(found.costs(Part::Tax), [36.22, 31.88]);
    let money = ["gmv", "revenue", "net_revenue", "gross_margin", "contribution_margin", "profit"];
    assert_eq!(money.map(|kpi| found.kpi("total", kpi)), [736.3, 718.3, 748.3, 680.2, 654.7, 654.7]);
    let subsidy = ["subsidy", "subsidy_per_order", "subsidy_per_day"];
    assert_eq!(subsidy.map(|kpi| found.kpi("total", kpi)), [30.0, 15.0, 3.0]);
    assert_eq!(["market.town", "product.tin", "path.bonded"].map(|of| found.kpi(of, "subsidy")), [30.0; 3]);
}

/// Of the coupons that hold in a market the one that takes off most is given, of equal ones the first by name; at a price of
/// 100 CNY one from 100 CNY holds, one from 100.01 CNY does not. Commission is 7 + 6 + 8, the payment fee 0.70 + 0.60 + 0.80.
#[test]
fn a_coupon_is_reimbursed_by_a_supplier_by_the_platform_or_by_nobody() {
    let found = run(r#"
run = { start = 2026-11-10, horizon = "5 d" }
product.tin.price = "100 CNY"
supplier.maker = {}
warehouse.shop = {}
stock.shop.tin.start.on_hand = 9
path.home.through = "warehouse.shop"
platform.haitao = { path = "home", commission = "10 %", payment_fee = "1 %" }
[market]
one = { platform = "haitao", orders.replay.times = ["25 h"] }
two = { platform = "haitao", orders.replay.times = ["25 h"] }
three = { platform = "haitao", orders.replay.times = ["25 h"] }
[promotion]
a = { days = { "11-11" = 1 }, market = "one", coupon = { off = "30 CNY", from = "100 CNY", funded_by = "supplier.maker" } }
b = { days = { "11-11" = 1 }, market = "two", coupon = { off = "40 CNY", funded_by = "seller" } }
c = { days = { "11-11" = 1 }, coupon.off = "20 CNY" }
d = { days = { "11-11" = 1 }, coupon = { off = "20 CNY", funded_by = "seller" } }
e = { days = { "11-11" = 1 }, coupon = { off = "90 CNY", from = "100.01 CNY" } }
f = { days = { "11-12" = 1 }, coupon.off = "90 CNY" }
"#);
    let (platform, maker) = (found.agent("platform", "haitao"), found.agent("supplier", "maker"));
    assert_eq!(ACCOUNTS.map(|account| found.balance(account)), [-210.0, 0.0, -50.0, 210.0, 0.0]);
    assert_eq!([maker, platform].map(|agent| found.balance(Account::Claim(agent))), [30.0, 20.0]);
    let markets = ["market.one", "market.two", "market.three", "total"];
    assert_eq!(markets.map(|of| found.kpi(of, "net_revenue")), [100.0, 60.0, 100.0, 260.0]);
    assert_eq!(markets.map(|of| found.kpi(of, "subsidy")), [30.0, 0.0, 20.0, 50.0]);
    assert_eq!(markets.map(|of| found.kpi(of, "contribution_margin")), [92.3, 53.4, 91.2, 236.9]);
    assert_eq!(["profit", "gmv"].map(|kpi| found.kpi("total", kpi)), [236.9, 300.0]);
}

/// The tin comes first: 30 x 50.10 / 150.10 is 10.01 (of 10.0133), so the mask has 19.99. The tin is lost, with its part of the
/// coupon. The payment fee is not given back: 1 % of 40.09 (0.40) and of 80.01 (0.80).
#[test]
fn a_line_that_is_lost_loses_its_part_of_the_coupon() {
    let found = run(r#"
run = { start = 2026-11-10, horizon = "9 d" }
product.mask.price = "100 CNY"
product.tin.price = "50.10 CNY"
warehouse = { near = {}, far = {} }
stock = { near.mask.start.on_hand = 9, far.tin.start.on_hand = 0 }
path = { bonded.through = "warehouse.near", direct.through = "warehouse.far" }
promotion.autumn = { days = { "11-10" = 1 }, coupon.off = "30 CNY" }
platform.haitao = { path.first_with_stock = ["bonded", "direct"], payment_fee = "1 %" }
market.town = { platform = "haitao", lines = 2, when_short = "lost", orders.replay.times = ["1 h"] }
"#);
    assert_eq!(found.outcomes(), [DELIVERED]);
    assert_eq!(found.orders()[0].units.count(), 1);
    assert_eq!(ACCOUNTS.map(|account| found.balance(account)), [-80.01, 0.0, -19.99, 80.01, 0.0]);
    assert_eq!(found.balance(Account::Claim(found.agent("platform", "haitao"))), 19.99);
    let of = ["total", "product.mask", "path.bonded", "market.town"];
    assert_eq!(of.map(|of| found.kpi(of, "net_revenue")), [100.0; 4]);
    assert_eq!(of.map(|of| found.kpi(of, "subsidy")), [19.99; 4]);
    assert_eq!(found.kpi("total", "profit"), 98.8);
}

/// 6 units of 1,000 CNY are declared as 5 and 1, since the coupon leaves the dutiable value as it is. They share it by units:
/// commission is 1 % of 4,958.3334 (49.58) and of 991.6666 (9.92), tax 9.1 % of 5,000 and of 1,000.
#[test]
fn an_order_that_is_split_shares_its_coupon_over_its_declarations() {
    let found = run(r#"
run = { start = 2026-11-10, horizon = "9 d" }
product.watch = { price = "1000 CNY", tax = "ordinary" }
warehouse.zone = {}
stock.zone.watch.start.on_hand = 9
customs.port.check = "1 h"
path.bonded = { regime = "1210", through = ["warehouse.zone", "customs.port"] }
platform.haitao = { path = "bonded", above_limit = "split", commission = "1 %" }
market.town = { platform = "haitao", units = 6, orders.replay.times = ["1 h"] }
promotion.autumn = { days = { "11-10" = 1 }, coupon.off = "50 CNY" }
"#);
    assert_eq!(found.outcomes(), [DELIVERED]);
    assert_eq!(found.costs(Part::Tax), [546.0]);
    assert_eq!(ACCOUNTS.map(|account| found.balance(account)), [-5950.0, 0.0, -50.0, 5950.0, 0.0]);
    assert_eq!(found.balance(Account::Commission(found.agent("platform", "haitao"))), 59.5);
}

/// A coupon is at most the price: at the checkout, and again when goods near their expiry are marked down from 40 to 20 CNY.
/// An order that is cancelled has none.
#[test]
fn a_coupon_is_never_more_than_the_goods() {
    let found = run(r#"
run = { start = 2026-11-10, horizon = "9 d" }
product.tin.price = "25 CNY"
product.milk = { price = "40 CNY", shelf_life = "10 d", near_expiry.share = "90 %", markdown = "50 %" }
warehouse.shop = {}
stock.shop = { tin.start.on_hand = 1, milk.start.on_hand = 1 }
path.home.through = "warehouse.shop"
platform.haitao = { path = "home", payment_fee = "1 %" }
promotion.autumn = { days = { "11-10..11-15" = 1 }, coupon.off = "30 CNY" }
market.one = { platform = "haitao", mix = ["tin"], patience = "3 h", orders.replay.times = ["1 h", "2 h"] }
market.two = { platform = "haitao", mix = ["milk"], orders.replay.times = ["3 d"] }
"#);
    assert_eq!(found.outcomes(), [DELIVERED, CANCELLED, DELIVERED]);
    assert_eq!(ACCOUNTS.map(|account| found.balance(account)), [0.0, 0.0, -45.0, 0.0, 0.0]);
    // 1 % of the 10 CNY that the milk costs when it is ordered.
    let platform = found.agent("platform", "haitao");
    assert_eq!([Account::PaymentFee(platform), Account::Claim(platform)].map(|of| found.balance(of)), [0.1, 45.0]);
    assert_eq!(["subsidy", "net_revenue"].map(|kpi| found.kpi("total", kpi)), [45.0, 45.0]);
}

/// Reservations pay the prices of the first day, 90 CNY, with its coupon; orders of the day before pay 100 CNY without it.
#[test]
fn what_is_reserved_has_the_coupon_of_the_first_day() {
    let found = run(r#"
run = { start = 2026-10-30, horizon = "4 d" }
product.tin.price = "100 CNY"
warehouse.shop = {}
stock.shop.tin.start.on_hand = 9000
path.home.through = "warehouse.shop"
platform.haitao.path = "home"
market.town = { platform = "haitao", orders.poisson.rate = "20 /d" }
[promotion.double-11]
days = { "11-01" = 3 }
price = "-10 %"
coupon.off = "30 CNY"
presale = { opens = "10-30 08:00", paid = "10-31 20:00", ships = "11-01", share = "100 %" }
"#);
    let [gmv, placed, subsidy, net] =
        ["gmv", "orders_placed", "subsidy", "net_revenue"].map(|kpi| found.kpi("total", kpi));
    let promoted = (100.0 * placed - gmv) / 10.0;
    assert!(promoted > 20.0 && promoted < placed, "{promoted} of {placed}");
    assert_eq!((subsidy, net, found.kpi("total", "revenue")), (30.0 * promoted, gmv, gmv - 30.0 * promoted));
}
