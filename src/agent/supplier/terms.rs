//! A supplier's terms: its own price or the product's cost, less a quantity discount, and when it is paid.

use crate::agent::Ctx;
use crate::chain::{Dated, Probe};
use crate::reading::Reading;
use crate::text::{Code, Node, Problem, Reader, Table};
use crate::units::{Id, Money, ProductId, Share, Span, Units};

/// A supplier's price, discounts and time of payment.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    price: Option<Dated<Money>>,
    /// Discounts on all units of an order, by the quantity from which they apply; ascending.
    discounts: Vec<(Units, Share)>,
    /// The time from shipping to payment; without it, the debt stays open.
    pub(super) pay_after: Option<Span>,
}

impl Terms {
    pub(super) fn read(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Self {
        let price = reading.dated_money(reader, "price");
        let mut discounts = Vec::new();
        if let Some(node) = reader.get("discounts") {
            for (key, share) in node.as_table().into_iter().flat_map(Table::iter) {
                match (key.name.parse::<i64>(), reading.share_of(share)) {
                    (Ok(units), Some(share)) if units > 0 => discounts.push((Units::new(units), share)),
                    (_, None) => {}
                    _ => refuse(key.place, &key.name, reading),
                }
            }
            if node.as_table().is_none() {
                refuse(node.place, &Node::shown(node), reading);
            }
        }
        discounts.sort_by_key(|(units, _)| *units);
        Self { price, discounts, pay_after: reading.time(reader, "pay_after") }
    }

    /// Returns what is owed for the units shipped of an order; the discount is that of the quantity ordered.
    pub(super) fn price(
        &self,
        product: Option<ProductId>,
        asked: Units,
        units: Units,
        ctx: &Ctx<'_, impl Probe>,
    ) -> Money {
        let Some(product) = product else { return Money::ZERO };
        let price = self.price.as_ref().unwrap_or(&ctx.network().products[product.index()].cost);
        let full = price.at(ctx.now()).times(units);
        let off = self.discounts.iter().rev().find(|(from, _)| asked >= *from).map_or(0, |(_, share)| share.ppm());
        let all = i64::from(Share::ALL.ppm());
        full - full.fraction(Units::new(i64::from(off)), Units::new(all))
    }
}

fn refuse(place: crate::text::Place, shown: &str, reading: &mut Reading<'_>) {
    let cause = format!("`discounts` must be shares by the quantity from which they apply, not {shown}");
    let problem = Problem::new(Code::OutOfRange, place, cause);
    reading.report(problem.help("for instance `discounts = { 5000 = \"3 %\", 20000 = \"6 %\" }`"));
}
