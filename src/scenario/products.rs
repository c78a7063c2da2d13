//! What is sold: the keys of a product.

use super::document::Entry;
use crate::chain::regime::product_tax;
use crate::chain::{Dated, Product, Resolver};
use crate::text::{Code, Problem};
use crate::units::{Id, Money, ProductId, Size, Span};

/// Reads a product.
pub(super) fn read(entry: &Entry<'_>, resolver: &Resolver<'_>) -> Product {
    let reader = entry.reader("product");
    let mut product = Product::named(entry.name);
    product.group = entry.group.map(str::to_owned);
    product.price = resolver.money(&reader, "price").unwrap_or(Money::ZERO);
    product.cost = resolver.dated_money(&reader, "cost").unwrap_or(Dated::constant(Money::ZERO));
    product.size = Size {
        grams: resolver.grams(&reader, "weight").unwrap_or(0),
        cm3: resolver.cm3(&reader, "volume").unwrap_or(0),
    };
    product.carton = resolver.units(&reader, "carton");
    product.pallet = resolver.units(&reader, "pallet");
    product.quality_check = resolver.time(&reader, "quality_check").unwrap_or(Span::ZERO);
    product.units = resolver.count_law(&reader, "units");
    product.life = resolver.life(&reader);
    product.substitutes = reader.get("substitutes").map(|node| {
        let every = 0..resolver.names().products.len();
        let named = resolver.members_named(node, "product").unwrap_or_else(|| every.collect());
        named.into_iter().map(ProductId::from_index).collect()
    });
    // Paths are known to the platforms, who read them.
    reader.ask("path");
    if let Some(node) = reader.get("popularity") {
        match node.as_number() {
            Some(weight) if weight > 0.0 && weight <= 1e9 => product.popularity = weight,
            _ => {
                let cause = format!("`popularity` is a number above 0, up to a thousand million, not {}", node.shown());
                let problem = Problem::new(Code::OutOfRange, node.place, cause);
                resolver.report(problem.help("it counts in proportion to the popularity of the other products"));
            }
        }
    }
    product.tax = product_tax(&reader, resolver);
    resolver.finish(&reader);
    product
}
