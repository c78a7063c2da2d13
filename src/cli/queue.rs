//! `haitao queue`: a waiting line reckoned by its closed form, beside the same line simulated.

use super::answer::answer;
use super::{Failure, Format};
use crate::report::{Side, headed, significant};
use crate::scenario;
use crate::stats::{Estimate, Line, Waiting};
use crate::study::{Plan, SimulatedLine, measured_span, simulate_line};
use serde_json::{Map, Value, json};
use std::path::Path;
use std::thread;

/// What `haitao queue` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Queue {
    /// Poisson arrivals, for instance `"20 /h"`
    #[arg(long, value_name = "RATE")]
    arrivals: String,
    /// The law of the service, as a scenario has it: `"8 min"` in quotes, `exponential.mean = "8 min"`
    #[arg(long, value_name = "LAW")]
    service: String,
    /// Servers
    #[arg(long, value_name = "C", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    servers: u32,
    /// Places for all who wait or are served; who finds none is lost [default: room for all]
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    room: Option<u32>,
    /// How often to simulate it; 0 for the closed form alone
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    replications: u64,
    /// Threads to run on [default: one a core]; they change no result
    #[arg(short = 'j', long, value_name = "T", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Seed of all random numbers
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Form of the answer: `table` for people, `json` for programs
    #[arg(long, value_enum, default_value = "table", hide_possible_values = true)]
    format: Format,
}

/// Digits of every number for people.
const DIGITS: usize = 5;
/// Arrivals that are simulated at most: a line that is busier for that is reckoned only.
const MOST_ARRIVALS: f64 = 3e8;

/// Reckons and simulates a line.
///
/// # Errors
/// If the words are no line, or it grows without end.
pub(super) fn queue(words: &Queue) -> Result<(), Failure> {
    let service = scenario::law(&quoted(&words.service), Path::new("."))?;
    let Some(micros) = service.unit.micros() else {
        return Err(Failure::Arguments(format!("`--service` takes a law of times, not \"{}\"", words.service)));
    };
    if service.law.lower_bound() < 0.0 {
        return Err(Failure::Arguments(
            "`--service` may be below zero; cut it, for instance with `min = \"0 s\"`".to_owned(),
        ));
    }
    let mean = service.law.mean();
    if mean <= 0.0 || !mean.is_finite() {
        return Err(Failure::Arguments(format!("`--service` needs a mean above 0 that is finite, not {mean}")));
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
        let cause = "`--room` counts those who are served too, so it is not below `--servers`";
        return Err(Failure::Arguments(cause.to_owned()));
    }
    if !line.is_stable() {
        return Err(Failure::Arguments(endless(&line)));
    }
    if line.waiting().is_none() {
        let cause =
            "a limited room in which some wait is known for an exponential service only; let `--room` be `--servers`";
        return Err(Failure::Arguments(cause.to_owned()));
    }
    let threads = words.threads.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    let plan = Plan { replications: 0..words.replications, seed: words.seed, threads };
    let told = Told { words, line: &line, unit: service.unit.name(), reckoned: line.waiting() };
    let simulated = match words.replications {
        0 => None,
        _ if told.arrivals() > MOST_ARRIVALS => None,
        _ => simulate_line(&line, &behind_a_key(&words.service), micros, &plan).transpose()?,
    };
    answer(&match words.format {
        Format::Table => told.table(simulated.as_ref()),
        Format::Json => format!("{:#}\n", told.json(simulated.as_ref())),
    })
}

/// A plain time gets the quotes that the language wants.
fn quoted(service: &str) -> String {
    let service = service.trim();
    if service.starts_with(|c: char| c.is_ascii_digit()) { format!("\"{service}\"") } else { service.to_owned() }
}

/// The law as it stands behind `=`.
fn behind_a_key(service: &str) -> String {
    let service = quoted(service);
    if service.starts_with(['"', '\'', '{']) { service } else { format!("{{ {} }}", service.replace('\n', " ")) }
}

/// Arrivals a microsecond.
fn arrivals(text: &str) -> Result<f64, Failure> {
    let law = scenario::law(&format!("exponential.rate = {}", quoted(text)), Path::new("."))?;
    match law.unit.micros() {
        Some(micros) => Ok(1.0 / (law.law.mean() * micros)),
        None => Err(Failure::Arguments(format!(
            "`--arrivals` takes a number for a time, such as \"20 /h\", not \"{text}\""
        ))),
    }
}

