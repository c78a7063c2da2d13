//! One run: agents, books and agenda, and the loop that processes events until the window is over and the counted
//! orders are done. A run can stop between any two events and continue later.

use super::held::Held;
use super::mailbox::{Check, Checks, MOST_AGENTS, Mailbox};
use super::{AnyAgent, Core, Ctx, Notice};
use crate::chain::{Books, Boundary, Instant, Network, Probe, audit::Discrepancy};
use crate::engine::{Agenda, Bound, Moment, Phase, Streams};
use crate::units::{AgentId, Id, Money, SimTime, Span, StockPointId, Units};
use std::sync::Arc;

/// A run in progress.
#[derive(Debug)]
pub struct World<P> {
    agents: Vec<AnyAgent>,
    core: Core<P>,
    charged: Vec<(Money, Money)>,
    clock: Clock,
}

impl<P: Probe + Default> Default for World<P> {
    fn default() -> Self {
        Self::new(P::default())
    }
}

impl<P: Probe> World<P> {
    /// Creates an empty simulation with these probes.
    #[must_use]
    pub fn new(probes: P) -> Self {
        let core = Core {
            network: Arc::default(),
            books: Books::default(),
            probes,
            streams: Streams::default(),
            agenda: Agenda::default(),
            mailbox: Mailbox::default(),
            checks: Checks::default(),
            held: Held::default(),
            is_stepped: false,
            asked: None,
        };
        Self { agents: Vec::new(), core, charged: Vec::new(), clock: Clock::default() }
    }

    /// Returns the probes at the end of a run, finished or abandoned.
    #[must_use]
    pub fn into_probes(self) -> P {
        self.core.probes
    }

    /// Resets the simulation for a replication; memory is kept, content is not.
    pub fn reset(&mut self, network: &Arc<Network>, agents: &[AnyAgent], seed: u64, replication: u64, recount: bool) {
        let core = &mut self.core;
        core.network = Arc::clone(network);
        core.streams.open(&network.streams, seed, replication);
        core.books.reset(network, recount);
        core.agenda.clear();
        core.mailbox.clear();
        core.held.clear();
        core.checks.reset(network.stock_points.len());
        (core.is_stepped, core.asked) = (false, None);
        self.charged.clear();
        self.clock = Clock::default();
        assert!(agents.len() < MOST_AGENTS, "fewer than 2^29 agents");
        self.agents.clear();
        self.agents.extend_from_slice(agents);
    }

    /// Returns the probes and the current books.
    pub fn probes_and_books(&mut self) -> (&mut P, &Books) {
        (&mut self.core.probes, &self.core.books)
    }

    /// Returns the probes.
    pub fn probes(&mut self) -> &mut P {
        &mut self.core.probes
    }

    /// Returns the state that agents share.
    #[must_use]
    pub fn core(&self) -> &Core<P> {
        &self.core
    }

