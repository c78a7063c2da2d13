//! Service to consumers: orders by market, delivery days, days per stage, fill rates, and the landed cost of an order; and
//! lines by product. Covers the orders placed in the window, whenever they end.

mod figures;
mod line;

use super::Measure;
use super::course::{Course, DISPATCH, late_lines, left_in_time};
use super::kpi::{self, Kpi};
use super::outcomes::Outcomes;
use super::sales::Sales;
use super::sheet::{Sheet, each, per_day, ratio};
use crate::chain::audit::Discrepancy;
use crate::chain::{Books, Duty, Extras, Fact, Failure, Mark, Network, Order, SalesTerms, Stage, Window};
use crate::stats::Histogram;
use crate::units::{Id, Money, OrderId, ShipmentId, SimTime, Span, Units};
use figures::{count, landed, spread};
use line::{Counts, Lines};
use std::sync::Arc;

/// Orders by market, and lines by product.
#[derive(Debug, Default)]
pub(super) struct Service {
    /// By agent, first orders without goods, then those with; only the entries of markets are used.
    markets: Vec<[Orders; 2]>,
    lines: Lines,
    /// By first line.
    courses: Vec<Course>,
    window: Window,
    terms: Arc<SalesTerms>,
}

/// Counts over the orders of a market.
#[derive(Clone, Debug, Default)]
struct Orders {
    outcomes: Outcomes,
    units: Outcomes,
    /// Orders whose last parcel was delivered, in full or not: the figures of time and cost cover these.
    delivered: i64,
    /// Those of them that are not in full.
    in_part: i64,
    delivered_units: i64,
    substituted_lines: i64,
    substituted_units: i64,
    promised: i64,
    on_time: i64,
    on_time_in_full: i64,
    perfect: i64,
    /// Orders with a promise that ended without a delivery.
    broken: i64,
    /// Those of `delivered` whose last parcel left too late.
    dispatched_late: i64,
    /// Orders that came to grief after their last parcel had left in time.
    dispatched: i64,
    /// Parcels that arrived, less the orders of `delivered`: most come as one parcel, which no other shares.
    other_parcels: i64,
    open: Open,
    asked_orders: i64,
    asked_lines: i64,
    served_lines: i64,
    asked_units: i64,
    served_orders: i64,
    served_units: i64,
    allotted: i64,
    waited: i128,
    days: Histogram,
    sum: i128,
    sum_of_squares: i128,
    stages: [i128; Stage::ALL.len()],
    sales: Sales,
    gmv: Money,
}

/// Counts over the orders still open when the run ended.
#[derive(Clone, Copy, Debug, Default)]
struct Open {
    /// Orders whose promised time has passed.
    overdue: i64,
    /// Orders of which every parcel left in time.
    dispatched: i64,
    /// Orders whose parcels may still leave in time.
    recent: i64,
    /// Units that have arrived.
    arrived: i64,
}

