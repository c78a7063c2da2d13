//! The KPIs by their names in the trade: unit, definition, formula, source, and what each is reported of. `docs/` and
//! `haitao explain` show what stands here.

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

/// A figure a run reports.
#[derive(Debug, PartialEq, Eq)]
pub struct Kpi {
    /// Its name in results.
    pub name: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// What it is reported of: `all` and kinds of entries.
    pub of: &'static [&'static str],
    /// Its definition.
    pub doc: &'static str,
    /// How it is worked out, in the words of the program.
    pub formula: &'static str,
    /// Where the definition stands; `None` if it is haitao's own.
    pub source: Option<&'static str>,
}

impl Kpi {
    /// Its unit, money in this currency.
    #[must_use]
    pub fn unit_in(&self, currency: &str) -> String {
        self.unit.replace("CNY", currency)
    }

    /// What it is reported of: what is declared, and the groups of these kinds that have results of their own.
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

/// A part of the KPIs.
#[derive(Debug)]
pub struct KpiGroup {
    /// What they are about.
    pub name: &'static str,
    /// The KPIs.
    pub kpis: &'static [&'static Kpi],
}

/// Every KPI, by what it is about.
pub static KPI_GROUPS: &[KpiGroup] = &[
    KpiGroup { name: "orders", kpis: orders::ALL },
    KpiGroup { name: "money", kpis: money::ALL },
    KpiGroup { name: "stock", kpis: stock::ALL },
    KpiGroup { name: "goods that age", kpis: ageing::ALL },
    KpiGroup { name: "carriage, queues and customs", kpis: sites::ALL },
];

/// Every KPI.
pub static KPIS: LazyLock<Vec<&'static Kpi>> =
    LazyLock::new(|| KPI_GROUPS.iter().flat_map(|group| group.kpis.iter().copied()).collect());

/// Declares KPIs: constant, name, unit, what they are reported of, definition, formula, source.
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
