//! Small random scenarios: one to three products and markets, one or two warehouses in series, and any steps between them.
//! Times are often whole multiples of six hours, so that many events coincide.

use super::blocks::{Block, Chain};
use super::entries::{IN_DAYS, courier, customs, lane, port, stock, supplier, warehouse};
use super::keys::{always, block, key, maybe, one_of, orders, rarely, time, truth, units};
use haitao::text::{Code, Problem};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

/// The entries of a scenario, before their keys are chosen.
#[derive(Clone, Debug)]
struct Shape {
    /// In the order of the file, which differs from that of their names.
    products: Vec<&'static str>,
    markets: Vec<&'static str>,
    depot: bool,
    /// Whether the run has a start date.
    dated: bool,
    /// Markets with a demand row, and the product of the row.
    rows: Vec<(usize, Index)>,
}

fn shapes() -> impl Strategy<Value = Shape> {
    let products = (1..=3_usize).prop_map(|n| ["tea", "formula", "serum"][..n].to_vec());
    let markets = (1..=3_usize).prop_map(|n| ["north", "delta", "west"][..n].to_vec());
    let rows = vec((0..3_usize, any::<Index>()), 0..=2);
    (products, markets, any::<bool>(), any::<bool>(), rows).prop_map(|(products, markets, depot, dated, mut rows)| {
        rows.retain(|(market, _)| *market < markets.len());
        rows.sort_by_key(|(market, _)| *market);
        rows.dedup_by_key(|(market, _)| *market);
        Shape { products, markets, depot, dated, rows }
    })
}

