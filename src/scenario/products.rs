//! Reads products.

use super::document::Entry;
use crate::chain::{Dated, Product};
use crate::reading::{
    CONTENT, EXPIRY_RULE, LIFE, LIFE_ON_ARRIVAL, MARKDOWN, NEAR_EXPIRY, PERSONAL, Reading, SALE_BAN, SHELF_LIFE,
    TARIFF, TAX, product_tax,
};
use crate::text::{Code, KeySpec, Measure, Problem, Shape};
use crate::units::{Id, Money, ProductId, Span};

/// The keys of `[product.NAME]`.
pub(super) const KEYS: &[KeySpec] = &[
    KeySpec::new("price", Shape::Quantity(Measure::Amount), "The price of a unit for consumers.").otherwise("nothing"),
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
    product.price = reading.money(&reader, "price").unwrap_or(Money::ZERO);
    product.cost = reading.dated_money(&reader, "cost").unwrap_or(Dated::constant(Money::ZERO));
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
    product.tax = product_tax(&reader, reading);
    reading.finish(&reader);
    product
}
