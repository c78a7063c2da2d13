//! Shipments and parcels in flight: goods on their way to their buyer, with their cost and the time of every stage.

use super::stage::StageClock;
use super::{Cost, Load, Stage};
use crate::engine::{EntityKey, Slab};
use crate::units::{AgentId, Money, OrderId, ProductId, RouteId, ShipmentId, SimTime, Units};

/// Goods on their way for one line of an order. Goods of other lines may travel inside it as riders; they have no
/// route or clock of their own and go where their carrier goes.
#[derive(Clone, Debug)]
pub struct Shipment {
    /// Its identity for all draws: the order's key and the number of the part.
    pub key: EntityKey,
    /// The order that it is for.
    pub order: OrderId,
    /// Its product; `None` if orders carry no goods.
    pub product: Option<ProductId>,
    /// Its units.
    pub units: Units,
    /// The units among these that are defective; discovered on receipt.
    pub bad: Units,
    /// The load together with its riders, used for storage, handling and pricing.
    pub load: Load,
    /// The first rider, or for a rider the next one; [`ShipmentId::LAST`] if there is none.
    pub rider: ShipmentId,
    /// Its route.
    pub route: RouteId,
    /// Its current leg of the route.
    pub leg: u32,
    /// The agent at the end of its route.
    pub destination: AgentId,
    /// Its cost so far.
    pub cost: Cost,
    /// What its supplier is owed once it is received.
    pub owed: Money,
    /// The supplier that is owed.
    pub owed_to: AgentId,
    clock: StageClock,
}

impl Shipment {
    /// Returns the line that it is for and the route that it takes.
    #[must_use]
    #[inline]
    pub fn line(&self) -> (OrderId, RouteId) {
        (self.order, self.route)
    }

    /// Ends the current stage and begins another.
    #[inline]
    pub fn enter(&mut self, stage: Stage, now: SimTime) {
        self.clock.enter(stage, now);
    }

    /// Ends the last stage.
    #[inline]
    pub fn arrive(&mut self, now: SimTime) {
        self.clock.stop(now);
    }

    /// Returns the current stage.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.clock.stage()
    }

    /// Returns when the current stage began.
    #[must_use]
    pub fn since(&self) -> SimTime {
        self.clock.since()
    }

    /// Restarts its clock, in a stage.
    pub(super) fn start_again(&mut self, stage: Stage, now: SimTime) {
        self.clock = StageClock::start(stage, now);
    }

    /// Returns the time of every stage, by [`Stage::ALL`].
    #[must_use]
    pub fn spent(&self) -> &[crate::units::Span; Stage::ALL.len()] {
        self.clock.spent()
    }
}

/// The initial data of a shipment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sent {
    /// The order that it is for.
    pub(super) order: OrderId,
    /// The order's key for this part of it.
    pub(super) key: EntityKey,
    /// Its product.
    pub(super) product: Option<ProductId>,
    /// Its load.
    pub(super) load: Load,
    /// Its route.
    pub(super) route: RouteId,
    /// The first leg of its route.
    pub(super) leg: u32,
    /// The agent at the end of its route.
    pub(super) destination: AgentId,
    /// Its cost so far.
    pub(super) cost: Cost,
    /// When the order's clock started.
    pub(super) placed: SimTime,
    /// The stage that the time since then belongs to.
    pub(super) waited: Stage,
}

/// All shipments in flight.
#[derive(Clone, Debug, Default)]
pub struct Shipments(Slab<ShipmentId, Shipment>);

impl Shipments {
    /// Removes all shipments and keeps the memory.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Sends goods off on the first leg of their route.
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

    /// Inserts a shipment.
    pub(super) fn insert(&mut self, shipment: Shipment) -> ShipmentId {
        self.0.insert(shipment)
    }

    /// Returns the rider after a shipment in the same parcel.
    #[must_use]
    #[inline]
    pub fn rider(&self, id: ShipmentId) -> Option<ShipmentId> {
        let rider = self.0[id].rider;
        (rider != ShipmentId::LAST).then_some(rider)
    }

    /// Iterates over a shipment and its riders.
    pub fn aboard(&self, id: ShipmentId) -> impl Iterator<Item = (ShipmentId, &Shipment)> {
        std::iter::successors(Some(id), |id| self.rider(*id)).map(|id| (id, &self.0[id]))
    }

    /// Makes a shipment without riders a rider of another.
    pub fn board(&mut self, carrier: ShipmentId, rider: ShipmentId) {
        let (load, behind) = (self.0[rider].load, self.0[carrier].rider);
        self.0[rider].rider = behind;
        let carrier = &mut self.0[carrier];
        carrier.rider = rider;
        carrier.load = carrier.load.and(load);
    }

    /// Removes all riders from a shipment and returns them; each is on its own again.
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

    /// Iterates over all shipments in flight.
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
