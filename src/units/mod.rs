//! The meaning of numbers: time, money, goods, shares and typed identities. All state of a run is in integers; `f64` is
//! for distributions and statistics.

mod goods;
mod id;
mod money;
mod quantity;
mod rate;
mod share;
mod size;
mod time;

pub use goods::{UnitTime, Units};
pub use id::{
    AccountId, AgentId, HoldId, Id, OrderId, PlaceId, ProductId, RouteId, RuleId, ShipmentId, SiteId, StockPointId,
    StreamId, VisitId,
};
pub use money::Money;
pub use quantity::{Dimension, Quantity, QuantityError};
pub use rate::{HoldingRate, TimeRate};
pub use share::Share;
pub use size::Size;
pub use time::{SimTime, Span};
