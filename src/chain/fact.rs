//! Facts: what has happened, in the past tense. Agents report them and probes observe them; neither knows the other.

use super::regime::Regime;
use super::{Books, Lot, Mark, Posting};
use crate::units::{AgentId, Money, OrderId, ProductId, ShipmentId, SimTime, SiteId, Span, StockPointId, Units};

/// Why an order ended without its last parcel at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nothing was in stock, and the buyer did not wait.
    Lost,
    /// The buyer gave up waiting.
    Cancelled,
    /// The parcel was undeliverable and went back.
    Returned,
    /// The goods were spoilt or lost on the way.
    Spoilt,
    /// The platform did not accept the order.
    Refused,
}

impl Failure {
    /// The number of kinds.
    pub const KINDS: usize = 5;
}

/// A fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A consumer placed an order.
    Placed(OrderId),
    /// Buyers reserved orders in a presale of a market.
    Reserved {
        /// The market.
        market: AgentId,
        /// The number of orders.
        orders: u64,
    },
    /// A market released the orders of a presale.
    Released {
        /// The market.
        market: AgentId,
        /// The number of orders.
        orders: u64,
    },
    /// A line of an order starts on its route, with the later lines that travel with it: a part of the order.
    Routed(OrderId),
    /// An order reached a stock point, which served some of its units at once; the others wait or were lost.
    Asked {
        /// The stock point.
        stock_point: StockPointId,
        /// The order, before it was served.
        order: OrderId,
        /// Units demanded.
        asked: Units,
        /// Units served at once.
        served: Units,
        /// Units lost.
        lost: Units,
    },
    /// A line that found none of its own product was served with a substitute, in full.
    Substituted {
        /// The line, as changed.
        line: OrderId,
        /// The stock point without stock.
        from: StockPointId,
        /// The stock point that served it.
        to: StockPointId,
        /// Units served.
        units: Units,
    },
    /// All waiting units of an order have been taken from stock.
    Allotted(OrderId),
    /// An order gave up waiting for units.
    GaveUp {
        /// The order.
        order: OrderId,
        /// Units it no longer waits for.
        units: Units,
    },
    /// Units of a consumer's line will not arrive: the platform refused them, their source could not supply them, or their
    /// parcel came to grief. Units lost at a stock point or given up have facts of their own.
    Forgone {
        /// The line.
        line: OrderId,
        /// The units.
        units: Units,
        /// The parcel that they were in, or that carried it; `None` if they were in none.
        parcel: Option<ShipmentId>,
        /// Why.
        why: Failure,
    },
    /// A line of an order is complete: everything that was not lost or cancelled is at the door.
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
    /// A supplier has made an order ready, in full or in part.
    Supplied {
        /// The supplier.
        supplier: AgentId,
        /// The order.
        order: OrderId,
        /// Units demanded.
        asked: Units,
        /// Units shipped.
        units: Units,
    },
    /// Goods were spoilt, lost or found defective.
    Scrapped {
        /// The agent where it happened.
        by: AgentId,
        /// The shipment they were in.
        shipment: ShipmentId,
        /// The product.
        product: ProductId,
        /// The units scrapped.
        units: Units,
        /// Whether they were defective on arrival; otherwise they were spoilt or lost there.
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
    /// A parcel has arrived at its buyer that does not complete the order of its leading goods.
    CameInPart(ShipmentId),
    /// Some of an order, by its first line, has been put into the parcel of another.
    Merged(OrderId),
    /// A stock point placed an order.
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
        /// The demand of the period, in millionths of a unit.
        demand: i64,
        /// The forecast for it, in millionths of a unit; `None` if too little was known.
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
    /// Perishable goods were picked for a line; one fact per lot.
    Picked {
        /// The stock point.
        stock_point: StockPointId,
        /// The line.
        line: OrderId,
        /// The lot, with the units picked.
        lot: Lot,
    },
    /// The price of a line was marked down because of goods near their end.
    MarkedDown {
        /// The stock point that the goods came from.
        stock_point: StockPointId,
        /// The markdown.
        amount: Money,
    },
    /// A lot past its sell-by limit left its shelf.
    WrittenOff {
        /// The stock point.
        stock_point: StockPointId,
        /// The lot.
        lot: Lot,
        /// The loss.
        loss: Money,
    },
    /// Undeliverable goods start on their way back.
    TurnedBack {
        /// The courier.
        courier: AgentId,
        /// The returned goods, as a shipment of their own.
        shipment: ShipmentId,
    },
    /// Returned goods are about to be put on a shelf.
    Restocked {
        /// The stock point.
        stock_point: StockPointId,
        /// The shipment, which ends there.
        shipment: ShipmentId,
    },
    /// Goods of a parcel that never left, or came back, are on a shelf again.
    CameBack(StockPointId),
    /// The levels of a stock point changed.
    Moved(StockPointId),
    /// An item joined a queue.
    Queued(SiteId),
    /// An item's wait ended and its service began.
    Began {
        /// The site of the queue.
        site: SiteId,
        /// How long it waited.
        waited: Span,
    },
    /// An item left a queue unserved.
    Reneged {
        /// The site of the queue.
        site: SiteId,
        /// How long it had waited.
        waited: Span,
    },
    /// The number of servers on duty changed.
    Staffed {
        /// The site.
        site: SiteId,
        /// Servers on duty from now on.
        servers: u32,
    },
    /// An arrival found no room and was turned away.
    TurnedAway(SiteId),
    /// A service ended.
    Ended(SiteId),
    /// A vehicle departed.
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
    /// A transport emitted greenhouse gases.
    Emitted {
        /// The lane.
        lane: AgentId,
        /// Grams of CO2 equivalent.
        grams: i64,
    },
    /// A shipment was created, on its own or carried by another.
    Sent {
        /// The agent that created it.
        by: AgentId,
        /// The shipment.
        shipment: ShipmentId,
    },
    /// A shipment was handed to another agent.
    Passed {
        /// The agent that held it.
        from: AgentId,
        /// The agent that holds it now.
        to: AgentId,
        /// The shipment.
        shipment: ShipmentId,
    },
    /// A shipment whose next leg was closed changed to another route.
    Rerouted {
        /// The agent that holds it.
        by: AgentId,
        /// The shipment.
        shipment: ShipmentId,
    },
    /// Part of a shipment goes on as a shipment of its own; both are with the same agent.
    Split {
        /// The shipment as it was.
        from: ShipmentId,
        /// The part split off.
        off: ShipmentId,
    },
    /// A shipment is about to end where it is: on a shelf, because it goes back, or because it is empty.
    Gone {
        /// The agent that held it.
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
        /// The regime; `None` for goods that enter a zone or are not taxed here.
        regime: Option<Regime>,
        /// The treatment, by the number of `Treatment`.
        treatment: u8,
        /// The dutiable value.
        value: Money,
        /// Customs duty.
        tariff: Money,
        /// Consumption tax.
        consumption: Money,
        /// Value-added tax.
        vat: Money,
        /// The total tax, as it is paid.
        total: Money,
    },
    /// Customs cleared a shipment.
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
    /// The first pause at an agent began.
    Closed(AgentId),
    /// The last pause at an agent ended.
    Opened(AgentId),
    /// A shipment reached the end of a lane whose conditions may change; its transit time is known only now.
    Landed {
        /// The lane.
        lane: AgentId,
        /// The transit time.
        took: Span,
    },
    /// A courier finished a delivery attempt.
    Dropped {
        /// The courier.
        courier: AgentId,
        /// The number of attempts so far.
        attempts: u32,
        /// Whether it was handed over.
        delivered: bool,
    },
}

