//! A customs office: every shipment passes the document desk; a share of them is then inspected in a bay.

use super::{Agent, Ctx};
use crate::chain::{Chance, Crew, Fact, Probe, Resolver, Role, Site, SiteTerms, Stage, TimeLaw, Turn};
use crate::text::Reader;
use crate::units::{AgentId, ShipmentId, SimTime};

/// What a customs office reminds itself of.
#[derive(Clone, Copy, Debug)]
pub enum Timer {
    /// The documents of this one are checked.
    Checked(Visit),
    /// The inspection of this one is over.
    Inspected(Visit),
}

/// A shipment and when it came.
#[derive(Clone, Copy, Debug)]
pub struct Visit {
    shipment: ShipmentId,
    came: SimTime,
}

/// A document desk and inspection bays.
#[derive(Clone, Debug)]
pub struct Customs {
    desk: Crew<Visit>,
    check: Option<TimeLaw>,
    inspected: Option<Chance>,
    bays: Crew<(Visit, SimTime)>,
    inspection: Option<TimeLaw>,
}

impl Agent for Customs {
    type Timer = Timer;
    const ROLE: Role = Role::HoldsShipments;

    fn resolve(reader: &Reader<'_>, me: AgentId, resolver: &Resolver<'_>) -> Option<Self> {
        let officers = resolver.servers(reader, "officers");
        let bays = resolver.servers(reader, "bays");
        let wait_limit = resolver.time(reader, "wait_limit");
        resolver.queues_at(SiteTerms { site: Site::Desk(me), servers: officers, wait_limit });
        if reader.get("inspected").is_some() {
            resolver.queues_at(SiteTerms { site: Site::Bays(me), servers: bays, wait_limit: None });
        }
        let customs = Self {
            desk: Crew::new(officers),
            check: resolver.time_law(reader, "check"),
            inspected: resolver.chance(reader, "inspected"),
            bays: Crew::new(bays),
            inspection: resolver.time_law(reader, "inspection"),
        };
        resolver.finish(reader);
        Some(customs)
    }

    fn on_shipment(&mut self, shipment: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        ctx.books().shipments[shipment].enter(Stage::Documents, now);
        ctx.note(Fact::Queued(Site::Desk(me)));
        let visit = Visit { shipment, came: now };
        if self.desk.come(visit) == Turn::Now {
            self.begin_check(visit, ctx);
        }
    }

    fn on_timer(&mut self, timer: Timer, ctx: &mut Ctx<'_, impl Probe>) {
        let me = ctx.me();
        match timer {
            Timer::Checked(visit) => {
                ctx.note(Fact::Ended(Site::Desk(me)));
                if let Some(next) = self.desk.done() {
                    self.begin_check(next, ctx);
                }
                self.after_check(visit, ctx);
            }
            Timer::Inspected(visit) => {
                ctx.note(Fact::Ended(Site::Bays(me)));
                if let Some((next, joined)) = self.bays.done() {
                    self.begin_inspection(next, joined, ctx);
                }
                clear(visit, true, ctx);
            }
        }
    }
}

impl Customs {
    fn begin_check(&mut self, visit: Visit, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        ctx.note(Fact::Began { site: Site::Desk(me), waited: now - visit.came });
        let key = ctx.books().shipments[visit.shipment].key;
        let done = self.check.as_ref().map_or(now, |check| now + ctx.draw(check, key));
        ctx.wake(done, Timer::Checked(visit));
    }

    fn after_check(&mut self, visit: Visit, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        let key = ctx.books().shipments[visit.shipment].key;
        if !self.inspected.as_ref().is_some_and(|inspected| ctx.happens(inspected, key)) {
            clear(visit, false, ctx);
            return;
        }
        ctx.books().shipments[visit.shipment].enter(Stage::Inspection, now);
        ctx.note(Fact::Queued(Site::Bays(me)));
        if self.bays.come((visit, now)) == Turn::Now {
            self.begin_inspection(visit, now, ctx);
        }
    }

    fn begin_inspection(&mut self, visit: Visit, joined: SimTime, ctx: &mut Ctx<'_, impl Probe>) {
        let (now, me) = (ctx.now(), ctx.me());
        ctx.note(Fact::Began { site: Site::Bays(me), waited: now - joined });
        let key = ctx.books().shipments[visit.shipment].key;
        let done = self.inspection.as_ref().map_or(now, |inspection| now + ctx.draw(inspection, key));
        ctx.wake(done, Timer::Inspected(visit));
    }
}

fn clear(visit: Visit, inspected: bool, ctx: &mut Ctx<'_, impl Probe>) {
    let (now, me) = (ctx.now(), ctx.me());
    ctx.note(Fact::Cleared { customs: me, inspected, sojourn: now - visit.came });
    ctx.pass_on(visit.shipment);
}
