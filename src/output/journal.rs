//! Journals as Parquet: `journal/orders/replication=17.parquet` and `journal/stock/replication=17.parquet`, a file each
//! replication, streamed row group by row group. Readers of partitioned data sets take `replication` as a column.
//!
//! A row of orders is one order that ended or was still open: `ended_us`, the stages and the costs are those known by then.
//! A row of stock is a cell after a change.

use super::Folder;
use super::folder::Part;
use crate::measure::{Journals, OrderRows, Sink, StockRows};
use crate::table::{Frame, Stream, Values};
use std::io;
use std::sync::Arc;

/// How an order ended, in the order of the codes in [`OrderRows::outcome`].
const OUTCOMES: [&str; 7] = ["delivered", "lost", "cancelled", "returned", "unfinished", "spoilt", "refused"];

/// The journal files of one replication.
struct JournalFiles {
    currency: String,
    outcomes: Arc<[String]>,
    orders: Option<Stream<Part>>,
    stock: Option<Stream<Part>>,
    error: Option<io::Error>,
}

/// Opens the journals of one replication.
///
/// # Errors
/// Whatever forbids it.
pub fn open_journal(folder: &Folder, replication: u64, keep: Journals, currency: &str) -> io::Result<Box<dyn Sink>> {
    let open = |kind: &str, like: Frame| {
        let part = folder.create(&format!("journal/{kind}/replication={replication}.parquet"), Some(replication))?;
        Stream::open(part, &like)
    };
    let outcomes = OUTCOMES.map(str::to_owned).into();
    let orders =
        keep.orders.then(|| open("orders", orders_frame(&OrderRows::default(), currency, &outcomes))).transpose()?;
    let stock = keep.stock.then(|| open("stock", stock_frame(&StockRows::default()))).transpose()?;
    Ok(Box::new(JournalFiles { currency: currency.to_owned(), outcomes, orders, stock, error: None }))
}

impl JournalFiles {
    /// Keeps the first error; nothing is written behind it.
    fn note(&mut self, result: io::Result<()>) {
        if let Err(error) = result {
            self.error.get_or_insert(error);
        }
    }
}

impl Sink for JournalFiles {
    fn orders(&mut self, rows: &OrderRows) {
        if let (Some(stream), None) = (&mut self.orders, &self.error) {
            let result = stream.write(orders_frame(rows, &self.currency, &self.outcomes));
            self.note(result);
        }
    }

    fn stock(&mut self, rows: &StockRows) {
        if let (Some(stream), None) = (&mut self.stock, &self.error) {
            let result = stream.write(stock_frame(rows));
            self.note(result);
        }
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        if let Some(error) = self.error {
            return Err(error);
        }
        for stream in [self.orders, self.stock].into_iter().flatten() {
            stream.finish()?;
        }
        Ok(())
    }
}

/// Orders as they are written.
fn orders_frame(rows: &OrderRows, currency: &str, outcomes: &Arc<[String]>) -> Frame {
    let money = |name: &str| format!("{name}_{}_x10000", currency.to_lowercase());
    let outcome = rows.outcome.iter().map(|outcome| u32::from(*outcome)).collect();
    let mut frame = Frame::new()
        .with("market", Values::Words(rows.market.clone(), Arc::clone(&rows.markets)))
        .with("product", Values::Words(rows.product.clone(), Arc::clone(&rows.products)))
        .with("ordinal", Values::U64(rows.ordinal.clone()))
        .with("placed_us", Values::I64(rows.placed_us.clone()))
        .with("ended_us", Values::I64(rows.ended_us.clone()))
        .with("outcome", Values::Words(outcome, Arc::clone(outcomes)))
        .with("ordered_units", Values::I64(rows.units.clone()))
        .with("parcels", Values::U32(rows.parcels.clone()));
    for (stage, spans) in rows.stages() {
        frame = frame.with(format!("stage_{stage}_us"), Values::I64(spans.clone()));
    }
    frame = frame.with(money("price"), Values::I64(rows.price.clone()));
    for (part, amounts) in rows.costs() {
        frame = frame.with(money(&format!("cost_{part}")), Values::I64(amounts.clone()));
    }
    frame
}

/// Changes of stock as they are written.
fn stock_frame(rows: &StockRows) -> Frame {
    Frame::new()
        .with("time_us", Values::I64(rows.time_us.clone()))
        .with("stock", Values::Words(rows.cell.clone(), Arc::clone(&rows.cells)))
        .with("on_hand_units", Values::I64(rows.on_hand.clone()))
        .with("backorders_units", Values::I64(rows.backorders.clone()))
        .with("on_order_units", Values::I64(rows.on_order.clone()))
}
