//! A route: the steps that goods take, in order. The first step may be a warehouse or a supplier, which takes the
//! order; all others hold shipments. A step may be a choice among several agents that hold shipments.

use super::regime::Regime;
use super::{Patience, Promise};
use crate::units::{AgentId, RouteId, RuleId};

/// The role of a kind of agent on a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It takes orders and begins a route.
    TakesOrders,
    /// It holds shipments, anywhere on a route.
    HoldsShipments,
    /// It is never on a route.
    Aside,
}

/// A step of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leg {
    /// This agent.
    Agent(AgentId),
    /// One of several agents, by the index of the choice.
    Choice(u32),
    /// The end of the route.
    End,
}

/// A choice among several agents that hold shipments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The rule.
    pub rule: RuleId,
    /// The agents that may be chosen, in the order of the scenario.
    pub options: Vec<AgentId>,
    /// The alternative if all of these are closed: a route and the leg on it.
    pub around: Option<(RouteId, u32)>,
}

/// A route.
#[derive(Clone, Debug, Default)]
pub struct Route {
    /// The agents or choices that hold the goods, in order.
    pub steps: Vec<Leg>,
    /// Whether the first step takes orders; otherwise goods leave as they are ordered.
    pub from_stock: bool,
    /// The name of the path, if the route is one.
    pub path: Option<String>,
    /// The name of the path on which diverted goods continue, if the route is the way around another path.
    pub around: Option<String>,
    /// The regime under which its goods are declared.
    pub regime: Option<Regime>,
    /// The time within which it promises delivery.
    pub promise: Promise,
    /// How long its buyers wait; `None` leaves that to the market.
    pub patience: Option<Patience>,
}

impl Route {
    /// Returns the agent that begins it.
    #[must_use]
    pub fn first(&self) -> Option<AgentId> {
        match self.steps.first() {
            Some(Leg::Agent(agent)) => Some(*agent),
            _ => None,
        }
    }
}

/// A point at which goods may change to another route: a step that they have not begun, and the step of the other
/// route where they continue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detour {
    /// The route they are on.
    pub from: RouteId,
    /// The step that may be closed.
    pub step: usize,
    /// The route they change to.
    pub to: RouteId,
    /// The step of that route where they continue.
    pub joins: usize,
}

/// A route for parcels that a courier sends back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReturnRoute {
    /// The courier.
    pub courier: AgentId,
    /// The route.
    pub route: RouteId,
    /// The warehouse at its end.
    pub warehouse: AgentId,
}
