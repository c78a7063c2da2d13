//! What a consumer takes when the shelf is empty: another product of the same warehouse, chosen by popularity among
//! those in stock.

use super::{Warehouse, place};
use crate::agent::Ctx;
use crate::chain::regime::Treatment;
use crate::chain::{Fact, Order, Probe};
use crate::units::{OrderId, ProductId, ShipmentId, Units};
use rand::RngExt;

impl Warehouse {
    /// Serves a line that found none of its own product with another product; `None` if there is no suitable one.
    #[cold]
    #[inline(never)]
    pub(super) fn substitute(
        &mut self,
        line: OrderId,
        index: usize,
        ctx: &mut Ctx<'_, impl Probe>,
    ) -> Option<ShipmentId> {
        let order = ctx.books().orders[line].clone();
        let (stream, asked) = (self.substitutes?, order.open);
        let weights = self.standing_in(&order, line, ctx);
        let total: f64 = weights.iter().map(|(_, weight)| weight).sum();
        let mut left = ctx.streams().generator(stream, order.key).random::<f64>() * total;
        let chosen = weights.iter().find(|(_, weight)| {
            left -= weight;
            left < 0.0
        });
        let (other, _) = *chosen.or(weights.last())?;
        let (from, to) = (self.rows[index].stock_point, self.rows[other].stock_point);
        let (served, lost) = (Units::ZERO, Units::ZERO);
        ctx.note(Fact::Asked { stock_point: from, order: line, asked, served, lost });
        let (books, network) = ctx.books_and_network();
        let product = network.stock_point(to).product;
        books.substitute(line, product, order.price_of(product, network).times(order.asked));
        ctx.note(Fact::Substituted { line, from, to, units: asked });
        if !self.rows[other].plain {
            self.learn_demand(other, asked, Units::ZERO, ctx);
        }
        let parcel = self.take(to, line, asked, ctx);
        if self.rows[other].learning.is_some() {
            self.learn_shelf(other, ctx);
        }
        ctx.check(to, place(other));
        ctx.note(Fact::Moved(to));
        Some(parcel)
    }

    /// Returns the rows that could cover the whole line and have no waiting orders, each with its popularity.
    fn standing_in(&self, order: &Order, line: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> Vec<(usize, f64)> {
        let (books, network) = ctx.books_and_network();
        let Some(product) = order.product else { return Vec::new() };
        let (wanted, price) = (network.product(product), order.price_of(product, network));
        let declared = network.route(order.route).regime.is_some();
        if declared && order.treatment == Some(Treatment::CbecFull) {
            return Vec::new();
        }
        let head = books.orders.head(line);
        let ordered: Vec<Option<ProductId>> = books.orders.lines(head).map(|(_, line)| line.product).collect();
        let named = |other: ProductId| match &wanted.substitutes {
            Some(named) => named.contains(&other),
            None => wanted.group.is_some() && wanted.group == network.product(other).group,
        };
        let rows = self.rows.iter().enumerate().filter_map(|(index, row)| {
            let other = network.stock_point(row.stock_point).product;
            if ordered.contains(&Some(other)) || !named(other) {
                return None;
            }
            let product = network.product(other);
            // The value declared at checkout may fall but not rise.
            let dearer = order.price_of(other, network) > price;
            (!declared || !dearer).then_some((index, product.popularity))
        });
        let mut rows: Vec<(usize, f64)> = rows.collect();
        rows.retain(|(index, _)| self.free(&self.rows[*index], *index, line, ctx) >= order.open);
        rows
    }
}
