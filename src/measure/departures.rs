//! Departures: how many there are in the window, how many are cancelled, and how many shipments are on board.

use super::Measure;
use super::kpi;
use super::sheet::{Sheet, ratio};
use crate::chain::{Books, Duty, Fact, Network, Window};
use crate::units::{Id, SimTime, Span};

/// Departures by lane.
#[derive(Debug, Default)]
pub(super) struct Departures {
    lanes: Vec<Counts>,
    window: Window,
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    departures: i128,
    cancelled: i128,
    /// Shipments on board, summed over all departures.
    loads: i128,
}

impl Measure for Departures {
    fn reset(&mut self, network: &Network, window: &Window) {
        self.window.clone_from(window);
        self.lanes.clear();
        self.lanes.resize(network.agents.len(), Counts::default());
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, _books: &Books) {
        match fact {
            Fact::Departed { lane, load } if self.window.covers(now) => {
                let counts = &mut self.lanes[lane.index()];
                counts.departures += 1;
                counts.loads += i128::from(load);
            }
            Fact::Cancelled { lane } if self.window.covers(now) => self.lanes[lane.index()].cancelled += 1,
            _ => {}
        }
    }

    fn report(&self, network: &Network, window: &Window, sheet: &mut Sheet) {
        let length = i128::from(window.length().micros());
        for terms in &network.sites {
            let agent = terms.agent;
            let name = network.agent(agent);
            if name.kind.does(Duty::Carry) {
                let Counts { departures, cancelled, loads } = self.lanes[agent.index()];
                sheet.entry(name.kind.name, &name.name, &kpi::LOAD_MEAN, ratio(loads, departures));
                let due = departures + cancelled;
                sheet.entry(name.kind.name, &name.name, &kpi::CANCELLED_SHARE, ratio(cancelled, due));
                let per_day = ratio(departures * i128::from(Span::DAY.micros()), length);
                sheet.entry(name.kind.name, &name.name, &kpi::DEPARTURES_PER_DAY, per_day);
            }
        }
    }
}
