//! One stream of orders of a market: when they arrive, for which products and how many units.

use super::ar1::Ar1;
use super::arrivals::{Arrivals, Asked, micros};
use super::mix::{Products, lines, lines_of_each, mix, products};
use super::{Terms, Timer};
use crate::agent::{Ctx, Offer};
use crate::chain::{
    Buyer, CountLaw, DrawnUplift, Expected, Instant, MOST_LINES, Order, Presold, Probe, Profile, Rhythm, Uplifts,
    pieces,
};
use crate::engine::{EntityKey, Seat};
use crate::reading::Reading;
use crate::text::{Code, Problem, Reader};
use crate::units::{AgentId, Id, Money, OrderId, PlaceId, ProductId, RouteId, SimTime, Span, Units};
use std::sync::Arc;

/// One stream of orders.
#[derive(Clone, Debug)]
pub(super) struct Demand {
    origin: EntityKey,
    arrivals: Arrivals,
    amounts: Amounts,
    lines: Option<CountLaw>,
    products: Products,
    /// The products of a history with a product column.
    in_history: Vec<ProductId>,
    /// The product, if every order is for one unit of the same product.
    always: Option<ProductId>,
    /// How large its promotions turn out to be.
    uplifts: Option<Arc<Uplifts>>,
    /// What presales collect of it: their origin, when, and the products.
    presold: Vec<(EntityKey, Presold, Products)>,
    /// The presale whose orders it makes.
    sale: Option<Sale>,
    placed: u64,
    seat: Option<Seat>,
}

/// A presale: its orders pay the prices and have the mix of the promotion's first day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sale {
    /// The first day of the promotion.
    pub(super) day: i64,
    /// The time whose prices are paid.
    pub(super) priced: SimTime,
    /// When the orders are released.
    pub(super) released: SimTime,
}

/// The units of an order, unless the product or the history gives them.
#[derive(Clone, Debug)]
enum Amounts {
    /// One unit.
    One,
    /// Drawn from a distribution, independently for each order.
    Law(CountLaw),
    /// Autocorrelated: each order depends on the previous one.
    Ar1(Box<Ar1>),
}

