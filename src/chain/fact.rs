//! What has happened, in the past tense: agents say it, probes hear it, and neither knows the other.

use super::regime::Regime;
use super::{Books, Found, Lot, Posting};
use crate::units::{AgentId, Money, OrderId, ProductId, ShipmentId, SimTime, SiteId, Span, StockPointId, Units};

/// Why an order ended without its last parcel at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nothing was on the shelf, and the buyer did not wait.
    Lost,
    /// The buyer gave up waiting.
    Cancelled,
    /// The parcel could not be handed over and went back.
    Returned,
    /// The goods were spoilt or lost on the way.
    Spoilt,
    /// The platform took no such order.
    Refused,
}

impl Failure {
    /// How many kinds there are.
    pub const KINDS: usize = 5;
}

/// What has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A consumer placed an order.
    Placed(OrderId),
    /// A line of an order starts on its way, and with it the later lines that go the same way: a part of the order.
    Routed(OrderId),
    /// An order reached a stock stock point, which served so many of its units at once; the others wait or were lost.
    Asked {
        /// Where.
        stock_point: StockPointId,
        /// The order, as it stood before it was served.
        order: OrderId,
        /// Units asked.
        asked: Units,
        /// Units served at once.
        served: Units,
        /// Units lost.
        lost: Units,
        /// What the lines of its order that were asked before it found.
        found: Found,
    },
    /// A line that found nothing of its product was served with another, in full.
    Substituted {
        /// The line, as it stands now.
        line: OrderId,
        /// The stock point that had nothing.
        from: StockPointId,
        /// The stock point that served it.
        to: StockPointId,
        /// Units served.
        units: Units,
    },
    /// All units of an order that waited have been taken from stock.
    Allotted(OrderId),
    /// An order gave up waiting for so many units.
    GaveUp {
        /// The order.
        order: OrderId,
        /// Units it no longer waits for.
        units: Units,
    },
    /// A line of an order is complete: everything of it that was not lost or cancelled is at the door.
    LineDelivered {
        /// The line.
        line: OrderId,
        /// The parcel that brought its last units.
        last: ShipmentId,
    },
    /// A line of an order ended without its last units at the door.
    LineFailed {
        /// The line.
        line: OrderId,
        /// Why.
        why: Failure,
    },
    /// A supplier has made an order ready, in full or short.
    Supplied {
        /// Who.
        supplier: AgentId,
        /// For which order.
        order: OrderId,
        /// Units it was asked for.
        asked: Units,
        /// Units it ships.
        units: Units,
    },
    /// Goods were spoilt, lost or found bad.
    Scrapped {
        /// Where.
        by: AgentId,
        /// The shipment they were in.
        shipment: ShipmentId,
        /// What.
        product: ProductId,
        /// How much.
        units: Units,
        /// Whether they were bad when they came; otherwise they were spoilt or lost there.
        bad: bool,
    },
    /// An order is complete: everything that was not lost or cancelled is at the door, the last of it with this parcel.
    Delivered {
        /// The order.
        order: OrderId,
        /// Its last parcel.
        last: ShipmentId,
    },
    /// An order ended without its last parcel at the door.
    Failed {
        /// The order.
        order: OrderId,
        /// Why.
        why: Failure,
    },
    /// A stock stock point placed an order.
    Ordered {
        /// The stock point.
        stock_point: StockPointId,
        /// Units ordered.
        units: Units,
    },
    /// A period of a forecast ended.
    Foreseen {
        /// The stock point.
        stock_point: StockPointId,
        /// What the period asked, in millionths of a unit.
        demand: i64,
        /// What was forecast for it, in millionths of a unit; `None` where too little was known.
        forecast: Option<i64>,
        /// The standard deviation of the errors before it, in millionths of a unit.
        spread: i64,
    },
    /// Goods reached a shelf.
    Shelved {
        /// The stock point.
        stock_point: StockPointId,
        /// Units put there.
        units: Units,
    },
    /// Goods that age were picked for a line, lot by lot.
    Picked {
        /// The stock point.
        stock_point: StockPointId,
        /// The line.
        line: OrderId,
        /// The lot, and how much of it.
        lot: Lot,
    },
    /// The price of a line was marked down because of goods near their end.
    MarkedDown {
        /// The stock point they came from.
        stock_point: StockPointId,
        /// What was taken off.
        amount: Money,
    },
    /// A lot that may no longer be sold left its shelf.
    WrittenOff {
        /// The stock point.
        stock_point: StockPointId,
        /// The lot.
        lot: Lot,
        /// What was lost with it.
        loss: Money,
    },
    /// Goods that a courier could not hand over start on their way back.
    TurnedBack {
        /// The courier.
        courier: AgentId,
        /// What goes back, as a shipment of its own.
        shipment: ShipmentId,
    },
    /// Goods that came back are about to be put on a shelf.
    Restocked {
        /// The stock point.
        stock_point: StockPointId,
        /// The shipment, which ends there.
        shipment: ShipmentId,
    },
    /// Goods of a parcel that never left, or came back, lie on a shelf again.
    CameBack(StockPointId),
    /// The levels of a stock point changed.
    Moved(StockPointId),
    /// Somebody joined a queue.
    Queued(SiteId),
    /// Somebody's wait ended, after so long, and service began.
    Began {
        /// Where.
        site: SiteId,
        /// How long it waited.
        waited: Span,
    },
    /// Somebody left a queue unserved, after so long.
    Reneged {
        /// Where.
        site: SiteId,
        /// How long it had waited.
        waited: Span,
    },
    /// So many servers are on duty from now on.
    Staffed {
        /// Where.
        site: SiteId,
        /// Servers.
        servers: u32,
    },
    /// Somebody found no room and was turned away.
    TurnedAway(SiteId),
    /// A service ended.
    Ended(SiteId),
    /// A vehicle left with so many shipments on board.
    Departed {
        /// The lane.
        lane: AgentId,
        /// Shipments on board.
        load: u64,
    },
    /// A departure was cancelled.
    Cancelled {
        /// The lane.
        lane: AgentId,
    },
    /// A shipment left on a lane and is going to arrive.
    Sailed {
        /// The lane.
        lane: AgentId,
        /// The shipment.
        shipment: ShipmentId,
        /// When it will arrive.
        arrives: SimTime,
    },
    /// Moving goods has emitted carbon dioxide, or other gases to the same effect.
    Emitted {
        /// The lane.
        lane: AgentId,
        /// Grams of CO2 equivalent.
        grams: i64,
    },
    /// A shipment was made up, on its own or to ride in another.
    Sent {
        /// Who made it up.
        by: AgentId,
        /// The shipment.
        shipment: ShipmentId,
    },
    /// A shipment came into other hands.
    Passed {
        /// Who held it.
        from: AgentId,
        /// Who holds it now.
        to: AgentId,
        /// The shipment.
        shipment: ShipmentId,
    },
    /// A shipment whose next leg was closed changed to another route.
    Rerouted {
        /// Who holds it.
        by: AgentId,
        /// The shipment.
        shipment: ShipmentId,
    },
    /// Some of a shipment goes on as one of its own; both are in the same hands.
    Split {
        /// The shipment as it was.
        from: ShipmentId,
        /// What was taken out of it.
        off: ShipmentId,
    },
    /// A shipment is about to end where it is: on a shelf, or because it goes back or nothing is left of it.
    Gone {
        /// Who held it.
        by: AgentId,
        /// The shipment.
        shipment: ShipmentId,
    },
    /// Goods of a shipment were declared to customs and assessed. A shipment may be declared in several parts.
    Declared {
        /// The customs office.
        customs: AgentId,
        /// The shipment.
        shipment: ShipmentId,
        /// Under which regime; `None` for goods that enter a zone or are not taxed here.
        regime: Option<Regime>,
        /// How it was treated, as `Treatment` numbers them.
        treatment: u8,
        /// The dutiable value.
        value: Money,
        /// Customs duty.
        tariff: Money,
        /// Consumption tax.
        consumption: Money,
        /// Value-added tax.
        vat: Money,
        /// All of it, as it is paid.
        total: Money,
    },
    /// Customs let a shipment go.
    Cleared {
        /// The customs office.
        customs: AgentId,
        /// The shipment.
        shipment: ShipmentId,
        /// Whether it was inspected.
        inspected: bool,
        /// How often its documents did not match.
        mismatches: u32,
        /// How long it was there.
        sojourn: Span,
    },
    /// Something is paused at an agent where nothing was.
    Closed(AgentId),
    /// Nothing is paused any more at an agent where something was.
    Opened(AgentId),
    /// A shipment has come to the end of a lane whose conditions may change: how long it took is known only now.
    Landed {
        /// The lane.
        lane: AgentId,
        /// How long it took.
        took: Span,
    },
    /// A courier was done with a parcel.
    Dropped {
        /// The courier.
        courier: AgentId,
        /// Attempts it took.
        attempts: u32,
        /// Whether it was handed over.
        delivered: bool,
    },
}

