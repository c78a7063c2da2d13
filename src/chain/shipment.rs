//! Shipments and parcels in flight: goods on their way to whoever ordered them, with the cost they carry and the time
//! every stage took.

use super::stage::StageClock;
use super::{Cost, Load, Stage};
use crate::engine::{EntityKey, Slab};
use crate::units::{AgentId, Money, OrderId, ProductId, RouteId, ShipmentId, SimTime, Units};

/// Goods on their way for one line of an order. Goods of other lines may ride in it: they have no way or clock of their
/// own, and the shipment that carries them stands for all.
#[derive(Clone, Debug)]
pub struct Shipment {
    /// Its identity for all draws: the order's, and which part of it.
    pub key: EntityKey,
    /// The order it is for.
    pub order: OrderId,
    /// What it holds; `None` where orders carry no goods.
    pub product: Option<ProductId>,
    /// How much it holds.
    pub units: Units,
    /// Of these, how many are bad; found when it is received.
    pub bad: Units,
    /// What it and its riders are together: what holds, lifts and prices them sees this.
    pub load: Load,
    /// The first of those that ride in it, or behind a rider the next; [`ShipmentId::LAST`] if there is none.
    pub rider: ShipmentId,
    /// Its route.
    pub route: RouteId,
    /// The hop of its route that holds it.
    pub leg: u32,
    /// Whom it goes to at the end of its way.
    pub destination: AgentId,
    /// What it has cost so far.
    pub cost: Cost,
    /// What is owed to its supplier once it is received.
    pub owed: Money,
    /// Whom that is owed to.
    pub owed_to: AgentId,
    clock: StageClock,
}

impl Shipment {
    /// The line that it is for, and the route that it takes.
    #[must_use]
    #[inline]
    pub fn line(&self) -> (OrderId, RouteId) {
        (self.order, self.route)
    }

    /// Ends the stage it is in and begins another.
    #[inline]
    pub fn enter(&mut self, stage: Stage, now: SimTime) {
        self.clock.enter(stage, now);
    }

    /// Ends the last stage.
    #[inline]
    pub fn arrive(&mut self, now: SimTime) {
        self.clock.stop(now);
    }

    /// When the stage it is in began.
    #[must_use]
    pub fn since(&self) -> SimTime {
        self.clock.since()
    }

    /// Begins to count its time anew, in a stage.
    pub(super) fn start_again(&mut self, stage: Stage, now: SimTime) {
        self.clock = StageClock::start(stage, now);
    }

    /// The time every stage took, by [`Stage::ALL`].
    #[must_use]
    pub fn spent(&self) -> &[crate::units::Span; Stage::ALL.len()] {
        self.clock.spent()
    }
}

/// What a new shipment starts from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sent {
    /// The order it is for.
    pub(super) order: OrderId,
    /// The order's key for this part of it.
    pub(super) key: EntityKey,
    /// What it holds.
    pub(super) product: Option<ProductId>,
    /// How much it holds.
    pub(super) load: Load,
    /// Its route.
    pub(super) route: RouteId,
    /// The first hop of its route.
    pub(super) leg: u32,
    /// Whom it goes to at the end of its way.
    pub(super) destination: AgentId,
    /// What it has cost so far.
    pub(super) cost: Cost,
    /// When the order's clock started.
    pub(super) placed: SimTime,
    /// What the time since then was.
    pub(super) waited: Stage,
}

/// All shipments in flight.
#[derive(Clone, Debug, Default)]
pub struct Shipments(Slab<ShipmentId, Shipment>);

impl Shipments {
    /// Forgets all shipments and keeps the memory.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Sends goods off on the first step of their way.
    #[inline(always)]
    pub(super) fn send(&mut self, sent: Sent, now: SimTime, next: Stage) -> ShipmentId {
        let mut clock = StageClock::start(sent.waited, sent.placed);
        clock.enter(next, now);
        self.0.insert(Shipment {
            key: sent.key,
            order: sent.order,
            product: sent.product,
            units: sent.load.units,
            bad: Units::ZERO,
            load: sent.load,
            rider: ShipmentId::LAST,
            route: sent.route,
            leg: sent.leg,
            destination: sent.destination,
            cost: sent.cost,
            owed: Money::ZERO,
            owed_to: AgentId::default(),
            clock,
        })
    }

    /// Takes a shipment in as it is.
    pub(super) fn insert(&mut self, shipment: Shipment) -> ShipmentId {
        self.0.insert(shipment)
    }

    /// The one behind a shipment in the same parcel.
    #[must_use]
    #[inline]
    pub fn rider(&self, id: ShipmentId) -> Option<ShipmentId> {
        let rider = self.0[id].rider;
        (rider != ShipmentId::LAST).then_some(rider)
    }

    /// A shipment and those that ride in it.
    pub fn aboard(&self, id: ShipmentId) -> impl Iterator<Item = (ShipmentId, &Shipment)> {
        std::iter::successors(Some(id), |id| self.rider(*id)).map(|id| (id, &self.0[id]))
    }

    /// Puts a shipment that stands alone into another.
    pub fn board(&mut self, carrier: ShipmentId, rider: ShipmentId) {
        let (load, behind) = (self.0[rider].load, self.0[carrier].rider);
        self.0[rider].rider = behind;
        let carrier = &mut self.0[carrier];
        carrier.rider = rider;
        carrier.load = carrier.load.and(load);
    }

    /// Takes everything that rides in a shipment out of it, each on its own again.
    pub fn unpack(&mut self, carrier: ShipmentId) -> Vec<ShipmentId> {
        let riders: Vec<ShipmentId> = self.aboard(carrier).skip(1).map(|(id, _)| id).collect();
        for rider in &riders {
            let load = self.0[*rider].load;
            let whole = &mut self.0[carrier].load;
            whole.units -= load.units;
            whole.size -= load.size;
            self.0[*rider].rider = ShipmentId::LAST;
        }
        self.0[carrier].rider = ShipmentId::LAST;
        riders
    }

    /// Ends a shipment.
    #[inline]
    pub fn end(&mut self, id: ShipmentId) {
        self.0.discard(id);
    }

    /// All shipments in flight.
    pub fn iter(&self) -> impl Iterator<Item = (ShipmentId, &Shipment)> {
        self.0.iter()
    }
}

impl std::ops::Index<ShipmentId> for Shipments {
    type Output = Shipment;
    #[inline]
    fn index(&self, id: ShipmentId) -> &Shipment {
        &self.0[id]
    }
}

impl std::ops::IndexMut<ShipmentId> for Shipments {
    #[inline]
    fn index_mut(&mut self, id: ShipmentId) -> &mut Shipment {
        &mut self.0[id]
    }
}
