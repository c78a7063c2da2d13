//! One run: agents, books and agenda, and the loop that takes event after event until the window is over and the orders
//! that count are done.

use super::mailbox::{Check, MOST_AGENTS};
use super::{AnyAgent, Core, Ctx};
use crate::chain::{Books, Instant, Mark, Network, Probe, audit::Discrepancy};
use crate::engine::{Bound, Moment, Phase};
use crate::units::{AgentId, Id, Money, SimTime, Span};
use std::sync::Arc;

/// A world in the middle of a run.
#[derive(Debug, Default)]
pub struct World<P> {
    agents: Vec<AnyAgent>,
    core: Core<P>,
    charged: Vec<(Money, Money)>,
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
        core.held.clear();
        core.checks.reset(network.cells.len());
        self.charged.clear();
        assert!(agents.len() < MOST_AGENTS, "fewer than 2^30 agents");
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

    /// How many events were taken.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.core.agenda.popped()
    }

    /// In this replication every posting is handed to the probes.
    pub fn tap_the_ledger(&mut self) {
        self.core.books.ledger.tap();
    }

    /// Runs to the end. With `AUDIT`, the books are recounted after every event.
    ///
    /// # Errors
    /// With `AUDIT`, the first thing that does not agree.
    pub fn run<const AUDIT: bool>(&mut self) -> Result<(), Discrepancy> {
        let Self { agents, core, charged } = self;
        let window = core.network.window;
        let (end, last) = (window.end(), window.end() + window.drain);
        let checks = core.network.phase(Instant::Checks);
        let tapped = core.books.ledger.is_tapped();
        // One view of the world for all: whose it is changes from call to call.
        let ctx = &mut Ctx { core, now: SimTime::ZERO, me: AgentId::default() };
        for (index, agent) in agents.iter_mut().enumerate() {
            ctx.me = AgentId::from_index(index);
            agent.start(ctx);
            hand_over(ctx, Some(ctx.me));
        }
        let mut ahead = Some(Mark::WarmUp);
        let begin = |time| Bound::at(Moment { time, phase: Phase::FIRST });
        let mut mark = window.warm_up;
        if mark == SimTime::ZERO {
            // What is due at once, checks included, happens in the window.
            self::mark(ctx, mark, Mark::WarmUp, charged);
            (ahead, mark) = (Some(Mark::Horizon), end);
        }
        // A point of the series is the last of its instant, or of what comes before the end.
        let series = ctx.core.network.series.filter(|every| !every.is_zero());
        let behind = |sample: SimTime| if sample < end { (sample + Span::from_micros(1)).min(end) } else { end };
        let mut sample = series.map_or(SimTime::NEVER, |_| SimTime::ZERO);
        let mut stop = begin(if series.is_some() { mark.min(behind(sample)) } else { mark });
        // Messages first: they are for now. Each call below is the only one of its kind, so that it is compiled in.
        loop {
            if let Some(letter) = ctx.core.post.take() {
                let (to, message) = letter.open();
                ctx.me = to;
                agents[to.index()].on_message(message, ctx);
                if tapped {
                    hand_over(ctx, Some(to));
                }
                continue;
            }
            if AUDIT {
                ctx.core.books.audit(&ctx.core.network)?;
            }
            // Then an event: of this instant and up to the checks if any are due, else whatever is before the next stop.
            let checked = ctx.core.checks.is_empty();
            let limit = if checked { stop } else { Bound::at(Moment { time: ctx.now, phase: checks.next() }) };
            if let Some((moment, timed)) = ctx.core.agenda.pop_before(limit) {
                (ctx.now, ctx.me) = (moment.time, timed.agent);
                agents[timed.agent.index()].on_timer(timed.timer, ctx);
                if tapped {
                    hand_over(ctx, Some(timed.agent));
                }
            } else if let Some(Check { agent: me, row, .. }) = ctx.core.checks.take() {
                ctx.me = me;
                agents[me.index()].on_check(row, ctx);
                if tapped {
                    hand_over(ctx, Some(me));
                }
            } else {
                if ahead.is_some() && sample <= window.horizon && behind(sample) <= mark {
                    ctx.core.probes.sample(sample, &ctx.core.books);
                    sample = sample + series.unwrap_or_default();
                } else {
                    match ahead {
                        Some(Mark::WarmUp) => {
                            self::mark(ctx, window.warm_up, Mark::WarmUp, charged);
                            (ahead, mark) = (Some(Mark::Horizon), end);
                        }
                        Some(_) => {
                            self::mark(ctx, window.horizon, Mark::Horizon, charged);
                            ahead = None;
                        }
                        None => {
                            let next = ctx.core.agenda.next().map_or(SimTime::NEVER, |next| next.time);
                            if next >= last || ctx.core.books.orders.awaited_open() == 0 {
                                return Ok(());
                            }
                            // Event by event, until the orders that count are done.
                            mark = next + Span::from_micros(1);
                        }
                    }
                }
                let sampled = ahead.is_some() && sample <= window.horizon;
                stop = begin(if sampled { mark.min(behind(sample)) } else { mark });
            }
        }
    }
}

/// The window begins or ends, at a time that no event need have.
#[inline(never)]
fn mark<P: Probe>(ctx: &mut Ctx<'_, P>, now: SimTime, mark: Mark, charged: &mut Vec<(Money, Money)>) {
    let core = &mut *ctx.core;
    core.books.charge_time(&core.network, now, charged);
    core.probes.mark(now, mark, &core.books);
    let Core { books, probes, .. } = core;
    books.ledger.hand_over(|posting| probes.posted(now, None, posting));
}

/// What was posted goes to the probes.
#[inline(never)]
fn hand_over<P: Probe>(ctx: &mut Ctx<'_, P>, by: Option<AgentId>) {
    let (now, Core { books, probes, .. }) = (ctx.now, &mut *ctx.core);
    books.ledger.hand_over(|posting| probes.posted(now, by, posting));
}
