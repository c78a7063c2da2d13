//! Calendars: the start of the run, local time, public holidays, named days and working hours. All text is parsed
//! before a run; during a run only whole microseconds are compared.

mod clock;
mod hours;
mod hours_words;
mod locality;
pub mod public_holidays;
mod when;
mod zone;

pub use clock::Clock;
pub use hours::{Hours, Rule};
pub use hours_words::{Week, clock_time, weekday};
pub use locality::{Locality, Opening};
pub use when::{When, looks_like_a_date};
pub use zone::Zone;

#[cfg(test)]
pub(super) mod testing {
    pub(in crate::chain) use super::zone::tests::{clock, zone};
}
