//! Results by product, path, supplier, lane, warehouse and courier, recomputed from the journals; and the journals compared
//! with each other: legs, postings, declarations.

use crate::record::{DELIVERED, UNFINISHED, scenario};
use haitao::measure::{DeclarationRows, JournalRows, Journals, OrderRows, PostingRows, ShipmentRows, Sink, StockRows};
use haitao::scenario::Scenario;
use haitao::study::{Plan, Study, Watch, estimate, replicate_watched};
use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

/// Orders of several lines take two paths: tea from a bonded shop by truck, wine made to order and flown in. Every step
/// fails now and then.
pub(crate) const MANY: &str = r#"
haitao = "1"

[run]
start = 2027-01-01
warm_up = "0 d"
horizon = "90 d"

[default]
supplier = { overtaking = true }
lane = { overtaking = true }
courier = { overtaking = true }

[product]
tea = { weight = "300 g", volume = "1 l", price = "60 CNY", cost = "20 CNY", popularity = 3 }
pot = { weight = "900 g", volume = "4 l", price = "120 CNY", cost = "45 CNY" }
wine = { weight = "1.4 kg", volume = "2 l", price = "220 CNY", cost = "90 CNY", path = "direct" }

[market]
north = { orders.poisson.rate = "12 /d", lines.discrete = { 1 = 5, 2 = 3, 3 = 1 }, units.discrete = { 1 = 3, 2 = 1 }, platform = "shop", patience.exponential.mean = "3 d" }
south = { orders.poisson.rate = "4 /d", when_short = "lost", platform = "shop" }

[platform.shop]
path = "bonded"

[path]
bonded = { promise = "3 d", regime = "1210", through = ["warehouse.zone", "customs.desk", "lane.truck", "courier.door"] }
direct = { promise = "9 d", regime = "9610", through = ["supplier.cellar", "lane.plane", "customs.desk", "courier.door"] }

[warehouse.zone]
pickers = 1
picking.exponential.mean = "20 min"
price = "2 CNY/order"
put_away = "1 d"

[supplier]
garden = { lead_time.gamma = { mean = "6 d", cv = 0.4 }, in_full = "70 %", short_fill.uniform = { min = "40 %", max = "90 %" }, defects = "4 %" }
cellar = { lead_time.gamma = { mean = "2 d", cv = 0.4 } }

[lane]
boat = { departs = "every 5 d", transit.gamma = { mean = "8 d", cv = 0.2 }, damage = "2 %", cancelled = "20 %", price = "100 CNY/shipment" }
plane = { transit.gamma = { mean = "2 d", cv = 0.2 }, price = "30 CNY/kg" }
truck = { departs = "daily 18:00", transit = "6 h" }

[customs.desk]
officers = 1
check.exponential.mean = "15 min"
inspected = "10 %"
inspection = "5 h"
mismatch = "8 %"
correction = "3 h"

[courier.door]
transit.gamma = { mean = "1 d", cv = 0.5 }
price = "4 CNY/parcel"
failed_attempts = "10 %"
attempts = 2

[stock]
zone.tea = { source = ["supplier.garden", "lane.boat"], replenish.s_S = { s = 300, S = 450 }, holding = "0.01 CNY/unit/d" }
zone.pot = { source = ["supplier.garden", "lane.boat"], replenish.s_S = { s = 70, S = 150 } }
"#;

/// All journals of a replication.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    pub(crate) orders: OrderRows,
    pub(crate) shipments: ShipmentRows,
    pub(crate) stock: StockRows,
    pub(crate) postings: PostingRows,
    pub(crate) declarations: DeclarationRows,
}

struct Keeper(Said, Arc<Mutex<Vec<Said>>>);

