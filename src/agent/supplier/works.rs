//! A supplier's production: a daily capacity that processes orders one after the other, or a number of lines with a
//! time per lot or per unit.

use super::keys::WORKS;
use crate::agent::Ctx;
use crate::agent::station::{Station, Turn};
use crate::chain::{Factor, Failure, Pause, Probe, SiteTerms, Staff, TimeLaw, UNCHANGED};
use crate::reading::Reading;
use crate::text::{Code, Problem, Reader};
use crate::units::{AgentId, OrderId, Span, Units};

/// A supplier's production lines and their queue.
#[derive(Clone, Debug)]
pub(super) struct Works {
    lines: Station<OrderId>,
    pace: Pace,
}

/// The production time of an order.
#[derive(Clone, Debug)]
enum Pace {
    /// No time: capacity has no limit.
    Free,
    /// This many units in this time.
    Rate(Units, Span),
    /// This time for the whole order.
    Lot(TimeLaw),
    /// This time for every unit, drawn once per order.
    Unit(TimeLaw),
}

impl Works {
    pub(super) fn read(reader: &Reader<'_>, me: AgentId, reading: &mut Reading<'_>) -> Self {
        let rate = reading.unit_rate(reader, "capacity");
        let (lot, unit) = (reading.time_law(reader, "lot_time"), reading.time_law(reader, "unit_time"));
        let lines = reading.servers(reader, "lines");
        let stated = WORKS.map(|key| reader.get(key).is_some());
        if stated.iter().filter(|stated| **stated).count() > 1 {
            let cause = format!("`{}` gives its production speed in several ways", reader.path());
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

    /// Takes an order that arrives. Returns its production time if it starts at once. A consumer's order is lost if
    /// there is no room.
    pub(super) fn arrive(&mut self, id: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> Option<Span> {
        let route = ctx.books().orders[id].route;
        match self.lines.arrive(id, id, route, ctx) {
            Turn::Now => Some(self.takes(id, ctx)),
            Turn::Later => {
                ctx.has_to_wait(id);
                None
            }
            Turn::Away => {
                let units = ctx.books().orders[id].open;
                ctx.forgo(id, units, Failure::Lost);
                ctx.lapse(id);
                None
            }
        }
    }

    /// Finishes an order; returns the next one and its production time.
    pub(super) fn done(&mut self, ctx: &mut Ctx<'_, impl Probe>) -> Option<(OrderId, Span)> {
        let next = self.lines.end(ctx)?;
        Some((next, self.takes(next, ctx)))
    }

    /// Returns the next order that can start, and its production time.
    pub(super) fn call(&mut self, ctx: &mut Ctx<'_, impl Probe>) -> Option<(OrderId, Span)> {
        let next = self.lines.call(ctx)?;
        Some((next, self.takes(next, ctx)))
    }

    /// Applies changed conditions. While production is paused or capacity is 0, no order starts. A factor scales the
    /// speed of a daily capacity, or the number of lines at work.
    pub(super) fn limit(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        if !self.is_limited() {
            return;
        }
        let factor = ctx.factor(Factor::Capacity);
        let share = if ctx.is_paused(Pause::Orders) { 0 } else { factor };
        let share = if share > 0 && matches!(self.pace, Pace::Rate(..)) { UNCHANGED } else { share };
        self.lines.limit(share, ctx);
    }

    /// Removes an order that was cancelled; returns false if it is not waiting because production has begun.
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
