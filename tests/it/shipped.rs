//! The two large scenarios that ship: they serve the same demand, and results of one of them are close to the published
//! figures that it claims to reproduce. Orders are observed when they are placed and when they are delivered.

mod published;

use crate::invariants::money::recounted;
use crate::record::observe;
use haitao::chain::{Books, Buyer, Fact, Mark, Probe, Stage, Window};
use haitao::scenario::{Scenario, load, parse};
use haitao::units::{Id, ShipmentId, SimTime};
use std::path::Path;

const MICROS_PER_DAY: i64 = 86_400_000_000;

/// A line of an order as it was placed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Placed {
    market: String,
    ordinal: u64,
    line: usize,
    at: i64,
    product: String,
    units: i64,
    price: i64,
}

/// A delivered parcel whose order was placed in the measured window.
#[derive(Clone, Debug)]
struct Parcel {
    route: usize,
    market: usize,
    placed: i64,
    arrived: i64,
    /// Microseconds in every stage.
    stages: [i64; Stage::ALL.len()],
}

/// The observer.
#[derive(Default)]
struct Ear {
    window: Window,
    keeps_lines: bool,
    /// Market, product, and the line.
    lines: Vec<(usize, usize, Placed)>,
    parcels: Vec<Parcel>,
    last: Option<ShipmentId>,
    orders: u64,
    value: i64,
}

impl Probe for Ear {
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        match fact {
            Fact::Placed(head) => {
                self.orders += u64::from(self.window.covers(now));
                for (number, (_, line)) in books.orders.lines(head).enumerate() {
                    let (Buyer::Market(market), Some(product)) = (line.buyer, line.product) else { continue };
                    self.value += if self.window.covers(now) { line.price.parts() } else { 0 };
                    if self.keeps_lines {
                        let row = Placed {
                            market: String::new(),
                            ordinal: line.ordinal,
                            line: number,
                            at: now.micros(),
                            product: String::new(),
                            units: line.asked.count(),
                            price: line.price.parts(),
                        };
                        self.lines.push((market.index(), product.index(), row));
                    }
                }
            }
            Fact::LineDelivered { line, last } if self.last != Some(last) => {
                self.last = Some(last);
                let order = &books.orders[line];
                let Buyer::Market(market) = order.buyer else { return };
                if self.window.covers(order.placed) {
                    self.parcels.push(Parcel {
                        route: order.route.index(),
                        market: market.index(),
                        placed: order.placed.micros(),
                        arrived: now.micros(),
                        stages: books.shipments[last].spent().map(haitao::units::Span::micros),
                    });
                }
            }
            // The shipment number may be reused for another parcel.
            Fact::Dropped { .. } => self.last = None,
            _ => {}
        }
    }

    fn mark(&mut self, _now: SimTime, _mark: Mark, _books: &Books) {}
}

fn shipped(name: &str) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name).with_extension("toml");
    load(&path).unwrap_or_else(|problems| panic!("{name}: {problems}"))
}

/// Runs one replication under observation.
fn heard(scenario: &Scenario, replication: u64, keeps_lines: bool) -> Ear {
    let mut ear = Ear { window: scenario.network().window.clone(), keeps_lines, ..Ear::default() };
    observe(scenario, scenario.seed(), replication, &mut ear);
    ear
}

/// Returns the demand of one replication, line by line.
fn demand(scenario: &Scenario, replication: u64) -> Vec<Placed> {
    let network = scenario.network();
    let name = |(market, product, row): (usize, usize, Placed)| Placed {
        market: network.agents[market].name.clone(),
        product: network.products[product].name.clone(),
        ..row
    };
    heard(scenario, replication, true).lines.into_iter().map(name).collect()
}

#[test]
fn direct_mail_serves_the_demand_of_ningbo_bonded() {
    let (bonded, direct) = (shipped("ningbo-bonded"), shipped("direct-mail"));
    for replication in 0..2 {
        let (bonded, direct) = (demand(&bonded, replication), demand(&direct, replication));
        assert!(bonded.len() > 200_000, "{} lines in 545 days", bonded.len());
        assert!(bonded.iter().any(|line| line.line == 3), "orders of four lines");
        let until = bonded.len().min(direct.len());
        let first = (0..until).find(|row| bonded[*row] != direct[*row]);
        assert_eq!(first.map(|row| (&bonded[row], &direct[row])), None, "replication {replication}");
        // How long the simulations run on after the window may differ.
        let end = 545 * MICROS_PER_DAY;
        let within = |lines: &[Placed]| lines.iter().filter(|line| line.at < end).count();
        assert_eq!(within(&bonded), within(&direct));
    }
}

/// The books are audited after every event of the days around 11 November, and profit is the sum of the postings.
#[test]
fn books_agree_through_double_11() {
    for name in ["ningbo-bonded", "direct-mail"] {
        audited(name, "2026-11-08", 7, 0);
    }
}

/// Runs a few days of a scenario from another start date.
fn audited(name: &str, start: &str, days: u32, replication: u64) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let text = std::fs::read_to_string(folder.join(name).with_extension("toml")).expect("a text");
    let run = text.find("[run]").expect("a table of the run");
    let end = run + text[run..].find("replications").expect("its last key");
    let short = format!("[run]\nstart = {start}\nhorizon = \"{days} d\"\n");
    let text = format!("{}{short}{}", &text[..run], &text[end..]);
    let scenario = parse(&text, &folder).unwrap_or_else(|problems| panic!("{name}: {problems}"));
    let postings = recounted(&scenario, 1, replication).unwrap_or_else(|found| panic!("{name}: {found}"));
    assert!(postings > 20_000, "{name}: {postings} postings");
}
