//! Simulation of a single queue: the scenario that models it, and the figures that the closed formulas also give.

use super::{Plan, estimate, replicate};
use crate::scenario::{self, Faults};
use crate::stats::{Estimate, Line};
use std::path::Path;

/// Results of a simulated queue, in the units of [`Line`].
#[derive(Clone, Copy, Debug)]
pub struct SimulatedLine {
    /// Time average of busy servers over servers.
    pub utilisation: Estimate,
    /// Share of arrivals that are lost.
    pub lost: Option<Estimate>,
    /// Share of arrivals that have to wait.
    pub waits: Option<Estimate>,
    /// Mean wait.
    pub wait: Option<Estimate>,
    /// Mean number waiting.
    pub length: Option<Estimate>,
    /// The wait that 95 % of the arrivals do not exceed.
    pub wait_p95: Option<Estimate>,
    /// The time measured in each replication.
    ///
    /// # Units
    /// The time unit of the queue.
    pub measured: f64,
}

/// Arrivals measured in a replication, unless the queue is busy.
const ARRIVALS: f64 = 20_000.0;
/// How long a queue is measured, in multiples of its relaxation time.
const MEMORIES: f64 = 400.0;

/// Simulates a queue as a scenario: a customs desk if all arrivals can wait, a shelf with lost sales if none can. `service`
/// is the service time distribution in scenario syntax; `micros` is the length of the queue's time unit. Returns `None` for
/// a queue with limited room in which some can wait, which a scenario cannot express.
///
/// # Errors
/// If the scenario has problems.
pub fn simulate_line(line: &Line, service: &str, micros: f64, plan: &Plan) -> Option<Result<SimulatedLine, Faults>> {
    match line.room {
        None => Some(desk(line, service, micros, plan)),
        Some(room) if room <= line.servers => Some(shelf(line, room, service, micros, plan)),
        Some(_) => None,
    }
}

/// Returns the length of the warm-up and of the measured window, in time units. A busy queue forgets its start slowly: the
/// relaxation time is that of M/M/c, extended if service times vary more.
///
/// # Source
/// Gross, Shortle, Thompson and Harris (2008), section 2.11; for one server 1 / (sqrt(service rate) - sqrt(arrival rate))^2.
fn span(line: &Line) -> (f64, f64) {
    let servers = f64::from(line.servers);
    let busy = if line.room.is_some() { 0.0 } else { line.load() / servers };
    let variation = if line.variation.is_finite() { f64::midpoint(1.0, line.variation).max(1.0) } else { 10.0 };
    let memory = variation * line.service / (servers * (1.0 - busy.sqrt()).powi(2));
    let measured = (ARRIVALS / line.rate).max(MEMORIES * memory);
    (10.0 * memory.max(line.service), measured)
}

/// Returns how long a replication of a queue is measured.
///
/// # Units
/// The time unit of the queue.
#[must_use]
pub fn measured_span(line: &Line) -> f64 {
    span(line).1
}

/// Returns `[run]` for this queue, with times in whole microseconds, and the measured time.
fn run(line: &Line, micros: f64) -> (String, f64) {
    let (warm_up, measured) = span(line);
    let seconds = |time: f64| (time * micros / 1e6).ceil();
    let (warm_up, horizon) = (seconds(warm_up), seconds(warm_up) + seconds(measured));
    (format!("run = {{ warm_up = \"{warm_up} s\", horizon = \"{horizon} s\" }}"), measured)
}

/// Returns the arrivals per second.
fn rate(line: &Line, micros: f64) -> f64 {
    line.rate * 1e6 / micros
}

fn desk(line: &Line, service: &str, micros: f64, plan: &Plan) -> Result<SimulatedLine, Faults> {
    let (run, measured) = run(line, micros);
    let text = format!(
        "haitao = \"1\"\n{run}\n\
         market.arrivals = {{ orders.poisson.rate = \"{} /s\", through = \"customs.line\" }}\n\
         customs.line = {{ officers = {}, check = {service} }}\n",
        rate(line, micros),
        line.servers
    );
    let find = figures(&text, "customs.line", plan)?;
    let times = |name| find(name).map(|found| in_units(found, micros));
    Ok(SimulatedLine {
        utilisation: find("utilisation").expect("a desk with officers reports its utilisation"),
        lost: None,
        waits: find("share_that_waits"),
        wait: times("queue_wait_mean"),
        length: find("queue_length_mean"),
        wait_p95: times("queue_wait_p95"),
        measured,
    })
}

/// Simulates a shelf whose stock is the servers and whose lead time is the service time: units on order are in service.
fn shelf(line: &Line, room: u32, service: &str, micros: f64, plan: &Plan) -> Result<SimulatedLine, Faults> {
    let (run, measured) = run(line, micros);
    let text = format!(
        "haitao = \"1\"\n{run}\n\
         product.server = {{}}\n\
         warehouse.line = {{}}\n\
         market.arrivals = {{ orders.poisson.rate = \"{} /s\", through = \"warehouse.line\", when_short = \"lost\" }}\n\
         supplier.service = {{ lead_time = {service}, overtaking = true }}\n\
         stock.line.server = {{ source = \"supplier.service\", replenish.base_stock.S = {room} }}\n",
        rate(line, micros)
    );
    let find = figures(&text, "stock.line.server", plan)?;
    let busy = find("mean_on_order").expect("a stock point reports what is on order");
    Ok(SimulatedLine {
        utilisation: times(busy, 1.0 / f64::from(line.servers)),
        lost: find("lost_share"),
        waits: None,
        wait: None,
        length: None,
        wait_p95: None,
        measured,
    })
}

/// Runs a scenario and returns a look-up of its figures.
fn figures(text: &str, subject: &'static str, plan: &Plan) -> Result<impl Fn(&str) -> Option<Estimate>, Faults> {
    let scenario = scenario::parse(text, Path::new("."))?;
    let summary = estimate(&scenario, &replicate(&scenario, plan));
    Ok(move |kpi: &str| summary.estimate(subject, kpi).copied())
}

/// Converts hours to time units.
fn in_units(found: Estimate, micros: f64) -> Estimate {
    times(found, 3.6e9 / micros)
}

fn times(found: Estimate, factor: f64) -> Estimate {
    let Estimate { n, mean, sd, min, max, ci95 } = found;
    let ci95 = (ci95.0 * factor, ci95.1 * factor);
    Estimate { n, mean: mean * factor, sd: sd * factor, min: min * factor, max: max * factor, ci95 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_line_is_run_longer() {
        let line = |rate: f64| Line { rate, service: 1.0, variation: 1.0, exponential: true, servers: 1, room: None };
        let (calm, busy) = (span(&line(0.5)), span(&line(0.99)));
        assert_eq!(calm.1, 40_000.0);
        assert!(busy.0 > 300_000.0 && busy.1 > 1e7, "{busy:?}");
    }
}
