//! The four kinds of pause on a serial line, worked out period by period.
//!
//! Stage 3 is replenished from outside, 2 from 3, 1 from 2; goods are in transit for 2, 1 and 1 days. A consumer orders 5
//! units from stage 1 every day, after the day's arrivals, from day 1 on. Each stage keeps its position (on hand plus on order
//! less owed) at its base stock: 10, 10 and 15. It is reviewed once a day, after arrivals and demand; its orders and shipments
//! happen at the same instant. So in steady state, at the end of each day from day 3 on,
//!
//! | | on hand | owed | on order |
//! |---|---|---|---|
//! | stage 1 | 5 | 0 | 5 |
//! | stage 2 | 5 | 0 | 5 |
//! | stage 3 | 5 | 0 | 10 |
//!
//! A shock strikes stage 2, or the lane that leads to it, on days 4 and 5, and is over when day 6 begins. The sequence of a
//! day is: the shock begins or ends, goods arrive, the consumer orders, the stages are reviewed.
//!
//! # Source
//! The four kinds of disruption (of orders, shipments, goods in transit, receipts) are those of Snyder and Shen,
//! Fundamentals of Supply Chain Theory (2nd ed.), and of `stockpyl`; the traces are worked out below.

use super::{run, shock};

const LINE: &str = r#"
haitao = "1"
run = { horizon = "12 d", drain = "0 d" }
product.item = {}
supplier.outside = {}
[lane]
to-three = { transit = "2 d" }
to-two = { transit = "1 d" }
to-one = { transit = "1 d" }
[warehouse]
one = {}
two = {}
three = {}
[market.town]
orders.every = "1 d"
units = 5
through = "warehouse.one"
[stock.one.item]
source = ["warehouse.two", "lane.to-one"]
replenish.base_stock.S = 10
[stock.two.item]
source = ["warehouse.three", "lane.to-two"]
replenish.base_stock.S = 10
[stock.three.item]
source = ["supplier.outside", "lane.to-three"]
replenish.base_stock.S = 15
"#;

/// On hand, owed and on order of the three stages at the end of a day.
type Day = [[i64; 3]; 3];

const AT_REST: Day = [[5, 0, 5], [5, 0, 5], [5, 0, 10]];

/// Returns the days from 3 on, under a shock on days 4 and 5.
fn days(shock: &str) -> Vec<Day> {
    let rows = run(&format!("{LINE}{shock}")).rows.stock;
    let at = |stock_point: &str, day: i64| {
        let last = rows.iter().rfind(|row| row.stock_point == stock_point && row.time_us <= day * 86_400_000_000);
        last.map_or([0; 3], |row| [row.on_hand, row.backorders, row.on_order])
    };
    (3..=11).map(|day| ["one.item", "two.item", "three.item"].map(|stock_point| at(stock_point, day))).collect()
}

fn struck(who: &str, pauses: &str) -> Vec<Day> {
    days(&shock("x", who, "4 d", "2 d", &format!("pauses = \"{pauses}\"")))
}

#[test]
fn without_a_shock_the_line_is_in_steady_state() {
    assert_eq!(days(""), [AT_REST; 9]);
}

/// Stage 2 places no orders.
///
/// Day 4: 2 has 5 + 5 and ships 5; it orders nothing. 3 has 5 + 5, ships nothing, and has 5 on order: its position is 15.
/// Day 5: nothing is in transit to 2: it ships its last 5. 3 receives 5 more and has 15.
/// Day 6: 2 is reviewed again, and 1 orders 5 that it does not have: it orders 10 + 5. 3 ships 15 and orders 15. 1 has 5 + 5
/// - 5.
/// Day 7: 15 reach 2: 5 go to 1 for the amount owed. 1 has received nothing, sells its last 5 and orders 5: 2 ships them,
/// keeps 5, and orders 5 that 3 owes: 3 has 15 + 5 on order.
/// Day 8: 10 reach 1: 10 - 5. 15 reach 3, of which 5 go to 2 for the amount owed. 2 ships its 5 and orders 5: 3 ships them,
/// keeps 5, and orders 5: 5 of day 7 and 5 of day 8.
/// Day 9: 10 reach 2, which ships 5 and orders 5; 5 reach 3, which ships 5: steady state again.
#[test]
fn orders() {
    let day_4 = [[5, 0, 5], [5, 0, 0], [10, 0, 5]];
    let day_5 = [[5, 0, 5], [0, 0, 0], [15, 0, 0]];
    let day_6 = [[5, 0, 5], [0, 5, 15], [0, 0, 15]];
    let day_7 = [[0, 0, 10], [5, 0, 5], [0, 5, 20]];
    let day_8 = [[5, 0, 5], [0, 0, 10], [5, 0, 10]];
    let expected = [AT_REST, day_4, day_5, day_6, day_7, day_8, AT_REST, AT_REST, AT_REST];
    assert_eq!(struck("warehouse.two", "orders"), expected);
}

