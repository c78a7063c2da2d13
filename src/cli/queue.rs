//! `haitao queue`: analyses a queue in closed form and by simulation.

use super::answer::answer;
use super::{Failure, Format};
use crate::report::{Side, headed, significant};
use crate::scenario;
use crate::stats::{Estimate, Line, Waiting};
use crate::study::{Plan, SimulatedLine, measured_span, simulate_line};
use serde_json::{Map, Value, json};
use std::path::Path;
use std::thread;

/// Arguments of `haitao queue`.
#[derive(Debug, clap::Args)]
pub(super) struct Queue {
    /// Rate of the Poisson arrivals, such as `"20 /h"`
    #[arg(long, value_name = "RATE")]
    arrivals: String,
    /// Service time, written as in a scenario: `"8 min"` in quotes, or `exponential.mean = "8 min"`
    #[arg(long, value_name = "LAW")]
    service: String,
    /// Servers
    #[arg(long, value_name = "C", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    servers: u32,
    /// Places in the queue and in service; arrivals that find none free are lost [default: unlimited]
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    room: Option<u32>,
    /// Replications to simulate; 0 for the closed form only
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    replications: u64,
    /// Threads [default: one per core]; results do not depend on it
    #[arg(short = 'j', long, value_name = "T", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Seed of all random numbers
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Output format: `table` for people, `json` for programs
    #[arg(long, value_enum, default_value = "table", hide_possible_values = true)]
    format: Format,
}

/// Significant digits of every number in the table.
const DIGITS: usize = 5;
/// The largest number of arrivals simulated. Queues so busy that they need more are analysed in closed form only.
const MOST_ARRIVALS: f64 = 3e8;

/// Analyses and simulates a queue.
///
/// # Errors
/// If the arguments do not describe a queue, or the queue grows without bound.
pub(super) fn queue(words: &Queue) -> Result<(), Failure> {
    let service = scenario::law(&quoted(&words.service), Path::new("."))?;
    let Some(micros) = service.unit.micros() else {
        return Err(Failure::Arguments(format!(
            "`--service` must be a distribution of times, not \"{}\"",
            words.service
        )));
    };
    if service.law.lower_bound() < 0.0 {
        return Err(Failure::Arguments(
            "`--service` can be negative; truncate it, for example with `min = \"0 s\"`".to_owned(),
        ));
    }
    let mean = service.law.mean();
    if mean <= 0.0 || !mean.is_finite() {
        return Err(Failure::Arguments(format!("`--service` must have a positive, finite mean, not {mean}")));
    }
    let line = Line {
        rate: arrivals(&words.arrivals)? * micros,
        service: mean,
        variation: service.law.variance() / (mean * mean),
        exponential: service.law.is_exponential(),
        servers: words.servers,
        room: words.room,
    };
    if words.room.is_some_and(|room| room < words.servers) {
        let cause = "`--room` includes the places at the servers, so it must be at least `--servers`";
        return Err(Failure::Arguments(cause.to_owned()));
    }
    if !line.is_stable() {
        return Err(Failure::Arguments(unstable(&line)));
    }
    if line.waiting().is_none() {
        let cause =
            "with a limited waiting room only exponential service can be analysed; make `--room` equal to `--servers`";
        return Err(Failure::Arguments(cause.to_owned()));
    }
    let threads = words.threads.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    let plan = Plan { replications: 0..words.replications, seed: words.seed, threads };
    let result = Answer { words, line: &line, unit: service.unit.name(), closed_form: line.waiting() };
    let simulated = match words.replications {
        0 => None,
        _ if result.arrivals() > MOST_ARRIVALS => None,
        _ => simulate_line(&line, &after_a_key(&words.service), micros, &plan).transpose()?,
    };
    answer(&match words.format {
        Format::Table => result.table(simulated.as_ref()),
        Format::Json => format!("{:#}\n", result.json(simulated.as_ref())),
    })
}

