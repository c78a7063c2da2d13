//! Typed identities: dense indices that cannot be mixed up. Names exist at the two ends of a run only.

use std::fmt::Debug;

/// A dense index of some kind of thing.
pub trait Id: Copy + Debug + Eq {
    /// The identity of the thing at an index.
    fn from_index(index: usize) -> Self;
    /// The index.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The last of all; nothing real has it.
            pub const LAST: Self = Self(u32::MAX);
        }

        impl Id for $name {
            #[inline]
            fn from_index(index: usize) -> Self {
                debug_assert!(u32::try_from(index).is_ok(), "more than 2^32 of a kind");
                #[expect(clippy::cast_possible_truncation, reason = "asserted above; scenarios are limited at load")]
                Self(index as u32)
            }
            #[inline]
            fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// One who acts: a market, a warehouse, a lane ...
    AgentId;
    /// A product.
    ProductId;
    /// A stock stock point: one product in one warehouse.
    StockPointId;
    /// An order in flight.
    OrderId;
    /// A shipment or parcel in flight.
    ShipmentId;
    /// A way: steps in order.
    RouteId;
    /// A rule that chooses among ways or carriers.
    RuleId;
    /// A place with a queue.
    SiteId;
    /// A shipment that customs has in hand.
    VisitId;
    /// A timer that rings by the clock of its agent.
    HoldId;
    /// A place of the scenario, by name.
    PlaceId;
    /// A named stream of random numbers.
    StreamId;
    /// An account of the ledger.
    AccountId;
}
