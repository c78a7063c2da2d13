//! Who acts. Agents share the books and know nothing of each other: orders go up, shipments come down, and only timers
//! wait.
//!
//! # A new agent
//! One file beside this one (its timers, how it reads its table, `impl Agent`, tests) and one line in the register. Its
//! TOML table is the name of its module.

mod courier;
mod ctx;
mod customs;
mod endings;
mod held;
mod lane;
mod mailbox;
mod market;
mod platform;
mod port;
mod shock;
mod station;
mod supplier;
mod warehouse;
mod world;

pub use ctx::{Core, Ctx, Timed};
pub use endings::Ended;
pub use held::Kept;
pub use mailbox::{Message, Notice};
pub use market::ROW as DEMAND;
pub use warehouse::ROW as STOCK;
pub use world::{Progress, World};

use crate::chain::{Kind, Network, Outlook, Probe, Product};
use crate::reading::{Draft, Reading};
use crate::text::{KeySpec, Reader};
use crate::units::{AgentId, HoldId, OrderId, ProductId, RouteId, ShipmentId, StockPointId, Units};
use std::fmt::Debug;

/// One who acts.
pub trait Agent: Sized + Clone + Debug {
    /// What it may remind itself of.
    type Timer: Copy + Debug;

    /// What kind of agent it is; its name is that of the module.
    const KIND: Kind;

    /// The keys of its table, besides those of every entry.
    const KEYS: &'static [KeySpec];

