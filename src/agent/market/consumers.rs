//! Consumers: who places an order, and what happens when something is not in stock.

use crate::agent::Ctx;
use crate::chain::{Probe, WhenShort};
use crate::engine::EntityKey;
use crate::reading::Reading;
use crate::text::{Code, Node, Problem, Reader, Table, Value};
use crate::units::{Dimension, Quantity, Share, StreamId};
use rand::RngExt;

/// Identical consumers with identities: each order belongs to one of them.
#[derive(Clone, Debug)]
pub(super) struct Consumers {
    number: u32,
    stream: StreamId,
}

impl Consumers {
    /// Reads `consumers`, a number.
    pub(super) fn read(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Option<Self> {
        let number = reading.count(reader, "consumers", 1_000_000_000)?;
        Some(Self { number, stream: reading.stream(&reader.path_of("consumers")) })
    }

    /// Draws the consumer of an order.
    pub(super) fn draw(&self, order: EntityKey, ctx: &Ctx<'_, impl Probe>) -> u32 {
        ctx.streams().generator(self.stream, order).random_range(0..self.number)
    }
}

/// What happens to units that are not in stock: always the same, or by shares of the lines.
#[derive(Clone, Debug)]
pub(super) enum Shortage {
    Always(WhenShort),
    /// The shares of lines that are lost and that are substituted; the others wait.
    Shares {
        lost: Share,
        substitute: Share,
        stream: StreamId,
    },
}

/// The outcomes for units that are short.
pub(super) const WORDS: [(&str, WhenShort); 3] =
    [("backorder", WhenShort::Backorder), ("lost", WhenShort::Lost), ("substitute", WhenShort::Substitute)];

impl Shortage {
    /// Returns whether some lines may be served with substitutes, as far as the table is valid.
    pub(super) fn may_substitute(reader: &Reader<'_>) -> bool {
        let Some(node) = reader.get("when_short") else { return false };
        let Some(table) = node.as_table() else { return node.as_text() == Some("substitute") };
        let share = table.get("substitute").and_then(Node::as_text).and_then(|text| Quantity::parse(text).ok());
        share.is_some_and(|share| match Quantity::dimension(&share.units.join("/")) {
            Dimension::Share(factor) => (share.number * factor * 1e6).round() > 0.0,
            _ => false,
        })
    }

    /// Reads `when_short`: one word, or shares that add up to 100 %.
    pub(super) fn read(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Self {
        let Some(node) = reader.get("when_short") else { return Self::Always(WhenShort::Backorder) };
        let Some(table) = node.as_table() else {
            let word = reading.choice(reader, "when_short", &WORDS);
            return Self::Always(word.unwrap_or(WhenShort::Backorder));
        };
        let (mut sum, mut lost, mut substitute, mut sound) = (0, Share::NONE, Share::NONE, true);
        for (key, share) in Table::iter(table) {
            let share_of = reading.share_of(share);
            sum += share_of.map_or(0, Share::ppm);
            sound &= share_of.is_some();
            match WORDS.iter().find(|(word, _)| *word == key.name) {
                Some((_, WhenShort::Lost)) => lost = share_of.unwrap_or(Share::NONE),
                Some((_, WhenShort::Substitute)) => substitute = share_of.unwrap_or(Share::NONE),
                Some(_) => {}
                None => {
                    let problem = Problem::new(Code::UnknownKey, key.place, format!("unknown key `{}`", key.name));
                    reading.report(problem.suggest(&key.name, WORDS.iter().map(|(word, _)| *word)));
                }
            }
            if matches!(share.value, Value::Table(_)) {
                return Self::Always(WhenShort::Backorder);
            }
        }
        if sound && sum != Share::ALL.ppm() {
            let cause = format!("the shares of `when_short` add up to {} %, not 100 %", f64::from(sum) / 1e4);
            let problem = Problem::new(Code::ShareSum, node.place, cause);
            reading.report(problem.help("for instance `{ lost = \"80 %\", backorder = \"20 %\" }`"));
        }
        let stream = reading.stream(&reader.path_of("when_short"));
        Self::Shares { lost, substitute, stream }
    }

    /// Draws what happens to a line.
    #[inline(always)]
    pub(super) fn of(&self, line: EntityKey, ctx: &Ctx<'_, impl Probe>) -> WhenShort {
        if let Self::Always(what) = self { *what } else { self.drawn(line, ctx) }
    }

    #[inline(never)]
    fn drawn(&self, line: EntityKey, ctx: &Ctx<'_, impl Probe>) -> WhenShort {
        match self {
            Self::Always(what) => *what,
            Self::Shares { lost, substitute, stream } => {
                let drawn = ctx.streams().generator(*stream, line).random_range(0..Share::ALL.ppm());
                if drawn < lost.ppm() {
                    WhenShort::Lost
                } else if drawn < lost.ppm() + substitute.ppm() {
                    WhenShort::Substitute
                } else {
                    WhenShort::Backorder
                }
            }
        }
    }
}
