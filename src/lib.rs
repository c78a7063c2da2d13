//! haitao
pub mod agent;
pub mod chain;
pub mod engine;
pub mod measure;
pub mod policy;
pub mod scenario;
pub mod stats;
pub mod study;
pub mod table;
pub mod text;
pub mod units;
