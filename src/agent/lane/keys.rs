//! The keys of a lane.

use super::emissions::Mode;
use crate::text::{KeySpec, Measure, Shape, words_of};

const DEPARTS: &[&str] = &["departs"];

/// The keys of `[lane.NAME]`.
pub(super) const KEYS: &[KeySpec] = &[
    KeySpec::new("from", Shape::Name("place"), "Where it begins; vehicles depart by local time there.")
        .otherwise("anywhere"),
    KeySpec::new("to", Shape::Name("place"), "Where it ends.").otherwise("anywhere"),
    KeySpec::new("departs", Shape::Departures, "When vehicles leave.").otherwise("at once, for every shipment"),
    KeySpec::new("calendar", Shape::Name("calendar"), "The calendar; nothing departs on its non-working days.")
        .needs(DEPARTS),
    KeySpec::new(
        "cut_off",
        Shape::Quantity(Measure::Time),
        "Goods that arrive less than this before a departure wait for the next.",
    )
    .or("\"0 h\"")
    .needs(DEPARTS),
    KeySpec::new(
        "capacity",
        Shape::List(&Shape::Quantity(Measure::Hold)),
        "The capacity of one departure; the rest waits for the next.",
    )
    .otherwise("no limit")
    .needs(DEPARTS),
    KeySpec::new("cancelled", Shape::Quantity(Measure::Share), "The share of departures that are cancelled.")
        .needs(DEPARTS),
    KeySpec::new(
        "lateness",
        Shape::Law(Measure::SignedTime),
        "Added to the transit, the same for all goods on board; the sum is never below 0.",
    )
    .needs(DEPARTS),
    KeySpec::new("transit", Shape::Law(Measure::Time), "Time from departure to arrival, for each shipment."),
    KeySpec::new("overtaking", Shape::Truth, "Whether a shipment may arrive before one that left earlier.")
        .otherwise("required if a time is random"),
    KeySpec::new(
        "price",
        Shape::ByDate(&Shape::List(&Shape::Quantity(Measure::Tariff))),
        "The charge for every shipment on departure.",
    )
    .otherwise("free"),
    KeySpec::new(
        "volumetric",
        Shape::Quantity(Measure::Volumetric),
        "The volume that counts as one kilogram if the price is by weight.",
    )
    .needs(&["price"]),
    KeySpec::new("holding", Shape::Quantity(Measure::ForUnits), "The holding cost per unit on board and time.")
        .otherwise("free"),
    KeySpec::new("damage", Shape::Quantity(Measure::Share), "The share of units lost on arrival, drawn for each unit."),
    KeySpec::new("mode", Shape::OneOf(&words_of(&Mode::NAMES)), "The mode of transport, which determines emissions."),
    KeySpec::new("co2e", Shape::Quantity(Measure::Emission), "Emissions per weight and distance, from well to wheel.")
        .otherwise("by `mode`"),
    KeySpec::new("distance", Shape::Quantity(Measure::Distance), "The distance travelled.")
        .otherwise("from the coordinates of both ends")
        .needs(&["mode", "co2e"]),
    KeySpec::new(
        "wait_limit",
        Shape::Quantity(Measure::Time),
        "Reports the share of shipments that waited longer than this for a departure.",
    )
    .needs(DEPARTS),
];
