//! The keys of a warehouse, and of its stock rows.

use super::{FILL, KINDS, dock::WHEN_FULL, watching::DAYS_FROM};
use crate::agent::station::SERVE;
use crate::policy::{allocate, forecast, replenish};
use crate::reading::{EXPIRED, HIRED_WAGE, PICK_ORDER, RENT, WAGE};
use crate::text::{KeySpec, Measure, Shape, words_of};

const PICKING: &[&str] = &["picking"];
const PICKERS: &[&str] = &["pickers"];
const FILLED: &[&str] = &["source", "replenish"];

/// The keys of `[warehouse.NAME]`.
pub(super) const KEYS: &[KeySpec] = &[
    KeySpec::new("at", Shape::Name("place"), "Where it is."),
    KeySpec::new("kind", Shape::OneOf(&words_of(&KINDS)), "The kind of warehouse; information for the reader only."),
    KeySpec::new("put_away", Shape::Law(Measure::Time), "Time from the dock to the shelf, at any hour."),
    KeySpec::new("dock", Shape::Keys(DOCK), "The crew that unloads incoming shipments at the dock.")
        .otherwise("goods are put away at once"),
    KeySpec::new(
        "space",
        Shape::Quantity(Measure::Volume),
        "The space for goods on the shelf and goods being put away.",
    )
    .otherwise("no limit"),
    KeySpec::new(
        "when_full",
        Shape::OneOf(&words_of(&WHEN_FULL)),
        "Whether goods without space wait outside or go in anyway.",
    )
    .or("\"wait\"")
    .needs(&["space"]),
    KeySpec::new("fill", Shape::OneOf(&words_of(&FILL)), "Whether a line may be served in part, or only in full.")
        .or("\"partial\""),
    KeySpec::new("allocate", allocate::SHAPE, "How incoming goods are shared among waiting orders.")
        .otherwise("that of the platform, else `\"first_come\"`"),
    KeySpec::new("picking", Shape::Law(Measure::Time), "The time to pick and pack a parcel with all its lines."),
    KeySpec::new("pickers", Shape::ByDate(&Shape::Servers), "The number of pickers.")
        .or("\"unlimited\"")
        .needs(PICKING),
    KeySpec::new(
        "waves",
        Shape::Departures,
        "When parcels are released to the pickers; until then they wait in the queue.",
    )
    .otherwise("as they come")
    .needs(PICKING),
    SERVE.needs(PICKING),
    KeySpec::new("hours", Shape::Hours, "When pickers work and stock is reviewed.")
        .otherwise("those of the calendar or the place, else always"),
    KeySpec::new("calendar", Shape::Name("calendar"), "The calendar it follows.").otherwise("that of the place"),
    KeySpec::new(
        "room",
        Shape::Whole(1, 4_294_967_295),
        "How many parcels may be in the queue and in picking; a consumer's parcel that finds no room is cancelled.",
    )
    .otherwise("no limit")
    .needs(PICKING),
    KeySpec::new(
        "price",
        Shape::ByDate(&Shape::List(&Shape::Quantity(Measure::Tariff))),
        "The charge for every parcel taken from the shelf.",
    )
    .otherwise("free"),
    KeySpec::new(
        "receiving_price",
        Shape::ByDate(&Shape::List(&Shape::Quantity(Measure::Tariff))),
        "The charge for every shipment that arrives at the dock.",
    )
    .otherwise("free"),
    KeySpec::new(
        "storage_price",
        Shape::Quantity(Measure::ForSpace),
        "The cost of storage per volume of stock on hand and time.",
    )
    .otherwise("free"),
    RENT,
    WAGE.needs(PICKERS),
    HIRED_WAGE.needs(PICKERS),
    KeySpec::new(
        "wait_limit",
        Shape::Quantity(Measure::Time),
        "Reports the share of parcels that waited longer than this for a picker.",
    )
    .needs(PICKING),
];

/// The keys of `dock`.
const DOCK: &[KeySpec] = &[
    KeySpec::new(
        "unloading",
        Shape::Quantity(Measure::Handling),
        "The time to unload a shipment; begun cartons count.",
    )
    .required(),
    KeySpec::new("crew", Shape::ByDate(&Shape::Servers), "How many shipments are unloaded at a time, one by each.")
        .or("\"unlimited\""),
    KeySpec::new("hours", Shape::Hours, "When the crew works.").otherwise("the warehouse's"),
    KeySpec::new("calendar", Shape::Name("calendar"), "The calendar it follows.").otherwise("the warehouse's"),
    KeySpec::new(
        "wait_limit",
        Shape::Quantity(Measure::Time),
        "Reports the share of shipments that waited longer than this for the crew.",
    ),
];

pub(super) const UNDER_WAY: &[KeySpec] = &[
    KeySpec::new("units", Shape::Quantity(Measure::Pieces), "How many units arrive.").required(),
    KeySpec::new("due", Shape::Quantity(Measure::Time), "When they reach the shelf.").required(),
];

