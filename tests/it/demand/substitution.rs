//! Goods that stand in for others.