impl Sink for Keeper {
    fn take(&mut self, rows: JournalRows<'_>) {
        match rows {
            JournalRows::Orders(rows) => self.0.orders = rows.clone(),
            JournalRows::Shipments(rows) => self.0.shipments = rows.clone(),
            JournalRows::Stock(rows) => self.0.stock = rows.clone(),
            JournalRows::Postings(rows) => self.0.postings = rows.clone(),
            JournalRows::Declarations(rows) => self.0.declarations = rows.clone(),
            other => panic!("unexpected journal {}", other.journal()),
        }
    }
    fn finish(self: Box<Self>) -> io::Result<()> {
        self.1.lock().expect("no keeper panicked").push(self.0);
        Ok(())
    }
}

/// Runs one replication with all journals, each within one batch.
pub(crate) fn run(scenario: &Scenario) -> (Study, Said) {
    let shelf = Arc::default();
    let open = |_, _| -> io::Result<Box<dyn Sink>> { Ok(Box::new(Keeper(Said::default(), Arc::clone(&shelf)))) };
    let journals = Journals::named(["orders", "shipments", "stock", "postings", "declarations"]).expect("journals");
    let watch = Watch { stop: &AtomicBool::new(false), done: &|| {}, journal: Some(&open), journals };
    let study = replicate_watched(scenario, &Plan::default(), &watch).expect("nothing is written to disk");
    let said = shelf.lock().expect("no keeper panicked").remove(0);
    (study, said)
}

