//! Reads how long goods keep. The rules of platforms are data here; a scenario names one of them or gives its own.

use super::Reading;
use crate::chain::ShelfLife;
use crate::text::{Code, KeySpec, Measure, Problem, Reader, Shape};
use crate::units::{Share, Span};

/// A limit on the remaining life: this share of the shelf life, but at most this long.
#[derive(Clone, Copy, Debug)]
struct Bound {
    share: Share,
    at_most: Span,
}

impl Bound {
    const fn new(percent: u32, days: i64) -> Self {
        let share = Share::from_ppm(percent * 10_000).expect("a share");
        Self { share, at_most: Span::from_micros(days * Span::DAY.micros()) }
    }

    fn of(self, life: Span) -> Span {
        part(life, self.share).min(self.at_most)
    }
}

/// A rule of a platform.
#[derive(Debug)]
struct Rule {
    name: &'static str,
    near: Bound,
    ban: Bound,
    /// The range of shelf lives in days that the rule is for.
    days: Option<(i64, i64)>,
}

/// The rules of platforms.
///
/// # Source
/// Tmall Global, rules on goods near their end, in force since 27 July 2022, as reported by hjw.net.cn 15338: flagged
/// at 2/10 of the life left (100 d at most) and banned at 1/10 (45 d); infant formula 180 d and 100 d; food that keeps
/// 60 to 120 d: flagged at 1/2, banned at 20 d.
const RULES: [Rule; 3] = [
    Rule { name: "tmall_global", near: Bound::new(20, 100), ban: Bound::new(10, 45), days: None },
    Rule { name: "tmall_global_formula", near: Bound::new(20, 180), ban: Bound::new(10, 100), days: None },
    Rule { name: "tmall_global_short_life", near: Bound::new(50, 60), ban: Bound::new(100, 20), days: Some((60, 120)) },
];

const NEEDS_LIFE: &[&str] = &["shelf_life"];

/// The key of the shelf life; products without it do not expire.
pub const SHELF_LIFE: KeySpec =
    KeySpec::new("shelf_life", Shape::Quantity(Measure::Time), "How long a unit keeps from the day it is made.")
        .otherwise("forever");

/// The key of the remaining life on arrival.
pub const LIFE_ON_ARRIVAL: KeySpec = KeySpec::new(
    "life_on_arrival",
    Shape::Law(Measure::Share),
    "The share of its shelf life left when a supplier's shipment is received.",
)
.or("\"100 %\"")
.needs(NEEDS_LIFE);

/// The key of the platform's rule.
pub const EXPIRY_RULE: KeySpec = KeySpec::new(
    "expiry_rule",
    Shape::OneOf(&[RULES[0].name, RULES[1].name, RULES[2].name]),
    "The platform's rule on goods near their end, for limits the entry does not give itself.",
)
.needs(NEEDS_LIFE);

const BOUND: &[KeySpec] = &[
    KeySpec::new("share", Shape::Quantity(Measure::Share), "The share of the shelf life."),
    KeySpec::new("at_most", Shape::Quantity(Measure::Time), "The longest remaining life, regardless of the share."),
];

/// The key of when goods are near their end.
pub const NEAR_EXPIRY: KeySpec =
    KeySpec::new("near_expiry", Shape::Keys(BOUND), "The remaining life from which goods are near their end.")
        .otherwise("the rule's, else never")
        .needs(NEEDS_LIFE);

/// The key of when goods may no longer be sold.
pub const SALE_BAN: KeySpec =
    KeySpec::new("sale_ban", Shape::Keys(BOUND), "The remaining life from which goods may no longer be sold.")
        .otherwise("the rule's, else when the shelf life ends")
        .needs(NEEDS_LIFE);

/// The key of the markdown near the end.
pub const MARKDOWN: KeySpec =
    KeySpec::new("markdown", Shape::Quantity(Measure::Share), "The discount on the price near the end.")
        .otherwise("nothing")
        .needs(&["near_expiry", "expiry_rule"]);

