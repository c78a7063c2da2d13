//! Typed identities: dense indices that the compiler keeps apart. Names exist only in a scenario and in its results.

use std::fmt::Debug;

/// A dense index of things of one kind.
pub trait Id: Copy + Debug + Eq {
    /// Returns the identity at an index.
    fn from_index(index: usize) -> Self;
    /// Returns the index.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The largest identity; nothing has it.
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
    /// An agent: a market, a warehouse, a lane ...
    AgentId;
    /// A product.
    ProductId;
    /// A stock point: one product in one warehouse.
    StockPointId;
    /// An order in flight.
    OrderId;
    /// A shipment or parcel in flight.
    ShipmentId;
    /// A route: steps in order.
    RouteId;
    /// A rule that chooses among routes or carriers.
    RuleId;
    /// A queue and its servers.
    SiteId;
    /// A shipment being processed by customs.
    VisitId;
    /// A timer that follows its agent's clock, which may pause.
    HoldId;
    /// A named place of the scenario.
    PlaceId;
    /// A named stream of random numbers.
    StreamId;
    /// An account of the ledger.
    AccountId;
}
