//! A network as large as that of a real platform, as the text of a scenario: 500 sites, 5,000 products, 20,000 stock points
//! and a million orders a year. Nothing in it is random, so the text is always the same.
//!
//! One hub abroad holds every product through one row `all`. Each of 50 zones holds a group of 100 products, through rows of a
//! group of warehouses and a group of products. Each of the 99 stores holds the same 100, row by row. Stores are replenished
//! from their zone, zones from a supplier, the hub from 50 other suppliers. 90 markets order from a store, 10 from the hub by
//! direct mail.

use std::fmt::Write as _;
use std::path::Path;

/// Products, in groups of [`GROUP`].
pub(crate) const PRODUCTS: usize = 5_000;
const GROUP: usize = 100;
const GROUPS: usize = PRODUCTS / GROUP;
const MARKETS: usize = 100;
const DIRECT: usize = 10;
const ZONES: usize = GROUPS;
const STORES: usize = 99;
const SUPPLIERS: usize = 100;
const LANES: usize = 120;
const DESKS: usize = 10;
const COURIERS: usize = 20;
const YEAR: &str = "haitao = \"1\"\n\
    question = \"How does a run grow with the network?\"\n\
    run = { start = 2027-01-01, warm_up = \"0 d\", horizon = \"365 d\", replications = 1 }\n";

/// How rows and products are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Everything in the scenario file.
    Text,
    /// Products and the rows of the stores in CSV files next to it.
    Tables,
}

/// Writes the network into a folder.
///
/// # Panics
/// If the folder cannot be written.
pub(crate) fn write(folder: &Path, form: Form) -> std::path::PathBuf {
    let mut text = String::from(YEAR);
    if form == Form::Tables {
        text += "tables = { product = \"network-products.csv\", stock = \"network-stock.csv\" }\n";
        put(folder, "network-products.csv", &products_csv());
        put(folder, "network-stock.csv", &stores_csv());
    }
    text += &sites();
    if form == Form::Text {
        text += &products();
        text += &stores();
    }
    let name = if form == Form::Text { "network.toml" } else { "network-tables.toml" };
    put(folder, name, &text);
    folder.join(name)
}

fn put(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).unwrap_or_else(|error| panic!("{name}: {error}"));
}

/// Adds a line.
macro_rules! line {
    ($text:ident, $($words:tt)*) => { writeln!($text, $($words)*).expect("memory takes every line") };
}

