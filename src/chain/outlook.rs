//! The outlook: what is expected to be asked of each product, known from the laws of demand before anything happens, with
//! seasons and promotions. Markets say it as they are read; who is read after them may ask.

use super::{Profile, Resolver};
use crate::text::{Code, Place, Problem};
use crate::units::{AgentId, CellId, Id, ProductId, SimTime, Span, WayId};
use std::sync::Arc;

/// What one market is expected to ask of one product.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Who orders.
    pub market: AgentId,
    /// What.
    pub product: ProductId,
    /// Units on a plain day.
    pub per_day: f64,
    /// How busy days are against a plain one; `None` is always alike.
    pub profile: Option<Arc<Profile>>,
}

/// What is expected to be asked of one product, by whomever.
#[derive(Clone, Debug, Default)]
pub struct Outlook(Vec<(f64, Option<Arc<Profile>>)>);

impl Outlook {
    /// The units that are expected in a span that begins now.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "an expectation")]
    pub fn units(&self, now: SimTime, span: Span) -> f64 {
        let plain = span.micros() as f64 / Span::DAY.micros() as f64;
        let days =
            |profile: &Option<Arc<Profile>>| profile.as_ref().map_or(plain, |profile| profile.between(now, now + span));
        self.0.iter().map(|(per_day, profile)| per_day * days(profile)).sum()
    }

    /// The units of a plain day.
    #[must_use]
    pub fn per_day(&self) -> f64 {
        self.0.iter().map(|(per_day, _)| per_day).sum()
    }

    fn add_all(&mut self, other: &Self) {
        other.0.iter().for_each(|(per_day, profile)| self.add_one(*per_day, profile.as_ref()));
    }

    fn add(&mut self, expected: &Expected) {
        self.add_one(expected.per_day, expected.profile.as_ref());
    }

    fn add_one(&mut self, more: f64, rhythm: Option<&Arc<Profile>>) {
        let same = |known: &Option<Arc<Profile>>| match (known.as_ref(), rhythm) {
            (None, None) => true,
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            _ => false,
        };
        match self.0.iter_mut().find(|(_, profile)| same(profile)) {
            Some((per_day, _)) => *per_day += more,
            None => self.0.push((more, rhythm.cloned())),
        }
    }
}

impl Resolver<'_> {
    /// Notes that a cell has levels in days of coming demand.
    pub fn looks_ahead(&self, cell: CellId, place: Place) {
        self.ahead.borrow_mut().push((cell, place));
    }

    /// Notes by which way a platform mainly sells a product, or all orders of a market go.
    pub fn sells_by(&self, seller: AgentId, product: Option<ProductId>, way: WayId) {
        self.main_ways.borrow_mut().insert((seller, product), way);
    }

    /// Notes by which platform a market orders.
    pub fn orders_by(&self, market: AgentId, platform: AgentId) {
        self.platforms.borrow_mut().insert(market, platform);
    }

    /// What is expected to be asked of every cell: by the markets whose orders mainly begin there, and by the cells that
    /// are filled from it. Asked when everyone has been read.
    pub fn outlooks(&self) -> Vec<Outlook> {
        let mut outlooks = vec![Outlook::default(); self.names.cells.len()];
        let (main, platforms) = (self.main_ways.borrow(), self.platforms.borrow());
        for (product, expected) in self.expected.borrow().iter() {
            for expected in expected {
                let way = match platforms.get(&expected.market) {
                    Some(platform) => main.get(&(*platform, Some(*product))),
                    None => main.get(&(expected.market, None)),
                };
                let first = way.and_then(|way| self.ways.borrow()[way.index()].0.first());
                if let Some(cell) = first.and_then(|first| self.cell_of(first, *product)) {
                    outlooks[cell.index()].add(expected);
                }
            }
        }
        let upstream: Vec<Option<usize>> = self.upstream().into_iter().map(|up| up.map(CellId::index)).collect();
        // What consumers ask of a cell is asked of all cells behind it; sources in a circle were refused.
        let own = outlooks.clone();
        for (cell, own) in own.iter().enumerate() {
            let behind = std::iter::successors(upstream[cell], |at| upstream[*at]).take(outlooks.len());
            behind.for_each(|at| outlooks[at].add_all(own));
        }
        for (cell, place) in self.ahead.borrow().iter() {
            if outlooks[cell.index()].per_day() <= 0.0 {
                let name = &self.names.cells[cell.index()].0.name;
                let cause = format!("nobody is expected to order from `stock.{name}`, so days of demand are no level");
                let problem = Problem::new(Code::NoDemand, *place, cause);
                self.report(problem.help("a cell that only helps others out states its levels in pieces"));
            }
        }
        outlooks
    }

    /// Notes what a market is expected to ask.
    pub fn expect(&self, expected: Expected) {
        self.expected.borrow_mut().entry(expected.product).or_default().push(expected);
    }

    /// What is expected to be asked of a product by the markets that count. Markets are read before everyone else; what
    /// is asked while they are read is not whole.
    #[must_use]
    pub fn outlook(&self, product: ProductId, counts: impl Fn(AgentId) -> bool) -> Outlook {
        let mut outlook = Outlook::default();
        let expected = self.expected.borrow();
        let asked = expected.get(&product).into_iter().flatten();
        let counted = asked.filter(|expected| counts(expected.market));
        counted.for_each(|expected| outlook.add(expected));
        outlook
    }

    /// The units of a product that a market is expected to ask on a plain day.
    #[must_use]
    pub fn expected_units_per_day(&self, market: AgentId, product: ProductId) -> f64 {
        self.outlook(product, |other| other == market).per_day()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::Zone;
    use crate::units::Id;

    #[test]
    fn streams_of_one_rhythm_are_added_up() {
        let profile = Arc::new(Profile::new(Zone::default(), -2..30, |day| if day == 1 { 5.0 } else { 1.0 }, None));
        let expected = |per_day, profile| Expected {
            market: AgentId::from_index(0),
            product: ProductId::from_index(0),
            per_day,
            profile,
        };
        let mut outlook = Outlook::default();
        for part in [(2.0, None), (3.0, None), (4.0, Some(&profile)), (6.0, Some(&profile))] {
            outlook.add(&expected(part.0, part.1.cloned()));
        }
        assert_eq!((outlook.0.len(), outlook.per_day()), (2, 15.0));
        assert_eq!(outlook.units(SimTime::ZERO, Span::DAY * 3), 15.0 + 10.0 * 7.0);
    }
}