const START: &[KeySpec] = &[
    KeySpec::new("on_hand", Shape::Quantity(Measure::Pieces), "The stock on hand at time 0.")
        .otherwise("the top of the policy, else 0"),
    KeySpec::new("backlog", Shape::Quantity(Measure::Pieces), "The units owed to waiting orders at time 0.").or("0"),
    KeySpec::new(
        "under_way",
        Shape::List(&Shape::Keys(UNDER_WAY)),
        "Goods on their way at time 0; the row needs a `source`.",
    ),
];

/// The keys of one source by level.
pub(super) const SOURCE: &[KeySpec] = &[
    KeySpec::new(
        "below",
        Shape::Quantity(Measure::Goods),
        "This source is used while net stock is below this level; the last source has none.",
    ),
    KeySpec::new("from", Shape::Route, "The route from this source.").required(),
    KeySpec::new("minimum", Shape::Quantity(Measure::Goods), "The minimum order quantity from this source.")
        .otherwise("that of the row"),
    KeySpec::new(
        "multiple",
        Shape::Quantity(Measure::Goods),
        "Orders from this source are rounded up to a multiple of this.",
    )
    .otherwise("that of the row"),
    KeySpec::new(
        "order_cost",
        Shape::ByDate(&Shape::Quantity(Measure::Amount)),
        "The fixed cost of each order from this source.",
    )
    .otherwise("that of the row"),
    KeySpec::new(
        "unit_cost",
        Shape::ByDate(&Shape::Quantity(Measure::Amount)),
        "The cost per unit ordered from this source.",
    )
    .otherwise("that of the row"),
];

const SOURCES: Shape = Shape::Either(&[
    Shape::Route,
    Shape::Keys(&[KeySpec::new(
        "by_level",
        Shape::List(&Shape::Keys(SOURCE)),
        "Sources by net stock: the first whose level is above it is used, otherwise the last.",
    )]),
]);

/// The keys of `[stock.WAREHOUSE.PRODUCT]`.
pub const ROW: &[KeySpec] = &[
    KeySpec::new("source", SOURCES, "The replenishment route, from a supplier or another warehouse.")
        .otherwise("it is never replenished"),
    KeySpec::new(
        "replenish",
        Shape::Either(&[Shape::OneKey(replenish::Policy::KEYS), Shape::OneOf(replenish::Policy::BARE)]),
        "The policy that decides when and how much is ordered.",
    )
    .otherwise("it is never replenished"),
    KeySpec::new(
        "forecast",
        Shape::OneKey(forecast::Method::KEYS),
        "How demand is forecast; levels in days and by service are then based on the forecast.",
    )
    .otherwise("levels in days are based on the demand distributions"),
    KeySpec::new(
        "days_from",
        Shape::OneOf(&words_of(&DAYS_FROM)),
        "What levels in days look at: the true rates of the demand distributions, past demand, or the forecast.",
    )
    .otherwise("\"forecast\" if there is one, else \"future\"")
    .needs(FILLED),
    KeySpec::new(
        "past",
        Shape::Quantity(Measure::Time),
        "The past span whose demand gives the rate of levels in days.",
    )
    .or("\"28 d\"")
    .needs(&["days_from"]),
    KeySpec::new("safety_stock", replenish::LEVEL, "Added to every level of the policy.").or("0").needs(FILLED),
    KeySpec::new(
        "order_delay",
        Shape::Quantity(Measure::Time),
        "Time from placing an order to its arrival at the source.",
    )
    .otherwise("none")
    .needs(FILLED),
    KeySpec::new("minimum", Shape::Quantity(Measure::Goods), "The minimum order quantity.").or("0").needs(FILLED),
    KeySpec::new("multiple", Shape::Quantity(Measure::Goods), "Orders are rounded up to a multiple of this.")
        .otherwise("that of the supplier, else 1")
        .needs(FILLED),
    KeySpec::new(
        "order_cost",
        Shape::ByDate(&Shape::Quantity(Measure::Amount)),
        "The fixed cost of each replenishment order.",
    )
    .otherwise("nothing")
    .needs(FILLED),
    KeySpec::new(
        "unit_cost",
        Shape::ByDate(&Shape::Quantity(Measure::Amount)),
        "The cost per unit ordered, besides its price.",
    )
    .otherwise("nothing")
    .needs(FILLED),
    KeySpec::new("holding", Shape::Quantity(Measure::ForUnits), "The holding cost per unit on hand and time.")
        .otherwise("free"),
    KeySpec::new(
        "shortage",
        Shape::List(&Shape::Quantity(Measure::Shortage)),
        "The shortage cost per unit owed to waiting orders and time, once per unit not served at once, or both.",
    )
    .otherwise("free"),
    KeySpec::new(
        "carrying",
        Shape::Quantity(Measure::ForValue),
        "The carrying cost as a share of the stock's value per time.",
    )
    .otherwise("free"),
    PICK_ORDER,
    EXPIRED,
    KeySpec::new("start", Shape::Keys(START), "The state of the row at time 0."),
];
