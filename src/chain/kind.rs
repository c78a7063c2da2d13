//! Kinds of agents: what a kind is on a way, what it does, whether it charges, and where it takes goods over and hands them
//! on. Each agent declares its own kind; readers and measures ask for these properties, never for a name.

use super::{Factor, Pause, Role};
use std::fmt;

/// What a kind of agent does, as far as something is read or measured of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// It stands for consumers, who order and receive parcels.
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
    /// It happens to others for a while.
    Strike,
}

/// Where a kind of agent takes goods over and hands them on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Both at its `at`.
    At,
    /// It takes goods over at its `from` and hands them on at its `to`.
    Between,
    /// It takes goods over at its `at` and hands them on at the buyer's door, wherever that is.
    ToTheDoor,
}

/// A kind of agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The name of its table: `warehouse`, `lane` ...
    pub name: &'static str,
    /// What it is on a way.
    pub role: Role,
    /// What it does.
    pub duties: &'static [Duty],
    /// Whether it charges for what it does.
    pub charges: bool,
    /// Where it takes goods over and hands them on.
    pub stands: Stands,
    /// What a shock can pause there.
    pub pauses: &'static [Pause],
    /// What a shock can multiply there.
    pub factors: &'static [Factor],
}

impl Kind {
    /// A kind that does nothing of which there are figures and charges nothing.
    #[must_use]
    pub const fn new(role: Role) -> Self {
        Self { name: "", role, duties: &[], charges: false, stands: Stands::At, pauses: &[], factors: &[] }
    }

    /// The kind, which does this and charges for it.
    #[must_use]
    pub const fn charging(self, duties: &'static [Duty]) -> Self {
        Self { duties, charges: true, ..self }
    }

    /// The kind, which does this.
    #[must_use]
    pub const fn doing(self, duties: &'static [Duty]) -> Self {
        Self { duties, ..self }
    }

    /// The kind, which stands here.
    #[must_use]
    pub const fn standing(self, stands: Stands) -> Self {
        Self { stands, ..self }
    }

    /// The kind, of which a shock can pause and multiply this.
    #[must_use]
    pub const fn struck(self, pauses: &'static [Pause], factors: &'static [Factor]) -> Self {
        Self { pauses, factors, ..self }
    }

    /// The kind by this name.
    #[must_use]
    pub const fn named(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// Whether it does something.
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
