//! Replenishment policies, worked out by hand: what they order, when, in which lots and from which source.

use super::{Run, run};
use haitao::chain::Account;

/// Returns on hand less backorders of a stock point at the end of each period, if everything happens at whole days from day
/// 0 on.
fn net(found: &Run, stock_point: &str, days: u32) -> Vec<i64> {
    let levels = found.levels(stock_point);
    let at = |day: u32| levels.iter().rev().find(|level| level.0 <= 24.0 * f64::from(day)).expect("a level");
    (0..days).map(at).map(|(_, on_hand, backorders, _)| on_hand - backorders).collect()
}

/// Three stages in series, local base stocks, ten periods. Orders go upstream, then shipments downstream, then costs are
/// charged; goods in transit are charged at the rate of the sender.
#[test]
fn three_stages_in_series_by_hand() {
    let found = run(r#"
run = { horizon = "10 d", drain = "0 d", instant = ["demands", "reviews", "arrivals"] }
product.item = {}
warehouse = { three = {}, two = {}, one = {} }
supplier.outside = {}
lane = { to-three = { transit = "2 d" }, to-two = { transit = "1 d", holding = "2 CNY/unit/d" }, to-one = { transit = "1 d", holding = "4 CNY/unit/d" } }
market.town = { through = "warehouse.one", orders.replay = { times = ["0 d", "1 d", "2 d", "3 d", "4 d", "5 d", "6 d", "7 d", "8 d", "9 d"], units = [5, 4, 6, 5, 3, 7, 5, 8, 2, 5] } }
[stock]
three.item = { source = ["supplier.outside", "lane.to-three"], replenish.base_stock.S = 11, holding = "2 CNY/unit/d" }
two.item = { source = ["warehouse.three", "lane.to-two"], replenish.base_stock.S = 6, holding = "4 CNY/unit/d" }
one.item = { source = ["warehouse.two", "lane.to-one"], replenish.base_stock.S = 7, holding = "7 CNY/unit/d", shortage = "37.12 CNY/unit/d" }
"#);
    assert_eq!(net(&found, "one.item", 10), [2, 3, 1, 2, 4, 0, 1, -1, 2, 2]);
    assert_eq!(net(&found, "two.item", 10), [1, 2, 0, 1, 3, -1, 1, -3, 2, 1]);
    assert_eq!(net(&found, "three.item", 10), [6, 2, 1, 0, 3, 1, -1, -2, 1, 4]);
    assert_eq!(found.kpi("total", "cost_per_day"), 53.612);
    // 7, 4 and 2 on the shelves, 2 and 4 in transit, 37.12 for one unit short in one period.
    assert_eq!(found.balance(Account::Transit(found.agent("lane", "to-two"))), 2.0 * 50.0);
    assert_eq!(found.balance(Account::Transit(found.agent("lane", "to-one"))), 4.0 * 50.0);
    assert_eq!(found.kpi("lane.to-one", "holding_cost_per_day"), 20.0);
    assert_eq!(found.kpi("total", "cost_per_day_holding"), (119.0 + 44.0 + 36.0 + 300.0) / 10.0);
}

/// A model of anyLogistix: goods come to a centre from an unlimited source, and go to customers, with the same transit time
/// on both trips.
struct Published<'a> {
    replenish: &'a str,
    start: u32,
    lead_time: &'a str,
    customers: &'a [u32],
}