impl Measure for Service {
    fn reset(&mut self, network: &Network, window: &Window) {
        self.markets.truncate(network.agents.len());
        self.markets.iter_mut().flatten().for_each(Orders::clear);
        self.markets.resize_with(network.agents.len(), Default::default);
        self.lines.reset(network, window);
        self.courses.clear();
        self.window.clone_from(window);
        self.terms = Arc::clone(&network.sales);
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        self.lines.note(now, fact, books);
        match fact {
            Fact::Placed(id) => {
                self.expect(id);
                if let Some(orders) = self.of(id, books) {
                    orders.outcomes.placed += 1;
                    let mut next = Some(id);
                    while let Some(line) = next {
                        orders.units.placed += books.orders[line].asked.count();
                        orders.gmv += books.orders[line].price;
                        next = books.orders.next(line);
                    }
                }
            }
            Fact::Asked { order, asked, served, lost, .. } => {
                let (first, change) = self.serve(books.orders.head(order), served == asked, lost);
                if let Some(orders) = self.of(order, books) {
                    orders.asked_orders += i64::from(first);
                    orders.asked_lines += 1;
                    orders.asked_units += asked.count();
                    orders.served_units += served.count();
                    orders.served_lines += i64::from(served == asked);
                    orders.served_orders += change;
                    orders.units.failed[Failure::Lost as usize] += lost.count();
                }
            }
            Fact::Substituted { line, units, .. } => {
                self.mark_order(line, Course::FLAWED, books);
                if let Some(orders) = self.of(line, books) {
                    orders.substituted_lines += 1;
                    orders.substituted_units += units.count();
                }
            }
            Fact::Allotted(order) => {
                if let Some(orders) = self.of(order, books) {
                    orders.allotted += 1;
                    orders.waited += i128::from((now - books.orders[order].placed).micros());
                }
            }
            Fact::CameInPart(parcel) => {
                if let Some(orders) = self.of(books.shipments[parcel].order, books) {
                    orders.other_parcels += 1;
                }
            }
            Fact::GaveUp { order: line, units } => self.forgo(line, units, None, Failure::Cancelled, books),
            Fact::Forgone { line, units, parcel, why } => self.forgo(line, units, parcel, why, books),
            Fact::Cleared { shipment, mismatches, .. } if mismatches > 0 => {
                for (_, goods) in books.shipments.aboard(shipment) {
                    self.mark_order(goods.order, Course::FLAWED, books);
                }
            }
            Fact::Delivered { order, last } => {
                let course = self.course(order);
                if self.terms.any() {
                    self.charge(order, books);
                }
                if let Some(orders) = self.of(order, books) {
                    orders.deliver(now, order, last, course, books);
                }
            }
            Fact::Failed { order, why } => {
                let in_transit = matches!(why, Failure::Returned | Failure::Spoilt);
                let left = in_transit && self.course(order).has_left();
                if let Some(orders) = self.of(order, books) {
                    orders.broken += i64::from(books.orders[order].promised != SimTime::NEVER);
                    orders.dispatched += i64::from(left);
                    // Whatever did not arrive is no longer asked for.
                    let units: i64 = books.orders.lines(order).map(|(_, line)| line.asked.count()).sum();
                    orders.outcomes.fail(why, units > 0);
                    orders.units.delivered += units;
                }
            }
            _ => {}
        }
    }

    fn mark(&mut self, now: SimTime, _mark: Mark, books: &Books) {
        self.lines.mark(now, books);
    }

    fn run_ends(&mut self, books: &Books) {
        for orders in self.markets.iter_mut().flatten() {
            (orders.outcomes.unfinished, orders.units.unfinished, orders.open) = (0, 0, Open::default());
        }
        for line in late_lines(books) {
            self.mark_order(line, Course::LATE, books);
        }
        let end = self.window.end() + self.window.drain;
        for (id, line) in books.orders.iter() {
            // Only the first line of an order is its own head.
            let is_first = line.head == OrderId::LAST;
            let late = self.courses.get(id.index()).is_some_and(|course| course.is(Course::LATE));
            if let Some(orders) = self.of(id, books) {
                orders.units.unfinished += line.undelivered.count();
                orders.open.arrived += arrived(line);
                if is_first {
                    let recent = end - line.placed < DISPATCH;
                    orders.outcomes.unfinished += 1;
                    orders.open.overdue += i64::from(line.promised < end);
                    orders.open.recent += i64::from(recent);
                    orders.open.dispatched += i64::from(!recent && !late);
                }
            }
        }
        self.lines.run_ends(books);
    }

    fn audit(&self, network: &Network) -> Result<(), Discrepancy> {
        for (name, counts) in network.agents.iter().zip(&self.markets) {
            for orders in counts {
                orders.outcomes().check(&name.name, "orders")?;
                orders.units().check(&name.name, "units")?;
            }
        }
        self.lines.audit(network)
    }

