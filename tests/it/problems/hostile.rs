//! Extreme inputs: each is rejected with a problem or runs to its end; none panics, and none runs forever.

use super::folder;
use haitao::scenario::parse;
use haitao::study::{Scratch, simulate};

/// A desk, a courier and a stocked shop; each case changes or extends it.
const BASE: &str = r#"haitao = "1"
run.horizon = "10 d"
product.item = { price = "25 CNY", cost = "20 CNY" }
warehouse.shop = {}
supplier.maker = {}
customs.desk = {}
stock.shop.item = { source = "supplier.maker", replenish.base_stock.S = 100, holding = "0.02 CNY/unit/d" }
market.town = { orders.every = "1 h", through = ["warehouse.shop", "customs.desk"] }
"#;

/// Returns the outcome of a text: `runs`, or the codes of its problems, in order.
fn fate(text: &str) -> String {
    match parse(text, &folder()) {
        Ok(scenario) => {
            let outcome = simulate(&scenario, 1, 0, &mut Scratch::default());
            assert_eq!(outcome.values.len(), scenario.kpis().len());
            "runs".to_owned()
        }
        Err(faults) => {
            let codes: Vec<&str> = faults.problems.iter().map(|problem| problem.code.as_str()).collect();
            assert!(!codes.is_empty(), "rejected without a message:\n{text}");
            codes.join(" ")
        }
    }
}

/// Returns the outcome of the base with one text replaced.
fn changed(from: &str, to: &str) -> String {
    assert_eq!(BASE.matches(from).count(), 1, "{from}");
    fate(&BASE.replace(from, to))
}

/// Returns the outcome of the base with lines added.
fn added(lines: &str) -> String {
    fate(&format!("{BASE}{lines}\n"))
}

#[test]
fn the_base_runs() {
    assert_eq!(fate(BASE), "runs");
}

#[test]
fn times_of_any_length() {
    let horizon = |to: &str| changed("\"10 d\"", to);
    assert_eq!(horizon("\"0.001 ms\""), "runs");
    assert_eq!(horizon("\"0 d\""), "window_empty");
    assert_eq!(horizon("\"10001 y\""), "out_of_range");
    assert_eq!(horizon("\"-1 d\""), "negative_time");
    assert_eq!(horizon("\"1e400 d\""), "bad_number");
    assert_eq!(horizon("nan"), "bad_number");
    let long = r#"haitao = "1"
run = { horizon = "10000 y", warm_up = "9999 y", drain = "10000 y" }
lane.van = { transit = "10000 y", departs = "every 10000 y", cut_off = "10000 y" }
market.town = { orders.every = "9000 y", through = ["lane.van", "lane.van"], promise = "10000 y", patience = "10000 y" }
"#;
    assert_eq!(fate(long), "runs");
    assert_eq!(
        added("lane.van = { transit.lognormal = { median = \"1 d\", sigma = 1000 }, overtaking = true }"),
        "runs"
    );
}

#[test]
fn endless_orders_at_one_instant() {
    let orders = |to: &str| changed("orders.every = \"1 h\"", to);
    assert_eq!(orders("orders.poisson.rate = \"1e12 /s\""), "too_large");
    assert_eq!(orders("orders.poisson.rate = \"2000 /s\""), "too_large");
    assert_eq!(orders("orders.poisson.rate = \"1e-300 /y\""), "out_of_range");
    assert_eq!(orders("orders.poisson.rate = \"1e-9 /y\""), "runs");
    assert_eq!(orders("orders.every = \"0 d\""), "too_large");
    assert_eq!(orders("orders.every = \"0.0001 ms\""), "too_large");
    assert_eq!(orders("orders.every.discrete = { \"0 d\" = 1e12, \"1 d\" = 1 }"), "too_large");
    assert_eq!(orders("orders.every.discrete = { \"0 d\" = 9, \"1 d\" = 1 }"), "runs");
    assert_eq!(orders("orders.every.uniform = { min = \"0 d\", max = \"0 d\" }"), "too_large");
    // A day is rounded to a microsecond: the horizon is short, yet the clock would never advance.
    let text = BASE.replace("\"10 d\"", "\"1 ms\"").replace("orders.every = \"1 h\"", "orders.every = \"0.0004 ms\"");
    assert_eq!(fate(&text), "too_large");
}

