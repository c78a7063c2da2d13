//! The last mile: delivery attempts per parcel, and parcels sent back.

use super::Measure;
use super::kpi;
use super::sheet::{Sheet, ratio};
use crate::chain::{Books, Duty, Fact, Network, Window};
use crate::units::{Id, SimTime, Span};

/// Parcels by courier.
#[derive(Debug, Default)]
pub(super) struct LastMile {
    couriers: Vec<Parcels>,
    window: Window,
}

#[derive(Clone, Copy, Debug, Default)]
struct Parcels {
    attempts: i64,
    delivered: i64,
    returned: i64,
}

impl Measure for LastMile {
    fn reset(&mut self, network: &Network, window: &Window) {
        self.window.clone_from(window);
        self.couriers.clear();
        self.couriers.resize(network.agents.len(), Parcels::default());
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, _books: &Books) {
        if let Fact::Dropped { courier, attempts, delivered } = fact
            && self.window.covers(now)
        {
            let parcels = &mut self.couriers[courier.index()];
            parcels.attempts += i64::from(attempts);
            parcels.delivered += i64::from(delivered);
            parcels.returned += i64::from(!delivered);
        }
    }

    fn report(&self, network: &Network, window: &Window, sheet: &mut Sheet) {
        for (name, parcels) in
            network.agents.iter().zip(&self.couriers).filter(|(name, _)| name.kind.does(Duty::Deliver))
        {
            let all = parcels.delivered + parcels.returned;
            let per_day = ratio(i128::from(all) * i128::from(Span::DAY.micros()), window.length().micros());
            sheet.entry(name.kind.name, &name.name, &kpi::PARCELS_PER_DAY, per_day);
            sheet.entry(name.kind.name, &name.name, &kpi::ATTEMPTS_MEAN, ratio(parcels.attempts, all));
            sheet.entry(name.kind.name, &name.name, &kpi::DELIVERED_SHARE, ratio(parcels.delivered, all));
            sheet.entry(name.kind.name, &name.name, &kpi::RETURNED_SHARE, ratio(parcels.returned, all));
        }
    }
}
