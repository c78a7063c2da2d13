//! What a supply chain is made of: goods and the way they go, stock, orders and shipments on their way, the money they
//! carry, and the books that keep all of it in agreement. Nobody acts here.

mod amounts;
pub mod audit;
mod books;
mod cost;
mod crew;
mod fact;
mod instant;
mod ledger;
mod level;
mod limits;
mod lookup;
mod network;
mod order;
mod price;
mod random;
mod reading;
mod resolver;
mod shipment;
mod stage;
mod stock;
mod timetable;
mod way;
mod way_steps;
mod window;

pub use books::{Books, Parcel};
pub use cost::{Cost, Part};
pub use crew::{Crew, Turn};
pub use fact::{Fact, Failure, Mark, Probe, Site};
pub use instant::{Instant, Order as InstantOrder};
pub use ledger::{Account, Chart, Ledger};
pub use level::Level;
pub use limits::pieces;
pub use network::{AgentName, CellName, Network, Product, Route, SiteTerms};
pub use order::{Buyer, Order, Orders, WhenShort};
pub use price::{Basis, Tariff};
pub use random::{Chance, CountLaw, TimeLaw};
pub use resolver::{ColumnSource, Learnt, Names, Resolver, RowLayers};
pub use shipment::{Shipment, Shipments};
pub use stage::Stage;
pub use stock::{Cell, Lot, Stock};
pub use timetable::Timetable;
pub use way::{Role, Way};
pub use window::Window;
