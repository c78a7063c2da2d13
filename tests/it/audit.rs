//! The audit finds planted errors: books that were built by hand with the same steps as agents use pass after every step,
//! and fail as soon as a single unit, posting or lot is wrong.

use crate::record::scenario;
use haitao::chain::audit::Discrepancy;
use haitao::chain::{Account, Books, Buyer, Network, Order, Part, Stage};
use haitao::engine::EntityKey;
use haitao::units::{AgentId, Id, Money, OrderId, ProductId, RouteId, ShipmentId, SimTime, Span, StockPointId, Units};
use std::sync::Arc;

const SHOP: &str = r#"
haitao = "1"
run.horizon = "10 d"
product.item = { price = "25 CNY", cost = "20 CNY" }
warehouse.shop = {}
supplier.maker.lead_time = "3 d"
courier.door = { transit = "1 d", price = "3 CNY/parcel" }
market.town = { orders.every = "1 d", through = ["warehouse.shop", "courier.door"] }
stock.shop.item = { source = "supplier.maker", replenish.base_stock.S = 10 }
"#;

/// Books in the middle of a run, with an entry in every part.
struct Kept {
    network: Arc<Network>,
    books: Books,
    stock_point: StockPointId,
    maker: AgentId,
    /// A parcel on its way to the consumer.
    parcel: ShipmentId,
    /// A replenishment shipment on its way to the shelf.
    supply: ShipmentId,
    /// A consumer's order that is waiting for stock.
    waiting: OrderId,
}

impl Kept {
    fn audit(&self) -> Result<(), Discrepancy> {
        self.books.audit(&self.network)
    }
}

fn day(n: i64) -> SimTime {
    SimTime::ZERO + Span::DAY * n
}

fn agree(books: &Books, network: &Network, step: &str) {
    assert_eq!(books.audit(network), Ok(()), "after {step}");
}

/// Ten units at the start; six go to a consumer, three of them already delivered; a receipt of four, some of which a second
/// order takes; goods in transit; and a third order that finds too few units.
fn kept() -> Kept {
    let network = Arc::clone(scenario(SHOP).network());
    let agent = |kind: &str| {
        AgentId::from_index(network.agents.iter().position(|agent| agent.kind.name == kind).expect("one of each kind"))
    };
    let route = |first: AgentId| {
        RouteId::from_index(
            network.routes.iter().position(|route| route.first() == Some(first)).expect("a route from there"),
        )
    };
    let (market, shop, maker, door) = (agent("market"), agent("warehouse"), agent("supplier"), agent("courier"));
    let (product, stock_point) = (ProductId::from_index(0), StockPointId::from_index(0));
    let order = |ordinal: u64, buyer: Buyer, units: i64, placed: SimTime, from: AgentId| {
        let (asked, key) = (Units::new(units), EntityKey::origin("by hand").nth(ordinal));
        let mut order = Order::new(key, ordinal, buyer, Some(product), asked, placed, route(from));
        if let Buyer::Market(_) = buyer {
            order.price = order.price_of(product, &network).times(asked);
        }
        order
    };
    let mut books = Books::default();
    books.reset(&network, true);
    agree(&books, &network, "opening");
    books.open_with(&network, stock_point, Units::new(10), SimTime::NEVER);
    agree(&books, &network, "the opening stock");

    let first = books.place(order(0, Buyer::Market(market), 6, day(1), shop));
    books.stock[stock_point].backorders.add(day(1), 6);
    agree(&books, &network, "an order");
    for units in [3, 3] {
        let parcel = books.take(&network, day(1), stock_point, first, Units::new(units));
        books.stock[stock_point].backorders.add(day(1), -units);
        let parcel = books.send(&network, day(1), parcel, Stage::Picking);
        agree(&books, &network, "a parcel");
        books.charge(day(1), parcel, &tariff(), Part::Courier, door);
        agree(&books, &network, "a charge");
    }
    let parcels: Vec<ShipmentId> = books.shipments.iter().map(|(id, _)| id).collect();
    assert!(books.deliver(day(3), parcels[0]).is_none(), "three pieces are still to come");
    books.shipments.end(parcels[0]);
    agree(&books, &network, "a delivery");

    let refill = |books: &mut Books, ordinal, units, placed| {
        let order = books.place(order(ordinal, Buyer::StockPoint(stock_point), units, placed, maker));
        agree(books, &network, "a replenishment order");
        let made = books.make(order);
        let shipment = books.send(&network, placed, made, Stage::Departure);
        let price = network.product(product).cost.at(SimTime::ZERO).times(Units::new(units));
        books.owe(shipment, maker, price);
        agree(books, &network, "goods made ready");
        shipment
    };
    let receipt = refill(&mut books, 1, 4, day(2));
    books.shelve(&network, day(3), stock_point, receipt);
    agree(&books, &network, "a receipt");
    let supply = refill(&mut books, 2, 5, day(3));

    let waiting = books.place(order(3, Buyer::Market(market), 9, day(4), shop));
    books.stock[stock_point].backorders.add(day(4), 9);
    let parcel = books.take(&network, day(4), stock_point, waiting, Units::new(5));
    books.stock[stock_point].backorders.add(day(4), -5);
    books.send(&network, day(4), parcel, Stage::Picking);
    agree(&books, &network, "a second order");
    let lots: Vec<i64> = books.stock[stock_point].lots().iter().map(|lot| lot.units.count()).collect();
    assert_eq!(lots, [3], "the opening lot is used up, and one piece of the receipt");
    Kept { network: Arc::clone(&network), books, stock_point, maker, parcel: parcels[1], supply, waiting }
}

