//! Checks that need more than one entry: every product is in stock where it is asked, stock points do not supply each
//! other in a circle, and somebody orders.

use super::document::Entry;
use crate::agent::{AnyAgent, Offer};
use crate::chain::Resolver;
use crate::text::{Code, Problem};
use crate::units::{CellId, Id};

/// Every product a market sells is in stock at the beginning of its way.
pub(super) fn products_in_stock(agents: &[Option<AnyAgent>], entries: &[(&str, Entry<'_>)], resolver: &Resolver<'_>) {
    for (agent, (_, entry)) in agents.iter().zip(entries) {
        let Some((products, offer)) = agent.as_ref().and_then(AnyAgent::offers) else { continue };
        let way = match offer {
            Offer::Way(way) => Some(way),
            Offer::Platform(platform) => match agents[platform.index()].as_ref().and_then(AnyAgent::offers) {
                Some((_, Offer::Way(way))) => Some(way),
                _ => None,
            },
        };
        let Some(way) = way else { continue };
        if products.is_empty() {
            let first = resolver.steps(way).steps[0];
            let (kind, name) = &resolver.names().agents[first.index()];
            if *kind == "warehouse" && matches!(offer, Offer::Way(_)) || *kind == "warehouse" && entry_sells(agent.as_ref()) {
                let cause = format!("`warehouse.{name}` serves products, but there is none to sell");
                resolver.report(Problem::new(Code::NoProduct, entry.place, cause).help("add one, for instance `[product.item]`"));
            }
        }
        for product in products {
            resolver.serves(way, product, entry.place);
        }
    }
}

/// Whether it sells anything at all itself.
fn entry_sells(agent: Option<&AnyAgent>) -> bool {
    matches!(agent, Some(AnyAgent::Market(_)))
}

/// No stock point supplies itself, however many others lie between.
pub(super) fn no_source_loop(resolver: &Resolver<'_>) {
    let names = resolver.names();
    let mut upstream: Vec<Option<usize>> = vec![None; names.cells.len()];
    let sources = resolver.sources();
    for (cell, way, _) in &sources {
        let first = resolver.steps(*way).steps[0];
        let product = names.cells[cell.index()].0.product;
        upstream[cell.index()] = names.cells.iter().position(|(other, _)| other.warehouse == first && other.product == product);
    }
    for (cell, _, place) in &sources {
        let mut at: Option<usize> = upstream[cell.index()];
        let mut steps = 0;
        while let Some(next) = at {
            if CellId::from_index(next) == *cell {
                let name = &names.cells[cell.index()].0.name;
                let cause = format!("`stock.{name}` is supplied by itself, through {} other stock points", steps);
                resolver.report(Problem::new(Code::SourceLoop, *place, cause).help("a chain of sources ends at a supplier"));
                break;
            }
            steps += 1;
            if steps > upstream.len() {
                break;
            }
            at = upstream[next];
        }
    }
}
