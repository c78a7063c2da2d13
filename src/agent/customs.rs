//! A customs office. Every shipment is declared at the desk of its regime, where its documents are checked. A share
//! of the documents does not match and is filed again; a share of the shipments is inspected. Shipments released
//! under a regime with tax are taxed.

mod desk;
mod keys;

use super::station::{Station, Turn};
use super::{Agent, Ctx, Kept};
use crate::chain::regime::{Shares, Tax, Treatment};
use crate::chain::{Duty, Fact, Factor, Kind, Lines, Part, Pause, Probe, Role, Site, SiteTerms, Staff, Stage, TimeLaw};
use crate::engine::Slab;
use crate::reading::Reading;
use crate::text::{KeySpec, Reader};
use crate::units::{AgentId, Money, ShipmentId, SimTime, SiteId, Span, VisitId};
use desk::Desk;

/// The timers of a customs office.
#[derive(Clone, Copy, Debug)]
pub enum Timer {
    /// A shift begins or ends, at a desk or among the shared officers.
    Shift(u8),
    /// The documents of a visit are checked.
    Checked(VisitId),
    /// The documents of a visit are corrected.
    Corrected(VisitId),
    /// The inspection of a visit is over.
    Inspected(VisitId),
    /// A shipment may leave.
    Leave(ShipmentId),
}

/// The desk number that stands for the officers shared by all desks.
const HALL: u8 = u8::MAX;

/// A shipment at customs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Visit {
    shipment: ShipmentId,
    /// When it arrived.
    came: SimTime,
    desk: u8,
    /// How often its documents have been filed again.
    filed: u16,
}

/// A customs office: document desks and inspection bays.
#[derive(Clone, Debug)]
pub struct Customs {
    desks: Vec<Desk>,
    /// The officers of all desks that have none of their own.
    officers: Station<Visit>,
    bays: Station<Visit>,
    /// The visits that timers refer to: timers are many, so they must be small.
    visits: Slab<VisitId, Visit>,
    /// A buffer for the taxes of one declaration.
    shares: Shares,
}

impl Agent for Customs {
    type Timer = Timer;
    const KIND: Kind =
        Kind::new(Role::HoldsShipments).charging(&[Duty::Clear, Duty::Queue, Duty::Serve, Duty::TurnAway]).struck(
            &[Pause::Shipping, Pause::Transit, Pause::Receipt],
            &[Factor::Capacity, Factor::Speed, Factor::Price, Factor::Inspection],
        );
    const KEYS: &[KeySpec] = keys::KEYS;

    fn resolve(reader: &Reader<'_>, me: AgentId, reading: &mut Reading<'_>) -> Option<Self> {
        let at = reading.place_named(reader, "at");
        let officers = reading.staff(reader, "officers", at);
        let bays = reading.servers(reader, "bays");
        let room = reading.count(reader, "room", u32::MAX);
        let wait_limit = reading.time(reader, "wait_limit");
        let hall = reading.queues_at(SiteTerms { room, ..SiteTerms::desk(me, officers.most(), wait_limit) });
        let desks = Desk::read_all(reader, me, at, reading);
        // Without inspections, a default's or group's `bays` have nothing to do and are no queue.
        let (mut yard, mut inspectors) = (SiteId::default(), None);
        if desks.iter().any(|desk| desk.inspected.is_some()) {
            let terms = SiteTerms { site: Site::Bays, ..SiteTerms::desk(me, bays, None) };
            (yard, inspectors) = (reading.queues_at(terms), bays);
        }
        reading.offers(me, Desk::service(&desks));
        let officers = Station::new(hall, officers, room).with_priority(reader, reading);
        let bays = Station::new(yard, Staff::always(inspectors), None).with_priority(reader, reading);
        reading.finish(reader);
        Some(Self { desks, officers, bays, visits: Slab::default(), shares: Shares::default() })
    }

    fn start(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        self.bays.start(ctx);
        self.officers.start(ctx);
        self.officers.shift(Timer::Shift(HALL), ctx);
        for (number, desk) in (0..).zip(&mut self.desks) {
            if let Some(officers) = &mut desk.officers {
                officers.start(ctx);
                officers.shift(Timer::Shift(number), ctx);
            }
        }
    }

