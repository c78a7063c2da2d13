//! Cash: who is paid when, how low the balance falls, and how long buyers owe what they pay.

use super::{Run, run};
use crate::record::CANCELLED;
use haitao::chain::Account;
use haitao::output::series_frame;
use haitao::study::{Plan, replicate};
use haitao::table::Values;

fn near<const N: usize>(found: [f64; N], truth: [f64; N]) {
    let far = found.iter().zip(truth).any(|(found, truth)| (found - truth).abs() > 1e-9);
    assert!(!far, "{found:?} instead of {truth:?}");
}

const CASH: [&str; 3] = ["cash_lowest", "cash_at_end", "dso_days"];

fn cash(found: &Run, subject: &str) -> [f64; 3] {
    CASH.map(|kpi| found.kpi(subject, kpi))
}

/// Ten units are ordered on day 0 (ordering costs 15 CNY), shipped on day 2 and paid 5 days later: 400 CNY. Orders of 100 CNY are
/// placed on days 4 and 10, with a payment fee of 1 CNY. A courier takes them at once for 6 CNY and delivers 2 days later, with a
/// commission of 3 CNY.
fn shop(settles: &str, rest: &str) -> Run {
    run(&format!(
        r#"
run = {{ start = 2026-11-01, horizon = "40 d", drain = "30 d" }}
series.every = "1 d"
product.tin = {{ price = "100 CNY", cost = "40 CNY" }}
supplier.maker = {{ lead_time = "2 d", pay_after = "5 d" }}
warehouse.shop = {{}}
courier.post = {{ transit = "2 d", price = "6 CNY/parcel" }}
path.home.through = ["warehouse.shop", "courier.post"]
platform.haitao = {{ path = "home", commission = "3 %", payment_fee = "1 %"{settles} }}
market.town = {{ platform = "haitao", orders.replay.times = ["4 d", "10 d"] }}
stock.shop.tin = {{ source = "supplier.maker", order_cost = "15 CNY", replenish.fixed_schedule = {{ times = ["0 d"], units = [10] }} }}
{rest}
"#
    ))
}

/// Returns the balance of cash at the days of the series.
fn balances(found: &Run) -> Vec<f64> {
    let study = replicate(&found.scenario, &Plan { replications: 0..1, seed: 1, threads: 1 });
    let frame = series_frame(&found.scenario, &study).expect("a series");
    let column = |name: &str| &frame.columns().iter().find(|column| column.0 == name).expect("a column").1;
    let (Values::Words(quantity, words), Values::F64(mean)) = (column("quantity"), column("mean")) else {
        panic!("words and numbers")
    };
    let is_cash = |place: &u32| words[usize::try_from(*place).expect("32 bits")] == "cash";
    quantity.iter().zip(mean).filter(|(place, _)| is_cash(place)).map(|(_, mean)| *mean).collect()
}

/// Settlements come on days 26 and 32. Receivables: 100 CNY for 22 days, twice.
#[test]
fn a_platform_settles_a_fixed_time_after_delivery() {
    let found = shop(", settles = \"20 d\"", "");
    near(cash(&found, "total"), [-435.0, -235.0, 22.0]);
    let mut days = vec![-15.0; 4];
    days.extend([-22.0; 2]); // 4: the payment fee and the courier
    days.push(-25.0); // 6: the commission
    days.extend([-425.0; 3]); // 7: the supplier
    days.extend([-432.0; 2]); // 10
    days.extend([-435.0; 14]); // 12
    days.extend([-335.0; 6]); // 26
    days.extend([-235.0; 9]); // 32
    assert_eq!(balances(&found), days);
    near([Account::Receivable, Account::Cash].map(|account| found.balance(account)), [0.0, -200.0]);
    near(["revenue", "profit"].map(|kpi| found.kpi("total", kpi)), [200.0, 85.0]);
    // Stock of 400 CNY for 2 days, 360 for 6, 320 for 30; 80 CNY sold. The supplier waits 5 days for 400 CNY.
    near([found.kpi("total", "cash_to_cash_days")], [(800.0 + 2160.0 + 9600.0) / 80.0 + 22.0 - 5.0]);
}

/// A coupon takes 10 CNY off the first order: the buyer owes 90 CNY, and from the delivery on the platform owes 100, which it pays
/// on day 26. Payment fee and commission are 0.40 CNY less. Receivables: 90 CNY for 2 days, 100 for 20, 100 for 22.
#[test]
fn a_platform_settles_what_a_coupon_took_off() {
    let found = shop(", settles = \"20 d\"", "promotion.sale = { days = { \"11-05\" = 1 }, coupon.off = \"10 CNY\" }");
    near(cash(&found, "total"), [-434.6, -234.6, 21.9]);
    near([Account::Receivable, Account::Subsidy, Account::Revenue].map(|of| found.balance(of)), [0.0, -10.0, -190.0]);
    near(["revenue", "net_revenue", "profit"].map(|kpi| found.kpi("total", kpi)), [200.0, 200.0, 85.4]);
}

