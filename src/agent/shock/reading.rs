//! The keys of a shock, and how its table is read.

use super::{Shock, Starts};
use crate::chain::{Duty, Effect, Factor, Kind, MOST_FACTOR, Pause, Strike, TimeLaw, UNCHANGED};
use crate::engine::EntityKey;
use crate::reading::Reading;
use crate::text::{Code, KeySpec, Measure, Node, Place, Problem, Reader, Shape, Table, words_of};
use crate::units::{AgentId, Id, Span};
use std::collections::BTreeSet;

const RANDOM: &[KeySpec] = &[KeySpec::new(
    "random",
    Shape::Either(&[
        Shape::Keys(&[KeySpec::new(
            "rate",
            Shape::Quantity(Measure::Frequency),
            "The average number of strikes per time.",
        )]),
        Shape::Law(Measure::Time),
    ]),
    "The time from the end of one strike to the start of the next: a rate, or a distribution.",
)
.required()];

/// The keys of `[shock.NAME]`.
pub(super) const KEYS: &[KeySpec] = &[
    KeySpec::new("strikes", Shape::List(&Shape::Text), "What it strikes: entries, groups, or all entries of a kind.")
        .required(),
    KeySpec::new(
        "starts",
        Shape::Either(&[Shape::Date, Shape::Quantity(Measure::Time), Shape::OneKey(RANDOM)]),
        "When it begins: a date, a time after the start, or at random.",
    )
    .required(),
    KeySpec::new("lasts", Shape::Law(Measure::Time), "How long it lasts.").otherwise("for the rest of the run"),
    KeySpec::new("pauses", Shape::List(&Shape::OneOf(&words_of(&Pause::ALL))), "What is paused during the shock."),
    KeySpec::new(
        "multiplies",
        Shape::Named(&words_of(&Factor::ALL), &Shape::Number),
        "What is scaled during the shock, and by which factor.",
    ),
];

pub(super) fn read(reader: &Reader<'_>, me: AgentId, reading: &mut Reading<'_>) -> Option<Shock> {
    let agents = reading.require(reader, "strikes", "[\"port.NAME\"]").map(|node| struck(node, reading));
    let starts = reading.require(reader, "starts", "\"30 d\"").and_then(|node| starts(node, reader, reading));
    let lasts = reading.time_law(reader, "lasts");
    let effect = effect(reader, agents.as_deref().unwrap_or_default(), reading);
    if let (Some(Starts::After(between)), Some(lasts)) = (&starts, &lasts) {
        let (mean, place) = (between.mean() + lasts.mean(), reader.place());
        if mean == Span::ZERO {
            let cause = format!("`{}` begins and ends endlessly at one instant", reader.path());
            let problem = Problem::new(Code::NeverEnds, place, cause);
            reading.report(problem.help("give it a time between strikes, or a duration with `lasts`"));
        } else {
            reading.recurs("strikes", mean, place);
        }
    }
    reading.finish(reader);
    let strike = Strike { shock: me, agents: agents?, effect: effect? };
    let (starts, origin) = (starts?, EntityKey::origin(reader.path()));
    Some(Shock { place: reading.strikes(strike), origin, starts, lasts, strikes: 0, seat: None })
}

/// Returns the agents that it strikes, in ascending order.
fn struck(node: &Node, reading: &mut Reading<'_>) -> Vec<AgentId> {
    let mut all = BTreeSet::new();
    for item in node.items() {
        let found = named(item, reading);
        if found.is_empty() {
            let cause = format!("there is nothing called {} that a shock can strike", item.shown());
            let names = reading.names();
            let entries = names.agents.iter().filter(|(kind, _)| !kind.does(Duty::Strike));
            let mut known: Vec<String> = entries.clone().map(|(kind, name)| format!("{kind}.{name}")).collect();
            known.extend(entries.map(|(kind, _)| format!("{kind}.*")));
            let problem = Problem::new(Code::UnknownName, item.place, cause).help(
                "name entries `\"port.NAME\"`, groups `\"lane_group.NAME\"` or all of a kind `\"lane.*\"`; \
                 places and products are not struck",
            );
            reading.report(problem.suggest(item.as_text().unwrap_or_default(), known.iter().map(String::as_str)));
        }
        all.extend(found);
    }
    if node.items().is_empty() {
        let problem = Problem::new(Code::OutOfRange, node.place, "the shock strikes nothing");
        reading.report(problem.help("for instance `strikes = [\"port.NAME\"]`"));
    }
    all.into_iter().collect()
}

/// Returns the entries of a name such as `port.ningbo`, `lane_group.sea` or `lane.*`.
fn named(item: &Node, reading: &Reading<'_>) -> Vec<AgentId> {
    let Some((kind, name)) = item.as_text().and_then(|text| text.split_once('.')) else { return Vec::new() };
    let names = reading.names();
    let grouped = kind.strip_suffix("_group");
    let all = names.agents.iter().zip(&names.group_of).enumerate();
    let found = all.filter(|(_, ((of, own), group))| match grouped {
        Some(grouped) => of.name == grouped && group.as_deref() == Some(name),
        None => of.name == kind && (name == "*" || own == name),
    });
    found.filter(|(_, ((of, _), _))| !of.does(Duty::Strike)).map(|(index, _)| AgentId::from_index(index)).collect()
}

