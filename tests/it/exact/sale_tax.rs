//! Prices that include the tax on a sale, and tax that the buyer pays on top.

use super::run;
use crate::record::{DELIVERED, REFUSED, SPOILT};
use haitao::chain::{Account, Part};

/// 50 ml are high-end from a dutiable value of 500 CNY: 545.50 / 1.091. At 545.49 the tax is 45.50 (of 45.4992), 9.1 / 109.1 of
/// the price; at 545.50 it is 102.22 (of 102.2161), 19.6 / 104.6 of the price, with the consumption tax. Delivery includes tax,
/// too: of 99.10 and 10 the tax is 9.10.
#[test]
fn an_inclusive_price_is_ordinary_until_its_dutiable_value_reaches_the_threshold() {
    let found = run(r#"
run = { start = 2026-11-10, horizon = "5 d" }
product.cream = { price = "545.49 CNY", tax = "cosmetics", content = "50 ml" }
product.serum = { price = "545.50 CNY", tax = "cosmetics", content = "50 ml" }
product.tin = { price = "99.10 CNY", tax = "ordinary" }
warehouse.zone = {}
stock.zone.all.start.on_hand = 9
customs.port.check = "1 h"
path.bonded = { regime = "1210", through = ["warehouse.zone", "customs.port"] }
platform.haitao = { path = "bonded", tax = "included", delivery_fee = { fee = "10 CNY", free_from = "199 CNY" } }
market.one = { platform = "haitao", mix = ["cream"], orders.replay.times = ["1 h"] }
market.two = { platform = "haitao", mix = ["serum"], orders.replay.times = ["2 h"] }
market.three = { platform = "haitao", mix = ["tin"], orders.replay.times = ["3 h"] }
"#);
    // The markets by name: one, three, two.
    assert_eq!(found.costs(Part::Tax), [45.5, 9.1, 102.22]);
    let accounts = [Account::Revenue, Account::Delivery, Account::TaxOnTop, Account::Receivable, Account::Deferred];
    assert_eq!(accounts.map(|account| found.balance(account)), [-1190.09, -10.0, 0.0, 1200.09, 0.0]);
    let markets = ["market.one", "market.two", "market.three"];
    assert_eq!(markets.map(|of| found.kpi(of, "net_revenue")), [545.49, 545.5, 109.1]);
    assert_eq!(markets.map(|of| found.kpi(of, "gross_margin")), [499.99, 443.28, 100.0]);
    assert_eq!(found.kpi("total", "profit"), 1043.27);
}

/// 2 x 2,727.50 CNY is a dutiable value of 5,000 CNY, the limit of an order: the tax is 455 CNY. Two fen more are refused.
#[test]
fn the_dutiable_value_of_an_inclusive_price_is_compared_with_the_limit() {
    let priced = |price: &str, tax: &str| {
        run(&format!(
            r#"
run = {{ start = 2026-11-10, horizon = "5 d" }}
product.watch = {{ price = "{price}", tax = "ordinary" }}
warehouse.zone = {{}}
stock.zone.watch.start.on_hand = 9
customs.port.check = "1 h"
path.bonded = {{ regime = "1210", through = ["warehouse.zone", "customs.port"] }}
platform.haitao = {{ path = "bonded"{tax} }}
market.town = {{ platform = "haitao", units = 2, orders.replay.times = ["1 h"] }}
"#
        ))
    };
    let found = priced("2727.50 CNY", ", tax = \"included\"");
    assert_eq!((found.outcomes(), found.costs(Part::Tax)), (vec![DELIVERED], vec![455.0]));
    assert_eq!(priced("2727.51 CNY", ", tax = \"included\"").outcomes(), [REFUSED]);
    assert_eq!(priced("2727.50 CNY", "").outcomes(), [REFUSED]);
}

/// 10 units of 1,091 CNY, 1,000 CNY without tax, are declared as 5 and 5: the tax is 455 CNY each time.
#[test]
fn an_order_above_the_limit_is_split_by_dutiable_values() {
    let found = run(r#"
run = { start = 2026-11-10, horizon = "5 d" }
product.watch = { price = "1091 CNY", tax = "ordinary" }
warehouse.zone = {}
stock.zone.watch.start.on_hand = 20
customs.port.price = "1 CNY/parcel"
path.bonded = { regime = "9610", through = ["warehouse.zone", "customs.port"] }
platform.haitao = { path = "bonded", above_limit = "split", tax = "included" }
market.town = { platform = "haitao", units = 10, orders.replay.times = ["1 h"] }
"#);
    assert_eq!((found.outcomes(), found.costs(Part::Tax)), (vec![DELIVERED], vec![910.0]));
    assert_eq!(found.costs(Part::Handling), [2.0]);
    assert_eq!(["net_revenue", "gross_margin"].map(|kpi| found.kpi("total", kpi)), [10_910.0, 10_000.0]);
}

/// Personal articles at 20 %: of 300 CNY the tax would be 50 CNY, which is waived; of 360 CNY it is 60 CNY.
#[test]
fn a_small_tax_on_personal_articles_is_waived_although_the_price_includes_it() {
    let found = run(r#"
run = { start = 2026-11-10, horizon = "5 d" }
product.tin = { price = "300 CNY", tax = "ordinary" }
product.can = { price = "360 CNY", tax = "ordinary" }
warehouse.far = {}
stock.far.all.start.on_hand = 9
customs.port.check = "1 h"
path.post = { regime = "personal", through = ["warehouse.far", "customs.port"] }
platform.haitao = { path = "post", tax = "included" }
market.one = { platform = "haitao", mix = ["tin"], orders.replay.times = ["1 h"] }
market.two = { platform = "haitao", mix = ["can"], orders.replay.times = ["2 h"] }
"#);
    assert_eq!(found.costs(Part::Tax), [0.0, 60.0]);
}

/// The tax is 9.1 % of 100 CNY and 10 CNY for delivery: 10.01, whatever the coupon. The buyer pays 110 - 30 + 10.01. The payment
/// fee is 0.80 and 0.10 (of 0.1001), the commission 5 % of 70.
#[test]
fn tax_on_top_costs_the_seller_only_the_payment_fee_on_it() {
    let found = run(r#"
run = { start = 2026-11-10, horizon = "5 d" }
product.tin = { price = "100 CNY", tax = "ordinary" }
warehouse.zone = {}
stock.zone.tin.start.on_hand = 9
customs.port.check = "1 h"
path.bonded = { regime = "1210", through = ["warehouse.zone", "customs.port"] }
platform.haitao = { path = "bonded", tax = "on_top", delivery_fee.fee = "10 CNY", payment_fee = "1 %", commission = "5 %" }
market.town = { platform = "haitao", orders.replay.times = ["1 h"] }
promotion.autumn = { days = { "11-10" = 1 }, coupon.off = "30 CNY" }
"#);
    assert_eq!(found.costs(Part::Tax), [10.01]);
    let accounts = [Account::Revenue, Account::Delivery, Account::Subsidy, Account::TaxOnTop, Account::Receivable];
    assert_eq!(accounts.map(|account| found.balance(account)), [-70.0, -10.0, -30.0, -10.01, 90.01]);
    let platform = found.agent("platform", "haitao");
    let fees = [Account::PaymentFee(platform), Account::Commission(platform), Account::Deferred];
    assert_eq!(fees.map(|account| found.balance(account)), [0.9, 3.5, 0.0]);
    let money = ["revenue", "net_revenue", "gross_margin", "contribution_margin", "profit", "landed_tax_per_order"];
    assert_eq!(money.map(|kpi| found.kpi("total", kpi)), [90.01, 110.0, 110.0, 105.6, 105.6, 10.01]);
    assert_eq!(["product.tin", "path.bonded"].map(|of| found.kpi(of, "contribution_margin")), [105.6; 2]);
    assert_eq!(found.kpi("total", "profit_share"), 105.6 / 110.0);
}

/// Goods that are spoilt after customs: the buyer gets everything back, the tax of 9.10 and the payment fee are lost.
#[test]
fn tax_on_top_is_refunded_with_the_price() {
    let found = run(r#"
run = { start = 2026-11-10, horizon = "5 d" }
product.tin = { price = "100 CNY", tax = "ordinary" }
warehouse.zone = {}
stock.zone.tin.start.on_hand = 9
customs.port.check = "1 h"
lane.van.damage = "100 %"
path.bonded = { regime = "1210", through = ["warehouse.zone", "customs.port", "lane.van"] }
platform.haitao = { path = "bonded", tax = "on_top", payment_fee = "1 %" }
market.town = { platform = "haitao", orders.replay.times = ["1 h"] }
"#);
    assert_eq!(found.outcomes(), [SPOILT]);
    let accounts = [Account::Revenue, Account::TaxOnTop, Account::Receivable, Account::Deferred];
    assert_eq!(accounts.map(|account| found.balance(account)), [0.0; 4]);
    assert_eq!(found.kpi("total", "profit"), -10.19);
}
