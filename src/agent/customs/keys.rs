//! The keys of a customs office and of its desks.

use crate::agent::station::SERVE;
use crate::text::{KeySpec, Measure, Shape};

const OFFICERS: KeySpec =
    KeySpec::new("officers", Shape::ByDate(&Shape::Servers), "The number of officers who check documents.")
        .or("\"unlimited\"");
const HOURS: KeySpec = KeySpec::new("hours", Shape::Hours, "When officers work.")
    .otherwise("those of the calendar or the place, else always");
const CALENDAR: KeySpec = KeySpec::new("calendar", Shape::Name("calendar"), "The calendar that officers follow.")
    .otherwise("that of the place");
const ROOM: KeySpec = KeySpec::new(
    "room",
    Shape::Whole(1, 4_294_967_295),
    "How many shipments may be in the queue and in checks; a consumer's parcel that finds no room goes back.",
)
.otherwise("no limit");
const WAIT_LIMIT: KeySpec = KeySpec::new(
    "wait_limit",
    Shape::Quantity(Measure::Time),
    "Reports the share of shipments that waited longer than this for an officer.",
);
const CHECK: KeySpec = KeySpec::new("check", Shape::Law(Measure::Time), "The time to check the documents.");
const MISMATCH: KeySpec =
    KeySpec::new("mismatch", Shape::Quantity(Measure::Share), "The share of checks that find a mismatch, up to 99 %.");
const CORRECTION: KeySpec = KeySpec::new(
    "correction",
    Shape::Law(Measure::Time),
    "Time from a mismatch until the declaration is filed and checked again.",
)
.needs(&["mismatch"]);
const INSPECTED: KeySpec =
    KeySpec::new("inspected", Shape::Quantity(Measure::Share), "The share of shipments that are inspected.");
const INSPECTION: KeySpec =
    KeySpec::new("inspection", Shape::Law(Measure::Time), "The time an inspection takes.").needs(&["inspected"]);
const TARIFF: Shape = Shape::ByDate(&Shape::List(&Shape::Quantity(Measure::Tariff)));
const INSPECTION_PRICE: KeySpec =
    KeySpec::new("inspection_price", TARIFF, "The charge for every inspected shipment, beside `price`.")
        .otherwise("free")
        .needs(&["inspected"]);
const PRICE: KeySpec = KeySpec::new("price", TARIFF, "The charge for every shipment on release.").otherwise("free");

/// Keys that apply only with officers: their working hours and how many shipments may wait.
const OWN: &[&str] = &["officers"];

const DESK: &[KeySpec] = &[
    CHECK,
    MISMATCH,
    CORRECTION,
    INSPECTED,
    INSPECTION,
    INSPECTION_PRICE,
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
    KeySpec::new("bays", Shape::Servers, "The number of inspections at the same time.")
        .or("\"unlimited\"")
        .needs(&["inspected"]),
    INSPECTION,
    INSPECTION_PRICE,
    PRICE,
    WAIT_LIMIT,
    KeySpec::new(
        "desk",
        Shape::Rows("regime, or `entry`", DESK),
        "A separate desk for a regime, or for goods that enter for stock.",
    )
    .otherwise("one desk for all"),
];
