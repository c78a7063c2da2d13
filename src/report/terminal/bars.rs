//! A total and its parts in a terminal: one line per part with its mean, interval, share and a small bar.

use super::style::{bold, coloured, dim};
use crate::report::model::{Bars, Number};
use crate::report::plain::bar;
use crate::report::unit::Unit;

/// The width in character cells of a bar for the whole.
const WIDTH: f64 = 32.0;

pub(super) fn write(text: &mut String, heading: &str, bars: &Bars) {
    text.push_str(&format!("{}  {}", bold(heading), amount(&bars.whole)));
    if let Some((number, words)) = &bars.also {
        text.push_str(&format!(", {} {words}", amount(number)));
    }
    text.push('\n');
    let lines: Vec<[String; 5]> = bars
        .parts
        .iter()
        .map(|part| {
            let interval = part.number.interval_text().unwrap_or_default();
            let bar = bar(part.share.value, WIDTH);
            [format!("  {}", part.label), part.number.text(), interval, part.share.text(), bar]
        })
        .collect();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2), width(3)];
    for [label, mean, interval, share, bar] in &lines {
        let interval = dim(&format!("{interval:<0$}", widths[2]));
        text.push_str(&format!(
            "{label:<0$}   {mean:>1$}  {interval}   {share:>2$}  {3}\n",
            widths[0],
            widths[1],
            widths[3],
            coloured(bar)
        ));
    }
}

/// Formats a number for a heading: mean, currency, interval.
fn amount(number: &Number) -> String {
    let currency = match &number.unit {
        Unit::Money { currency, .. } => format!(" {currency}"),
        _ => String::new(),
    };
    let interval = number.interval_text().map_or_else(String::new, |interval| dim(&format!(" {interval}")));
    format!("{}{currency}{interval}", number.text())
}
