//! The agents of a simulation. They share the books and know nothing of each other: orders go up, shipments come
//! down, and only timers wait.
//!
//! # A new agent
//! Add one file next to this one (its timers, how it reads its table, `impl Agent`, tests) and one line in the register.
//! Its TOML table has the name of its module.

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

/// A participant in the simulation.
pub trait Agent: Sized + Clone + Debug {
    /// Its timers.
    type Timer: Copy + Debug;

    /// The properties of this kind of agent; its name is that of the module.
    const KIND: Kind;

    /// The keys of its table, besides those of every entry.
    const KEYS: &'static [KeySpec];

    /// Announces, before any agent reads the rest of its table, what other agents need in order to read theirs. The
    /// table may still contain problems.
    fn announce(_reader: &Reader<'_>, _draft: &mut Draft) {}

    /// Reads its table and reports problems to the reading.
    fn resolve(reader: &Reader<'_>, me: AgentId, reading: &mut Reading<'_>) -> Option<Self>;

    /// Begins the run.
    fn start(&mut self, _ctx: &mut Ctx<'_, impl Probe>) {}

    /// Receives an order to fulfil.
    ///
    /// # Panics
    /// By default: routes are checked so that orders reach only agents that take them.
    fn on_order(&mut self, order: OrderId, _ctx: &mut Ctx<'_, impl Probe>) {
        unreachable!("no route leads order {order:?} to an agent that takes no orders");
    }

    /// Receives a shipment.
    ///
    /// # Panics
    /// By default: routes are checked so that shipments reach only agents that hold them.
    fn on_shipment(&mut self, shipment: ShipmentId, _ctx: &mut Ctx<'_, impl Probe>) {
        unreachable!("no route leads shipment {shipment:?} to an agent that holds none");
    }

    /// Handles one of its timers.
    fn on_timer(&mut self, timer: Self::Timer, ctx: &mut Ctx<'_, impl Probe>);

    /// Handles a change of what is paused here, or of a factor. What was kept because of a pause is delivered again
    /// without this.
    fn on_change(&mut self, _ctx: &mut Ctx<'_, impl Probe>) {}

    /// Handles a notice; by default it is ignored.
    fn on_notice(&mut self, _notice: Notice, _ctx: &mut Ctx<'_, impl Probe>) {}

    /// Handles a change of one of its stock points in this instant; `row` is its index within the agent.
    ///
    /// # Panics
    /// By default: only warehouses own stock points.
    fn on_check(&mut self, row: u32, _ctx: &mut Ctx<'_, impl Probe>) {
        unreachable!("only a warehouse can have row {row}");
    }

    /// Returns what it sells (`None`: orders without goods) and how that is fulfilled, for the checks of a scenario.
    fn offers(&self) -> Option<(Vec<Option<ProductId>>, Offer)> {
        None
    }

    /// Returns its opening stock by stock point.
    fn tops(&self, _network: &Network) -> Vec<(StockPointId, Units)> {
        Vec::new()
    }

    /// Returns the stock points whose orders are decided outside the simulation.
    fn instructed(&self) -> Vec<StockPointId> {
        Vec::new()
    }

    /// Returns the routes it may choose for a product, for the checks of a scenario.
    fn paths(&self, _product: Option<ProductId>) -> Vec<RouteId> {
        Vec::new()
    }

    /// Returns the volume of the opening stock and the space, if the stock does not fit; for the checks of a
    /// scenario.
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
    /// By this route.
    Route(RouteId),
    /// By the route that this platform chooses.
    Platform(AgentId),
}

/// Declares every kind of agent: its module, which is also the name of its TOML table, its type and a description.
/// All handlers are inlined into the loop of a run, so the rarely used ones are `#[inline(never)]` to keep the common
/// path small.
macro_rules! register {
    ($($module:ident $agent:ident $doc:literal;)*) => {
        /// An agent of any kind. The discriminant is one byte of its own because it is read for every message.
        #[derive(Clone, Debug)]
        #[repr(u8)]
        pub enum AnyAgent { $(#[doc = stringify!($module)] $agent($module::$agent)),* }

        /// A timer of any kind of agent.
        #[derive(Clone, Copy, Debug)]
        pub enum AnyTimer {
            $(#[doc = stringify!($module)] $agent(<$module::$agent as Agent>::Timer),)*
            /// A timer that follows its agent's own clock.
            Held(HoldId),
            /// The conditions of its agent have changed.
            Changed,
        }

        $(impl From<$module::Timer> for AnyTimer {
            #[inline]
            fn from(timer: $module::Timer) -> Self { Self::$agent(timer) }
        })*

        /// The kinds of agents, in the order of their agents' identities; each is the name of a TOML table.
        pub const KINDS: &[&str] = &[$(stringify!($module)),*];

        /// The source file of each kind; its module documentation describes the kind.
        pub const FILES: &[&str] = &[$(include_str!(concat!(stringify!($module), ".rs"))),*];

        /// A one-line description of each kind.
        pub const DOCS: &[&str] = &[$($doc),*];

        /// The properties of each kind.
        pub const PROPERTIES: &[Kind] = &[$(<$module::$agent as Agent>::KIND.named(stringify!($module))),*];

        /// Returns the keys of a kind, besides those of every entry.
        ///
        /// # Panics
        /// If the register has no such kind.
        #[must_use]
        pub fn keys_of(kind: &str) -> &'static [KeySpec] {
            match kind {
                $(stringify!($module) => <$module::$agent as Agent>::KEYS,)*
                _ => unreachable!("`{kind}` is not in the register"),
            }
        }

        impl AnyAgent {
            /// Lets an agent of this kind announce what others need to know.
            pub fn announce(kind: &str, reader: &Reader<'_>, draft: &mut Draft) {
                match kind {
                    $(stringify!($module) => $module::$agent::announce(reader, draft),)*
                    _ => unreachable!("`{kind}` is not in the register"),
                }
            }
            /// Reads the table of an agent of this kind.
            #[must_use]
            pub fn resolve(kind: &str, reader: &Reader<'_>, me: AgentId, reading: &mut Reading<'_>) -> Option<Self> {
                match kind {
                    $(stringify!($module) => $module::$agent::resolve(reader, me, reading).map(Self::$agent),)*
                    _ => unreachable!("`{kind}` is not in the register"),
                }
            }
            /// Returns what it sells and how that is fulfilled, for the checks of a scenario.
            #[must_use]
            pub fn offers(&self) -> Option<(Vec<Option<ProductId>>, Offer)> {
                match self { $(Self::$agent(agent) => agent.offers()),* }
            }
            /// Returns its opening stock by stock point.
            #[must_use]
            pub fn tops(&self, network: &Network) -> Vec<(StockPointId, Units)> {
                match self { $(Self::$agent(agent) => agent.tops(network)),* }
            }
            /// Returns the stock points whose orders are decided outside the simulation.
            #[must_use]
            pub fn instructed(&self) -> Vec<StockPointId> {
                match self { $(Self::$agent(agent) => agent.instructed()),* }
            }
            /// Returns the routes it may choose for a product, for the checks of a scenario.
            #[must_use]
            pub fn paths(&self, product: Option<ProductId>) -> Vec<RouteId> {
                match self { $(Self::$agent(agent) => agent.paths(product)),* }
            }
            /// Returns the volume of the opening stock and the space, if the stock does not fit; for the checks of a
            /// scenario.
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
                // A loop, so that each agent's code is called in one place and inlined.
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
            /// Handles the timers that only conditions cause; returns the timer that was held, if it is due.
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
                    timer => unreachable!("{timer:?} belongs to another kind of agent"),
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
    market Market "The consumers of a region, who order and receive parcels.";
    platform Platform "A purchasing platform, which chooses the path of each order.";
    supplier Supplier "A manufacturer or seller, which supplies goods and is paid for them.";
    lane Lane "A carrier's service between two places, by sea, air, rail or road.";
    port Port "A port or airport, where goods land.";
    customs Customs "A customs office: documents are checked, some goods inspected, taxes charged.";
    warehouse Warehouse "A warehouse, where goods are put away, stored, picked and packed.";
    courier Courier "The last mile: collection, attempts at the door, returns.";
    shock Shock "A disruption: it pauses other agents for a while, slows them down or makes them more expensive.";
}
