//! Profit, and costs by party, recomputed posting by posting from what an audited run keeps.

use crate::record::{Observed, values};
use haitao::chain::{Books, Chart, Fact, Mark, Posting, Probe};
use haitao::scenario::Scenario;
use haitao::units::{Id, Money, SimTime};
use std::collections::BTreeMap;

/// Keeps the postings of the window.
#[derive(Default)]
struct Kept {
    before: usize,
    postings: Vec<Posting>,
}

impl Probe for Kept {
    fn note(&mut self, _now: SimTime, _fact: Fact, _books: &Books) {}

    fn mark(&mut self, _now: SimTime, mark: Mark, books: &Books) {
        match mark {
            Mark::WarmUp => self.before = books.ledger.postings().len(),
            Mark::Horizon => self.postings = books.ledger.postings()[self.before..].to_vec(),
        }
    }
}

/// Returns the party that an account's debits are paid to, if it is one of costs.
fn party(account: &str) -> Option<&'static str> {
    let (kind, rest) = account.split_once('.').unwrap_or((account, ""));
    Some(match (kind, rest) {
        ("delivered" | "returned" | "scrapped" | "written_off", part) => match part {
            "goods" => "suppliers",
            "freight" => "carriers",
            "storage" | "handling" => "operators",
            "tax" => "customs",
            "courier" => "couriers",
            other => panic!("no party for {other}"),
        },
        ("commission", _) => "platforms",
        ("payment_fee", _) => "payment_services",
        ("labour", _) => "staff",
        ("fixed", _) => "landlords",
        ("ordering" | "holding" | "shortage" | "transit", _) => "own",
        (
            "receivable" | "deferred" | "revenue" | "delivery" | "under_way" | "opening" | "accrued" | "cash"
            | "inventory" | "payable" | "claim" | "subsidy" | "tax_on_top",
            _,
        ) => return None,
        (other, _) => panic!("{other} is neither a cost nor known to be none"),
    })
}

/// Checks the money of one replication. Returns how many postings its window has.
pub(crate) fn recounted(scenario: &Scenario, seed: u64, replication: u64) -> Result<usize, String> {
    let mut kept = Kept::default();
    let mut run = Observed::audited(scenario, seed, replication, &mut kept).map_err(|found| found.to_string())?;
    let outcome = run.outcome();
    drop(run);
    let names = Chart::names(scenario.network());
    let mut gained = vec![Money::ZERO; names.len()];
    for posting in &kept.postings {
        gained[posting.debit.index()] += posting.amount;
        gained[posting.credit.index()] -= posting.amount;
    }
    let mut parties: BTreeMap<&str, Money> = BTreeMap::new();
    let mut income = Money::ZERO;
    for (name, gained) in names.iter().zip(&gained) {
        if let Some(party) = party(name) {
            *parties.entry(party).or_default() += *gained;
        } else if ["revenue", "delivery", "subsidy", "tax_on_top"].contains(&&name[..]) {
            income -= *gained;
        }
    }
    let costs: Money = parties.values().copied().sum();
    let values = values(scenario, &outcome);
    let kpi = |subject: &str, kpi: &str| {
        let found = values.iter().find(|(of, name, _)| of == subject && *name == kpi);
        found.map(|(.., value)| f64::from_bits(*value)).ok_or(format!("no {kpi} of {subject}"))
    };
    let profit = kpi("total", "profit")?;
    if scenario.network().sells() && profit.to_bits() != (income - costs).amount().to_bits() {
        return Err(format!("a profit of {profit}, but postings of {}", (income - costs).amount()));
    }
    let days = scenario.network().window.length().days();
    let agrees = |what: &str, per_day: f64, amount: Money| {
        let close = (per_day * days - amount.amount()).abs() <= 1e-9 * amount.amount().abs().max(1.0);
        if close { Ok(()) } else { Err(format!("{what}: {} but postings of {}", per_day * days, amount.amount())) }
    };
    let reported = values.iter().filter(|(of, name, _)| of.starts_with("party.") && *name == "cost_by_party");
    let mut sum = 0.0;
    for (of, _, value) in reported {
        let amount = parties.remove(&of["party.".len()..]).unwrap_or_default();
        agrees(of, f64::from_bits(*value), amount)?;
        sum += f64::from_bits(*value);
    }
    if let Some((party, amount)) = parties.iter().find(|(_, amount)| **amount != Money::ZERO) {
        return Err(format!("{party}: not reported, but postings of {}", amount.amount()));
    }
    agrees("sum over the parties", sum, costs)?;
    agrees("cost_per_day", kpi("total", "cost_per_day")?, costs)?;
    Ok(kept.postings.len())
}
