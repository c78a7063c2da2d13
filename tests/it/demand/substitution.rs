//! Substitution: which product replaces which, and that no unit or money gets lost.

use super::{SEED, SIGMAS, number, size};
use crate::record::{LOST, OrderRow, record, record_one, scenario};
use haitao::study::{Plan, estimate, replicate};

const SHOP: &str = r#"
haitao = "1"
run = { horizon = "400 d", replications = 4 }
product_group.tea = {}
product.green = { group = "tea", price = "10 CNY", cost = "4 CNY", weight = "100 g" }
product.black = { group = "tea", price = "12 CNY", cost = "5 CNY", weight = "150 g", popularity = 3 }
product.white = { group = "tea", price = "30 CNY", cost = "9 CNY", weight = "90 g" }
product.vase = { price = "99 CNY", cost = "50 CNY", weight = "2 kg" }
warehouse.shop = {}
courier.post.price = "0.01 CNY/kg"
stock.shop.all.start.on_hand = 1_000_000
stock.shop.green.start.on_hand = 0
market.town = { mix = ["green"], orders.poisson.rate = "50 /d", units = 2, through = ["warehouse.shop", "courier.post"], when_short = { lost = "65 %", substitute = "20 %", backorder = "15 %" } }
"#;

/// Of the lines that find no stock, the stated shares are lost or substituted; the substitute is chosen by popularity and
/// has its own price and weight.
#[test]
fn a_share_of_lines_is_substituted_by_popularity() {
    let rows = record_one(&scenario(SHOP), SEED, 0).rows.orders;
    let of = |product: &str| rows.iter().filter(|row| row.product.as_deref() == Some(product)).collect::<Vec<_>>();
    let all = size(rows.len());
    let near = |count: usize, of: f64, share: f64| {
        let se = (of * share * (1.0 - share)).sqrt();
        assert!(
            (size(count) - of * share).abs() < SIGMAS * se && SIGMAS * se < 0.1 * of * share,
            "{count} of {of} x {share}"
        );
    };
    near(rows.iter().filter(|row| row.outcome == LOST).count(), all, 0.65);
    let (black, white) = (of("black"), of("white"));
    near(black.len() + white.len(), all, 0.20);
    near(black.len(), size(black.len() + white.len()), 0.75);
    assert!(of("vase").is_empty(), "of another group");
    assert!(black.iter().all(|row| row.price == 2 * 120_000 && row.cost[0] == 2 * 50_000), "its price and cost");
    // 300 g at 0.01 CNY per kilogram.
    let courier = |row: &&OrderRow| row.cost.iter().sum::<i64>() - row.cost[0];
    assert!(black.iter().all(|row| courier(row) == 30) && white.iter().all(|row| courier(row) == 18), "its weight");
    assert!(rows.iter().all(|row| row.units == 2 || row.outcome == LOST));
}

/// Products in `substitutes` come before those of the group; a product that is not available in full is not a substitute.
#[test]
fn named_substitutes_go_before_the_group() {
    let named = SHOP.replace("product.green = {", "product.green = { substitutes = [\"vase\", \"black\"],").replace(
        "stock.shop.green.start.on_hand = 0",
        "stock.shop.green.start.on_hand = 0\nstock.shop.black.start.on_hand = 1",
    );
    let rows = record_one(&scenario(&named), SEED, 0).rows.orders;
    let taken = |product: &str| rows.iter().filter(|row| row.product.as_deref() == Some(product)).count();
    assert!(taken("vase") > 100 && taken("black") == 0 && taken("white") == 0, "one piece of black is not two");
    let always = SHOP.replace("{ lost = \"65 %\", substitute = \"20 %\", backorder = \"15 %\" }", "\"substitute\"");
    let rows = record_one(&scenario(&always), SEED, 0).rows.orders;
    assert!(rows.iter().all(|row| row.outcome != LOST && row.product.as_deref() != Some("green")));
    let nothing = always.replace("product_group.tea = {}\n", "").replace("group = \"tea\", ", "");
    let rows = record_one(&scenario(&nothing), SEED, 0).rows.orders;
    assert!(rows.iter().all(|row| row.outcome == LOST), "without a group there is no substitute");
}