#[test]
fn endless_timetables_reviews_and_attempts() {
    let departs = |to: &str| added(&format!("lane.van.departs = \"{to}\""));
    assert_eq!(departs("every 1 us"), "unknown_unit");
    assert_eq!(departs("every 0.001 ms"), "too_large");
    assert_eq!(departs("every 0.0001 ms"), "bad_timetable");
    assert_eq!(departs("every 0 d"), "bad_timetable");
    assert_eq!(departs("every -1 d"), "negative_time");
    assert_eq!(departs("every every 2 h"), "bad_number");
    for text in ["", "every", "mon", "25:00", "mon -1:30", "mon 6", "6:00", "mon: 6:00"] {
        assert_eq!(departs(text), "bad_timetable", "{text}");
    }
    assert_eq!(departs("mon mon mon 06:00 06:00"), "runs");
    let policy = |to: &str| changed("base_stock.S = 100", to);
    assert_eq!(policy("periodic_R_s_S = { R = \"0.001 ms\", s = 10, S = 20 }"), "too_large");
    assert_eq!(policy("periodic_R_s_S = { R = \"0 d\", s = 10, S = 20 }"), "policy_parameters");
    let courier = |keys: &str| {
        let text = BASE.replace("\"customs.desk\"]", "\"courier.door\"]");
        fate(&format!("{text}courier.door = {{ {keys} }}\n"))
    };
    assert_eq!(courier("failed_attempts = \"100 %\", attempts = 100, retry = \"0 d\""), "runs");
    assert_eq!(courier("failed_attempts = \"100 %\", attempts = 1000000, retry = \"0 d\""), "out_of_range");
    assert_eq!(courier("failed_attempts = \"100 %\", retry = \"0 d\""), "out_of_range");
    assert_eq!(courier("failed_attempts = \"99.9999 %\", retry = \"0 d\""), "out_of_range");
    assert_eq!(courier("failed_attempts = \"99 %\", retry = \"0 d\""), "runs");
}

#[test]
fn numbers_of_pieces_and_amounts_of_any_size() {
    let units = |to: &str| changed("orders.every = \"1 h\"", &format!("orders.every = \"1 h\", units{to}"));
    assert_eq!(units(" = -5"), "out_of_range");
    assert_eq!(units(" = 0"), "runs");
    assert_eq!(units(" = 1e300"), "out_of_range");
    assert_eq!(units(".pareto = { shape = 0.01, scale = 1 }"), "out_of_range");
    assert_eq!(units(".pareto = { shape = 1.1, scale = 1 }"), "runs");
    assert_eq!(units(".discrete = { 1 = 0, 2 = 0 }"), "out_of_range");
    assert_eq!(units(".discrete = {}"), "out_of_range");
    assert_eq!(units(".normal = { mean = -50, sd = 1 }"), "out_of_range");
    assert_eq!(changed("S = 100", "S = 1000000000000"), "runs");
    assert_eq!(changed("S = 100", "S = 1000000000001"), "out_of_range");
    assert_eq!(changed("S = 100", "S = -1"), "out_of_range");
    assert_eq!(changed("S = 100", "S = 0"), "runs");
    assert_eq!(changed("\"20 CNY\"", "\"1000000000 CNY\""), "runs");
    assert_eq!(changed("\"20 CNY\"", "\"100000000000 CNY\""), "too_large");
    assert_eq!(changed("\"20 CNY\"", "\"100000000001 CNY\""), "out_of_range");
    assert_eq!(changed("\"20 CNY\"", "\"-1 CNY\""), "out_of_range");
    let dear = BASE.replace("\"20 CNY\"", "\"100000000000 CNY\"").replace("S = 100", "S = 1000000000000");
    assert_eq!(fate(&dear), "too_large");
    assert_eq!(changed("\"0.02 CNY/unit/d\"", "\"100000000000 CNY/unit/ms\""), "too_large");
    let listed = "orders.replay = { times = [\"1 h\", \"2 h\"], units = [9223372036854775807, 1000000000] }";
    assert_eq!(changed("orders.every = \"1 h\"", listed), "out_of_range");
}

