//! A total and its parts, with their shares.

use super::model::{Bars, Content, Number, Part, Section};
use super::scale::Scale;
use super::source::Source;
use super::unit::Unit;

/// Returns the section with the parts of a total; `None` unless the total is defined and above 0. Parts are pairs of label
/// and KPI; parts that are 0 are left out. `also` is a KPI with the same total in another measure, and the words after it.
pub(super) fn parts(
    source: &Source<'_>,
    heading: &str,
    whole: &'static str,
    also: Option<(&'static str, &'static str)>,
    parts: &[(&'static str, &'static str)],
) -> Option<Section> {
    let total = source.figure("total", whole).filter(|figure| figure.mean > 0.0)?.mean;
    let amount = |kpi: &'static str| {
        let figure = source.figure("total", kpi)?;
        source.number("total", kpi, Scale::of(&source.unit(kpi), figure.mean, std::iter::once(figure)))
    };
    let whole = amount(whole)?;
    let part = |(label, kpi): &(&'static str, &'static str)| {
        let number = source.number("total", kpi, whole.scale).filter(|number| number.value > 0.0)?;
        let share = number.value / total;
        let share =
            Number { of: None, value: share, interval: None, unit: Unit::Share, scale: Scale::plain(100.0, 1, " %") };
        Some(Part { label, number, share })
    };
    let parts: Vec<Part> = parts.iter().filter_map(part).collect();
    if parts.is_empty() {
        return None;
    }
    let also = also.and_then(|(kpi, words)| Some((amount(kpi)?, words)));
    let bars = Bars { whole, also, parts };
    Some(Section { heading: heading.to_owned(), content: Content::Bars(bars), text: None })
}
