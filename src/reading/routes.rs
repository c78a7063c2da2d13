//! Reads routes: steps in order, with paths spliced in, checked for whether goods can travel them.

use super::Reading;
use super::detours::REROUTE;
use crate::chain::regime::Regime;
use crate::chain::{Choice, Duty, Kind, Leg, Role, Route};
use crate::text::{Code, KeySpec, Measure, Node, Place, Problem, Reader, Shape, Table, Value, nearest};
use crate::units::{AgentId, Id, ProductId, RouteId, RuleId};
use std::ops::Range;

/// The largest number of steps and paths of one route; nested paths can double quickly.
const MOST_STEPS: usize = 1000;

/// The keys of `[path.NAME]`.
pub const PATH: &[KeySpec] = &[
    KeySpec::new("through", Shape::Route, "The steps that it adds to a route.").required(),
    KeySpec::new(
        "promise",
        Shape::Either(&[
            Shape::Quantity(Measure::Time),
            Shape::Map("`all`, market group or market", &Shape::Quantity(Measure::Time)),
        ]),
        "The time after the order within which a delivery is on time; the most specific name holds.",
    ),
    KeySpec::new(
        "patience",
        Shape::Either(&[
            Shape::Keys(&[KeySpec::new("promises", Shape::Number, "This many times the promise.").required()]),
            Shape::Law(Measure::Time),
        ]),
        "How long its buyers wait until units that have not left the warehouse are cancelled.",
    )
    .otherwise("the `patience` of the market"),
    KeySpec::new("reroute", Shape::Keys(REROUTE), "What its goods do if their next leg is closed."),
    KeySpec::new(
        "regime",
        Shape::OneOf(Regime::WORDS),
        "The customs regime under which its goods are declared and taxed.",
    ),
];

/// A route under construction.
#[derive(Debug, Default)]
struct Splice {
    steps: Vec<(Leg, Place)>,
    /// The paths that contain the next step.
    inside: Vec<String>,
    /// The number of steps and paths so far.
    words: usize,
    /// The outermost paths with a detour, and their steps.
    around: Vec<(usize, Range<usize>)>,
}

/// The steps of a route, and those of its paths that have a detour.
pub(super) type Spliced = (Vec<Leg>, Vec<(usize, Range<usize>)>);

