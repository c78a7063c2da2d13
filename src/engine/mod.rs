//! Simulated time: the agenda of events, keyed streams of random numbers, and probability distributions. Nothing in
//! here depends on what is simulated.

mod agenda;
mod generator;
mod heap;
pub mod law;
mod queue;
mod seats;
mod slab;
mod streams;

pub use agenda::{Agenda, Bound, Moment, Phase, Seat};
pub use generator::{Generator, Lasting};
pub use law::Law;
pub use slab::{Slab, Ticket};
pub use streams::{EntityKey, StreamNames, Streams};
