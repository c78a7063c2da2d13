//! Order arrivals: by a Poisson process, by any distribution of the time between orders, from a list, or by days
//! drawn from a history.

use super::bootstrap::{Bootstrap, Expectation};
use super::history::Stated;
use super::keys::ORDERS;
use super::replay;
use super::seasonal::Seasonal;
use crate::chain::{Profile, TimeLaw};
use crate::engine::{EntityKey, Lasting, Streams};
use crate::reading::Reading;
use crate::text::{Code, Key, Node, Problem, Reader, Table, nearest};
use crate::units::{PlaceId, ProductId, SimTime, Span, StreamId};
use rand::SeedableRng;
use rand_distr::{Distribution, Exp1};
use std::sync::Arc;

/// The kinds of arrivals.
const KINDS: [&str; 4] = ["poisson", "every", "replay", "bootstrap"];

/// An arrival process of orders.
#[derive(Clone, Debug)]
pub(super) enum Arrivals {
    /// A Poisson process. The stream restarts at each midnight, keyed by the date. Because arrivals have no
    /// memory, this is exact, and changes in June leave July's orders as they were.
    Poisson { mean_us: f64, stream: StreamId, generator: Lasting, ends: SimTime, first_day: i64 },
    /// A Poisson process whose rate varies over time.
    Seasonal(Box<Seasonal>),
    /// A renewal process with this distribution of the time between orders.
    Renewal { between: TimeLaw, first: Option<Span>, count: u64 },
    /// A list.
    Listed { times: Arc<[SimTime]>, stated: Arc<[Stated]>, count: usize },
    /// Whole days drawn from a history.
    Drawn(Box<Bootstrap>),
}

/// What reading `orders` needs to know of its market.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The profile of Poisson orders.
    pub(super) profile: Option<&'a Arc<Profile>>,
    /// The product of a demand row.
    pub(super) only: Option<ProductId>,
    /// The place whose days and hours they follow.
    pub(super) at: Option<PlaceId>,
    /// The mean units of an order, by product.
    pub(super) units: &'a dyn Fn(Option<ProductId>) -> f64,
}

impl Arrivals {
    /// Reads `orders`; returns them with the number expected in a run and, for a history, the expected demand. Only
    /// Poisson orders use the profile.
    pub(super) fn read(
        node: &Node,
        reader: &Reader<'_>,
        asked: Asked<'_>,
        reading: &mut Reading<'_>,
    ) -> Option<(Self, f64, Option<Expectation>)> {
        let path = reader.path_of("orders");
        let stated: Vec<&(Key, Node)> = match node.as_table() {
            Some(table) => table.iter().filter(|(key, _)| KINDS.contains(&key.name.as_str())).collect(),
            None => Vec::new(),
        };
        let ([(key, law)], Some(table)) = (&stated[..], node.as_table()) else {
            let problem = match &stated[..] {
                [] => Problem::new(
                    Code::OneChoice,
                    node.place,
                    "`orders` needs one of `poisson`, `every`, `replay` and `bootstrap`",
                ),
                [.., (last, _)] => {
                    Problem::new(Code::OneChoice, last.place, "`orders` takes only one of its arrival processes")
                }
            };
            let written =
                node.as_table().and_then(|table| table.iter().next()).map_or("", |(key, _)| key.name.as_str());
            let near = nearest(written, KINDS).filter(|_| stated.is_empty());
            reading.report(match near {
                Some(near) => problem.help(format!("did you mean `{near}`?")),
                None => problem.help("for instance `orders = { poisson = { rate = \"40 /d\" } }`"),
            });
            return None;
        };
        let inner = Reader::new(path.clone(), node.place, vec![table], ORDERS);
        let mut expectation = None;
        let arrivals = match key.name.as_str() {
            "poisson" => Self::poisson(law, &path, asked.profile, reading),
            "every" => {
                for key in ["season", "trend"] {
                    if let Some(node) = reader.get(key) {
                        let cause =
                            format!("a {key} changes the times of orders by `poisson`, not of orders by `every`");
                        let problem = Problem::new(Code::OneChoice, node.place, cause);
                        reading.report(problem.help(format!("remove `{key}`, or use `poisson`")));
                    }
                }
                let first = reading.time(&inner, "first");
                let between = reading.law_of_times(law, &path, false);
                between.and_then(|between| {
                    let times = reading.comes("orders", &between, law.place)?;
                    Some((Self::Renewal { between, first, count: 0 }, times))
                })
            }
            "replay" => replay::read(law, &path, (asked.only, asked.at), reading).map(|listing| {
                let count = f64::from(u32::try_from(listing.times.len()).unwrap_or(u32::MAX));
                (Self::Listed { times: listing.times.into(), stated: listing.stated.into(), count: 0 }, count)
            }),
            _ => Bootstrap::read(law, &path, (asked.only, asked.at), asked.units, reading).map(|(drawn, expected)| {
                let times = expected.times;
                expectation = Some(expected);
                (Self::Drawn(Box::new(drawn)), times)
            }),
        };
        reading.finish(&inner);
        arrivals.map(|(arrivals, times)| (arrivals, times, expectation))
    }

