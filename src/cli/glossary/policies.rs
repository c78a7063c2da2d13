//! The policies, grouped by the decision they make. Formula and source come from the head of each policy's source file.

use super::Word;
use super::head::head;
use crate::policy::{above_limit, allocate, replenish, route};

pub(super) fn words() -> Vec<Word> {
    let kinds: [(&str, &str, [&[&str]; 3]); 4] = [
        (
            "replenishment: when to order, and how much",
            "stock.WAREHOUSE.PRODUCT.replenish",
            [replenish::Policy::NAMES, replenish::Policy::DOCS, replenish::Policy::FILES],
        ),
        (
            "routing: which path and carrier to use",
            "platform.NAME.path, product.NAME.path, or a step of a route",
            [route::Rule::NAMES, route::Rule::DOCS, route::Rule::FILES],
        ),
        (
            "allocation: which waiting orders receive incoming stock",
            "warehouse.NAME.allocate or platform.NAME.allocate",
            [allocate::Rule::NAMES, allocate::Rule::DOCS, allocate::Rule::FILES],
        ),
        (
            "what to do with orders above the customs limits",
            "platform.NAME.above_limit",
            [above_limit::Policy::NAMES, above_limit::Policy::DOCS, above_limit::Policy::FILES],
        ),
    ];
    let of = |(group, place, [names, docs, files]): (&'static str, &'static str, [&'static [&'static str]; 3])| {
        names.iter().zip(docs).zip(files).map(move |((name, doc), file)| {
            let (rule, source) = head(file);
            Word::new("policy", *name, *doc)
                .under(group)
                .with("decides", group)
                .with("rule", rule)
                .with("used in", place)
                .with("source", source)
        })
    };
    kinds.into_iter().flat_map(of).collect()
}
