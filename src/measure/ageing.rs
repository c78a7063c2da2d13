//! Perishable goods, by stock point and by product: units written off, the share of stock near its expiry, the age of the
//! stock, the life left at sale and at delivery, and the cost of markdowns. Reported only if some product has a shelf life.

use super::Measure;
use super::kpi::{self, Kpi};
use super::sheet::{Sheet, ratio};
use crate::chain::{Books, Fact, Lot, Mark, Network, Window};
use crate::units::{Id, Money, ProductId, SimTime, Span};

/// Counts by stock point and by product.
#[derive(Debug, Default)]
pub(super) struct Ageing {
    any: bool,
    /// When counting began; `None` before and after the window.
    since: Option<SimTime>,
    stock_points: Vec<Counts>,
    products: Vec<Counts>,
}

/// Counts over the window.
#[derive(Clone, Debug, Default)]
struct Counts {
    /// The shelf life, and the life left at which goods are near their expiry; zero for goods that do not perish.
    life: Span,
    near: Span,
    received: i128,
    written_off: i128,
    loss: Money,
    markdown: Money,
    /// Units x microseconds on the shelf, in total and near the expiry.
    shelf: i128,
    near_end: i128,
    /// Units x square milliseconds: age x time.
    age: i128,
    /// The life left of the units sold, and of the units delivered.
    sold: Left,
    delivered: Left,
}

/// The life left of some units, and their whole shelf life.
///
/// # Units
/// Units x microseconds.
#[derive(Clone, Copy, Debug, Default)]
struct Left {
    left: i128,
    whole: i128,
}

impl Left {
    fn add(&mut self, now: SimTime, lot: &Lot, life: Span) {
        let units = i128::from(lot.units.count());
        self.left += units * i128::from((lot.expires - now).micros());
        self.whole += units * i128::from(life.micros());
    }

    fn and(self, other: Self) -> Self {
        Self { left: self.left + other.left, whole: self.whole + other.whole }
    }

    fn share(self) -> f64 {
        ratio(self.left, self.whole)
    }
}

impl Measure for Ageing {
    fn reset(&mut self, network: &Network, _window: &Window) {
        let counts = |product: ProductId| match &network.product(product).shelf_life {
            Some(life) => Counts { life: life.life, near: life.near, ..Counts::default() },
            None => Counts::default(),
        };
        self.since = None;
        self.stock_points.clear();
        self.stock_points.extend(network.stock_points.iter().map(|stock_point| counts(stock_point.product)));
        self.products.clear();
        self.products.extend((0..network.products.len()).map(|index| counts(ProductId::from_index(index))));
        self.any = self.products.iter().any(Counts::ages);
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        if !self.any {
            return;
        }
        let Some(since) = self.since else { return };
        match fact {
            Fact::Picked { stock_point, line, lot } => {
                let counts = &mut self.stock_points[stock_point.index()];
                counts.leaves(since, now, &lot);
                if books.orders[line].buyer.consumer().is_some() {
                    counts.sold.add(now, &lot, counts.life);
                }
            }
            Fact::MarkedDown { stock_point, amount } => self.stock_points[stock_point.index()].markdown += amount,
            Fact::WrittenOff { stock_point, lot, loss } => {
                let counts = &mut self.stock_points[stock_point.index()];
                counts.leaves(since, now, &lot);
                counts.written_off += i128::from(lot.units.count());
                counts.loss += loss;
            }
            Fact::Shelved { stock_point, units } => {
                self.stock_points[stock_point.index()].received += i128::from(units.count());
            }
            Fact::LineDelivered { line, last } => {
                let Some(product) = books.orders[line].product else { return };
                let parcels = books.shipments.aboard(last).filter(|(_, shipment)| shipment.order == line);
                let counts = &mut self.products[product.index()];
                for lot in parcels.flat_map(|(id, _)| books.lots(id)) {
                    counts.delivered.add(now, lot, counts.life);
                }
            }
            _ => {}
        }
    }