/// Why a line has no answer, and what would give it one.
fn endless(line: &Line) -> String {
    let needed = line.load().floor() + 1.0;
    format!(
        "the line grows without end: what arrives keeps {} servers busy, and there {} {}; take at least {needed}, or limit the `--room`",
        significant(line.load(), DIGITS),
        if line.servers == 1 { "is" } else { "are" },
        line.servers
    )
}

/// What is told.
struct Told<'a> {
    words: &'a Queue,
    line: &'a Line,
    unit: &'a str,
    reckoned: Option<Waiting>,
}

/// A figure: name for people and programs, by the closed form, simulated, and whether it is a share or a time.
struct Figure {
    label: &'static str,
    name: &'static str,
    kind: Kind,
    reckoned: Option<f64>,
    simulated: Option<Estimate>,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Share,
    Time,
    Number,
}

impl Told<'_> {
    /// Arrivals that a simulation measures in all.
    #[expect(clippy::cast_precision_loss, reason = "only compared with a limit")]
    fn arrivals(&self) -> f64 {
        measured_span(self.line) * self.line.rate * self.words.replications as f64
    }

    fn figures(&self, simulated: Option<&SimulatedLine>) -> Vec<Figure> {
        let reckoned = self.reckoned.as_ref();
        let of = |label, name, kind, reckoned: Option<f64>, simulated: Option<Estimate>| Figure {
            label,
            name,
            kind,
            reckoned,
            simulated,
        };
        let mut figures = vec![of(
            "utilisation",
            "utilisation",
            Kind::Share,
            reckoned.map(|line| line.utilisation),
            simulated.map(|line| line.utilisation),
        )];
        if self.line.room.is_some() {
            figures.push(of(
                "share that is lost",
                "lost_share",
                Kind::Share,
                reckoned.map(|line| line.lost),
                simulated.and_then(|line| line.lost),
            ));
        }
        if self.line.room != Some(self.line.servers) {
            let mut add =
                |label, name, kind, by: fn(&Waiting) -> Option<f64>, seen: fn(&SimulatedLine) -> Option<Estimate>| {
                    figures.push(of(label, name, kind, reckoned.and_then(by), simulated.and_then(seen)));
                };
            add("share that waits", "share_that_waits", Kind::Share, |line| Some(line.waits), |line| line.waits);
            add("mean wait", "queue_wait_mean", Kind::Time, |line| Some(line.wait), |line| line.wait);
            add("95 % wait at most", "queue_wait_p95", Kind::Time, |line| line.wait_p95, |line| line.wait_p95);
            add("mean number waiting", "queue_length_mean", Kind::Number, |line| Some(line.length), |line| line.length);
        }
        figures
    }

    fn table(&self, simulated: Option<&SimulatedLine>) -> String {
        let Queue { arrivals, service, servers, .. } = self.words;
        let plural = if *servers == 1 { "" } else { "s" };
        let mut text = format!("\x1b[1m{arrivals} to {servers} server{plural}, each {service}\x1b[0m\n");
        let formula = match &self.reckoned {
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

    /// How the simulated figures were come by.
    fn note(&self, simulated: Option<&SimulatedLine>) -> String {
        match simulated {
            Some(line) => format!(
                "{} replications of {} arrivals each, seed {}; ± is half of a 95 % interval",
                self.words.replications,
                significant(line.measured * self.line.rate, 3),
                self.words.seed
            ),
            None if self.words.replications == 0 => "not simulated".to_owned(),
            None if self.arrivals() > MOST_ARRIVALS => {
                let needed = significant(self.arrivals(), 2);
                format!("not simulated: so busy a line takes {needed} arrivals to tell its wait; ask for fewer by `-n`")
            }
            None => "a limited room in which some wait is not simulated: the language has no such desk".to_owned(),
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
                let value = json!({ "unit": unit, "formula": figure.reckoned, "simulated": figure.simulated.as_ref().map(estimate) });
                (figure.name.to_owned(), value)
            })
            .collect();
        json!({
            "arrivals": self.words.arrivals,
            "service": self.words.service,
            "servers": self.words.servers,
            "room": self.words.room,
            "formula": self.reckoned.as_ref().map(|found| found.formula),
            "exact": self.reckoned.as_ref().map(|found| found.exact),
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
            self.reckoned.map_or_else(|| "-".to_owned(), said),
            self.simulated.as_ref().map_or_else(|| "-".to_owned(), |found| said(found.mean)),
            self.simulated.as_ref().map_or_else(String::new, interval),
        ]
    }
}
