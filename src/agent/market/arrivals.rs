//! When orders come: by Poisson, by any law of the time between them, or as a list says.

use super::replay;
use crate::chain::{Resolver, TimeLaw, pieces};
use crate::engine::{EntityKey, Generator, Streams};
use crate::text::{Code, Key, Node, Problem, Reader, Table, nearest};
use crate::units::{SimTime, Span, StreamId, Units};
use rand::SeedableRng;
use rand_distr::{Distribution, Exp1};
use std::sync::Arc;

/// How orders may come.
const KINDS: [&str; 3] = ["poisson", "every", "replay"];

/// When orders come.
#[derive(Clone, Debug)]
pub(super) enum Arrivals {
    /// Poisson. The stream starts anew at each midnight, keyed by the date; arrivals have no memory, so this is exact,
    /// and what happens in June leaves July's orders as they were.
    Poisson { mean_us: f64, stream: StreamId, generator: Generator, midnight: SimTime, first_day: i64 },
    /// By a law of the time between two orders.
    Renewal { between: TimeLaw, first: Option<Span>, count: u64 },
    /// As listed.
    Listed { times: Arc<[SimTime]>, units: Option<Arc<[Units]>>, count: usize },
}

impl Arrivals {
    /// Reads `orders`; with them, how many are expected to come in a run.
    pub(super) fn read(node: &Node, reader: &Reader<'_>, resolver: &Resolver<'_>) -> Option<(Self, f64)> {
        let path = reader.path_of("orders");
        let stated: Vec<&(Key, Node)> = match node.as_table() {
            Some(table) => table.iter().filter(|(key, _)| KINDS.contains(&key.name.as_str())).collect(),
            None => Vec::new(),
        };
        let ([(key, law)], Some(table)) = (&stated[..], node.as_table()) else {
            let problem = match &stated[..] {
                [] => Problem::new(Code::OneChoice, node.place, "`orders` come by `poisson`, `every` or `replay`"),
                [.., (last, _)] => Problem::new(Code::OneChoice, last.place, "`orders` come one way, not several"),
            };
            let written =
                node.as_table().and_then(|table| table.iter().next()).map_or("", |(key, _)| key.name.as_str());
            let near = nearest(written, KINDS).filter(|_| stated.is_empty());
            resolver.report(match near {
                Some(near) => problem.help(format!("did you mean `{near}`?")),
                None => problem.help("for instance `orders = { poisson = { rate = \"40 /d\" } }`"),
            });
            return None;
        };
        let inner = Reader::new(path.clone(), node.place, vec![table]);
        KINDS.iter().filter(|kind| **kind == key.name).for_each(|kind| inner.ask(kind));
        let arrivals = match key.name.as_str() {
            "poisson" => Self::poisson(law, &path, resolver),
            "every" => {
                let first = resolver.time(&inner, "first");
                let between = resolver.law_of_times(law, &path, false);
                between.and_then(|between| {
                    let times = resolver.comes("orders", &between, law.place)?;
                    Some((Self::Renewal { between, first, count: 0 }, times))
                })
            }
            _ => replay::read(law, &path, resolver).map(|(times, units)| {
                let count = f64::from(u32::try_from(times.len()).unwrap_or(u32::MAX));
                (Self::Listed { times: times.into(), units: units.map(Into::into), count: 0 }, count)
            }),
        };
        resolver.finish(&inner);
        arrivals
    }

    fn poisson(node: &Node, path: &str, resolver: &Resolver<'_>) -> Option<(Self, f64)> {
        let keys: Vec<&Key> = node.as_table().into_iter().flat_map(Table::iter).map(|(key, _)| key).collect();
        let [key] = keys[..] else {
            let place = keys.last().map_or(node.place, |key| key.place);
            let problem = Problem::new(Code::LawParameters, place, "`poisson` takes one of `rate` and `mean`");
            resolver.report(problem.help("for instance `poisson = { rate = \"40 /d\" }`"));
            return None;
        };
        if !["rate", "mean"].contains(&key.name.as_str()) {
            let problem = Problem::new(Code::UnknownKey, key.place, format!("unknown key `{}`", key.name));
            resolver.report(problem.suggest(&key.name, ["rate", "mean"]));
            return None;
        }
        // It says how the time between orders is distributed: exponentially.
        let between = resolver.law_of_times(&node.clone().under("exponential"), path, false)?;
        let times = resolver.comes("orders", &between, node.place)?;
        let (generator, midnight) = (Generator::seed_from_u64(0), SimTime::ZERO);
        let (mean_us, stream) = (between.law.mean(), between.stream);
        Some((Self::Poisson { mean_us, stream, generator, midnight, first_day: resolver.first_day }, times))
    }

    /// All units that a list states.
    pub(super) fn listed_pieces(&self) -> Option<f64> {
        let Self::Listed { units: Some(units), .. } = self else { return None };
        Some(units.iter().copied().map(pieces).sum())
    }

    /// The units that a list states for its n-th order.
    pub(super) fn listed_units(&self, ordinal: u64) -> Option<Units> {
        let Self::Listed { units: Some(units), .. } = self else { return None };
        units.get(usize::try_from(ordinal).ok()?).copied()
    }

    /// When the first order comes.
    pub(super) fn first(&mut self, origin: EntityKey, streams: &Streams) -> Option<SimTime> {
        match self {
            Self::Poisson { stream, generator, midnight, first_day, .. } => {
                *midnight = SimTime::ZERO;
                *generator = day(streams, *stream, origin, *first_day, *midnight);
                self.next(origin, SimTime::ZERO, streams)
            }
            Self::Renewal { first: Some(first), .. } => Some(SimTime::ZERO + *first),
            Self::Renewal { .. } | Self::Listed { .. } => self.next(origin, SimTime::ZERO, streams),
        }
    }

    /// When the next order comes after one at `now`.
    #[inline(always)]
    pub(super) fn next(&mut self, origin: EntityKey, now: SimTime, streams: &Streams) -> Option<SimTime> {
        match self {
            Self::Poisson { mean_us, stream, generator, midnight, first_day } => {
                let between = |generator: &mut Generator| {
                    let draw: f64 = Exp1.sample(generator);
                    Span::from_f64_micros(draw * *mean_us)
                };
                let mut next = now + between(generator);
                while next >= *midnight + Span::DAY {
                    *midnight = *midnight + Span::DAY;
                    if *midnight >= SimTime::ZERO + Span::LONGEST {
                        return None;
                    }
                    *generator = day(streams, *stream, origin, *first_day, *midnight);
                    next = *midnight + between(generator);
                }
                Some(next)
            }
            Self::Renewal { between, count, .. } => {
                *count += 1;
                Some(now + between.draw(streams, origin.nth(*count)))
            }
            Self::Listed { times, count, .. } => {
                *count += 1;
                times.get(*count - 1).copied()
            }
        }
    }
}

fn day(streams: &Streams, stream: StreamId, origin: EntityKey, first_day: i64, midnight: SimTime) -> Generator {
    let date = first_day + midnight.micros() / Span::DAY.micros();
    streams.generator(stream, origin.nth(date.cast_unsigned()))
}
