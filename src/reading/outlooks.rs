//! The outlook of every stock point: markets say what they are expected to ask as they are read; whoever is read after them may ask.

use super::Reading;
use crate::chain::{Expected, Outlook};
use crate::text::{Code, Place, Problem};
use crate::units::{AgentId, Id, ProductId, RouteId, StockPointId};

impl Reading<'_> {
    /// Notes that a stock point has levels in days of coming demand.
    pub fn looks_ahead(&mut self, stock_point: StockPointId, place: Place) {
        self.draft.ahead.push((stock_point, place));
    }

    /// Notes by which way a platform mainly sells a product, or all orders of a market go.
    pub fn sells_by(&mut self, seller: AgentId, product: Option<ProductId>, route: RouteId) {
        self.draft.main_routes.insert((seller, product), route);
    }

    /// Notes by which platform a market orders.
    pub fn orders_by(&mut self, market: AgentId, platform: AgentId) {
        self.draft.platforms.insert(market, platform);
    }

    /// What is expected to be asked of every stock point: by the markets whose orders mainly begin there, and by the stock points that
    /// are filled from it. Asked when everyone has been read.
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
        // What consumers ask of a stock point is asked of all stock points behind it; sources in a circle were refused.
        let own = outlooks.clone();
        for (stock_point, own) in own.iter().enumerate() {
            let behind = std::iter::successors(upstream[stock_point], |at| upstream[*at]).take(outlooks.len());
            behind.for_each(|at| outlooks[at].add_all(own));
        }
        for (stock_point, place) in std::mem::take(&mut self.draft.ahead) {
            if outlooks[stock_point.index()].per_day() <= 0.0 {
                let name = &self.names.stock_points[stock_point.index()].name;
                let cause = format!("nobody is expected to order from `stock.{name}`, so days of demand are no level");
                let problem = Problem::new(Code::NoDemand, place, cause);
                self.report(problem.help("a cell that only helps others out states its levels in pieces"));
            }
        }
        outlooks
    }

    /// Notes what a market is expected to ask.
    pub fn expect(&mut self, expected: Expected) {
        self.draft.expected.entry(expected.product).or_default().push(expected);
    }

    /// What is expected to be asked of a product by the markets that count. Markets are read before everyone else; what
    /// is asked while they are read is not whole.
    #[must_use]
    pub fn outlook(&self, product: ProductId, counts: impl Fn(AgentId) -> bool) -> Outlook {
        let mut outlook = Outlook::default();
        let expected = &self.draft.expected;
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
