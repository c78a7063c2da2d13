//! The conditions under which agents work: what is paused at each of them, and the factors on its capacity, speed,
//! prices and inspections. Shocks write them; agents read them.
//!
//! An agent that some shock strikes works by a clock of its own, which stops while its transit is paused and
//! runs slower or faster by its speed. Anything that takes time ends when this clock reaches its end. Nothing is
//! therefore cancelled when conditions change: when a timer fires, its agent looks at this clock and waits for the
//! time that was lost. The clock is exact: it counts in millionths of a microsecond.

use crate::units::{AgentId, Id, Money, SimTime, Units};

/// An activity of an agent that can be paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// It places no orders and starts none.
    Orders,
    /// Nothing leaves.
    Shipping,
    /// Everything in transit or in service stops.
    Transit,
    /// Nothing is put away or handed over.
    Receipt,
}

impl Pause {
    /// Every pause, with its name.
    pub const ALL: [(&'static str, Self); 4] = [
        ("orders", Self::Orders),
        ("shipping", Self::Shipping),
        ("transit", Self::Transit),
        ("receipt", Self::Receipt),
    ];
}

/// A property of an agent that a shock can scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factor {
    /// The capacity of a departure or a day, and the number of servers.
    Capacity,
    /// The speed of everything that takes time.
    Speed,
    /// The charges.
    Price,
    /// The share that is inspected.
    Inspection,
}

impl Factor {
    /// Every factor, with its name.
    pub const ALL: [(&'static str, Self); 4] = [
        ("capacity", Self::Capacity),
        ("speed", Self::Speed),
        ("price", Self::Price),
        ("inspection", Self::Inspection),
    ];
}

/// A factor of 1, in parts per million.
pub const UNCHANGED: i64 = 1_000_000;
/// The largest factor.
pub const MOST_FACTOR: i64 = 1000 * UNCHANGED;

/// The effect of a shock on the agents it strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    pauses: [bool; Pause::ALL.len()],
    /// Parts per million.
    factors: [i64; Factor::ALL.len()],
}

impl Default for Effect {
    fn default() -> Self {
        Self { pauses: [false; Pause::ALL.len()], factors: [UNCHANGED; Factor::ALL.len()] }
    }
}

impl Effect {
    /// Returns the effect with this pause added.
    #[must_use]
    pub fn pausing(mut self, pause: Pause) -> Self {
        self.pauses[pause as usize] = true;
        self
    }

    /// Returns the effect with this factor multiplied in.
    ///
    /// # Units
    /// Parts per million.
    #[must_use]
    pub fn multiplying(mut self, factor: Factor, ppm: i64) -> Self {
        self.factors[factor as usize] = ppm;
        self
    }

    /// Combines two effects: factors multiply, and a pause in either holds.
    fn and(mut self, other: &Self) -> Self {
        for (pause, also) in self.pauses.iter_mut().zip(other.pauses) {
            *pause |= also;
        }
        for (factor, also) in self.factors.iter_mut().zip(other.factors) {
            let product = i128::from(*factor) * i128::from(also);
            let rounded = (product + i128::from(UNCHANGED) / 2) / i128::from(UNCHANGED);
            *factor = i64::try_from(rounded).unwrap_or(i64::MAX);
        }
        self
    }

    /// Returns the speed of the agent's clock, in parts per million.
    fn pace(&self) -> i64 {
        if self.pauses[Pause::Transit as usize] { 0 } else { self.factors[Factor::Speed as usize] }
    }
}

/// A shock in a scenario: which agents it strikes, and its effect on them.
#[derive(Clone, Debug)]
pub struct Strike {
    /// The shock.
    pub shock: AgentId,
    /// The agents it strikes, ascending.
    pub agents: Vec<AgentId>,
    /// Its effect on each of them.
    pub effect: Effect,
}

/// The conditions of all agents.
#[derive(Clone, Debug, Default)]
pub struct Conditions {
    /// Whether any shock strikes any agent; if not, nothing else is looked up.
    any: bool,
    /// The index of each agent among those that some shock strikes.
    places: Vec<Option<u32>>,
    states: Vec<State>,
}

/// The conditions of one agent.
#[derive(Clone, Debug, Default)]
struct State {
    /// The shocks that strike it, ascending.
    shocks: Vec<Tie>,
    /// The combined effect of all shocks in force.
    now: Effect,
    /// The agent's clock when its conditions last changed, in millionths of a microsecond.
    clock: i128,
    since: SimTime,
    /// When they next change.
    changes: SimTime,
}

