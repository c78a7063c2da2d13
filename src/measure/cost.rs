//! Where the money went, from the ledger: what its accounts gained between the two marks of the window. And what transport
//! emitted in it.

use super::Measure;
use super::kpi::{self, Kpi};
use super::sheet::{Sheet, ratio};
use crate::chain::{Account, Books, Fact, Mark, Network, Part, Window};
use crate::units::{AgentId, CellId, Id, Money, SimTime, Span};

/// Balances at the marks.
#[derive(Debug, Default)]
pub(super) struct Costs {
    placed: i64,
    /// Grams of CO2 equivalent; `None` where nothing was said of it.
    emitted: Option<i128>,
    window: Window,
    carriers: Vec<AgentId>,
    gained: Gained,
}

/// Balances at the beginning of the window, then what they gained in it.
#[derive(Debug, Default)]
struct Gained {
    parts: [Money; Part::ALL.len()],
    revenue: Money,
    agents: Vec<Money>,
    cells: Vec<[Money; 3]>,
    /// What goods under way have cost by the time they took, by those who charge it.
    under_way: Vec<Money>,
}

impl Measure for Costs {
    fn reset(&mut self, network: &Network) {
        self.placed = 0;
        self.emitted = None;
        self.window = network.window;
        self.gained.parts = [Money::ZERO; Part::ALL.len()];
        self.gained.revenue = Money::ZERO;
        self.gained.agents.clear();
        self.gained.agents.resize(network.agents.len(), Money::ZERO);
        self.gained.cells.clear();
        self.gained.cells.resize(network.cells.len(), [Money::ZERO; 3]);
        self.carriers = network.under_way.iter().map(|(agent, _)| *agent).collect();
        self.gained.under_way = vec![Money::ZERO; self.carriers.len()];
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, _books: &Books) {
        match fact {
            Fact::Placed(_) => self.placed += i64::from(self.window.covers(now)),
            Fact::Emitted { grams, .. } if self.window.covers(now) => {
                *self.emitted.get_or_insert(0) += i128::from(grams);
            }
            _ => {}
        }
    }

    fn mark(&mut self, _now: SimTime, mark: Mark, books: &Books) {
        let ledger = |account| books.ledger.balance(account);
        let now = Gained {
            parts: Part::ALL.map(|part| {
                [Account::Delivered, Account::Returned, Account::Scrapped, Account::WrittenOff]
                    .into_iter()
                    .map(|account| ledger(account(part)))
                    .sum()
            }),
            revenue: ledger(Account::Receivable),
            agents: (0..self.gained.agents.len()).map(|agent| books.charged(AgentId::from_index(agent))).collect(),
            cells: (0..self.gained.cells.len())
                .map(CellId::from_index)
                .map(|cell| [Account::Ordering(cell), Account::Holding(cell), Account::Shortage(cell)].map(ledger))
                .collect(),
            under_way: self.carriers.iter().map(|agent| ledger(Account::Transit(*agent))).collect(),
        };
        self.gained = match mark {
            Mark::WarmUp => now,
            Mark::Horizon => now.since(&self.gained),
        };
    }

    fn report(&self, network: &Network, sheet: &mut Sheet) {
        let length = i128::from(network.window.length().micros());
        let per_day = |amount: Money| {
            ratio(i128::from(amount.parts()) * i128::from(Span::DAY.micros()), length * i128::from(Money::SCALE))
        };
        let mut kinds: [Money; 3] = std::array::from_fn(|kind| self.gained.cells.iter().map(|cell| cell[kind]).sum());
        kinds[1] += self.gained.under_way.iter().copied().sum();
        let all = self.gained.parts.into_iter().chain(kinds).sum::<Money>();
        let supplied = network.agents.iter().zip(&self.gained.agents).filter(|(name, _)| name.kind == "supplier");
        sheet.total(&kpi::REVENUE, self.gained.revenue.amount());
        sheet.total(&kpi::PURCHASES, supplied.map(|(_, amount)| *amount).sum::<Money>().amount());
        sheet.total(&kpi::COST_PER_ORDER, ratio(all.parts(), i128::from(self.placed) * i128::from(Money::SCALE)));
        sheet.total(&kpi::COST_PER_DAY, per_day(all));
        let kilograms = |over: i64| self.emitted.map_or(f64::NAN, |grams| ratio(grams, i128::from(over) * 1000));
        sheet.total(&kpi::CO2E, kilograms(1));
        sheet.total(&kpi::CO2E_PER_ORDER, kilograms(self.placed));
        for (part, amount) in Part::ALL.into_iter().zip(self.gained.parts) {
            sheet.total(part_per_day(part), per_day(amount));
        }
        for (kpi, amount) in [&kpi::COST_ORDERING, &kpi::COST_HOLDING, &kpi::COST_SHORTAGE].into_iter().zip(kinds) {
            sheet.total(kpi, per_day(amount));
        }
        for (name, amount) in network.agents.iter().zip(&self.gained.agents) {
            if matches!(name.kind, "supplier" | "lane" | "port" | "customs" | "warehouse" | "courier") {
                sheet.entry(name.kind, &name.name, &kpi::CHARGES_PER_DAY, per_day(*amount));
            }
        }
        for ((agent, _), amount) in network.under_way.iter().zip(&self.gained.under_way) {
            let name = network.agent(*agent);
            sheet.entry(name.kind, &name.name, &kpi::HOLDING_COST, per_day(*amount));
        }
        for (cell, amounts) in network.cells.iter().zip(&self.gained.cells) {
            for (kpi, amount) in [&kpi::ORDERING_COST, &kpi::HOLDING_COST, &kpi::SHORTAGE_COST].into_iter().zip(amounts)
            {
                sheet.entry("stock", &cell.name, kpi, per_day(*amount));
            }
            sheet.entry("stock", &cell.name, &kpi::COST_PER_DAY, per_day(amounts.iter().copied().sum()));
        }
    }
}

impl Gained {
    fn since(self, before: &Self) -> Self {
        let mut gained = self;
        gained.revenue -= before.revenue;
        let mine = gained.parts.iter_mut().chain(&mut gained.agents).chain(gained.cells.iter_mut().flatten());
        let mine = mine.chain(&mut gained.under_way);
        let theirs = before.parts.iter().chain(&before.agents).chain(before.cells.iter().flatten());
        let theirs = theirs.chain(&before.under_way);
        for (mine, theirs) in mine.zip(theirs) {
            *mine -= *theirs;
        }
        gained
    }
}

fn part_per_day(part: Part) -> &'static Kpi {
    match part {
        Part::Goods => &kpi::COST_GOODS,
        Part::Freight => &kpi::COST_FREIGHT,
        Part::Storage => &kpi::COST_STORAGE,
        Part::Handling => &kpi::COST_HANDLING,
        Part::Tax => &kpi::COST_TAX,
        Part::Courier => &kpi::COST_COURIER,
    }
}
