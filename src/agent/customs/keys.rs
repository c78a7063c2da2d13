//! The keys of a customs office and of its desks.

use crate::agent::station::SERVE;
use crate::text::{KeySpec, Measure, Shape};

const OFFICERS: KeySpec =
    KeySpec::new("officers", Shape::ByDate(&Shape::Servers), "How many officers check documents.").or("\"unlimited\"");
const HOURS: KeySpec = KeySpec::new("hours", Shape::Hours, "When officers work.")
    .otherwise("those of the calendar or the place, else always");
const CALENDAR: KeySpec = KeySpec::new("calendar", Shape::Name("calendar"), "The calendar that officers keep.")
    .otherwise("that of the place");
const ROOM: KeySpec = KeySpec::new(
    "room",
    Shape::Whole(1, 4_294_967_295),
    "How many may wait and be checked; a consumer's parcel that finds no room goes back.",
)
.otherwise("no limit");
const WAIT_LIMIT: KeySpec = KeySpec::new(
    "wait_limit",
    Shape::Quantity(Measure::Time),
    "Reports the share of shipments that waited longer for an officer.",
);
const CHECK: KeySpec = KeySpec::new("check", Shape::Law(Measure::Time), "How long the documents take.");
const MISMATCH: KeySpec =
    KeySpec::new("mismatch", Shape::Quantity(Measure::Share), "The share of checks that find one, up to 99 %.");
const CORRECTION: KeySpec = KeySpec::new(
    "correction",
    Shape::Law(Measure::Time),
    "How long after a mismatch the declaration is filed anew and checked again.",
)
.needs(&["mismatch"]);
const INSPECTED: KeySpec =
    KeySpec::new("inspected", Shape::Quantity(Measure::Share), "The share of shipments that go on to a bay.");
const INSPECTION: KeySpec =
    KeySpec::new("inspection", Shape::Law(Measure::Time), "How long an inspection takes.").needs(&["inspected"]);
const PRICE: KeySpec = KeySpec::new(
    "price",
    Shape::ByDate(&Shape::List(&Shape::Quantity(Measure::Tariff))),
    "What every shipment is charged as it is released.",
)
.otherwise("free");

/// Who has officers of its own says when they work and how many may wait.
const OWN: &[&str] = &["officers"];

const DESK: &[KeySpec] = &[
    CHECK,
    MISMATCH,
    CORRECTION,
    INSPECTED,
    INSPECTION,
    PRICE,
    OFFICERS.otherwise("those of the office, shared with its other desks"),
    SERVE.needs_beside(OWN),
    HOURS.needs_beside(OWN),
    CALENDAR.needs_beside(OWN),
    ROOM.needs_beside(OWN),
    WAIT_LIMIT.needs_beside(OWN),
];

/// The keys of `[customs.NAME]`.
pub(super) const KEYS: &[KeySpec] = &[
    KeySpec::new("at", Shape::Name("place"), "Where it is."),
    OFFICERS,
    SERVE,
    HOURS,
    CALENDAR,
    ROOM,
    CHECK,
    MISMATCH,
    CORRECTION,
    INSPECTED,
    KeySpec::new("bays", Shape::Servers, "How many inspections go on at once.")
        .or("\"unlimited\"")
        .needs(&["inspected"]),
    INSPECTION,
    PRICE,
    WAIT_LIMIT,
    KeySpec::new(
        "desk",
        Shape::Rows("regime, or `entry`", DESK),
        "Another desk for a regime, or for goods that enter for stock.",
    )
    .otherwise("one desk for all"),
];
