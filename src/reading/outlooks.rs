//! Expected demand of every stock point. Markets record theirs while they are read; it is complete once they all have
//! been.

use super::Reading;
use crate::chain::{Expected, Outlook};
use crate::text::{Code, Place, Problem};
use crate::units::{AgentId, Id, ProductId, RouteId, StockPointId};

impl Reading<'_> {
    /// Records that a stock point has levels in days of future demand.
    pub fn looks_ahead(&mut self, stock_point: StockPointId, place: Place) {
        self.draft.ahead.push((stock_point, place));
    }

    /// Records the main route of a platform's product, or of a market's orders.
    pub fn sells_by(&mut self, seller: AgentId, product: Option<ProductId>, route: RouteId) {
        self.draft.main_routes.insert((seller, product), route);
    }

    /// Records the platform that a market orders from.
    pub fn orders_by(&mut self, market: AgentId, platform: AgentId) {
        self.draft.platforms.insert(market, platform);
    }

    /// Returns the expected demand of every stock point: that of the markets whose main route begins there, and that of
    /// the stock points it fills. Must be called once everything has been read.
    pub fn outlooks(&mut self) -> Vec<Outlook> {
        let mut outlooks = vec![Outlook::default(); self.names.stock_points.len()];
        let (main, platforms) = (&self.draft.main_routes, &self.draft.platforms);
        for (product, expected) in &self.draft.expected {
            for expected in expected {
                let route = match platforms.get(&expected.market) {
                    Some(platform) => main.get(&(*platform, Some(*product))),
                    None => main.get(&(expected.market, None)),
                };
                let first = route.and_then(|route| self.draft.routes[route.index()].0.first());
                if let Some(stock_point) = first.and_then(|first| self.stock_point_of(first, *product)) {
                    outlooks[stock_point.index()].add(expected);
                }
            }
        }
        let upstream: Vec<Option<usize>> = self.upstream().into_iter().map(|up| up.map(StockPointId::index)).collect();
        // A stock point's consumer demand also counts for every stock point upstream. Circular sources have been
        // rejected.
        let own = outlooks.clone();
        for (stock_point, own) in own.iter().enumerate() {
            let behind = std::iter::successors(upstream[stock_point], |at| upstream[*at]).take(outlooks.len());
            behind.for_each(|at| outlooks[at].add_all(own));
        }
        for (stock_point, place) in std::mem::take(&mut self.draft.ahead) {
            if outlooks[stock_point.index()].per_day() <= 0.0 {
                let name = &self.names.stock_points[stock_point.index()].name;
                let cause = format!("`stock.{name}` has no expected demand, so its levels cannot be in days of demand");
                let problem = Problem::new(Code::NoDemand, place, cause);
                self.report(problem.help("give its levels in pieces if it only serves as a backup"));
            }
        }
        outlooks
    }

    /// Records a market's expected demand.
    pub fn expect(&mut self, expected: Expected) {
        self.draft.expected.entry(expected.product).or_default().push(expected);
    }

    /// Returns the expected demand for a product in the markets for which `counts` is true. Markets are read first;
    /// until they all have been, the result is incomplete.
    #[must_use]
    pub fn outlook(&self, product: ProductId, counts: impl Fn(AgentId) -> bool) -> Outlook {
        let mut outlook = Outlook::default();
        let expected = &self.draft.expected;
        let asked = expected.get(&product).into_iter().flatten();
        let counted = asked.filter(|expected| counts(expected.market));
        counted.for_each(|expected| outlook.add(expected));
        outlook
    }

    /// Returns the expected daily demand of a market for a product on an ordinary day.
    #[must_use]
    pub fn expected_units_per_day(&self, market: AgentId, product: ProductId) -> f64 {
        self.outlook(product, |other| other == market).per_day()
    }
}
