//! Results by group of markets and of products: sums are those of the members, means and quantiles are those of a single
//! market or product with all their orders, and a scenario without groups has no extra figures.

use crate::cli::Desk;
use haitao::scenario::parse;
use haitao::study::{Scratch, simulate};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Every market is in one group and every product in another, plus a smaller group of each.
const GROUPS: &str = r#"
haitao = "1"
run = { warm_up = "5 d", horizon = "100 d" }
product_group = { sweet = {}, plain = {} }
market_group = { coast = {}, inland = {}, empty = {} }
warehouse.shop = { pickers = 2, picking.exponential.mean = "10 min" }
supplier.maker = { lead_time.gamma = { mean = "3 d", cv = 0.5 }, overtaking = true }
courier.post = { transit.gamma = { mean = "2 d", cv = 0.5 }, overtaking = true, price = "4 CNY/parcel", failed_attempts = "10 %", attempts = 2 }
default.market = { through = ["warehouse.shop", "courier.post"], promise = "3 d", patience = "12 h" }
stock.shop.all = { source = "supplier.maker", replenish.s_S = { s = 12, S = 60 } }
[default.product]
price = "80 CNY"
cost = "30 CNY"
[product]
honey = { group = "sweet", shelf_life = "12 d", near_expiry.share = "50 %", markdown = "30 %" }
fudge = { group = "sweet", shelf_life = "6 d", price = "55 CNY", cost = "12 CNY" }
salt = { group = "plain", cost = "7 CNY" }
[market]
near = { group = "coast", orders.poisson.rate = "9 /d" }
port = { group = "coast", orders.poisson.rate = "4 /d" }
far = { group = "inland", orders.poisson.rate = "3 /d" }
"#;

/// The figures of one replication, by subject and KPI.
struct Figures(BTreeMap<(String, &'static str), f64>);

impl Figures {
    fn of(text: &str) -> Self {
        let scenario = parse(text, Path::new(".")).unwrap_or_else(|faults| panic!("{faults}"));
        let found = simulate(&scenario, 7, 0, &mut Scratch::default());
        let columns = scenario.kpis().iter().map(|column| (column.subject.to_string(), column.kpi.name));
        Self(columns.zip(found.values).collect())
    }

    fn at(&self, subject: &str, kpi: &'static str) -> f64 {
        *self.0.get(&(subject.to_owned(), kpi)).unwrap_or_else(|| panic!("{subject} has no {kpi}"))
    }

    fn kpis(&self, subject: &str) -> BTreeSet<&'static str> {
        self.0.keys().filter(|(of, _)| of == subject).map(|(_, kpi)| *kpi).collect()
    }

    /// Asserts that two subjects have the same value of a KPI, to the last bit; two undefined values count as equal.
    fn same(&self, subject: &str, other: &str, kpi: &'static str) {
        let (found, expected) = (self.at(subject, kpi), self.at(other, kpi));
        assert_eq!(found.to_bits(), expected.to_bits(), "{kpi}: {subject} {found}, {other} {expected}");
    }
}

fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9 * expected.abs().max(1e-9)
}

#[test]
fn a_group_has_every_figure_of_its_members_and_sums_are_theirs() {
    let found = Figures::of(GROUPS);
    let sums = [
        ("orders_placed", "orders_delivered"),
        ("orders_cancelled", "orders_returned"),
        ("units_ordered", "lost_sales"),
        ("unfinished", "orders_per_day"),
    ];
    for kpi in sums.into_iter().flat_map(<[_; 2]>::from) {
        let members = found.at("market.near", kpi) + found.at("market.port", kpi);
        assert!(near(found.at("market_group.coast", kpi), members), "{kpi}: {members}");
    }
    assert!(found.at("market_group.coast", "orders_cancelled") > 10.0, "some are cancelled");
    let sums =
        ["order_lines", "units_delivered", "revenue_delivered", "lost_sales", "units_written_off", "markdown_cost"];
    for kpi in sums {
        let members = found.at("product.honey", kpi) + found.at("product.fudge", kpi);
        assert!(members > 0.0 && near(found.at("product_group.sweet", kpi), members), "{kpi}: {members}");
    }
    assert_eq!(found.kpis("market_group.coast"), found.kpis("market.near"));
    assert_eq!(found.kpis("product_group.sweet"), found.kpis("product.honey"));
}

/// Means are weighted by the numbers they are taken over, so a mean of means with equal weights differs.
#[test]
fn means_of_a_group_weigh_its_members() {
    let found = Figures::of(GROUPS);
    let weighed = |group: &str, members: [&str; 2], kpi, weight| {
        let [first, second] = members.map(|member| (found.at(member, kpi), found.at(member, weight)));
        let mean = (first.0 * first.1 + second.0 * second.1) / (first.1 + second.1);
        assert!(near(found.at(group, kpi), mean), "{group} {kpi}: {}, not {mean}", found.at(group, kpi));
        assert!(!near(mean, f64::midpoint(first.0, second.0)), "{kpi}: the weights matter");
    };
    let markets = ["market.near", "market.port"];
    weighed("market_group.coast", markets, "delivery_days_mean", "orders_delivered");
    weighed("market_group.coast", markets, "stage_days_last_mile", "orders_delivered");
    weighed("market_group.coast", markets, "landed_cost_per_order", "orders_delivered");
    let products = ["product.honey", "product.fudge"];
    weighed("product_group.sweet", products, "delivery_days_mean", "lines_delivered");
    weighed("product_group.sweet", products, "landed_cost_per_unit", "units_delivered");
    let quantile = found.at("market_group.coast", "delivery_days_p95");
    let ends = markets.map(|market| found.at(market, "delivery_days_p95"));
    assert!(quantile >= ends[0].min(ends[1]) && quantile <= ends[0].max(ends[1]), "{quantile} of {ends:?}");
}

