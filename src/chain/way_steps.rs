//! Ways as a scenario writes them: steps in order, with the paths among them spliced in, checked to be one that goods can
//! travel.

use super::{Resolver, Role, Way};
use crate::text::{Code, Node, Place, Problem, Value, nearest};
use crate::units::{AgentId, Id, ProductId, Span, WayId};

/// Steps and paths that one way may be written with; paths of paths double quickly.
const MOST_STEPS: usize = 1000;

/// Products that a problem names one by one.
const MOST_LISTED: usize = 5;

/// A way being put together.
#[derive(Debug, Default)]
struct Splice {
    steps: Vec<(AgentId, Place)>,
    /// The paths that the next step stands in.
    inside: Vec<String>,
    /// Steps and paths met so far.
    words: usize,
}

impl Resolver<'_> {
    fn role(&self, kind: &str) -> Role {
        self.names.roles.iter().find(|(known, _)| *known == kind).map_or(Role::Aside, |(_, role)| *role)
    }

    /// The way that a list of steps, or one step, describes; paths are spliced in.
    pub fn way(&self, node: &Node) -> Option<WayId> {
        let mut splice = Splice::default();
        let sound = self.splice(node, &mut splice);
        if splice.words > MOST_STEPS {
            let cause = format!("with its paths, this way has more than {MOST_STEPS} steps");
            self.report(
                Problem::new(Code::TooLarge, node.place, cause).help("a path that names a path twice doubles it"),
            );
        }
        let steps = sound.then_some(splice.steps)?;
        if steps.is_empty() {
            let problem = Problem::new(Code::EmptyWay, node.place, "a way needs at least one step");
            self.report(problem.help("for instance `through = [\"warehouse.NAME\", \"courier.NAME\"]`"));
            return None;
        }
        let mut ordered = true;
        for (position, (agent, place)) in steps.iter().enumerate() {
            let (kind, name) = &self.names.agents[agent.index()];
            let problem = match self.role(kind) {
                Role::HoldsShipments => continue,
                Role::TakesOrders if position == 0 => continue,
                Role::TakesOrders => {
                    let cause = format!("`{kind}.{name}` takes orders and must be the first step");
                    Problem::new(Code::WayOrder, *place, cause)
                        .help("a warehouse in the middle is reached through its own `source`")
                }
                Role::Aside => {
                    Problem::new(Code::WrongKind, *place, format!("a {kind} holds no goods and cannot be a step"))
                        .help("steps are warehouse, supplier, lane, customs, courier, or a path")
                }
            };
            ordered = false;
            self.report(problem);
        }
        if !ordered {
            return None;
        }
        let from_stock = self.role(self.names.agents[steps[0].0.index()].0) == Role::TakesOrders;
        let mut ways = self.ways.borrow_mut();
        ways.push((Way { steps: steps.into_iter().map(|(agent, _)| agent).collect(), from_stock }, node.place));
        Some(WayId::from_index(ways.len() - 1))
    }

    fn splice(&self, node: &Node, splice: &mut Splice) -> bool {
        let mut sound = true;
        for item in node.items() {
            splice.words += 1;
            if splice.words > MOST_STEPS {
                return false;
            }
            let Some(word) = item.as_text() else {
                let cause = format!("a step is `\"kind.name\"`, not {}", item.type_name());
                self.report(Problem::new(Code::WrongType, item.place, cause));
                sound = false;
                continue;
            };
            match word.split_once('.') {
                Some(("path", name)) => sound &= self.splice_path(item, name, splice),
                Some((kind, name)) => match self.agent(kind, name) {
                    Some(agent) => splice.steps.push((agent, item.place)),
                    None => {
                        self.report(self.unknown_step(item.place, kind, name));
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
                        format!("a step names its kind; `{word}` does not"),
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

    fn splice_path(&self, item: &Node, name: &str, splice: &mut Splice) -> bool {
        if splice.inside.iter().any(|outer| outer == name) {
            let problem = Problem::new(Code::PathLoop, item.place, format!("`path.{name}` leads into itself"));
            self.report(problem.help("a path may hold other paths, but not one that it is part of"));
            return false;
        }
        let Some((_, path)) = self.lookup.path(name).map(|position| &self.names.paths[position]) else {
            let known = self.names.paths.iter().map(|(known, _)| known.as_str());
            let problem = Problem::new(Code::UnknownName, item.place, format!("there is no path `{name}`"));
            let problem = problem.help(format!("add `[path.{name}]`"));
            self.report(problem.suggest(name, known));
            return false;
        };
        let Some(through) = path.get("through") else { return false };
        splice.inside.push(name.to_owned());
        let sound = self.splice(through, splice);
        splice.inside.pop();
        sound
    }

    fn unknown_step(&self, place: Place, kind: &str, name: &str) -> Problem {
        let agents = &self.names.agents;
        let cause = format!("there is no `{kind}.{name}`");
        let alike: Vec<&str> = agents.iter().filter(|(k, _)| *k == kind).map(|(_, n)| n.as_str()).collect();
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

    /// The way of a path by its bare name.
    pub fn path(&self, node: &Node) -> Option<WayId> {
        let name = node.as_text().map(|name| name.strip_prefix("path.").unwrap_or(name));
        let Some(name) = name else {
            self.report(Problem::new(
                Code::WrongType,
                node.place,
                format!("the name of a path, not {}", node.type_name()),
            ));
            return None;
        };
        let step = Value::Text(format!("path.{name}"));
        self.way(&Node::new(node.place, step))
    }

    /// The promise that a path makes.
    pub fn promise(&self, path: &Node) -> Option<Span> {
        let name = path.as_text()?;
        let name = name.strip_prefix("path.").unwrap_or(name);
        let (_, reader) = &self.names.paths[self.lookup.path(name)?];
        let promise = self.time(reader, "promise");
        self.promises.set(self.promises.get() || promise.is_some());
        promise
    }

    /// The steps of a way.
    #[must_use]
    pub fn steps(&self, way: WayId) -> Way {
        self.ways.borrow()[way.index()].0.clone()
    }

    /// Whether whoever stands at the beginning of a way serves a product; a problem if a warehouse there has no row for it.
    pub fn serves(&self, way: WayId, product: ProductId) -> bool {
        let (first, place) = {
            let (way, place) = &self.ways.borrow()[way.index()];
            (way.steps[0], *place)
        };
        if self.names.agents[first.index()].0 != "warehouse" {
            return true;
        }
        let found = self.cell_of(first, product).is_some();
        if !found {
            self.missing.borrow_mut().entry((place, first)).or_default().insert(product);
        }
        found
    }

    /// Refuses the ways that ask a warehouse for what it has no row for: one problem a way and warehouse, however many
    /// products that are.
    pub fn refuse_missing_stock(&self) {
        for ((place, warehouse), products) in self.missing.take() {
            let name = &self.names.agents[warehouse.index()].1;
            let products: Vec<&str> = products.iter().map(|id| self.names.products[id.index()].name.as_str()).collect();
            let mut listed: Vec<String> = products.iter().take(MOST_LISTED).map(|name| format!("`{name}`")).collect();
            if products.len() > MOST_LISTED {
                listed.push(format!("{} more", products.len() - MOST_LISTED));
            }
            let last = listed.pop().unwrap_or_default();
            let list = if listed.is_empty() { last } else { format!("{} and {last}", listed.join(", ")) };
            let help = match products[..] {
                [product] => format!("add a row `[stock.{name}.{product}]`, or take the product out of the mix"),
                _ => format!("add rows such as `[stock.{name}.{}]`, or take the products out of the mix", products[0]),
            };
            let problem = Problem::new(Code::NoStock, place, format!("`warehouse.{name}` holds no {list}"));
            self.report(problem.help(help));
        }
    }
}
