//! What conditions hold up. Whatever takes a time ends by its agent's own clock, which may stand still; what may not leave
//! or come in now is kept until it may. Where no shock strikes anyone, all of this is one comparison.

use super::Ctx;
use crate::agent::held::{Hold, Kept};
use crate::agent::mailbox::Packed;
use crate::agent::{AnyTimer, Message};
use crate::chain::{Conditions, Factor, Instant, Pause, Probe};
use crate::engine::Moment;
use crate::units::{AgentId, HoldId, OrderId, SimTime};

impl<P: Probe> Ctx<'_, P> {
    /// The time by this agent's own clock, which is that of the run unless a shock strikes it.
    #[inline(always)]
    pub fn clock(&self) -> SimTime {
        let conditions = &self.core.books.conditions;
        if conditions.any() { conditions.clock(self.me, self.now) } else { self.now }
    }

    /// Whether what ends at this time of this agent's own clock has ended now.
    #[inline(always)]
    pub fn is_over(&self, end: SimTime) -> bool {
        let conditions = &self.core.books.conditions;
        if conditions.any() { self.goes_on_at_once(end) } else { end == self.now }
    }

    /// What takes no time passes at once, unless something is paused here; then its timer rings at once, and asks.
    #[inline(never)]
    fn goes_on_at_once(&self, end: SimTime) -> bool {
        let conditions = &self.core.books.conditions;
        !conditions.is_closed(self.me) && conditions.has_come(self.me, self.now, end)
    }

    /// Wakes this agent when its own clock shows this time.
    #[inline(always)]
    pub fn hold(&mut self, until: SimTime, timer: impl Into<AnyTimer>) {
        if self.core.books.conditions.any() {
            self.hold_by_clock(until, timer.into());
        } else {
            self.wake(until, timer);
        }
    }

    #[inline(never)]
    fn hold_by_clock(&mut self, until: SimTime, timer: AnyTimer) {
        let conditions = &self.core.books.conditions;
        if !conditions.may_change(self.me) {
            self.wake(until, timer);
            return;
        }
        let look = conditions.look_at(self.me, self.now, until);
        let id = self.core.held.holds.insert(Hold { until, timer });
        self.wake(look, AnyTimer::Held(id));
    }

    /// The timer that was held, if its time has come; otherwise it is held on.
    pub(in crate::agent) fn release_held(&mut self, id: HoldId) -> Option<AnyTimer> {
        let Hold { until, timer } = self.core.held.holds[id];
        let conditions = &self.core.books.conditions;
        if conditions.has_come(self.me, self.now, until) {
            self.core.held.holds.discard(id);
            return Some(timer);
        }
        let look = conditions.look_at(self.me, self.now, until);
        self.wake(look, AnyTimer::Held(id));
        None
    }

    /// Whether this is paused here.
    #[inline(always)]
    pub fn is_paused(&self, pause: Pause) -> bool {
        self.core.books.conditions.any() && self.core.books.conditions.is_paused(self.me, pause)
    }

    /// Whether something must wait because this is paused here; then it is kept, and comes again when it may go on.
    #[inline(always)]
    pub fn must_wait(&mut self, pause: Pause, what: impl FnOnce(&mut Self) -> Kept) -> bool {
        self.core.books.conditions.any() && self.keep(pause, what)
    }

    #[inline(never)]
    fn keep(&mut self, pause: Pause, what: impl FnOnce(&mut Self) -> Kept) -> bool {
        let paused = self.core.books.conditions.is_paused(self.me, pause);
        if paused {
            let what = what(self);
            self.core.held.kept.push((self.me, pause, what));
        }
        paused
    }

    /// Whether a line is kept here, alone or with others that go with it.
    #[cold]
    #[inline(never)]
    pub fn keeps(&self, line: OrderId) -> bool {
        let orders = &self.core.books.orders;
        let with = |first: OrderId| {
            let mut lines = orders.lines(first);
            lines.any(|(other, order)| other == line && order.goes_with(&orders[first]) && !order.ended)
        };
        self.core.held.kept.iter().any(|(agent, _, kept)| match kept {
            Kept::Order(ticket) => *agent == self.me && orders.redeem(*ticket).is_some_and(with),
            Kept::Timer(_) | Kept::Shipment(_) => false,
        })
    }

    /// Conditions have changed: what was kept and may go on does so, in the order in which it came.
    pub(in crate::agent) fn let_go(&mut self) {
        let me = self.me;
        let kept = std::mem::take(&mut self.core.held.kept);
        let (free, kept) = kept.into_iter().partition(|(agent, pause, _)| *agent == me && !self.is_paused(*pause));
        self.core.held.kept = kept;
        let free: Vec<(AgentId, Pause, Kept)> = free;
        for (_, _, what) in free {
            match what {
                Kept::Timer(timer) => self.ring_now(me, timer),
                Kept::Order(ticket) => {
                    if let Some(order) = self.core.books.orders.redeem(ticket) {
                        self.deliver(me, Message::Order(order));
                    }
                }
                Kept::Shipment(shipment) => self.deliver(me, Message::Shipment(shipment)),
            }
        }
    }

    /// Tells an agent that its conditions have changed, behind all changes of this instant that are already known.
    pub(in crate::agent) fn tell_of_change(&mut self, agent: AgentId) {
        self.ring_now(agent, AnyTimer::Changed);
    }

    fn ring_now(&mut self, agent: AgentId, timer: AnyTimer) {
        let moment = Moment { time: self.now, phase: self.core.network.phase(Instant::Changes) };
        self.core.agenda.push(moment, super::Timed { agent, timer });
    }

    /// A factor of this agent, in parts per million.
    #[inline]
    pub fn factor(&self, factor: Factor) -> i64 {
        self.core.books.conditions.factor(self.me, factor)
    }

    /// Gives an agent a message that it has had to leave for a while.
    pub(in crate::agent) fn deliver(&mut self, to: AgentId, message: Message) {
        self.core.mailbox.send(Packed::new(to, message));
    }

    /// The conditions under which everyone works.
    #[inline]
    pub fn conditions(&self) -> &Conditions {
        &self.core.books.conditions
    }
}
