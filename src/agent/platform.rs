//! A purchasing platform: it takes orders, promises a day and chooses the path. It holds no stock.

use super::{Agent, Ctx, Offer};
use crate::chain::{Probe, Resolver, Role};
use crate::text::Reader;
use crate::units::{AgentId, OrderId, ProductId, Span, WayId};

/// A platform has nothing to remind itself of.
#[derive(Clone, Copy, Debug)]
pub enum Timer {}

/// A purchasing platform.
#[derive(Clone, Debug)]
pub struct Platform {
    path: WayId,
    promise: Option<Span>,
}

impl Agent for Platform {
    type Timer = Timer;
    const ROLE: Role = Role::Aside;

    fn resolve(reader: &Reader<'_>, _me: AgentId, resolver: &Resolver<'_>) -> Option<Self> {
        let path = resolver.require(reader, "path", "\"bonded\"");
        resolver.finish(reader);
        Some(Self { path: resolver.path(path?)?, promise: resolver.promise(path?) })
    }

    fn on_order(&mut self, id: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
        let order = &mut ctx.books().orders[id];
        order.way = self.path;
        if let Some(promise) = self.promise {
            order.promised = order.promised.min(order.placed + promise);
        }
        ctx.start_out(id);
    }

    fn on_timer(&mut self, timer: Timer, _ctx: &mut Ctx<'_, impl Probe>) {
        match timer {}
    }

    fn offers(&self) -> Option<(Vec<Option<ProductId>>, Offer)> {
        Some((Vec::new(), Offer::Way(self.path)))
    }
}
