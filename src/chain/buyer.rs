//! The buyer of an order: who placed it, where its goods go, and which position counts them.

use super::Network;
use crate::units::{AgentId, StockPointId};

/// The buyer of an order, which determines where its goods go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Buyer {
    /// A market, for a consumer.
    Market(AgentId),
    /// A stock point, for its own replenishment.
    StockPoint(StockPointId),
    /// The opening backlog of this stock point.
    Opening(StockPointId),
    /// No buyer: undeliverable goods go back to this stock point.
    Return(StockPointId),
}

impl Buyer {
    /// Returns the market whose consumer placed the order, if there is one.
    #[must_use]
    #[inline(always)]
    pub fn consumer(self) -> Option<AgentId> {
        match self {
            Self::Market(market) => Some(market),
            _ => None,
        }
    }

    /// Returns the stock point that placed the order for itself, if there is one; its position counts the goods to
    /// come.
    #[must_use]
    #[inline(always)]
    pub fn stock_point(self) -> Option<StockPointId> {
        match self {
            Self::StockPoint(stock_point) => Some(stock_point),
            _ => None,
        }
    }

    /// Returns the stock point whose opening backlog the order is, if it is one.
    #[must_use]
    #[inline]
    pub fn opening(self) -> Option<StockPointId> {
        match self {
            Self::Opening(stock_point) => Some(stock_point),
            _ => None,
        }
    }

    /// Returns the stock point that undeliverable goods go back to, if the order represents such goods.
    #[must_use]
    #[inline]
    pub fn returns_to(self) -> Option<StockPointId> {
        match self {
            Self::Return(stock_point) => Some(stock_point),
            _ => None,
        }
    }

    /// Returns the stock point that the order belongs to, if no consumer placed it.
    #[must_use]
    #[inline(always)]
    pub fn place(self) -> Option<StockPointId> {
        match self {
            Self::StockPoint(stock_point) | Self::Opening(stock_point) | Self::Return(stock_point) => Some(stock_point),
            Self::Market(_) => None,
        }
    }

    /// Returns the agent that receives the goods at the end of their route.
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
