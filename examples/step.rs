//! Steps through a run with a replenishment policy of its own: the stock point asks, the program decides, the simulation
//! continues. The policy knows no distribution. It watches the demand of the last four weeks and orders up to three weeks
//! of it, so it follows demand that doubles in summer. A standard policy with a fixed level, run on the same random draws,
//! does not.
//!
//! `cargo run --release --example step`

use haitao::units::{SimTime, Units};
use haitao::{Outcome, Scenario, Scratch, Simulation, parse, simulate};
use std::error::Error;

const SCENARIO: &str = r#"
haitao = "1"
run = { start = 2026-01-01, horizon = "365 d" }
product.tea = {}
warehouse.shop = {}
supplier.maker = { lead_time.gamma = { mean = "7 d", cv = 0.3 }, overtaking = false }
[market.town]
orders.poisson.rate = "10 /d"
trend = { 2026-01-01 = 1, 2026-06-01 = 1, 2026-07-01 = 2 }
through = "warehouse.shop"
when_short = "lost"
[stock]
shop.tea = { source = "supplier.maker", holding = "0.02 CNY/unit/d", start.on_hand = 210, POLICY }
"#;

fn scenario(policy: &str) -> Result<Scenario, Box<dyn Error>> {
    Ok(parse(&SCENARIO.replace("POLICY", policy), ".".as_ref())?)
}

/// The demand of the last four weeks, latest last.
struct Weeks([i64; 4]);

impl Weeks {
    fn add(&mut self, demand: Units) {
        self.0.rotate_left(1);
        self.0[3] = demand.count();
    }

    fn three_weeks(&self) -> Units {
        Units::new(self.0.iter().sum::<i64>() * 3 / 4)
    }
}

/// Runs one replication, decision by decision.
fn stepped(scenario: &Scenario) -> Outcome {
    let mut simulation = Simulation::new(scenario, 1, 0);
    let mut weeks = Weeks([70; 4]);
    let mut after_the_last_order = Units::ZERO;
    let mut next = simulation.advance_to_decision();
    while let Some(shop) = next {
        let position = simulation.observe(shop).position;
        if simulation.now() > SimTime::ZERO {
            // The fall in the position since the last order is what was sold.
            weeks.add(after_the_last_order - position);
        }
        let order = (weeks.three_weeks() - position).max(Units::ZERO);
        after_the_last_order = position + order;
        next = simulation.step(order);
    }
    simulation.outcome()
}

fn main() -> Result<(), Box<dyn Error>> {
    let own = scenario(r#"replenish.external.R = "1 w""#)?;
    let standard = scenario(r#"replenish.periodic_R_S = { R = "1 w", S = 210 }"#)?;
    let runs = [
        ("three weeks of demand seen", stepped(&own), own),
        ("always up to 210 units", simulate(&standard, 1, 0, &mut Scratch::default()), standard),
    ];
    println!("{:<30} {:>10} {:>15}", "policy", "fill rate", "mean on hand");
    for (policy, outcome, scenario) in &runs {
        let figure = |kpi| outcome.value(scenario, "stock.shop.tea", kpi).unwrap_or(f64::NAN);
        println!("{policy:<30} {:>8.1} % {:>9.1} units", 100.0 * figure("fill_rate"), figure("mean_on_hand"));
    }
    Ok(())
}
