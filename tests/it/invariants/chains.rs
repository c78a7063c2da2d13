//! Small scenarios made up at random: one to three products and markets, one or two warehouses in series, and whatever
//! stands on the way. Times are often whole multiples of six hours, so that many things fall on one instant.

use super::blocks::{Block, Chain};
use super::keys::{always, block, key, maybe, one_of, orders, servers, time, truth, units};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

/// What there is, before any of it is described.
#[derive(Clone, Debug)]
struct Shape {
    /// In the order of the file, which is not that of their names.
    products: Vec<&'static str>,
    markets: Vec<&'static str>,
    depot: bool,
    /// Markets with a row of demand, by which product.
    rows: Vec<(usize, Index)>,
}

fn shapes() -> impl Strategy<Value = Shape> {
    let products = (1..=3_usize).prop_map(|n| ["tea", "formula", "serum"][..n].to_vec());
    let markets = (1..=3_usize).prop_map(|n| ["north", "delta", "west"][..n].to_vec());
    let rows = vec((0..3_usize, any::<Index>()), 0..=2);
    (products, markets, any::<bool>(), rows).prop_map(|(products, markets, depot, mut rows)| {
        rows.retain(|(market, _)| *market < markets.len());
        rows.sort_by_key(|(market, _)| *market);
        rows.dedup_by_key(|(market, _)| *market);
        Shape { products, markets, depot, rows }
    })
}

