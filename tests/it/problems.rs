//! Bad scenarios: every kind of problem has a file that shows it, with the exact text of the message; all mistakes of a file
//! are reported in one run, each once and at its place. A file `problems/CODE.toml` ends in lines `# expect LINE:COLUMN:
//! code: cause (help)`, which are the complete output. `{policies}` stands for the names of all replenishment policies, `{steps}`
//! for those of all kinds that can be any step of a route, so that a new one changes no file.

mod explained;
mod hostile;
mod mutated;
mod routes;

use haitao::agent::PROPERTIES;
use haitao::chain::Role;
use haitao::policy::replenish::Policy;
use haitao::scenario::{Faults, parse};
use haitao::text::Code;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/problems")
}

/// Returns the faults of a text.
fn faults(text: &str) -> Faults {
    parse(text, &folder())
        .map_or_else(|faults| faults, |scenario| scenario.warnings().cloned().expect("a mistake in it"))
}

/// Returns the problems of a text, one per line, without the file name.
fn said(text: &str) -> Vec<String> {
    let lines = faults(text).to_string();
    lines.lines().map(|line| line.strip_prefix("scenario:").unwrap_or(line).to_owned()).collect()
}

/// Fills the placeholders of an expected line.
fn with_names(line: &str) -> String {
    let quoted: Vec<String> = Policy::NAMES.iter().map(|name| format!("`{name}`")).collect();
    let steps = PROPERTIES.iter().filter(|kind| kind.role == Role::HoldsShipments).map(|kind| kind.name);
    let line = line.replace("{steps}", &steps.collect::<Vec<_>>().join(", "));
    line.replace("{policies}", &Policy::NAMES.join(", ")).replace("{`policies`}", &quoted.join(", "))
}

/// Returns place and code of each problem of a text.
fn codes(text: &str) -> Vec<(usize, usize, &'static str)> {
    let faults = faults(text);
    let place = |place| faults.sources.line_column(place);
    let problems = faults.problems.iter().map(|problem| {
        let (line, column) = problem.place.map_or((0, 0), place);
        (line, column, problem.code.as_str())
    });
    problems.collect()
}

#[test]
fn every_code_has_a_file_that_yields_it_and_nothing_else() {
    let mut promised: Vec<String> = Code::ALL.iter().map(|code| format!("{}.toml", code.as_str())).collect();
    promised.sort();
    let mut found: Vec<String> = fs::read_dir(folder())
        .expect("the folder of bad scenarios")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "toml"))
        .collect();
    found.sort();
    assert_eq!(found, promised, "one file for each code, named after it");
    for code in Code::ALL {
        let text = fs::read_to_string(folder().join(format!("{}.toml", code.as_str()))).expect("a text");
        let faults = faults(&text);
        let others: Vec<&str> =
            faults.problems.iter().map(|p| p.code.as_str()).filter(|c| *c != code.as_str()).collect();
        assert!(others.is_empty(), "{}.toml yields {others:?} too", code.as_str());
    }
}

