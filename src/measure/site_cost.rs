//! Sites: wages and rent, from the ledger.

use super::Measure;
use super::kpi;
use super::sheet::{Sheet, per_day};
use crate::chain::{Account, Books, Fact, Mark, Network, Window};
use crate::units::{AgentId, Money, SimTime};

/// Wages and rent of each site that has any: at the start of the window, then over the window.
#[derive(Debug, Default)]
pub(super) struct SiteCosts {
    sites: Vec<(AgentId, [Money; 2])>,
}

impl Measure for SiteCosts {
    fn reset(&mut self, network: &Network, _window: &Window) {
        self.sites.clear();
        self.sites.extend(network.site_costs.iter().map(|site| (site.agent, [Money::ZERO; 2])));
    }

    #[inline(always)]
    fn note(&mut self, _now: SimTime, _fact: Fact, _books: &Books) {}

    fn mark(&mut self, _now: SimTime, _mark: Mark, books: &Books) {
        for (agent, amounts) in &mut self.sites {
            let balances = accounts(*agent).map(|account| books.ledger.balance(account));
            *amounts = [balances[0] - amounts[0], balances[1] - amounts[1]];
        }
    }

    fn report(&self, network: &Network, window: &Window, sheet: &mut Sheet) {
        if self.sites.is_empty() {
            return;
        }
        let per_day = |amount: Money| per_day(amount, window.length());
        let all = |place: usize| self.sites.iter().map(|(_, amounts)| amounts[place]).sum();
        sheet.total(&kpi::LABOUR_COST, per_day(all(0)));
        sheet.total(&kpi::FIXED_COST, per_day(all(1)));
        for (agent, [labour, fixed]) in &self.sites {
            let name = network.agent(*agent);
            sheet.entry(name.kind.name, &name.name, &kpi::LABOUR_COST, per_day(*labour));
            sheet.entry(name.kind.name, &name.name, &kpi::FIXED_COST, per_day(*fixed));
        }
    }
}

/// Returns the accounts of a site: wages, rent.
pub(super) fn accounts(agent: AgentId) -> [Account; 2] {
    [Account::Labour(agent), Account::Fixed(agent)]
}
