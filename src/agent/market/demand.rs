//! One stream of orders of a market: when they come, what they ask for, and how much.

use super::ar1::Ar1;
use super::arrivals::{Arrivals, Asked, micros};
use super::mix::{Products, lines, lines_of_each, mix, products};
use super::{Terms, Timer};
use crate::agent::{Ctx, Offer};
use crate::chain::{Buyer, CountLaw, Expected, Instant, MOST_LINES, Order, Probe, Profile, Rhythm, pieces};
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
    /// What a history asks for, where it tells products.
    told: Vec<ProductId>,
    /// The one product of which every order asks one unit, where that is so.
    always: Option<ProductId>,
    placed: u64,
    seat: Option<Seat>,
}

/// How much is ordered, where neither product nor history say.
#[derive(Clone, Debug)]
enum Amounts {
    /// One unit.
    One,
    /// By a law, each order by itself.
    Law(CountLaw),
    /// Each order leans on the one before.
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

/// A market and the place whose days and hours it keeps.
type Here = (AgentId, Option<PlaceId>);

/// The demand of a market's own keys.
pub(super) fn of_market(reader: &Reader<'_>, me: Here, reading: &mut Reading<'_>) -> Option<Demand> {
    let mix = mix(reader, reading);
    let weights = mix.as_deref().unwrap_or_default();
    let rhythm = reading.rhythm(me.0, me.1, &[reader], weights);
    let products = mix.as_ref().and_then(|mix| products(mix, &rhythm, reader, reading));
    let lines = lines(reader, reading);
    let demand = read(reader, products, (weights, lines.as_ref()), &rhythm, (me, None), reading)?;
    let alone = if !demand.told.is_empty() {
        Some("a history that tells products has orders of one line")
    } else if matches!(demand.amounts, Amounts::Ar1(_)) {
        Some("`units` by `ar1` are those of orders of one line")
    } else {
        None
    };
    if let (Some(cause), Some(node)) = (alone, reader.get("lines")) {
        reading.report(Problem::new(Code::OneChoice, node.place, cause).help("leave `lines` out"));
        return None;
    }
    Some(Demand { lines, ..demand })
}

/// The demand of a row for one product; season and trend are the row's own or the market's.
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
    (mix, lines): (&[(ProductId, f64)], Option<&CountLaw>),
    rhythm: &Rhythm,
    (me, only): (Here, Option<ProductId>),
    reading: &mut Reading<'_>,
) -> Option<Demand> {
    let orders = reading.require(reader, "orders", "{ poisson = { rate = \"40 /d\" } }");
    let amounts = Amounts::read(reader, reading)?;
    let known = Arc::clone(&reading.products);
    let own = |product: ProductId| known[product.index()].units.as_ref();
    let each = |product: ProductId| own(product).map_or_else(|| amounts.mean(), |law| law.law.mean());
    let shares = lines_of_each(mix, lines.map_or(1.0, |law| law.law.mean()));
    let ordered: f64 = mix.iter().zip(&shares).map(|((product, _), share)| share * each(*product)).sum();
    let ordered = if mix.is_empty() { amounts.mean() } else { ordered };
    let units = |product: Option<ProductId>| product.map_or(ordered, each);
    let asked = Asked { profile: rhythm.orders.as_ref(), only, at: me.1, units: &units };
    let (arrivals, times, expectation) = Arrivals::read(orders?, reader, asked, reading)?;
    let days = micros(reading.window.horizon.since_start()) / micros(Span::DAY);
    let mut told = Vec::new();
    // What each product is expected to be asked for on a plain day, as told or by its share of the mix.
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
                    told.push(product);
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
            told = listed.iter().filter_map(|(product, _)| *product).collect();
            told.sort_unstable();
            told.dedup();
            let mut units = vec![0.0; told.len()];
            for (product, more) in &listed {
                if let Some(at) = product.and_then(|product| told.binary_search(&product).ok()) {
                    units[at] += more;
                }
            }
            for (product, units) in told.iter().zip(units) {
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
    let always = match (&products, &amounts) {
        (Products::One(product), Amounts::One) if !arrivals.states() && own(*product).is_none() => Some(*product),
        _ => None,
    };
    Some(Demand {
        origin: EntityKey::origin(reader.path()),
        arrivals,
        amounts,
        lines: None,
        products,
        always,
        told,
        placed: 0,
        seat: None,
    })
}

impl Demand {
    /// What its orders may ask for; `None` where they carry no goods.
    pub(super) fn products(&self) -> Vec<Option<ProductId>> {
        if !self.told.is_empty() {
            return self.told.iter().copied().map(Some).collect();
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
        if let Some(first) = self.arrivals.first(self.origin, ctx.streams()) {
            self.stand(index, first, ctx);
        }
    }

    #[inline(always)]
    pub(super) fn schedule(&mut self, index: u32, ctx: &mut Ctx<'_, impl Probe>) {
        if let Some(next) = self.arrivals.next(self.origin, ctx.now(), ctx.streams()) {
            self.stand(index, next, ctx);
        }
    }

    #[inline(always)]
    fn stand(&self, index: u32, at: SimTime, ctx: &mut Ctx<'_, impl Probe>) {
        let seat = self.seat.expect("taken at the start");
        ctx.stand(seat, at, Instant::Demands, Timer::Place(index));
    }

    /// Leaves out the order that is due. It is drawn all the same if the next one leans on it, so those after it stay what
    /// they are.
    pub(super) fn skip(&mut self, ctx: &Ctx<'_, impl Probe>) {
        let key = self.origin.nth(self.placed);
        self.placed += 1;
        if matches!(self.amounts, Amounts::Ar1(_)) {
            self.drawn(key, ctx);
        }
    }

    /// Places the order that is due; `None` if it asks for nothing.
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
        let mut order = Self::line(key, ordinal, product, asked, terms, ctx);
        let window = &ctx.network().window;
        order.awaited = window.is_not_over(now);
        order.measured = window.covers(now);
        let head = ctx.books().place(order);
        if terms.personal || consumer.is_some() {
            terms.make_personal(head, consumer, ctx);
        }
        if self.lines.is_some() {
            self.place_lines(head, terms, ctx);
        }
        Some(head)
    }

    /// Product, units and consumer of an order that differs from others.
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

    /// The lines behind the first one.
    #[inline(never)]
    fn place_lines(&self, head: OrderId, terms: &Terms, ctx: &mut Ctx<'_, impl Probe>) {
        let Some(lines) = &self.lines else { return };
        let Order { key, ordinal, deadline, measured, consumer, .. } = ctx.books().orders[head];
        let lines = ctx.count(lines, key).count().unsigned_abs().min(MOST_LINES as u64);
        let mut last = head;
        for number in 1..lines {
            let Some((product, key)) = self.another(head, key, number, ctx) else { break };
            let asked = self.units(Some(product), key, ctx).max(Units::ONE);
            let line = Self::line(key, ordinal, Some(product), asked, terms, ctx);
            let line = Order { deadline, measured, consumer, ..line };
            last = ctx.books().place_line(head, last, line);
        }
    }

    #[inline(always)]
    fn line(
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
        order.price = product.map_or(Money::ZERO, |product| ctx.network().product(product).price.times(asked));
        order
    }

    fn product(&self, key: EntityKey, ctx: &Ctx<'_, impl Probe>) -> Option<ProductId> {
        match &self.products {
            Products::None => None,
            Products::One(product) => Some(*product),
            Products::Mix(products, law) => Some(one_of(products, law, key, ctx)),
            Products::Promoted(products, mixes) => {
                let (mixes, laws) = &**mixes;
                Some(one_of(products, &laws[mixes.at(ctx.now())], key, ctx))
            }
        }
    }

    fn units(&self, product: Option<ProductId>, key: EntityKey, ctx: &Ctx<'_, impl Probe>) -> Units {
        let own = own_units(product, ctx);
        let general = if let Amounts::Law(law) = &self.amounts { Some(law) } else { None };
        own.or(general).map_or(Units::ONE, |law| ctx.count(law, key))
    }

    /// The product of one more line, by popularity among those that the order has no line of yet, and the line's key.
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

/// Lines are keyed behind the parcels of their order.
const LINES: u64 = 1 << 32;

/// Draws for one more product before an order stays without it: the few products that are ever asked are in it.
const MOST_DRAWS: u64 = 1000;

/// How much of a product is ordered, where the product says it.
#[inline(always)]
fn own_units<'a>(product: Option<ProductId>, ctx: &'a Ctx<'_, impl Probe>) -> Option<&'a CountLaw> {
    product.and_then(|product| ctx.network().product(product).units.as_ref())
}

#[inline(always)]
fn one_of(products: &[ProductId], law: &CountLaw, key: EntityKey, ctx: &Ctx<'_, impl Probe>) -> ProductId {
    products[usize::try_from(ctx.count(law, key).count()).expect("an index of the mix")]
}