    /// Returns the number of events processed so far.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.core.agenda.popped()
    }

    /// Returns the current time of the run.
    #[must_use]
    pub fn now(&self) -> SimTime {
        self.clock.now
    }

    /// Returns whether the run is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.clock.state == State::Over
    }

    /// Returns the stock point whose decision the run is waiting for.
    #[must_use]
    pub fn decides(&self) -> Option<StockPointId> {
        self.core.asked.map(|asked| asked.stock_point)
    }

    /// Sets what a stock point orders at its next decision, if its policy is `external`.
    pub fn instruct(&mut self, stock_point: StockPointId, units: Units) {
        self.core.books.instructions[stock_point.index()] = units;
    }

    /// Passes every posting of this replication to the probes.
    pub fn tap_the_ledger(&mut self) {
        self.core.books.ledger.tap();
    }

    /// Makes [`advance`](Self::advance) stop at every decision of a stock point whose policy is `external`.
    pub fn stop_at_decisions(&mut self) {
        self.core.is_stepped = true;
    }

    /// Runs to the end. With `AUDIT`, the books are recounted after every event.
    ///
    /// # Errors
    /// With `AUDIT`, returns the first discrepancy.
    pub fn run<const AUDIT: bool>(&mut self) -> Result<(), Discrepancy> {
        while self.advance::<AUDIT>(SimTime::NEVER)? != Progress::Over {}
        Ok(())
    }

    /// Processes everything that happens before `until`, or up to the end of the run. Stopping has no effect inside
    /// the simulation: however a run is divided, its results are the same.
    ///
    /// # Errors
    /// With `AUDIT`, returns the first discrepancy.
    #[inline(never)]
    pub fn advance<const AUDIT: bool>(&mut self, until: SimTime) -> Result<Progress, Discrepancy> {
        let Self { agents, core, charged, clock } = self;
        let checks = core.network.phase(Instant::Checks);
        let followed = core.books.ledger.is_followed();
        let tended = followed || core.is_stepped;
        // One context serves all agents; its agent changes from call to call.
        let ctx = &mut Ctx { core, now: clock.now, me: AgentId::default() };
        clock.resume(ctx, agents, charged);
        let mut stop = clock.stop(ctx, until);
        // Messages first: they belong to this instant. Each agent method is called in one place only, so that it is
        // inlined.
        loop {
            if let Some(packed) = ctx.core.mailbox.take() {
                let (to, message) = packed.open();
                ctx.me = to;
                let agent = &mut agents[to.index()];
                if packed.is_notice() {
                    agent.on_notice(ctx);
                } else {
                    agent.on_message(message, ctx);
                }
                if followed {
                    hand_over(ctx, Some(to));
                }
                continue;
            }
            if AUDIT {
                ctx.core.books.audit(&ctx.core.network)?;
            }
            // Then an event: if checks are due, one of this instant that comes before them; otherwise any before the
            // next stop.
            let checked = ctx.core.checks.is_empty();
            let limit = if checked { stop } else { Bound::at(Moment { time: ctx.now, phase: checks.next() }) };
            if let Some((moment, timed)) = ctx.core.agenda.pop_before(limit) {
                (ctx.now, ctx.me) = (moment.time, timed.agent);
                agents[timed.agent.index()].on_timer(timed.timer, ctx);
                if tended && let Some(stock_point) = hand_over(ctx, Some(timed.agent)) {
                    clock.now = ctx.now;
                    return Ok(Progress::Decides(stock_point));
                }
            } else if let Some(Check { agent: me, row, .. }) = ctx.core.checks.take() {
                ctx.me = me;
                agents[me.index()].on_check(row, ctx);
                if tended && let Some(stock_point) = hand_over(ctx, Some(me)) {
                    clock.now = ctx.now;
                    return Ok(Progress::Decides(stock_point));
                }
            } else if let Some(progress) = clock.pass(ctx, until, charged) {
                clock.now = if progress == Progress::Reached { until.max(ctx.now) } else { ctx.now };
                return Ok(progress);
            } else {
                stop = clock.stop(ctx, until);
            }
        }
    }
}

/// The result of advancing a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Everything before the requested time has happened.
    Reached,
    /// This stock point decides. Its answer is the value of [`Books::instructions`] for it when the run continues.
    Decides(StockPointId),
    /// The run is over.
    Over,
}

/// The position of a run between two events, and the stops ahead that have no event of their own.
#[derive(Clone, Copy, Debug)]
struct Clock {
    /// The time of the last event, or the later time that the run was asked to reach.
    now: SimTime,
    state: State,
    /// When the next mark is due; after the window, the end of the next event.
    mark: SimTime,
    /// The time of the next point of the series.
    sample: SimTime,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    New,
    /// Before one of the network's marks.
    Before(usize),
    /// After the window, event by event until the counted orders are done.
    Draining,
    Over,
}

impl Default for Clock {
    fn default() -> Self {
        Self { now: SimTime::ZERO, state: State::New, mark: SimTime::ZERO, sample: SimTime::NEVER }
    }
}

impl Clock {
    /// Begins a new run, or passes on the answer to the pending decision.
    #[inline(never)]
    fn resume<P: Probe>(&mut self, ctx: &mut Ctx<'_, P>, agents: &mut [AnyAgent], charged: &mut Vec<(Money, Money)>) {
        if let Some(Check { agent, row, .. }) = ctx.core.asked.take() {
            ctx.notify(agent, Notice::Instructed { row });
        }
        if self.state != State::New {
            return;
        }
        for (index, agent) in agents.iter_mut().enumerate() {
            ctx.me = AgentId::from_index(index);
            agent.start(ctx);
            hand_over(ctx, Some(ctx.me));
        }
        let network = &ctx.core.network;
        (self.state, self.mark) = (State::Before(0), network.marks[0].due);
        self.sample = if series(network).is_some() { SimTime::ZERO } else { SimTime::NEVER };
        while let State::Before(place) = self.state
            && self.mark == SimTime::ZERO
        {
            // Events due at time 0, including checks, count as inside the window.
            self.pass_mark(ctx, place, charged);
        }
    }

