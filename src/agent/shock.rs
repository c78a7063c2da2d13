//! A shock: something that happens to agents for a while, such as a typhoon that closes a port. It pauses what they
//! do, or scales their capacity, speed, prices or inspections. When it ends, everything it held up goes on at once.
//!
//! A shock lasts from its start up to, but not including, its end. One draw decides for all the agents it strikes. If
//! it strikes at random, the time between strikes counts from the end of one to the start of the next, so a shock
//! never overlaps itself. Factors of several shocks multiply, and a pause holds until the last of them ends.

mod reading;

use super::{Agent, Ctx};
use crate::chain::{Duty, Fact, Instant, Kind, Probe, Role, TimeLaw};
use crate::engine::{EntityKey, Seat};
use crate::reading::Reading;
use crate::text::{KeySpec, Reader};
use crate::units::{AgentId, SimTime};

/// The timers of a shock.
#[derive(Clone, Copy, Debug)]
pub enum Timer {
    /// It begins.
    Begin,
    /// It ends.
    End,
}

/// A shock and its state.
#[derive(Clone, Debug)]
pub struct Shock {
    /// Its index among the strikes of the network.
    place: usize,
    origin: EntityKey,
    starts: Starts,
    /// `None` is the rest of the run.
    lasts: Option<TimeLaw>,
    strikes: u64,
    seat: Option<Seat>,
}

/// When a shock begins.
#[derive(Clone, Debug)]
enum Starts {
    /// Once, at this time.
    At(SimTime),
    /// Again and again, with this time between the end of one and the start of the next.
    After(TimeLaw),
}

impl Agent for Shock {
    type Timer = Timer;
    const KIND: Kind = Kind::new(Role::Aside).doing(&[Duty::Strike]);
    const KEYS: &[KeySpec] = reading::KEYS;

    fn resolve(reader: &Reader<'_>, me: AgentId, reading: &mut Reading<'_>) -> Option<Self> {
        reading::read(reader, me, reading)
    }

    fn start(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        self.seat = Some(ctx.seat());
        let first = self.next_start(ctx);
        let first = first.max(ctx.now());
        self.set_seat(first, Timer::Begin, ctx);
        self.set(false, first, ctx);
    }

    #[inline(never)]
    fn on_timer(&mut self, timer: Timer, ctx: &mut Ctx<'_, impl Probe>) {
        let now = ctx.now();
        match timer {
            Timer::Begin => {
                let key = self.origin.nth(self.strikes);
                // A shock that began before the run lasts for what is left of it.
                let begun = if let Starts::At(start) = self.starts { start } else { now };
                let end = self.lasts.as_ref().map_or(SimTime::NEVER, |lasts| begun + ctx.draw(lasts, key));
                self.strikes += 1;
                // A shock that lasts no time has no effect.
                if end > now {
                    self.set_seat(end, Timer::End, ctx);
                    self.set(true, end, ctx);
                } else {
                    self.rest(ctx);
                }
            }
            Timer::End => self.rest(ctx),
        }
    }
}

impl Shock {
    /// Ends the strike and sets the next one, if there is any.
    fn rest(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        let next = if matches!(self.starts, Starts::After(_)) { self.next_start(ctx) } else { SimTime::NEVER };
        self.set_seat(next, Timer::Begin, ctx);
        self.set(false, next, ctx);
    }

    fn next_start(&self, ctx: &Ctx<'_, impl Probe>) -> SimTime {
        match &self.starts {
            Starts::At(start) => *start,
            Starts::After(between) => ctx.now() + ctx.draw(between, self.origin.nth(self.strikes)),
        }
    }

    fn set_seat(&self, at: SimTime, timer: Timer, ctx: &mut Ctx<'_, impl Probe>) {
        if let Some(seat) = self.seat.filter(|_| at < SimTime::NEVER) {
            ctx.set_seat(seat, at, Instant::Changes, timer);
        }
    }

    /// Updates the conditions of all agents it strikes, and notifies them.
    fn set(&self, holds: bool, next: SimTime, ctx: &mut Ctx<'_, impl Probe>) {
        let now = ctx.now();
        let struck = ctx.network().strikes[self.place].agents.clone();
        let were: Vec<bool> = struck.iter().map(|agent| ctx.conditions().is_closed(*agent)).collect();
        let (books, network) = ctx.books_and_network();
        books.conditions.set(&network.strikes[self.place], now, holds, next);
        for (agent, was) in struck.into_iter().zip(were) {
            match (was, ctx.conditions().is_closed(agent)) {
                (false, true) => ctx.note(Fact::Closed(agent)),
                (true, false) => ctx.note(Fact::Opened(agent)),
                _ => {}
            }
            if self.strikes > 0 {
                ctx.notify_of_change(agent);
            }
        }
    }
}
