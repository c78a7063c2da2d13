//! The crew at the dock: incoming shipments wait until someone unloads them. Until they are on the shelf they are not on
//! hand. Unloading comes before `put_away`, which takes time but nobody's.

use super::{Timer, Warehouse};
use crate::agent::Ctx;
use crate::agent::station::{Station, Turn};
use crate::chain::{Factor, HandlingTime, Hours, Pause, Probe, SiteTerms};
use crate::reading::Reading;
use crate::text::Reader;
use crate::units::{AgentId, PlaceId, ShipmentId};

/// The crew that unloads.
#[derive(Clone, Debug)]
pub(super) struct Crew {
    station: Station<ShipmentId>,
    unloading: HandlingTime,
}

impl Crew {
    /// Reads the crew; by default it works in the hours of the warehouse.
    pub(super) fn read(
        reader: &Reader<'_>,
        me: AgentId,
        at: Option<PlaceId>,
        hours: Option<&Hours>,
        reading: &mut Reading<'_>,
    ) -> Option<Box<Self>> {
        let inner = reading.child(reader, "dock")?;
        let own = inner.get("hours").or(inner.get("calendar")).is_some();
        let hours = if own { reading.hours(&inner, at) } else { hours.cloned() };
        let crew = reading.staff_within(&inner, "crew", hours);
        let wait_limit = reading.time(&inner, "wait_limit");
        reading.require(&inner, "unloading", "\"2 min/carton\"");
        let products: Vec<_> = reading.stock_points_of(me).map(|(_, product, _)| product).collect();
        let unloading = reading.handling_time(&inner, "unloading", &products);
        reading.finish(&inner);
        let name = Some("dock".to_owned());
        let site = reading.queues_at(SiteTerms { name, ..SiteTerms::desk(me, crew.most(), wait_limit) });
        Some(Box::new(Self { station: Station::new(site, crew, None), unloading: unloading? }))
    }

    /// Begins the run, or handles a change of shift; waiting shipments may now start.
    pub(super) fn shift(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        self.station.shift(Timer::DockShift, ctx);
    }
}

impl Warehouse {
    /// Takes in a shipment for which there is space: it is unloaded, if there is a crew, and put away.
    pub(super) fn take_in(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let Some(crew) = &mut self.crew else {
            self.put_away(id, ctx);
            return;
        };
        let (order, route) = ctx.books().shipments[id].line();
        if crew.station.admit(id, order, route, ctx) == Turn::Now {
            self.unload(id, ctx);
        }
    }

    /// Lets a member of the crew unload a shipment.
    fn unload(&self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        let Some(crew) = &self.crew else { return };
        let shipment = &ctx.books().shipments[id];
        let (units, product) = (shipment.units, shipment.product.expect("only goods come to a warehouse"));
        let takes = crew.unloading.of(units, ctx.network().product(product));
        ctx.hold(ctx.clock() + takes, Timer::Unloaded(id));
    }

    /// Puts away a shipment that has been unloaded; the next one is unloaded.
    pub(super) fn unloaded(&mut self, id: ShipmentId, ctx: &mut Ctx<'_, impl Probe>) {
        if let Some(next) = self.crew.as_mut().and_then(|crew| crew.station.end(ctx)) {
            self.unload(next, ctx);
        }
        self.put_away(id, ctx);
    }

    /// Unloads what is waiting as far as there is crew.
    pub(super) fn call_crew(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        while let Some(next) = self.crew.as_mut().and_then(|crew| crew.station.call(ctx)) {
            self.unload(next, ctx);
        }
    }

    /// Applies changed conditions: with `receipt` paused, or at a capacity of 0, nothing more is unloaded.
    pub(super) fn limit_crew(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        if let Some(crew) = &mut self.crew {
            let share = if ctx.is_paused(Pause::Receipt) { 0 } else { ctx.factor(Factor::Capacity) };
            crew.station.limit(share, ctx);
            self.call_crew(ctx);
        }
    }
}