/// Returns final stock, holding cost, units received, transport cost, revenue.
fn published(model: &Published<'_>) -> [f64; 5] {
    let Published { replenish, start, lead_time, customers } = *model;
    let markets: String = customers
        .iter()
        .map(|units| {
            format!(
                r#"
[market.customer-{units}]
through = ["warehouse.centre", "lane.out"]
orders.every = "2 d"
orders.first = "0 d"
units = {units}
when_short = "lost"
"#
            )
        })
        .collect();
    let found = run(&format!(
        r#"
run = {{ horizon = "59 d", drain = "0 d" }}
product.item = {{ price = "250 CNY", cost = "200 CNY" }}
warehouse.centre = {{}}
supplier.works = {{}}
default.lane = {{ transit = "{lead_time}", price = "10 CNY/shipment" }}
lane = {{ in = {{}}, out = {{}} }}
{markets}
[stock.centre.item]
source = ["supplier.works", "lane.in"]
{replenish}
start.on_hand = {start}
holding = "0.20 CNY/unit/d"
"#
    ));
    let (_, stock, ..) = *found.levels("centre.item").last().expect("a level");
    [
        f64::from(u32::try_from(stock).expect("no backorders")),
        found.kpi("total", "cost_per_day_holding") * 59.0,
        found.kpi("total", "purchases"),
        found.owed_to("lane", "in") + found.owed_to("lane", "out"),
        found.kpi("total", "revenue"),
    ]
}

/// The deterministic models as published by anyLogistix.
#[test]
fn deterministic_models_as_published() {
    let check = |model: &Published<'_>, truth: [f64; 5], total: f64| {
        let found = published(model);
        found.iter().zip(truth).for_each(|(found, truth)| assert!((found - truth).abs() < 1e-6, "{found} not {truth}"));
        assert!((found[1] + found[2] + found[3] - total).abs() < 1e-6);
    };
    let lot = "replenish.r_Q = { r = 500, Q = 500 }";
    let m1 = Published { replenish: lot, start: 1000, lead_time: "2 d", customers: &[120] };
    check(&m1, [400.0, 7600.0, 600_000.0, 370.0, 900_000.0], 607_970.0);
    let m2 = Published { customers: &[120, 80], ..m1 };
    check(&m2, [500.0, 7100.0, 1_100_000.0, 720.0, 1_500_000.0], 1_107_820.0);
    let min_max = "replenish.s_S = { s = 200, S = 500 }\nsafety_stock = 100";
    let m4 = Published { replenish: min_max, start: 500, lead_time: "1 d", customers: &[120, 80] };
    check(&m4, [400.0, 4740.0, 1_180_000.0, 750.0, 1_500_000.0], 1_185_490.0);
}

/// Returns the orders of a stock row, seen as increases of its on-order level: hour and units.
fn ordered(replenish: &str, rest: &str) -> Vec<(f64, i64)> {
    let found = run(&format!(
        r#"
run = {{ horizon = "20 d", drain = "0 d" }}
product.item = {{ volume = "2 m3", weight = "10 kg" }}
warehouse.shop = {{}}
supplier.maker = {{ lead_time = "100 d" }}
market.town = {{ through = "warehouse.shop", orders.replay = {{ times = ["1 d", "2 d", "9 d"], units = [4, 6, 5] }} }}
[stock.shop.item]
source = "supplier.maker"
{replenish}
{rest}
"#
    ));
    let levels = found.levels("shop.item");
    let first = levels.first().map(|level| (level.0, level.3));
    let rises = levels.windows(2).map(|pair| (pair[1].0, pair[1].3 - pair[0].3));
    first.into_iter().chain(rises).filter(|(_, units)| *units > 0).collect()
}

#[test]
fn policies_order_what_they_should() {
    let on_hand = "start.on_hand = 20";
    assert_eq!(ordered("replenish.periodic_R_S = { R = \"5 d\", S = 20 }", on_hand), [(120.0, 10), (240.0, 5)]);
    // Time 0 is a Monday; orders are placed at 9:00 on a Friday.
    assert_eq!(ordered("replenish.periodic_R_S = { R = \"fri 09:00\", S = 20 }", on_hand), [(105.0, 10), (273.0, 5)]);
    let every = [(0.0, 3), (168.0, 3), (336.0, 3)];
    assert_eq!(ordered("replenish.periodic_R_Q = { R = \"1 w\", Q = 3 }", on_hand), every);
    assert_eq!(ordered("replenish.periodic_T_Q = { T = \"1 w\", Q = 3 }", on_hand), every);
    let plan = "replenish.fixed_schedule = { times = [\"0 d\", \"3 d\", \"3 d\"], units = [7, 1, 2] }";
    assert_eq!(ordered(plan, ""), [(0.0, 7), (72.0, 3)]);
    let demanded = [(24.0, 4), (48.0, 6), (216.0, 5)];
    assert_eq!(ordered("replenish = \"order_on_demand\"", ""), demanded);
    assert_eq!(ordered("replenish = \"cross_dock\"", ""), demanded);
    assert_eq!(ordered("replenish = \"order_on_demand\"", "start.on_hand = 7"), [(48.0, 3), (216.0, 5)]);
    assert_eq!(ordered("replenish.base_stock.S = 10", "safety_stock = 5\nstart.on_hand = 15"), demanded);
}

