//! Groups: agents of one kind, or products, that a scenario groups under a name. Results are reported for each group
//! as well as for each of its members.

use crate::units::{AgentId, ProductId};

/// A group and its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<I> {
    /// The user's name for it.
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
