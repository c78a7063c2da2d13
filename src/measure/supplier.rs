//! Suppliers: orders made ready in the window, in full or in part, lead times, and defective units.

use super::Measure;
use super::kpi;
use super::sheet::{Sheet, ratio};
use crate::chain::{Books, Duty, Fact, Network, Window};
use crate::units::{AgentId, Id, SimTime, Span};

/// Counts by supplier.
#[derive(Debug, Default)]
pub(super) struct Suppliers {
    /// The supplier at the head of each route, if there is one.
    first: Vec<Option<AgentId>>,
    suppliers: Vec<Counts>,
    window: Window,
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    orders: i128,
    in_full: i128,
    asked: i128,
    shipped: i128,
    /// Microseconds from order to ready.
    lead_time: i128,
    bad: i128,
}

impl Measure for Suppliers {
    fn reset(&mut self, network: &Network, window: &Window) {
        self.window.clone_from(window);
        self.first.clear();
        self.first.extend(network.routes.iter().map(crate::chain::Route::first));
        self.suppliers.clear();
        self.suppliers.resize(network.agents.len(), Counts::default());
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        match fact {
            Fact::Supplied { supplier, order, asked, units } if self.window.covers(now) => {
                let counts = &mut self.suppliers[supplier.index()];
                counts.orders += 1;
                counts.in_full += i128::from(units == asked);
                counts.asked += i128::from(asked.count());
                counts.shipped += i128::from(units.count());
                counts.lead_time += i128::from((now - books.orders[order].placed).micros());
            }
            Fact::Scrapped { shipment, units, bad: true, .. } if self.window.covers(now) => {
                let route = books.orders[books.shipments[shipment].order].route;
                if let Some(Some(first)) = self.first.get(route.index()) {
                    self.suppliers[first.index()].bad += i128::from(units.count());
                }
            }
            _ => {}
        }
    }

    fn report(&self, network: &Network, _window: &Window, sheet: &mut Sheet) {
        for (name, counts) in
            network.agents.iter().zip(&self.suppliers).filter(|(name, _)| name.kind.does(Duty::Supply))
        {
            let mut put = |kpi, value| sheet.entry(name.kind.name, &name.name, kpi, value);
            put(&kpi::ORDERS_SUPPLIED, ratio(counts.orders, 1));
            put(&kpi::IN_FULL_SHARE, ratio(counts.in_full, counts.orders));
            put(&kpi::UNITS_ASKED, ratio(counts.asked, 1));
            put(&kpi::UNITS_SHIPPED, ratio(counts.shipped, 1));
            put(&kpi::LEAD_TIME, ratio(counts.lead_time, counts.orders * i128::from(Span::DAY.micros())));
            put(&kpi::DEFECT_SHARE, ratio(counts.bad, counts.shipped));
        }
    }
}
