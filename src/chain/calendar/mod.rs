//! Time as people know it: when the run starts, local time, public holidays, days by their names, and hours of work. The
//! words are read before a run; during a run only whole microseconds are compared.

mod clock;
mod hours;
mod hours_words;
mod locality;
mod public_holidays;
mod reading;
mod when;
mod zone;
#[cfg(test)]
pub(super) mod testing {
    pub(in crate::chain) use super::zone::tests::{clock, zone};
}
#[cfg(test)]
mod tests;

pub use clock::Clock;
pub use hours::Hours;
pub use hours_words::{clock_time, weekday};
pub use locality::Locality;
pub(super) use reading::Opening;
pub use reading::{CALENDAR, PLACE};
pub(super) use when::{When, looks_like_a_date};
pub use zone::Zone;
