//! Shocks: the effect of each pause and factor, worked out by hand; availability; and the absence of effects elsewhere and
//! earlier.

mod apart;
mod availability;
mod factors;
mod pauses;
mod refused;
mod serial_line;

use crate::record::{DELIVERED, Replication, record_one, scenario};

/// Returns a shock as a scenario writes it.
fn shock(name: &str, strikes: &str, starts: &str, lasts: &str, does: &str) -> String {
    let lasts = if lasts.is_empty() { String::new() } else { format!("lasts = \"{lasts}\"\n") };
    format!("[shock.{name}]\nstrikes = [\"{strikes}\"]\nstarts = \"{starts}\"\n{lasts}{does}\n")
}

fn run(text: &str) -> Replication {
    record_one(&scenario(text), 7, 0)
}

/// Returns the delivery times of all delivered orders in hours since the start, in ascending order.
fn delivered(found: &Replication) -> Vec<f64> {
    let mut ended: Vec<i64> =
        found.rows.orders.iter().filter(|row| row.outcome == DELIVERED).map(|row| row.ended_us).collect();
    ended.sort_unstable();
    ended.into_iter().map(hours).collect()
}

#[expect(clippy::cast_precision_loss, reason = "hours of a short run")]
fn hours(micros: i64) -> f64 {
    micros as f64 / 3.6e9
}

fn value(found: &Replication, subject: &str, kpi: &str) -> f64 {
    let named = |(of, name, _): &&(String, &str, u64)| of == subject && *name == kpi;
    f64::from_bits(found.values.iter().find(named).unwrap_or_else(|| panic!("no {kpi} of {subject}")).2)
}
