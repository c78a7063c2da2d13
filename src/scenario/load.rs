//! Builds a scenario from a tree: names first, then agents, collecting all problems.

use super::document::{Document, Entry};
use super::entries::Entries;
use super::{Scenario, checks, language, money, products, regimes, run, series};
use crate::agent::{AnyAgent, keys_of};
use crate::chain::{AgentName, Clock, Duty, Network, SalesTerms, Service, StockPointName, marks};
use crate::reading::{DataFiles, Ends, PATH, Reading};
use crate::text::{Code, Node, Place, Problem, Problems, Table};
use crate::units::{AgentId, HoldingRate, Id};
use std::sync::Arc;

/// Builds the scenario that a tree describes.
pub(super) fn resolve(
    root: &Table,
    top: Place,
    mut problems: Problems,
    files: DataFiles<'_>,
) -> Result<(Scenario, Problems), Problems> {
    let document = Document::new(root, &language::kinds(), &mut problems);
    let entries = Entries::of(&document, &mut problems);
    let names = entries.names(&document, files, &mut problems);
    let mut reading = Reading::new(&names, problems);
    let run = read_frame(&document, &entries, top, &mut reading);
    let windows =
        names.windows.iter().filter_map(|(name, reader)| reading.named_window(name, reader)).collect::<Vec<_>>();
    let every = series::read(&document, &mut reading);
    for path in entries.paths.iter().filter(|path| path.is_table()) {
        check_path(path, &mut reading);
    }
    let agents = read_agents(&entries, &mut reading);
    checks::agents(&agents, &entries.agents, &mut reading);
    if !entries.has("market") && reading.problems.is_empty() {
        let problem = Problem::new(Code::NoMarket, top, "nothing places orders: the scenario has no market");
        reading.report(problem.help("add one: `[market.town]`"));
    }
    let stock_points = stock_points(&mut reading);
    let (outlooks, echelons) = (reading.outlooks(), reading.echelons());
    checks::stock_within_space(&agents, &outlooks, &mut reading);
    let rules = regimes::read(&document, &mut reading);
    let first_day = reading.clock.has_dates().then(|| reading.clock.first_day());
    reading.adds_up();
    reading.check_coupons();
    let named = agent_names(&reading);
    let places = reading.places().to_vec();
    let Reading { draft, problems, warnings, currency, products, .. } = reading;
    let agents: Option<Vec<AnyAgent>> = agents.into_iter().collect();
    let (Some(agents), true) = (agents, problems.is_empty()) else { return Err(problems) };
    let mut network = Network {
        agents: named,
        places: places.iter().map(|place| (**place).clone()).collect(),
        groups: names.groups.clone(),
        products: products.to_vec(),
        stock_points,
        outlooks,
        echelons,
        services: services(names.agents.len(), draft.services),
        under_way: draft.under_way,
        site_costs: draft.site_costs,
        choices: draft.choices,
        return_routes: draft.return_routes.into_iter().map(|(back, _)| back).collect(),
        year_to_date: draft.year_to_date,
        rules,
        first_day,
        sites: draft.sites,
        strikes: draft.strikes,
        sales: Arc::new(SalesTerms::new(
            draft.sales,
            draft.coupons.into_iter().map(|(coupon, _)| coupon).collect(),
            draft.platforms.into_iter(),
        )),
        presellers: draft.presellers,
        promises: draft.promises,
        merges: draft.merges,
        substitutes: draft.substitutes,
        streams: draft.streams,
        instant: run.instant,
        marks: marks(&run.window, &windows),
        window: run.window,
        windows,
        series: every,
        period: run.period,
        ..Network::default()
    };
    if let Some(problem) = series::check(&document, &network) {
        let mut problems = Problems::default();
        problems.push(problem);
        return Err(problems);
    }
    let tops: Vec<_> = agents.iter().flat_map(|agent| agent.tops(&network)).collect();
    network.echelons.begin_with(&tops);
    let routes = draft.routes.into_iter().map(|(route, _)| route).collect();
    let mut scenario = Scenario::new(network.with_routes(routes).with_detours(&draft.detours), agents);
    scenario.question = document.top("question").and_then(Node::as_text).map(str::to_owned);
    scenario.currency = currency;
    (scenario.seed, scenario.replications) = (run.seed, run.replications);
    Ok((scenario, warnings))
}

