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

    /// Returns the lines of an order that travel with one of them.
    #[must_use]
    pub fn of_order(books: &Books, network: &'a Network, head: OrderId, line: OrderId) -> Self {
        let together = &books.orders[line];
        Self::collect(books.orders.lines(head).filter(|(_, other)| other.goes_with(together)).filter_map(
            |(_, line)| {
                let product = line.product?;
                let value = line.price_of(product, network).times(line.asked);
                Some(Item { facts: &network.product(product).tax, units: line.asked, value })
            },
        ))
    }

    /// Returns the lines of a parcel.
    #[must_use]
    pub fn of_parcel(books: &Books, network: &'a Network, parcel: ShipmentId) -> Self {
        Self::collect(books.shipments.aboard(parcel).map(|(_, shipment)| {
            let units = shipment.units;
            shipment.product.map_or(Item { facts: &NOTHING, units, value: Money::ZERO }, |product| {
                let value = books.orders[shipment.order].price_of(product, network).times(units);
                Item { facts: &network.product(product).tax, units, value }
            })
        }))
    }

    /// Returns the lines.
    #[must_use]
    pub fn items(&self) -> &[Item<'a>] {
        &self.0
    }

    /// Returns what is paid for all of them.
    #[must_use]
    pub fn value(&self) -> Money {
        self.items().iter().map(|item| item.value).sum()
    }

    /// Returns the tax due and the share of each line; zero if the amounts are out of range for an assessment.
    #[must_use]
    pub fn taxed<'s>(&self, treatment: Treatment, rules: &Rules, shares: &'s mut Shares) -> (Tax, &'s [Money]) {
        shares.of(treatment, self.items(), Money::ZERO, rules).unwrap_or((Tax::default(), &[]))
    }
}