/// In the week before day 7 the demand was 10: 10 / 7 a day. Cover of 7 days is 10, of 14 days 20.
#[test]
fn days_of_supply_goes_by_its_own_demand() {
    let rule = "replenish.days_of_supply = { min = \"7 d\", max = \"14 d\", window = \"7 d\", R = \"7 d\" }";
    assert_eq!(ordered(rule, "start.on_hand = 19"), [(168.0, 11), (336.0, 0)].map(|order| order)[..1]);
    assert_eq!(ordered(rule, "start.on_hand = 20"), []);
}

/// 34 of these units fill a container of 68 m3.
#[test]
fn whole_containers_are_ordered() {
    assert_eq!(ordered("replenish.base_stock.S = 36", "multiple = \"1 40HQ\"\nstart.on_hand = 0"), [(0.0, 68)]);
}

/// L = 4 at the start. Week 1: demand 6, L = 4.5; stock -6 + 12 = 6. The first order, 4 + 0.5 (14 - 12) = 5, has not
/// arrived, since the lead time is long, so 5 are on order: 4.5 + 0.5 (14 - 6 - 0.2 x 5) = 8.
#[test]
fn sterman_anchors_and_adjusts() {
    let rule = "replenish.sterman = { R = \"5 d\", theta = 0.25, alpha = 0.5, beta = 0.2, target = 14, expected = 4 }";
    // Day 5: demand 10, L = 0.25 x 10 + 0.75 x 4 = 5.5; 5.5 + 0.5 (14 - 2 - 0.2 x 5) = 11. Day 10: demand 5, L = 5.375;
    // 5.375 + 0.5 (14 + 3 - 0.2 x 16) = 12.275. Day 15: L = 4.03; 4.03 + 0.5 (14 + 3 - 0.2 x 28) = 9.73.
    assert_eq!(ordered(rule, "start.on_hand = 12"), [(0.0, 5), (120.0, 11), (240.0, 12), (360.0, 10)]);
}

