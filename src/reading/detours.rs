//! Routes around closed legs. A path may name another path that its goods take if the next leg is closed. Both routes
//! are built when the scenario is read, so a reroute in a run only changes a shipment's route and step.

use super::Reading;
use crate::chain::{Detour, Duty, Leg};
use crate::text::{Code, KeySpec, Node, Problem, Reader, Shape, Value};
use crate::units::{AgentId, Id, PlaceId, RouteId};
use std::ops::Range;

/// The keys of `reroute`.
pub(super) const REROUTE: &[KeySpec] =
    &[KeySpec::new("closed", Shape::Name("path"), "The path that goods take if the next leg is closed.").required()];

/// A path within a route, and the path that replaces it.
#[derive(Clone, Debug)]
struct Around<'a> {
    /// The steps of the path, and the steps that replace them.
    path: &'a [Leg],
    other: &'a [Leg],
}

impl Reading<'_> {
    /// Returns the detour that a path names, if any: the node that names it and the index of its path.
    fn path_around(&mut self, reader: &Reader<'_>, name: &str) -> Option<(Node, usize)> {
        let inner = self.child(reader, "reroute")?;
        let node = self.require(&inner, "closed", "\"path.NAME\"");
        self.finish(&inner);
        let node = node?;
        let word = node.as_text().unwrap_or_default();
        let other = word.strip_prefix("path.").unwrap_or(word);
        let Some(position) = self.lookup.path(other) else {
            let known = self.names.paths.iter().map(|(known, _)| known.as_str());
            let problem = Problem::new(Code::UnknownName, node.place, format!("there is no path `{other}`"));
            self.report(problem.suggest(other, known));
            return None;
        };
        if other == name {
            let cause = format!("`path.{name}` cannot be its own detour");
            let problem = Problem::new(Code::PathLoop, node.place, cause);
            self.report(problem.help("name a different path"));
            return None;
        }
        Some((Node::new(node.place, Value::Text(format!("path.{other}"))), position))
    }

    /// Checks the detour of a path, even if no route uses the path.
    pub(super) fn refuse_unsound_reroute(&mut self, reader: &Reader<'_>, name: &str) {
        if let Some((node, _)) = self.path_around(reader, name) {
            self.steps_in(&node);
        }
    }

    /// Builds the route around one path of a route; `at` are the path's steps within the route.
    pub(super) fn lay_around(&mut self, route: RouteId, path: usize, at: &Range<usize>) {
        let names = self.names;
        let (name, reader) = &names.paths[path];
        let Some((node, position)) = self.path_around(reader, name) else { return };
        let Some((other, _)) = self.steps_in(&node) else { return };
        let steps = self.draft.routes[route.index()].0.steps.clone();
        let around = Around { path: &steps[at.clone()], other: &other };
        if !self.is_alike((name, reader), position, &around, &node) {
            return;
        }
        let joins: Vec<(usize, usize)> = at
            .clone()
            .filter(|step| *step > 0 || !self.takes_orders(steps[0]))
            .filter_map(|step| Some((step, self.joins(&around, step - at.start)? + at.start)))
            .collect();
        if joins.is_empty() {
            let cause = format!("goods on `path.{name}` can never change to `{}`", node.as_text().unwrap_or_default());
            let problem = Problem::new(Code::StepsApart, node.place, cause);
            self.report(problem.help(
                "both paths must begin with the same steps or share a place, and pass the same number of customs offices",
            ));
            return;
        }
        let whole = [&steps[..at.start], &other, &steps[at.end..]].concat();
        let to = self.lay_out(whole, node.place);
        self.draft.routes[to.index()].0.around = Some(names.paths[position].0.clone());
        let all = joins.into_iter().map(|(step, joins)| Detour { from: route, step, to, joins });
        self.draft.detours.extend(all);
    }

    /// Checks that a path and its detour end alike and have the same regime.
    fn is_alike(
        &mut self,
        (name, reader): (&String, &Reader<'_>),
        position: usize,
        around: &Around<'_>,
        node: &Node,
    ) -> bool {
        let names = self.names;
        let other = &names.paths[position];
        let regime = |reader: &Reader<'_>| reader.get("regime").and_then(Node::as_text).map(str::to_owned);
        let at_the_door = |steps: &[Leg]| steps.last().is_some_and(|step| self.all_do(*step, Duty::Deliver));
        let cause = if regime(reader) != regime(&other.1) {
            "has a different regime"
        } else if at_the_door(around.path) != at_the_door(around.other) {
            "ends with a different kind of step"
        } else {
            return true;
        };
        let cause = format!("`path.{}` {cause} from `path.{name}`, which names it as its detour", other.0);
        let problem = Problem::new(Code::WrongKind, node.place, cause);
        self.report(problem.help("a detour must have the same regime and end with the same kind of step"));
        false
    }

    /// Returns the step of the detour at which goods join it if they have not begun `step` of the path.
    fn joins(&self, around: &Around<'_>, step: usize) -> Option<usize> {
        let (path, other) = (around.path, around.other);
        let joins = if step < other.len() && path[..step] == other[..step] {
            step
        } else {
            let here = self.begins_at(path[step])?;
            (0..other.len()).find(|at| !self.takes_orders(other[*at]) && self.begins_at(other[*at]) == Some(here))?
        };
        let customs = |steps: &[Leg]| steps.iter().filter(|step| self.any_does(**step, Duty::Clear)).count();
        // Goods are declared exactly as often as without the detour.
        (customs(&path[..step]) + customs(&other[joins..]) == customs(path)).then_some(joins)
    }

    /// Returns the agents that may take a step.
    pub(super) fn options(&self, step: Leg) -> Vec<AgentId> {
        match step {
            Leg::Agent(agent) => vec![agent],
            Leg::Choice(choice) => self.draft.choices[choice as usize].options.clone(),
            Leg::End => Vec::new(),
        }
    }

    fn all_do(&self, step: Leg, duty: Duty) -> bool {
        self.options(step).iter().all(|agent| self.names.agents[agent.index()].0.does(duty))
    }

    fn any_does(&self, step: Leg, duty: Duty) -> bool {
        self.options(step).iter().any(|agent| self.names.agents[agent.index()].0.does(duty))
    }

    /// Returns the place where a step begins, if all its agents begin there.
    fn begins_at(&self, step: Leg) -> Option<PlaceId> {
        let options = self.options(step);
        let place = self.ends(*options.first()?).begins?;
        options.iter().all(|agent| self.ends(*agent).begins == Some(place)).then_some(place)
    }

    /// Returns the routes to which goods on a route may change.
    #[must_use]
    pub fn detours(&self, route: RouteId) -> Vec<RouteId> {
        let all = &self.draft.detours;
        let mut found: Vec<RouteId> =
            all.iter().filter(|around| around.from == route).map(|around| around.to).collect();
        found.dedup();
        found
    }
}