impl Reading<'_> {
    /// Reads the shelf life of a product; `None` is forever.
    pub fn shelf_life(&mut self, reader: &Reader<'_>) -> Option<ShelfLife> {
        let life = self.time(reader, "shelf_life");
        let on_arrival = self.share_law(reader, "life_on_arrival");
        let rule = rule(reader, life, self);
        let near = bound(reader, "near_expiry", self).or(rule.map(|rule| rule.near));
        let ban = bound(reader, "sale_ban", self).or(rule.map(|rule| rule.ban));
        let markdown = self.share(reader, "markdown");
        let life = life?;
        let of = |bound: Option<Bound>| bound.map_or(Span::ZERO, |bound| bound.of(life));
        let found =
            ShelfLife { life, on_arrival, near: of(near), ban: of(ban), markdown: markdown.unwrap_or(Share::NONE) };
        check(&found, reader, near.is_some(), self);
        Some(found)
    }
}

fn check(life: &ShelfLife, reader: &Reader<'_>, has_near: bool, reading: &mut Reading<'_>) {
    let place = |key| reader.get(key).map_or(reader.place(), |node| node.place);
    let mut refuse = |key, cause: String, help: &str| {
        reading.report(Problem::new(Code::OutOfRange, place(key), cause).help(help));
    };
    if life.ban >= life.life {
        let cause =
            format!("a product that keeps {} but may not be sold with {} left can never be sold", life.life, life.ban);
        refuse(
            if life.life.is_zero() { "shelf_life" } else { "sale_ban" },
            cause,
            "for instance `sale_ban = { share = \"10 %\", at_most = \"45 d\" }`",
        );
    } else if has_near && life.near <= life.ban {
        let cause =
            format!("goods are near their end with {} left, but may not be sold with {} left", life.near, life.ban);
        refuse("near_expiry", cause, "`near_expiry` must begin before `sale_ban`");
    } else if let Some(law) = &life.on_arrival {
        #[expect(clippy::cast_precision_loss, reason = "a share of a time")]
        let ban = life.ban.micros() as f64 / life.life.micros() as f64 * 1e6;
        if law.law.probability_above(1e6 + 0.5) > 1e-9 {
            reading.report(Problem::new(
                Code::ShareRange,
                place("life_on_arrival"),
                "this distribution can produce shares above 100 %",
            ));
        } else if law.law.probability_above(ban) < 1e-9 {
            refuse(
                "life_on_arrival",
                "goods arrive with too little life left to be sold".to_owned(),
                "raise it above the share of `sale_ban`",
            );
        }
    }
}

/// Returns this share of a time.
fn part(life: Span, share: Share) -> Span {
    life.fraction(i64::from(share.ppm()), i64::from(Share::ALL.ppm()))
}

fn rule(reader: &Reader<'_>, life: Option<Span>, reading: &mut Reading<'_>) -> Option<&'static Rule> {
    let node = reader.get("expiry_rule")?;
    let name = node.as_text().unwrap_or("");
    let Some(rule) = RULES.iter().find(|rule| rule.name == name) else {
        let cause = format!("`{}` is not a rule on goods near their end", node.shown());
        reading.report(
            Problem::new(Code::UnknownPolicy, node.place, cause).suggest(name, RULES.iter().map(|rule| rule.name)),
        );
        return None;
    };
    if let (Some((from, to)), Some(life)) = (rule.days, life)
        && !(Span::DAY * from..=Span::DAY * to).contains(&life)
    {
        let cause = format!("`{name}` is for goods that keep {from} to {to} d, not {life}");
        reading.report(Problem::new(Code::OutOfRange, node.place, cause).help("`tmall_global` is for all others"));
    }
    Some(rule)
}

/// Reads `{ share = "20 %", at_most = "180 d" }`, or one of the two.
fn bound(reader: &Reader<'_>, key: &'static str, reading: &mut Reading<'_>) -> Option<Bound> {
    let inner = reading.child(reader, key)?;
    let (share, at_most) = (reading.share(&inner, "share"), reading.time(&inner, "at_most"));
    if inner.get("share").is_none() && inner.get("at_most").is_none() {
        let problem = Problem::new(
            Code::MissingKey,
            inner.place(),
            format!("`{}` needs `share`, `at_most` or both", inner.path()),
        );
        reading.report(problem.help("for instance `{ share = \"20 %\", at_most = \"100 d\" }`"));
    }
    reading.finish(&inner);
    Some(Bound { share: share.unwrap_or(Share::ALL), at_most: at_most.unwrap_or(Span::LONGEST) })
}
