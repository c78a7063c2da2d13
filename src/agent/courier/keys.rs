//! The keys of a courier.

use super::MOST_ATTEMPTS;
use crate::agent::station::SERVE;
use crate::reading::UNDELIVERABLE;
use crate::text::{KeySpec, Measure, Shape};

const TRANSIT: KeySpec =
    KeySpec::new("transit", Shape::Law(Measure::Time), "Time from collection to the first delivery attempt.");
const TARIFF: Shape = Shape::ByDate(&Shape::List(&Shape::Quantity(Measure::Tariff)));
const PRICE: KeySpec = KeySpec::new("price", TARIFF, "The charge for every parcel on collection.").otherwise("free");
const SURCHARGE: KeySpec = KeySpec::new("surcharge", TARIFF, "Charged on top of the price.").otherwise("nothing");
const COLLECTS: &[&str] = &["departs", "capacity"];
const FAILED: &[&str] = &["failed_attempts"];

/// The keys of `[courier.NAME]`.
pub(super) const KEYS: &[KeySpec] = &[
    KeySpec::new(
        "to",
        Shape::Rows("market", &[TRANSIT, PRICE, SURCHARGE]),
        "The markets it serves, each with its terms.",
    )
    .otherwise("it serves every market"),
    TRANSIT,
    KeySpec::new(
        "overtaking",
        Shape::Truth,
        "Whether a parcel may reach the door before one that was collected earlier.",
    )
    .otherwise("required if a time is random"),
    PRICE,
    SURCHARGE,
    KeySpec::new("departs", Shape::Departures, "When it collects.").otherwise("as parcels arrive"),
    KeySpec::new("at", Shape::Name("place"), "Where it is; it works by local time there.").otherwise("China"),
    KeySpec::new(
        "capacity",
        Shape::Quantity(Measure::ParcelsADay),
        "How many parcels it collects per day; the rest wait.",
    )
    .otherwise("no limit"),
    SERVE.needs(COLLECTS),
    KeySpec::new(
        "room",
        Shape::Whole(1, 4_294_967_295),
        "How many parcels may wait for collection; a parcel that finds no room goes back.",
    )
    .otherwise("no limit")
    .needs(COLLECTS),
    KeySpec::new("hours", Shape::Hours, "When it attempts deliveries.")
        .otherwise("those of the calendar or the place, else always"),
    KeySpec::new("calendar", Shape::Name("calendar"), "The calendar it follows.").otherwise("that of the place"),
    KeySpec::new(
        "failed_attempts",
        Shape::List(&Shape::Quantity(Measure::Share)),
        "The share of attempts that fail, or a list with one share per attempt; the last one holds for all further attempts.",
    ),
    KeySpec::new(
        "attempts",
        Shape::Whole(1, MOST_ATTEMPTS as i64),
        "The number of attempts after which the parcel goes back.",
    )
    .otherwise("no end")
    .needs(FAILED),
    KeySpec::new("undeliverable", Shape::Keys(UNDELIVERABLE), "Where undeliverable consumers' parcels go.")
        .otherwise("they are abandoned where they are")
        .needs(&["attempts"]),
    KeySpec::new("retry", Shape::Law(Measure::Time), "Time from a failed attempt to the next.")
        .otherwise("at once")
        .needs(FAILED),
    KeySpec::new(
        "wait_limit",
        Shape::Quantity(Measure::Time),
        "Reports the share of parcels that waited longer than this for collection.",
    )
    .needs(COLLECTS),
];