    fn mark(&mut self, now: SimTime, mark: Mark, books: &Books) {
        let since = self.since.take();
        if mark == Mark::WarmUp {
            self.since = Some(now);
        }
        for (counts, (_, stock_point)) in self.stock_points.iter_mut().zip(books.stock.iter()) {
            counts.shelf = stock_point.on_hand.area(now) - counts.shelf;
            if let (Some(since), Mark::Horizon, true) = (since, mark, counts.ages()) {
                stock_point.lots().iter().for_each(|lot| counts.leaves(since, now, lot));
            }
        }
        for (index, counts) in self.products.iter_mut().enumerate() {
            counts.received = i128::from(books.created(ProductId::from_index(index)).count()) - counts.received;
        }
    }

    fn report(&self, network: &Network, _window: &Window, sheet: &mut Sheet) {
        if !self.any {
            return;
        }
        let mut products = self.products.clone();
        for (name, counts) in network.stock_points.iter().zip(&self.stock_points).filter(|(_, counts)| counts.ages()) {
            products[name.product.index()].gather(counts);
            counts.report(|kpi, value| sheet.entry("stock", &name.name, kpi, value));
        }
        let mut all = Counts::default();
        for (product, counts) in network.products.iter().zip(&products).filter(|(_, counts)| counts.ages()) {
            all.gather(counts);
            all.received += counts.received;
            counts.report(|kpi, value| sheet.entry("product", &product.name, kpi, value));
            sheet.entry("product", &product.name, &kpi::LIFE_LEFT_AT_DELIVERY, counts.delivered.share());
        }
        for group in &network.groups.products {
            let mut members = group.members.iter().map(|id| &products[id.index()]).filter(|counts| counts.ages());
            let Some(mut counts) = members.next().cloned() else { continue };
            for other in members {
                counts.gather(other);
                counts.received += other.received;
                counts.delivered = counts.delivered.and(other.delivered);
            }
            counts.report(|kpi, value| sheet.entry("product_group", &group.name, kpi, value));
            sheet.entry("product_group", &group.name, &kpi::LIFE_LEFT_AT_DELIVERY, counts.delivered.share());
        }
        sheet.total(&kpi::UNITS_WRITTEN_OFF, ratio(all.written_off, 1));
        sheet.total(&kpi::WRITE_OFF_VALUE, all.loss.amount());
        sheet.total(&kpi::WRITE_OFF_SHARE, ratio(all.written_off, all.received));
        sheet.total(&kpi::NEAR_EXPIRY_SHARE, ratio(all.near_end, all.shelf));
        sheet.total(&kpi::MARKDOWN_COST, all.markdown.amount());
    }
}

impl Counts {
    fn ages(&self) -> bool {
        !self.life.is_zero()
    }

    /// Records that units of a lot leave the shelf, or that the window ends: adds the time they spent there in the window.
    fn leaves(&mut self, since: SimTime, now: SimTime, lot: &Lot) {
        let units = i128::from(lot.units.count());
        let from = lot.received.max(since);
        let near = from.max(lot.expires - self.near);
        self.near_end += units * i128::from((now - near).micros().max(0));
        let square = |span: Span| i128::from(span.micros() / 1000).pow(2);
        self.age += units * (square(now - lot.received) - square(from - lot.received)) / 2;
    }

    /// Adds the counts of another stock point or product.
    fn gather(&mut self, other: &Self) {
        self.written_off += other.written_off;
        self.loss += other.loss;
        self.markdown += other.markdown;
        self.shelf += other.shelf;
        self.near_end += other.near_end;
        self.age += other.age;
        self.sold = self.sold.and(other.sold);
    }

    fn report(&self, mut put: impl FnMut(&'static Kpi, f64)) {
        let day = i128::from(Span::DAY.micros());
        put(&kpi::UNITS_WRITTEN_OFF, ratio(self.written_off, 1));
        put(&kpi::WRITE_OFF_VALUE, self.loss.amount());
        put(&kpi::WRITE_OFF_SHARE, ratio(self.written_off, self.received));
        put(&kpi::NEAR_EXPIRY_SHARE, ratio(self.near_end, self.shelf));
        // `age` is in square milliseconds, `shelf` in microseconds; a square millisecond is a million square microseconds.
        put(&kpi::STOCK_AGE, ratio(self.age, self.shelf) * (1e6 / ratio(day, 1)));
        put(&kpi::LIFE_LEFT_AT_SALE, self.sold.share());
        put(&kpi::MARKDOWN_COST, self.markdown.amount());
    }
}