    fn report(&self, network: &Network, window: &Window, sheet: &mut Sheet) {
        let mut with_goods = Orders::default();
        let markets = || network.agents.iter().zip(&self.markets).filter(|(name, _)| name.kind.does(Duty::Buy));
        for (_, [_, orders]) in markets() {
            with_goods.add(orders);
        }
        let mut total = with_goods.clone();
        for (_, [orders, _]) in markets() {
            total.add(orders);
        }
        total.report(network, window, |kpi, value| sheet.total(kpi, value));
        let length = window.length();
        sheet.total(&kpi::GMV_PER_DAY, per_day(total.gmv, length));
        sheet.total(&kpi::GMV_PER_ORDER, each(total.gmv, total.outcomes.placed));
        total.sales.report_per_day(length, &network.sales, |kpi, value| sheet.total(kpi, value));
        for (name, [without, with]) in markets() {
            let mut orders = without.clone();
            orders.add(with);
            orders.report(network, window, |kpi, value| sheet.entry(name.kind.name, &name.name, kpi, value));
        }
        for group in &network.groups.markets {
            let mut orders = Orders::default();
            for member in &group.members {
                self.markets[member.index()].iter().for_each(|counts| orders.add(counts));
            }
            orders.report(network, window, |kpi, value| sheet.entry("market_group", &group.name, kpi, value));
        }
        self.lines.report(&with_goods.lines(), network, sheet);
    }
}

impl Service {
    /// Prepares for an order that has been placed; its place may have belonged to an earlier one.
    #[inline(always)]
    fn expect(&mut self, head: OrderId) {
        if self.courses.len() <= head.index() {
            self.courses.resize(head.index() + 1, Course::default());
        }
        self.courses[head.index()] = Course::default();
    }

    /// Returns how an order went; nothing is known of one that was placed before the measure listened.
    #[inline(always)]
    fn course(&self, head: OrderId) -> Course {
        self.courses.get(head.index()).copied().unwrap_or_default()
    }

    /// Marks the order of a line.
    #[inline(never)]
    fn mark_order(&mut self, line: OrderId, mark: u8, books: &Books) {
        if let Some(course) = self.courses.get_mut(books.orders.head(line).index()) {
            course.set(mark);
        }
    }

    /// Notes that a line was served, in full or not. Returns whether it is the first of its order, and the change in the
    /// number of orders served in full.
    #[inline(always)]
    fn serve(&mut self, head: OrderId, in_full: bool, lost: Units) -> (bool, i64) {
        let Some(course) = self.courses.get_mut(head.index()) else { return (true, i64::from(in_full)) };
        let before = course.serve(in_full);
        if lost.is_positive() {
            course.set(Course::SHORT);
        }
        before.change(in_full)
    }

    /// Notes that units of a line will not arrive.
    #[inline(never)]
    fn forgo(&mut self, line: OrderId, units: Units, parcel: Option<ShipmentId>, why: Failure, books: &Books) {
        if let Some(course) = self.courses.get_mut(books.orders.head(line).index()) {
            course.set(Course::SHORT);
            if let Some(parcel) = parcel {
                course.left(left_in_time(&books.shipments[parcel], books.placed_after(line, parcel)));
            }
        }
        if let Some(orders) = self.of(line, books) {
            orders.units.failed[why as usize] += units.count();
        }
    }

    /// Counts what an order that was delivered brings beside its price, and what the platform takes of it.
    #[inline(never)]
    fn charge(&mut self, head: OrderId, books: &Books) {
        let mut extras = Extras::default();
        books.orders.lines(head).for_each(|(line, _)| extras += books.extras(line, &self.terms));
        if let Some(orders) = self.of(head, books) {
            orders.sales.take(&extras);
        }
    }

    /// Returns the counts that an order belongs to, if it counts.
    #[inline(always)]
    fn of(&mut self, order: OrderId, books: &Books) -> Option<&mut Orders> {
        let order = &books.orders[order];
        let market = order.buyer.consumer().filter(|_| self.window.covers(order.placed))?;
        Some(&mut self.markets[market.index()][usize::from(order.product.is_some())])
    }
}