    #[inline(never)]
    fn on_shipment(&mut self, shipment: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        if ctx.must_wait(Pause::Receipt, |_| Kept::Shipment(shipment)) {
            return;
        }
        let now = ctx.now();
        ctx.books().shipments[shipment].enter(Stage::Documents, now);
        let (order, route) = ctx.books().shipments[shipment].line();
        let bulk = ctx.books().orders[order].buyer.consumer().is_none();
        let regime = ctx.network().route(route).regime;
        let desk = self.desks.iter().position(|desk| desk.takes(bulk, regime)).expect("the last desk takes all");
        let desk = u8::try_from(desk).expect("fewer than 256 desks");
        self.file(Visit { shipment, came: now, desk, filed: 0 }, ctx);
    }

    fn on_change(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        let share = ctx.factor(Factor::Capacity);
        self.officers.limit(share, ctx);
        self.bays.limit(share, ctx);
        for officers in self.desks.iter_mut().filter_map(|desk| desk.officers.as_mut()) {
            officers.limit(share, ctx);
        }
        for desk in 0..u8::try_from(self.desks.len()).expect("fewer than 256 desks") {
            while let Some(next) = self.officers(desk).call(ctx) {
                self.begin_check(next, ctx);
            }
        }
        while let Some(next) = self.bays.call(ctx) {
            self.begin_inspection(next, ctx);
        }
    }

    #[inline(never)]
    fn on_timer(&mut self, timer: Timer, ctx: &mut Ctx<'_, impl Probe>) {
        match timer {
            Timer::Shift(desk) => {
                self.officers(desk).shift(timer, ctx);
                while let Some(next) = self.officers(desk).call(ctx) {
                    self.begin_check(next, ctx);
                }
            }
            Timer::Checked(id) => {
                let visit = self.take_visit(id);
                if let Some(next) = self.officers(visit.desk).end(ctx) {
                    self.begin_check(next, ctx);
                }
                self.after_check(visit, ctx);
            }
            Timer::Corrected(id) => {
                let visit = self.take_visit(id);
                self.file(Visit { filed: visit.filed.saturating_add(1), ..visit }, ctx);
            }
            Timer::Inspected(id) => {
                let visit = self.take_visit(id);
                if let Some(next) = self.bays.end(ctx) {
                    self.begin_inspection(next, ctx);
                }
                self.clear(visit, true, ctx);
            }
            Timer::Leave(id) => leave(id, ctx),
        }
    }
}

impl Customs {
    /// Removes the visit that a timer was set for.
    fn take_visit(&mut self, id: VisitId) -> Visit {
        let visit = self.visits[id];
        self.visits.discard(id);
        visit
    }

    /// Returns the officers of a desk.
    fn officers(&mut self, desk: u8) -> &mut Station<Visit> {
        let own = self.desks.get_mut(usize::from(desk)).and_then(|desk| desk.officers.as_mut());
        own.unwrap_or(&mut self.officers)
    }

    fn file(&mut self, visit: Visit, ctx: &mut Ctx<'_, impl Probe>) {
        let (order, route) = ctx.books().shipments[visit.shipment].line();
        let officers = self.officers(visit.desk);
        // A visit that has been served before is admitted even if the room is full.
        let turn = if visit.filed == 0 {
            officers.arrive(visit, order, route, ctx)
        } else {
            officers.admit(visit, order, route, ctx)
        };
        match turn {
            Turn::Now => self.begin_check(visit, ctx),
            Turn::Later => {}
            Turn::Away => {
                ctx.turn_away(visit.shipment);
            }
        }
    }

    fn begin_check(&mut self, visit: Visit, ctx: &mut Ctx<'_, impl Probe>) {
        let key = ctx.books().shipments[visit.shipment].key;
        let key = if visit.filed == 0 { key } else { key.nth(u64::from(visit.filed)) };
        let check = self.desks[usize::from(visit.desk)].check.as_ref();
        let done = ctx.clock() + check.map_or(Span::ZERO, |check| ctx.draw(check, key));
        ctx.hold(done, Timer::Checked(self.visits.insert(visit)));
    }

