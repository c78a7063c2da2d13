//! How lines and shipments end other than at the door or on a shelf: turned away, spoilt, lost, cancelled or refused.

use super::{Ctx, Notice};
use crate::chain::{Fact, Failure, Probe, ReturnRoute, Settlement, Shipment};
use crate::units::{OrderId, ShipmentId, Units};

/// Whether an order has ended along with one of its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It is complete and no longer in the books.
    Yes,
    /// Other lines are still open.
    No,
}

impl<P: Probe> Ctx<'_, P> {
    /// Sends a shipment that found no room back to its sender, with everything it carries.
    pub fn turn_away(&mut self, carrier: ShipmentId) {
        let (now, me) = (self.now, self.me);
        self.note(Fact::Gone { by: me, shipment: carrier });
        self.note_returned(carrier);
        let mut next = Some(carrier);
        while let Some(id) = next {
            next = self.core.books.shipments.rider(id);
            let line = self.core.books.shipments[id].order;
            self.core.books.send_back(now, id);
            self.recheck_buyer(line);
            self.end_if_done(line, Failure::Returned);
        }
    }

    /// Sends a consumer's undeliverable parcel back with everything it carries, unless no goods are left in it. Other
    /// goods are abandoned.
    #[cold]
    #[inline(never)]
    pub fn go_back(&mut self, carrier: ShipmentId, back: ReturnRoute) {
        let order = self.core.books.shipments[carrier].order;
        if self.core.books.orders[order].buyer.consumer().is_none() {
            self.turn_away(carrier);
            return;
        }
        let (now, me) = (self.now, self.me);
        self.note(Fact::Gone { by: me, shipment: carrier });
        self.note_returned(carrier);
        let (mut next, mut lead) = (Some(carrier), None);
        while let Some(id) = next {
            next = self.core.books.shipments.rider(id);
            let core = &mut *self.core;
            let shipment = &core.books.shipments[id];
            let line = shipment.order;
            if let Some(product) = shipment.product.filter(|_| shipment.units.is_positive()) {
                let stock_point = core.network.stock_point_of(back.warehouse, product);
                let stock_point = stock_point.expect("every return route was checked to find its products in stock");
                let off = core.books.take_back(&core.network, now, id, back.route, stock_point);
                self.note(Fact::Sent { by: me, shipment: off });
                self.note(Fact::TurnedBack { courier: me, shipment: off });
                match lead {
                    Some(lead) => self.core.books.shipments.board(lead, off),
                    None => lead = Some(off),
                }
            } else {
                core.books.send_back(now, id);
            }
            self.end_if_done(line, Failure::Returned);
        }
        if let Some(lead) = lead {
            self.hand_on(lead);
        }
    }

    /// Reports that everything in a consumer's parcel goes back.
    fn note_returned(&mut self, carrier: ShipmentId) {
        let mut next = Some(carrier);
        while let Some(id) = next {
            next = self.core.books.shipments.rider(id);
            let shipment = &self.core.books.shipments[id];
            self.note_forgone(shipment.order, shipment.units, Some(carrier), Failure::Returned);
        }
    }

    /// Reports that units of a line will not arrive, if a consumer placed it.
    fn note_forgone(&mut self, line: OrderId, units: Units, parcel: Option<ShipmentId>, why: Failure) {
        if units.is_positive() && self.core.books.orders[line].buyer.consumer().is_some() {
            self.note(Fact::Forgone { line, units, parcel, why });
        }
    }

    /// Releases units that a line's source cannot supply or that the platform refuses.
    pub fn forgo(&mut self, line: OrderId, units: Units, why: Failure) {
        self.note_forgone(line, units, None, why);
        self.release(line, units);
    }

    /// Releases units of a line that will never be made or taken.
    pub fn release(&mut self, line: OrderId, units: Units) {
        self.core.books.release(self.now, line, units);
        self.recheck_buyer(line);
    }

    /// Cancels a line of which nothing has been taken or made.
    pub fn give_up(&mut self, line: OrderId) {
        let units = self.core.books.orders[line].open;
        self.note(Fact::GaveUp { order: line, units });
        self.release(line, units);
        self.fail(line, Failure::Cancelled);
    }

    /// Ends a line that its source cannot supply at all.
    pub fn lapse(&mut self, line: OrderId) {
        self.end_if_done(line, Failure::Lost);
    }

    /// Ends a line if no more of it is to come: a consumer's line fails, any other order closes.
    fn end_if_done(&mut self, line: OrderId, why: Failure) {
        let order = &self.core.books.orders[line];
        if order.undelivered != Units::ZERO || order.ended {
            return;
        }
        if order.buyer.consumer().is_some() {
            self.fail(line, why);
        } else {
            self.core.books.close_if_done(line);
        }
    }

    /// Requests a policy check if a stock point placed this order, because its position has changed.
    fn recheck_buyer(&mut self, line: OrderId) {
        if let Some(stock_point) = self.core.books.orders[line].buyer.stock_point() {
            self.recheck(stock_point);
            self.note(Fact::Moved(stock_point));
        }
    }

    /// Ends a line of a consumer's order without its last parcel at the door, and the order if no other line is open.
    pub fn fail(&mut self, line: OrderId, why: Failure) -> Ended {
        self.note(Fact::LineFailed { line, why });
        let Some(order) = self.core.books.line_done(line) else { return Ended::No };
        self.note(Fact::Failed { order, why });
        self.close(order);
        Ended::Yes
    }

    /// Closes a consumer's order; a platform that settles is told what it is to pay.
    #[inline(always)]
    pub fn close(&mut self, order: OrderId) {
        let core = &mut *self.core;
        if let Some(Settlement { platform, amount }) = core.books.close(&core.network, order) {
            self.notify(platform, Notice::Earned(amount));
        }
    }

    /// Scraps units that are spoilt, lost or defective, in a shipment and in those it carries. Returns true if
    /// nothing is left in the carrier: it has then ended, with the orders that waited for nothing else.
    pub fn scrap(&mut self, carrier: ShipmentId, units: impl Fn(&Self, &Shipment) -> Units, bad: bool) -> bool {
        let (now, me) = (self.now, self.me);
        let mut next = Some(carrier);
        while let Some(id) = next {
            next = self.core.books.shipments.rider(id);
            let shipment = &self.core.books.shipments[id];
            let (product, gone) = (shipment.product, units(self, shipment).min(shipment.units));
            if gone.is_positive() {
                let core = &mut *self.core;
                core.books.scrap(&core.network, now, carrier, id, gone, bad);
                let line = core.books.shipments[id].order;
                self.note_forgone(line, gone, Some(carrier), Failure::Spoilt);
                self.recheck_buyer(line);
                if let Some(product) = product {
                    self.note(Fact::Scrapped { by: me, shipment: id, product, units: gone, bad });
                }
            }
        }
        if self.core.books.shipments[carrier].load.units.is_positive() {
            return false;
        }
        self.lose(carrier);
        true
    }

    /// Ends an empty shipment, everything it carries, and the orders that waited for nothing else.
    pub fn lose(&mut self, carrier: ShipmentId) {
        let (now, me) = (self.now, self.me);
        self.note(Fact::Gone { by: me, shipment: carrier });
        let mut next = Some(carrier);
        while let Some(id) = next {
            next = self.core.books.shipments.rider(id);
            let line = self.core.books.shipments[id].order;
            self.core.books.lose(now, id);
            self.end_if_done(line, Failure::Spoilt);
        }
    }
}
