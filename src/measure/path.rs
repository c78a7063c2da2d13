//! Order parts by path: how many took it, how long they took, whether the promise was kept, what they cost. The lines of an
//! order that take the same path form one part, which ends with its last line. Covers orders placed in the window, whenever
//! they end.

use super::Measure;
use super::kpi;
use super::outcomes::Outcomes;
use super::sales::Sales;
use super::sheet::{Sheet, each, ratio};
use crate::chain::audit::Discrepancy;
use crate::chain::{Books, Extras, Fact, Failure, Network, Promise, SalesTerms, Window};
use crate::stats::Histogram;
use crate::units::{Id, OrderId, RouteId, SimTime, Span};
use std::sync::Arc;

/// Counts by path.
#[derive(Debug, Default)]
pub(super) struct Paths {
    /// The path of each route; `None` for a route that is not a path.
    path_of: Vec<Option<u32>>,
    /// The delivery time that each route promises.
    promises: Vec<Promise>,
    paths: Vec<Path>,
    /// By line: whether units of it will not arrive, until its part ends.
    short: Vec<bool>,
    window: Window,
    terms: Arc<SalesTerms>,
}

#[derive(Clone, Debug, Default)]
struct Path {
    parts: Outcomes,
    lines: i64,
    /// Parts whose last parcel was delivered, in full or not: the figures of time and cost cover these.
    delivered: i64,
    days: Histogram,
    /// Microseconds from payment to delivery.
    sum: i128,
    promised: i64,
    on_time: i64,
    on_time_in_full: i64,
    /// Parts with a promise that ended without a delivery, or were overdue when the run ended.
    broken: i64,
    overdue: i64,
    sales: Sales,
}

impl Measure for Paths {
    fn reset(&mut self, network: &Network, window: &Window) {
        self.window.clone_from(window);
        self.terms = Arc::clone(&network.sales);
        self.path_of.clear();
        self.promises.clear();
        self.promises.extend(network.routes.iter().map(|route| route.promise.clone()));
        let mut paths = 0;
        self.path_of.extend(network.routes.iter().map(|route| {
            route.path.as_ref()?;
            paths += 1;
            Some(paths - 1)
        }));
        self.paths.truncate(paths as usize);
        self.paths.iter_mut().for_each(Path::clear);
        self.paths.resize_with(paths as usize, Path::default);
        self.short.clear();
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
                let earlier = lines().take_while(|line| !line.goes_with(own));
                // Lines that have ended by now were refused.
                let again = earlier.filter(|line| !line.ended).any(|line| line.route == own.route);
                let count = lines().filter(|line| line.goes_with(own)).count();
                if let Some(path) = self.of(first, books) {
                    path.parts.placed += i64::from(!again);
                    path.lines += i64::try_from(count).unwrap_or(i64::MAX);
                }
            }
            Fact::Asked { order: line, lost, .. } if lost.is_positive() => self.forgo(line, books),
            Fact::GaveUp { order: line, .. } | Fact::Forgone { line, .. } => self.forgo(line, books),
            Fact::LineDelivered { line, .. } => self.end_line(now, line, None, books),
            Fact::LineFailed { line, why } => self.end_line(now, line, Some(why), books),
            _ => {}
        }
    }

    fn run_ends(&mut self, books: &Books) {
        for path in &mut self.paths {
            path.overdue = 0;
        }
        let end = self.window.end() + self.window.drain;
        for (id, line) in books.orders.iter().filter(|(_, line)| !line.ended) {
            let promise = self.promises.get(line.route.index()).and_then(|promise| promise.of(line.buyer.consumer()));
            let Some(promise) = promise else { continue };
            let head = books.orders.head(id);
            let mut before = books.orders.lines(head).take_while(|(other, _)| *other != id);
            // A part counts once, with the first of its lines that is open.
            let again = before.any(|(_, other)| !other.ended && other.route == line.route);
            if let Some(path) = self.of(id, books).filter(|_| !again && line.placed + promise < end) {
                path.overdue += 1;
            }
        }
    }

    fn audit(&self, network: &Network) -> Result<(), Discrepancy> {
        let names = network.routes.iter().filter_map(|route| route.path.as_deref());
        for (name, Path { parts, .. }) in names.zip(&self.paths) {
            // Parts that are still open are not counted, so at most as many have ended as began.
            let unfinished = (parts.placed - parts.ended()).max(0);
            Outcomes { unfinished, ..*parts }.check(name, "parts")?;
        }
        Ok(())
    }

    fn report(&self, network: &Network, _window: &Window, sheet: &mut Sheet) {
        let day = i128::from(Span::DAY.micros());
        let names = network.routes.iter().filter_map(|route| route.path.as_deref());
        for (name, path) in names.zip(&self.paths) {
            let mut put = |kpi, value| sheet.entry("path", name, kpi, value);
            let parts = Outcomes { unfinished: path.parts.placed - path.parts.ended(), ..path.parts };
            parts.of_parts(|kpi, number| put(kpi, ratio(number, 1)));
            put(&kpi::PARTS_COMPLETED, ratio(path.delivered, 1));
            put(&kpi::ORDER_LINES, ratio(path.lines, 1));
            put(&kpi::DELIVERY_MEAN, ratio(path.sum, i128::from(path.delivered) * day));
            let quantile = |p| path.days.quantile(p).map_or(f64::NAN, |micros| micros / ratio(day, 1));
            put(&kpi::DELIVERY_P50, quantile(0.50));
            put(&kpi::DELIVERY_P90, quantile(0.90));
            put(&kpi::DELIVERY_P95, quantile(0.95));
            put(&kpi::ON_TIME_SHARE, ratio(path.on_time, path.promised));
            put(&kpi::OTIF_SHARE, ratio(path.on_time_in_full, path.promised + path.broken + path.overdue));
            put(&kpi::LANDED_PART, each(path.sales.cost.total(), path.delivered));
            path.sales.report(path.delivered, &network.sales, put);
        }
    }
}

