//! One stream of orders of a market: when they come, what they ask for, and how much.

use super::arrivals::Arrivals;
use super::{Terms, Timer};
use crate::agent::{Ctx, Offer};
use crate::chain::{Buyer, CountLaw, Instant, Order, Probe, Resolver};
use crate::engine::{EntityKey, Law, Seat};
use crate::text::{Code, Problem, Reader};
use crate::units::{Id, Money, OrderId, ProductId, SimTime, Units, WayId};

/// One stream of orders.
#[derive(Clone, Debug)]
pub(super) struct Demand {
    origin: EntityKey,
    arrivals: Arrivals,
    units: Option<CountLaw>,
    products: Products,
    placed: u64,
    seat: Option<Seat>,
}

/// What is ordered.
#[derive(Clone, Debug)]
enum Products {
    /// Nothing: orders carry no goods.
    None,
    /// Always this.
    One(ProductId),
    /// One of these, by popularity.
    Mix(Vec<ProductId>, CountLaw),
}

/// The demand of a market's own keys.
pub(super) fn of_market(reader: &Reader<'_>, resolver: &Resolver<'_>) -> Option<Demand> {
    let products = mix(reader, resolver);
    read(reader, products, resolver)
}

/// The demand of a row for one product.
pub(super) fn of_row(reader: &Reader<'_>, product: ProductId, resolver: &Resolver<'_>) -> Option<Demand> {
    read(reader, Some(Products::One(product)), resolver)
}

fn read(reader: &Reader<'_>, products: Option<Products>, resolver: &Resolver<'_>) -> Option<Demand> {
    let orders = resolver.require(reader, "orders", "{ poisson = { rate = \"40 /d\" } }");
    let units = resolver.count_law(reader, "units");
    let (arrivals, times) = Arrivals::read(orders?, reader, resolver)?;
    let each = units.as_ref().map_or(1.0, |units| units.law.mean());
    resolver.moves(arrivals.listed_pieces().unwrap_or(times * each));
    Some(Demand {
        origin: EntityKey::origin(reader.path()),
        arrivals,
        units,
        products: products?,
        placed: 0,
        seat: None,
    })
}

/// The products a market's own orders choose from: those of its `mix`, or all that have no demand row anywhere.
fn mix(reader: &Reader<'_>, resolver: &Resolver<'_>) -> Option<Products> {
    let all = &resolver.names().products;
    let mut chosen: Vec<(ProductId, f64)> = Vec::new();
    let mut known = true;
    if let Some(node) = reader.get("mix") {
        for item in node.items() {
            let Some(name) = item.as_text() else {
                let cause = format!("the name of a product is needed, not {}", item.type_name());
                resolver.report(Problem::new(Code::WrongType, item.place, cause));
                known = false;
                continue;
            };
            match resolver.product(name) {
                Some(product) => chosen.push((product, all[product.index()].popularity)),
                None => {
                    let problem = Problem::new(Code::UnknownName, item.place, format!("there is no product `{name}`"));
                    let problem = problem.help(format!("add `[product.{name}]`"));
                    resolver.report(problem.suggest(name, all.iter().map(|product| product.name.as_str())));
                    known = false;
                }
            }
        }
    } else {
        let ids = (0..all.len()).map(ProductId::from_index).filter(|id| !resolver.has_demand_row(*id));
        chosen.extend(ids.map(|id| (id, all[id.index()].popularity)));
    }
    if !known {
        return None;
    }
    Some(match chosen[..] {
        [] => Products::None,
        [(only, _)] => Products::One(only),
        _ => {
            let numbers: Vec<f64> = (0_u32..).map(f64::from).take(chosen.len()).collect();
            let weights: Vec<f64> = chosen.iter().map(|(_, weight)| *weight).collect();
            let law = Law::discrete(&numbers, &weights);
            let law =
                law.map_err(|error| resolver.report(Problem::new(Code::OutOfRange, reader.place(), error.to_string())));
            let stream = resolver.streams.borrow_mut().register(&reader.path_of("mix"));
            Products::Mix(chosen.into_iter().map(|(product, _)| product).collect(), CountLaw::new(law.ok()?, stream))
        }
    })
}

impl Demand {
    /// What its orders may ask for; `None` where they carry no goods.
    pub(super) fn products(&self) -> Vec<Option<ProductId>> {
        match &self.products {
            Products::None => vec![None],
            Products::One(product) => vec![Some(*product)],
            Products::Mix(products, _) => products.iter().copied().map(Some).collect(),
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

    /// Places the order that is due; `None` if it asks for nothing.
    #[inline(always)]
    pub(super) fn place(&mut self, terms: &Terms, ctx: &mut Ctx<'_, impl Probe>) -> Option<OrderId> {
        let ordinal = self.placed;
        self.placed += 1;
        let key = self.origin.nth(ordinal);
        let listed = self.arrivals.listed_units(ordinal);
        let asked = listed.unwrap_or_else(|| self.units.as_ref().map_or(Units::ONE, |law| ctx.count(law, key)));
        if !asked.is_positive() {
            return None;
        }
        let product = match &self.products {
            Products::None => None,
            Products::One(product) => Some(*product),
            Products::Mix(products, law) => {
                Some(products[usize::try_from(ctx.count(law, key).count()).expect("an index of the mix")])
            }
        };
        let way = if let Offer::Way(way) = terms.offer { way } else { WayId::default() };
        let now = ctx.now();
        let mut order = Order::new(key, ordinal, Buyer::Market(ctx.me()), product, asked, now, way);
        order.when_short = terms.when_short;
        order.measured = ctx.network().window.covers(now);
        order.awaited = now < ctx.network().window.end();
        order.price = product.map_or(Money::ZERO, |product| ctx.network().product(product).price.times(asked));
        if let Some(patience) = &terms.patience {
            order.deadline = now + ctx.draw(patience, key);
        }
        if let Some(promise) = terms.promise {
            order.promised = now + promise;
        }
        Some(ctx.books().place(order))
    }
}
