//! One run: agents, books and agenda, and the loop that takes event after event until the window is over and the orders
//! that count are done.

use super::{AnyAgent, Core, Ctx};
use crate::chain::{Books, Instant, Mark, Network, Probe, audit::Discrepancy};
use crate::engine::Moment;
use crate::units::{AgentId, Id, Money, SimTime};
use std::sync::Arc;

/// A world in the middle of a run.
#[derive(Debug, Default)]
pub struct World<P> {
    agents: Vec<AnyAgent>,
    core: Core<P>,
    charged: Vec<(Money, Money)>,
    ended: SimTime,
}

impl<P: Probe> World<P> {
    /// Makes the world new for a replication; memory is kept, content is not.
    pub fn reset(&mut self, network: &Arc<Network>, agents: &[AnyAgent], seed: u64, replication: u64, recount: bool) {
        let core = &mut self.core;
        core.network = Arc::clone(network);
        core.streams.open(&network.streams, seed, replication);
        core.books.reset(network, recount);
        core.agenda.clear();
        core.post.clear();
        core.unchecked.clear();
        core.is_unchecked.clear();
        core.is_unchecked.resize(network.cells.len(), false);
        self.charged.clear();
        self.ended = SimTime::ZERO;
        self.agents.clear();
        self.agents.extend_from_slice(agents);
    }

    /// The probes, and the books as they stand.
    pub fn probes_and_books(&mut self) -> (&mut P, &Books) {
        (&mut self.core.probes, &self.core.books)
    }

    /// The probes.
    pub fn probes(&mut self) -> &mut P {
        &mut self.core.probes
    }

    /// Everything agents share.
    #[must_use]
    pub fn core(&self) -> &Core<P> {
        &self.core
    }

    /// When the run ended.
    #[must_use]
    pub fn ended(&self) -> SimTime {
        self.ended
    }

    /// How many events were taken.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.core.agenda.popped()
    }

    /// Runs to the end. With `AUDIT`, the books are recounted after every event.
    ///
    /// # Errors
    /// With `AUDIT`, the first thing that does not agree.
    pub fn run<const AUDIT: bool>(&mut self) -> Result<(), Discrepancy> {
        let window = self.core.network.window;
        let (end, last) = (window.end(), window.end() + window.drain);
        let checks = self.core.network.phase(Instant::Checks);
        for index in 0..self.agents.len() {
            let me = AgentId::from_index(index);
            self.agents[index].start(&mut Ctx { core: &mut self.core, now: SimTime::ZERO, me });
            self.deliver_post(SimTime::ZERO);
        }
        let mut now = SimTime::ZERO;
        let mut ahead = Some(Mark::WarmUp);
        let mut stop = window.warm_up;
        loop {
            let next = self.core.agenda.next();
            if !self.core.unchecked.is_empty() && next.is_none_or(|next| next > Moment { time: now, phase: checks }) {
                self.check_stock(now);
            } else {
                let time = next.map_or(SimTime::NEVER, |next| next.time);
                if time >= stop {
                    match ahead {
                        Some(Mark::WarmUp) => {
                            self.mark(window.warm_up, Mark::WarmUp);
                            (ahead, stop) = (Some(Mark::Horizon), end);
                            continue;
                        }
                        Some(Mark::Horizon) => {
                            self.mark(window.horizon, Mark::Horizon);
                            (ahead, stop) = (None, SimTime::ZERO);
                            continue;
                        }
                        None if time >= last || self.core.books.orders.measured_open() == 0 => return Ok(()),
                        None => {}
                    }
                }
                let Some((moment, timed)) = self.core.agenda.pop() else { return Ok(()) };
                now = moment.time;
                self.ended = now;
                let agent = &mut self.agents[timed.agent.index()];
                agent.on_timer(timed.timer, &mut Ctx { core: &mut self.core, now, me: timed.agent });
                self.deliver_post(now);
            }
            if AUDIT {
                self.core.books.audit(&self.core.network)?;
            }
        }
    }

    fn mark(&mut self, now: SimTime, mark: Mark) {
        let core = &mut self.core;
        core.books.charge_time(&core.network, now, &mut self.charged);
        core.probes.mark(now, mark, &core.books);
    }

    #[inline]
    fn deliver_post(&mut self, now: SimTime) {
        while let Some((to, message)) = self.core.post.pop_front() {
            self.agents[to.index()].on_message(message, &mut Ctx { core: &mut self.core, now, me: to });
        }
    }

    #[inline]
    fn check_stock(&mut self, now: SimTime) {
        while let Some(cell) = self.core.unchecked.pop_front() {
            self.core.is_unchecked[cell.index()] = false;
            let me = self.core.network.cell(cell).warehouse;
            self.agents[me.index()].on_check(cell, &mut Ctx { core: &mut self.core, now, me });
            self.deliver_post(now);
        }
    }
}
