//! Reads what goods are sold for and what platforms take of it: the prices of promotions, from which the price of each product
//! on each day in each market follows, commissions and payment fees.

use super::Reading;
use crate::chain::calendar::looks_like_a_date;
use crate::chain::{Cut, Dated, DeliveryFee, Duty, Promotion, SaleTax, Terms};
use crate::text::{Code, KeySpec, Measure, Node, Place, Problem, Reader, Shape, Value, words_of};
use crate::units::{AgentId, Id, Money, ProductId, Share, SimTime, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const SHARE: Shape = Shape::ByDate(&Shape::Quantity(Measure::Share));
const AMOUNT: Shape = Shape::ByDate(&Shape::Quantity(Measure::Amount));

/// The key for the commission of a platform.
pub const COMMISSION: KeySpec = KeySpec::new(
    "commission",
    Shape::Either(&[SHARE, Shape::Map("`all`, product group or product", &SHARE)]),
    "The share of the price that it keeps of goods delivered; the most specific name holds, as of the day of the order.",
)
.or("\"0 %\"");

/// The key for the fee of the payment service.
pub const PAYMENT_FEE: KeySpec = KeySpec::new(
    "payment_fee",
    SHARE,
    "The share of what the buyer pays that the payment service keeps when an order is placed; it is not given back.",
)
.or("\"0 %\"");

/// The key for the delivery fee.
pub const DELIVERY_FEE: KeySpec = KeySpec::new(
    "delivery_fee",
    Shape::Keys(&[
        KeySpec::new("fee", AMOUNT, "The fee of an order, as of the day on which it is placed.").required(),
        KeySpec::new(
            "free_from",
            AMOUNT,
            "The value of its goods, at the prices of the day, from which an order pays no fee.",
        )
        .otherwise("every order pays"),
    ]),
    "What the buyer pays for the delivery of an order.",
)
.otherwise("nothing");

const SALE_TAXES: [(&str, SaleTax); 2] = [("included", SaleTax::Included), ("on_top", SaleTax::OnTop)];

/// The key for how the tax on a sale relates to the price.
pub const SALE_TAX: KeySpec = KeySpec::new(
    "tax",
    Shape::OneOf(&words_of(&SALE_TAXES)),
    "Whether the price includes the tax on the sale, or the buyer pays it on top.",
)
.otherwise("assessed on the price, at the seller's cost");

/// The key for the time of settlement.
pub const SETTLES: KeySpec = KeySpec::new(
    "settles",
    Shape::Quantity(Measure::Time),
    "How long after an order has ended the platform pays what its buyer paid.",
)
.otherwise("it is not modelled: there are no figures of cash");

impl Reading<'_> {
    /// Reads what a platform takes of its sales, and when it settles. Returns the time of settlement.
    pub fn sales_terms(&mut self, reader: &Reader<'_>, platform: AgentId) -> Option<Span> {
        let payment_fee = reader.get(PAYMENT_FEE.name).and_then(|node| self.dated(node, Self::share_of));
        let commission = reader.get(COMMISSION.name);
        let delivery = self.delivery_fee(reader);
        let tax = self.choice(reader, SALE_TAX.name, &SALE_TAXES).unwrap_or_default();
        let settles = self.time(reader, SETTLES.name);
        let stated = commission.is_some()
            || payment_fee.is_some()
            || delivery.is_some()
            || tax != SaleTax::Borne
            || settles.is_some();
        if !stated && self.draft.coupons.is_empty() {
            return None;
        }
        let mut shares = vec![Dated::constant(Share::NONE); self.names.products.len()];
        let read = |reading: &mut Self, node: &Node| reading.dated(node, Self::share_of);
        for (product, share) in commission.map(|node| self.by_product(node, None, read)).unwrap_or_default() {
            shares[product.index()] = share;
        }
        let payment_fee = payment_fee.unwrap_or_else(|| Dated::constant(Share::NONE));
        self.draft.sales.push(Terms { platform, commission: shares, payment_fee, delivery, tax, settles });
        settles
    }

    /// Reads what buyers pay for delivery.
    fn delivery_fee(&mut self, reader: &Reader<'_>) -> Option<DeliveryFee> {
        let inner = self.child(reader, DELIVERY_FEE.name)?;
        self.require(&inner, "fee", "\"12 CNY\"");
        let (fee, free_from) = (self.dated_money(&inner, "fee"), self.dated_money(&inner, "free_from"));
        self.finish(&inner);
        fee.map(|fee| DeliveryFee { fee, free_from })
    }

    /// Reads the `price` of a promotion: how it changes the price of each product that it applies to.
    pub(super) fn price_cuts(&mut self, node: &Node, of: Option<&[ProductId]>) -> Vec<(ProductId, Cut)> {
        self.by_product(node, of, Self::cut)
    }

    /// Reads a value, or values by `all`, product group and product, of which the most specific holds; a table by date is one
    /// value. Returns the value of each of these products that has one, by product.
    fn by_product<T: Clone>(
        &mut self,
        node: &Node,
        of: Option<&[ProductId]>,
        mut read: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> Vec<(ProductId, T)> {
        let mut values: BTreeMap<ProductId, (u8, T)> = BTreeMap::new();
        let mut put = |products: &[ProductId], rank: u8, value: T| {
            for product in products.iter().filter(|product| of.is_none_or(|of| of.contains(product))) {
                if values.get(product).is_none_or(|(known, _)| *known < rank) {
                    values.insert(*product, (rank, value.clone()));
                }
            }
        };
        let every: Vec<ProductId> = (0..self.names.products.len()).map(ProductId::from_index).collect();
        match node.as_table().filter(|table| !table.iter().any(|(key, _)| looks_like_a_date(&key.name))) {
            None => {
                if let Some(value) = read(self, node) {
                    put(&every, 0, value);
                }
            }
            Some(table) => {
                for (key, node) in table.iter() {
                    let products = self.products_of(&key.name, key.place, &every);
                    if let (Some((products, rank)), Some(value)) = (products, read(self, node)) {
                        put(&products, rank, value);
                    }
                }
            }
        }
        values.into_iter().map(|(product, (_, value))| (product, value)).collect()
    }

    /// Returns the products that a name means, and how specific it is.
    fn products_of(&mut self, name: &str, place: Place, every: &[ProductId]) -> Option<(Vec<ProductId>, u8)> {
        let bare = name.strip_prefix("product_group.").or_else(|| name.strip_prefix("product.")).unwrap_or(name);
        let groups = &self.names.groups.products;
        if let Some(product) = self.product(bare) {
            return Some((vec![product], 2));
        }
        if let Some(group) = groups.iter().find(|group| group.name == bare) {
            return Some((group.members.clone(), 1));
        }
        if bare == "all" {
            return Some((every.to_vec(), 0));
        }
        let known: Vec<&str> = groups.iter().map(|group| &group.name[..]).collect();
        let known = known.into_iter().chain(self.names.products.iter().map(|name| &name[..])).chain(["all"]);
        let cause = format!("there is no product and no `product_group` `{bare}`");
        let problem = Problem::new(Code::UnknownName, place, cause).suggest(bare, known);
        self.report(problem);
        None
    }

    /// Reads `"-15 %"`, `"-20 CNY"` or `"279 CNY"`.
    fn cut(&mut self, node: &Node) -> Option<Cut> {
        let off = node.as_text().and_then(|text| text.trim().strip_prefix(['-', '\u{2212}']));
        let Some(off) = off else {
            if node.as_text().is_some_and(|text| text.contains('%')) {
                let cause = format!("a promotion's price must be lower than the price, not {}", node.shown());
                let problem = Problem::new(Code::OutOfRange, node.place, cause);
                self.report(problem.help("`\"-15 %\"` takes 15 % off the price of the day"));
                return None;
            }
            return self.money_of(node, "price").map(Cut::To);
        };
        let off = Node::new(node.place, Value::Text(off.trim().to_owned()));
        if off.as_text().is_some_and(|text| text.contains('%')) {
            self.share_of(&off).map(Cut::Share)
        } else {
            self.money_of(&off, "price").map(Cut::Amount)
        }
    }

    /// Works out the prices of the markets in which promotions change them. Called once, after the products have been
    /// read. Days are those of China; of several promotions on one day, the lowest price holds.
    pub fn price_products(&mut self) {
        let promotions = Arc::clone(&self.promotions);
        if promotions.iter().all(|promotion| promotion.prices.is_empty()) {
            return;
        }
        let markets = self.names.agents.iter().enumerate().filter(|(_, (kind, _))| kind.does(Duty::Buy));
        let markets: Vec<AgentId> = markets.map(|(index, _)| AgentId::from_index(index)).collect();
        let covered = |promotion: &Promotion| {
            self.clock.days().filter(|day| self.clock.date(*day).is_some_and(|date| promotion.covers(date))).collect()
        };
        let days_of: Vec<Vec<i64>> = promotions.iter().map(covered).collect();
        let midnight = |day: i64| SimTime::from_micros(day * Span::DAY.micros());
        let mut products = self.products.to_vec();
        for market in markets {
            for (index, product) in products.iter_mut().enumerate() {
                let id = ProductId::from_index(index);
                let here = (0..).zip(promotions.iter()).filter(|(_, promotion)| promotion.holds_in(market));
                let cuts: Vec<(usize, Cut)> =
                    here.filter_map(|(at, promotion)| Some((at, promotion.cut(id)?))).collect();
                if cuts.is_empty() {
                    continue;
                }
                let regular = product.price.regular().clone();
                let days = cuts.iter().flat_map(|(promotion, _)| &days_of[*promotion]);
                let changes = regular.begins().chain(days.flat_map(|day| [midnight(*day), midnight(day + 1)]));
                let changes: BTreeSet<SimTime> = changes.collect();
                let mut prices: Vec<(SimTime, Money)> = Vec::new();
                for change in changes {
                    let (day, price) = (change.micros().div_euclid(Span::DAY.micros()), *regular.at(change));
                    let today = cuts.iter().filter(|(promotion, _)| days_of[*promotion].binary_search(&day).is_ok());
                    let price = today.map(|(_, cut)| cut.of(price)).fold(price, Money::min);
                    if prices.last().is_none_or(|(_, last)| *last != price) {
                        prices.push((change, price));
                    }
                }
                if let Some(prices) = Dated::from_list(prices) {
                    product.price.promote(market, prices);
                }
            }
        }
        self.products = products.into();
    }
}
