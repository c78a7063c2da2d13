//! The keys of a market, and of the rows that give one product a demand of its own.

use super::consumers::WORDS;
use crate::reading::TREND;
use crate::text::{KeySpec, Measure, Shape, words_of};

const SHORT: &[&str] = &words_of(&WORDS);

const RATE: &[KeySpec] = &[
    KeySpec::new("rate", Shape::Quantity(Measure::Frequency), "How many orders come in a time on average."),
    KeySpec::new("mean", Shape::Quantity(Measure::Time), "The mean time between two orders."),
];

pub(super) const REPLAY: &[KeySpec] = &[
    KeySpec::new("times", Shape::List(&Shape::Quantity(Measure::Time)), "When each order comes, ascending."),
    KeySpec::new("units", Shape::List(&Shape::Whole(0, 1_000_000_000)), "The units of the first line of each order."),
    KeySpec::new("file", Shape::Text, HISTORY),
];

const HISTORY: &str =
    "A data file with a column `date` or `time` and, if wanted, columns `product`, `units` and `consumer`.";

pub(super) const BOOTSTRAP: &[KeySpec] = &[
    KeySpec::new("file", Shape::Text, HISTORY).required(),
    KeySpec::new(
        "by",
        Shape::List(&Shape::OneOf(&["weekday", "month"])),
        "What a day of the run and the day of the history that stands for it have in common.",
    )
    .or("\"weekday\""),
];

/// The parameters of units that lean on those of the order before.
pub(super) const AR1: &[KeySpec] = &[
    KeySpec::new("mean", Shape::Number, "How many units an order asks for on average.").required(),
    KeySpec::new("sd", Shape::Number, "Their standard deviation.").required(),
    KeySpec::new("rho", Shape::Number, "The correlation with the order before, between -1 and 1.").required(),
];

const UNITS: Shape = Shape::Either(&[
    Shape::Law(Measure::Pieces),
    Shape::Keys(&[KeySpec::new("ar1", Shape::Keys(AR1), "Units that lean on those of the order before.").required()]),
]);

pub(super) const ORDERS: &[KeySpec] = &[
    KeySpec::new("poisson", Shape::OneKey(RATE), "Orders come at random, with exponential times between them."),
    KeySpec::new("every", Shape::Law(Measure::Time), "The time between one order and the next."),
    KeySpec::new("replay", Shape::Keys(REPLAY), "Orders come as they are listed."),
    KeySpec::new("bootstrap", Shape::Keys(BOOTSTRAP), "Orders come as on whole days that are drawn from a history."),
    KeySpec::new("first", Shape::Quantity(Measure::Time), "When the first order comes.")
        .otherwise("one interval after the start")
        .needs(&["every"]),
];

const OWN_ORDERS: KeySpec = KeySpec::new("orders", Shape::OneKey(ORDERS), "When consumers order.");

const SEASON: KeySpec = KeySpec::new("season", Shape::Name("season"), "How busy days and hours are.");

const GROWTH: KeySpec =
    KeySpec::new("trend", TREND, "How orders by `poisson` grow from day to day, from the rate at the start.");

/// The keys of `[market.NAME]`.
pub(super) const KEYS: &[KeySpec] = &[
    KeySpec::new("through", Shape::Route, "The way by which its orders are fulfilled; or it names a `platform`."),
    KeySpec::new("platform", Shape::Name("platform"), "The platform that chooses the way of its orders."),
    OWN_ORDERS.otherwise("none, if it has demand rows; else it must be said"),
    KeySpec::new(
        "lines",
        Shape::Law(Measure::Pieces),
        "How many lines an order has, each for another product; 64 at most.",
    )
    .or("1")
    .needs(&["orders"]),
    KeySpec::new("units", UNITS, "How many units a line asks for.").or("1").needs(&["orders"]),
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
        "What becomes of units that are not on the shelf: they wait, are lost, are served with another product, or this for a share of the lines.",
    )
    .or("\"backorder\""),
    KeySpec::new(
        "patience",
        Shape::Law(Measure::Time),
        "How long after placing what has not left the warehouse is cancelled.",
    )
    .otherwise("endless"),
    KeySpec::new("promise", Shape::Quantity(Measure::Time), "Within which time of placing an order is on time.")
        .otherwise("that of its path, if it goes through one"),
    SEASON,
    GROWTH,
    KeySpec::new("at", Shape::Name("place"), "Where its consumers live, by whose days and hours they order.")
        .otherwise("China"),
    KeySpec::new(
        "consumers",
        Shape::Whole(1, 1_000_000_000),
        "How many consumers there are, each order being that of one of them.",
    )
    .otherwise("not told apart"),
    KeySpec::new(
        "year_to_date",
        Shape::Law(Measure::Amount),
        "What a consumer had imported in the calendar year before.",
    )
    .otherwise("nothing"),
];

/// The keys of `[demand.MARKET.PRODUCT]`.
pub const ROW: &[KeySpec] = &[
    OWN_ORDERS.required(),
    KeySpec::new("units", UNITS, "How many units an order asks for.").or("1"),
    SEASON.otherwise("that of the market"),
    GROWTH.otherwise("that of the market"),
];
