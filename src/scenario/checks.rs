//! Checks that need more than one entry: every product is in stock where it is asked, stock points do not supply each
//! other in a circle, and somebody orders.

use super::document::Entry;
use crate::agent::{AnyAgent, Offer};
use crate::chain::{Outlook, Resolver};
use crate::text::{Code, Problem};
use crate::units::{AgentId, CellId, Id, WayId};

/// Every product a market sells is in stock at the beginning of a way that its orders may take, and somebody on every
/// step of the way serves the market.
pub(super) fn products_in_stock(agents: &[Option<AnyAgent>], entries: &[(&str, Entry<'_>)], resolver: &Resolver<'_>) {
    for (index, (agent, (_, entry))) in agents.iter().zip(entries).enumerate() {
        let Some((products, offer)) = agent.as_ref().and_then(AnyAgent::offers) else { continue };
        let mut reached = Vec::new();
        for product in products {
            let ways = match offer {
                Offer::Way(way) => vec![way],
                Offer::Platform(platform) => {
                    agents[platform.index()].as_ref().map_or_else(Vec::new, |platform| platform.paths(product))
                }
            };
            match product {
                Some(product) if !ways.iter().any(|way| resolver.stocks(*way, product)) => {
                    if let Some(way) = ways.first() {
                        resolver.serves(*way, product);
                    }
                }
                Some(_) => {}
                None => ways.iter().for_each(|way| refuse_without_goods(*way, entry, resolver)),
            }
            for way in ways {
                if let Some(product) = product {
                    resolver.fits(way, product);
                }
                if !reached.contains(&way) {
                    resolver.reaches(way, AgentId::from_index(index));
                    reached.push(way);
                }
            }
        }
    }
}

/// Orders that carry no goods cannot begin at a warehouse.
fn refuse_without_goods(way: WayId, entry: &Entry<'_>, resolver: &Resolver<'_>) {
    let Some(first) = resolver.steps(way).first() else { return };
    let (kind, name) = &resolver.names().agents[first.index()];
    if *kind != "warehouse" {
        return;
    }
    let problem = if resolver.names().products.is_empty() {
        let cause = format!("`warehouse.{name}` serves products, but there is none to sell");
        Problem::new(Code::NoProduct, entry.place, cause).help("add one, for instance `[product.item]`")
    } else {
        let cause = format!("`warehouse.{name}` serves products, but the market's own `orders` ask for none");
        Problem::new(Code::NoProduct, entry.place, cause)
            .help("every product has a `demand` row: name some in `mix`, or leave `orders` out")
    };
    resolver.report(problem);
}

/// No stock point supplies itself, however many others lie between.
pub(super) fn no_source_loop(resolver: &Resolver<'_>) {
    let names = resolver.names();
    let mut upstream: Vec<Option<usize>> = vec![None; names.cells.len()];
    let sources = resolver.sources();
    for (_, way, _) in &sources {
        resolver.fills_stock(*way);
    }
    for (cell, way, _) in &sources {
        resolver.fits(*way, names.cells[cell.index()].0.product);
        let Some(first) = resolver.steps(*way).first() else { continue };
        let product = names.cells[cell.index()].0.product;
        upstream[cell.index()] = resolver.cell_of(first, product).map(CellId::index);
    }
    let in_circle = in_circle(&upstream);
    for (cell, _, place) in sources.iter().filter(|(cell, ..)| in_circle[cell.index()]) {
        // Once around from here; a circle is reported once, at its first cell.
        let around = std::iter::successors(upstream[cell.index()], |at| upstream[*at]);
        let chain: Vec<usize> = around.take_while(|at| *at != cell.index()).collect();
        if chain.iter().any(|at| *at < cell.index()) {
            continue;
        }
        let name = |at: usize| format!("`stock.{}`", names.cells[at].0.name);
        let by: Vec<String> = chain.into_iter().chain([cell.index()]).map(name).collect();
        let cause = format!(
            "{} is supplied by {}: goods go round in a circle",
            name(cell.index()),
            by.join(", which is supplied by ")
        );
        resolver.report(Problem::new(Code::SourceLoop, *place, cause).help("a chain of sources ends at a supplier"));
    }
}

/// No warehouse begins with more than it has space for.
pub(super) fn stock_within_space(agents: &[Option<AnyAgent>], outlooks: &[Outlook], resolver: &Resolver<'_>) {
    let names = resolver.names();
    for (agent, (kind, name)) in agents.iter().zip(&names.agents).enumerate().filter_map(|(index, (agent, name))| {
        Some(((AgentId::from_index(index), agent.as_ref()?.overfull(outlooks, &names.products)?), name))
    }) {
        let (agent, (taken, space)) = agent;
        let reader = resolver.agent_reader(agent);
        let place = reader.get("space").map_or(reader.place(), |node| node.place);
        let cause = format!(
            "the stock that lies in `{kind}.{name}` at the start takes {}, and its `space` is {}",
            cubic_metres(taken),
            cubic_metres(space)
        );
        let problem = Problem::new(Code::StockAboveSpace, place, cause);
        resolver.report(problem.help(
            "correct `space` or the `volume` of its products, or say less as `start.on_hand`, which is built in as the \
             level that stock is ordered up to",
        ));
    }
}

#[expect(clippy::cast_precision_loss, reason = "for people")]
fn cubic_metres(cm3: i64) -> String {
    format!("{:.3} m3", cm3 as f64 / 1e6)
}

/// Which cells supply themselves in the end.
fn in_circle(upstream: &[Option<usize>]) -> Vec<bool> {
    let mut found = vec![false; upstream.len()];
    // From which cell each was first come by.
    let mut seen: Vec<Option<usize>> = vec![None; upstream.len()];
    for start in 0..upstream.len() {
        let mut at = Some(start);
        while let Some(cell) = at.filter(|cell| seen[*cell].is_none()) {
            seen[cell] = Some(start);
            at = upstream[cell];
        }
        // Back on the way of this very walk: a circle that no walk before has met.
        let mut at = at.filter(|cell| seen[*cell] == Some(start));
        while let Some(cell) = at.filter(|cell| !found[*cell]) {
            found[cell] = true;
            at = upstream[cell];
        }
    }
    found
}
