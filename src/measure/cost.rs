//! Costs from the ledger: what its accounts gained in the window; and the emissions of transport in the window.

use super::Measure;
use super::income::Income;
use super::kpi::{self, Kpi};
use super::party::{self, Services};
use super::sheet::{SOLD, Sheet, YEAR, each, per_day, ratio};
use crate::chain::{Account, Books, Duty, Fact, Mark, Network, Part, Window};
use crate::units::{AgentId, Id, Money, SimTime, Span, StockPointId};

/// Balances at the start and end of the window.
#[derive(Debug, Default)]
pub(super) struct Costs {
    /// Orders placed since the window began.
    so_far: i64,
    /// Orders placed in the window.
    placed: i64,
    /// Grams of CO2 equivalent; `None` if no lane states its emissions.
    emitted: Option<i128>,
    window: Window,
    carriers: Vec<AgentId>,
    suppliers: Vec<AgentId>,
    /// Whether some supplier is owed money and never paid.
    unpaid: bool,
    gained: Gained,
}

/// Balances at the start of the window, then what they gained in it.
#[derive(Debug, Default)]
struct Gained {
    parts: [Money; Part::ALL.len()],
    revenue: Money,
    income: Income,
    services: Services,
    agents: Vec<Money>,
    stock_points: Vec<[Money; 3]>,
    /// Holding cost of goods in transit, by the agent that charges it.
    under_way: Vec<Money>,
    /// Goods, freight, storage and handling cost of the goods delivered.
    sold: Money,
    /// Areas under the value of all stock and under the amounts owed to suppliers.
    stock_value: i128,
    owed: i128,
    /// Area under what buyers owe.
    receivable: i128,
}

impl Measure for Costs {
    fn reset(&mut self, network: &Network, window: &Window) {
        (self.so_far, self.placed) = (0, 0);
        self.emitted = None;
        self.window.clone_from(window);
        self.gained = Gained {
            agents: vec![Money::ZERO; network.agents.len()],
            stock_points: vec![[Money::ZERO; 3]; network.stock_points.len()],
            under_way: vec![Money::ZERO; network.under_way.len()],
            ..Gained::default()
        };
        self.carriers = network.under_way.iter().map(|(agent, _)| *agent).collect();
        let suppliers = network.agents.iter().enumerate().filter(|(_, name)| name.kind.does(Duty::Supply));
        self.suppliers = suppliers.map(|(index, _)| AgentId::from_index(index)).collect();
        self.unpaid = false;
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, _books: &Books) {
        match fact {
            Fact::Placed(_) => self.so_far += 1,
            Fact::Emitted { grams, .. } if self.window.covers(now) => {
                *self.emitted.get_or_insert(0) += i128::from(grams);
            }
            _ => {}
        }
    }

    fn mark(&mut self, now: SimTime, mark: Mark, books: &Books) {
        self.unpaid =
            self.suppliers.iter().any(|who| books.charged(*who) > books.paid(*who) && books.paid(*who) == Money::ZERO);
        let ledger = |account| books.ledger.balance(account);
        let gained = Gained {
            parts: Part::ALL.map(|part| {
                [Account::Delivered, Account::Returned, Account::Scrapped, Account::WrittenOff]
                    .into_iter()
                    .map(|account| ledger(account(part)))
                    .sum()
            }),
            revenue: books.billed(),
            income: Income::of(books),
            services: Services::of(books, self.gained.agents.len()),
            agents: (0..self.gained.agents.len()).map(|agent| books.charged(AgentId::from_index(agent))).collect(),
            stock_points: (0..self.gained.stock_points.len())
                .map(StockPointId::from_index)
                .map(|stock_point| {
                    [Account::Ordering(stock_point), Account::Holding(stock_point), Account::Shortage(stock_point)]
                        .map(ledger)
                })
                .collect(),
            under_way: self.carriers.iter().map(|agent| ledger(Account::Transit(*agent))).collect(),
            sold: SOLD.map(|part| ledger(Account::Delivered(part))).into_iter().sum(),
            stock_value: books.stock.iter().map(|(_, stock_point)| stock_point.value_area(now)).sum(),
            owed: self.suppliers.iter().map(|supplier| books.owed_area(now, *supplier)).sum(),
            receivable: books.receivable_area(),
        };
        self.gained = gained.since(&self.gained);
        if mark == Mark::Horizon {
            self.placed += self.so_far;
        }
        self.so_far = 0;
    }

