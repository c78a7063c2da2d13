//! Lines by product: units demanded, served, lost and delivered, delivery time, revenue and cost per unit. Covers the lines
//! of orders placed in the window, whenever they end. With a single product, its lines are the orders that carry goods,
//! which are counted anyway.

use super::arrived;
use crate::chain::audit::Discrepancy;
use crate::chain::{Books, Fact, Failure, Network, Part, SalesTerms, Window};
use crate::measure::kpi::{self, Kpi};
use crate::measure::outcomes::Outcomes;
use crate::measure::sales::Sales;
use crate::measure::sheet::{SOLD, Sheet, YEAR, ratio};
use crate::units::{Id, Money, OrderId, ProductId, SimTime, Span, StockPointId, Units};
use std::sync::Arc;

/// Counts by product, if there are several.
#[derive(Debug, Default)]
pub(super) struct Lines {
    several: bool,
    products: Vec<Counts>,
    stock_points: Vec<ProductId>,
    /// The area under the value of the stock at the start of the window, then its gain over the window; by product.
    stock_value: Vec<i128>,
    window: Window,
    terms: Arc<SalesTerms>,
}

/// Counts over the lines of a product.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) lines: i64,
    /// The price of the lines as they were placed.
    pub(super) gmv: Money,
    pub(super) units: Outcomes,
    /// Units that substituted for other products, less units that others substituted for.
    pub(super) substituted: i64,
    /// Units of open lines that had arrived when the run ended.
    pub(super) arrived: i64,
    pub(super) asked_units: i64,
    pub(super) served_units: i64,
    /// Lines whose last units were delivered: the figures of time and money cover these.
    pub(super) delivered: i64,
    pub(super) delivered_units: i64,
    /// Microseconds from payment to delivery.
    pub(super) sum: i128,
    pub(super) sales: Sales,
}

impl Lines {
    pub(super) fn reset(&mut self, network: &Network, window: &Window) {
        self.window.clone_from(window);
        self.terms = Arc::clone(&network.sales);
        self.several = network.products.len() > 1;
        self.products.clear();
        self.products.resize(network.products.len(), Counts::default());
        self.stock_points.clear();
        self.stock_points.extend(network.stock_points.iter().map(|stock_point| stock_point.product));
        self.stock_value.clear();
        self.stock_value.resize(network.products.len(), 0);
    }

    pub(super) fn mark(&mut self, now: SimTime, books: &Books) {
        self.stock_value.iter_mut().for_each(|value| *value = -*value);
        for ((_, stock_point), product) in books.stock.iter().zip(&self.stock_points) {
            self.stock_value[product.index()] += stock_point.value_area(now);
        }
    }

