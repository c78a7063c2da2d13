//! How a product is replenished: from which source, by which policy, in which lot sizes and at what cost.

use super::keys::SOURCE;
use super::learning::Learning;
use super::watching::{DAYS_FROM, DaysFrom};
use crate::chain::Dated;
use crate::policy::replenish::{Level, Policy, Replenish, Review, Terms, View};
use crate::reading::Reading;
use crate::text::{Code, KeySpec, Node, Problem, Reader, Table};
use crate::units::{Money, ProductId, RouteId, SimTime, Span, StockPointId, Units};

/// The replenishment of one row: its policy, its sources and their terms.
#[derive(Clone, Debug)]
pub(super) struct Supply {
    pub(super) policy: Policy,
    pub(super) review: Review,
    pub(super) continuous: bool,
    /// Added to every level of the policy.
    pub(super) safety: Option<Level>,
    /// The time from placing an order to its arrival at the source.
    pub(super) delay: Span,
    /// The past span whose demand gives the rate of levels in days; `None` if something else does.
    pub(super) past: Option<Span>,
    source: Source,
    /// Sources for low stock, each with its level. The first whose level is above the net stock is used.
    before: Vec<(Units, Source)>,
}

/// A source and its terms.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub(super) route: RouteId,
    /// The minimum order quantity, and the quantity that every order is a multiple of.
    minimum: Units,
    multiple: Units,
    order_cost: Option<Dated<Money>>,
    unit_cost: Option<Dated<Money>>,
}

impl Source {
    /// Returns the lot to order if this many units are needed.
    pub(super) fn lot(&self, wanted: Units) -> Units {
        wanted.max(self.minimum).up_to_lot(self.multiple)
    }

    /// Returns the cost of ordering this many units.
    pub(super) fn cost(&self, now: SimTime, units: Units) -> Money {
        let at = |cost: &Option<Dated<Money>>| cost.as_ref().map_or(Money::ZERO, |cost| *cost.at(now));
        at(&self.order_cost) + at(&self.unit_cost).times(units)
    }
}

impl Supply {
    /// Returns the source to use at this net stock.
    pub(super) fn source(&self, net: Units) -> &Source {
        self.before.iter().find(|(below, _)| net < *below).map_or(&self.source, |(_, source)| source)
    }

    /// Returns the order-up-to level of the policy, including the safety stock.
    pub(super) fn top(&self, view: View<'_>) -> Units {
        self.policy.top(view) + self.safety.map_or(Units::ZERO, |safety| safety.at(view))
    }

    /// Returns how many units an order may exceed what the policy asks for, because of lot sizes.
    pub(super) fn rounding(&self) -> Units {
        self.source.minimum + self.source.multiple
    }

    /// Returns the route used while stock is not low.
    pub(super) fn route(&self) -> RouteId {
        self.source.route
    }

    pub(super) fn read(
        reader: &Reader<'_>,
        stock_point: StockPointId,
        product: ProductId,
        learning: &mut Option<Box<Learning>>,
        reading: &mut Reading<'_>,
    ) -> Option<Self> {
        let (source, replenish) = (reader.get("source"), reader.get("replenish"));
        let days_from = reading.choice(reader, "days_from", &DAYS_FROM);
        match (days_from, learning.as_mut()) {
            (Some(DaysFrom::Forecast), None) => *learning = Some(Box::new(Learning::usual())),
            (Some(DaysFrom::Future), Some(learning)) => learning.keep_from_days(),
            _ => {}
        }
        let past = past(reader, days_from, reading);
        let policy = replenish.and_then(|node| read_policy(node, product, reader, learning, reading));
        let delay = reading.time(reader, "order_delay").unwrap_or(Span::ZERO);
        let safety =
            reader.get("safety_stock").and_then(|_| Terms::new(reader, product, reading).level("safety_stock"));
        if source.is_some() != replenish.is_some() {
            let (missing, example) = if source.is_none() {
                ("source", "\"supplier.NAME\"")
            } else {
                ("replenish", "{ s_S = { s = 100, S = 200 } }")
            };
            reading.report(
                Problem::new(Code::MissingKey, reader.place(), format!("`{}` also needs `{missing}`", reader.path()))
                    .help(format!("for instance `{missing} = {example}`; without both, the row is never replenished")),
            );
        }
        let mut sources = read_sources(source?, reader, stock_point, product, reading)?;
        let (_, source) = sources.pop()?;
        let before = sources.into_iter().map(|(below, source)| (below.unwrap_or(Units::ZERO), source)).collect();
        let policy = policy?;
        if let Some(node) = replenish {
            let looks_ahead = policy.looks_ahead() || safety.is_some_and(Level::looks_ahead);
            let learns = learning.is_some() && days_from != Some(DaysFrom::Future);
            if looks_ahead && !learns && past.is_none() {
                reading.looks_ahead(stock_point, node.place);
            }
            if policy.watches().echelon {
                reading.sees_echelon(stock_point, policy.review().is_continuous());
            }
        }
        let review = policy.review();
        Some(Self { continuous: review.is_continuous(), policy, review, safety, delay, past, source, before })
    }
}

