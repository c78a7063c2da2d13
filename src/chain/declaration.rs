//! A declaration: the lines of a parcel as customs see them, and the tax that each of them bears.

use super::regime::{Item, Rules, Shares, Tax, TaxFacts, Treatment};
use super::{Books, Network};
use crate::units::{Money, OrderId, ShipmentId, Units};

/// Lines that one declaration holds at most.
pub const MOST_LINES: usize = 64;

/// What a line without tax facts is to customs: nothing it pays for.
static NOTHING: TaxFacts = TaxFacts::ORDINARY;

/// The lines of a declaration, on the stack.
#[derive(Clone, Copy, Debug)]
pub struct Lines<'a> {
    items: [Item<'a>; MOST_LINES],
    count: usize,
}

impl<'a> Lines<'a> {
    fn collect(lines: impl Iterator<Item = Item<'a>>) -> Self {
        let mut all =
            Self { items: [Item { facts: &NOTHING, units: Units::ZERO, value: Money::ZERO }; MOST_LINES], count: 0 };
        for item in lines {
            let Some(place) = all.items.get_mut(all.count) else { break };
            *place = item;
            all.count += 1;
        }
        all
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
        &self.items[..self.count]
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