impl Amounts {
    fn read(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Option<Self> {
        if Ar1::node(reader, "units").is_some() {
            return Ar1::read(reader, "units", reading).map(|ar1| Self::Ar1(Box::new(ar1)));
        }
        Some(reading.count_law(reader, "units").map_or(Self::One, Self::Law))
    }

    fn mean(&self) -> f64 {
        match self {
            Self::One => 1.0,
            Self::Law(law) => law.law.mean(),
            Self::Ar1(ar1) => ar1.mean(),
        }
    }
}

/// A market and the place whose days and hours it follows.
type Here = (AgentId, Option<PlaceId>);

/// Reads the demand of a market's own keys.
pub(super) fn of_market(reader: &Reader<'_>, me: Here, reading: &mut Reading<'_>) -> Option<Demand> {
    let mix = mix(reader, reading);
    let weights = mix.as_deref().unwrap_or_default();
    let rhythm = reading.rhythm(me.0, me.1, &[reader], weights);
    let products = mix.as_ref().and_then(|mix| products(mix, rhythm.mixes.as_ref(), reader, reading));
    let lines = lines(reader, reading);
    let demand = read(reader, products, (weights, lines), &rhythm, (me, None), reading)?;
    let alone = if !demand.in_history.is_empty() {
        Some("orders from a history with products have one line")
    } else if matches!(demand.amounts, Amounts::Ar1(_)) {
        Some("`units` with `ar1` are for orders of one line")
    } else {
        None
    };
    if let (Some(cause), Some(node)) = (alone, reader.get("lines")) {
        reading.report(Problem::new(Code::OneChoice, node.place, cause).help("remove `lines`"));
        return None;
    }
    Some(demand)
}

/// Reads the demand of a row for one product; season and trend come from the row or else from the market.
pub(super) fn of_row(
    (reader, market): (&Reader<'_>, &Reader<'_>),
    product: ProductId,
    me: Here,
    reading: &mut Reading<'_>,
) -> Option<Demand> {
    let rhythm = reading.rhythm(me.0, me.1, &[reader, market], &[(product, 1.0)]);
    read(reader, Some(Products::One(product)), (&[(product, 1.0)], None), &rhythm, (me, Some(product)), reading)
}

fn read(
    reader: &Reader<'_>,
    products: Option<Products>,
    (mix, lines): (&[(ProductId, f64)], Option<CountLaw>),
    rhythm: &Rhythm,
    (me, only): (Here, Option<ProductId>),
    reading: &mut Reading<'_>,
) -> Option<Demand> {
    let orders = reading.require(reader, "orders", "{ poisson = { rate = \"40 /d\" } }");
    let amounts = Amounts::read(reader, reading)?;
    let known = Arc::clone(&reading.products);
    let own = |product: ProductId| known[product.index()].units.as_ref();
    let each = |product: ProductId| own(product).map_or_else(|| amounts.mean(), |law| law.law.mean());
    let shares = lines_of_each(mix, lines.as_ref().map_or(1.0, |law| law.law.mean()));
    let ordered: f64 = mix.iter().zip(&shares).map(|((product, _), share)| share * each(*product)).sum();
    let ordered = if mix.is_empty() { amounts.mean() } else { ordered };
    let units = |product: Option<ProductId>| product.map_or(ordered, each);
    let asked = Asked { profile: rhythm.orders.as_ref(), only, at: me.1, units: &units };
    let (arrivals, times, expectation) = Arrivals::read(orders?, reader, asked, reading)?;
    let days = micros(reading.window.horizon.since_start()) / micros(Span::DAY);
    let mut in_history = Vec::new();
    // The expected demand of each product on a plain day, from the history or by its share of the mix.
    let expect = |product, per_day, profile| Expected { market: me.0, product, per_day, profile };
    let of_mix = |per_day: f64, profile: &dyn Fn(usize) -> Option<Arc<Profile>>| -> Vec<Expected> {
        let parts = mix.iter().zip(&shares).enumerate();
        let part = |(at, ((product, _), share)): (usize, (&(ProductId, f64), &f64))| {
            expect(*product, per_day * share * each(*product) / ordered, profile(at))
        };
        parts.map(part).collect()
    };
    if let Some(expectation) = expectation {
        reading.moves(times * expectation.per_day.iter().map(|(_, units)| units).sum::<f64>());
        for (product, per_day) in expectation.per_day {
            match product {
                Some(product) => {
                    in_history.push(product);
                    reading.expect(expect(product, per_day, Some(Arc::clone(&expectation.profile))));
                }
                None => {
                    let expected = of_mix(per_day, &|_| Some(Arc::clone(&expectation.profile)));
                    for expected in expected {
                        reading.expect(expected);
                    }
                }
            }
        }
    } else {
        let listed: Vec<(Option<ProductId>, f64)> = arrivals
            .listed()
            .iter()
            .map(|stated| (stated.product, stated.units.map_or_else(|| units(stated.product), pieces)))
            .collect();
        let pieces = if listed.is_empty() { times * ordered } else { listed.iter().map(|(_, units)| units).sum() };
        reading.moves(pieces);
        if listed.iter().any(|(product, _)| product.is_some()) {
            in_history = listed.iter().filter_map(|(product, _)| *product).collect();
            in_history.sort_unstable();
            in_history.dedup();
            let mut units = vec![0.0; in_history.len()];
            for (product, more) in &listed {
                if let Some(at) = product.and_then(|product| in_history.binary_search(&product).ok()) {
                    units[at] += more;
                }
            }
            for (product, units) in in_history.iter().zip(units) {
                reading.expect(expect(*product, units / days, None));
            }
        } else if times > 0.0 {
            // Only Poisson orders follow a profile.
            let profile = |at: usize| rhythm.products[at].clone().filter(|_| arrivals.is_seasonal());
            let expected = of_mix(arrivals.per_day(times, days) * pieces / times, &profile);
            for expected in expected {
                reading.expect(expected);
            }
        }
    }
    let products = products?;
    let presold = if arrivals.is_seasonal() { &rhythm.presold[..] } else { &[] };
    let of_plain_days = arrivals.per_day(times, days);
    let mut sold = Vec::new();
    for presold in presold {
        let ahead: f64 = presold.rounds.iter().map(|(_, days)| days * of_plain_days).sum();
        reading.comes_in_presales(ahead, reader.place())?;
        reading.moves(ahead * ordered);
        let products = match &presold.mixes {
            Some(mixes) => super::mix::products(mix, Some(mixes), reader, reading)?,
            None => products.clone(),
        };
        sold.push((EntityKey::origin(&format!("{}.{}", reader.path(), presold.path)), presold.clone(), products));
    }
    let always = match (&products, &amounts) {
        (Products::One(product), Amounts::One) if !arrivals.states() && own(*product).is_none() => Some(*product),
        _ => None,
    };
    Some(Demand {
        origin: EntityKey::origin(reader.path()),
        arrivals,
        amounts,
        lines,
        products,
        always,
        in_history,
        uplifts: rhythm.uplifts.clone(),
        presold: sold,
        sale: None,
        placed: 0,
        seat: None,
    })
}

impl Demand {
    /// Returns the products that its orders may ask for; `None` stands for orders without goods.
    pub(super) fn products(&self) -> Vec<Option<ProductId>> {
        if !self.in_history.is_empty() {
            return self.in_history.iter().copied().map(Some).collect();
        }
        match &self.products {
            Products::None => vec![None],
            Products::One(product) => vec![Some(*product)],
            Products::Mix(products, _) | Products::Promoted(products, _) => {
                products.iter().copied().map(Some).collect()
            }
        }
    }

