//! What sites cost: wages by shift, with hired hands and holidays; rent; inspections, demurrage,
//! and the cost of being out of stock.

use super::{Run, run};
use haitao::chain::{Account, Part};

fn near(found: f64, truth: f64) {
    assert!((found - truth).abs() < 1e-9, "{found} instead of {truth}");
}

/// From Wednesday, 30 September 2026, for 12 days: a day shift of 10 h on working days and a late shift of 3 h on all
/// days. The National Day holiday lasts from 1 to 7 October, with the late shift only; Saturday, 10 October, is worked
/// in exchange.
fn golden_week(run_keys: &str) -> Run {
    run(&format!(
        r#"
run = {{ start = 2026-09-30, horizon = "12 d", drain = "5 d"{run_keys} }}
place.ningbo.country = "CN"
product.item = {{}}
market.town = {{ through = "warehouse.zone", orders.replay.times = ["1 h", "22 h"] }}
stock.zone.item.start.on_hand = 5
[warehouse.zone]
at = "ningbo"
hours = ["mon-fri 08:00-18:00", "20:00-23:00"]
picking = "30 h"
pickers = {{ 01-01 = 2, 10-01 = 5, 10-09 = 3 }}
wage = {{ 01-01 = "28.35 CNY/h", 10-08 = "30 CNY/h" }}
hired_wage = "42.10 CNY/h"
rent = {{ 01-01 = "90000 CNY/month", 10-05 = "30000 CNY/month" }}
"#
    ))
}

/// Permanent hours: 2 x (13 + 7 x 3) until the 7th, then 2 x (13 + 13 + 13 + 3). Hired hours: 3 x 7 x 3 in the holiday,
/// 3 x 13 on the 8th, 1 x (13 + 13 + 3) after it. Rent: 5 days at 3000 CNY, 7 at 1000 CNY. The parcels take 30 h each,
/// far beyond the shift; nobody is paid for that.
#[test]
fn wages_are_paid_by_the_shift_over_a_holiday() {
    let found = golden_week("");
    let labour = 68.0 * 28.35 + 84.0 * 30.0 + 131.0 * 42.10;
    near(labour, 9962.90);
    let zone = found.agent("warehouse", "zone");
    near(found.balance(Account::Labour(zone)), labour);
    near(found.balance(Account::Fixed(zone)), 22_000.0);
    for subject in ["total", "warehouse.zone"] {
        near(found.kpi(subject, "labour_cost"), labour / 12.0);
        near(found.kpi(subject, "fixed_cost"), 22_000.0 / 12.0);
    }
    let both = labour + 22_000.0;
    near(found.kpi("total", "cost_per_day"), both / 12.0);
    near(found.kpi("total", "cost_per_order"), both / 2.0);
    near(found.kpi("warehouse.zone", "charges_per_day"), both / 12.0);
    near(found.owed_to("warehouse", "zone"), both);
}

/// The window begins at 10:00 of the first day, two hours into the shift, and counts the rest of it.
#[test]
fn a_window_cuts_a_shift_and_a_month() {
    let found = golden_week(", warm_up = \"10 h\"");
    let days = 12.0 - 10.0 / 24.0;
    near(found.kpi("warehouse.zone", "labour_cost"), (9962.90 - 2.0 * 2.0 * 28.35) / days);
    near(found.kpi("total", "fixed_cost"), (22_000.0 - 1250.0) / days);
}

