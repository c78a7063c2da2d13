//! Reads seasons and promotions: weights of weekdays, months and hours, and factors of days.

use super::Reading;
use super::coupons::COUPON;
use super::law::Words;
use super::presale::PRESALE;
use crate::chain::{Promotion, Season, Uplift};
use crate::engine::EntityKey;
use crate::text::{Code, KeySpec, Measure, Node, Problem, Problems, Reader, Shape, Value, words_of};

/// Days per month from January, in an average year.
const MONTHS: [(&str, f64); 12] = [
    ("jan", 31.0),
    ("feb", 28.25),
    ("mar", 31.0),
    ("apr", 30.0),
    ("may", 31.0),
    ("jun", 30.0),
    ("jul", 31.0),
    ("aug", 31.0),
    ("sep", 30.0),
    ("oct", 31.0),
    ("nov", 30.0),
    ("dec", 31.0),
];
/// The largest factor.
const MOST_FACTOR: f64 = 1e6;
const WEEK: [(&str, f64); 7] =
    [("mon", 1.0), ("tue", 1.0), ("wed", 1.0), ("thu", 1.0), ("fri", 1.0), ("sat", 1.0), ("sun", 1.0)];

/// The keys of `[season.NAME]`.
pub const SEASON: &[KeySpec] = &[
    KeySpec::new(
        "weekday",
        Shape::Either(&[Shape::Numbers(7), Shape::Named(&words_of(&WEEK), &Shape::Number)]),
        "Weight of each weekday, from Monday; omitted days have weight 1.",
    )
    .otherwise("all equal"),
    KeySpec::new(
        "month",
        Shape::Either(&[Shape::Numbers(12), Shape::Named(&words_of(&MONTHS), &Shape::Number)]),
        "Weight of each month, from January; omitted months have weight 1.",
    )
    .otherwise("all equal"),
    KeySpec::new("hour", Shape::Numbers(24), "Weight of each hour of the day, from 0:00.").otherwise("all equal"),
];

/// The keys of `[promotion.NAME]`.
pub const PROMOTION: &[KeySpec] = &[
    KeySpec::new(
        "days",
        Shape::Map("days", &Shape::Number),
        "The factor of orders on these days, relative to an ordinary day.",
    )
    .required(),
    KeySpec::new("market", Shape::List(&Shape::Member("market")), "The markets it applies to.").or("\"all\""),
    KeySpec::new("product", Shape::List(&Shape::Member("product")), "The products it applies to.").or("\"all\""),
    KeySpec::new(
        "price",
        Shape::Either(&[Shape::Text, Shape::Map("`all`, product group or product", &Shape::Text)]),
        "The price on its days: `\"-15 %\"`, `\"-20 CNY\"` or the price itself; the most specific name holds.",
    )
    .otherwise("the price of the day"),
    KeySpec::new("uplift", Shape::Law(Measure::Factor), "What multiplies the factors of `days`, drawn once a year.")
        .or("1"),
    KeySpec::new("hour", Shape::Numbers(24), "Weight of each hour of its days, from 0:00.")
        .otherwise("those of the season"),
    COUPON,
    KeySpec::new("presale", Shape::Keys(PRESALE), "The demand of its first day that is collected before it.")
        .otherwise("none"),
];