/// No unit of the first choice was served, the second stock point served all demand on it, and substituted units are not
/// lost.
#[test]
fn figures_show_substitutions() {
    let scenario = scenario(SHOP);
    let plan = Plan { replications: 0..4, seed: SEED, threads: 2 };
    let study = replicate(&scenario, &plan);
    let summary = estimate(&scenario, &study);
    let figure = |subject: &str, kpi: &str| summary.estimate(subject, kpi).unwrap_or_else(|| panic!("{kpi}")).mean;
    let rows: Vec<OrderRow> = record(&scenario, &plan).into_iter().flat_map(|found| found.rows.orders).collect();
    let count = |what: &dyn Fn(&OrderRow) -> bool| size(rows.iter().filter(|row| what(row)).count()) / 4.0;
    let replaced = count(&|row| ["black", "white"].map(Some).contains(&row.product.as_deref()));
    assert_eq!(figure("total", "substituted_lines"), replaced);
    assert_eq!(figure("market.town", "substituted_units"), 2.0 * replaced);
    assert_eq!(figure("total", "fill_rate"), 0.0);
    assert_eq!((figure("stock.shop.black", "fill_rate"), figure("stock.shop.green", "fill_rate")), (1.0, 0.0));
    assert_eq!(figure("total", "lost_sales"), 2.0 * count(&|row| row.outcome == LOST));
    let revenue: i64 = rows.iter().filter(|row| row.outcome != LOST).map(|row| row.price).sum();
    assert!((figure("total", "revenue") - number(revenue) / 40_000.0).abs() < 1e-6, "what is owed is what is priced");
}

/// Under a regime the declaration was assessed at checkout, so no more expensive product is substituted.
#[test]
fn substitutes_are_not_dearer_than_the_declaration() {
    let declared = SHOP.replace("horizon", "start = 2027-01-01, horizon")
        .replace("courier.post.price", "customs.zone = {}\npath.bonded = { regime = \"1210\", through = [\"warehouse.shop\", \"customs.zone\", \"courier.post\"] }\nplatform.mall.path = \"bonded\"\ncourier.post.price")
        .replace("through = [\"warehouse.shop\", \"courier.post\"], when", "platform = \"mall\", when")
        .replace("price = \"10 CNY\"", "price = \"20 CNY\"");
    let rows = record_one(&scenario(&declared), SEED, 0).rows.orders;
    let of = |product: &str| rows.iter().filter(|row| row.product.as_deref() == Some(product)).collect::<Vec<_>>();
    assert!(of("white").is_empty(), "30 CNY instead of 20");
    let black = of("black");
    // Two units at 12 CNY: 9.1 % of 24 CNY is 2.184, paid as 2.18 CNY.
    assert!(black.len() > 1000 && black.iter().all(|row| row.cost.contains(&21_800)), "{:?}", black[0].cost);
}

/// Units reserved for markets of higher rank do not substitute demand of a lower one.
#[test]
fn reserved_stock_does_not_substitute() {
    let always = SHOP.replace("{ lost = \"65 %\", substitute = \"20 %\", backorder = \"15 %\" }", "\"substitute\"");
    let kept = |units: i64| {
        let reserve = format!("warehouse.shop.allocate.reserve = {{ town = {units} }}");
        record_one(&scenario(&always.replace("warehouse.shop = {}", &reserve)), SEED, 0).rows.orders
    };
    assert!(kept(999_999).iter().all(|row| row.outcome == LOST), "one piece of each is free, not two");
    let two = kept(999_998);
    assert_eq!(
        two.iter().filter(|row| row.outcome != LOST).count(),
        2,
        "two pieces of black and two of white are free"
    );
}

/// A policy based on past demand sees substituted demand too; otherwise the stock point would run out.
#[test]
fn substitutes_are_reordered() {
    let refilled = SHOP.replace(
        "stock.shop.green.start.on_hand = 0",
        "stock.shop.green.start.on_hand = 0\nsupplier.maker.lead_time = \"15 d\"\n\
         demand.town.black = { orders.poisson.rate = \"1 /d\" }\nstock.shop.white.start.on_hand = 0\n\
         stock.shop.black = { source = \"supplier.maker\", start.on_hand = 1000, \
         replenish.days_of_supply = { min = \"20 d\", max = \"30 d\", window = \"10 d\" } }",
    );
    let rows = record_one(&scenario(&refilled), SEED, 0).rows.orders;
    let taken = rows.iter().filter(|row| row.product.as_deref() == Some("black") && row.units == 2).count();
    // 10 lines of two units a day for 400 days; its own demand is one unit a day.
    assert!((3700..4300).contains(&taken), "{taken}");
}