/// An observer. Probes never act and cannot change a run.
pub trait Probe {
    /// Observes a fact, with the current books.
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books);

    /// Observes the beginning or the end of the window.
    fn mark(&mut self, now: SimTime, mark: Mark, books: &Books);

    /// Observes the beginning or the end of a span of a named window, by its number.
    fn named_mark(&mut self, _now: SimTime, _window: usize, _mark: Mark, _books: &Books) {}

    /// Observes a point of the series, after everything else of its instant.
    fn sample(&mut self, _now: SimTime, _books: &Books) {}

    /// Observes a posting to the ledger and the agent that acted, if postings are passed on at all.
    fn posted(&mut self, _now: SimTime, _by: Option<AgentId>, _posting: Posting) {}

    /// Observes the balance of cash at the end of an instant, when the clock moves on, if it is kept at all.
    fn cash(&mut self, _balance: Money) {}
}

/// Observes nothing.
impl Probe for () {
    #[inline(always)]
    fn note(&mut self, _now: SimTime, _fact: Fact, _books: &Books) {}

    fn mark(&mut self, _now: SimTime, _mark: Mark, _books: &Books) {}
}

/// Passes everything on to the borrowed probe; `&mut dyn Probe` is therefore a probe too.
impl<P: Probe + ?Sized> Probe for &mut P {
    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        (**self).note(now, fact, books);
    }

    fn mark(&mut self, now: SimTime, mark: Mark, books: &Books) {
        (**self).mark(now, mark, books);
    }

    fn named_mark(&mut self, now: SimTime, window: usize, mark: Mark, books: &Books) {
        (**self).named_mark(now, window, mark, books);
    }

    fn sample(&mut self, now: SimTime, books: &Books) {
        (**self).sample(now, books);
    }

    fn posted(&mut self, now: SimTime, by: Option<AgentId>, posting: Posting) {
        (**self).posted(now, by, posting);
    }

    fn cash(&mut self, balance: Money) {
        (**self).cash(balance);
    }
}

/// Both observe, the first one first.
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

    fn named_mark(&mut self, now: SimTime, window: usize, mark: Mark, books: &Books) {
        self.0.named_mark(now, window, mark, books);
        self.1.named_mark(now, window, mark, books);
    }

    fn sample(&mut self, now: SimTime, books: &Books) {
        self.0.sample(now, books);
        self.1.sample(now, books);
    }

    fn posted(&mut self, now: SimTime, by: Option<AgentId>, posting: Posting) {
        self.0.posted(now, by, posting);
        self.1.posted(now, by, posting);
    }

    fn cash(&mut self, balance: Money) {
        self.0.cash(balance);
        self.1.cash(balance);
    }
}
