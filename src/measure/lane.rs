//! Lanes: shipments that left in the window, their transit time, weight, volume, damage and emissions.

use super::Measure;
use super::kpi;
use super::sheet::{Sheet, ratio};
use crate::chain::{Books, Duty, Fact, Network, Window};
use crate::stats::Histogram;
use crate::units::{Id, SimTime, Span};

/// Counts by lane.
#[derive(Debug, Default)]
pub(super) struct Carried {
    lanes: Vec<Lane>,
    /// Whether a shock can strike the lane: then a shipment's transit time is known only when it arrives.
    struck: Vec<bool>,
    window: Window,
}

#[derive(Clone, Debug, Default)]
struct Lane {
    shipments: i128,
    units: i128,
    grams: i128,
    cm3: i128,
    /// Microseconds from departure to arrival.
    sum: i128,
    /// Shipments whose transit time is known.
    timed: i128,
    days: Histogram,
    damaged: i128,
    /// Grams of CO2 equivalent; `None` if the lane states no emissions.
    emitted: Option<i128>,
}

impl Measure for Carried {
    fn reset(&mut self, network: &Network, window: &Window) {
        self.window.clone_from(window);
        self.lanes.truncate(network.agents.len());
        self.lanes.iter_mut().for_each(Lane::clear);
        self.lanes.resize_with(network.agents.len(), Lane::default);
        self.struck.clear();
        self.struck.resize(network.agents.len(), false);
        network.strikes.iter().flat_map(|strike| &strike.agents).for_each(|agent| self.struck[agent.index()] = true);
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        match fact {
            Fact::Sailed { lane, shipment, arrives } if self.window.covers(now) => {
                let struck = self.struck[lane.index()];
                let lane = &mut self.lanes[lane.index()];
                let load = books.shipments[shipment].load;
                lane.shipments += 1;
                lane.units += i128::from(load.units.count());
                lane.grams += i128::from(load.size.grams);
                lane.cm3 += i128::from(load.size.cm3);
                if !struck {
                    lane.take((arrives - now).micros());
                }
            }
            Fact::Landed { lane, took } if self.window.covers(SimTime::from_micros(now.micros() - took.micros())) => {
                self.lanes[lane.index()].take(took.micros());
            }
            Fact::Scrapped { by, units, bad: false, .. } if self.window.covers(now) => {
                self.lanes[by.index()].damaged += i128::from(units.count());
            }
            Fact::Emitted { lane, grams } if self.window.covers(now) => {
                *self.lanes[lane.index()].emitted.get_or_insert(0) += i128::from(grams);
            }
            _ => {}
        }
    }

    fn report(&self, network: &Network, _window: &Window, sheet: &mut Sheet) {
        let day = i128::from(Span::DAY.micros());
        for (name, lane) in network.agents.iter().zip(&self.lanes).filter(|(name, _)| name.kind.does(Duty::Carry)) {
            let mut put = |kpi, value| sheet.entry(name.kind.name, &name.name, kpi, value);
            put(&kpi::SHIPMENTS, ratio(lane.shipments, 1));
            put(&kpi::TRANSIT_MEAN, ratio(lane.sum, lane.timed * day));
            put(&kpi::TRANSIT_P95, lane.days.quantile(0.95).map_or(f64::NAN, |micros| micros / ratio(day, 1)));
            put(&kpi::WEIGHT_CARRIED, ratio(lane.grams, 1000));
            put(&kpi::VOLUME_CARRIED, ratio(lane.cm3, 1_000_000));
            put(&kpi::DAMAGE_SHARE, ratio(lane.damaged, lane.units));
            put(&kpi::CO2E, lane.emitted.map_or(f64::NAN, |grams| ratio(grams, 1000)));
        }
    }
}

impl Lane {
    /// Adds a shipment's transit time, in microseconds.
    fn take(&mut self, micros: i64) {
        self.timed += 1;
        self.sum += i128::from(micros);
        self.days.push(micros);
    }

    fn clear(&mut self) {
        let mut days = std::mem::take(&mut self.days);
        days.clear();
        *self = Self { days, ..Self::default() };
    }
}
