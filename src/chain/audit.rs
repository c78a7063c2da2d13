//! A recount of the books from lots, slabs and postings, not from the totals it checks.

use super::{Account, Books, Duty, Network};
use crate::units::{Id, Money, ProductId, StockPointId, Units};

/// What does not agree.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Discrepancy {
    /// The lots of a stock point are not its stock.
    #[error("stock `{stock_point}`: {book} on hand by the book, {lots} in lots")]
    Lots {
        /// The stock point.
        stock_point: String,
        /// By the book.
        book: Units,
        /// Recounted.
        lots: Units,
    },
    /// The orders that wait are not the backorders.
    #[error("stock `{stock_point}`: {book} backorders by the book, {orders} in orders that wait")]
    Backorders {
        /// The stock point.
        stock_point: String,
        /// By the book.
        book: Units,
        /// Recounted.
        orders: Units,
    },
    /// The open orders of a stock point are not what it has on order.
    #[error("stock `{stock_point}`: {book} on order by the book, {orders} in open orders")]
    OnOrder {
        /// The stock point.
        stock_point: String,
        /// By the book.
        book: Units,
        /// Recounted.
        orders: Units,
    },
    /// The lots of a stock point are out of the order in which they are picked.
    #[error("stock `{stock_point}`: its lots are out of order")]
    LotOrder {
        /// The stock point.
        stock_point: String,
    },
    /// A lot lies on a shelf though it may no longer be sold.
    #[error("stock `{stock_point}`: {units} lie there that may no longer be sold")]
    Unsellable {
        /// The stock point.
        stock_point: String,
        /// How much of it.
        units: Units,
    },
    /// The lots that a shipment carries are not what it holds.
    #[error("a shipment of `{product}`: {book} in it by the book, {lots} in lots")]
    CarriedLots {
        /// What it holds.
        product: String,
        /// By the book.
        book: Units,
        /// Recounted.
        lots: Units,
    },
    /// Units of a product were lost or made from nothing.
    #[error("product `{product}`: {created} created, but {found} on hand, moving, delivered, returned or scrapped")]
    Product {
        /// The product.
        product: String,
        /// Created.
        created: Units,
        /// Found.
        found: Units,
    },
    /// Balances are not what was posted, or do not add up to zero.
    #[error("ledger: balances and postings do not agree")]
    Ledger,
    /// An account is not worth what lies behind it.
    #[error("account `{account}`: {book} by the book, {found} behind it")]
    Value {
        /// The account.
        account: String,
        /// By the book.
        book: Money,
        /// Recounted.
        found: Money,
    },
}

impl Books {
    /// Recounts everything.
    ///
    /// # Errors
    /// The first thing that does not agree.
    pub fn audit(&self, network: &Network) -> Result<(), Discrepancy> {
        self.audit_stock_points(network)?;
        self.audit_lots(network)?;
        self.audit_products(network)?;
        self.audit_money(network)
    }

    fn audit_stock_points(&self, network: &Network) -> Result<(), Discrepancy> {
        let mut waiting = vec![Units::ZERO; network.stock_points.len()];
        let mut ordered = vec![Units::ZERO; network.stock_points.len()];
        for (_, order) in self.orders.iter() {
            if let Some(stock_point) = order.buyer.stock_point() {
                ordered[stock_point.index()] += order.undelivered;
            }
            let source = || network.stock_point_of(network.route(order.route).first()?, order.product?);
            let stock_point = order.buyer.opening().or_else(source);
            if let Some(stock_point) = stock_point.filter(|_| !order.being_sent) {
                waiting[stock_point.index()] += order.open;
            }
        }
        for (id, stock_point) in self.stock.iter() {
            let name = || network.stock_point(id).name.clone();
            let lots: Units = stock_point.lots().iter().map(|lot| lot.units).sum();
            if stock_point.stock() != lots {
                return Err(Discrepancy::Lots { stock_point: name(), book: stock_point.stock(), lots });
            }
            let backorders = Units::new(stock_point.backorders.value());
            if backorders != waiting[id.index()] {
                return Err(Discrepancy::Backorders {
                    stock_point: name(),
                    book: backorders,
                    orders: waiting[id.index()],
                });
            }
            let on_order = Units::new(stock_point.on_order.value());
            if on_order != ordered[id.index()] {
                return Err(Discrepancy::OnOrder { stock_point: name(), book: on_order, orders: ordered[id.index()] });
            }
        }
        Ok(())
    }

