//! Journals as Parquet: `journal/orders/replication=17.parquet` and so on, a file each journal and replication, streamed row
//! group by row group. Readers of partitioned data sets take `replication` as a column. What the columns mean stands in
//! `docs/reference/columns.md`.

use super::Folder;
use super::folder::Part;
use crate::measure::{DeclarationRows, Journals, OrderRows, PostingRows, ShipmentRows, Sink, StockRows};
use crate::table::{Frame, Stream, Values};
use std::io;
use std::sync::Arc;

/// How a line ended, in the order of the codes in [`OrderRows::outcome`].
const OUTCOMES: [&str; 7] = ["delivered", "lost", "cancelled", "returned", "unfinished", "spoilt", "refused"];

/// The journal files of one replication.
struct JournalFiles {
    currency: String,
    /// By [`Journals::NAMES`].
    streams: [Option<Stream<Part>>; Journals::NAMES.len()],
    error: Option<io::Error>,
}

/// Opens the journals of one replication.
///
/// # Errors
/// Whatever forbids it.
pub fn open_journal(folder: &Folder, replication: u64, keep: Journals, currency: &str) -> io::Result<Box<dyn Sink>> {
    let mut streams = [const { None }; Journals::NAMES.len()];
    for (stream, (kind, like)) in streams.iter_mut().zip(journal_frames(currency)) {
        if keep.kept().any(|kept| kept == kind) {
            let name = format!("journal/{kind}/replication={replication}.parquet");
            *stream = Some(Stream::open(folder.create(&name, Some(replication))?, &like)?);
        }
    }
    Ok(Box::new(JournalFiles { currency: currency.to_owned(), streams, error: None }))
}

