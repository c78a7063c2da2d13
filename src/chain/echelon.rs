//! Echelons: which stock points are downstream of which, by their sources while stock is not low.

use crate::units::{Id, StockPointId, Units};

/// The echelons that policies need; empty if none does.
#[derive(Clone, Debug, Default)]
pub struct Echelons {
    upstream: Vec<Option<StockPointId>>,
    /// The stock points at and downstream of a stock point, for those that need it.
    below: Vec<Vec<StockPointId>>,
    /// The upstream stock points that see a stock point and review continuously.
    above: Vec<Vec<StockPointId>>,
    /// The opening stock of those that see an echelon.
    starts: Vec<Option<Units>>,
}

impl Echelons {
    /// Creates the echelons of the stock points that need them, each with whether it reviews continuously. `upstream`
    /// is the stock point that replenishes each stock point, if there is one.
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
            // Circular sources were rejected; one step per stock point is more than any chain has.
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

    /// Sets the opening stock of those that see an echelon: their order-up-to level less those directly downstream.
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

    /// Returns the sum of the order-up-to levels of the echelons directly downstream of a stock point.
    fn right_below(&self, stock_point: usize, own: &[Units]) -> Units {
        let children = (0..own.len()).filter(|child| self.upstream[*child].is_some_and(|up| up.index() == stock_point));
        let echelon = |child: usize| {
            let sees = !self.below[child].is_empty();
            own[child] + if sees { Units::ZERO } else { self.right_below(child, own) }
        };
        children.map(echelon).sum()
    }

    /// Returns the stock points at and downstream of a stock point that sees its echelon.
    #[must_use]
    pub fn below(&self, stock_point: StockPointId) -> &[StockPointId] {
        self.below.get(stock_point.index()).map_or(&[], |below| below)
    }

    /// Returns the upstream stock points that see a stock point and review continuously.
    #[must_use]
    pub fn above(&self, stock_point: StockPointId) -> &[StockPointId] {
        self.above.get(stock_point.index()).map_or(&[], |above| above)
    }

    /// Returns the opening stock of a stock point that sees its echelon.
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
