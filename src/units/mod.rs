//! What numbers mean: time, money, goods, shares and typed identities. Everything that is state in a run is an integer
//! here; `f64` belongs to laws of probability and to statistics.

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
pub use rate::HoldingRate;
pub use share::Share;
pub use size::Size;
pub use time::{SimTime, Span};
