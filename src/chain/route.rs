//! A way: the steps goods take, in order. The first step may be a warehouse or a supplier, who takes the order; all
//! others hold shipments. A step may be a choice among several who hold shipments.

use super::regime::Regime;
use crate::units::{AgentId, RouteId, RuleId, Span};

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

/// A step of a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leg {
    /// This one.
    Agent(AgentId),
    /// One of these, by the place of the choice among all choices.
    Choice(u32),
    /// Nobody: the way is over.
    End,
}

/// Several who hold shipments, and the rule that chooses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The rule.
    pub rule: RuleId,
    /// Who may be chosen, in the order of the scenario.
    pub options: Vec<AgentId>,
    /// Where goods go on if all of these are closed: a route, and the hop of it.
    pub around: Option<(RouteId, u32)>,
}

/// Steps in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// Who holds the goods, in order.
    pub steps: Vec<Leg>,
    /// Whether the first step takes orders; otherwise goods start on the way as they are ordered.
    pub from_stock: bool,
    /// The name of the path it is, if it is one.
    pub path: Option<String>,
    /// The name of the path by which goods go on that left another, if it is a route around that one.
    pub around: Option<String>,
    /// Under which regime its goods are declared.
    pub regime: Option<Regime>,
    /// By when it promises goods at the door.
    pub promise: Option<Span>,
}

impl Route {
    /// Who begins it.
    #[must_use]
    pub fn first(&self) -> Option<AgentId> {
        match self.steps.first() {
            Some(Leg::Agent(agent)) => Some(*agent),
            _ => None,
        }
    }
}

/// Where goods may change from one way to another: a step that they have not begun, and the step of the other way that
/// they go on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detour {
    /// The way they are on.
    pub from: RouteId,
    /// The step of it that may be closed.
    pub step: usize,
    /// The way they change to.
    pub to: RouteId,
    /// The step of it that they go on with.
    pub joins: usize,
}

/// A way that a courier's parcels take back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReturnRoute {
    /// The courier.
    pub courier: AgentId,
    /// The way.
    pub route: RouteId,
    /// The warehouse at its end.
    pub warehouse: AgentId,
}
