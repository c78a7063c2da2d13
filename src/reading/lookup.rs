//! An index of the names of a scenario, so that references are resolved quickly even among many thousands of entries.

use super::names::Names;
use crate::units::{AgentId, Id, ProductId};
use std::collections::BTreeMap;

/// Positions in [`Names`]. Of two entries with the same name, lookup finds the first.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    agents: BTreeMap<&'static str, BTreeMap<String, AgentId>>,
    products: BTreeMap<String, ProductId>,
    paths: BTreeMap<String, usize>,
    /// Whether a product has a demand row anywhere.
    apart: Vec<bool>,
}

impl Lookup {
    pub(super) fn new(names: &Names<'_>) -> Self {
        let mut lookup = Self { apart: vec![false; names.products.len()], ..Self::default() };
        for (index, (kind, name)) in names.agents.iter().enumerate() {
            let of_kind = lookup.agents.entry(kind.name).or_default();
            of_kind.entry(name.clone()).or_insert(AgentId::from_index(index));
        }
        for (index, product) in names.products.iter().enumerate() {
            lookup.products.entry(product.clone()).or_insert(ProductId::from_index(index));
        }
        for (index, (name, _)) in names.paths.iter().enumerate() {
            lookup.paths.entry(name.clone()).or_insert(index);
        }
        for (_, product, _) in &names.demand {
            lookup.apart[product.index()] = true;
        }
        lookup
    }

    pub(super) fn agent(&self, kind: &str, name: &str) -> Option<AgentId> {
        self.agents.get(kind)?.get(name).copied()
    }

    pub(super) fn product(&self, name: &str) -> Option<ProductId> {
        self.products.get(name).copied()
    }

    pub(super) fn path(&self, name: &str) -> Option<usize> {
        self.paths.get(name).copied()
    }

    pub(super) fn is_apart(&self, product: ProductId) -> bool {
        self.apart[product.index()]
    }
}
