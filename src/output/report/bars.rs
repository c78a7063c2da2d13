//! A whole and its parts: a line each part with its mean, interval, share and a small bar.

use super::figure::Scale;
use super::source::Source;
use super::style::{bold, coloured, dim};
use crate::output::plain::bar;
use crate::stats::Estimate;

/// Cells of the longest bar, that of a part which is the whole.
const WIDTH: f64 = 32.0;

/// The parts of a whole as text; `None` unless the whole is defined and more than nothing. Parts are labels and KPIs; those
/// that are nothing are left out.
pub(super) fn bars(
    source: &Source<'_>,
    title: &str,
    whole: &str,
    also: Option<(&str, &str)>,
    parts: &[(&str, &str)],
) -> Option<String> {
    let total = source.figure("total", whole).filter(|figure| figure.mean > 0.0)?;
    let unit = source.unit(whole)?;
    let scale = Scale::of(unit, total.mean, std::iter::once(total));
    let money = if unit.starts_with("CNY") { format!(" {}", source.currency()) } else { String::new() };
    let something = |kpi| source.figure("total", kpi).filter(|figure| figure.mean > 0.0);
    let lines: Vec<[String; 5]> = parts
        .iter()
        .filter_map(|(label, kpi)| something(kpi).map(|figure| (label, figure)))
        .map(|(label, figure)| {
            let share = figure.mean / total.mean;
            let interval = scale.interval(figure).unwrap_or_default();
            [format!("  {label}"), scale.mean(figure), interval, format!("{:.1} %", share * 100.0), bar(share, WIDTH)]
        })
        .collect();
    if lines.is_empty() {
        return None;
    }
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2), width(3)];
    let mut text = format!("{}  {}", bold(title), amount(total, unit, &money));
    if let Some((kpi, words)) = also
        && let Some(figure) = source.figure("total", kpi)
    {
        text.push_str(&format!(", {} {words}", amount(figure, unit, &money)));
    }
    text.push('\n');
    for [label, mean, interval, share, bar] in &lines {
        let interval = dim(&format!("{interval:<0$}", widths[2]));
        text.push_str(&format!(
            "{label:<0$}   {mean:>1$}  {interval}   {share:>2$}  {3}",
            widths[0],
            widths[1],
            widths[3],
            coloured(bar)
        ));
        text.push('\n');
    }
    Some(text)
}

/// A figure in a heading: mean, currency, interval.
fn amount(figure: &Estimate, unit: &str, money: &str) -> String {
    let scale = Scale::of(unit, figure.mean, std::iter::once(figure));
    let interval = scale.interval(figure).map_or_else(String::new, |interval| dim(&format!(" {interval}")));
    format!("{}{money}{interval}", scale.mean(figure))
}
