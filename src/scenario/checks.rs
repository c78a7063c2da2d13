//! Checks across entries: products are in stock where they are ordered, stock points do not supply each other in a
//! cycle, and something places orders.

use super::document::Entry;
use crate::agent::{AnyAgent, Offer};
use crate::chain::{Duty, Kind, Outlook};
use crate::reading::{Filling, Reading};
use crate::text::{Code, Place, Problem};
use crate::units::{AgentId, Id, RouteId};
use std::sync::Arc;

/// Checks agents against each other.
pub(super) fn agents(agents: &[Option<AnyAgent>], entries: &[(Kind, Entry<'_>)], reading: &mut Reading<'_>) {
    products_in_stock(agents, entries, reading);
    reading.refuse_missing_stock();
    reading.refuse_returns_without_shelf();
    reading.refuse_steps_apart();
    no_source_loop(reading);
    reading.refuse_misfits();
    reading.refuse_unsound_paths();
}

/// Checks that every product a market sells is stocked at the first step of its possible routes, and that every step of
/// these routes serves the market.
fn products_in_stock(agents: &[Option<AnyAgent>], entries: &[(Kind, Entry<'_>)], reading: &mut Reading<'_>) {
    for (index, (agent, (_, entry))) in agents.iter().zip(entries).enumerate() {
        let Some((products, offer)) = agent.as_ref().and_then(AnyAgent::offers) else { continue };
        let mut reached = Vec::new();
        for product in products {
            let routes = match offer {
                Offer::Route(route) => vec![route],
                Offer::Platform(platform) => {
                    agents[platform.index()].as_ref().map_or_else(Vec::new, |platform| platform.paths(product))
                }
            };
            match product {
                Some(product) if !routes.iter().any(|route| reading.stocks(*route, product)) => {
                    if let Some(route) = routes.first() {
                        reading.serves(*route, product);
                    }
                }
                Some(_) => {}
                None => routes.iter().for_each(|route| refuse_without_goods(*route, entry, reading)),
            }
            let around: Vec<RouteId> = routes.iter().flat_map(|route| reading.detours(*route)).collect();
            for route in routes.into_iter().chain(around) {
                if let Some(product) = product {
                    reading.fits(route, product);
                }
                reading.may_go_back(route, product);
                if !reached.contains(&route) {
                    reading.reaches(route, AgentId::from_index(index));
                    reached.push(route);
                }
            }
        }
    }
}

/// Rejects orders without products that go to a warehouse.
fn refuse_without_goods(route: RouteId, entry: &Entry<'_>, reading: &mut Reading<'_>) {
    let Some(first) = reading.steps(route).first() else { return };
    let (kind, name) = &reading.names.agents[first.index()];
    if !kind.does(Duty::Store) {
        return;
    }
    let problem = if reading.names.products.is_empty() {
        let cause = format!("`warehouse.{name}` stocks products, but the scenario has none");
        Problem::new(Code::NoProduct, entry.place, cause).help("add one, for instance `[product.item]`")
    } else {
        let cause = format!("`warehouse.{name}` stocks products, but the market's own `orders` are for none");
        Problem::new(Code::NoProduct, entry.place, cause)
            .help("all products have `demand` rows; list some in `mix`, or remove `orders`")
    };
    reading.report(problem);
}

/// Rejects stock points that supply themselves, directly or through others, even in an emergency only.
fn no_source_loop(reading: &mut Reading<'_>) {
    let names = reading.names;
    let mut upstream: Vec<Vec<(usize, Place)>> = vec![Vec::new(); names.stock_points.len()];
    let sources = reading.draft.fillings.clone();
    for filling in &sources {
        reading.fills_stock(filling.route);
        for around in reading.detours(filling.route) {
            reading.fills_stock(around);
            reading.fits(around, names.stock_points[filling.stock_point.index()].product);
        }
    }
    for (back, _) in reading.draft.return_routes.clone() {
        reading.fills_stock(back.route);
    }
    for Filling { stock_point, route, place, .. } in sources {
        let product = names.stock_points[stock_point.index()].product;
        reading.fits(route, product);
        let first = reading.steps(route).first();
        if let Some(from) = first.and_then(|first| reading.stock_point_of(first, product)) {
            upstream[stock_point.index()].push((from.index(), place));
        }
    }
    for cycle in cycles(&upstream) {
        let name = |at: usize| format!("`stock.{}`", names.stock_points[at].name);
        // The cycle starts and ends at its first stock point.
        let [(first, place), ..] = cycle[..] else { continue };
        let by: Vec<String> = cycle.iter().skip(1).map(|(at, _)| name(*at)).chain([name(first)]).collect();
        let cause = format!("{} is supplied by {}: this is a cycle", name(first), by.join(", which is supplied by "));
        reading.report(Problem::new(Code::SourceLoop, place, cause).help("a chain of sources must end at a supplier"));
    }
}

/// Rejects warehouses whose initial stock exceeds their space.
pub(super) fn stock_within_space(agents: &[Option<AnyAgent>], outlooks: &[Outlook], reading: &mut Reading<'_>) {
    let (names, products) = (reading.names, Arc::clone(&reading.products));
    for (agent, (kind, name)) in agents.iter().zip(&names.agents).enumerate().filter_map(|(index, (agent, name))| {
        Some(((AgentId::from_index(index), agent.as_ref()?.overfull(outlooks, &products)?), name))
    }) {
        let (agent, (taken, space)) = agent;
        let reader = reading.agent_reader(agent);
        let place = reader.get("space").map_or(reader.place(), |node| node.place);
        let cause = format!(
            "the initial stock of `{kind}.{name}` takes {}, but its `space` is {}",
            cubic_metres(taken),
            cubic_metres(space)
        );
        let problem = Problem::new(Code::StockAboveSpace, place, cause);
        reading.report(problem.help(
            "correct `space` or the `volume` of its products, or lower `start.on_hand`, which is by default the \
             order-up-to level",
        ));
    }
}

#[expect(clippy::cast_precision_loss, reason = "for people")]
fn cubic_metres(cm3: i64) -> String {
    format!("{:.3} m3", cm3 as f64 / 1e6)
}

/// Returns the cycles found by walking upstream from every stock point. Each starts at its first stock point and has
/// the place where the next one is named.
fn cycles(upstream: &[Vec<(usize, Place)>]) -> Vec<Vec<(usize, Place)>> {
    let mut found = Vec::new();
    let (mut seen, mut done) = (vec![false; upstream.len()], vec![false; upstream.len()]);
    for start in 0..upstream.len() {
        // The stock points of the walk, each with the number of sources already followed.
        let mut walk: Vec<(usize, usize)> = Vec::new();
        if !std::mem::replace(&mut seen[start], true) {
            walk.push((start, 0));
        }
        while let Some((stock_point, walked)) = walk.last_mut() {
            let Some((next, _)) = upstream[*stock_point].get(*walked) else {
                done[*stock_point] = true;
                walk.pop();
                continue;
            };
            *walked += 1;
            if !std::mem::replace(&mut seen[*next], true) {
                walk.push((*next, 0));
            } else if !done[*next] {
                let round = walk.iter().skip_while(|(stock_point, _)| stock_point != next);
                let mut cycle: Vec<_> =
                    round.map(|(stock_point, walked)| (*stock_point, upstream[*stock_point][walked - 1].1)).collect();
                let first = (0..cycle.len()).min_by_key(|at| cycle[*at].0).unwrap_or(0);
                cycle.rotate_left(first);
                found.push(cycle);
            }
        }
    }
    found
}