/// Reads the past span whose demand gives the rate of levels in days.
fn past(reader: &Reader<'_>, days_from: Option<DaysFrom>, reading: &mut Reading<'_>) -> Option<Span> {
    let span = reading.time(reader, "past");
    if let (Some(node), Some(Span::ZERO)) = (reader.get("past"), span) {
        reading.report(Problem::new(Code::PolicyParameters, node.place, "`past` must be longer than 0"));
    }
    // Without effect under another word, so that a sweep over the words needs no other change.
    (days_from == Some(DaysFrom::Past)).then(|| span.unwrap_or(Span::DAY * 28))
}

/// Reads one source, or several by level. Those with a level come first; the one without a level is last.
fn read_sources(
    node: &Node,
    reader: &Reader<'_>,
    stock_point: StockPointId,
    product: ProductId,
    reading: &mut Reading<'_>,
) -> Option<Vec<(Option<Units>, Source)>> {
    let Some(list) = node.as_table().and_then(|table| table.get("by_level")) else {
        return Some(vec![(None, read_source(node, true, &[reader], stock_point, product, reading)?)]);
    };
    if let Some(inner) = reader.child("source") {
        reading.finish(&inner);
    }
    let (mut sources, last) = (Vec::new(), list.items().len().saturating_sub(1));
    let mut sound = true;
    for (place, item) in list.items().iter().enumerate() {
        let Some(table) = item.as_table() else {
            let cause = format!("a source by level must be a table, not {}", item.type_name());
            reading.report(Problem::new(Code::WrongType, item.place, cause).help(BY_LEVEL));
            sound = false;
            continue;
        };
        let entry = Reader::new(reader.path_of("source.by_level"), item.place, vec![table], SOURCE);
        let below = reading.goods(&entry, "below", product);
        let from = reading.require(&entry, "from", "\"supplier.NAME\"");
        if entry.get("below").is_some() == (place == last) {
            let cause = "every source by level except the last needs `below`, and the last must not have it";
            reading.report(Problem::new(Code::PolicyParameters, item.place, cause).help(BY_LEVEL));
            sound = false;
        }
        match from.and_then(|from| read_source(from, place == last, &[&entry, reader], stock_point, product, reading)) {
            Some(source) => sources.push((below, source)),
            None => sound = false,
        }
        reading.finish(&entry);
    }
    if list.items().is_empty() {
        reading.report(Problem::new(Code::EmptyRoute, list.place, "the list of sources is empty").help(BY_LEVEL));
    }
    sound.then_some(sources)
}

const BY_LEVEL: &str =
    "for instance `by_level = [{ below = 0, from = \"supplier.fast\" }, { from = \"supplier.normal\" }]`";

