//! The currency of the ledger, and the exchange rates of others.

use super::document::{Document, not_a_table};
use crate::reading::Reading;
use crate::text::{Code, Node, Problem, Table};

/// Reads `currency` and `fx`.
pub(super) fn read(document: &Document<'_>, reading: &mut Reading<'_>) {
    let stated = document.text("currency", &mut reading.problems);
    if let Some(node) = stated {
        let currency = node.as_text().unwrap_or_default();
        let sound = !currency.contains(['/', ' ']);
        if !sound {
            let cause = format!("`currency` must be one word, not \"{currency}\"");
            reading.report(Problem::new(Code::OutOfRange, node.place, cause).help("for instance `currency = \"CNY\"`"));
        }
        // Without a currency no amount can be read, but none is reported for it either.
        if sound { currency } else { "" }.clone_into(&mut reading.currency);
    }
    let Some((key, node)) = document.entry("fx") else { return };
    if node.as_table().is_none() {
        reading.report(not_a_table(key, node));
    }
    let mut rates = Vec::new();
    for (key, node) in node.as_table().into_iter().flat_map(Table::iter) {
        if let Some(rate) = reading.dated(node, |reading, node| rate(node, reading)) {
            rates.push((key.name.clone(), rate));
        }
    }
    reading.fx = rates;
}

/// Reads the price of one unit of a currency in the ledger's.
fn rate(node: &Node, reading: &mut Reading<'_>) -> Option<f64> {
    let example = format!("expected a rate such as `\"7.80 {}\"`", reading.currency);
    let quantity = reading.quantity(node, &example)?;
    if reading.currency.is_empty() {
        return None;
    }
    if quantity.units == [reading.currency.as_str()] && quantity.number > 0.0 && quantity.number < 1e9 {
        return Some(quantity.number);
    }
    reading.report(Problem::new(Code::WrongUnit, node.place, format!("{example}, not {}", node.shown())));
    None
}
