//! The journal of orders: a row for every line of a consumer's order, in the order in which they ended.

use super::column::{Column, Tabular, column, nullable, words};
use super::{BATCH, Kept, NOTHING, Out, place, plain_agents, rows};
use crate::chain::{Books, Fact, Failure, Network, Part, Stage};
use crate::table::Values;
use crate::units::{Id, OrderId, ShipmentId, SimTime, Span, Units};

const DELIVERED: u8 = 0;
const UNFINISHED: u8 = 4;
const REFUSED: u8 = 6;
/// How a line ended, by the numbers in [`OrderRows::outcome`].
const OUTCOMES: [&str; 7] = ["delivered", "lost", "cancelled", "returned", "unfinished", "spoilt", "refused"];

rows! {
    /// Lines of orders that consumers placed before the window ended, a column a field, in the order in which they ended.
    OrderRows as Orders;
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

impl Tabular for OrderRows {
    const DOC: &'static str =
        "A row for each line of a consumer's order, as it ends; lines still open when the run stops come last.";
    const COLUMNS: &'static [Column<Self>] = &[
        column("market", "the market", |rows| words(&rows.market, &rows.markets)),
        nullable("product", "the product; null where orders carry no goods", |rows| {
            words(&rows.product, &rows.products)
        }),
        column(
            "ordinal",
            "how many orders its stream (the market's own, or a demand row) placed before it, orders of 0 units included",
            |rows| Values::U64(rows.ordinal.clone()),
        ),
        column("line", "which line of the order it is, from 0", |rows| Values::U32(rows.line.clone())),
        column("consumer", "which of the market's consumers placed it; 0 where they are not told apart", |rows| {
            Values::U32(rows.consumer.clone())
        }),
        nullable("path", "the path it went; null where its way is no path of a platform, or it was refused", |rows| {
            words(&rows.path, &rows.paths)
        }),
        column("placed_us", "when it was placed", |rows| Values::I64(rows.placed_us.clone())),
        column("ended_us", "when it ended; the end of the drain if unfinished", |rows| {
            Values::I64(rows.ended_us.clone())
        }),
        column("outcome", "`delivered`, `lost`, `cancelled`, `returned`, `unfinished`, `spoilt`, `refused`", outcome),
        column(
            "ordered_units",
            "what it stood for in the end: asked, less lost, cancelled, returned, spoilt",
            |rows| Values::I64(rows.units.clone()),
        ),
        column("parcels", "parcels it was split into", |rows| Values::U32(rows.parcels.clone())),
        column(
            "stage_stock_us",
            "waiting for stock. This and the other stages are those of its last parcel, 0 unless delivered; they add up to `ended_us` - `placed_us`",
            stage::<0>,
        ),
        column("stage_supply_us", "at the supplier", stage::<1>),
        column("stage_picking_us", "waiting for pickers, picked and packed", stage::<2>),
        column("stage_departure_us", "waiting for a departure", stage::<3>),
        column("stage_line_haul_us", "between two places", stage::<4>),
        column("stage_port_us", "in port", stage::<5>),
        column("stage_documents_us", "waiting for and in the document check", stage::<6>),
        column("stage_inspection_us", "waiting for and in the inspection", stage::<7>),
        column("stage_last_mile_us", "with the courier, failed attempts included", stage::<8>),
        column("price_cny_x10000", "what the buyer pays", |rows| Values::I64(rows.price.clone())),
        column("cost_goods_cny_x10000", "cost of the goods delivered; the others likewise", cost::<0>),
        column("cost_freight_cny_x10000", "freight", cost::<1>),
        column("cost_storage_cny_x10000", "space in warehouses", cost::<2>),
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

    /// The lines that are still open. A line that is done stays in the books as long as another of its order is open.
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
    /// The columns of cost by part, with the parts' names.
    pub fn costs(&self) -> impl Iterator<Item = (&'static str, &Vec<i64>)> {
        Part::ALL.iter().map(|part| part.name()).zip(&self.cost)
    }

    /// How many there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.market.len()
    }

    #[cold]
    #[inline(never)]
    fn delivered(&mut self, now: SimTime, line: OrderId, last: ShipmentId, books: &Books, out: &mut Out) {
        self.push(line, now, DELIVERED, *books.shipments[last].spent(), books, out);
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