fn tariff() -> haitao::chain::Tariff {
    let mut tariff = haitao::chain::Rates::default();
    tariff.add(Money::from_parts(30_000), haitao::chain::Basis::Shipment);
    tariff.into()
}

fn units_of(error: Discrepancy) -> (&'static str, i64, i64) {
    match error {
        Discrepancy::Lots { book, lots, .. } => ("lots", book.count(), lots.count()),
        Discrepancy::Backorders { book, orders, .. } => ("backorders", book.count(), orders.count()),
        Discrepancy::OnOrder { book, orders, .. } => ("on order", book.count(), orders.count()),
        Discrepancy::Product { created, found, .. } => ("product", created.count(), found.count()),
        other => panic!("no count of units: {other}"),
    }
}

fn red(plant: impl FnOnce(&mut Kept)) -> Discrepancy {
    let mut kept = kept();
    assert_eq!(kept.audit(), Ok(()), "the audit passes before the change");
    plant(&mut kept);
    kept.audit().expect_err("the audit fails after the change")
}

#[test]
fn a_unit_lost_on_the_way_is_found() {
    let one = red(|kept| kept.books.shipments[kept.parcel].units -= Units::ONE);
    assert_eq!(
        one,
        Discrepancy::Product { product: "item".to_owned(), created: Units::new(19), found: Units::new(18) }
    );
    assert_eq!(units_of(red(|kept| kept.books.shipments[kept.supply].units -= Units::ONE)), ("product", 19, 18));
    assert_eq!(units_of(red(|kept| kept.books.shipments.end(kept.supply))), ("product", 19, 14));
}