    /// Lots lie in order, none of them was past its sale when its stock point last changed, and a shipment from a shelf carries
    /// lots of all it holds if they age.
    fn audit_lots(&self, network: &Network) -> Result<(), Discrepancy> {
        for (id, stock_point) in self.stock.iter() {
            let name = || network.stock_point(id).name.clone();
            if !stock_point.in_order() {
                return Err(Discrepancy::LotOrder { stock_point: name() });
            }
            let Some(life) = &network.product(network.stock_point(id).product).shelf_life else { continue };
            let since = stock_point.on_hand.since();
            let stale = stock_point.lots().iter().find(|lot| lot.expires <= since + life.ban);
            if let Some(lot) = stale {
                return Err(Discrepancy::Unsellable { stock_point: name(), units: lot.units });
            }
        }
        for (id, shipment) in self.shipments.iter() {
            let Some(product) = shipment.product.map(|product| network.product(product)) else { continue };
            let first = network.route(self.orders[shipment.order].route).first();
            let shelved = first.is_some_and(|first| network.agent(first).kind.does(Duty::Store));
            if product.shelf_life.is_some() && (shelved || !self.lots(id).is_empty()) {
                let lots: Units = self.lots(id).iter().map(|lot| lot.units).sum();
                if lots != shipment.units {
                    let product = product.name.clone();
                    return Err(Discrepancy::CarriedLots { product, book: shipment.units, lots });
                }
            }
        }
        Ok(())
    }

    fn audit_products(&self, network: &Network) -> Result<(), Discrepancy> {
        let mut found: Vec<Units> =
            self.flows.iter().map(|flow| flow.delivered + flow.returned + flow.scrapped).collect();
        for (id, stock_point) in self.stock.iter() {
            found[network.stock_point(id).product.index()] += stock_point.lots().iter().map(|lot| lot.units).sum();
        }
        for (_, shipment) in self.shipments.iter() {
            if let Some(product) = shipment.product {
                found[product.index()] += shipment.units;
            }
        }
        for (index, (flow, found)) in self.flows.iter().zip(found).enumerate() {
            if flow.created != found {
                let product = network.product(ProductId::from_index(index)).name.clone();
                return Err(Discrepancy::Product { product, created: flow.created, found });
            }
        }
        Ok(())
    }

    fn audit_money(&self, network: &Network) -> Result<(), Discrepancy> {
        if !self.ledger.agrees() {
            return Err(Discrepancy::Ledger);
        }
        let check = |account: Account, name: &str, found: Money| {
            let book = self.ledger.balance(account);
            if book == found { Ok(()) } else { Err(Discrepancy::Value { account: name.to_owned(), book, found }) }
        };
        for (id, stock_point) in self.stock.iter() {
            check(
                Account::Inventory(id),
                &format!("inventory.{}", stock_point_name(network, id)),
                stock_point.value().total(),
            )?;
        }
        let carried = self.shipments.iter().map(|(_, shipment)| shipment.cost.total()).sum();
        check(Account::UnderWay, "under_way", carried)?;
        let promised: Money = self.orders.iter().map(|(_, order)| order.price).sum();
        check(Account::Deferred, "deferred", -promised)
    }
}

fn stock_point_name(network: &Network, stock_point: StockPointId) -> &str {
    &network.stock_point(stock_point).name
}
