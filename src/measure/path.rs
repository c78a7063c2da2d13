//! Order parts by path: how many took it, how long they took, whether the promise was kept, what they cost. The lines of an
//! order that take the same path form one part, which ends with its last line. Covers orders placed in the window, whenever
//! they end.

use super::Measure;
use super::course::{Course, DISPATCH, late_lines, left_in_time};
use super::kpi;
use super::outcomes::Outcomes;
use super::sales::Sales;
use super::sheet::{Sheet, each, ratio};
use crate::chain::audit::Discrepancy;
use crate::chain::{Books, Extras, Fact, Failure, Network, Promise, SalesTerms, Window};
use crate::stats::Histogram;
use crate::units::{Id, Money, OrderId, RouteId, SimTime, Span};
use std::sync::Arc;

/// Counts by path.
#[derive(Debug, Default)]
pub(super) struct Paths {
    /// The path of each route; `None` for a route that is not a path.
    path_of: Vec<Option<u32>>,
    /// The delivery time that each route promises.
    promises: Vec<Promise>,
    paths: Vec<Path>,
    /// By line, until its part ends.
    courses: Vec<Course>,
    window: Window,
    terms: Arc<SalesTerms>,
}

#[derive(Clone, Debug, Default)]
struct Path {
    parts: Outcomes,
    lines: i64,
    /// The price of the lines as they took the path.
    gmv: Money,
    /// Parts whose last parcel was delivered, in full or not: the figures of time and cost cover these.
    delivered: i64,
    days: Histogram,
    /// Microseconds from payment to delivery.
    sum: i128,
    promised: i64,
    on_time: i64,
    on_time_in_full: i64,
    perfect: i64,
    /// Parts whose last parcel left in time.
    dispatched: i64,
    /// Parts with a promise that ended without a delivery, or were overdue when the run ended.
    broken: i64,
    overdue: i64,
    /// Open parts that may still leave in time when the run ends.
    recent: i64,
    /// Open parts of which everything had left in time when the run ended.
    left: i64,
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
        self.courses.clear();
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
                let taken = || lines().filter(|line| line.goes_with(own));
                let (count, gmv) = (taken().count(), taken().map(|line| line.price).sum::<Money>());
                if let Some(path) = self.of(first, books) {
                    path.parts.placed += i64::from(!again);
                    path.lines += i64::try_from(count).unwrap_or(i64::MAX);
                    path.gmv += gmv;
                }
            }
            Fact::Asked { order: line, lost, .. } if lost.is_positive() => self.mark_line(line, Course::SHORT, books),
            Fact::GaveUp { order: line, .. } => self.mark_line(line, Course::SHORT, books),
            Fact::Forgone { line, parcel, .. } => {
                self.mark_line(line, Course::SHORT, books);
                if let (Some(parcel), Some(course)) = (parcel, self.courses.get_mut(line.index())) {
                    course.left(left_in_time(&books.shipments[parcel], books.placed_after(line, parcel)));
                }
            }
            Fact::Substituted { line, .. } => self.mark_line(line, Course::FLAWED, books),
            Fact::Cleared { shipment, mismatches, .. } if mismatches > 0 => {
                for (_, goods) in books.shipments.aboard(shipment) {
                    self.mark_line(goods.order, Course::FLAWED, books);
                }
            }
            Fact::LineDelivered { line, last } => {
                let in_time = left_in_time(&books.shipments[last], books.placed_after(line, last));
                self.end_line(now, line, Ok(in_time), books);
            }
            Fact::LineFailed { line, why } => self.end_line(now, line, Err(why), books),
            _ => {}
        }
    }

    fn run_ends(&mut self, books: &Books) {
        for path in &mut self.paths {
            (path.overdue, path.recent, path.left) = (0, 0, 0);
        }
        for line in late_lines(books) {
            self.mark_line(line, Course::LATE, books);
        }
        let end = self.window.end() + self.window.drain;
        for (id, line) in books.orders.iter().filter(|(_, line)| !line.ended) {
            let promise = self.promises.get(line.route.index()).and_then(|promise| promise.of(line.buyer.consumer()));
            let part = || books.orders.lines(books.orders.head(id)).filter(|(_, other)| other.route == line.route);
            // A part counts once, with the first of its lines that is open.
            if part().take_while(|(other, _)| *other != id).any(|(_, other)| !other.ended) {
                continue;
            }
            let recent = end - line.placed < DISPATCH;
            let late = self.course(part().map(|(id, _)| id)).is(Course::LATE);
            if let Some(path) = self.of(id, books) {
                path.overdue += i64::from(promise.is_some_and(|promise| line.placed + promise < end));
                path.recent += i64::from(recent);
                path.left += i64::from(!recent && !late);
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
            put(&kpi::GMV, path.gmv.amount());
            put(&kpi::DELIVERY_MEAN, ratio(path.sum, i128::from(path.delivered) * day));
            let quantile = |p| path.days.quantile(p).map_or(f64::NAN, |micros| micros / ratio(day, 1));
            put(&kpi::DELIVERY_P50, quantile(0.50));
            put(&kpi::DELIVERY_P90, quantile(0.90));
            put(&kpi::DELIVERY_P95, quantile(0.95));
            put(&kpi::ON_TIME_SHARE, ratio(path.on_time, path.promised));
            let due = path.promised + path.broken + path.overdue;
            put(&kpi::OTIF_SHARE, ratio(path.on_time_in_full, due));
            put(&kpi::PERFECT_SHARE, ratio(path.perfect, due));
            put(&kpi::DISPATCHED, ratio(path.dispatched + path.left, path.parts.placed - path.recent));
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

    /// Marks a line.
    #[inline(never)]
    fn mark_line(&mut self, line: OrderId, mark: u8, books: &Books) {
        if !books.orders[line].ended && self.of(line, books).is_some() {
            if self.courses.len() <= line.index() {
                self.courses.resize(line.index() + 1, Course::default());
            }
            self.courses[line.index()].set(mark);
        }
    }

    /// Returns what has happened to any of these lines.
    fn course(&self, lines: impl Iterator<Item = OrderId>) -> Course {
        lines.filter_map(|id| self.courses.get(id.index())).fold(Course::default(), |all, course| all.with(*course))
    }

    /// Ends a line, and its part if it was the last one. `end`: whether it was delivered in a parcel that had left in time, or
    /// why it was not delivered.
    fn end_line(&mut self, now: SimTime, line: OrderId, end: Result<bool, Failure>, books: &Books) {
        let order = &books.orders[line];
        let promise = self.promises.get(order.route.index()).and_then(|promise| promise.of(order.buyer.consumer()));
        let refused = end == Err(Failure::Refused);
        let Some(path) = self.of(line, books) else { return };
        // Refused lines never start on their path.
        path.lines += i64::from(refused);
        let (head, route) = (books.orders.head(line), books.orders[line].route);
        let part = || books.orders.lines(head).filter(|(_, line)| line.route == route);
        if part().any(|(id, other)| !other.ended && id != line) {
            return;
        }
        path.parts.placed += i64::from(refused);
        let left = self.course(std::iter::once(line)).has_left();
        let course = self.course(part().map(|(id, _)| id));
        if course != Course::default() {
            for (id, _) in part() {
                self.courses.get_mut(id.index()).map(std::mem::take);
            }
        }
        let mut extras = Extras::default();
        part().for_each(|(id, _)| extras += books.extras(id, &self.terms));
        let Some(path) = self.path(route) else { return };
        match end {
            Ok(in_time) => {
                path.dispatched += i64::from(in_time);
                path.parts.deliver(!course.is(Course::SHORT));
                path.deliver(now - books.orders[head].placed, promise, course);
                for (_, line) in part() {
                    path.sales.sell(line);
                }
                path.sales.take(&extras);
            }
            Err(why) => {
                let in_transit = matches!(why, Failure::Returned | Failure::Spoilt);
                path.dispatched += i64::from(in_transit && left);
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
    fn deliver(&mut self, took: Span, promise: Option<Span>, course: Course) {
        self.delivered += 1;
        self.days.push(took.micros());
        self.sum += i128::from(took.micros());
        self.promised += i64::from(promise.is_some());
        let on_time = promise.is_some_and(|promise| took <= promise);
        self.on_time += i64::from(on_time);
        let in_full = on_time && !course.is(Course::SHORT);
        self.on_time_in_full += i64::from(in_full);
        self.perfect += i64::from(in_full && !course.is(Course::FLAWED));
    }
}