/// A shock that strikes this agent.
#[derive(Clone, Copy, Debug)]
struct Tie {
    shock: AgentId,
    effect: Effect,
    holds: bool,
    /// When it next begins or ends.
    next: SimTime,
}

impl Conditions {
    pub(super) fn reset(&mut self, agents: usize, strikes: &[Strike]) {
        self.places.clear();
        self.states.clear();
        self.any = !strikes.is_empty();
        if !self.any {
            return;
        }
        self.places.resize(agents, None);
        for strike in strikes {
            let tie = Tie { shock: strike.shock, effect: strike.effect, holds: false, next: SimTime::NEVER };
            for agent in &strike.agents {
                let count = u32::try_from(self.states.len()).expect("fewer than 2^32 agents");
                let place = *self.places[agent.index()].get_or_insert(count);
                if place == count {
                    self.states.push(State { changes: SimTime::NEVER, ..State::default() });
                }
                self.states[place as usize].shocks.push(tie);
            }
        }
    }

    /// Returns whether the scenario has a shock that strikes any agent.
    #[must_use]
    #[inline(always)]
    pub fn any(&self) -> bool {
        self.any
    }

    /// Returns whether some shock may strike an agent.
    #[must_use]
    #[inline]
    pub fn may_change(&self, agent: AgentId) -> bool {
        self.any && self.state(agent).is_some()
    }

    /// Returns whether this is paused at an agent.
    #[must_use]
    #[inline]
    pub fn is_paused(&self, agent: AgentId, pause: Pause) -> bool {
        self.any && self.state(agent).is_some_and(|state| state.now.pauses[pause as usize])
    }

    /// Returns whether anything is paused at an agent.
    #[must_use]
    #[inline]
    pub fn is_closed(&self, agent: AgentId) -> bool {
        self.any && self.state(agent).is_some_and(|state| state.now.pauses.contains(&true))
    }

    /// Returns a factor of an agent.
    ///
    /// # Units
    /// Parts per million.
    #[must_use]
    #[inline]
    pub fn factor(&self, agent: AgentId, factor: Factor) -> i64 {
        if self.any { self.factor_of(agent, factor) } else { UNCHANGED }
    }

    #[inline(never)]
    fn factor_of(&self, agent: AgentId, factor: Factor) -> i64 {
        self.state(agent).map_or(UNCHANGED, |state| state.now.factors[factor as usize])
    }

    /// Returns a capacity under the conditions of an agent, rounded down.
    #[must_use]
    #[inline(never)]
    pub fn capacity(&self, agent: AgentId, full: i64) -> i64 {
        let scaled = i128::from(full) * i128::from(self.factor(agent, Factor::Capacity)) / i128::from(UNCHANGED);
        i64::try_from(scaled).unwrap_or(i64::MAX)
    }

    /// Returns a charge under the conditions of an agent, rounded half up.
    #[must_use]
    #[inline(never)]
    pub fn price(&self, agent: AgentId, amount: Money) -> Money {
        amount.fraction(Units::new(self.factor(agent, Factor::Price)), Units::new(UNCHANGED))
    }

    /// Returns the time by the clock of an agent.
    #[must_use]
    pub fn clock(&self, agent: AgentId, now: SimTime) -> SimTime {
        match self.state(agent) {
            Some(state) => SimTime::from_micros(micros(state.clock(now) / i128::from(UNCHANGED))),
            None => now,
        }
    }

    /// Returns whether the clock of an agent has reached this time and is running. A pause also holds up what is due
    /// the moment it begins.
    #[must_use]
    pub fn has_come(&self, agent: AgentId, now: SimTime, until: SimTime) -> bool {
        match self.state(agent) {
            Some(state) => state.now.pace() > 0 && state.clock(now) >= millionths(until),
            None => now >= until,
        }
    }

    /// Returns when to check an agent's clock for this time: when it will show it, or at an earlier change of
    /// conditions.
    #[must_use]
    pub fn look_at(&self, agent: AgentId, now: SimTime, until: SimTime) -> SimTime {
        let Some(state) = self.state(agent) else { return until };
        let (left, pace) = ((millionths(until) - state.clock(now)).max(0), i128::from(state.now.pace()));
        if pace == 0 {
            return state.changes;
        }
        let takes = (left + pace - 1) / pace;
        SimTime::from_micros(micros(i128::from(now.micros()) + takes)).min(state.changes)
    }

