//! Clearance: how long shipments stay at customs, and how many are inspected. Covers the shipments that arrived in the
//! window.

use super::Measure;
use super::kpi;
use super::sheet::{Sheet, ratio};
use crate::chain::{Books, Duty, Fact, Network, Window};
use crate::units::{Id, SimTime, Span};

/// Counts by customs office.
#[derive(Debug, Default)]
pub(super) struct Clearance {
    offices: Vec<Office>,
    window: Window,
}

/// Shipments released and their total time; first those not inspected, then those inspected.
#[derive(Clone, Copy, Debug, Default)]
struct Office {
    count: [i128; 2],
    sojourn: [i128; 2],
    mismatches: i128,
}

impl Measure for Clearance {
    fn reset(&mut self, network: &Network, window: &Window) {
        self.window.clone_from(window);
        self.offices.clear();
        self.offices.resize(network.agents.len(), Office::default());
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, _books: &Books) {
        if let Fact::Cleared { customs, inspected, mismatches, sojourn, .. } = fact
            && self.window.covers(SimTime::from_micros(now.micros() - sojourn.micros()))
        {
            let office = &mut self.offices[customs.index()];
            office.count[usize::from(inspected)] += 1;
            office.sojourn[usize::from(inspected)] += i128::from(sojourn.micros());
            office.mismatches += i128::from(mismatches);
        }
    }

    fn report(&self, network: &Network, _window: &Window, sheet: &mut Sheet) {
        for (name, office) in network.agents.iter().zip(&self.offices).filter(|(name, _)| name.kind.does(Duty::Clear)) {
            let mut put = |kpi, value| sheet.entry(name.kind.name, &name.name, kpi, value);
            let hour = i128::from(Span::HOUR.micros());
            let ([green, red], [in_green, in_red]) = (office.count, office.sojourn);
            put(&kpi::MISMATCH_SHARE, ratio(office.mismatches, office.mismatches + green + red));
            put(&kpi::INSPECTED_SHARE, ratio(red, green + red));
            put(&kpi::SOJOURN_MEAN, ratio(in_green + in_red, (green + red) * hour));
            put(&kpi::SOJOURN_GREEN_MEAN, ratio(in_green, green * hour));
            put(&kpi::SOJOURN_RED_MEAN, ratio(in_red, red * hour));
        }
    }
}
