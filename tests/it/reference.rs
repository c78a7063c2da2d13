//! Generated reference pages: kinds, keys and policies; KPIs; columns. `HAITAO_WRITE=1 cargo test reference` writes them;
//! otherwise they must match the code.

use crate::cli::Desk;
use haitao::agent::{PROPERTIES, keys_of};
use haitao::chain::{ACCOUNTS, Kind, Part, Pause};
use haitao::measure::{Journals, KPI_GROUPS, KPIS, Probes, Sheet};
use haitao::output::TABLES;
use haitao::scenario::{Scenario, parse};
use haitao::text::{BuiltIn, KeySpec};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Asserts that a page has this text, or writes it.
pub(crate) fn page_is(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("HAITAO_WRITE").is_some() {
        std::fs::write(&path, text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let written = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(written == text, "{name} is not what the code says: HAITAO_WRITE=1 cargo test reference");
}

/// Escapes a text for a table cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[test]
fn the_page_of_kpis_is_what_the_code_says() {
    let mut page = String::from(
        "# KPIs\n\n\
         Every figure that a run reports. `haitao list kpis` and `haitao explain KPI` show the same.\n\n\
         In `summary.json`, the figures for `all` are under `kpis` and those for an entry under `by.KIND.NAME`. Stock points are \
         named `WAREHOUSE.PRODUCT`, desks of a customs office `OFFICE.DESK`. KPIs reported for a market or a product are also \
         reported for each of their groups, under `by.market_group.NAME` and `by.product_group.NAME`, as if all orders of the \
         group were those of one market and all its lines those of one product.\n\n\
         Each figure has a mean over the replications with its 95 % interval (Student's t), standard deviation, minimum and \
         maximum. A replication in which a figure is undefined, such as a share of nothing, is left out of all of these. Amounts \
         are in the currency of the ledger, which is CNY unless the scenario sets another.\n\n\
         The window runs from the end of the warm-up to the horizon. Figures of orders cover the orders placed in the window, \
         whenever they end; all other figures cover what happens in the window.\n",
    );
    for group in KPI_GROUPS {
        let mut heading = group.name.to_owned();
        heading[..1].make_ascii_uppercase();
        write!(page, "\n## {heading}\n").expect("writing to a String cannot fail");
        for kpi in group.kpis {
            write!(
                page,
                "\n### `{}`\n{}\n- Unit: {}; reported for: {}.\n- Formula: {}.\n- Source: {}.\n",
                kpi.name,
                kpi.doc,
                kpi.unit,
                kpi.subjects(PROPERTIES).join(", "),
                kpi.formula,
                kpi.source.unwrap_or("haitao's own definition"),
            )
            .expect("writing to a String cannot fail");
        }
    }
    page_is("docs/reference/kpis.md", &page);
}

#[test]
fn the_page_of_columns_is_what_the_code_says() {
    let mut page = format!(
        "# Columns\n\n\
         The tables that a run writes, column by column. `haitao explain COLUMN` shows the same. Parquet needs a program built \
         with `tables`; CSV and JSON Lines do not.\n\n\
         A journal is one file per replication; readers of partitioned data sets see `replication` as a column. Journals are \
         Parquet, or JSON Lines with `--journal-format jsonl`: one object per row, whose keys are the columns in the order of \
         this page, with integers as integers and null where a column may be null.\n\n\
         A name ends in its unit. `_us` is whole microseconds; times count from the start of the run. `_units` is whole units \
         of goods (for a product with a `step`, the number of steps), `_g` grams, `_cm3` cubic centimetres. `_cny_x10000` is an \
         amount in the currency named (here CNY), times 10,000: `price_cny_x10000 = 2980000` is 298 CNY. Words are names from \
         the scenario. The type says whether a column may be null.\n\n\
         `--journal {}` writes the journals it names to `journal/NAME/replication=K.parquet` or `.jsonl`, starting at time 0, \
         warm-up included. Nothing after the window becomes a row, except the end of orders placed before it.\n",
        Journals::NAMES.join(","),
    );
    for table in TABLES.iter() {
        write!(page, "\n## {}\n{}\n", table.name, table.doc).expect("writing to a String cannot fail");
        if !table.columns.is_empty() {
            page.push_str("\n| Column | Type | Unit | Description |\n|---|---|---|---|\n");
        }
        for column in &table.columns {
            let meaning = cell(column.doc);
            writeln!(page, "| `{}` | {} | {} | {meaning} |", column.name, column.kind, column.unit)
                .expect("writing to a String cannot fail");
        }
    }
    let parts: Vec<String> = Part::ALL.iter().map(|part| format!("`{}`", part.name())).collect();
    write!(
        page,
        "\n## Accounts\nThe accounts that `debit` and `credit` of the postings name. The names of `delivered`, `returned`, `scrapped` and \
         `written_off` continue with the part of the cost, one of {}; `inventory`, `ordering`, `holding` and `shortage` with the \
         stock point; `payable` with `KIND.NAME`. The balances of all accounts add up to 0.\n\n| Account | Holds |\n|---|---|\n",
        parts.join(", "),
    )
    .expect("writing to a String cannot fail");
    for (name, doc) in ACCOUNTS {
        writeln!(page, "| `{name}` | {doc} |").expect("writing to a String cannot fail");
    }
    page_is("docs/reference/columns.md", &page);
}

/// The tables on the page of keys: the list, its heading, and for each column its head and its field in the list.
#[expect(clippy::type_complexity, reason = "a literal table")]
const LISTS: [(&str, &str, &[(&str, &str)]); 4] = [
    ("agents", "Kinds of agents", &[("Kind", "name"), ("What it is", "meaning"), ("On a route", "on a route")]),
    (
        "policies",
        "Policies",
        &[("Policy", "name"), ("Used in", "used in"), ("What it does", "meaning"), ("Source", "source")],
    ),
    ("forecasts", "Forecasts", &[("Forecast", "name"), ("What it does", "meaning"), ("Source", "source")]),
    ("keys", "Keys", &[("Key", "name"), ("Type", "takes"), ("Default", "default"), ("Description", "meaning")]),
];

#[test]
fn the_page_of_keys_is_what_the_program_lists() {
    let mut page = String::from(
        "# Kinds, keys and policies\n\n\
         Everything that a scenario may contain, as `haitao list` shows it; `haitao explain WORD` gives details, with the formula \
         of a policy. [The scenario language](language.md) explains it in order, with examples. Parameters of a policy are among the \
         keys, as `stock.replenish.NAME.KEY`.\n",
    );
    let desk = Desk::new("");
    for (list, heading, columns) in LISTS {
        let words = desk.sound(&format!("list {list} --format json"));
        let words: serde_json::Value = serde_json::from_slice(&words.stdout).expect("JSON");
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let heads: Vec<String> = columns.iter().map(|(head, _)| (*head).to_owned()).collect();
        write!(page, "\n## {heading}\n\n{}|{}\n", line(heads), "---|".repeat(columns.len()))
            .expect("writing to a String cannot fail");
        for word in words.as_array().expect("a list") {
            let text = |(_, what): &(&str, &str)| {
                let text = cell(word[*what].as_str().unwrap_or_default());
                if *what == "name" { format!("`{text}`") } else { text }
            };
            page += &line(columns.iter().map(text).collect());
        }
    }
    page_is("docs/reference/keys.md", &page);
}

/// Returns the scenarios in a folder and its subfolders.
fn scenarios(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = entries.partition(|path| path.is_dir());
    let here = files.into_iter().filter(|path| path.extension().is_some_and(|end| end == "toml"));
    here.chain(folders.iter().flat_map(|folder| scenarios(folder))).collect()
}

/// Collects the subjects of a scenario's figures, by KPI.
fn reported(scenario: &Scenario, into: &mut BTreeMap<&'static str, BTreeSet<String>>) {
    let (mut probes, mut sheet) = (<Probes>::default(), Sheet::with_columns());
    probes.reset(scenario.network());
    probes.report(scenario.network(), &mut sheet);
    for column in sheet.into_parts().0 {
        let kind = column.subject.group().map_or("all", |(kind, _)| kind).to_owned();
        // A window has every figure of the run.
        if kind != "window" {
            into.entry(column.kpi.name).or_default().insert(kind);
        }
    }
}

/// Features that no shipped scenario has and that take several entries or keys: promises, return routes and reroutes, a
/// group of markets that is struck, groups of perishable and substituted products.
const EVERYTHING: &str = r#"
haitao = "1"
run = { start = 2027-01-01, horizon = "10 d" }
promotion.sale = { days = { "01-02" = 2 }, coupon.off = "1 CNY" }
product_group.jars = {}
market_group.near = {}
product.item = { group = "jars", shelf_life = "30 d" }
supplier.works = { lot_time = "1 h", lines = 1 }
lane = { van = { departs = "every 2 h" }, boat = {} }
customs.desk = { officers = 1, check = "1 min", inspected = "5 %", bays = 1, inspection = "1 h" }
warehouse.shop = { picking = "1 min", pickers = 1, wage = "28 CNY/h" }
courier.door = { failed_attempts = "5 %", attempts = 1, undeliverable.back = ["warehouse.shop"] }
port.quay = {}
path.direct = { through = ["lane.van", "port.quay", "courier.door"] }
platform.buy = { path = "direct" }
market.village = { orders.poisson.rate = "1 /d", platform = "buy" }
market.town = { orders.poisson.rate = "2 /d", through = ["path.van", "customs.desk", "courier.door"], promise = "3 d", group = "near", when_short = "substitute" }
path.van = { through = ["warehouse.shop", "lane.van"], reroute.closed = "path.boat" }
path.boat.through = ["warehouse.shop", "lane.boat"]
shock.storm = { strikes = "market.*", starts = "3 d", pauses = "orders" }
stock.shop.item = { source = "supplier.works", forecast.ses.alpha = 0.2, replenish.base_stock.S = 4 }
"#;

/// Returns scenarios with an entry of this kind of agent, one for each key: the entry has the key, what the key needs, and
/// the required keys. A shock strikes the entry if it can.
fn each_key_of(kind: &Kind) -> Vec<String> {
    let mut text = String::from(
        "haitao = \"1\"\nrun = { start = 2027-01-01, horizon = \"10 d\" }\ncustoms.desk = {}\npath.x.through = \"customs.desk\"\n\
         market.town = { orders.every = \"1 d\", through = \"customs.desk\" }\n",
    );
    if let Some((word, _)) = Pause::ALL.iter().find(|(_, pause)| kind.pauses.contains(pause)) {
        text += &format!("shock.storm = {{ strikes = \"{kind}.*\", starts = \"3 d\", pauses = \"{word}\" }}\n");
    }
    let keys = keys_of(kind.name);
    let with = |key: &KeySpec| {
        let needed = |other: &&KeySpec| {
            other.built_in == BuiltIn::Required || other.name == key.name || key.needs.first() == Some(&other.name)
        };
        let said = keys.iter().filter(needed).map(|key| format!("{kind}.x.{} = {}\n", key.name, key.shape.example()));
        text.clone() + &said.collect::<String>()
    };
    keys.iter().map(with).collect()
}

#[test]
fn every_kpi_is_reported_of_what_it_says() {
    let mut found = BTreeMap::new();
    for path in scenarios(&Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")) {
        reported(&haitao::scenario::load(&path).expect("a valid scenario"), &mut found);
    }
    reported(&parse(EVERYTHING, Path::new(".")).expect("a valid scenario"), &mut found);
    for text in PROPERTIES.iter().flat_map(each_key_of) {
        // A few keys make sense only together with others.
        if let Ok(scenario) = parse(&text, Path::new(".")) {
            reported(&scenario, &mut found);
        }
    }
    let wrong: Vec<String> = KPIS
        .iter()
        .filter_map(|kpi| {
            let said = BTreeSet::from_iter(kpi.subjects(PROPERTIES));
            let is = found.get(kpi.name).cloned().unwrap_or_default();
            (said != is).then(|| format!("{}: said of {said:?}, reported of {is:?}", kpi.name))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(found.keys().all(|name| KPIS.iter().any(|kpi| kpi.name == *name)), "a figure that is not a KPI");
}

#[test]
fn every_kpi_is_defined_with_formula_and_source() {
    let mut names = BTreeSet::new();
    for kpi in KPIS.iter() {
        assert!(names.insert(kpi.name), "{} is declared twice", kpi.name);
        assert!(kpi.doc.ends_with('.') && kpi.formula.len() > 10 && !kpi.unit.is_empty(), "{}", kpi.name);
        assert!(!kpi.formula.ends_with('.') && kpi.source.is_none_or(|source| source.len() > 20), "{}", kpi.name);
    }
}
