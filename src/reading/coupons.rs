//! Reads the coupons of promotions.

use super::Reading;
use crate::chain::{Coupon, Duty, Funder, Promotion};
use crate::text::{Code, KeySpec, Measure, Node, Problem, Reader, Shape};
use crate::units::{AgentId, Money};

/// The key for the coupon of a promotion.
pub(super) const COUPON: KeySpec = KeySpec::new(
    "coupon",
    Shape::Keys(&[
        KeySpec::new("off", Shape::Quantity(Measure::Amount), "What it takes off an order.").required(),
        KeySpec::new(
            "from",
            Shape::Quantity(Measure::Amount),
            "The value of its goods, at the prices of the day, from which an order gets it.",
        )
        .or("\"0 CNY\""),
        KeySpec::new(
            "funded_by",
            Shape::Text,
            "Who reimburses the seller: `\"platform\"`, `\"seller\"` (nobody does) or `\"supplier.NAME\"`.",
        )
        .or("\"platform\""),
    ]),
    "What an order placed with a platform on its days costs less.",
)
.otherwise("none");

impl Reading<'_> {
    /// Reads the `coupon` of a promotion with these days and markets.
    pub(super) fn coupon(&mut self, reader: &Reader<'_>, promotion: &Promotion) {
        let Some(inner) = self.child(reader, COUPON.name) else { return };
        self.require(&inner, "off", "\"30 CNY\"");
        let (off, from) = (self.money(&inner, "off"), self.money(&inner, "from"));
        let funder = inner.get("funded_by").map_or(Some(Funder::Platform), |node| self.funder(node));
        self.finish(&inner);
        let covered = |day: &i64| self.clock.date(*day).is_some_and(|date| promotion.covers(date));
        let days = self.clock.days().filter(covered).collect();
        if let (Some(off), Some(funder)) = (off, funder) {
            let (from, markets) = (from.unwrap_or(Money::ZERO), promotion.markets.clone());
            self.draft.coupons.push((Coupon { off, from, funder, days, markets }, inner.place()));
        }
    }

    /// Reports the coupons of promotions without a market that orders from a platform. Called once, after the markets have
    /// been read.
    pub fn check_coupons(&mut self) {
        for (coupon, place) in &self.draft.coupons {
            let holds = |market: &AgentId| coupon.markets.as_ref().is_none_or(|markets| markets.contains(market));
            if !self.draft.platforms.keys().any(holds) {
                let cause = "no market of the promotion orders from a platform, so nobody gets the coupon";
                let problem = Problem::new(Code::KeyWithoutEffect, *place, cause);
                self.problems.push(problem.help("state the `platform` of a market instead of `through`"));
            }
        }
    }

    fn funder(&mut self, node: &Node) -> Option<Funder> {
        let names = self.names;
        let suppliers = || names.agents.iter().filter(|(kind, _)| kind.does(Duty::Supply)).map(|(_, name)| &name[..]);
        match node.as_text() {
            Some("platform") => return Some(Funder::Platform),
            Some("seller") => return Some(Funder::Seller),
            Some(text) if text.starts_with("supplier.") => {
                let name = &text["supplier.".len()..];
                let found = self.agent("supplier", name).map(Funder::Supplier);
                if found.is_none() {
                    let problem = Problem::new(Code::UnknownName, node.place, format!("there is no supplier `{name}`"));
                    self.report(problem.suggest(name, suppliers()));
                }
                return found;
            }
            _ => {}
        }
        let known = suppliers().map(|name| format!("supplier.{name}"));
        let known: Vec<String> = ["platform", "seller"].map(str::to_owned).into_iter().chain(known).collect();
        let cause = format!("`funded_by` cannot be {}", node.shown());
        let problem = Problem::new(Code::UnknownWord, node.place, cause);
        self.report(problem.suggest(node.as_text().unwrap_or_default(), known.iter().map(String::as_str)));
        None
    }
}
