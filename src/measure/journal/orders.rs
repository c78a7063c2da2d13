//! The journal of orders: one row for each line of a consumer's order, in the order in which lines end.

use super::column::{Column, Tabular, column, nullable, words};
use super::{BATCH, Kept, NOTHING, Out, place, plain_agents, rows};
use crate::chain::{Books, Fact, Failure, Network, Part, Stage};
use crate::table::Values;
use crate::units::{Id, OrderId, ShipmentId, SimTime, Span, Units};

const DELIVERED: u8 = 0;
const UNFINISHED: u8 = 4;
const REFUSED: u8 = 6;
/// Outcomes of a line, in the numbering of [`OrderRows::outcome`].
const OUTCOMES: [&str; 7] = ["delivered", "lost", "cancelled", "returned", "unfinished", "spoilt", "refused"];

rows! {
    /// Lines of orders that consumers placed before the window ended, one column per field, in the order in which they
    /// ended.
    OrderRows as Orders;
    /// The market, index into `markets`.
    market: Vec<u32>;
    /// The product, index into `products`; `u32::MAX` if orders carry no goods.
    product: Vec<u32>;
    /// How many orders the same origin placed before this one.
    ordinal: Vec<u64>;
    /// The number of the line in its order, from 0.
    line: Vec<u32>;
    /// The number of the consumer in the market; 0 if consumers are not distinguished.
    consumer: Vec<u32>;
    /// The path of the line, index into `paths`; `u32::MAX` if its route is not a path.
    path: Vec<u32>;
    /// When it was placed, in microseconds since the start.
    placed_us: Vec<i64>;
    /// When it ended, in microseconds since the start; the end of the drain for unfinished lines.
    ended_us: Vec<i64>;
    /// 0 delivered, 1 lost, 2 cancelled, 3 returned, 4 unfinished, 5 spoilt, 6 refused.
    outcome: Vec<u8>;
    /// Final units: those ordered, less those lost, cancelled and returned.
    units: Vec<i64>;
    /// The number of parcels it was split into.
    parcels: Vec<u32>;
    /// Microseconds in every stage, in the order of `Stage::ALL`; those of the last parcel, zero unless delivered.
    stage_us: [Vec<i64>; Stage::ALL.len()];
    /// What the buyer pays, in 1/10,000 of the currency unit.
    price: Vec<i64>;
    /// The cost, in the order of `Part::ALL`, in 1/10,000 of the currency unit.
    cost: [Vec<i64>; Part::ALL.len()];
    => names
    /// The markets' names.
    markets;
    /// The products' names.
    products;
    /// The names of the paths, by route.
    paths;
}

impl Tabular for OrderRows {
    const DOC: &'static str = "One row for each line of a consumer's order, written when it ends; lines still open when the run stops come last.";
    const COLUMNS: &'static [Column<Self>] = &[
        column("market", "the market", |rows| words(&rows.market, &rows.markets)),
        nullable("product", "the product; null if orders carry no goods", |rows| words(&rows.product, &rows.products)),
        column(
            "ordinal",
            "number of the order in its stream (the market's own, or a demand row) counted from 0, including orders of 0 units",
            |rows| Values::U64(rows.ordinal.clone()),
        ),
        column("line", "number of the line in its order, from 0", |rows| Values::U32(rows.line.clone())),
        column("consumer", "number of the consumer in the market; 0 if consumers are not distinguished", |rows| {
            Values::U32(rows.consumer.clone())
        }),
        nullable(
            "path",
            "the path it took; null if its route is not a path of a platform, or if it was refused",
            |rows| words(&rows.path, &rows.paths),
        ),
        column("placed_us", "when it was placed", |rows| Values::I64(rows.placed_us.clone())),
        column("ended_us", "when it ended; the end of the drain if unfinished", |rows| {
            Values::I64(rows.ended_us.clone())
        }),
        column("outcome", "`delivered`, `lost`, `cancelled`, `returned`, `unfinished`, `spoilt`, `refused`", outcome),
        column("ordered_units", "final units: those ordered, less those lost, cancelled, returned, spoilt", |rows| {
            Values::I64(rows.units.clone())
        }),
        column("parcels", "number of parcels it was split into", |rows| Values::U32(rows.parcels.clone())),
        column(
            "stage_stock_us",
            "waiting for stock. This and the other stages are those of the last parcel, 0 unless delivered; they add up to `ended_us` - `placed_us`",
            stage::<0>,
        ),
        column("stage_supply_us", "at the supplier", stage::<1>),
        column("stage_picking_us", "in picking and packing, including the wait for pickers", stage::<2>),
        column("stage_departure_us", "waiting for a departure", stage::<3>),
        column("stage_line_haul_us", "in transit between two sites", stage::<4>),
        column("stage_port_us", "in port", stage::<5>),
        column("stage_documents_us", "in document checks, including the wait for them", stage::<6>),
        column("stage_inspection_us", "in inspection, including the wait for it", stage::<7>),
        column("stage_last_mile_us", "with the courier, failed attempts included", stage::<8>),
        column("price_cny_x10000", "what the buyer pays for the goods, before coupons, delivery and tax", |rows| {
            Values::I64(rows.price.clone())
        }),
        column(
            "cost_goods_cny_x10000",
            "cost of the goods delivered; the next columns are the other parts of the cost",
            cost::<0>,
        ),
        column("cost_freight_cny_x10000", "freight", cost::<1>),
        column("cost_storage_cny_x10000", "warehouse storage", cost::<2>),
        column("cost_handling_cny_x10000", "receiving, picking, packing, declaring", cost::<3>),
        column("cost_tax_cny_x10000", "duty and taxes", cost::<4>),
        column("cost_courier_cny_x10000", "the last mile", cost::<5>),
    ];
}