impl Reading<'_> {
    /// Reads a route from a list of steps or a single step; paths are spliced in.
    pub fn route(&mut self, node: &Node) -> Option<RouteId> {
        let (steps, around) = self.steps_in(node)?;
        let route = self.lay_out(steps, node.place);
        for (path, at) in around {
            self.lay_around(route, path, &at);
        }
        Some(route)
    }

    /// Adds a route with these steps.
    pub(super) fn lay_out(&mut self, steps: Vec<Leg>, place: Place) -> RouteId {
        let from_stock = steps.first().is_some_and(|first| self.takes_orders(*first));
        self.draft.routes.push((Route { steps, from_stock, ..Route::default() }, place));
        RouteId::from_index(self.draft.routes.len() - 1)
    }

    /// Returns whether a step takes orders.
    pub(super) fn takes_orders(&self, step: Leg) -> bool {
        matches!(step, Leg::Agent(agent) if self.role_of(agent) == Role::TakesOrders)
    }

    /// Reads the paths that no route contains, so that their problems are reported too.
    pub fn refuse_unsound_paths(&mut self) {
        let names = self.names;
        for (name, reader) in &names.paths {
            let met = self.draft.met.contains(name);
            if let Some(through) = reader.get("through").filter(|_| !met) {
                self.steps_in(&Node::new(through.place, Value::Text(format!("path.{name}"))));
            }
            self.refuse_unsound_reroute(reader, name);
            self.regime(reader);
        }
    }

    pub(super) fn steps_in(&mut self, node: &Node) -> Option<Spliced> {
        let mut splice = Splice::default();
        let sound = self.splice(node, &mut splice);
        if splice.words > MOST_STEPS {
            let cause = format!("with its paths, this route has more than {MOST_STEPS} steps");
            self.report(
                Problem::new(Code::TooLarge, node.place, cause)
                    .help("a path that contains a path twice doubles its steps"),
            );
        }
        let steps = sound.then_some(splice.steps)?;
        if steps.is_empty() {
            let problem = Problem::new(Code::EmptyRoute, node.place, "a route needs at least one step");
            self.report(problem.help("for instance `through = [\"warehouse.NAME\", \"courier.NAME\"]`"));
            return None;
        }
        let mut ordered = true;
        for (position, (leg, place)) in steps.iter().enumerate() {
            let Leg::Agent(agent) = leg else { continue };
            ordered &= self.stands_well(*agent, position == 0, *place);
        }
        ordered.then(|| (steps.into_iter().map(|(leg, _)| leg).collect(), splice.around))
    }

    fn role_of(&self, agent: AgentId) -> Role {
        self.names.agents[agent.index()].0.role
    }

    /// Checks that an agent may be at this position of a route.
    fn stands_well(&mut self, agent: AgentId, first: bool, place: Place) -> bool {
        let (kind, name) = &self.names.agents[agent.index()];
        let problem = match kind.role {
            Role::HoldsShipments => return true,
            Role::TakesOrders if first => return true,
            Role::TakesOrders => {
                let cause = format!("`{kind}.{name}` takes orders, so it must be the first step");
                Problem::new(Code::RouteOrder, place, cause)
                    .help("a warehouse in the middle is filled through its own `source`")
            }
            Role::Aside => {
                Problem::new(Code::WrongKind, place, format!("a {kind} holds no goods, so it cannot be a step"))
                    .help(format!("a step can be a {} or a path", self.steps_there_are().join(", ")))
            }
        };
        self.report(problem);
        false
    }

    /// Returns the kinds that may be steps: first those with stock, then those that take orders, then the others.
    fn steps_there_are(&self) -> Vec<&'static str> {
        let mut kinds: Vec<&Kind> = self.names.kinds.iter().filter(|kind| kind.role != Role::Aside).collect();
        kinds.sort_by_key(|kind| (kind.role != Role::TakesOrders, !kind.does(Duty::Store)));
        kinds.into_iter().map(|kind| kind.name).collect()
    }

    /// Reads a step that is a choice: `{ cheapest = ["courier.a", "courier.b"] }`.
    fn choice_of(&mut self, table: &Table, item: &Node) -> Option<Leg> {
        let (rule, list) = self.one_rule(table, item)?;
        let mut options = Vec::new();
        let mut sound = true;
        for option in list.items() {
            let found = option.as_text().and_then(|word| word.split_once('.'));
            let Some((kind, name)) = found else {
                let cause = format!("an option must be `\"kind.name\"`, not {}", option.shown());
                self.report(Problem::new(Code::WrongType, option.place, cause));
                sound = false;
                continue;
            };
            match self.agent(kind, name) {
                Some(agent) => {
                    sound &= self.stands_well(agent, false, option.place);
                    options.push(agent);
                }
                None => {
                    let problem = self.unknown_step(option.place, kind, name);
                    self.report(problem);
                    sound = false;
                }
            }
        }
        if options.is_empty() && sound {
            self.report(Problem::new(Code::EmptyRoute, item.place, "a choice needs at least one option"));
            return None;
        }
        self.draft.choices.push(Choice { rule, options, around: None });
        sound.then(|| Leg::Choice(u32::try_from(self.draft.choices.len() - 1).unwrap_or(u32::MAX)))
    }

    /// Reads the rule of a choice, as its index in the register, and its options.
    pub fn one_rule<'n>(&mut self, table: &'n Table, item: &Node) -> Option<(RuleId, &'n Node)> {
        let rules = self.names.rules;
        let entries: Vec<_> = table.iter().collect();
        let [(key, list)] = entries[..] else {
            let problem = Problem::new(
                Code::OneChoice,
                item.place,
                "a choice must be a table with one key, the name of its rule",
            );
            self.report(problem.help(format!("for instance `{{ cheapest = [...] }}`; rules: {}", rules.join(", "))));
            return None;
        };
        let rule = rules.iter().position(|known| *known == key.name);
        if rule.is_none() {
            let problem = Problem::new(Code::UnknownPolicy, key.place, format!("`{}` is not a routing rule", key.name));
            self.report(problem.suggest(&key.name, rules.iter().copied()));
        }
        Some((RuleId::from_index(rule?), list))
    }

    fn splice(&mut self, node: &Node, splice: &mut Splice) -> bool {
        let mut sound = true;
        for item in node.items() {
            splice.words += 1;
            if splice.words > MOST_STEPS {
                return false;
            }
            if let Some(table) = item.as_table() {
                match self.choice_of(table, item) {
                    Some(leg) => splice.steps.push((leg, item.place)),
                    None => sound = false,
                }
                continue;
            }
            let Some(word) = item.as_text() else {
                let cause = format!("a step must be `\"kind.name\"`, not {}", item.type_name());
                self.report(Problem::new(Code::WrongType, item.place, cause));
                sound = false;
                continue;
            };
            match word.split_once('.') {
                Some(("path", name)) => sound &= self.splice_path(item, name, splice),
                Some((kind, name)) => match self.agent(kind, name) {
                    Some(agent) => splice.steps.push((Leg::Agent(agent), item.place)),
                    None => {
                        let problem = self.unknown_step(item.place, kind, name);
                        self.report(problem);
                        sound = false;
                    }
                },
                None => {
                    let bearers =
                        self.names.agents.iter().filter(|(_, n)| n == word).map(|(k, n)| format!("`{k}.{n}`"));
                    let bearers: Vec<String> = bearers.collect();
                    let mut problem = Problem::new(
                        Code::UnknownName,
                        item.place,
                        format!("a step needs its kind; `{word}` has none"),
                    );
                    if !bearers.is_empty() {
                        problem = problem.help(format!("did you mean {}?", bearers.join(" or ")));
                    }
                    self.report(problem);
                    sound = false;
                }
            }
        }
        sound
    }

    fn splice_path(&mut self, item: &Node, name: &str, splice: &mut Splice) -> bool {
        if splice.inside.iter().any(|outer| outer == name) {
            let problem = Problem::new(Code::PathLoop, item.place, format!("`path.{name}` contains itself"));
            self.report(problem.help("a path may contain other paths, but not one that contains it"));
            return false;
        }
        let Some(position) = self.lookup.path(name) else {
            let known = self.names.paths.iter().map(|(known, _)| known.as_str());
            let problem = Problem::new(Code::UnknownName, item.place, format!("there is no path `{name}`"));
            let problem = problem.help(format!("add `[path.{name}]`"));
            self.report(problem.suggest(name, known));
            return false;
        };
        self.draft.met.insert(name.to_owned());
        let (_, path) = &self.names.paths[position];
        let Some(through) = path.get("through") else { return false };
        let start = splice.steps.len();
        splice.inside.push(name.to_owned());
        let sound = self.splice(through, splice);
        splice.inside.pop();
        if path.get("reroute").is_some() {
            // An outer path comes before the paths within it.
            splice.around.retain(|(_, at)| at.start < start);
            splice.around.push((position, start..splice.steps.len()));
        }
        sound
    }

    pub(super) fn unknown_step(&self, place: Place, kind: &str, name: &str) -> Problem {
        let agents = &self.names.agents;
        let cause = format!("there is no `{kind}.{name}`");
        let alike: Vec<&str> = agents.iter().filter(|(k, _)| k.name == kind).map(|(_, n)| n.as_str()).collect();
        if alike.is_empty() {
            let all: Vec<String> = agents.iter().map(|(k, n)| format!("{k}.{n}")).collect();
            return Problem::new(Code::UnknownName, place, cause)
                .suggest(&format!("{kind}.{name}"), all.iter().map(String::as_str));
        }
        match nearest(name, alike.iter().copied()) {
            Some(near) => Problem::new(Code::UnknownName, place, cause).help(format!("did you mean `{kind}.{near}`?")),
            None => Problem::new(Code::UnknownName, place, cause).suggest(name, alike),
        }
    }

    /// Returns the route of a path by its name; equal names share one route.
    pub fn path(&mut self, node: &Node) -> Option<RouteId> {
        let name = node.as_text().map(|name| name.strip_prefix("path.").unwrap_or(name));
        let Some(name) = name else {
            self.report(Problem::new(
                Code::WrongType,
                node.place,
                format!("expected the name of a path, not {}", node.type_name()),
            ));
            return None;
        };
        if let Some(known) = self.draft.path_routes.get(name) {
            return *known;
        }
        let step = Value::Text(format!("path.{name}"));
        let route = self.route(&Node::new(node.place, step));
        if let Some(at) = self.lookup.path(name) {
            let names = self.names;
            let (_, reader) = &names.paths[at];
            let (promise, patience, regime) = (self.promise(reader), self.patience(reader), self.regime(reader));
            self.draft.promises |= promise.any();
            if let (Some(route), Some(_)) = (route, regime) {
                self.refuse_taxed_twice(route, name, reader);
            }
            if let Some(route) = route {
                for other in self.detours(route) {
                    self.draft.routes[other.index()].0.regime = regime;
                }
                let (route, _) = &mut self.draft.routes[route.index()];
                (route.promise, route.patience, route.regime) = (promise, patience, regime);
                route.path = Some(name.to_owned());
            }
        }
        self.draft.path_routes.insert(name.to_owned(), route);
        route
    }

    /// Reads the customs regime of a path.
    fn regime(&mut self, reader: &Reader<'_>) -> Option<Regime> {
        let node = reader.get("regime")?;
        let found = node.as_text().and_then(Regime::parse);
        if found.is_none() {
            let problem = Problem::new(Code::UnknownRegime, node.place, format!("there is no regime {}", node.shown()));
            self.report(problem.suggest(node.as_text().unwrap_or(""), Regime::NAMES.iter().map(|(name, _)| *name)));
        }
        found
    }

    /// Returns the steps of a route.
    #[must_use]
    pub fn steps(&self, route: RouteId) -> Route {
        self.draft.routes[route.index()].0.clone()
    }

    /// Returns whether a route begins without stock, or at a warehouse that stocks a product.
    #[must_use]
    pub fn stocks(&self, route: RouteId, product: ProductId) -> bool {
        let Some(first) = self.draft.routes[route.index()].0.first() else { return true };
        !self.names.agents[first.index()].0.does(Duty::Store) || self.stock_point_of(first, product).is_some()
    }
}
