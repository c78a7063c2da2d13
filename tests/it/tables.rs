//! `[tables]`: rows of CSV files are the same entries that they would be in TOML, with the same checks, and problems are
//! reported at the cell.

use haitao::scenario::{Faults, Scenario, load};
use haitao::study::{Scratch, simulate};
use std::fs;
use std::path::Path;

/// Reads a scenario `s.toml` with data files in its folder.
fn read(toml: &str, files: &[(&str, &str)]) -> Result<Scenario, Faults> {
    let folder = tempfile::tempdir().expect("a folder");
    read_in(folder.path(), toml, files)
}

fn read_in(folder: &Path, toml: &str, files: &[(&str, &str)]) -> Result<Scenario, Faults> {
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("a data file");
    }
    let path = folder.join("s.toml");
    fs::write(&path, toml).expect("a scenario");
    load(&path)
}

/// Returns the problems, one per line, without the scenario's folder.
fn said(toml: &str, files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let faults = read_in(folder.path(), toml, files).expect_err("mistakes");
    let root = format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR);
    faults.to_string().replace(&root, "").lines().map(str::to_owned).collect()
}

/// Returns every figure of a replication with its subject.
fn figures(scenario: &Scenario) -> Vec<(String, &'static str, Option<u64>)> {
    let values = simulate(scenario, 1, 0, &mut Scratch::default()).values;
    let bits = |value: f64| (!value.is_nan()).then(|| value.to_bits());
    let columns = scenario.kpis().iter().zip(values);
    columns.map(|(column, value)| (column.subject.to_string(), column.kpi.name, bits(value))).collect()
}

const SITES: &str = r#"haitao = "1"
run = { horizon = "60 d" }
default = { supplier.overtaking = true, stock.holding = "0.05 CNY/unit/d" }
platform.haitao.path = "home"
path.home.through = ["warehouse.shop", "lane.van", "courier.door"]
supplier.maker.lead_time.gamma = { mean = "6 d", cv = 0.5 }
courier.door = {}
warehouse_group.north = {}
product_group.7.price = "400 CNY"
market.inland = { orders.poisson.rate = "3 /d", through = "warehouse.depot", mix = "tea" }
"#;

const ENTRIES: &str = r#"
product.tea = { price = "60 CNY", cost = "25.5 CNY" }
product.vase = { group = "7", cost = "180 CNY", popularity = 0.25, label = "blue; white" }
product.1001 = { price = "5 CNY", enabled = true }
product.old = { enabled = false }
market.town = { platform = "haitao", orders.poisson.rate = "9 /d", units.geometric.mean = 2, patience = "3 d" }
market.city = { platform = "haitao", orders.every.uniform = { min = "1 h", max = "5 h" }, mix = ["tea", "1001"] }
lane.van = { departs = "every 2 h", transit.lognormal = { median = "4 h", sigma = 0.5 }, overtaking = false, price = ["9 CNY/shipment", "0.5 CNY/unit"] }
warehouse.shop = { group = "north", pickers = 3, picking = "5 min" }
warehouse.depot = { group = "north" }
stock.shop.all = { source = "supplier.maker", replenish.s_S = { s = 60, S = 120 } }
stock.shop.7.replenish.base_stock.S = 20
stock.north.tea = { source = "supplier.maker", replenish.s_S = { s = 30, S = 50 }, start.on_hand = 7 }
demand.city.vase = { orders.poisson.rate = "1.5 /d", units = 3 }
"#;

const TABLES: &str = r#"
[tables]
product = "products.csv"
market = "markets.csv"
lane = "lanes.csv"
warehouse = ["warehouses.csv", "more.csv"]
stock = "stock.csv"
demand = "demand.csv"
"#;