/// A boundary of the measured window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Measuring begins.
    WarmUp,
    /// Measuring ends.
    Horizon,
}

/// One who listens. Probes never act, and a run without any goes the same way.
pub trait Probe {
    /// Hears what has happened, with the books as they stand.
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books);

    /// Hears that the window begins or ends.
    fn mark(&mut self, now: SimTime, mark: Mark, books: &Books);

    /// Hears that a point of the series has come, behind everything else of its instant.
    fn sample(&mut self, _now: SimTime, _books: &Books) {}

    /// Hears what was posted to the ledger and who acted, where postings are handed over at all.
    fn posted(&mut self, _now: SimTime, _by: Option<AgentId>, _posting: Posting) {}
}

/// Nobody listens.
impl Probe for () {
    #[inline(always)]
    fn note(&mut self, _now: SimTime, _fact: Fact, _books: &Books) {}

    fn mark(&mut self, _now: SimTime, _mark: Mark, _books: &Books) {}
}

/// Whoever is borrowed listens; `&mut dyn Probe` is an observer, too.
impl<P: Probe + ?Sized> Probe for &mut P {
    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        (**self).note(now, fact, books);
    }

    fn mark(&mut self, now: SimTime, mark: Mark, books: &Books) {
        (**self).mark(now, mark, books);
    }

    fn sample(&mut self, now: SimTime, books: &Books) {
        (**self).sample(now, books);
    }

    fn posted(&mut self, now: SimTime, by: Option<AgentId>, posting: Posting) {
        (**self).posted(now, by, posting);
    }
}

/// Both listen, the first one first.
impl<A: Probe, B: Probe> Probe for (A, B) {
    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        self.0.note(now, fact, books);
        self.1.note(now, fact, books);
    }

    fn mark(&mut self, now: SimTime, mark: Mark, books: &Books) {
        self.0.mark(now, mark, books);
        self.1.mark(now, mark, books);
    }

    fn sample(&mut self, now: SimTime, books: &Books) {
        self.0.sample(now, books);
        self.1.sample(now, books);
    }

    fn posted(&mut self, now: SimTime, by: Option<AgentId>, posting: Posting) {
        self.0.posted(now, by, posting);
        self.1.posted(now, by, posting);
    }
}
