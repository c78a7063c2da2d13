//! Reads products.

use super::document::Entry;
use crate::chain::{Dated, Product, SellingPrice};
use crate::reading::{
    CONTENT, EXPIRY_RULE, LIFE, LIFE_ON_ARRIVAL, MARKDOWN, NEAR_EXPIRY, PERSONAL, Reading, SALE_BAN, SHELF_LIFE,
    TARIFF, TAX, product_tax,
};
use crate::text::{Code, KeySpec, Measure, Problem, Shape};
use crate::units::{Id, Money, ProductId, Span};

/// The keys of `[product.NAME]`.
pub(super) const KEYS: &[KeySpec] = &[
    KeySpec::new("price", Shape::ByDate(&Shape::Quantity(Measure::Amount)), "The price of a unit for consumers.")
        .otherwise("nothing"),
    KeySpec::new(
        "list_price",
        Shape::ByDate(&Shape::Quantity(Measure::Amount)),
        "The price that its demand is stated for; `elasticity` responds to the price paid over this one.",
    )
    .otherwise("the `price` of the day without promotions")
    .needs(&["elasticity"]),
    KeySpec::new(
        "elasticity",
        Shape::Number,
        "How demand responds to the price: demand x (price paid / list price)^-elasticity, at the prices of each day.",
    )
    .or("0"),
    KeySpec::new(
        "cost",
        Shape::ByDate(&Shape::Quantity(Measure::Amount)),
        "The price of a unit from suppliers that state none.",
    )
    .otherwise("nothing"),
    KeySpec::new("popularity", Shape::Number, "Its weight in a mix of products: order lines are in proportion to it.")
        .or("1"),
    KeySpec::new("units", Shape::Law(Measure::Pieces), "The number of units per order line.")
        .otherwise("the `units` of the market or the demand row"),
    KeySpec::new("life", Shape::Keys(LIFE), "When its sales begin and end, and how they rise and fall.")
        .otherwise("always"),
    KeySpec::new(
        "substitutes",
        Shape::List(&Shape::Member("product")),
        "The products that may replace it when it is out of stock.",
    )
    .otherwise("the other products of its group"),
    KeySpec::new("weight", Shape::Quantity(Measure::Weight), "The weight of a packed unit.").otherwise("nothing"),
    KeySpec::new("volume", Shape::Quantity(Measure::Volume), "The volume of a packed unit.").otherwise("nothing"),
    KeySpec::new("carton", Shape::Quantity(Measure::Pieces), "The number of units per carton."),
    KeySpec::new("pallet", Shape::Quantity(Measure::Pieces), "The number of units per pallet."),
    KeySpec::new(
        "quality_check",
        Shape::Quantity(Measure::Time),
        "Extra put-away time in every warehouse that stocks it.",
    )
    .or("\"0 d\""),
    KeySpec::new("path", Shape::Path, "Its own paths, at every platform.").otherwise("the platform's paths"),
    SHELF_LIFE,
    LIFE_ON_ARRIVAL,
    EXPIRY_RULE,
    NEAR_EXPIRY,
    SALE_BAN,
    MARKDOWN,
    TAX,
    CONTENT,
    TARIFF,
    PERSONAL,
];

/// Reads a product.
pub(super) fn read(entry: &Entry<'_>, reading: &mut Reading<'_>) -> Product {
    let reader = entry.reader("product", KEYS);
    let mut product = Product::named(entry.name);
    product.group = entry.group.map(str::to_owned);
    let nothing = Dated::constant(Money::ZERO);
    let price = reading.dated_money(&reader, "price").unwrap_or(nothing.clone());
    product.price = SellingPrice::new(price, reading.dated_money(&reader, "list_price"));
    product.cost = reading.dated_money(&reader, "cost").unwrap_or(nothing);
    product.size = reading.unit_size(&reader);
    product.carton = reading.units(&reader, "carton");
    product.pallet = reading.units(&reader, "pallet");
    product.quality_check = reading.time(&reader, "quality_check").unwrap_or(Span::ZERO);
    product.units = reading.count_law(&reader, "units");
    product.shelf_life = reading.shelf_life(&reader);
    product.life = reading.life(&reader);
    product.substitutes = reader.get("substitutes").map(|node| {
        let every = (0..reading.products.len()).map(ProductId::from_index);
        reading.products_named(node).unwrap_or_else(|| every.collect())
    });
    if let Some(node) = reader.get("popularity") {
        match node.as_number() {
            Some(weight) if weight > 0.0 && weight <= 1e9 => product.popularity = weight,
            _ => {
                let cause = format!("`popularity` must be above 0 and at most a billion, not {}", node.shown());
                let problem = Problem::new(Code::OutOfRange, node.place, cause);
                reading.report(problem.help("only the proportion to the popularity of other products matters"));
            }
        }
    }
    if let Some(node) = reader.get("elasticity") {
        match node.as_number().filter(|elasticity| (0.0..=20.0).contains(elasticity)) {
            Some(elasticity) => product.elasticity = elasticity,
            None => {
                let cause = format!("`elasticity` must be a number from 0 to 20, not {}", node.shown());
                let problem = Problem::new(Code::OutOfRange, node.place, cause);
                reading.report(problem.help("with 2, a price 20 % below the list price raises demand by 56 %"));
            }
        }
    }
    product.tax = product_tax(&reader, reading);
    reading.finish(&reader);
    product
}
