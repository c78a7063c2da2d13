//! A way: the steps goods take, in order. The first step may be a warehouse or a supplier, who takes the order; all
//! others hold shipments.

use crate::units::AgentId;

/// What a kind of agent is on a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It takes orders and begins a way.
    TakesOrders,
    /// It holds shipments and stands anywhere on a way.
    HoldsShipments,
    /// It is no step.
    Aside,
}

/// Steps in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The agents that hold the goods, in order.
    pub steps: Vec<AgentId>,
    /// Whether the first step takes orders; otherwise goods start on the way as they are ordered.
    pub from_stock: bool,
}