impl Orders {
    fn clear(&mut self) {
        let mut days = std::mem::take(&mut self.days);
        days.clear();
        *self = Self { days, ..Self::default() };
    }

    #[inline(always)]
    fn deliver(&mut self, now: SimTime, head: OrderId, last: ShipmentId, course: Course, books: &Books) {
        let order = &books.orders[head];
        let micros = (now - order.placed).micros();
        let short = course.is(Course::SHORT);
        self.delivered += 1;
        if short {
            self.in_part += 1;
        }
        self.delivered_units += order.asked.count();
        if order.promised != SimTime::NEVER {
            self.promised += 1;
            let on_time = now <= order.promised;
            self.on_time += i64::from(on_time);
            self.on_time_in_full += i64::from(on_time && !short);
            self.perfect += i64::from(on_time && !short && !course.is(Course::FLAWED));
        }
        let leads = books.shipments[last].order == head;
        let later = if leads { Span::ZERO } else { books.placed_after(head, last) };
        if !leads && books.orders.head(books.shipments[last].order) != head {
            self.other_parcels -= 1;
        }
        if micros > DISPATCH.micros() && !left_in_time(&books.shipments[last], later) {
            self.dispatched_late += 1;
        }
        self.days.push(micros);
        self.sum += i128::from(micros);
        self.sum_of_squares += i128::from(micros) * i128::from(micros);
        for (sum, span) in self.stages.iter_mut().zip(books.shipments[last].spent()) {
            if !span.is_zero() {
                *sum += i128::from(span.micros());
            }
        }
        if !later.is_zero() {
            self.stages[Stage::Stock as usize] -= i128::from(later.micros());
        }
        self.sales.sell(order);
        let mut next = books.orders.next(head);
        while let Some(line) = next {
            self.delivered_units += books.orders[line].asked.count();
            self.sales.sell(&books.orders[line]);
            next = books.orders.next(line);
        }
    }

    fn add(&mut self, other: &Self) {
        self.outcomes.add(&other.outcomes);
        self.units.add(&other.units);
        self.delivered += other.delivered;
        self.in_part += other.in_part;
        self.on_time_in_full += other.on_time_in_full;
        self.perfect += other.perfect;
        self.broken += other.broken;
        self.dispatched_late += other.dispatched_late;
        self.dispatched += other.dispatched;
        self.other_parcels += other.other_parcels;
        self.open.overdue += other.open.overdue;
        self.open.dispatched += other.open.dispatched;
        self.open.recent += other.open.recent;
        self.open.arrived += other.open.arrived;
        self.delivered_units += other.delivered_units;
        self.substituted_lines += other.substituted_lines;
        self.substituted_units += other.substituted_units;
        self.promised += other.promised;
        self.on_time += other.on_time;
        self.asked_orders += other.asked_orders;
        self.asked_lines += other.asked_lines;
        self.served_lines += other.served_lines;
        self.asked_units += other.asked_units;
        self.served_orders += other.served_orders;
        self.served_units += other.served_units;
        self.allotted += other.allotted;
        self.waited += other.waited;
        self.days.merge(&other.days);
        self.sum += other.sum;
        self.sum_of_squares += other.sum_of_squares;
        self.sales.add(&other.sales);
        self.gmv += other.gmv;
        for (mine, theirs) in self.stages.iter_mut().zip(other.stages) {
            *mine += theirs;
        }
    }

    /// Returns the outcomes of all orders.
    fn outcomes(&self) -> Outcomes {
        let all = &self.outcomes;
        Outcomes { delivered: self.delivered - self.in_part, in_part: all.in_part + self.in_part, ..*all }
    }

    /// Returns the outcomes of all units.
    fn units(&self) -> Outcomes {
        Outcomes { delivered: self.units.delivered + self.delivered_units + self.open.arrived, ..self.units }
    }

    /// Returns these orders as lines; valid if every order has one line.
    fn lines(&self) -> Counts {
        Counts {
            lines: self.outcomes.placed,
            gmv: self.gmv,
            units: self.units(),
            substituted: 0,
            arrived: 0,
            asked_units: self.asked_units,
            served_units: self.served_units,
            delivered: self.delivered,
            delivered_units: self.delivered_units,
            sum: self.sum,
            sales: self.sales,
        }
    }

