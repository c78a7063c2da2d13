//! The buyer of an order: who placed it, where its goods go, and whose position counts them.

use super::Network;
use crate::units::{AgentId, CellId};

/// Who placed an order, and so where its goods go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Buyer {
    /// A market, for a consumer.
    Market(AgentId),
    /// A stock cell, to fill itself.
    Cell(CellId),
    /// A backlog that stood at the start, at this cell.
    Opening(CellId),
    /// Nobody: goods that could not be handed over go back to this stock point.
    Return(CellId),
}

impl Buyer {
    /// The market whose consumer placed the order, if one did.
    #[must_use]
    #[inline(always)]
    pub fn consumer(self) -> Option<AgentId> {
        match self {
            Self::Market(market) => Some(market),
            _ => None,
        }
    }

    /// The stock point that placed the order to fill itself, if one did: its position counts what is to come.
    #[must_use]
    #[inline(always)]
    pub fn stock_point(self) -> Option<CellId> {
        match self {
            Self::Cell(cell) => Some(cell),
            _ => None,
        }
    }

    /// The backlog that the order is, if it stood at the start.
    #[must_use]
    #[inline]
    pub fn opening(self) -> Option<CellId> {
        match self {
            Self::Opening(cell) => Some(cell),
            _ => None,
        }
    }

    /// The stock point to which goods that could not be handed over go back, if the order stands for such goods.
    #[must_use]
    #[inline]
    pub fn returns_to(self) -> Option<CellId> {
        match self {
            Self::Return(cell) => Some(cell),
            _ => None,
        }
    }

    /// The stock point that the order belongs to, if no consumer placed it.
    #[must_use]
    #[inline(always)]
    pub fn place(self) -> Option<CellId> {
        match self {
            Self::Cell(cell) | Self::Opening(cell) | Self::Return(cell) => Some(cell),
            Self::Market(_) => None,
        }
    }

    /// The agent that receives the goods at the end of their route.
    #[must_use]
    #[inline(always)]
    pub fn destination(self, network: &Network) -> AgentId {
        match self {
            Self::Market(market) => market,
            Self::Cell(cell) | Self::Opening(cell) | Self::Return(cell) => network.cell(cell).warehouse,
        }
    }
}