/// Every journal with its columns, without rows.
#[must_use]
pub fn journal_frames(currency: &str) -> [(&'static str, Frame); Journals::NAMES.len()] {
    let [orders, shipments, stock, postings, declarations] = Journals::NAMES;
    [
        (orders, orders_frame(&OrderRows::default(), currency)),
        (shipments, shipments_frame(&ShipmentRows::default())),
        (stock, stock_frame(&StockRows::default(), currency)),
        (postings, postings_frame(&PostingRows::default(), currency)),
        (declarations, declarations_frame(&DeclarationRows::default(), currency)),
    ]
}

impl JournalFiles {
    /// Writes rows, and keeps the first error; nothing is written behind it.
    fn write(&mut self, place: usize, frame: Frame) {
        if let (Some(stream), None) = (&mut self.streams[place], &self.error)
            && let Err(error) = stream.write(frame)
        {
            self.error = Some(error);
        }
    }
}

impl Sink for JournalFiles {
    fn orders(&mut self, rows: &OrderRows) {
        self.write(0, orders_frame(rows, &self.currency));
    }

    fn shipments(&mut self, rows: &ShipmentRows) {
        self.write(1, shipments_frame(rows));
    }

    fn stock(&mut self, rows: &StockRows) {
        self.write(2, stock_frame(rows, &self.currency));
    }

    fn postings(&mut self, rows: &PostingRows) {
        self.write(3, postings_frame(rows, &self.currency));
    }

    fn declarations(&mut self, rows: &DeclarationRows) {
        self.write(4, declarations_frame(rows, &self.currency));
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        if let Some(error) = self.error {
            return Err(error);
        }
        self.streams.into_iter().flatten().try_for_each(Stream::finish)
    }
}

/// The column of an amount of money.
fn money(name: &str, currency: &str) -> String {
    format!("{name}_{}_x10000", currency.to_lowercase())
}

fn words(places: &[u32], names: &Arc<[String]>) -> Values {
    Values::Words(places.to_vec(), Arc::clone(names))
}

fn orders_frame(rows: &OrderRows, currency: &str) -> Frame {
    let outcomes: Arc<[String]> = OUTCOMES.map(str::to_owned).into();
    let outcome: Vec<u32> = rows.outcome.iter().map(|outcome| u32::from(*outcome)).collect();
    let mut frame = Frame::new()
        .with("market", words(&rows.market, &rows.markets))
        .with("product", words(&rows.product, &rows.products))
        .with("ordinal", Values::U64(rows.ordinal.clone()))
        .with("line", Values::U32(rows.line.clone()))
        .with("consumer", Values::U32(rows.consumer.clone()))
        .with("path", words(&rows.path, &rows.paths))
        .with("placed_us", Values::I64(rows.placed_us.clone()))
        .with("ended_us", Values::I64(rows.ended_us.clone()))
        .with("outcome", words(&outcome, &outcomes))
        .with("ordered_units", Values::I64(rows.units.clone()))
        .with("parcels", Values::U32(rows.parcels.clone()));
    for (stage, spans) in rows.stages() {
        frame = frame.with(format!("stage_{stage}_us"), Values::I64(spans.clone()));
    }
    frame = frame.with(money("price", currency), Values::I64(rows.price.clone()));
    for (part, amounts) in rows.costs() {
        frame = frame.with(money(&format!("cost_{part}"), currency), Values::I64(amounts.clone()));
    }
    frame
}

fn shipments_frame(rows: &ShipmentRows) -> Frame {
    Frame::new()
        .with("shipment", Values::U64(rows.shipment.clone()))
        .with("market", words(&rows.market, &rows.markets))
        .with("stock", words(&rows.cell, &rows.cells))
        .with("ordinal", Values::U64(rows.ordinal.clone()))
        .with("agent", words(&rows.agent, &rows.agents))
        .with("entered_us", Values::I64(rows.entered_us.clone()))
        .with("left_us", Values::MaybeI64(rows.left_us.clone()))
        .with("held_units", Values::I64(rows.units.clone()))
        .with("weight_g", Values::I64(rows.grams.clone()))
        .with("volume_cm3", Values::I64(rows.cm3.clone()))
}

fn stock_frame(rows: &StockRows, currency: &str) -> Frame {
    Frame::new()
        .with("time_us", Values::I64(rows.time_us.clone()))
        .with("stock", words(&rows.cell, &rows.cells))
        .with("on_hand_units", Values::I64(rows.on_hand.clone()))
        .with("backorders_units", Values::I64(rows.backorders.clone()))
        .with("on_order_units", Values::I64(rows.on_order.clone()))
        .with(money("value", currency), Values::I64(rows.value.clone()))
}

fn postings_frame(rows: &PostingRows, currency: &str) -> Frame {
    Frame::new()
        .with("time_us", Values::I64(rows.time_us.clone()))
        .with("agent", words(&rows.by, &rows.agents))
        .with("debit", words(&rows.debit, &rows.accounts))
        .with("credit", words(&rows.credit, &rows.accounts))
        .with(money("amount", currency), Values::I64(rows.amount.clone()))
}

fn declarations_frame(rows: &DeclarationRows, currency: &str) -> Frame {
    let mut frame = Frame::new()
        .with("customs", words(&rows.customs, &rows.offices))
        .with("market", words(&rows.market, &rows.markets))
        .with("stock", words(&rows.cell, &rows.cells))
        .with("ordinal", Values::U64(rows.ordinal.clone()))
        .with("regime", words(&rows.regime, &rows.regimes))
        .with("filed_us", Values::I64(rows.filed_us.clone()))
        .with("cleared_us", Values::I64(rows.cleared_us.clone()))
        .with("inspected", Values::U32(rows.inspected.clone()))
        .with("mismatches", Values::U32(rows.mismatches.clone()))
        .with("treatment", Values::MaybeI64(rows.treatment.clone()));
    let amounts = [
        ("value", &rows.value),
        ("tariff", &rows.tariff),
        ("consumption_tax", &rows.consumption),
        ("vat", &rows.vat),
        ("tax", &rows.total),
    ];
    for (name, amounts) in amounts {
        frame = frame.with(money(name, currency), Values::MaybeI64(amounts.clone()));
    }
    frame
}