/// Returns a strategy for scenarios.
pub(super) fn chains() -> impl Strategy<Value = Chain> {
    (shapes(), 16..=48_i64).prop_flat_map(|(shape, quarters)| {
        let dated = shape.dated;
        let mut blocks = vec![always("fx", r#"EUR = "7.80 CNY""#), run(quarters * 6, dated)];
        blocks.extend(["sea", "van"].map(lane));
        blocks.push(port("quay"));
        blocks.extend(["port", "zone"].map(|name| customs(name, dated)));
        blocks.extend(["maker", "mill"].map(supplier));
        blocks.extend([courier("door", Vec::new()), courier("post", shape.markets.clone())]);
        // It goes to the first market only, and is never the only one.
        blocks.push(courier("rush", shape.markets[..1].to_vec()));
        blocks.push(warehouse("shop", dated, &shape.markets));
        if shape.depot {
            blocks.push(warehouse("depot", dated, &shape.markets));
        }
        blocks.push(import());
        blocks.push(always("path.by_port", r#"through = ["port.quay", "customs.port"]"#));
        blocks.extend(paths(shape.depot, dated));
        blocks.push(platform());
        if dated {
            blocks.push(sale());
        }
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
        blocks.prop_map(|blocks| with_space(with_levels(with_platform(Chain::new(blocks)))))
    })
}

/// Allows levels in days only at stock points with expected demand from a distribution: what a list of orders expects
/// depends on the horizon.
fn with_levels(chain: Chain) -> Chain {
    let text = chain.text();
    if !text.contains(IN_DAYS.0) {
        return chain;
    }
    let sound = haitao::scenario::parse(&text, std::path::Path::new(".")).is_ok();
    if sound && !text.contains("replay") { chain } else { chain.replaced(IN_DAYS.0, IN_DAYS.1) }
}

/// Leaves out coupons that nobody would get, and merging for consumers without a number.
fn with_platform(chain: Chain) -> Chain {
    let markets = chain.blocks().iter().map(Block::to_string).filter(|block| block.contains("platform = "));
    let markets: Vec<String> = markets.collect();
    let merge = markets.iter().all(|market| market.contains("consumers = "));
    let chain = if markets.is_empty() { chain.without("coupon = ") } else { chain };
    if merge { chain } else { chain.without("merge = ") }
}

/// Gives a warehouse enough space for its opening stock.
fn with_space(chain: Chain) -> Chain {
    let above = |problem: &Problem| problem.code == Code::StockAboveSpace;
    let read = haitao::scenario::parse(&chain.text(), std::path::Path::new("."));
    if read.is_ok() || read.is_err_and(|faults| !faults.problems.iter().all(above)) {
        return chain;
    }
    let ample = |chain: Chain, space: &str| chain.replaced(&format!("space = {space}"), "space = \"2 m3\"");
    [r#""25 l""#, r#""60 l""#, r#""0.4 m3""#].into_iter().fold(chain, ample)
}

/// Returns imported goods, which may pass through the port unless a lane goes around it.
fn import() -> BoxedStrategy<Block> {
    let through = Just(Some(r#"through = ["lane.sea", "customs.port"]"#.to_owned())).boxed();
    block("path.import", vec![through, maybe("reroute", one_of(&[r#"{ closed = "path.by_port" }"#]))])
}

/// Returns the paths of a platform: from the zone, from the depot, directly from a supplier, and made to order.
fn paths(depot: bool, dated: bool) -> Vec<BoxedStrategy<Block>> {
    let through = |route: &str| format!("through = {route}");
    let last = select(vec![
        r#""courier.post""#,
        r#"{ cheapest = ["courier.rush", "courier.door"] }"#,
        r#"{ fastest = ["courier.post", "courier.rush"] }"#,
    ]);
    let express = last.prop_map(move |last| Some(through(&format!(r#"["warehouse.shop", "customs.zone", {last}]"#))));
    let direct = if depot {
        r#"["warehouse.depot", "lane.van", "customs.zone", "courier.door"]"#
    } else {
        r#"["supplier.mill", "customs.zone", "courier.door"]"#
    };
    let path = |name: &'static str, route: BoxedStrategy<Option<String>>, regime: &'static str| {
        let promise = maybe("promise", one_of(&[r#""2 d""#]));
        let regime = if dated { maybe("regime", one_of(&[regime])) } else { Just(None).boxed() };
        // Both paths would need the same regime.
        let around = if name == "express" && !dated {
            maybe("reroute", one_of(&[r#"{ closed = "path.detour" }"#]))
        } else {
            Just(None).boxed()
        };
        block(format!("path.{name}"), vec![route, promise, regime, around])
    };
    vec![
        path("express", express.boxed(), r#""1210""#),
        path("direct", Just(Some(through(direct))).boxed(), r#""9610""#),
        path("made", Just(Some(through(r#"["supplier.maker", "lane.van", "courier.door"]"#))).boxed(), r#""9610""#),
        always("path.detour", r#"through = ["warehouse.shop", "customs.zone", "lane.van", "courier.door"]"#),
    ]
}

fn platform() -> BoxedStrategy<Block> {
    let path = one_of(&[
        r#""express""#,
        r#"{ first_with_stock = ["express", "direct"] }"#,
        r#"{ cheapest = ["express", "made", "direct"] }"#,
        r#"{ fastest = ["direct", "express"] }"#,
    ]);
    let above = one_of(&[r#""split""#, r#""general_trade""#, r#""refuse""#, r#""refuse""#]);
    block(
        "platform.haitao",
        vec![
            key("path", path),
            maybe("split_orders", truth()),
            maybe("above_limit", above),
            maybe("merge", one_of(&[r#"{ within = "5 h" }"#])),
            maybe("commission", one_of(&[r#""3.3333 %""#, r#"{ all = "2 %", tea = "7 %" }"#])),
            maybe("payment_fee", one_of(&[r#""0.6 %""#])),
            maybe(
                "delivery_fee",
                one_of(&[r#"{ fee = "12 CNY" }"#, r#"{ fee = "7.7777 CNY", free_from = "90 CNY" }"#]),
            ),
            maybe("tax", one_of(&[r#""included""#, r#""on_top""#])),
            maybe("settles", one_of(&[r#""0 d""#, r#""20 h""#])),
        ],
    )
}

/// Returns a promotion in the first days of both dates of start.
fn sale() -> BoxedStrategy<Block> {
    let coupons = one_of(&[
        r#"{ off = "30 CNY" }"#,
        r#"{ off = "33.3333 CNY", from = "60 CNY", funded_by = "supplier.maker" }"#,
        r#"{ off = "9 CNY", funded_by = "seller" }"#,
        r#"{ off = "1000 CNY", from = "3000 CNY", funded_by = "platform" }"#,
    ]);
    let presale = r#"{ opens = "01-01 06:00", paid = "01-02 18:00", ships = "01-03", share = "60 %" }"#;
    block(
        "promotion.sale",
        vec![
            key("days", one_of(&[r#"{ "01-03..01-05" = 3, "02-28..03-02" = 2 }"#])),
            maybe("price", one_of(&[r#""-10 %""#, r#"{ all = "-3.3333 CNY", tea = "19 CNY" }"#])),
            key("coupon", coupons),
            maybe("presale", one_of(&[presale])),
            rarely("hour", one_of(&["[1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"])),
        ],
    )
}

fn run(hours: i64, dated: bool) -> BoxedStrategy<Block> {
    block(
        "run",
        vec![
            Just(Some(Chain::horizon(hours))).boxed(),
            maybe("warm_up", one_of(&[r#""0 d""#, r#""1 d""#, r#""30 h""#])),
            maybe("drain", one_of(&[r#""0 d""#, r#""12 h""#, r#""5 d""#])),
            maybe("end", one_of(&[r#""inclusive""#, r#""exclusive""#])),
            if dated { key("start", one_of(&["2027-01-01", "2028-02-27"])) } else { Just(None).boxed() },
            maybe(
                "instant",
                one_of(&[r#"["demands", "reviews", "arrivals"]"#, r#"["reviews", "arrivals", "demands"]"#]),
            ),
        ],
    )
}

fn product(name: &str) -> BoxedStrategy<Block> {
    block(
        format!("product.{name}"),
        vec![
            maybe(
                "price",
                one_of(&[
                    r#""25 CNY""#,
                    r#""9.9999 CNY""#,
                    r#""641.03 EUR""#,
                    r#""5200 CNY""#,
                    r#""5200 CNY""#,
                    r#""2600 CNY""#,
                ]),
            ),
            maybe("cost", one_of(&[r#""7 CNY""#, r#""3.3333 CNY""#, r#""0.41 EUR""#])),
            maybe("popularity", one_of(&["0.5", "3"])),
            maybe("weight", one_of(&[r#""1.05 kg""#, r#""300 g""#, r#""5 kg""#])),
            maybe("volume", one_of(&[r#""2.6 l""#, r#""800 cm3""#])),
            rarely("units", units()),
            rarely("quality_check", one_of(&[r#""9 h""#])),
            rarely("life", one_of(&[r#"{ starts = "1 d", ramp = "36 h" }"#, r#"{ ends = "5 d", fade = "2 d" }"#])),
            maybe("substitutes", one_of(&[r#""all""#, r#"["tea"]"#])),
            key("carton", one_of(&["6", "1"])),
            rarely_ages(),
            rarely("path", one_of(&[r#""direct""#, r#"{ cheapest = ["made", "express"] }"#])),
        ],
    )
}

/// Returns a shelf life so short that some goods expire on the shelf, in transit or on arrival.
fn rarely_ages() -> BoxedStrategy<Option<String>> {
    let lives = one_of(&[
        "shelf_life = \"3 d\"\nexpiry_rule = \"tmall_global\"\nmarkdown = \"40 %\"",
        "shelf_life = \"60 d\"\nlife_on_arrival = { uniform = { min = \"2 %\", max = \"9 %\" } }\nsale_ban = { at_most = \"36 h\" }",
        "shelf_life = \"30 h\"\nlife_on_arrival = \"80 %\"\nnear_expiry = { share = \"50 %\" }\nmarkdown = \"33.3333 %\"",
    ]);
    option::weighted(0.3, lives).boxed()
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
            r#"through = ["warehouse.shop", { fastest = ["courier.rush", "courier.post"] }]"#,
        ]),
        4 => Just(r#"platform = "haitao""#),
        1 => Just(depot),
        2 => select(vec![
            r#"through = ["supplier.maker", "path.import", "courier.door"]"#,
            r#"through = ["lane.van", "port.quay", "courier.door"]"#,
            r#"through = ["supplier.mill", "port.quay", "customs.port"]"#,
            r#"through = ["customs.port", "customs.zone"]"#,
        ]),
    ];
    let mut lines = vec![
        offer.prop_map(|offer| Some(offer.to_owned())).boxed(),
        maybe(
            "when_short",
            one_of(&[
                r#""lost""#,
                r#""backorder""#,
                r#"{ lost = "60 %", backorder = "40 %" }"#,
                r#"{ substitute = "50 %", lost = "20 %", backorder = "30 %" }"#,
                r#""substitute""#,
            ]),
        ),
        maybe("lines", one_of(&["{ discrete = { 1 = 3, 2 = 2, 4 = 1 } }", "3"])),
        maybe("consumers", one_of(&["40"])),
        key("year_to_date", one_of(&[r#""0 CNY""#, r#""25900 CNY""#, r#""25900 CNY""#])),
        maybe("patience", time(24)),
        maybe("promise", one_of(&[r#""36 h""#])),
    ];
    // A market with a row may also have orders of its own; one with neither row nor mix would sell products that are in no
    // mix.
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
