//! Where a way leads: a step begins at the place where the one before it ends. A lane says `from` and `to`, everyone else
//! `at`; whoever says nothing may be anywhere.

use super::{Hop, Resolver, Way};
use crate::text::{Code, Problem};
use crate::units::{AgentId, Id};

/// Where an entry takes goods over and where it leaves them, by place.
#[derive(Clone, Copy, Default)]
struct Ends {
    begins: Option<usize>,
    ends: Option<usize>,
}

impl Resolver<'_> {
    /// Refuses ways with a step that begins elsewhere than the one before it ends, and sources that end elsewhere than the
    /// warehouse they fill. Asked when everyone has been read.
    pub fn refuse_steps_apart(&self) {
        if self.names.places.is_empty() {
            return;
        }
        let all: Vec<Ends> = (0..self.names.agents.len()).map(|index| self.ends(AgentId::from_index(index))).collect();
        let ways = self.ways.borrow();
        let mut ends = Vec::with_capacity(ways.len());
        for (way, place) in ways.iter() {
            let (end, cause) = self.follow(way, &all);
            if let Some(cause) = cause {
                self.apart(*place, cause);
            }
            ends.push(end);
        }
        for (cell, way, place) in self.sources() {
            let warehouse = self.names.cells[cell.index()].0.warehouse;
            if let (Some((last, end)), Some(at)) = (ends[way.index()], all[warehouse.index()].begins)
                && end != at
            {
                self.apart(place, self.gap(last, end, warehouse, at));
            }
        }
    }

    /// Who ends a way and where, as far as that is known, and the first gap in it.
    fn follow(&self, way: &Way, all: &[Ends]) -> (Option<(AgentId, usize)>, Option<String>) {
        let mut here: Option<(AgentId, usize)> = None;
        for step in &way.steps {
            let options = match step {
                Hop::Agent(agent) => vec![*agent],
                Hop::Choice(choice) => self.choices.borrow()[*choice as usize].options.clone(),
                Hop::End => continue,
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

    fn ends(&self, agent: AgentId) -> Ends {
        let reader = self.agent_reader(agent);
        let place = |key| {
            let name = reader.takes(key).then(|| reader.get(key))??.as_text()?;
            let bare = name.strip_prefix("place.").unwrap_or(name);
            self.names.places.iter().position(|(known, _)| known == bare)
        };
        match self.names.agents[agent.index()].0 {
            "lane" => Ends { begins: place("from"), ends: place("to") },
            "courier" => Ends { begins: place("at"), ends: None },
            _ => Ends { begins: place("at"), ends: place("at") },
        }
    }

    fn gap(&self, last: AgentId, end: usize, next: AgentId, begin: usize) -> String {
        let name = |agent: AgentId| {
            let (kind, name) = &self.names.agents[agent.index()];
            format!("`{kind}.{name}`")
        };
        let place = |place: usize| &self.names.places[place].0;
        format!("{} ends at `{}`, but {} begins at `{}`", name(last), place(end), name(next), place(begin))
    }

    fn apart(&self, place: crate::text::Place, cause: String) {
        let problem = Problem::new(Code::StepsApart, place, cause);
        self.report(problem.help("put a lane between the two places, or correct `from`, `to` or `at`"));
    }
}
