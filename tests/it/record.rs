//! Results of a batch, kept in memory: values by KPI, and journal rows by name, so that two runs can be compared row by row
//! regardless of the order of their entries.

use haitao::chain::{Failure, Part, Probe, Stage};
use haitao::measure::{JournalRows, Journals, KpiColumn, OrderRows, Sink, StockRows};
use haitao::scenario::Scenario;
use haitao::sim::Simulation;
use haitao::study::{Outcome, Plan, Watch, replicate_watched, simulate_with};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

/// Outcomes of an order, as numbered in the journal.
pub(crate) const DELIVERED: u8 = 0;
pub(crate) const LOST: u8 = 1;
pub(crate) const CANCELLED: u8 = 2;
pub(crate) const RETURNED: u8 = 3;
pub(crate) const UNFINISHED: u8 = 4;
pub(crate) const SPOILT: u8 = 5;
pub(crate) const REFUSED: u8 = 6;
/// The number after those of the journal, for orders of which only some units arrived.
pub(crate) const IN_PART: u8 = 7;

/// Returns the number of a failure in the journal.
pub(crate) fn outcome(why: Failure) -> u8 {
    match why {
        Failure::Lost => LOST,
        Failure::Cancelled => CANCELLED,
        Failure::Returned => RETURNED,
        Failure::Spoilt => SPOILT,
        Failure::Refused => REFUSED,
    }
}

/// A row of the journal of orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OrderRow {
    pub(crate) market: String,
    pub(crate) product: Option<String>,
    pub(crate) ordinal: u64,
    pub(crate) placed_us: i64,
    pub(crate) ended_us: i64,
    pub(crate) outcome: u8,
    pub(crate) units: i64,
    pub(crate) parcels: u32,
    pub(crate) stage_us: [i64; Stage::ALL.len()],
    pub(crate) price: i64,
    pub(crate) cost: [i64; Part::ALL.len()],
}

/// A row of the journal of stock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StockRow {
    pub(crate) time_us: i64,
    pub(crate) stock_point: String,
    pub(crate) on_hand: i64,
    pub(crate) backorders: i64,
    pub(crate) on_order: i64,
}

/// Both journals of a replication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rows {
    pub(crate) orders: Vec<OrderRow>,
    pub(crate) stock: Vec<StockRow>,
}

/// The results of one replication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Replication {
    pub(crate) number: u64,
    pub(crate) events: u64,
    /// Subject, KPI and the bits of the value, so that NaN equals itself.
    pub(crate) values: Vec<(String, &'static str, u64)>,
    pub(crate) rows: Rows,
}

/// Keeps the rows of one replication and hands them over when it is finished.
struct Keeper {
    replication: u64,
    rows: Rows,
    shelf: Arc<Mutex<BTreeMap<u64, Rows>>>,
}

fn name(names: &[String], place: u32) -> String {
    names[usize::try_from(place).expect("32 bits")].clone()
}

impl Keeper {
    fn orders(&mut self, rows: &OrderRows) {
        self.rows.orders.extend((0..rows.market.len()).map(|row| OrderRow {
            market: name(&rows.markets, rows.market[row]),
            product: (rows.product[row] != u32::MAX).then(|| name(&rows.products, rows.product[row])),
            ordinal: rows.ordinal[row],
            placed_us: rows.placed_us[row],
            ended_us: rows.ended_us[row],
            outcome: rows.outcome[row],
            units: rows.units[row],
            parcels: rows.parcels[row],
            stage_us: std::array::from_fn(|stage| rows.stage_us[stage][row]),
            price: rows.price[row],
            cost: std::array::from_fn(|part| rows.cost[part][row]),
        }));
    }

    fn stock(&mut self, rows: &StockRows) {
        self.rows.stock.extend((0..rows.time_us.len()).map(|row| StockRow {
            time_us: rows.time_us[row],
            stock_point: name(&rows.stock_points, rows.stock_point[row]),
            on_hand: rows.on_hand[row],
            backorders: rows.backorders[row],
            on_order: rows.on_order[row],
        }));
    }
}

impl Sink for Keeper {
    fn take(&mut self, rows: JournalRows<'_>) {
        match rows {
            JournalRows::Orders(rows) => self.orders(rows),
            JournalRows::Stock(rows) => self.stock(rows),
            other => panic!("unexpected journal {}", other.journal()),
        }
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let before = self.shelf.lock().expect("no other keeper panicked").insert(self.replication, self.rows);
        assert_eq!(before, None, "replication {} is journalled once", self.replication);
        Ok(())
    }
}

/// Parses a scenario as a user would write it.
pub(crate) fn scenario(text: &str) -> Scenario {
    haitao::scenario::parse(text, Path::new(".")).unwrap_or_else(|problems| panic!("{problems}\n{text}"))
}

/// Runs a batch with both journals.
pub(crate) fn record(scenario: &Scenario, plan: &Plan) -> Vec<Replication> {
    let shelf = Arc::default();
    let open = |_, replication| -> io::Result<Box<dyn Sink>> {
        Ok(Box::new(Keeper { replication, rows: Rows::default(), shelf: Arc::clone(&shelf) }))
    };
    let journals = Journals { orders: true, stock: true, ..Journals::default() };
    let watch = Watch { stop: &AtomicBool::new(false), done: &|| {}, journal: Some(&open), journals };
    let study = replicate_watched(scenario, plan, &watch).expect("nothing is written to disk");
    let mut shelf = std::mem::take(&mut *shelf.lock().expect("no keeper panicked"));
    assert_eq!(shelf.len(), study.rows.len(), "every replication is journalled");
    let found = study.rows.iter().map(|outcome| Replication {
        number: outcome.replication,
        events: outcome.events,
        values: values(scenario, outcome),
        rows: shelf.remove(&outcome.replication).expect("its journal"),
    });
    found.collect()
}

/// Runs one replication with an observer.
pub(crate) fn observe(scenario: &Scenario, seed: u64, replication: u64, observer: &mut dyn Probe) -> Outcome {
    simulate_with(scenario, seed, replication, observer).0
}

/// A run with an observer that can be stopped. All tests use `dyn` observers, so that the engine is compiled once for them.
pub(crate) type Observed<'a> = Simulation<&'a mut dyn Probe>;

/// Runs one replication with both journals.
pub(crate) fn record_one(scenario: &Scenario, seed: u64, replication: u64) -> Replication {
    let plan = Plan { replications: replication..replication + 1, seed, ..Plan::default() };
    record(scenario, &plan).remove(0)
}

/// Returns the values of a replication by name.
pub(crate) fn values(scenario: &Scenario, outcome: &Outcome) -> Vec<(String, &'static str, u64)> {
    assert_eq!(scenario.kpis().len(), outcome.values.len());
    let named = |(column, value): (&KpiColumn, &f64)| (column.subject.to_string(), column.kpi.name, value.to_bits());
    scenario.kpis().iter().zip(&outcome.values).map(named).collect()
}
