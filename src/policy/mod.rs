//! Decisions as pure functions of a small view, without clock, random draws or files. A policy is one file and one
//! line in the register of its kind.

pub mod above_limit;
pub mod allocate;
pub mod forecast;
mod level;
mod register;
pub mod replenish;
pub mod route;
