//! The keys of a supplier.

use super::KINDS;
use crate::agent::station::SERVE;
use crate::text::{KeySpec, Measure, Shape, words_of};

/// What says how fast it makes goods: one of these.
pub(super) const WORKS: [&str; 3] = ["capacity", "lot_time", "unit_time"];

/// The keys of `[supplier.NAME]`.
pub(super) const KEYS: &[KeySpec] = &[
    KeySpec::new("at", Shape::Name("place"), "Where it is."),
    KeySpec::new("kind", Shape::OneOf(&words_of(&KINDS)), "What it is, a word for the reader."),
    KeySpec::new(
        "lead_time",
        Shape::Law(Measure::Time),
        "From order to ready, whatever the quantity, behind the works if it has any.",
    ),
    KeySpec::new("lateness", Shape::Law(Measure::SignedTime), "Added to the lead time; the sum is not below zero."),
    KeySpec::new("overtaking", Shape::Truth, "Whether an order may be ready before one that came earlier.")
        .otherwise("it must be said where a time is random"),
    KeySpec::new("capacity", Shape::Quantity(Measure::Pace), "The works: one line that makes so many units in a time."),
    KeySpec::new("lot_time", Shape::Law(Measure::Time), "The works: how long an order takes, whatever its size."),
    KeySpec::new("unit_time", Shape::Law(Measure::Time), "The works: how long a unit takes, drawn once an order."),
    KeySpec::new("lines", Shape::Servers, "How many orders are made at once; the others queue.")
        .or("\"unlimited\"")
        .needs(&["lot_time", "unit_time"]),
    SERVE.needs(&WORKS),
    KeySpec::new(
        "room",
        Shape::Whole(1, 4_294_967_295),
        "How many orders may wait and be made; a consumer's that finds no room is lost.",
    )
    .otherwise("no limit")
    .needs(&WORKS),
    KeySpec::new(
        "wait_limit",
        Shape::Quantity(Measure::Time),
        "Reports the share of orders that waited longer for the works.",
    )
    .needs(&WORKS),
    KeySpec::new("in_full", Shape::Quantity(Measure::Share), "The share of orders that are shipped in full.")
        .or("\"100 %\""),
    KeySpec::new(
        "short_fill",
        Shape::Law(Measure::Share),
        "Of an order not shipped in full, the part that is shipped, rounded down.",
    )
    .or("\"0 %\"")
    .needs(&["in_full"]),
    KeySpec::new(
        "defects",
        Shape::Quantity(Measure::Share),
        "The share of units shipped that are found bad at the shelf and not paid for.",
    ),
    KeySpec::new("minimum", Shape::Quantity(Measure::Goods), "The least that a stock row may order here.").or("0"),
    KeySpec::new(
        "multiple",
        Shape::Quantity(Measure::Goods),
        "What every order here is a whole multiple of, where the stock row says nothing.",
    )
    .or("1"),
    KeySpec::new(
        "price",
        Shape::ByDate(&Shape::Quantity(Measure::Amount)),
        "What it is paid for a unit of whatever it makes.",
    )
    .otherwise("`cost` of the product"),
    KeySpec::new(
        "discounts",
        Shape::Map("numbers of units", &Shape::Quantity(Measure::Share)),
        "What is taken off the price of all units, from so many units ordered on.",
    ),
    KeySpec::new("holding", Shape::Quantity(Measure::ForUnits), "What a unit costs in a time from order to ready.")
        .otherwise("free"),
    KeySpec::new("pay_after", Shape::Quantity(Measure::Time), "How long after it ships it is paid.")
        .otherwise("never: what it is owed stays owed"),
];
