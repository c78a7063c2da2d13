//! The journal of orders: a row for every line of a consumer's order, in the order in which they ended.

use super::{BATCH, NOTHING, Out, place, plain_agents, rows};
use crate::chain::{Books, Buyer, Failure, Network, Part, Stage};
use crate::units::{Id, OrderId, ShipmentId, SimTime, Span, Units};

const DELIVERED: u8 = 0;
const UNFINISHED: u8 = 4;
const REFUSED: u8 = 6;

rows! {
    /// Lines of orders that consumers placed before the window ended, a column a field, in the order in which they ended.
    OrderRows to orders;
    /// The market, by place in `markets`.
    market: Vec<u32>;
    /// The product, by place in `products`; `u32::MAX` where orders carry no goods.
    product: Vec<u32>;
    /// How many orders its origin placed before it.
    ordinal: Vec<u64>;
    /// Which line of the order it is, from 0.
    line: Vec<u32>;
    /// Which of the market's consumers placed it; 0 where they are not told apart.
    consumer: Vec<u32>;
    /// The path it went, by place in `paths`; `u32::MAX` where its way is no path.
    path: Vec<u32>;
    /// When it was placed, in microseconds since the start.
    placed_us: Vec<i64>;
    /// When it ended, in microseconds since the start; the end of the drain for those unfinished.
    ended_us: Vec<i64>;
    /// 0 delivered, 1 lost, 2 cancelled, 3 returned, 4 unfinished, 5 spoilt, 6 refused.
    outcome: Vec<u8>;
    /// Units it stood for in the end: asked, less lost, cancelled and returned.
    units: Vec<i64>;
    /// Parcels it was split into.
    parcels: Vec<u32>;
    /// Microseconds in every stage, by `Stage::ALL`; those of the last parcel, zero unless delivered.
    stage_us: [Vec<i64>; Stage::ALL.len()];
    /// What the buyer pays, in 1/10,000 of the currency unit.
    price: Vec<i64>;
    /// What it cost, by `Part::ALL`, in 1/10,000 of the currency unit.
    cost: [Vec<i64>; Part::ALL.len()];
    => names
    /// The markets' names.
    markets;
    /// The products' names.
    products;
    /// The names of the paths, by way.
    paths;
}

impl OrderRows {
    /// The columns of time by stage, with the stages' names.
    pub fn stages(&self) -> impl Iterator<Item = (&'static str, &Vec<i64>)> {
        Stage::ALL.iter().map(|stage| stage.name()).zip(&self.stage_us)
    }

    /// The columns of cost by part, with the parts' names.
    pub fn costs(&self) -> impl Iterator<Item = (&'static str, &Vec<i64>)> {
        Part::ALL.iter().map(|part| part.name()).zip(&self.cost)
    }

    /// How many there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.market.len()
    }

    pub(super) fn open(&mut self, network: &Network) {
        self.markets = plain_agents(network);
        self.products = network.products.iter().map(|product| product.name.clone()).collect();
        self.paths = network.ways.iter().map(|way| way.path.clone().unwrap_or_default()).collect();
    }

    #[cold]
    #[inline(never)]
    pub(super) fn delivered(&mut self, now: SimTime, line: OrderId, last: ShipmentId, books: &Books, out: &mut Out) {
        self.push(line, now, DELIVERED, *books.shipments[last].spent(), books, out);
    }

    #[cold]
    #[inline(never)]
    pub(super) fn failed(&mut self, now: SimTime, line: OrderId, why: Failure, books: &Books, out: &mut Out) {
        let outcome = match why {
            Failure::Lost => 1,
            Failure::Cancelled => 2,
            Failure::Returned => 3,
            Failure::Spoilt => 5,
            Failure::Refused => REFUSED,
        };
        self.push(line, now, outcome, [Span::ZERO; Stage::ALL.len()], books, out);
    }

    /// The lines that are still open. A line that is done stays in the books as long as another of its order is open.
    pub(super) fn unfinished(&mut self, now: SimTime, books: &Books, out: &mut Out) {
        let mut open: Vec<_> = books.orders.iter().filter(|(_, line)| line.undelivered != Units::ZERO).collect();
        open.sort_by_key(|(_, line)| {
            let market = if let Buyer::Market(market) = line.buyer { market.index() } else { usize::MAX };
            (line.placed, market, line.product, line.ordinal, line.key)
        });
        for (line, _) in open {
            self.push(line, now, UNFINISHED, [Span::ZERO; Stage::ALL.len()], books, out);
        }
    }

    fn push(
        &mut self,
        id: OrderId,
        now: SimTime,
        outcome: u8,
        spent: [Span; Stage::ALL.len()],
        books: &Books,
        out: &mut Out,
    ) {
        let (head, line) = (books.orders.head(id), &books.orders[id]);
        let (Buyer::Market(market), true) = (line.buyer, books.orders[head].awaited) else { return };
        let before = books.orders.lines(head).take_while(|(other, _)| *other != id).count();
        let way = place(line.way.index());
        let on_a_path = outcome != REFUSED && self.paths.get(line.way.index()).is_some_and(|path| !path.is_empty());
        self.market.push(place(market.index()));
        self.product.push(line.product.map_or(NOTHING, |product| place(product.index())));
        self.ordinal.push(line.ordinal);
        self.line.push(place(before));
        self.consumer.push(line.consumer);
        self.path.push(if on_a_path { way } else { NOTHING });
        self.placed_us.push(line.placed.micros());
        self.ended_us.push(now.micros());
        self.outcome.push(outcome);
        self.units.push(line.asked.count());
        self.parcels.push(line.parcels);
        for (column, span) in self.stage_us.iter_mut().zip(spent) {
            column.push(span.micros());
        }
        self.price.push(line.price.parts());
        for (column, (_, amount)) in self.cost.iter_mut().zip(line.cost.parts()) {
            column.push(amount.parts());
        }
        if self.rows() == BATCH {
            self.flush(out);
        }
    }
}
