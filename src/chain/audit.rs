//! A recount of the books from lots, slabs and postings, not from the totals it checks.

use super::{Account, Books, Duty, Network};
use crate::units::{AgentId, Id, Money, ProductId, StockPointId, Units};

/// A discrepancy found by an audit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Discrepancy {
    /// The lots of a stock point do not add up to its stock.
    #[error("stock `{stock_point}`: {book} on hand in the books, {lots} in lots")]
    Lots {
        /// The stock point.
        stock_point: String,
        /// The amount in the books.
        book: Units,
        /// The amount recounted.
        lots: Units,
    },
    /// Waiting orders do not add up to the backorders.
    #[error("stock `{stock_point}`: {book} backorders in the books, {orders} in waiting orders")]
    Backorders {
        /// The stock point.
        stock_point: String,
        /// The amount in the books.
        book: Units,
        /// The amount recounted.
        orders: Units,
    },
    /// The open orders of a stock point do not add up to what it has on order.
    #[error("stock `{stock_point}`: {book} on order in the books, {orders} in open orders")]
    OnOrder {
        /// The stock point.
        stock_point: String,
        /// The amount in the books.
        book: Units,
        /// The amount recounted.
        orders: Units,
    },
    /// The lots of a stock point are not in picking order.
    #[error("stock `{stock_point}`: its lots are out of order")]
    LotOrder {
        /// The stock point.
        stock_point: String,
    },
    /// A shelf still holds a lot past its sell-by limit.
    #[error("stock `{stock_point}`: {units} on the shelf are past their sell-by limit")]
    Unsellable {
        /// The stock point.
        stock_point: String,
        /// The units of the lot.
        units: Units,
    },
    /// The lots that a shipment carries do not add up to its contents.
    #[error("a shipment of `{product}`: {book} in it according to the books, {lots} in lots")]
    CarriedLots {
        /// The product in the shipment.
        product: String,
        /// The amount in the books.
        book: Units,
        /// The amount recounted.
        lots: Units,
    },
    /// Units of a product were lost or created from nothing.
    #[error("product `{product}`: {created} created, but {found} on hand, moving, delivered, returned or scrapped")]
    Product {
        /// The product.
        product: String,
        /// Units created.
        created: Units,
        /// Units found.
        found: Units,
    },
    /// The outcomes of consumers' orders, parts or units do not add up to those placed.
    #[error("`{subject}`: {placed} {what} placed, but the outcomes add up to {found}")]
    Outcomes {
        /// The market, product or path.
        subject: String,
        /// What is counted: orders, parts or units.
        what: &'static str,
        /// The number placed.
        placed: i64,
        /// The sum over all outcomes.
        found: i64,
    },
    /// Balances differ from the postings, or do not add up to zero.
    #[error("ledger: balances and postings do not agree")]
    Ledger,
    /// The balance of an account differs from the value of what it stands for.
    #[error("account `{account}`: {book} in the books, {found} recounted")]
    Value {
        /// The account.
        account: String,
        /// The amount in the books.
        book: Money,
        /// The amount recounted.
        found: Money,
    },
}

impl Books {
    /// Recounts everything.
    ///
    /// # Errors
    /// Returns the first discrepancy.
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

    /// Checks that lots are in picking order, that none was past its sell-by limit when its stock point last changed,
    /// and that a shipment of perishable goods from a shelf carries lots for all its contents.
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
        let consumers = self.orders.iter().filter(|(_, order)| order.buyer.consumer().is_some());
        let bills = consumers.map(|(id, _)| self.bill_of(id));
        let bills: Money = bills.map(|bill| bill.paid(Money::ZERO) + bill.tax).sum();
        check(Account::Deferred, "deferred", -(promised + bills))?;
        if network.sales.settle() {
            // Platforms that settle collect what coupons took off as well.
            return Ok(());
        }
        let agents = (0..network.agents.len()).map(AgentId::from_index);
        let claims: Money = agents.map(|agent| self.ledger.balance(Account::Claim(agent))).sum();
        check(Account::Subsidy, "subsidy", -claims)
    }
}

fn stock_point_name(network: &Network, stock_point: StockPointId) -> &str {
    &network.stock_point(stock_point).name
}