/// Adds the quotes that a plain time needs.
fn quoted(service: &str) -> String {
    let service = service.trim();
    if service.starts_with(|c: char| c.is_ascii_digit()) { format!("\"{service}\"") } else { service.to_owned() }
}

/// Returns the distribution as it is written after `=`.
fn after_a_key(service: &str) -> String {
    let service = quoted(service);
    if service.starts_with(['"', '\'', '{']) { service } else { format!("{{ {} }}", service.replace('\n', " ")) }
}

/// Parses the arrivals per microsecond.
fn arrivals(text: &str) -> Result<f64, Failure> {
    let law = scenario::law(&format!("exponential.rate = {}", quoted(text)), Path::new("."))?;
    match law.unit.micros() {
        Some(micros) => Ok(1.0 / (law.law.mean() * micros)),
        None => Err(Failure::Arguments(format!("`--arrivals` must be a rate, such as \"20 /h\", not \"{text}\""))),
    }
}

/// Explains why a queue is unstable, and how to make it stable.
fn unstable(line: &Line) -> String {
    let needed = line.load().floor() + 1.0;
    format!(
        "the queue grows without bound: the arrivals keep {} servers busy, but there {} {}; set `--servers` to at least {needed}, or limit `--room`",
        significant(line.load(), DIGITS),
        if line.servers == 1 { "is" } else { "are" },
        line.servers
    )
}

/// The answer.
struct Answer<'a> {
    words: &'a Queue,
    line: &'a Line,
    unit: &'a str,
    closed_form: Option<Waiting>,
}

/// A figure: its label, its JSON name, its values in closed form and simulated, and its kind.
struct Figure {
    label: &'static str,
    name: &'static str,
    kind: Kind,
    closed_form: Option<f64>,
    simulated: Option<Estimate>,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Share,
    Time,
    Number,
}