/// A scenario.
pub(super) fn chains() -> impl Strategy<Value = Chain> {
    (shapes(), 16..=48_i64).prop_flat_map(|(shape, quarters)| {
        let mut blocks = vec![run(quarters * 6)];
        blocks.extend(["sea", "van"].map(lane));
        blocks.extend(["port", "zone"].map(customs));
        blocks.extend(["maker", "mill"].map(supplier));
        blocks.extend(["door", "post"].map(courier));
        blocks.push(warehouse("shop"));
        if shape.depot {
            blocks.push(warehouse("depot"));
        }
        blocks.push(always("path.import", r#"through = ["lane.sea", "customs.port"]"#));
        blocks.push(
            option::of(Just(r#"promise = "2 d""#.to_owned()))
                .prop_map(|promise| {
                    let through = r#"through = ["warehouse.shop", "customs.zone", "courier.post"]"#;
                    Block::new("path.express", [Some(through.to_owned()), promise])
                })
                .boxed(),
        );
        blocks.push(always("platform.haitao", r#"path = "express""#));
        for (index, name) in shape.products.iter().enumerate() {
            blocks.push(product(name));
            blocks.push(stock("shop", name, shape.depot));
            if shape.depot {
                blocks.push(stock("depot", name, false));
            }
            for (market, _) in shape.rows.iter().filter(|(_, at)| at.index(shape.products.len()) == index) {
                blocks.push(demand(shape.markets[*market], name));
            }
        }
        for (index, name) in shape.markets.iter().enumerate() {
            let row = shape.rows.iter().any(|(market, _)| *market == index);
            blocks.push(market(name, row, &shape));
        }
        blocks.prop_map(Chain::new)
    })
}

fn run(hours: i64) -> BoxedStrategy<Block> {
    block(
        "run",
        vec![
            Just(Some(Chain::horizon(hours))).boxed(),
            maybe("warm_up", one_of(&[r#""0 d""#, r#""1 d""#, r#""30 h""#])),
            maybe("drain", one_of(&[r#""0 d""#, r#""12 h""#, r#""5 d""#])),
            maybe("end", one_of(&[r#""inclusive""#, r#""exclusive""#])),
            maybe("start", one_of(&["2027-01-01", "2028-02-27"])),
            maybe(
                "instant",
                one_of(&[r#"["demands", "reviews", "arrivals"]"#, r#"["reviews", "arrivals", "demands"]"#]),
            ),
        ],
    )
}

fn product(name: &str) -> BoxedStrategy<Block> {
    let price = maybe("price", one_of(&[r#""25 CNY""#, r#""9.9999 CNY""#]));
    let cost = maybe("cost", one_of(&[r#""7 CNY""#, r#""3.3333 CNY""#]));
    block(format!("product.{name}"), vec![price, cost, maybe("popularity", one_of(&["0.5", "3"]))])
}

fn supplier(name: &str) -> BoxedStrategy<Block> {
    let lateness = one_of(&[
        r#"{ normal = { mean = "0 h", sd = "12 h" } }"#,
        r#"{ quantiles = { "0 %" = "-12 h", "50 %" = "0 h", "100 %" = "2 d" } }"#,
    ]);
    block(
        format!("supplier.{name}"),
        vec![maybe("lead_time", time(36)), maybe("lateness", lateness), key("overtaking", truth())],
    )
}

fn lane(name: &str) -> BoxedStrategy<Block> {
    let price = one_of(&[r#""10 CNY/shipment""#, r#"["5.0001 CNY/shipment", "0.0703 CNY/unit"]"#]);
    let departs = one_of(&[r#""every 6 h""#, r#""every 7 h""#, r#""daily 06:00 18:00""#, r#""tue thu sat 12:00""#]);
    block(
        format!("lane.{name}"),
        vec![
            maybe("departs", departs),
            maybe("cut_off", one_of(&[r#""2 h""#, r#""6 h""#])),
            maybe("transit", time(12)),
            key("overtaking", truth()),
            maybe("price", price),
        ],
    )
}

fn customs(name: &str) -> BoxedStrategy<Block> {
    block(
        format!("customs.{name}"),
        vec![
            maybe("officers", servers()),
            maybe("check", time(2)),
            maybe("wait_limit", one_of(&[r#""1 h""#])),
            maybe("inspected", one_of(&[r#""20 %""#, r#""100 %""#])),
            maybe("bays", servers()),
            maybe("inspection", time(6)),
        ],
    )
}

fn courier(name: &str) -> BoxedStrategy<Block> {
    block(
        format!("courier.{name}"),
        vec![
            maybe("transit", time(24)),
            key("overtaking", truth()),
            maybe("attempts", one_of(&["1", "3"])),
            maybe("failed_attempts", one_of(&[r#""10 %""#, r#""60 %""#])),
            maybe("retry", time(12)),
            maybe("price", one_of(&[r#""3.5 CNY/parcel""#])),
        ],
    )
}

fn warehouse(name: &str) -> BoxedStrategy<Block> {
    block(
        format!("warehouse.{name}"),
        vec![
            maybe("kind", one_of(&[r#""bonded""#, r#""overseas""#])),
            maybe("fill", one_of(&[r#""partial""#, r#""whole""#])),
            maybe("put_away", time(6)),
            maybe("pickers", servers()),
            maybe("picking", time(1)),
            maybe("price", one_of(&[r#"["1 CNY/order", "0.0007 CNY/unit"]"#])),
        ],
    )
}

/// A row of stock: filled by a supplier or by the depot; some are never filled.
fn stock(warehouse: &str, product: &str, from_depot: bool) -> BoxedStrategy<Block> {
    let first = if from_depot { vec!["warehouse.depot"] } else { vec!["supplier.maker", "supplier.mill"] };
    let source = (select(first), select(vec!["", r#", "path.import""#, r#", "lane.sea""#]));
    let source = source.prop_map(|(first, rest)| format!("[\"{first}\"{rest}]"));
    let policy = (0..=12_i64, 1..=20_i64, 0..5_u32, any::<bool>()).prop_map(|(low, more, kind, strict)| match kind {
        0 => format!("{{ s_S = {{ s = {low}, S = {}, strict = {strict} }} }}", low + more),
        1 => format!("{{ r_Q = {{ r = {low}, Q = {more} }} }}"),
        2 => format!("{{ base_stock = {{ S = {low} }} }}"),
        3 => format!("{{ periodic_R_s_S = {{ R = \"12 h\", s = {low}, S = {} }} }}", low + more),
        _ => format!("{{ periodic_R_s_S = {{ R = \"1 d\", s = {}, S = {}, strict = true }} }}", low + more, low + more),
    });
    let under_way = one_of(&[r#"[{ units = 4, due = "18 h" }, { units = 3, due = "1 d" }]"#]);
    let filled = vec![
        key("source", source),
        key("replenish", policy),
        maybe("order_cost", one_of(&[r#""32 CNY""#])),
        maybe("unit_cost", one_of(&[r#""0.0003 CNY""#])),
        maybe("start.under_way", under_way),
    ];
    let always = vec![
        maybe("holding", one_of(&[r#""0.02 CNY/unit/d""#])),
        maybe("shortage", one_of(&[r#""9 CNY/unit/month""#])),
        maybe("start.on_hand", one_of(&["0", "5", "40"])),
        maybe("start.backlog", one_of(&["0", "7"])),
    ];
    let header = format!("stock.{warehouse}.{product}");
    prop_oneof![
        9 => block(header.clone(), filled.into_iter().chain(always.clone()).collect()),
        1 => block(header, always),
    ]
    .boxed()
}

fn demand(market: &str, product: &str) -> BoxedStrategy<Block> {
    block(format!("demand.{market}.{product}"), vec![key("orders", orders()), maybe("units", units())])
}

fn market(name: &str, row: bool, shape: &Shape) -> BoxedStrategy<Block> {
    let depot =
        if shape.depot { r#"through = ["warehouse.depot", "courier.post"]"# } else { r#"through = "warehouse.shop""# };
    let offer = prop_oneof![
        3 => select(vec![
            r#"through = ["warehouse.shop", "courier.door"]"#,
            r#"through = ["warehouse.shop", "lane.van", "courier.door"]"#,
            r#"through = ["warehouse.shop", "customs.zone", "lane.van", "courier.post"]"#,
        ]),
        1 => Just(r#"platform = "haitao""#),
        1 => Just(depot),
        1 => select(vec![
            r#"through = ["supplier.maker", "path.import", "courier.door"]"#,
            r#"through = ["lane.van", "courier.door"]"#,
            r#"through = ["customs.port", "customs.zone"]"#,
        ]),
    ];
    let mut lines = vec![
        offer.prop_map(|offer| Some(offer.to_owned())).boxed(),
        maybe("when_short", one_of(&[r#""lost""#, r#""backorder""#])),
        maybe("patience", time(24)),
        maybe("promise", one_of(&[r#""36 h""#])),
    ];
    // A market with a row may have orders of its own as well; who has neither row nor mix would sell what is in no mix.
    let mix = subsequence(shape.products.clone(), 1..=shape.products.len()).prop_map(|mix| format!("mix = {mix:?}"));
    let own = (orders(), option::of(units()), mix, any::<bool>());
    let (anywhere, name) = (!shape.rows.is_empty(), name.to_owned());
    let own = own.prop_map(move |(orders, units, mix, state)| {
        let units = units.map(|units| format!("units = {units}"));
        vec![Some(format!("orders = {orders}")), units, (state || anywhere).then_some(mix)]
    });
    let own = if row { option::of(own).boxed() } else { own.prop_map(Some).boxed() };
    lines.push(maybe("label", one_of(&[r#""a market""#])));
    (lines, own)
        .prop_map(move |(lines, own)| {
            Block::new(&format!("market.{name}"), lines.into_iter().chain(own.into_iter().flatten()))
        })
        .boxed()
}