fn starts(node: &Node, reader: &Reader<'_>, reading: &mut Reading<'_>) -> Option<Starts> {
    if node.as_table().is_none() {
        return reading.date_or_time(node).map(Starts::At);
    }
    let inner = reader.child("starts")?;
    let random = reading.require(&inner, "random", "{ rate = \"2 /y\" }");
    reading.finish(&inner);
    let (random, path) = (random?, reader.path_of("starts"));
    let rate = random.as_table().and_then(|table| table.get("rate")).is_some();
    // A rate means that times between strikes are exponentially distributed.
    let law = if rate { random.clone().under("exponential") } else { random.clone() };
    let between: TimeLaw = reading.law_of_times(&law, &path, false)?;
    Some(Starts::After(between))
}

/// Reads what it does to what it strikes.
fn effect(reader: &Reader<'_>, struck: &[AgentId], reading: &mut Reading<'_>) -> Option<Effect> {
    let mut effect = Effect::default();
    let mut sound = true;
    let mut kinds: Vec<Kind> = struck.iter().map(|agent| reading.names().agents[agent.index()].0).collect();
    kinds.dedup();
    for item in reader.get("pauses").into_iter().flat_map(Node::items) {
        let word = item.as_text().unwrap_or_default();
        match Pause::ALL.iter().find(|(name, _)| *name == word) {
            Some((_, pause)) => {
                effect = effect.pausing(*pause);
                if !kinds.iter().any(|kind| kind.pauses.contains(pause)) {
                    let there =
                        Pause::ALL.iter().filter(|(_, pause)| kinds.iter().any(|kind| kind.pauses.contains(pause)));
                    refuse_without_effect((word, item.place), &kinds, there.map(|(name, _)| *name), reading);
                }
            }
            None => {
                let cause = format!("`pauses` cannot be {}", item.shown());
                let problem = Problem::new(Code::UnknownWord, item.place, cause);
                reading.report(problem.suggest(word, Pause::ALL.iter().map(|(name, _)| *name)));
                sound = false;
            }
        }
    }
    let multiplies = reader.get("multiplies");
    if let Some(node) = multiplies.filter(|node| node.as_table().is_none()) {
        let cause = format!("`multiplies` must be a table such as `{{ speed = 0.7 }}`, not {}", node.type_name());
        reading.report(Problem::new(Code::WrongType, node.place, cause));
        sound = false;
    }
    for (key, node) in multiplies.and_then(Node::as_table).into_iter().flat_map(Table::iter) {
        let factor = Factor::ALL.iter().find(|(name, _)| *name == key.name);
        let ppm = ppm(node, &key.name, reading);
        match (factor, ppm) {
            (Some((_, factor)), Some(ppm)) => {
                effect = effect.multiplying(*factor, ppm);
                if !kinds.iter().any(|kind| kind.factors.contains(factor)) {
                    let there =
                        Factor::ALL.iter().filter(|(_, known)| kinds.iter().any(|kind| kind.factors.contains(known)));
                    refuse_without_effect((&key.name, key.place), &kinds, there.map(|(name, _)| *name), reading);
                }
            }
            (Some(_), None) => sound = false,
            (None, _) => {
                let problem = Problem::new(Code::UnknownKey, key.place, format!("unknown key `{}`", key.name));
                reading.report(problem.suggest(&key.name, Factor::ALL.iter().map(|(name, _)| *name)));
                sound = false;
            }
        }
    }
    if sound && effect == Effect::default() {
        let cause = format!("`{}` neither pauses nor multiplies anything", reader.path());
        let problem = Problem::new(Code::MissingKey, reader.place(), cause);
        reading.report(problem.help("for instance `pauses = [\"shipping\"]` or `multiplies = { capacity = 0.5 }`"));
        sound = false;
    }
    sound.then_some(effect)
}

/// Reports a word without effect on any of the agents that it strikes; `there` are the words that have one.
fn refuse_without_effect<'a>(
    (word, place): (&str, Place),
    kinds: &[Kind],
    there: impl Iterator<Item = &'a str>,
    reading: &mut Reading<'_>,
) {
    // What it strikes is unknown, which has been reported.
    if kinds.is_empty() {
        return;
    }
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.name).collect();
    let there: Vec<String> = there.map(|word| format!("`{word}`")).collect();
    let cause = format!("`{word}` has no effect on a {}", kinds.join(" or a "));
    let or = if there.is_empty() { String::new() } else { format!("; with an effect there: {}", there.join(", ")) };
    reading.report(Problem::new(Code::KeyWithoutEffect, place, cause).help(format!("remove it{or}")));
}

#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "checked to be within the limits")]
fn ppm(node: &Node, name: &str, reading: &mut Reading<'_>) -> Option<i64> {
    let ppm = node.as_number().map(|number| number * UNCHANGED as f64);
    let ppm = ppm.filter(|ppm| (0.0..=MOST_FACTOR as f64).contains(ppm)).map(|ppm| ppm.round() as i64);
    if ppm.is_none() {
        let cause = format!("the factor of `{name}` must be a number from 0 to 1000, not {}", node.shown());
        reading.report(Problem::new(Code::OutOfRange, node.place, cause));
    }
    ppm
}
