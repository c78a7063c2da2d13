//! A sound scenario: everything a run needs, shared by all replications and never changed.

use super::Overrides;
use crate::agent::AnyAgent;
use crate::chain::{Network, Window};
use crate::measure::{KpiColumn, Probes, Sheet};
use std::sync::Arc;

/// A sound scenario. There is one way to get one: [`load`](super::load) or [`parse`](super::parse) a text, with overrides or without.
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
    network: Arc<Network>,
    agents: Vec<AnyAgent>,
    columns: Vec<KpiColumn>,
}

impl Scenario {
    pub(super) fn new(network: Network, agents: Vec<AnyAgent>) -> Self {
        let mut probes = Probes::default();
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
            network: Arc::new(network),
            agents,
            columns,
        }
    }

    /// The scenario's name: its file's, without the ending, and behind a colon the variant's.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The question it answers.
    #[must_use]
    pub fn question(&self) -> Option<&str> {
        self.question.as_deref()
    }

    /// The code of the ledger's currency.
    #[must_use]
    pub fn currency(&self) -> &str {
        &self.currency
    }

    /// The seed it asks for.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The number of replications it asks for.
    #[must_use]
    pub fn replications(&self) -> u64 {
        self.replications
    }

    /// SHA-256 over its text, its data files and what was laid over them, in hexadecimal digits.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The files it was read from with their SHA-256, the scenario file first.
    #[must_use]
    pub fn files(&self) -> &[(String, String)] {
        &self.files
    }

    /// What was laid over the file.
    #[must_use]
    pub fn overrides(&self) -> &Overrides {
        &self.overrides
    }

    /// What is measured.
    #[must_use]
    pub fn window(&self) -> Window {
        self.network.window
    }

    /// What a run reports, in order.
    #[must_use]
    pub fn kpis(&self) -> &[KpiColumn] {
        &self.columns
    }

    /// The names of its streams of random numbers.
    pub fn stream_names(&self) -> impl Iterator<Item = &str> {
        self.network.streams.iter()
    }

    /// What stays as it is through a run.
    #[must_use]
    pub fn network(&self) -> &Arc<Network> {
        &self.network
    }

    /// Who acts, as they are at the start.
    #[must_use]
    pub fn agents(&self) -> &[AnyAgent] {
        &self.agents
    }
}
