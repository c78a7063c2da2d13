//! Presales: reserved beforehand, paid at one instant at the prices of the promotion's first day, released at another.

use super::{HOUR, run};
use crate::record::{CANCELLED, DELIVERED};
use haitao::chain::Account;

/// Everything of the first day is sold before it: reserved from 30 October, 20:00, paid on 31 October, 20:00, with 15 % off
/// and a payment fee of 1 %, released at midnight. A parcel is picked in 2 h and delivered in 1 d: 4 + 2 + 24 = 30 hours
/// from payment to door, 4 of them waiting for the release. Orders at other times pay 100 CNY and take 26 hours.
const HAITAO: &str = r#"
run = { start = 2026-10-30, horizon = "4 d", drain = "3 d" }
product.tin = { price = "100 CNY" }
[promotion.double-11]
days = { "11-01" = 20 }
price = "-15 %"
presale = { opens = "10-30 20:00", paid = "10-31 20:00", ships = "11-01", share = "100 %" }
[warehouse.shop]
picking = "2 h"
pickers = "unlimited"
[courier.post]
transit = "1 d"
[path.home]
through = ["warehouse.shop", "courier.post"]
promise = "28 h"
[platform.haitao]
path = "home"
payment_fee = "1 %"
[market.town]
platform = "haitao"
orders.poisson.rate = "20 /d"
[stock.shop.tin]
start.on_hand = 9000
"#;

#[test]
fn presale_orders_are_paid_at_one_time_and_released_at_another() {
    let found = run(HAITAO);
    let orders = found.orders();
    let (before, others): (Vec<_>, Vec<_>) = orders.iter().partition(|order| order.price.parts() == 850_000);
    assert!(before.iter().all(|order| (order.hours, order.outcome) == (30.0, DELIVERED)));
    assert!(others.iter().all(|order| (order.hours, order.price.parts()) == (26.0, 1_000_000)));
    let rows = &found.found.rows.orders;
    for row in rows {
        let early = row.placed_us == 44 * HOUR;
        assert_eq!(row.price, if early { 850_000 } else { 1_000_000 });
        assert_eq!(row.stage_us[0], if early { 4 * HOUR } else { 0 });
        assert!(early || !(48 * HOUR..72 * HOUR).contains(&row.placed_us), "the first day is sold out");
    }
    // 400 orders of the first day, and 3 x 20 of the others; 4.5 standard deviations.
    let (many, few) = (i64::try_from(before.len()).unwrap(), i64::try_from(others.len()).unwrap());
    assert!((310..=490).contains(&many) && (26..=94).contains(&few), "{many} and {few} orders");
    // 1 % of 85 CNY and of 100 CNY.
    let platform = found.agent("platform", "haitao");
    let fees = found.balance(Account::PaymentFee(platform));
    let number = |count: i64| f64::from(i32::try_from(count).unwrap());
    // The other orders go on after the window.
    let others = fees - number(many) * 0.85;
    assert!((others - others.round()).abs() < 1e-6 && others.round() >= number(few), "{fees} CNY of fees");
    // The promise counts from the payment: 30 hours are too late, 26 are not.
    let share = found.kpi("market.town", "on_time_share");
    let expected = number(few) / number(many + few);
    assert!((share - expected).abs() < 1e-12, "{share} on time, not {expected}");
}

/// Patience begins with the release: with nothing in stock, presale orders end 4 + 3 hours after their payment.
#[test]
fn patience_begins_with_the_release() {
    for (key, from) in [
        ("platform = \"haitao\"\npatience = \"3 h\"", "platform = \"haitao\""),
        ("promise = \"28 h\"\npatience = \"3 h\"", "promise = \"28 h\""),
    ] {
        let found = run(&HAITAO.replace(from, key).replace("on_hand = 9000", "on_hand = 0"));
        let orders = found.orders();
        assert!(orders.iter().all(|order| order.outcome == CANCELLED));
        for row in &found.found.rows.orders {
            let hours = (row.ended_us - row.placed_us) / HOUR;
            assert_eq!(hours, if row.placed_us == 44 * HOUR { 7 } else { 3 });
        }
    }
}
