//! The KPIs, grouped by what they measure.

use super::Word;
use crate::agent::PROPERTIES;
use crate::measure::{KPI_GROUPS, Kpi};

pub(super) fn words() -> Vec<Word> {
    let word = |group: &'static str, kpi: &Kpi| {
        Word::new("KPI", kpi.name, kpi.doc)
            .under(group)
            .with("unit", kpi.unit)
            .with("formula", kpi.formula)
            .with("reported for", kpi.subjects(PROPERTIES).join(", "))
            .with("source", kpi.source.unwrap_or("haitao's own definition"))
    };
    KPI_GROUPS.iter().flat_map(|group| group.kpis.iter().map(move |kpi| word(group.name, kpi))).collect()
}
