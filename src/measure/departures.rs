//! Departures: how many there are in the window and how much is on board.

use super::Measure;
use super::kpi;
use super::sheet::{Sheet, ratio};
use crate::chain::{Books, Fact, Network, Window};
use crate::units::{Id, SimTime, Span};

/// Departures and shipments on board, by lane.
#[derive(Debug, Default)]
pub(super) struct Departures {
    lanes: Vec<(i128, i128)>,
    window: Window,
}

impl Measure for Departures {
    fn reset(&mut self, network: &Network) {
        self.window = network.window;
        self.lanes.clear();
        self.lanes.resize(network.agents.len(), (0, 0));
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, _books: &Books) {
        if let Fact::Departed { lane, load } = fact
            && self.window.covers(now)
        {
            let (departures, loads) = &mut self.lanes[lane.index()];
            *departures += 1;
            *loads += i128::from(load);
        }
    }

    fn report(&self, network: &Network, sheet: &mut Sheet) {
        let length = i128::from(network.window.length().micros());
        for terms in &network.sites {
            let agent = terms.agent;
            let name = network.agent(agent);
            if name.kind == "lane" {
                let (departures, loads) = self.lanes[agent.index()];
                sheet.entry("lane", &name.name, &kpi::LOAD_MEAN, ratio(loads, departures));
                let per_day = ratio(departures * i128::from(Span::DAY.micros()), length);
                sheet.entry("lane", &name.name, &kpi::DEPARTURES_PER_DAY, per_day);
            }
        }
    }
}
