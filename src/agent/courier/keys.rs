//! The keys of a courier.

use super::MOST_ATTEMPTS;
use crate::agent::station::SERVE;
use crate::reading::UNDELIVERABLE;
use crate::text::{KeySpec, Measure, Shape};

const TRANSIT: KeySpec =
    KeySpec::new("transit", Shape::Law(Measure::Time), "From collection to the first attempt at the door.");
const TARIFF: Shape = Shape::ByDate(&Shape::List(&Shape::Quantity(Measure::Tariff)));
const PRICE: KeySpec =
    KeySpec::new("price", TARIFF, "What every parcel is charged as it is collected.").otherwise("free");
const SURCHARGE: KeySpec =
    KeySpec::new("surcharge", TARIFF, "What is charged on top of the price.").otherwise("nothing");
const COLLECTS: &[&str] = &["departs", "capacity"];
const FAILED: &[&str] = &["failed_attempts"];

/// The keys of `[courier.NAME]`.
pub(super) const KEYS: &[KeySpec] = &[
    KeySpec::new(
        "to",
        Shape::Rows("market", &[TRANSIT, PRICE, SURCHARGE]),
        "The markets that it serves, on these terms.",
    )
    .otherwise("it serves everyone"),
    TRANSIT,
    KeySpec::new(
        "overtaking",
        Shape::Truth,
        "Whether a parcel may be at the door before one that was collected earlier.",
    )
    .otherwise("it must be said where a time is random"),
    PRICE,
    SURCHARGE,
    KeySpec::new("departs", Shape::Departures, "When it collects.").otherwise("as parcels come"),
    KeySpec::new("at", Shape::Name("place"), "Where it is, by whose local time it works.").otherwise("China"),
    KeySpec::new(
        "capacity",
        Shape::Quantity(Measure::ParcelsADay),
        "How many parcels it collects in a day; the rest waits.",
    )
    .otherwise("no limit"),
    SERVE.needs(COLLECTS),
    KeySpec::new(
        "room",
        Shape::Whole(1, 4_294_967_295),
        "How many parcels may wait for collection; one that finds no room goes back.",
    )
    .otherwise("no limit")
    .needs(COLLECTS),
    KeySpec::new("hours", Shape::Hours, "When it knocks at doors.")
        .otherwise("those of the calendar or the place, else always"),
    KeySpec::new("calendar", Shape::Name("calendar"), "The calendar that it keeps.").otherwise("that of the place"),
    KeySpec::new(
        "failed_attempts",
        Shape::List(&Shape::Quantity(Measure::Share)),
        "The share of attempts that fail, or one for each attempt; the last holds for all further ones.",
    ),
    KeySpec::new("attempts", Shape::Whole(1, MOST_ATTEMPTS as i64), "After how many attempts the parcel goes back.")
        .otherwise("no end")
        .needs(FAILED),
    KeySpec::new(
        "undeliverable",
        Shape::Keys(UNDELIVERABLE),
        "Where consumers' parcels go that it could not hand over.",
    )
    .otherwise("they are given up where they are")
    .needs(&["attempts"]),
    KeySpec::new("retry", Shape::Law(Measure::Time), "From a failed attempt to the next.")
        .otherwise("at once")
        .needs(FAILED),
    KeySpec::new(
        "wait_limit",
        Shape::Quantity(Measure::Time),
        "Reports the share of parcels that waited longer for collection.",
    )
    .needs(COLLECTS),
];
