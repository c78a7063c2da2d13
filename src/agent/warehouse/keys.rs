//! The keys of a warehouse, and of the rows that say how a product is held and filled there.

use super::{FILL, KINDS, dock::WHEN_FULL};
use crate::agent::station::SERVE;
use crate::policy::{allocate, forecast, replenish};
use crate::reading::{EXPIRED, PICK_ORDER};
use crate::text::{KeySpec, Measure, Shape, words_of};

const PICKING: &[&str] = &["picking"];
const FILLED: &[&str] = &["source", "replenish"];

/// The keys of `[warehouse.NAME]`.
pub(super) const KEYS: &[KeySpec] = &[
    KeySpec::new("at", Shape::Name("place"), "Where it is."),
    KeySpec::new("kind", Shape::OneOf(&words_of(&KINDS)), "What it is, a word for the reader."),
    KeySpec::new("put_away", Shape::Law(Measure::Time), "From the dock to the shelf, at any hour."),
    KeySpec::new("space", Shape::Quantity(Measure::Volume), "The room for what lies there and what is being put away.")
        .otherwise("no limit"),
    KeySpec::new(
        "when_full",
        Shape::OneOf(&words_of(&WHEN_FULL)),
        "Whether goods that find no space wait outside or go in all the same.",
    )
    .or("\"wait\"")
    .needs(&["space"]),
    KeySpec::new(
        "fill",
        Shape::OneOf(&words_of(&FILL)),
        "Whether a line is served with what there is, or in full only.",
    )
    .or("\"partial\""),
    KeySpec::new("allocate", allocate::SHAPE, "Who gets what comes in when orders wait for it.")
        .otherwise("that of the platform, else `\"first_come\"`"),
    KeySpec::new(
        "picking",
        Shape::Law(Measure::Time),
        "How long it takes to pick and pack a parcel with all its lines.",
    ),
    KeySpec::new("pickers", Shape::ByDate(&Shape::Servers), "How many pick.").or("\"unlimited\"").needs(PICKING),
    SERVE.needs(PICKING),
    KeySpec::new("hours", Shape::Hours, "When pickers work and stock is reviewed.")
        .otherwise("those of the calendar or the place, else always"),
    KeySpec::new("calendar", Shape::Name("calendar"), "The calendar that it keeps.").otherwise("that of the place"),
    KeySpec::new(
        "room",
        Shape::Whole(1, 4_294_967_295),
        "How many parcels may wait and be picked; a consumer's that finds no room is cancelled.",
    )
    .otherwise("no limit")
    .needs(PICKING),
    KeySpec::new(
        "price",
        Shape::ByDate(&Shape::List(&Shape::Quantity(Measure::Tariff))),
        "What every parcel is charged that is taken from the shelf.",
    )
    .otherwise("free"),
    KeySpec::new(
        "receiving_price",
        Shape::ByDate(&Shape::List(&Shape::Quantity(Measure::Tariff))),
        "What every shipment is charged that comes to the dock.",
    )
    .otherwise("free"),
    KeySpec::new(
        "storage_price",
        Shape::Quantity(Measure::ForSpace),
        "What the volume of the stock on hand costs in a time.",
    )
    .otherwise("free"),
    KeySpec::new(
        "wait_limit",
        Shape::Quantity(Measure::Time),
        "Reports the share of parcels that waited longer for a picker.",
    )
    .needs(PICKING),
];

pub(super) const UNDER_WAY: &[KeySpec] = &[
    KeySpec::new("units", Shape::Quantity(Measure::Pieces), "How many come.").required(),
    KeySpec::new("due", Shape::Quantity(Measure::Time), "When they reach the shelf.").required(),
];

const START: &[KeySpec] = &[
    KeySpec::new("on_hand", Shape::Quantity(Measure::Pieces), "What lies on the shelf at time 0.")
        .otherwise("the top of the policy, else 0"),
    KeySpec::new("backlog", Shape::Quantity(Measure::Pieces), "What is owed at time 0.").or("0"),
    KeySpec::new(
        "under_way",
        Shape::List(&Shape::Keys(UNDER_WAY)),
        "What is on its way at time 0; the row needs a `source`.",
    ),
];

