//! The stages of an order between payment and door. Every microsecond of an order belongs to exactly one of them.

use crate::units::{SimTime, Span};

/// A stage of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Waiting for stock.
    Stock,
    /// At the supplier: production or preparation.
    Supply,
    /// Waiting to be picked, picked and packed; for incoming goods: put away.
    Picking,
    /// Waiting for a departure.
    Departure,
    /// Between two places.
    LineHaul,
    /// In port: waiting for a berth, unloaded, collected.
    Port,
    /// Waiting for and in document checks.
    Documents,
    /// Waiting for and in inspection.
    Inspection,
    /// With the courier, including failed attempts.
    LastMile,
}

impl Stage {
    /// Every stage, in the order goods usually meet them.
    pub const ALL: [Stage; 9] = [
        Stage::Stock,
        Stage::Supply,
        Stage::Picking,
        Stage::Departure,
        Stage::LineHaul,
        Stage::Port,
        Stage::Documents,
        Stage::Inspection,
        Stage::LastMile,
    ];

    /// Returns its name in KPIs and columns.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stock => "stock",
            Self::Supply => "supply",
            Self::Picking => "picking",
            Self::Departure => "departure",
            Self::LineHaul => "line_haul",
            Self::Port => "port",
            Self::Documents => "documents",
            Self::Inspection => "inspection",
            Self::LastMile => "last_mile",
        }
    }
}

/// A clock that always runs for exactly one stage.
#[derive(Clone, Copy, Debug)]
pub(super) struct StageClock {
    spent: [Span; Stage::ALL.len()],
    stage: Stage,
    since: SimTime,
}

impl StageClock {
    /// Starts a clock at `now` in a stage.
    #[inline]
    pub(super) fn start(stage: Stage, now: SimTime) -> Self {
        Self { spent: [Span::ZERO; Stage::ALL.len()], stage, since: now }
    }

    /// Ends the current stage and starts another.
    #[inline]
    pub(super) fn enter(&mut self, stage: Stage, now: SimTime) {
        self.spent[self.stage as usize] += now - self.since;
        self.stage = stage;
        self.since = now;
    }

    /// Ends the current stage.
    #[inline]
    pub(super) fn stop(&mut self, now: SimTime) {
        self.enter(self.stage, now);
    }

    /// Returns the current stage.
    pub(super) fn stage(&self) -> Stage {
        self.stage
    }

    /// Returns when the current stage began.
    pub(super) fn since(&self) -> SimTime {
        self.since
    }

    /// Returns the time of every stage so far, by [`Stage::ALL`].
    #[inline]
    pub(super) fn spent(&self) -> &[Span; Stage::ALL.len()] {
        &self.spent
    }
}