impl Paths {
    /// Returns the path of a consumer's line, if the line counts. An order that its platform keeps has no path yet.
    #[inline(always)]
    fn of(&mut self, line: OrderId, books: &Books) -> Option<&mut Path> {
        let line = &books.orders[line];
        let counts = self.window.covers(line.placed) && line.buyer.consumer().is_some() && !line.being_sent;
        if counts { self.path(line.route) } else { None }
    }

    /// Notes that units of a line will not arrive.
    #[inline(never)]
    fn forgo(&mut self, line: OrderId, books: &Books) {
        if self.of(line, books).is_some() {
            if self.short.len() <= line.index() {
                self.short.resize(line.index() + 1, false);
            }
            self.short[line.index()] = true;
        }
    }

    /// Ends a line, and its part if it was the last one. `failure`: why the line was not delivered.
    fn end_line(&mut self, now: SimTime, line: OrderId, failure: Option<Failure>, books: &Books) {
        let order = &books.orders[line];
        let promise = self.promises.get(order.route.index()).and_then(|promise| promise.of(order.buyer.consumer()));
        let refused = failure == Some(Failure::Refused);
        let Some(path) = self.of(line, books) else { return };
        // Refused lines never start on their path.
        path.lines += i64::from(refused);
        let (head, route) = (books.orders.head(line), books.orders[line].route);
        let part = || books.orders.lines(head).filter(|(_, line)| line.route == route);
        if part().any(|(id, other)| !other.ended && id != line) {
            return;
        }
        path.parts.placed += i64::from(refused);
        let mut short = false;
        for (id, _) in part() {
            short |= self.short.get_mut(id.index()).is_some_and(std::mem::take);
        }
        let mut extras = Extras::default();
        part().for_each(|(id, _)| extras += books.extras(id, &self.terms));
        let Some(path) = self.path(route) else { return };
        match failure {
            None => {
                path.parts.deliver(!short);
                path.deliver(now - books.orders[head].placed, promise, !short);
                for (_, line) in part() {
                    path.sales.sell(line);
                }
                path.sales.take(&extras);
            }
            Some(why) => {
                path.broken += i64::from(promise.is_some());
                path.parts.fail(why, part().any(|(_, line)| line.asked.is_positive()));
            }
        }
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

    /// Counts a part whose last parcel was delivered, so long after the payment.
    fn deliver(&mut self, took: Span, promise: Option<Span>, in_full: bool) {
        self.delivered += 1;
        self.days.push(took.micros());
        self.sum += i128::from(took.micros());
        self.promised += i64::from(promise.is_some());
        let on_time = promise.is_some_and(|promise| took <= promise);
        self.on_time += i64::from(on_time);
        self.on_time_in_full += i64::from(on_time && in_full);
    }
}
