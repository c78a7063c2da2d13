//! How long goods keep: the life a product has and has left when it is received, when it is near its end, when it may no
//! longer be sold, and what becomes of it then. The rules of platforms are data here; a scenario names one or says its own.

use super::{Resolver, TimeLaw};
use crate::engine::EntityKey;
use crate::engine::Streams;
use crate::text::{Code, Node, Problem, Reader, Table};
use crate::units::{Money, Share, SimTime, Span};

/// How long a product keeps.
#[derive(Clone, Debug)]
pub struct ShelfLife {
    /// From the day it is made.
    pub life: Span,
    /// The share of it, in parts per million, that is left when goods are received from a supplier; left out, all.
    pub on_arrival: Option<TimeLaw>,
    /// It is near its end when no more than this is left.
    pub near: Span,
    /// It may no longer be sold when no more than this is left.
    pub ban: Span,
    /// What is taken off the price near the end.
    pub markdown: Share,
}

/// Which lot is picked next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PickOrder {
    /// What was received first.
    #[default]
    Fifo,
    /// What expires first.
    Fefo,
    /// What was received last.
    Lifo,
}

/// What becomes of goods that may no longer be sold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expired {
    /// They are destroyed.
    Destroy {
        /// What that costs a unit; the warehouse charges it.
        price: Money,
    },
    /// They go back to their supplier.
    SendBack {
        /// The share of what the goods cost that is paid back.
        credit: Share,
    },
}

impl Default for Expired {
    fn default() -> Self {
        Self::Destroy { price: Money::ZERO }
    }
}

/// A bound on the life left: this share of the whole, but no more than so much.
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
    /// For goods that keep between so many days.
    days: Option<(i64, i64)>,
}

/// What platforms ask.
///
/// # Source
/// Tmall Global, rules on goods near their end, in force since 27 July 2022, as reported by hjw.net.cn 15338: flag at
/// 2/10 of the life left (100 d at most) and ban at 1/10 (45 d); infant formula 180 d and 100 d; food that keeps 60 to
/// 120 d: flag at 1/2, ban at 20 d.
const RULES: [Rule; 3] = [
    Rule { name: "tmall_global", near: Bound::new(20, 100), ban: Bound::new(10, 45), days: None },
    Rule { name: "tmall_global_formula", near: Bound::new(20, 180), ban: Bound::new(10, 100), days: None },
    Rule { name: "tmall_global_short_life", near: Bound::new(50, 60), ban: Bound::new(100, 20), days: Some((60, 120)) },
];

/// The keys of a product that only one with a `shelf_life` may have.
const KEYS: [&str; 5] = ["life_on_arrival", "expiry_rule", "near_expiry", "sale_ban", "markdown"];

impl ShelfLife {
    /// Reads the keys of a product; `None` if it keeps for ever.
    pub fn read(reader: &Reader<'_>, resolver: &Resolver<'_>) -> Option<Self> {
        let Some(node) = reader.get("shelf_life") else {
            refuse_in_vain(reader, resolver);
            return None;
        };
        let life = resolver.span(node);
        let on_arrival = resolver.share_law(reader, "life_on_arrival");
        let rule = rule(reader, life, resolver);
        let near = bound(reader, "near_expiry", resolver).or(rule.map(|rule| rule.near));
        let ban = bound(reader, "sale_ban", resolver).or(rule.map(|rule| rule.ban));
        let markdown = resolver.share(reader, "markdown");
        let life = life?;
        let of = |bound: Option<Bound>| bound.map_or(Span::ZERO, |bound| bound.of(life));
        let found = Self { life, on_arrival, near: of(near), ban: of(ban), markdown: markdown.unwrap_or(Share::NONE) };
        found.check(reader, near.is_some(), resolver);
        Some(found)
    }

    fn check(&self, reader: &Reader<'_>, has_near: bool, resolver: &Resolver<'_>) {
        let place = |key| reader.get(key).map_or(reader.place(), |node| node.place);
        let refuse = |key, cause: String, help: &str| {
            resolver.report(Problem::new(Code::OutOfRange, place(key), cause).help(help));
        };
        if self.ban >= self.life {
            let cause = format!("what keeps for {} may not be sold with {} left: never", self.life, self.ban);
            refuse(
                if self.life.is_zero() { "shelf_life" } else { "sale_ban" },
                cause,
                "for instance `sale_ban = { share = \"10 %\", at_most = \"45 d\" }`",
            );
        } else if has_near && self.near <= self.ban {
            let cause = format!(
                "goods are near their end with {} left, when they may not be sold with {}",
                self.near, self.ban
            );
            refuse("near_expiry", cause, "a sale ban comes after the goods are near their end");
        } else if let Some(law) = &self.on_arrival {
            #[expect(clippy::cast_precision_loss, reason = "a share of a time")]
            let ban = self.ban.micros() as f64 / self.life.micros() as f64 * 1e6;
            if law.law.probability_above(1e6 + 0.5) > 1e-9 {
                resolver.report(Problem::new(
                    Code::ShareRange,
                    place("life_on_arrival"),
                    "this law can draw shares above 100 %",
                ));
            } else if law.law.probability_above(ban) < 1e-9 {
                refuse(
                    "life_on_arrival",
                    "goods come with so little life left that none can be sold".to_owned(),
                    "raise it above the share of the sale ban",
                );
            }
        }
        if !has_near && reader.get("markdown").is_some() {
            let cause = "`markdown` is for goods near their end, and nothing says when they are";
            let problem = Problem::new(Code::MissingKey, place("markdown"), cause);
            resolver.report(problem.help("for instance `near_expiry = { share = \"20 %\", at_most = \"100 d\" }`"));
        }
    }

