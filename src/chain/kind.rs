//! Kinds of agents: their role on a route, what they do, whether they charge, and where they take goods over and hand
//! them on. Each agent declares its own kind; readers and measures query these properties, never a name.

use super::{Factor, Pause, Role};
use std::fmt;

/// What a kind of agent does, as far as it is read or measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// It represents consumers, who order and receive parcels.
    Buy,
    /// It makes goods ready and is paid for them.
    Supply,
    /// It carries goods from place to place.
    Carry,
    /// It clears goods through customs.
    Clear,
    /// It holds stock points.
    Store,
    /// It delivers parcels at the door.
    Deliver,
    /// It disrupts other agents for a while.
    Strike,
    /// It has a queue.
    Queue,
    /// It has a number of servers, who work off the queue.
    Serve,
    /// Its queue may have limited room; what finds it full is turned away.
    TurnAway,
    /// The goods in its hands may incur holding cost.
    Hold,
}

/// Where a kind of agent receives goods and passes them on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Both at its `at`.
    At,
    /// It receives goods at its `from` and passes them on at its `to`.
    Between,
    /// It receives goods at its `at` and passes them on at the buyer's door.
    ToTheDoor,
}

/// A kind of agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The name of its table: `warehouse`, `lane` ...
    pub name: &'static str,
    /// Its role on a route.
    pub role: Role,
    /// What it does.
    pub duties: &'static [Duty],
    /// Whether it charges for what it does.
    pub charges: bool,
    /// Where it receives goods and passes them on.
    pub stands: Stands,
    /// What a shock can pause at such an agent.
    pub pauses: &'static [Pause],
    /// What a shock can scale at such an agent.
    pub factors: &'static [Factor],
}

impl Kind {
    /// Creates a kind without measured duties or charges.
    #[must_use]
    pub const fn new(role: Role) -> Self {
        Self { name: "", role, duties: &[], charges: false, stands: Stands::At, pauses: &[], factors: &[] }
    }

    /// Adds duties for which it charges.
    #[must_use]
    pub const fn charging(self, duties: &'static [Duty]) -> Self {
        Self { duties, charges: true, ..self }
    }

    /// Adds duties for which it does not charge.
    #[must_use]
    pub const fn doing(self, duties: &'static [Duty]) -> Self {
        Self { duties, ..self }
    }

    /// Sets where it receives goods and passes them on.
    #[must_use]
    pub const fn standing(self, stands: Stands) -> Self {
        Self { stands, ..self }
    }

    /// Sets what a shock can pause and scale.
    #[must_use]
    pub const fn struck(self, pauses: &'static [Pause], factors: &'static [Factor]) -> Self {
        Self { pauses, factors, ..self }
    }

    /// Sets its name.
    #[must_use]
    pub const fn named(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// Returns whether a shock can strike it.
    #[must_use]
    pub const fn is_struck(self) -> bool {
        !self.pauses.is_empty() || !self.factors.is_empty()
    }

    /// Returns whether its entries take effect although nothing refers to them.
    #[must_use]
    pub fn acts_alone(self) -> bool {
        self.does(Duty::Buy) || self.does(Duty::Strike)
    }

    /// Returns whether it has this duty.
    #[must_use]
    pub fn does(self, duty: Duty) -> bool {
        self.duties.contains(&duty)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