    /// Begins or ends a shock at each agent it strikes; it will next change at the given time.
    pub fn set(&mut self, strike: &Strike, now: SimTime, holds: bool, next: SimTime) {
        for agent in &strike.agents {
            let Some(place) = self.places[agent.index()] else { continue };
            let state = &mut self.states[place as usize];
            state.clock = state.clock(now);
            state.since = now;
            for tie in state.shocks.iter_mut().filter(|tie| tie.shock == strike.shock) {
                (tie.holds, tie.next) = (holds, next);
            }
            let in_force = state.shocks.iter().filter(|tie| tie.holds);
            state.now = in_force.fold(Effect::default(), |all, tie| all.and(&tie.effect));
            state.changes = state.shocks.iter().map(|tie| tie.next).min().unwrap_or(SimTime::NEVER);
        }
    }

    #[inline]
    fn state(&self, agent: AgentId) -> Option<&State> {
        let place = (*self.places.get(agent.index())?)?;
        Some(&self.states[place as usize])
    }
}

impl State {
    /// Returns the time by the agent's clock, in millionths of a microsecond.
    fn clock(&self, now: SimTime) -> i128 {
        self.clock + i128::from((now - self.since).micros()) * i128::from(self.now.pace())
    }
}

fn millionths(time: SimTime) -> i128 {
    i128::from(time.micros()) * i128::from(UNCHANGED)
}

fn micros(micros: i128) -> i64 {
    i64::try_from(micros).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::units::Span;

    fn at(hours: i64) -> SimTime {
        SimTime::ZERO + Span::HOUR * hours
    }

    fn agent(index: usize) -> AgentId {
        AgentId::from_index(index)
    }

    /// A port that two shocks strike, and a lane that none does.
    fn struck(first: Effect, second: Effect) -> (Conditions, [Strike; 2]) {
        let strike = |shock: usize, effect| Strike { shock: agent(shock), agents: vec![agent(0)], effect };
        let strikes = [strike(2, first), strike(3, second)];
        let mut conditions = Conditions::default();
        conditions.reset(4, &strikes);
        (conditions, strikes)
    }

    #[test]
    fn a_clock_stands_still_and_goes_on() {
        let (mut conditions, [pause, slow]) =
            struck(Effect::default().pausing(Pause::Transit), Effect::default().multiplying(Factor::Speed, 500_000));
        conditions.set(&pause, at(0), false, at(4));
        conditions.set(&slow, at(0), false, at(8));
        // 10 hours of work that begin at 0: 4 of them until the pause at 4, none until 6, 2 more until 8; the last 4
        // take 8 hours at half speed.
        assert_eq!(conditions.look_at(agent(0), at(0), at(10)), at(4));
        conditions.set(&pause, at(4), true, at(6));
        assert_eq!(conditions.look_at(agent(0), at(4), at(10)), at(6));
        assert_eq!(conditions.clock(agent(0), at(5)), at(4));
        conditions.set(&pause, at(6), false, SimTime::NEVER);
        assert_eq!(conditions.look_at(agent(0), at(6), at(10)), at(8));
        conditions.set(&slow, at(8), true, SimTime::NEVER);
        assert_eq!(conditions.look_at(agent(0), at(8), at(10)), at(16));
        assert!(!conditions.has_come(agent(0), at(15), at(10)));
        assert!(conditions.has_come(agent(0), at(16), at(10)));
        assert_eq!(conditions.look_at(agent(1), at(8), at(10)), at(10), "the lane knows nothing of it");
        assert_eq!([9, 10].map(|now| conditions.has_come(agent(1), at(now), at(10))), [false, true]);
    }

    #[test]
    fn factors_multiply_and_a_pause_holds_until_the_last_shock_ends() {
        let effect = |ppm| Effect::default().multiplying(Factor::Price, ppm).pausing(Pause::Receipt);
        let (mut conditions, [one, other]) = struck(effect(1_300_000), effect(500_000));
        let price = |conditions: &Conditions| conditions.factor(agent(0), Factor::Price);
        conditions.set(&one, at(1), true, at(3));
        assert_eq!(price(&conditions), 1_300_000);
        conditions.set(&other, at(2), true, at(4));
        assert_eq!(price(&conditions), 650_000);
        conditions.set(&one, at(3), false, SimTime::NEVER);
        assert_eq!(price(&conditions), 500_000);
        assert!(conditions.is_paused(agent(0), Pause::Receipt) && conditions.is_closed(agent(0)));
        assert!(!conditions.is_paused(agent(0), Pause::Shipping) && !conditions.is_closed(agent(1)));
        conditions.set(&other, at(4), false, SimTime::NEVER);
        assert_eq!((price(&conditions), conditions.is_closed(agent(0))), (UNCHANGED, false));
    }
}