    /// Tells others, before any agent reads the rest of its table, what they need to know to read theirs. What it looks
    /// at may be unsound still.
    fn announce(_reader: &Reader<'_>, _draft: &mut Draft) {}

    /// Reads its table; problems go to the resolver.
    fn resolve(reader: &Reader<'_>, me: AgentId, reading: &mut Reading<'_>) -> Option<Self>;

    /// The run begins.
    fn start(&mut self, _ctx: &mut Ctx<'_, impl Probe>) {}

    /// It is asked to fulfil an order.
    ///
    /// # Panics
    /// By default: ways are checked so that orders reach only those who take them.
    fn on_order(&mut self, order: OrderId, _ctx: &mut Ctx<'_, impl Probe>) {
        unreachable!("no way leads order {order:?} to one who takes none");
    }

    /// It is handed a shipment.
    ///
    /// # Panics
    /// By default: ways are checked so that shipments reach only those who hold them.
    fn on_shipment(&mut self, shipment: ShipmentId, _ctx: &mut Ctx<'_, impl Probe>) {
        unreachable!("no way leads shipment {shipment:?} to one who holds none");
    }

    /// One of its timers rings.
    fn on_timer(&mut self, timer: Self::Timer, ctx: &mut Ctx<'_, impl Probe>);

    /// What is paused here, or a factor, has changed. What was kept because of it comes again by itself.
    fn on_change(&mut self, _ctx: &mut Ctx<'_, impl Probe>) {}

    /// It is told something; by default it does not care.
    fn on_notice(&mut self, _notice: Notice, _ctx: &mut Ctx<'_, impl Probe>) {}

    /// One of its stock stock points changed in this instant; `row` is the name it gave the stock point.
    ///
    /// # Panics
    /// By default: only warehouses own stock points.
    fn on_check(&mut self, row: u32, _ctx: &mut Ctx<'_, impl Probe>) {
        unreachable!("row {row} belongs to a warehouse");
    }

    /// What it sells (`None`: orders without goods) and the way that takes, for the checks of a scenario.
    fn offers(&self) -> Option<(Vec<Option<ProductId>>, Offer)> {
        None
    }

    /// The stock it means to begin with, by stock point.
    fn tops(&self, _network: &Network) -> Vec<(StockPointId, Units)> {
        Vec::new()
    }

    /// The stock stock points for which somebody outside the simulation decides what to order.
    fn instructed(&self) -> Vec<StockPointId> {
        Vec::new()
    }

    /// The ways it may choose for a product, for the checks of a scenario.
    fn paths(&self, _product: Option<ProductId>) -> Vec<RouteId> {
        Vec::new()
    }

    /// What lies there at the start and the space there is, if that is less; for the checks of a scenario.
    ///
    /// # Units
    /// Cubic centimetres.
    fn overfull(&self, _outlooks: &[Outlook], _products: &[Product]) -> Option<(i64, i64)> {
        None
    }
}

/// How an order is fulfilled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// By this way.
    Route(RouteId),
    /// By whatever this platform chooses.
    Platform(AgentId),
}

/// Declares everyone who acts: module, which is also the name of the TOML table, type, and what it is.
/// The loop of a run holds every handler, so those that few orders meet are `#[inline(never)]`: what most meet stays small.
macro_rules! register {
    ($($module:ident $agent:ident $doc:literal;)*) => {
        /// Anyone who acts. Who it is stands in a byte of its own: it is looked at for every message.
        #[derive(Clone, Debug)]
        #[repr(u8)]
        pub enum AnyAgent { $(#[doc = stringify!($module)] $agent($module::$agent)),* }

        /// Any timer.
        #[derive(Clone, Copy, Debug)]
        pub enum AnyTimer {
            $(#[doc = stringify!($module)] $agent(<$module::$agent as Agent>::Timer),)*
            /// One that rings by the clock of its agent.
            Held(HoldId),
            /// The conditions of its agent have changed.
            Changed,
        }

        $(impl From<$module::Timer> for AnyTimer {
            #[inline]
            fn from(timer: $module::Timer) -> Self { Self::$agent(timer) }
        })*

        /// The kinds of agents, in the order of their identities; each is the name of a TOML table.
        pub const KINDS: &[&str] = &[$(stringify!($module)),*];

        /// The file of each kind, whose head says what it is.
        pub const FILES: &[&str] = &[$(include_str!(concat!(stringify!($module), ".rs"))),*];

        /// What each kind is, in one line.
        pub const DOCS: &[&str] = &[$($doc),*];

        /// The properties of each kind.
        pub const PROPERTIES: &[Kind] = &[$(<$module::$agent as Agent>::KIND.named(stringify!($module))),*];

        /// The keys of a kind, besides those of every entry.
        ///
        /// # Panics
        /// If it is no kind of the register.
        #[must_use]
        pub fn keys_of(kind: &str) -> &'static [KeySpec] {
            match kind {
                $(stringify!($module) => <$module::$agent as Agent>::KEYS,)*
                _ => unreachable!("`{kind}` is in the register"),
            }
        }

        impl AnyAgent {
            /// Lets an agent of this kind announce what others need to know.
            pub fn announce(kind: &str, reader: &Reader<'_>, draft: &mut Draft) {
                match kind {
                    $(stringify!($module) => $module::$agent::announce(reader, draft),)*
                    _ => unreachable!("`{kind}` is in the register"),
                }
            }
            /// Reads the table of an agent of this kind.
            #[must_use]
            pub fn resolve(kind: &str, reader: &Reader<'_>, me: AgentId, reading: &mut Reading<'_>) -> Option<Self> {
                match kind {
                    $(stringify!($module) => $module::$agent::resolve(reader, me, reading).map(Self::$agent),)*
                    _ => unreachable!("`{kind}` is in the register"),
                }
            }
            /// What it sells and how, for the checks of a scenario.
            #[must_use]
            pub fn offers(&self) -> Option<(Vec<Option<ProductId>>, Offer)> {
                match self { $(Self::$agent(agent) => agent.offers()),* }
            }
            /// The stock it means to begin with, by stock point.
            #[must_use]
            pub fn tops(&self, network: &Network) -> Vec<(StockPointId, Units)> {
                match self { $(Self::$agent(agent) => agent.tops(network)),* }
            }
            /// The stock stock points for which somebody outside the simulation decides what to order.
            #[must_use]
            pub fn instructed(&self) -> Vec<StockPointId> {
                match self { $(Self::$agent(agent) => agent.instructed()),* }
            }
            /// The ways it may choose for a product, for the checks of a scenario.
            #[must_use]
            pub fn paths(&self, product: Option<ProductId>) -> Vec<RouteId> {
                match self { $(Self::$agent(agent) => agent.paths(product)),* }
            }
            /// What lies there at the start and the space there is, if that is less; for the checks of a scenario.
            #[must_use]
            pub fn overfull(&self, outlooks: &[Outlook], products: &[Product]) -> Option<(i64, i64)> {
                match self { $(Self::$agent(agent) => agent.overfull(outlooks, products)),* }
            }
            #[inline(never)]
            fn start(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
                match self { $(Self::$agent(agent) => agent.start(ctx)),* }
            }
            #[inline(always)]
            fn on_message(&mut self, message: Message, ctx: &mut Ctx<'_, impl Probe>) {
                match (self, message) {
                    $((Self::$agent(agent), Message::Order(order)) => agent.on_order(order, ctx),
                      (Self::$agent(agent), Message::Shipment(shipment)) => agent.on_shipment(shipment, ctx),)*
                }
            }
            #[inline(never)]
            fn on_notice(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
                let notice = ctx.core.mailbox.take_notice();
                match self { $(Self::$agent(agent) => agent.on_notice(notice, ctx)),* }
            }
            #[inline(always)]
            fn on_timer(&mut self, mut timer: AnyTimer, ctx: &mut Ctx<'_, impl Probe>) {
                // A loop, so that each agent's code is called in one place and compiled in.
                loop {
                    match (&mut *self, timer) {
                        $((Self::$agent(agent), AnyTimer::$agent(timer)) => return agent.on_timer(timer, ctx),)*
                        (agent, held) => match agent.on_condition(held, ctx) {
                            Some(due) => timer = due,
                            None => return,
                        },
                    }
                }
            }
            /// A timer that only those hear whom a shock strikes; returns the one that was held, if it is due.
            #[cold]
            #[inline(never)]
            fn on_condition(&mut self, timer: AnyTimer, ctx: &mut Ctx<'_, impl Probe>) -> Option<AnyTimer> {
                match timer {
                    AnyTimer::Held(id) => ctx.release_held(id),
                    AnyTimer::Changed => {
                        match self { $(Self::$agent(agent) => agent.on_change(ctx)),* }
                        ctx.let_go();
                        None
                    }
                    timer => unreachable!("{timer:?} rings for another kind of agent"),
                }
            }
            #[inline(always)]
            fn on_check(&mut self, row: u32, ctx: &mut Ctx<'_, impl Probe>) {
                match self { $(Self::$agent(agent) => agent.on_check(row, ctx)),* }
            }
        }
    };
}

register! {
    market Market "Consumers of a region, who order and receive parcels.";
    platform Platform "A purchasing platform, which chooses the path of each order.";
    supplier Supplier "Who makes goods ready and is paid for them.";
    lane Lane "Carriage between two places, by sea, air, rail or road.";
    port Port "A port or airport, where goods land.";
    customs Customs "A customs office: documents are checked, some goods inspected, taxes charged.";
    warehouse Warehouse "Where goods are put away, held, picked and packed.";
    courier Courier "The last mile: collection, attempts at the door, returns.";
    shock Shock "Something that happens to others for a while: it pauses them, slows them down or makes them dearer.";
}
