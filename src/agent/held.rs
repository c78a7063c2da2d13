//! What is held up: timers that ring by the clock of their agents, and what is kept until it may go on.

use super::AnyTimer;
use crate::chain::Pause;
use crate::engine::{Slab, Ticket};
use crate::units::{AgentId, HoldId, OrderId, ShipmentId, SimTime};

/// What is kept until something is no longer paused.
#[derive(Clone, Copy, Debug)]
pub enum Kept {
    /// A timer that has rung.
    Timer(AnyTimer),
    /// An order that has come.
    Order(Ticket<OrderId>),
    /// A shipment that has come.
    Shipment(ShipmentId),
}

/// A timer that rings by the clock of its agent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hold {
    pub(super) until: SimTime,
    pub(super) timer: AnyTimer,
}

/// Everything that is held up.
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