    /// When the life of goods ends that a supplier has delivered now: their own share of it is left.
    #[must_use]
    pub fn expires(&self, streams: &Streams, now: SimTime, entity: EntityKey) -> SimTime {
        let left = self.on_arrival.as_ref().map_or(1_000_000, |law| law.signed(streams, entity).clamp(0, 1_000_000));
        now + self.life.fraction(left, 1_000_000)
    }

    /// Whether goods are near their end.
    #[must_use]
    pub fn is_near(&self, now: SimTime, expires: SimTime) -> bool {
        expires <= now + self.near
    }
}

impl PickOrder {
    /// Reads it for a row; goods that age go by expiry unless said otherwise.
    #[must_use]
    pub fn read(reader: &Reader<'_>, ages: bool, resolver: &Resolver<'_>) -> Self {
        let words = [("fefo", Self::Fefo), ("fifo", Self::Fifo), ("lifo", Self::Lifo)];
        let said = resolver.choice(reader, "pick_order", &words);
        match said {
            Some(order) if ages => order,
            _ if ages => Self::Fefo,
            _ => Self::Fifo,
        }
    }
}

impl Expired {
    /// Reads it for a row: `"destroy"`, `"send_back"`, or a table with one of them.
    #[must_use]
    pub fn read(reader: &Reader<'_>, resolver: &Resolver<'_>) -> Self {
        let Some(node) = reader.get("expired") else { return Self::default() };
        let (word, place, table) = match node.as_table().map(|table| table.iter().collect::<Vec<_>>()).as_deref() {
            None => (node.as_text().unwrap_or(""), node.place, None),
            Some([(key, value)]) => (key.name.as_str(), key.place, Some(value)),
            Some(_) => ("", node.place, None),
        };
        let inner = table
            .and_then(Node::as_table)
            .map(|table: &Table| Reader::new(format!("{}.{word}", reader.path_of("expired")), place, vec![table]));
        let found = match word {
            "destroy" => inner
                .as_ref()
                .and_then(|inner| resolver.money(inner, "price"))
                .map(|price| Self::Destroy { price })
                .unwrap_or_default(),
            "send_back" => Self::SendBack {
                credit: inner.as_ref().and_then(|inner| resolver.share(inner, "credit")).unwrap_or(Share::NONE),
            },
            _ => {
                let cause = format!("`expired` cannot be {}", node.shown());
                resolver
                    .report(Problem::new(Code::UnknownPolicy, place, cause).suggest(word, ["destroy", "send_back"]));
                return Self::default();
            }
        };
        match &inner {
            Some(inner) => resolver.finish(inner),
            None if table.is_some() => resolver.report(
                Problem::new(Code::WrongType, node.place, format!("`{word}` takes a table of parameters"))
                    .help("for instance `expired.send_back = { credit = \"50 %\" }`"),
            ),
            None => {}
        }
        found
    }
}

/// This share of a time.
fn part(life: Span, share: Share) -> Span {
    life.fraction(i64::from(share.ppm()), i64::from(Share::ALL.ppm()))
}

fn rule(reader: &Reader<'_>, life: Option<Span>, resolver: &Resolver<'_>) -> Option<&'static Rule> {
    let node = reader.get("expiry_rule")?;
    let name = node.as_text().unwrap_or("");
    let Some(rule) = RULES.iter().find(|rule| rule.name == name) else {
        let cause = format!("`{}` is no rule on goods near their end", node.shown());
        resolver.report(
            Problem::new(Code::UnknownPolicy, node.place, cause).suggest(name, RULES.iter().map(|rule| rule.name)),
        );
        return None;
    };
    if let (Some((from, to)), Some(life)) = (rule.days, life)
        && !(Span::DAY * from..=Span::DAY * to).contains(&life)
    {
        let cause = format!("`{name}` is for goods that keep {from} to {to} d, not {life}");
        resolver.report(Problem::new(Code::OutOfRange, node.place, cause).help("`tmall_global` is for all others"));
    }
    Some(rule)
}

/// `{ share = "20 %", at_most = "180 d" }`, or one of the two.
fn bound(reader: &Reader<'_>, key: &'static str, resolver: &Resolver<'_>) -> Option<Bound> {
    let inner = resolver.child(reader, key)?;
    let (share, at_most) = (resolver.share(&inner, "share"), resolver.time(&inner, "at_most"));
    if inner.get("share").is_none() && inner.get("at_most").is_none() {
        let problem = Problem::new(
            Code::MissingKey,
            inner.place(),
            format!("`{}` needs `share`, `at_most` or both", inner.path()),
        );
        resolver.report(problem.help("for instance `{ share = \"20 %\", at_most = \"100 d\" }`"));
    }
    resolver.finish(&inner);
    Some(Bound { share: share.unwrap_or(Share::ALL), at_most: at_most.unwrap_or(Span::LONGEST) })
}

/// Goods that keep for ever are never near their end.
fn refuse_in_vain(reader: &Reader<'_>, resolver: &Resolver<'_>) {
    for key in KEYS {
        if let Some(node) = reader.get(key) {
            let cause = format!("`{key}` means nothing without `shelf_life`");
            let problem = Problem::new(Code::MissingKey, node.place, cause);
            resolver.report(problem.help("for instance `shelf_life = \"3 y\"`"));
        }
    }
}