/// Reads a source. Each term comes from the nearest reader that gives it.
fn read_source(
    node: &Node,
    main: bool,
    readers: &[&Reader<'_>],
    stock_point: StockPointId,
    product: ProductId,
    reading: &mut Reading<'_>,
) -> Option<Source> {
    let nearest = |key: &'static str| readers.iter().copied().find(|reader| reader.get(key).is_some());
    let mut goods = |key: &'static str| reading.goods(nearest(key)?, key, product);
    let (minimum, multiple) = (goods("minimum"), goods("multiple"));
    let mut money = |key: &'static str| reading.dated_money(nearest(key)?, key);
    let (order_cost, unit_cost) = (money("order_cost"), money("unit_cost"));
    let route = reading.route(node)?;
    if !reading.steps(route).from_stock {
        reading.report(
            Problem::new(Code::RouteOrder, node.place, "a source must begin with a supplier or another warehouse")
                .help("for instance `[\"supplier.NAME\", \"lane.NAME\"]`"),
        );
        return None;
    }
    reading.serves(route, product);
    reading.fills(stock_point, route, node.place, main);
    let first = reading.steps(route).first().map(|first| reading.agent_reader(first));
    // A warehouse as the first step takes any quantity, so it has no `minimum` or `multiple`.
    let supplier = first.filter(|first| first.takes("minimum"));
    let mut of_supplier = |key| supplier.as_ref().and_then(|supplier| reading.goods(supplier, key, product));
    let minimum = minimum.max(of_supplier("minimum")).unwrap_or(Units::ZERO);
    let multiple = multiple.or_else(|| of_supplier("multiple")).unwrap_or(Units::ONE).max(Units::ONE);
    Some(Source { route, minimum, multiple, order_cost, unit_cost })
}

/// Returns the keys of a policy's parameters.
fn policy_keys(name: &str) -> &'static [KeySpec] {
    Policy::KEYS.iter().find(|key| key.name == name).map_or(&[], |key| key.shape.keys())
}

fn read_policy(
    node: &Node,
    product: ProductId,
    reader: &Reader<'_>,
    learning: &mut Option<Box<Learning>>,
    reading: &mut Reading<'_>,
) -> Option<Policy> {
    let none = Table::default();
    let entries: Vec<_> = node.as_table().into_iter().flat_map(Table::iter).collect();
    let (name, place, parameters, table) = match (node.as_text(), &entries[..]) {
        // A policy without parameters may be written as its bare name.
        (Some(name), _) => (name, node.place, node, Some(&none)),
        (None, [(key, parameters)]) => (key.name.as_str(), key.place, parameters, parameters.as_table()),
        _ => {
            let problem =
                Problem::new(Code::OneChoice, node.place, "a policy must be a table with one key, the policy's name");
            let names = Policy::NAMES.join(", ");
            reading.report(
                problem.help(format!("for instance `replenish.s_S = {{ s = 100, S = 200 }}`; policies: {names}")),
            );
            return None;
        }
    };
    let Some(known) = Policy::NAMES.iter().position(|known| *known == name) else {
        let cause = format!("`{name}` is not a replenishment policy");
        reading.report(Problem::new(Code::UnknownPolicy, place, cause).suggest(name, Policy::NAMES.iter().copied()));
        return None;
    };
    let Some(table) = table else {
        let cause = format!("`{name}` takes a table of parameters, not {}", parameters.type_name());
        let problem = Problem::new(Code::WrongType, parameters.place, cause);
        reading.report(problem.help(format!("for instance `replenish.{name} = {}`", Policy::EXAMPLES[known])));
        return None;
    };
    let path = format!("{}.{name}", reader.path_of("replenish"));
    let inner = Reader::new(path, parameters.place, vec![table], policy_keys(name));
    let mut terms = Terms::new(&inner, product, reading);
    let policy = Policy::read(name, &mut terms);
    let (farthest, asks_for_service) = (terms.farthest(), terms.asks_for_service());
    reading.finish(&inner);
    match learning {
        Some(learning) => learning.reach_for(farthest),
        None if asks_for_service && reader.get("forecast").is_none() => {
            let cause = format!("a level set by service needs `{}`", reader.path_of("forecast"));
            let problem = Problem::new(Code::MissingKey, parameters.place, cause);
            reading.report(problem.help("for instance `forecast.ses = { alpha = 0.2 }`"));
        }
        None => {}
    }
    policy
}
