//! The rhythm of a stream of orders: its season, promotions and trend, and the lives of its products.

use super::Reading;
use super::pattern::{Known, Pattern, Set};
use super::presold::left;
use crate::chain::{Mixes, Product, Profile, Rhythm, Uplift, Uplifts, Zone};
use crate::text::Reader;
use crate::units::{AgentId, Id, PlaceId, ProductId};
use jiff::civil::Date;
use std::sync::Arc;

impl Reading<'_> {
    /// Returns the rhythm of a market's orders at a place, for these products with these weights in the mix. `season`
    /// and `trend` come from the first reader that has them; promotions and product lives always apply. If there are
    /// none of these, the rhythm is constant.
    pub fn rhythm(
        &mut self,
        market: AgentId,
        at: Option<PlaceId>,
        readers: &[&Reader<'_>],
        mix: &[(ProductId, f64)],
    ) -> Rhythm {
        let (products, promotions) = (Arc::clone(&self.products), Arc::clone(&self.promotions));
        let said = |key| readers.iter().find_map(|reader| reader.get(key));
        let named = said("season");
        let season = named.and_then(|node| self.one_of(node, "season", &self.names.seasons));
        let here: Vec<usize> = (0..promotions.len()).filter(|p| promotions[*p].holds_in(market)).collect();
        let trend = said("trend").and_then(|node| self.trend(node));
        let life = |product: ProductId| products[product.index()].life;
        let mortal = mix.iter().any(|(product, _)| life(*product).is_some());
        let response = |product: ProductId| {
            let Product { price, elasticity, .. } = &products[product.index()];
            (*elasticity > 0.0 && price.vary(market)).then_some((product, market))
        };
        let responding = mix.iter().any(|(product, _)| response(*product).is_some());
        let steady = || Rhythm { products: vec![None; mix.len()], ..Rhythm::default() };
        if season.is_none() && here.is_empty() && trend.is_none() && !mortal && !responding {
            return steady();
        }
        let Some(zone) = &self.zone(at, named.map_or(readers[0].place(), |node| node.place)) else { return steady() };
        let (some, all): (Vec<usize>, Vec<usize>) =
            here.iter().copied().partition(|promotion| promotions[*promotion].products.is_some());
        let of_all = Pattern { season, promotions: all.clone(), trend, life: None, response: None, is_left: false };
        // Products with the same promotions and the same life share a profile, unless their price moves their demand.
        let mut sets: Vec<Set> = Vec::new();
        let mut set_of = Vec::new();
        for (product, weight) in mix {
            let raised: Vec<usize> = some.iter().copied().filter(|p| promotions[*p].raises(*product)).collect();
            let life = life(*product);
            let set = Set { promotions: raised, life, response: response(*product), weight: 0.0 };
            let known = sets.iter().position(|known| known.is_like(&set)).unwrap_or_else(|| {
                sets.push(set);
                sets.len() - 1
            });
            sets[known].weight += weight;
            set_of.push(known);
        }
        let presold = self.presold(&here, &of_all, (&sets, &set_of), zone);
        let mut profile_of = |set: &Set, is_left: bool| {
            let promotions = set.with(&all);
            let is_left = is_left && !self.taken(&promotions).is_empty();
            let (life, response) = (set.life, set.response);
            self.profile(Pattern { promotions, life, response, is_left, ..of_all.clone() }, zone)
        };
        let profiles: Vec<Option<Arc<Profile>>> = sets.iter().map(|set| profile_of(set, false)).collect();
        let products = set_of.iter().map(|set| profiles[*set].clone()).collect();
        let [_, _, ..] = sets[..] else {
            let none = Set::default();
            let only = sets.first().unwrap_or(&none);
            let (orders, here) = (profile_of(only, true), only.with(&all));
            let uplifts = self.uplifts(&here, set_of, |uplifts, day| uplifts.add(day, &here, &[]));
            return Rhythm { orders, products, mixes: None, uplifts, presold };
        };
        let clock = &self.clock;
        let total: f64 = sets.iter().map(|set| set.weight).sum();
        let taken: Vec<_> = sets.iter().map(|set| self.taken(&set.with(&all))).collect();
        let raised = |day: i64| -> Vec<f64> {
            let factor = |(set, taken): (&Set, &Vec<_>)| self.raised(set, zone, day) * left(taken, day);
            sets.iter().zip(&taken).map(factor).collect()
        };
        let busy = |day: i64| {
            let raised = raised(day);
            let sum: f64 = raised.iter().zip(&sets).map(|(factor, set)| factor * set.weight).sum();
            self.whole(&of_all, zone, day) * sum / total
        };
        let with_hours = here.iter().any(|promotion| promotions[*promotion].hour.is_some());
        let hours = |day: i64| {
            let usual = || self.hours_of(season);
            if with_hours { self.mixed_hours(season, &all, &sets, &raised(day), day) } else { usual() }
        };
        let orders = Profile::with_hours(zone.clone(), clock.days(), busy, self.hours_of(season), hours);
        let uplifts = self.uplifts(&here, set_of.clone(), |uplifts, day| {
            let each = sets.iter().zip(raised(day.0));
            let sets: Vec<(f64, &[usize])> =
                each.map(|(set, factor)| (set.weight * factor, &set.promotions[..])).collect();
            uplifts.add(day, &all, &sets);
        });
        let mut kinds: Vec<Vec<f64>> = vec![vec![1.0; sets.len()]];
        let which = clock.days().map(|day| {
            let raised = raised(day);
            // If all products are raised alike, or nothing is bought, the mix is the ordinary one.
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
        let mixes = Mixes::new(factors, zone.clone(), clock.days().start, which);
        Rhythm { orders: Some(Arc::new(orders)), products, mixes: Some(mixes), uplifts, presold }
    }

    /// Returns the random uplifts of promotions, for products of these sets; `add` adds those of a day.
    pub(super) fn uplifts(
        &self,
        promotions: &[usize],
        sets: Vec<usize>,
        add: impl Fn(&mut Uplifts, (i64, Date)),
    ) -> Option<Arc<Uplifts>> {
        let random = |at: &usize| self.promotions[*at].uplift.as_ref().is_some_and(Uplift::varies);
        if !promotions.iter().any(random) {
            return None;
        }
        let mut uplifts = Uplifts::new(Arc::clone(&self.promotions), sets);
        let dates = self.clock.days().filter_map(|day| Some((day, self.clock.date(day)?)));
        dates.for_each(|day| add(&mut uplifts, day));
        Some(Arc::new(uplifts))
    }

    /// Returns the profile of a pattern; equal patterns share one.
    fn profile(&mut self, mut pattern: Pattern, zone: &Zone) -> Option<Arc<Profile>> {
        pattern.promotions.sort_unstable();
        if pattern == Pattern::default() {
            return None;
        }
        if let Some(known) = self.draft.profiles.iter().find(|known| known.pattern == pattern && known.zone == *zone) {
            return known.profile.clone();
        }
        let busy = |day: i64| self.busy(&pattern, zone, day);
        let plain = self.hours_of(pattern.season);
        let hours = |day: i64| self.hours_on(pattern.season, &pattern.promotions, day);
        let profile = Some(Arc::new(Profile::with_hours(zone.clone(), self.clock.days(), busy, plain, hours)));
        self.draft.profiles.push(Known { pattern, zone: zone.clone(), profile: profile.clone() });
        profile
    }

    fn hours_of(&self, season: Option<usize>) -> Option<[f64; 24]> {
        season.and_then(|season| self.seasons[season].hour)
    }

    /// Returns the hours of a day: those of the promotion with hours that raises its orders most, otherwise those of the
    /// season.
    fn hours_on(&self, season: Option<usize>, promotions: &[usize], day: i64) -> Option<[f64; 24]> {
        let mut most: Option<(f64, [f64; 24])> = None;
        for promotion in promotions.iter().map(|at| &self.promotions[*at]) {
            if let (Some(hour), Some(date)) = (promotion.hour, self.clock.date(day))
                && promotion.covers(date)
                && most.is_none_or(|(factor, _)| promotion.factor(Some(date)) > factor)
            {
                most = Some((promotion.factor(Some(date)), hour));
            }
        }
        most.map(|(_, hour)| hour).or_else(|| self.hours_of(season))
    }

    /// Returns the hours of a day for products raised by these factors: the mean of the hours of each set, by its orders.
    fn mixed_hours(
        &self,
        season: Option<usize>,
        all: &[usize],
        sets: &[Set],
        raised: &[f64],
        day: i64,
    ) -> Option<[f64; 24]> {
        let hours_of = |set: &Set| self.hours_on(season, &set.with(all), day);
        let hours: Vec<Option<[f64; 24]>> = sets.iter().map(hours_of).collect();
        let orders: Vec<f64> = sets.iter().zip(raised).map(|(set, factor)| set.weight * factor).collect();
        let sum: f64 = orders.iter().sum();
        if sum <= 0.0 || hours.iter().all(|one| *one == hours[0]) {
            return hours[0];
        }
        let weight = |hour: usize| -> f64 {
            let of = |(hours, orders): (&Option<[f64; 24]>, &f64)| orders * hours.map_or(1.0, |hours| hours[hour]);
            hours.iter().zip(&orders).map(of).sum::<f64>() / sum
        };
        Some(std::array::from_fn(weight))
    }

    fn busy(&self, pattern: &Pattern, zone: &Zone, day: i64) -> f64 {
        let whole = self.whole(pattern, zone, day);
        let taken = self.taken(&pattern.promotions);
        if taken.is_empty() {
            return whole;
        }
        let released = taken.iter().filter(|taken| !pattern.is_left && zone.day(taken.round.ships) == day);
        let released: f64 = released.map(|taken| self.whole(pattern, zone, taken.round.day) * taken.share).sum();
        whole * left(&taken, day) + released
    }

    /// Returns the factor of a set of products on a day, without what applies to all products.
    pub(super) fn raised(&self, set: &Set, zone: &Zone, day: i64) -> f64 {
        let date = self.clock.date(day);
        let promoted: f64 = set.promotions.iter().map(|at| self.promotions[*at].factor(date)).product();
        promoted * set.life.map_or(1.0, |life| life.factor(day)) * self.response(set.response, zone, day)
    }

    /// Returns the factor of a pattern on a day, whenever its demand is collected.
    pub(super) fn whole(&self, pattern: &Pattern, zone: &Zone, day: i64) -> f64 {
        let date = self.clock.date(day);
        let promoted: f64 =
            pattern.promotions.iter().map(|promotion| self.promotions[*promotion].factor(date)).product();
        let season = pattern.season.map_or(1.0, |season| self.seasons[season].factor(day, date, &self.clock));
        let grown = pattern.trend.as_ref().map_or(1.0, |trend| trend.factor(day));
        let alive = pattern.life.map_or(1.0, |life| life.factor(day));
        promoted * season * grown * alive * self.response(pattern.response, zone, day)
    }

    /// Returns the factor of a product's price on its demand in a market, at the prices with which a day begins.
    fn response(&self, of: Option<(ProductId, AgentId)>, zone: &Zone, day: i64) -> f64 {
        of.map_or(1.0, |(product, market)| {
            let Product { price, elasticity, .. } = &self.products[product.index()];
            price.response(market, zone.midnight(day), *elasticity)
        })
    }
}
