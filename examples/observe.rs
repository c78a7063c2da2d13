//! Observes a run with a measure of its own. haitao reports the share of demand that a shelf serves; this observer measures
//! how long the shelf stays empty each time.
//!
//! `cargo run --release --example observe`

use haitao::chain::{Books, Fact, Mark};
use haitao::units::{SimTime, Span, StockPointId};
use haitao::{Observer, parse, simulate_with};
use std::error::Error;

const SCENARIO: &str = r#"
haitao = "1"
run = { warm_up = "60 d", horizon = "425 d" }
product.tea = {}
warehouse.shop = {}
supplier.maker = { lead_time.gamma = { mean = "9 d", cv = 0.5 }, overtaking = false }
market.town = { orders.poisson.rate = "5 /d", through = "warehouse.shop", when_short = "lost" }
stock.shop.tea = { source = "supplier.maker", replenish.r_Q = { r = 45, Q = 60 } }
"#;

/// The periods in which a stock point has nothing on the shelf, from the end of the warm-up on.
#[derive(Debug, Default)]
struct EmptyShelf {
    stock_point: StockPointId,
    measuring: bool,
    since: Option<SimTime>,
    stretches: Vec<Span>,
}

impl EmptyShelf {
    fn look(&mut self, now: SimTime, books: &Books) {
        let empty = !books.stock[self.stock_point].stock().is_positive();
        match self.since {
            None if empty => self.since = Some(now),
            Some(since) if !empty => {
                self.since = None;
                self.stretches.extend(self.measuring.then_some(now - since));
            }
            _ => {}
        }
    }
}

// An observer receives every fact and sees the books. It cannot change the run.
impl Observer for EmptyShelf {
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        if fact == Fact::Moved(self.stock_point) {
            self.look(now, books);
        }
    }

    fn mark(&mut self, now: SimTime, mark: Mark, books: &Books) {
        self.look(now, books);
        self.measuring = mark == Mark::WarmUp;
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let scenario = parse(SCENARIO, ".".as_ref())?;
    let (outcome, found) = simulate_with(&scenario, 1, 0, EmptyShelf::default());
    let longest = found.stretches.iter().max().copied().unwrap_or_default();
    let total = found.stretches.iter().fold(Span::ZERO, |sum, stretch| sum + *stretch);
    let share = total.days() / scenario.window().length().days();
    println!("the shelf was empty {} times, {:.1} % of the year", found.stretches.len(), 100.0 * share);
    println!("longest time without tea: {:.1} days", longest.days());
    // Poisson arrivals see time averages (PASTA), so the share of demand lost is close to the share of time empty.
    let fill_rate = outcome.value(&scenario, "stock.shop.tea", "fill_rate").ok_or("no fill rate")?;
    println!("demand lost: {:.1} %", 100.0 * (1.0 - fill_rate));
    Ok(())
}