/// Nothing else changes, and there are no figures of cash, without the time of settlement.
#[test]
fn without_settlement_there_is_no_cash() {
    let (with, without) = (shop(", settles = \"20 d\"", ""), shop("", ""));
    for (subject, kpi, value) in &without.found.values {
        let same = with.found.values.iter().find(|(of, name, _)| (of, name) == (subject, kpi));
        assert!(same.is_some_and(|(.., other)| other == value) || *kpi == "cash_to_cash_days", "{subject}:{kpi}");
    }
    let added = with.found.values.len() - without.found.values.len();
    assert_eq!(added, CASH.len());
    assert!(balances(&without).is_empty());
    near([Account::Receivable, Account::Cash].map(|account| without.balance(account)), [200.0, -400.0]);
}

/// Money that arrives at once still comes after delivery: receivables of 100 CNY for 2 days, twice. By day 7, when
/// the supplier is paid, 25 CNY are spent and 100 CNY are there; the lowest balance comes with the second order.
#[test]
fn a_settlement_may_be_immediate() {
    let found = shop(", settles = \"0 d\"", "");
    near(cash(&found, "total"), [-332.0, -235.0, 2.0]);
    assert_eq!(balances(&found)[5..9], [-22.0, 75.0, -325.0, -325.0]);
}

/// What is due after the horizon is not in the window: the second order, delivered on day 12, is paid on day 42. The first one was
/// owed from day 4 to 36, the second for 30 days of the window.
#[test]
fn a_settlement_after_the_horizon_is_still_owed() {
    let found = shop(", settles = \"30 d\"", "");
    near(cash(&found, "total"), [-435.0, -335.0, 31.0]);
    assert_eq!(balances(&found)[35..37], [-435.0, -335.0]);
}

/// From day 8 to 27 the balance is lowest from day 12 on and ends after the first settlement, on day 26; receivables: the first
/// order from day 8 to 26, the second from day 10 on. Only the second is revenue of the window.
#[test]
fn a_window_has_a_lowest_balance_of_its_own() {
    let found =
        shop(", settles = \"20 d\"", "window = { first.between = \"11-01..11-08\", late.between = \"11-09..11-27\" }");
    near(cash(&found, "window.first"), [-425.0, -425.0, 4.0]);
    near(cash(&found, "window.late"), [-435.0, -335.0, (18.0 + 17.0)]);
    near(cash(&found, "total"), [-435.0, -235.0, 22.0]);
}

/// Two units are asked for, one is there: the other is refunded at once, and 30 CNY are settled. Of the other order nothing comes;
/// it is cancelled after 3 hours, 100 CNY of receivables for an eighth of a day. 30 CNY stand for 20 days.
#[test]
fn what_was_refunded_is_not_settled() {
    let found = run(r#"
run = { start = 2026-11-01, horizon = "40 d" }
product = { tin.price = "30 CNY", mask.price = "100 CNY" }
warehouse.shop = {}
path.home.through = "warehouse.shop"
platform.haitao = { path = "home", settles = "20 d" }
[market]
one = { platform = "haitao", units = 2, mix = "tin", when_short = "lost", orders.replay.times = ["1 d"] }
two = { platform = "haitao", mix = "mask", patience = "3 h", orders.replay.times = ["2 d"] }
[stock.shop]
tin.start.on_hand = 1
mask.start.on_hand = 0
"#);
    assert_eq!(found.outcomes()[1], CANCELLED);
    near(cash(&found, "total"), [0.0, 30.0, (30.0 * 20.0 + 100.0 / 8.0) / 30.0]);
}

/// Wages of 10 CNY an hour from 8 to 18 h and a rent of 24 CNY a day are paid as time passes. The order of
/// hour 24 is picked at hour 32, when the shift begins, and its money comes at hour 68: 68 CNY of rent and three shifts have been
/// paid by then, and the balance is lowest just before.
#[test]
fn wages_and_rent_are_paid_as_time_passes() {
    let found = run(r#"
run = { start = 2026-11-01, horizon = "4 d" }
place.ningbo.country = "CN"
product.tin.price = "1000 CNY"
path.home.through = "warehouse.shop"
platform.haitao = { path = "home", settles = "36 h" }
market.town = { platform = "haitao", orders.replay.times = ["24 h"] }
stock.shop.tin.start.on_hand = 1
[warehouse.shop]
at = "ningbo"
hours = "08:00-18:00"
picking = "0 h"
pickers = 1
wage = "10 CNY/h"
rent = "24 CNY/d"
"#);
    near(cash(&found, "total"), [-368.0, 1000.0 - 96.0 - 400.0, 44.0 / 24.0]);
}

/// Suppliers that state no time of payment are never paid, and platforms that do not settle never pay.
#[test]
fn debts_without_a_time_stay_open() {
    let found = run(r#"
run = { start = 2026-11-01, horizon = "10 d" }
product.tin = { price = "30 CNY", cost = "10 CNY" }
supplier.maker.lead_time = "1 d"
warehouse.shop = {}
path.home.through = "warehouse.shop"
platform = { haitao = { path = "home", settles = "1 d" }, other.path = "home" }
[market]
one = { platform = "haitao", orders.replay.times = ["2 d"] }
two = { platform = "other", orders.replay.times = ["2 d"] }
[stock.shop]
tin = { source = "supplier.maker", replenish.fixed_schedule = { times = ["0 d"], units = [2] } }
"#);
    near(cash(&found, "total"), [0.0, 30.0, (30.0 + 30.0 * 8.0) / 60.0]);
}