    fn after_check(&mut self, visit: Visit, ctx: &mut Ctx<'_, impl Probe>) {
        let now = ctx.now();
        let desk = &self.desks[usize::from(visit.desk)];
        let key = ctx.books().shipments[visit.shipment].key;
        let filed = key.nth(u64::from(visit.filed));
        if desk.mismatch.as_ref().is_some_and(|mismatch| ctx.happens(mismatch, filed)) {
            let corrected = now + desk.correction.as_ref().map_or(Span::ZERO, |law| ctx.draw(law, filed));
            ctx.wake(corrected, Timer::Corrected(self.visits.insert(visit)));
            return;
        }
        let often = ctx.factor(Factor::Inspection);
        if !desk.inspected.as_ref().is_some_and(|inspected| ctx.happens(&inspected.times(often), key)) {
            self.clear(visit, false, ctx);
            return;
        }
        ctx.books().shipments[visit.shipment].enter(Stage::Inspection, now);
        let (order, route) = ctx.books().shipments[visit.shipment].line();
        if self.bays.admit(visit, order, route, ctx) == Turn::Now {
            self.begin_inspection(visit, ctx);
        }
    }

    /// Charges the taxes on a consumer's import under a regime; bulk goods enter a zone untaxed.
    fn levy(&mut self, parcel: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        let head = ctx.books().shipments[parcel].order;
        let spent = if ctx.books().orders[head].treatment.is_none() { ctx.spent_this_year(head) } else { Money::ZERO };
        let (books, network) = ctx.books_and_network();
        let shipment = &books.shipments[parcel];
        let order = &books.orders[shipment.order];
        let (Some(_), Some(regime), Some(day)) =
            (order.buyer.consumer(), network.route(shipment.route).regime, network.day(now))
        else {
            return;
        };
        let Ok(rules) = network.rules.at(regime, day) else { return };
        let lines = Lines::of_parcel(books, network, parcel);
        let assessed = || lines.assess(regime, network, day, spent)?.treatment;
        // Without a platform no treatment has been chosen; goods over the limit are then imported as trade goods.
        let treatment = order.treatment.or_else(assessed).unwrap_or(Treatment::GeneralTrade);
        let (tax, shares) = lines.taxed(treatment, rules, &mut self.shares);
        let value = lines.dutiable(treatment, rules);
        drop(lines);
        let mut next = Some(parcel);
        for share in shares {
            let Some(id) = next else { break };
            books.bill_one(id, *share, Part::Tax, me);
            if network.sales.any() {
                books.pass_on(network, id, *share);
            }
            next = books.shipments.rider(id);
        }
        let Tax { tariff, consumption, vat, total, .. } = tax;
        let (customs, shipment, regime, treatment) = (me, parcel, Some(regime), treatment as u8);
        ctx.note(Fact::Declared { customs, shipment, regime, treatment, value, tariff, consumption, vat, total });
    }

    fn begin_inspection(&mut self, visit: Visit, ctx: &mut Ctx<'_, impl Probe>) {
        let key = ctx.books().shipments[visit.shipment].key;
        let law: Option<&TimeLaw> = self.desks[usize::from(visit.desk)].inspection.as_ref();
        let done = ctx.clock() + law.map_or(Span::ZERO, |inspection| ctx.draw(inspection, key));
        ctx.hold(done, Timer::Inspected(self.visits.insert(visit)));
    }

    fn clear(&mut self, visit: Visit, inspected: bool, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        let desk = &self.desks[usize::from(visit.desk)];
        ctx.books().charge(now, visit.shipment, &desk.price, Part::Handling, me);
        if inspected {
            ctx.books().charge(now, visit.shipment, &desk.inspection_price, Part::Handling, me);
        }
        self.levy(visit.shipment, ctx);
        let (shipment, mismatches) = (visit.shipment, u32::from(visit.filed));
        ctx.note(Fact::Cleared { customs: me, shipment, inspected, mismatches, sojourn: now - visit.came });
        leave(visit.shipment, ctx);
    }
}

/// Releases a cleared shipment, unless departures are paused.
fn leave(id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
    if !ctx.must_wait(Pause::Shipping, |_| Kept::Timer(Timer::Leave(id).into())) {
        ctx.pass_on(id);
    }
}