/// The figures of one replication, by subject and KPI.
struct Figures(BTreeMap<(String, &'static str), f64>);

impl Figures {
    fn of(scenario: &Scenario, study: &Study) -> Self {
        let figures = estimate(scenario, study);
        Self(
            figures.iter().map(|(column, found)| ((column.subject.to_string(), column.kpi.name), found.mean)).collect(),
        )
    }

    fn at(&self, subject: &str, kpi: &'static str) -> f64 {
        *self.0.get(&(subject.to_owned(), kpi)).unwrap_or_else(|| panic!("{subject} has no {kpi}"))
    }

    fn is(&self, subject: &str, kpi: &'static str, expected: f64) {
        let found = self.at(subject, kpi);
        assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{subject} {kpi}: {found}, not {expected}");
    }
}

#[expect(clippy::cast_precision_loss, reason = "sums of one small run")]
fn number(value: impl TryInto<i64>) -> f64 {
    value.try_into().unwrap_or_else(|_| panic!("more than 2^63")) as f64
}

/// Returns a name by its index; empty for "none".
fn word(names: &[String], place: u32) -> &str {
    names.get(usize::try_from(place).expect("32 bits")).map_or("", String::as_str)
}

const DAY: f64 = 86_400e6;

#[test]
fn product_figures_are_sums_over_lines() {
    let scenario = scenario(MANY);
    let (study, said) = run(&scenario);
    let figures = Figures::of(&scenario, &study);
    let rows = &said.orders;
    // The journal includes orders placed up to the end; since the horizon is exclusive, these are the ones that count.
    let (mut lines, mut cost_of_all) = (0.0, 0.0);
    for product in ["tea", "pot", "wine"] {
        let subject = format!("product.{product}");
        let all: Vec<usize> =
            (0..rows.rows()).filter(|row| word(&rows.products, rows.product[*row]) == product).collect();
        let delivered: Vec<usize> = all.iter().copied().filter(|row| rows.outcome[*row] == DELIVERED).collect();
        assert!(delivered.len() > 50, "{product}: {} lines", delivered.len());
        let sum = |of: &dyn Fn(usize) -> i64| number(delivered.iter().map(|row| of(*row)).sum::<i64>());
        let units = sum(&|row| rows.units[row]);
        figures.is(&subject, "order_lines", number(all.len()));
        figures.is(&subject, "lines_delivered", number(delivered.len()));
        let final_units = number(all.iter().map(|row| rows.units[*row]).sum::<i64>());
        assert!(figures.at(&subject, "units_delivered") >= units, "lines delivered in part count too");
        figures.is(&subject, "units_delivered", final_units - figures.at(&subject, "units_unfinished"));
        figures.is(&subject, "revenue_delivered", sum(&|row| rows.price[row]) / 1e4);
        let days = sum(&|row| rows.ended_us[row] - rows.placed_us[row]) / number(delivered.len()) / DAY;
        figures.is(&subject, "delivery_days_mean", days);
        let mut landed = 0.0;
        for (part, amounts) in rows.costs() {
            let cost = sum(&|row| amounts[row]) / 1e4;
            landed += cost;
            let (_, kpi) = figures.0.keys().find(|key| key.1 == format!("landed_{part}_per_unit")).expect("a part");
            figures.is(&subject, kpi, cost / units);
        }
        figures.is(&subject, "landed_cost_per_unit", landed / units);
        (lines, cost_of_all) = (lines + number(all.len()), cost_of_all + landed);
    }
    assert_eq!(lines, number(rows.rows()), "every line is of a product");
    // An order is delivered with its last line: the cost of all delivered orders is the cost of their lines, and the total
    // covers only those, so it is at most the sum over all lines.
    let delivered = figures.at("total", "orders_completed");
    assert!(figures.at("total", "landed_cost_per_order") * delivered <= cost_of_all + 1e-6);
    assert!(figures.at("total", "landed_cost_per_order") * delivered > 0.9 * cost_of_all);
    let ordered: f64 =
        ["tea", "pot", "wine"].map(|name| figures.at(&format!("product.{name}"), "units_ordered")).iter().sum();
    figures.is("total", "units_ordered", ordered);
    assert_eq!(figures.at("product.wine", "landed_storage_per_unit"), 0.0);
    assert!(
        figures.at("product.wine", "landed_freight_per_unit") > figures.at("product.tea", "landed_freight_per_unit")
    );
}

/// A single product is counted by the orders, several one by one: a second product without demand changes no figure.
#[test]
fn one_product_is_counted_as_if_there_were_several() {
    let one = crate::cli::CHAIN.replace("[product.tin]", "[product.tin]\nvolume = \"2 l\"");
    let two = one.replace("[warehouse.shop]", "[product.vase]\nprice = \"1 CNY\"\n\n[warehouse.shop]");
    let two = two.replace("through = [\"ware", "mix = [\"tin\"]\nthrough = [\"ware");
    assert_ne!(one, two);
    let figures = [&one, &two].map(|text| {
        let scenario = scenario(text);
        let (study, _) = run(&scenario);
        Figures::of(&scenario, &study)
    });
    let of_tin: Vec<_> = figures[0].0.keys().filter(|key| key.0 == "product.tin").collect();
    assert_eq!(of_tin.len(), 31);
    for key in of_tin {
        let [one, two] = [&figures[0], &figures[1]].map(|figures| figures.0[key]);
        assert!(one == two && one.is_finite(), "{key:?}: {one} alone, {two} of two");
    }
    assert!(figures[1].at("product.vase", "order_lines") == 0.0);
    assert!(figures[1].at("product.tin", "lost_sales") > 0.0);
}

#[test]
fn path_figures_are_those_of_their_order_parts() {
    let scenario = scenario(MANY);
    let (study, said) = run(&scenario);
    let figures = Figures::of(&scenario, &study);
    let rows = &said.orders;
    let mut both = 0;
    for (path, promise) in [("bonded", 3.0), ("direct", 9.0)] {
        // Parts by market and order, with their lines.
        let mut parts: BTreeMap<(u32, u64), Vec<usize>> = BTreeMap::new();
        for row in (0..rows.rows()).filter(|row| word(&rows.paths, rows.path[*row]) == path) {
            parts.entry((rows.market[row], rows.ordinal[row])).or_default().push(row);
        }
        let subject = format!("path.{path}");
        figures.is(&subject, "order_parts", number(parts.len()));
        figures.is(&subject, "order_lines", number(parts.values().map(Vec::len).sum::<usize>()));
        both += parts.len();
        // Ended: no line is open; delivered: the line that ended last was delivered.
        let over: Vec<&Vec<usize>> =
            parts.values().filter(|lines| lines.iter().all(|row| rows.outcome[*row] != UNFINISHED)).collect();
        let done = over.iter().filter_map(|lines| {
            let last = *lines.iter().max_by_key(|row| rows.ended_us[**row])?;
            (rows.outcome[last] == DELIVERED).then_some((last, *lines))
        });
        let done: Vec<_> = done.collect();
        figures.is(&subject, "order_parts_completed", number(done.len()));
        figures.is(&subject, "order_parts_unfinished", number(parts.len() - over.len()));
        // Nothing arrived: what is left of every line is nothing.
        let nothing = over.iter().filter(|lines| lines.iter().all(|row| rows.units[*row] == 0)).count();
        figures.is(&subject, "order_parts_failed", number(nothing));
        let in_part = figures.at(&subject, "order_parts_delivered_in_part");
        figures.is(&subject, "order_parts_delivered", number(over.len() - nothing) - in_part);
        // Orders have one line of the product on the direct path, and its supplier makes all of it.
        assert!(in_part > 10.0 || path == "direct", "{path}: {in_part} arrive in part");
        let days: Vec<f64> =
            done.iter().map(|(row, _)| number(rows.ended_us[*row] - rows.placed_us[*row]) / DAY).collect();
        let count = number(done.len());
        figures.is(&subject, "delivery_days_mean", days.iter().sum::<f64>() / count);
        let cost = |row: usize| rows.costs().map(|(_, amounts)| amounts[row]).sum::<i64>();
        let landed: i64 = done.iter().flat_map(|(_, lines)| lines.iter()).map(|row| cost(*row)).sum();
        figures.is(&subject, "landed_cost_per_part", number(landed) / 1e4 / count);
        let mut sorted = days.clone();
        sorted.sort_by(f64::total_cmp);
        let p90 = sorted[(done.len() - 1) * 9 / 10];
        assert!((figures.at(&subject, "delivery_days_p90") / p90 - 1.0).abs() < 0.01, "{path}");
        let within = number(days.iter().filter(|days| **days <= promise).count()) / count;
        assert!(within < 1.0, "{path}: some are late");
        figures.is(&subject, "on_time_share", within);
    }
    let orders = figures.at("total", "orders_placed");
    assert!(number(both) > orders, "some orders are split");
}

#[test]
fn suppliers_lanes_warehouses_and_couriers_agree_with_their_legs() {
    let scenario = scenario(MANY);
    let (study, said) = run(&scenario);
    let figures = Figures::of(&scenario, &study);
    let legs = &said.shipments;
    let at = |agent: &str| -> Vec<usize> {
        (0..legs.rows()).filter(|row| word(&legs.agents, legs.agent[*row]) == agent).collect()
    };
    let horizon = 90.0 * DAY;
    for lane in ["plane", "truck", "boat"] {
        let subject = format!("lane.{lane}");
        let rows = at(&subject);
        assert!(rows.len() > 10, "{lane}");
        if lane == "plane" {
            // It leaves as soon as it arrives, and nothing is damaged on the way.
            figures.is(&subject, "shipments", number(rows.len()));
            let sum = |column: &[i64]| number(rows.iter().map(|row| column[*row]).sum::<i64>());
            figures.is(&subject, "weight_carried", sum(&legs.grams) / 1e3);
            figures.is(&subject, "volume_carried", sum(&legs.cm3) / 1e6);
            let arrived = rows.iter().filter_map(|row| Some(number(legs.left_us[*row]? - legs.entered_us[*row])));
            let arrived: Vec<f64> = arrived.collect();
            let mean = arrived.iter().sum::<f64>() / number(arrived.len()) / DAY;
            assert!((figures.at(&subject, "transit_days_mean") / mean - 1.0).abs() < 0.02);
            assert!(figures.at(&subject, "transit_days_p95") > mean);
        }
        assert_eq!(figures.at(&subject, "damage_share") > 0.0, lane == "boat");
    }
    assert!((0.02..0.6).contains(&figures.at("lane.boat", "cancelled_share")));
    assert_eq!(figures.at("lane.truck", "cancelled_share"), 0.0);
    assert!(figures.at("lane.boat", "co2e_kg").is_nan(), "the lane states no emissions");
    assert!((0.5..0.9).contains(&figures.at("supplier.garden", "in_full_share")));
    figures.is("supplier.cellar", "in_full_share", 1.0);
    assert!((0.01..0.1).contains(&figures.at("supplier.garden", "defect_share")));
    assert!((1.7..2.3).contains(&figures.at("supplier.cellar", "lead_time_days_mean")));
    let flown: i64 = at("lane.plane").iter().map(|row| legs.units[*row]).sum();
    figures.is("supplier.cellar", "units_shipped", number(flown));
    let stock = &said.stock;
    let mut volume = 0.0;
    for (stock_point, litres) in [("zone.tea", 1.0), ("zone.pot", 4.0)] {
        let changes = (0..stock.rows()).filter(|row| word(&stock.stock_points, stock.stock_point[*row]) == stock_point);
        let (mut area, mut since, mut level) = (0.0, 0.0, 0.0);
        for row in changes {
            let time = number(stock.time_us[row]);
            area += level * (time - since);
            (since, level) = (time, number(stock.on_hand[row]));
        }
        volume += (area + level * (horizon - since)) / horizon * litres / 1e3;
    }
    assert!((figures.at("warehouse.zone", "stock_volume_mean") / volume - 1.0).abs() < 1e-9);
    assert!(figures.at("warehouse.zone", "units_scrapped") > 0.0);
    let parcels = at("courier.door").iter().filter(|row| legs.left_us[**row].is_some()).count();
    figures.is("courier.door", "parcels_per_day", number(parcels) / 90.0);
}

/// A shipment is always with exactly one agent: its legs follow each other without a gap.
#[test]
fn legs_follow_each_other() {
    let (_, said) = run(&scenario(MANY));
    let legs = &said.shipments;
    let mut by_shipment: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for row in 0..legs.rows() {
        by_shipment.entry(legs.shipment[row]).or_default().push(row);
    }
    let (mut whole, mut open) = (0, 0);
    for rows in by_shipment.values() {
        for pair in rows.windows(2) {
            assert_eq!(legs.left_us[pair[0]], Some(legs.entered_us[pair[1]]), "{pair:?}");
        }
        let agents: Vec<&str> = rows.iter().map(|row| word(&legs.agents, legs.agent[*row])).collect();
        let last = *rows.last().expect("a leg");
        open += usize::from(legs.left_us[last].is_none());
        whole += usize::from(agents == ["warehouse.zone", "customs.desk", "lane.truck", "courier.door"]);
    }
    assert!(whole > 500, "{whole} parcels went all the way");
    assert!((1..200).contains(&open), "{open} were in transit at the end");
    let zone = (0..legs.rows()).filter(|row| {
        word(&legs.agents, legs.agent[*row]) == "warehouse.zone"
            && word(&legs.stock_points, legs.stock_point[*row]) == "zone.tea"
    });
    let shelved = zone.filter(|row| legs.left_us[*row].is_some()).map(|row| legs.units[row]).sum::<i64>();
    let stocked = said.stock.on_hand.iter().max().expect("rows");
    assert!(shelved > *stocked, "goods arrive repeatedly");
}

#[test]
fn postings_add_up_to_the_figures() {
    let scenario = scenario(MANY);
    let (study, said) = run(&scenario);
    let figures = Figures::of(&scenario, &study);
    let rows = &said.postings;
    let mut balances: BTreeMap<&str, i64> = BTreeMap::new();
    for row in 0..rows.rows() {
        *balances.entry(word(&rows.accounts, rows.debit[row])).or_default() += rows.amount[row];
        *balances.entry(word(&rows.accounts, rows.credit[row])).or_default() -= rows.amount[row];
        assert!(row == 0 || rows.time_us[row - 1] <= rows.time_us[row]);
    }
    let balance = |account: &str| number(*balances.get(account).unwrap_or(&0)) / 1e4;
    assert_eq!(balances.values().sum::<i64>(), 0);
    figures.is("total", "revenue", balance("receivable"));
    figures.is("courier.door", "charges_per_day", -balance("payable.courier.door") / 90.0);
    figures.is("lane.plane", "charges_per_day", -balance("payable.lane.plane") / 90.0);
    figures.is("stock.zone.tea", "holding_cost_per_day", balance("holding.zone.tea") / 90.0);
    let goods = ["delivered", "returned", "scrapped"].map(|what| balance(&format!("{what}.goods"))).iter().sum::<f64>();
    figures.is("total", "cost_per_day_goods", goods / 90.0);
    assert!(
        balance("holding.zone.tea") > 0.0 && balance("returned.courier") > 0.0 && balance("scrapped.freight") > 0.0
    );
    // An agent that owes a courier has shipped with it.
    let owed = (0..rows.rows()).filter(|row| word(&rows.accounts, rows.credit[*row]) == "payable.courier.door");
    assert!(owed.clone().count() > 500 && owed.clone().all(|row| word(&rows.agents, rows.by[row]) == "courier.door"));
    // The value of stock in one journal is the balance of its account in the other.
    let stock = &said.stock;
    let last =
        (0..stock.rows()).rfind(|row| word(&stock.stock_points, stock.stock_point[*row]) == "zone.pot").expect("a row");
    assert_eq!(stock.value[last], balances["inventory.zone.pot"]);
}

#[test]
fn declarations_are_the_legs_at_customs() {
    let scenario = scenario(MANY);
    let (study, said) = run(&scenario);
    let figures = Figures::of(&scenario, &study);
    let (rows, legs) = (&said.declarations, &said.shipments);
    let at_customs = (0..legs.rows()).filter(|row| word(&legs.agents, legs.agent[*row]) == "customs.desk");
    let mut stays: Vec<(i64, i64)> =
        at_customs.filter_map(|row| Some((legs.entered_us[row], legs.left_us[row]?))).collect();
    let mut filed: Vec<(i64, i64)> = rows.filed_us.iter().copied().zip(rows.cleared_us.iter().copied()).collect();
    stays.sort_unstable();
    filed.sort_unstable();
    assert!(filed.len() > 500);
    assert_eq!(filed, stays);
    let share = |column: &[u32]| column.iter().map(|value| f64::from(*value)).sum::<f64>() / number(column.len());
    assert!((share(&rows.inspected) - figures.at("customs.desk", "inspected_share")).abs() < 0.01);
    assert!((0.04..0.14).contains(&share(&rows.mismatches)), "{}", share(&rows.mismatches));
    for (regime, path) in [("1210", "bonded"), ("9610", "direct")] {
        let of = rows.regime.iter().filter(|place| word(&rows.regimes, **place) == regime).count();
        assert!(of > 50, "{of} declarations of {path}");
    }
    assert!(rows.regime.iter().all(|place| *place != u32::MAX));
    // The tax assessed is the amount owed to customs, and nothing else is.
    let sum = |column: &[Option<i64>]| column.iter().map(|amount| amount.expect("assessed")).sum::<i64>();
    assert!(sum(&rows.vat) > 0 && sum(&rows.vat) <= sum(&rows.total) && sum(&rows.total) < sum(&rows.value));
    let postings = &said.postings;
    let owed =
        (0..postings.rows()).filter(|row| word(&postings.accounts, postings.credit[*row]) == "payable.customs.desk");
    assert_eq!(owed.map(|row| postings.amount[row]).sum::<i64>(), sum(&rows.total));
}

/// Rows from after the window would depend on how long the simulation runs on, so there are none.
#[test]
fn a_longer_drain_changes_only_rows_of_open_orders() {
    let [long, short] = [MANY.to_owned(), MANY.replace("horizon = \"90 d\"", "horizon = \"90 d\"\ndrain = \"0 d\"")]
        .map(|text| run(&scenario(&text)).1);
    let columns = |said: &Said| {
        let (legs, postings, declared) = (&said.shipments, &said.postings, &said.declarations);
        (legs.left_us.clone(), legs.shipment.clone(), postings.amount.clone(), declared.cleared_us.clone())
    };
    assert_eq!(columns(&long), columns(&short));
    assert_ne!(long.orders.ended_us, short.orders.ended_us);
}
