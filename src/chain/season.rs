//! Seasons and promotions: how busy the days of the week, the hours and the months are, and what is added on certain
//! dates. Out of them, trends and lives of products comes the rhythm of a stream of orders: its profile, and what its mix is on each day.

use super::calendar::{Clock, When, Zone};
use super::growth::Trend;
use super::{Life, Profile, Resolver};
use crate::text::Reader;
use crate::units::{AgentId, Id, PlaceId, ProductId};
use jiff::civil::Date;
use std::sync::Arc;

/// What `[season.NAME]` says; each part has a mean of 1.
#[derive(Clone, Debug)]
pub(super) struct Season {
    pub(super) weekday: Option<[f64; 7]>,
    pub(super) month: Option<[f64; 12]>,
    pub(super) hour: Option<[f64; 24]>,
}

/// What `[promotion.NAME]` says.
#[derive(Clone, Debug)]
pub(super) struct Promotion {
    pub(super) days: Vec<(When, f64)>,
    /// `None` is all.
    pub(super) markets: Option<Vec<usize>>,
    pub(super) products: Option<Vec<usize>>,
}

impl Promotion {
    fn factor(&self, date: Option<Date>) -> f64 {
        let Some(date) = date else { return 1.0 };
        self.days.iter().filter(|(when, _)| when.covers(date)).map(|(_, factor)| factor).product()
    }

    fn holds_in(&self, market: AgentId) -> bool {
        !self.days.is_empty()
            && self.markets.as_ref().is_none_or(|markets| markets.binary_search(&market.index()).is_ok())
    }

    fn raises(&self, product: ProductId) -> bool {
        self.products.as_ref().is_some_and(|products| products.binary_search(&product.index()).is_ok())
    }
}

/// What makes days busier or quieter.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shape {
    season: Option<usize>,
    promotions: Vec<usize>,
    trend: Option<Trend>,
    life: Option<Life>,
}

/// A shape and a zone, and the profile that they make.
#[derive(Debug)]
pub(super) struct Known {
    shape: Shape,
    zone: Zone,
    profile: Option<Arc<Profile>>,
}

/// How a stream of orders goes up and down.
#[derive(Clone, Debug, Default)]
pub struct Rhythm {
    /// That of its orders; `None` is always alike.
    pub orders: Option<Arc<Profile>>,
    /// That of the orders for each of its products, in the order they were named.
    pub products: Vec<Option<Arc<Profile>>>,
    /// What the mix is on each day, where promotions of products change it.
    pub mixes: Option<Mixes>,
}

/// Which weights hold on which day.
#[derive(Clone, Debug)]
pub struct Mixes {
    /// What the popularity of each product is multiplied by: a list for each set of promotions, the first of them 1.
    pub factors: Vec<Vec<f64>>,
    zone: Zone,
    first: i64,
    which: Arc<[u32]>,
}

impl Mixes {
    /// Which of the lists holds now.
    #[must_use]
    #[inline]
    pub fn at(&self, now: crate::units::SimTime) -> usize {
        let at = usize::try_from(self.zone.day(now) - self.first).ok();
        at.and_then(|at| self.which.get(at)).map_or(0, |which| *which as usize)
    }
}