const FILES: [(&str, &str); 7] = [
    (
        "products.csv",
        "\u{feff}name,group,price [CNY],cost [CNY],popularity,label,enabled,\r\n\
        tea,,60,25.5,,,,\r\nvase,7,,180,0.25,blue; white,,\r\n\r\n1001,,5,,,,TRUE,\r\nold,,,,,,false,\r\n,,,,,,,\r\n",
    ),
    (
        "markets.csv",
        "name,platform,orders.poisson.rate [/d],orders.every.uniform.min [h],orders.every.uniform.max [h],\
        units.geometric.mean,patience,mix\n\
        town,haitao,9,,,2,3 d,\ncity,haitao,,1,5,,,tea; 1001\n",
    ),
    (
        "lanes.csv",
        "name, departs, transit.lognormal.median [h], transit.lognormal.sigma, overtaking, price\n\
        van, every 2 h, 4, 0.5, false, 9 CNY/shipment;0.5 CNY/unit\n",
    ),
    ("warehouses.csv", "name,group,pickers,picking [min]\nshop,north,3,5\n"),
    ("more.csv", "name,group\n\"depot\",\"north\"\n"),
    (
        "stock.csv",
        "warehouse,product,source,replenish.s_S.s,replenish.s_S.S,replenish.base_stock.S,start.on_hand\n\
        shop,all,supplier.maker,60,120,,\nnorth,tea,supplier.maker,30,50,,7\nshop,7,,,,20,\n",
    ),
    ("demand.csv", "market,product,orders.poisson.rate [/d],units\ncity,vase,1.5,3\n"),
];

#[test]
fn tables_are_equivalent_to_entries_in_the_file() {
    let written = read(&format!("{SITES}{ENTRIES}"), &[]).unwrap_or_else(|faults| panic!("{faults}"));
    let tables = read(&format!("{SITES}{TABLES}"), &FILES).unwrap_or_else(|faults| panic!("{faults}"));
    let figures = [figures(&written), figures(&tables)];
    let busy = |value: Option<u64>| value.is_some_and(|bits| f64::from_bits(bits) > 5.0);
    assert!(figures[0].iter().any(|(of, kpi, value)| of == "market.city" && *kpi == "orders_per_day" && busy(*value)));
    assert_eq!(figures[0], figures[1]);
    assert!(written.stream_names().eq(tables.stream_names()));
}

#[test]
fn tables_can_be_combined_with_entries() {
    let toml = r#"haitao = "1"
run.horizon = "10 d"
tables.product = "products.csv"
tables.stock = "stock.csv"
product.tea.price = "60 CNY"
warehouse.shop = {}
warehouse.depot = {}
market.town = { orders.poisson.rate = "9 /d", through = "warehouse.shop" }
stock.shop.tea.start.on_hand = 5
"#;
    let stock = "warehouse,product,start.on_hand\nshop,vase,6\ndepot,all,3\ndepot,tea,4\n";
    let scenario = read(toml, &[("products.csv", "name\nvase\n"), ("stock.csv", stock)]);
    let scenario = scenario.unwrap_or_else(|faults| panic!("{faults}"));
    let cells: Vec<&str> = scenario.network().stock_points.iter().map(|cell| cell.name.as_str()).collect();
    assert_eq!(cells, ["depot.tea", "depot.vase", "shop.tea", "shop.vase"]);
    let files: Vec<&str> = scenario.files().iter().map(|(name, _)| name.as_str()).collect();
    assert!(files[0].ends_with("s.toml"));
    assert_eq!(files[1..], ["products.csv", "stock.csv"]);
    let changed = read(toml, &[("products.csv", "name\nvase\n"), ("stock.csv", &stock.replace('6', "7"))]);
    let changed = changed.unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(scenario.files()[1], changed.files()[1]);
    assert_ne!(scenario.files()[2].1, changed.files()[2].1);
    assert_ne!(scenario.hash(), changed.hash());
}

const SOUND: &str = r#"haitao = "1"
run.horizon = "10 d"
tables = { product = "p.csv", stock = "s.csv" }
product.jar = {}
warehouse.shop = {}
market.town = { orders.poisson.rate = "9 /d", through = "warehouse.shop" }
stock.shop.jar = {}
"#;
const PRODUCTS: &str = "name,price [CNY],popularity\ntea,60,1\nvase,400,0.5\n";
const STOCK: &str = "warehouse,product,start.on_hand\nshop,tea,5\nshop,vase,6\n";

/// Returns the problems of the valid scenario with one of its files changed.
fn answer(products: &str, stock: &str) -> Vec<String> {
    said(SOUND, &[("p.csv", products), ("s.csv", stock)])
}