    pub(super) fn start(&mut self, index: u32, ctx: &mut Ctx<'_, impl Probe>) {
        self.seat = Some(ctx.seat());
        if let Some(uplifts) = self.uplifts.take() {
            let drawn = uplifts.draw(ctx.streams());
            self.change_mix(&drawn, &uplifts.sets, ctx);
            self.arrivals.uplift(drawn.iter().map(|drawn| (drawn.day, drawn.orders)).collect());
        }
        if let Some(first) = self.arrivals.first(self.origin, ctx.streams()) {
            self.set_seat(index, first, ctx);
        }
    }

    /// Changes the mix by the uplifts that the replication has drawn, for products of these sets.
    pub(super) fn change_mix(&mut self, drawn: &[DrawnUplift], sets: &[usize], ctx: &Ctx<'_, impl Probe>) {
        self.products.uplift(drawn, sets, ctx.network());
    }

    /// Takes out what presales collect of it, each with the demand that makes its orders.
    pub(super) fn take_presold(&mut self) -> Vec<(Self, Presold)> {
        let presold = std::mem::take(&mut self.presold);
        let demand = |(origin, presold, products)| (Self { origin, products, uplifts: None, ..self.clone() }, presold);
        presold.into_iter().map(demand).collect()
    }

    /// Returns the mean time between two orders of a plain day.
    pub(super) fn mean_us(&self) -> f64 {
        micros(Span::DAY) / self.arrivals.per_day(0.0, 1.0)
    }

    pub(super) fn origin(&self) -> EntityKey {
        self.origin
    }

    /// Makes its next orders those of a presale.
    pub(super) fn sell(&mut self, sale: Sale) {
        self.sale = Some(sale);
    }

    #[inline(always)]
    pub(super) fn schedule(&mut self, index: u32, ctx: &mut Ctx<'_, impl Probe>) {
        if let Some(next) = self.arrivals.next(self.origin, ctx.now(), ctx.streams()) {
            self.set_seat(index, next, ctx);
        }
    }

    #[inline(always)]
    fn set_seat(&self, index: u32, at: SimTime, ctx: &mut Ctx<'_, impl Probe>) {
        let seat = self.seat.expect("taken at the start");
        ctx.set_seat(seat, at, Instant::Demands, Timer::Place(index));
    }

    /// Skips the order that is due. If the next one depends on it, its units are drawn anyway, so that later orders do
    /// not change.
    pub(super) fn skip(&mut self, ctx: &Ctx<'_, impl Probe>) {
        let key = self.origin.nth(self.placed);
        self.placed += 1;
        if matches!(self.amounts, Amounts::Ar1(_)) {
            self.drawn(key, ctx);
        }
    }

    /// Places the order that is due; returns `None` if it asks for nothing.
    #[inline(always)]
    pub(super) fn place(&mut self, terms: &Terms, ctx: &mut Ctx<'_, impl Probe>) -> Option<OrderId> {
        let ordinal = self.placed;
        self.placed += 1;
        let key = self.origin.nth(ordinal);
        let now = ctx.now();
        let (product, asked, consumer) = match self.always {
            Some(product) => (Some(product), Units::ONE, None),
            None => self.drawn(key, ctx),
        };
        if !asked.is_positive() {
            return None;
        }
        let mut order = self.line(key, ordinal, product, asked, terms, ctx);
        let window = &ctx.network().window;
        order.awaited = window.is_not_over(now);
        let head = ctx.books().place(order);
        if terms.personal || consumer.is_some() {
            terms.make_personal(head, consumer, ctx);
        }
        if self.lines.is_some() {
            self.place_lines(head, terms, ctx);
        }
        Some(head)
    }

    /// Returns whether its orders come with their consumers.
    pub(super) fn states_consumers(&self) -> bool {
        self.arrivals.states_consumers()
    }