/// The lowest figure counts even if it takes effect only after the run. Without a wage of their own, hired pickers earn
/// that of the others; a shock that halves the pickers at work does not halve the wages.
#[test]
fn pickers_above_the_lowest_figure_are_hired() {
    let peak = |wages: &str| {
        let found = run(&format!(
            r#"
run = {{ start = 2026-11-05, horizon = "2 d" }}
product.item = {{}}
market.town = {{ through = "warehouse.zone", orders.replay.times = ["1 h"] }}
stock.zone.item.start.on_hand = 5
warehouse.zone = {{ picking = "1 h", pickers = {{ 10-28 = 6, 11-21 = 4 }}, {wages} }}
shock.flu = {{ strikes = ["warehouse.zone"], starts = "1 d", multiplies = {{ capacity = 0.5 }} }}
"#
        ));
        found.kpi("total", "labour_cost")
    };
    near(peak(r#"wage = "10 CNY/h", hired_wage = "20 CNY/h""#), 24.0 * (4.0 * 10.0 + 2.0 * 20.0));
    near(peak(r#"wage = "10 CNY/h""#), 24.0 * 60.0);
    near(peak(r#"hired_wage = "480 CNY/d""#), 24.0 * 40.0);
}

#[test]
fn sites_without_such_costs_report_none() {
    let found = run(r#"
run.horizon = "2 d"
product.item = {}
market.town = { through = "warehouse.zone", orders.replay.times = ["1 h"] }
stock.zone.item.start.on_hand = 5
warehouse = { zone = {}, yard.rent = "10 CNY/d" }
"#);
    assert!(!found.found.values.iter().any(|(of, kpi, _)| of == "warehouse.zone" && *kpi == "labour_cost"));
    near(found.kpi("warehouse.yard", "fixed_cost"), 10.0);
    near(found.kpi("warehouse.yard", "labour_cost"), 0.0);
}

/// Two parcels of one unit each at desks that inspect all or none: 5 CNY each, 80 CNY or half as much in June for an
/// inspection.
#[test]
fn inspected_parcels_pay_for_their_inspection() {
    let handling = |desk: &str| {
        let found = run(&format!(
            r#"
run = {{ start = 2027-05-31, horizon = "4 d" }}
market.town = {{ through = "customs.desk", orders.replay.times = ["1 h", "30 h"] }}
customs.desk = {{ price = "5 CNY/parcel", inspection = "2 h", {desk} }}
"#
        ));
        let owed = found.owed_to("customs", "desk");
        let costs = found.costs(Part::Handling);
        near(owed, costs.iter().sum());
        costs
    };
    let fee = r#"inspection_price = { 01-01 = "80 CNY/parcel", 06-01 = ["30 CNY/parcel", "10 CNY/unit"] }"#;
    assert_eq!(handling(&format!("{fee}, inspected = \"100 %\"")), [85.0, 45.0]);
    assert_eq!(handling(&format!("{fee}, inspected = \"0 %\"")), [5.0, 5.0]);
}

/// Half of the parcels pay 80 CNY at one office, so the other is cheaper although its price is higher.
#[test]
fn choices_count_the_expected_fee() {
    let charged = |fee: &str| {
        let found = run(&format!(
            r#"
run.horizon = "4 d"
market.town = {{ through = {{ cheapest = ["customs.near", "customs.far"] }}, orders.replay.times = ["1 h"] }}
customs.near = {{ price = "5 CNY/parcel", inspected = "50 %", inspection_price = "{fee}" }}
customs.far.price = "40 CNY/parcel"
"#
        ));
        found.owed_to("customs", "far")
    };
    near(charged("80 CNY/parcel"), 40.0);
    near(charged("60 CNY/parcel"), 0.0);
}

/// Three days are free. A stay of exactly three days costs nothing, one of an hour more costs a period, one of five days
/// two. At the last port, the strike from day 1 to 6 holds goods that were due on day 2: six periods, three of them
/// charged. The ten days at customs afterwards are not the port's.
#[test]
fn demurrage_begins_after_the_free_days() {
    let found = run(r#"
run.horizon = "30 d"
default.port = { free_days = "3 d", demurrage = "300 CNY/shipment/d", price = "50 CNY/shipment" }
port = { a.dwell = "3 d", b.dwell = "73 h", c.dwell = "5 d", d.dwell = "2 d" }
customs.desk.check = "10 d"
shock.strike = { strikes = ["port.d"], starts = "1 d", lasts = "5 d", pauses = ["shipping"] }
market.a = { through = "port.a", orders.replay.times = ["1 h"] }
market.b = { through = "port.b", orders.replay.times = ["1 h"] }
market.c = { through = "port.c", orders.replay.times = ["1 h"] }
market.d = { through = ["port.d", "customs.desk"], orders.replay.times = ["0 h"] }
"#);
    assert_eq!(found.costs(Part::Freight), [50.0, 350.0, 650.0, 950.0]);
    near(found.owed_to("port", "d"), 950.0);
}

/// A parcel of 3 kg and 1 kg stays for three periods, of which two are charged, at the rates of 1 June, when it leaves:
/// 2 x (4 x 2 + 10) CNY, shared by weight.
#[test]
fn demurrage_is_shared_by_weight_and_follows_the_date() {
    let found = run(r#"
run = { start = 2027-05-30, horizon = "30 d" }
product = { heavy.weight = "3 kg", light.weight = "1 kg" }
warehouse.zone = {}
stock.zone.all.start.on_hand = 5
market.town = { through = ["warehouse.zone", "port.quay"], lines = 2, orders.replay.times = ["1 h"] }
[port.quay]
dwell = "52 h"
free_days = "1 d"
demurrage = { 01-01 = "1 CNY/kg/d", 06-01 = ["2 CNY/kg/d", "10 CNY/shipment/d"] }
"#);
    near(found.owed_to("port", "quay"), 36.0);
    near(found.kpi("product.heavy", "landed_freight_per_unit"), 27.0);
    near(found.kpi("product.light", "landed_freight_per_unit"), 9.0);
}

/// Three on the shelf: 2 of the 5 ordered on day 1 are short and wait, the 4 of day 2 are short and lost. The two wait
/// until the horizon: 3 days at 0.50 CNY, 6 units at 4 CNY; or 2.5 days and the 4 of the second order, from day 1.5.
#[test]
fn each_unit_short_costs_once_and_by_the_day() {
    let cost = |shortage: &str, run_keys: &str| {
        let found = run(&format!(
            r#"
run = {{ horizon = "4 d", drain = "0 d"{run_keys} }}
product.item = {{}}
warehouse.shop = {{}}
market.a = {{ through = "warehouse.shop", orders.replay = {{ times = ["1 d"], units = [5] }} }}
market.b = {{ through = "warehouse.shop", when_short = "lost", orders.replay = {{ times = ["2 d"], units = [4] }} }}
stock.shop.item = {{ start.on_hand = 3, shortage = {shortage} }}
"#
        ));
        near(found.kpi("total", "cost_per_day_shortage"), found.kpi("stock.shop.item", "shortage_cost_per_day"));
        found.kpi("total", "cost_per_day")
    };
    let both = r#"["4 CNY/unit", "0.50 CNY/unit/d"]"#;
    near(cost(both, "") * 4.0, 2.0 * 3.0 * 0.5 + 6.0 * 4.0);
    near(cost(both, ", warm_up = \"1.5 d\"") * 2.5, 2.0 * 2.5 * 0.5 + 4.0 * 4.0);
    near(cost(r#""4 CNY/unit""#, "") * 4.0, 24.0);
    near(cost(r#""0.50 CNY/unit/d""#, "") * 4.0, 3.0);
}
