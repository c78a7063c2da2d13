//! What presales collect of a stream of orders: of the first day of a promotion, for the products it applies to. They
//! move demand and add none.

use super::Reading;
use super::pattern::{Pattern, Set};
use crate::chain::{Mixes, Presold, Round, Zone};

/// The share of the demand of a day that a presale collects.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken {
    promotion: usize,
    pub(super) round: Round,
    pub(super) share: f64,
}

/// Returns the share of the demand of a day that presales leave.
pub(super) fn left(taken: &[Taken], day: i64) -> f64 {
    1.0 - taken.iter().filter(|taken| taken.round.day == day).map(|taken| taken.share).sum::<f64>()
}

impl Reading<'_> {
    /// Returns what the presales of promotions take of the demand of their first days. If several have the same first
    /// day, each takes its share of what those before it leave.
    pub(super) fn taken(&self, promotions: &[usize]) -> Vec<Taken> {
        let mut taken: Vec<Taken> = Vec::new();
        for promotion in promotions {
            let Some(presale) = &self.promotions[*promotion].presale else { continue };
            for round in &presale.rounds {
                let share = presale.share * left(&taken, round.day);
                taken.push(Taken { promotion: *promotion, round: *round, share });
            }
        }
        taken
    }

    /// Returns the presales of promotions in a stream of orders with this pattern for these sets of products.
    pub(super) fn presold(
        &self,
        promotions: &[usize],
        of_all: &Pattern,
        (sets, set_of): (&[Set], &[usize]),
        zone: &Zone,
    ) -> Vec<Presold> {
        let every = [Set { weight: 1.0, ..Set::default() }];
        let sets = if sets.is_empty() { &every } else { sets };
        promotions.iter().filter_map(|at| self.presold_by(*at, promotions, of_all, (sets, set_of), zone)).collect()
    }

    fn presold_by(
        &self,
        promotion: usize,
        promotions: &[usize],
        of_all: &Pattern,
        (sets, set_of): (&[Set], &[usize]),
        zone: &Zone,
    ) -> Option<Presold> {
        let presale = self.promotions[promotion].presale.as_ref()?;
        let total: f64 = sets.iter().map(|set| set.weight).sum();
        // The factor of each set on a first day, as far as it is collected.
        let collected = |set: &Set, day: i64| {
            let taken = self.taken(&set.with(&of_all.promotions));
            let mine = taken.iter().filter(|taken| taken.promotion == promotion && taken.round.day == day);
            mine.map(|taken| taken.share).sum::<f64>() * self.raised(set, zone, day)
        };
        let of_sets = |day: i64| -> Vec<f64> { sets.iter().map(|set| collected(set, day)).collect() };
        let days = |round: &Round| {
            let orders: f64 = sets.iter().zip(of_sets(round.day)).map(|(set, factor)| set.weight * factor).sum();
            let orders = self.whole(of_all, zone, round.day) * orders / total;
            (orders > 0.0).then_some((*round, orders))
        };
        let rounds: Vec<(Round, f64)> = presale.rounds.iter().filter_map(days).collect();
        if rounds.is_empty() {
            return None;
        }
        let mixes = (sets.len() > 1).then(|| {
            let of_products = |factors: &[f64]| -> Vec<f64> { set_of.iter().map(|set| factors[*set]).collect() };
            let mut lists = vec![vec![1.0; set_of.len()]];
            lists.extend(rounds.iter().map(|(round, _)| of_products(&of_sets(round.day))));
            let all = self.clock.days();
            let mut mixes = Mixes::new(lists, zone.clone(), all.start, vec![0; all.count()].into());
            (1..).zip(&rounds).for_each(|(list, (round, _))| mixes.apply(round.day, list));
            mixes
        });
        let uplifts = self.uplifts(promotions, set_of.to_vec(), |uplifts, day| {
            if rounds.iter().any(|(round, _)| round.day == day.0) {
                let each = sets.iter().zip(of_sets(day.0));
                let sets: Vec<(f64, &[usize])> =
                    each.map(|(set, factor)| (set.weight * factor, &set.promotions[..])).collect();
                uplifts.add(day, &of_all.promotions, &sets);
            }
        });
        Some(Presold { path: presale.path.clone(), stream: presale.stream, rounds, mixes, uplifts })
    }
}
