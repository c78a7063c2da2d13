//! The entries of a random scenario: suppliers, lanes, ports, customs offices, couriers, warehouses, and stock rows, each
//! with any of its keys.

use super::blocks::Block;
use super::keys::{block, key, maybe, one_of, rarely, servers, shift, time, truth};
use haitao::policy::allocate::{Rule, Takes};
use proptest::prelude::*;
use proptest::sample::select;

pub(super) fn supplier(name: &str) -> BoxedStrategy<Block> {
    let lateness = one_of(&[
        r#"{ normal = { mean = "0 h", sd = "12 h" } }"#,
        r#"{ quantiles = { "0 %" = "-12 h", "50 %" = "0 h", "100 %" = "2 d" } }"#,
    ]);
    let works = prop_oneof![
        3 => Just(None),
        1 => Just(Some(r#"capacity = "9 units/d""#.to_owned())),
        1 => time(4).prop_map(|time| Some(format!("lot_time = {time}"))),
        1 => Just(Some(r#"unit_time = "40 min""#.to_owned())),
    ];
    block(
        format!("supplier.{name}"),
        vec![
            maybe("lead_time", time(36)),
            maybe("lateness", lateness),
            key("overtaking", truth()),
            works.boxed(),
            maybe("lines", servers()),
            maybe("wait_limit", one_of(&[r#""3 h""#])),
            rarely("in_full", one_of(&[r#""70 %""#, r#""20 %""#])),
            maybe("short_fill", one_of(&[r#""50 %""#, r#"{ uniform = { min = "0 %", max = "90 %" } }"#])),
            rarely("defects", one_of(&[r#""5 %""#, r#""60 %""#])),
            rarely("price", one_of(&[r#""6.6667 CNY""#, r#""0.93 EUR""#])),
            maybe("discounts", one_of(&[r#"{ 5 = "3 %", 12 = "10 %" }"#])),
            maybe("pay_after", one_of(&[r#""0 h""#, r#""2 d""#])),
            rarely("minimum", one_of(&["3", "\"6 units\""])),
        ],
    )
}

pub(super) fn lane(name: &str) -> BoxedStrategy<Block> {
    let price = one_of(&[
        r#""10 CNY/shipment""#,
        r#"["5.0001 CNY/shipment", "0.0703 CNY/unit"]"#,
        r#"["16 CNY/kg", "450 CNY/m3"]"#,
        r#"["7 EUR/first_kg", "3.3333 CNY/next_kg"]"#,
        r#"["5000 CNY/40HQ", "3000 CNY/20GP"]"#,
    ]);
    let departs = one_of(&[r#""every 6 h""#, r#""every 7 h""#, r#""daily 06:00 18:00""#, r#""tue thu sat 12:00""#]);
    let capacity = one_of(&[
        r#""6 kg""#,
        r#""3 l""#,
        r#""3 parcels""#,
        r#"["6 kg", "30 l"]"#,
        r#"["40 kg", "60 l", "2 parcels"]"#,
    ]);
    let lateness = one_of(&[r#""90 min""#, r#"{ uniform = { min = "-3 h", max = "12 h" } }"#]);
    block(
        format!("lane.{name}"),
        vec![
            maybe("mode", one_of(&[r#""sea""#, r#""air""#])),
            maybe("departs", departs),
            maybe("cut_off", one_of(&[r#""2 h""#, r#""6 h""#])),
            maybe("transit", time(12)),
            key("overtaking", truth()),
            maybe("price", price),
            maybe("volumetric", one_of(&[r#""6000 cm3/kg""#])),
            maybe("capacity", capacity),
            rarely("lateness", lateness),
            rarely("cancelled", one_of(&[r#""20 %""#, r#""60 %""#])),
            rarely("damage", one_of(&[r#""3 %""#, r#""40 %""#])),
            maybe("wait_limit", one_of(&[r#""4 h""#])),
        ],
    )
}

pub(super) fn port(name: &str) -> BoxedStrategy<Block> {
    let price = one_of(&[r#""2 CNY/shipment""#, r#""30 CNY/m3""#]);
    block(format!("port.{name}"), vec![maybe("dwell", time(8)), key("overtaking", truth()), maybe("price", price)])
}

/// Returns officers, whose number changes by date if the run has a start date.
fn dated_servers(dated: bool) -> BoxedStrategy<String> {
    if dated {
        prop_oneof![3 => servers(), 1 => one_of(&["{ 01-01 = 1, 02-28 = 3, 01-03 = 2 }"])].boxed()
    } else {
        servers()
    }
}

pub(super) fn customs(name: &str, dated: bool) -> BoxedStrategy<Block> {
    let desk = |dated| {
        let checks = vec![
            maybe("check", time(2)),
            rarely("mismatch", one_of(&[r#""10 %""#, r#""50 %""#])),
            maybe("correction", time(3)),
            maybe("inspected", one_of(&[r#""20 %""#, r#""100 %""#])),
            maybe("inspection", time(6)),
            rarely("price", one_of(&[r#""1.5 CNY/parcel""#, r#""0.5 CNY/kg""#])),
        ];
        (checks, rarely("officers", dated_servers(dated)), rarely("room", one_of(&["1", "4"])))
    };
    let named = move |regime: &'static str| {
        let row = desk(dated).prop_map(move |(checks, officers, room)| {
            // `room` needs officers: a desk without its own uses those of the office.
            let room = officers.as_ref().and(room);
            let mut keys: Vec<String> = checks.into_iter().chain([officers, room]).flatten().collect();
            // Keys about mismatches and inspections need one of these.
            for (key, needed) in [("correction", "mismatch"), ("inspection", "inspected")] {
                if !keys.iter().any(|stated| stated.starts_with(needed)) {
                    keys.retain(|stated| !stated.starts_with(key));
                }
            }
            Some(format!("desk.{regime} = {{ {} }}", keys.join(", ")))
        });
        prop_oneof![3 => Just(None), 1 => row].boxed()
    };
    let office = vec![
        maybe("officers", dated_servers(dated)),
        rarely("hours", shift()),
        rarely("room", one_of(&["2", "5"])),
        maybe("wait_limit", one_of(&[r#""1 h""#])),
        maybe("bays", servers()),
    ];
    let rows = vec![named("entry"), named("1210"), named("9610")];
    let header = format!("customs.{name}");
    (office, desk(dated).prop_map(|(checks, ..)| checks), rows)
        .prop_map(move |(office, checks, rows)| Block::new(&header, office.into_iter().chain(checks).chain(rows)))
        .boxed()
}

/// Where undeliverable parcels go.
const BACK: [&str; 4] = [
    r#"{ back = ["warehouse.shop"] }"#,
    r#"{ back = ["lane.van", "warehouse.shop"] }"#,
    r#"{ back = ["port.quay", "lane.sea", "warehouse.shop"] }"#,
    r#"{ back = [{ fastest = ["lane.sea", "courier.door"] }, "warehouse.shop"] }"#,
];

/// Returns a courier with one zone, or with rows for the markets it serves.
pub(super) fn courier(name: &str, markets: Vec<&'static str>) -> BoxedStrategy<Block> {
    let price = || one_of(&[r#""3.5 CNY/parcel""#, r#"["4 CNY/first_kg", "2.0001 CNY/next_kg"]"#]);
    let zone = move |market: &'static str| {
        (maybe("transit", time(24)), maybe("price", price()), rarely("surcharge", one_of(&[r#""1 CNY/kg""#]))).prop_map(
            move |(transit, price, surcharge)| {
                let keys: Vec<String> = [transit, price, surcharge].into_iter().flatten().collect();
                Some(format!("to.{market} = {{ {} }}", keys.join(", ")))
            },
        )
    };
    let common = vec![
        maybe("transit", time(24)),
        maybe("price", price()),
        key("overtaking", truth()),
        maybe("attempts", one_of(&["1", "3"])),
        maybe("failed_attempts", one_of(&[r#""10 %""#, r#""60 %""#, r#"["60 %", "20 %"]"#])),
        maybe("retry", time(12)),
        maybe("undeliverable", one_of(&BACK)),
        rarely("departs", one_of(&[r#""daily 12:00 20:00""#, r#""every 5 h""#])),
        rarely("capacity", one_of(&[r#""2 parcels/d""#, r#""7 parcels/d""#])),
        rarely("hours", shift()),
    ];
    let rows: Vec<BoxedStrategy<Option<String>>> =
        if markets.is_empty() { Vec::new() } else { markets.into_iter().map(|market| zone(market).boxed()).collect() };
    let header = format!("courier.{name}");
    (common, rows).prop_map(move |(common, rows)| Block::new(&header, common.into_iter().chain(rows))).boxed()
}

pub(super) fn warehouse(name: &str, dated: bool, markets: &[&'static str]) -> BoxedStrategy<Block> {
    let ranks = format!("{:?}", markets.iter().rev().collect::<Vec<_>>());
    let pieces: Vec<String> = (0..).zip(markets).map(|(number, market)| format!("{market} = {}", 2 * number)).collect();
    let allocate = select(Rule::ALL).prop_map(move |rule| match (Rule::NAMES[rule as usize], rule.takes()) {
        (name, Takes::Nothing) => format!("{name:?}"),
        (name, Takes::Ranks) => format!("{{ {name} = {ranks} }}"),
        (name, Takes::Pieces) => format!("{{ {name} = {{ {} }} }}", pieces.join(", ")),
    });
    block(
        format!("warehouse.{name}"),
        vec![
            maybe("kind", one_of(&[r#""bonded""#, r#""overseas""#])),
            maybe("fill", one_of(&[r#""partial""#, r#""whole""#])),
            maybe("put_away", time(6)),
            maybe("pickers", dated_servers(dated)),
            maybe("picking", time(1)),
            rarely("hours", shift()),
            rarely("room", one_of(&["2", "6"])),
            maybe("price", one_of(&[r#"["1 CNY/order", "0.0007 CNY/unit"]"#, r#""0.3 EUR/kg""#])),
            maybe("receiving_price", one_of(&[r#""45 CNY/m3""#, r#""0.2 CNY/unit""#])),
            maybe("storage_price", one_of(&[r#""1.8 CNY/m3/d""#, r#""950 CNY/m3/d""#])),
            maybe("space", one_of(&[r#""25 l""#, r#""60 l""#, r#""0.4 m3""#])),
            rarely("when_full", one_of(&[r#""wait""#, r#""accept""#])),
            maybe("allocate", allocate),
            maybe("rent", one_of(&[r#""40.03 CNY/d""#])),
        ],
    )
}

/// Levels in days of demand, and levels in units for a stock point without expected demand.
pub(super) const IN_DAYS: (&str, &str) = (r#"s = "1.5 d", S = "4 d""#, "s = 3, S = 9");

/// Returns a stock row, replenished from a supplier, from the depot, or never.
pub(super) fn stock(warehouse: &str, product: &str, from_depot: bool) -> BoxedStrategy<Block> {
    let first = if from_depot { vec!["warehouse.depot"] } else { vec!["supplier.maker", "supplier.mill"] };
    let rest = vec!["", r#", "path.import""#, r#", "lane.sea""#, r#", "lane.sea", "port.quay", "customs.port""#];
    let source = (select(first), select(rest)).prop_map(|(first, rest)| format!("[\"{first}\"{rest}]"));
    let policy = (0..=12_i64, 1..=20_i64, 0..6_u32, any::<bool>()).prop_map(|(low, more, kind, strict)| match kind {
        0 => format!("{{ s_S = {{ s = {low}, S = {}, strict = {strict} }} }}", low + more),
        1 => format!("{{ r_Q = {{ r = {low}, Q = {more} }} }}"),
        2 => format!("{{ base_stock = {{ S = {low} }} }}"),
        3 => format!("{{ periodic_R_s_S = {{ R = \"12 h\", s = {low}, S = {} }} }}", low + more),
        4 => format!("{{ s_S = {{ {} }} }}", IN_DAYS.0),
        _ => format!("{{ periodic_R_s_S = {{ R = \"1 d\", s = {}, S = {}, strict = true }} }}", low + more, low + more),
    });
    let under_way = one_of(&[r#"[{ units = 4, due = "18 h" }, { units = 3, due = "1 d" }]"#]);
    let filled = vec![
        key("source", source),
        key("replenish", policy),
        maybe("order_cost", one_of(&[r#""32 CNY""#])),
        maybe("unit_cost", one_of(&[r#""0.0003 CNY""#])),
        maybe("start.under_way", under_way),
        rarely("minimum", one_of(&["4"])),
        rarely("multiple", one_of(&["5", "\"2 cartons\""])),
    ];
    let always = vec![
        maybe("holding", one_of(&[r#""0.02 CNY/unit/d""#])),
        maybe("shortage", one_of(&[r#""9 CNY/unit/month""#])),
        maybe("carrying", one_of(&[r#""12 %/y""#, r#""1 %/d""#])),
        maybe("start.on_hand", one_of(&["0", "5", "40"])),
        maybe("start.backlog", one_of(&["0", "7"])),
        maybe("pick_order", one_of(&[r#""fefo""#, r#""fifo""#, r#""lifo""#])),
        rarely(
            "expired",
            one_of(&[
                r#""send_back""#,
                r#"{ send_back = { credit = "41 %" } }"#,
                r#"{ destroy = { price = "2 CNY/unit" } }"#,
            ]),
        ),
    ];
    let header = format!("stock.{warehouse}.{product}");
    prop_oneof![
        9 => block(header.clone(), filled.into_iter().chain(always.clone()).collect()),
        1 => block(header, always),
    ]
    .boxed()
}
