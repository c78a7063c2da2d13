//! The keys of a supplier.

use super::KINDS;
use crate::agent::station::SERVE;
use crate::text::{KeySpec, Measure, Shape, words_of};

/// The keys that give the production speed; at most one of them may be set.
pub(super) const WORKS: [&str; 3] = ["capacity", "lot_time", "unit_time"];

/// The keys of `[supplier.NAME]`.
pub(super) const KEYS: &[KeySpec] = &[
    KeySpec::new("at", Shape::Name("place"), "Where it is."),
    KeySpec::new("kind", Shape::OneOf(&words_of(&KINDS)), "The kind of supplier; information for the reader only."),
    KeySpec::new(
        "lead_time",
        Shape::Law(Measure::Time),
        "Time from order to ready, regardless of the quantity; it starts after production if there is any.",
    ),
    KeySpec::new("lateness", Shape::Law(Measure::SignedTime), "Added to the lead time; the sum is never below 0."),
    KeySpec::new("overtaking", Shape::Truth, "Whether an order may be ready before one that came earlier.")
        .otherwise("required if a time is random"),
    KeySpec::new(
        "capacity",
        Shape::Quantity(Measure::Pace),
        "Production: one line that makes this many units per time.",
    ),
    KeySpec::new("lot_time", Shape::Law(Measure::Time), "Production: the time for an order, regardless of its size."),
    KeySpec::new("unit_time", Shape::Law(Measure::Time), "Production: the time for each unit, drawn once per order."),
    KeySpec::new("lines", Shape::Servers, "How many orders are in production at once; the others queue.")
        .or("\"unlimited\"")
        .needs(&["lot_time", "unit_time"]),
    SERVE.needs(&WORKS),
    KeySpec::new(
        "room",
        Shape::Whole(1, 4_294_967_295),
        "How many orders may be in the queue and in production; a consumer's order that finds no room is lost.",
    )
    .otherwise("no limit")
    .needs(&WORKS),
    KeySpec::new(
        "wait_limit",
        Shape::Quantity(Measure::Time),
        "Reports the share of orders that waited longer than this for production.",
    )
    .needs(&WORKS),
    KeySpec::new("in_full", Shape::Quantity(Measure::Share), "The share of orders that are shipped in full.")
        .or("\"100 %\""),
    KeySpec::new(
        "short_fill",
        Shape::Law(Measure::Share),
        "The part that is shipped of an order not shipped in full, rounded down.",
    )
    .or("\"0 %\"")
    .needs(&["in_full"]),
    KeySpec::new(
        "defects",
        Shape::Quantity(Measure::Share),
        "The share of shipped units that are found defective at the shelf and are not paid for.",
    ),
    KeySpec::new("minimum", Shape::Quantity(Measure::Goods), "The minimum order quantity for stock rows.").or("0"),
    KeySpec::new(
        "multiple",
        Shape::Quantity(Measure::Goods),
        "Every order is a multiple of this, unless the stock row gives its own.",
    )
    .or("1"),
    KeySpec::new("price", Shape::ByDate(&Shape::Quantity(Measure::Amount)), "The price per unit of any product.")
        .otherwise("`cost` of the product"),
    KeySpec::new(
        "discounts",
        Shape::Map("numbers of units", &Shape::Quantity(Measure::Share)),
        "The discount on all units of an order, by the quantity from which it applies.",
    ),
    KeySpec::new("holding", Shape::Quantity(Measure::ForUnits), "The cost per unit and time from order to ready.")
        .otherwise("free"),
    KeySpec::new("pay_after", Shape::Quantity(Measure::Time), "The time from shipping to payment.")
        .otherwise("never: the debt stays open"),
];