fn outcome(rows: &OrderRows) -> Values {
    let outcomes = rows.outcome.iter().map(|outcome| u32::from(*outcome)).collect();
    Values::Words(outcomes, OUTCOMES.map(str::to_owned).into())
}

fn stage<const PLACE: usize>(rows: &OrderRows) -> Values {
    Values::I64(rows.stage_us[PLACE].clone())
}

fn cost<const PLACE: usize>(rows: &OrderRows) -> Values {
    Values::I64(rows.cost[PLACE].clone())
}

impl Kept for OrderRows {
    const GOES_ON: bool = true;

    fn open(&mut self, network: &Network) {
        self.markets = plain_agents(network);
        self.products = network.products.iter().map(|product| product.name.clone()).collect();
        self.paths = network.routes.iter().map(|route| route.path.clone().unwrap_or_default()).collect();
    }

    fn clear(&mut self) {
        self.forget();
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books, out: &mut Out) {
        match fact {
            Fact::LineDelivered { line, last } => self.delivered(now, line, last, books, out),
            Fact::LineFailed { line, why } => self.failed(now, line, why, books, out),
            _ => {}
        }
    }

    /// The open lines. A finished line stays in the books as long as another line of its order is open.
    fn run_ends(&mut self, now: SimTime, books: &Books, out: &mut Out) {
        let mut open: Vec<_> = books.orders.iter().filter(|(_, line)| line.undelivered != Units::ZERO).collect();
        open.sort_by_key(|(_, line)| {
            let market = line.buyer.consumer().map_or(usize::MAX, Id::index);
            (line.placed, market, line.product, line.ordinal, line.key)
        });
        for (line, _) in open {
            self.push(line, now, UNFINISHED, [Span::ZERO; Stage::ALL.len()], books, out);
        }
    }

    fn flush(&mut self, out: &mut Out) {
        self.hand_over(out);
    }
}

impl OrderRows {
    /// Returns the columns of cost by part, with the parts' names.
    pub fn costs(&self) -> impl Iterator<Item = (&'static str, &Vec<i64>)> {
        Part::ALL.iter().map(|part| part.name()).zip(&self.cost)
    }

    /// Returns the number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.market.len()
    }

    #[cold]
    #[inline(never)]
    fn delivered(&mut self, now: SimTime, line: OrderId, last: ShipmentId, books: &Books, out: &mut Out) {
        self.push(line, now, DELIVERED, books.spent(line, last), books, out);
    }

    #[cold]
    #[inline(never)]
    fn failed(&mut self, now: SimTime, line: OrderId, why: Failure, books: &Books, out: &mut Out) {
        let outcome = match why {
            Failure::Lost => 1,
            Failure::Cancelled => 2,
            Failure::Returned => 3,
            Failure::Spoilt => 5,
            Failure::Refused => REFUSED,
        };
        self.push(line, now, outcome, [Span::ZERO; Stage::ALL.len()], books, out);
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
        let (Some(market), true) = (line.buyer.consumer(), books.orders[head].awaited) else { return };
        let before = books.orders.lines(head).take_while(|(other, _)| *other != id).count();
        let route = place(line.route.index());
        let on_a_path = outcome != REFUSED && self.paths.get(line.route.index()).is_some_and(|path| !path.is_empty());
        self.market.push(place(market.index()));
        self.product.push(line.product.map_or(NOTHING, |product| place(product.index())));
        self.ordinal.push(line.ordinal);
        self.line.push(place(before));
        self.consumer.push(line.consumer);
        self.path.push(if on_a_path { route } else { NOTHING });
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
            self.hand_over(out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_and_every_cost_has_its_column() {
        let columns = super::super::column::doc::<OrderRows>("orders").columns;
        let of = |start: &str, end: &str| -> Vec<String> {
            let names = columns.iter().filter_map(|column| column.name.strip_prefix(start)?.strip_suffix(end));
            names.map(str::to_owned).collect()
        };
        assert_eq!(of("stage_", "_us"), Stage::ALL.map(Stage::name));
        assert_eq!(of("cost_", "_cny_x10000"), Part::ALL.map(Part::name));
        let mut rows = OrderRows::default();
        rows.stage_us.iter_mut().zip(1..).for_each(|(column, number)| column.push(number));
        rows.cost.iter_mut().zip(11..).for_each(|(column, number)| column.push(number));
        for (name, values) in OrderRows::COLUMNS.iter().map(|column| (column.name(), column.values(&rows))) {
            let stage = Stage::ALL.iter().position(|stage| name == format!("stage_{}_us", stage.name()));
            let part = Part::ALL.iter().position(|part| name == format!("cost_{}_cny_x10000", part.name()));
            let Some(number) = stage.map(|place| place + 1).or(part.map(|place| place + 11)) else { continue };
            assert_eq!(values, Values::I64(vec![i64::try_from(number).unwrap()]), "{name}");
        }
    }
}