#[test]
fn routes_that_lead_nowhere_or_everywhere() {
    let route = |route: &str, paths: &str| {
        fate(&format!("{}{paths}\n", BASE.replace("[\"warehouse.shop\", \"customs.desk\"]", route)))
    };
    assert_eq!(route("\"path.a\"", "path.a.through = \"path.a\""), "path_loop");
    assert_eq!(route("\"path.a\"", "path.a.through = []"), "empty_route");
    assert_eq!(route("\"path.a\"", "path.a = {}"), "missing_key");
    assert_eq!(route("\"path.\"", ""), "unknown_name");
    assert_eq!(route("\".\"", ""), "unknown_name");
    assert_eq!(route("\"\"", ""), "unknown_name");
    assert_eq!(route("[[\"customs.desk\"]]", ""), "wrong_type");
    let doubled = |first: &str| {
        let doubling = |n: usize| format!("path.p{n}.through = [\"path.p{}\", \"path.p{}\"]\n", n - 1, n - 1);
        let paths: String = (1..60).map(doubling).collect();
        route("\"path.p59\"", &format!("path.p0.through = {first}\n{paths}"))
    };
    assert_eq!(doubled("\"customs.desk\""), "too_large");
    assert_eq!(doubled("[]"), "too_large");
    assert_eq!(route(&format!("[{}]", "\"customs.desk\", ".repeat(1000)), ""), "runs");
    assert_eq!(route(&format!("[{}]", "\"customs.desk\", ".repeat(1001)), ""), "too_large");
}

#[test]
fn lists_texts_and_numbers_where_tables_are_expected() {
    for kind in ["lane", "customs", "courier", "platform", "path", "default", "lane_group", "demand"] {
        for value in ["5", "[]", "\"\"", "[1, 2]", "true", "2027-01-01"] {
            let text = format!(
                "{kind} = {value}\n{}",
                BASE.replace("customs.desk = {}\n", "").replace(", \"customs.desk\"", "")
            );
            assert_eq!(fate(&text), "wrong_type", "{kind} = {value}");
        }
    }
    for entry in ["lane.x", "path.x", "default.lane", "lane_group.x", "stock.shop2"] {
        let found = added(&format!("{entry} = 5"));
        assert!(found == "wrong_type" || (entry == "stock.shop2" && found == "unknown_name"), "{entry}: {found}");
    }
    let row = "stock.shop.item = { source = \"supplier.maker\", replenish.base_stock.S = 100, holding = \"0.02 CNY/unit/d\" }";
    assert_eq!(changed(row, "stock.shop = 5"), "wrong_type");
    assert_eq!(changed(row, "stock = 5"), "wrong_type");
    let by_row = BASE.replace("orders.every = \"1 h\", ", "");
    assert_eq!(fate(&format!("{by_row}demand.town.item.orders.every = \"1 h\"")), "runs");
    assert_eq!(fate(&format!("{by_row}demand.town.item = 5")), "wrong_type");
    assert_eq!(fate(&format!("{by_row}demand.town = 5")), "wrong_type");
    assert_eq!(fate(&format!("demand = 5\n{by_row}")), "wrong_type");
    assert_eq!(changed("warehouse.shop = {}", "warehouse.shop = 5"), "wrong_type");
    assert_eq!(changed("supplier.maker = {}", "supplier.maker = 5"), "wrong_type");
    assert_eq!(changed("customs.desk = {}", "customs.desk = 5"), "wrong_type");
    assert_eq!(changed("product.item = { price = \"25 CNY\", cost = \"20 CNY\" }", "product.item = 5"), "wrong_type");
    assert_eq!(changed(row, "stock.shop.item = 5"), "wrong_type");
    assert_eq!(changed(row, "stock.shop.item.start = 5"), "wrong_type");
    assert_eq!(changed("replenish.base_stock.S = 100", "replenish = 5"), "one_choice");
    assert_eq!(changed("replenish.base_stock.S = 100", "replenish.base_stock = 5"), "wrong_type");
    assert_eq!(changed("orders.every = \"1 h\"", "orders = 5"), "one_choice");
    assert_eq!(changed("orders.every = \"1 h\"", "orders.replay = 5"), "wrong_type");
    assert_eq!(changed("orders.every = \"1 h\"", "orders.replay = {}"), "missing_key");
    assert_eq!(changed("orders.every = \"1 h\"", "orders.replay.times = []"), "out_of_range");
    assert_eq!(changed("orders.every = \"1 h\"", "orders.replay = { times = [\"1 h\"], units = [] }"), "out_of_range");
    assert_eq!(changed("orders.every = \"1 h\"", "orders.replay.file = \"\""), "unreadable_file");
    assert_eq!(changed("orders.every = \"1 h\"", "orders.replay.file = []"), "wrong_type");
    assert_eq!(changed("run.horizon = \"10 d\"", "run = []"), "wrong_type");
    assert_eq!(changed("haitao = \"1\"", "haitao = [1]"), "language_version");
    assert_eq!(added("customs.a = { group = 5, enabled = \"yes\", label = [] }"), "wrong_type wrong_type wrong_type");
    assert_eq!(changed("haitao = \"1\"", "haitao = \"1\"\nquestion = 5\ncurrency = \"\""), "wrong_type wrong_type");
}