/// One source by level, with its terms.
pub(super) const SOURCE: &[KeySpec] = &[
    KeySpec::new(
        "below",
        Shape::Quantity(Measure::Goods),
        "It is taken while the net stock is below this; the last has none.",
    ),
    KeySpec::new("from", Shape::Route, "The way of this source.").required(),
    KeySpec::new("minimum", Shape::Quantity(Measure::Goods), "The least that is ordered here.")
        .otherwise("that of the row"),
    KeySpec::new("multiple", Shape::Quantity(Measure::Goods), "What orders here are lifted to a whole multiple of.")
        .otherwise("that of the row"),
    KeySpec::new("order_cost", Shape::ByDate(&Shape::Quantity(Measure::Amount)), "What each order here costs.")
        .otherwise("that of the row"),
    KeySpec::new("unit_cost", Shape::ByDate(&Shape::Quantity(Measure::Amount)), "What each unit ordered here costs.")
        .otherwise("that of the row"),
];

const SOURCES: Shape = Shape::Either(&[
    Shape::Route,
    Shape::Keys(&[KeySpec::new(
        "by_level",
        Shape::List(&Shape::Keys(SOURCE)),
        "Sources of which the first is taken whose level the net stock is below, else the last.",
    )]),
]);

/// The keys of `[stock.WAREHOUSE.PRODUCT]`.
pub const ROW: &[KeySpec] = &[
    KeySpec::new("source", SOURCES, "The way by which it is filled, from a supplier or another warehouse.")
        .otherwise("it is never filled"),
    KeySpec::new(
        "replenish",
        Shape::Either(&[Shape::OneKey(replenish::Policy::KEYS), Shape::OneOf(replenish::Policy::BARE)]),
        "The policy that says when and how much is ordered.",
    )
    .otherwise("it is never filled"),
    KeySpec::new(
        "forecast",
        Shape::OneKey(forecast::Method::KEYS),
        "How it forecasts its demand; levels in days and by service then go by the forecast.",
    )
    .otherwise("levels in days go by the laws of demand"),
    KeySpec::new("safety_stock", replenish::LEVEL, "What is added to every level of the policy.").or("0").needs(FILLED),
    KeySpec::new("order_delay", Shape::Quantity(Measure::Time), "From placing an order to its arrival at the source.")
        .otherwise("none")
        .needs(FILLED),
    KeySpec::new("minimum", Shape::Quantity(Measure::Goods), "The least that is ordered.").or("0").needs(FILLED),
    KeySpec::new("multiple", Shape::Quantity(Measure::Goods), "What every order is lifted to a whole multiple of.")
        .otherwise("that of the supplier, else 1")
        .needs(FILLED),
    KeySpec::new(
        "order_cost",
        Shape::ByDate(&Shape::Quantity(Measure::Amount)),
        "What each replenishment order costs.",
    )
    .otherwise("nothing")
    .needs(FILLED),
    KeySpec::new(
        "unit_cost",
        Shape::ByDate(&Shape::Quantity(Measure::Amount)),
        "What each unit ordered costs besides its price.",
    )
    .otherwise("nothing")
    .needs(FILLED),
    KeySpec::new("holding", Shape::Quantity(Measure::ForUnits), "What a unit on hand costs in a time.")
        .otherwise("free"),
    KeySpec::new(
        "shortage",
        Shape::Quantity(Measure::ForUnits),
        "What a unit owed to orders that wait costs in a time.",
    )
    .otherwise("free"),
    KeySpec::new("carrying", Shape::Quantity(Measure::ForValue), "What the value of the stock costs in a time.")
        .otherwise("free"),
    PICK_ORDER,
    EXPIRED,
    KeySpec::new("start", Shape::Keys(START), "What there is at time 0."),
];
