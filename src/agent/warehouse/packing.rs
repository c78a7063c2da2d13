//! Picking and packing: parcels wait for their wave and for a picker, are packed and leave, unless their buyer has
//! cancelled in the meantime.

use super::{Timer, Warehouse, place};
use crate::agent::station::Turn;
use crate::agent::{Ctx, Kept};
use crate::chain::{Fact, Failure, Instant, Part, Pause, Probe, Timetable};
use crate::engine::Seat;
use crate::units::{ShipmentId, SimTime, Span, Units};

/// The waves in which parcels are picked.
#[derive(Clone, Debug)]
pub(super) struct Waves {
    times: Timetable,
    /// The agenda seat for the next wave.
    seat: Option<Seat>,
}

impl Waves {
    pub(super) fn new(times: Timetable) -> Self {
        Self { times, seat: None }
    }

    /// Sets the timer of the next wave. It comes last in its instant, so it takes everything released to picking by then.
    pub(super) fn await_next(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        let (seat, next) = (*self.seat.get_or_insert_with(|| ctx.seat()), self.times.after(ctx.now()));
        if next < SimTime::NEVER {
            ctx.set_seat(seat, next, Instant::Departures, Timer::Wave);
        }
    }
}

impl Warehouse {
    /// Packs a parcel with all its lines as soon as its wave has come and a picker is free.
    #[inline(always)]
    pub(super) fn pack(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        ctx.books().charge(now, id, &self.price, Part::Handling, me);
        if self.picking.is_none() {
            ctx.pass_on(id);
            return;
        }
        self.queue(id, ctx);
    }

    #[inline(never)]
    fn queue(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let (order, route) = ctx.books().shipments[id].line();
        let turn = match self.waves {
            None => self.pickers.arrive(id, order, route, ctx),
            Some(_) => self.pickers.gather(id, order, route, ctx),
        };
        match turn {
            Turn::Now => self.pick(id, ctx),
            Turn::Later => {}
            Turn::Away => self.cancel(id, ctx),
        }
    }

    /// Releases a wave to the pickers.
    #[cold]
    #[inline(never)]
    pub(super) fn wave(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        self.pickers.release();
        while let Some(next) = self.pickers.call(ctx) {
            self.pick(next, ctx);
        }
        if let Some(waves) = &mut self.waves {
            waves.await_next(ctx);
        }
    }

    /// Starts picking a parcel. If its buyer has cancelled it, the parcel is put back and the picker starts
    /// on the next.
    pub(super) fn pick(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let now = ctx.now();
        let mut turn = Some(id);
        while let Some(id) = turn {
            let shipment = &ctx.books().shipments[id];
            let (key, order) = (shipment.key, shipment.order);
            if now <= ctx.books().orders[order].deadline {
                let takes = self.picking.as_ref().map_or(Span::ZERO, |picking| ctx.draw(picking, key));
                ctx.hold(ctx.clock() + takes, Timer::Packed(id));
                return;
            }
            self.cancel(id, ctx);
            turn = self.pickers.end(ctx);
        }
    }

    /// Ships a packed parcel, unless its buyer has cancelled the order.
    pub(super) fn release(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        if ctx.must_wait(Pause::Shipping, |_| Kept::Timer(Timer::Leave(id).into())) {
            return;
        }
        let now = ctx.now();
        let order = ctx.books().shipments[id].order;
        if now <= ctx.books().orders[order].deadline {
            ctx.pass_on(id);
        } else {
            self.cancel(id, ctx);
        }
    }

    /// Puts the contents of a cancelled parcel back on the shelf.
    pub(super) fn cancel(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        ctx.note(Fact::Gone { by: me, shipment: id });
        let mut next = Some(id);
        while let Some(id) = next {
            next = ctx.books().shipments.rider(id);
            let line = ctx.books().shipments[id].order;
            let index = self.row(ctx.books().shipments[id].product);
            let stock_point = self.rows[index].stock_point;
            let units = ctx.books().put_back(now, stock_point, id);
            ctx.note(Fact::CameBack(stock_point));
            self.dock.fill(ctx.network().stock_point_cm3(stock_point) * units.count());
            ctx.note(Fact::GaveUp { order: line, units });
            if ctx.books().orders[line].undelivered == Units::ZERO {
                ctx.fail(line, Failure::Cancelled);
            }
            self.expire(index, ctx);
            self.serve_waiting(index, ctx);
            ctx.check(stock_point, place(index));
            ctx.note(Fact::Moved(stock_point));
        }
    }
}
