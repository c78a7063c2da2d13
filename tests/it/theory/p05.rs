//! P05: the nine policies of Law's inventory table: periodic review, random lead times, 120 months including the start. The
//! truths are exact expectations by dynamic programming; the book prints one run of each.
//!
//! # Source
//! Law, Simulation Modeling and Analysis, section 1.5.

use super::judge::{Case, Verdict};
use std::sync::LazyLock;

pub(super) fn verdicts() -> Vec<&'static Verdict> {
    VERDICTS.iter().collect()
}

/// A line of the table: costs per month.
struct Row {
    name: &'static str,
    s: u32,
    top: u32,
    total: f64,
    ordering: f64,
    holding: f64,
    shortage: f64,
    /// At least 4,000; more if the narrow tolerance of holding costs needs it.
    replications: u64,
}

/// Costs are reported per day; a month has thirty days.
const MONTH: f64 = 30.0;

impl Row {
    fn run(&self) -> Verdict {
        let Self { name, s, top, replications, .. } = *self;
        let text = format!(
            r#"
haitao = "1"
question = "P05: what does (s, S) = ({s}, {top}) cost a month in Law's inventory model?"
run = {{ horizon = "120 months", replications = {replications} }}
product.item = {{}}
warehouse.shop = {{}}
supplier.maker = {{ lead_time.uniform = {{ min = "0.5 month", max = "1 month" }}, overtaking = true }}
market.town = {{ orders.poisson.rate = "10 /month", units.discrete = {{ 1 = 1, 2 = 2, 3 = 2, 4 = 1 }}, through = "warehouse.shop" }}

[stock.shop.item]
source = "supplier.maker"
replenish.periodic_R_s_S = {{ R = "1 month", s = {s}, S = {top}, strict = true }}
start.on_hand = 60
order_cost = "32 CNY"
unit_cost = "3 CNY"
holding = "1 CNY/unit/month"
shortage = "5 CNY/unit/month"
"#
        );
        let mut case = Case::run(name, &text, replications);
        case.judge("stock.shop.item", "cost_per_day", self.total / MONTH, 0.3);
        case.judge("stock.shop.item", "ordering_cost_per_day", self.ordering / MONTH, 0.3);
        case.judge("stock.shop.item", "holding_cost_per_day", self.holding / MONTH, 0.3);
        if self.shortage > 5.0 {
            case.judge("stock.shop.item", "shortage_cost_per_day", self.shortage / MONTH, 1.5);
        }
        case.close()
    }
}

const fn row(name: &'static str, (s, top): (u32, u32), costs: [f64; 4], replications: u64) -> Row {
    let [total, ordering, holding, shortage] = costs;
    Row { name, s, top, total, ordering, holding, shortage, replications }
}

static TABLE: [Row; 9] = [
    row("P05 (20, 40)", (20, 40), [125.124, 97.685, 9.123, 18.315], 10_000),
    row("P05 (20, 60)", (20, 60), [118.943, 88.506, 17.527, 12.910], 6_000),
    row("P05 (20, 80)", (20, 80), [121.346, 84.915, 26.884, 9.547], 5_000),
    row("P05 (20, 100)", (20, 100), [126.936, 82.953, 36.488, 7.495], 5_000),
    row("P05 (40, 60)", (40, 60), [125.769, 98.360, 25.534, 1.875], 4_000),
    row("P05 (40, 80)", (40, 80), [125.467, 89.112, 34.988, 1.367], 4_000),
    row("P05 (40, 100)", (40, 100), [131.545, 85.492, 45.023, 1.029], 4_000),
    row("P05 (60, 80)", (60, 80), [143.913, 98.924, 44.914, 0.075], 4_000),
    row("P05 (60, 100)", (60, 100), [144.195, 89.650, 54.490, 0.054], 4_000),
];

static VERDICTS: LazyLock<Vec<Verdict>> = LazyLock::new(|| TABLE.iter().map(Row::run).collect());

#[test]
fn nine_policies_have_their_exact_costs() {
    VERDICTS.iter().for_each(Verdict::hold);
}