    fn report(&self, network: &Network, window: &Window, mut put: impl FnMut(&'static Kpi, f64)) {
        let day = Span::DAY.micros();
        let (delivered, placed) = (i128::from(self.delivered), i128::from(self.outcomes.placed));
        let days = |sum: i128, count: i128| ratio(sum, count * i128::from(day));
        put(&kpi::ORDERS_PLACED, count(self.outcomes.placed));
        put(&kpi::ORDERS_COMPLETED, count(self.delivered));
        put(&kpi::GMV, self.gmv.amount());
        put(&kpi::ORDERS_PER_DAY, ratio(placed * i128::from(day), window.length().micros()));
        let outcomes = self.outcomes();
        outcomes.of_orders(|kpi, number| put(kpi, count(number)));
        self.units().of_units(|kpi, number| put(kpi, count(number)));
        if network.substitutes {
            put(&kpi::SUBSTITUTED_LINES, count(self.substituted_lines));
            put(&kpi::SUBSTITUTED_UNITS, count(self.substituted_units));
        }
        put(&kpi::DELIVERY_MEAN, days(self.sum, delivered));
        put(&kpi::DELIVERY_SD, spread(self.delivered, self.sum, self.sum_of_squares));
        let quantile = |p| self.days.quantile(p).map_or(f64::NAN, |micros| micros / count(day));
        put(&kpi::DELIVERY_P50, quantile(0.50));
        put(&kpi::DELIVERY_P90, quantile(0.90));
        put(&kpi::DELIVERY_P95, quantile(0.95));
        put(&kpi::DELIVERY_P99, quantile(0.99));
        let stages: [&Kpi; Stage::ALL.len()] = [
            &kpi::STAGE_STOCK,
            &kpi::STAGE_SUPPLY,
            &kpi::STAGE_PICKING,
            &kpi::STAGE_DEPARTURE,
            &kpi::STAGE_LINE_HAUL,
            &kpi::STAGE_PORT,
            &kpi::STAGE_DOCUMENTS,
            &kpi::STAGE_INSPECTION,
            &kpi::STAGE_LAST_MILE,
        ];
        for (kpi, sum) in stages.into_iter().zip(self.stages) {
            put(kpi, days(sum, delivered));
        }
        put(&kpi::WAIT_DAYS_MEAN, days(self.waited, i128::from(self.served_lines + self.allotted)));
        if network.promises {
            put(&kpi::ON_TIME_SHARE, ratio(self.on_time, self.promised));
            let due = self.promised + self.broken + self.open.overdue;
            put(&kpi::OTIF_SHARE, ratio(self.on_time_in_full, due));
            put(&kpi::PERFECT_SHARE, ratio(self.perfect, due));
        }
        let dispatched = self.delivered - self.dispatched_late + self.dispatched + self.open.dispatched;
        put(&kpi::DISPATCHED, ratio(dispatched, placed - i128::from(self.open.recent)));
        let arrived = outcomes.delivered + outcomes.in_part;
        put(&kpi::PARCELS_PER_ORDER, ratio(self.delivered + self.other_parcels, arrived));
        put(&kpi::FILL_RATE, ratio(self.served_units, self.asked_units));
        put(&kpi::LINE_FILL_RATE, ratio(self.served_lines, self.asked_lines));
        put(&kpi::ORDER_FILL_RATE, ratio(self.served_orders, self.asked_orders));
        put(&kpi::LANDED_COST, each(self.sales.cost.total(), delivered));
        for (part, amount) in self.sales.cost.parts() {
            put(landed(part), each(amount, delivered));
        }
        self.sales.report(self.delivered, &network.sales, put);
    }
}

/// Returns the units of an open line that have arrived.
fn arrived(line: &Order) -> i64 {
    (line.asked - line.undelivered).count()
}