/// Returned goods are in transit until they are on the shelf, with their cost: none of it may get lost in between.
#[test]
fn units_lost_on_the_return_are_found() {
    let back = |kept: &mut Kept| {
        let route = kept.books.shipments[kept.parcel].route;
        let back = kept.books.take_back(&kept.network, day(5), kept.parcel, route, kept.stock_point);
        agree(&kept.books, &kept.network, "a parcel that turns back");
        back
    };
    let unit = red(|kept| {
        let back = back(kept);
        kept.books.shipments[back].units -= Units::ONE;
    });
    assert_eq!(units_of(unit), ("product", 19, 18));
    let cost = red(|kept| {
        let back = back(kept);
        kept.books.shipments[back].cost[Part::Courier] -= Money::from_parts(10_000);
    });
    assert!(matches!(cost, Discrepancy::Value { ref account, .. } if account == "under_way"), "{cost}");
    let shelved = red(|kept| {
        let back = back(kept);
        assert_eq!(kept.books.shelve(&kept.network, day(6), kept.stock_point, back), Units::new(3));
        agree(&kept.books, &kept.network, "a parcel that came back");
        // Five units of the third order were taken before.
        assert_eq!(kept.books.stock[kept.stock_point].stock(), Units::new(6));
        kept.books.stock[kept.stock_point].lose_a_lot();
    });
    assert_eq!(units_of(shelved), ("lots", 6, 3));
}

#[test]
fn a_unit_that_vanishes_from_the_shelf_is_found() {
    // The shelf agrees with its lots, so only the recount over all places notices.
    let lost = red(|kept| {
        kept.books.stock[kept.stock_point].take(day(5), Units::ONE);
    });
    assert_eq!(units_of(lost), ("product", 19, 18));
    let made = red(|kept| {
        let lot = haitao::chain::Lot { received: day(5), units: Units::ONE, expires: SimTime::NEVER };
        kept.books.stock[kept.stock_point].put(day(5), &[lot], haitao::chain::Cost::NONE);
    });
    assert_eq!(units_of(made), ("product", 19, 20));
}

#[test]
fn a_lost_lot_is_found() {
    let lots = red(|kept| kept.books.stock[kept.stock_point].lose_a_lot());
    assert_eq!(lots, Discrepancy::Lots { stock_point: "shop.item".to_owned(), book: Units::new(3), lots: Units::ZERO });
}

#[test]
fn a_double_posting_is_found() {
    let amount = Money::from_parts(30_000);
    let worth = |account: &str, book: i64, found: i64| Discrepancy::Value {
        account: account.to_owned(),
        book: Money::from_parts(book),
        found: Money::from_parts(found),
    };
    // In transit: three units at 20 with their courier at 3, and five at 20.
    let freight = red(|kept| kept.books.ledger.post(Account::UnderWay, Account::Payable(kept.maker), amount));
    assert_eq!(freight, worth("under_way", 1_660_000, 1_630_000));
    // Due to consumers: six and nine units at 25.
    let revenue = red(|kept| kept.books.ledger.post(Account::Deferred, Account::Revenue, amount));
    assert_eq!(revenue, worth("deferred", -3_720_000, -3_750_000));
    // On the shelf: three units at 20.
    let stock = red(|kept| kept.books.ledger.post(Account::Inventory(kept.stock_point), Account::Opening, amount));
    assert_eq!(stock, worth("inventory.shop.item", 630_000, 600_000));
}

#[test]
fn a_charge_that_is_not_posted_is_found() {
    let free = red(|kept| kept.books.shipments[kept.parcel].cost[Part::Freight] += Money::from_parts(1));
    assert!(matches!(free, Discrepancy::Value { ref account, .. } if account == "under_way"), "{free}");
}

#[test]
fn orders_that_no_longer_agree_with_the_levels_are_found() {
    let waiting = red(|kept| kept.books.stock[kept.stock_point].backorders.add(day(5), 1));
    assert_eq!(units_of(waiting), ("backorders", 5, 4));
    let forgotten = red(|kept| kept.books.orders[kept.waiting].open -= Units::ONE);
    assert_eq!(units_of(forgotten), ("backorders", 4, 3));
    let on_order = red(|kept| kept.books.stock[kept.stock_point].on_order.add(day(5), -2));
    assert_eq!(units_of(on_order), ("on order", 3, 5));
    let dropped = red(|kept| {
        kept.books.orders.close(kept.waiting);
    });
    assert_eq!(units_of(dropped), ("backorders", 4, 0));
}
