//! The keys of a market, and of the rows that give one product its own demand.

use super::consumers::WORDS;
use crate::reading::TREND;
use crate::text::{KeySpec, Measure, Shape, words_of};

const SHORT: &[&str] = &words_of(&WORDS);

const RATE: &[KeySpec] = &[
    KeySpec::new("rate", Shape::Quantity(Measure::Frequency), "The mean number of orders per time."),
    KeySpec::new("mean", Shape::Quantity(Measure::Time), "The mean time between two orders."),
];

pub(super) const REPLAY: &[KeySpec] = &[
    KeySpec::new("times", Shape::List(&Shape::Quantity(Measure::Time)), "The times of the orders, ascending."),
    KeySpec::new("units", Shape::List(&Shape::Whole(0, 1_000_000_000)), "The units of the first line of each order."),
    KeySpec::new("file", Shape::Text, HISTORY),
];

const HISTORY: &str =
    "A data file with a column `date` or `time` and, optionally, columns `product`, `units` and `consumer`.";

pub(super) const BOOTSTRAP: &[KeySpec] = &[
    KeySpec::new("file", Shape::Text, HISTORY).required(),
    KeySpec::new(
        "by",
        Shape::List(&Shape::OneOf(&["weekday", "month"])),
        "What a day of the run has in common with the day of the history that is drawn for it.",
    )
    .or("\"weekday\""),
];

/// The parameters of autocorrelated units.
pub(super) const AR1: &[KeySpec] = &[
    KeySpec::new("mean", Shape::Number, "The mean units of an order.").required(),
    KeySpec::new("sd", Shape::Number, "The standard deviation of the units.").required(),
    KeySpec::new("rho", Shape::Number, "The correlation with the previous order, between -1 and 1.").required(),
];

const UNITS: Shape = Shape::Either(&[
    Shape::Law(Measure::Pieces),
    Shape::Keys(&[KeySpec::new(
        "ar1",
        Shape::Keys(AR1),
        "Autocorrelated units; each order depends on the previous one.",
    )
    .required()]),
]);

pub(super) const ORDERS: &[KeySpec] = &[
    KeySpec::new("poisson", Shape::OneKey(RATE), "Orders arrive at random, with exponential times between them."),
    KeySpec::new("every", Shape::Law(Measure::Time), "The time between one order and the next."),
    KeySpec::new("replay", Shape::Keys(REPLAY), "Orders arrive as listed."),
    KeySpec::new("bootstrap", Shape::Keys(BOOTSTRAP), "Orders arrive as on whole days drawn from a history."),
    KeySpec::new("first", Shape::Quantity(Measure::Time), "When the first order arrives.")
        .otherwise("one interval after the start")
        .needs(&["every"]),
];

const OWN_ORDERS: KeySpec = KeySpec::new("orders", Shape::OneKey(ORDERS), "When consumers order.");

const SEASON: KeySpec = KeySpec::new("season", Shape::Name("season"), "The seasonal profile of days and hours.");

const GROWTH: KeySpec =
    KeySpec::new("trend", TREND, "The growth of `poisson` orders from day to day, from the rate at the start.");

/// The keys of `[market.NAME]`.
pub(super) const KEYS: &[KeySpec] = &[
    KeySpec::new("through", Shape::Route, "The route by which its orders are fulfilled, unless it names a `platform`."),
    KeySpec::new("platform", Shape::Name("platform"), "The platform that chooses the route of its orders."),
    OWN_ORDERS.otherwise("none if it has demand rows; otherwise required"),
    KeySpec::new(
        "lines",
        Shape::Law(Measure::Pieces),
        "The number of lines of an order, each for a different product; 64 at most.",
    )
    .or("1")
    .needs(&["orders"]),
    KeySpec::new("units", UNITS, "The units of a line.").or("1").needs(&["orders"]),
    KeySpec::new(
        "mix",
        Shape::List(&Shape::Name("product")),
        "The products that its lines choose from, by popularity.",
    )
    .otherwise("all products without a demand row in any market")
    .needs(&["orders"]),
    KeySpec::new(
        "when_short",
        Shape::Either(&[Shape::OneOf(SHORT), Shape::Named(SHORT, &Shape::Quantity(Measure::Share))]),
        "What happens to units that are not in stock: they wait, are lost, are substituted by another product, or each of these for a share of the lines.",
    )
    .or("\"backorder\""),
    KeySpec::new(
        "patience",
        Shape::Law(Measure::Time),
        "Time from placing an order until units that have not left the warehouse are cancelled.",
    )
    .otherwise("endless"),
    KeySpec::new("promise", Shape::Quantity(Measure::Time), "Time from placing within which an order is on time.")
        .otherwise("that of its path, if its route has one"),
    SEASON,
    GROWTH,
    KeySpec::new("at", Shape::Name("place"), "Where its consumers live; they order by local days and hours there.")
        .otherwise("China"),
    KeySpec::new(
        "consumers",
        Shape::Whole(1, 1_000_000_000),
        "The number of consumers; each order belongs to one of them.",
    )
    .otherwise("not distinguished"),
    KeySpec::new(
        "year_to_date",
        Shape::Law(Measure::Amount),
        "The value that a consumer has already imported in the calendar year.",
    )
    .otherwise("nothing"),
];

/// The keys of `[demand.MARKET.PRODUCT]`.
pub const ROW: &[KeySpec] = &[
    OWN_ORDERS.required(),
    KeySpec::new("units", UNITS, "The units of an order.").or("1"),
    SEASON.otherwise("that of the market"),
    GROWTH.otherwise("that of the market"),
];
