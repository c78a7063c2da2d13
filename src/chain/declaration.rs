//! A declaration: the lines of a parcel as customs sees them, and the tax on each of them.

use super::regime::{Item, Rules, Shares, Tax, TaxFacts, Treatment};
use super::{Books, Network};
use crate::units::{Money, OrderId, ShipmentId};
use smallvec::SmallVec;

/// The largest number of lines in one declaration.
pub const MOST_LINES: usize = 64;

/// The tax facts of a line that has none of its own.
static NOTHING: TaxFacts = TaxFacts::ORDINARY;

/// The number of lines stored without an allocation: nearly all declarations have fewer.
const USUAL_LINES: usize = 8;

/// The lines of a declaration.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    items: SmallVec<[Item<'a>; USUAL_LINES]>,
    /// What the buyer pays for delivery in addition.
    delivery: Money,
}

impl<'a> Lines<'a> {
    #[inline]
    fn collect(lines: impl Iterator<Item = Item<'a>>, delivery: Money) -> Self {
        let mut items = SmallVec::new();
        for item in lines.take(MOST_LINES) {
            items.push(item);
        }
        Self { items, delivery }
    }

    /// Returns the lines of an order that travel with one of them.
    #[must_use]
    pub fn of_order(books: &Books, network: &'a Network, head: OrderId, line: OrderId) -> Self {
        let together = &books.orders[line];
        let lines = || books.orders.lines(head).filter(|(_, other)| other.goes_with(together));
        let delivery =
            if network.sales.any() { lines().map(|(id, _)| books.bill_of(id).delivery).sum() } else { Money::ZERO };
        let items = lines().filter_map(|(_, line)| {
            let product = line.product?;
            let value = line.price_of(product, network).times(line.asked);
            Some(Item { facts: &network.product(product).tax, units: line.asked, value })
        });
        Self::collect(items, delivery)
    }

    /// Returns the lines of a parcel.
    #[must_use]
    pub fn of_parcel(books: &Books, network: &'a Network, parcel: ShipmentId) -> Self {
        let delivery = if network.sales.any() { books.delivery_of(parcel) } else { Money::ZERO };
        let items = books.shipments.aboard(parcel).map(|(_, shipment)| {
            let units = shipment.units;
            shipment.product.map_or(Item { facts: &NOTHING, units, value: Money::ZERO }, |product| {
                let value = books.orders[shipment.order].price_of(product, network).times(units);
                Item { facts: &network.product(product).tax, units, value }
            })
        });
        Self::collect(items, delivery)
    }

    /// Returns the lines.
    #[must_use]
    pub fn items(&self) -> &[Item<'a>] {
        &self.items
    }

    /// Returns what the buyer pays for delivery, which is part of the dutiable value.
    #[must_use]
    pub fn delivery(&self) -> Money {
        self.delivery
    }

    /// Returns the dutiable value: what is paid for all of them, and for delivery.
    #[must_use]
    pub fn value(&self) -> Money {
        self.delivery + self.items().iter().map(|item| item.value).sum()
    }

    /// Returns the tax due and the share of each line; zero if the amounts are out of range for an assessment.
    #[must_use]
    pub fn taxed<'s>(&self, treatment: Treatment, rules: &Rules, shares: &'s mut Shares) -> (Tax, &'s [Money]) {
        shares.of(treatment, self.items(), self.delivery, rules).unwrap_or((Tax::default(), &[]))
    }
}
