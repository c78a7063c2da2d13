//! Availability: the share of the window in which nothing was paused at an agent that shocks can strike.

use super::Measure;
use super::kpi;
use super::sheet::{Sheet, ratio};
use crate::chain::{Books, Fact, Level, Mark, Network, Window};
use crate::units::{AgentId, Id, SimTime};

/// The time each of these agents was paused.
#[derive(Debug, Default)]
pub(super) struct Availability {
    /// The agents, in ascending order.
    struck: Vec<AgentId>,
    closed: Vec<Level>,
    /// Microseconds paused at the start of the window, then over it.
    paused: Vec<i128>,
}

impl Measure for Availability {
    fn reset(&mut self, network: &Network, _window: &Window) {
        self.struck.clear();
        self.struck.extend(network.strikes.iter().flat_map(|strike| &strike.agents));
        self.struck.sort_unstable();
        self.struck.dedup();
        self.closed.clear();
        self.closed.resize(self.struck.len(), Level::default());
        self.paused.clear();
        self.paused.resize(self.struck.len(), 0);
    }

    fn join(&mut self, other: &Self) {
        self.closed.clone_from(&other.closed);
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, _books: &Books) {
        let (agent, change) = match fact {
            Fact::Closed(agent) => (agent, 1),
            Fact::Opened(agent) => (agent, -1),
            _ => return,
        };
        if let Ok(place) = self.struck.binary_search(&agent) {
            self.closed[place].add(now, change);
        }
    }

    fn mark(&mut self, now: SimTime, _mark: Mark, _books: &Books) {
        for (paused, closed) in self.paused.iter_mut().zip(&self.closed) {
            *paused = closed.area(now) - *paused;
        }
    }

    fn report(&self, network: &Network, window: &Window, sheet: &mut Sheet) {
        let length = i128::from(window.length().micros());
        let closed = |place: usize| self.paused[place];
        for (place, agent) in self.struck.iter().enumerate() {
            let name = &network.agents[agent.index()];
            sheet.entry(name.kind.name, &name.name, &kpi::AVAILABILITY, ratio(length - closed(place), length));
        }
        for group in &network.groups.markets {
            let struck = group.members.iter().filter_map(|member| self.struck.binary_search(member).ok());
            let (count, shut) = struck.fold((0, 0), |(count, shut), place| (count + 1, shut + closed(place)));
            if count > 0 {
                let open = ratio(count * length - shut, count * length);
                sheet.entry("market_group", &group.name, &kpi::AVAILABILITY, open);
            }
        }
    }
}