impl Resolver<'_> {
    /// The rhythm of the orders of a market, at a place, for these products, which have these weights in its mix. The first
    /// of the readers that has them says `season` and `trend`; promotions and lives of products hold by themselves. Without
    /// any of them there is none.
    pub fn rhythm(
        &self,
        market: AgentId,
        at: Option<PlaceId>,
        readers: &[&Reader<'_>],
        mix: &[(ProductId, f64)],
    ) -> Rhythm {
        let said = |key| readers.iter().find_map(|reader| reader.get(key));
        let named = said("season");
        let season = named.and_then(|node| self.one_of(node, "season", &self.names.seasons));
        let here: Vec<usize> = (0..self.promotions.len()).filter(|p| self.promotions[*p].holds_in(market)).collect();
        let trend = said("trend").and_then(|node| self.trend(node));
        let life = |product: ProductId| self.names.products[product.index()].life;
        let mortal = mix.iter().any(|(product, _)| life(*product).is_some());
        let steady = || Rhythm { products: vec![None; mix.len()], ..Rhythm::default() };
        if season.is_none() && here.is_empty() && trend.is_none() && !mortal {
            return steady();
        }
        let Some(zone) = &self.zone(at, named.map_or(readers[0].place(), |node| node.place)) else { return steady() };
        let (some, all): (Vec<usize>, Vec<usize>) =
            here.into_iter().partition(|promotion| self.promotions[*promotion].products.is_some());
        let of_all = Shape { season, promotions: all.clone(), trend, life: None };
        // Products that the same promotions raise and that live alike go together.
        let mut sets: Vec<(Vec<usize>, Option<Life>, f64)> = Vec::new();
        let mut set_of = Vec::new();
        for (product, weight) in mix {
            let raised: Vec<usize> = some.iter().copied().filter(|p| self.promotions[*p].raises(*product)).collect();
            let life = life(*product);
            let known = sets.iter().position(|(set, lives, _)| *set == raised && *lives == life).unwrap_or_else(|| {
                sets.push((raised, life, 0.0));
                sets.len() - 1
            });
            sets[known].2 += weight;
            set_of.push(known);
        }
        let profile_of = |set: &[usize], life: Option<Life>| {
            self.profile(Shape { promotions: [&all[..], set].concat(), life, ..of_all.clone() }, zone)
        };
        let profiles: Vec<Option<Arc<Profile>>> = sets.iter().map(|(set, life, _)| profile_of(set, *life)).collect();
        let products = set_of.iter().map(|set| profiles[*set].clone()).collect();
        let [_, _, ..] = sets[..] else {
            let orders = match &profiles[..] {
                [only] => only.clone(),
                _ => profile_of(&[], None),
            };
            return Rhythm { orders, products, mixes: None };
        };
        let clock = &self.clock;
        let total: f64 = sets.iter().map(|(.., weight)| weight).sum();
        let raised = |day: i64| -> Vec<f64> {
            let date = clock.date(day);
            let factor = |(set, life, _): &(Vec<usize>, Option<Life>, f64)| {
                let promoted: f64 = set.iter().map(|p| self.promotions[*p].factor(date)).product();
                promoted * life.map_or(1.0, |life| life.factor(day))
            };
            sets.iter().map(factor).collect()
        };
        let busy = |day: i64| {
            let raised = raised(day);
            let sum: f64 = raised.iter().zip(&sets).map(|(factor, (.., weight))| factor * weight).sum();
            self.busy(&of_all, day) * sum / total
        };
        let orders = Profile::new(zone.clone(), clock.days(), busy, self.hours_of(season));
        let mut kinds: Vec<Vec<f64>> = vec![vec![1.0; sets.len()]];
        let which = clock.days().map(|day| {
            let raised = raised(day);
            // Where all are raised alike, or nothing is bought, the mix is the plain one.
            if raised.iter().all(|factor| *factor == raised[0]) {
                return 0;
            }
            let known = kinds.iter().rposition(|kind| *kind == raised).unwrap_or_else(|| {
                kinds.push(raised);
                kinds.len() - 1
            });
            u32::try_from(known).expect("no more lists than days")
        });
        let which = which.collect();
        let factors = kinds.iter().map(|kind| set_of.iter().map(|set| kind[*set]).collect()).collect();
        let mixes = Mixes { factors, zone: zone.clone(), first: clock.days().start, which };
        Rhythm { orders: Some(Arc::new(orders)), products, mixes: Some(mixes) }
    }

    /// The profile of a shape; the same one for all who ask for the same.
    fn profile(&self, mut shape: Shape, zone: &Zone) -> Option<Arc<Profile>> {
        shape.promotions.sort_unstable();
        if shape == Shape::default() {
            return None;
        }
        let mut profiles = self.profiles.borrow_mut();
        if let Some(known) = profiles.iter().find(|known| known.shape == shape && known.zone == *zone) {
            return known.profile.clone();
        }
        let busy = |day: i64| self.busy(&shape, day);
        let hours = self.hours_of(shape.season);
        let profile = Some(Arc::new(Profile::new(zone.clone(), self.clock.days(), busy, hours)));
        profiles.push(Known { shape, zone: zone.clone(), profile: profile.clone() });
        profile
    }

    fn hours_of(&self, season: Option<usize>) -> Option<[f64; 24]> {
        season.and_then(|season| self.seasons[season].hour)
    }

    fn busy(&self, shape: &Shape, day: i64) -> f64 {
        let date = self.clock.date(day);
        let promoted: f64 = shape.promotions.iter().map(|promotion| self.promotions[*promotion].factor(date)).product();
        let season = shape.season.map_or(1.0, |season| self.seasons[season].factor(day, date, &self.clock));
        let grown = shape.trend.as_ref().map_or(1.0, |trend| trend.factor(day));
        promoted * season * grown * shape.life.map_or(1.0, |life| life.factor(day))
    }
}

impl Season {
    fn factor(&self, day: i64, date: Option<Date>, clock: &Clock) -> f64 {
        let weekday = self.weekday.map_or(1.0, |weights| weights[clock.weekday(day)]);
        let month = self
            .month
            .zip(date)
            .map_or(1.0, |(weights, date)| weights[usize::try_from(date.month() - 1).expect("one of twelve")]);
        weekday * month
    }
}
