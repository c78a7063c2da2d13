//! Reads the windows that a scenario names.

use super::Reading;
use crate::chain::NamedWindow;
use crate::text::{Code, KeySpec, Node, Problem, Reader, Shape, Value};
use crate::units::{SimTime, Span};

/// The keys of `[window.NAME]`.
pub const WINDOW: &[KeySpec] = &[KeySpec::new(
    "between",
    Shape::Text,
    "Its days: `\"11-01..11-20\"` of every year or `\"2027-11-01..2027-11-20\"`, both ends included; or two times after the start, such as `\"30 d..50 d\"`.",
)
.required()];

const EXAMPLE: &str = "\"11-01..11-20\"";

impl Reading<'_> {
    /// Reads a window; `None` if it has problems.
    pub fn named_window(&mut self, name: &str, reader: &Reader<'_>) -> Option<NamedWindow> {
        let between = self.require(reader, "between", EXAMPLE);
        self.finish(reader);
        let node = between?;
        let Some(text) = node.as_text() else {
            let cause = format!("`between` must be a string such as `{EXAMPLE}`, not {}", node.type_name());
            self.report(Problem::new(Code::WrongType, node.place, cause));
            return None;
        };
        let spans = match text.split_once("..") {
            Some((from, to)) if [from, to].iter().all(|end| end.contains(char::is_alphabetic)) => {
                vec![(self.after_start(from, node)?, self.after_start(to, node)?)]
            }
            _ => self.days_between(text, node)?,
        };
        let Some(window) = self.window.within(spans.into_iter()) else {
            let cause = format!("nothing of `window.{name}` is measured in this run");
            let help =
                "what is measured lies between the warm-up and the horizon; `run.start` says on which date it begins";
            self.report(Problem::new(Code::WindowEmpty, node.place, cause).help(help));
            return None;
        };
        Some(NamedWindow { name: name.to_owned(), window })
    }

    /// Reads one end of a window as a time after the start of the run.
    fn after_start(&mut self, text: &str, node: &Node) -> Option<SimTime> {
        let time = Node::new(node.place, Value::Text(text.trim().to_owned()));
        Some(SimTime::ZERO + self.span(&time)?)
    }

    /// Returns the spans of days of China that a text names, from midnight to midnight.
    fn days_between(&mut self, text: &str, node: &Node) -> Option<Vec<(SimTime, SimTime)>> {
        self.dates(node.place)?;
        let when = self.when(text, node.place)?;
        let mut spans: Vec<(SimTime, SimTime)> = Vec::new();
        for day in self.clock.days().filter(|day| *day >= 0) {
            if !self.clock.date(day).is_some_and(|date| when.covers(date)) {
                continue;
            }
            let from = SimTime::from_micros(day * Span::DAY.micros());
            match spans.last_mut() {
                Some((_, to)) if *to == from => *to = from + Span::DAY,
                _ => spans.push((from, from + Span::DAY)),
            }
        }
        Some(spans)
    }
}
