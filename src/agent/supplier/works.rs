//! What a supplier can make: a daily capacity that orders go through one after the other, or a number of lines that
//! each take a time for a lot or a unit.

use super::keys::WORKS;
use crate::agent::Ctx;
use crate::agent::station::{Station, Turn};
use crate::chain::{Factor, Pause, Probe, SiteTerms, Staff, TimeLaw, UNCHANGED};
use crate::reading::Reading;
use crate::text::{Code, Problem, Reader};
use crate::units::{AgentId, OrderId, Span, Units};

/// Its works.
#[derive(Clone, Debug)]
pub(super) struct Works {
    lines: Station<OrderId>,
    pace: Pace,
}

/// How long an order takes.
#[derive(Clone, Debug)]
enum Pace {
    /// No time: capacity has no limit.
    Free,
    /// So many units in a time.
    Rate(Units, Span),
    /// This time for the whole order.
    Lot(TimeLaw),
    /// This time for every unit, drawn once an order.
    Unit(TimeLaw),
}

impl Works {
    pub(super) fn read(reader: &Reader<'_>, me: AgentId, reading: &mut Reading<'_>) -> Self {
        let rate = reading.unit_rate(reader, "capacity");
        let (lot, unit) = (reading.time_law(reader, "lot_time"), reading.time_law(reader, "unit_time"));
        let lines = reading.servers(reader, "lines");
        let stated = WORKS.map(|key| reader.get(key).is_some());
        if stated.iter().filter(|stated| **stated).count() > 1 {
            let cause = format!("`{}` says in several ways how fast it makes goods", reader.path());
            let problem = Problem::new(Code::OneChoice, reader.place(), cause);
            reading.report(problem.help("keep one of `capacity`, `lot_time` and `unit_time`"));
        }
        let pace = match (rate, lot, unit) {
            (Some((units, per)), ..) => Pace::Rate(units, per),
            (_, Some(law), _) => Pace::Lot(law),
            (_, _, Some(law)) => Pace::Unit(law),
            _ => Pace::Free,
        };
        let lines = if matches!(pace, Pace::Rate(..)) { Some(1) } else { lines };
        let wait_limit = reading.time(reader, "wait_limit");
        let limited = !matches!(pace, Pace::Free);
        let room = reading.count(reader, "room", u32::MAX);
        let site = limited.then(|| reading.queues_at(SiteTerms { room, ..SiteTerms::desk(me, lines, wait_limit) }));
        let lines = Station::new(site.unwrap_or_default(), Staff::always(lines), room).with_priority(reader, reading);
        Self { lines, pace }
    }

    pub(super) fn is_limited(&self) -> bool {
        !matches!(self.pace, Pace::Free)
    }

    pub(super) fn start(&mut self, ctx: &Ctx<'_, impl Probe>) {
        self.lines.start(ctx);
    }

    /// An order comes; if it is begun at once, returns how long it takes. A consumer's order that finds no room is lost.
    pub(super) fn come(&mut self, id: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> Option<Span> {
        let route = ctx.books().orders[id].route;
        match self.lines.arrive(id, id, route, ctx) {
            Turn::Now => Some(self.takes(id, ctx)),
            Turn::Later => {
                ctx.has_to_wait(id);
                None
            }
            Turn::Away => {
                let units = ctx.books().orders[id].open;
                ctx.release(id, units);
                ctx.lapse(id);
                None
            }
        }
    }

    /// An order is made; returns the next one and how long it takes.
    pub(super) fn done(&mut self, ctx: &mut Ctx<'_, impl Probe>) -> Option<(OrderId, Span)> {
        let next = self.lines.end(ctx)?;
        Some((next, self.takes(next, ctx)))
    }

    /// The next order that can be begun, and how long it takes.
    pub(super) fn call(&mut self, ctx: &mut Ctx<'_, impl Probe>) -> Option<(OrderId, Span)> {
        let next = self.lines.call(ctx)?;
        Some((next, self.takes(next, ctx)))
    }

    /// Its conditions have changed: orders that are paused, or a capacity of 0, begin nothing; a daily capacity makes
    /// every order faster or slower, and of lines a share is at work.
    pub(super) fn limit(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        if !self.is_limited() {
            return;
        }
        let factor = ctx.factor(Factor::Capacity);
        let share = if ctx.is_paused(Pause::Orders) { 0 } else { factor };
        let share = if share > 0 && matches!(self.pace, Pace::Rate(..)) { UNCHANGED } else { share };
        self.lines.limit(share, ctx);
    }

    /// An order is no longer wanted: false if it does not wait, as its making has begun.
    pub(super) fn leave(&mut self, id: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> bool {
        self.lines.leave(|order| *order == id, ctx)
    }

    fn takes(&self, id: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> Span {
        let order = &ctx.books().orders[id];
        let (units, key) = (order.open, order.key);
        match &self.pace {
            Pace::Free => Span::ZERO,
            Pace::Rate(rate, per) => {
                let takes = per.fraction(units.count(), rate.count());
                if ctx.conditions().any() {
                    takes.fraction(UNCHANGED, ctx.factor(Factor::Capacity).max(1))
                } else {
                    takes
                }
            }
            Pace::Lot(law) => ctx.draw(law, key),
            Pace::Unit(law) => ctx.draw(law, key).fraction(units.count(), 1),
        }
    }
}
