//! Timers that follow their agents' own clocks, and things kept until they may go on.

use super::AnyTimer;
use crate::chain::Pause;
use crate::engine::{Slab, Ticket};
use crate::units::{AgentId, HoldId, OrderId, ShipmentId, SimTime};

/// Something kept until it is no longer paused.
#[derive(Clone, Copy, Debug)]
pub enum Kept {
    /// A timer that has fired.
    Timer(AnyTimer),
    /// An order that has arrived.
    Order(Ticket<OrderId>),
    /// A shipment that has arrived.
    Shipment(ShipmentId),
}

/// A timer that follows its agent's own clock.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hold {
    pub(super) until: SimTime,
    pub(super) timer: AnyTimer,
}

/// All such timers and things.
#[derive(Debug, Default)]
pub(super) struct Held {
    pub(super) holds: Slab<HoldId, Hold>,
    pub(super) kept: Vec<(AgentId, Pause, Kept)>,
}

impl Held {
    pub(super) fn clear(&mut self) {
        self.holds.clear();
        self.kept.clear();
    }
}
