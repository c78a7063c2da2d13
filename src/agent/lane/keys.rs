//! The keys of a lane.

use super::emissions::Mode;
use crate::text::{KeySpec, Measure, Shape, words_of};

const DEPARTS: &[&str] = &["departs"];

/// The keys of `[lane.NAME]`.
pub(super) const KEYS: &[KeySpec] = &[
    KeySpec::new("from", Shape::Name("place"), "Where it begins, by whose local time it departs.")
        .otherwise("anywhere"),
    KeySpec::new("to", Shape::Name("place"), "Where it ends.").otherwise("anywhere"),
    KeySpec::new("departs", Shape::Departures, "When vehicles leave.").otherwise("at once, for every shipment"),
    KeySpec::new("calendar", Shape::Name("calendar"), "The calendar on whose days without work nothing departs.")
        .needs(DEPARTS),
    KeySpec::new(
        "cut_off",
        Shape::Quantity(Measure::Time),
        "Who came less than this before a departure waits for the next.",
    )
    .or("\"0 h\"")
    .needs(DEPARTS),
    KeySpec::new(
        "capacity",
        Shape::List(&Shape::Quantity(Measure::Hold)),
        "What one departure takes; the rest waits for the next.",
    )
    .otherwise("no limit")
    .needs(DEPARTS),
    KeySpec::new("cancelled", Shape::Quantity(Measure::Share), "The share of departures that do not take place.")
        .needs(DEPARTS),
    KeySpec::new(
        "lateness",
        Shape::Law(Measure::SignedTime),
        "Added to the transit, one for all on board; the sum is not below zero.",
    )
    .needs(DEPARTS),
    KeySpec::new("transit", Shape::Law(Measure::Time), "From departure to arrival, for each shipment."),
    KeySpec::new("overtaking", Shape::Truth, "Whether a shipment may arrive before one that left earlier.")
        .otherwise("it must be said where a time is random"),
    KeySpec::new(
        "price",
        Shape::ByDate(&Shape::List(&Shape::Quantity(Measure::Tariff))),
        "What every shipment is charged as it departs.",
    )
    .otherwise("free"),
    KeySpec::new(
        "volumetric",
        Shape::Quantity(Measure::Volumetric),
        "The volume that counts as a kilogram where the price is by weight.",
    )
    .needs(&["price"]),
    KeySpec::new(
        "damage",
        Shape::Quantity(Measure::Share),
        "The share of units that are lost on arrival, each on its own.",
    ),
    KeySpec::new("mode", Shape::OneOf(&words_of(&Mode::NAMES)), "How it carries goods, and so what that emits."),
    KeySpec::new(
        "co2e",
        Shape::Quantity(Measure::Emission),
        "What carrying a weight over a distance emits, from well to wheel.",
    )
    .otherwise("by `mode`"),
    KeySpec::new("distance", Shape::Quantity(Measure::Distance), "How far goods travel.")
        .otherwise("from the coordinates of both ends")
        .needs(&["mode", "co2e"]),
    KeySpec::new(
        "wait_limit",
        Shape::Quantity(Measure::Time),
        "Reports the share of shipments that waited longer for a departure.",
    )
    .needs(DEPARTS),
];