    fn report(&self, network: &Network, window: &Window, sheet: &mut Sheet) {
        let length = window.length();
        let per_day = |amount: Money| per_day(amount, length);
        let mut kinds: [Money; 3] =
            std::array::from_fn(|kind| self.gained.stock_points.iter().map(|stock_point| stock_point[kind]).sum());
        kinds[1] += self.gained.under_way.iter().copied().sum();
        let own: Money = kinds.into_iter().sum();
        let all = self.gained.parts.into_iter().sum::<Money>() + own + self.gained.services.total();
        let supplied = network.agents.iter().zip(&self.gained.agents).filter(|(name, _)| name.kind.does(Duty::Supply));
        let purchases = supplied.map(|(_, amount)| *amount).sum::<Money>();
        self.report_profit(all, network, window, sheet);
        sheet.total(&kpi::REVENUE, self.gained.revenue.amount());
        sheet.total(&kpi::PURCHASES, purchases.amount());
        let (value, sold) = (self.gained.stock_value, i128::from(self.gained.sold.parts()));
        sheet.total(&kpi::STOCK_VALUE, ratio(value, i128::from(length.micros()) * i128::from(Money::SCALE)));
        sheet.total(&kpi::INVENTORY_TURNS, ratio(sold * i128::from(YEAR.micros()), value));
        let day = i128::from(Span::DAY.micros());
        let payable = ratio(self.gained.owed, i128::from(purchases.parts()) * day);
        let receivable = if network.sales.settle() {
            let days = ratio(self.gained.receivable, i128::from(self.gained.revenue.parts()) * day);
            sheet.total(&kpi::DSO, days);
            days
        } else {
            0.0
        };
        let cash = if self.unpaid { f64::NAN } else { ratio(value, sold * day) + receivable - payable };
        sheet.total(&kpi::CASH_TO_CASH, cash);
        sheet.total(&kpi::COST_PER_ORDER, each(all, self.placed));
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
        party::report(&self.gained.parts, &self.gained.services, own, length, sheet);
        for (name, amount) in network.agents.iter().zip(&self.gained.agents) {
            if name.kind.charges {
                sheet.entry(name.kind.name, &name.name, &kpi::CHARGES_PER_DAY, per_day(*amount));
            }
        }
        for ((agent, _), amount) in network.under_way.iter().zip(&self.gained.under_way) {
            let name = network.agent(*agent);
            sheet.entry(name.kind.name, &name.name, &kpi::HOLDING_COST, per_day(*amount));
        }
        for (stock_point, amounts) in network.stock_points.iter().zip(&self.gained.stock_points) {
            for (kpi, amount) in [&kpi::ORDERING_COST, &kpi::HOLDING_COST, &kpi::SHORTAGE_COST].into_iter().zip(amounts)
            {
                sheet.entry("stock", &stock_point.name, kpi, per_day(*amount));
            }
            sheet.entry("stock", &stock_point.name, &kpi::COST_PER_DAY, per_day(amounts.iter().copied().sum()));
        }
    }
}

impl Costs {
    /// Puts what is left of the sales delivered after all costs.
    fn report_profit(&self, costs: Money, network: &Network, window: &Window, sheet: &mut Sheet) {
        let length = window.length();
        sheet.total(&kpi::FEES, per_day(self.gained.services.fees(), length));
        self.gained.income.report(network, sheet);
        let sales = self.gained.income.sales();
        let profit = self.gained.income.total() - costs;
        // Without prices there is no profit, only cost.
        let sells = network.sells();
        let mut put = |kpi, figure| sheet.total(kpi, if sells { figure } else { f64::NAN });
        put(&kpi::PROFIT, profit.amount());
        put(&kpi::PROFIT_PER_DAY, per_day(profit, length));
        put(&kpi::PROFIT_PER_ORDER, each(profit, self.placed));
        put(&kpi::PROFIT_SHARE, ratio(profit.parts(), sales.parts()));
    }
}

impl Gained {
    fn since(self, before: &Self) -> Self {
        let mut gained = self;
        gained.revenue -= before.revenue;
        gained.income = gained.income.since(before.income);
        gained.services = gained.services.since(before.services);
        gained.sold -= before.sold;
        gained.stock_value -= before.stock_value;
        gained.owed -= before.owed;
        gained.receivable -= before.receivable;
        let mine = gained.parts.iter_mut().chain(&mut gained.agents).chain(gained.stock_points.iter_mut().flatten());
        let mine = mine.chain(&mut gained.under_way);
        let theirs = before.parts.iter().chain(&before.agents).chain(before.stock_points.iter().flatten());
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
