//! Trend and life cycle of demand.
