//! P07: the serial system of Clark and Scarf with echelon base stocks. Demand comes first, then reviews, then arrivals. A
//! unit of stock is 0.001 unit of the book, so costs are a thousand times those of the book.
//!
//! # Source
//! Clark and Scarf, Management Science 6(4), 1960; Snyder and Shen, Fundamentals of Supply Chain Theory (2nd ed.), example
//! 6.1; the cost by two quadratures.

use super::judge::{Case, Figure, Verdict};
use std::sync::LazyLock;

/// The cost per period.
const COST: f64 = 47_660.1;
const PIPELINE: f64 = 30_000.0;

pub(super) fn verdicts() -> Vec<&'static Verdict> {
    vec![&SERIAL]
}

fn serial(name: &'static str, instant: &str) -> Case {
    let text = format!(
        r#"
haitao = "1"
question = "{name}: what do three stages in a line cost with echelon base stocks? (47.6601 a period)"
run = {{ warm_up = "20 d", horizon = "10020 d", drain = "0 d", instant = [{instant}], replications = 20 }}
product.item = {{}}
warehouse = {{ one = {{}}, two = {{}}, three = {{}} }}
supplier.outside = {{}}
default.lane.transit = "1 d"
lane = {{ to-three.transit = "2 d", to-two.holding = "2 CNY/unit/d", to-one.holding = "4 CNY/unit/d" }}
market.town = {{ orders.every = "1 d", units.normal = {{ mean = 5000, sd = 1000 }}, through = "warehouse.one" }}
[stock.one.item]
source = ["warehouse.two", "lane.to-one"]
replenish.echelon_base_stock = {{ R = "1 d", S = 6491 }}
holding = "7 CNY/unit/d"
shortage = "37.12 CNY/unit/d"
[stock.two.item]
source = ["warehouse.three", "lane.to-two"]
replenish.echelon_base_stock = {{ R = "1 d", S = 12018 }}
holding = "4 CNY/unit/d"
[stock.three.item]
source = ["supplier.outside", "lane.to-three"]
replenish.echelon_base_stock = {{ R = "1 d", S = 22706 }}
holding = "2 CNY/unit/d"
"#
    );
    Case::run(name, &text, 20)
}

static SERIAL: LazyLock<Verdict> = LazyLock::new(|| {
    let mut case = serial("P07", r#""demands", "reviews", "arrivals""#);
    case.judge("total", "cost_per_day", COST, 0.3);
    let [one, two] = ["lane.to-one", "lane.to-two"].map(|lane| case.figure(lane, "holding_cost_per_day"));
    case.judge_figure("pipeline to stage 1", one, PIPELINE * 2.0 / 3.0, 0.3);
    case.judge_figure("pipeline to stage 2", two, PIPELINE / 3.0, 0.3);
    case.close()
});

#[test]
fn echelon_base_stocks_cost_what_clark_and_scarf_say() {
    SERIAL.hold();
}

/// Reviews that do not see the demand of their period order a period later: that is another model with another cost.
#[test]
fn reviews_before_demands_cost_something_else() {
    let case = serial("P07 with reviews first", r#""reviews", "demands", "arrivals""#);
    let figure: Figure = case.figure("total", "cost_per_day");
    assert!((figure.mean() / COST - 1.0).abs() > 0.05, "{} is too near {COST}", figure.mean());
}
