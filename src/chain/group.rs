//! Groups: the agents of one kind, or the products, that a scenario names together. Results are reported of each group
//! as of each of its members.

use crate::units::{AgentId, ProductId};

/// A group and its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<I> {
    /// The user's name.
    pub name: String,
    /// Its members, in ascending order; a group may have none.
    pub members: Vec<I>,
}

/// The groups of a scenario, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// Groups of markets.
    pub markets: Vec<Group<AgentId>>,
    /// Groups of warehouses.
    pub warehouses: Vec<Group<AgentId>>,
    /// Groups of products.
    pub products: Vec<Group<ProductId>>,
}
