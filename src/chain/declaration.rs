//! A declaration: the lines of a parcel as customs see them, and the tax that each of them bears.

use super::regime::{Item, Rules, Shares, Tax, TaxFacts, Treatment};
use super::{Books, Network};
use crate::units::{Money, OrderId, ShipmentId};
use smallvec::SmallVec;

/// Lines that one declaration holds at most.
pub const MOST_LINES: usize = 64;

/// What a line without tax facts is to customs: nothing it pays for.
static NOTHING: TaxFacts = TaxFacts::ORDINARY;

/// Lines that a declaration holds without memory of its own: nearly all hold fewer.
const USUAL_LINES: usize = 8;

/// The lines of a declaration.
#[derive(Clone, Debug)]
pub struct Lines<'a>(SmallVec<[Item<'a>; USUAL_LINES]>);

impl<'a> Lines<'a> {
    #[inline]
    fn collect(lines: impl Iterator<Item = Item<'a>>) -> Self {
        let mut items = SmallVec::new();
        for item in lines.take(MOST_LINES) {
            items.push(item);
        }
        Self(items)
    }

    /// The lines of an order that travel with one of them.
    #[must_use]
    pub fn of_order(books: &Books, network: &'a Network, head: OrderId, line: OrderId) -> Self {
        let together = &books.orders[line];
        Self::collect(books.orders.lines(head).filter(|(_, other)| other.goes_with(together)).filter_map(
            |(_, line)| {
                let product = network.product(line.product?);
                Some(Item { facts: &product.tax, units: line.asked, value: product.price.times(line.asked) })
            },
        ))
    }

    /// The lines of a parcel.
    #[must_use]
    pub fn of_parcel(books: &Books, network: &'a Network, parcel: ShipmentId) -> Self {
        Self::collect(books.shipments.aboard(parcel).map(|(_, shipment)| {
            let product = shipment.product.map(|product| network.product(product));
            let value = product.map_or(Money::ZERO, |product| product.price.times(shipment.units));
            Item { facts: product.map_or(&NOTHING, |product| &product.tax), units: shipment.units, value }
        }))
    }

    /// The lines.
    #[must_use]
    pub fn items(&self) -> &[Item<'a>] {
        &self.0
    }

    /// What is paid for all of them.
    #[must_use]
    pub fn value(&self) -> Money {
        self.items().iter().map(|item| item.value).sum()
    }

    /// What is due on them, and the share of each; nothing where amounts lie outside what is assessed.
    #[must_use]
    pub fn taxed<'s>(&self, treatment: Treatment, rules: &Rules, shares: &'s mut Shares) -> (Tax, &'s [Money]) {
        shares.of(treatment, self.items(), Money::ZERO, rules).unwrap_or((Tax::default(), &[]))
    }
}
