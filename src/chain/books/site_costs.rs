//! What the sites have cost since the start: wages and rent, added up exactly and rounded once.

use super::Books;
use crate::chain::{Account, Network};
use crate::units::{Money, SimTime, TimeRate};

/// The cost of all sites since the start.
#[derive(Clone, Debug, Default)]
pub(super) struct SiteCosts {
    /// When they were last charged.
    until: SimTime,
    /// Wages and rent up to then, not rounded, in the order of the network.
    sums: Vec<[i128; 2]>,
}

impl SiteCosts {
    pub(super) fn reset(&mut self, network: &Network) {
        self.until = SimTime::ZERO;
        self.sums.clear();
        self.sums.resize(network.site_costs.len(), [0; 2]);
    }

    /// Moves on to a time. Returns wages and rent up to it.
    pub(super) fn advance(&mut self, network: &Network, now: SimTime) -> Money {
        for place in 0..self.sums.len() {
            self.sums[place] = self.to(network, place, now);
        }
        self.until = now;
        self.sums.iter().flatten().map(|sum| TimeRate::rounded(*sum)).sum()
    }

    fn to(&self, network: &Network, place: usize, now: SimTime) -> [i128; 2] {
        let ([wages, rent], more) = (self.sums[place], network.site_costs[place].of(self.until, now));
        [wages + more[0], rent + more[1]]
    }
}

impl Books {
    /// Returns wages and rent from the start to `now`, charged or not.
    #[must_use]
    pub fn wages_and_rent(&self, network: &Network, now: SimTime) -> [Money; 2] {
        let sites = (0..network.site_costs.len()).map(|place| self.site_costs.to(network, place, now));
        sites.fold([Money::ZERO; 2], |[labour, fixed], [wages, rent]| {
            [labour + TimeRate::rounded(wages), fixed + TimeRate::rounded(rent)]
        })
    }

    /// Charges wages and rent since the last time.
    pub(in crate::chain) fn charge_sites(&mut self, network: &Network, now: SimTime) {
        for (place, site) in network.site_costs.iter().enumerate() {
            let sums = self.site_costs.to(network, place, now);
            self.site_costs.sums[place] = sums;
            for (account, sum) in [Account::Labour(site.agent), Account::Fixed(site.agent)].into_iter().zip(sums) {
                let owed = TimeRate::rounded(sum) - self.ledger.balance(account);
                self.ledger.post(account, Account::Payable(site.agent), owed);
            }
        }
        self.site_costs.until = now;
    }
}