#[test]
fn names_of_any_letters() {
    let renamed =
        BASE.replace("shop", "\"北仑 保税仓\"").replace("\"warehouse.\"北仑 保税仓\"\"", "\"warehouse.北仑 保税仓\"");
    assert_eq!(fate(&renamed), "runs", "{renamed}");
    for name in ["\"a:b\"", "\"a.b\"", "\"*\"", "\"\"", "all"] {
        let named = BASE.replace("customs.desk =", &format!("customs.{name} ="));
        let named = named.replace("customs.desk\"", &format!("customs.{}\"", name.trim_matches('"')));
        assert_eq!(fate(&named), "bad_name", "references to {name} cause no further problem");
        assert_eq!(added(&format!("customs.{name} = {{}}")), "bad_name", "{name}");
    }
    assert_eq!(added("customs.\"\\u0000\" = {}"), "runs");
    assert_eq!(added("question.\"海\" = 1"), "wrong_type");
}

#[test]
fn texts_that_are_barely_toml() {
    let deep = |open: &str, close: &str| format!("customs.x.check = {}1{}", open.repeat(5000), close.repeat(5000));
    assert_eq!(added(&deep("[", "]")).split(' ').next(), Some("syntax"));
    assert_eq!(added(&deep("{ a = ", " }")).split(' ').next(), Some("unknown_law"));
    assert_eq!(added(&format!("customs.{} = 1", "a.".repeat(20_000) + "a")).split(' ').next(), Some("syntax"));
    assert_eq!(fate(""), "language_version missing_key");
    assert_eq!(fate("[[["), "language_version syntax");
    assert_eq!(fate("\u{feff}haitao = \"1\"\r\n"), "missing_key");
    assert_eq!(fate(&BASE.replace('\n', "\r\n")), "runs");
    assert_eq!(fate(&format!("\u{feff}{BASE}")), "runs");
    assert_eq!(fate(&BASE.replace('\n', "\r")).split(' ').next(), Some("syntax"));
    assert_eq!(fate("\0").split(' ').next(), Some("syntax"));
}

#[test]
fn stock_that_never_comes_and_stock_from_before() {
    let row = |keys: &str| changed("replenish.base_stock.S = 100", keys);
    assert_eq!(row("replenish.base_stock.S = 0"), "runs");
    let start = "start = { on_hand = 5, backlog = 1000000000000, under_way = [{ units = 0, due = \"0 d\" }, { units = 1, due = \"10000 y\" }] }";
    assert_eq!(row(&format!("replenish.base_stock.S = 10, {start}")), "runs");
    let empty = "source = \"supplier.maker\", replenish.base_stock.S = 100, holding = \"0.02 CNY/unit/d\"";
    assert_eq!(changed(empty, ""), "runs");
    assert_eq!(changed(empty, "start.under_way = { units = 5, due = \"1 d\" }"), "missing_key");
    assert_eq!(changed("orders.every = \"1 h\"", "orders.every = \"1 h\", patience = \"0 d\""), "runs");
    assert_eq!(
        changed("orders.every = \"1 h\"", "orders.every = \"1 h\", when_short = \"lost\", promise = \"0 d\""),
        "runs"
    );
}
