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

use std::sync::LazyLock;

/// A figure that a run reports.
#[derive(Debug, PartialEq, Eq)]
pub struct Kpi {
    /// The name in results.
    pub name: &'static str,
    /// The unit.
    pub unit: &'static str,
    /// What it is reported for: `all` and kinds of entries.
    pub of: &'static [&'static str],
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

    /// Returns what the KPI is reported for: the declared kinds, and the groups of those kinds that have results of their
    /// own.
    pub fn subjects(&self) -> impl Iterator<Item = &'static str> {
        self.of.iter().flat_map(|kind| {
            let group = match *kind {
                "market" => Some("market_group"),
                "product" => Some("product_group"),
                _ => None,
            };
            std::iter::once(*kind).chain(group)
        })
    }
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
    ($($constant:ident $name:literal $unit:literal [$($of:ident)+] $doc:literal = $formula:literal from $source:expr;)*) => {
        $(#[doc = $doc] pub(in crate::measure) static $constant: Kpi = Kpi {
            name: $name,
            unit: $unit,
            of: &[$(stringify!($of)),+],
            doc: $doc,
            formula: $formula,
            source: $source,
        };)*

        /// The KPIs of this file.
        pub(super) static ALL: &[&Kpi] = &[$(&$constant),*];
    };
}
use declare;
