//! A recount of the books from lots, slabs and postings, not from the totals it checks.

use super::{Account, Books, Duty, Network};
use crate::units::{CellId, Id, Money, ProductId, Units};

/// What does not agree.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Discrepancy {
    /// The lots of a cell are not its stock.
    #[error("stock `{cell}`: {book} on hand by the book, {lots} in lots")]
    Lots {
        /// The cell.
        cell: String,
        /// By the book.
        book: Units,
        /// Recounted.
        lots: Units,
    },
    /// The orders that wait are not the backorders.
    #[error("stock `{cell}`: {book} backorders by the book, {orders} in orders that wait")]
    Backorders {
        /// The cell.
        cell: String,
        /// By the book.
        book: Units,
        /// Recounted.
        orders: Units,
    },
    /// The open orders of a cell are not what it has on order.
    #[error("stock `{cell}`: {book} on order by the book, {orders} in open orders")]
    OnOrder {
        /// The cell.
        cell: String,
        /// By the book.
        book: Units,
        /// Recounted.
        orders: Units,
    },
    /// The lots of a cell are out of the order in which they are picked.
    #[error("stock `{cell}`: its lots are out of order")]
    LotOrder {
        /// The cell.
        cell: String,
    },
    /// A lot lies on a shelf though it may no longer be sold.
    #[error("stock `{cell}`: {units} lie there that may no longer be sold")]
    Unsellable {
        /// The cell.
        cell: String,
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
        self.audit_cells(network)?;
        self.audit_lots(network)?;
        self.audit_products(network)?;
        self.audit_money(network)
    }

    fn audit_cells(&self, network: &Network) -> Result<(), Discrepancy> {
        let mut waiting = vec![Units::ZERO; network.cells.len()];
        let mut ordered = vec![Units::ZERO; network.cells.len()];
        for (_, order) in self.orders.iter() {
            if let Some(cell) = order.buyer.stock_point() {
                ordered[cell.index()] += order.undelivered;
            }
            let source = || network.cell_of(network.way(order.way).first()?, order.product?);
            let cell = order.buyer.opening().or_else(source);
            if let Some(cell) = cell.filter(|_| !order.in_post) {
                waiting[cell.index()] += order.open;
            }
        }
        for (id, cell) in self.stock.iter() {
            let name = || network.cell(id).name.clone();
            let lots: Units = cell.lots().iter().map(|lot| lot.units).sum();
            if cell.stock() != lots {
                return Err(Discrepancy::Lots { cell: name(), book: cell.stock(), lots });
            }
            let backorders = Units::new(cell.backorders.value());
            if backorders != waiting[id.index()] {
                return Err(Discrepancy::Backorders { cell: name(), book: backorders, orders: waiting[id.index()] });
            }
            let on_order = Units::new(cell.on_order.value());
            if on_order != ordered[id.index()] {
                return Err(Discrepancy::OnOrder { cell: name(), book: on_order, orders: ordered[id.index()] });
            }
        }
        Ok(())
    }

    /// Lots lie in order, none of them was past its sale when its cell last changed, and a shipment from a shelf carries
    /// lots of all it holds if they age.
    fn audit_lots(&self, network: &Network) -> Result<(), Discrepancy> {
        for (id, cell) in self.stock.iter() {
            let name = || network.cell(id).name.clone();
            if !cell.in_order() {
                return Err(Discrepancy::LotOrder { cell: name() });
            }
            let Some(life) = &network.product(network.cell(id).product).shelf_life else { continue };
            let since = cell.on_hand.since();
            let stale = cell.lots().iter().find(|lot| lot.expires <= since + life.ban);
            if let Some(lot) = stale {
                return Err(Discrepancy::Unsellable { cell: name(), units: lot.units });
            }
        }
        for (id, shipment) in self.shipments.iter() {
            let Some(product) = shipment.product.map(|product| network.product(product)) else { continue };
            let first = network.way(self.orders[shipment.order].way).first();
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
        for (id, cell) in self.stock.iter() {
            found[network.cell(id).product.index()] += cell.lots().iter().map(|lot| lot.units).sum();
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
        for (id, cell) in self.stock.iter() {
            check(Account::Inventory(id), &format!("inventory.{}", cell_name(network, id)), cell.value().total())?;
        }
        let carried = self.shipments.iter().map(|(_, shipment)| shipment.cost.total()).sum();
        check(Account::UnderWay, "under_way", carried)?;
        let promised: Money = self.orders.iter().map(|(_, order)| order.price).sum();
        check(Account::Deferred, "deferred", -promised)
    }
}

fn cell_name(network: &Network, cell: CellId) -> &str {
    &network.cell(cell).name
}
