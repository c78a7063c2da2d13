//! The places of a route: each step begins where the previous one ends. Which keys give a step's places depends on its
//! kind; a step without places can be anywhere.

use super::{Filling, Reading};
use crate::chain::{Leg, Route, Stands};
use crate::text::{Code, Problem};
use crate::units::{AgentId, Id, PlaceId};

/// The places where an entry receives goods and passes them on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ends {
    /// Where it receives goods.
    pub begins: Option<PlaceId>,
    /// Where it passes them on.
    pub ends: Option<PlaceId>,
}

impl Reading<'_> {
    /// Reports routes in which a step begins elsewhere than the previous one ends, and sources that end elsewhere than
    /// the warehouse they fill. Must be called once everything has been read.
    pub fn refuse_steps_apart(&mut self) {
        if self.names.places.is_empty() {
            return;
        }
        let all: Vec<Ends> = (0..self.names.agents.len()).map(|index| self.ends(AgentId::from_index(index))).collect();
        let mut ends = Vec::with_capacity(self.draft.routes.len());
        let mut gaps = Vec::new();
        for (route, place) in &self.draft.routes {
            let (end, gap) = self.follow(route, &all);
            gaps.extend(gap.map(|gap| (*place, gap)));
            ends.push(end);
        }
        for Filling { stock_point, route, place, .. } in &self.draft.fillings {
            let warehouse = self.names.stock_points[stock_point.index()].warehouse;
            for route in std::iter::once(*route).chain(self.detours(*route)) {
                if let (Some((last, end)), Some(at)) = (ends[route.index()], all[warehouse.index()].begins)
                    && end != at
                {
                    gaps.push((*place, self.gap(last, end, warehouse, at)));
                }
            }
        }
        for (back, place) in &self.draft.return_routes {
            // A return route begins at its courier's place, and may have no steps before the warehouse.
            let at = all[back.courier.index()].begins.map(|at| (back.courier, at));
            let (end, gap) = self.follow_from(at, &self.draft.routes[back.route.index()].0, &all);
            if let Some(gap) = gap {
                gaps.push((*place, gap));
            } else if let (Some((last, end)), Some(at)) = (end, all[back.warehouse.index()].begins)
                && end != at
            {
                gaps.push((*place, self.gap(last, end, back.warehouse, at)));
            }
        }
        for (place, cause) in gaps {
            self.apart(place, cause);
        }
    }

    /// Returns the last step of a route and where it ends, if known, and the first gap in the route.
    fn follow(&self, route: &Route, all: &[Ends]) -> (Option<(AgentId, PlaceId)>, Option<String>) {
        self.follow_from(None, route, all)
    }

    /// Does the same for a route that begins where an agent ends.
    fn follow_from(
        &self,
        mut here: Option<(AgentId, PlaceId)>,
        route: &Route,
        all: &[Ends],
    ) -> (Option<(AgentId, PlaceId)>, Option<String>) {
        for step in &route.steps {
            let options = match step {
                Leg::Agent(agent) => vec![*agent],
                Leg::Choice(choice) => self.draft.choices[*choice as usize].options.clone(),
                Leg::End => continue,
            };
            for agent in &options {
                if let (Some((last, end)), Some(begin)) = (here, all[agent.index()].begins)
                    && end != begin
                {
                    return (None, Some(self.gap(last, end, *agent, begin)));
                }
            }
            here = match options[..] {
                [only] => all[only.index()].ends.map(|end| (only, end)),
                _ => None,
            };
        }
        (here, None)
    }

    /// Returns where an agent receives goods and passes them on, as far as its table says.
    #[must_use]
    pub fn ends(&self, agent: AgentId) -> Ends {
        let reader = self.agent_reader(agent);
        let place = |key| {
            let name = reader.takes(key).then(|| reader.get(key))??.as_text()?;
            let bare = name.strip_prefix("place.").unwrap_or(name);
            self.names.places.iter().position(|(known, _)| known == bare).map(PlaceId::from_index)
        };
        match self.names.agents[agent.index()].0.stands {
            Stands::Between => Ends { begins: place("from"), ends: place("to") },
            Stands::ToTheDoor => Ends { begins: place("at"), ends: None },
            Stands::At => Ends { begins: place("at"), ends: place("at") },
        }
    }

    fn gap(&self, last: AgentId, end: PlaceId, next: AgentId, begin: PlaceId) -> String {
        let name = |agent: AgentId| {
            let (kind, name) = &self.names.agents[agent.index()];
            format!("`{kind}.{name}`")
        };
        let place = |place: PlaceId| &self.names.places[place.index()].0;
        format!("{} ends at `{}`, but {} begins at `{}`", name(last), place(end), name(next), place(begin))
    }

    fn apart(&mut self, place: crate::text::Place, cause: String) {
        let problem = Problem::new(Code::StepsApart, place, cause);
        self.report(problem.help("add a lane between the two places, or correct `from`, `to` or `at`"));
    }
}
