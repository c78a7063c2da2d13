//! The KPIs under their usual names in the field: unit, definition, formula, source, and what each is reported for. The
//! reference pages and `haitao explain` are made from these declarations.

mod ageing;
mod money;
mod orders;
mod sites;
mod source;
mod stock;

pub(super) use ageing::*;
pub(super) use money::*;
pub(super) use orders::*;
pub(super) use sites::*;
pub(super) use stock::*;

use crate::chain::{Duty, Kind};
use std::sync::LazyLock;

/// A figure that a run reports.
#[derive(Debug, PartialEq, Eq)]
pub struct Kpi {
    /// The name in results.
    pub name: &'static str,
    /// The unit.
    pub unit: &'static str,
    /// What it is reported for.
    of: &'static [Of],
    /// The definition, one sentence.
    pub doc: &'static str,
    /// The formula, in terms of other KPIs and of what the program counts.
    pub formula: &'static str,
    /// The source of the definition; `None` if it is haitao's own.
    pub source: Option<&'static str>,
}

impl Kpi {
    /// Returns the unit, with money in the given currency.
    #[must_use]
    pub fn unit_in(&self, currency: &str) -> String {
        self.unit.replace("CNY", currency)
    }

    /// Returns what the KPI is reported for, given the kinds of agents that exist: `all`, kinds of entries, and the
    /// groups of those kinds that have results of their own.
    #[must_use]
    pub fn subjects(&self, kinds: &[Kind]) -> Vec<String> {
        self.of.iter().flat_map(|of| of.subjects(kinds)).collect()
    }
}

/// What a KPI is reported for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    /// The whole simulation.
    All,
    /// Products, and their groups.
    Product,
    /// Paths.
    Path,
    /// Stock points.
    Stock,
    /// The parties that costs are paid to.
    Party,
    /// Agents that a shock can strike.
    Struck,
    /// Agents that charge for what they do.
    Charging,
    /// Agents that have this duty.
    Doing(Duty),
}

impl Of {
    fn subjects(self, kinds: &[Kind]) -> Vec<String> {
        let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        match self {
            Self::All => named(&["all"]),
            Self::Product => named(&["product", "product_group"]),
            Self::Path => named(&["path"]),
            Self::Stock => named(&["stock"]),
            Self::Party => named(&["party"]),
            Self::Struck => of_agents(kinds, Kind::is_struck),
            Self::Charging => of_agents(kinds, |kind| kind.charges),
            Self::Doing(duty) => of_agents(kinds, |kind| kind.does(duty)),
        }
    }
}

/// Returns the kinds for which this is true; consumers also have results by group.
fn of_agents(kinds: &[Kind], is: impl Fn(Kind) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for kind in kinds.iter().filter(|kind| is(**kind)) {
        found.push(kind.name.to_owned());
        if kind.does(Duty::Buy) {
            found.push(format!("{kind}_group"));
        }
    }
    found
}

/// A chapter of the KPIs.
#[derive(Debug)]
pub struct KpiGroup {
    /// The heading.
    pub name: &'static str,
    /// The KPIs, in the order of the reference page.
    pub kpis: &'static [&'static Kpi],
}

/// Every KPI, by chapter.
pub static KPI_GROUPS: &[KpiGroup] = &[
    KpiGroup { name: "orders", kpis: orders::ALL },
    KpiGroup { name: "money", kpis: money::ALL },
    KpiGroup { name: "stock", kpis: stock::ALL },
    KpiGroup { name: "perishable goods", kpis: ageing::ALL },
    KpiGroup { name: "transport, queues and customs", kpis: sites::ALL },
];

/// Every KPI, in the same order.
pub static KPIS: LazyLock<Vec<&'static Kpi>> =
    LazyLock::new(|| KPI_GROUPS.iter().flat_map(|group| group.kpis.iter().copied()).collect());

/// Declares KPIs: constant, name, unit, what they are reported for, definition, formula, source.
macro_rules! declare {
    ($($constant:ident $name:literal $unit:literal [$($of:ident $(($duty:ident))?)+] $doc:literal = $formula:literal from $source:expr;)*) => {
        $(#[doc = $doc] pub(in crate::measure) static $constant: Kpi = Kpi {
            name: $name,
            unit: $unit,
            of: &[$(super::Of::$of $((super::Duty::$duty))?),+],
            doc: $doc,
            formula: $formula,
            source: $source,
        };)*

        /// The KPIs of this file.
        pub(super) static ALL: &[&Kpi] = &[$(&$constant),*];
    };
}
use declare;