#[test]
fn every_file_yields_the_messages_at_its_end() {
    let mut wrong = String::new();
    for code in Code::ALL {
        let text = fs::read_to_string(folder().join(format!("{}.toml", code.as_str()))).expect("a text");
        let expected: Vec<String> =
            text.lines().filter_map(|line| line.strip_prefix("# expect ")).map(with_names).collect();
        let said = said(&text);
        if said != expected {
            let lines: String = said.iter().map(|line| format!("# expect {line}\n")).collect();
            wrong += &format!("{}.toml is answered by\n{lines}", code.as_str());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// These kinds of problem always have a help, since a reader may not know what is possible.
#[test]
fn misspelt_and_missing_names_come_with_help() {
    let helped = [
        Code::LanguageVersion,
        Code::UnknownKey,
        Code::UnknownKind,
        Code::UnknownPath,
        Code::ExtendsLoop,
        Code::Duplicate,
        Code::MissingKey,
        Code::BadName,
        Code::UnknownLaw,
        Code::UnknownPolicy,
        Code::UnknownTaxClass,
        Code::OneChoice,
        Code::UnstatedOvertaking,
        Code::RouteOrder,
        Code::WrongKind,
        Code::EmptyRoute,
        Code::PathLoop,
        Code::SourceLoop,
        Code::NoStock,
        Code::NoProduct,
        Code::NoMarket,
        Code::TooLarge,
        Code::WrongUnit,
        Code::MissingRate,
        Code::UnknownGroup,
        Code::UnknownWord,
        Code::UnknownUnit,
        Code::TimeOrder,
        Code::LevelOrder,
        Code::StockAboveSpace,
        Code::ParcelTooHeavy,
        Code::NeverEnds,
        Code::UnknownRegime,
        Code::TaxedTwice,
        Code::TaxCurrency,
        Code::UnknownTimeZone,
        Code::UnknownHolidays,
        Code::BadTimetable,
        Code::ImpossibleCalendar,
        Code::NeverOpen,
        Code::NoFirstValue,
    ];
    for code in helped {
        let text = fs::read_to_string(folder().join(format!("{}.toml", code.as_str()))).expect("a text");
        for problem in faults(&text).problems.iter() {
            assert!(problem.help.is_some(), "no help for: {}", problem.cause);
        }
    }
}

#[test]
fn five_mistakes_are_five_problems_in_one_run() {
    let text = r#"haitao = "1"
run = { horizon = "365", warm_up = "10 d" }
product.item = { price = "12 EUR" }
warehouse.shop = { picking.exponentail.mean = "3 min" }
market.town = { orders.poisson.rate = "20 /h", through = ["warehouse.shop", "courier.zt"] }
courier.zto = { transit = "2 d", retrys = "1 d" }
stock.shop.item.start.on_hand = 100
"#;
    let expected = [
        (2, 19, "wrong_unit"),
        (3, 26, "missing_rate"),
        (4, 28, "unknown_law"),
        (5, 77, "unknown_name"),
        (6, 34, "unknown_key"),
    ];
    assert_eq!(codes(text), expected);
}

/// Every entry that reads a default would report its mistakes; they are reported once, where they are.
#[test]
fn a_mistake_in_a_default_or_a_group_is_reported_once_at_its_place() {
    let text = r#"haitao = "1"
run.horizon = "10 d"

[default]
lane = { transit = "2 days ago", cutoff = "1 h" }
courier.price = "3 USD/parcel"
stock.holding = "1 CNY/unit"

[lane_group.sea]
departs = "sat 25:00"
price = { ship = 5 }

[lane]
a = { group = "sea" }
b = { group = "sea", wait_limit = "1 h" }
c = { departs = "every 2 h" }
d = {}

[courier]
north = {}
south = {}

[product]
box = {}
item = {}

[warehouse.shop]

[stock.shop]
box = {}
item = {}

[market.town]
orders.every = "1 d"
through = ["warehouse.shop", "lane.a", "lane.b", "lane.c", "courier.north"]
"#;
    let expected = [
        (5, 20, "unknown_unit"),
        (5, 34, "unknown_key"),
        (6, 17, "missing_rate"),
        (7, 17, "wrong_unit"),
        (10, 11, "bad_timetable"),
        (11, 9, "wrong_type"),
    ];
    assert_eq!(codes(text), expected, "{:#?}", said(text));
}

/// A missing bracket or quote hides what follows; no problem is reported about what may only be hidden.
#[test]
fn a_syntax_error_is_not_followed_by_what_it_hides() {
    let text = r#"haitao = "1"
run = { horizon = "10 d", seed = -5 }

[market.town]
orders.poisson = { rate = "20 /h"
through = ["warehouse.shop", "courier.door"]

[warehouse.shop]

[product.item]

[stock.shop.item]
"#;
    assert_eq!(codes(text), [(2, 34, "out_of_range"), (6, 1, "syntax")], "{:#?}", said(text));
    let text = text.replace("\"20 /h\"", "\"20 /h\" }").replace("[product.item]", "[product.item");
    assert_eq!(codes(&text), [(2, 34, "out_of_range"), (10, 14, "syntax")], "{:#?}", said(&text));
}

/// An extra quote turns half the file into a text; the message shows its beginning, in one line.
#[test]
fn a_long_value_is_abbreviated() {
    let text = format!("haitao = \"\"\"{}\"\"\"\nrun.horizon = \"1 d\"\n", "many\nlines\n".repeat(1000));
    let said = said(&text);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("not \"many\\nlines") && said[0].len() < 250, "{}", said[0]);
}

/// A rejected entry causes no follow-up problems.
#[test]
fn a_mistake_causes_no_follow_up_problems() {
    let scenario = |changed: &str, to: &str| {
        let text = r#"haitao = "1"
run = { horizon = "10 d", warm_up = "2 d" }
product.item = {}
warehouse.shop = {}
supplier.maker = {}
lane.van = { departs = "every 2 h", cut_off = "1 h", wait_limit = "3 h" }
market.town = { orders.every = "1 d", units = 2, patience = "1 d", through = ["warehouse.shop", "lane.van"] }
stock.shop.item = { source = "supplier.maker", replenish.r_Q = { r = 20, Q = 30 }, start.under_way = [{ units = 1, due = "1 d" }] }
"#;
        assert!(parse(text, &folder()).is_ok(), "sound before");
        assert_eq!(text.matches(changed).count(), 1, "{changed}");
        text.replace(changed, to)
    };
    let changes = [
        ("horizon = \"10 d\"", "horizon = \"10\"", "wrong_unit"),
        ("horizon = \"10 d\"", "horizon = 99999999999999999999", "bad_number"),
        ("r = 20, ", "", "missing_key"),
        ("Q = 30", "Q = 2.5", "out_of_range"),
        ("\"supplier.maker\"", "\"supplier.taker\"", "unknown_name"),
        ("r_Q", "rQ", "unknown_policy"),
        ("r_Q = { r = 20, Q = 30 }", "r_Q = 5", "wrong_type"),
        ("[{ units = 1, due = \"1 d\" }]", "[7]", "wrong_type"),
        ("start.under_way = [{ units = 1, due = \"1 d\" }]", "start = 7", "wrong_type"),
        ("every 2 h", "each 2 h", "bad_timetable"),
        ("orders.every = \"1 d\", ", "", "missing_key"),
        ("orders.every = \"1 d\"", "orders.replay = 5", "wrong_type"),
        ("orders.every", "orders.evry", "one_choice"),
        ("product.item = {}", "product.item.popularity = 1e301", "out_of_range"),
        ("product.item = {}", "product.item = 5", "wrong_type"),
        ("market.town = {", "market.town = { mix = \"itme\",", "unknown_name"),
    ];
    for (from, to, code) in changes {
        let text = scenario(from, to);
        let found: Vec<&str> = codes(&text).into_iter().map(|(.., code)| code).collect();
        assert_eq!(found, [code], "`{from}` as `{to}`: {:#?}", said(&text));
    }
}

/// A product with a demand row is outside every mix; a market whose own orders have no product left is rejected.
#[test]
fn orders_that_are_left_without_a_product_are_refused() {
    let text = r#"
        haitao = "1"
        run = { horizon = "30 d" }
        product.item = {}
        warehouse.shop = {}
        supplier.maker = {}
        stock.shop.item = { source = "supplier.maker", replenish.base_stock.S = 4 }
        market.town = { orders.poisson.rate = "2 /d", through = "warehouse.shop" }
        demand.town.item.orders.poisson.rate = "1 /d"
    "#;
    let faults = parse(text, Path::new(".")).expect_err("the market's own orders ask for nothing");
    let codes: Vec<Code> = faults.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::NoProduct]);
}

/// However many products a warehouse lacks, a route that needs them has one problem; another route has another.
#[test]
fn missing_products_of_a_warehouse_are_one_problem_per_route() {
    let text = r#"haitao = "1"
run = { horizon = "30 d" }
product = { a = {}, b = {}, c = {}, d = {}, e = {}, f = {}, g = {}, h = {} }
warehouse = { shop = {}, depot = {} }
market.town = { orders.poisson.rate = "2 /d", through = "warehouse.shop" }
market.city = { orders.poisson.rate = "2 /d", through = "warehouse.shop", mix = ["b", "c"] }
stock.shop.h = { source = "warehouse.depot", replenish.base_stock.S = 4 }
stock.shop.all = { source = "warehouse.depot", replenish.base_stock.S = 4 }
stock.depot.a = {}
"#;
    let lacking = text.replace("stock.shop.all = { source = \"warehouse.depot\", replenish.base_stock.S = 4 }\n", "");
    let expected = [
        "5:57: no_stock: `warehouse.shop` has no stock of `a`, `b`, `c`, `d`, `e` and 2 more (add rows such as \
         `[stock.shop.a]`, or remove the products from the mix)",
        "6:57: no_stock: `warehouse.shop` has no stock of `b` and `c` (add rows such as `[stock.shop.b]`, or remove \
         the products from the mix)",
        "7:27: no_stock: `warehouse.depot` has no stock of `h` (add a row `[stock.depot.h]`, or remove the product from the mix)",
    ];
    assert_eq!(said(&lacking), expected);
    let of_all = "8:29: no_stock: `warehouse.depot` has no stock of `b`, `c`, `d`, `e`, `f` and 1 more (add rows such as \
                  `[stock.depot.b]`, or remove the products from the mix)";
    assert_eq!(said(text), [expected[2], of_all]);
}

/// A group cannot be in a group, and a whole kind cannot be disabled: such keys are rejected, not ignored.
#[test]
fn keys_of_an_entry_alone_are_refused_elsewhere() {
    let text = r#"haitao = "1"
run = { horizon = "30 d" }
default.lane = { enabled = false, label = "a" }
lane_group.sea = { group = "sea" }
lane.van = { group = "sea", enabled = true, label = "b" }
market.town = { orders.poisson.rate = "2 /d", through = "lane.van" }
"#;
    let expected = [
        "3:18: unknown_key: `enabled` has no effect in a default (write it in the entries themselves)",
        "4:20: unknown_key: `group` has no effect in a group (write it in the entries themselves)",
    ];
    assert_eq!(said(text), expected);
}

/// The keys about a product's expiry must fit together, and need a shelf life.
#[test]
fn invalid_keys_of_perishable_goods_are_rejected() {
    let text = r#"haitao = "1"
run = { horizon = "10 d" }
product.a = { markdown = "40 %", near_expiry.share = "20 %", expiry_rule = "tmall_global" }
product.b = { shelf_life = "1 y", near_expiry.share = "20 %", sale_ban.share = "30 %" }
product.c = { shelf_life = "1 y", sale_ban.at_most = "2 y" }
product.d = { shelf_life = "1 y", markdown = "40 %" }
product.e = { shelf_life = "1 y", sale_ban.share = "10 %", life_on_arrival = "10 %" }
product.f = { shelf_life = "1 y", expiry_rule = "tmall_global_short_life" }
product.g = { shelf_life = "1 y", expiry_rule = "tmall_globe", near_expiry = {} }
product.h = { shelf_life = "1 y", life_on_arrival.uniform = { min = "60 %", max = "120 %" } }
product.i = { shelf_life = "1 y", near_expiry = { share = "20 %", most = "1 d" } }
warehouse.shop = {}
market.town = { orders.poisson.rate = "20 /h", through = "warehouse.shop" }
stock.shop.all.start.on_hand = 100
stock.shop.a = { pick_order = "oldest", expired = "burn" }
stock.shop.b.expired.send_back = { credit = "20 %", price = "1 CNY" }
"#;
    let expected = [
        (3, 34, "key_without_effect"),
        (3, 62, "key_without_effect"),
        (4, 35, "out_of_range"),
        (5, 35, "out_of_range"),
        (6, 35, "key_without_effect"),
        (7, 78, "out_of_range"),
        (8, 49, "out_of_range"),
        (9, 49, "unknown_policy"),
        (9, 78, "missing_key"),
        (10, 35, "share_range"),
        (11, 67, "unknown_key"),
        (15, 31, "unknown_word"),
        (15, 51, "unknown_policy"),
        (16, 53, "unknown_key"),
    ];
    assert_eq!(codes(text), expected);
}
