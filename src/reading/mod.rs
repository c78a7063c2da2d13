//! Turns a scenario's text into the types of [`chain`](crate::chain): shared readers of times, amounts, distributions,
//! hours, routes and names, which collect all problems. Code that reads what only one agent or policy takes is in that
//! agent's or policy's module.

mod amendments;
mod amounts;
mod calendars;
mod context;
mod coupons;
mod data_rows;
mod dated;
mod departures;
mod detours;
mod draft;
mod growth;
pub mod law;
mod limits;
mod lookup;
mod names;
mod outlooks;
mod pattern;
mod picking;
mod presale;
mod presold;
mod promise;
mod records;
mod references;
mod return_routes;
mod rhythm;
mod route_checks;
mod route_places;
mod routes;
mod seasons;
mod selling_price;
mod shelf_life;
mod site_costs;
mod sizes;
mod staffing;
mod tax;
#[cfg(test)]
mod tests;
mod values;
mod vehicles;
mod windows;
mod year_to_date;

pub use amendments::{REGIME, read_amendments};
pub use calendars::{CALENDAR, PLACE};
pub use context::Reading;
pub use departures::{departures, departures_of};
pub use draft::{Draft, Filling};
pub use growth::{LIFE, TREND};
pub use names::{Names, RowLayers, StockPointEntry};
pub use picking::{EXPIRED, PICK_ORDER};
pub use records::{ColumnSource, DataFiles, RecordSource, Records};
pub use return_routes::UNDELIVERABLE;
pub use route_places::Ends;
pub use routes::PATH;
pub use seasons::{PROMOTION, SEASON};
pub use selling_price::{COMMISSION, DELIVERY_FEE, PAYMENT_FEE, SALE_TAX, SETTLES};
pub use shelf_life::{EXPIRY_RULE, LIFE_ON_ARRIVAL, MARKDOWN, NEAR_EXPIRY, SALE_BAN, SHELF_LIFE};
pub use site_costs::{HIRED_WAGE, RENT, WAGE};
pub use tax::{CONTENT, PERSONAL, TARIFF, TAX, product_tax};
pub use windows::WINDOW;
