//! Order parts by path: how many took it, how long they took, whether the promise was kept, what they cost. The lines of an
//! order that take the same path form one part, which is delivered when its last line is. Covers orders placed in the
//! window, whenever they end.

use super::Measure;
use super::kpi;
use super::sheet::{Sheet, ratio};
use crate::chain::{Books, Fact, Network, Window};
use crate::stats::Histogram;
use crate::units::{Id, Money, OrderId, RouteId, SimTime, Span, Units};

/// Counts by path.
#[derive(Debug, Default)]
pub(super) struct Paths {
    /// The path of each route; `None` for a route that is not a path.
    path_of: Vec<Option<u32>>,
    /// The delivery time that each route promises.
    promises: Vec<Option<Span>>,
    paths: Vec<Path>,
    window: Window,
}

#[derive(Clone, Debug, Default)]
struct Path {
    parts: i64,
    lines: i64,
    delivered: i64,
    failed: i64,
    days: Histogram,
    /// Microseconds from payment to delivery.
    sum: i128,
    promised: i64,
    on_time: i64,
    cost: Money,
}

impl Measure for Paths {
    fn reset(&mut self, network: &Network) {
        self.window = network.window;
        self.path_of.clear();
        self.promises.clear();
        self.promises.extend(network.routes.iter().map(|route| route.promise));
        let mut paths = 0;
        self.path_of.extend(network.routes.iter().map(|route| {
            route.path.as_ref()?;
            paths += 1;
            Some(paths - 1)
        }));
        self.paths.truncate(paths as usize);
        self.paths.iter_mut().for_each(Path::clear);
        self.paths.resize_with(paths as usize, Path::default);
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        if self.paths.is_empty() {
            return;
        }
        match fact {
            Fact::Routed(first) => {
                let head = books.orders.head(first);
                let lines = || books.orders.lines(head).map(|(_, line)| line);
                let own = &books.orders[first];
                // A path counts as one part of an order, however many declarations it is split into.
                let again = lines().take_while(|line| !line.goes_with(own)).any(|line| line.route == own.route);
                let count = lines().filter(|line| line.goes_with(own)).count();
                if let Some(path) = self.of(first, books) {
                    path.parts += i64::from(!again);
                    path.lines += i64::try_from(count).unwrap_or(i64::MAX);
                }
            }
            Fact::LineDelivered { line, .. } | Fact::LineFailed { line, .. } => {
                let promise = self.promises.get(books.orders[line].route.index()).copied().flatten();
                if let Some(path) = self.of(line, books) {
                    path.end(now, line, promise, matches!(fact, Fact::LineDelivered { .. }), books);
                }
            }
            _ => {}
        }
    }

    fn report(&self, network: &Network, sheet: &mut Sheet) {
        let day = i128::from(Span::DAY.micros());
        let names = network.routes.iter().filter_map(|route| route.path.as_deref());
        for (name, path) in names.zip(&self.paths) {
            let mut put = |kpi, value| sheet.entry("path", name, kpi, value);
            put(&kpi::ORDER_PARTS, ratio(path.parts, 1));
            put(&kpi::ORDER_LINES, ratio(path.lines, 1));
            put(&kpi::PARTS_DELIVERED, ratio(path.delivered, 1));
            put(&kpi::PARTS_FAILED, ratio(path.failed, 1));
            put(&kpi::DELIVERY_MEAN, ratio(path.sum, i128::from(path.delivered) * day));
            let quantile = |p| path.days.quantile(p).map_or(f64::NAN, |micros| micros / ratio(day, 1));
            put(&kpi::DELIVERY_P50, quantile(0.50));
            put(&kpi::DELIVERY_P90, quantile(0.90));
            put(&kpi::DELIVERY_P95, quantile(0.95));
            put(&kpi::ON_TIME_SHARE, ratio(path.on_time, path.promised));
            put(&kpi::LANDED_PART, ratio(path.cost.parts(), i128::from(path.delivered) * i128::from(Money::SCALE)));
        }
    }
}

impl Paths {
    /// Returns the path of a consumer's line, if the line counts.
    #[inline(always)]
    fn of(&mut self, line: OrderId, books: &Books) -> Option<&mut Path> {
        let line = &books.orders[line];
        if self.window.covers(line.placed) && line.buyer.consumer().is_some() { self.path(line.route) } else { None }
    }

    #[inline(always)]
    fn path(&mut self, route: RouteId) -> Option<&mut Path> {
        let path = (*self.path_of.get(route.index())?)?;
        Some(&mut self.paths[path as usize])
    }
}

impl Path {
    fn clear(&mut self) {
        let mut days = std::mem::take(&mut self.days);
        days.clear();
        *self = Self { days, ..Self::default() };
    }

    /// Ends a line, and with its last line the part. `at_door`: the line was delivered.
    fn end(&mut self, now: SimTime, line: OrderId, promise: Option<Span>, at_door: bool, books: &Books) {
        let head = books.orders.head(line);
        let (route, placed) = (books.orders[line].route, books.orders[head].placed);
        let part = || books.orders.lines(head).map(|(_, line)| line).filter(|line| line.route == route);
        if part().any(|line| line.undelivered != Units::ZERO) {
            return;
        }
        if !at_door {
            self.failed += 1;
            return;
        }
        let micros = (now - placed).micros();
        self.delivered += 1;
        self.days.push(micros);
        self.sum += i128::from(micros);
        self.promised += i64::from(promise.is_some());
        self.on_time += i64::from(promise.is_some_and(|promise| now <= placed + promise));
        self.cost += part().map(|line| line.cost.total()).sum();
    }
}