#[test]
fn problems_of_a_table_are_reported_at_the_cell() {
    assert!(read(SOUND, &[("p.csv", PRODUCTS), ("s.csv", STOCK)]).is_ok(), "sound before");
    let unknown_vase = "s.csv:3:6: unknown_name: there is no product `vase` (possible here: `jar`, `tea`, `all`)";
    let no_vase = "s.toml:6:57: no_stock: `warehouse.shop` has no stock of `vase` (add a row `[stock.shop.vase]`, or remove the \
                   product from the mix)";
    let cases: [(&str, &str, &[&str]); 20] = [
        // Keys and values: the usual messages, at the column concerned.
        ("popularity", "popularty", &["p.csv:1:18: unknown_key: unknown key `popularty` (did you mean `popularity`?)"]),
        (
            "400,0.5",
            "4oo,0",
            &[
                "p.csv:3:6: bad_number: column `price`: \"4oo\" is not a quantity: there must be a space between number and unit",
                "p.csv:3:10: out_of_range: column `popularity`: `popularity` must be above 0 and at most a billion, \
                 not 0 (only the proportion to the popularity of other products matters)",
            ],
        ),
        (
            "400",
            "\"4,00\"",
            &[
                "p.csv:3:6: bad_number: column `price`: \"4,00\" is not a quantity: there must be a space between number and unit",
            ],
        ),
        // A unit belongs to the column, so it is one problem of the heading.
        (
            "[CNY]",
            "[EUR]",
            &[
                "p.csv:1:6: missing_rate: the ledger is in CNY, but `[fx]` has no rate for `EUR` (add the price of one EUR: \
               `fx.EUR = \"... CNY\"`)",
            ],
        ),
        (
            "price [CNY]",
            "price",
            &["p.csv:1:6: wrong_unit: an amount needs its currency, here CNY (add the unit to the heading: \
               `price [...]`)"],
        ),
        (
            "400",
            "400 USD",
            &[
                "p.csv:3:6: wrong_unit: column `price`: the cell is in `USD`, but its column is in `CNY` (give the unit once, in \
               the heading)",
            ],
        ),
        // Names.
        (
            "vase,400",
            ",400",
            &["p.csv:3:1: bad_name: this row has no `name` (every row must name its product)", unknown_vase],
        ),
        (
            "tea,60",
            "all,60",
            &[
                "s.toml:6:57: no_stock: `warehouse.shop` has no stock of `all` (add a row `[stock.shop.all]`, or remove the \
                 product from the mix)",
                "p.csv:2:1: bad_name: `all` cannot be the name of an entry (a name must not be empty or `all`, or \
                 contain a dot, star or colon)",
                "s.csv:2:6: unknown_name: there is no product `tea` (possible here: `all`, `jar`, `vase`, `all`)",
            ],
        ),
        (
            "vase,400",
            "jar,400",
            &["p.csv:3:1: duplicate: `product.jar` is also in line 4 of s.toml (keep one of the two)", unknown_vase],
        ),
        (
            "vase,400",
            "tea,400",
            &["p.csv:3:1: duplicate: `product.tea` is also in line 2 of p.csv (keep one of the two)", unknown_vase],
        ),
        // The shape of the file: names are unknown then, so there are no messages about them.
        (
            "name,",
            "nome,",
            &[
                "p.csv:1:1: missing_column: a table of `product` must begin with the column `name`, not `nome` (the first \
               line must be the heading, with commas between the columns)",
            ],
        ),
        (
            "400,0.5",
            "400",
            &[
                "p.csv:3:1: bad_row: this row has 2 cells, but the heading has 3 (put quotes around a cell that contains a \
               comma)",
            ],
        ),
        (
            "400,0.5",
            "400,0,5",
            &[
                "p.csv:3:12: bad_row: this row has 4 cells, but the heading has 3 (put quotes around a cell that contains a \
               comma)",
            ],
        ),
        (
            "400,0.5",
            "\"400,0.5",
            &["p.csv:3:6: bad_row: this quote is not closed (double a quote within a quoted cell)"],
        ),
        // Headings.
        ("popularity", "price", &["p.csv:1:18: duplicate: there are two columns `price` (keep one of the two)"]),
        (
            "popularity",
            "",
            &["p.csv:1:18: bad_row: the heading `` is not a key (a heading must be a key, with dots before inner \
               keys: `orders.every`)"],
        ),
        // Rows with two names.
        (
            "shop,vase",
            "shop,vasse",
            &[no_vase, "s.csv:3:6: unknown_name: there is no product `vasse` (did you mean `vase`?)"],
        ),
        (
            "shop,vase",
            "shop,jar",
            &[no_vase, "s.csv:3:6: duplicate: `stock.shop.jar` is also in line 7 of s.toml (keep one of the two)"],
        ),
        (
            "shop,vase,6",
            "shop,vase,6.5",
            &["s.csv:3:11: out_of_range: column `start.on_hand`: `on_hand` must be a whole number of pieces, not 6.5"],
        ),
        (
            "warehouse,product",
            "product,warehouse",
            &[
                "s.csv:1:1: missing_column: a table of `stock` must begin with the columns `warehouse` and `product`, not \
               `product` (the first line must be the heading, with commas between the columns)",
            ],
        ),
    ];
    let mut wrong = String::new();
    for (from, to, expected) in cases {
        let (products, stock) = (PRODUCTS.replacen(from, to, 1), STOCK.replacen(from, to, 1));
        let found = answer(&products, &stock);
        if found != expected {
            wrong += &format!("`{from}` as `{to}`:\n{}\n", found.join("\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_file_that_cannot_be_read_is_one_problem() {
    let stock = ("s.csv", STOCK);
    let missing = said(SOUND, &[stock]);
    assert!(
        missing.len() == 1 && missing[0].starts_with("s.toml:3:22: missing_file: there is no file p.csv"),
        "{missing:?}"
    );
    let answers = [
        ("p.csv", "p.xlsx", "p.xlsx: its name ends neither in `.csv` nor in `.parquet`"),
        ("\"p.csv\"", "7", "wrong_type: `product` must be the name of a data file, not an integer"),
        (
            "product = \"p.csv\"",
            "products = \"p.csv\"",
            "unknown_kind: there is no kind `products` to read from a table (did you mean `product`?)",
        ),
        (
            "{ product = \"p.csv\", stock = \"s.csv\" }",
            "\"p.csv\"",
            "wrong_type: `tables` must be a table of keys, not a string",
        ),
    ];
    for (from, to, expected) in answers {
        let found = said(&SOUND.replacen(from, to, 1), &[("p.xlsx", PRODUCTS), ("p.csv", PRODUCTS), stock]);
        assert!(found.iter().any(|line| line.contains(expected)), "`{to}`: {found:#?}");
    }
}

/// Text in another encoding is a common mistake; the message names the line.
#[test]
fn another_encoding_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("p.csv"), b"name\ntea\n\xb2\xe8\n").expect("a data file");
    let faults = read_in(folder.path(), SOUND, &[("s.csv", STOCK)]).expect_err("no UTF-8");
    assert!(faults.to_string().ends_with("unreadable_file: p.csv: line 3 is not UTF-8 text\n"), "{faults}");
}

/// A column that is wrong in every row does not hide other problems.
#[test]
fn of_many_like_problems_the_first_are_reported() {
    let mut products = PRODUCTS.to_owned();
    (0..1000).for_each(|number| products += &format!("item-{number},x,1\n"));
    let mut stock = STOCK.to_owned();
    (0..1000).for_each(|number| stock += &format!("shop,item{number},1\nshop,item-{number},1\n"));
    let found = answer(&products, &stock);
    let of = |start: &str, code: &str| {
        found.iter().filter(|line| line.starts_with(start) && line.contains(&format!(": {code}: "))).count()
    };
    assert_eq!((of("p.csv:", "bad_number"), of("s.csv:", "unknown_name"), found.len()), (101, 101, 202));
    assert_eq!(found[0], "p.csv:1:6: bad_number: column `price`: 900 more rows have this problem");
    assert!(found[1].starts_with("p.csv:4:8: bad_number: column `price`: \"x\""), "{}", found[1]);
    assert_eq!(found[101], "s.csv:1:11: unknown_name: column `product`: 900 more rows have this problem");
}

/// Any byte of a table may be any character: the table is rejected with a message, or it is valid.
#[test]
fn a_mutated_table_is_rejected_with_a_message_or_read() {
    let folder = tempfile::tempdir().expect("a folder");
    read_in(folder.path(), &format!("{SITES}{TABLES}"), &FILES).unwrap_or_else(|faults| panic!("{faults}"));
    let (mut refused, mut sound) = (0, 0);
    let whole = FILES[2].1;
    for (at, _) in whole.char_indices() {
        for sign in ["", ",", "\"", "\n", ";", ".", "9", "海"] {
            let rest: String = whole[at..].chars().skip(1).collect();
            let lanes = format!("{}{sign}{rest}", &whole[..at]);
            fs::write(folder.path().join("lanes.csv"), lanes).expect("a data file");
            match load(&folder.path().join("s.toml")) {
                Ok(_) => sound += 1,
                Err(faults) => {
                    assert_eq!(faults.to_string().lines().count(), faults.problems.len(), "a line for each: {faults}");
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 500 && sound > 30, "{refused} refused, {sound} sound");
}