/// An order takes a day to reach its source; the position counts it from the time it is placed, so nothing is ordered twice.
#[test]
fn order_slips_take_time() {
    let found = run(r#"
run = { horizon = "6 d", drain = "0 d" }
product.item = {}
warehouse = { hub = {}, shop = {} }
supplier.maker = {}
market.town = { through = "warehouse.shop", orders.replay.times = ["1 d", "2 d"] }
[stock]
hub.item.start.on_hand = 9
shop.item = { source = "warehouse.hub", replenish.base_stock.S = 3, order_delay = "1 d" }
"#);
    let shop = [(0.0, 3, 0, 0), (24.0, 2, 0, 1), (48.0, 2, 0, 1)];
    assert_eq!(found.levels("shop.item")[..3], shop);
    assert_eq!(found.levels("hub.item")[1..], [(48.0, 8, 0, 0), (72.0, 7, 0, 0)]);
}

/// Goods for waiting orders are cross-docked; the rest is put away, which takes a day.
#[test]
fn goods_cross_the_dock() {
    let delivered = |rule: &str| {
        let found = run(&format!(
            r#"
run.horizon = "10 d"
product.item = {{}}
warehouse.shop = {{ put_away = "1 d" }}
supplier.maker = {{ lead_time = "2 d" }}
market.town = {{ through = "warehouse.shop", orders.replay = {{ times = ["1 d"], units = [4] }} }}
stock.shop.item = {{ source = "supplier.maker", {rule}, multiple = 6, start.on_hand = 0 }}
"#
        ));
        (found.hours(), found.levels("shop.item").last().map(|level| (level.0, level.1)))
    };
    assert_eq!(delivered("replenish = \"order_on_demand\""), (vec![72.0], Some((96.0, 2))));
    assert_eq!(delivered("replenish = \"cross_dock\""), (vec![48.0], Some((96.0, 2))));
}

/// A hub replenishes two zones. Zone b is far from the hub (5 d); below 0 it orders from zone a, which is near (1 d) and
/// charges for it.
///
/// Day 1: b has 2, demand is 3: net -1, so an order for 3 goes to zone a, which has 4 and ships them: they arrive on day 2.
/// Day 3: b has 2 again, demand is 1: net 1, ordered from the hub, due on day 8.
#[test]
fn zones_are_replenished_from_a_hub_and_supply_each_other() {
    let found = run(r#"
run = { horizon = "10 d", drain = "0 d" }
product.item = {}
warehouse = { hub = {}, zone-a = {}, zone-b = {} }
supplier.maker.lead_time = "50 d"
lane = { near = { transit = "1 d", price = "7 CNY/unit" }, far = { transit = "5 d", price = "1 CNY/unit" } }
market.town = { through = "warehouse.zone-b", orders.replay = { times = ["1 d", "3 d"], units = [3, 1] } }
[stock.hub.item]
source = "supplier.maker"
replenish.base_stock.S = 20
[stock.zone-a.item]
source = ["warehouse.hub", "lane.far"]
replenish.base_stock.S = 4
[stock.zone-b.item]
replenish.base_stock.S = 2
order_cost = "2 CNY"
source.by_level = [
  { below = 0, from = ["warehouse.zone-a", "lane.near"], order_cost = "48 CNY", unit_cost = "4 CNY" },
  { from = ["warehouse.hub", "lane.far"] },
]
"#);
    let b = [(0.0, 2, 0, 0), (24.0, 0, 1, 3), (48.0, 2, 0, 0), (72.0, 1, 0, 1), (192.0, 2, 0, 0)];
    assert_eq!(found.levels("zone-b.item"), b);
    // Zone a ships 3, orders them from the hub, and receives them 5 days later.
    assert_eq!(found.levels("zone-a.item"), [(0.0, 4, 0, 0), (24.0, 1, 0, 3), (144.0, 4, 0, 0)]);
    assert_eq!(found.levels("hub.item")[1..], [(24.0, 17, 0, 3), (72.0, 16, 0, 4)]);
    assert_eq!((found.owed_to("lane", "near"), found.owed_to("lane", "far")), (21.0, 4.0));
    assert_eq!(found.kpi("stock.zone-b.item", "ordering_cost_per_day") * 10.0, 48.0 + 3.0 * 4.0 + 2.0);
}

/// A hub that is short. On day 4, 10 units arrive for a zone that has waited for 6 since day 1, another zone that has waited
/// for 5 since day 2, and a market that has waited for 3 since day 3.
#[test]
fn a_short_hub_serves_zones_and_markets_by_rank() {
    let waits = |rule: &str| {
        let found = run(&format!(
            r#"
run = {{ horizon = "5 d", drain = "0 d" }}
product.item = {{}}
warehouse = {{ hub = {{ {rule} }}, zone-a = {{}}, zone-b = {{ group = "north" }} }}
warehouse_group.north = {{}}
supplier.maker.lead_time = "50 d"
[market]
a = {{ through = "warehouse.zone-a", orders.replay = {{ times = ["1 d"], units = [6] }} }}
b = {{ through = "warehouse.zone-b", orders.replay = {{ times = ["2 d"], units = [5] }} }}
near = {{ through = "warehouse.hub", orders.replay = {{ times = ["3 d"], units = [3] }} }}
[stock.hub.item]
source = "supplier.maker"
replenish.base_stock.S = 0
start = {{ on_hand = 0, under_way = [{{ units = 10, due = "4 d" }}] }}
[stock.zone-a.item]
source = "warehouse.hub"
replenish = "order_on_demand"
[stock.zone-b.item]
source = "warehouse.hub"
replenish = "order_on_demand"
"#
        ));
        let owed = |stock_point: &str| found.levels(stock_point).last().map_or(0, |level| level.2);
        [owed("zone-a.item"), owed("zone-b.item"), owed("hub.item")]
    };
    // Owed at the end: to a, to b, and by the hub to all three.
    assert_eq!(waits(""), [0, 1, 4]);
    assert_eq!(waits("allocate.priority = [\"near\", \"warehouse.zone-b\"]"), [4, 0, 4]);
    assert_eq!(waits("allocate.priority = [\"stock.zone-b.item\", \"near\"]"), [4, 0, 4]);
    assert_eq!(waits("allocate.priority = [\"warehouse_group.north\", \"zone-a\"]"), [1, 0, 4]);
    // 3 to the market; b gets the amount above 4, a the amount above 6.
    let reserve = "allocate.reserve = { near = 0, \"warehouse.zone-b\" = 4, \"warehouse.zone-a\" = 6 }";
    assert_eq!(waits(reserve), [6, 2, 8]);
}

/// Stock is reserved for consumers who pay for speed: the others wait while only 2 are left, even if they came first.
#[test]
fn stock_is_reserved_for_higher_ranks() {
    let found = run(r#"
run = { horizon = "5 d", drain = "0 d" }
product.item = {}
warehouse.shop.allocate.reserve = { express = 0, normal = 2 }
[market]
express = { through = "warehouse.shop", orders.replay.times = ["3 d", "4 d"] }
normal = { through = "warehouse.shop", orders.replay.times = ["1 d", "2 d"] }
[stock.shop.item.start]
on_hand = 3
"#);
    let levels = [(0.0, 3, 0, 0), (24.0, 2, 0, 0), (48.0, 2, 1, 0), (72.0, 1, 1, 0), (96.0, 0, 1, 0)];
    assert_eq!(found.levels("shop.item"), levels);
}

/// Echelon base stocks under continuous review, over two branches: 30 at the hub, less 12 and 8 below it.
#[test]
fn an_echelon_starts_with_its_own_stock() {
    let found = run(r#"
run = { horizon = "5 d", drain = "0 d" }
product.item = {}
warehouse = { hub = {}, east = {}, west = {} }
supplier.maker.lead_time = "2 d"
lane.van.transit = "1 d"
market.town = { through = "warehouse.east", orders.replay = { times = ["1 d"], units = [3] } }
[stock]
hub.item = { source = "supplier.maker", replenish.echelon_base_stock.S = 30 }
east.item = { source = ["warehouse.hub", "lane.van"], replenish.echelon_base_stock.S = 12 }
west.item = { source = ["warehouse.hub", "lane.van"], replenish.base_stock.S = 8 }
"#);
    // The sale in the east is visible at the hub at once.
    assert_eq!(found.levels("hub.item"), [(0.0, 10, 0, 0), (24.0, 7, 0, 3), (72.0, 10, 0, 0)]);
    assert_eq!(found.levels("east.item"), [(0.0, 12, 0, 0), (24.0, 9, 0, 3), (48.0, 12, 0, 0)]);
}

/// A supplier that charges for goods in transit: 3 for 2 days, and 2 that are still in transit at the horizon for one.
#[test]
fn goods_under_way_are_charged_to_the_horizon() {
    let found = run(r#"
run = { horizon = "5 d" }
product.item = {}
warehouse.shop = {}
supplier.maker = { lead_time = "2 d", holding = "5 CNY/unit/d" }
market.town = { through = "warehouse.shop", orders.replay = { times = ["1 d", "4 d"], units = [3, 2] } }
stock.shop.item = { source = "supplier.maker", replenish.base_stock.S = 5 }
"#);
    assert_eq!(found.balance(Account::Transit(found.agent("supplier", "maker"))), 5.0 * (3.0 * 2.0 + 2.0));
    assert_eq!(found.kpi("supplier.maker", "holding_cost_per_day"), 8.0);
}