/// One group holds all markets, another all products: its figures are the totals, including quantiles and deviations.
#[test]
fn the_group_of_all_is_the_total() {
    let all = GROUPS.replace("\"inland\"", "\"coast\"").replace("\"plain\"", "\"sweet\"");
    let found = Figures::of(&all);
    for kpi in found.kpis("market_group.coast") {
        found.same("market_group.coast", "total", kpi);
    }
    for kpi in ["gmroi", "units_written_off", "write_off_value", "write_off_share", "near_expiry_share", "fill_rate"] {
        found.same("product_group.sweet", "total", kpi);
    }
}

#[test]
fn a_group_of_one_is_its_member_and_an_empty_group_counts_nothing() {
    let found = Figures::of(GROUPS);
    for kpi in found.kpis("market.far") {
        found.same("market_group.inland", "market.far", kpi);
    }
    for kpi in found.kpis("product.salt") {
        found.same("product_group.plain", "product.salt", kpi);
    }
    assert_eq!(found.at("market_group.empty", "orders_placed"), 0.0);
    assert!(found.at("market_group.empty", "fill_rate").is_nan(), "a share of nothing is undefined");
    // The only product of a scenario is counted by its orders, and so is its group.
    let one = "haitao = \"1\"\nrun.horizon = \"30 d\"\nproduct_group = { a = {}, b = {} }\nproduct.item.group = \"a\"\n\
               warehouse.shop = {}\nsupplier.maker = {}\nstock.shop.item = { source = \"supplier.maker\", replenish.base_stock.S = 9 }\n\
               market.town = { orders.poisson.rate = \"3 /d\", through = \"warehouse.shop\" }\n";
    let found = Figures::of(one);
    for kpi in found.kpis("product.item") {
        found.same("product_group.a", "product.item", kpi);
    }
    assert_eq!(found.at("product_group.b", "order_lines"), 0.0);
}

/// One unit of each product is sold on every day from 1 to 20, from lots that arrived at time 0: after `t` days, 100 - t and
/// 50 - t days are left. Over the units together that is (20 x 150 - 2 x 210) / (20 x 150) = 0.86; the mean of the two
/// products' shares would be 0.8425.
#[test]
fn life_left_is_taken_over_the_whole_life_of_a_group() {
    let text = r#"
haitao = "1"
run.horizon = "21 d"
product_group.jars = {}
product = { long = { group = "jars", shelf_life = "100 d" }, short = { group = "jars", shelf_life = "50 d" } }
warehouse.shop = {}
supplier.maker = {}
market.town.through = "warehouse.shop"
demand.town.all.orders.every = "1 d"
stock.shop.all = { source = "supplier.maker", replenish.s_S = { s = 0, S = 90 }, start.on_hand = 50 }
"#;
    let found = Figures::of(text);
    assert_eq!(found.at("product.long", "lines_delivered"), 20.0);
    assert!(near(found.at("product.long", "life_left_at_sale"), 0.895));
    assert!(near(found.at("product_group.jars", "life_left_at_sale"), 0.86));
    assert!(near(found.at("product_group.jars", "life_left_at_delivery"), 0.86));
}

/// Groups only add entries: every other figure is that of the same scenario without groups, in the same order.
#[test]
fn groups_add_figures_and_change_none() {
    let without: String = GROUPS.lines().filter(|line| !line.contains("_group")).collect::<Vec<_>>().join("\n");
    let without = ["sweet", "plain", "coast", "inland"]
        .into_iter()
        .fold(without, |text, name| text.replace(&format!("group = \"{name}\", "), ""));
    let columns = |text: &str| {
        let scenario = parse(text, Path::new(".")).unwrap_or_else(|faults| panic!("{faults}"));
        let found = simulate(&scenario, 7, 0, &mut Scratch::default());
        let names = scenario.kpis().iter().map(|column| (column.subject.to_string(), column.kpi.name));
        names.zip(found.values.into_iter().map(f64::to_bits)).collect::<Vec<_>>()
    };
    let (mut with, without) = (columns(GROUPS), columns(&without));
    assert!(without.iter().all(|((subject, _), _)| !subject.contains("_group")));
    with.retain(|((subject, _), _)| !subject.contains("_group"));
    assert!(with == without, "figures other than those of groups are the same");
}

#[test]
fn compare_takes_a_group_by_name() {
    let desk = Desk::new(&format!("{GROUPS}[variant.more]\nmarket.near.orders.poisson.rate = \"12 /d\"\n"));
    let said = desk.sound("compare chain.toml -n 2 --of market_group.coast,product_group.sweet --kpi units_ordered -q");
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.contains("market_group.coast") && said.contains("product_group.sweet"), "{said}");
}