impl Answer<'_> {
    /// Returns the number of arrivals that the simulation measures in total.
    #[expect(clippy::cast_precision_loss, reason = "only compared with a limit")]
    fn arrivals(&self) -> f64 {
        measured_span(self.line) * self.line.rate * self.words.replications as f64
    }

    fn figures(&self, simulated: Option<&SimulatedLine>) -> Vec<Figure> {
        let closed_form = self.closed_form.as_ref();
        let of = |label, name, kind, closed_form: Option<f64>, simulated: Option<Estimate>| Figure {
            label,
            name,
            kind,
            closed_form,
            simulated,
        };
        let mut figures = vec![of(
            "utilisation",
            "utilisation",
            Kind::Share,
            closed_form.map(|line| line.utilisation),
            simulated.map(|line| line.utilisation),
        )];
        if self.line.room.is_some() {
            figures.push(of(
                "share lost",
                "lost_share",
                Kind::Share,
                closed_form.map(|line| line.lost),
                simulated.and_then(|line| line.lost),
            ));
        }
        if self.line.room != Some(self.line.servers) {
            let mut add =
                |label, name, kind, by: fn(&Waiting) -> Option<f64>, seen: fn(&SimulatedLine) -> Option<Estimate>| {
                    figures.push(of(label, name, kind, closed_form.and_then(by), simulated.and_then(seen)));
                };
            add("share waiting", "share_that_waits", Kind::Share, |line| Some(line.waits), |line| line.waits);
            add("mean wait", "queue_wait_mean", Kind::Time, |line| Some(line.wait), |line| line.wait);
            add(
                "95th percentile of the wait",
                "queue_wait_p95",
                Kind::Time,
                |line| line.wait_p95,
                |line| line.wait_p95,
            );
            add("mean number waiting", "queue_length_mean", Kind::Number, |line| Some(line.length), |line| line.length);
        }
        figures
    }

    fn table(&self, simulated: Option<&SimulatedLine>) -> String {
        let Queue { arrivals, service, servers, .. } = self.words;
        let plural = if *servers == 1 { "" } else { "s" };
        let mut text = format!("\x1b[1m{arrivals} to {servers} server{plural}, each {service}\x1b[0m\n");
        let formula = match &self.closed_form {
            Some(found) if found.exact => found.formula.to_owned(),
            Some(found) => format!("{} (approximate)", found.formula),
            None => "no closed form".to_owned(),
        };
        let mut rows = vec![vec![String::new(), formula, "simulated".to_owned(), String::new()]];
        rows.extend(self.figures(simulated).iter().map(|figure| figure.row(self.unit)));
        if simulated.is_none() {
            for row in &mut rows {
                row.truncate(2);
            }
        }
        text.push_str(&headed(&rows, &[Side::Left, Side::Right, Side::Right, Side::Left]));
        text.push_str(&format!("\x1b[2m{}\x1b[0m\n", self.note(simulated)));
        text
    }

    /// Describes how the simulated figures were obtained.
    fn note(&self, simulated: Option<&SimulatedLine>) -> String {
        match simulated {
            Some(line) => format!(
                "{} replications of {} arrivals each, seed {}; ± is the half-width of a 95 % interval",
                self.words.replications,
                significant(line.measured * self.line.rate, 3),
                self.words.seed
            ),
            None if self.words.replications == 0 => "not simulated".to_owned(),
            None if self.arrivals() > MOST_ARRIVALS => {
                let needed = significant(self.arrivals(), 2);
                format!("not simulated: a queue this busy needs {needed} arrivals for a reliable wait; lower `-n`")
            }
            None => "not simulated: a scenario has no queue with a limited waiting room".to_owned(),
        }
    }

    fn json(&self, simulated: Option<&SimulatedLine>) -> Value {
        let estimate =
            |found: &Estimate| json!({ "mean": found.mean, "ci95": [found.ci95.0, found.ci95.1], "sd": found.sd });
        let figures: Map<String, Value> = self
            .figures(simulated)
            .iter()
            .map(|figure| {
                let unit = if figure.kind == Kind::Time { self.unit } else if figure.kind == Kind::Share { "share" } else { "" };
                let value = json!({ "unit": unit, "formula": figure.closed_form, "simulated": figure.simulated.as_ref().map(estimate) });
                (figure.name.to_owned(), value)
            })
            .collect();
        json!({
            "arrivals": self.words.arrivals,
            "service": self.words.service,
            "servers": self.words.servers,
            "room": self.words.room,
            "formula": self.closed_form.as_ref().map(|found| found.formula),
            "exact": self.closed_form.as_ref().map(|found| found.exact),
            "replications": simulated.map(|_| self.words.replications),
            "seed": self.words.seed,
            "figures": figures,
        })
    }
}

impl Figure {
    fn row(&self, unit: &str) -> Vec<String> {
        let said = |value: f64| match self.kind {
            Kind::Share => format!("{} %", significant(value * 100.0, DIGITS)),
            Kind::Time if value.is_finite() => format!("{} {unit}", significant(value, DIGITS)),
            Kind::Time | Kind::Number => significant(value, DIGITS),
        };
        let half = |found: &Estimate| (found.ci95.1 - found.ci95.0) / 2.0;
        let interval = |found: &Estimate| match self.kind {
            _ if half(found).is_nan() => String::new(),
            Kind::Share => format!("±{} %", significant(half(found) * 100.0, 2)),
            Kind::Time => format!("±{} {unit}", significant(half(found), 2)),
            Kind::Number => format!("±{}", significant(half(found), 2)),
        };
        vec![
            self.label.to_owned(),
            self.closed_form.map_or_else(|| "-".to_owned(), said),
            self.simulated.as_ref().map_or_else(|| "-".to_owned(), |found| said(found.mean)),
            self.simulated.as_ref().map_or_else(String::new, interval),
        ]
    }
}
