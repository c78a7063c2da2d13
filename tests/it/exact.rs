//! Small deterministic chains worked out by hand: when everything happens to the hour, and who owes what to the fen.

mod ageing;
mod border;
mod cash;
mod checkout;
mod coupons;
mod docks;
mod forecasts;
mod merging;
mod money_in_stock;
mod path_promises;
mod presales;
mod promises;
mod reroutes;
mod returns;
mod rules;
mod sale_tax;
mod sales;
mod site_costs;
mod stations;
mod stock;
mod supply;
mod transport;
mod waves;

use crate::record::{DELIVERED, Observed, Replication, StockRow, UNFINISHED, outcome, record_one, scenario};
use haitao::chain::{Account, Books, Buyer, Cost, Fact, Mark, Part, Probe};
use haitao::scenario::Scenario;
use haitao::units::{AgentId, Id, Money, OrderId, SimTime, StockPointId, Units};

const HOUR: i64 = 3_600_000_000;

/// A consumer's order with all its lines, as it ended.
#[derive(Clone, Debug)]
struct Ended {
    market: AgentId,
    ordinal: u64,
    hours: f64,
    outcome: u8,
    units: Units,
    parcels: u32,
    price: Money,
    cost: Cost,
}

/// Records how orders end.
#[derive(Debug, Default)]
struct Ends(Vec<Ended>);

impl Ends {
    fn end(&mut self, now: SimTime, head: OrderId, outcome: u8, books: &Books) {
        let (Buyer::Market(market), true) = (books.orders[head].buyer, books.orders[head].awaited) else { return };
        let lines: Vec<_> = books.orders.lines(head).map(|(_, line)| line).collect();
        let mut cost = Cost::NONE;
        for line in &lines {
            cost += line.cost;
        }
        self.0.push(Ended {
            market,
            ordinal: lines[0].ordinal,
            hours: hours((now - lines[0].placed).micros()),
            outcome,
            units: lines.iter().map(|line| line.asked).sum(),
            parcels: lines.iter().map(|line| line.parcels).sum(),
            price: lines.iter().map(|line| line.price).sum(),
            cost,
        });
    }
}

impl Probe for Ends {
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        match fact {
            Fact::Delivered { order, .. } => self.end(now, order, DELIVERED, books),
            Fact::Failed { order, why } => self.end(now, order, outcome(why), books),
            _ => {}
        }
    }

    fn mark(&mut self, _now: SimTime, _mark: Mark, _books: &Books) {}
}

/// A scenario and its results.
struct Run {
    scenario: Scenario,
    found: Replication,
    books: Books,
    orders: Vec<Ended>,
}

/// Runs a scenario; adds the version line.
fn run(text: &str) -> Run {
    let scenario = scenario(&format!("haitao = \"1\"\n{text}"));
    let found = record_one(&scenario, 1, 0);
    let mut ends = Ends::default();
    let run = Observed::audited(&scenario, 1, 0, &mut ends).unwrap_or_else(|discrepancy| panic!("{discrepancy}"));
    let books = run.books().clone();
    drop(run);
    let heads = books.orders.iter().filter(|(id, _)| books.orders.head(*id) == *id);
    heads.for_each(|(head, _)| ends.end(SimTime::ZERO, head, UNFINISHED, &books));
    let mut orders = ends.0;
    orders.sort_by_key(|order| (order.market, order.ordinal));
    Run { scenario, found, books, orders }
}

impl Run {
    /// Returns the orders by market, then in the order in which they were placed.
    fn orders(&self) -> &[Ended] {
        &self.orders
    }

    /// Returns how long each of them took, in hours.
    fn hours(&self) -> Vec<f64> {
        self.orders.iter().map(|order| order.hours).collect()
    }

    fn outcomes(&self) -> Vec<u8> {
        self.orders.iter().map(|order| order.outcome).collect()
    }

    /// Returns one part of the cost of each of them, in CNY.
    fn costs(&self, part: Part) -> Vec<f64> {
        self.orders.iter().map(|order| yuan(order.cost[part].parts())).collect()
    }

    /// Returns a stock point after each instant at which it changed: hour, on hand, backorders, on order.
    fn levels(&self, stock_point: &str) -> Vec<(f64, i64, i64, i64)> {
        let rows: Vec<&StockRow> = self.found.rows.stock.iter().filter(|row| row.stock_point == stock_point).collect();
        let last = |at: usize| rows.get(at + 1).is_none_or(|next| next.time_us != rows[at].time_us);
        let of = |row: &StockRow| (hours(row.time_us), row.on_hand, row.backorders, row.on_order);
        (0..rows.len()).filter(|at| last(*at)).map(|at| of(rows[at])).collect()
    }

    fn kpi(&self, subject: &str, kpi: &str) -> f64 {
        let named = |(of, name, _): &&(String, &str, u64)| of == subject && *name == kpi;
        let known = || self.found.values.iter().map(|(of, name, _)| format!("{of}:{name} ")).collect::<String>();
        let found = self.found.values.iter().find(named);
        f64::from_bits(found.unwrap_or_else(|| panic!("no {subject}:{kpi} among {}", known())).2)
    }

    fn agent(&self, kind: &str, name: &str) -> AgentId {
        let agents = &self.scenario.network().agents;
        let place = agents.iter().position(|agent| agent.kind.name == kind && agent.name == name);
        AgentId::from_index(place.unwrap_or_else(|| panic!("no {kind} {name}")))
    }

    /// Returns what an agent has charged and is still owed, in CNY.
    fn owed_to(&self, kind: &str, name: &str) -> f64 {
        -self.balance(Account::Payable(self.agent(kind, name)))
    }

    /// Returns the balance of an account at the end of the run, in CNY.
    fn balance(&self, account: Account) -> f64 {
        yuan(self.books.ledger.balance(account).parts())
    }

    /// Returns the value of the goods in the first stock point.
    fn value(&self) -> &Cost {
        self.books.stock[StockPointId::from_index(0)].value()
    }
}

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn hours(micros: i64) -> f64 {
    micros as f64 / HOUR as f64
}

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn yuan(parts: i64) -> f64 {
    parts as f64 / 10_000.0
}
