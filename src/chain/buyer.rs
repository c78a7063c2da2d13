//! The buyer of an order: who placed it, where its goods go, and whose position counts them.

use super::Network;
use crate::units::{AgentId, StockPointId};

/// Who placed an order, and so where its goods go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Buyer {
    /// A market, for a consumer.
    Market(AgentId),
    /// A stock stock point, to fill itself.
    StockPoint(StockPointId),
    /// A backlog that stood at the start, at this stock point.
    Opening(StockPointId),
    /// Nobody: goods that could not be handed over go back to this stock point.
    Return(StockPointId),
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
    pub fn stock_point(self) -> Option<StockPointId> {
        match self {
            Self::StockPoint(stock_point) => Some(stock_point),
            _ => None,
        }
    }

    /// The backlog that the order is, if it stood at the start.
    #[must_use]
    #[inline]
    pub fn opening(self) -> Option<StockPointId> {
        match self {
            Self::Opening(stock_point) => Some(stock_point),
            _ => None,
        }
    }

    /// The stock point to which goods that could not be handed over go back, if the order stands for such goods.
    #[must_use]
    #[inline]
    pub fn returns_to(self) -> Option<StockPointId> {
        match self {
            Self::Return(stock_point) => Some(stock_point),
            _ => None,
        }
    }

    /// The stock point that the order belongs to, if no consumer placed it.
    #[must_use]
    #[inline(always)]
    pub fn place(self) -> Option<StockPointId> {
        match self {
            Self::StockPoint(stock_point) | Self::Opening(stock_point) | Self::Return(stock_point) => Some(stock_point),
            Self::Market(_) => None,
        }
    }

    /// The agent that receives the goods at the end of their route.
    #[must_use]
    #[inline(always)]
    pub fn destination(self, network: &Network) -> AgentId {
        match self {
            Self::Market(market) => market,
            Self::StockPoint(stock_point) | Self::Opening(stock_point) | Self::Return(stock_point) => {
                network.stock_point(stock_point).warehouse
            }
        }
    }
}
