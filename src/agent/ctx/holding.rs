//! How conditions delay things. Everything that takes time ends by its agent's own clock, which may stop. Anything
//! that may not leave or enter now is kept until it may. If no shock strikes any agent, all of this costs one
//! comparison.

use super::Ctx;
use crate::agent::held::{Hold, Kept};
use crate::agent::mailbox::Packed;
use crate::agent::{AnyTimer, Message};
use crate::chain::{Conditions, Factor, Instant, Pause, Probe};
use crate::engine::Moment;
use crate::units::{AgentId, HoldId, OrderId, SimTime};

impl<P: Probe> Ctx<'_, P> {
    /// Returns the time by this agent's own clock; it is the time of the run unless a shock strikes the agent.
    #[inline(always)]
    pub fn clock(&self) -> SimTime {
        let conditions = &self.core.books.conditions;
        if conditions.any() { conditions.clock(self.me, self.now) } else { self.now }
    }

    /// Returns whether something that ends at this time of this agent's own clock has ended.
    #[inline(always)]
    pub fn is_over(&self, end: SimTime) -> bool {
        let conditions = &self.core.books.conditions;
        if conditions.any() { self.goes_on_at_once(end) } else { end == self.now }
    }

    /// Returns whether something that takes no time passes at once. If anything is paused here, its timer fires at
    /// once and checks again.
    #[inline(never)]
    fn goes_on_at_once(&self, end: SimTime) -> bool {
        let conditions = &self.core.books.conditions;
        !conditions.is_closed(self.me) && conditions.has_come(self.me, self.now, end)
    }

    /// Wakes this agent when its own clock reaches this time.
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

    /// Returns a held timer if its time has come; otherwise it stays held.
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

    /// Returns whether this is paused here.
    #[inline(always)]
    pub fn is_paused(&self, pause: Pause) -> bool {
        self.core.books.conditions.any() && self.core.books.conditions.is_paused(self.me, pause)
    }

    /// Keeps something if this is paused here, and returns whether it did; it is delivered again when it may go on.
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

    /// Returns whether a line is kept here, alone or together with the lines that travel with it.
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

    /// Releases everything that may go on after a change of conditions, in the order in which it arrived.
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

    /// Notifies an agent that its conditions have changed, after all changes of this instant that are already known.
    pub(in crate::agent) fn notify_of_change(&mut self, agent: AgentId) {
        self.ring_now(agent, AnyTimer::Changed);
    }

    fn ring_now(&mut self, agent: AgentId, timer: AnyTimer) {
        let moment = Moment { time: self.now, phase: self.core.network.phase(Instant::Changes) };
        self.core.agenda.push(moment, super::Timed { agent, timer });
    }

    /// Returns a factor of this agent, in parts per million.
    #[inline]
    pub fn factor(&self, factor: Factor) -> i64 {
        self.core.books.conditions.factor(self.me, factor)
    }

    /// Delivers a message that an agent had to set aside.
    pub(in crate::agent) fn deliver(&mut self, to: AgentId, message: Message) {
        self.core.mailbox.send(Packed::new(to, message));
    }

    /// Returns the current conditions of all agents.
    #[inline]
    pub fn conditions(&self) -> &Conditions {
        &self.core.books.conditions
    }
}