    #[inline(always)]
    pub(super) fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        if !self.several {
            return;
        }
        match fact {
            Fact::Placed(head) => {
                let mut next = Some(head);
                while let Some(line) = next {
                    next = books.orders.next(line);
                    if let Some(counts) = self.of(line, books) {
                        counts.lines += 1;
                        counts.gmv += books.orders[line].price;
                        counts.units.placed += books.orders[line].asked.count();
                    }
                }
            }
            Fact::Asked { order, asked, served, lost, .. } => {
                if let Some(counts) = self.of(order, books) {
                    counts.asked_units += asked.count();
                    counts.served_units += served.count();
                    counts.units.failed[Failure::Lost as usize] += lost.count();
                }
            }
            Fact::Substituted { line, from, units, .. } => self.substitute(line, from, units, books),
            Fact::GaveUp { order: line, units } => self.forgo(line, units, Failure::Cancelled, books),
            Fact::Forgone { line, units, why, .. } => self.forgo(line, units, why, books),
            Fact::LineFailed { line, .. } => {
                if let Some(counts) = self.of(line, books) {
                    counts.units.delivered += books.orders[line].asked.count();
                }
            }
            Fact::LineDelivered { line, .. } => {
                let extras = books.extras(line, &self.terms);
                if let Some(counts) = self.of(line, books) {
                    let line = &books.orders[line];
                    counts.delivered += 1;
                    counts.units.delivered += line.asked.count();
                    counts.delivered_units += line.asked.count();
                    counts.sum += i128::from((now - line.placed).micros());
                    counts.sales.sell(line);
                    counts.sales.take(&extras);
                }
            }
            _ => {}
        }
    }

    /// Moves the units of a line from the product that was ordered to the one that was taken.
    #[inline(never)]
    fn substitute(&mut self, line: OrderId, from: StockPointId, units: Units, books: &Books) {
        if let Some(taken) = self.of(line, books) {
            taken.substituted += units.count();
            let ordered = self.stock_points[from.index()];
            self.products[ordered.index()].substituted -= units.count();
        }
    }

    /// Notes that units of a line will not arrive.
    #[inline(never)]
    fn forgo(&mut self, line: OrderId, units: Units, why: Failure, books: &Books) {
        if let Some(counts) = self.of(line, books) {
            counts.units.failed[why as usize] += units.count();
        }
    }

    pub(super) fn run_ends(&mut self, books: &Books) {
        if !self.several {
            return;
        }
        for counts in &mut self.products {
            (counts.units.unfinished, counts.arrived) = (0, 0);
        }
        for (id, line) in books.orders.iter().filter(|(_, line)| !line.ended) {
            if let Some(counts) = self.of(id, books) {
                counts.units.unfinished += line.undelivered.count();
                counts.arrived += arrived(line);
            }
        }
    }

    pub(super) fn audit(&self, network: &Network) -> Result<(), Discrepancy> {
        for (product, counts) in network.products.iter().zip(&self.products).filter(|_| self.several) {
            let units = counts.units();
            Outcomes { placed: units.placed + counts.substituted, ..units }.check(&product.name, "units")?;
        }
        Ok(())
    }

    /// Puts the figures of every product on the sheet; `all` counts all lines with goods.
    pub(super) fn report(&self, all: &Counts, network: &Network, sheet: &mut Sheet) {
        let of = |index: usize| if self.several { &self.products[index] } else { all };
        for (index, product) in network.products.iter().enumerate() {
            of(index).report(network, |kpi, value| sheet.entry("product", &product.name, kpi, value));
            sheet.entry("product", &product.name, &kpi::GMROI, of(index).margin(self.stock_value[index]));
        }
        for group in &network.groups.products {
            let (mut counts, mut stock_value) = (Counts::default(), 0);
            for member in &group.members {
                counts.add(of(member.index()));
                stock_value += self.stock_value[member.index()];
            }
            counts.report(network, |kpi, value| sheet.entry("product_group", &group.name, kpi, value));
            sheet.entry("product_group", &group.name, &kpi::GMROI, counts.margin(stock_value));
        }
        sheet.total(&kpi::GMROI, all.margin(self.stock_value.iter().sum()));
    }

    /// Returns the counts that a consumer's line belongs to, if the line counts.
    #[inline(always)]
    fn of(&mut self, line: OrderId, books: &Books) -> Option<&mut Counts> {
        let line = &books.orders[line];
        line.buyer.consumer().filter(|_| self.window.covers(line.placed))?;
        Some(&mut self.products[line.product?.index()])
    }
}

impl Counts {
    /// Adds the lines of another product.
    fn add(&mut self, other: &Self) {
        self.lines += other.lines;
        self.gmv += other.gmv;
        self.units.add(&other.units);
        self.substituted += other.substituted;
        self.arrived += other.arrived;
        self.asked_units += other.asked_units;
        self.served_units += other.served_units;
        self.delivered += other.delivered;
        self.delivered_units += other.delivered_units;
        self.sum += other.sum;
        self.sales.add(&other.sales);
    }

    /// Returns the outcomes of all units.
    fn units(&self) -> Outcomes {
        Outcomes { delivered: self.units.delivered + self.arrived, ..self.units }
    }

    /// Returns the annual gross margin relative to this stock value x time.
    fn margin(&self, stock_value: i128) -> f64 {
        let cost: Money = SOLD.iter().map(|part| self.sales.cost[*part]).sum();
        ratio(i128::from((self.sales.revenue - cost).parts()) * i128::from(YEAR.micros()), stock_value)
    }

    fn report(&self, network: &Network, mut put: impl FnMut(&'static Kpi, f64)) {
        let units = i128::from(self.delivered_units) * i128::from(Money::SCALE);
        put(&kpi::ORDER_LINES, ratio(self.lines, 1));
        put(&kpi::GMV, self.gmv.amount());
        self.units().of_units(|kpi, number| put(kpi, ratio(number, 1)));
        put(&kpi::FILL_RATE, ratio(self.served_units, self.asked_units));
        put(&kpi::LINES_DELIVERED, ratio(self.delivered, 1));
        put(&kpi::DELIVERY_MEAN, ratio(self.sum, i128::from(self.delivered) * i128::from(Span::DAY.micros())));
        put(&kpi::REVENUE_DELIVERED, self.sales.revenue.amount());
        self.sales.report(self.delivered, &network.sales, &mut put);
        put(&kpi::LANDED_UNIT, ratio(self.sales.cost.total().parts(), units));
        for (part, amount) in self.sales.cost.parts() {
            put(per_unit(part), ratio(amount.parts(), units));
        }
    }
}

fn per_unit(part: Part) -> &'static Kpi {
    match part {
        Part::Goods => &kpi::UNIT_GOODS,
        Part::Freight => &kpi::UNIT_FREIGHT,
        Part::Storage => &kpi::UNIT_STORAGE,
        Part::Handling => &kpi::UNIT_HANDLING,
        Part::Tax => &kpi::UNIT_TAX,
        Part::Courier => &kpi::UNIT_COURIER,
    }
}