    /// Draws product, units and consumer of an order.
    #[inline(never)]
    fn drawn(&mut self, key: EntityKey, ctx: &Ctx<'_, impl Probe>) -> (Option<ProductId>, Units, Option<u32>) {
        let stated = self.arrivals.stated();
        let product = stated.product.or_else(|| self.product(key, ctx));
        let asked = match (stated.units, &mut self.amounts) {
            (Some(units), _) => units,
            (None, Amounts::Ar1(ar1)) if own_units(product, ctx).is_none() => ar1.next(key, ctx),
            _ => self.units(product, key, ctx),
        };
        (product, asked, stated.consumer)
    }

    /// Places the lines after the first one.
    #[inline(never)]
    fn place_lines(&self, head: OrderId, terms: &Terms, ctx: &mut Ctx<'_, impl Probe>) {
        let Some(lines) = &self.lines else { return };
        let Order { key, ordinal, deadline, consumer, .. } = ctx.books().orders[head];
        let lines = ctx.count(lines, key).count().unsigned_abs().min(MOST_LINES as u64);
        let mut last = head;
        for number in 1..lines {
            let Some((product, key)) = self.another(head, key, number, ctx) else { break };
            let asked = self.units(Some(product), key, ctx).max(Units::ONE);
            let line = self.line(key, ordinal, Some(product), asked, terms, ctx);
            let line = Order { deadline, consumer, ..line };
            last = ctx.books().place_line(head, last, line);
        }
    }

    #[inline(always)]
    fn line(
        &self,
        key: EntityKey,
        ordinal: u64,
        product: Option<ProductId>,
        asked: Units,
        terms: &Terms,
        ctx: &Ctx<'_, impl Probe>,
    ) -> Order {
        let route = if let Offer::Route(route) = terms.offer { route } else { RouteId::default() };
        let mut order = Order::new(key, ordinal, Buyer::Market(ctx.me()), product, asked, ctx.now(), route);
        order.when_short = terms.when_short.of(key, ctx);
        if let Some(sale) = &self.sale {
            (order.priced, order.released) = (sale.priced, sale.released);
        }
        order.price = product.map_or(Money::ZERO, |product| order.price_of(product, ctx.network())).times(asked);
        order
    }

    fn product(&self, key: EntityKey, ctx: &Ctx<'_, impl Probe>) -> Option<ProductId> {
        match &self.products {
            Products::None => None,
            Products::One(product) => Some(*product),
            Products::Mix(products, law) => Some(one_of(products, law, key, ctx)),
            Products::Promoted(products, mixes) => {
                let (mixes, laws) = &**mixes;
                let list = self.sale.map_or_else(|| mixes.at(ctx.now()), |sale| mixes.on(sale.day));
                Some(one_of(products, &laws[list], key, ctx))
            }
        }
    }

    fn units(&self, product: Option<ProductId>, key: EntityKey, ctx: &Ctx<'_, impl Probe>) -> Units {
        let own = own_units(product, ctx);
        let general = if let Amounts::Law(law) = &self.amounts { Some(law) } else { None };
        own.or(general).map_or(Units::ONE, |law| ctx.count(law, key))
    }

    /// Draws the product of another line by popularity, among those that the order does not have yet; returns it with
    /// the line's key.
    fn another(
        &self,
        head: OrderId,
        order: EntityKey,
        number: u64,
        ctx: &mut Ctx<'_, impl Probe>,
    ) -> Option<(ProductId, EntityKey)> {
        let line = order.nth(LINES + number);
        let has = |product: ProductId, ctx: &mut Ctx<'_, _>| {
            ctx.books().orders.lines(head).any(|(_, line)| line.product == Some(product))
        };
        for draw in 0..MOST_DRAWS {
            let product = self.product(line.nth(draw), ctx)?;
            if !has(product, ctx) {
                return Some((product, line));
            }
        }
        None
    }
}

/// Keys of lines come after those of the parcels of their order.
const LINES: u64 = 1 << 32;

/// The number of draws for another product before the order goes without it: it already has all likely products.
const MOST_DRAWS: u64 = 1000;

/// Returns the distribution of units that the product itself gives.
#[inline(always)]
fn own_units<'a>(product: Option<ProductId>, ctx: &'a Ctx<'_, impl Probe>) -> Option<&'a CountLaw> {
    product.and_then(|product| ctx.network().product(product).units.as_ref())
}

#[inline(always)]
fn one_of(products: &[ProductId], law: &CountLaw, key: EntityKey, ctx: &Ctx<'_, impl Probe>) -> ProductId {
    products[usize::try_from(ctx.count(law, key).count()).expect("an index of the mix")]
}
