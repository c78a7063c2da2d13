//! A declaration: the lines of a parcel as customs sees them, and the tax on each of them.

use super::regime::{
    Admissible, Item, Regime, Rules, Shares, Tax, TaxFacts, Treatment, assess, assess_within, dutiable_within,
};
use super::{Books, Network, Order, SaleTax};
use crate::units::{Money, OrderId, ShipmentId, Units};
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
    /// Whether prices and delivery include the tax.
    inclusive: bool,
}

impl<'a> Lines<'a> {
    #[inline]
    fn collect(lines: impl Iterator<Item = Item<'a>>, delivery: Money, inclusive: bool) -> Self {
        let mut items = SmallVec::new();
        for item in lines.take(MOST_LINES) {
            items.push(item);
        }
        Self { items, delivery, inclusive }
    }

    /// Returns the lines of an order that travel with one of them.
    #[must_use]
    pub fn of_order(books: &Books, network: &'a Network, head: OrderId, line: OrderId) -> Self {
        let together = &books.orders[line];
        let lines = || books.orders.lines(head).filter(|(_, other)| other.goes_with(together));
        let delivery =
            if network.sales.any() { lines().map(|(id, _)| books.bill_of(id).delivery).sum() } else { Money::ZERO };
        let inclusive = network.sales.any() && includes_tax(network, together);
        let items = lines().filter_map(|(_, line)| {
            let product = line.product?;
            let value = line.price_of(product, network).times(line.asked);
            Some(Item { facts: &network.product(product).tax, units: line.asked, value })
        });
        Self::collect(items, delivery, inclusive)
    }

    /// Returns the lines of a parcel.
    #[must_use]
    pub fn of_parcel(books: &Books, network: &'a Network, parcel: ShipmentId) -> Self {
        let (mut delivery, mut inclusive) = (Money::ZERO, false);
        if network.sales.any() {
            delivery = books.delivery_of(parcel);
            inclusive = includes_tax(network, &books.orders[books.shipments[parcel].order]);
        }
        let items = books.shipments.aboard(parcel).map(|(_, shipment)| {
            let units = shipment.units;
            shipment.product.map_or(Item { facts: &NOTHING, units, value: Money::ZERO }, |product| {
                let value = books.orders[shipment.order].price_of(product, network).times(units);
                Item { facts: &network.product(product).tax, units, value }
            })
        });
        Self::collect(items, delivery, inclusive)
    }

    /// Returns one unit of a consumer's line, with its part of the delivery rounded up.
    #[must_use]
    pub fn of_unit(books: &Books, network: &'a Network, line: OrderId) -> Self {
        let order = &books.orders[line];
        let item = order.product.map(|product| {
            let value = order.price_of(product, network);
            Item { facts: &network.product(product).tax, units: Units::ONE, value }
        });
        let delivery = -(-books.bill_of(line).delivery).per_unit(order.asked);
        Self::collect(item.into_iter(), delivery, includes_tax(network, order))
    }

    /// Adds the lines of another order of the same platform.
    pub fn join(&mut self, other: &Self) {
        self.items.extend_from_slice(&other.items);
        self.delivery += other.delivery;
    }

    /// Returns the lines.
    #[must_use]
    pub fn items(&self) -> &[Item<'a>] {
        &self.items
    }

    /// Returns the options that a regime leaves, by the rules of a day, to a consumer who has imported this much in the
    /// year; `None` if there are no rules or the amounts are out of range.
    #[must_use]
    pub fn assess(&self, regime: Regime, network: &Network, day: i64, spent: Money) -> Option<Admissible> {
        let of = if self.inclusive { assess_within } else { assess };
        of(regime, &network.rules, day, &self.items, self.delivery, spent).ok()
    }

    /// Returns the dutiable value under a treatment: the prices with delivery, without the tax if they include it; zero if
    /// the amounts are out of range.
    #[must_use]
    pub fn dutiable(&self, treatment: Treatment, rules: &Rules) -> Money {
        if self.inclusive {
            dutiable_within(treatment, &self.items, self.delivery, rules).unwrap_or(Money::ZERO)
        } else {
            self.value()
        }
    }

    /// Returns the prices of all of them, with delivery.
    #[must_use]
    pub fn value(&self) -> Money {
        self.delivery + self.items().iter().map(|item| item.value).sum()
    }

    /// Returns the tax due and the share of each line; zero if the amounts are out of range for an assessment.
    #[must_use]
    pub fn taxed<'s>(&self, treatment: Treatment, rules: &Rules, shares: &'s mut Shares) -> (Tax, &'s [Money]) {
        let found = if self.inclusive {
            shares.within(treatment, self.items(), self.delivery, rules)
        } else {
            shares.of(treatment, self.items(), self.delivery, rules)
        };
        found.unwrap_or((Tax::default(), &[]))
    }
}

/// Returns whether the price that a consumer pays includes the tax.
fn includes_tax(network: &Network, order: &Order) -> bool {
    let terms = order.buyer.consumer().and_then(|market| network.sales.of(market));
    terms.is_some_and(|terms| terms.tax == SaleTax::Included)
}