/// Nothing leaves stage 2.
///
/// Day 4: 2 has 5 + 5 and owes the 5 that 1 orders. Its position still falls: it orders 5, and 3 ships them.
/// Day 5: 2 has 10 + 5 and owes 10; it orders 5. 1 receives nothing and sells its last 5.
/// Day 6: as the day begins 2 ships 10. Then 5 arrive, and 1 orders 5 more, since the consumer now waits for 5: 2 ships them
/// and has 5 + 5 - 5.
/// Day 7: 15 reach 1: 5 for the consumer of day 6, 5 for that of day 7, 5 remain.
#[test]
fn shipping() {
    let day_4 = [[5, 0, 5], [10, 5, 5], [5, 0, 10]];
    let day_5 = [[0, 0, 10], [15, 10, 5], [5, 0, 10]];
    let day_6 = [[0, 5, 15], [5, 0, 5], [5, 0, 10]];
    let expected = [AT_REST, day_4, day_5, day_6, AT_REST, AT_REST, AT_REST, AT_REST, AT_REST];
    assert_eq!(struck("warehouse.two", "shipping"), expected);
}

/// Goods in transit to stage 2 stop.
///
/// Day 4: the 5 that are due stop. 2 ships its 5 and orders 5; 3 ships them, and they stop too.
/// Day 5: 2 owes 5 and orders 5, which stop as well: 15 are on order.
/// Day 6: the 5 that were due on day 4 arrive, and go to 1 for the amount owed. 1 sells its last 5. 2 owes the next 5 and
/// orders 5: 15 are on order again.
/// Day 7: the shipments of days 4 and 5 have completed their whole day, and so has that of day 6: 15 arrive, of which 5 go
/// to 1 for the amount owed. 1 receives 5 and sells them; 2 ships 5 more and keeps 5.
/// Day 8: 10 reach 1, which sells 5: steady state again.
#[test]
fn transit() {
    let day_4 = [[5, 0, 5], [0, 0, 10], [5, 0, 10]];
    let day_5 = [[5, 0, 5], [0, 5, 15], [5, 0, 10]];
    let day_6 = [[0, 0, 10], [0, 5, 15], [5, 0, 10]];
    let day_7 = [[0, 0, 10], [5, 0, 5], [5, 0, 10]];
    let expected = [AT_REST, day_4, day_5, day_6, day_7, AT_REST, AT_REST, AT_REST, AT_REST];
    assert_eq!(struck("lane.to-two", "transit"), expected);
}

/// Nothing is put away at stage 2.
///
/// Days 4 and 5 are as for goods stopped in transit, except that goods wait at the dock.
/// Day 6: as the day begins the 10 at the dock are put away, and 5 go to 1 for the amount owed. Then the 5 that left on day
/// 5 arrive: 2 has 10, ships 5 and orders 5. 1 sells its last 5.
/// Day 7: 10 reach 1, which sells 5: steady state again, a day earlier than if the goods had stopped in transit.
#[test]
fn receipt() {
    let day_4 = [[5, 0, 5], [0, 0, 10], [5, 0, 10]];
    let day_5 = [[5, 0, 5], [0, 5, 15], [5, 0, 10]];
    let day_6 = [[0, 0, 10], [5, 0, 5], [5, 0, 10]];
    let expected = [AT_REST, day_4, day_5, day_6, AT_REST, AT_REST, AT_REST, AT_REST, AT_REST];
    assert_eq!(struck("warehouse.two", "receipt"), expected);
}