    /// Returns where the run stops for the next point of the series, if there is one: after its instant, or at the
    /// end of the window at the latest.
    fn sampled<P>(&self, ctx: &Ctx<'_, P>) -> Option<SimTime> {
        let window = &ctx.core.network.window;
        let ahead = matches!(self.state, State::Before(_)) && self.sample <= window.horizon;
        let end = window.end();
        ahead.then(|| if self.sample < end { (self.sample + Span::from_micros(1)).min(end) } else { end })
    }

    /// Returns the bound up to which events are processed without further checks.
    fn stop<P>(&self, ctx: &Ctx<'_, P>, until: SimTime) -> Bound {
        let time = self.sampled(ctx).map_or(self.mark, |sample| self.mark.min(sample));
        Bound::at(Moment { time: time.min(until), phase: Phase::FIRST })
    }

    /// Called when nothing more happens before the stop: takes a point of the series, passes a mark, or returns the
    /// progress of the run.
    #[inline(never)]
    fn pass<P: Probe>(
        &mut self,
        ctx: &mut Ctx<'_, P>,
        until: SimTime,
        charged: &mut Vec<(Money, Money)>,
    ) -> Option<Progress> {
        let sampled = self.sampled(ctx).filter(|at| *at <= self.mark);
        if self.state != State::Over && until < sampled.unwrap_or(self.mark) {
            return Some(Progress::Reached);
        }
        if sampled.is_some() {
            read_cash(self.sample, ctx.core);
            ctx.core.probes.sample(self.sample, &ctx.core.books);
            self.sample = self.sample + series(&ctx.core.network).unwrap_or_default();
            return None;
        }
        match self.state {
            State::New | State::Over => return Some(Progress::Over),
            State::Before(place) => self.pass_mark(ctx, place, charged),
            State::Draining => {
                let window = &ctx.core.network.window;
                let next = ctx.core.agenda.next_moment().map_or(SimTime::NEVER, |next| next.time);
                if next >= window.end() + window.drain || ctx.core.books.orders.awaited_open() == 0 {
                    self.state = State::Over;
                    return Some(Progress::Over);
                }
                self.mark = next + Span::from_micros(1);
            }
        }
        None
    }

    fn pass_mark<P: Probe>(&mut self, ctx: &mut Ctx<'_, P>, place: usize, charged: &mut Vec<(Money, Money)>) {
        let passed = ctx.core.network.marks[place];
        mark(ctx, passed, charged);
        (self.state, self.mark) = match ctx.core.network.marks.get(place + 1) {
            Some(next) => (State::Before(place + 1), next.due),
            None => (State::Draining, self.mark),
        };
    }
}

/// Returns the interval between two points of the series, if there is one.
fn series(network: &Network) -> Option<Span> {
    network.series.filter(|every| !every.is_zero())
}

/// Marks the beginning or the end of a window, at a time that no event need have. What time has cost until then is charged;
/// for named windows without the storage that is added to the value of goods, because that would change the run.
#[inline(never)]
fn mark<P: Probe>(ctx: &mut Ctx<'_, P>, passed: Boundary, charged: &mut Vec<(Money, Money)>) {
    let Boundary { at, mark, window, .. } = passed;
    let core = &mut *ctx.core;
    read_cash(at, core);
    if window.is_none() {
        core.books.charge_storage(&core.network, at);
    }
    core.books.charge_time(&core.network, at, charged);
    read_cash(at, core);
    match window {
        Some(window) => core.probes.named_mark(at, window as usize, mark, &core.books),
        None => core.probes.mark(at, mark, &core.books),
    }
    let Core { books, probes, .. } = core;
    books.ledger.hand_over(|posting| probes.posted(at, None, posting));
}

/// Passes new postings, and the balance of cash before them, to the probes. Returns the stock point that waits for a decision
/// from outside.
#[inline(always)]
fn hand_over<P: Probe>(ctx: &mut Ctx<'_, P>, by: Option<AgentId>) -> Option<StockPointId> {
    if ctx.core.books.ledger.is_followed() {
        pass_postings(ctx, by);
    }
    ctx.core.asked.map(|asked| asked.stock_point)
}

#[inline(never)]
fn pass_postings<P: Probe>(ctx: &mut Ctx<'_, P>, by: Option<AgentId>) {
    let (now, core) = (ctx.now, &mut *ctx.core);
    let Core { books, probes, .. } = core;
    books.ledger.hand_over(|posting| probes.posted(now, by, posting));
    read_cash(now, core);
}

/// Reads the balance of cash after an event; the probes see it when the clock has moved on.
fn read_cash<P: Probe>(now: SimTime, core: &mut Core<P>) {
    if let Some(before) = core.books.read_cash(&core.network, now) {
        core.probes.cash(before);
    }
}
