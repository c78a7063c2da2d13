//! The lines of a market's orders: which products they are for, how a product is chosen, and how many lines there
//! are.

use crate::chain::{CountLaw, DrawnUplift, MOST_LINES, Mixes, Network};
use crate::engine::Law;
use crate::reading::Reading;
use crate::text::{Code, Problem, Reader};
use crate::units::{Id, ProductId};
use std::sync::Arc;

/// The products of an order.
#[derive(Clone, Debug)]
pub(super) enum Products {
    /// Nothing: orders carry no goods.
    None,
    /// Always this product.
    One(ProductId),
    /// One of these, chosen by popularity.
    Mix(Vec<ProductId>, CountLaw),
    /// One of these, chosen by a popularity that promotions change.
    Promoted(Vec<ProductId>, Arc<(Mixes, Vec<CountLaw>)>),
}

impl Products {
    /// Lets the uplifts that a replication has drawn change the mix, for products of these sets.
    pub(super) fn uplift(&mut self, days: &[DrawnUplift], sets: &[usize], network: &Network) {
        let Self::Promoted(products, promoted) = self else { return };
        let (mixes, laws) = Arc::make_mut(promoted);
        let numbers: Vec<f64> = (0_u32..).map(f64::from).take(products.len()).collect();
        let stream = laws[0].stream;
        // Days in a row often have the same mix.
        let mut last: Option<(usize, &[f64], usize)> = None;
        for DrawnUplift { day, sets: uplifts, .. } in days {
            let expected = mixes.on(*day);
            if let Some((before, same, list)) = last
                && (before, same) == (expected, &uplifts[..])
            {
                mixes.apply(*day, list);
                continue;
            }
            let factors = mixes.factors[expected].iter().zip(sets).map(|(factor, set)| factor * uplifts[*set]);
            let weight = |(product, factor): (&ProductId, f64)| network.product(*product).popularity * factor;
            let weights: Vec<f64> = products.iter().zip(factors).map(weight).collect();
            // Without an order there is no mix.
            if let Ok(law) = Law::discrete(&numbers, &weights) {
                mixes.apply(*day, laws.len());
                last = Some((expected, uplifts, laws.len()));
                laws.push(CountLaw::new(law, stream));
            }
        }
    }
}

/// Reads the number of lines of an order: at most as many as one declaration holds.
pub(super) fn lines(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Option<CountLaw> {
    let lines = reading.count_law(reader, "lines")?;
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    let most = MOST_LINES as f64;
    if lines.law.probability_above(most + 0.5) > NEVER {
        let place = reader.get("lines").map_or(reader.place(), |node| node.place);
        let cause = format!("an order has at most {MOST_LINES} lines, but this distribution draws more");
        reading.report(
            Problem::new(Code::TooLarge, place, cause).help("limit it with `max`, or list the numbers of lines"),
        );
        return None;
    }
    Some(lines)
}

/// Reads the products of a market's own orders: those of its `mix`, or all that have no demand row anywhere.
pub(super) fn mix(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Option<Vec<(ProductId, f64)>> {
    let all = Arc::clone(&reading.products);
    let mut chosen: Vec<(ProductId, f64)> = Vec::new();
    let mut known = true;
    if let Some(node) = reader.get("mix") {
        for item in node.items() {
            let Some(name) = item.as_text() else {
                let cause = format!("expected the name of a product, not {}", item.type_name());
                reading.report(Problem::new(Code::WrongType, item.place, cause));
                known = false;
                continue;
            };
            match reading.product(name) {
                Some(product) => chosen.push((product, all[product.index()].popularity)),
                None => {
                    let problem = Problem::new(Code::UnknownName, item.place, format!("there is no product `{name}`"));
                    let problem = problem.help(format!("add `[product.{name}]`"));
                    reading.report(problem.suggest(name, all.iter().map(|product| product.name.as_str())));
                    known = false;
                }
            }
        }
    } else {
        let ids = (0..all.len()).map(ProductId::from_index).filter(|id| !reading.has_demand_row(*id));
        chosen.extend(ids.map(|id| (id, all[id.index()].popularity)));
    }
    known.then_some(chosen)
}

/// Returns how a product is chosen.
pub(super) fn products(
    mix: &[(ProductId, f64)],
    mixes: Option<&Mixes>,
    reader: &Reader<'_>,
    reading: &mut Reading<'_>,
) -> Option<Products> {
    if mix.is_empty() {
        return Some(Products::None);
    }
    if let [(only, _)] = mix {
        return Some(Products::One(*only));
    }
    let numbers: Vec<f64> = (0_u32..).map(f64::from).take(mix.len()).collect();
    let stream = reading.stream(&reader.path_of("mix"));
    let mut law = |weights: Vec<f64>| match Law::discrete(&numbers, &weights) {
        Ok(law) => Some(CountLaw::new(law, stream)),
        Err(error) => {
            reading.report(Problem::new(Code::OutOfRange, reader.place(), error.to_string()));
            None
        }
    };
    let ids = mix.iter().map(|(product, _)| *product).collect();
    let Some(mixes) = mixes else {
        return Some(Products::Mix(ids, law(mix.iter().map(|(_, weight)| *weight).collect())?));
    };
    let weights = |factors: &Vec<f64>| mix.iter().zip(factors).map(|((_, weight), factor)| weight * factor).collect();
    let laws: Option<Vec<CountLaw>> = mixes.factors.iter().map(|factors| law(weights(factors))).collect();
    Some(Products::Promoted(ids, Arc::new((mixes.clone(), laws?))))
}

/// Numbers of lines less likely than this are not checked against the limit of a declaration.
const NEVER: f64 = 1e-9;

/// Returns the mean number of lines per order for each product, given this many lines of different products chosen by
/// weight.
///
/// # Source
/// Rosén, Annals of Mathematical Statistics 43 (1972): successive sampling; exact for one line, asymptotic for more.
pub(super) fn lines_of_each(mix: &[(ProductId, f64)], lines: f64) -> Vec<f64> {
    let whole: f64 = mix.iter().map(|(_, weight)| weight).sum();
    let shares: Vec<f64> = mix.iter().map(|(_, weight)| weight / whole).collect();
    #[expect(clippy::cast_precision_loss, reason = "a number of products")]
    let lines = lines.min(0.999 * mix.len() as f64);
    if lines <= 1.0 || mix.len() < 2 {
        return shares;
    }
    let at = |time: f64| shares.iter().map(move |share| 1.0 - (-share * time).exp());
    let (mut low, mut high) = (0.0, 1.0);
    while at(high).sum::<f64>() < lines && high < 1e12 {
        high *= 2.0;
    }
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if at(middle).sum::<f64>() < lines { low = middle } else { high = middle }
    }
    at(high).collect()
}