impl Reading<'_> {
    /// Reads all seasons and promotions. Must be called once, before any demand is read.
    pub fn read_seasons(&mut self) {
        let names = self.names;
        self.seasons = names.seasons.iter().map(|(_, reader)| self.season(reader)).collect();
        self.promotions = names.promotions.iter().map(|(_, reader)| self.promotion(reader)).collect();
    }

    fn season(&mut self, reader: &Reader<'_>) -> Season {
        let weekday = reader.get("weekday").and_then(|node| self.weights(node, "weekday", &WEEK));
        let month = reader.get("month").and_then(|node| {
            self.dates(node.place)?;
            self.weights(node, "month", &MONTHS)
        });
        let hour = reader.get("hour").and_then(|node| self.weights(node, "hour", &[("", 1.0); 24]));
        self.finish(reader);
        if self.clock.too_long() {
            let problem = Problem::new(Code::TooLarge, reader.place(), "a season can span at most a thousand years");
            self.report(problem.help("shorten the horizon or the drain"));
        }
        Season { weekday, month, hour }
    }

    /// Reads weights from a list or by name; omitted ones are 1. They are scaled to a mean of 1.
    fn weights<const N: usize>(&mut self, node: &Node, key: &str, names: &[(&str, f64); N]) -> Option<[f64; N]> {
        let mut refuse = |node: &Node, cause: String| {
            self.report(Problem::new(Code::OutOfRange, node.place, cause));
            None
        };
        let mut weights = [1.0; N];
        let mut put = |at: usize, node: &Node| match node.as_number() {
            Some(weight) if (0.0..=1e6).contains(&weight) => {
                weights[at] = weight;
                Some(())
            }
            _ => {
                refuse(node, format!("a weight of `{key}` must be a number from 0 to a million, not {}", node.shown()))
            }
        };
        let listed = matches!(node.value, Value::List(_)) && node.items().len() == N;
        if let Some(table) = node.as_table().filter(|_| !names[0].0.is_empty()) {
            for (name, node) in table.iter() {
                let Some(at) = names.iter().position(|(known, _)| *known == name.name) else {
                    let problem = Problem::new(Code::UnknownKey, name.place, format!("unknown key `{}`", name.name));
                    self.report(problem.suggest(&name.name, names.iter().map(|(known, _)| *known)));
                    return None;
                };
                put(at, node)?;
            }
        } else if listed {
            for (at, node) in node.items().iter().enumerate() {
                put(at, node)?;
            }
        } else {
            let table = if names[0].0.is_empty() { "" } else { ", or a table by name" };
            refuse(node, format!("`{key}` must be a list of {N} numbers{table}"));
            return None;
        }
        let (sum, days) = names
            .iter()
            .zip(weights)
            .fold((0.0, 0.0), |(sum, days), ((_, length), weight)| (sum + length * weight, days + length));
        if sum <= 0.0 {
            refuse(node, format!("the weights of `{key}` are all 0"));
            return None;
        }
        Some(weights.map(|weight| weight * days / sum))
    }

    fn promotion(&mut self, reader: &Reader<'_>) -> Promotion {
        let mut days = Vec::new();
        if let Some(node) = self.require(reader, "days", "{ \"11-11\" = 15 }") {
            match node.as_table() {
                Some(table) if self.dates(node.place).is_some() => {
                    for (key, node) in table.iter() {
                        let when = self.when(&key.name, key.place);
                        let factor = node.as_number().filter(|factor| (0.0..=MOST_FACTOR).contains(factor));
                        if factor.is_none() {
                            let cause = format!(
                                "a promotion's factor must be a number from 0 to a million, not {}",
                                node.shown()
                            );
                            self.report(Problem::new(Code::OutOfRange, node.place, cause));
                        }
                        days.extend(when.zip(factor));
                    }
                }
                Some(_) => {}
                None => {
                    let cause = format!("`days` must be a table of factors by day, not {}", node.type_name());
                    self.report(Problem::new(Code::WrongType, node.place, cause));
                }
            }
        }
        let markets = reader.get("market").and_then(|node| self.markets_named(node));
        let products = reader.get("product").and_then(|node| self.products_named(node));
        let prices = reader.get("price").map(|node| self.price_cuts(node, products.as_deref())).unwrap_or_default();
        let hour = reader.get("hour").and_then(|node| self.weights(node, "hour", &[("", 1.0); 24]));
        let uplift = self.uplift(reader);
        let mut promotion = Promotion { days, markets, products, prices, hour, uplift, presale: None };
        promotion.presale = self.presale(reader, &promotion);
        self.coupon(reader, &promotion);
        self.finish(reader);
        promotion
    }

    /// Reads what multiplies the factors of a promotion.
    fn uplift(&mut self, reader: &Reader<'_>) -> Option<Uplift> {
        let node = reader.get("uplift")?;
        let factor = |node: &Node| {
            let wrong = || {
                let cause = format!("`uplift` must be a number or a distribution of numbers, not {}", node.shown());
                Problem::new(Code::WrongType, node.place, cause)
            };
            node.as_number().ok_or_else(wrong)
        };
        let words = Words { quantity: &factor, file: self.names.files.columns };
        let mut law = self.law(node, &words, Code::OutOfRange, true)?;
        if !law.is_constant() {
            law = self.sound_law(node, Some(law), &Problems::default(), Code::OutOfRange, false)?;
        }
        let mean = law.mean();
        if mean <= 0.0 || mean > MOST_FACTOR {
            let cause = format!("the mean of `uplift` must be above 0 and at most a million, not {mean}");
            let problem = Problem::new(Code::OutOfRange, node.place, cause);
            self.report(problem.help("for instance `uplift.lognormal = { mean = 1, cv = 0.25 }`"));
            return None;
        }
        let stream = self.stream(&reader.path_of("uplift"));
        Some(Uplift::new(law, stream, EntityKey::origin(reader.path())))
    }
}
