//! A valid scenario: everything a run needs, immutable and shared by all replications.

use super::{Faults, Overrides};
use crate::agent::AnyAgent;
use crate::chain::{Network, Window};
use crate::measure::{KpiColumn, Probes, Sheet};
use std::sync::Arc;

/// A valid scenario. Only [`load`](super::load) and [`parse`](super::parse), with or without overrides, make one.
#[derive(Clone, Debug)]
pub struct Scenario {
    pub(super) name: String,
    pub(super) question: Option<String>,
    pub(super) currency: String,
    pub(super) seed: u64,
    pub(super) replications: u64,
    pub(super) hash: String,
    pub(super) files: Vec<(String, String)>,
    pub(super) overrides: Overrides,
    pub(super) warnings: Option<Faults>,
    network: Arc<Network>,
    agents: Vec<AnyAgent>,
    columns: Vec<KpiColumn>,
}

impl Scenario {
    pub(super) fn new(network: Network, agents: Vec<AnyAgent>) -> Self {
        let mut probes = <Probes>::default();
        probes.reset(&network);
        let mut sheet = Sheet::with_columns();
        probes.report(&network, &mut sheet);
        let (columns, _) = sheet.into_parts();
        Self {
            name: String::new(),
            question: None,
            currency: String::new(),
            seed: 1,
            replications: 100,
            hash: String::new(),
            files: Vec::new(),
            overrides: Overrides::default(),
            warnings: None,
            network: Arc::new(network),
            agents,
            columns,
        }
    }

    /// Returns the scenario's name: the file's, without extension, and after a colon the variant's.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the question that it answers.
    #[must_use]
    pub fn question(&self) -> Option<&str> {
        self.question.as_deref()
    }

    /// Returns the code of the ledger's currency.
    #[must_use]
    pub fn currency(&self) -> &str {
        &self.currency
    }

    /// Returns its seed.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Returns its number of replications.
    #[must_use]
    pub fn replications(&self) -> u64 {
        self.replications
    }

    /// Returns the SHA-256 of its text, its data files and its overrides, in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Returns the files it was read from with their SHA-256, the scenario file first.
    #[must_use]
    pub fn files(&self) -> &[(String, String)] {
        &self.files
    }

    /// Returns the overrides applied to the file.
    #[must_use]
    pub fn overrides(&self) -> &Overrides {
        &self.overrides
    }

    /// Returns what is valid but probably not meant; `None` if there is nothing of that kind.
    #[must_use]
    pub fn warnings(&self) -> Option<&Faults> {
        self.warnings.as_ref()
    }

    /// Returns the warm-up, horizon and drain.
    #[must_use]
    pub fn window(&self) -> &Window {
        &self.network.window
    }

    /// Returns the reported KPIs, in order.
    #[must_use]
    pub fn kpis(&self) -> &[KpiColumn] {
        &self.columns
    }

    /// Returns the names of its random-number streams.
    pub fn stream_names(&self) -> impl Iterator<Item = &str> {
        self.network.streams.iter()
    }

    /// Returns the immutable model.
    #[must_use]
    pub fn network(&self) -> &Arc<Network> {
        &self.network
    }

    /// Returns the agents in their initial state.
    #[must_use]
    pub fn agents(&self) -> &[AnyAgent] {
        &self.agents
    }
}
