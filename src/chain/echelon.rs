//! Echelons: which stock points lie below which, by the sources that fill them when stock is plenty.

use crate::units::{Id, StockPointId, Units};

/// What rules that see an echelon need to know; empty where none does.
#[derive(Clone, Debug, Default)]
pub struct Echelons {
    upstream: Vec<Option<StockPointId>>,
    /// The stock points at and below a stock point, for those that ask.
    below: Vec<Vec<StockPointId>>,
    /// The stock points above that see a stock point and watch all the time.
    above: Vec<Vec<StockPointId>>,
    /// The stock at the start, for those that see an echelon.
    starts: Vec<Option<Units>>,
}

impl Echelons {
    /// The echelons of the stock points that ask, each with whether it watches all the time, where every stock point is filled from
    /// another or none.
    #[must_use]
    pub fn new(upstream: Vec<Option<StockPointId>>, asking: &[(StockPointId, bool)]) -> Self {
        if asking.is_empty() {
            return Self::default();
        }
        let stock_points = upstream.len();
        let mut echelons = Self {
            upstream,
            below: vec![vec![]; stock_points],
            above: vec![vec![]; stock_points],
            starts: vec![None; stock_points],
        };
        for stock_point in (0..stock_points).map(StockPointId::from_index) {
            // Sources in a circle were refused; a step for each stock point is more than any chain has.
            let chain = std::iter::successors(Some(stock_point), |at| echelons.upstream[at.index()]).take(stock_points);
            for at in chain.collect::<Vec<_>>() {
                if let Some((_, always)) = asking.iter().find(|(asks, _)| *asks == at) {
                    echelons.below[at.index()].push(stock_point);
                    if *always && at != stock_point {
                        echelons.above[stock_point.index()].push(at);
                    }
                }
            }
        }
        echelons
    }

    /// The stock at the start of those that see an echelon: their top less the tops right below.
    pub fn begin_with(&mut self, tops: &[(StockPointId, Units)]) {
        if self.starts.is_empty() {
            return;
        }
        let mut own = vec![Units::ZERO; self.starts.len()];
        for (stock_point, top) in tops {
            own[stock_point.index()] = *top;
        }
        for stock_point in 0..self.starts.len() {
            if !self.below[stock_point].is_empty() {
                self.starts[stock_point] =
                    Some((own[stock_point] - self.right_below(stock_point, &own)).max(Units::ZERO));
            }
        }
    }

    /// The tops of the echelons right below a stock point.
    fn right_below(&self, stock_point: usize, own: &[Units]) -> Units {
        let children = (0..own.len()).filter(|child| self.upstream[*child].is_some_and(|up| up.index() == stock_point));
        let echelon = |child: usize| {
            let sees = !self.below[child].is_empty();
            own[child] + if sees { Units::ZERO } else { self.right_below(child, own) }
        };
        children.map(echelon).sum()
    }

    /// The stock points at and below a stock point that sees its echelon.
    #[must_use]
    pub fn below(&self, stock_point: StockPointId) -> &[StockPointId] {
        self.below.get(stock_point.index()).map_or(&[], |below| below)
    }

    /// The stock points above a stock point that see it and watch all the time.
    #[must_use]
    pub fn above(&self, stock_point: StockPointId) -> &[StockPointId] {
        self.above.get(stock_point.index()).map_or(&[], |above| above)
    }

    /// The stock at the start of a stock point that sees its echelon.
    #[must_use]
    pub fn start(&self, stock_point: StockPointId) -> Option<Units> {
        self.starts.get(stock_point.index()).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn echelons_of_a_tree() {
        let stock_point = StockPointId::from_index;
        // 0 <- 1 <- 2 and 0 <- 3; stock points 0 and 1 see their echelons, 0 all the time.
        let upstream = vec![None, Some(stock_point(0)), Some(stock_point(1)), Some(stock_point(0))];
        let mut echelons = Echelons::new(upstream, &[(stock_point(0), true), (stock_point(1), false)]);
        assert_eq!(echelons.below(stock_point(0)), [0, 1, 2, 3].map(stock_point));
        assert_eq!(echelons.below(stock_point(1)), [1, 2].map(stock_point));
        assert_eq!((echelons.below(stock_point(3)), echelons.above(stock_point(2))), (&[][..], &[stock_point(0)][..]));
        echelons.begin_with(&[
            (stock_point(0), Units::new(30)),
            (stock_point(1), Units::new(12)),
            (stock_point(2), Units::new(5)),
            (stock_point(3), Units::new(7)),
        ]);
        assert_eq!(echelons.start(stock_point(0)), Some(Units::new(30 - 12 - 7)));
        assert_eq!((echelons.start(stock_point(1)), echelons.start(stock_point(2))), (Some(Units::new(7)), None));
        assert!(Echelons::new(vec![None], &[]).above(stock_point(0)).is_empty());
    }
}
