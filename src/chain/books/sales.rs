//! What platforms take of their sales, in the ledger.

use super::Books;
use crate::chain::{Account, Buyer, Network};
use crate::units::{Money, OrderId, ProductId};

impl Books {
    /// Charges the payment fee on every line of an order that has just been placed; it is not given back.
    #[inline(never)]
    pub fn pay_fees(&mut self, network: &Network, head: OrderId) {
        let Some(terms) = self.orders[head].buyer.consumer().and_then(|market| network.sales.of(market)) else {
            return;
        };
        let fee: Money = self.orders.lines(head).map(|(_, line)| terms.payment(line.price)).sum();
        if fee != Money::ZERO {
            self.ledger.post(Account::PaymentFee(terms.platform), Account::Payable(terms.platform), fee);
        }
    }

    /// Charges the commission on a line that has just closed.
    #[cold]
    #[inline(never)]
    pub(super) fn pay_commission(&mut self, network: &Network, buyer: Buyer, product: Option<ProductId>, price: Money) {
        let Some(terms) = buyer.consumer().and_then(|market| network.sales.of(market)) else { return };
        let commission = terms.commission(product, price);
        if commission != Money::ZERO {
            self.ledger.post(Account::Commission(terms.platform), Account::Payable(terms.platform), commission);
        }
    }
}