/// All agents, and everything that does not belong to a product: 500 sites.
fn sites() -> String {
    let mut text = String::new();
    let line = &mut text;
    line!(line, "[default]");
    line!(line, "supplier = {{ overtaking = false, lead_time.lognormal = {{ median = \"12 d\", sigma = 0.4 }} }}");
    line!(line, "lane = {{ overtaking = false, transit.gamma = {{ mean = \"3 d\", cv = 0.3 }} }}");
    line!(line, "customs = {{ officers = 40, check.exponential.mean = \"4 min\", inspected = \"3 %\" }}");
    line!(line, "courier = {{ overtaking = true, price = \"4 CNY/parcel\" }}");
    line!(line, "warehouse = {{ price = \"2 CNY/parcel\" }}");
    line!(line, "market = {{ patience = \"6 d\" }}");
    line!(line, "stock = {{ holding = \"0.03 CNY/unit/d\", order_cost = \"20 CNY\" }}");
    line!(line, "[courier_group.far]\ntransit.gamma = {{ mean = \"60 h\", sd = \"12 h\" }}");
    line!(line, "[courier_group.near]\ntransit.gamma = {{ mean = \"30 h\", sd = \"8 h\" }}");
    for zone in 0..ZONES {
        line!(line, "[warehouse_group.area-{zone}]");
    }
    line!(line, "[lane_group.sea]\ndeparts = \"sat 06:00\"\ncut_off = \"1 d\"");
    for group in 0..GROUPS {
        line!(line, "[product_group.range-{group}]\nprice = \"{} CNY\"", 59 + group);
    }
    for market in 0..MARKETS {
        line!(line, "[market.region-{market}]");
        line!(line, "orders.poisson.rate = \"27.4 /d\"");
        if market < DIRECT {
            let (lane, desk, courier) = (LANES - 1 - market, market % DESKS, market % COURIERS);
            line!(
                line,
                "through = [\"warehouse.hub\", \"lane.line-{lane}\", \"customs.desk-{desk}\", \"courier.van-{courier}\"]"
            );
        } else {
            let store = market - DIRECT;
            line!(line, "through = \"path.home-{store}\"");
            line!(line, "mix = [{}]", list(store));
        }
    }
    line!(line, "[path]");
    for store in 0..STORES {
        line!(
            line,
            "home-{store}.through = [\"warehouse.store-{store}\", \"customs.desk-{}\", \"courier.van-{}\"]",
            store % DESKS,
            store % COURIERS
        );
    }
    line!(line, "[warehouse.hub]");
    for zone in 0..ZONES {
        line!(line, "[warehouse.zone-{zone}]\ngroup = \"area-{zone}\"\nput_away = \"2 d\"");
    }
    for store in 0..STORES {
        line!(line, "[warehouse.store-{store}]\npickers = 4\npicking.erlang = {{ k = 2, mean = \"3 min\" }}");
    }
    line!(line, "[supplier]");
    for supplier in 0..SUPPLIERS {
        line!(line, "maker-{supplier} = {{}}");
    }
    line!(line, "[lane]");
    for lane in 0..LANES {
        let group = if lane < ZONES { "group = \"sea\"" } else { "price = \"90 CNY/shipment\"" };
        line!(line, "line-{lane} = {{ {group} }}");
    }
    line!(line, "[customs]");
    for desk in 0..DESKS {
        line!(line, "desk-{desk} = {{ inspection.uniform = {{ min = \"0.5 d\", max = \"1.5 d\" }} }}");
    }
    line!(line, "[courier]");
    for courier in 0..COURIERS {
        line!(line, "van-{courier} = {{ group = \"{}\" }}", if courier % 2 == 0 { "near" } else { "far" });
    }
    line!(line, "[stock.hub]");
    line!(line, "all.replenish.s_S = {{ s = 20, S = 60 }}");
    for group in 0..GROUPS {
        line!(line, "range-{group}.source = \"supplier.maker-{group}\"");
    }
    for zone in 0..ZONES {
        let steps =
            format!("\"supplier.maker-{}\", \"lane.line-{zone}\", \"customs.desk-{}\"", GROUPS + zone, zone % DESKS);
        line!(line, "[stock.area-{zone}.range-{zone}]");
        line!(line, "source = [{steps}]\nreplenish.r_Q = {{ r = 150, Q = 100 }}");
    }
    text
}

/// The group of products that a store holds.
fn range(store: usize) -> usize {
    store % GROUPS
}

/// The products of a store, quoted.
fn list(store: usize) -> String {
    let names = (range(store) * GROUP..).take(GROUP).map(|product| format!("\"item-{product}\""));
    names.collect::<Vec<_>>().join(", ")
}

fn popularity(product: usize) -> usize {
    1 + product * 7 % 19
}

fn products() -> String {
    let mut text = String::from("[product]\n");
    for product in 0..PRODUCTS {
        let (group, weight) = (product / GROUP, popularity(product));
        line!(
            text,
            "item-{product} = {{ group = \"range-{group}\", cost = \"{} CNY\", popularity = {weight} }}",
            20 + product % 50
        );
    }
    text
}

fn products_csv() -> String {
    let mut text = String::from("name,group,cost [CNY],popularity\n");
    for product in 0..PRODUCTS {
        line!(text, "item-{product},range-{},{},{}", product / GROUP, 20 + product % 50, popularity(product));
    }
    text
}

/// Store, product, source and levels of every row that is written out.
fn rows() -> impl Iterator<Item = (usize, usize, [String; 2], usize)> {
    (0..STORES).flat_map(|store| {
        (range(store) * GROUP..).take(GROUP).map(move |product| {
            let lane = ZONES + store % (LANES - ZONES - DIRECT);
            let steps = [format!("warehouse.zone-{}", range(store)), format!("lane.line-{lane}")];
            (store, product, steps, 10 + 2 * popularity(product))
        })
    })
}

fn stores() -> String {
    let mut text = String::new();
    let mut before = STORES;
    for (store, product, [zone, lane], level) in rows() {
        if store != before {
            line!(text, "[stock.store-{store}]");
            before = store;
        }
        line!(
            text,
            "item-{product} = {{ source = [\"{zone}\", \"{lane}\"], replenish.s_S = {{ s = {level}, S = {} }} }}",
            2 * level
        );
    }
    text
}

fn stores_csv() -> String {
    let mut text = String::from("warehouse,product,source,replenish.s_S.s,replenish.s_S.S\n");
    for (store, product, [zone, lane], level) in rows() {
        line!(text, "store-{store},item-{product},{zone};{lane},{level},{}", 2 * level);
    }
    text
}