/// Reads what everything else depends on: the run and its clock, money, places, seasons and products, in this order.
fn read_frame(document: &Document<'_>, entries: &Entries<'_>, top: Place, reading: &mut Reading<'_>) -> run::Run {
    document.text("question", &mut reading.problems);
    let run = run::read(document, top, reading);
    reading.window.clone_from(&run.window);
    reading.clock = Clock::new(run.start, &run.window);
    money::read(document, reading);
    reading.read_places();
    reading.read_seasons();
    reading.products = entries.products.iter().map(|entry| products::read(entry, reading)).collect();
    reading.price_products();
    run
}

/// Reads every agent: first what it records for others, then the rest.
fn read_agents(entries: &Entries<'_>, reading: &mut Reading<'_>) -> Vec<Option<AnyAgent>> {
    let tables = || entries.agents.iter().filter(|(_, entry)| entry.is_table());
    for (kind, entry) in tables() {
        AnyAgent::announce(kind.name, &entry.reader(kind.name, keys_of(kind.name)), &mut reading.draft);
    }
    let agents = entries.agents.iter().enumerate().map(|(index, (kind, entry))| {
        let reader = entry.is_table().then(|| entry.reader(kind.name, keys_of(kind.name)))?;
        AnyAgent::resolve(kind.name, &reader, AgentId::from_index(index), reading)
    });
    agents.collect()
}

/// Returns the agents by name, with their groups and places.
fn agent_names(reading: &Reading<'_>) -> Vec<AgentName> {
    let names = reading.names;
    let all = names.agents.iter().zip(&names.group_of).enumerate();
    let named = all.map(|(index, ((kind, name), group))| {
        let Ends { begins, ends } = reading.ends(AgentId::from_index(index));
        AgentName { kind: *kind, name: name.clone(), group: group.clone(), begins, ends }
    });
    named.collect()
}

fn services(agents: usize, said: Vec<(AgentId, Service)>) -> Vec<Service> {
    let mut services = vec![Service::default(); agents];
    for (agent, service) in said {
        services[agent.index()] = service;
    }
    services
}

fn check_path(path: &Entry<'_>, reading: &mut Reading<'_>) {
    let reader = path.reader("path", PATH);
    reading.require(&reader, "through", "[\"warehouse.NAME\", \"courier.NAME\"]");
    reading.promise(&reader);
    reading.patience(&reader);
    reading.finish(&reader);
}

/// Returns the stock points with their holding and shortage costs.
fn stock_points(reading: &mut Reading<'_>) -> Vec<StockPointName> {
    let names = reading.names;
    let warehouses = names.agents.iter().enumerate().filter(|(_, (kind, _))| kind.does(Duty::Store));
    let mut storage = vec![HoldingRate::FREE; names.agents.len()];
    for (index, _) in warehouses {
        let table = names.agent_tables[index].reader();
        storage[index] = reading.storage_rate(&table, "storage_price").unwrap_or(HoldingRate::FREE);
    }
    let mut stock_points: Vec<StockPointName> = Vec::with_capacity(names.stock_points.len());
    for entry in &names.stock_points {
        let reader = entry.layers.reader();
        let before = stock_points.last().filter(|before| before.warehouse == entry.warehouse);
        let row = before.map_or(0, |before| before.row + 1);
        let holding = reading.holding_rate(&reader, "holding").unwrap_or(HoldingRate::FREE);
        let (shortage, short_unit) = reading.shortage_rates(&reader, "shortage");
        let carrying = reading.carrying_rate(&reader, "carrying").unwrap_or(HoldingRate::FREE);
        let product = &reading.products[entry.product.index()];
        let (unit_cm3, ages) = (product.size.cm3, product.shelf_life.is_some());
        stock_points.push(StockPointName {
            warehouse: entry.warehouse,
            product: entry.product,
            row,
            name: entry.name.clone(),
            holding,
            shortage,
            short_unit,
            carrying,
            storage: storage[entry.warehouse.index()],
            unit_cm3,
            forecasts: reader.get("forecast").is_some(),
            picks: reading.pick_order(&reader, ages),
            expired: reading.expired(&reader),
        });
    }
    stock_points
}