    fn poisson(
        node: &Node,
        path: &str,
        profile: Option<&Arc<Profile>>,
        reading: &mut Reading<'_>,
    ) -> Option<(Self, f64)> {
        let keys: Vec<&Key> = node.as_table().into_iter().flat_map(Table::iter).map(|(key, _)| key).collect();
        let [key] = keys[..] else {
            let place = keys.last().map_or(node.place, |key| key.place);
            let problem = Problem::new(Code::LawParameters, place, "`poisson` takes either `rate` or `mean`");
            reading.report(problem.help("for instance `poisson = { rate = \"40 /d\" }`"));
            return None;
        };
        if !["rate", "mean"].contains(&key.name.as_str()) {
            let problem = Problem::new(Code::UnknownKey, key.place, format!("unknown key `{}`", key.name));
            reading.report(problem.suggest(&key.name, ["rate", "mean"]));
            return None;
        }
        // `rate` and `mean` are read as parameters of an exponential distribution of the time between orders.
        let between = reading.law_of_times(&node.clone().under("exponential"), path, false)?;
        if let Some(profile) = profile {
            let times = reading.comes_in_seasons("orders", &between, profile, node.place)?;
            let first_day = reading.clock.first_day();
            let seasonal = Seasonal::new(between.law.mean(), between.stream, Arc::clone(profile), first_day);
            return Some((Self::Seasonal(Box::new(seasonal)), times));
        }
        let times = reading.comes("orders", &between, node.place)?;
        let (generator, ends) = (Lasting::seed_from_u64(0), SimTime::ZERO);
        let (mean_us, stream) = (between.law.mean(), between.stream);
        let first_day = reading.clock.first_day();
        Some((Self::Poisson { mean_us, stream, generator, ends, first_day }, times))
    }

    /// Returns the orders of a plain day, given the number expected in a run of this many days.
    pub(super) fn per_day(&self, times: f64, days: f64) -> f64 {
        let day = micros(Span::DAY);
        match self {
            Self::Poisson { mean_us, .. } => day / mean_us,
            Self::Seasonal(seasonal) => day / seasonal.mean_us(),
            Self::Renewal { between, .. } => day / between.law.mean(),
            Self::Listed { .. } | Self::Drawn(_) => times / days,
        }
    }

    /// Returns whether they follow a profile.
    pub(super) fn is_seasonal(&self) -> bool {
        matches!(self, Self::Seasonal(_))
    }

    /// Multiplies the orders of these days, which ascend, if they follow a profile.
    pub(super) fn uplift(&mut self, days: Vec<(i64, f64)>) {
        if let Self::Seasonal(seasonal) = self {
            seasonal.uplift(days);
        }
    }

    /// Returns the details that a list gives for each of its orders.
    pub(super) fn listed(&self) -> &[Stated] {
        if let Self::Listed { stated, .. } = self { stated } else { &[] }
    }

    /// Returns whether orders have details of their own.
    pub(super) fn states(&self) -> bool {
        matches!(self, Self::Listed { .. } | Self::Drawn(_))
    }

    /// Returns whether a list states the consumers.
    pub(super) fn states_consumers(&self) -> bool {
        matches!(self, Self::Listed { stated, .. } if stated.iter().any(|order| order.consumer.is_some()))
    }

    /// Returns the details of the order that is due.
    pub(super) fn stated(&self) -> Stated {
        match self {
            Self::Listed { stated, count, .. } => count.checked_sub(1).and_then(|at| stated.get(at)).copied(),
            Self::Drawn(drawn) => Some(drawn.stated()),
            _ => None,
        }
        .unwrap_or_default()
    }

    /// Returns when the first order arrives.
    pub(super) fn first(&mut self, origin: EntityKey, streams: &Streams) -> Option<SimTime> {
        match self {
            Self::Poisson { stream, generator, ends, first_day, .. } => {
                *ends = SimTime::ZERO + Span::DAY;
                *generator = day(streams, *stream, origin, *first_day, SimTime::ZERO);
                self.next(origin, SimTime::ZERO, streams)
            }
            Self::Seasonal(seasonal) => seasonal.first(origin, streams),
            Self::Drawn(drawn) => drawn.first(origin, streams),
            Self::Renewal { first: Some(first), .. } => Some(SimTime::ZERO + *first),
            Self::Renewal { .. } | Self::Listed { .. } => self.next(origin, SimTime::ZERO, streams),
        }
    }

    /// Returns when the next order arrives after one at `now`.
    #[inline(always)]
    pub(super) fn next(&mut self, origin: EntityKey, now: SimTime, streams: &Streams) -> Option<SimTime> {
        let Self::Poisson { mean_us, stream, generator, ends, first_day } = self else {
            return self.next_of_others(origin, now, streams);
        };
        let between = |generator: &mut Lasting| {
            let draw: f64 = Exp1.sample(generator);
            Span::from_f64_micros(draw * *mean_us)
        };
        let mut next = now + between(generator);
        while next >= *ends {
            let midnight = *ends;
            if midnight >= SimTime::ZERO + Span::LONGEST {
                return None;
            }
            *ends = midnight + Span::DAY;
            *generator = day(streams, *stream, origin, *first_day, midnight);
            next = midnight + between(generator);
        }
        Some(next)
    }

    #[inline(never)]
    fn next_of_others(&mut self, origin: EntityKey, now: SimTime, streams: &Streams) -> Option<SimTime> {
        match self {
            Self::Poisson { .. } => unreachable!("the next Poisson arrival is computed in place"),
            Self::Seasonal(seasonal) => seasonal.next(origin, now, streams),
            Self::Renewal { between, count, .. } => {
                *count += 1;
                Some(now + between.draw(streams, origin.nth(*count)))
            }
            Self::Listed { times, count, .. } => {
                *count += 1;
                times.get(*count - 1).copied()
            }
            Self::Drawn(drawn) => drawn.next(origin, streams),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "an expectation")]
pub(super) fn micros(span: Span) -> f64 {
    span.micros() as f64
}

#[inline(never)]
fn day(streams: &Streams, stream: StreamId, origin: EntityKey, first_day: i64, midnight: SimTime) -> Lasting {
    streams.of_day(stream, origin, first_day + midnight.micros() / Span::DAY.micros())
}
